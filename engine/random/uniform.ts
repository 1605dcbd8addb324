/**
 * From random words to uniform and exponential numbers: one value for one or two words, by inversion, never rejection,
 * so a draw always costs the same words and pairing between options stays exact.
 *
 * The uniforms are midpoints of equal cells, hence never 0 and never 1, and the arithmetic is exact.
 * Source of the open lattice: Random123's u01fixedpt.h (Salmon and others, SC11, 2011).
 */
import { log } from './arithmetic/log.js';

const TWO_TO_20 = 1048576;
const TWO_TO_MINUS_32 = 1 / 4294967296;
const TWO_TO_MINUS_52 = 1 / 4503599627370496;

/**
 * A uniform number in the open interval (0, 1) from two words: (m + 0.5) / 2^52 with m made of 52 of the 64 bits. Exact.
 *
 * @param hi,lo two words (signed or unsigned), `hi` the leading bits
 * @returns from 2^-53 to 1 - 2^-53, never 0 or 1
 * @example unitOpen(0, 0); // 2^-53
 */
export function unitOpen(hi: number, lo: number): number {
  return ((hi >>> 0) * TWO_TO_20 + (lo >>> 12) + 0.5) * TWO_TO_MINUS_52;
}

/**
 * A uniform number in the open interval (0, 1) from one word: (word + 0.5) / 2^32. Exact.
 *
 * Its tail stops at 1.2e-10: use two words where a rarer tail matters.
 *
 * @param word one word (signed or unsigned)
 * @returns from 2^-33 to 1 - 2^-33, never 0 or 1
 * @example unit32(0x80000000); // 0.5 + 2^-33
 */
export function unit32(word: number): number {
  return ((word >>> 0) + 0.5) * TWO_TO_MINUS_32;
}

/**
 * A unit-exponential number from two words: minus the log of `unitOpen`. Error below 0.52 ulp (that of `log`).
 *
 * This is the threshold a hazard clock uses up.
 *
 * @param hi,lo two words (signed or unsigned)
 * @returns from 1.1e-16 to 36.74, mean 1; never 0 and never infinite
 * @example unitExponential(out[0], out[1]);
 */
export function unitExponential(hi: number, lo: number): number {
  return -log(unitOpen(hi, lo));
}
