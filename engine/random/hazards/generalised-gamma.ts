/**
 * Gamma and generalised gamma clocks, in Prentice's parametrisation: the log of the time is mu + sigma w, and exp(Q w) / Q^2
 * has a gamma distribution with shape 1 / Q^2 (Q = 1 is a Weibull time, Q = 0 a lognormal one, Q = sigma a gamma one; with Q
 * below 0 the tail is heavy).
 *
 * Packed as [exp(mu), Q / sigma, a = 1 / Q^2, logGammaExcess(a)]; a gamma time as [mean, 1, shape, ...].
 * Relative error: H below 3e-14 (1 + the error of log(age) times the slope of log H); times below 1e-14 (1 + sigma / |Q|)
 * or, where that is smaller, 1e-14 (1 + sigma (1 + |w|)).
 *
 * Source: R. L. Prentice, "A log gamma model and its maximum likelihood estimation", Biometrika 61 (1974) 539-544; the
 * names mu, sigma, Q are those of R's flexsurv (C. H. Jackson, Journal of Statistical Software 70 (2016) 8).
 */
import { exp } from '../arithmetic/exp.js';
import { expm1 } from '../arithmetic/expm1.js';
import { gammaLogQuantile } from '../arithmetic/gamma-quantile.js';
import { logGammaTail } from '../arithmetic/incomplete-gamma.js';
import { log } from '../arithmetic/log.js';

/**
 * H(age): minus the log of the upper tail (of the lower one where Q is below 0).
 *
 * @param table,offset a packed gamma or generalised gamma hazard
 * @param age in days, above 0
 * @returns from 0 to Infinity
 * @example generalisedGammaHazard(Float64Array.of(30, 1, 1, 1), 0, 60); // 2
 */
export function generalisedGammaHazard(table: Float64Array, offset: number, age: number): number {
  const slope = table[offset + 1];
  const lambda = slope * log(age / table[offset]);
  return -logGammaTail(table[offset + 2], table[offset + 3], lambda, slope > 0);
}

/**
 * The age at which H reaches h. Two or three evaluations of H: about a microsecond.
 *
 * @param table,offset a packed gamma or generalised gamma hazard
 * @param h above 0
 * @returns 0 or more, days
 * @example generalisedGammaTime(Float64Array.of(30, 1, 1, 1), 0, 2); // 60
 */
export function generalisedGammaTime(table: Float64Array, offset: number, h: number): number {
  if (h === Infinity) return h;
  const slope = table[offset + 1];
  const late = h > Math.LN2; // the smaller tail is the one to invert
  const logTail = late ? -h : log(-expm1(-h));
  const lambda = gammaLogQuantile(table[offset + 2], table[offset + 3], logTail, slope > 0 === late);
  return table[offset] * exp(lambda / slope);
}
