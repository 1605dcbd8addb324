/**
 * Many options of one scenario against each other: the start and the local fit are made once, the baseline is run once,
 * and each option by itself, all with the same luck.
 */
import {
  commonCosts,
  OptionStudy,
  type Column,
  type CommonCosts,
  type ProgrammePlan,
  type StudyPlan,
} from '../../engine/index.js';
import type { Files, Resolution, ScenarioOverrides } from '../../scenarios/index.js';
import { nodeFiles } from '../../scenarios/load/node-files.js';
import { hireCrew, type Crew } from './crew.js';
import { inTurn } from './in-turn.js';
import { checked, studyPlan } from './prepare.js';
import { explained, settle, type Progress, type RunOptions, type Settled } from './run-study.js';

/** What is run: so many worker threads, and how to be told and stopped. */
export interface OptionRunsOptions extends ScenarioOverrides {
  /** Worker threads; 0 for none. Any number gives the same result. */
  readonly workers: number;
  readonly files?: Files;
  readonly onProgress?: (progress: Progress) => void;
  readonly signal?: AbortSignal;
  /** The scenario as already read with the same overrides. */
  readonly resolution: Resolution;
}

/** One option: which programmes, and how, where that is not as the scenario says. */
interface OptionChoice {
  readonly programmes: readonly string[];
  readonly change?: (plan: ProgrammePlan) => ProgrammePlan;
}

/** A scenario whose options are run one after another. */
export interface OptionRuns {
  /** With the area fitted. */
  readonly resolution: Resolution;
  /** What is counted, the same for all options. */
  readonly columns: readonly Column[];
  /** A number for each column in each replication, in their order. `tell` is called after each. */
  run(choice: OptionChoice, tell?: () => void): Promise<readonly Float64Array[]>;
}

/** What is counted of a scenario, before anything is run. */
export function optionColumns({ scenario }: Resolution): readonly Column[] {
  const plan = { ...studyPlan(scenario, null), model: checked(scenario.model) };
  return new OptionStudy(withNone(plan), scenario.measureInfo, null, commonCosts(plan)).layout.columns;
}

function withNone(plan: StudyPlan): StudyPlan {
  return { ...plan, programmes: [], programmeCosts: [], fixedCosts: [] };
}

/** Options so far: a worker tells them apart by it. */
let optionsSoFar = 0;

/** Opens a scenario's options, and closes them when the work is done. @throws InputError for what the user can mend */
export async function withOptionRuns<Result>(
  path: string,
  options: OptionRunsOptions,
  work: (runs: OptionRuns) => Promise<Result>,
): Promise<Result> {
  const files = options.files ?? nodeFiles();
  const progress = options.onProgress ?? (() => {});
  const crew = hireCrew(options.workers);
  try {
    const settled = await settle(path, files, options satisfies RunOptions, options.resolution, crew, progress);
    return await work(explained(settled.resolution, () => optionRuns(settled, crew, options.signal)));
  } finally {
    await crew.close();
  }
}

function optionRuns({ resolution, plan, start }: Settled, crew: Crew, signal: AbortSignal | undefined): OptionRuns {
  const { scenario } = resolution;
  const { measureInfo } = scenario;
  const costs: CommonCosts = commonCosts(plan);
  const { columns } = new OptionStudy(withNone(plan), measureInfo, start, costs).layout;
  const planOf = ({ programmes, change }: OptionChoice): StudyPlan => {
    const chosen = scenario.programmes.filter(({ id }) => programmes.includes(id));
    const own = studyPlan({ ...scenario, programmes: chosen }, null);
    return {
      ...plan,
      programmes: change === undefined ? own.programmes : own.programmes.map(change),
      programmeCosts: own.programmeCosts,
      fixedCosts: own.fixedCosts,
    };
  };
  return {
    resolution,
    columns,
    run: async (choice, tell) => {
      const task = {
        kind: 'option' as const,
        id: `option ${optionsSoFar++}`,
        plan: planOf(choice),
        measureInfo,
        start,
        costs,
      };
      const done = await inTurn([...Array(scenario.replications).keys()], crew.size, async (replication) => {
        signal?.throwIfAborted();
        const [replicate] = await crew.do({ ...task, replications: [replication] });
        tell?.();
        return replicate!.values;
      });
      signal?.throwIfAborted();
      return done;
    },
  };
}
