/** What decision tools take: one array for each option, all with the same draws in the same order. */

/** Options by draws: `table[option][draw]`. */
export type ByOption = readonly ArrayLike<number>[];

/** Which way an effect or an objective is wanted. */
export type Wanted = 'more' | 'fewer';

/**
 * The number of draws of a table, once it is known to be one.
 *
 * @throws RangeError where there is no row, rows differ in length, there are fewer than `least` draws, or an entry is no number
 */
export function drawsOf(table: ByOption, what: string, least = 1): number {
  if (table.length === 0) throw new RangeError(`${what}: at least one is needed`);
  const n = table[0].length;
  if (n < least) throw new RangeError(`${what}: at least ${least} draws are needed, not ${n}`);
  table.forEach((row, o) => {
    if (row.length !== n) throw new RangeError(`${what}: number ${o} has ${row.length} draws, number 0 has ${n}`);
    for (let i = 0; i < n; i++)
      if (!Number.isFinite(row[i]))
        throw new RangeError(`${what}: draw ${i} of number ${o} is ${row[i]}, not a number`);
  });
  return n;
}

/** The mean, summed in index order. */
export function meanOf(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i];
  return sum / values.length;
}

/** The sum of products of departures from two means. */
export function crossed(a: ArrayLike<number>, meanA: number, b: ArrayLike<number>, meanB: number): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] - meanA) * (b[i] - meanB);
  return sum;
}

/** The place of the largest entry; the first of several. */
export function largestAt(values: ArrayLike<number>): number {
  let best = 0;
  for (let i = 1; i < values.length; i++) if (values[i] > values[best]) best = i;
  return best;
}
