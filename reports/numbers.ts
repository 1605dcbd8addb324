/**
 * How numbers are written for people: British, the same on every machine, with nothing left to a locale.
 * A number and its interval always share one unit and one number of decimals.
 */

/** A true minus sign, U+2212. */
export const MINUS = '\u2212';

const DAYS_PER_MONTH = 365.25 / 12;
const DAYS_PER_YEAR = 365.25;

/** A number as text with thousands separated by commas: `thousands(-1234.5, 1)` is `−1,234.5`. Never "−0". */
export function thousands(value: number, decimals = 0): string {
  if (!Number.isFinite(value)) return 'not known';
  const [whole = '0', fraction] = Math.abs(value).toFixed(decimals).split('.');
  const separated = whole.replace(/\B(?=(?:\d{3})+$)/g, ',');
  const text = fraction === undefined ? separated : `${separated}.${fraction}`;
  return value < 0 && /[1-9]/.test(text) ? `${MINUS}${text}` : text;
}

/** Days to be written as days. In the care system waits last months and 'days' are written as months. */
export const SHORT_DAYS = 'days, as days';

/** How one unit is written at one order of magnitude. */
interface Style {
  readonly divide: number;
  readonly decimals: number;
  readonly prefix: string;
  /** Tight against the number, such as the m of £3.1m. */
  readonly suffix: string;
  /** A word after the number or after the whole interval. */
  readonly word: string;
}

function countDecimals(size: number): number {
  if (size === 0 || size >= 10) return 0;
  return size >= 0.1 ? 1 : 2;
}

function moneyStyle(size: number): Style {
  if (size >= 1e11) return { divide: 1e9, decimals: 1, prefix: '£', suffix: 'bn', word: '' };
  if (size >= 1e6) return { divide: 1e6, decimals: 1, prefix: '£', suffix: 'm', word: '' };
  if (size >= 1e5) return { divide: 1e6, decimals: 2, prefix: '£', suffix: 'm', word: '' };
  return { divide: 1, decimals: 0, prefix: '£', suffix: '', word: '' };
}

function styleOf(unit: string, size: number): Style {
  if (unit === 'GBP') return moneyStyle(size);
  if (unit === 'days') return { divide: DAYS_PER_MONTH, decimals: 1, prefix: '', suffix: '', word: ' months' };
  const word = unit === SHORT_DAYS ? ' days' : '';
  return { divide: 1, decimals: countDecimals(size), prefix: '', suffix: '', word };
}

function written(value: number, style: Style, signed: boolean): string {
  if (!Number.isFinite(value)) return 'not known';
  const text = thousands(Math.abs(value) / style.divide, style.decimals);
  const nonzero = /[1-9]/.test(text);
  const sign = value < 0 && nonzero ? MINUS : signed && value > 0 && nonzero ? '+' : '';
  return `${sign}${style.prefix}${text}${style.suffix}`;
}

/** A number with the quantiles around it; null where no interval is known. */
export interface Interval {
  readonly value: number;
  readonly lower: number | null;
  readonly upper: number | null;
  readonly unit: string;
}

/** A number written out, alone and with its interval. */
export interface Written {
  readonly value: string;
  /** `480 to 547`, or '' where there is none. */
  readonly interval: string;
  /** `512 (480 to 547)`. */
  readonly both: string;
}

/**
 * Writes a number and its interval in one style, chosen from their size: counts, `£123.4m`, days as months.
 * With `signed` a positive number carries a plus sign, as differences do.
 *
 * `write({ value: 512.3, lower: 480, upper: 547, unit: 'children' }).both` is `512 (480 to 547)`.
 */
export function write(number: Interval, signed = false): Written {
  const { value, lower, upper, unit } = number;
  // What cannot vary, such as the number on day 0, has no interval worth writing.
  const still = !signed && lower === value && upper === value;
  const known = !still && lower !== null && upper !== null && Number.isFinite(lower) && Number.isFinite(upper);
  const size = unit === 'GBP' && known ? Math.max(Math.abs(value), Math.abs(lower), Math.abs(upper)) : Math.abs(value);
  const style = styleOf(unit, Number.isFinite(size) ? size : 0);
  const plain = written(value, style, signed);
  if (!known) return { value: `${plain}${style.word}`, interval: '', both: `${plain}${style.word}` };
  const range = `${written(lower, style, signed)} to ${written(upper, style, signed)}`;
  return {
    value: `${plain}${style.word}`,
    interval: `${range}${style.word}`,
    both: `${plain}${style.word} (${range})`,
  };
}

/** One way of writing numbers that belong together: that of the largest. */
export interface SharedStyle {
  /** The smallest difference that is still seen, in the unit of the numbers. */
  readonly step: number;
  readonly write: (value: number) => string;
  /** `−9 to −1`; '' where no interval is known. */
  readonly range: (lower: number | null, upper: number | null) => string;
}

/** A style for numbers of one unit that stand in one table, signed as differences are. */
export function sharedStyle(values: readonly number[], unit: string): SharedStyle {
  const size = values.reduce(
    (largest, value) => (Number.isFinite(value) ? Math.max(largest, Math.abs(value)) : largest),
    0,
  );
  const style = styleOf(unit, size);
  return {
    step: style.divide / 10 ** style.decimals,
    write: (value) => `${written(value, style, true)}${style.word}`,
    range: (lower, upper) =>
      lower === null || upper === null || !Number.isFinite(lower) || !Number.isFinite(upper)
        ? ''
        : `${written(lower, style, true)} to ${written(upper, style, true)}${style.word}`,
  };
}

/** Pounds, in millions from £100,000 upwards: `pounds(3.14e6)` is `£3.1m`. */
export function pounds(value: number): string {
  return write({ value, lower: null, upper: null, unit: 'GBP' }).value;
}

/** Days as months of 30.4 days: `months(730)` is `24.0 months`. */
export function months(days: number): string {
  return `${thousands(days / DAYS_PER_MONTH, 1)} months`;
}

/** Days as a number of months, for axes. */
export function inMonths(days: number): number {
  return days / DAYS_PER_MONTH;
}

/** Days as years: `years(730)` is `2.0 years`. */
export function years(days: number): string {
  return `${thousands(days / DAYS_PER_YEAR, 1)} years`;
}

/** A share as a percentage: `percent(0.123)` is `12.3%`. */
export function percent(share: number, decimals = 1): string {
  return Number.isFinite(share) ? `${thousands(share * 100, decimals)}%` : 'not known';
}

/** A number as a reader may copy it: at most six significant figures, thousands separated. */
export function tidy(value: number): string {
  if (!Number.isFinite(value)) return 'not known';
  const rounded = Number(value.toPrecision(6));
  const decimals = (/\.(\d+)$/.exec(String(Math.abs(rounded)))?.[1] ?? '').length;
  return thousands(rounded, Math.min(decimals, 6));
}

/** Names in a sentence: `a`, `a and b`, `a, b and c`. */
export function listWords(names: readonly string[]): string {
  return names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
