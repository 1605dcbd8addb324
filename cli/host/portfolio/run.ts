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
import {
  InputError,
  NO_MIX,
  problemAt,
  problemWithFile,
  uncertaintyOfScenario,
  type DrawnNumber,
  type Files,
  type HeldNumber,
  type ScenarioOverrides,
} from '../../../scenarios/index.js';
import { hireCrew } from '../crew.js';
import { checked, studyPlan } from '../prepare.js';
import { settle, type Progress, type Settled } from '../run-study.js';
import { checkDraws } from '../study/draws.js';
import { Journal } from '../study/journal.js';
import { versions } from '../versions.js';
import { byDraws } from './drawn.js';
import { readMixes, type MixSet } from './mixes.js';
import { byChance, MixRunner } from './runner.js';
import { wantedOf, type Wanted } from './wanted.js';

export interface PortfolioOptions {
  readonly files: Files;
  /** Whether `files` is the disk, which threads can read by themselves. */
  readonly onDisk: boolean;
  readonly overrides: ScenarioOverrides;
  /** Of what is not known, one replication of each, for each leading mix; 0 or not given: chance only. */
  readonly draws?: number | undefined;
  /** Where parts are kept; null to keep none. */
  readonly folder: string | null;
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
  /** Whether each replication is of a draw of its own. */
  readonly isDrawn: boolean;
  readonly drawn: readonly DrawnNumber[];
  readonly held: readonly HeldNumber[];
  /** Draws whose local fit did not come near enough. */
  readonly notClose: number;
  /** Parts that were found done. */
  readonly resumed: number;
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
  const draws = options.draws ?? 0;
  const replications = replicationsOf(set, overrides, draws);
  const own = { ...overrides, option: NO_MIX };
  const { drawn, held } = uncertaintyOf(set, files, overrides);
  const crew = hireCrew(workers);
  let close = async (): Promise<void> => {};
  try {
    const settled = await settle(
      path,
      files,
      { ...own, workers, ...(signal !== undefined && { signal }) },
      set.nothing,
      crew,
      progress,
    );
    const { seed } = settled.resolution.scenario;
    const byDraw =
      draws === 0 ? null : byDraws(set, { ...options, overrides: own }, costs, settled.fit?.multipliers ?? {});
    if (byDraw !== null) ({ close } = byDraw);
    const runner = new MixRunner(
      set,
      new Journal(options.folder, questionOf(set, settled, options)),
      byDraw?.live ?? byChance(set, settled, crew, costs, signal),
    );
    const race = new MixRace({ sizes: sharesOf(set), replications, seed });
    let done = 0;
    for (let tasks = race.next(); tasks !== null; tasks = race.next()) {
      const of = done + tasks.reduce((sum, task) => sum + task.to - task.from, 0);
      // oxlint-disable-next-line no-await-in-loop -- what is run next hangs on what came of this
      await runner.run(tasks, () => progress({ stage: 'running', done: ++done, of }));
      for (const task of tasks) race.tell(task, judged(set, wanted, runner, task));
    }
    return {
      set,
      settled,
      wanted,
      columns,
      standings: race.standings(),
      isWhole: race.isWhole,
      replications,
      isDrawn: draws > 0,
      drawn: draws > 0 ? drawn : [],
      held: draws > 0 ? held : [],
      notClose: runner.notClose.size,
      resumed: runner.resumed,
      rows: runner.rows,
      nothing: runner.nothing,
      events: runner.events,
    };
  } finally {
    await close();
    await crew.close();
  }
}

/** How often each leading mix is lived. @throws InputError for fewer than two */
function replicationsOf({ read }: MixSet, { replications }: ScenarioOverrides, draws: number): number {
  if (draws > 0 && replications !== undefined)
    throw new InputError([
      problemWithFile('--replications', 'each draw is lived once: give --draws alone, or --replications alone'),
    ]);
  checkDraws('--draws', draws);
  const found = draws > 0 ? draws : (replications ?? read.file.replications ?? REPLICATIONS);
  if (found < 2)
    throw new InputError([problemAt(read.placeOf(['portfolio']), 'chances need two replications or more')]);
  return found;
}

/** What is uncertain in the mix with every programme, and in the baseline: of no mix is anything else. */
function uncertaintyOf({ read, all }: MixSet, files: Files, overrides: ScenarioOverrides) {
  return uncertaintyOfScenario(read.path, files, overrides, all);
}

/** Everything that the numbers of a part depend on. */
function questionOf({ all, mixes }: MixSet, { resolution, plan }: Settled, options: PortfolioOptions): unknown {
  const { scenario } = resolution;
  return [
    versions(),
    scenario.seed,
    scenario.area,
    [plan.epoch, plan.months],
    scenario.parameterValues,
    scenario.start,
    (options.draws ?? 0) > 0 ? 'mixes by draws' : 'mixes by chance',
    // More replications keep those that are done.
    { ...options.overrides, replications: undefined },
    mixes.map(({ places, programmes }) => [places, programmes]),
    Object.fromEntries(all.files.map((path) => [path, options.files.read(path)])),
  ];
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
