/**
 * Where the difference between two options lies on the plane of costs and effects, as chances over draws.
 *
 * A ratio of differences whose denominator may be 0 has no interval worth the name: the same ratio stands for saving and
 * gaining and for costing and losing. These chances take its place, with net benefit and the chance of payback.
 * Source: A. H. Briggs, B. J. O'Brien and G. Blackhouse, "Thinking outside the box", Annual Review of Public Health 23 (2002)
 * 377-401, https://doi.org/10.1146/annurev.publhealth.23.100901.140534.
 */
import { wilson, type Share } from './shares.js';
import { drawsOf, type Wanted } from './tables.js';

const COSTS = ['saves', 'same', 'costs'] as const;
const EFFECTS = ['gains', 'same', 'loses'] as const;
type OfCosts = (typeof COSTS)[number];
type OfEffects = (typeof EFFECTS)[number];

/** Four quadrants, and apart from them the axes: a difference that is exactly 0. */
export interface Quadrant extends Share {
  readonly cost: OfCosts;
  readonly effect: OfEffects;
}

/**
 * The chance of each quadrant and axis, nine in all, in the order saves, same, costs by gains, same, loses; they add up to 1.
 *
 * @param cost difference in pounds by draw; below 0 it saves
 * @param effect difference by draw; above 0 it gains where more are wanted, below 0 where fewer are
 * @param level of the intervals (Wilson's), each for itself
 * @throws RangeError where the draws do not match
 */
export function quadrantChances(
  cost: ArrayLike<number>,
  effect: ArrayLike<number>,
  wanted: Wanted,
  level = 0.95,
): Quadrant[] {
  const n = drawsOf([cost, effect], 'differences');
  const counts = new Float64Array(9);
  const sign = wanted === 'more' ? -1 : 1;
  for (let i = 0; i < n; i++) counts[3 * (Math.sign(cost[i]) + 1) + Math.sign(sign * effect[i]) + 1]++;
  return COSTS.flatMap((ofCosts, c) =>
    EFFECTS.map((ofEffects, e) => ({ cost: ofCosts, effect: ofEffects, ...wilson(counts[3 * c + e], n, level) })),
  );
}
