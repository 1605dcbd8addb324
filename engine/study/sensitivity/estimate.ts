/** A mean over replications and how well they pin it down. */
import { summarise } from '../summarise.js';

export interface Estimate {
  readonly value: number;
  /** Monte Carlo standard error; NaN for one replication. */
  readonly mcSe: number;
}

/**
 * The mean of a result, a value for each replication. Of a difference between two runs on the same luck, give the
 * differences, replication by replication.
 * @throws RangeError where there is none, or one is no number
 */
export function estimateOf(results: ArrayLike<number>): Estimate {
  const own = Float64Array.from(results);
  if (own.length === 0 || !own.every(Number.isFinite))
    throw new RangeError('a result is needed in each replication, as a number');
  const { value, mcSe } = summarise(own)!;
  return { value, mcSe };
}

/** One result less another, replication by replication. @throws RangeError for different counts */
export function apart(to: ArrayLike<number>, from: ArrayLike<number>): Float64Array {
  if (to.length !== from.length) throw new RangeError(`${to.length} replications against ${from.length}`);
  return Float64Array.from(to, (value, r) => value - from[r]!);
}
