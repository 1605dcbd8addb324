/**
 * The cumulative hazard H(age) of each family: 0 at the start, never falling, minus the log of the chance that nothing has
 * happened yet.
 *
 * Relative error: exponential and piecewise below 1e-15; weibull below 2e-16 (2 + shape); empirical below 1e-15 over the
 * chance in the cell's far end; lognormal below 1e-15 max(1, z^2), z = log(age / median) / sdlog; the other families as
 * their own files say.
 */
import { log } from '../arithmetic/log.js';
import { log1p } from '../arithmetic/log1p.js';
import { normalLogSurvival } from '../arithmetic/normal-survival.js';
import { power } from '../arithmetic/power.js';
import { empiricalShare, empiricalSurvival } from './empirical.js';
import { generalisedGammaHazard } from './generalised-gamma.js';
import { gompertzHazard } from './gompertz.js';
import { loglogisticHazard } from './loglogistic.js';
import { mixtureHazard } from './mixture.js';
import { phaseTypeHazard } from './phase-type.js';
import { PIECE, lastBelow } from './search.js';
import { HazardKind } from './spec.js';

/**
 * H(age) of a packed hazard.
 *
 * @param kind,table,offset as `packHazard` gave them
 * @param age time since the clock's start, in days; below 0 counts as 0
 * @returns from 0 to Infinity (a fixed time from its instant on; an empirical function from where it reaches 1)
 * @throws RangeError if `kind` is none of `HazardKind`, or `recurring`, which is no hazard
 * @example cumulativeHazard(HazardKind.exponential, Float64Array.of(0.01), 0, 100); // 1
 */
export function cumulativeHazard(kind: number, table: Float64Array, offset: number, age: number): number {
  if (kind === HazardKind.fixed) return age >= table[offset] ? Infinity : 0;
  if (!(age > 0)) return 0;
  if (kind === HazardKind.exponential) return table[offset] === 0 ? 0 : table[offset] * age;
  if (kind === HazardKind.weibull) return power(age / table[offset + 2], table[offset]);
  if (kind === HazardKind.lognormal) return -normalLogSurvival(log(age / table[offset]) / table[offset + 1]);
  if (kind === HazardKind.piecewise) return cumulativePiecewise(table, offset, age);
  if (kind === HazardKind.empirical) return cumulativeEmpirical(table, offset, age);
  return cumulativeOfRarer(kind, table, offset, age);
}

function cumulativeOfRarer(kind: number, table: Float64Array, offset: number, age: number): number {
  if (kind === HazardKind.gompertz) return gompertzHazard(table, offset, age);
  if (kind === HazardKind.loglogistic) return loglogisticHazard(table, offset, age);
  if (kind === HazardKind.gamma || kind === HazardKind.generalised_gamma) {
    return generalisedGammaHazard(table, offset, age);
  }
  if (kind === HazardKind.phase_type) return phaseTypeHazard(table, offset, age);
  if (kind === HazardKind.mixture) return mixtureHazard(table, offset, age, cumulativeHazard);
  throw new RangeError(`no hazard of kind ${kind}`);
}

function cumulativePiecewise(table: Float64Array, offset: number, age: number): number {
  const place = offset + 1 + PIECE * lastBelow(table, offset + 1, table[offset], age);
  const rate = table[place + 1];
  return rate === 0 ? table[place + 2] : table[place + 2] + rate * (age - table[place]);
}

function cumulativeEmpirical(table: Float64Array, offset: number, age: number): number {
  const share = empiricalShare(table, offset, age);
  return share < 0.5 ? -log1p(-share) : -log(empiricalSurvival(table, offset, age));
}
