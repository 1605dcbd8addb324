/**
 * Mean times, for tests and documents: the area under the survival function. Not for hot loops.
 *
 * Relative error below 1e-13 (generalised gamma: 1e-14 (10 + sigma / |Q|); log-logistic: over the distance of its shape
 * from 1).
 */
import { exp } from '../arithmetic/exp.js';
import { expm1 } from '../arithmetic/expm1.js';
import { logGammaOnePlus } from '../arithmetic/log-gamma.js';
import { generalisedGammaMean } from './generalised-gamma-mean.js';
import { gompertzMean } from './gompertz-mean.js';
import { packHazard } from './pack.js';
import { phaseTypeMean } from './phase-type-mean.js';
import type { HazardSpec, MixtureSpec } from './spec.js';

/**
 * The mean time to the event, in days; Infinity where the event may never come (or is so late that the mean is infinite).
 *
 * @param spec a hazard; of a schedule, the first time
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
      return spec.scale * exp(logGammaOnePlus(1 / spec.shape));
    case 'lognormal':
      return spec.median * exp(0.5 * spec.sdlog * spec.sdlog);
    case 'fixed':
      return spec.at;
    case 'piecewise':
      return piecewiseMean(spec.starts, spec.rates);
    case 'empirical':
      return empiricalMean(spec.times, spec.cumulative);
    case 'gompertz':
      return gompertzMean(spec.rate, spec.slope);
    case 'loglogistic':
      return loglogisticMean(spec.shape, spec.scale);
    case 'gamma':
      return spec.shape * spec.scale;
    case 'generalised_gamma':
      return generalisedGammaMean(spec.mu, spec.sigma, spec.Q);
    case 'phase_type':
      return phaseTypeMean(spec);
    case 'mixture':
      return mixtureMean(spec);
    case 'recurring':
      return spec.times[0] ?? (spec.every as number);
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

/** gamma(1 + 1/shape) gamma(1 - 1/shape) times the scale; infinite for shapes up to 1. */
function loglogisticMean(shape: number, scale: number): number {
  if (!(shape > 1)) return Infinity;
  const x = 1 / shape;
  return (scale * exp(logGammaOnePlus(x) + logGammaOnePlus(1 - x))) / (1 - x);
}

function mixtureMean(spec: MixtureSpec): number {
  let mean = 0;
  for (const { weight, hazard } of spec.parts) {
    if (weight > 0) mean += weight * (hazard === 'never' ? Infinity : hazardMean(hazard));
  }
  return mean;
}
