/**
 * The logarithm of the gamma function, the same bits on every machine.
 *
 * Near 1 and 2, where it is 0, the power series in zeta(k) - 1 keeps its relative accuracy; from 12 on Stirling's series;
 * between them the recurrence gamma(x + 1) = x gamma(x).
 *
 * Source: M. Abramowitz and I. A. Stegun, Handbook of Mathematical Functions (1964), 6.1.33, 6.1.15 and 6.1.41.
 */
import { log } from './log.js';
import { log1p } from './log1p.js';

const ONE_LESS_EULER = 0.42278433509846713;
const HALF_LOG_TWO_PI = 0.9189385332046728;
const STIRLING_FROM = 12;

/** zeta(k) - 1 for k from 2. */
const ZETA_LESS_ONE = [
  0.6449340668482264, 0.2020569031595943, 0.08232323371113819, 0.03692775514336993, 0.01734306198444914,
  0.008349277381922827, 0.00407735619794434, 0.0020083928260822143, 0.0009945751278180853, 0.0004941886041194645,
  0.0002460865533080483, 0.00012271334757848915, 6.124813505870483e-5, 3.058823630702049e-5, 1.528225940865187e-5,
  7.637197637899763e-6, 3.81729326499984e-6, 1.908212716553939e-6, 9.539620338727962e-7, 4.769329867878064e-7,
  2.38450502727733e-7, 1.1921992596531106e-7, 5.960818905125948e-8, 2.980350351465228e-8, 1.4901554828365043e-8,
  7.45071178983543e-9, 3.725334024788457e-9, 1.862659723513049e-9,
];

/** B(2k) / (2k (2k - 1)) for k from 1. */
const STIRLING = [
  0.08333333333333333, -0.002777777777777778, 0.0007936507936507937, -0.0005952380952380953, 0.0008417508417508417,
  -0.0019175269175269176, 0.00641025641025641, -0.029550653594771242,
];

/**
 * log(gamma(x)). Error below 2e-15 times the larger of the result and 1; below x = 2.5 relative error below 3e-15.
 *
 * @param x a number above 0
 * @returns Infinity at 0 and at Infinity, NaN below 0 or for NaN
 * @example logGamma(5); // log(24)
 */
export function logGamma(x: number): number {
  if (!(x > 0)) return x === 0 ? Infinity : NaN;
  if (x >= STIRLING_FROM) return x === Infinity ? x : (x - 0.5) * log(x) - x + HALF_LOG_TWO_PI + stirlingRest(x);
  if (x < 0.5) return zetaSeries(x) - log1p(x) - log(x);
  if (x <= 1.5) return zetaSeries(x - 1) - log1p(x - 1);
  let product = 1;
  let base = x;
  while (base > 2.5) {
    base -= 1;
    product *= base;
  }
  return log(product) + zetaSeries(base - 2);
}

/**
 * log(gamma(1 + x)) for x >= 0, with relative accuracy however small x is. Error as `logGamma`.
 *
 * @param x a number from 0
 * @returns 0 at 0
 * @example logGammaOnePlus(1e-20); // -5.77e-21
 */
export function logGammaOnePlus(x: number): number {
  return x < 0.5 ? zetaSeries(x) - log1p(x) : logGamma(1 + x);
}

/**
 * log(gamma(1 + a)) - a log(a) + a: what Stirling's formula leaves, about log(2 pi a) / 2. Error below 5e-15.
 *
 * @param a a number above 0
 * @returns from 0 (at 0) up
 * @example logGammaExcess(1); // 1
 */
export function logGammaExcess(a: number): number {
  if (a >= STIRLING_FROM) return HALF_LOG_TWO_PI + 0.5 * log(a) + stirlingRest(a);
  return logGammaOnePlus(a) - a * log(a) + a;
}

/** log(gamma(2 + x)) for |x| <= 0.5 */
function zetaSeries(x: number): number {
  let sum = 0;
  for (let i = ZETA_LESS_ONE.length - 1; i >= 0; i -= 1) sum = ZETA_LESS_ONE[i] / (i + 2) - x * sum;
  return x * (ONE_LESS_EULER + x * sum);
}

/** The series that Stirling's formula leaves, for x >= 12. */
function stirlingRest(x: number): number {
  const s = 1 / (x * x);
  let sum = 0;
  for (let i = STIRLING.length - 1; i >= 0; i -= 1) sum = STIRLING[i] + s * sum;
  return sum / x;
}
