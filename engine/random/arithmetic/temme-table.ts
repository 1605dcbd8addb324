/**
 * Coefficients of Temme's uniform expansion of the incomplete gamma function, filled at load in double-double arithmetic.
 *
 * `temmeTable[k * TEMME_TERMS + n]` multiplies eta^n / a^k. Errors below 1e-16 of each coefficient.
 *
 * Source: N. M. Temme, "The asymptotic expansion of the incomplete gamma functions", SIAM Journal on Mathematical Analysis
 * 10 (1979) 757-766; the recurrences are those of the NIST Digital Library of Mathematical Functions, 8.12.10 to 8.12.12,
 * with the Stirling coefficient of each order fixed by the term of order 0 being regular at eta = 0.
 */
import { type DoubleDouble, add, divide, multiply } from './double-double.js';

/** Powers of 1/a. */
export const TEMME_ORDERS = 11;
/** Powers of eta. */
export const TEMME_TERMS = 18;

export const temmeTable: Float64Array = filled();

function filled(): Float64Array {
  const table = new Float64Array(TEMME_ORDERS * TEMME_TERMS);
  const length = TEMME_TERMS + 2 * TEMME_ORDERS;
  const first = orderZero(length);
  let order = first;
  for (let k = 0; k < TEMME_ORDERS; k += 1) {
    for (let n = 0; n < TEMME_TERMS; n += 1) table[k * TEMME_TERMS + n] = order[n][0];
    const next: DoubleDouble[] = [];
    for (let n = 0; n + 2 < order.length; n += 1) {
      const stirling = multiply(order[1], first[n]);
      next.push(add(multiply([n + 2, 0], order[n + 2]), [-stirling[0], -stirling[1]]));
    }
    order = next;
  }
  return table;
}

/** The coefficients of 1/mu - 1/eta, where eta^2 / 2 = mu - log(1 + mu). */
function orderZero(length: number): DoubleDouble[] {
  // mu as a power series in eta
  const alpha: DoubleDouble[] = [[0, 0], [1, 0], divide([1, 0], 3)];
  for (let n = 3; n < length + 3; n += 1) {
    let sum = alpha[n - 1];
    for (let j = 2; j < n; j += 1) {
      const term = multiply(multiply([j, 0], alpha[j]), alpha[n - j + 1]);
      sum = add(sum, [-term[0], -term[1]]);
    }
    alpha.push(divide(sum, n + 1));
  }
  const third = divide([1, 0], 3);
  const coefficients: DoubleDouble[] = [[-third[0], -third[1]]];
  for (let n = 1; n < length; n += 1) coefficients.push(multiply([n + 2, 0], alpha[n + 2]));
  return coefficients;
}
