/**
 * Payback: the quarter from whose end on what was saved so far has covered what was spent, and still does at every later
 * quarter of the run. A programme may cover its cost, open another team and fall behind again: that is not payback yet.
 */
import type { MoneySeries } from './cost-differences.js';

export interface Payback {
  /** Whose money: 'all payers', 'payer=Local authority', 'kind=Cashable'. */
  readonly view: string;
  readonly quarters: readonly string[];
  /** For each pair the place of the quarter; Infinity where not within the run; NaN where nothing was ever spent. */
  readonly quarter: Float64Array;
  /** Share that pay back within the run, of the pairs in which anything was spent; null where there are none. */
  readonly chance: number | null;
  /** Share of all pairs in which anything was spent, 0 to 1: what `chance` is counted over. */
  readonly spending: number;
  /** The same by the end of each quarter: the distribution. Never falls, and ends at `chance`. */
  readonly chanceBy: Float64Array;
  /** What was saved net of what was spent up to the end of each quarter, pounds at present value, pair by pair. */
  readonly soFar: MoneySeries;
  /** The first quarter by whose end at least half have paid back; null where half never do. */
  readonly median: string | null;
}

/** Less than this is nothing: half a penny, in pounds. */
const NOTHING = 0.005;

/**
 * @param saved pounds saved net of what was spent, by quarter, at present value
 * @param spent pounds spent on programmes, by quarter: a pair that is never out of pocket pays back when it first spends
 */
export function payback(view: string, quarters: readonly string[], saved: MoneySeries, spent: MoneySeries): Payback {
  const n = saved[0]?.length ?? 0;
  const quarter = Float64Array.from({ length: n }, (_, r) => paysBack(saved, spent, r));
  const spenders = quarter.reduce((count, at) => count + (Number.isNaN(at) ? 0 : 1), 0);
  const shareBy = (q: number): number => quarter.reduce((count, at) => count + (at <= q ? 1 : 0), 0) / spenders;
  const chanceBy = Float64Array.from(quarters, (_, q) => (spenders === 0 ? 0 : shareBy(q)));
  const half = chanceBy.findIndex((share) => share >= 0.5);
  return {
    view,
    quarters,
    quarter,
    spending: n === 0 ? 0 : spenders / n,
    chance: spenders === 0 ? null : (chanceBy.at(-1) ?? 0),
    chanceBy,
    soFar: runningSums(saved),
    median: half < 0 ? null : quarters[half]!,
  };
}

function runningSums(saved: MoneySeries): MoneySeries {
  const sums: Float64Array[] = [];
  for (const amounts of saved) {
    const before = sums.at(-1);
    sums.push(amounts.map((amount, r) => (before?.[r] ?? 0) + amount));
  }
  return sums;
}

function paysBack(saved: MoneySeries, spent: MoneySeries, r: number): number {
  const first = spent.findIndex((amounts) => amounts[r]! > NOTHING);
  if (first < 0) return Number.NaN;
  let sum = 0;
  let behind = -1;
  saved.forEach((amounts, q) => {
    sum += amounts[r]!;
    if (sum < -NOTHING) behind = q;
  });
  return behind === saved.length - 1 ? Infinity : Math.max(behind + 1, first);
}
