/**
 * Ratios of averages, and what to say where a ratio says nothing. What a programme costs for each entry avoided has no
 * meaning where it may avoid none: the same number stands for cheap and harmful as for dear and helpful, and an interval of it
 * can leave out the truth at any width (Briggs, O'Brien and Blackhouse 2002, Annual Review of Public Health 23, 377-401).
 * There the chances of the quadrants (`decision/quadrants.ts`) and the net benefit (`decision/net-benefit.ts`) speak.
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

/** Why a ratio has no value, or no interval. */
export const NO_RATIO = {
  zero: 'what it is divided by is 0 on average',
  signs: 'what it is divided by may be 0 or of either sign',
  one: 'one pair has no interval',
} as const;

/** @param above,below a number for each pair @throws RangeError where they are not as many, or none */
export function ratioOf(above: Float64Array, below: Float64Array): Ratio {
  paired(above, below);
  const mean = meanOf(below);
  if (mean === 0) return { value: null, lower: null, upper: null, why: NO_RATIO.zero };
  const value = meanOf(above) / mean;
  if (!(below.every((n) => n > 0) || below.every((n) => n < 0)))
    return { value, lower: null, upper: null, why: NO_RATIO.signs };
  if (above.length === 1) return { value, lower: null, upper: null, why: NO_RATIO.one };
  const ratios = Array.from(above, (n, r) => n / below[r]!).sort((a, b) => a - b);
  return { value, lower: quantileSorted(ratios, 0.025), upper: quantileSorted(ratios, 0.975), why: null };
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
