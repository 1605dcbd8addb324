/**
 * The chance that each option is the best, by willingness to pay, and which option has the highest mean there.
 *
 * The two may differ: the option to choose is the one with the highest mean net benefit (the acceptability *frontier*), the
 * curve says how sure that choice is. Source: E. Fenwick, K. Claxton and M. Sculpher, "Representing uncertainty: the role of
 * cost-effectiveness acceptability curves", Health Economics 10 (2001) 779-787, https://doi.org/10.1002/hec.635.
 */
import { netBenefits } from './net-benefit.js';
import { wilson, type Share } from './shares.js';
import { largestAt, meanOf, type ByOption, type Wanted } from './tables.js';

export interface AcceptabilityPoint {
  /** Pounds that one unit of effect is worth. */
  readonly threshold: number;
  /** By option: the chance that it has the highest net benefit. Tied options share a draw equally; they add up to 1. */
  readonly best: readonly Share[];
  /** By option: mean net benefit in pounds. */
  readonly mean: readonly number[];
  /** The option with the highest mean net benefit (the first of several), and so the frontier: `best[choice]`. */
  readonly choice: number;
}

/**
 * The acceptability curve and frontier at each threshold.
 *
 * @param costs,effects options by draws
 * @param level of the intervals (Wilson's)
 * @throws RangeError as `netBenefits`
 */
export function acceptability(
  costs: ByOption,
  effects: ByOption,
  thresholds: readonly number[],
  wanted: Wanted,
  level = 0.95,
): AcceptabilityPoint[] {
  return thresholds.map((threshold) => {
    const worth = netBenefits(costs, effects, threshold, wanted);
    const mean = worth.map(meanOf);
    return { threshold, best: chancesOfBest(worth, level), mean, choice: largestAt(mean) };
  });
}

/** By option, the chance that its value is the largest; ties share a draw equally. */
function chancesOfBest(values: readonly Float64Array[], level: number): Share[] {
  const n = values[0].length;
  const counts = new Float64Array(values.length);
  for (let i = 0; i < n; i++) {
    let most = -Infinity;
    for (const own of values) most = Math.max(most, own[i]);
    let tied = 0;
    for (const own of values) if (own[i] === most) tied++;
    values.forEach((own, o) => {
      if (own[i] === most) counts[o] += 1 / tied;
    });
  }
  return Array.from(counts, (count) => wilson(count, n, level));
}
