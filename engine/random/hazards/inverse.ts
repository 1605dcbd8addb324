/**
 * The age at which a cumulative hazard reaches a given value: every family inverts, exactly one threshold an event.
 *
 * Relative error: exponential below 1e-16; piecewise below 1e-15 within its piece; weibull below 2e-16 (2 + |log h| / shape);
 * lognormal below 1e-15 (1 + sdlog max(1, |z|)); empirical below 1e-15 over the steepness of its cell; the other families as
 * their own files say.
 */
import { exp } from '../arithmetic/exp.js';
import { expm1 } from '../arithmetic/expm1.js';
import { normalQuantileFromHazard } from '../arithmetic/normal-quantile.js';
import { power } from '../arithmetic/power.js';
import { cumulativeHazard } from './cumulative.js';
import { empiricalTime } from './empirical.js';
import { generalisedGammaTime } from './generalised-gamma.js';
import { gompertzRemaining } from './gompertz.js';
import { loglogisticTime } from './loglogistic.js';
import { mixtureRemaining } from './mixture.js';
import { phaseTypeRemaining } from './phase-type.js';
import { PIECE, lastBelow } from './search.js';
import { HazardKind } from './spec.js';

/**
 * The smallest age, in days, with H(age) >= h.
 *
 * @param kind,table,offset as `packHazard` gave them
 * @param h a cumulative hazard; Infinity allowed
 * @returns 0 for h <= 0; Infinity if H never gets there; for a fixed time that time, whatever h > 0 is
 * @throws RangeError if `kind` is none of `HazardKind`, or `recurring`, which is no hazard
 * @example inverseCumulativeHazard(HazardKind.exponential, Float64Array.of(0.01), 0, 1); // 100
 */
export function inverseCumulativeHazard(kind: number, table: Float64Array, offset: number, h: number): number {
  if (!(h > 0)) return 0;
  if (kind === HazardKind.exponential) return h / table[offset];
  if (kind === HazardKind.weibull) return table[offset + 2] * power(h, table[offset + 1]);
  if (kind === HazardKind.lognormal) return table[offset] * exp(table[offset + 1] * normalQuantileFromHazard(h));
  if (kind === HazardKind.piecewise) return inversePiecewise(table, offset, h);
  if (kind === HazardKind.fixed) return table[offset];
  if (kind === HazardKind.empirical) return empiricalTime(table, offset, -expm1(-h), exp(-h));
  return inverseOfRarer(kind, table, offset, h);
}

function inverseOfRarer(kind: number, table: Float64Array, offset: number, h: number): number {
  if (kind === HazardKind.gompertz) return gompertzRemaining(table, offset, 0, h);
  if (kind === HazardKind.loglogistic) return loglogisticTime(table, offset, h);
  if (kind === HazardKind.gamma || kind === HazardKind.generalised_gamma) return generalisedGammaTime(table, offset, h);
  if (kind === HazardKind.phase_type) return phaseTypeRemaining(table, offset, 0, h);
  if (kind === HazardKind.mixture) return mixtureRemaining(table, offset, 0, h, cumulativeHazard, timeFromStart);
  throw new RangeError(`no hazard of kind ${kind}`);
}

function timeFromStart(kind: number, table: Float64Array, offset: number, _age: number, h: number): number {
  return inverseCumulativeHazard(kind, table, offset, h);
}

function inversePiecewise(table: Float64Array, offset: number, h: number): number {
  const pieces = table[offset];
  const piece = lastBelow(table, offset + 3, pieces, h);
  const place = offset + 1 + PIECE * piece;
  const time = table[place] + (h - table[place + 2]) / table[place + 1];
  return piece < pieces - 1 && time > table[place + PIECE] ? table[place + PIECE] : time;
}
