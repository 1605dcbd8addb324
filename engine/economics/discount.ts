/**
 * Discounting. Yearly, by the Green Book: amounts of year j after the first are divided by (1 + rate) to the power j; the
 * first year is not discounted. Source: HM Treasury, The Green Book, annex on discounting (3.5% for years 0 to 30).
 * Continuously: an amount at day t is divided by (1 + rate) to the power t / 365.25.
 */
import { DAYS_PER_YEAR } from '../time/index.js';
import { expm1, exp, log1p } from '../random/index.js';

export type Discounting = 'yearly' | 'continuous';

/** Present-value factors of years 0 to years - 1. `rate` is a year's rate, 0.035 for 3.5%. */
export function discountFactors(rate: number, years: number): Float64Array {
  const factors = new Float64Array(years);
  let factor = 1;
  for (let j = 0; j < years; j++) {
    factors[j] = factor;
    factor /= 1 + rate;
  }
  return factors;
}

/**
 * Present-value factors of periods under continuous discounting: the mean of the factor over each, so that what accrues
 * evenly is exact. One event is out by half a month's discounting at most (0.15% at 3.5%); events that come evenly are
 * out by less than 1 in a million.
 *
 * @param rate a year's rate
 * @param bounds period boundaries, in days from the start
 */
export function continuousFactors(rate: number, bounds: ArrayLike<number>): Float64Array {
  const perDay = log1p(rate) / DAYS_PER_YEAR;
  return Float64Array.from({ length: bounds.length - 1 }, (_, k) => {
    const width = perDay * (bounds[k + 1]! - bounds[k]!);
    return width === 0 ? 1 : (exp(-perDay * bounds[k]!) * -expm1(-width)) / width;
  });
}
