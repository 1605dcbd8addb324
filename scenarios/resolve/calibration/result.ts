/** What a fit left in a baseline, read back: where its free parameters are, and how sure of that, together. */
import { drawParameters, logOf, multiplierOf, type JointUncertainty } from '../../../engine/study/calibrate/index.js';
import type { CalibrationResult } from '../../schema/index.js';
import type { Context } from '../context.js';
import { knownKey, refuse, refuseKey } from '../context.js';
import type { FreeValues } from './scale.js';

const AT = 'calibration_result';

/** Refuses a result that does not hang together. */
export function checkResult(context: Context, { free, covariance }: CalibrationResult): void {
  const names = Object.keys(free);
  const path = [AT, 'covariance'];
  for (const [name, found] of Object.entries(free))
    if ((found.multiplier === undefined) === (found.shift === undefined))
      refuseKey(context, [AT, 'free', name], "a fitted parameter has either a 'multiplier' or a 'shift'");
  if (covariance.names.join() !== names.join())
    refuse(context, [...path, 'names'], `the covariance is of what was free, in the same order: ${names.join(', ')}`);
  const sizes = covariance.lower.map((row) => row.length);
  if (sizes.length !== covariance.names.length || sizes.some((size, i) => size !== i + 1))
    refuse(context, [...path, 'lower'], 'the rows of a lower triangle have 1, 2, 3 ... numbers, one row for each name');
  else if (covariance.lower.some((row, i) => !(row[i]! > 0)))
    refuse(context, [...path, 'lower'], 'the last number of each row is a variance, which is above 0');
  const known = context.root.parts?.get('calibration')?.parts?.get('free')?.parts;
  if (known !== undefined)
    for (const name of names) knownKey(context, [AT, 'free', name], 'free parameter', name, [...known.keys()]);
}

/** A result as the joint uncertainty it was written from, on the scale searched. */
export function uncertaintyOf({ free, covariance }: CalibrationResult): JointUncertainty {
  const { names, lower } = covariance;
  const n = names.length;
  const full = new Float64Array(n * n);
  lower.forEach((row, i) =>
    row.forEach((value, j) => {
      full[i * n + j] = value;
      full[j * n + i] = value;
    }),
  );
  const point = Float64Array.from(names, (name) => {
    const found = free[name];
    return found?.multiplier === undefined ? (found?.shift ?? 0) : logOf(found.multiplier);
  });
  return { names, point, covariance: full };
}

/**
 * One draw of everything that was free, against the values of the fitted file: multipliers of it (1 is the fit itself)
 * and shifts from it (0), for `scaledParameters`.
 *
 * @param normals independent standard normals, one for each free parameter
 */
export function drawnAgainstFit(result: CalibrationResult, normals: ArrayLike<number>): FreeValues {
  const uncertainty = uncertaintyOf(result);
  const drawn = drawParameters(uncertainty, normals);
  return Object.fromEntries(
    uncertainty.names.map((name, j) => {
      const apart = drawn[j]! - uncertainty.point[j]!;
      return [name, result.free[name]?.multiplier === undefined ? apart : multiplierOf(apart)];
    }),
  );
}
