/**
 * One step of the fit: Gauss-Newton on misses and priors together, damped (Levenberg 1944, Marquardt 1963) and never
 * longer than a limit along any coordinate.
 */
import { cholesky, solveWith } from './cholesky.js';
import type { CalibrationProblem } from './problem.js';
import type { Slopes } from './slopes.js';
import { information, pull } from './slopes.js';

export interface Step {
  readonly step: Float64Array;
  /** The largest part of it, along any coordinate. */
  readonly longest: number;
  /** By how much the straight-line model says the objective falls. */
  readonly foretold: number;
}

export interface StepFrom {
  readonly problem: CalibrationProblem;
  readonly point: Float64Array;
  readonly values: Float64Array;
  readonly weights: Float64Array;
  readonly slopes: Slopes;
  readonly damping: number;
  readonly limit: number;
}

export function findStep({ problem, point, values, weights, slopes, damping, limit }: StepFrom): Step {
  const { coordinates, targets } = problem;
  const n = coordinates.length;
  const matrix = information(
    slopes,
    weights,
    coordinates.map(({ priorSd }) => priorSd),
  );
  const misses = Float64Array.from(targets, ({ published }, i) => values[i]! - published);
  const gradient = pull(slopes, weights, misses);
  coordinates.forEach(({ centre, priorSd }, j) => {
    gradient[j]! += (point[j]! - centre) / (priorSd * priorSd);
  });
  const damped = Float64Array.from(matrix);
  for (let j = 0; j < n; j++) damped[j * n + j]! *= 1 + damping;
  const names = coordinates.map(({ name }) => name);
  const step = solveWith(cholesky(damped, names), gradient).map((part) => -part);
  const wanted = step.reduce((most, part) => Math.max(most, Math.abs(part)), 0);
  if (wanted > limit) for (let j = 0; j < n; j++) step[j]! *= limit / wanted;
  let fall = 0;
  for (let a = 0; a < n; a++) {
    let curved = 0;
    for (let b = 0; b < n; b++) curved += matrix[a * n + b]! * step[b]!;
    fall -= step[a]! * (2 * gradient[a]! + curved);
  }
  return { step, longest: Math.min(wanted, limit), foretold: fall };
}
