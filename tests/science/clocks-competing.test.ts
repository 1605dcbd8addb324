/** Hazards in pieces, and causes that compete: survival and cumulative incidences by numerical integration. */
import { describe, expect, test } from 'vitest';
import { agrees, equals, fits, held } from '../support/battery.js';
import { FAMILIES } from '../support/clock-families.js';
import { shareEstimate } from '../support/estimates.js';
import { livesOf, when, places } from '../support/lives.js';
import { stieltjes, uniformP } from '../support/numerics.js';

const SECTION = 'Clocks';

/** Units that leave by one of several causes. */
const causes = (units: number, clocks: Readonly<Record<string, string>>): string => `
pathway: causes
run: {start: 2025-04-01, years: 10, replications: 1, seed: causes}
arrivals: {units: {rate: 0 per day, at_start: ${units}}}
regions:
  case:
    initial: here
    states: {here: , ${Object.keys(clocks)
      .map((cause) => `${cause}: {final: true}`)
      .join(', ')}}
    transitions:
${Object.entries(clocks)
  .map(([cause, clock]) => `      by_${cause}: {from: here, to: ${cause}, clock: {${clock}, since: entry}}`)
  .join('\n')}
`;

describe('piecewise hazards of two causes', () => {
  const UNITS = 100_000;
  const starts = [0, 30, 100, 250];
  const rates = { a: [0.004, 0.0, 0.012, 0.002], b: [0.001, 0.006, 0.003, 0.008] };
  const written = (which: 'a' | 'b'): string =>
    `piecewise: {${starts.map((at, i) => `${at} days: ${rates[which][i]} per day`).join(', ')}}`;
  const { lives } = livesOf(causes(UNITS, { a: written('a'), b: written('b') }));
  const times = lives.map((life) => [when(life, 'by_a'), when(life, 'by_b')] as const);

  test.each([30, 100, 250, 400])('by day %i', (day) => {
    let survival = 1;
    const incidence = { a: 0, b: 0 };
    starts.forEach((start, i) => {
      const length = Math.max(0, Math.min(day, starts[i + 1] ?? Number.POSITIVE_INFINITY) - start);
      const total = rates.a[i]! + rates.b[i]!;
      const leaves = survival * -Math.expm1(-total * length);
      incidence.a += (leaves * rates.a[i]!) / total;
      incidence.b += (leaves * rates.b[i]!) / total;
      survival -= leaves;
    });
    const seen = [0, 1].map((k) => times.filter((pair) => pair[k]! <= day).length);
    const law = 'Piecewise hazards of two causes: survival and cumulative incidences at the breaks';
    agrees(
      { section: SECTION, law, what: `here after ${day} days` },
      shareEstimate(UNITS - seen[0]! - seen[1]!, UNITS),
      survival,
      0.03,
    );
    agrees(
      { section: SECTION, law, what: `by cause a, ${day} days` },
      shareEstimate(seen[0]!, UNITS),
      incidence.a,
      0.012,
    );
    agrees(
      { section: SECTION, law, what: `by cause b, ${day} days` },
      shareEstimate(seen[1]!, UNITS),
      incidence.b,
      0.02,
    );
  });

  test('nothing happens where a rate is 0', () => {
    expect(times.some(([a]) => a > 30 && a < 100)).toBe(false);
  });
});

describe('competing risks of different families', () => {
  const UNITS = 120_000;
  const chosen = FAMILIES.filter(({ family }) =>
    ['weibull', 'lognormal', 'gompertz', 'log-logistic', 'mixture'].includes(family),
  );
  const names = chosen.map(({ family }) => family.replace('-', '_'));
  const { lives, horizon } = livesOf(
    causes(UNITS, Object.fromEntries(chosen.map(({ clock }, k) => [names[k]!, clock(1 + k / 4)]))),
  );
  const survivals = chosen.map(
    ({ survival }, k) =>
      (t: number): number =>
        survival(t / (1 + k / 4)),
  );
  const all = (t: number): number => survivals.reduce((product, survival) => product * survival(t), 1);
  const incidence = (k: number, t: number): number =>
    stieltjes(
      (u) => survivals.reduce((product, survival, j) => (j === k ? product : product * survival(u)), 1),
      (u) => 1 - survivals[k]!(u),
      0,
      t,
    );
  const law = 'Five causes of five families: cumulative incidences by integration';

  test.each([20, 40, 80])('by day %i', (day) => {
    const exact = names.map((_, k) => incidence(k, day));
    const claim = (what: string) => ({ section: SECTION, law, what: `${what}, ${day} days` });
    equals(
      claim('incidences and survival, integrated, add up to 1'),
      exact.reduce((a, b) => a + b, 0) + all(day),
      1,
      1e-6,
    );
    let gone = 0;
    names.forEach((name, k) => {
      const seen = lives.filter((life) => when(life, `by_${name}`) <= day).length;
      gone += seen;
      agrees(claim(name), shareEstimate(seen, UNITS), exact[k]!, exact[k]! > 0.08 ? 0.012 : 0.05);
    });
    const here = lives.filter((life) => !(life.events[0]!.time <= day)).length;
    expect(gone + here).toBe(UNITS);
    agrees(claim('none'), shareEstimate(here, UNITS), all(day), all(day) > 0.1 ? 0.01 : 0.05);
    held(claim('incidences and survival seen add up'), `${UNITS} units`);
  });

  test('the time to the first of them', () => {
    const found = lives.map((life) => all(life.events[0]!.time));
    fits({ section: SECTION, law, what: 'time to the first' }, `Kolmogorov, ${UNITS} times`, uniformP(found));
  });

  test('nobody goes twice, and everybody goes', () => {
    expect(lives.filter((life) => life.events.length !== 1)).toEqual([]);
    expect(horizon).toBeGreaterThan(3000);
  });
});

describe('the stays of every family', () => {
  test.each(FAMILIES)('$family, under a multiplier of 1.7', ({ family, clock, survival }) => {
    const text = causes(30_000, { gone: clock(1) }).replace('since: entry}', 'since: entry}, scale: 1.7');
    const { lives, horizon } = livesOf(text);
    const found = places(lives, 'by_gone', horizon, () => (t) => survival(t) ** 1.7);
    fits(
      { section: SECTION, law: 'A multiplier m of the hazard makes survival its m-th power', what: family },
      `Kolmogorov, ${found.length} times`,
      uniformP(found),
    );
    agrees(
      {
        section: SECTION,
        law: 'A multiplier m of the hazard makes survival its m-th power',
        what: `${family}: gone in ten years`,
      },
      shareEstimate(found.length, 30_000 + 1e-9),
      1 - survival(horizon) ** 1.7,
    );
  });
});
