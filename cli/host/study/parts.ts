/** The parts of a study, done from one number up to another: more of them change none of those before. */
import type { CommonCosts, StudyPlan } from '../../../engine/index.js';
import {
  endsByName,
  InputError,
  problemWithFile,
  type Files,
  type ScenarioOverrides,
} from '../../../scenarios/index.js';
import { hireHands, type Crew } from '../crew.js';
import { inTurn } from '../in-turn.js';
import type { Progress, Settled } from '../run-study.js';
import performDraw, { type DrawTask, type DrawTold } from './draw-task.js';
import type { Journal, Part } from './journal.js';
import type { OptionSet } from './options.js';

/** What parts are made from. */
export interface Making {
  readonly set: OptionSet;
  readonly settled: Settled;
  readonly plans: readonly StudyPlan[];
  readonly costs: CommonCosts;
  readonly journal: Journal;
  readonly options: {
    readonly files: Files;
    readonly onDisk: boolean;
    readonly overrides: ScenarioOverrides;
    readonly workers: number;
    /** Of each draw. */
    readonly replications: number;
    readonly signal?: AbortSignal | undefined;
  };
  readonly progress: (progress: Progress) => void;
}

/** What doing them took. */
export interface Tally {
  /** Parts that were found done. */
  resumed: number;
  /** Draws done now, and seconds that setting them up and that their replications took. */
  draws: number;
  setUp: number;
  replications: number;
}

export interface Work {
  /** Parts by number, those that are kept included. */
  readonly run: (from: number, to: number) => Promise<readonly Part[]>;
  readonly tally: Tally;
  readonly close: () => Promise<void>;
}

/** Replications of an option that one hand does before the next option has its turn. */
const CHUNK = 10;

/** Studies so far: a thread tells their options apart by it. */
let studiesSoFar = 0;

/** Without draws: a part is a replication of every option. */
export function chanceWork({ settled, plans, costs, journal, options, progress }: Making, crew: Crew): Work {
  const { measureInfo } = settled.resolution.scenario;
  const ids = plans.map((_, i) => `option ${i} of study ${studiesSoFar}`);
  studiesSoFar++;
  const tally: Tally = { resumed: 0, draws: 0, setUp: 0, replications: 0 };
  const run = async (from: number, to: number): Promise<readonly Part[]> => {
    const of = to * plans.length;
    let done = from * plans.length;
    progress({ stage: 'running', done, of });
    const parts: (Part | null)[] = Array.from({ length: to - from }, (_, k) => journal.read(`replication-${from + k}`));
    // One option after another keeps what is compiled; a replication is kept when every option has lived it.
    const missing = parts.flatMap((part, k) => (part === null ? [from + k] : []));
    tally.resumed += parts.length - missing.length;
    done += (parts.length - missing.length) * plans.length;
    const size = Math.max(1, Math.min(CHUNK, Math.ceil(missing.length / crew.size)));
    for (let begin = 0; begin < missing.length; begin += size * crew.size) {
      const chunk = missing.slice(begin, begin + size * crew.size);
      const byOption: { values: Float64Array; programmes: Float64Array; events: number }[][] = [];
      for (const [i, plan] of plans.entries()) {
        // oxlint-disable-next-line no-await-in-loop -- one option after another
        const found = await inTurn(chunk, crew.size, async (replication) => {
          options.signal?.throwIfAborted();
          const task = { kind: 'option' as const, id: ids[i]!, plan, measureInfo, start: settled.start, costs };
          const [replicate] = await crew.do({ ...task, replications: [replication] });
          progress({ stage: 'running', done: ++done, of });
          return replicate!;
        });
        byOption.push(found);
      }
      options.signal?.throwIfAborted();
      chunk.forEach((replication, k) => {
        const part: Part = {
          values: byOption.map((rows) => [rows[k]!.values]),
          programmes: byOption.map((rows) => [rows[k]!.programmes]),
          events: byOption.reduce((sum, rows) => sum + rows[k]!.events, 0),
          close: true,
        };
        journal.write(`replication-${replication}`, part);
        parts[replication - from] = part;
      });
    }
    return parts.map((part) => part!);
  };
  return { run, tally, close: async () => {} };
}

/** With draws: a part is a draw, with its own history, local fit and replications of every option. */
export function drawsWork(
  { set, options, costs, journal, progress }: Making,
  fitted: Readonly<Record<string, number>>,
): Work {
  const { replications, signal } = options;
  const [first] = set.options;
  const base: Omit<DrawTask, 'draw'> = {
    path: first.source.path,
    overrides: options.overrides,
    texts: options.onDisk ? null : textsOf(set, options.files),
    library: options.files.library,
    replications: Array.from({ length: replications }, (_, r) => r),
    options: set.options.map(({ resolution: { scenario } }) => ({
      programmes: scenario.programmes,
      ends: [...endsByName(scenario)],
    })),
    costs,
    fitted,
  };
  const hands = hireHands<DrawTask, DrawTold>(options.workers, new URL('./draw-task.js', import.meta.url), performDraw);
  const tally: Tally = { resumed: 0, draws: 0, setUp: 0, replications: 0 };
  const run = async (from: number, to: number): Promise<readonly Part[]> => {
    let done = from;
    progress({ stage: 'draws', done, of: to });
    return inTurn(
      Array.from({ length: to - from }, (_, i) => from + i + 1),
      hands.size,
      async (draw): Promise<Part> => {
        signal?.throwIfAborted();
        const name = `draw-${draw}-of-${replications}`;
        const kept = journal.read(name);
        if (kept !== null) tally.resumed++;
        const part = kept ?? (await drawnPart(hands.do({ ...base, draw }), set, tally));
        if (kept === null) journal.write(name, part);
        progress({ stage: 'draws', done: ++done, of: to });
        return part;
      },
    );
  };
  return { run, tally, close: async () => hands.close() };
}

async function drawnPart(told: Promise<DrawTold>, { options }: OptionSet, tally: Tally): Promise<Part> {
  const found = await told;
  if ('refused' in found)
    throw new InputError([
      problemWithFile(
        options[0].source.path,
        `draw ${found.draw} of the parameters cannot be run, so an interval of the baseline is wider than the model allows: ${found.refused}`,
      ),
    ]);
  const { values, programmes, events, close, seconds } = found;
  tally.draws++;
  tally.setUp += seconds.setUp;
  tally.replications += seconds.replications;
  return { values, programmes, events, close };
}

function textsOf(set: OptionSet, files: Files): Record<string, string> {
  const paths = new Set(set.options.flatMap(({ resolution }) => resolution.files));
  return Object.fromEntries([...paths].map((path) => [path, files.read(path)]));
}
