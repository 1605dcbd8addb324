/**
 * What a worker thread does: builds histories and starts, or runs replications of a study or of figures, which it keeps
 * compiled. The same functions run in the calling thread where no worker is wanted.
 */
import {
  buildHistory,
  FiguresWorld,
  OptionStudy,
  PathwayError,
  Study,
  weightStock,
  type CommonCosts,
  type FiguresPlan,
  type FiguresReplicate,
  type MeasureInfo,
  type OptionReplicate,
  type Replicate,
  type Start,
  type StartPlan,
  type Stock,
  type StudyPlan,
} from '../../engine/index.js';
import { shareStart } from './shared.js';

export interface StudyTask {
  readonly kind: 'study';
  /** Names the study, so that a worker compiles it once. */
  readonly id: string;
  readonly plan: StudyPlan;
  readonly measureInfo: readonly MeasureInfo[];
  readonly start: Start | null;
  readonly replications: readonly number[];
}

export interface HistoryTask {
  readonly kind: 'history';
  readonly plan: StartPlan;
  readonly epoch: number;
}

/** One history, and the starts that several plans make of it. */
export interface StartsTask {
  readonly kind: 'starts';
  readonly plans: readonly [StartPlan, ...StartPlan[]];
  readonly epoch: number;
}

/** A start over shared memory, or what the engine refused: an error loses its kind between threads. */
export type MadeStart =
  | { readonly start: Start }
  | { readonly refused: { readonly message: string; readonly path: readonly string[] } };

export interface FiguresTask {
  readonly kind: 'figures';
  /** Names the world, so that a worker compiles it once. */
  readonly id: string;
  readonly plan: FiguresPlan;
  readonly start: Start | null;
  readonly replications: readonly number[];
}

/** Replications of one option by itself. */
export interface OptionTask {
  readonly kind: 'option';
  /** Names the option, so that a worker compiles it once. */
  readonly id: string;
  readonly plan: StudyPlan;
  readonly measureInfo: readonly MeasureInfo[];
  readonly start: Start | null;
  readonly costs: CommonCosts;
  readonly replications: readonly number[];
}

export type Task = StudyTask | HistoryTask | StartsTask | FiguresTask | OptionTask;

interface Results {
  readonly study: Replicate[];
  readonly history: { readonly stock: Stock; readonly events: number };
  readonly starts: { readonly starts: readonly MadeStart[]; readonly events: number };
  readonly figures: FiguresReplicate[];
  readonly option: OptionReplicate[];
}

export type TaskResult<T extends Task> = Results[T['kind']];

/** Worlds kept at once: figures of several runs, or of several evaluations, may come in turns. */
const KEPT = 4;

let kept: { readonly id: string; readonly study: Study } | null = null;
let keptOption: { readonly id: string; readonly option: OptionStudy } | null = null;
const worlds = new Map<string, FiguresWorld>();

/** Does a task. Exported as the default for worker threads. */
export default function perform<T extends Task>(task: T): TaskResult<T> {
  return resultOf(task) as TaskResult<T>;
}

function resultOf(task: Task): Results[Task['kind']] {
  switch (task.kind) {
    case 'history':
      return buildHistory(task.plan, task.epoch);
    case 'starts':
      return makeStarts(task);
    case 'figures': {
      const world = worldOf(task);
      return task.replications.map((replication) => world.replicate(replication));
    }
    case 'option': {
      const { id, plan, measureInfo, start, costs, replications } = task;
      if (keptOption?.id !== id) keptOption = { id, option: new OptionStudy(plan, measureInfo, start, costs) };
      const { option } = keptOption;
      return replications.map((replication) => option.replicate(replication));
    }
    case 'study': {
      if (kept?.id !== task.id) kept = { id: task.id, study: new Study(task.plan, task.measureInfo, task.start) };
      const { study } = kept;
      return task.replications.map((replication) => study.replicate(replication));
    }
  }
}

function worldOf({ id, plan, start }: FiguresTask): FiguresWorld {
  const world = worlds.get(id) ?? new FiguresWorld(plan, start);
  // The one used last stands last.
  worlds.delete(id);
  worlds.set(id, world);
  const [oldest] = worlds.keys();
  if (worlds.size > KEPT && oldest !== undefined) worlds.delete(oldest);
  return world;
}

function makeStarts({ plans, epoch }: StartsTask): Results['starts'] {
  const { stock, events } = buildHistory(plans[0], epoch);
  const starts = plans.map((plan): MadeStart => {
    try {
      return { start: shareStart({ stock, strata: weightStock(stock, plan, epoch) }) };
    } catch (error) {
      if (!(error instanceof PathwayError)) throw error;
      return { refused: { message: error.message, path: error.path } };
    }
  });
  return { starts, events };
}
