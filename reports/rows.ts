/**
 * Finding rows: every chart, sentence and table asks here and never walks the rows itself.
 * Rows whose value is not a number (a mean of nothing) are treated as absent.
 * A report is about one area: the area of the first row.
 */
import { reach95 } from '../engine/index.js';
import type { StudyOption, StudyResult, TableRow } from '../engine/study/result.js';
import { SHORT_DAYS } from './numbers.js';
import { coversYear } from './periods.js';

export type PeriodKind = TableRow['periodKind'];

/** A number with what is known of its spread: a row, or a sum of rows, whose quantiles cannot be added. */
export interface Estimate {
  readonly value: number;
  readonly lower: number | null;
  readonly upper: number | null;
  readonly mcSe: number;
  readonly unit: string;
}

/** Fewer replications than this say nothing of one future in forty. */
export const TAIL_REPLICATIONS = 40;

/** The 95% interval of an average over so many replications, by Student's t; NaN for one. */
export function ofAverage(
  { value, mcSe }: { readonly value: number; readonly mcSe: number },
  replications: number,
): { readonly lower: number; readonly upper: number } {
  const half = mcSe === 0 ? 0 : reach95(replications - 1) * mcSe;
  return { lower: value - half, upper: value + half };
}

/** The same measure in both options, and their paired difference. */
export interface Comparison {
  readonly baseline: Estimate;
  readonly option: Estimate | null;
  readonly difference: Estimate | null;
  readonly period: string;
  readonly periodKind: PeriodKind;
}

/** A result made easy to ask. */
export interface Reading {
  readonly result: StudyResult;
  readonly baseline: StudyOption;
  /** The first option besides the baseline; null where a run has only a baseline. */
  readonly option: StudyOption | null;
  readonly rows: Rows;
}

const DIFFERENCE = 'difference';
const key = (...parts: readonly string[]): string => JSON.stringify(parts);
const byPeriod = (a: TableRow, b: TableRow): number => (a.period < b.period ? -1 : a.period > b.period ? 1 : 0);

export class Rows {
  readonly #series = new Map<string, TableRow[]>();
  readonly #groups = new Map<string, Set<string>>();

  constructor(rows: readonly TableRow[]) {
    const area = rows[0]?.area;
    for (const row of rows) {
      if (row.area !== area || !Number.isFinite(row.value)) continue;
      const place = key(row.measure, row.option, row.group, row.periodKind);
      const list = this.#series.get(place);
      if (list === undefined) this.#series.set(place, [row]);
      else list.push(row);
      const groups = this.#groups.get(row.measure);
      if (groups === undefined) this.#groups.set(row.measure, new Set([row.group]));
      else groups.add(row.group);
    }
    for (const list of this.#series.values()) list.sort(byPeriod);
  }

  /** One measure of one option in time order; empty where there is none. */
  series(measure: string, option: string, kind: PeriodKind, group = 'all'): readonly TableRow[] {
    return this.#series.get(key(measure, option, group, kind)) ?? [];
  }

  /** Whether any option has a row of the measure that is not zero. */
  occurs(measure: string, options: readonly string[], kind: PeriodKind, group = 'all'): boolean {
    return options.some((option) => this.series(measure, option, kind, group).some((row) => row.value !== 0));
  }

  at(measure: string, option: string, kind: PeriodKind, period: string, group = 'all'): TableRow | null {
    return this.series(measure, option, kind, group).find((row) => row.period === period) ?? null;
  }

  /** The levels of a dimension in the order they first appear: `levels('looked_after', 'age')`. */
  levels(measure: string, dimension: string): string[] {
    const prefix = `${dimension}=`;
    return [...(this.#groups.get(measure) ?? [])]
      .filter((group) => group.startsWith(prefix))
      .map((group) => group.slice(prefix.length));
  }

  /** Every group of a measure but 'all', in the order they first appear. */
  groups(measure: string): string[] {
    return [...(this.#groups.get(measure) ?? [])].filter((group) => group !== 'all');
  }
}

export function read(result: StudyResult): Reading {
  const baseline = result.options[0] ?? { id: 'baseline', label: 'Baseline' };
  // A queue's waits are days; the care system's are months and years.
  const rows =
    result.kind === 'care'
      ? result.rows
      : result.rows.map((row) => (row.unit === 'days' ? { ...row, unit: SHORT_DAYS } : row));
  return { result, baseline, option: result.options[1] ?? null, rows: new Rows(rows) };
}

/** The ids of the baseline and, where there is one, the option. */
export function optionIds(reading: Reading): string[] {
  return reading.option === null ? [reading.baseline.id] : [reading.baseline.id, reading.option.id];
}

/** A measure in one period in both options; null where the baseline has no such row. */
export function compareAt(
  reading: Reading,
  measure: string,
  periodKind: PeriodKind,
  period: string,
  group = 'all',
): Comparison | null {
  const { rows, baseline, option } = reading;
  const base = rows.at(measure, baseline.id, periodKind, period, group);
  if (base === null) return null;
  return {
    baseline: base,
    option: option === null ? null : rows.at(measure, option.id, periodKind, period, group),
    difference: option === null ? null : rows.at(measure, DIFFERENCE, periodKind, period, group),
    period,
    periodKind,
  };
}

/** The last day that stocks were counted; null where there are none. */
export function lastDay(reading: Reading, measure: string, group = 'all'): string | null {
  return reading.rows.series(measure, reading.baseline.id, 'day', group).at(-1)?.period ?? null;
}

/** The last financial year that the run covers in full; where it covers none, the last there is. */
export function lastWholeYear(reading: Reading, measure: string, group = 'all'): string | null {
  const { startDate, endDate } = reading.result;
  const years = reading.rows.series(measure, reading.baseline.id, 'financial year', group).map((row) => row.period);
  return years.filter((year) => coversYear(year, startDate, endDate)).at(-1) ?? years.at(-1) ?? null;
}

/** A measure at the end of the run (stocks). */
export function compareAtEnd(reading: Reading, measure: string, group = 'all'): Comparison | null {
  const day = lastDay(reading, measure, group);
  return day === null ? null : compareAt(reading, measure, 'day', day, group);
}

/** A measure in the last full financial year (flows). */
export function compareLastYear(reading: Reading, measure: string, group = 'all'): Comparison | null {
  const year = lastWholeYear(reading, measure, group);
  return year === null ? null : compareAt(reading, measure, 'financial year', year, group);
}

/** Several numbers as one, with the sum of their standard errors; null of none. */
export function sumOf(rows: readonly Estimate[]): Estimate | null {
  const first = rows[0];
  if (first === undefined) return null;
  if (rows.length === 1) return first;
  let value = 0;
  let mcSe = 0;
  for (const row of rows) {
    value += row.value;
    mcSe += row.mcSe;
  }
  // Quantiles do not add. A still zero does: what never differs in any year never differs in total.
  const still = rows.every((row) => row.lower === row.value && row.upper === row.value);
  return { value, lower: still ? value : null, upper: still ? value : null, mcSe, unit: first.unit };
}

/**
 * A flow or a cost over the whole run: the run's own row where it was kept, else the sum of the financial years, whose
 * standard error is the sum of theirs (never too small, whatever their correlation) and whose quantiles are not known.
 */
export function totalOf(reading: Reading, measure: string, option: string, group = 'all'): Estimate | null {
  const whole = reading.rows.series(measure, option, 'whole run', group)[0];
  return whole ?? sumOf(reading.rows.series(measure, option, 'financial year', group));
}

/** A flow or a cost over the whole run in both options. */
export function compareTotals(reading: Reading, measure: string, group = 'all'): Comparison | null {
  const baseline = totalOf(reading, measure, reading.baseline.id, group);
  const { option } = reading;
  const other = option === null ? null : totalOf(reading, measure, option.id, group);
  const base = baseline ?? (other === null ? null : { value: 0, lower: 0, upper: 0, mcSe: 0, unit: other.unit });
  if (base === null) return null;
  return {
    baseline: base,
    option: other,
    difference: option === null ? null : totalOf(reading, measure, DIFFERENCE, group),
    period: 'whole run',
    periodKind: 'whole run',
  };
}

/** The measure's own label, or its name with spaces. */
export function labelOf(reading: Reading, measure: string): string {
  const known = reading.result.measures.find((info) => info.name === measure);
  if (known !== undefined) return known.label;
  const words = measure.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
