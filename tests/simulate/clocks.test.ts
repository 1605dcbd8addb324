/** Clocks of every family, through a pathway file: how long, and how often which way, against the exact answers. */
import { describe, expect, test } from 'vitest';
import { normalBelow } from '../support/closed-forms.js';
import { distance, estimate, expectNear, KOLMOGOROV_LIMIT, pooled, shareEstimate } from '../support/estimates.js';
import { run, runOnce, sum } from '../support/runs.js';
import { stay } from '../support/stays.js';

/** 40 replications of 1,000 units, all of which leave within the run. */
function stays(clock: string, options: Parameters<typeof stay>[1] = {}) {
  return run(stay(clock, { units: 1000, years: 24, ...options }), { replications: 40 });
}

describe('a stay of each family has its mean and its whole distribution', () => {
  test.each([
    ['{exponential: {mean: 60 days}}', 60, (t: number) => 1 - Math.exp(-t / 60)],
    ['{exponential: 6 per year}', 365.25 / 6, (t: number) => 1 - Math.exp((-t * 6) / 365.25)],
    [
      '{weibull: {shape: 1.6, scale: 90 days}, since: entry}',
      90 * 0.896574301,
      (t: number) => 1 - Math.exp(-((t / 90) ** 1.6)),
    ],
    [
      '{weibull: {shape: 0.7, median: 30 days}, since: entry}',
      (30 / Math.LN2 ** (1 / 0.7)) * 1.265823506,
      (t: number) => 1 - 2 ** -((t / 30) ** 0.7),
    ],
    [
      '{lognormal: {median: 45 days, sdlog: 0.8}, since: entry}',
      45 * Math.exp(0.32),
      (t: number) => normalBelow(Math.log(t / 45) / 0.8),
    ],
    [
      '{lognormal: {mean: 100 days, sdlog: 0.5}, since: entry}',
      100,
      (t: number) => normalBelow((Math.log(t / 100) + 0.125) / 0.5),
    ],
    [
      '{piecewise: {0 days: 0.02 per day, 30 days: 0 per day, 60 days: 0.005 per day}, since: entry}',
      (1 - Math.exp(-0.6)) / 0.02 + Math.exp(-0.6) * (30 + 200),
      (t: number) => 1 - Math.exp(-(t < 30 ? 0.02 * t : t < 60 ? 0.6 : 0.6 + 0.005 * (t - 60))),
    ],
    [
      '{empirical: {0 days: 0, 10 days: 0.1, 50 days: 0.8, 200 days: 1}, since: entry}',
      0.1 * 5 + 0.7 * 30 + 0.2 * 125,
      (t: number) => (t < 10 ? t * 0.01 : t < 50 ? 0.1 + (t - 10) * 0.0175 : t < 200 ? 0.8 + (t - 50) / 750 : 1),
    ],
  ])('%s', (clock, mean, cdf) => {
    const readings = stays(clock);
    expect(readings[0]!.count('go')).toBe(1000);
    expectNear(
      estimate(readings, (reading) => reading.meanTime('time_in_here')),
      mean,
      clock,
    );
    expect(distance(pooled(readings, 'time_in_here'), cdf)).toBeLessThan(KOLMOGOROV_LIMIT);
  });

  test('a fixed time is the same for all, to the tick', () => {
    const reading = runOnce(stay('{fixed: 45.5 days, since: entry}', { units: 100, years: 1 }));
    expect(reading.timeTicks('time_in_here')).toEqual([0, 100 * 45.5 * 1024, ...Array<number>(10).fill(0)]);
  });

  test('a rate of 0 is never', () => {
    expect(runOnce(stay('{exponential: 0 per day}', { units: 50, years: 5 })).count('go')).toBe(0);
  });

  test('an empirical share that never comes is never used up: one in four stays for ever', () => {
    const readings = stays('{empirical: {0 days: 0, 20 days: 0.75}, since: entry}', { years: 2 });
    expectNear(shareEstimate(sum(readings.map((reading) => reading.count('go'))), 40_000), 0.75);
  });
});

describe('a multiplier multiplies the hazard, not the time', () => {
  test('a scale of 3 makes an exponential stay a third as long', () => {
    const readings = stays('{exponential: {mean: 90 days}}', { more: 'scale: 3' });
    expectNear(
      estimate(readings, (reading) => reading.meanTime('time_in_here')),
      30,
    );
  });

  test('a Weibull of shape 2 and hazard times 4 runs twice as fast', () => {
    const readings = stays('{weibull: {shape: 2, scale: 100 days}, since: entry}', { more: 'scale: 4' });
    expectNear(
      estimate(readings, (reading) => reading.meanTime('time_in_here')),
      50 * 0.886226925,
    );
  });

  test('a lognormal under a multiplier m has the survival function to the power m', () => {
    const readings = stays('{lognormal: {median: 50 days, sdlog: 0.6}, since: entry}', { more: 'scale: [0.5, 3]' });
    const survival = (t: number): number => (1 - normalBelow(Math.log(t / 50) / 0.6)) ** 1.5;
    expect(distance(pooled(readings, 'time_in_here'), (t) => 1 - survival(t))).toBeLessThan(KOLMOGOROV_LIMIT);
  });

  test('a scale of 0 is never', () => {
    expect(
      runOnce(
        stay('{weibull: {shape: 2, scale: 10 days}, since: entry}', { units: 50, years: 5, more: 'scale: 0' }),
      ).count('go'),
    ).toBe(0);
  });
});

describe('competing clocks', () => {
  const COMPETING = `
pathway: competing
run: {start: 2025-04-01, years: 10, replications: 1, seed: competing}
arrivals:
  units: {rate: 0 per day, at_start: 1000, enters: {case: here}}
regions:
  case:
    initial: here
    states: {here: , a: {final: true}, b: {final: true}, c: {final: true}}
    transitions:
      to_a: {from: here, to: a, clock: {exponential: 0.005 per day}}
      to_b: {from: here, to: b, clock: {exponential: 0.003 per day}}
      to_c: {from: here, to: c, clock: {exponential: 0.002 per day}}
measures:
  any: {label: Any, leaves: {case: here}, time: {in: here}}
  a: {label: A, transitions: to_a, time: {in: here}}
  b: {label: B, transitions: to_b, time: {in: here}}
  c: {label: C, transitions: to_c, time: {in: here}}
`;
  const readings = run(COMPETING, { replications: 100 });

  test.each([
    ['a', 0.5],
    ['b', 0.3],
    ['c', 0.2],
  ])('%s comes first as often as its share of the rate', (which, share) => {
    expectNear(shareEstimate(sum(readings.map((reading) => reading.count(which))), 100_000), share);
  });

  test('the time to the first is exponential with the sum of the rates, whichever it is', () => {
    for (const which of ['any', 'a', 'b', 'c'])
      expectNear(
        estimate(readings, (reading) => reading.meanTime(which)),
        100,
        which,
      );
    expect(distance(pooled(readings, 'any'), (t) => 1 - Math.exp(-t / 100))).toBeLessThan(KOLMOGOROV_LIMIT);
  });

  test('a fixed clock beats an exponential one with the chance that it is still there', () => {
    const text = COMPETING.replace('exponential: 0.003 per day', 'fixed: 80 days, since: entry').replace(
      'exponential: 0.002',
      'exponential: 0',
    );
    const fixed = run(text, { replications: 40 });
    expectNear(shareEstimate(sum(fixed.map((reading) => reading.count('b'))), 40_000), Math.exp(-0.4));
    expect(fixed[0]!.time('b')).toBe(80 * fixed[0]!.count('b'));
  });
});

describe('outcomes', () => {
  const OUTCOMES = `
pathway: outcomes
run: {start: 2025-04-01, years: 1, replications: 1, seed: outcomes}
attributes: {kind: [plain, odd]}
arrivals:
  units: {rate: 0 per day, at_start: 40000, enters: {case: here}, attributes: {kind: {plain: 0.4, odd: rest}}}
regions:
  case:
    initial: here
    states: {here: , a: {stays: true}, b: {stays: true}, c: {stays: true}}
    transitions:
      go:
        from: here
        clock: {fixed: 10 days, since: entry}
        to:
          - {state: a, share: {base: 0.2, by: kind, values: {odd: 2}}}
          - {state: b, share: {base: 0.3, by: kind, values: {odd: 0}}}
          - {state: c, share: rest}
measures:
  now: {label: Now, stock: {case: [a, b, c]}, by: [case]}
  odd: {label: Odd, stock: {kind: odd, case: [a, b, c]}, by: [case]}
  kinds: {label: Kinds, stock: {}, by: [kind]}
`;

  test('come by their shares, which may depend on the child; `rest` takes what is left', () => {
    const reading = runOnce(OUTCOMES);
    const last = (measure: string, group = 'all'): number => reading.stock(measure, group).at(-1)!;
    const odd = last('kinds', 'kind=odd');
    expectNear(shareEstimate(odd, 40_000), 0.6);
    expectNear(shareEstimate(last('odd', 'case=A'), odd), 0.4);
    expect(last('odd', 'case=B')).toBe(0);
    const plain = 40_000 - odd;
    const some = (group: string): number => last('now', group) - last('odd', group);
    expect(Math.abs(some('case=A') - 0.2 * plain)).toBeLessThan(4 * Math.sqrt(0.16 * plain));
    expect(Math.abs(some('case=B') - 0.3 * plain)).toBeLessThan(4 * Math.sqrt(0.21 * plain));
    expect(some('case=A') + some('case=B') + some('case=C')).toBe(plain);
  });
});
