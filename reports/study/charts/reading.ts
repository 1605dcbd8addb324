/** A study made easy to draw: its rows to be asked, its options with names that can be drawn. */
import { holdsWords } from '../../findings/few.js';
import { reach95 } from '../../../engine/index.js';
import { shown } from '../../charts/fit.js';
import { cut } from '../../charts/theme.js';
import { Rows, TAIL_REPLICATIONS, type Estimate } from '../../rows.js';
import type { AreaStudy, StudyReport } from '../types.js';

export interface DrawnOption {
  readonly id: string;
  /** Its title, or its title with a number where another has the same; at most 120 letters. */
  readonly label: string;
  /** Its place among the options of the study. */
  readonly at: number;
  /** `ID less FIRST`, as rows have it. */
  readonly difference: string;
}

export interface StudyReading {
  readonly report: StudyReport;
  readonly frame: AreaStudy['frame'];
  readonly rows: Rows;
  readonly first: DrawnOption;
  readonly others: readonly DrawnOption[];
  readonly all: readonly DrawnOption[];
}

const LETTERS = 120;

/** Null for a study without options. */
export function readStudy({ report, frame, rows }: AreaStudy): StudyReading | null {
  const titles = report.options.map(({ title, id }) => cut(shown(title) || id, LETTERS));
  const all = report.options.map(({ id }, at): DrawnOption => {
    const label = titles[at] ?? id;
    const same = titles.slice(0, at).filter((other) => other === label).length;
    return {
      id,
      label: same === 0 ? label : `${label} (${same + 1})`,
      at,
      difference: `${id} less ${report.options[0]?.id ?? ''}`,
    };
  });
  const [first, ...others] = all;
  return first === undefined ? null : { report, frame, rows: new Rows(rows), first, others, all };
}

/** Futures that were simulated of each option. */
export function futuresOf({ draws, replications }: StudyReport): number {
  return Math.max(1, draws) * replications;
}

/**
 * The 95% interval of an average, by Student's t over the draws, or over the replications where nothing is drawn; null where one
 * future says nothing of it.
 */
export function averageOf(
  { draws, replications }: StudyReport,
  { value, mcSe }: Pick<Estimate, 'value' | 'mcSe'>,
): readonly [lower: number, upper: number] | null {
  if (mcSe === 0) return [value, value];
  const sampled = draws === 0 ? replications : draws;
  if (!Number.isFinite(mcSe) || sampled < 2) return null;
  const half = reach95(sampled - 1) * mcSe;
  return [value - half, value + half];
}

/** What bands or thin lines hold: "Bands: 95% of simulated futures (chance and not knowing)." Few are said to be few. */
export function futuresNote(what: string, { report, frame }: StudyReading): string {
  return holdsWords(what, futuresOf(report), frame.uncertainty);
}

/** What the inner interval holds. */
export function averageNote(what: string, { report }: StudyReading): string {
  return futuresOf(report) < 2 ? '' : ` ${what}: 95% interval of the average.`;
}

/** Outer and inner interval of a number as they are drawn. */
export interface DrawnSpread {
  readonly lower: number | null;
  readonly upper: number | null;
  readonly average: readonly [lower: number, upper: number] | null;
}

/**
 * What is drawn around a number: where futures lie and where the average lies; of fewer than forty futures the average alone,
 * whose interval may then be the wider, so that one within the other would mislead.
 */
export function drawnSpread(
  report: StudyReport,
  spread: Pick<Estimate, 'value' | 'mcSe'> & { readonly lower: number; readonly upper: number },
  scale: (value: number) => number = (value) => value,
): DrawnSpread {
  const average = averageOf(report, spread);
  const isTail = futuresOf(report) >= TAIL_REPLICATIONS;
  return {
    lower: isTail ? scale(spread.lower) : null,
    upper: isTail ? scale(spread.upper) : null,
    average: average === null ? null : [scale(average[0]), scale(average[1])],
  };
}

/** What both intervals hold; of few futures, what the one that is drawn holds and why the other is not. */
export function bothNotes(outer: string, inner: string, reading: StudyReading): string {
  const futures = futuresOf(reading.report);
  return futures < 2 || futures >= TAIL_REPLICATIONS
    ? `${futuresNote(outer, reading)}${averageNote(inner, reading)}`
    : `${inner}: 95% interval of the average. Where ${futures} futures lie is not drawn: that takes ${TAIL_REPLICATIONS} or more.`;
}

/** A list in words: `a, b and c`. */
export function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
