/**
 * Replications of a race under draws of what is not known: replication r lives draw r + 1, the same for every mix, so that mixes
 * differ in nothing else. What a draw does is what a study's does.
 */
import type { commonCosts } from '../../../engine/index.js';
import {
  endsByName,
  InputError,
  problemWithFile,
  type Files,
  type ScenarioOverrides,
} from '../../../scenarios/index.js';
import { hireHands } from '../crew.js';
import { inTurn } from '../in-turn.js';
import performDraw, { type DrawTask, type DrawTold } from '../study/draw-task.js';
import type { MixSet } from './mixes.js';
import type { Live, Wanted } from './runner.js';

export interface DrawsAsked {
  readonly files: Files;
  /** Whether `files` is the disk, which threads can read by themselves. */
  readonly onDisk: boolean;
  /** Those of no programme. */
  readonly overrides: ScenarioOverrides;
  readonly workers: number;
  readonly signal?: AbortSignal | undefined;
}

/**
 * @param fitted multipliers of the local fit of the numbers as they are: where that of each draw begins
 * @returns what lives the draws, and what sends its threads home
 */
export function byDraws(
  set: MixSet,
  { files, onDisk, overrides, workers, signal }: DrawsAsked,
  costs: ReturnType<typeof commonCosts>,
  fitted: Readonly<Record<string, number>>,
): { readonly live: Live; readonly close: () => Promise<void> } {
  const ends = [...endsByName(set.all.scenario)];
  const base = {
    path: set.read.path,
    overrides,
    texts: onDisk ? null : Object.fromEntries(set.all.files.map((file) => [file, files.read(file)])),
    library: files.library,
    // Each draw is lived once: many draws say more than many replications of few.
    replications: [0],
    costs,
    fitted,
  };
  const hands = hireHands<DrawTask, DrawTold>(workers, new URL('../study/draw-task.js', import.meta.url), performDraw);
  const live: Live = async (wanted, keep) => {
    const byReplication = new Map<number, Wanted[]>();
    for (const one of wanted) {
      const own = byReplication.get(one.replication) ?? [];
      own.push(one);
      byReplication.set(one.replication, own);
    }
    await inTurn([...byReplication], hands.size, async ([replication, own]) => {
      signal?.throwIfAborted();
      const options = own.map(({ mix }) => ({ programmes: mix === null ? [] : set.mixes[mix]!.programmes, ends }));
      const told = await hands.do({ ...base, draw: replication + 1, options });
      if ('refused' in told)
        throw new InputError([
          problemWithFile(
            set.read.path,
            `draw ${told.draw} of the parameters cannot be run, so an interval of the baseline is wider than the model allows: ${told.refused}`,
          ),
        ]);
      own.forEach((one, o) => {
        const events = o === 0 ? told.events : 0;
        keep(one, { row: told.values[o]![0]!, events, close: told.close });
      });
    });
    signal?.throwIfAborted();
  };
  return { live, close: async () => hands.close() };
}
