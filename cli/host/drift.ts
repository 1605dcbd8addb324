/**
 * The runs behind the account of a drift: the baseline of a scenario as it starts, without its local multipliers, and from
 * the stock that its own history leaves. The same luck for whoever arrives; nothing that changes by date. No printing.
 */
import {
  civil,
  DAYS_PER_YEAR,
  formatDate,
  heldStill,
  monthStarts,
  PathwayError,
  type FiguresPlan,
  type Measure,
  type PathwayModel,
  type Reading,
  type Start,
  type StartPlan,
} from '../../engine/index.js';
import { accountOf, type Drift, type DriftRun } from '../../reports/drift/index.js';
import {
  InputError,
  problemWithFile,
  resolveScenario,
  type Files,
  type Resolution,
  type ResolvedScenario,
  type ResolvedStart,
  type ScenarioOverrides,
} from '../../scenarios/index.js';
import { nodeFiles } from '../../scenarios/load/node-files.js';
import { hireCrew, type Crew } from './crew.js';
import { inTurn } from './in-turn.js';
import { sampleFrom, studyPlan, withoutLimits } from './prepare.js';
import { fitLocally, readScenario, type Progress } from './run-study.js';
import { versions } from './versions.js';

export interface DriftOptions extends ScenarioOverrides {
  readonly workers: number;
  readonly replications: number;
  /** The stock that is followed; `looked_after`, or the first there is, if not given. */
  readonly measure?: string | undefined;
  /** The sample of the nation's arrivals that the settled system's history is made of. */
  readonly share?: number | undefined;
  readonly files?: Files;
  readonly onProgress?: (progress: Progress) => void;
  readonly signal?: AbortSignal;
}

/** A larger sample than that of a start: the settled system is not weighted to anything, so its size is as chance has it. */
const LARGER = 5;
/** Longer than the start's history: whoever was first known before birth is then there too. */
const MORE_YEARS = 2;

/** Runs what the account needs, and makes it. @throws InputError for what the user can mend */
export async function runDrift(path: string, options: DriftOptions): Promise<Drift> {
  const {
    workers,
    replications,
    measure: wanted,
    share,
    signal,
    onProgress: progress = () => {},
    ...overrides
  } = options;
  const files = options.files ?? nodeFiles();
  const read = (more: ScenarioOverrides = {}): Resolution => readScenario(path, { ...overrides, ...more, files });
  progress({ stage: 'reading', done: 0, of: 1 });
  const first = read();
  const attribute = originOf(first, path);
  const measure = stockOf(first.scenario, wanted);
  const isLocal = first.scenario.area !== null && first.scenario.area.level !== 'National';
  const fit = isLocal ? await fitLocally(path, options) : null;
  const multipliers = fit?.multipliers ?? {};
  const fitted = fit === null ? first : read({ fitted: multipliers });
  const neutral =
    fit === null ? first : read({ fitted: Object.fromEntries(Object.keys(multipliers).map((name) => [name, 1])) });

  const { scenario } = neutral;
  const national = resolveScenario(path, files, { ...overrides, nationalBaseline: true }).scenario.model;
  const model = heldStill(scenario.model);
  const start = studyPlan(fitted.scenario, national).start!;
  const sample = share ?? Math.max(scenario.start!.historyShare, Math.min(1, LARGER * scenario.start!.historyShare));
  const part = (sample * arrivalsOf(heldStill(national))) / (arrivalsOf(model) || arrivalsOf(heldStill(national)) || 1);
  const settled = settledStart(model, start, part);

  const crew = hireCrew(workers);
  try {
    signal?.throwIfAborted();
    progress({ stage: 'history', done: 0, of: 1 });
    const starts = await Promise.all([start, settled].map((plan) => makeStart(crew, plan, fitted)));
    progress({ stage: 'history', done: 1, of: 1 });
    const figures = figuresPlan(scenario, measure, attribute);
    const worlds: readonly (readonly [PathwayModel, Start])[] = [
      [model, starts[1]!],
      [heldStill(fitted.scenario.model), starts[0]!],
      ...(fit === null ? [] : [[model, starts[0]!] as const]),
    ];
    let done = 0;
    const tell = (): void => progress({ stage: 'running', done: done++, of: worlds.length * replications });
    tell();
    const runs: DriftRun[] = [];
    for (const [own, from] of worlds) {
      const task = { plan: { ...figures, model: own }, start: from, replications };
      // oxlint-disable-next-line no-await-in-loop -- one world after another keeps every hand busy
      runs.push(await replicate(crew, task, tell, signal));
    }
    const arriving = arrivingLevels(scenario, attribute);
    const dates = countedMonths(scenario).map(({ date }) => date);
    return {
      title: scenario.title,
      area: scenario.area?.name ?? '',
      measure: scenario.measureInfo.find(({ name }) => name === measure.name)?.label ?? measure.name,
      account: accountOf({
        dates,
        origins: levelsOf(model, attribute).map((name) => ({ name, arrives: arriving.has(name) })),
        asItIs: runs[1]!,
        unfitted: runs[2] ?? null,
        settled: runs[0]!,
        weight: settled.unraked!,
      }),
      replications,
      multipliers,
      weight: settled.unraked!,
      historyYears: settled.historyDays / DAYS_PER_YEAR,
      leftOut: starts[1]!.stock.count - starts[1]!.strata.reduce((sum, { rows }) => sum + rows.length, 0),
      isHeld: model !== scenario.model,
      isShared: model.resources.some(({ places }) => places !== null) || (model.levels ?? []).length > 0,
      version: versions()['throughcare'] ?? '',
    };
  } finally {
    await crew.close();
  }
}

/** The attribute that says where children come from: the one that every stratum of the start sets. */
function originOf(resolution: Resolution, path: string): string {
  const { start } = resolution.scenario;
  if (start === null)
    throw new InputError([
      problemWithFile(path, 'the run starts from nobody with a past: there is no start to explain'),
    ]);
  const [first, ...others] = start.strata;
  const common = Object.keys(first?.sets ?? {}).find((name) => others.every(({ sets }) => Object.hasOwn(sets, name)));
  if (common !== undefined) return common;
  const without = start.strata.find(({ sets }) => Object.keys(sets).length === 0) ?? others[0];
  throw resolution.explain(
    new PathwayError(
      "nothing says where the children of this stratum come from: every stratum sets one attribute, as in 'sets: {origin: looked_after}'",
      ['start', 'strata', ...(without === undefined ? [] : [without.name])],
    ),
  );
}

/** The stock that is followed. */
function stockOf({ ledger }: ResolvedScenario, wanted: string | undefined): Measure {
  const stocks = ledger.measures.filter(({ kind }) => kind === 'stock');
  const found = stocks.find(({ name }) => name === (wanted ?? 'looked_after')) ?? (wanted === undefined && stocks[0]);
  if (found) return found;
  const allowed = stocks.map(({ name }) => name);
  throw new InputError([
    problemWithFile('--measure', 'a drift is of a number at a date', {
      allowed,
      ...(wanted !== undefined && { found: wanted }),
    }),
  ]);
}

/** Levels that no stratum gives: those of whoever comes later. */
function arrivingLevels({ start, model }: ResolvedScenario, attribute: string): ReadonlySet<string> {
  const given = new Set((start as ResolvedStart).strata.map(({ sets }) => sets[attribute]));
  return new Set(levelsOf(model, attribute).filter((level) => !given.has(level)));
}

function levelsOf(model: PathwayModel, attribute: string): readonly string[] {
  return model.attributes.find(({ name }) => name === attribute)!.levels;
}

function arrivalsOf(model: PathwayModel): number {
  return model.arrivals.reduce((sum, { rates }) => sum + (rates[0]?.perDay ?? 0), 0);
}

/** A start from what the model's own history leaves, each child for as many as make up for the sample. */
function settledStart(model: PathwayModel, start: StartPlan, part: number): StartPlan {
  const historyDays = start.historyDays + MORE_YEARS * DAYS_PER_YEAR;
  return {
    historyModel: sampleFrom(withoutLimits(model), -historyDays, part),
    historyDays,
    strata: start.strata,
    unraked: 1 / part,
  };
}

async function makeStart(crew: Crew, plan: StartPlan, { scenario, explain }: Resolution): Promise<Start> {
  const { starts } = await crew.do({ kind: 'starts', plans: [plan], epoch: scenario.startDay });
  const made = starts[0]!;
  if ('start' in made) return made.start;
  throw explain(new PathwayError(made.refused.message, made.refused.path));
}

/** The months that begin on 1 April, and the first, with the day before each. */
function countedMonths({ startDay, endDay }: ResolvedScenario): { readonly month: number; readonly date: string }[] {
  const from = civil(startDay);
  const to = civil(endDay);
  const months = (to.year - from.year) * 12 + to.month - from.month;
  return [...monthStarts(startDay, months)].flatMap((day, month) =>
    month === 0 || month === months || civil(day).month === 4 ? [{ month, date: formatDate(day - 1) }] : [],
  );
}

function figuresPlan(scenario: ResolvedScenario, measure: Measure, attribute: string): FiguresPlan {
  const groups = ['all', ...levelsOf(scenario.model, attribute).map((level) => `${attribute}=${level}`)];
  const months = countedMonths(scenario);
  const { model, epoch, months: length, seed, area } = studyPlan(scenario, null);
  return {
    model,
    ledger: {
      measures: [{ ...measure, by: [{ name: attribute, dimension: { kind: 'attribute', attribute } }] }],
      costs: [],
    },
    readings: groups.flatMap((group) =>
      months.map(({ month }): Reading => ({ kind: 'stock', measure: measure.name, group, month })),
    ),
    epoch,
    months: length,
    warmUp: 0,
    seed,
    area,
  };
}

interface WorldTask {
  readonly plan: FiguresPlan;
  readonly start: Start;
  readonly replications: number;
}

/** Worlds so far: a worker tells them apart by it. */
let worldsSoFar = 0;

async function replicate(
  crew: Crew,
  { plan, start, replications }: WorldTask,
  tell: () => void,
  signal: AbortSignal | undefined,
): Promise<DriftRun> {
  const id = `drift ${worldsSoFar++}`;
  const found = await inTurn([...Array(replications).keys()], crew.size, async (replication) => {
    signal?.throwIfAborted();
    const [done] = await crew.do({ kind: 'figures', id, plan, start, replications: [replication] });
    tell();
    return done!.values;
  });
  const dates = plan.readings.filter((reading) => reading.kind === 'stock' && reading.group === 'all').length;
  return {
    totals: found.map((values) => values.subarray(0, dates)),
    byOrigin: found.map((values) => values.subarray(dates)),
  };
}
