/**
 * The bits of a double and exact powers of two, shared by the functions of this folder.
 *
 * One scratch number, read through an integer view: no allocation. Exact, and the same whichever byte comes first.
 */

/** Write a double here ... */
export const scratch = new Float64Array(1);

/** ... and read its two 32-bit words here: `words[HIGH]` has the sign, the exponent and the leading 20 bits. */
export const words = new Int32Array(scratch.buffer);

scratch[0] = 1;
/** Which of the two words is the leading one on this machine. */
export const HIGH: number = words[0] === 0 ? 1 : 0;

/** Where 2^0 stands in `powersOfTwo`. */
export const ZERO_POWER = 1074;

/** `powersOfTwo[ZERO_POWER + n]` is 2^n exactly, for n from -1074 to 1023. */
export const powersOfTwo: Float64Array = new Float64Array(ZERO_POWER + 1024);

powersOfTwo[ZERO_POWER] = 1;
for (let n = 1; n <= 1023; n += 1) powersOfTwo[ZERO_POWER + n] = powersOfTwo[ZERO_POWER + n - 1] * 2;
for (let n = 1; n <= 1074; n += 1) powersOfTwo[ZERO_POWER - n] = powersOfTwo[ZERO_POWER - n + 1] / 2;
