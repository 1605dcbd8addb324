/**
 * The money of an option beside another world: one rule for the appraisal, for what is best under a budget, and for what a
 * result hangs on.
 */
import { CostDifferences, type MoneyColumn, type NumberRows } from './cost-differences.js';
import { ALL, MoneyParts, type OptimismBias, type PresentValue } from './money-parts.js';

/**
 * Net saving to all payers: what everything else costs less, less what programmes cost, at present value (as paid where the run
 * does not discount), allowances for optimism included and social value in no part of it. It is the appraisal's
 * `netPresentValue`.
 *
 * @param columns,baseline,option the columns of an `OutputLayout`, and rows of numbers of both worlds, paired
 * @returns pounds, pair by pair
 * @throws RangeError where rows are not paired
 * @example netMoney(layout.columns, baselineRows, optionRows, null).net[0]
 */
export function netMoney(
  columns: readonly MoneyColumn[],
  baseline: NumberRows,
  option: NumberRows,
  bias: OptimismBias | null,
): PresentValue {
  return new MoneyParts(new CostDifferences(columns, baseline, option), bias).presentValue(ALL);
}
