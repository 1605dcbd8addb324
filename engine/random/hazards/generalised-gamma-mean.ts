/**
 * The mean of a generalised gamma time: exp(mu) a^-s gamma(a + s) / gamma(a), a = 1 / Q^2, s = sigma / Q, where a + s is
 * above 0; otherwise infinite.
 *
 * Put through Stirling's formula, so that nothing cancels as Q goes to 0, where it becomes exp(mu + sigma^2 / 2). Relative
 * error below 1e-14 (10 + sigma / |Q|).
 */
import { exp } from '../arithmetic/exp.js';
import { log1p } from '../arithmetic/log1p.js';
import { logGammaExcess } from '../arithmetic/log-gamma.js';

/**
 * The mean time, in days.
 *
 * @param mu,sigma,q as in `HazardSpec`
 * @returns above 0; Infinity where the tail is too heavy (sigma |Q| from 1 on, Q below 0)
 * @example generalisedGammaMean(0, 1, 1); // 1
 */
export function generalisedGammaMean(mu: number, sigma: number, q: number): number {
  const r = sigma * q; // s / a
  if (!(r > -1)) return Infinity;
  const middle = mu + sigma * sigma * entropyExcess(r);
  if (Math.abs(q) < 1e-100) return exp(middle);
  const a = 1 / (q * q);
  return exp(middle + logGammaExcess(a * (1 + r)) - logGammaExcess(a) - log1p(r));
}

/** ((1 + r) log(1 + r) - r) / r^2 */
function entropyExcess(r: number): number {
  if (Math.abs(r) > 0.1) return ((1 + r) * log1p(r) - r) / (r * r);
  let sum = 0;
  for (let k = 18; k >= 2; k -= 1) sum = 1 / (k * (k - 1)) - r * sum;
  return sum;
}
