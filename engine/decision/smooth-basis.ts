/**
 * Columns from which a smooth function of a few parameters is made: each parameter straight, each bent, and their products, in
 * small groups to the third degree.
 *
 * Bends are low-rank thin-plate splines, |x - knot| cubed with the knots at quantiles, turned so that an equal penalty on all
 * coefficients is a penalty on roughness. Source: D. Ruppert, M. P. Wand and R. J. Carroll, Semiparametric Regression
 * (Cambridge, 2003), sections 13.4 and 13.5.
 */
import { symmetricEigen } from './eigen.js';
import { crossed, meanOf, type ByOption } from './tables.js';

export interface Basis {
  /** Columns by draws, each with mean 0. */
  readonly columns: Float64Array[];
  /** By column, the number of its block: coefficients of a block are shrunk alike. */
  readonly blocks: number[];
}

/** Knots this near to each other, by the smallest eigenvalue over the largest, are as good as one. */
const FLAT = 1e-10;
/** Those of 15 parameters: more would take long and say little. */
const MOST_PAIRS = 105;
/** Groups of no more than so many parameters get products of three as well. */
const MOST_BENT_TOGETHER = 4;
/** Knots for a parameter alone, and in a group. */
const KNOTS_ALONE = 12;
const KNOTS_IN_GROUP = 6;

/**
 * The columns for a group of parameters. One that does not vary gives none; one with two values is only straight. Products
 * are left out where those of pairs alone would be more than half as many as the draws, or more than 105.
 */
export function smoothBasis(parameters: ByOption): Basis {
  const straight = parameters.map(unit).filter((own) => own !== null);
  const columns: Float64Array[] = [];
  const blocks: number[] = [];
  let block = 0;
  const add = (own: readonly Float64Array[]): void => {
    for (const column of own) {
      columns.push(column);
      blocks.push(block);
    }
    if (own.length > 0) block++;
  };
  for (const own of straight) add([own]);
  const knots = straight.length === 1 ? KNOTS_ALONE : KNOTS_IN_GROUP;
  for (const own of straight) add(bends(own, knots));
  const pairs = pairsOf(straight);
  if (pairs.length === 0 || pairs.length > Math.min(MOST_PAIRS, straight[0].length / 2)) return { columns, blocks };
  add(pairs.map(([a, b]) => product(a, b)).filter((own) => own !== null));
  if (straight.length > MOST_BENT_TOGETHER) return { columns, blocks };
  const third = [
    ...pairs.flatMap(([a, b]) => [product(a, a, b), product(a, b, b)]),
    ...pairs.flatMap(([a, b]) => straight.slice(0, straight.indexOf(b)).map((c) => product(a, b, c))),
  ];
  add(third.filter((own) => own !== null));
  return { columns, blocks };
}

/** Each with those before it. */
function pairsOf(straight: readonly Float64Array[]): [Float64Array, Float64Array][] {
  return straight.flatMap((own, a) => straight.slice(0, a).map((other): [Float64Array, Float64Array] => [own, other]));
}

function product(...factors: readonly Float64Array[]): Float64Array | null {
  return unit(factors[0].map((_, i) => factors.reduce((all, own) => all * own[i], 1)));
}

/** With mean 0 and variance 1; null where nothing varies. */
function unit(values: ArrayLike<number>): Float64Array | null {
  const mean = meanOf(values);
  const sd = Math.sqrt(crossed(values, mean, values, mean) / values.length);
  if (!(sd > 1e-12 * Math.abs(mean)) || sd === 0) return null;
  return Float64Array.from(values, (value) => (value - mean) / sd);
}

function bends(x: Float64Array, most: number): Float64Array[] {
  const different = [...new Set(x)].sort((a, b) => a - b);
  const count = Math.min(most, different.length);
  if (count < 3) return [];
  const knots = Array.from({ length: count }, (_, k) => different[Math.floor(((k + 0.5) * different.length) / count)]);
  const cube = (value: number): number => Math.abs(value * value * value);
  const gram = new Float64Array(count * count);
  for (let k = 0; k < count; k++) for (let l = 0; l < count; l++) gram[k * count + l] = cube(knots[k] - knots[l]);
  const { values, vectors } = symmetricEigen(gram, count);
  const columns: Float64Array[] = [];
  let total = 0;
  const largest = values.reduce((size, value) => Math.max(size, Math.abs(value)), 0);
  for (let j = 0; j < count; j++) {
    if (Math.abs(values[j]) < FLAT * largest) continue;
    const size = Math.sqrt(Math.abs(values[j]));
    const own = x.map((value) => {
      let sum = 0;
      for (let k = 0; k < count; k++) sum += cube(value - knots[k]) * vectors[k * count + j];
      return sum / size;
    });
    const mean = meanOf(own);
    const centred = own.map((value) => value - mean);
    total += crossed(centred, 0, centred, 0);
    columns.push(centred);
  }
  // One scale for all: how they compare with each other is what makes the penalty one on roughness.
  const scale = Math.sqrt((x.length * columns.length) / total);
  return columns.map((own) => own.map((value) => value * scale));
}
