/**
 * Discounting by the Green Book: amounts of year j after the first are divided by (1 + rate) to the power j; the first
 * year is not discounted. Source: HM Treasury, The Green Book, annex on discounting (3.5% for years 0 to 30).
 */

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
