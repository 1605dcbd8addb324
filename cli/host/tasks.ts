/**
 * What a worker thread does: builds the history, or runs replications of a study it keeps compiled.
 * The same functions run in the calling thread where no worker is wanted.
 */
import {
  buildHistory,
  Study,
  type MeasureInfo,
  type Replicate,
  type Start,
  type StartPlan,
  type Stock,
  type StudyPlan,
} from '../../engine/index.js';

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

export type Task = StudyTask | HistoryTask;
export type TaskResult<T extends Task> = T extends StudyTask ? Replicate[] : { stock: Stock; events: number };

let kept: { readonly id: string; readonly study: Study } | null = null;

/** Does a task. Exported as the default for worker threads. */
export default function perform<T extends Task>(task: T): TaskResult<T> {
  if (task.kind === 'history') return buildHistory(task.plan, task.epoch) as TaskResult<T>;
  if (kept?.id !== task.id) kept = { id: task.id, study: new Study(task.plan, task.measureInfo, task.start) };
  const { study } = kept;
  return task.replications.map((replication) => study.replicate(replication)) as TaskResult<T>;
}
