/**
 * The mean of a Gompertz time: exp(x) E1(x) / slope with x = rate / slope, E1 the exponential integral.
 *
 * Below x = 1 the power series of E1, from 1 on its continued fraction. Relative error below 1e-14. Source: M. Abramowitz and
 * I. A. Stegun, Handbook of Mathematical Functions (1964), 5.1.11 and 5.1.22.
 */
import { exp } from '../arithmetic/exp.js';
import { log } from '../arithmetic/log.js';

const EULER = 0.5772156649015329;

/**
 * The mean time, in days.
 *
 * @param rate a day, from 0
 * @param slope a day; below 0 the event may never come
 * @returns above 0; Infinity where the event may never come
 * @example gompertzMean(0.01, 0); // 100
 */
export function gompertzMean(rate: number, slope: number): number {
  if (rate === 0 || slope < 0) return Infinity;
  const x = rate / slope;
  if (x > 1e17) return 1 / rate;
  return (x < 1 ? exp(x) * integralNearZero(x) : scaledIntegral(x)) / slope;
}

/** E1(x) for x < 1 */
function integralNearZero(x: number): number {
  let sum = -EULER - log(x);
  let term = 1;
  for (let k = 1; k < 30; k += 1) {
    term *= -x / k;
    sum -= term / k;
  }
  return sum;
}

/** exp(x) E1(x) for x >= 1, by Lentz's method */
function scaledIntegral(x: number): number {
  let b = x + 1;
  let d = 1 / b;
  let c = 1e300;
  let value = d;
  for (let n = 1; n < 500; n += 1) {
    b += 2;
    d = 1 / (b - n * n * d);
    c = b - (n * n) / c;
    value *= c * d;
    if (Math.abs(c * d - 1) < 3e-16) break;
  }
  return value;
}
