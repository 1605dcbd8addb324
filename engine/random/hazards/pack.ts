/**
 * From a hazard's description to a few numbers in a flat table, checked once and with all that can be precomputed, so
 * that the hot loop reads typed arrays only.
 *
 * Layout from `offset`: exponential [rate]; weibull [shape, 1/shape, scale]; lognormal [median, sdlog]; fixed [at];
 * piecewise [pieces, then (start, rate, H at start) a piece]; empirical [points, then (time, F, F - 1) a point, the point
 * (0, 0) first].
 */
import { HazardKind, type HazardSpec, type PackedHazard } from './spec.js';

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
  return { kind: HazardKind[spec.family], offset };
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
    if (!(cumulative[i] >= least && cumulative[i] <= 1)) {
      throw new RangeError(`empirical: cumulative[${i}] must be from ${least} to 1, not ${cumulative[i]}`);
    }
    parameters.push(times[i], cumulative[i], cumulative[i] - 1);
  }
  return parameters;
}

function sameLength(family: string, a: string, left: readonly number[], b: string, right: readonly number[]): void {
  if (left.length === 0) throw new RangeError(`${family}: ${a} must not be empty`);
  if (left.length === right.length) return;
  throw new RangeError(`${family}: ${a} and ${b} must be equally long, not ${left.length} and ${right.length}`);
}

function ascending(values: readonly number[], i: number, what: string): void {
  if (values[i] > values[i - 1] && values[i] < Infinity) return;
  throw new RangeError(`${what} must ascend: [${i}] is ${values[i]}, after ${values[i - 1]}`);
}

function aboveZero(value: number, what: string): number {
  if (value > 0 && value < Infinity) return value;
  throw new RangeError(`${what} must be a number above 0, not ${value}`);
}

function atLeastZero(value: number, what: string): number {
  if (value >= 0 && value < Infinity) return value;
  throw new RangeError(`${what} must be a number from 0, not ${value}`);
}
