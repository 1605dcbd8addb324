/**
 * Reading the tally: stocks at the ends of periods, time spent within them, flows, times, medians, money.
 */
import type { CompiledLedger } from './compile.js';
import { DURATION_BINS, TICKS_PER_DAY, type TallyTables } from './tally.js';

/** How many are in a presence cell at the start of the first period and at the end of each: periods + 1 numbers. */
export function stockSeries(tables: TallyTables, cell: number): Float64Array {
  const series = new Float64Array(tables.periods + 1);
  let n = tables.initial[cell]!;
  series[0] = n;
  for (let k = 0; k < tables.periods; k++) series[k + 1] = n += tables.delta[cell * tables.periods + k]!;
  return series;
}

/** Ticks spent in a presence cell within each period. `bounds` are the period boundaries in days. */
export function ticksSpent(tables: TallyTables, cell: number, bounds: ArrayLike<number>): Float64Array {
  const spent = new Float64Array(tables.periods);
  let n = tables.initial[cell]!;
  for (let k = 0; k < tables.periods; k++) {
    const at = cell * tables.periods + k;
    spent[k] = n * (bounds[k + 1]! - bounds[k]!) * TICKS_PER_DAY + tables.partial[at]!;
    n += tables.delta[at]!;
  }
  return spent;
}

/**
 * Pence of one cost in each period: exact ticks times a rate, rounded once. `factors` is what the amount is multiplied by
 * in each period; 1 throughout if not given.
 */
export function costSeries(
  ledger: CompiledLedger,
  tables: TallyTables,
  cost: number,
  bounds: ArrayLike<number>,
  factors?: ArrayLike<number>,
): Float64Array {
  const { accrues, cells } = ledger.costCells[cost]!;
  const pence = ledger.spec.costs[cost]!.pence;
  const series = new Float64Array(tables.periods);
  for (const cell of cells) {
    if (accrues) {
      const ticks = ticksSpent(tables, cell, bounds);
      for (let k = 0; k < tables.periods; k++) series[k]! += ticks[k]!;
    } else for (let k = 0; k < tables.periods; k++) series[k]! += tables.events[cell * tables.periods + k]!;
  }
  const scale = accrues ? pence / TICKS_PER_DAY : pence;
  for (let k = 0; k < tables.periods; k++)
    series[k] = Math.round(series[k]! * scale * (factors === undefined ? 1 : factors[k]!));
  return series;
}

/** The middle of the times of a time cell over the whole run, in days (the lower middle where even); NaN where there are none. */
export function medianDays(bins: Int32Array, timeCell: number): number {
  return quantileDays(bins, timeCell, 0.5);
}

/** Smallest whole day by which a share `p` of the times has passed; NaN where there are none. */
export function quantileDays(bins: Int32Array, timeCell: number, p: number): number {
  const first = timeCell * DURATION_BINS;
  let total = 0;
  for (let d = 0; d < DURATION_BINS; d++) total += bins[first + d]!;
  if (total === 0) return Number.NaN;
  let sum = 0;
  for (let d = 0; d < DURATION_BINS; d++) {
    sum += bins[first + d]!;
    if (sum >= p * total) return d;
  }
  return DURATION_BINS;
}
