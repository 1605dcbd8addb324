/**
 * A hazard that changes in the middle of a stay: by date, by age, by another region, by a programme-like region.
 * What has been used up stays used up; the rest is read against the new hazard. Exact survival at every month's end.
 */
import { describe, expect, test } from 'vitest';
import { area } from '../support/closed-forms.js';
import { distance, estimate, expectNear, KOLMOGOROV_LIMIT, pooled } from '../support/estimates.js';
import { run, runOnce } from '../support/runs.js';
import { stay } from '../support/stays.js';

function stays(clock: string, options: Parameters<typeof stay>[1]) {
  return run(stay(clock, { units: 1000, years: 20, ...options }), { replications: 40 });
}

/** Claims the mean and the whole distribution of the stays. */
function expectSurvival(readings: ReturnType<typeof stays>, survival: (days: number) => number): void {
  expectNear(
    estimate(readings, (reading) => reading.meanTime('time_in_here')),
    area(survival, 7000),
  );
  expect(distance(pooled(readings, 'time_in_here'), (days) => 1 - survival(days))).toBeLessThan(KOLMOGOROV_LIMIT);
}

describe('by date', () => {
  test('an exponential hazard trebles on a day', () => {
    const readings = stays('{exponential: 0.01 per day}', {
      more: 'multiply: {by: time, from: {0 days: 1, 50 days: 3}}',
    });
    expectSurvival(readings, (t) => Math.exp(-0.01 * (t + 2 * Math.max(0, t - 50))));
  });

  test('a Weibull hazard falls to a third and comes back', () => {
    const readings = stays('{weibull: {shape: 1.5, scale: 100 days}, since: entry}', {
      more: 'multiply: {by: time, from: {0 days: 1.5, 40 days: 0.5, 120 days: 1}}',
    });
    const H = (t: number): number => (t / 100) ** 1.5;
    const used = (t: number): number =>
      1.5 * H(Math.min(t, 40)) + 0.5 * (H(Math.min(Math.max(t, 40), 120)) - H(40)) + (H(Math.max(t, 120)) - H(120));
    expectSurvival(readings, (t) => Math.exp(-used(t)));
  });

  test('a multiplier of 0 pauses the clock, a later one resumes it', () => {
    const readings = stays('{exponential: 0.02 per day}', {
      more: 'multiply: {by: time, from: {0 days: 1, 20 days: 0, 90 days: 1}}',
    });
    expectSurvival(readings, (t) => Math.exp(-0.02 * (Math.min(t, 20) + Math.max(0, t - 90))));
    const none = pooled(readings, 'time_in_here').slice(20, 90);
    expect(none.every((n) => n === 0)).toBe(true);
  });

  test('a `when` that does not hold pauses it too', () => {
    const readings = stays('{exponential: 0.02 per day}', { more: 'when: {time: {from: 20 days}}' });
    expectSurvival(readings, (t) => Math.exp(-0.02 * Math.max(0, t - 20)));
  });

  test('the age of a Weibull clock goes on while it is paused', () => {
    const readings = stays('{weibull: {shape: 2, scale: 100 days}, since: entry}', {
      more: 'when: {time: {from: 60 days}}',
    });
    expectSurvival(readings, (t) => (t < 60 ? 1 : Math.exp(0.36 - (t / 100) ** 2)));
  });

  test('several factors multiply', () => {
    const readings = stays('{exponential: 0.01 per day}', {
      more: 'multiply: [{by: time, from: {0 days: 2, 60 days: 1}}, {by: time, from: {0 days: 1, 30 days: 4}}]',
    });
    const rate = (t: number): number =>
      0.02 * Math.min(t, 30) + 0.08 * (Math.min(Math.max(t, 30), 60) - 30) + 0.04 * Math.max(0, t - 60);
    expectSurvival(readings, (t) => Math.exp(-rate(t)));
  });
});

describe('by age', () => {
  test('the hazard changes on the birthday, to the day', () => {
    // Aged 10 exactly on 1 April 2025: born 1 April 2015, 11 on 1 April 2026 (day 365).
    const readings = stays('{exponential: 0.002 per day}', {
      arrivals: 'age: {10 to 10: 1}',
      more: 'multiply: {by: age, from: {0: 1, 11: 5}}',
    });
    expectSurvival(readings, (t) => Math.exp(-0.002 * (t + 4 * Math.max(0, t - 365))));
  });

  test('a hazard of 0 below an age starts on the birthday', () => {
    const file = stay('{fixed: 10 days, since: entry}', {
      units: 20,
      years: 3,
      arrivals: 'age: {10 to 10: 1}',
      more: 'multiply: {by: age, from: {0: 0, 11: 1}}',
    });
    const reading = runOnce(file);
    // The fixed time has passed by then: it happens as soon as it may.
    expect(reading.time('time_in_here')).toBe(20 * 365);
  });
});

/** A second region that leaves `off` at an instant or at a rate, and what that does to the first. */
const switching = (clock: string): string => `
  switch:
    initial: off
    states: {off: , on: , over: {stays: true}}
    transitions:
      turn_on: {from: off, to: on, clock: ${clock}}
      turn_off: {from: on, to: over, clock: {fixed: 60 days, since: entry}}`;

describe('by another region', () => {
  test('a hazard that changes at another clock’s random time', () => {
    const readings = stays('{exponential: 0.01 per day}', {
      regions: switching('{exponential: 0.02 per day}').replace('fixed: 60 days', 'fixed: 60 years'),
      more: 'multiply: {by: switch, values: {on: 0.25}}',
    });
    // Either leaves at 0.01, or is switched at 0.02 and then leaves at 0.0025.
    const a = 0.03;
    const b = 0.0025;
    expectSurvival(readings, (t) => Math.exp(-a * t) + (0.02 / (a - b)) * (Math.exp(-b * t) - Math.exp(-a * t)));
  });

  test('during a spell and not after it, as under a programme without an after-effect', () => {
    const readings = stays('{weibull: {shape: 1.3, scale: 150 days}, since: entry}', {
      regions: switching('{fixed: 40 days, since: entry}'),
      more: 'multiply: {by: switch, values: {on: 0.4}}',
    });
    const H = (t: number): number => (t / 150) ** 1.3;
    const used = (t: number): number => H(t) - 0.6 * (H(Math.min(Math.max(t, 40), 100)) - H(40));
    expectSurvival(readings, (t) => Math.exp(-used(t)));
  });

  test('two changes that cancel at one instant change nothing', () => {
    const flip = `
  switch:
    initial: off
    states: {off: , on: , over: {stays: true}}
    transitions:
      turn_on: {from: off, to: on, clock: {fixed: 33.3 days, since: entry}}
      turn_off: {from: on, to: over, on: {switch: on}}`;
    const plain = stay('{lognormal: {median: 60 days, sdlog: 0.7}, since: entry}', { units: 3000 });
    const cancelled = stay('{lognormal: {median: 60 days, sdlog: 0.7}, since: entry}', {
      units: 3000,
      regions: flip,
      more: 'multiply: {by: switch, values: {on: 7}}',
    });
    expect(everythingOf(cancelled)).toEqual(everythingOf(plain));
  });

  test('two changes by clocks of their own that cancel at one instant change nothing either', () => {
    const plain = stay('{lognormal: {median: 60 days, sdlog: 0.7}, since: entry}', { units: 3000 });
    const cancelled = stay('{lognormal: {median: 60 days, sdlog: 0.7}, since: entry}', {
      units: 3000,
      regions: switching('{fixed: 50 days, since: entry}').replace('60 days', '6000 days'),
      more: 'multiply: [{by: switch, values: {on: 0.5}}, {by: time, from: {0 days: 1, 50 days: 2}}]',
    });
    expect(everythingOf(cancelled)).toEqual(everythingOf(plain));
  });
});

/** What was counted of the first region. */
function everythingOf(text: string): Record<string, readonly number[]> {
  const all = runOnce(text).everything();
  return Object.fromEntries(Object.entries(all).filter(([name]) => /^(in_case|go|time_in_here) /.test(name)));
}

describe('since a moment', () => {
  const SINCE = `
pathway: since
run: {start: 2025-04-01, years: 20, replications: 1, seed: since}
moments: [came]
arrivals:
  units: {rate: 0 per day, at_start: 1000, enters: {case: first}}
regions:
  case:
    initial: first
    states: {first: {marks: came}, second: , gone: {final: true}}
    transitions:
      move: {from: first, to: second, clock: {fixed: 40 days, since: entry}}
      go: {from: second, to: gone, clock: {weibull: {shape: 2, scale: 100 days}, since: came}}
measures:
  whole: {label: Whole, transitions: go, time: {from: came}}
`;

  test('a clock counts from the moment, given that it has not happened before the state began', () => {
    const readings = run(SINCE, { replications: 40 });
    const survival = (t: number): number => (t < 40 ? 1 : Math.exp(0.16 - (t / 100) ** 2));
    expectNear(
      estimate(readings, (reading) => reading.meanTime('whole')),
      area(survival, 2000),
    );
    expect(distance(pooled(readings, 'whole'), (t) => 1 - survival(t))).toBeLessThan(KOLMOGOROV_LIMIT);
  });

  test('a fixed time since a moment is the time since that moment, not since entry', () => {
    const reading = runOnce(SINCE.replace('weibull: {shape: 2, scale: 100 days}', 'fixed: 70 days'));
    expect(reading.time('whole')).toBe(70 * 1000);
  });

  test('a fixed time that has passed happens at once', () => {
    const reading = runOnce(SINCE.replace('weibull: {shape: 2, scale: 100 days}', 'fixed: 30 days'));
    expect(reading.time('whole')).toBe(40 * 1000);
  });

  test('a clock since a moment that has not come sets out when it comes, and keeps to the first', () => {
    const text = `
pathway: later
run: {start: 2025-04-01, years: 1, replications: 1, seed: since}
moments: [came, began]
arrivals:
  units: {rate: 0 per day, at_start: 10}
regions:
  case:
    initial: here
    states: {here: {marks: began}, gone: {stays: true}}
    transitions:
      go: {from: here, to: gone, clock: {fixed: 50 days, since: came}}
  other:
    initial: a
    states: {a: , b: {marks: came}, c: , d: {marks: came, stays: true}}
    transitions:
      ab: {from: a, to: b, clock: {fixed: 20 days, since: entry}}
      bc: {from: b, to: c, clock: {fixed: 20 days, since: entry}}
      cd: {from: c, to: d, clock: {fixed: 20 days, since: entry}}
measures:
  go: {label: Go, transitions: go, time: {from: began}}
`;
    expect(runOnce(text).time('go')).toBe(10 * 70);
  });

  test.each(['aaa', 'zzz'])(
    'a moment marked at the instant a clock sets out counts, whatever the regions are called (%s)',
    (name) => {
      const text = `
pathway: together
run: {start: 2025-04-01, years: 1, replications: 1, seed: since}
moments: [came]
arrivals:
  units: {rate: 0 per day, at_start: 10}
regions:
  marker:
    initial: second
    states: {second: {marks: came, stays: true}}
  ${name}:
    initial: here
    states: {here: , gone: {stays: true}}
    transitions:
      go: {from: here, to: gone, clock: {fixed: 5 days, since: came}}
`;
      expect(runOnce(text).count('go')).toBe(10);
    },
  );
});
