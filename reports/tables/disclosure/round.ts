/** Rounding as the Department for Education rounds the counts of England and its regions. */

const BASE = 10;

/** To the nearest 10; never -0. */
export function toTen(value: number): number {
  return Math.round(value / BASE) * BASE + 0;
}

/**
 * Counts by month, each a multiple of 10, so that the sum up to any month is the true one to the nearest 10: small months
 * rounded one by one would all be nothing.
 */
export function binsToTen(counts: readonly number[]): number[] {
  let [sum, before] = [0, 0];
  return counts.map((count) => {
    sum += count;
    const bin = toTen(sum) - before;
    before += bin;
    return bin;
  });
}
