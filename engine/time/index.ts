/**
 * Time: model time is days since an epoch day number, as a float; the calendar is day numbers since 1 January 1970, whole.
 * This file is the folder's public face.
 */
export { birthday } from './birthday.js';
export { type CivilDate, civil, dayNumber } from './calendar.js';
export { formatDate, parseDate } from './dates.js';
export { civilMonths, financialQuarter, financialYear, financialYearLabel, monthStarts } from './periods.js';
export { DAYS_PER_MONTH, DAYS_PER_WEEK, DAYS_PER_YEAR } from './units.js';
