/** exp(x) - 1 - x without cancellation near 0, where it is x^2 / 2. Relative error below 1e-15. */
import { expm1 } from './expm1.js';

/**
 * exp(x) - 1 - x.
 *
 * @param x any number
 * @returns 0 or more; Infinity above about 709.79 and at -Infinity, NaN for NaN
 * @example expExcess(1e-10); // 5e-21
 */
export function expExcess(x: number): number {
  if (Math.abs(x) > 0.5) return x === Infinity ? x : expm1(x) - x;
  let sum = 0;
  for (let n = 17; n >= 3; n -= 1) sum = (1 + sum) * (x / n);
  return 0.5 * x * x * (1 + sum);
}
