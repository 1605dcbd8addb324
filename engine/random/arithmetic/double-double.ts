/**
 * Sums and products to twice the usual precision (about 32 digits), used once at load to fill the tables of `log` and
 * `exp`. Relative error of each operation about 2^-102. Allocates, so not for hot loops.
 *
 * Source: T. J. Dekker, "A floating-point technique for extending the available precision", Numerische Mathematik 18
 * (1971) 224-242; D. E. Knuth, The Art of Computer Programming, volume 2, section 4.2.2 (the exact sum).
 */

/** An unevaluated sum: `high` is the value rounded to a double, `low` what rounding lost. */
export type DoubleDouble = readonly [high: number, low: number];

/** log(2) to 107 bits. */
export const LOG_TWO: DoubleDouble = [0.6931471805599453, 2.3190468138462996e-17];

/** 2^27 + 1: splits a double into two halves of 26 bits. */
const SPLITTER = 134217729;

/** a + b. @example add([1, 0], [1e-20, 0]); // [1, 1e-20] */
export function add(a: DoubleDouble, b: DoubleDouble): DoubleDouble {
  const sum = a[0] + b[0];
  const part = sum - a[0];
  const lost = a[0] - (sum - part) + (b[0] - part) + a[1] + b[1];
  return renormalised(sum, lost);
}

/** a times b; no overflow guard, so magnitudes below 1e290. @example multiply([3, 0], [2, 0]); // [6, 0] */
export function multiply(a: DoubleDouble, b: DoubleDouble): DoubleDouble {
  const product = a[0] * b[0];
  const aHigh = a[0] * SPLITTER - (a[0] * SPLITTER - a[0]);
  const aLow = a[0] - aHigh;
  const bHigh = b[0] * SPLITTER - (b[0] * SPLITTER - b[0]);
  const bLow = b[0] - bHigh;
  const lost = aHigh * bHigh - product + aHigh * bLow + aLow * bHigh + aLow * bLow;
  return renormalised(product, lost + (a[0] * b[1] + a[1] * b[0]));
}

/** a divided by a whole number (below 2^53). @example divide([1, 0], 3); // [0.333..., 1.85e-17] */
export function divide(a: DoubleDouble, divisor: number): DoubleDouble {
  const quotient = a[0] / divisor;
  const back = multiply([quotient, 0], [divisor, 0]);
  return renormalised(quotient, (a[0] - back[0] - back[1] + a[1]) / divisor);
}

function renormalised(high: number, low: number): DoubleDouble {
  const sum = high + low;
  return [sum, low - (sum - high)];
}
