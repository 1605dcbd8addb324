/** Schedules, and what clocks count from: reviews within a stay, dates, values frozen on entry. */
import { describe, expect, test } from 'vitest';
import { agrees, fits, held } from '../support/battery.js';
import { FAMILIES } from '../support/clock-families.js';
import { estimateOf, shareEstimate } from '../support/estimates.js';
import { livesOf, places, when } from '../support/lives.js';
import { chiSquaredP, uniformP } from '../support/numerics.js';
import { birthday } from '../../engine/time/index.js';
import { parseDate } from '../../engine/time/index.js';
import { stay } from '../support/stays.js';

const SECTION = 'Clocks';

/** Stays with reviews: `review` is the schedule, `outcome` what one leads to. */
const reviewed = (review: string, outcome: string, leave: string, units: number): string => `
pathway: reviewed
run: {start: 2025-04-01, years: 12, replications: 1, seed: reviewed}
arrivals: {units: {rate: 0 per day, at_start: ${units}}}
regions:
  case:
    initial: here
    states: {here: , gone: {final: true}${outcome === 'stay' ? '' : ', sent: {final: true}'}}
    transitions:
      review: {from: here, to: ${outcome}, clock: {recurring: ${review}, since: entry}}
      leave: {from: here, to: gone, clock: {${leave}}}
`;

describe('reviews on a schedule', () => {
  const UNITS = 40_000;

  test('every 30 days within an exponential stay: geometric', () => {
    const { lives } = livesOf(reviewed('{every: 30 days}', 'stay', 'exponential: 0.01 per day', UNITS));
    const counts = lives.map((life) => life.events.filter(({ transition }) => transition === 'review').length);
    const law = 'Reviews every 30 days within an exponential stay: geometric';
    const p = Math.exp(-0.3);
    agrees({ section: SECTION, law, what: 'mean number' }, estimateOf(counts), p / (1 - p), 0.012);
    const cells = Array.from({ length: 11 }, (_, k) => (k < 10 ? p ** k * (1 - p) : p ** 10));
    const seen = cells.map((_, k) => counts.filter((n) => (k < 10 ? n === k : n >= 10)).length);
    const distance = cells.reduce((sum, chance, k) => sum + (seen[k]! - UNITS * chance) ** 2 / (UNITS * chance), 0);
    fits(
      { section: SECTION, law, what: 'the whole distribution' },
      'chi-squared, 10 degrees of freedom',
      chiSquaredP(distance, 10),
    );
    for (const { events } of lives)
      events
        .filter(({ transition }) => transition === 'review')
        .forEach(({ time }, k) => {
          expect(time).toBe(30 * (k + 1));
        });
    held({ section: SECTION, law, what: 'every review is on its day' }, `${counts.reduce((a, b) => a + b, 0)} reviews`);
  });

  test('on listed days and then at an interval, each ending the stay with a chance', () => {
    const { lives } = livesOf(
      reviewed(
        '{at: [28 days, 119 days], every: 182 days}',
        '[{state: sent, share: 0.3}, {state: stay, share: rest}]',
        'exponential: 0.002 per day',
        UNITS,
      ),
    );
    const law = 'Reviews at 28 and 119 days and then every 182, each ending the stay with chance 0.3';
    const days = [28, 119, 301, 483, 665];
    days.forEach((day, k) => {
      const exact = Math.exp(-0.002 * day) * 0.7 ** k * 0.3;
      agrees(
        { section: SECTION, law, what: `sent at review ${k + 1}` },
        shareEstimate(
          lives.filter((life) => life.events.at(-1)?.to === 'sent' && life.events.at(-1)!.time === day).length,
          UNITS,
        ),
        exact,
        0.06,
      );
    });
    // The number of those still here falls by 0.7 at each review; ten years are enough for all.
    const all = [...days, ...Array.from({ length: 30 }, (_, i) => 665 + 182 * (i + 1))];
    const sent = all.reduce((sum, day, k) => sum + Math.exp(-0.002 * day) * 0.7 ** k * 0.3, 0);
    agrees(
      { section: SECTION, law, what: 'sent at all' },
      shareEstimate(lives.filter((life) => life.events.at(-1)?.to === 'sent').length, UNITS),
      sent,
    );
  });

  test('what is due while a clock is paused is passed over, not made up', () => {
    const text = stay('{recurring: {every: 10 days}, since: entry}', {
      units: 30_000,
      years: 4,
      more: 'when: {switch: "on"}',
      regions: `
  switch:
    initial: off
    states: {off: , "on": {stays: true}}
    transitions:
      turn_on: {from: off, to: "on", clock: {exponential: 0.05 per day}}`,
    });
    const { lives } = livesOf(text);
    for (const life of lives) expect(when(life, 'go')).toBe((Math.floor(when(life, 'turn_on') / 10) + 1) * 10);
    const law = 'A schedule that is paused passes over what was due';
    held({ section: SECTION, law, what: 'it goes on with the next' }, `${lives.length} pauses`);
    for (const k of [1, 2, 5])
      agrees(
        { section: SECTION, law, what: `paused for an exponential time: gone on day ${10 * k}` },
        shareEstimate(lives.filter((life) => when(life, 'go') === 10 * k).length, lives.length),
        Math.exp(-0.5 * (k - 1)) - Math.exp(-0.5 * k),
        0.03,
      );
  });
});

describe('a clock since a date', () => {
  test.each(FAMILIES)('to come does not run before it: $family', ({ family, clock, survival }) => {
    const { lives, horizon } = livesOf(stay(`{${clock(1)}, since: 2025-07-10}`, { units: 10_000 }));
    const found = places(lives, 'go', horizon, () => (t) => (t < 100 ? 1 : survival(t - 100)));
    fits(
      { section: SECTION, law: 'A clock since a date to come sets out on it', what: family },
      `Kolmogorov, ${found.length} times`,
      uniformP(found),
    );
    expect(lives.filter((life) => when(life, 'go') < 100).length).toBe(0);
  });

  test.each(FAMILIES)('of the past has been running: $family', ({ family, clock, survival }) => {
    const { lives, horizon } = livesOf(stay(`{${clock(1)}, since: 2025-03-12}`, { units: 10_000 }));
    const found = places(lives, 'go', horizon, () => (t) => survival(t + 20) / survival(20));
    fits(
      { section: SECTION, law: 'A clock since a date past is conditional on what has passed', what: family },
      `Kolmogorov, ${found.length} times`,
      uniformP(found),
    );
  });
});

describe('a hazard by age', () => {
  const EPOCH = parseDate('2025-04-01');
  const rates = { young: 0.001, old: 0.0004 };
  const text = (by: string): string => `
pathway: ages
run: {start: 2025-04-01, years: 60, replications: 1, seed: ages}
frozen: {age_at_entry: age}
arrivals: {units: {rate: 0 per day, at_start: 40000, age: {8 to 12: 1}}}
regions:
  case:
    initial: here
    states: {here: {freezes: age_at_entry}, gone: {final: true}}
    transitions:
      go: {from: here, to: gone, clock: {exponential: 0.001 per day}, multiply: {by: ${by}, from: {0: 1, 11: 0.4}}}
`;
  const law = 'A hazard by age on entry and a hazard by age now';

  test('on entry: one rate for each, for good', () => {
    const { lives, horizon } = livesOf(text('age_at_entry'));
    const rate = (birth: number): number => (birthday(birth + EPOCH, 11) <= EPOCH ? rates.old : rates.young);
    const found = places(
      lives,
      'go',
      horizon,
      ({ birth }) =>
        (t) =>
          Math.exp(-rate(birth) * t),
    );
    fits({ section: SECTION, law, what: 'on entry' }, `Kolmogorov, ${found.length} times`, uniformP(found));
    agrees(
      { section: SECTION, law, what: 'on entry: here after 1,000 days' },
      shareEstimate(lives.filter((life) => when(life, 'go') > 1000).length, lives.length),
      0.75 * Math.exp(-1) + 0.25 * Math.exp(-0.4),
    );
  });

  test('now: the rate changes on the eleventh birthday', () => {
    const { lives, horizon } = livesOf(text('age'));
    const found = places(lives, 'go', horizon, ({ birth }) => {
      const turn = Math.max(0, birthday(birth + EPOCH, 11) - EPOCH);
      return (t) => Math.exp(-rates.young * Math.min(t, turn) - rates.old * Math.max(0, t - turn));
    });
    fits({ section: SECTION, law, what: 'now' }, `Kolmogorov, ${found.length} times`, uniformP(found));
    // Ages are uniform from 8 to 12: those who will be 11 in x years, x from 0 to 3, and a quarter who are.
    const YEAR = 365.25;
    const later = (days: number): number => {
      let total = 0;
      const pieces = 30_000;
      for (let i = 0; i < pieces; i++) {
        const turn = ((i + 0.5) / pieces) * 3 * YEAR;
        total += Math.exp(-rates.young * Math.min(days, turn) - rates.old * Math.max(0, days - turn)) / pieces;
      }
      return total;
    };
    agrees(
      { section: SECTION, law, what: 'now: here after 1,000 days' },
      shareEstimate(lives.filter((life) => when(life, 'go') > 1000).length, lives.length),
      0.75 * later(1000) + 0.25 * Math.exp(-0.4),
    );
  });
});
