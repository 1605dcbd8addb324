/**
 * The calendar in day numbers: whole days since 1 January 1970 (day 0), proleptic Gregorian, no clock and no time zone.
 * Exact for day numbers up to 600 million either way (1.6 million years).
 *
 * The year is counted from 1 March, so that 29 February, where there is one, is its last day. Years are moved up by a
 * multiple of 400 before dividing, so that all divisions are of positive 32-bit integers, which are several times faster.
 *
 * Source: H. Hinnant, "chrono-compatible low-level date algorithms" (days_from_civil, civil_from_days),
 * https://howardhinnant.github.io/date_algorithms.html.
 */

/** A date of the Gregorian calendar. */
export interface CivilDate {
  readonly year: number;
  /** 1 to 12 */
  readonly month: number;
  /** 1 to 31 */
  readonly day: number;
}

/** Days from 1 March of year 0 to 1 January 1970. */
const EPOCH = 719468;

/** Ten thousand cycles of 400 years: in years, days and 29ths of February. */
const FAR_YEARS = 4000000;
const FAR_DAYS = 1460970000;
const FAR_LEAP_DAYS = 970000;

/**
 * The day number of a date. The date must exist; `parseDate` checks, this does not.
 *
 * @param year,month,day whole numbers; month 1 to 12, day 1 to 31
 * @returns days since 1970-01-01, below 0 before it
 * @example dayNumber(2025, 4, 1); // 20179
 */
export function dayNumber(year: number, month: number, day: number): number {
  const marchYear = month > 2 ? year : year - 1;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  return 365 * marchYear + leapDays(marchYear) + dayOfYear - EPOCH;
}

/**
 * The date of a day number.
 *
 * @param day days since 1970-01-01; a fraction is that day's time and is passed over
 * @returns year, month (1 to 12), day (1 to 31)
 * @example civil(20179); // { year: 2025, month: 4, day: 1 }
 */
export function civil(day: number): CivilDate {
  const whole = Math.floor(day);
  const marchYear = marchYearOf(whole);
  const dayOfYear = whole + EPOCH - 365 * marchYear - leapDays(marchYear);
  const months = Math.floor((5 * dayOfYear + 2) / 153);
  const month = months < 10 ? months + 3 : months - 9;
  return {
    year: month > 2 ? marchYear : marchYear + 1,
    month,
    day: dayOfYear - Math.floor((153 * months + 2) / 5) + 1,
  };
}

/**
 * The year, counted from 1 March, in which a day falls: 28 February 2025 is in 2024, 1 March 2025 in 2025.
 *
 * @param day a whole day number
 * @returns the calendar year of that year's 1 March
 * @example marchYearOf(0); // 1969
 */
export function marchYearOf(day: number): number {
  const shifted = (day + (EPOCH + FAR_DAYS)) | 0;
  const era = (shifted / 146097) | 0;
  const dayOfEra = (shifted - Math.imul(era, 146097)) | 0;
  const leaps = ((dayOfEra / 1460) | 0) - ((dayOfEra / 36524) | 0) + ((dayOfEra / 146096) | 0);
  return Math.imul(era, 400) + ((((dayOfEra - leaps) | 0) / 365) | 0) - FAR_YEARS;
}

/**
 * How many 29ths of February there are from 1 March of year 0 to 1 March of a year.
 *
 * @param year a whole number, below 0 allowed
 * @returns a whole number
 * @example leapDays(4); // 1
 */
export function leapDays(year: number): number {
  const far = (year + FAR_YEARS) | 0;
  return (far >> 2) - ((far / 100) | 0) + ((far / 400) | 0) - FAR_LEAP_DAYS;
}
