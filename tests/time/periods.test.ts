/** Birthdays, months and financial years. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  DAYS_PER_MONTH,
  DAYS_PER_WEEK,
  DAYS_PER_YEAR,
  birthday,
  financialYear,
  financialYearLabel,
  formatDate,
  monthStarts,
  parseDate,
} from '../../engine/time/index.js';

const DAY = 86_400_000;

describe('birthdays', () => {
  test('a child born on 29 February comes of age on 1 March, or on 29 February in a leap year', () => {
    const born = parseDate('2008-02-29');
    expect(formatDate(birthday(born, 18))).toBe('2026-03-01');
    expect(formatDate(birthday(born, 1))).toBe('2009-03-01');
    expect(formatDate(birthday(born, 4))).toBe('2012-02-29');
    expect(formatDate(birthday(parseDate('2096-02-29'), 4))).toBe('2100-03-01');
  });

  test('28 February and 1 March keep their date across leap years', () => {
    expect(formatDate(birthday(parseDate('2007-02-28'), 1))).toBe('2008-02-28');
    expect(formatDate(birthday(parseDate('2007-03-01'), 1))).toBe('2008-03-01');
    expect(formatDate(birthday(parseDate('2008-03-01'), 18))).toBe('2026-03-01');
  });

  test('any birthday is the date that Node moves on by years (1 March for a missing 29 February)', () => {
    fc.assert(
      fc.property(fc.integer({ min: -30000, max: 60000 }), fc.nat({ max: 120 }), (born, years) => {
        const date = new Date(born * DAY);
        date.setUTCFullYear(date.getUTCFullYear() + years);
        expect(birthday(born, years)).toBe(date.getTime() / DAY);
      }),
      { numRuns: 1000 },
    );
  });

  test('the birthday of age 0 is the day of birth, and birthdays are 365 or 366 days apart', () => {
    fc.assert(
      fc.property(fc.integer({ min: -30000, max: 60000 }), fc.nat({ max: 120 }), (born, years) => {
        expect(birthday(born, 0)).toBe(born);
        expect([365, 366]).toContain(birthday(born, years + 1) - birthday(born, years));
      }),
    );
  });
});

describe('months', () => {
  test('month starts begin with the start itself and end with the end of the last month', () => {
    const starts = [...monthStarts(parseDate('2025-11-01'), 4)].map(formatDate);
    expect(starts).toEqual(['2025-11-01', '2025-12-01', '2026-01-01', '2026-02-01', '2026-03-01']);
    expect([...monthStarts(0, 0)]).toEqual([0]);
  });

  test('ten years of months are the months that Node says', () => {
    monthStarts(parseDate('2023-04-01'), 120).forEach((day, m) => {
      expect(day).toBe(Date.UTC(2023, 3 + m, 1) / DAY);
    });
  });

  test.each(['2025-04-02', '2025-04-30'])('%s is refused as the first of a month', (text) => {
    expect(() => monthStarts(parseDate(text), 12)).toThrow(/first of a month/);
    expect(() => monthStarts(0.5, 12)).toThrow(/first of a month/);
  });
});

describe('financial years', () => {
  test('a financial year runs from 1 April to 31 March and is known by the year it ends in', () => {
    expect(financialYear(parseDate('2025-03-31'))).toBe(2025);
    expect(financialYear(parseDate('2025-03-31') + 0.99)).toBe(2025);
    expect(financialYear(parseDate('2025-04-01'))).toBe(2026);
    expect(financialYear(parseDate('2026-03-31'))).toBe(2026);
  });

  test('its label shows both years', () => {
    expect(financialYearLabel(2026)).toBe('2025-26');
    expect(financialYearLabel(2000)).toBe('1999-00');
    expect(financialYearLabel(2010)).toBe('2009-10');
  });
});

test('mean lengths agree with each other', () => {
  expect(DAYS_PER_MONTH * 12).toBe(DAYS_PER_YEAR);
  expect(DAYS_PER_WEEK).toBe(7);
});
