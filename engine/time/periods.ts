/**
 * Periods that results are counted in: calendar months, and financial years from 1 April to 31 March, which are also the
 * years of the children looked after return (SSDA903). Exact.
 *
 * A financial year is known by the calendar year in which it ENDS, as in "year ending 31 March 2026"; its label shows both.
 */
import { civil, dayNumber } from './calendar.js';

/**
 * The first days of months: of the month that begins on `startDay`, and of each month after it.
 *
 * @param startDay day number of the first of a month
 * @param months how many months, a whole number from 0
 * @returns `months + 1` day numbers: place m is where month m begins and, for m > 0, where month m - 1 ends
 * @throws RangeError if `startDay` is not the first of a month
 * @example monthStarts(parseDate('2025-04-01'), 2); // 1 April, 1 May, 1 June 2025
 */
export function monthStarts(startDay: number, months: number): Float64Array {
  const { year, month, day } = civil(startDay);
  if (day !== 1 || Math.floor(startDay) !== startDay) {
    throw new RangeError(`day ${startDay} is not the first of a month`);
  }
  const starts = new Float64Array(months + 1);
  for (let m = 0; m <= months; m += 1) {
    const since = month - 1 + m;
    starts[m] = dayNumber(year + Math.floor(since / 12), (since % 12) + 1, 1);
  }
  return starts;
}

/**
 * The first days of the calendar months that begin after one day and before another.
 *
 * @param after,before day numbers; fractions are allowed
 * @returns day numbers, ascending
 * @example civilMonths(parseDate('2025-04-10'), parseDate('2025-06-10')); // 1 May, 1 June 2025
 */
export function civilMonths(after: number, before: number): number[] {
  const { year, month } = civil(after);
  const days: number[] = [];
  for (let m = month; ; m += 1) {
    const day = dayNumber(year + Math.floor(m / 12), (m % 12) + 1, 1);
    if (day >= before) return days;
    days.push(day);
  }
}

/**
 * The financial year in which a day falls: the calendar year in which that financial year ends.
 *
 * @param day a day number; a fraction is passed over
 * @returns 2026 for every day from 1 April 2025 to 31 March 2026
 * @example financialYear(parseDate('2025-04-01')); // 2026
 */
export function financialYear(day: number): number {
  const { year, month } = civil(day);
  return month >= 4 ? year + 1 : year;
}

/**
 * The quarter of its financial year in which a day falls.
 *
 * @param day a day number; a fraction is passed over
 * @returns 1 for April to June, 4 for January to March
 * @example financialQuarter(parseDate('2025-04-01')); // 1
 */
export function financialQuarter(day: number): number {
  return Math.floor(((civil(day).month + 8) % 12) / 3) + 1;
}

/**
 * A financial year as finance officers write it.
 *
 * @param endingYear the calendar year in which it ends, as `financialYear` gives it
 * @returns for example '2025-26'; '1999-00' at the turn of a century
 * @example financialYearLabel(2026); // '2025-26'
 */
export function financialYearLabel(endingYear: number): string {
  return `${endingYear - 1}-${String(endingYear % 100).padStart(2, '0')}`;
}
