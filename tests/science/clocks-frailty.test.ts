/** Frailties: what a population survives when its hazards differ, and what children of a family have in common. */
import { describe, expect, test } from 'vitest';
import { agrees, fits } from '../support/battery.js';
import { shareEstimate } from '../support/estimates.js';
import { livesOf, places, when, type Life } from '../support/lives.js';
import { independenceP, normalMean, uniformP } from '../support/numerics.js';
import { stay } from '../support/stays.js';

const SECTION = 'Clocks';

const hazards = [
  ['exponential', '{exponential: 0.01 per day}', (t: number) => 0.01 * t],
  ['Weibull', '{weibull: {shape: 1.7, scale: 80 days}, since: entry}', (t: number) => (t / 80) ** 1.7],
  [
    'Gompertz',
    '{gompertz: {rate: 0.002 per day, slope: 0.02 per day}, since: entry}',
    (t: number) => 0.1 * Math.expm1(0.02 * t),
  ],
] as const;

describe('a gamma frailty', () => {
  test.each(hazards.flatMap((item) => [0.3, 1, 2.5].map((variance) => [...item, variance] as const)))(
    '%s hazard %s',
    (name, clock, H, variance) => {
      const { lives, horizon } = livesOf(
        stay(clock, {
          units: 20_000,
          years: 30,
          file: `frailties: {frail: {gamma: {variance: ${variance}}}}`,
          more: 'frailty: {frail: 1}',
        }),
      );
      const found = places(lives, 'go', horizon, () => (t) => (1 + variance * H(t)) ** (-1 / variance));
      fits(
        {
          section: SECTION,
          law: 'Gamma frailty: the population survives (1 + v H)^(-1/v)',
          what: `${name}, v = ${variance}`,
        },
        `Kolmogorov, ${found.length} times`,
        uniformP(found),
      );
    },
  );

  test('given itself multiplies the hazard of its own unit', () => {
    const { lives, horizon } = livesOf(
      stay('{weibull: {shape: 1.7, scale: 80 days}, since: entry}', {
        units: 20_000,
        years: 30,
        file: 'frailties: {frail: {gamma: {variance: 1.2}}}',
        more: 'frailty: {frail: 0.5}',
      }),
    );
    const found = places(lives, 'go', horizon, ({ frailties }) => {
      const power = Math.sqrt(frailties['frail']!);
      return (t) => Math.exp(-power * (t / 80) ** 1.7);
    });
    const law = 'A frailty of power p multiplies the hazard of its own unit by value^p';
    fits(
      { section: SECTION, law, what: 'times given the frailty, p = 0.5' },
      `Kolmogorov, ${found.length} times`,
      uniformP(found),
    );
    const values = lives.map((life) => life.frailties['frail']!);
    fits(
      { section: SECTION, law, what: 'frailty and what is left of the luck have nothing in common' },
      'correlation',
      independenceP(
        values.filter((_, i) => when(lives[i]!, 'go') <= horizon),
        found,
      ),
    );
  });
});

describe('a normal frailty', () => {
  test.each(hazards)('%s hazard', (name, clock, H) => {
    const { lives, horizon } = livesOf(
      stay(clock, { units: 10_000, years: 30, file: 'frailties: {risk: normal}', more: 'frailty: {risk: 0.8}' }),
    );
    const survival = (t: number): number => normalMean((z) => Math.exp(-H(t) * Math.exp(0.8 * z)), 120);
    const found = places(lives, 'go', horizon, () => {
      return (t) => (t === horizon ? last : survival(t));
    });
    fits(
      { section: SECTION, law: 'Normal frailty: the population survives E exp(-H exp(0.8 z))', what: name },
      `Kolmogorov, ${found.length} times`,
      uniformP(found),
    );
    expect(last).toBeLessThan(1e-2);
  });
  const last = 0;

  test('two frailties of one hazard add up: exp(0.3 a - 0.4 b) is as exp(0.5 z)', () => {
    const { lives, horizon } = livesOf(
      stay('{exponential: 0.01 per day}', {
        units: 10_000,
        years: 30,
        file: 'frailties: {a: normal, b: normal}',
        more: 'frailty: {a: 0.3, b: -0.4}',
      }),
    );
    const found = places(
      lives,
      'go',
      horizon,
      () => (t) => (t === horizon ? 0 : normalMean((z) => Math.exp(-0.01 * t * Math.exp(0.5 * z)), 120)),
    );
    fits(
      {
        section: SECTION,
        law: 'Normal frailty: the population survives E exp(-H exp(0.8 z))',
        what: 'two of them, of 0.3 and -0.4: as one of 0.5',
      },
      `Kolmogorov, ${found.length} times`,
      uniformP(found),
    );
  });
});

const pairs = (frailty: string): string => `
pathway: pairs
run: {start: 2025-04-01, years: 60, replications: 1, seed: pairs}
frailties: {shared: ${frailty}}
arrivals: {families: {rate: 0 per day, at_start: 100000, children: {2: 1}}}
regions:
  case:
    initial: here
    states: {here: , gone: {final: true}}
    transitions:
      go: {from: here, to: gone, clock: {weibull: {shape: 1.4, scale: 100 days}, since: entry}, frailty: {shared: 1}}
`;

/** The times of both children of each family. */
function pairsOf(lives: readonly Life[]): [number, number][] {
  const found = new Map<number, [number, number]>();
  for (const life of lives) {
    const pair = found.get(life.unit) ?? [Number.NaN, Number.NaN];
    pair[life.member] = when(life, 'go');
    found.set(life.unit, pair);
  }
  return [...found.values()];
}

/** The share of disjoint pairs of families in which who is earlier in one way is so in the other. */
function concordance(times: readonly (readonly [number, number])[]) {
  let same = 0;
  let n = 0;
  for (let i = 0; i + 1 < times.length; i += 2) {
    const [a, b] = [times[i]!, times[i + 1]!];
    if (a.concat(b).every((t) => t === Number.POSITIVE_INFINITY)) continue;
    n++;
    if ((a[0] - b[0]) * (a[1] - b[1]) > 0) same++;
  }
  return shareEstimate(same, n);
}

const H = (t: number): number => (t / 100) ** 1.4;

describe('two children of a family', () => {
  const families = { section: 'Families' };

  test.each([0.5, 2])('share a gamma frailty of variance %d: Clayton', (variance) => {
    const times = pairsOf(livesOf(pairs(`{of: family, gamma: {variance: ${variance}}}`)).lives);
    const law = `A shared gamma frailty of variance ${variance}: Clayton's joint law`;
    const share = concordance(times);
    const tau = variance / (variance + 2);
    agrees(
      { ...families, law, what: 'Kendall’s tau, v / (v + 2)' },
      { mean: 2 * share.mean - 1, se: 2 * share.se },
      tau,
      0.05,
    );
    agrees({ ...families, law, what: 'concordant pairs, (1 + tau) / 2' }, share, (1 + tau) / 2);
    for (const [s, t] of [
      [40, 40],
      [60, 150],
      [200, 100],
    ] as const) {
      const exact = (1 + variance * (H(s) + H(t))) ** (-1 / variance);
      agrees(
        { ...families, law, what: `both still here, after ${s} and ${t} days` },
        shareEstimate(times.filter(([a, b]) => a > s && b > t).length, times.length),
        exact,
        exact > 0.1 ? 0.01 : 0.02,
      );
    }
  });

  test('share a normal frailty', () => {
    const times = pairsOf(livesOf(pairs('{of: family, normal: true}')).lives);
    const law = 'A shared normal frailty: joint survival by quadrature';
    for (const [s, t] of [
      [40, 40],
      [60, 150],
    ] as const)
      agrees(
        { ...families, law, what: `both still here, after ${s} and ${t} days` },
        shareEstimate(times.filter(([a, b]) => a > s && b > t).length, times.length),
        normalMean((z) => Math.exp(-Math.exp(z) * (H(s) + H(t)))),
      );
  });

  test('each have a frailty of their own: independent', () => {
    const times = pairsOf(livesOf(pairs('{gamma: {variance: 2}}')).lives);
    const law = 'Frailties of their own: children of a family are independent';
    agrees({ ...families, law, what: 'concordant pairs' }, concordance(times), 0.5);
    const alone = (t: number): number => (1 + 2 * H(t)) ** -0.5;
    agrees(
      { ...families, law, what: 'both still here, after 60 and 150 days' },
      shareEstimate(times.filter(([a, b]) => a > 60 && b > 150).length, times.length),
      alone(60) * alone(150),
    );
    fits(
      { ...families, law, what: 'survivals of the two' },
      'correlation',
      independenceP(
        times.map(([a]) => alone(a)),
        times.map(([, b]) => alone(b)),
      ),
    );
  });
});
