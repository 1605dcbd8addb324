/** Ages are exact: a child leaves care the day before turning 18, so nobody of 18 is ever counted. */
import { describe, expect, test } from 'vitest';
import { birthday, dayNumber, parseDate } from '../../engine/time/index.js';
import { runOnce, sum } from '../support/runs.js';

const CARE = `
pathway: care
run: {start: 2025-04-01, years: 12, replications: 1, seed: birthdays}
moments: [came]
arrivals:
  children: {rate: 2 per day, at_start: 500, age: {6 to 18: 1}}
regions:
  case:
    initial: care
    states: {care: {marks: came}, left: {stays: true}, grown_up: {stays: true}}
    transitions:
      leave: {from: care, to: left, clock: {exponential: 0.1 per year}}
      turn_18: {from: care, birthday: 18, to: grown_up}
measures:
  care: {label: In care, stock: {case: care}, by: [age]}
  grown: {label: Grown up, stock: {case: grown_up}, by: [age]}
  turn_18: {label: Turned 18, transitions: turn_18, by: [age]}
age_bands: {under 16: 0, "16": 16, "17": 17, 18 and over: 18}
`;

describe('the eighteenth birthday', () => {
  const reading = runOnce(CARE);

  test('nobody is in care at 18, at any month’s end or for any time', () => {
    expect(sum(reading.ticks('care', 'age=18 and over'))).toBe(0);
    expect(sum(reading.stock('care', 'age=18 and over'))).toBe(0);
  });

  test('nobody leaves for being 18 before it', () => {
    for (const age of ['under 16', '16', '17']) expect(sum(reading.ticks('grown', `age=${age}`))).toBe(0);
    expect(reading.count('turn_18', 'age=18 and over')).toBe(reading.count('turn_18'));
    expect(reading.count('turn_18')).toBeGreaterThan(1000);
  });
});

describe('the instant of a birthday', () => {
  /** One child born on a date (by its age in days at the start), and the day it leaves. */
  function leaves(born: string, start = '2025-04-01', years = 18): number {
    // Half a day short, so that the birth falls on the whole day meant.
    const age = (parseDate(start) - parseDate(born) - 0.5) / 365.25;
    const text = CARE.replace('2025-04-01', start)
      .replace(
        'rate: 2 per day, at_start: 500, age: {6 to 18: 1}',
        `rate: 0 per day, at_start: 1, age: {${age} to ${age}: 1}`,
      )
      .replace('birthday: 18', `birthday: ${years}`)
      .replace('exponential: 0.1 per year', 'exponential: 0 per year')
      .replace('transitions: turn_18, by: [age]', 'transitions: turn_18, time: {from: came}');
    const one = runOnce(text);
    expect(one.count('turn_18')).toBe(1);
    return one.time('turn_18') + parseDate(start);
  }

  test.each([
    ['2010-08-15', '2028-08-15'],
    ['2007-04-02', '2025-04-02'],
    ['2012-12-31', '2030-12-31'],
    ['2013-01-01', '2031-01-01'],
    ['2012-02-29', '2030-03-01'],
  ])('born %s, 18 on %s at the start of the day', (born, on) => {
    expect(leaves(born)).toBe(parseDate(on));
  });

  test('whoever was born on 29 February is 16 on 29 February', () => {
    expect(leaves('2012-02-29', '2025-04-01', 16)).toBe(dayNumber(2028, 2, 29));
  });

  test('whoever is 18 already leaves at once', () => {
    expect(leaves('2005-01-01')).toBe(parseDate('2025-04-01'));
  });

  test('is that of any calendar, leap years and all', () => {
    const start = parseDate('2025-04-01');
    for (let day = parseDate('2008-01-01'); day < parseDate('2012-01-01'); day += 97) {
      const civil = new Date(day * 86_400_000);
      const turns = Date.UTC(civil.getUTCFullYear() + 18, civil.getUTCMonth(), civil.getUTCDate()) / 86_400_000;
      expect(birthday(day, 18)).toBe(turns);
      const born = civil.toISOString().slice(0, 10);
      expect(leaves(born)).toBe(Math.max(start, turns));
    }
  });
});

describe('unborn children', () => {
  test('are born on their day, and an age below 0 is before birth', () => {
    const text = `
pathway: unborn
run: {start: 2025-04-01, years: 1, replications: 1, seed: unborn}
moments: [came]
arrivals:
  children: {rate: 0 per day, at_start: 1, age: {-0.25 to -0.25: 1}}
regions:
  case:
    initial: here
    states: {here: {marks: came}, born: {stays: true}}
    transitions:
      birth: {from: here, to: born, on: {age: {from: 0}}}
measures:
  birth: {label: Birth, transitions: birth, time: {from: came}}
`;
    // 0.25 years is 91.3 days: the child's day of birth is the whole day in which that ends.
    expect(runOnce(text).time('birth')).toBe(91);
  });
});
