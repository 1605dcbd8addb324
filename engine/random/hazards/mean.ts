/**
 * Mean times, for tests and documents: the area under the survival function. Not for hot loops.
 *
 * Relative error below 1e-13. The Weibull mean needs the gamma function: C. Lanczos, "A precision approximation of the gamma
 * function", SIAM Journal on Numerical Analysis B 1 (1964) 86-96, with the nine coefficients (g = 7) computed by P. Godfrey.
 */
import { exp } from '../arithmetic/exp.js';
import { expm1 } from '../arithmetic/expm1.js';
import { power } from '../arithmetic/power.js';
import { packHazard } from './pack.js';
import type { HazardSpec } from './spec.js';

const LANCZOS = [
  0.9999999999998099, 676.5203681218851, -1259.1392167224028, 771.3234287776531, -176.6150291621406, 12.507343278686905,
  -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
];

/**
 * The mean time to the event, in days; Infinity where the event may never come.
 *
 * @param spec a hazard
 * @returns from 0 to Infinity
 * @throws RangeError as `packHazard`
 * @example hazardMean({ family: 'exponential', rate: 0.01 }); // 100
 */
export function hazardMean(spec: HazardSpec): number {
  packHazard(spec, []); // refuses what is no hazard
  switch (spec.family) {
    case 'exponential':
      return 1 / spec.rate;
    case 'weibull':
      return spec.scale * gammaOfOnePlus(1 / spec.shape);
    case 'lognormal':
      return spec.median * exp(0.5 * spec.sdlog * spec.sdlog);
    case 'fixed':
      return spec.at;
    case 'piecewise':
      return piecewiseMean(spec.starts, spec.rates);
    case 'empirical':
      return empiricalMean(spec.times, spec.cumulative);
  }
}

function piecewiseMean(starts: readonly number[], rates: readonly number[]): number {
  let mean = 0;
  let cumulative = 0;
  for (let i = 0; i < rates.length; i += 1) {
    const width = (i + 1 < starts.length ? starts[i + 1] : Infinity) - starts[i];
    const used = rates[i] === 0 ? 0 : rates[i] * width;
    mean += exp(-cumulative) * (rates[i] === 0 ? width : -expm1(-used) / rates[i]);
    cumulative += used;
  }
  return mean;
}

function empiricalMean(times: readonly number[], cumulative: readonly number[]): number {
  if (cumulative[cumulative.length - 1] < 1) return Infinity;
  let mean = 0;
  for (let i = 0; i < times.length; i += 1) {
    const share = cumulative[i] - (i > 0 ? cumulative[i - 1] : 0);
    mean += share * 0.5 * (times[i] + (i > 0 ? times[i - 1] : 0));
  }
  return mean;
}

function gammaOfOnePlus(x: number): number {
  let sum = LANCZOS[0];
  for (let i = 1; i < LANCZOS.length; i += 1) sum += LANCZOS[i] / (x + i);
  const t = x + 7.5;
  return 2.5066282746310002 * power(t, x + 0.5) * exp(-t) * sum;
}
