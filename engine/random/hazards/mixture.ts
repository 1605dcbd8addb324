/**
 * Mixtures: each child follows one of several clocks, which one is never seen; some may follow none at all.
 *
 * Packed as [parts, weight of never, then (weight, kind, place from `offset`) a part, then the parts]. The survival is the
 * weighted sum of the parts'. Relative error of H: the largest of the parts', plus 1e-15. Times are found between the
 * earliest and the latest of the parts' own by Chandrupatla's bracketing on the log scale, to 1e-15 of the time to go where H
 * allows it (what is left of H after an age is a difference: 2e-16 H(age) is lost). About ten evaluations of every part.
 *
 * Source: T. R. Chandrupatla, "A new hybrid quadratic/bisection algorithm for finding the zero of a nonlinear function
 * without using derivatives", Advances in Engineering Software 28 (1997) 145-149.
 */
import { exp } from '../arithmetic/exp.js';
import { expm1 } from '../arithmetic/expm1.js';
import { log } from '../arithmetic/log.js';
import { log1p } from '../arithmetic/log1p.js';

/** H of any family, as `cumulativeHazard`: handed in, since a part may be a mixture itself. */
type Cumulative = (kind: number, table: Float64Array, offset: number, age: number) => number;
/** Time to go of any family, as `remainingTime`. */
type Remaining = (kind: number, table: Float64Array, offset: number, age: number, threshold: number) => number;

const HEAD = 2;
const PART = 3;
const MOST_STEPS = 200;
const TINY = 1e-300;
const LARGEST = 1e300;

/**
 * H(age) = -log(sum of weight times survival). Early, from the shares that have gone; late, from the smallest H of the parts.
 *
 * @param table,offset a packed mixture
 * @param age in days, above 0
 * @param cumulative H of the parts
 * @returns from 0 to Infinity
 * @example mixtureHazard(table, offset, 30, cumulativeHazard);
 */
export function mixtureHazard(table: Float64Array, offset: number, age: number, cumulative: Cumulative): number {
  const end = offset + HEAD + PART * table[offset];
  const never = table[offset + 1];
  let gone = 0;
  let least = never > 0 ? 0 : Infinity;
  for (let at = offset + HEAD; at < end; at += PART) {
    const h = cumulative(table[at + 1], table, offset + table[at + 2], age);
    gone -= table[at] * expm1(-h);
    if (h < least) least = h;
  }
  if (gone < 0.5) return -log1p(-gone);
  if (least === Infinity) return Infinity;
  let sum = never > 0 ? never * exp(least) : 0;
  for (let at = offset + HEAD; at < end; at += PART) {
    sum += table[at] * exp(least - cumulative(table[at + 1], table, offset + table[at + 2], age));
  }
  return least - log(sum);
}

/**
 * Time from `age` until H has grown by a threshold.
 *
 * @param table,offset a packed mixture
 * @param age in days, 0 or more
 * @param threshold above 0
 * @param cumulative,remaining H of the parts, and their time to go
 * @returns 0 or more; Infinity if H never gets there
 * @example mixtureRemaining(table, offset, 30, 0.7, cumulativeHazard, remainingTime);
 */
export function mixtureRemaining(
  table: Float64Array,
  offset: number,
  age: number,
  threshold: number,
  cumulative: Cumulative,
  remaining: Remaining,
): number {
  const used = age > 0 ? mixtureHazard(table, offset, age, cumulative) : 0;
  if (used === Infinity) return 0;
  const end = offset + HEAD + PART * table[offset];
  const never = table[offset + 1];
  let sure = 0;
  for (let at = offset + HEAD; at < end; at += PART) {
    const gone = age > 0 ? cumulative(table[at + 1], table, offset + table[at + 2], age) : 0;
    sure += table[at] * exp(used - gone);
  }
  const own = ownThreshold(never > 0 ? never * exp(used) : 0, sure, threshold);
  if (!(own >= 0)) return Infinity;
  let low = Infinity;
  let high = 0;
  for (let at = offset + HEAD; at < end; at += PART) {
    const place = offset + table[at + 2];
    if (age > 0 && cumulative(table[at + 1], table, place, age) === Infinity) continue; // nobody is left of these
    const time = remaining(table[at + 1], table, place, age, own);
    if (time < low) low = time;
    if (time > high) high = time;
  }
  if (!(low < Infinity)) return Infinity;
  if (high === Infinity) {
    if (mixtureHazard(table, offset, Infinity, cumulative) - used < threshold) return Infinity;
    high = low > 0 ? 2 * low : 1;
    while (high < LARGEST && mixtureHazard(table, offset, age + high, cumulative) - used < threshold) high *= 16;
  }
  return between(table, offset, age, used, threshold, low, high, cumulative);
}

/**
 * What those who will have the event (a share `sure` of all; the others never will) use up of a clock of their own by the time
 * all have used up a threshold; NaN if they cannot be enough.
 */
function ownThreshold(never: number, sure: number, threshold: number): number {
  if (never === 0) return threshold;
  if (threshold <= Math.LN2) {
    const share = expm1(-threshold) / sure;
    return share > -1 ? -log1p(share) : NaN;
  }
  const waiting = exp(-threshold) - never;
  return waiting > 0 ? log(sure) - log(waiting) : NaN;
}

/** The time in [low, high] at which H has grown by the threshold, by Chandrupatla's method in the log of the time. */
function between(
  table: Float64Array,
  offset: number,
  age: number,
  used: number,
  threshold: number,
  low: number,
  high: number,
  cumulative: Cumulative,
): number {
  const unit = low > TINY ? low : TINY;
  if (!(high > unit)) return high;
  let x2 = 0;
  let f2 = log((mixtureHazard(table, offset, age + unit, cumulative) - used) / threshold);
  if (f2 >= 0) return unit;
  let x1 = log(high) - log(unit);
  if (high / unit < 2) x1 = log1p((high - unit) / unit);
  let f1 = log((mixtureHazard(table, offset, age + high, cumulative) - used) / threshold);
  if (!(f1 >= 0)) return high;
  let t = 0.5;
  for (let i = 0; i < MOST_STEPS; i += 1) {
    const x = x1 + t * (x2 - x1);
    const grown = mixtureHazard(table, offset, age + unit * exp(x), cumulative) - used;
    const f = grown > 0 ? log(grown / threshold) : -Infinity;
    let x3 = x2;
    let f3 = f2;
    if (f >= 0 === f1 >= 0) {
      x3 = x1;
      f3 = f1;
    } else {
      x2 = x1;
      f2 = f1;
    }
    x1 = x;
    f1 = f;
    const width = Math.abs(x2 - x1);
    const least = (4e-16 + 2e-16 * Math.abs(x1)) / width;
    if (!(least < 0.5)) break;
    const xi = (x1 - x2) / (x3 - x2);
    const phi = (f1 - f2) / (f3 - f2);
    t = 0.5;
    if (phi * phi < xi && (1 - phi) * (1 - phi) < 1 - xi) {
      t = (f1 / (f2 - f1)) * (f3 / (f2 - f3)) + ((x3 - x1) / (x2 - x1)) * (f1 / (f3 - f1)) * (f2 / (f3 - f2));
      if (!(t > least)) t = least;
      else if (t > 1 - least) t = 1 - least;
    }
  }
  return unit * exp(f1 >= 0 ? x1 : x2);
}
