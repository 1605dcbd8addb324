/**
 * Packing a phase type: the chance of each phase after 2^j steps, for every j, so that any time is a few products away.
 *
 * Everything is a sum of non-negative terms (uniformisation, then squaring), in double-double arithmetic, so each number is
 * right to an ulp or so however far out. The step is 1 / (64 q) with q the power of two from the fastest phase's rate up.
 * Takes about half a millisecond for 3 phases and 15 for 12. Phases that are never reached are left out.
 *
 * Layout: [phases, steps a day, whether it may never end, terms, then the start, the chance of ending at a jump of the
 * uniformised chain (a number a phase), its other jumps (a row a phase), and for each of the 53 powers of two of the step the
 * binary exponent, the scaled transition matrix by rows, the chance of having ended by phase of origin].
 *
 * Sources: A. Jensen, Skandinavisk Aktuarietidskrift 36 (1953) 87-91 (uniformisation); M. F. Neuts, Matrix-Geometric
 * Solutions in Stochastic Models (1981), chapter 2 (phase types).
 */
import { HIGH, ZERO_POWER, powersOfTwo, scratch, words } from '../arithmetic/bits.js';
import { type DoubleDouble, add, divide, multiply } from '../arithmetic/double-double.js';

export const PHASE_HEAD = 4;
/** Powers of two of the step: times below 2^53 steps are reached exactly. */
export const PHASE_LEVELS = 53;
/** Steps to the mean time between the uniformised chain's jumps. */
export const STEPS_PER_JUMP = 64;
/** The most phases there may be. */
export const MOST_PHASES = 12;

/** Terms that take the series of a step to 1e-17 once its first term is not 0. */
const TERMS = 8;

type Matrix = readonly (readonly DoubleDouble[])[];

/** A phase type without the phases that are never reached. */
export interface ReachedPhases {
  readonly start: readonly number[];
  readonly rates: readonly (readonly number[])[];
  readonly exit: readonly number[];
  /** Jumps to the end, from each phase; Infinity where the end is never reached. */
  readonly distance: readonly number[];
}

/** Leaves out the phases that are never reached. */
export function reachedPhases(
  start: readonly number[],
  rates: readonly (readonly number[])[],
  exit: readonly number[],
): ReachedPhases {
  const reached = start.map((share) => share > 0);
  const distance = exit.map((rate) => (rate > 0 ? 1 : Infinity));
  for (let round = 0; round < start.length; round += 1) {
    for (let i = 0; i < start.length; i += 1) {
      for (let j = 0; j < start.length; j += 1) {
        if (i === j || !(rates[i][j] > 0)) continue;
        if (reached[i]) reached[j] = true;
        distance[i] = Math.min(distance[i], distance[j] + 1);
      }
    }
  }
  const keep = start.map((_, i) => i).filter((i) => reached[i]);
  return {
    start: keep.map((i) => start[i]),
    rates: keep.map((i) => keep.map((j) => (i === j ? 0 : rates[i][j]))),
    exit: keep.map((i) => exit[i]),
    distance: keep.map((i) => distance[i]),
  };
}

/** The numbers that stand for a phase type in a packed table. */
export function packPhases(phases: ReachedPhases): number[] {
  const { start, rates, exit, distance } = phases;
  const n = start.length;
  const out = rates.map((row, i) => row.reduce((sum, rate) => add(sum, [rate, 0]), [exit[i], 0] as DoubleDouble));
  const pace = powerFrom(Math.max(...out.map((rate) => rate[0])));
  const jump: DoubleDouble[][] = rates.map((row, i) =>
    row.map((rate, j) => (i === j ? add([1, 0], scaled(out[i], -1 / pace)) : [rate / pace, 0])),
  );
  const exitJump = exit.map((rate) => rate / pace);
  const far = Math.min(...distance.filter((jumps, i) => start[i] > 0 && jumps < Infinity), MOST_PHASES);
  const numbers = [n, pace * STEPS_PER_JUMP, distance.includes(Infinity) ? 1 : 0, TERMS + far, ...start, ...exitJump];
  for (const row of jump) for (const entry of row) numbers.push(entry[0]);

  let { matrix, ended } = firstStep(jump, exitJump);
  let exponent = 0;
  for (let level = 0; level < PHASE_LEVELS; level += 1) {
    const shift = exponentOf(matrix);
    exponent += shift;
    matrix = matrix.map((row) => row.map((entry) => scaled(entry, twoTo(-shift))));
    numbers.push(exponent);
    for (const row of matrix) for (const entry of row) numbers.push(entry[0]);
    for (const entry of ended) numbers.push(entry[0]);
    const whole = twoTo(exponent);
    ended = matrix.map((row, i) => add(ended[i], scaled(dot(row, ended), whole)));
    matrix = product(matrix, matrix);
    exponent *= 2;
  }
  return numbers;
}

/** exp(-1/64) sum of (1/64)^k / k! jump^k, and what has ended by then. */
function firstStep(
  jump: Matrix,
  exitJump: readonly number[],
): { readonly matrix: Matrix; readonly ended: readonly DoubleDouble[] } {
  const n = jump.length;
  let power: Matrix = jump.map((_, i) => jump.map((__, j) => [i === j ? 1 : 0, 0] as const));
  let gone: readonly DoubleDouble[] = jump.map(() => [0, 0] as const);
  let weight = exponential(-1 / STEPS_PER_JUMP);
  let matrix: Matrix = power.map((row) => row.map((entry) => multiply(entry, weight)));
  let ended: readonly DoubleDouble[] = gone;
  for (let k = 1; k < 16 + n; k += 1) {
    gone = gone.map((sofar, i) =>
      add(
        sofar,
        dot(
          power[i],
          exitJump.map((chance) => [chance, 0] as const),
        ),
      ),
    );
    power = product(power, jump);
    weight = divide(scaled(weight, 1 / STEPS_PER_JUMP), k);
    const w = weight;
    matrix = matrix.map((row, i) => row.map((entry, j) => add(entry, multiply(power[i][j], w))));
    ended = ended.map((sofar, i) => add(sofar, multiply(gone[i], w)));
  }
  return { matrix, ended };
}

function exponential(x: number): DoubleDouble {
  let sum: DoubleDouble = [1, 0];
  for (let term = 20; term >= 1; term -= 1) sum = add([1, 0], divide(scaled(sum, x), term));
  return sum;
}

function product(a: Matrix, b: Matrix): Matrix {
  return a.map((row) =>
    b.map((_, j) =>
      dot(
        row,
        b.map((other) => other[j]),
      ),
    ),
  );
}

function dot(a: readonly DoubleDouble[], b: readonly DoubleDouble[]): DoubleDouble {
  let sum: DoubleDouble = [0, 0];
  for (let i = 0; i < a.length; i += 1) {
    if (a[i][0] !== 0 && b[i][0] !== 0) sum = add(sum, multiply(a[i], b[i]));
  }
  return sum;
}

/** Times a power of two (or minus one): exact. */
function scaled(a: DoubleDouble, by: number): DoubleDouble {
  return [a[0] * by, a[1] * by];
}

function twoTo(n: number): number {
  return n < -ZERO_POWER ? 0 : powersOfTwo[ZERO_POWER + n];
}

/** The exponent of the largest entry: it is from 2^n to below 2^(n + 1). */
function exponentOf(matrix: Matrix): number {
  let largest = 0;
  for (const row of matrix) for (const entry of row) largest = Math.max(largest, entry[0]);
  scratch[0] = largest;
  return ((words[HIGH] >> 20) & 2047) - 1023;
}

/** The least power of two that is not below x; 1 for 0. */
function powerFrom(x: number): number {
  let power = 1;
  if (!(x > 0)) return power;
  while (power < x) power *= 2;
  while (power / 2 >= x) power /= 2;
  return power;
}
