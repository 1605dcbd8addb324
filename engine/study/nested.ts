/**
 * From draws and replications to rows. A future is one replication of one draw: the interval holds 95% of them, by chance and
 * by not knowing together. The draws are what is sampled, so the standard error is that of the mean of their means.
 */
import { quantileSorted } from 'simple-statistics';
import { ratioOfMeans } from './ratio.js';
import type { Column, TableRow } from './result.js';
import { summarise, summariseRatio, type Summary } from './summarise.js';

/** Numbers of an option by draw, then replication; one draw where nothing is drawn. */
export type Nested = readonly (readonly Float64Array[])[];

export interface NestedOption {
  readonly option: string;
  readonly values: Nested;
}

/**
 * Mean, 2.5% and 97.5% quantiles over all futures, and the standard error of the mean. A draw with no value is left out;
 * null where there is no value at all.
 *
 * @param draws by draw, a value for each replication; NaN where there is none
 */
export function summariseNested(draws: readonly Float64Array[]): Summary | null {
  if (draws.length === 1) return summarise(draws[0]!.slice());
  const means: number[] = [];
  const all: number[] = [];
  for (const draw of draws) {
    const known = draw.filter((value) => !Number.isNaN(value));
    if (known.length === 0) continue;
    let sum = 0;
    for (const value of known) {
      sum += value;
      all.push(value);
    }
    means.push(sum / known.length);
  }
  const ofMeans = summarise(Float64Array.from(means));
  if (ofMeans === null) return null;
  const sorted = Float64Array.from(all).sort() as unknown as number[];
  return {
    value: ofMeans.value,
    lower: quantileSorted(sorted, 0.025),
    upper: quantileSorted(sorted, 0.975),
    mcSe: ofMeans.mcSe,
  };
}

/**
 * The same of a rate: the ratio of the means over all futures, its standard error by the delta method over draws, and the
 * quantiles of each future's own rate. Every draw has as many replications.
 */
function summariseNestedRatio(
  above: readonly Float64Array[],
  below: readonly Float64Array[],
  per: number,
): Summary | null {
  if (above.length === 1) return summariseRatio(above[0]!, below[0]!, per);
  const flat = (draws: readonly Float64Array[]): Float64Array =>
    Float64Array.from(draws.flatMap((draw) => Array.from(draw)));
  const sums = (draws: readonly Float64Array[]): number[] =>
    draws.map((draw) => draw.reduce((sum, value) => sum + value, 0));
  const each = summariseRatio(flat(above), flat(below), per);
  const ratio = ratioOfMeans(sums(above), sums(below));
  return each === null || ratio === null ? null : { ...each, value: per * ratio.value, mcSe: per * ratio.mcSe };
}

/** One column of an option, by draw and replication. */
export function columnOf(values: Nested, column: number): Float64Array[] {
  return values.map((draw) => Float64Array.from(draw, (row) => row[column]!));
}

/** One column of an option less the same of another, pair by pair. */
export function differenceOf(values: Nested, from: Nested, column: number): Float64Array[] {
  return values.map((draw, d) => Float64Array.from(draw, (row, r) => row[column]! - from[d]![r]![column]!));
}

/** Rows of every option, and of every option less the first as `OPTION less FIRST`, in the order of the columns that are wanted. */
export function nestedRows(
  columns: readonly Column[],
  options: readonly NestedOption[],
  area: string,
  isWanted: (column: Column) => boolean = () => true,
): TableRow[] {
  const [first, ...others] = options;
  if (first === undefined) return [];
  return columns.flatMap(({ ratio, ...column }, c) => {
    if (!isWanted(column)) return [];
    const row = (option: string, summary: Summary | null): TableRow[] =>
      summary === null ? [] : [{ ...column, option, area, ...summary }];
    return [
      ...options.flatMap(({ option, values }) =>
        row(
          option,
          ratio === undefined
            ? summariseNested(columnOf(values, c))
            : summariseNestedRatio(columnOf(values, c - ratio.above), columnOf(values, c - ratio.below), ratio.per),
        ),
      ),
      ...others.flatMap(({ option, values }) =>
        row(`${option} less ${first.option}`, summariseNested(differenceOf(values, first.values, c))),
      ),
    ];
  });
}
