/**
 * The joint uncertainty of a fit, by Laplace's approximation: Gaussian, with the inverse of what figures and priors
 * together say at the fit as its covariance. Draws from it are the parameters of a run that keeps chance and ignorance apart.
 */
import { exp, log } from '../../random/index.js';
import { cholesky, invertWith } from './cholesky.js';
import type { CalibrationProblem } from './problem.js';
import { uncertaintyWeights } from './problem.js';
import type { Slopes } from './slopes.js';
import { information } from './slopes.js';

/** 97.5% quantile of the standard normal: a 95% interval is so many standard deviations either way. */
const NORMAL_95 = 1.959963984540054;

/** Where the parameters are and how sure of that: what draws are made of. */
export interface JointUncertainty {
  readonly names: readonly string[];
  /** On the scale searched: logs of multipliers, shifts of logits. */
  readonly point: Float64Array;
  /** By rows, symmetric. */
  readonly covariance: Float64Array;
}

/** The covariance of the coordinates at a fit. `errors` are the Monte Carlo standard errors of the figures there. */
export function laplaceCovariance(problem: CalibrationProblem, slopes: Slopes, errors: Float64Array): Float64Array {
  const { coordinates, targets } = problem;
  const priorSds = coordinates.map(({ priorSd }) => priorSd);
  const matrix = information(slopes, uncertaintyWeights(targets, errors), priorSds);
  const factor = cholesky(
    matrix,
    coordinates.map(({ name }) => name),
  );
  return invertWith(factor, coordinates.length);
}

/**
 * One draw of all coordinates together, on the scale searched.
 *
 * @param normals independent standard normals, one for each coordinate
 */
export function drawParameters(
  { names, point, covariance }: JointUncertainty,
  normals: ArrayLike<number>,
): Float64Array {
  const n = names.length;
  if (normals.length !== n) throw new RangeError(`${n} coordinates need ${n} normals, not ${normals.length}`);
  const factor = cholesky(covariance, names);
  return point.map((centre, i) => {
    let sum = centre;
    for (let k = 0; k <= i; k++) sum += factor[i * n + k]! * normals[k]!;
    return sum;
  });
}

/** The mean and 95% interval of a sum of coordinates, on the scale searched: of none, 0. */
export function marginalOf({ names, point, covariance }: JointUncertainty, coordinates: readonly number[]) {
  let mean = 0;
  let variance = 0;
  for (const i of coordinates) {
    mean += point[i]!;
    for (const j of coordinates) variance += covariance[i * names.length + j]!;
  }
  const half = NORMAL_95 * Math.sqrt(Math.max(0, variance));
  return { mean, lower: mean - half, upper: mean + half };
}

/** The 95% interval of one coordinate, on the scale searched. */
export function marginalInterval(fit: JointUncertainty, coordinate: number): readonly [number, number] {
  const { lower, upper } = marginalOf(fit, [coordinate]);
  return [lower, upper];
}

/** The prior whose 95% interval runs from `lower` to `upper`, on the scale searched. */
export function priorFrom(name: string, lower: number, upper: number) {
  return { name, centre: (lower + upper) / 2, priorSd: (upper - lower) / (2 * NORMAL_95) };
}

/** A multiplier to the scale searched and back. */
export function logOf(multiplier: number): number {
  return log(multiplier);
}

export function multiplierOf(coordinate: number): number {
  return exp(coordinate);
}

/** A share from 0 to 1 moved on the logit scale. */
export function shiftedShare(share: number, shift: number): number {
  const odds = (share / (1 - share)) * exp(shift);
  return odds / (1 + odds);
}
