/**
 * What a worker thread does with one baseline whose numbers are moved: its history, its local fit, and the replications of
 * every option that is asked for on it. The same in the calling thread.
 */
import { OptionStudy, type CommonCosts, type StudyPlan } from '../../../engine/index.js';
import {
  InputError,
  resolveScenario,
  type ResolvedProgramme,
  type ResolvedScenario,
  type ScenarioOverrides,
} from '../../../scenarios/index.js';
import { hireCrew } from '../crew.js';
import { checked, studyPlan } from '../prepare.js';
import { explained, settle } from '../run-study.js';
import { taskFiles, type TaskFiles } from '../task-files.js';
import { unitCostLines } from './lines.js';

export interface WorldTask extends TaskFiles {
  readonly path: string;
  readonly overrides: ScenarioOverrides;
  /** Values in place of the baseline's own. */
  readonly parameters: ReadonlyMap<string, unknown>;
  /** Multipliers of the local fit of the numbers as they are: where this one begins. */
  readonly fitted: Readonly<Record<string, number>>;
  /** Programmes of each option, every cost on a line of its own; none for the baseline. */
  readonly options: readonly (readonly ResolvedProgramme[])[];
  readonly costs: CommonCosts;
  readonly replications: number;
}

/** By option, then replication. A refusal loses its kind between threads. */
export type WorldTold = { readonly values: readonly (readonly Float64Array[])[] } | { readonly refused: string };

/** As near as a draw is brought to what is published of its area. */
const CLOSE = 0.01;

export default async function performWorld(task: WorldTask): Promise<WorldTold> {
  try {
    return await world(task);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return { refused: error.problems[0]?.message ?? error.message };
  }
}

async function world(task: WorldTask): Promise<WorldTold> {
  const { path, fitted, options, costs, replications } = task;
  const files = taskFiles(task);
  const overrides = { ...task.overrides, parameters: task.parameters };
  const read = resolveScenario(path, files, overrides);
  const crew = hireCrew(0);
  const settled = await settle(path, files, { ...overrides, workers: 0 }, read, crew, () => {}, {
    from: fitted,
    closeTo: CLOSE,
    isDraw: true,
  });
  const { scenario } = settled.resolution;
  const values = options.map((programmes) => {
    const study = explained(
      settled.resolution,
      () => new OptionStudy(worldPlan(scenario, programmes), scenario.measureInfo, settled.start, costs),
    );
    return Array.from({ length: replications }, (_, r) => study.replicate(r).values);
  });
  return { values };
}

/** A settled scenario with some programmes, every cost on a line of its own. */
export function worldPlan(scenario: ResolvedScenario, programmes: readonly ResolvedProgramme[]): StudyPlan {
  const own = studyPlan({ ...scenario, ledger: unitCostLines(scenario.ledger), programmes }, null);
  return { ...own, model: checked(scenario.model), start: null };
}
