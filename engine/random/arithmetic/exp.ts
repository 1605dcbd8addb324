/**
 * The exponential function, the same bits on every machine. Error below 0.52 ulp (1.02 where the result is subnormal).
 *
 * x = (128 e + j) log(2)/128 + r with |r| < 0.0028; the table gives 2^(j/128), and exp(r) - 1 is its power series to r^5.
 *
 * Source: Tang (1989), as named in `exp-table.ts`.
 */
import { ZERO_POWER, powersOfTwo } from './bits.js';
import { ROUND_TO_WHOLE, STEPS_PER_UNIT, STEP_HIGH, STEP_LOW, expTable } from './exp-table.js';

/**
 * exp(x). Maximum error 0.52 ulp; 1.02 ulp of the smallest subnormal below x = -708.
 *
 * @param x any number
 * @returns 0 below about -745.14, Infinity above about 709.79, NaN for NaN, exactly 1 at 0
 * @example exp(1); // 2.718281828459045
 */
export function exp(x: number): number {
  if (!(x > -708 && x < 709)) return expOfSum(x, 0);
  const steps = x * STEPS_PER_UNIT + ROUND_TO_WHOLE - ROUND_TO_WHOLE;
  const r = x - steps * STEP_HIGH - steps * STEP_LOW;
  const whole = steps | 0;
  const place = (whole & 127) * 2;
  const r2 = r * r;
  const series = r + r2 * (0.5 + r * (1 / 6)) + r2 * r2 * (1 / 24 + r * (1 / 120));
  const root = expTable[place];
  return (root + (expTable[place + 1] + root * series)) * powersOfTwo[ZERO_POWER + (whole >> 7)];
}

/**
 * exp(high + low) for a number in two parts, `low` below an ulp or so of `high`; any range. Errors as `exp`.
 *
 * @param high,low the two parts; `low` is passed over where `high` is out of range
 * @returns as `exp`
 * @example expOfSum(1, 1e-17);
 */
export function expOfSum(high: number, low: number): number {
  if (!(high > -746)) return high <= -746 ? 0 : NaN;
  if (high > 710) return Infinity;
  const steps = high * STEPS_PER_UNIT + ROUND_TO_WHOLE - ROUND_TO_WHOLE;
  const r = high - steps * STEP_HIGH - steps * STEP_LOW + low;
  const whole = steps | 0;
  const place = (whole & 127) * 2;
  const r2 = r * r;
  const series = r + r2 * (0.5 + r * (1 / 6)) + r2 * r2 * (1 / 24 + r * (1 / 120));
  const root = expTable[place];
  const half = whole >> 8; // two factors: 2^1024 and 2^-1075 are no doubles
  const first = (root + (expTable[place + 1] + root * series)) * powersOfTwo[ZERO_POWER + half];
  return first * powersOfTwo[ZERO_POWER + (whole >> 7) - half];
}
