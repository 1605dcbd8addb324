/** The library's own words: a scenario or a study given as a path, a text or an object, and plain results back. */
import { availableParallelism } from 'node:os';
import type { Allocation, StudyResult, TableRow } from '../../engine/index.js';
import type { StudyReport } from '../../reports/study/index.js';
import { InputError, problemWithFile, type Files, type ScenarioOverrides, type Stance } from '../../scenarios/index.js';
import { givenFile, type Given } from './given.js';
import type { PrecisionAsked, PrecisionFound } from './precision.js';
import { readScenario, runScenario, type Progress } from './run-study.js';
import { checkDraws } from './study/draws.js';
import { runAreas } from './study/areas.js';
import { readStudy } from './study/options.js';
import { outcomeOf } from './study/outcome.js';
import { studyReport } from './study/report.js';
import { studyRows } from './study/rows.js';

/** What may be said in place of what a file says. */
export interface CommonOptions {
  /** Another area, by name or ONS code. */
  readonly area?: string | undefined;
  /** Any text; the same seed gives the same bits on every machine. */
  readonly seed?: string | undefined;
  /** Whole, from 1; of each draw where parameters are drawn. */
  readonly replications?: number | undefined;
  /** How far to believe the evidence for programmes. */
  readonly stance?: Stance | undefined;
  /** In whole months, up to 200. */
  readonly years?: number | undefined;
  /** Threads, 0 to 256: 0 does everything in the calling thread. As many as there are processors, 8 at most, if not said. The result is the same for any number. */
  readonly workers?: number | undefined;
  /** The folder from which a text or an object names other files; the working folder if not said. */
  readonly folder?: string | undefined;
  /** How files are read; from the disk if not said. */
  readonly files?: Files | undefined;
  /** To run until a mean is known so nearly, in place of a number of replications or draws. */
  readonly precision?: PrecisionAsked | undefined;
  /** Told what is being done, and how far it is. */
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  /** Set to stop between replications; what it was aborted with is thrown. */
  readonly signal?: AbortSignal | undefined;
}

/** A scenario's result, and what it took. */
export interface Simulation extends StudyResult {
  readonly events: number;
  readonly seconds: number;
  /** What was found where a precision was asked for; else null. */
  readonly precision: PrecisionFound | null;
}

/**
 * Runs a scenario: its programmes and its baseline, the same children with the same luck.
 *
 * `rows` has one number a row: `option` is 'baseline', 'option' or 'difference' (option less baseline, pair by pair); `value`
 * is a mean over replications, `lower` and `upper` hold 95% of futures, `mcSe` is the standard error of the mean (NaN for one
 * replication); units are in `unit`: children, events, days, GBP in the prices of `priceYear`.
 *
 * @param scenario a path (one line), YAML text (several lines), or an object of the same shape with dates as text
 * @returns the whole result; the same for any number of workers
 * @throws InputError for what is wrong with the scenario: its `problems` have file, line, column and what is allowed
 * @example const { rows } = await simulate('scenarios/examples/leeds-three-programmes.yaml', { years: 5 });
 */
export async function simulate(scenario: Given, options: CommonOptions = {}): Promise<Simulation> {
  const { path, files } = givenFile(scenario, 'scenario', options.folder, options.files);
  const own = { ...overridesOf(options), files };
  const { result, events, seconds, precision } = await runScenario(path, {
    ...own,
    workers: workersOf(options.workers),
    resolution: readScenario(path, own),
    ...(options.onProgress !== undefined && { onProgress: options.onProgress }),
    ...(options.signal !== undefined && { signal: options.signal }),
    ...(options.precision !== undefined && { precision: options.precision }),
  });
  return { ...result, events, seconds, precision };
}

export interface StudyOptions extends CommonOptions {
  /** How often the numbers that are not known are drawn: 0 for chance only, or 2 to 100,000. From 20 on, with two replications or more of each, all is told. */
  readonly draws?: number | undefined;
  /** A results folder beside which parts that are done are kept, so that a study that is stopped goes on; nowhere if not said. */
  readonly resumeFrom?: string | undefined;
}

/** A study's results, area by area. */
export interface StudyFound {
  /** Figures, money, the choice and what would be worth knowing, by area. */
  readonly reports: readonly StudyReport[];
  /** Every number: `option` is an option's id, or `ID less FIRST` for the difference from the first. */
  readonly rows: readonly TableRow[];
  /** By area; null where no precision was asked for. */
  readonly precision: readonly (PrecisionFound | null)[];
  /** By area: how draws and replications would best be shared out; null where the draws do not say. */
  readonly allocation: readonly (Allocation | null)[];
  readonly events: number;
  readonly seconds: number;
}

/**
 * Runs a study: several options on the same children with the same luck, and the same draws of what is not known.
 *
 * @param given a path (one line), YAML text (several lines), or an object of the same shape with dates as text
 * @returns a report for each area, and all rows; the same for any number of workers
 * @throws InputError for what is wrong with the study: its `problems` have file, line, column and what is allowed
 * @example const { reports } = await study('my-study.yaml', { draws: 100, replications: 4 });
 */
export async function study(given: Given, options: StudyOptions = {}): Promise<StudyFound> {
  const began = performance.now();
  const { draws } = options;
  checkDraws('draws', draws);
  const { path, files, onDisk } = givenFile(given, 'study', options.folder, options.files);
  const overrides = overridesOf(options);
  const workers = workersOf(options.workers);
  const set = readStudy(path, { ...overrides, files, draws });
  const outcome = outcomeOf(path, files, set);
  const all = await runAreas(set, {
    files,
    onDisk,
    overrides,
    workers,
    folder: options.resumeFrom ?? null,
    signal: options.signal,
    onProgress: options.onProgress,
    precision: options.precision,
  });
  return {
    reports: all.map((runs) => studyReport(runs, outcome)),
    rows: studyRows(all),
    precision: all.map(({ precision }) => precision),
    allocation: all.map(({ allocation }) => allocation),
    events: all.reduce((sum, { events }) => sum + events, 0),
    seconds: (performance.now() - began) / 1000,
  };
}

function overridesOf({ area, seed, replications, stance, years }: CommonOptions): ScenarioOverrides {
  return {
    ...(area !== undefined && { area }),
    ...(seed !== undefined && { seed }),
    ...(replications !== undefined && { replications }),
    ...(stance !== undefined && { stance }),
    ...(years !== undefined && { years }),
  };
}

const MOST_WORKERS = 8;

function workersOf(asked: number | undefined): number {
  const workers = asked ?? Math.min(MOST_WORKERS, availableParallelism());
  if (!(Number.isInteger(workers) && workers >= 0 && workers <= 256))
    throw new InputError([problemWithFile('workers', `a whole number from 0 to 256 is needed: found ${workers}`)]);
  return workers;
}
