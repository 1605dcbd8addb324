/**
 * What a paired difference shows, by rule and never by impression. Two intervals answer two questions: that of the
 * average (Student's t over replications) whether the option changes the expected number at all, and the prediction
 * interval (2.5% to 97.5%) whether one future, lived once, would show it.
 */
import { TAIL_REPLICATIONS, ofAverage, type Estimate } from '../rows.js';

export type Verdict =
  /** Exactly zero in every replication, of two or more: `sameIn` says how much that is. */
  | 'exactly none'
  /** The average can't be told from zero. */
  | 'none clear'
  /** The average differs from zero; a single future may not show it, or it isn't known whether it would. */
  | 'on average'
  /** The average differs from zero, but by less than chance commonly moves a single future: the rule is `judge`'s. */
  | 'more chance than effect'
  /** The average differs from zero and so do at least 95% of futures, all the same way. */
  | 'in almost every future'
  /** One replication: nothing can be said about chance. */
  | 'untested';

/**
 * The rules, in their order; the first that holds is the verdict.
 *
 * 1. Untested: fewer than two replications (or draws), or no standard error.
 * 2. Exactly none: the difference and its spread are all 0.
 * 3. None clear: the 95% interval of the average, by Student's t, has 0 in it or at its end.
 * 4. On average, where fewer than 40 futures were lived or no interval of theirs is known: nothing is said of one of them.
 * 5. In almost every future: the interval of 95% of futures is wholly on one side of 0, that of the average.
 * 6. More chance than effect: the average is nearer to 0 than a quarter of the width of the interval of 95% of futures. Of a
 *    normal spread that quarter is 0.98 standard deviations, so that chance commonly moves a single future further than the
 *    option does, and at least one future in six goes the other way.
 * 7. On average.
 *
 * `judge({ value: -24, lower: -61, upper: 12, mcSe: 2, ... }, 200)` is `'on average'`; with `-91` and `43` it is
 * `'more chance than effect'`.
 *
 * @param sampled how many independent results the standard error is of: replications, or draws where numbers are drawn
 * @param futures how many futures the interval is of, where that is another number
 */
export function judge(difference: Estimate, sampled: number, futures = sampled): Verdict {
  const { value, lower, upper, mcSe } = difference;
  if (sampled < 2 || !Number.isFinite(mcSe)) return 'untested';
  if (value === 0 && mcSe === 0 && (lower ?? 0) === 0 && (upper ?? 0) === 0) return 'exactly none';
  const average = ofAverage(difference, sampled);
  if (average.lower <= 0 && average.upper >= 0) return 'none clear';
  if (futures < TAIL_REPLICATIONS || lower === null || upper === null) return 'on average';
  if (value > 0 ? lower > 0 : upper < 0) return 'in almost every future';
  return Math.abs(value) < (upper - lower) / 4 ? 'more chance than effect' : 'on average';
}

/** Whether a verdict says that the average differs from none. */
export function isClearOnAverage(verdict: Verdict | null): boolean {
  return verdict === 'on average' || verdict === 'more chance than effect' || verdict === 'in almost every future';
}
