/**
 * Lengths of time in days, the unit of the model. The mean year is the Julian year, as in astronomy and actuarial work, and
 * a month is a twelfth of it; ages and months that must be exact use the calendar instead (`birthday`, `monthStarts`).
 */

/** Days in a mean year. */
export const DAYS_PER_YEAR = 365.25;

/** Days in a mean month: a twelfth of a mean year. */
export const DAYS_PER_MONTH = 30.4375;

/** Days in a week. */
export const DAYS_PER_WEEK = 7;
