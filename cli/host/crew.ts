/** A crew of worker threads, or none: the same tasks, the same results, whatever their number. */
import { fileURLToPath } from 'node:url';
import { Tinypool } from 'tinypool';
import perform, { type Task, type TaskResult } from './tasks.js';

export interface Crew {
  readonly size: number;
  do<T extends Task>(task: T): Promise<TaskResult<T>>;
  close(): Promise<void>;
}

/** `workers` threads; 0 does everything in the calling thread (tests of the sources, and places without threads). */
export function hireCrew(workers: number): Crew {
  if (workers === 0) {
    return {
      size: 1,
      do: async (task) => perform(task),
      close: async () => {},
    };
  }
  const pool = new Tinypool({
    filename: fileURLToPath(new URL('./tasks.js', import.meta.url)),
    minThreads: workers,
    maxThreads: workers,
    isolateWorkers: false,
    concurrentTasksPerWorker: 1,
  });
  return {
    size: workers,
    do: async <T extends Task>(task: T) => (await pool.run(task)) as TaskResult<T>,
    close: async () => {
      await pool.destroy();
    },
  };
}
