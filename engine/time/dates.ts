/**
 * Dates as people write them: ISO 8601 calendar dates (`2025-04-01`) to and from day numbers. Exact; years 0000 to 9999.
 */
import { civil, dayNumber } from './calendar.js';

/**
 * The day number of a date written as year-month-day.
 *
 * @param text four, two and two digits with hyphens, nothing else
 * @returns days since 1970-01-01
 * @throws RangeError if the text has another form or there is no such day
 * @example parseDate('2025-04-01'); // 20179
 */
export function parseDate(text: string): number {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (parts === null) throw new RangeError(`'${text}' is not a date of the form 2025-04-01`);
  const year = Number(parts[1]);
  const month = Number(parts[2]);
  const date = Number(parts[3]);
  const day = dayNumber(year, month, date);
  const back = civil(day);
  if (month < 1 || month > 12 || back.month !== month || back.day !== date) {
    throw new RangeError(`there is no such day as '${text}'`);
  }
  return day;
}

/**
 * A day number as year-month-day.
 *
 * @param day days since 1970-01-01, in the years 0 to 9999; a fraction is passed over
 * @returns for example '2025-04-01'
 * @throws RangeError outside those years
 * @example formatDate(20179); // '2025-04-01'
 */
export function formatDate(day: number): string {
  const { year, month, day: date } = civil(day);
  if (!(year >= 0 && year <= 9999)) throw new RangeError(`day ${day} is outside the years 0000 to 9999`);
  return `${digits(year, 4)}-${digits(month, 2)}-${digits(date, 2)}`;
}

function digits(value: number, width: number): string {
  return String(value).padStart(width, '0');
}
