/**
 * The counts of a result as what small-number rules are about: totals, and the levels of each breakdown that add up to them,
 * over every period and option. Differences are left aside: they go where the numbers they are taken from go.
 */
import type { TableRow } from '../../../engine/study/result.js';

/** One number of a series: where it stands, and its value in each option; NaN where it was kept back before. */
export interface Cell {
  readonly key: string;
  readonly kind: TableRow['periodKind'];
  readonly period: string;
  readonly values: number[];
}

/** One measure in one group over all periods and options. */
export interface Series {
  readonly id: string;
  readonly cells: Map<string, Cell>;
}

/** A measure's total, and its breakdowns by name: levels in the order they appear. */
export interface Block {
  readonly measure: string;
  readonly table: TableRow['table'];
  readonly total: Series;
  readonly breakdowns: Map<string, Series[]>;
}

/** Units of numbers that do not count children, events or places. */
const NOT_COUNTS: ReadonlySet<string> = new Set(['GBP', 'days', 'child-days', 'ratio', 'share']);

/** Whether a row counts people or what happens to them. Places that a programme offers are a plan, not people. */
export function isCount({ unit, measure }: Pick<TableRow, 'unit' | 'measure'>): boolean {
  return !NOT_COUNTS.has(unit) && !unit.startsWith('per ') && measure !== 'programme_places';
}

/** The measure that a row is of, whichever table it stands in: its average and its outcomes by group are the same thing. */
export function baseMeasure(measure: string): string {
  return measure.replace(/^outcome_/, '').replace(/_average$/, '');
}

/** The series of a row: every number of it is shown or kept back together, save for totals. */
export function seriesId(measure: string, group: string): string {
  return JSON.stringify([baseMeasure(measure), group]);
}

/** The number of a series that a row is. */
export function cellKey({ measure, period, periodKind }: TableRow): string {
  const tag = measure.startsWith('outcome_') ? 'outcome' : measure.endsWith('_average') ? 'average' : '';
  return JSON.stringify([tag, periodKind, period]);
}

/** `age=1 to 4` is a level of `age` of `all`; `programme=mst, age=1 to 4` of `age` of `programme=mst`. */
export function partsOf(group: string): { readonly total: string; readonly breakdown: string | null } {
  const [, programme, breakdown] = /^(programme=[^,=]*), ([^=]+)=/.exec(group) ?? [];
  if (programme !== undefined && breakdown !== undefined) return { total: programme, breakdown };
  const cut = group.indexOf('=');
  return cut < 0 || group.startsWith('programme=')
    ? { total: group, breakdown: null }
    : { total: 'all', breakdown: group.slice(0, cut) };
}

/** The counts of one area, by measure. @param options the ids of the options: other rows are differences */
export function blocksOf(rows: readonly TableRow[], options: readonly string[]): Block[] {
  const blocks = new Map<string, Block>();
  for (const row of rows) {
    const option = options.indexOf(row.option);
    if (option < 0 || !isCount(row)) continue;
    const { total, breakdown } = partsOf(row.group);
    const measure = baseMeasure(row.measure);
    const place = seriesId(row.measure, total);
    let block = blocks.get(place);
    if (block === undefined) {
      block = { measure, table: row.table, total: { id: place, cells: new Map() }, breakdowns: new Map() };
      blocks.set(place, block);
    }
    const series = breakdown === null ? block.total : levelOf(block, breakdown, seriesId(row.measure, row.group));
    const key = cellKey(row);
    let cell = series.cells.get(key);
    if (cell === undefined) {
      cell = { key, kind: row.periodKind, period: row.period, values: options.map(() => 0) };
      series.cells.set(key, cell);
    }
    cell.values[option] = row.value;
  }
  return [...blocks.values()];
}

function levelOf(block: Block, breakdown: string, id: string): Series {
  const levels = block.breakdowns.get(breakdown) ?? [];
  block.breakdowns.set(breakdown, levels);
  const found = levels.find((series) => series.id === id);
  if (found !== undefined) return found;
  const made: Series = { id, cells: new Map() };
  levels.push(made);
  return made;
}

/** Whether a number, to the nearest whole one, is from 1 to 5. */
export function isSmall(value: number): boolean {
  return value >= 0.5 && value < 5.5;
}

/** Whether a cell is small in any option. */
export function isSmallCell({ values }: Cell): boolean {
  return values.some(isSmall);
}
