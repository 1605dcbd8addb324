/** A study of one area run: every option on the same children with the same luck, draw by draw. No printing. */
import { commonCosts, OptionStudy, type Allocation, type Column, type StudyPlan } from '../../../engine/index.js';
import {
  type DrawnNumber,
  type FollowingNumber,
  type Files,
  type HeldNumber,
  type ResolvedScenario,
  type Resolution,
  type ScenarioOverrides,
} from '../../../scenarios/index.js';
import { hireCrew } from '../crew.js';
import {
  preciseTarget,
  untilPrecise,
  type PreciseTarget,
  type PrecisionAsked,
  type PrecisionFound,
} from '../precision.js';
import { checked, studyPlan } from '../prepare.js';
import { explained, settle, type Progress, type Settled } from '../run-study.js';
import { versions } from '../versions.js';
import { Journal, type Part } from './journal.js';
import type { OptionSet } from './options.js';
import { chanceWork, drawsWork, type Work } from './parts.js';
import { allocationOf, seriesOf } from './precise.js';
import { sizesOf, uncertaintyOf } from './uncertainty.js';

export interface StudyRunOptions {
  readonly files: Files;
  /** Whether `files` is the disk, which threads can read by themselves. */
  readonly onDisk: boolean;
  readonly overrides: ScenarioOverrides;
  readonly workers: number;
  readonly draws: number;
  /** Of each draw; in all where there are none. */
  readonly replications: number;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  /** Where parts are kept; null to keep none. */
  readonly folder: string | null;
  /** The baseline of another study of the same area, seed and length, which differs in its programmes only: made once. */
  readonly settled?: Settled | undefined;
  /** To run until a mean is known so nearly: so many draws, or replications where nothing is drawn. */
  readonly precision?: PrecisionAsked | undefined;
}

/** What the runs of one area left: numbers by option, draw and replication, all options with the same columns. */
export interface StudyRuns {
  readonly set: OptionSet;
  readonly settled: Settled;
  readonly columns: readonly Column[];
  /** Present-value factors of the quarters. */
  readonly quarterFactors: ArrayLike<number>;
  /** By what is drawn, where each draw lies: a size that grows with the number, by draw. */
  readonly sizes: readonly Float64Array[];
  /** Columns of each option's own programmes. */
  readonly programmeColumns: readonly (readonly Column[])[];
  /** By option, draw (one, where nothing is drawn) and replication. */
  readonly values: readonly (readonly (readonly Float64Array[])[])[];
  readonly programmes: readonly (readonly (readonly Float64Array[])[])[];
  /** 0 where nothing is drawn: chance only. */
  readonly draws: number;
  readonly drawn: readonly DrawnNumber[];
  /** Drawn too, each with the luck of one of `drawn`. */
  readonly following: readonly FollowingNumber[];
  readonly held: readonly HeldNumber[];
  readonly events: number;
  /** Draws whose local fit did not come near enough. */
  readonly notClose: number;
  /** Parts that were found done. */
  readonly resumed: number;
  /** Where a precision was asked for. */
  readonly precision: PrecisionFound | null;
  /** The draws and replications a draw that would give it in the least time; null where that is not known. */
  readonly allocation: Allocation | null;
}

/** @throws InputError for what the user can mend */
export async function runStudy(set: OptionSet, options: StudyRunOptions): Promise<StudyRuns> {
  const { files, draws, overrides } = options;
  const progress = options.onProgress ?? (() => {});
  const [first] = set.options;
  const own = { ...overrides, option: first.source.option };
  const target = options.precision === undefined ? null : targetOf(options.precision, set);
  const crew = hireCrew(options.workers);
  try {
    const settled =
      options.settled !== undefined
        ? sameBaseline(options.settled, first.resolution)
        : await settle(
            first.source.path,
            files,
            { ...own, workers: options.workers, ...(options.signal !== undefined && { signal: options.signal }) },
            first.resolution,
            crew,
            progress,
          );
    const plans = set.options.map(({ resolution }) => planOf(settled, resolution.scenario));
    const costs = commonCosts(...plans);
    const layouts = set.options.map(({ resolution }, i) =>
      explained(resolution, () => new OptionStudy(plans[i]!, first.resolution.scenario.measureInfo, null, costs)),
    );
    const { drawn, following, held, sizes } = uncertaintyOf(set, files, overrides);
    const journal = new Journal(options.folder, questionOf(set, settled, options));
    const run = { set, settled, plans, costs, journal, options: { ...options, overrides: own }, progress };
    const isDrawn = draws > 0;
    const columns = layouts[0]!.layout.columns;
    const fitted = settled.fit?.multipliers ?? {};
    const work = isDrawn ? drawsWork(run, fitted) : chanceWork(run, crew);
    const { parts, found } = await partsOf(work, set, options, target);
    return {
      set,
      settled,
      columns,
      quarterFactors: layouts[0]!.layout.money.quarterFactors,
      sizes: !isDrawn ? [] : sizesOf(sizes, settled.resolution.scenario.seed, parts.length),
      programmeColumns: layouts.map(({ programmes }) => programmes.columns),
      ...gathered(parts, set.options.length, !isDrawn),
      draws: isDrawn ? parts.length : 0,
      drawn: isDrawn ? drawn : [],
      following: isDrawn ? following : [],
      held,
      events: parts.reduce((sum, part) => sum + part.events, 0),
      notClose: parts.filter(({ close }) => !close).length,
      resumed: work.tally.resumed,
      precision: found,
      allocation:
        isDrawn && target !== null && options.precision !== undefined
          ? allocationOf(parts, set, target, options.precision.within, work.tally)
          : null,
    };
  } finally {
    await crew.close();
  }
}

/** A baseline that is settled, as an option of another study has it: believing other things of programmes it does not have. */
function sameBaseline(settled: Settled, { scenario: { stance, programmes } }: Resolution): Settled {
  const { resolution } = settled;
  return { ...settled, resolution: { ...resolution, scenario: { ...resolution.scenario, stance, programmes } } };
}

/** Known, or refused, before anything is run: all options have the columns of measures in the same places. */
function targetOf(asked: PrecisionAsked, { options }: OptionSet): PreciseTarget {
  const plans = options.map(({ resolution }) => studyPlan(resolution.scenario, null));
  const [first] = options;
  const { layout } = new OptionStudy(plans[0]!, first.resolution.scenario.measureInfo, null, commonCosts(...plans));
  return preciseTarget(asked, layout.columns, options.length);
}

/** As many parts as there are to be, or as a precision takes. */
async function partsOf(
  work: Work,
  set: OptionSet,
  { draws, replications, precision }: StudyRunOptions,
  target: PreciseTarget | null,
): Promise<{ readonly parts: readonly Part[]; readonly found: PrecisionFound | null }> {
  try {
    if (precision === undefined || target === null)
      return { parts: await work.run(0, draws > 0 ? draws : replications), found: null };
    const unit = draws > 0 ? 'draws' : 'replications';
    return await untilPrecise(precision, target, unit, work.run, (parts) => seriesOf(parts, set, target));
  } finally {
    await work.close();
  }
}

/** A settled baseline with an option's programmes. */
function planOf({ plan, resolution }: Settled, { programmes }: ResolvedScenario): StudyPlan {
  const own = studyPlan({ ...resolution.scenario, programmes }, null);
  return {
    ...plan,
    model: checked(plan.model),
    programmes: own.programmes,
    programmeCosts: own.programmeCosts,
    fixedCosts: own.fixedCosts,
  };
}

/** Everything that the numbers of a part depend on. */
function questionOf(set: OptionSet, { resolution, plan }: Settled, options: StudyRunOptions): unknown {
  const { scenario } = resolution;
  return [
    versions(),
    scenario.seed,
    scenario.area,
    [plan.epoch, plan.months],
    scenario.parameterValues,
    scenario.start,
    options.draws === 0 ? 'chance' : 'draws',
    // More replications keep those that are done.
    { ...options.overrides, replications: undefined },
    set.options.map(({ id, resolution: own }) => [id, own.scenario.programmes]),
    Object.fromEntries(
      [...new Set(set.options.flatMap(({ resolution: own }) => own.files))].map((path) => [
        path,
        options.files.read(path),
      ]),
    ),
  ];
}

/** Numbers by part into numbers by option, draw and replication. */
function gathered(
  parts: readonly Part[],
  options: number,
  isChance: boolean,
): Pick<StudyRuns, 'values' | 'programmes'> {
  const by = (which: 'values' | 'programmes') =>
    Array.from({ length: options }, (_, o) =>
      isChance ? [parts.map((part) => part[which][o]![0]!)] : parts.map((part) => part[which][o]!),
    );
  return { values: by('values'), programmes: by('programmes') };
}
