/**
 * A scenario run from file to result: the history, the weighting, the local fit, the replications, the rows.
 */
import {
  appraisalRows,
  appraiseStudy,
  FIT_CLOSE,
  isNearEnough,
  formatDate,
  startFit,
  stepFit,
  Study,
  weightStock,
  type Column,
  type MeasureInfo,
  type PathwayModel,
  type Replicate,
  type ResultFrame,
  type Start,
  type Stock,
  type StudyPlan,
  type StudyResult,
  type TargetLine,
} from '../../engine/index.js';
import {
  appraisalWords,
  resolveScenario,
  type Files,
  type ResolvedScenario,
  type Resolution,
  type ScenarioOverrides,
} from '../../scenarios/index.js';
import { nodeFiles } from '../../scenarios/load/node-files.js';
import { percent } from '../../reports/numbers.js';
import { hireCrew, type Crew } from './crew.js';
import { figureIn } from './figure-columns.js';
import { preciseTarget, untilPrecise, type PrecisionAsked, type PrecisionFound } from './precision.js';
import { checked, studyPlan } from './prepare.js';
import { shareStart } from './shared.js';
import { versions } from './versions.js';

export interface RunOptions extends ScenarioOverrides {
  /** Worker threads; 0 for none. Any number gives the same result. */
  readonly workers: number;
  readonly files?: Files;
  /** Told what is being done and how far it is. */
  readonly onProgress?: (progress: Progress) => void;
  /** Set to stop between tasks. */
  readonly signal?: AbortSignal;
  /** The scenario as already read with the same overrides, so that it is not read twice. */
  readonly resolution?: Resolution;
  /** To run until a mean is known so nearly, in place of as many replications as the scenario says. */
  readonly precision?: PrecisionAsked | undefined;
}

export interface Progress {
  readonly stage: 'reading' | 'history' | 'fitting' | 'running' | 'draws' | 'summarising';
  readonly done: number;
  readonly of: number;
}

export interface StudyRun {
  readonly result: StudyResult;
  readonly resolution: Resolution;
  readonly events: number;
  readonly seconds: number;
  /** Where a precision was asked for. */
  readonly precision: PrecisionFound | null;
}

/** Resolves a scenario file; what the engine refuses is refused here too, at its line. */
export function readScenario(path: string, options: ScenarioOverrides & { readonly files?: Files } = {}): Resolution {
  const files = options.files ?? nodeFiles();
  const resolution = resolveScenario(path, files, options);
  explained(resolution, () => new Study(studyPlan(resolution.scenario, null), resolution.scenario.measureInfo, null));
  return resolution;
}

/**
 * Runs a scenario file: baseline and option on the same children with the same luck.
 *
 * @throws InputError for what the user can mend; whatever the signal was aborted with
 */
export async function runScenario(path: string, options: RunOptions): Promise<StudyRun> {
  const began = performance.now();
  const progress = options.onProgress ?? (() => {});
  const files = options.files ?? nodeFiles();
  progress({ stage: 'reading', done: 0, of: 1 });
  let resolution = options.resolution ?? readScenario(path, { ...options, files });
  if (options.precision !== undefined) {
    // Refused before anything is run.
    const { scenario } = resolution;
    const { layout, options: ids } = new Study(studyPlan(scenario, null), scenario.measureInfo, null);
    preciseTarget(options.precision, layout.columns, ids.length);
  }
  const crew = hireCrew(options.workers);
  try {
    const settled = await settle(path, files, options, resolution, crew, progress);
    resolution = settled.resolution;
    const { plan, start, fit } = settled;
    const { scenario } = resolution;
    const study = explained(resolution, () => new Study(plan, scenario.measureInfo, start));
    const runs = { id: 'main', plan, measureInfo: scenario.measureInfo, start };
    const run = async (first: number, count: number): Promise<readonly Replicate[]> =>
      replicate(crew, { ...runs, first, count }, 'running', progress, options.signal);
    const { parts: replicates, found: precision } =
      options.precision === undefined
        ? { parts: await run(0, scenario.replications), found: null }
        : await replicatePrecisely(study, options.precision, run);
    resolution = { ...resolution, scenario: { ...scenario, replications: replicates.length } };
    progress({ stage: 'summarising', done: 0, of: 1 });
    const plain = summarise(resolution, study, replicates, start, fit);
    const result = precision === null ? plain : { ...plain, notes: [precision.said, ...plain.notes] };
    progress({ stage: 'summarising', done: 1, of: 1 });
    const events = replicates.reduce((sum, item) => sum + item.events, 0);
    return { result, resolution, events, seconds: (performance.now() - began) / 1000, precision };
  } finally {
    await crew.close();
  }
}

async function replicatePrecisely(
  study: Study,
  asked: PrecisionAsked,
  run: (first: number, count: number) => Promise<readonly Replicate[]>,
) {
  const target = preciseTarget(asked, study.layout.columns, study.options.length);
  const { columns, isDifference } = target;
  return untilPrecise(asked, target, 'replications', run, (replicates) => {
    const ordered = [...replicates].sort((a, b) => a.replication - b.replication);
    const of = (o: number) => Float64Array.from(ordered, ({ outputs }) => figureIn(outputs[o]!, columns));
    const first = of(0);
    return study.options.flatMap((option, o) => {
      if (!isDifference) return [{ option, results: of(o) }];
      return o === 0 ? [] : [{ option, results: of(o).map((value, r) => value - first[r]!) }];
    });
  });
}

/** A scenario ready to be run: its area fitted, the population of its first day made. */
export interface Settled {
  readonly resolution: Resolution;
  /** The study without its start, which stands apart. */
  readonly plan: StudyPlan;
  readonly start: Start | null;
  readonly fit: AreaFit | null;
}

/** What comes before the replications of a scenario, which is the same for any of its programmes. */
export async function settle(
  path: string,
  files: Files,
  options: RunOptions,
  read: Resolution,
  crew: Crew,
  progress: (progress: Progress) => void,
  search: FitSearch = {},
): Promise<Settled> {
  const past = await makeStock(path, files, options, read, crew, progress);
  const fit = await fitArea(path, files, options, read, past, crew, progress, search);
  // Only multipliers differ from what was read and checked.
  const resolution = fit === null ? read : resolveScenario(path, files, { ...options, fitted: fit.multipliers });
  const { scenario } = resolution;
  const plan = { ...studyPlan(scenario, null), model: checked(scenario.model), start: null };
  const start = past === null ? null : explained(resolution, () => makeStart(past, scenario));
  return { resolution, plan, start, fit };
}

export function explained<T>(resolution: Resolution, make: () => T): T {
  try {
    return make();
  } catch (error) {
    throw resolution.explain(error);
  }
}

/** An area's multipliers by themselves, without a run after them; null where there is nothing to fit. */
export async function fitLocally(path: string, options: RunOptions): Promise<LocalFit | null> {
  const progress = options.onProgress ?? (() => {});
  const files = options.files ?? nodeFiles();
  const resolution = readScenario(path, { ...options, files });
  const crew = hireCrew(options.workers);
  try {
    const past = await makeStock(path, files, options, resolution, crew, progress);
    const fit = await fitArea(path, files, options, resolution, past, crew, progress);
    return fit === null ? null : { ...fit, resolution };
  } finally {
    await crew.close();
  }
}

/** What a history left, and the national baseline that it is a history of. */
interface Past {
  readonly stock: Stock;
  readonly national: PathwayModel;
}

/** Simulates the national history that a scenario's start is made from; null where it has none. */
async function makeStock(
  path: string,
  files: Files,
  options: RunOptions,
  resolution: Resolution,
  crew: Crew,
  progress: (progress: Progress) => void,
): Promise<Past | null> {
  const { scenario } = resolution;
  if (scenario.start === null) return null;
  progress({ stage: 'history', done: 0, of: 1 });
  const national = resolveScenario(path, files, { ...options, nationalBaseline: true }).scenario.model;
  const plan = studyPlan(scenario, national).start!;
  const { stock } = await crew.do({ kind: 'history', plan, epoch: scenario.startDay });
  progress({ stage: 'history', done: 1, of: 1 });
  return { stock, national };
}

function makeStart({ stock, national }: Past, scenario: ResolvedScenario): Start {
  const strata = weightStock(stock, studyPlan(scenario, national).start!, scenario.startDay);
  return shareStart({ stock, strata });
}

/** Runs so far: a thread tells their studies apart by it. */
let runsSoFar = 0;

interface Runs {
  readonly id: string;
  readonly plan: StudyPlan;
  readonly measureInfo: readonly MeasureInfo[];
  readonly start: Start | null;
  /** The first replication; 0 where not said. */
  readonly first?: number;
  /** The number after the last. */
  readonly count: number;
}

/** Runs replications over the crew, a few at a time. */
async function replicate(
  crew: Crew,
  runs: Runs,
  stage: Progress['stage'],
  progress: (progress: Progress) => void,
  signal?: AbortSignal,
): Promise<Replicate[]> {
  const { first = 0, count, ...study } = runs;
  const task = { ...study, id: `${study.id}, run ${runsSoFar++}` };
  const replicates: Replicate[] = [];
  let next = first;
  progress({ stage, done: first, of: count });
  const work = async (): Promise<void> => {
    while (next < count) {
      signal?.throwIfAborted();
      const size = Math.max(1, Math.min(4, Math.floor((count - first) / (crew.size * 4))));
      const replications = Array.from({ length: Math.min(size, count - next) }, (_, i) => next + i);
      next += replications.length;
      // oxlint-disable-next-line no-await-in-loop -- each hand takes one task after another
      replicates.push(...(await crew.do({ kind: 'study', ...task, replications })));
      progress({ stage, done: first + replicates.length, of: count });
    }
  };
  await Promise.all(Array.from({ length: crew.size }, work));
  return replicates;
}

const FIT_STEPS = 6;

/** How a local fit is searched for, where that is not from nothing. */
export interface FitSearch {
  /** Multipliers to begin with. */
  readonly from?: Readonly<Record<string, number>> | undefined;
  /** Relative misses below this are near enough; the noise of the figure fitted to is then three times as much. */
  readonly closeTo?: number;
  /** Whether it is of a draw of the parameters: then the nation is fitted too. */
  readonly isDraw?: boolean;
}

/** Multipliers fitted to an area, and whether they bring its first year near enough to what is published (`isNearEnough`). */
export interface AreaFit {
  readonly multipliers: Readonly<Record<string, number>>;
  readonly close: boolean;
  /** The largest miss of the last step that is not near enough: simulated over published, less 1, whichever way. */
  readonly miss: number;
}

export interface LocalFit extends AreaFit {
  readonly resolution: Resolution;
}

/** Fits an area's multipliers to its published figures over the first year; null where there is nothing to fit. */
async function fitArea(
  path: string,
  files: Files,
  options: RunOptions,
  resolution: Resolution,
  past: Past | null,
  crew: Crew,
  progress: (progress: Progress) => void,
  { from, closeTo = FIT_CLOSE, isDraw = false }: FitSearch = {},
): Promise<AreaFit | null> {
  const { scenario } = resolution;
  if (past === null || scenario.start === null) return null;
  // A baseline is fitted to the nation; a draw of its parameters is not, and is brought back like an area.
  const isNation = scenario.area === null || scenario.area.level === 'National';
  if (isNation && !isDraw) return null;
  const targets = scenario.start.fit.map(({ parameter, target }) => ({ parameter, target }));
  if (targets.length === 0) return null;
  const start = makeStart(past, scenario);
  const measureInfo = scenario.measureInfo.filter((info) =>
    scenario.start!.fit.some((item) => item.measure === info.name),
  );
  const smallest = Math.max(1, Math.min(...targets.map((item) => item.target)));
  const events = 1 / (closeTo * closeTo) / 9;
  const count = Math.max(isDraw ? 1 : 4, Math.min(400, Math.ceil(events / smallest)));
  let state = startFit(targets, from);
  let close = false;
  let near = false;
  let miss = 0;
  for (let step = 0; step < FIT_STEPS && !close; step++) {
    options.signal?.throwIfAborted();
    const tried = resolveScenario(path, files, { ...options, fitted: state.multipliers }).scenario;
    const plan: StudyPlan = {
      ...studyPlan(tried, null),
      model: checked(tried.model),
      programmes: [],
      programmeCosts: [],
      fixedCosts: [],
      start: null,
      months: 12,
      seed: 'local fit',
      ledger: {
        measures: tried.ledger.measures.filter((measure) => measureInfo.some((info) => info.name === measure.name)),
        costs: [],
      },
    };
    // oxlint-disable-next-line no-await-in-loop -- every step needs the last
    const replicates = await replicate(
      crew,
      { id: `fit ${step} of ${scenario.area?.code ?? 'the nation'}`, plan, measureInfo, start, count },
      'fitting',
      (item) => progress({ stage: 'fitting', done: step * count + item.done, of: FIT_STEPS * count }),
    );
    const modelled = firstYear(new Study(plan, measureInfo, start), replicates, scenario.start.fit);
    const { multipliers } = state;
    const far = targets.filter(
      ({ parameter, target }) => target > 0 && !isNearEnough(target, modelled[parameter]!, closeTo),
    );
    near = far.length === 0;
    miss = Math.max(0, ...far.map(({ parameter, target }) => Math.abs(modelled[parameter]! / target - 1)));
    const next = stepFit(state, targets, modelled, closeTo);
    ({ close } = next);
    // The last step keeps what was seen to be near enough rather than guess once more.
    if (!near || close || step < FIT_STEPS - 1) ({ state } = next);
    // At the widest that a multiplier may be, more steps change nothing.
    if (targets.every(({ parameter }) => state.multipliers[parameter] === multipliers[parameter])) break;
  }
  progress({ stage: 'fitting', done: FIT_STEPS * count, of: FIT_STEPS * count });
  return { multipliers: state.multipliers, close: close || near, miss };
}

/** Mean flows of the first twelve months of the baseline, by the parameter fitted to each. */
function firstYear(
  study: Study,
  replicates: readonly Replicate[],
  fit: NonNullable<ResolvedScenario['start']>['fit'],
): Record<string, number> {
  const ordered = [...replicates].sort((a, b) => a.replication - b.replication);
  return firstYearOf(
    study.layout.columns,
    ordered.map(({ outputs }) => outputs[0]!),
    fit,
  );
}

/** The same of numbers by replication. */
export function firstYearOf(
  columns: readonly Column[],
  numbers: readonly Float64Array[],
  fit: NonNullable<ResolvedScenario['start']>['fit'],
): Record<string, number> {
  return Object.fromEntries(
    fit.map(({ parameter, measure }) => {
      const at = columns
        .flatMap((column, i) =>
          column.measure === measure && column.group === 'all' && column.periodKind === 'month' ? [i] : [],
        )
        .slice(0, 12);
      const total = numbers.reduce((sum, own) => sum + at.reduce((year, i) => year + own[i]!, 0), 0);
      return [parameter, total / numbers.length];
    }),
  );
}

function summarise(
  resolution: Resolution,
  study: Study,
  replicates: readonly Replicate[],
  start: Start | null,
  fit: AreaFit | null,
): StudyResult {
  const { scenario } = resolution;
  const area = scenario.area?.name ?? '';
  const { rows, distributions } = study.summarise(replicates, area);
  const appraisal = appraiseStudy(study, replicates, { ...scenario.appraisal, priceYear: scenario.priceYear });
  return {
    ...resultFrame(resolution),
    rows: [...rows, ...(appraisal === null ? [] : appraisalRows(appraisal, area)), ...study.placeRows(area)],
    distributions,
    targets: targetLines(
      scenario,
      start,
      study.plan.months < 12 || scenario.start === null ? null : firstYear(study, replicates, scenario.start.fit),
    ),
    notes: [...scenario.notes, ...(appraisal?.said ?? []), ...startNotes(start)],
    warnings: fitWarnings(scenario, fit),
  };
}

/** A result of a scenario before anything is counted. */
export function resultFrame({ scenario }: Resolution): ResultFrame {
  const hasProgrammes = scenario.programmes.length > 0;
  return {
    name: scenario.name,
    title: scenario.title,
    question: scenario.question,
    kind: scenario.kind,
    area:
      scenario.area === null
        ? null
        : {
            code: scenario.area.code,
            name: scenario.area.name,
            children: scenario.area.figures.children_0_17_mid_2024,
          },
    startDate: formatDate(scenario.startDay),
    endDate: formatDate(scenario.endDay - 1),
    years: scenario.years,
    replications: scenario.replications,
    seed: scenario.seed,
    stance: scenario.stance,
    uncertainty: 'chance only',
    options: [
      { id: 'baseline', label: hasProgrammes ? 'No programme' : 'Baseline' },
      ...(hasProgrammes ? [{ id: 'option', label: optionLabel(scenario) }] : []),
    ],
    priceYear: scenario.priceYear,
    measures: scenario.measureInfo,
    programmes: scenario.programmes.map((programme) => programme.summary),
    assumptions: scenario.parameters,
    sources: scenario.sources,
    targets: [],
    ...(scenario.history === undefined || scenario.history.length === 0 ? {} : { history: scenario.history }),
    notes: [],
    warnings: [],
    changes: scenario.changes,
    appraisal: appraisalWords(scenario),
    ...(scenario.assurance !== null && { assurance: scenario.assurance }),
    versions: versions(),
  };
}

/** Said before any number where the first year is not near what is published of the area. */
export function fitWarnings(scenario: ResolvedScenario, fit: AreaFit | null): string[] {
  if (fit === null || fit.close) return [];
  const name = scenario.area?.name ?? 'the area';
  return [
    `The local fit failed: its last step missed the published figures of ${name} by up to ${percent(fit.miss)}, where ${FIT_CLOSE * 100}% or one child is asked. The first year of these numbers differs from the area’s own by about as much, with chance on top: see the targets.`,
  ];
}

/** Said where the multipliers do not bring the first year near what is published. */
export function fitNote(scenario: ResolvedScenario, fit: AreaFit): string {
  const found = Object.entries(fit.multipliers).map(([name, value]) => `${name} ${value.toFixed(2)}`);
  return `The local fit of ${scenario.area?.name ?? 'the area'} did not come within ${FIT_CLOSE * 100}% or one child of its published figures in ${FIT_STEPS} steps (${found.join(', ')}).`;
}

/** Relative misses of a margin above this are said aloud. */
const RAKED_CLOSE = 0.001;

/** Said where the starting stock could not be brought to all of its margins at once. */
export function startNotes(start: Start | null): string[] {
  return (start?.strata ?? []).flatMap((stratum) => {
    const words = stratum.name.replaceAll('_', ' ');
    const empty = stratum.empty.map(({ margin, level }) => `${margin} ${level}`);
    return [
      ...(empty.length > 0
        ? [
            `On the first day nobody of the history could stand for ${empty.join(', ')} (${words}): the other levels make up for them.`,
          ]
        : []),
      ...(stratum.miss > RAKED_CLOSE
        ? [
            `The margins of ${words} on the first day do not agree with each other; the targets show by how much each is missed.`,
          ]
        : []),
    ];
  });
}

function optionLabel(scenario: ResolvedScenario): string {
  const titles = scenario.programmes.map((programme) => programme.title);
  if (titles.length === 1) return `With ${titles[0]!}`;
  return `With ${titles.length} programmes`;
}

/**
 * What the start and the fit aimed at, and how near the run came: weights as raked, counts and flows as simulated.
 *
 * @param flows of the first twelve months, by the parameter fitted to each; null of a shorter run
 */
export function targetLines(
  scenario: ResolvedScenario,
  start: Start | null,
  flows: Readonly<Record<string, number>> | null,
): TargetLine[] {
  if (scenario.start === null || start === null) return [];
  const lines: TargetLine[] = [];
  const add = (line: Omit<TargetLine, 'residual'>): void => {
    // Sums of weights carry the rounding of many additions: a millionth of a child is none.
    const modelled = Number(line.modelled.toFixed(6));
    lines.push({ ...line, modelled, residual: line.target === 0 ? null : modelled / line.target - 1 });
  };
  for (const stratum of scenario.start.strata) {
    const weighted = start.strata.find((item) => item.name === stratum.name)!;
    const words = stratum.name.replaceAll('_', ' ');
    if (stratum.size.kind === 'exact') {
      const modelled = weighted.weights.reduce((sum, weight) => sum + weight, 0);
      add({
        name: `start.${stratum.name}`,
        label: `On day 0: ${words}`,
        target: stratum.size.count,
        modelled,
        source: stratum.source,
        how: 'exact',
      });
    }
    for (const margin of stratum.margins) {
      const sum = Object.values(margin.targets).reduce((all, n) => all + n, 0);
      for (const [level, n] of Object.entries(margin.targets)) {
        const modelled =
          weighted.achieved.find((item) => item.margin === margin.name && item.level === level)?.weight ?? 0;
        add({
          name: `start.${stratum.name}.${margin.name}=${level}`,
          label: `On day 0: ${margin.name} ${level}`,
          target: (n / sum) * weighted.total,
          modelled,
          source: margin.source,
          how: 'raked',
        });
      }
    }
  }
  if (flows === null) return lines;
  for (const item of scenario.start.fit)
    add({
      name: `fit.${item.parameter}`,
      label: `First year: ${item.label}`,
      target: item.target,
      modelled: flows[item.parameter]!,
      source: item.source,
      how: scenario.area?.level === 'National' || scenario.area === null ? 'not fitted' : 'fitted',
    });
  return lines;
}
