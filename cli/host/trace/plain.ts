/** Words and numbers as a story writes them: spans, ages, shares, lists. */
import { thousands } from '../../../reports/numbers.js';

/** Mean length of a month. */
export const MONTH_DAYS = 30.4375;

export function spaced(name: string): string {
  return name.replaceAll('_', ' ');
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Without the capital at the start, but for names that are all capitals and for titles in the middle of a sentence. */
export function lower(text: string): string {
  return /^[A-Z][a-z]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}

export function plural(noun: string): string {
  return noun === 'child' ? 'children' : `${noun}s`;
}

export function count(n: number): string {
  return thousands(n);
}

export function list(parts: readonly string[], last = 'and'): string {
  return parts.length < 2 ? (parts[0] ?? '') : `${parts.slice(0, -1).join(', ')} ${last} ${parts.at(-1)!}`;
}

export function ordinal(n: number): string {
  const ending = n % 100 >= 11 && n % 100 <= 13 ? 'th' : (['th', 'st', 'nd', 'rd'][n % 10] ?? 'th');
  return `${n}${ending}`;
}

export function two(value: number): string {
  return value >= 0.095 ? value.toFixed(2) : value.toPrecision(2);
}

export function short(value: number): string {
  return String(Number(value.toPrecision(3)));
}

/** A span in the unit that suits it: hours, days, months, years and months. */
export function span(days: number): string {
  const unit = (n: number, word: string): string => `${n} ${word}${n === 1 ? '' : 's'}`;
  if (days < 1 / 24) return unit(Math.max(1, Math.round(days * 1440)), 'minute');
  if (days < 2 && Math.floor(days) !== days) return unit(Math.round(days * 24), 'hour');
  if (days < 90) return unit(Math.round(days), 'day');
  const months = Math.round(days / MONTH_DAYS);
  if (months < 24) return unit(months, 'month');
  const years = Math.floor(months / 12);
  if (years >= 100) return 'more than 100 years';
  return months % 12 === 0 ? unit(years, 'year') : `${unit(years, 'year')} ${unit(months % 12, 'month')}`;
}

export function inHundred(share: number): string {
  const n = 100 * share;
  if (n > 99.5 && n < 100) return 'more than 99 in 100';
  return n < 0.5 ? 'fewer than 1 in 100' : `${Math.round(n)} in 100`;
}

export function ageBand(from: number | undefined, below: number | undefined): string {
  if (from === undefined && below === 0) return 'not yet born';
  if (from === undefined) return below === undefined ? 'any age' : `age under ${below}`;
  if (below === undefined) return `age ${from} or over`;
  if (Number.isInteger(from) && Number.isInteger(below) && below > from)
    return below - 1 === from ? `age ${from}` : `age ${from} to ${below - 1}`;
  return `age ${from} to under ${below}`;
}

export function range(from: number | undefined, below: number | undefined): string {
  if (from !== undefined && below !== undefined) return `from ${from} to below ${below}`;
  if (from !== undefined) return `at least ${from}`;
  return below === undefined ? 'any' : `below ${below}`;
}

export function yesNo(name: string, level: string): string {
  return level === 'yes' ? spaced(name) : level === 'no' ? `no ${spaced(name)}` : `${spaced(name)} ${spaced(level)}`;
}

export function timeOfDay(time: number): string {
  const minutes = Math.floor((time - Math.floor(time)) * 1440);
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

export function own(labels: Readonly<Record<string, string>>, name: string): string | undefined {
  return Object.hasOwn(labels, name) ? labels[name] : undefined;
}

/** In it, at whatever step of a ramp of fidelity it was begun. */
export function isInProgramme(state: string | null): boolean {
  return state !== null && /^in_programme(_\d+)?$/.test(state);
}
