/** The free parameters of a baseline as coordinates of a fit, and back. */
import {
  logOf,
  marginalInterval,
  multiplierOf,
  priorFrom,
  type Coordinate,
  type JointUncertainty,
} from '../../../engine/study/calibrate/index.js';
import type { ResolvedFree } from './free.js';
import type { FreeValues } from './scale.js';

/** Priors are Gaussian on the log of a multiplier, or on a shift: centred in the middle of the interval there. */
export function coordinatesOf(free: readonly ResolvedFree[]): readonly Coordinate[] {
  return free.map(({ name, kind, within: [lower, upper] }) =>
    kind === 'scale' ? priorFrom(name, logOf(lower), logOf(upper)) : priorFrom(name, lower, upper),
  );
}

/** Multipliers and shifts at a point of the fit. */
export function valuesAt(free: readonly ResolvedFree[], point: Float64Array): FreeValues {
  return Object.fromEntries(
    free.map(({ name, kind }, j) => [name, kind === 'scale' ? multiplierOf(point[j]!) : point[j]!]),
  );
}

/** The 95% interval of each after the fit. */
export function intervalsOf(
  free: readonly ResolvedFree[],
  fit: JointUncertainty,
): Readonly<Record<string, readonly [number, number]>> {
  return Object.fromEntries(
    free.map(({ name, kind }, j) => {
      const [lower, upper] = marginalInterval(fit, j);
      return [name, kind === 'scale' ? [multiplierOf(lower), multiplierOf(upper)] : [lower, upper]];
    }),
  );
}
