/** A Markov chain of three states against its matrix exponential, and arrivals against the Poisson process. */
import { describe, expect, test } from 'vitest';
import { formatDate, parseDate } from '../../engine/time/index.js';
import { transitionChances } from '../support/closed-forms.js';
import { estimate, estimateOf, expectNear } from '../support/estimates.js';
import { run, runOnce, sum } from '../support/runs.js';

const CHAIN = `
pathway: chain
run: {start: 2025-04-01, years: 1, replications: 1, seed: chain}
arrivals:
  units: {rate: 0 per day, at_start: 1000, enters: {case: a}}
regions:
  case:
    initial: a
    states: {a: , b: , c: }
    transitions:
      ab: {from: a, to: b, clock: {exponential: 0.010 per day}}
      ac: {from: a, to: c, clock: {exponential: 0.004 per day}}
      ba: {from: b, to: a, clock: {exponential: 0.006 per day}}
      bc: {from: b, to: c, clock: {exponential: 0.003 per day}}
      ca: {from: c, to: a, clock: {exponential: 0.002 per day}}
      cb: {from: c, to: b, clock: {exponential: 0.005 per day}}
`;
const RATES = [
  [-0.014, 0.01, 0.004],
  [0.006, -0.009, 0.003],
  [0.002, 0.005, -0.007],
];

describe('a Markov chain of three states', () => {
  const readings = run(CHAIN, { replications: 100 });

  test.each([1, 2, 4, 6, 9, 12])('is where the matrix exponential says at the end of month %i', (month) => {
    const chances = transitionChances(RATES, readings[0]!.bounds[month]!)[0]!;
    ['A', 'B', 'C'].forEach((state, i) => {
      const share = estimate(readings, (reading) => reading.stock('in_case', `case=${state}`)[month]! / 1000);
      // A tenth or less of the units cannot be known to 1% from 100,000.
      expectNear(share, chances[i]!, `${state} in month ${month}`, chances[i]! > 0.12 ? 0.01 : 0.02);
    });
  });

  test('goes from state to state as often as the time spent there says', () => {
    const days = (state: string): number => sum(readings.map((reading) => reading.days('in_case', `case=${state}`)));
    const events = (name: string): number => sum(readings.map((reading) => reading.count(name)));
    for (const [name, state, rate] of [
      ['ab', 'A', 0.01],
      ['ac', 'A', 0.004],
      ['ba', 'B', 0.006],
      ['bc', 'B', 0.003],
      ['ca', 'C', 0.002],
      ['cb', 'C', 0.005],
    ] as const)
      expectNear({ mean: events(name) / days(state), se: Math.sqrt(events(name)) / days(state) }, rate, name);
  });
});

describe('arrivals', () => {
  const ARRIVALS = `
pathway: arrivals
run: {start: 2025-04-01, years: 1, replications: 1, seed: arrivals}
arrivals:
  units: {rate: {2025-04-01: 4 per day, 2025-07-01: 1 per day, 2025-09-01: 0 per day, 2025-10-01: 9 per day, 2025-10-15: 3 per day}}
regions:
  case: {initial: here, states: {here: {stays: true}}}
measures:
  came: {label: Came, enters: {case: here}}
`;
  const readings = run(ARRIVALS, { replications: 400 });
  const months = Array.from({ length: 12 }, (_, k) => readings.map((reading) => reading.flow('came')[k]!));
  const expected = [120, 124, 120, 31, 31, 0, 9 * 14 + 3 * 17, 90, 93, 93, 84, 93];

  test('come at their rate, which changes on the day', () => {
    months.forEach((counts, k) => {
      if (expected[k] !== 0) expectNear(estimateOf(counts), expected[k]!, `month ${k}`);
    });
    expect(sum(months[5]!)).toBe(0);
  });

  test('vary as a Poisson process does: the variance is the mean', () => {
    months.forEach((counts, k) => {
      if (expected[k] === 0) return;
      const { mean, se } = estimateOf(counts);
      const n = counts.length;
      // The variance of a sample of n Poisson counts is off by about sqrt(2 / n).
      expect(Math.abs((se * se * n) / mean - 1) / Math.sqrt(2 / n)).toBeLessThan(4.5);
    });
  });

  test('in one month say nothing of those in the next', () => {
    const n = readings.length;
    for (let k = 6; k < 11; k++) {
      const [a, b] = [months[k]!, months[k + 1]!];
      const [meanA, meanB] = [estimateOf(a).mean, estimateOf(b).mean];
      const correlation =
        sum(a.map((x, i) => (x - meanA) * (b[i]! - meanB))) /
        Math.sqrt(sum(a.map((x) => (x - meanA) ** 2)) * sum(b.map((x) => (x - meanB) ** 2)));
      expect(Math.abs(correlation) * Math.sqrt(n)).toBeLessThan(4.5);
    }
  });

  test('at a rate that changes more often than anybody comes, come as often as it says on average', () => {
    const weeks = Array.from(
      { length: 52 },
      (_, k) => `${formatDate(parseDate('2025-04-01') + 7 * k)}: ${k % 2 === 0 ? 0.05 : 0.15} per day`,
    );
    const often = run(ARRIVALS.replace(/rate: \{.*\}\}/, `rate: {${weeks.join(', ')}}}`), { replications: 500 });
    expectNear(
      estimate(often, (reading) => reading.count('came')),
      26 * 7 * 0.05 + (25 * 7 + 8) * 0.15,
    );
  });

  test('a rate from before the run is in force when it starts', () => {
    const early = ARRIVALS.replace('{2025-04-01: 4 per day,', '{2020-04-01: 900 per day, 2023-01-01: 4 per day,');
    expect(runOnce(early).everything()).toEqual(runOnce(ARRIVALS).everything());
  });

  test('stop with a rate of 0, and those there at the start come in addition', () => {
    const text = ARRIVALS.replace(
      /rate: \{.*\}\}/,
      'rate: {2025-04-01: 10 per day, 2025-05-01: 0 per day}, at_start: 7}',
    );
    const reading = runOnce(text);
    const came = reading.flow('came');
    expect(came.slice(1)).toEqual(Array<number>(11).fill(0));
    expect(came[0]).toBeGreaterThan(200);
    expect(runOnce(text.replace('10 per day', '0 per day')).flow('came')[0]).toBe(7);
  });
});

describe('the age at arrival', () => {
  test('is uniform within a band that is drawn by its weight', () => {
    const text = `
pathway: ages
run: {start: 2025-04-01, years: 1, replications: 1, seed: ages}
arrivals:
  units: {rate: 0 per day, at_start: 50000, age: {0 to 4: 0.5, 4 to 10: 0.3, 10 to 18: 0.2}}
regions:
  case: {initial: here, states: {here: {stays: true}}}
measures:
  here: {label: Here, stock: {case: here}, by: [age]}
age_bands: {under 1: 0, 1 to 3: 1, 4 to 6: 4, 7 to 9: 7, 10 to 13: 10, 14 and over: 14}
`;
    const reading = runOnce(text);
    // In the first instant of the first month nobody has grown older yet: read the ticks of a month as heads.
    const heads = (label: string): number => reading.ticks('here', `age=${label}`)[0]! / (30 * 1024);
    const shares = {
      'under 1': 0.125,
      '1 to 3': 0.375,
      '4 to 6': 0.15,
      '7 to 9': 0.15,
      '10 to 13': 0.1,
      '14 and over': 0.1,
    };
    // A twelfth of a year moves at most 1/24 of a year's children across a break on average.
    for (const [label, share] of Object.entries(shares))
      expect(Math.abs(heads(label) / 50_000 - share), label).toBeLessThan(0.008);
    expect(sum(Object.keys(shares).map(heads))).toBe(50_000);
  });
});
