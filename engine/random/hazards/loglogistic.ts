/**
 * Log-logistic clocks: the odds of the event having come are (age / scale)^shape, so half of all times are below the scale.
 *
 * Packed as [shape, 1 / shape, scale]. Relative error: H below 2e-16 (2 + shape) where the odds are below 1e300, else below
 * 1e-15; times below 4e-16 (2 + 1 / shape).
 */
import { exp } from '../arithmetic/exp.js';
import { expm1 } from '../arithmetic/expm1.js';
import { log } from '../arithmetic/log.js';
import { log1p } from '../arithmetic/log1p.js';
import { power } from '../arithmetic/power.js';

const LARGE_ODDS = 1e300;
const LARGE_HAZARD = 600;

/**
 * H(age) = log(1 + (age / scale)^shape).
 *
 * @param table,offset a packed log-logistic hazard
 * @param age in days, above 0
 * @returns from 0 to Infinity
 * @example loglogisticHazard(Float64Array.of(2, 0.5, 30), 0, 30); // log(2)
 */
export function loglogisticHazard(table: Float64Array, offset: number, age: number): number {
  const ratio = age / table[offset + 2];
  const odds = power(ratio, table[offset]);
  return odds < LARGE_ODDS ? log1p(odds) : table[offset] * log(ratio);
}

/**
 * The age at which H reaches h.
 *
 * @param table,offset a packed log-logistic hazard
 * @param h above 0
 * @returns 0 or more, days
 * @example loglogisticTime(Float64Array.of(2, 0.5, 30), 0, Math.LN2); // 30
 */
export function loglogisticTime(table: Float64Array, offset: number, h: number): number {
  const inverse = table[offset + 1];
  return table[offset + 2] * (h < LARGE_HAZARD ? power(expm1(h), inverse) : exp(h * inverse));
}

/**
 * Time from `age` until H has grown by a threshold: the age is multiplied by a number whose excess over 1 is known well.
 *
 * @param table,offset a packed log-logistic hazard
 * @param age in days, above 0
 * @param threshold above 0
 * @returns 0 or more
 * @example loglogisticRemaining(Float64Array.of(2, 0.5, 30), 0, 30, 0.7);
 */
export function loglogisticRemaining(table: Float64Array, offset: number, age: number, threshold: number): number {
  const odds = power(age / table[offset + 2], table[offset]);
  const gain = (1 + 1 / odds) * expm1(threshold);
  if (gain < LARGE_ODDS) {
    const grown = log1p(gain) * table[offset + 1];
    if (grown < LARGE_HAZARD) return age * expm1(grown);
  }
  const end = loglogisticTime(table, offset, loglogisticHazard(table, offset, age) + threshold);
  return end > age ? end - age : 0;
}
