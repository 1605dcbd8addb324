/**
 * A result at one point after another: uncertain numbers at places in their intervals, others at values given, all on the
 * same luck. What was run is kept, what does not change the children is not run again, and money is reckoned from its lines.
 */
import { commonCosts, OptionStudy, type Column, type CommonCosts } from '../../../engine/index.js';
import {
  drawnProgrammes,
  endsByName,
  resolveScenario,
  uncertaintyOfScenario,
  type Ends,
  type Files,
  type Resolution,
  type ResolvedProgramme,
  type ScenarioOverrides,
  type ScenarioUncertainty,
} from '../../../scenarios/index.js';
import { hireCrew, hireHands, type Crew } from '../crew.js';
import { inTurn } from '../in-turn.js';
import { settle, type Progress, type Settled } from '../run-study.js';
import { atPrices, netCostAt, priceFactors, programmeLines } from './lines.js';
import { keyOf, type Point, type PointResult } from './point.js';
import type { ResultColumn } from './result.js';
import { programmeWith, sizesGiven } from './varied.js';
import performWorld, { worldPlan, type WorldTask, type WorldTold } from './world-task.js';

export interface PointsOptions {
  readonly files: Files;
  /** Whether `files` is the disk, which threads can read by themselves. */
  readonly onDisk: boolean;
  readonly overrides: ScenarioOverrides;
  /** The scenario as already read with the same overrides. */
  readonly resolution: Resolution;
  /** Worker threads; 0 for none. Any number gives the same result. */
  readonly workers: number;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: (
    progress: Progress | { readonly stage: 'changing'; readonly done: number; readonly of: number },
  ) => void;
}

/** One world that has to be run: which baseline, with which programmes. */
interface World {
  readonly baseline: string;
  readonly programmes: string;
}

/** Programmes of no option: the baseline by itself. */
const NONE = '[]';

/** What is uncertain in a scenario, and what is counted in it, before anything is run. */
export function before(
  path: string,
  { files, overrides, resolution }: PointsOptions,
): {
  readonly uncertainty: ScenarioUncertainty;
  readonly columns: readonly Column[];
} {
  const { scenario } = resolution;
  const plan = worldPlan(scenario, programmeLines(scenario.programmes, endsByName(scenario)));
  const none = worldPlan(scenario, []);
  const { columns } = new OptionStudy(none, scenario.measureInfo, null, commonCosts(plan)).layout;
  return { uncertainty: uncertaintyOfScenario(path, files, overrides, resolution), columns };
}

/**
 * Opens a scenario, and closes it when the work is done.
 *
 * @param movesBaseline whether any point moves a number of the baseline: then every world, that of the numbers as they are
 *   too, is brought to its area in the same quick way, so that only the numbers tell them apart
 * @throws InputError for what the user can mend
 */
export async function withPoints<Answer>(
  path: string,
  options: PointsOptions,
  asked: { readonly column: ResultColumn; readonly movesBaseline: boolean },
  work: (points: Points) => Promise<Answer>,
): Promise<Answer> {
  const crew = hireCrew(options.workers);
  const progress = options.onProgress ?? (() => {});
  try {
    const { files, overrides, workers, signal, resolution } = options;
    const own = { ...overrides, workers, ...(signal !== undefined && { signal }) };
    const settled = await settle(path, files, own, resolution, crew, progress);
    return await work(new Points(path, options, asked.column, asked.movesBaseline, settled, crew));
  } finally {
    await crew.close();
  }
}

let worldsSoFar = 0;

export class Points {
  private readonly uncertainty: ScenarioUncertainty;
  private readonly ends: ReadonlyMap<string, Ends>;
  private readonly costs: CommonCosts;
  private readonly known = new Map<string, readonly Float64Array[] | { readonly refused: string }>();
  private readonly programmesBy = new Map<string, readonly ResolvedProgramme[]>([[NONE, []]]);
  private readonly parametersBy = new Map<string, ReadonlyMap<string, unknown>>();

  constructor(
    private readonly path: string,
    private readonly options: PointsOptions,
    private readonly column: ResultColumn,
    private readonly movesBaseline: boolean,
    private readonly settled: Settled,
    private readonly crew: Crew,
  ) {
    const { files, overrides, resolution } = options;
    const { scenario } = resolution;
    this.uncertainty = uncertaintyOfScenario(path, files, overrides, resolution);
    this.ends = endsByName(scenario);
    this.costs = commonCosts(worldPlan(scenario, programmeLines(scenario.programmes, this.ends)));
  }

  /** Results in the order of the points; `tell` hears of each world that is run, and of how many. */
  async results(
    points: readonly Point[],
    tell: (done: number, of: number) => void = () => {},
  ): Promise<readonly PointResult[]> {
    const worlds = points.map((point) => this.worldsOf(point));
    const wanted = new Map<string, Set<string>>();
    for (const { baseline, programmes } of worlds.flat())
      if (!this.known.has(`${baseline} ${programmes}`))
        wanted.set(baseline, (wanted.get(baseline) ?? new Set<string>()).add(programmes));
    await this.run(wanted, tell);
    return points.map((point, i) => this.resultOf(point, worlds[i]!));
  }

  /** The worlds a point's result is made of: the option, the baseline, or the option and then the baseline. */
  private worldsOf({ at, given }: Point): readonly World[] {
    const own = at.filter(([{ reach }, normal]) => reach === 'baseline' && normal !== 0);
    const parameters = given.filter(([{ kind }]) => kind === 'parameter');
    const baseline = keyOf(own, parameters);
    if (!this.parametersBy.has(baseline)) {
      const normals = new Map(own.map(([{ key }, normal]) => [key, normal]));
      this.parametersBy.set(
        baseline,
        new Map([
          ...this.uncertainty.alone((name) => normals.get(name) ?? 0),
          ...parameters.flatMap(([{ name }, value]) => [...this.uncertainty.plain.get(name)!.changed(value)]),
        ]),
      );
    }
    const world = (programmes: string): World => ({ baseline, programmes });
    const { of } = this.column;
    if (of === 'baseline') return [world(NONE)];
    const option = world(this.programmesAt({ at, given }));
    return of === 'option' ? [option] : [option, world(NONE)];
  }

  /** The programmes of a point, kept under the key that is given back. */
  private programmesAt({ at, given }: Point): string {
    const moved = at.filter(([{ reach }, normal]) => reach === 'option' && normal !== 0);
    const own = given.filter(([{ kind }]) => kind !== 'parameter');
    const key = `with ${keyOf(moved, own)}`;
    if (this.programmesBy.has(key)) return key;
    const { files, overrides, resolution } = this.options;
    const { sizes, none } = sizesGiven(own);
    const { scenario } = sizes.size === 0 ? resolution : resolveScenario(this.path, files, { ...overrides, sizes });
    const written = scenario.programmes.filter(({ id }) => !none.has(id)).map((one) => programmeWith(one, own));
    const normals = new Map(moved.map(([number, normal]) => [number.key, normal]));
    const ends = new Map([...this.ends].filter(([name]) => normals.has(name)));
    const drawn = drawnProgrammes(written, ends, (name) => normals.get(name) ?? 0);
    this.programmesBy.set(key, programmeLines(drawn, this.ends));
    return key;
  }

  private async run(wanted: ReadonlyMap<string, ReadonlySet<string>>, tell: (done: number, of: number) => void) {
    const groups = [...wanted];
    const of = groups.reduce((sum, [, programmes]) => sum + programmes.size, 0);
    let done = 0;
    tell(done, of);
    const isAsItIs = (baseline: string): boolean => baseline === keyOf([], []) && !this.movesBaseline;
    for (const [baseline, programmes] of groups.filter(([key]) => isAsItIs(key)))
      for (const key of programmes) {
        // oxlint-disable-next-line no-await-in-loop -- one world after another keeps every hand busy
        this.known.set(`${baseline} ${key}`, await this.onSettled(key));
        tell(++done, of);
      }
    const moved = groups.filter(([key]) => !isAsItIs(key));
    if (moved.length === 0) return;
    const hands = hireHands<WorldTask, WorldTold>(
      Math.min(this.options.workers, moved.length),
      new URL('./world-task.js', import.meta.url),
      performWorld,
    );
    try {
      await inTurn(moved, hands.size, async ([baseline, programmes]) => {
        this.options.signal?.throwIfAborted();
        const keys = [...programmes];
        const told = await hands.do(this.taskOf(baseline, keys));
        keys.forEach((key, o) =>
          this.known.set(`${baseline} ${key}`, 'refused' in told ? { refused: told.refused } : told.values[o]!),
        );
        done += keys.length;
        tell(done, of);
      });
    } finally {
      await hands.close();
    }
  }

  /** A world on the baseline as it is, its replications shared out over the crew. */
  private async onSettled(key: string): Promise<readonly Float64Array[]> {
    const { resolution, start } = this.settled;
    const { scenario } = resolution;
    const task = {
      kind: 'option' as const,
      id: `world ${worldsSoFar++}`,
      plan: worldPlan(scenario, this.programmesBy.get(key)!),
      measureInfo: scenario.measureInfo,
      start,
      costs: this.costs,
    };
    return inTurn([...Array(scenario.replications).keys()], this.crew.size, async (replication) => {
      this.options.signal?.throwIfAborted();
      const [replicate] = await this.crew.do({ ...task, replications: [replication] });
      return replicate!.values;
    });
  }

  private taskOf(baseline: string, keys: readonly string[]): WorldTask {
    const { files, onDisk, overrides, resolution } = this.options;
    return {
      path: this.path,
      overrides,
      texts: onDisk ? null : Object.fromEntries(resolution.files.map((file) => [file, files.read(file)])),
      library: files.library,
      parameters: this.parametersBy.get(baseline)!,
      fitted: this.settled.fit?.multipliers ?? {},
      options: keys.map((key) => this.programmesBy.get(key)!),
      costs: this.costs,
      replications: resolution.scenario.replications,
    };
  }

  private resultOf({ at }: Point, worlds: readonly World[]): PointResult {
    const { column, lines, net } = this.column;
    const prices = new Map(at.flatMap(([{ reach, key }, normal]) => (reach === 'money' ? [[key, normal]] : [])));
    const { scenario } = this.options.resolution;
    const factors = priceFactors(scenario, this.ends, prices);
    const found: (readonly Float64Array[])[] = [];
    for (const { baseline, programmes } of worlds) {
      const rows = this.known.get(`${baseline} ${programmes}`)!;
      if ('refused' in rows) return rows;
      found.push(rows);
    }
    if (net !== null) return netCostAt(found[0]!, found[1]!, net, factors, scenario.appraisal.optimismBias);
    const [first, second] = found.map((rows) =>
      Float64Array.from(rows, (row) => atPrices(row, column, lines, factors)),
    );
    return second === undefined ? first! : first!.map((value, r) => value - second[r]!);
  }
}
