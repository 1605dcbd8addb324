/**
 * How long until the event, given that it has not come yet: sampling conditional on having survived so far.
 *
 * In words: what is left is inverse(H(age) + threshold) - age. Where that difference would lose digits it is not formed:
 * a constant rate is threshold / rate exactly (no memory), a piecewise rate is walked piece by piece, an empirical function
 * is worked in shares, Gompertz and log-logistic clocks have closed forms, a phase type starts from the chances of its phases
 * given survival, and a mixture is solved for the time to go. Elsewhere the error is at most that of the age at the event (a
 * few ulp: about 1e-12 days at age 18) plus 2e-16 H(age) over the rate.
 */
import { exp } from '../arithmetic/exp.js';
import { expm1 } from '../arithmetic/expm1.js';
import { cumulativeHazard } from './cumulative.js';
import { empiricalShare, empiricalSurvival, empiricalTime } from './empirical.js';
import { gompertzRemaining } from './gompertz.js';
import { inverseCumulativeHazard } from './inverse.js';
import { loglogisticRemaining } from './loglogistic.js';
import { mixtureRemaining } from './mixture.js';
import { phaseTypeRemaining } from './phase-type.js';
import { PIECE, lastBelow } from './search.js';
import { HazardKind } from './spec.js';

/**
 * Time from `age` to the event, in days.
 *
 * @param kind,table,offset as `packHazard` gave them
 * @param age time since the clock's start, in days, with no event so far; below 0 if the clock starts later
 * @param threshold what is still to be used up, a unit-exponential number above 0
 * @returns 0 or more; Infinity if the event never comes; 0 for what is overdue
 * @throws RangeError if `kind` is none of `HazardKind`, or `recurring`, which is no hazard
 * @example remainingTime(HazardKind.exponential, Float64Array.of(0.01), 0, 5000, 1); // 100
 */
export function remainingTime(
  kind: number,
  table: Float64Array,
  offset: number,
  age: number,
  threshold: number,
): number {
  if (!(age > 0)) return inverseCumulativeHazard(kind, table, offset, threshold) - age;
  if (kind === HazardKind.exponential) return threshold > 0 ? threshold / table[offset] : 0;
  if (kind === HazardKind.piecewise) return remainingPiecewise(table, offset, age, threshold);
  if (kind >= HazardKind.gompertz && threshold > 0) {
    if (kind === HazardKind.gompertz) return gompertzRemaining(table, offset, age, threshold);
    if (kind === HazardKind.loglogistic) return loglogisticRemaining(table, offset, age, threshold);
    if (kind === HazardKind.phase_type) return phaseTypeRemaining(table, offset, age, threshold);
    if (kind === HazardKind.mixture) {
      return mixtureRemaining(table, offset, age, threshold, cumulativeHazard, remainingTime);
    }
  }
  const end =
    kind === HazardKind.empirical
      ? endOfEmpirical(table, offset, age, threshold)
      : inverseCumulativeHazard(kind, table, offset, cumulativeHazard(kind, table, offset, age) + threshold);
  return end > age ? end - age : 0;
}

function remainingPiecewise(table: Float64Array, offset: number, age: number, threshold: number): number {
  const last = table[offset] - 1;
  let piece = lastBelow(table, offset + 1, last + 1, age);
  let place = offset + 1 + PIECE * piece;
  let from = age;
  let left = threshold;
  while (piece < last) {
    const here = table[place + 1] * (table[place + PIECE] - from);
    if (left <= here) break;
    left -= here;
    piece += 1;
    place += PIECE;
    from = table[place];
  }
  return left > 0 ? from - age + left / table[place + 1] : 0;
}

/** The age at the event: the share reached plus the part of the rest that the threshold uses up. */
function endOfEmpirical(table: Float64Array, offset: number, age: number, threshold: number): number {
  const survival = empiricalSurvival(table, offset, age);
  if (survival === 0) return age;
  const share = empiricalShare(table, offset, age) - survival * expm1(-threshold);
  return empiricalTime(table, offset, share, survival * exp(-threshold));
}
