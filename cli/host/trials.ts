/** Simulates the trials of programmes: from a published risk at a horizon to hazard ratios. No printing. */
import { PathwayError, plainRatio, simulateTrial, TrialError, type TrialResult } from '../../engine/index.js';
import {
  InputError,
  problemAt,
  problemWithFile,
  programmeTrials,
  rowsOf,
  type Files,
  type ProgrammeTrials,
  type ResolvedTrial,
  type TrialRow,
} from '../../scenarios/index.js';
import { placeOf } from '../../scenarios/load/index.js';
import { nodeFiles } from '../../scenarios/load/node-files.js';

export interface TrialsOptions {
  /** A baseline: a file, or a name of the library. */
  readonly baseline?: string | undefined;
  /** Children in each arm. */
  readonly children?: number | undefined;
  readonly seed?: string | undefined;
  readonly files?: Files | undefined;
  /** Told before each trial: how many are done, of how many. */
  readonly onProgress?: ((done: number, of: number) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface SimulatedTrial {
  readonly programme: Pick<ProgrammeTrials, 'programme' | 'title'>;
  readonly trial: ResolvedTrial;
  readonly result: TrialResult;
  /** By outcome: the ratio that the published figures are by themselves. */
  readonly plain: Readonly<Record<string, number | null>>;
  readonly rows: readonly TrialRow[];
}

const CHILDREN = 20_000;
const SEED = 'trials';

/** @throws InputError for what the user can mend: a file, or a figure that the model cannot come to */
export async function simulateTrials(
  asked: string | undefined,
  options: TrialsOptions,
): Promise<readonly SimulatedTrial[]> {
  const { baseline, children = CHILDREN, seed = SEED, files = nodeFiles(), onProgress = () => {}, signal } = options;
  const { reference, programmes } = programmeTrials(files, asked, baseline);
  const tasks = programmes.flatMap((programme) => programme.trials.map((trial) => ({ programme, trial })));
  const done: SimulatedTrial[] = [];
  for (const { programme, trial } of tasks) {
    onProgress(done.length, tasks.length);
    // oxlint-disable-next-line no-await-in-loop -- an interruption is heard between two trials
    await new Promise((resolve) => setImmediate(resolve));
    signal?.throwIfAborted();
    const { plan } = trial;
    try {
      const result = simulateTrial(plan, { model: reference.model, epoch: reference.startDay, seed, children });
      done.push({
        programme,
        trial,
        result,
        plain: Object.fromEntries(plan.outcomes.map((outcome) => [outcome.name, plainRatio(outcome)])),
        rows: rowsOf(programme.programme, trial, result, seed),
      });
    } catch (error) {
      throw explained(error, programme, trial, reference.path);
    }
  }
  onProgress(tasks.length, tasks.length);
  return done;
}

function explained(error: unknown, { root }: ProgrammeTrials, { plan }: ResolvedTrial, baseline: string): unknown {
  if (error instanceof PathwayError) return new InputError([problemWithFile(baseline, error.message)]);
  if (!(error instanceof TrialError)) return error;
  const path = ['trials', plan.name, ...(error.outcome === null ? ['who'] : ['outcomes', error.outcome])];
  return new InputError([problemAt(placeOf(root, path), error.message)]);
}
