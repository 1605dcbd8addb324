/**
 * x to the power y for x >= 0, the same bits on every machine. Error below 0.53 ulp (1.03 where the result is subnormal).
 *
 * exp(y log(x)), with the logarithm and the product carried in two parts (about 68 bits), because an error in the exponent
 * is an error of the same size, relatively, in the result.
 *
 * Source: Tang (1989, 1990), as named in the tables; the two-part logarithm follows `pow` of Arm's optimized-routines
 * (https://github.com/ARM-software/optimized-routines), the exact product Dekker (1971).
 */
import { HIGH, ZERO_POWER, powersOfTwo, scratch, words } from './bits.js';
import { expOfSum } from './exp.js';
import { LN2_HIGH, LN2_LOW, LOG_START, logTable } from './log-table.js';

const ROUND_TO_24 = 402653184; // 1.5 * 2^28
const SPLITTER = 134217729; // 2^27 + 1
const TWO_TO_54 = 18014398509481984;
const HUGE_EXPONENT = 1e22;

/**
 * x to the power y. Maximum error 0.53 ulp; 1.03 ulp of the smallest subnormal where the result is subnormal.
 *
 * @param x a number >= 0
 * @param y any number
 * @returns 1 for y = 0 or x = 1; x itself for y = 1; NaN for x < 0 or where either is NaN (unless y = 0)
 * @example power(2, 0.5); // 1.4142135623730951
 */
export function power(x: number, y: number): number {
  if (y === 0 || x === 1) return 1;
  if (y === 1 && x >= 0) return x;
  if (!(x > 0 && x < Infinity && y > -HUGE_EXPONENT && y < HUGE_EXPONENT)) return powerOfExtreme(x, y);
  scratch[0] = x;
  let high = words[HIGH];
  let exponent = 0;
  let normal = x;
  if (high < 0x00100000) {
    normal = x * TWO_TO_54;
    exponent = -54;
    scratch[0] = normal;
    high = words[HIGH];
  }
  // log(x) = sum + rest
  const steps = high - LOG_START;
  const cell = (steps >> 11) & 508;
  const z = normal * powersOfTwo[ZERO_POWER - (steps >> 20)];
  const k = exponent + (steps >> 20);
  const zHigh = z + ROUND_TO_24 - ROUND_TO_24;
  const reciprocal = logTable[cell];
  const rHigh = zHigh * reciprocal - 1;
  const rLow = (z - zHigh) * reciprocal;
  const r = rHigh + rLow;
  const rTop = r * SPLITTER - (r * SPLITTER - r);
  const lost = rHigh - r + rLow;
  const rEnd = r - rTop + lost;
  const base = k * LN2_HIGH + logTable[cell + 1];
  const linear = base + r;
  const halfSquare = -0.5 * rTop * rTop; // exact: rTop has at most 26 bits
  const sum = linear + halfSquare;
  const r2 = r * r;
  const series = 1 / 3 + r * -0.25 + r2 * (0.2 + r * (-1 / 6) + r2 * (1 / 7 + r * -0.125 + r2 * (1 / 9 + r * -0.1)));
  const lostLow = k * LN2_LOW + logTable[cell + 2] + (base - linear + r + lost);
  const rest = lostLow + (linear - sum + halfSquare) + (-0.5 * rEnd * (rTop + r) + r * r2 * series);
  const logHigh = sum + rest;
  const logLow = sum - logHigh + rest;
  // y times that
  const logTop = logHigh * SPLITTER - (logHigh * SPLITTER - logHigh);
  const yTop = y * SPLITTER - (y * SPLITTER - y);
  const product = y * logHigh;
  const logEnd = logHigh - logTop;
  const yEnd = y - yTop;
  const productLow = yTop * logTop - product + yTop * logEnd + yEnd * logTop + yEnd * logEnd;
  return expOfSum(product, productLow + y * logLow);
}

/** A base of 0, infinite, negative or not a number; an exponent too large to matter, infinite or not a number. */
function powerOfExtreme(x: number, y: number): number {
  if (!(x >= 0) || y !== y) return NaN;
  const grows = x > 1 ? y > 0 : y < 0;
  return grows ? Infinity : 0;
}
