/**
 * The small words of the language: names, durations, rates, dates, money and shares.
 *
 * Inside, a duration is in days, a rate is a day, money is in pounds (or pounds a day) and a date is a day number since
 * 1970-01-01. A month is 30.4375 days and a year 365.25; a working day is 7/5 of a day. Units are always written out.
 */
import { z } from './zod.js';
import { DAYS_PER_MONTH, DAYS_PER_WEEK, DAYS_PER_YEAR, formatDate } from '../../engine/time/index.js';
import { readDate } from './dates.js';

const DAYS_IN: Readonly<Record<string, number>> = {
  day: 1,
  'working day': 7 / 5,
  week: DAYS_PER_WEEK,
  month: DAYS_PER_MONTH,
  year: DAYS_PER_YEAR,
};
/** Thousands may be set apart by commas; a comma is never a decimal point. */
const NUMBER = String.raw`[+-]?(?:\d{1,3}(?:,\d{3})+|\d+|(?=\.))(?:\.\d+)?(?:e[+-]?\d+)?`;
const ONLY_NUMBER = new RegExp(`^${NUMBER}$`, 'i');
const DURATION = new RegExp(String.raw`^(${NUMBER})\s*(working days?|days?|weeks?|months?|years?)$`, 'i');
const RATE = new RegExp(String.raw`^(?:£\s*)?(${NUMBER})\s*(?:per|a|an|/)\s*(day|week|month|year)$`, 'i');

/** A number as written, with thousands separators allowed; NaN where it is not one. */
function readNumber(text: string): number {
  return ONLY_NUMBER.test(text) ? Number(text.replaceAll(',', '')) : Number.NaN;
}

/** `6 months` in days; undefined where it is not a duration. */
function readDuration(text: string): number | undefined {
  const match = DURATION.exec(text.trim());
  if (match === null) return undefined;
  const unit = (match[2] ?? '').toLowerCase().replace(/s$/, '');
  const days = readNumber(match[1] ?? '') * (DAYS_IN[unit] ?? Number.NaN);
  return Number.isFinite(days) ? days : undefined;
}

/** `0.4 per year` as a number a day; undefined where it is not a rate. */
function readRate(text: string): number | undefined {
  const match = RATE.exec(text.trim());
  if (match === null) return undefined;
  const perDay = readNumber(match[1] ?? '') / (DAYS_IN[(match[2] ?? '').toLowerCase()] ?? Number.NaN);
  return Number.isFinite(perDay) ? perDay : undefined;
}

const DURATION_HELP = 'a duration with its unit, such as 30 days, 31 working days, 6 weeks, 18 months or 2 years';
const RATE_HELP = 'a rate with its unit, such as 0.4 per year or 3 per day';

/** The name of a thing: a letter, then letters, digits, `_` or `-`. */
export const name = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9_-]*$/, 'a name starts with a letter and goes on with letters, digits, _ or -')
  .meta({ id: 'name', description: 'A name: a letter, then letters, digits, _ or -' });

/** The level of an attribute, or a state: a word or a number, kept as text. */
export const level = z
  .union([z.string(), z.number(), z.boolean()])
  .transform(String)
  .meta({ id: 'level', description: 'The level of an attribute, or a state' });

/** One word or a list of words. */
export const levels = z
  .union([level, z.array(level).min(1)])
  .transform((found): readonly string[] => (typeof found === 'string' ? [found] : found));

/** One name or a list of names. */
export const names = z
  .union([name, z.array(name).min(1)])
  .transform((found): readonly string[] => (typeof found === 'string' ? [found] : found));

/** Words for people: anything but nothing. */
export const words = z.union([z.string().min(1), z.number()]).transform(String);

export const duration = z
  .union([z.string(), z.number()])
  .transform((found, context) => {
    const days = typeof found === 'string' ? readDuration(found) : undefined;
    if (days !== undefined && days >= 0) return days;
    const why =
      typeof found === 'number' || /^[\d.,]+$/.test(found) ? 'a duration needs a unit' : 'this is not a duration';
    context.addIssue({ code: 'custom', message: `${why}: found '${found}', expected ${DURATION_HELP}` });
    return z.NEVER;
  })
  .meta({ id: 'duration', description: DURATION_HELP });

export const positiveDuration = duration.refine((days) => days > 0, 'a duration here must be longer than 0 days');

export const rate = z
  .union([z.string(), z.number()])
  .transform((found, context) => {
    const perDay = typeof found === 'string' ? readRate(found) : undefined;
    if (perDay !== undefined && perDay >= 0) return perDay;
    const bare = typeof found === 'number' || /^[\d.,]+$/.test(found);
    const why = bare ? 'a rate needs a unit' : perDay === undefined ? 'this is not a rate' : 'a rate cannot be below 0';
    context.addIssue({ code: 'custom', message: `${why}: found '${found}', expected ${RATE_HELP}` });
    return z.NEVER;
  })
  .meta({ id: 'rate', description: RATE_HELP });

/** A calendar date as a day number since 1970-01-01. */
export const date = z
  .union([z.string(), z.number()])
  .transform((found, context) => {
    const day = readDate(String(found));
    if (typeof day === 'number') return day;
    context.addIssue({ code: 'custom', message: day.reason });
    return z.NEVER;
  })
  .meta({ id: 'date', description: 'A date, written YYYY-MM-DD' });

/** The first day of a run: results come by calendar month, so it is the first of one. */
export const startDate = date.refine((day) => formatDate(day).endsWith('-01'), 'a run starts on the first of a month');

/** The length of a run: a whole number of months. */
export const years = z
  .number()
  .positive()
  .max(200)
  .refine((found) => Math.abs(found * 12 - Math.round(found * 12)) < 1e-6, 'a run lasts a whole number of months');

/** A probability or a share of a whole. */
export const share = z.number().min(0).max(1);

/** A multiplier of a hazard. */
export const multiplier = z.number().min(0);

/** Pounds, once (`1649`) or over time (`765 per week`): `perDay` says which. */
export interface Amount {
  readonly pounds: number;
  readonly perDay: boolean;
  /** As written. */
  readonly text: string;
}

export const amount = z
  .union([z.string(), z.number()])
  .transform((found, context): Amount => {
    const text = String(found);
    // A negative amount is income: a grant received, say.
    const [, minus, unsigned = ''] = /^(-?)\s*(.*)$/s.exec(text) ?? [];
    const sign = minus === '-' ? -1 : 1;
    const perDay = readRate(unsigned);
    if (perDay !== undefined && perDay >= 0) return { pounds: sign * perDay, perDay: true, text };
    const pounds = readNumber(unsigned.replace(/^£\s*/, ''));
    if (Number.isFinite(pounds) && pounds >= 0) return { pounds: sign * pounds, perDay: false, text };
    const message = `this is not an amount of money: found '${text}', expected pounds, such as 1649 or 765 per week`;
    context.addIssue({ code: 'custom', message });
    return z.NEVER;
  })
  .meta({ id: 'amount', description: 'Pounds: 1649 for each event, or 765 per week while a condition holds' });

/** A mapping whose keys are numbers, dates or durations, as rows in ascending order of the key. */
export interface Row<Value> {
  readonly at: number;
  readonly value: Value;
}

type ReadKey = (key: string) => number | { readonly reason: string };

/** Rows from a mapping such as `{0: 1.5, 11: 2}`: keys are read by `readKey`, values by `value`. */
export function rows<Value extends z.ZodType>(value: Value, readKey: ReadKey) {
  return z.record(z.string(), value).transform((found, context): readonly Row<z.output<Value>>[] => {
    const list: Row<z.output<Value>>[] = [];
    for (const [key, item] of Object.entries(found)) {
      const at = readKey(key);
      if (typeof at === 'number') list.push({ at, value: item as z.output<Value> });
      else context.addIssue({ code: 'custom', message: at.reason, path: [key], params: { atKey: true } });
    }
    if (Object.keys(found).length === 0) context.addIssue({ code: 'custom', message: 'expected at least one entry' });
    list.sort((a, b) => a.at - b.at);
    const twice = list.find((row, index) => index > 0 && list[index - 1]?.at === row.at);
    if (twice !== undefined) context.addIssue({ code: 'custom', message: 'two entries start at the same place' });
    return list;
  });
}

const dateKey: ReadKey = (key) => readDate(key);

export const durationKey: ReadKey = (key) =>
  readDuration(key) ?? { reason: `'${key}' is not a duration: expected ${DURATION_HELP}` };

/** One value for the whole time, or a value from each date on. */
export function overTime<Value extends z.ZodType>(value: Value) {
  return z.union([
    value.transform((found): readonly Row<z.output<Value>>[] => [{ at: Number.NEGATIVE_INFINITY, value: found }]),
    rows(value, dateKey),
  ]);
}
