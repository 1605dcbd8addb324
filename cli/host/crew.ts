/** A crew of worker threads, or none: the same tasks, the same results, whatever their number. */
import { fileURLToPath } from 'node:url';
import { Tinypool } from 'tinypool';
import perform, { type Task, type TaskResult } from './tasks.js';

export interface Crew {
  readonly size: number;
  do<T extends Task>(task: T): Promise<TaskResult<T>>;
  close(): Promise<void>;
}

/** Threads of a worker file, or the calling thread where there are none. */
export interface Hands<Task, Result> {
  readonly size: number;
  do(task: Task): Promise<Result>;
  close(): Promise<void>;
}

/** `workers` threads of a file whose default export is `perform`; 0 does everything in the calling thread. */
export function hireHands<Task, Result>(
  workers: number,
  file: URL,
  perform: (task: Task) => Promise<Result> | Result,
): Hands<Task, Result> {
  if (workers === 0) return { size: 1, do: async (task) => perform(task), close: async () => {} };
  const pool = new Tinypool({
    filename: fileURLToPath(file),
    minThreads: workers,
    maxThreads: workers,
    // What the process was started with may be meant for its first file alone.
    execArgv: [],
    isolateWorkers: false,
    concurrentTasksPerWorker: 1,
  });
  return {
    size: workers,
    do: async (task) => (await pool.run(task)) as Result,
    close: async () => {
      await pool.destroy();
    },
  };
}

/** `workers` threads; 0 does everything in the calling thread (tests of the sources, and places without threads). */
export function hireCrew(workers: number): Crew {
  const hands = hireHands<Task, TaskResult<Task>>(workers, new URL('./tasks.js', import.meta.url), perform);
  return {
    size: hands.size,
    do: async <T extends Task>(task: T) => (await hands.do(task)) as TaskResult<T>,
    close: async () => hands.close(),
  };
}
