/**
 * The chance that each option is the best, by willingness to pay, and which option has the highest mean there.
 *
 * The two may differ: the option to choose is the one with the highest mean net benefit (the acceptability *frontier*), the
 * curve says how sure that choice is. Source: E. Fenwick, K. Claxton and M. Sculpher, "Representing uncertainty: the role of
 * cost-effectiveness acceptability curves", Health Economics 10 (2001) 779-787, https://doi.org/10.1002/hec.635.
 */
import { chancesOfBest, chancesWithoutNoise } from './best.js';
import { netBenefits } from './net-benefit.js';
import { averaged } from './noise.js';
import type { Share } from './shares.js';
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

/**
 * The same of draws with replications, the chance inside draws taken out (`best.ts`).
 *
 * @param costs,effects `costs[option][draw]` are the replications, the same ones in every option
 * @throws RangeError as `netBenefits` and `averaged`
 */
export function acceptabilityWithoutNoise(
  costs: readonly ByOption[],
  effects: readonly ByOption[],
  thresholds: readonly number[],
  wanted: Wanted,
  level = 0.95,
): AcceptabilityPoint[] {
  return thresholds.map((threshold) => {
    const worth = costs.map((draws, o) => netBenefits(draws, effects[o]!, threshold, wanted));
    const { means, noise } = averaged(worth);
    const mean = means.map(meanOf);
    return { threshold, best: chancesWithoutNoise(means, noise, level), mean, choice: largestAt(mean) };
  });
}
