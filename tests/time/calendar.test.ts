/** The calendar against Node's own, over many centuries. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { civil, dayNumber, formatDate, parseDate } from '../../engine/time/index.js';

const DAY = 86_400_000;
/** Node's day number; years below 100 need setUTCFullYear. */
function nodeDay(year: number, month: number, day: number): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date.getTime() / DAY;
}

const days = fc.integer({ min: -800_000, max: 3_000_000 });

describe('day numbers', () => {
  test('day 0 is 1 January 1970 and 1 April 2025 is day 20179', () => {
    expect(dayNumber(1970, 1, 1)).toBe(0);
    expect(dayNumber(2025, 4, 1)).toBe(20179);
    expect(civil(20179)).toEqual({ year: 2025, month: 4, day: 1 });
  });

  test('every day from 1890 to 2110 is the day that Node says', () => {
    const wrong: number[] = [];
    for (let day = nodeDay(1890, 1, 1); day < nodeDay(2110, 1, 1); day += 1) {
      const date = new Date(day * DAY);
      const { year, month, day: of } = civil(day);
      const same = year === date.getUTCFullYear() && month === date.getUTCMonth() + 1 && of === date.getUTCDate();
      if (!same || dayNumber(year, month, of) !== day) wrong.push(day);
    }
    expect(wrong).toEqual([]);
  });

  test('any day of nine thousand years is the day that Node says, and comes back', () => {
    fc.assert(
      fc.property(days, (day) => {
        const date = new Date(day * DAY);
        const expected = { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
        expect(civil(day)).toEqual(expected);
        expect(dayNumber(expected.year, expected.month, expected.day)).toBe(day);
      }),
    );
  });

  test('far outside history days still come back', () => {
    fc.assert(
      fc.property(fc.integer({ min: -6e8, max: 6e8 }), (far) => {
        const { year, month, day } = civil(far);
        expect(dayNumber(year, month, day)).toBe(far);
      }),
    );
  });

  test('the time of day does not change the date', () => {
    expect(civil(20178.999)).toEqual({ year: 2025, month: 3, day: 31 });
    expect(civil(-0.5)).toEqual({ year: 1969, month: 12, day: 31 });
  });
});

describe('dates as text', () => {
  test('a date is read and written as ISO 8601', () => {
    expect(parseDate('2025-04-01')).toBe(20179);
    expect(formatDate(20179)).toBe('2025-04-01');
    expect(parseDate('2024-02-29')).toBe(nodeDay(2024, 2, 29));
    expect(formatDate(parseDate('0033-04-03'))).toBe('0033-04-03');
  });

  test('every day from year 0 to 9999 is written as Node writes it, and read back', () => {
    const day = fc.integer({ min: nodeDay(0, 1, 1), max: nodeDay(9999, 12, 31) });
    fc.assert(
      fc.property(day, (n) => {
        const text = new Date(n * DAY).toISOString().slice(0, 10);
        expect(formatDate(n)).toBe(text);
        expect(parseDate(text)).toBe(n);
      }),
    );
  });

  test.each([
    '2025-02-30',
    '2025-02-29',
    '2025-04-31',
    '2025-13-01',
    '2025-00-01',
    '2025-01-00',
    '2025-01-32',
    '1900-02-29',
  ])('%s is refused: there is no such day', (text) => {
    expect(() => parseDate(text)).toThrow(new RangeError(`there is no such day as '${text}'`));
  });

  test.each(['2025-4-1', '01/04/2025', '2025-04-01T00:00', ' 2025-04-01', '20250401', '', '2025-04-01\n'])(
    '%j is refused: it is no date of this form',
    (text) => {
      expect(() => parseDate(text)).toThrow(/not a date of the form/);
    },
  );

  test('a year that does not fit four digits is not written', () => {
    expect(() => formatDate(nodeDay(10000, 1, 1))).toThrow(RangeError);
    expect(() => formatDate(NaN)).toThrow(RangeError);
  });
});
