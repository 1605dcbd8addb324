/** What a clock counts from: entry, a moment, birth, the start of the run, a date. By hand, to the day. */
import { describe, expect, test } from 'vitest';
import { livesOf, when } from '../support/lives.js';
import { stay } from '../support/stays.js';

const times = (clock: string, options: Parameters<typeof stay>[1] = {}): number[] =>
  livesOf(stay(clock, { units: 20, years: 3, ...options })).lives.map((life) => when(life, 'go'));
const all = (day: number): number[] => Array<number>(20).fill(day);

describe('a fixed clock', () => {
  test('since the start of the run, or a date, comes on its day', () => {
    expect(times('{fixed: 50 days, since: start}')).toEqual(all(50));
    expect(times('{fixed: 50 days, since: 2025-04-01}')).toEqual(all(50));
    expect(times('{fixed: 50 days, since: 2025-04-11}')).toEqual(all(60));
    expect(times('{fixed: 50 days, since: 2025-03-12}')).toEqual(all(30));
  });

  test('whose time has passed comes at once', () => {
    expect(times('{fixed: 50 days, since: 2024-04-01}')).toEqual(all(0));
  });

  test('since birth comes at its age in days, whoever it is', () => {
    const { lives } = livesOf(
      stay('{fixed: 4000 days, since: birth}', { units: 50, years: 12, arrivals: 'age: {-0.5 to 10: 1}' }),
    );
    for (const life of lives) expect(when(life, 'go')).toBe(life.birth + 4000);
  });

  test('of somebody who comes later counts from the calendar all the same', () => {
    const text = stay('{fixed: 100 days, since: start}', { years: 1 }).replace('rate: 0 per day, at_start: 1000', 'rate: 1 per day');
    for (const life of livesOf(text).lives) expect(when(life, 'go')).toBe(Math.max(100, life.came));
  });
});

describe('a clock of chance since a time to come', () => {
  // One rate for ever is the same law in two families, and the same luck gives the same time.
  const exponential = 'exponential: 0.01 per day';
  const pieces = 'piecewise: {0 days: 0.01 per day}';

  test('does not run before it: a date', () => {
    const found = times(`{${exponential}, since: 2025-07-10}`);
    expect(Math.min(...found)).toBeGreaterThanOrEqual(100);
    times(`{${pieces}, since: 2025-07-10}`).forEach((time, i) => expect(found[i]).toBeCloseTo(time, 8));
  });

  test('does not run before it: birth', () => {
    const born = (clock: string) => livesOf(stay(`{${clock}, since: birth}`, { units: 30, years: 20, arrivals: 'age: {-1 to -0.5: 1}' })).lives;
    const other = born(pieces);
    born(exponential).forEach((life, i) => {
      expect(when(life, 'go')).toBeGreaterThanOrEqual(life.birth);
      expect(when(life, 'go')).toBeCloseTo(when(other[i]!, 'go'), 8);
    });
  });

  test('nor when a multiplier changes before it', () => {
    for (const clock of [exponential, pieces, 'weibull: {shape: 2, scale: 90 days}']) {
      const found = times(`{${clock}, since: 2025-07-10}`, { more: 'multiply: {by: time, from: {0 days: 5, 60 days: 1}}' });
      const plain = times(`{${clock.replace(exponential, pieces)}, since: 2025-07-10}`);
      found.forEach((time, i) => expect(time, clock).toBeCloseTo(plain[i]!, 8));
    }
  });
});

describe('a clock of chance since a time past', () => {
  test('is the same clock since entry for whoever enters at its zero', () => {
    for (const clock of ['weibull: {shape: 2, scale: 90 days}', 'lognormal: {median: 60 days, sdlog: 0.5}', 'gamma: {shape: 3, mean: 80 days}'])
      expect(times(`{${clock}, since: start}`)).toEqual(times(`{${clock}, since: entry}`));
  });

  test('goes on from state to state without a new beginning', () => {
    // One hazard over two states: it takes whoever it takes when it would have, though they have moved.
    const text = `
pathway: two
run: {start: 2025-04-01, years: 40, replications: 1, seed: two}
arrivals: {units: {rate: 0 per day, at_start: 200, age: {20 to 40: 1}}}
regions:
  case:
    initial: a
    states: {a: , b: , dead: {final: true}}
    transitions:
      move: {from: a, to: b, clock: {fixed: 30 days, since: entry}}
      die: {from: [a, b], to: dead, clock: {gompertz: {rate: 0.0001 per year, slope: 0.09 per year}, since: birth}}
`;
    const { lives, horizon } = livesOf(text);
    const dead = lives.filter((life) => when(life, 'die') <= horizon);
    expect(dead.length).toBeGreaterThan(5);
    for (const life of dead) expect(when(life, 'move')).toBe(when(life, 'die') < 30 ? Number.POSITIVE_INFINITY : 30);
  });
});
