/**
 * Growth of unit costs over and above prices in general: an amount stands as given in the first financial year of the run
 * (or the part of it that the run has) and is (1 + growth) to the power j of it in year j after that. The steps are those
 * of yearly discounting, so growth at the discount rate cancels it.
 */

/**
 * What an amount is multiplied by in each period.
 *
 * @param growth a share a year, above -1: 0.02 for 2%
 * @param periods how many periods each year of the run has, in order
 * @throws RangeError where growth is -1 or less, or not a number
 */
export function growthFactors(growth: number, periods: readonly number[]): Float64Array {
  if (!(growth > -1 && growth < Infinity)) throw new RangeError(`growth is a share a year above -1, found ${growth}`);
  const factors = new Float64Array(periods.reduce((all, n) => all + n, 0));
  let factor = 1;
  let first = 0;
  for (const n of periods) {
    factors.fill(factor, first, first + n);
    first += n;
    factor *= 1 + growth;
  }
  return factors;
}
