/**
 * What a paired difference shows, by rule and never by impression. Two intervals answer two questions: that of the
 * average (Student's t over replications) whether the option changes the expected number at all, and the prediction
 * interval (2.5% to 97.5%) whether one future, lived once, would show it.
 */
import { TAIL_REPLICATIONS, ofAverage, type Estimate } from '../rows.js';

export type Verdict =
  /** Exactly zero in every replication: the option never touched this. */
  | 'exactly none'
  /** The average can't be told from zero. */
  | 'none clear'
  /** The average differs from zero; a single future may not show it, or it isn't known whether it would. */
  | 'on average'
  /** The average differs from zero and so do at least 95% of futures, all the same way. */
  | 'in almost every future'
  /** One replication: nothing can be said about chance. */
  | 'untested';

/** `judge({ value: -24, lower: -61, upper: 12, mcSe: 2, ... }, 200)` is `'on average'`. */
export function judge(difference: Estimate, replications: number): Verdict {
  const { value, lower, upper, mcSe } = difference;
  if (value === 0 && mcSe === 0 && (lower ?? 0) === 0 && (upper ?? 0) === 0) return 'exactly none';
  if (replications < 2 || !Number.isFinite(mcSe)) return 'untested';
  const average = ofAverage(difference, replications);
  if (average.lower <= 0 && average.upper >= 0) return 'none clear';
  const isTail = replications >= TAIL_REPLICATIONS && lower !== null && upper !== null;
  if (isTail && (lower > 0 || upper < 0)) return 'in almost every future';
  return 'on average';
}
