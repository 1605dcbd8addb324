/** The standard normal distribution and its loss function. */
import { erfc, exp } from '../random/index.js';

const DENSITY_AT_ZERO = 0.3989422804014327;

/** Phi(z), the chance that a standard normal number is below z. */
export function normalCdf(z: number): number {
  return erfc(-z * Math.SQRT1_2) / 2;
}

/**
 * The unit normal loss: the mean of max(Z - z, 0) for a standard normal Z.
 *
 * Source: H. Raiffa and R. Schlaifer, Applied Statistical Decision Theory (Harvard, 1961), section 5.4.
 * @example unitNormalLoss(0); // 0.3989422804014327
 */
export function unitNormalLoss(z: number): number {
  return Math.max(0, DENSITY_AT_ZERO * exp((-z * z) / 2) - z * normalCdf(-z));
}
