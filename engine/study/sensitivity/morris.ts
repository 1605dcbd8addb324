/**
 * Screening by elementary effects (Morris 1991, Technometrics 33:161-174), with the mean of their sizes (Campolongo,
 * Cariboni and Saltelli 2007, Environmental Modelling & Software 22:1509-1518).
 *
 * A trajectory starts at a random point of a grid over the unit cube and moves each number once, in a random order, by the
 * same step; what a move does to the result, over the step, is an elementary effect. Its mean says how much a number
 * matters; its spread over trajectories, whether that depends on the others or on where the number stands.
 *
 * Results are means of replications on the same luck, and so have noise. Effects by trajectory and replication are a table
 * of two ways: what is left once the means of its rows and columns are taken off is the noise of an effect, which is
 * taken off the spread. What all trajectories share of the luck is the standard error of the mean.
 */
import { reach95 } from '../../decision/mean-interval.js';
import { deriveKey, drawBlock, hashName, seedKey, unit32 } from '../../random/index.js';
import { estimateOf, type Estimate } from './estimate.js';

/** Levels of the grid, and the step: half of the levels, so that each is as often left as come to. */
const LEVELS = 4;
const STEP = LEVELS / (2 * (LEVELS - 1));

export interface Trajectory {
  /** Points in turn, each a value from 0 to 1 for every number: the start, then one after each move. */
  readonly points: readonly Float64Array[];
  /** Which number each move is of. */
  readonly moved: readonly number[];
}

export interface MorrisDesign {
  readonly names: readonly string[];
  readonly trajectories: readonly Trajectory[];
}

const PURPOSE = hashName('elementary effects');

/**
 * Trajectories through a grid of four levels (0, 1/3, 2/3, 1). Where a number starts and when it moves depend on the seed, the
 * trajectory and its name alone, so another number moves none that was there.
 *
 * @throws RangeError for no names, a name that comes twice, or no trajectories
 */
export function morrisDesign(names: readonly string[], trajectories: number, seed: string): MorrisDesign {
  if (names.length === 0 || new Set(names).size !== names.length)
    throw new RangeError('one number at least is needed, each once');
  if (!(Number.isInteger(trajectories) && trajectories >= 1))
    throw new RangeError(`a whole number of trajectories from 1, not ${trajectories}`);
  return { names, trajectories: Array.from({ length: trajectories }, (_, t) => trajectory(names, t, seed)) };
}

function trajectory(names: readonly string[], t: number, seed: string): Trajectory {
  const key = deriveKey(seedKey(seed), t, PURPOSE, PURPOSE, PURPOSE);
  const words = new Uint32Array(4);
  const drawn = names.map((name, i) => {
    drawBlock(key, hashName(name), 0, 0, 0, words);
    return { i, start: Math.floor(unit32(words[0]!) * LEVELS) / (LEVELS - 1), turn: unit32(words[1]!) };
  });
  const moved = [...drawn].sort((a, b) => a.turn - b.turn || a.i - b.i).map(({ i }) => i);
  let point = Float64Array.from(drawn, ({ start }) => start);
  const points = [point];
  for (const i of moved) {
    point = point.slice();
    point[i] = movedTo(point[i]!);
    points.push(point);
  }
  return { points, moved };
}

/** A step up from the lower half of the levels, a step down from the upper. */
function movedTo(level: number): number {
  return Math.round((level < 0.5 ? level + STEP : level - STEP) * (LEVELS - 1)) / (LEVELS - 1);
}

export interface MorrisEffect {
  readonly name: string;
  /** Mean effect of going from 0 to 1; its standard error is that of the trajectories, and of the luck they share. */
  readonly mu: Estimate;
  /** Mean size of the effects; its standard error is that of the trajectories. */
  readonly muStar: Estimate;
  /** Standard deviation of the effects over trajectories without the noise of replications; NaN for one trajectory. */
  readonly sigma: number;
  /** Standard deviation that the luck of replications gives one effect; NaN for one replication. */
  readonly noise: number;
  /** Whether the mean size is more than noise alone would give; null for one replication. */
  readonly stands: boolean | null;
}

/**
 * Elementary effects of every number, those with the largest mean size first.
 *
 * @param results the result of a point of a trajectory: a value for each replication, on the same luck everywhere
 * @throws RangeError where a result is no number, or the replications are not as many everywhere
 */
export function morrisEffects(
  { names, trajectories }: MorrisDesign,
  results: (trajectory: number, point: number) => ArrayLike<number>,
): readonly MorrisEffect[] {
  const effects = names.map((): Float64Array[] => []);
  trajectories.forEach(({ points, moved }, t) => {
    moved.forEach((i, step) => {
      const [from, to] = [results(t, step), results(t, step + 1)];
      if (from.length !== to.length) throw new RangeError(`${to.length} replications against ${from.length}`);
      const size = points[step + 1]![i]! - points[step]![i]!;
      effects[i]!.push(Float64Array.from(to, (value, r) => (value - from[r]!) / size));
    });
  });
  return names
    .map((name, i) => ({ effect: effectOf(name, effects[i]!), i }))
    .sort((a, b) => b.effect.muStar.value - a.effect.muStar.value || a.i - b.i)
    .map(({ effect }) => effect);
}

/** @param table effects by trajectory, then replication */
function effectOf(name: string, table: readonly Float64Array[]): MorrisEffect {
  const [T, R] = [table.length, table[0]!.length];
  if (table.some((row) => row.length !== R)) throw new RangeError('every trajectory needs the same replications');
  const rows = table.map((row) => estimateOf(row).value);
  const columns = Array.from({ length: R }, (_, r) => table.reduce((sum, row) => sum + row[r]!, 0) / T);
  const overall = estimateOf(rows);
  const muStar = estimateOf(rows.map(Math.abs));
  const between = overall.mcSe * overall.mcSe * T;
  const shared = varianceOf(columns, overall.value) / R;
  let left = 0;
  let within = 0;
  table.forEach((row, t) =>
    row.forEach((value, r) => {
      left += square(value - rows[t]! - columns[r]! + overall.value);
      within += square(value - rows[t]!);
    }),
  );
  const own = T > 1 && R > 1 ? left / ((T - 1) * (R - 1)) / R : 0;
  const noise = R > 1 ? Math.sqrt(within / (T * (R - 1)) / R) : Number.NaN;
  return {
    name,
    mu: {
      value: overall.value,
      mcSe: Math.sqrt((T > 1 ? between / T : 0) + (R > 1 ? Math.max(0, shared - own / T) : 0)),
    },
    muStar,
    sigma: T > 1 ? Math.sqrt(Math.max(0, between - own)) : Number.NaN,
    noise,
    // Of one effect's noise: the luck is shared, so trajectories do not average it away.
    stands: R > 1 ? muStar.value > reach95(T * (R - 1)) * noise : null,
  };
}

function varianceOf(values: readonly number[], mean: number): number {
  return values.length > 1 ? values.reduce((sum, value) => sum + square(value - mean), 0) / (values.length - 1) : 0;
}

function square(value: number): number {
  return value * value;
}
