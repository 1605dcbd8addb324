/** A ratio over replications: of their means, so that each child counts the same however few a replication has. */

/** What a ratio is made of: columns that stand so many places before its own. */
export interface RatioOf {
  readonly above: number;
  readonly below: number;
  /** The ratio is multiplied by it: 100 for so many of a hundred. */
  readonly per: number;
}

/**
 * The ratio of two means and its standard error by the delta method (W. G. Cochran, Sampling Techniques, 3rd edition (1977),
 * section 6.3).
 *
 * @param above,below by replication (or by draw, the sums of its replications), pair by pair
 * @returns null where `below` adds up to 0; a standard error that is not a number for one pair
 * @example ratioOfMeans([1, 3], [2, 8]).value; // 0.4, where the mean of the ratios is 0.4375
 */
export function ratioOfMeans(
  above: ArrayLike<number>,
  below: ArrayLike<number>,
): { readonly value: number; readonly mcSe: number } | null {
  const n = below.length;
  const whole = total(below);
  if (whole === 0) return null;
  const value = total(above) / whole;
  let squares = 0;
  for (let i = 0; i < n; i++) {
    const off = above[i] - value * below[i];
    squares += off * off;
  }
  return { value, mcSe: n > 1 ? Math.sqrt((squares * n) / (n - 1)) / whole : Number.NaN };
}

function total(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i];
  return sum;
}
