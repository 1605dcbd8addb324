/**
 * From replications to rows: mean, prediction interval, Monte Carlo standard error; option less baseline pair by pair.
 */
import { quantileSorted } from 'simple-statistics';
import { ratioOfMeans, type RatioOf } from './ratio.js';
import type { Column, TableRow } from './result.js';

/** Replications by columns, in the order of their numbers. */
export interface Matrix {
  readonly rows: readonly Float64Array[];
}

export interface Summary {
  readonly value: number;
  readonly lower: number;
  readonly upper: number;
  readonly mcSe: number;
}

/**
 * Mean, 2.5% and 97.5% quantiles (type 7) and standard error of the mean. Values that are not numbers (the mean of
 * nothing) are left out; null where there is no value at all. With one value the standard error is not known: NaN.
 */
export function summarise(values: Float64Array): Summary | null {
  const known = values.filter((value) => !Number.isNaN(value));
  const n = known.length;
  if (n === 0) return null;
  let mean = 0;
  for (const value of known) mean += value;
  mean /= n;
  let squares = 0;
  for (const value of known) squares += (value - mean) * (value - mean);
  const sorted = known.sort();
  return {
    value: mean,
    lower: quantileSorted(sorted as unknown as number[], 0.025),
    upper: quantileSorted(sorted as unknown as number[], 0.975),
    mcSe: n > 1 ? Math.sqrt(squares / (n - 1) / n) : Number.NaN,
  };
}

/**
 * The same of a rate: the ratio of the means, its standard error by the delta method, and the quantiles of each replication's
 * own rate, of those that have one.
 */
export function summariseRatio(above: Float64Array, below: Float64Array, per: number): Summary | null {
  const ratio = ratioOfMeans(above, below);
  const each = summarise(above.map((value, i) => (below[i]! === 0 ? Number.NaN : (per * value) / below[i]!)));
  return ratio === null || each === null ? null : { ...each, value: per * ratio.value, mcSe: per * ratio.mcSe };
}

export interface Summarised {
  readonly option: string;
  readonly matrix: Matrix;
}

/** Rows of every option and of every option less the first (the baseline), in the order of the columns. */
export function summariseStudy(columns: readonly Column[], options: readonly Summarised[], area: string): TableRow[] {
  const rows: TableRow[] = [];
  const baseline = options[0]!;
  const n = baseline.matrix.rows.length;
  const values = new Float64Array(n);
  columns.forEach(({ ratio, ...column }, c) => {
    const push = (option: string, summary = summarise(values.slice())): void => {
      if (summary !== null) rows.push({ ...column, option, area, ...summary });
    };
    const isProgramme =
      column.table === 'programmes' || (column.table === 'equity' && column.group.startsWith('programme='));
    for (const { option, matrix } of options) {
      if (isProgramme && option === baseline.option) continue;
      for (let k = 0; k < n; k++) values[k] = matrix.rows[k]![c]!;
      if (ratio === undefined) push(option);
      else push(option, ratioIn(matrix, c, ratio));
    }
    if (isProgramme) return;
    for (const { matrix } of options.slice(1)) {
      for (let k = 0; k < n; k++) values[k] = matrix.rows[k]![c]! - baseline.matrix.rows[k]![c]!;
      push('difference');
    }
  });
  return rows;
}

function ratioIn({ rows }: Matrix, column: number, { above, below, per }: RatioOf): Summary | null {
  const of = (place: number): Float64Array => Float64Array.from(rows, (row) => row[place]!);
  return summariseRatio(of(column - above), of(column - below), per);
}
