/**
 * Which of many mixes are worth running, from those that have been: a smooth surface through their results, of straight, bent
 * and pairwise parts in the sizes of the programmes, each part shrunk as far as the results ask (`shrunkFit`). It only says what
 * to run next; what is reported is always simulated.
 */
import { designOf, shrunkFit } from '../../decision/shrunk-fit.js';
import { meanOf } from '../../decision/tables.js';

/**
 * Results of every mix as a surface through those of some.
 *
 * @param sizes by mix, the size of each programme from 0 (none) to 1 (its largest)
 * @param known mixes that have been run, by number
 * @param results one for each of them
 * @returns by mix
 */
export function surface(
  sizes: readonly (readonly number[])[],
  known: readonly number[],
  results: Float64Array,
): Float64Array {
  const { columns, blocks } = partsOf(sizes);
  const centred = columns.map((column) => {
    const mean = meanOf(known.map((mix) => column[mix]));
    return column.map((value) => value - mean);
  });
  const design = designOf({ columns: centred.map((column) => Float64Array.from(known, (mix) => column[mix])), blocks });
  const { mean, coefficients } = shrunkFit(design, results);
  return Float64Array.from(sizes, (_, mix) =>
    centred.reduce((sum, column, a) => sum + coefficients[a] * column[mix], mean),
  );
}

function partsOf(sizes: readonly (readonly number[])[]): { columns: Float64Array[]; blocks: number[] } {
  const programmes = sizes[0].length;
  const straight = Array.from({ length: programmes }, (_, p) => Float64Array.from(sizes, (mix) => mix[p]));
  const pairs = straight.flatMap((a, i) => straight.slice(0, i).map((b) => a.map((value, mix) => value * b[mix])));
  const bent = straight.map((a) => a.map((value) => value * value));
  return {
    columns: [...straight, ...bent, ...pairs],
    blocks: [...straight.map(() => 0), ...bent.map(() => 1), ...pairs.map(() => 2)],
  };
}

/**
 * Mixes to begin with: each spread as far as can be from those before it, the one nearest to none first (G. Gonzalez,
 * "Clustering to minimize the maximum intercluster distance", Theoretical Computer Science 38 (1985) 293-306).
 */
export function spreadOut(sizes: readonly (readonly number[])[], count: number): number[] {
  const away = (a: readonly number[], b: readonly number[]): number =>
    a.reduce((sum, size, p) => sum + (size - b[p]) * (size - b[p]), 0);
  const none = sizes[0].map(() => 0);
  const distances = sizes.map((mix) => away(mix, none));
  const chosen: number[] = [];
  let next = distances.indexOf(Math.min(...distances));
  distances.fill(Infinity);
  while (chosen.length < Math.min(count, sizes.length)) {
    chosen.push(next);
    sizes.forEach((mix, i) => (distances[i] = Math.min(distances[i], away(mix, sizes[next]))));
    next = distances.reduce((far, distance, i) => (distance > distances[far] ? i : far), 0);
  }
  return chosen;
}
