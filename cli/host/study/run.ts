/** A study of one area run: every option on the same children with the same luck, draw by draw. No printing. */
import {
  commonCosts,
  DrawLuck,
  OptionStudy,
  type Column,
  type CommonCosts,
  type StudyPlan,
} from '../../../engine/index.js';
import {
  endsByName,
  InputError,
  problemWithFile,
  uncertaintyOfScenario,
  type DrawnNumber,
  type Files,
  type HeldNumber,
  type NormalOf,
  type ResolvedScenario,
  type ScenarioOverrides,
} from '../../../scenarios/index.js';
import { hireCrew, hireHands } from '../crew.js';
import { inTurn } from '../in-turn.js';
import { checked, studyPlan } from '../prepare.js';
import { explained, settle, type Progress, type Settled } from '../run-study.js';
import { versions } from '../versions.js';
import performDraw, { type DrawTask, type DrawTold } from './draw-task.js';
import { Journal, type Part } from './journal.js';
import type { OptionSet } from './options.js';

export interface StudyRunOptions {
  readonly files: Files;
  /** Whether `files` is the disk, which threads can read by themselves. */
  readonly onDisk: boolean;
  readonly overrides: ScenarioOverrides;
  readonly workers: number;
  readonly draws: number;
  /** Of each draw; in all where there are none. */
  readonly replications: number;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  /** Where parts are kept; null to keep none. */
  readonly folder: string | null;
}

/** What the runs of one area left: numbers by option, draw and replication, all options with the same columns. */
export interface StudyRuns {
  readonly set: OptionSet;
  readonly settled: Settled;
  readonly columns: readonly Column[];
  /** Present-value factors of the quarters. */
  readonly quarterFactors: ArrayLike<number>;
  /** By what is drawn, where each draw lies: a size that grows with the number, by draw. */
  readonly sizes: readonly Float64Array[];
  /** Columns of each option's own programmes. */
  readonly programmeColumns: readonly (readonly Column[])[];
  /** By option, draw (one, where nothing is drawn) and replication. */
  readonly values: readonly (readonly (readonly Float64Array[])[])[];
  readonly programmes: readonly (readonly (readonly Float64Array[])[])[];
  /** 0 where nothing is drawn: chance only. */
  readonly draws: number;
  readonly drawn: readonly DrawnNumber[];
  readonly held: readonly HeldNumber[];
  readonly events: number;
  /** Draws whose local fit did not come near enough. */
  readonly notClose: number;
  /** Parts that were found done. */
  readonly resumed: number;
}

/** @throws InputError for what the user can mend */
export async function runStudy(set: OptionSet, options: StudyRunOptions): Promise<StudyRuns> {
  const { files, draws, overrides } = options;
  const progress = options.onProgress ?? (() => {});
  const [first] = set.options;
  const own = { ...overrides, option: first.source.option };
  const crew = hireCrew(options.workers);
  try {
    const settled = await settle(
      first.source.path,
      files,
      { ...own, workers: options.workers, ...(options.signal !== undefined && { signal: options.signal }) },
      first.resolution,
      crew,
      progress,
    );
    const plans = set.options.map(({ resolution }) => planOf(settled, resolution.scenario));
    const costs = commonCosts(...plans);
    const layouts = set.options.map(({ resolution }, i) =>
      explained(resolution, () => new OptionStudy(plans[i]!, first.resolution.scenario.measureInfo, null, costs)),
    );
    const { drawn, held, sizes } = uncertaintyOf(set, files, overrides);
    const journal = new Journal(options.folder, questionOf(set, settled, options));
    const run = { set, settled, plans, costs, journal, options: { ...options, overrides: own }, progress };
    const { parts, resumed } =
      draws === 0 ? await runChance(run, crew) : await runDraws({ ...run, fitted: settled.fit?.multipliers ?? {} });
    return {
      set,
      settled,
      columns: layouts[0]!.layout.columns,
      quarterFactors: layouts[0]!.layout.money.quarterFactors,
      sizes: draws === 0 ? [] : sizesOf(sizes, settled.resolution.scenario.seed, draws),
      programmeColumns: layouts.map(({ programmes }) => programmes.columns),
      ...gathered(parts, set.options.length, draws === 0),
      draws,
      drawn: draws === 0 ? [] : drawn,
      held,
      events: parts.reduce((sum, part) => sum + part.events, 0),
      notClose: parts.filter(({ close }) => !close).length,
      resumed,
    };
  } finally {
    await crew.close();
  }
}

/** A settled baseline with an option's programmes. */
function planOf({ plan, resolution }: Settled, { programmes }: ResolvedScenario): StudyPlan {
  const own = studyPlan({ ...resolution.scenario, programmes }, null);
  return {
    ...plan,
    model: checked(plan.model),
    programmes: own.programmes,
    programmeCosts: own.programmeCosts,
    fixedCosts: own.fixedCosts,
  };
}

interface Run {
  readonly set: OptionSet;
  readonly settled: Settled;
  readonly plans: readonly StudyPlan[];
  readonly costs: CommonCosts;
  readonly journal: Journal;
  readonly options: StudyRunOptions;
  readonly progress: (progress: Progress) => void;
}

interface Done {
  readonly parts: readonly Part[];
  readonly resumed: number;
}

/** Without draws: a part is a replication of every option. */
async function runChance(run: Run, crew: ReturnType<typeof hireCrew>): Promise<Done> {
  const { settled, plans, costs, journal, options, progress } = run;
  const { measureInfo } = settled.resolution.scenario;
  const ids = plans.map((_, i) => `option ${i} of study ${studiesSoFar}`);
  studiesSoFar++;
  let done = 0;
  let resumed = 0;
  const of = options.replications * plans.length;
  progress({ stage: 'running', done, of });
  const parts: (Part | null)[] = Array.from({ length: options.replications }, (_, r) =>
    journal.read(`replication-${r}`),
  );
  // One option after another keeps what is compiled; a replication is kept when every option has lived it.
  const missing = parts.flatMap((part, r) => (part === null ? [r] : []));
  resumed = parts.length - missing.length;
  done = resumed * plans.length;
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
      parts[replication] = part;
    });
  }
  return { parts: parts.map((part) => part!), resumed };
}

/** Replications of an option that one hand does before the next option has its turn. */
const CHUNK = 10;

/** Studies so far: a thread tells their options apart by it. */
let studiesSoFar = 0;

/** With draws: a part is a draw, with its own history, local fit and replications of every option. */
async function runDraws(run: Run & { readonly fitted: Readonly<Record<string, number>> }): Promise<Done> {
  const { set, options, costs, journal, progress, fitted } = run;
  const { draws, replications, signal } = options;
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
  let done = 0;
  let resumed = 0;
  progress({ stage: 'draws', done, of: draws });
  try {
    const parts = await inTurn(
      Array.from({ length: draws }, (_, i) => i + 1),
      hands.size,
      async (draw): Promise<Part> => {
        signal?.throwIfAborted();
        const name = `draw-${draw}-of-${replications}`;
        const kept = journal.read(name);
        if (kept !== null) resumed++;
        const part = kept ?? (await drawnPart(hands.do({ ...base, draw }), set));
        if (kept === null) journal.write(name, part);
        progress({ stage: 'draws', done: ++done, of: draws });
        return part;
      },
    );
    return { parts, resumed };
  } finally {
    await hands.close();
  }
}

async function drawnPart(told: Promise<DrawTold>, { options }: OptionSet): Promise<Part> {
  const found = await told;
  if ('refused' in found)
    throw new InputError([
      problemWithFile(
        options[0].source.path,
        `draw ${found.draw} of the parameters cannot be run, so an interval of the baseline is wider than the model allows: ${found.refused}`,
      ),
    ]);
  const { values, programmes, events, close } = found;
  return { values, programmes, events, close };
}

function textsOf(set: OptionSet, files: Files): Record<string, string> {
  const paths = new Set(set.options.flatMap(({ resolution }) => resolution.files));
  return Object.fromEntries([...paths].map((path) => [path, files.read(path)]));
}

/** Everything that the numbers of a part depend on. */
function questionOf(set: OptionSet, { resolution, plan }: Settled, options: StudyRunOptions): unknown {
  const { scenario } = resolution;
  return [
    versions(),
    scenario.seed,
    scenario.area,
    [plan.epoch, plan.months],
    scenario.parameterValues,
    scenario.start,
    options.draws === 0 ? 'chance' : 'draws',
    // More replications keep those that are done.
    { ...options.overrides, replications: undefined },
    set.options.map(({ id, resolution: own }) => [id, own.scenario.programmes]),
    Object.fromEntries(
      [...new Set(set.options.flatMap(({ resolution: own }) => own.files))].map((path) => [
        path,
        options.files.read(path),
      ]),
    ),
  ];
}

/** Numbers by part into numbers by option, draw and replication. */
function gathered(
  parts: readonly Part[],
  options: number,
  isChance: boolean,
): Pick<StudyRuns, 'values' | 'programmes'> {
  const by = (which: 'values' | 'programmes') =>
    Array.from({ length: options }, (_, o) =>
      isChance ? [parts.map((part) => part[which][o]![0]!)] : parts.map((part) => part[which][o]!),
    );
  return { values: by('values'), programmes: by('programmes') };
}

/** Sizes by number, then draw. */
function sizesOf(sizes: (normal: NormalOf) => readonly number[], seed: string, draws: number): readonly Float64Array[] {
  const byDraw = Array.from({ length: draws }, (_, d) => {
    const luck = new DrawLuck(seed, d + 1);
    return sizes((name) => luck.normal(name));
  });
  return (byDraw[0] ?? []).map((_, k) => Float64Array.from(byDraw, (row) => row[k]!));
}

/** What is uncertain in any of the options, each number once. */
function uncertaintyOf(
  set: OptionSet,
  files: Files,
  overrides: ScenarioOverrides,
): {
  readonly drawn: readonly DrawnNumber[];
  readonly held: readonly HeldNumber[];
  /** The size of each number drawn, in their order. */
  readonly sizes: (normal: NormalOf) => readonly number[];
} {
  const drawn = new Map<string, DrawnNumber>();
  const sized: ((normal: NormalOf) => ReadonlyMap<string, number>)[] = [];
  const held = new Map<string, HeldNumber>();
  for (const { source, resolution } of set.options) {
    const own = uncertaintyOfScenario(source.path, files, { ...overrides, option: source.option }, resolution);
    for (const item of own.drawn) drawn.set(`${item.group}: ${item.name}`, item);
    for (const item of own.held) held.set(item.name, item);
    sized.push(own.sizes);
  }
  const all = [...drawn.values()];
  // What one option holds, by its stance, another may draw.
  for (const { name } of all) held.delete(name);
  return {
    drawn: all,
    held: [...held.values()],
    sizes: (normal) => {
      const found = new Map(sized.flatMap((of) => [...of(normal)]));
      return all.map(({ name }) => found.get(name) ?? normal(name));
    },
  };
}
