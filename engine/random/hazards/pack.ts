/**
 * From a hazard's description to a few numbers in a flat table, checked once and with all that can be precomputed, so
 * that the hot loop reads typed arrays only.
 *
 * Layout from `offset`: exponential [rate]; weibull [shape, 1/shape, scale]; lognormal [median, sdlog]; fixed [at];
 * piecewise [pieces, then (start, rate, H at start) a piece]; empirical [points, then (time, F, F - 1) a point, the point
 * (0, 0) first]; those of the other families stand in their own files. A generalised gamma with Q = 0 is packed as the
 * lognormal that it is.
 */
import { exp } from '../arithmetic/exp.js';
import { logGammaExcess } from '../arithmetic/log-gamma.js';
import { aboveZero, ascending, atLeastZero, sameLength, sharesOfOne, within } from './checks.js';
import { MOST_PHASES, packPhases, reachedPhases } from './phase-type-table.js';
import { HazardKind, type HazardSpec, type MixtureSpec, type PackedHazard, type PhaseTypeSpec } from './spec.js';

/** Below this size of Q a generalised gamma is a lognormal to every digit. */
const NO_Q = 1e-100;

/**
 * Appends a hazard's parameters to a table.
 *
 * @param spec the hazard: times in days, rates per day
 * @param table receives the parameters at its end; becomes the Float64Array that the other functions read
 * @returns the family's number and the place of the first parameter
 * @throws RangeError saying which value is wrong, what it is and what is allowed; the table is then unchanged
 * @example const { kind, offset } = packHazard({ family: 'weibull', shape: 1.3, scale: 60 }, table);
 */
export function packHazard(spec: HazardSpec, table: number[]): PackedHazard {
  const parameters = parametersOf(spec);
  const offset = table.length;
  for (const parameter of parameters) table.push(parameter);
  return { kind: kindOf(spec), offset };
}

function kindOf(spec: HazardSpec): number {
  if (spec.family === 'generalised_gamma' && Math.abs(spec.Q) < NO_Q) return HazardKind.lognormal;
  return HazardKind[spec.family];
}

function parametersOf(spec: HazardSpec): readonly number[] {
  switch (spec.family) {
    case 'exponential':
      return [atLeastZero(spec.rate, 'exponential: rate')];
    case 'weibull': {
      const shape = aboveZero(spec.shape, 'weibull: shape');
      return [shape, 1 / shape, aboveZero(spec.scale, 'weibull: scale')];
    }
    case 'lognormal':
      return [aboveZero(spec.median, 'lognormal: median'), aboveZero(spec.sdlog, 'lognormal: sdlog')];
    case 'fixed':
      return [atLeastZero(spec.at, 'fixed: at')];
    case 'piecewise':
      return piecewise(spec.starts, spec.rates);
    case 'empirical':
      return empirical(spec.times, spec.cumulative);
    case 'gompertz':
      return [atLeastZero(spec.rate, 'gompertz: rate'), within(spec.slope, -1e9, 1e9, 'gompertz: slope')];
    case 'loglogistic': {
      const shape = aboveZero(spec.shape, 'loglogistic: shape');
      return [shape, 1 / shape, aboveZero(spec.scale, 'loglogistic: scale')];
    }
    case 'gamma': {
      const shape = within(spec.shape, 1e-4, 1e12, 'gamma: shape');
      const mean = shape * aboveZero(spec.scale, 'gamma: scale');
      return [mean, 1, shape, logGammaExcess(shape)];
    }
    case 'generalised_gamma':
      return generalisedGamma(spec.mu, spec.sigma, spec.Q);
    case 'phase_type':
      return phaseType(spec);
    case 'mixture':
      return mixture(spec);
    case 'recurring':
      return recurring(spec.times, spec.every);
  }
}

function piecewise(starts: readonly number[], rates: readonly number[]): number[] {
  sameLength('piecewise', 'starts', starts, 'rates', rates);
  if (starts[0] !== 0) throw new RangeError(`piecewise: starts[0] must be 0, not ${starts[0]}`);
  const parameters = [starts.length];
  let cumulative = 0;
  for (let i = 0; i < starts.length; i += 1) {
    if (i > 0) {
      ascending(starts, i, 'piecewise: starts');
      cumulative += rates[i - 1] * (starts[i] - starts[i - 1]);
    }
    parameters.push(starts[i], atLeastZero(rates[i], `piecewise: rates[${i}]`), cumulative);
  }
  return parameters;
}

function empirical(times: readonly number[], cumulative: readonly number[]): number[] {
  sameLength('empirical', 'times', times, 'cumulative', cumulative);
  const parameters = [times.length + 1, 0, 0, -1];
  aboveZero(times[0], 'empirical: times[0]');
  for (let i = 0; i < times.length; i += 1) {
    if (i > 0) ascending(times, i, 'empirical: times');
    const least = i > 0 ? cumulative[i - 1] : 0;
    within(cumulative[i], least, 1, `empirical: cumulative[${i}]`);
    parameters.push(times[i], cumulative[i], cumulative[i] - 1);
  }
  return parameters;
}

function generalisedGamma(mu: number, sigma: number, q: number): number[] {
  const median = exp(within(mu, -600, 600, 'generalised_gamma: mu'));
  aboveZero(sigma, 'generalised_gamma: sigma');
  if (Math.abs(within(q, -100, 100, 'generalised_gamma: Q')) < NO_Q) return [median, sigma];
  const shape = 1 / (q * q);
  return [median, q / sigma, shape, logGammaExcess(shape)];
}

function phaseType(spec: PhaseTypeSpec): number[] {
  const { start, rates, exit } = spec;
  sameLength('phase_type', 'start', start, 'rates', rates);
  sameLength('phase_type', 'start', start, 'exit', exit);
  if (start.length > MOST_PHASES) {
    throw new RangeError(`phase_type: at most ${MOST_PHASES} phases, not ${start.length}`);
  }
  rates.forEach((row, i) => {
    sameLength('phase_type', 'start', start, `rates[${i}]`, row);
    row.forEach((rate, j) => {
      atLeastZero(rate, `phase_type: rates[${i}][${j}]`);
      if (i === j && rate !== 0) throw new RangeError(`phase_type: rates[${i}][${i}] must be 0, not ${rate}`);
    });
    atLeastZero(exit[i], `phase_type: exit[${i}]`);
  });
  return packPhases(reachedPhases(sharesOfOne(start, 'phase_type: start'), rates, exit));
}

function mixture(spec: MixtureSpec): number[] {
  if (spec.parts.length === 0) throw new RangeError('mixture: parts must not be empty');
  const weights = sharesOfOne(
    spec.parts.map((part) => part.weight),
    'mixture: weights',
  );
  let never = 0;
  const parts: { readonly weight: number; readonly kind: number; readonly offset: number }[] = [];
  const below: number[] = [];
  spec.parts.forEach(({ hazard }, i) => {
    const weight = weights[i];
    if (hazard !== 'never' && (hazard.family === 'fixed' || hazard.family === 'recurring')) {
      throw new RangeError(`mixture: parts[${i}] must be a hazard, not ${hazard.family}`);
    }
    if (hazard === 'never' || (hazard.family === 'exponential' && hazard.rate === 0)) never += weight;
    else {
      const packed = packHazard(hazard, below);
      if (weight > 0) parts.push({ weight, ...packed });
    }
  });
  const head = 2 + 3 * parts.length;
  return [parts.length, never, ...parts.flatMap(({ weight, kind, offset }) => [weight, kind, head + offset]), ...below];
}

function recurring(times: readonly number[], every: number | null): number[] {
  if (times.length === 0 && every === null) {
    throw new RangeError("recurring: needs times, or 'every' how many days, or both");
  }
  times.forEach((time, i) => {
    if (i === 0) aboveZero(time, 'recurring: times[0]');
    else ascending(times, i, 'recurring: times');
  });
  return [times.length, every === null ? 0 : aboveZero(every, 'recurring: every'), ...times];
}
