/**
 * The table behind `log` and `power`: for each of 128 cells of [0.703125, 1.40625), a short number near the reciprocal
 * of the cell's middle, and minus its logarithm in two parts. Filled at load, in about a tenth of a millisecond.
 *
 * The reciprocal is a multiple of 1/512, so its product with the leading bits of a number is exact; for the two cells
 * that touch 1 it is exactly 1, so logarithms near 1 keep full relative accuracy with no special case. The first part
 * of the logarithm is a multiple of 2^-42, so adding whole multiples of log(2) to it is exact; the parts together are
 * good to about 2^-95.
 *
 * Source: P. T. P. Tang, "Table-driven implementation of the logarithm function in IEEE floating-point arithmetic", ACM
 * Transactions on Mathematical Software 16 (1990) 378-400, https://doi.org/10.1145/98267.98294.
 */
import { type DoubleDouble, add, divide, multiply } from './double-double.js';

const CELLS = 128;
const GRID = 4398046511104; // 2^42

/** High word of 0.703125, where the cells begin; a cell spans 2^13 of high word. */
export const LOG_START = 0x3fe68000;

/** log(2) in two parts: a multiple of 2^-42, and the rest. */
export const LN2_HIGH = 0.6931471805598903;
export const LN2_LOW = 5.497923018708371e-14;

/** Cell i holds, from place 4i: reciprocal, log of 1/reciprocal (high), the same (low), unused. */
export const logTable: Float64Array = filled();

function filled(): Float64Array {
  const table = new Float64Array(CELLS * 4);
  for (let i = 0; i < CELLS; i += 1) {
    const numerator = cellNumerator(i);
    const logarithm = logOf512Over(numerator);
    const high = Math.round(logarithm[0] * GRID) / GRID;
    table[i * 4] = numerator / 512;
    table[i * 4 + 1] = high;
    table[i * 4 + 2] = logarithm[0] - high + logarithm[1];
  }
  return table;
}

/** 512 times the reciprocal of the middle of cell i, rounded; 512 itself for the cells either side of 1. */
function cellNumerator(i: number): number {
  const cellOfOne = (0x3ff00000 - LOG_START) >> 13;
  if (i === cellOfOne || i === cellOfOne - 1) return 512;
  const steps = i + 0.5; // below 1 a cell is 1/256 wide, from 1 on 1/128
  const middle = i < cellOfOne ? 0.703125 + steps / 256 : 1 + (steps - cellOfOne) / 128;
  return Math.round(512 / middle);
}

/** log(512 / n) = 2 atanh((512 - n) / (512 + n)), by its power series. */
function logOf512Over(n: number): DoubleDouble {
  const s = divide([512 - n, 0], 512 + n);
  const square = multiply(s, s);
  let sum: DoubleDouble = [0, 0];
  for (let odd = 45; odd >= 1; odd -= 2) sum = add(divide([1, 0], odd), multiply(square, sum));
  return multiply([2 * s[0], 2 * s[1]], sum);
}
