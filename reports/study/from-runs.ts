/**
 * Runs of one baseline as one study of chance alone: each run's option beside the baseline that all of them share. What a study
 * takes from replications lived together (the chance of being the best, points of a plane) cannot be had from tables, and is null.
 */
import { doesNothing } from '../../engine/programmes/size.js';
import type { ResultFrame, TableRow } from '../../engine/study/result.js';
import { optionSentences } from '../equity/index.js';
import { comparedFigures } from '../findings/key-figures.js';
import { stanceSentence } from '../findings/stance.js';
import { read, type Estimate } from '../rows.js';
import { once, runFrame } from './run-frame.js';
import { runMoney } from './run-money.js';
import type { AreaStudy, Spread, StudyFigure } from './types.js';

/** A run of the comparison: its frame has a baseline first, and may have an option. */
export interface ComparedRun {
  /** The id of its option in the comparison. */
  readonly id: string;
  readonly title: string;
  readonly frame: ResultFrame;
  /** As the run counted them: `difference` is option less baseline, pair by pair. */
  readonly rows: readonly TableRow[];
}

export interface ComparisonWords {
  readonly name: string;
  readonly title: string;
  readonly question: string;
  readonly notes: readonly string[];
}

/** What all are compared with. */
export const SHARED_BASELINE = 'baseline';

/**
 * @param runs one or more of the same baseline, in the order of the options; those without an option add nothing but it
 * @returns a study whose rows are those of the runs, under the options' new names
 */
export function studyOfRuns(runs: readonly ComparedRun[], words: ComparisonWords): AreaStudy {
  const first = runs[0]!;
  const acting = runs.filter(({ frame }) => frame.options.length > 1);
  const rows = sharedRows(runs);
  const frame = runFrame(runs, acting, words);
  const { area, startDate, endDate, years, seed, priceYear, replications, options, versions } = frame;
  return {
    frame,
    rows,
    report: {
      ...words,
      area: area?.name ?? '',
      startDate,
      endDate,
      years,
      seed,
      stance: stanceWords(acting),
      stanceName: null,
      priceYear,
      draws: 0,
      replications,
      options: options.map(({ id, label }) => {
        const own = acting.find((run) => run.id === id)?.frame;
        return {
          id,
          title: label,
          programmes: own?.programmes.map(({ title }) => title) ?? [],
          assumedNone: own === undefined ? null : assumedNone(own),
        };
      }),
      figures: figuresOf(first, acting),
      money: [null, ...acting.map((run) => runMoney(run.rows, run.frame))],
      frontier: null,
      choice: null,
      reached: [[], ...acting.map((run) => reachedOf(run, rows))],
      matters: options.map(() => []),
      drawn: [],
      held: [],
      notes: frame.notes,
      version: versions['throughcare'] ?? '',
    },
  };
}

/** Rows of all runs, what they share once, a measure's options beside each other. */
function sharedRows(runs: readonly ComparedRun[]): TableRow[] {
  const places = new Map<string, TableRow[]>();
  for (const { id, frame, rows } of runs) {
    const [baseline, option] = frame.options;
    const names: Readonly<Record<string, string>> = {
      [baseline!.id]: SHARED_BASELINE,
      ...(option !== undefined && { [option.id]: id, difference: `${id} less ${SHARED_BASELINE}` }),
    };
    for (const row of rows) {
      const own = { ...row, option: names[row.option] ?? row.option };
      const list = places.get(placeOf(row));
      const shared =
        own.option === SHARED_BASELINE ? (list?.findIndex((one) => one.option === SHARED_BASELINE) ?? -1) : -1;
      if (list === undefined) places.set(placeOf(row), [own]);
      else if (shared < 0) list.push(own);
      // What one of them keeps back is kept back.
      else if (Number.isNaN(own.value)) list[shared] = own;
    }
  }
  return [...places.values()].flat();
}

/** Where a row stands, whatever option it is of. */
export function placeOf({ table, period, periodKind, group, measure }: TableRow): string {
  return JSON.stringify([table, period, periodKind, group, measure]);
}

/** The figures of any run's own report, with the numbers of every option. */
function figuresOf(first: ComparedRun, acting: readonly ComparedRun[]): StudyFigure[] {
  const own = (acting.length === 0 ? [first] : acting).map(({ frame, rows }) =>
    comparedFigures(read({ ...frame, rows, distributions: [] })).flatMap((figure) => {
      const baseline = spreadOf(figure.at.baseline);
      return baseline === null ? [] : [{ ...figure, baseline }];
    }),
  );
  const all = once(own.flat(), ({ measure, at }) => JSON.stringify([measure, at.periodKind, at.period]));
  return all.map(({ measure, label, when, at, baseline }) => {
    const found = own.map((figures) =>
      figures.find((figure) => figure.measure === measure && figure.at.period === at.period),
    );
    const of = (part: 'option' | 'difference') =>
      acting.length === 0 ? [] : found.map((figure) => spreadOf(figure?.at[part] ?? null));
    return {
      measure,
      label,
      when,
      unit: at.baseline.unit,
      options: [baseline, ...of('option')],
      differences: [null, ...of('difference')],
      notKnowing: [null, ...acting.map(() => null)],
    };
  });
}

/** Null where there are no quantiles: of sums of years. */
function spreadOf(estimate: Estimate | null): Spread | null {
  if (estimate === null || estimate.lower === null || estimate.upper === null) return null;
  const { value, lower, upper, mcSe } = estimate;
  return { value, lower, upper, mcSe };
}

function reachedOf({ id, frame }: ComparedRun, rows: readonly TableRow[]): readonly string[] {
  const { programmes, measures } = frame;
  return optionSentences(rows, { id, difference: `${id} less ${SHARED_BASELINE}`, programmes }, measures);
}

/** The stance by which every effect is taken as none; null where one is not, or a programme acts by its pathway. */
function assumedNone({ programmes, stance }: ResultFrame): string | null {
  const isNone =
    programmes.length > 0 && programmes.every(({ effects }) => effects.length > 0 && effects.every(doesNothing));
  return isNone ? stance : null;
}

/** What was taken to be true of the programmes; by option, where they do not believe the same. */
function stanceWords(acting: readonly ComparedRun[]): string {
  const [first] = acting;
  if (first === undefined) return '';
  if (new Set(acting.map(({ frame }) => frame.stance)).size > 1)
    return acting.map(({ title, frame }) => `${title}: ${stanceSentence(frame)}`).join(' ');
  const programmes = once(
    acting.flatMap(({ frame }) => frame.programmes),
    ({ title, effects }) => JSON.stringify([title, effects]),
  );
  return stanceSentence({ ...first.frame, programmes });
}
