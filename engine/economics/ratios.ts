/**
 * Ratios of averages, and what to say where a ratio says nothing. What a programme costs for each entry avoided has no
 * meaning where it may avoid none: the same number stands for cheap and harmful as for dear and helpful, and an interval of it
 * can leave out the truth at any width (Briggs, O'Brien and Blackhouse 2002, Annual Review of Public Health 23, 377-401).
 * There the quadrants and the net benefit speak.
 */
import { quantileSorted } from 'simple-statistics';

export interface Ratio {
  /** Mean over mean; null where the mean below is 0. */
  readonly value: number | null;
  /** The 2.5% and 97.5% quantiles of the pairs' ratios; null where the number below is not of one sign in every pair. */
  readonly lower: number | null;
  readonly upper: number | null;
  /** Why there is no value or no interval; null where there are both. */
  readonly why: string | null;
}

/** @param above,below a number for each pair @throws RangeError where they are not as many, or none */
export function ratioOf(above: Float64Array, below: Float64Array): Ratio {
  paired(above, below);
  const mean = meanOf(below);
  if (mean === 0) return { value: null, lower: null, upper: null, why: 'what it is divided by is 0 on average' };
  const value = meanOf(above) / mean;
  if (!(below.every((n) => n > 0) || below.every((n) => n < 0)))
    return { value, lower: null, upper: null, why: 'what it is divided by may be 0 or of either sign: no interval' };
  if (above.length === 1) return { value, lower: null, upper: null, why: 'one pair has no interval' };
  const ratios = Array.from(above, (n, r) => n / below[r]!).sort((a, b) => a - b);
  return { value, lower: quantileSorted(ratios, 0.025), upper: quantileSorted(ratios, 0.975), why: null };
}

/** Shares of pairs in each quarter of the plane of cost and outcome; `neither` where one of them is exactly 0. */
export interface Quadrants {
  readonly dearerAndMore: number;
  readonly dearerAndLess: number;
  readonly cheaperAndMore: number;
  readonly cheaperAndLess: number;
  readonly neither: number;
}

/**
 * @param cost what the option costs more, pair by pair
 * @param outcome how much more of what is wanted it brings (entries avoided: baseline less option)
 */
export function quadrants(cost: Float64Array, outcome: Float64Array): Quadrants {
  paired(cost, outcome);
  const share = (has: (c: number, o: number) => boolean): number => {
    let n = 0;
    for (let r = 0; r < cost.length; r++) if (has(cost[r]!, outcome[r]!)) n++;
    return n / cost.length;
  };
  return {
    dearerAndMore: share((c, o) => c > 0 && o > 0),
    dearerAndLess: share((c, o) => c > 0 && o < 0),
    cheaperAndMore: share((c, o) => c < 0 && o > 0),
    cheaperAndLess: share((c, o) => c < 0 && o < 0),
    neither: share((c, o) => c === 0 || o === 0),
  };
}

/** What one more of an outcome costs: a point, its quadrants, and an interval only where it can have one. */
export interface CostPerOutcome {
  readonly ratio: Ratio;
  readonly quadrants: Quadrants;
  /** Mean extra cost and mean outcome: the point in the plane. */
  readonly cost: number;
  readonly outcome: number;
}

export function costPerOutcome(cost: Float64Array, outcome: Float64Array): CostPerOutcome {
  return {
    ratio: ratioOf(cost, outcome),
    quadrants: quadrants(cost, outcome),
    cost: meanOf(cost),
    outcome: meanOf(outcome),
  };
}

/** Pounds, pair by pair: the outcome at so many pounds each, less its cost. */
export function netBenefit(outcome: Float64Array, cost: Float64Array, poundsEach: number): Float64Array {
  paired(cost, outcome);
  return Float64Array.from(outcome, (n, r) => n * poundsEach - cost[r]!);
}

export function meanOf(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}

function paired(a: Float64Array, b: Float64Array): void {
  if (a.length !== b.length || a.length === 0)
    throw new RangeError(`pairs are needed: ${a.length} of one and ${b.length} of the other`);
}
