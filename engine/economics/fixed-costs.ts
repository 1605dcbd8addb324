/**
 * Costs that do not depend on children: teams paid whether or not their places are filled, and setting up.
 */
import type { CostTags } from './tags.js';

export interface FixedCost extends CostTags {
  readonly name: string;
  /** Pence a day from `from` (inclusive) to `to` (exclusive), in days since day 0; or a sum of pence on day `from`. */
  readonly pencePerDay: number;
  readonly pence: number;
  readonly from: number;
  readonly to: number;
  /** Share a year by which the amount grows, year by financial year of the run; none where absent. */
  readonly realGrowth?: number;
}

/**
 * Pence of a fixed cost in each period. What is paid in all is rounded, not each period, so that periods add up to it.
 *
 * @param bounds period boundaries, in days
 * @param factors what the amount is multiplied by in each period; 1 throughout if not given
 */
export function fixedCostSeries(cost: FixedCost, bounds: ArrayLike<number>, factors?: ArrayLike<number>): Float64Array {
  const series = new Float64Array(bounds.length - 1);
  // Days at the first year's price: a day of a year in which it is a tenth dearer is 1.1 of them.
  let days = 0;
  let lump = 0;
  let paid = 0;
  for (let k = 0; k < series.length; k++) {
    const start = bounds[k]!;
    const end = bounds[k + 1]!;
    const factor = factors === undefined ? 1 : factors[k]!;
    days += factor * Math.max(0, Math.min(end, cost.to) - Math.max(start, cost.from));
    if (cost.from >= start && cost.from < end) lump = factor * cost.pence;
    const due = Math.round(days * cost.pencePerDay + lump);
    series[k] = due - paid;
    paid = due;
  }
  return series;
}
