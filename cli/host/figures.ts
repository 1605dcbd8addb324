/**
 * Simulated figures: what the runs of a validation give for each of its figures, with the parameters of the baseline as
 * they are or as they are tried. The result is the same for any number of workers, and for any number of evaluations at
 * once on one crew.
 */
import {
  FiguresWorld,
  PathwayError,
  type FiguresPlan,
  type FiguresReplicate,
  type Reading,
  type Start,
  type StartPlan,
} from '../../engine/index.js';
import {
  resolveScenario,
  type Figure,
  type Files,
  type FigureSet,
  type ResolvedScenario,
  type ValidationRun,
} from '../../scenarios/index.js';
import { nodeFiles } from '../../scenarios/load/node-files.js';
import type { Crew } from './crew.js';
import { simulatedFigure, keyOf, type SimulatedFigure } from './figure-statistics.js';
import { sampleFrom, studyPlan } from './prepare.js';
import type { Progress } from './run-study.js';
import type { MadeStart } from './tasks.js';

export interface FigureOptions {
  readonly crew: Crew;
  /** In place of the runs' own numbers. */
  readonly replications?: number | undefined;
  /** `half` takes half the replications, rounded up: the first ones, so the luck is the same. */
  readonly precision?: 'full' | 'half' | undefined;
  /** Values of the baseline's parameters for this evaluation, as plain data; the scenarios are then resolved again. */
  readonly parameters?: ReadonlyMap<string, unknown> | undefined;
  /** Which figures: those fitted to, all, or these ids. Runs that none of them needs are not run. */
  readonly figures?: 'fit' | 'all' | ReadonlySet<string> | undefined;
  /** In place of the scenarios' own seeds. */
  readonly seed?: string | undefined;
  /** Tasks under way at once in a run; as many as the crew has hands, if not given. 1 where evaluations share the crew. */
  readonly abreast?: number | undefined;
  readonly files?: Files | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
}

export type { SimulatedFigure };

export interface SimulatedFigures {
  /** By id, in the order of the file. */
  readonly figures: ReadonlyMap<string, SimulatedFigure>;
  readonly events: number;
}

/** Runs what the figures need and reads them. @throws InputError for what the user can mend */
export async function runFigures(validation: FigureSet, options: FigureOptions): Promise<SimulatedFigures> {
  const { figures: which = 'all', signal, onProgress: progress = () => {} } = options;
  const wanted = validation.figures.filter(
    ({ id, use }) => which === 'all' || (which === 'fit' ? use === 'fit' : which.has(id)),
  );
  const runs = validation.runs
    .filter(({ id }) => wanted.some(({ run }) => run === id))
    .map((run) => prepare(run, wanted, options));
  signal?.throwIfAborted();
  const hasHistory = runs.some(({ start }) => start !== null);
  if (hasHistory) progress({ stage: 'history', done: 0, of: 1 });
  const { starts, events: past } = makeStarts(runs, options);
  const of = runs.reduce((sum, { count }) => sum + count, 0);
  let done = 0;
  const replicates = await Promise.all(
    runs.map((run, i) =>
      replicate(run, starts[i]!, options, (more) => progress({ stage: 'running', done: (done += more), of })),
    ),
  );
  const events = replicates.flat().reduce((sum, item) => sum + item.events, await past);
  const simulated = wanted.map((figure): readonly [string, SimulatedFigure] => {
    const i = runs.findIndex(({ run }) => run.id === figure.run);
    return [figure.id, simulatedFigure(figure, runs[i]!.places, replicates[i]!)];
  });
  return { figures: new Map(simulated), events };
}

interface Prepared {
  readonly run: ValidationRun;
  readonly id: string;
  readonly plan: FiguresPlan;
  /** Where each reading stands among those of the plan, by its own text. */
  readonly places: ReadonlyMap<string, number>;
  readonly start: StartPlan | null;
  readonly count: number;
}

/** Evaluations so far: a worker tells their worlds apart by it. */
let evaluations = 0;

function prepare(run: ValidationRun, figures: readonly Figure[], options: FigureOptions): Prepared {
  const { parameters, seed, precision, replications } = options;
  const files = options.files ?? nodeFiles();
  const { scenario, explain } = resolved(run, files, options, run.settled !== null);
  if (parameters !== undefined && parameters.size > 0 && scenario.kind !== 'care')
    throw new RangeError(`the run ${run.id} has no baseline whose parameters could be tried`);
  const readings = new Map<string, Reading>();
  for (const figure of figures) {
    if (figure.run !== run.id) continue;
    const { numerator, denominator } = figure.reading;
    for (const reading of denominator === null ? [numerator] : [numerator, denominator])
      readings.set(keyOf(reading), reading);
  }
  const { settled } = run;
  const { model, ledger, epoch, months, area } = studyPlan(scenario, null);
  const plan: FiguresPlan = {
    model: settled === null ? model : sampleFrom(model, -settled.warmUp, settled.share),
    ledger,
    readings: [...readings.values()],
    epoch,
    months,
    warmUp: settled?.warmUp ?? 0,
    seed: seed ?? scenario.seed,
    area,
  };
  const full = replications ?? run.replications;
  try {
    // What the engine refuses is refused here, with its line, and not in another thread.
    void new FiguresWorld(plan, null);
  } catch (error) {
    throw explain(error);
  }
  const national =
    settled !== null || scenario.start === null
      ? null
      : scenario.area === null && scenario.areaOverrides === null
        ? scenario.model
        : resolved(run, files, options, true).scenario.model;
  return {
    run: { ...run, explain },
    id: `figures ${evaluations++}`,
    plan,
    places: new Map([...readings.keys()].map((key, i) => [key, i])),
    start: national === null ? null : studyPlan(scenario, national).start,
    count: precision === 'half' ? Math.ceil(full / 2) : full,
  };
}

/** The scenario of a run, read again where something is tried; by itself, or as the national baseline. */
function resolved(
  run: ValidationRun,
  files: Files,
  { parameters, seed }: FigureOptions,
  isNational: boolean,
): { readonly scenario: ResolvedScenario; readonly explain: ValidationRun['explain'] } {
  if ((parameters === undefined || parameters.size === 0) && isNational === (run.settled !== null)) return run;
  return resolveScenario(run.path, files, {
    years: run.years,
    ...(run.baseline !== null && { baseline: run.baseline }),
    ...(parameters !== undefined && { parameters }),
    seed: seed ?? run.scenario.seed,
    ...(isNational && { nationalBaseline: true }),
  });
}

/** The start of each run; runs with one history (the same model up to the same day) share it. */
function makeStarts(
  runs: readonly Prepared[],
  { crew }: FigureOptions,
): { starts: readonly (Promise<Start> | null)[]; events: Promise<number> } {
  const groups = new Map<string, Prepared[]>();
  for (const run of runs) {
    if (run.start === null) continue;
    const { historyModel, historyDays } = run.start;
    const key = JSON.stringify([run.plan.epoch, historyDays, historyModel]);
    groups.set(key, [...(groups.get(key) ?? []), run]);
  }
  const made = [...groups.values()].map((group) => {
    const [first, ...rest] = group.map(({ start }) => start!);
    return { group, done: crew.do({ kind: 'starts', plans: [first!, ...rest], epoch: group[0]!.plan.epoch }) };
  });
  const starts = runs.map((run) => {
    const mine = made.find(({ group }) => group.includes(run));
    return mine === undefined ? null : startOf(mine.done, mine.group.indexOf(run), run);
  });
  const events = Promise.all(made.map(async ({ done }) => (await done).events)).then((all) =>
    all.reduce((sum, n) => sum + n, 0),
  );
  // Whoever awaits the starts hears of a failure; this one is then never asked.
  events.catch(() => {});
  return { starts, events };
}

async function startOf(
  done: Promise<{ readonly starts: readonly MadeStart[] }>,
  index: number,
  { run }: Prepared,
): Promise<Start> {
  const made = (await done).starts[index]!;
  if ('start' in made) return made.start;
  throw run.explain(new PathwayError(made.refused.message, made.refused.path));
}

async function replicate(
  { id, plan, count }: Prepared,
  starting: Promise<Start> | null,
  { crew, abreast, signal }: FigureOptions,
  tell: (more: number) => void,
): Promise<FiguresReplicate[]> {
  const start = await starting;
  const hands = Math.min(abreast ?? crew.size, count);
  const size = Math.max(1, Math.min(4, Math.floor(count / (hands * 2))));
  const replicates: FiguresReplicate[] = [];
  let next = 0;
  tell(0);
  const work = async (): Promise<void> => {
    while (next < count) {
      signal?.throwIfAborted();
      const replications = Array.from({ length: Math.min(size, count - next) }, (_, i) => next + i);
      next += replications.length;
      // oxlint-disable-next-line no-await-in-loop -- each hand takes one task after another
      const some = await crew.do({ kind: 'figures', id, plan, start, replications });
      replicates.push(...some);
      tell(some.length);
    }
  };
  await Promise.all(Array.from({ length: hands }, work));
  return replicates.sort((a, b) => a.replication - b.replication);
}
