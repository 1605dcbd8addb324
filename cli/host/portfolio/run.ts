/** The race of a portfolio's mixes, on the same children with the same luck. No printing. */
import {
  commonCosts,
  MixRace,
  OptionStudy,
  type Column,
  type MixStanding,
  type MixTask,
  type StudyPlan,
} from '../../../engine/index.js';
import { InputError, NO_MIX, problemAt, type Files, type ScenarioOverrides } from '../../../scenarios/index.js';
import { hireCrew, type Crew } from '../crew.js';
import { inTurn } from '../in-turn.js';
import { checked, studyPlan } from '../prepare.js';
import { explained, settle, type Progress, type Settled } from '../run-study.js';
import { readMixes, type MixSet } from './mixes.js';
import { wantedOf, type Wanted } from './wanted.js';

export interface PortfolioOptions {
  readonly files: Files;
  readonly overrides: ScenarioOverrides;
  /** Worker threads; 0 for none. Any number gives the same result. */
  readonly workers: number;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
}

export interface PortfolioRun {
  readonly set: MixSet;
  readonly settled: Settled;
  readonly wanted: Wanted;
  readonly columns: readonly Column[];
  /** Every mix that was run, the best first; places in `set.mixes`. */
  readonly standings: readonly MixStanding[];
  /** Whether every mix was run that the budget can pay for. */
  readonly isWhole: boolean;
  /** Of each leading mix. */
  readonly replications: number;
  /** By mix that was run, its columns in each replication; and the columns with no programme, in as many as any has. */
  readonly rows: ReadonlyMap<number, readonly Float64Array[]>;
  readonly nothing: readonly Float64Array[];
  readonly events: number;
}

const REPLICATIONS = 40;

/** @throws InputError for what the user can mend */
export async function runPortfolio(path: string, options: PortfolioOptions): Promise<PortfolioRun> {
  const { files, overrides, workers, signal } = options;
  const progress = options.onProgress ?? (() => {});
  progress({ stage: 'reading', done: 0, of: 1 });
  const set = readMixes(path, overrides, files);
  const { columns, costs } = layoutOf(set);
  const wanted = wantedOf(set.read, columns, set.all.scenario.measureInfo);
  const replications = overrides.replications ?? set.read.file.replications ?? REPLICATIONS;
  if (replications < 2)
    throw new InputError([problemAt(set.read.placeOf(['portfolio']), 'chances need two replications or more')]);
  const crew = hireCrew(workers);
  try {
    const own = { ...overrides, option: NO_MIX };
    const settled = await settle(
      path,
      files,
      { ...own, workers, ...(signal !== undefined && { signal }) },
      set.nothing,
      crew,
      progress,
    );
    const runner = new MixRunner(set, settled, crew, costs, signal);
    const race = new MixRace({ sizes: sharesOf(set), replications, seed: settled.resolution.scenario.seed });
    let done = 0;
    for (let tasks = race.next(); tasks !== null; tasks = race.next()) {
      const of = done + tasks.reduce((sum, task) => sum + task.to - task.from, 0);
      const tell = (): void => progress({ stage: 'running', done: done++, of });
      for (const task of tasks) {
        // oxlint-disable-next-line no-await-in-loop -- one mix after another keeps what is compiled
        await runner.run(task, tell);
        race.tell(task, judged(set, wanted, runner, task));
      }
    }
    const standings = race.standings();
    return {
      set,
      settled,
      wanted,
      columns,
      standings,
      isWhole: race.isWhole,
      replications,
      rows: runner.rows,
      nothing: runner.nothing,
      events: runner.events,
    };
  } finally {
    await crew.close();
  }
}

/** What is counted of every mix, the same for all, before anything is run. */
function layoutOf({ all, nothing }: MixSet) {
  const plans = [nothing, all].map(({ scenario }): StudyPlan => ({
    ...studyPlan(scenario, null),
    model: checked(scenario.model),
  }));
  const costs = commonCosts(...plans);
  const { columns } = new OptionStudy(plans[0]!, nothing.scenario.measureInfo, null, costs).layout;
  return { columns, costs };
}

/** By mix, its sizes as shares of the largest. */
function sharesOf({ mixes, read }: MixSet): readonly (readonly number[])[] {
  return mixes.map(({ sizes }) => sizes.map((size, i) => size / read.sizes[i]!.at(-1)!));
}

function judged({ read }: MixSet, wanted: Wanted, runner: MixRunner, { mix, from, to }: MixTask) {
  const runs = wanted.judge(runner.rows.get(mix)!.slice(from, to), runner.nothing, from);
  if (runs.some(({ goal, breaches }) => ![goal, ...breaches].every(Number.isFinite)))
    throw new InputError([
      problemAt(
        read.placeOf(['goal']),
        'in some replications nobody has a value of the goal or of a floor, so mixes cannot be compared by it: take a larger area, more years, or something that is counted',
      ),
    ]);
  return runs;
}

/** Runs so far: a thread tells their mixes apart by it. */
let runsSoFar = 0;

/** Runs replications of mixes, and of no programme as far as any mix has been run. */
class MixRunner {
  readonly rows = new Map<number, Float64Array[]>();
  readonly nothing: Float64Array[] = [];
  events = 0;
  readonly #id = `portfolio ${runsSoFar++}`;

  constructor(
    private readonly set: MixSet,
    private readonly settled: Settled,
    private readonly crew: Crew,
    private readonly costs: ReturnType<typeof commonCosts>,
    private readonly signal: AbortSignal | undefined,
  ) {}

  async run({ mix, from, to }: MixTask, tell: () => void): Promise<void> {
    const { nothing, rows } = this;
    if (nothing.length < to) nothing.push(...(await this.#replicate(null, nothing.length, to, () => {})));
    const isNothing = this.set.mixes[mix]!.programmes.length === 0;
    if (isNothing) tell();
    const found = isNothing ? nothing.slice(from, to) : await this.#replicate(mix, from, to, tell);
    rows.set(mix, [...(rows.get(mix) ?? []), ...found]);
  }

  async #replicate(mix: number | null, from: number, to: number, tell: () => void): Promise<Float64Array[]> {
    const { set, settled, crew, costs, signal } = this;
    const { resolution, plan, start } = settled;
    const programmes = mix === null ? [] : set.mixes[mix]!.programmes;
    const own = explained(mix === null ? set.nothing : set.all, () =>
      studyPlan({ ...resolution.scenario, programmes }, null),
    );
    const task = {
      kind: 'option' as const,
      id: `${this.#id}, mix ${mix ?? NO_MIX}`,
      plan: {
        ...plan,
        model: checked(plan.model),
        programmes: own.programmes,
        programmeCosts: own.programmeCosts,
        fixedCosts: own.fixedCosts,
      },
      measureInfo: resolution.scenario.measureInfo,
      start,
      costs,
    };
    const replications = Array.from({ length: to - from }, (_, i) => from + i);
    const replicates = await inTurn(replications, crew.size, async (replication) => {
      signal?.throwIfAborted();
      const [replicate] = await crew.do({ ...task, replications: [replication] });
      tell();
      return replicate!;
    });
    signal?.throwIfAborted();
    this.events += replicates.reduce((sum, { events }) => sum + events, 0);
    return replicates.map(({ values }) => values);
  }
}
