/** From what a figure names to what is read of a run: which numbers, over which months. */
import type { Measure } from '../../../engine/ledger/spec.js';
import type { Reading } from '../../../engine/study/readings.js';
import { dayNumber, DAYS_PER_MONTH, DAYS_PER_WEEK, DAYS_PER_YEAR } from '../../../engine/time/index.js';
import type { Path } from '../../load/index.js';
import type { WrittenFigure } from '../../schema/validation.js';
import type { Context } from '../context.js';
import { known, refuse, refuseKey } from '../context.js';
import { knownGroup, measureNamed, monthAfter, monthsOfYear } from './measured.js';
import type { FigureReading, ValidationRun } from './types.js';

export interface Asked {
  readonly context: Context;
  /** Where the figure is written. */
  readonly path: Path;
  readonly written: WrittenFigure;
  readonly run: ValidationRun;
  /** The year ending on 31 March of it, where the figure is of one. */
  readonly year: number | null;
}

const DAYS_IN = { days: 1, weeks: DAYS_PER_WEEK, months: DAYS_PER_MONTH, years: DAYS_PER_YEAR } as const;

/** A figure as a ratio of two numbers, or one. Undefined (and a problem) where the run cannot give it. */
export function readingOf(asked: Asked, group: string): FigureReading | undefined {
  const { written } = asked;
  if (written.cost !== undefined) return costReading(asked);
  if (written.mean !== undefined) return timeReading(asked, 'mean', written.mean, group);
  if (written.median !== undefined) return timeReading(asked, 'median', written.median, group);
  return countReading(asked, written.measure ?? '', group);
}

/** Counts of a settled run are of a sample, and flows and costs of several years: as of one year of the whole. */
function scaleOf({ run }: Asked, isFlow: boolean): number {
  return run.settled === null ? 1 : 1 / run.settled.share / (isFlow ? run.years : 1);
}

function countReading(asked: Asked, name: string, group: string): FigureReading | undefined {
  const { context, path, written, run } = asked;
  const isBelow = written.below !== undefined;
  const measure = measureNamed(
    context,
    [...path, 'measure'],
    run,
    name,
    isBelow ? ['time'] : ['stock', 'use', 'flow', 'time'],
    isBelow ? 'measure of a time' : 'measure',
  );
  if (measure === undefined || !knownGroup(context, groupPath(asked), run, measure, group)) return undefined;
  const numerator = isBelow ? belowReading(asked, measure, group, written.below ?? 0) : counted(asked, measure, group);
  if (numerator === undefined) return undefined;
  if (written.as === undefined)
    return { numerator, denominator: null, scale: scaleOf(asked, measure.kind === 'flow' || measure.kind === 'time') };
  const denominator =
    written.of === undefined ? counted(asked, measure, isBelow ? group : 'all') : denominatorOf(asked, written.of);
  return denominator === undefined ? undefined : { numerator, denominator, scale: 100 };
}

function denominatorOf(asked: Asked, of: NonNullable<WrittenFigure['of']>): Reading | undefined {
  const { context, path, run } = asked;
  const at = [...path, 'of', 'measure'];
  const measure = measureNamed(context, at, run, of.measure, ['stock', 'use', 'flow', 'time'], 'measure');
  const group = of.group ?? 'all';
  if (measure === undefined || !knownGroup(context, [...path, 'of', 'group'], run, measure, group)) return undefined;
  return counted(asked, measure, group);
}

function groupPath({ path, written }: Asked): Path {
  return [...path, written.by === undefined ? 'group' : 'by'];
}

/** How many there are, or how many events there were, at the figure's date or in its year; in a settled run, all through. */
function counted(asked: Asked, measure: Measure, group: string): Reading | undefined {
  const { context, path, written, run, year } = asked;
  const of = { measure: measure.name, group };
  const isStock = measure.kind === 'stock' || measure.kind === 'use';
  if (run.settled !== null) return { kind: isStock ? 'average' : 'events', ...of, first: 0, end: run.months };
  if (isStock) {
    if (written.at === undefined && year === null)
      return refuse(context, path, "'at' is missing: a number of children is at a date of the run");
    const month = monthAfter(
      context,
      written.at === undefined ? yearPath(asked) : [...path, 'at'],
      run,
      written.at ?? dayNumber(year ?? 0, 3, 31),
    );
    return month === undefined ? undefined : { kind: 'stock', ...of, month };
  }
  // A share of events below a time is of the whole run: see `belowReading`.
  if (written.below !== undefined) return { kind: 'events', ...of, first: 0, end: run.months };
  const months = yearOf(asked);
  return months === undefined ? undefined : { kind: 'events', ...of, ...months };
}

function yearOf(asked: Asked): { readonly first: number; readonly end: number } | undefined {
  const { context, path, run, year } = asked;
  if (run.settled !== null) return { first: 0, end: run.months };
  if (year === null)
    return refuse(
      context,
      path,
      "'year' is missing: what is counted in a year says which (the one ending on 31 March)",
    );
  return monthsOfYear(context, yearPath(asked), run, year);
}

export function yearPath({ path, written }: Asked): Path {
  return [...path, written.years !== undefined ? 'years' : written.year !== undefined ? 'year' : 'at'];
}

/** Whole distributions are kept for the whole run: a year of a longer run has none of its own. */
function checkWholeRun(asked: Asked, what: string): boolean {
  const { context, run, year } = asked;
  if (run.settled !== null || year === null) return true;
  const months = monthsOfYear(context, yearPath(asked), run, year);
  if (months === undefined) return false;
  if (months.end - months.first === run.months) return true;
  refuse(
    context,
    yearPath(asked),
    `${what} is kept for the whole run, and '${run.id}' lasts longer than the year: leave the year out, or take a run of that year alone`,
  );
  return false;
}

function belowReading(asked: Asked, measure: Measure, group: string, days: number): Reading | undefined {
  if (!checkWholeRun(asked, 'how long things took')) return undefined;
  return { kind: 'below', measure: measure.name, group, days };
}

function timeReading(asked: Asked, kind: 'mean' | 'median', name: string, group: string): FigureReading | undefined {
  const { context, path, written, run, year } = asked;
  const measure = measureNamed(context, [...path, kind], run, name, ['time'], 'measure of a time');
  if (measure === undefined || !knownGroup(context, groupPath(asked), run, measure, group)) return undefined;
  const scale = 1 / DAYS_IN[written.unit ?? 'days'];
  const of = { measure: measure.name, group };
  if (kind === 'median') {
    if (!checkWholeRun(asked, 'a median')) return undefined;
    return { numerator: { kind: 'median', ...of }, denominator: null, scale };
  }
  const months = year === null ? { first: 0, end: run.months } : yearOf(asked);
  return (
    months && {
      numerator: { kind: 'days', ...of, ...months },
      denominator: { kind: 'events', ...of, ...months },
      scale,
    }
  );
}

function costReading(asked: Asked): FigureReading | undefined {
  const { context, path, written, run } = asked;
  const { costs } = run.scenario.ledger;
  const { line, payer } = written.cost ?? {};
  if (costs.length === 0)
    return refuseKey(context, [...path, 'cost'], `the run '${run.id}' has no costs: its files name none`);
  const lines = [...new Set(costs.map((cost) => cost.line))];
  const payers = [...new Set(costs.map((cost) => cost.payer))];
  const isKnown =
    (line === undefined || known(context, [...path, 'cost', 'line'], 'budget line', line, lines)) &&
    (payer === undefined || known(context, [...path, 'cost', 'payer'], 'payer', payer, payers));
  const months = isKnown ? yearOf(asked) : undefined;
  return (
    months && {
      numerator: { kind: 'cost', line: line ?? null, payer: payer ?? null, ...months },
      denominator: null,
      scale: scaleOf(asked, true),
    }
  );
}
