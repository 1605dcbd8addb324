/**
 * Costs that do not depend on children: teams paid whether or not their places are filled, and setting up.
 */

export interface FixedCost {
  readonly name: string;
  readonly line: string;
  readonly payer: string;
  /** Pence a day from `from` (inclusive) to `to` (exclusive), in days since day 0; or a sum of pence on day `from`. */
  readonly pencePerDay: number;
  readonly pence: number;
  readonly from: number;
  readonly to: number;
}

/** Pence of a fixed cost in each period; each is rounded once. `bounds` are the period boundaries in days. */
export function fixedCostSeries(cost: FixedCost, bounds: ArrayLike<number>): Float64Array {
  const series = new Float64Array(bounds.length - 1);
  for (let k = 0; k < series.length; k++) {
    const start = bounds[k]!;
    const end = bounds[k + 1]!;
    const days = Math.max(0, Math.min(end, cost.to) - Math.max(start, cost.from));
    const lump = cost.from >= start && cost.from < end ? cost.pence : 0;
    series[k] = Math.round(days * cost.pencePerDay + lump);
  }
  return series;
}
