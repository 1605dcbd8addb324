/** Words that all of these answers share. */
import type { Estimate } from '../../engine/study/sensitivity/estimate.js';
import { numberCell, textCell } from '../tables/index.js';
import { thousands, write } from '../numbers.js';
import { longDate } from '../periods.js';
import type { Asked, AskedResult } from './types.js';

export const CHANCE = '± is the Monte Carlo standard error: by how much more replications could move a number.';
const WORLDS = {
  difference: 'option less baseline',
  option: 'with the programmes',
  baseline: 'baseline',
} as const;

export function opening({ area, startDate, endDate, replications, seed }: Asked): string {
  const times = replications === 1 ? '1 replication' : `${thousands(replications)} replications`;
  return `${area === '' ? '' : `${area}, `}${longDate(startDate)} to ${longDate(endDate)}; ${times}; seed ${seed}`;
}

/** `Children looked after, on 31 March 2030 (with the programmes)`. */
export function named({ label, when, of }: AskedResult): string {
  return `${label}, ${when} (${WORLDS[of]})`;
}

/** Writes results and changes of results that stand together: `of` with a sign, `size` without. */
export interface Written {
  readonly of: (estimate: Estimate) => string;
  readonly size: (estimate: Estimate) => string;
}

/**
 * A way of writing numbers of one unit beside each other: counts with as many decimals as the largest leaves room for.
 * @param values what is to be written
 */
export function writer(values: readonly Estimate[], unit: string): Written {
  const largest = Math.max(0, ...values.flatMap(({ value }) => (Number.isFinite(value) ? [Math.abs(value)] : [])));
  const decimals = largest >= 1000 ? 0 : largest >= 10 ? 1 : 2;
  const plain = (value: number, signed: boolean): string => {
    if (unit === 'GBP') return write({ value, lower: null, upper: null, unit }, signed).value;
    const text = thousands(value, decimals);
    return signed && value > 0 && /[1-9]/.test(text) ? `+${text}` : text;
  };
  // An error that would be written as 0 is that of adding decimals, or of no matter.
  const error = (mcSe: number): string => {
    const text = Number.isNaN(mcSe) ? '' : plain(mcSe, false);
    return /[1-9]/.test(text) ? ` ± ${text}` : '';
  };
  return {
    of: ({ value, mcSe }) => `${plain(value, true)}${error(mcSe)}`,
    size: ({ value, mcSe }) => `${plain(value, false)}${error(mcSe)}`,
  };
}

/** A value as it was given, in at most six figures. */
export function given(value: number): string {
  return String(Number(value.toPrecision(6)));
}

/** Rows as CSV text. */
export function csv(header: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const cell = (value: string | number): string => (typeof value === 'number' ? numberCell(value) : textCell(value));
  return `${[header.join(','), ...rows.map((row) => row.map(cell).join(','))].join('\n')}\n`;
}

export function madeBy(command: string, version: string): string {
  return version === '' ? '' : `Made by throughcare ${command}, version ${version}.`;
}
