/** Rows as they may be shown: counts rounded, or small ones kept back with whatever would give them away. */
import type { TableRow } from '../../../engine/study/result.js';
import { choose, totalCell } from './choose.js';
import { baseMeasure, blocksOf, cellKey, isCount, partsOf, seriesId } from './counts.js';
import { toTen } from './round.js';

/** How numbers of an area are treated: an authority's small ones are kept back, those of a region or of England rounded. */
export type Level = 'authority' | 'wider';

/** England and its regions by ONS code; whatever else is treated as an authority. */
export function levelOf(code: string | undefined): Level {
  return code !== undefined && /^E(?:92|12|13)/.test(code) ? 'wider' : 'authority';
}

/** A mean of fewer than this many events, or a rate of fewer children, is kept back. */
const FEWEST = 5.5;

/**
 * The rows of one area as they may be shown. A number kept back is NaN with all that is known of its spread. Rows already
 * treated stay as they are.
 *
 * @param options the ids of the options: rows of any other are differences
 */
export function discloseRows(rows: readonly TableRow[], options: readonly string[], level: Level): TableRow[] {
  const thin = thinOf(rows, options);
  if (level === 'wider') return rows.map((row) => (thin(row) ? keptBack(row) : rounded(row)));
  const { series, cells } = choose(blocksOf(rows, options));
  const isHidden = (measure: string, row: TableRow): boolean =>
    series.has(seriesId(measure, row.group)) ||
    cells.has(totalCell(seriesId(measure, partsOf(row.group).total), cellKey({ ...row, measure })));
  return rows.map((row) => {
    const needs = isCount(row) ? [row.measure] : countsOf(row);
    return needs.some((measure) => isHidden(measure, row)) || thin(row) ? keptBack(row) : row;
  });
}

/** The counts that a mean, a rate or a sum of days rests on. */
function countsOf({ table, measure }: TableRow): readonly string[] {
  if (table === 'times') return [`${measure.replace(/_median$/, '')}_n`];
  if (table !== 'equity') return [];
  if (measure.startsWith('waiting_days')) return ['eligible'];
  return measure.endsWith('_per_100') ? ['eligible', measure.slice(0, -'_per_100'.length)] : [];
}

/** Whether a mean or a rate is of too few in any option, or of a number kept back before. */
function thinOf(rows: readonly TableRow[], options: readonly string[]): (row: TableRow) => boolean {
  const place = (measure: string, { group, period, periodKind }: TableRow): string =>
    JSON.stringify([baseMeasure(measure), group, period, periodKind]);
  const least = new Map<string, number>();
  for (const row of rows) {
    if (!options.includes(row.option) || !isCount(row)) continue;
    const key = place(row.measure, row);
    const value = Number.isNaN(row.value) ? 0 : row.value;
    least.set(key, Math.min(least.get(key) ?? value, value));
  }
  return (row) =>
    !isCount(row) &&
    countsOf(row)
      .slice(0, 1)
      .some((measure) => (least.get(place(measure, row)) ?? FEWEST) < FEWEST);
}

function keptBack(row: TableRow): TableRow {
  return { ...row, value: Number.NaN, lower: Number.NaN, upper: Number.NaN, mcSe: Number.NaN };
}

function rounded(row: TableRow): TableRow {
  const { value, lower, upper } = row;
  return { ...row, value: roundedAs(row, value), lower: roundedAs(row, lower), upper: roundedAs(row, upper) };
}

/** A number of England or a region: counts and their days to the nearest 10, means and rates to whole ones, money as it is. */
export function roundedAs({ unit, measure }: Pick<TableRow, 'unit' | 'measure'>, value: number): number {
  if (isCount({ unit, measure }) || unit === 'child-days') return toTen(value);
  return unit === 'days' || unit.startsWith('per ') ? Math.round(value) + 0 : value;
}
