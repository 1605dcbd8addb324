/**
 * The natural logarithm, the same bits on every machine. Error below 0.52 ulp (1.02 where x is subnormal).
 *
 * x = 2^k z with z in [0.70, 1.41); a table gives a short reciprocal and its logarithm; r = z * reciprocal - 1 is below
 * 2^-7, and log(1 + r) is its power series to r^9. Everything before the last addition is carried in two parts.
 *
 * Source: Tang (1990), as named in `log-table.ts`; the layout follows the double-precision `log` of Arm's
 * optimized-routines (https://github.com/ARM-software/optimized-routines), with Taylor coefficients.
 */
import { HIGH, ZERO_POWER, powersOfTwo, scratch, words } from './bits.js';
import { LN2_HIGH, LN2_LOW, LOG_START, logTable } from './log-table.js';

/** 1.5 * 2^28: adding and taking it away rounds a number near 1 to a multiple of 2^-24. */
const ROUND_TO_24 = 402653184;
const TWO_TO_54 = 18014398509481984;
const LOG_OF_TWO_TO_54 = 37.42994775023705;

/**
 * log(x). Maximum error 0.52 ulp; 1.02 ulp where x is subnormal (below 2.2e-308).
 *
 * @param x any number
 * @returns -Infinity at 0, NaN below 0 or for NaN, Infinity at Infinity, exactly 0 at 1
 * @example log(2); // 0.6931471805599453
 */
export function log(x: number): number {
  scratch[0] = x;
  const high = words[HIGH];
  if (high < 0x00100000 || high >= 0x7ff00000) return logOfExtreme(x);
  const steps = high - LOG_START;
  const k = steps >> 20;
  const cell = (steps >> 11) & 508; // four places a cell
  const z = x * powersOfTwo[ZERO_POWER - k];
  const zHigh = z + ROUND_TO_24 - ROUND_TO_24;
  const reciprocal = logTable[cell];
  const rHigh = zHigh * reciprocal - 1;
  const rLow = (z - zHigh) * reciprocal;
  const r = rHigh + rLow;
  const base = k * LN2_HIGH + logTable[cell + 1];
  const sum = base + rHigh;
  const lost = base - sum + rHigh + rLow + (k * LN2_LOW + logTable[cell + 2]);
  const r2 = r * r;
  const series =
    -0.5 + r * (1 / 3) + r2 * (-0.25 + r * 0.2 + r2 * (-1 / 6 + r * (1 / 7) + r2 * (-0.125 + r * (1 / 9))));
  return sum + (lost + r2 * series);
}

/** Zero, negative, subnormal, infinite or not a number. */
function logOfExtreme(x: number): number {
  if (x === 0) return -Infinity;
  if (!(x > 0)) return NaN;
  if (x === Infinity) return x;
  return log(x * TWO_TO_54) - LOG_OF_TWO_TO_54;
}
