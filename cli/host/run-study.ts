/**
 * A scenario run from file to result: the history, the weighting, the local fit, the replications, the rows.
 */
import {
  FIT_CLOSE,
  formatDate,
  startFit,
  stepFit,
  Study,
  weightStock,
  type MeasureInfo,
  type PathwayModel,
  type Replicate,
  type Start,
  type Stock,
  type StudyPlan,
  type StudyResult,
  type TargetLine,
} from '../../engine/index.js';
import {
  resolveScenario,
  type Files,
  type ResolvedScenario,
  type Resolution,
  type ScenarioOverrides,
} from '../../scenarios/index.js';
import { nodeFiles } from '../../scenarios/load/node-files.js';
import { hireCrew, type Crew } from './crew.js';
import { knownFit, type KnownFit } from './known-fits.js';
import { studyPlan } from './prepare.js';
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
}

export interface Progress {
  readonly stage: 'reading' | 'history' | 'fitting' | 'running' | 'summarising';
  readonly done: number;
  readonly of: number;
}

export interface StudyRun {
  readonly result: StudyResult;
  readonly resolution: Resolution;
  readonly events: number;
  readonly seconds: number;
}

/** Resolves a scenario file; what the engine refuses is refused here too, at its line. */
export function readScenario(path: string, options: ScenarioOverrides & { readonly files?: Files } = {}): Resolution {
  const files = options.files ?? nodeFiles();
  const resolution = resolveScenario(path, files, options);
  explained(resolution, () => new Study(studyPlan(resolution.scenario, null), resolution.scenario.measureInfo, null));
  return resolution;
}

/** Runs a scenario file. @throws InputError for what the user can mend */
export async function runScenario(path: string, options: RunOptions): Promise<StudyRun> {
  const began = performance.now();
  const progress = options.onProgress ?? (() => {});
  const files = options.files ?? nodeFiles();
  progress({ stage: 'reading', done: 0, of: 1 });
  let resolution = options.resolution ?? readScenario(path, { ...options, files });
  const crew = hireCrew(options.workers);
  try {
    const past = await makeStock(path, files, options, resolution, crew, progress);
    const fit = await fitArea(path, files, options, resolution, past, crew, progress);
    if (fit !== null) resolution = readScenario(path, { ...options, files, fitted: fit.multipliers });
    const { scenario } = resolution;
    const plan = { ...studyPlan(scenario, null), start: null };
    const start = past === null ? null : makeStart(past, scenario);
    const study = explained(resolution, () => new Study(plan, scenario.measureInfo, start));
    const replicates = await replicate(
      crew,
      { id: 'main', plan, measureInfo: scenario.measureInfo, start, count: scenario.replications },
      'running',
      progress,
      options.signal,
    );
    progress({ stage: 'summarising', done: 0, of: 1 });
    const result = summarise(resolution, study, replicates, start, fit);
    progress({ stage: 'summarising', done: 1, of: 1 });
    const events = replicates.reduce((sum, item) => sum + item.events, 0);
    return { result, resolution, events, seconds: (performance.now() - began) / 1000 };
  } finally {
    await crew.close();
  }
}

function explained<T>(resolution: Resolution, make: () => T): T {
  try {
    return make();
  } catch (error) {
    throw resolution.explain(error);
  }
}

/** What a history left, and the national baseline that it is a history of. */
export interface Past {
  readonly stock: Stock;
  readonly national: PathwayModel;
}

/** Simulates the national history that a scenario's start is made from; null where it has none. */
export async function makeStock(
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

interface Runs {
  readonly id: string;
  readonly plan: StudyPlan;
  readonly measureInfo: readonly MeasureInfo[];
  readonly start: Start | null;
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
  const { count, ...task } = runs;
  const replicates: Replicate[] = [];
  let next = 0;
  progress({ stage, done: 0, of: count });
  const work = async (): Promise<void> => {
    while (next < count) {
      signal?.throwIfAborted();
      const size = Math.max(1, Math.min(4, Math.floor(count / (crew.size * 4))));
      const replications = Array.from({ length: Math.min(size, count - next) }, (_, i) => next + i);
      next += replications.length;
      // oxlint-disable-next-line no-await-in-loop -- each hand takes one task after another
      replicates.push(...(await crew.do({ kind: 'study', ...task, replications })));
      progress({ stage, done: replicates.length, of: count });
    }
  };
  await Promise.all(Array.from({ length: crew.size }, work));
  return replicates;
}

/** Expected events wanted of the figure fitted to: its own noise is then three times FIT_CLOSE, 1.2%. */
const FIT_EVENTS = 1 / (FIT_CLOSE * FIT_CLOSE) / 9;
const FIT_STEPS = 6;

/** Fits an area's multipliers to its published figures over the first year, or takes the known fit. */
export async function fitArea(
  path: string,
  files: Files,
  options: RunOptions,
  resolution: Resolution,
  past: Past | null,
  crew: Crew,
  progress: (progress: Progress) => void,
  useKnown = true,
): Promise<KnownFit | null> {
  const { scenario } = resolution;
  if (past === null || scenario.start === null || scenario.area === null || scenario.area.level === 'National')
    return null;
  const targets = scenario.start.fit.map(({ parameter, target }) => ({ parameter, target }));
  if (targets.length === 0) return null;
  const known = useKnown ? knownFit(files, resolution) : null;
  if (known !== null) return known;
  const start = makeStart(past, scenario);
  const measureInfo = scenario.measureInfo.filter((info) =>
    scenario.start!.fit.some((item) => item.measure === info.name),
  );
  const smallest = Math.max(1, Math.min(...targets.map((item) => item.target)));
  const count = Math.max(4, Math.min(400, Math.ceil(FIT_EVENTS / smallest)));
  let state = startFit(targets);
  let modelled: Record<string, number> = {};
  for (let step = 0; step < FIT_STEPS; step++) {
    options.signal?.throwIfAborted();
    const tried = readScenario(path, { ...options, files, fitted: state.multipliers }).scenario;
    const plan: StudyPlan = {
      ...studyPlan(tried, null),
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
      { id: `fit ${step} of ${scenario.area.code}`, plan, measureInfo, start, count },
      'fitting',
      (item) => progress({ stage: 'fitting', done: step * count + item.done, of: FIT_STEPS * count }),
    );
    modelled = firstYear(plan, measureInfo, start, replicates, scenario);
    const after = stepFit(state, targets, modelled);
    if (after.close || step === FIT_STEPS - 1) break;
    state = after.state;
  }
  progress({ stage: 'fitting', done: 1, of: 1 });
  return { multipliers: state.multipliers, modelled };
}

/** Mean flows of the first year, by the parameter fitted to each. */
function firstYear(
  plan: StudyPlan,
  measureInfo: readonly MeasureInfo[],
  start: Start | null,
  replicates: readonly Replicate[],
  scenario: ResolvedScenario,
): Record<string, number> {
  const { columns } = new Study(plan, measureInfo, start).layout;
  return Object.fromEntries(
    scenario.start!.fit.map(({ parameter, measure }) => {
      const at = columns.flatMap((column, i) =>
        column.measure === measure && column.group === 'all' && column.periodKind === 'month' ? [i] : [],
      );
      const total = [...replicates]
        .sort((a, b) => a.replication - b.replication)
        .reduce((sum, item) => sum + at.reduce((year, i) => year + item.outputs[0]![i]!, 0), 0);
      return [parameter, total / replicates.length];
    }),
  );
}

function summarise(
  resolution: Resolution,
  study: Study,
  replicates: readonly Replicate[],
  start: Start | null,
  fit: KnownFit | null,
): StudyResult {
  const { scenario } = resolution;
  const area = scenario.area?.name ?? '';
  const { rows, distributions } = study.summarise(replicates, area);
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
    rows: [...rows, ...study.placeRows(area)],
    distributions,
    programmes: scenario.programmes.map((programme) => programme.summary),
    assumptions: scenario.parameters,
    targets: targetLines(scenario, start, fit),
    notes: scenario.notes,
    versions: versions(),
  };
}

function optionLabel(scenario: ResolvedScenario): string {
  const titles = scenario.programmes.map((programme) => programme.title);
  if (titles.length === 1) return `With ${titles[0]!}`;
  return `With ${titles.length} programmes`;
}

/** What the start and the fit aimed at, and how near they came. */
function targetLines(scenario: ResolvedScenario, start: Start | null, fit: KnownFit | null): TargetLine[] {
  if (scenario.start === null || start === null) return [];
  const lines: TargetLine[] = [];
  for (const stratum of scenario.start.strata) {
    const weighted = start.strata.find((item) => item.name === stratum.name)!;
    if (stratum.size.kind === 'exact')
      lines.push({
        name: `start.${stratum.name}`,
        label: `On day 0: ${stratum.name.replaceAll('_', ' ')}`,
        target: stratum.size.count,
        modelled: weighted.total,
        residual: residual(weighted.total, stratum.size.count),
        source: stratum.source,
        how: 'exact',
      });
    for (const margin of stratum.margins) {
      const sum = Object.values(margin.targets).reduce((all, n) => all + n, 0);
      for (const [level, n] of Object.entries(margin.targets)) {
        const target = (n / sum) * weighted.total;
        const empty = weighted.empty.some((item) => item.margin === margin.name && item.level === level);
        const modelled = empty ? 0 : target * (1 + (weighted.miss > 1e-6 ? weighted.miss : 0));
        lines.push({
          name: `start.${stratum.name}.${margin.name}=${level}`,
          label: `On day 0: ${margin.name} ${level}`,
          target,
          modelled,
          residual: residual(modelled, target),
          source: margin.source,
          how: 'raked',
        });
      }
    }
  }
  for (const item of scenario.start.fit) {
    const modelled = fit?.modelled[item.parameter];
    if (modelled !== undefined)
      lines.push({
        name: `fit.${item.parameter}`,
        label: `First year: ${item.label}`,
        target: item.target,
        modelled,
        residual: residual(modelled, item.target),
        source: item.source,
        how: 'fitted',
      });
  }
  return lines;
}

function residual(modelled: number, target: number): number | null {
  return target === 0 ? null : modelled / target - 1;
}
