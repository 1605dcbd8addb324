/**
 * Phase types: the time to leave a small Markov chain. H, the age at which H reaches a value, and the time to go.
 *
 * The chances of the phases are carried forward from the start: by the packed powers of two of the step, then within a step
 * by uniformisation. Only non-negative numbers are added, and the survival is carried as a fraction and a binary exponent, so
 * H keeps relative accuracy from the first instant (from the share that has ended) to any tail. Times are found by trying the
 * powers of two from the largest down, then by Newton's method on the log scale within the step. Time to go starts from the
 * chances of the phases given survival, so nothing is lost by having survived.
 *
 * Relative error: H and times below 1e-13. Beyond 2^53 steps (2^47 times the shortest mean stay) the rate is taken as constant.
 * Slower than the other families: with 3 phases 2 to 5 microseconds, with 12 from 10 to 25. No allocation.
 */
import { exp } from '../arithmetic/exp.js';
import { ZERO_POWER, powersOfTwo } from '../arithmetic/bits.js';
import { expm1 } from '../arithmetic/expm1.js';
import { log } from '../arithmetic/log.js';
import { log1p } from '../arithmetic/log1p.js';
import { MOST_PHASES, PHASE_HEAD, PHASE_LEVELS, STEPS_PER_JUMP } from './phase-type-table.js';

const MOST_STEPS = 9007199254740991; // 2^53 - 1
const MOST_ROUNDS = 60;
const SMALL = 1e-150;
const SMALL_EXPONENT = 512;
const UP = powersOfTwo[ZERO_POWER + SMALL_EXPONENT];

// The chances of the phases are `here` times 2^`exponent`; `ended` is the share that has ended.
const here = new Float64Array(MOST_PHASES);
const there = new Float64Array(MOST_PHASES);
const sum = new Float64Array(MOST_PHASES);
const endedBy = new Float64Array(32);
let exponent = 0;
let ended = 0;
let thereExponent = 0;
let thereEnded = 0;

/**
 * H(age) = -log of the chance of still being in some phase.
 *
 * @param table,offset a packed phase type
 * @param age in days, above 0
 * @returns from 0 to Infinity
 * @example phaseTypeHazard(table, offset, 30);
 */
export function phaseTypeHazard(table: Float64Array, offset: number, age: number): number {
  const beyond = forward(table, offset, age);
  const used = hazardOf(table[offset], here, exponent, ended);
  if (!(beyond > 0) || table[offset + 2] !== 0) return used;
  return used + rateNow(table, offset) * beyond;
}

/**
 * Time from `age` until H has grown by a threshold.
 *
 * @param table,offset a packed phase type
 * @param age in days; at or below 0 the start
 * @param threshold above 0
 * @returns 0 or more; Infinity if H never gets there
 * @example phaseTypeRemaining(table, offset, 30, 0.7);
 */
export function phaseTypeRemaining(table: Float64Array, offset: number, age: number, threshold: number): number {
  if (threshold === Infinity) return threshold;
  const n = table[offset];
  forward(table, offset, age > 0 ? age : 0);
  const total = totalOf(n, here);
  if (!(total > 0)) return 0;
  for (let i = 0; i < n; i += 1) here[i] /= total;
  exponent = 0;
  ended = 0;
  const gone = -expm1(-threshold);
  let level = 0;
  while (level < PHASE_LEVELS) {
    step(table, offset, level);
    if (reached(n, threshold, gone)) break;
    level += 1;
  }
  let steps = 0;
  for (let size = powersOfTwo[ZERO_POWER + level] / 2; size >= 1; size /= 2) {
    level -= 1;
    step(table, offset, level);
    if (reached(n, threshold, gone)) continue;
    keep(n);
    steps += size;
  }
  if (steps === MOST_STEPS) {
    step(table, offset, 0);
    if (!reached(n, threshold, gone)) {
      if (table[offset + 2] !== 0) return Infinity;
      const left = threshold - hazardOf(n, here, exponent, ended);
      return steps / table[offset + 1] + (left > 0 ? left / rateNow(table, offset) : 0);
    }
  }
  return (steps + withinStep(table, offset, threshold, gone)) / table[offset + 1];
}

/** Whether `there` is past the threshold. */
function reached(n: number, threshold: number, gone: number): boolean {
  if (threshold <= Math.LN2) return thereEnded >= gone;
  return -log(totalOf(n, there)) - thereExponent * Math.LN2 >= threshold;
}

/** Carries the chances from the start to an age. Returns the days beyond the last step that the table reaches. */
function forward(table: Float64Array, offset: number, age: number): number {
  const n = table[offset];
  for (let i = 0; i < n; i += 1) here[i] = table[offset + PHASE_HEAD + i];
  exponent = 0;
  ended = 0;
  const steps = age * table[offset + 1];
  let whole = steps < MOST_STEPS ? Math.floor(steps) : MOST_STEPS;
  const part = steps < MOST_STEPS ? steps - whole : 0;
  for (let level = 0; whole > 0; level += 1) {
    const half = Math.floor(whole / 2);
    if (whole - 2 * half > 0) {
      step(table, offset, level);
      keep(n);
    }
    whole = half;
  }
  if (part > 0) partOfStep(table, offset, part);
  return steps > MOST_STEPS ? age - MOST_STEPS / table[offset + 1] : 0;
}

/** From `here`, 2^level steps on, to `there`. */
function step(table: Float64Array, offset: number, level: number): void {
  const n = table[offset];
  const at = offset + PHASE_HEAD + 2 * n + n * n + level * (1 + n * n + n);
  let gone = 0;
  for (let i = 0; i < n; i += 1) {
    there[i] = 0;
    gone += here[i] * table[at + 1 + n * n + i];
  }
  let total = 0;
  for (let i = 0; i < n; i += 1) {
    const share = here[i];
    const row = at + 1 + i * n;
    for (let j = 0; j < n; j += 1) there[j] += share * table[row + j];
  }
  for (let i = 0; i < n; i += 1) total += there[i];
  thereEnded = ended + gone * twoTo(exponent);
  thereExponent = exponent + table[at];
  while (total < SMALL && total > 0) {
    for (let i = 0; i < n; i += 1) there[i] *= UP;
    total *= UP;
    thereExponent -= SMALL_EXPONENT;
  }
}

/** `there` becomes `here`. */
function keep(n: number): void {
  for (let i = 0; i < n; i += 1) here[i] = there[i];
  exponent = thereExponent;
  ended = thereEnded;
}

/** From `here` a part of one step on, by uniformisation. */
function partOfStep(table: Float64Array, offset: number, part: number): void {
  const n = table[offset];
  const terms = table[offset + 3];
  const jumps = part / STEPS_PER_JUMP;
  const none = exp(-jumps);
  let weight = none;
  let gone = 0;
  let goneSum = 0;
  for (let i = 0; i < n; i += 1) sum[i] = weight * here[i];
  for (let k = 1; k <= terms; k += 1) {
    gone += jump(table, offset);
    weight *= jumps / k;
    goneSum += weight * gone;
    for (let i = 0; i < n; i += 1) sum[i] += weight * here[i];
  }
  for (let i = 0; i < n; i += 1) here[i] = sum[i];
  ended += goneSum * twoTo(exponent);
}

/** One jump of the uniformised chain in place; returns the share that ends at it. */
function jump(table: Float64Array, offset: number): number {
  const n = table[offset];
  const exits = offset + PHASE_HEAD + n;
  let gone = 0;
  for (let i = 0; i < n; i += 1) {
    there[i] = 0;
    gone += here[i] * table[exits + i];
  }
  for (let i = 0; i < n; i += 1) {
    const row = exits + n + i * n;
    for (let j = 0; j < n; j += 1) there[j] += here[i] * table[row + j];
  }
  for (let i = 0; i < n; i += 1) here[i] = there[i];
  return gone;
}

/** How much of one step from `here` uses up what is left of the threshold: Newton's method, both sides in logs. */
function withinStep(table: Float64Array, offset: number, threshold: number, gone: number): number {
  const n = table[offset];
  const terms = table[offset + 3];
  const total = totalOf(n, here);
  const sought =
    threshold <= Math.LN2
      ? (gone - ended) / (total * twoTo(exponent))
      : -expm1(-(threshold + log(total) + exponent * Math.LN2));
  if (!(sought > 0)) return 0;
  for (let i = 0; i < n; i += 1) here[i] /= total;
  endedBy[0] = 0;
  for (let k = 1; k <= terms; k += 1) endedBy[k] = endedBy[k - 1] + jump(table, offset);
  const most = 1 / STEPS_PER_JUMP;
  const logSought = log(sought);
  let y = most;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    let weight = 1;
    let share = 0;
    let slope = endedBy[1];
    for (let k = 1; k < terms; k += 1) {
      weight *= y / k;
      share += weight * endedBy[k];
      slope += weight * (endedBy[k + 1] - endedBy[k]);
    }
    const none = exp(-y);
    if (round === 0 && !(share * none > sought)) return STEPS_PER_JUMP * y;
    const change = ((logSought - log(share * none)) * share) / (slope * y);
    y *= exp(change);
    if (!(y < most)) y = most;
    if (!(Math.abs(change) > 1e-9)) break; // quadratic: the step after this would be below 1e-17
  }
  return STEPS_PER_JUMP * y;
}

function totalOf(n: number, shares: Float64Array): number {
  let total = 0;
  for (let i = 0; i < n; i += 1) total += shares[i];
  return total;
}

/** Minus the log of the survival, from whichever of the two shares is the smaller. */
function hazardOf(n: number, shares: Float64Array, power: number, gone: number): number {
  return gone < 0.5 ? -log1p(-gone) : -log(totalOf(n, shares)) - power * Math.LN2;
}

/** The hazard at `here`, a day. */
function rateNow(table: Float64Array, offset: number): number {
  const n = table[offset];
  let rate = 0;
  for (let i = 0; i < n; i += 1) rate += here[i] * table[offset + PHASE_HEAD + n + i];
  return (rate / totalOf(n, here)) * (table[offset + 1] / STEPS_PER_JUMP);
}

function twoTo(n: number): number {
  return n < -ZERO_POWER ? 0 : n > 1023 ? Infinity : powersOfTwo[ZERO_POWER + n];
}
