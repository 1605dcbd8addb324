/**
 * exp(x) - 1 without the loss that taking 1 from a number near 1 brings. Error below 2 ulp.
 *
 * The steps of `exp`, but 1 is taken from the table's power of two (exactly, where it matters) before the small rest is
 * added; the power series has one term more, for relative accuracy near 0.
 *
 * Source: P. T. P. Tang, "Table-driven implementation of the expm1 function in IEEE floating-point arithmetic", ACM
 * Transactions on Mathematical Software 18 (1992) 211-222, https://doi.org/10.1145/146847.146928.
 */
import { ZERO_POWER, powersOfTwo } from './bits.js';
import { expOfSum } from './exp.js';
import { ROUND_TO_WHOLE, STEPS_PER_UNIT, STEP_HIGH, STEP_LOW, expTable } from './exp-table.js';

/**
 * exp(x) - 1. Maximum error 2 ulp.
 *
 * @param x any number
 * @returns x itself for tiny x, -1 below about -37.5, Infinity above about 709.79, NaN for NaN
 * @example expm1(1e-20); // 1e-20
 */
export function expm1(x: number): number {
  if (!(x > -40 && x < 700)) return expOfSum(x, 0) - 1;
  const steps = x * STEPS_PER_UNIT + ROUND_TO_WHOLE - ROUND_TO_WHOLE;
  const r = x - steps * STEP_HIGH - steps * STEP_LOW;
  const whole = steps | 0;
  const place = (whole & 127) * 2;
  const r2 = r * r;
  const series = r + r2 * (0.5 + r * (1 / 6) + r2 * (1 / 24 + r * (1 / 120) + r2 * (1 / 720)));
  const scale = powersOfTwo[ZERO_POWER + (whole >> 7)];
  const root = expTable[place] * scale;
  return root - 1 + (expTable[place + 1] * scale + root * series);
}
