/** Where an earlier fit ended, as a point from which to go on. */
import type { Files } from '../../load/index.js';
import { InputError, partAt, placeOf, problemAt } from '../../load/index.js';
import { Session } from '../session.js';
import type { ResolvedFree } from './free.js';
import { coordinatesOf } from './problem.js';
import { baselineAsked } from './read.js';
import { log } from '../../../engine/random/index.js';

/**
 * The multipliers (their logs) and shifts of a fitted baseline; of what it did not fit, the centre of what was believed.
 * @throws InputError for a baseline that no fit has written
 */
export function earlierFit(asked: string, free: readonly ResolvedFree[], files: Files): Float64Array {
  const { written } = baselineAsked(new Session(files), asked, 'gone on from');
  const found = partAt(written, ['calibration_result', 'free']);
  if (found === undefined)
    throw new InputError([
      problemAt(placeOf(written, ['baseline']), 'no fit has written this baseline: it has no calibration_result'),
    ]);
  const centres = coordinatesOf(free);
  return Float64Array.from(free, ({ name, kind }, i) => {
    const value = partAt(found, [name, kind === 'scale' ? 'multiplier' : 'shift'])?.data;
    if (typeof value !== 'number') return centres[i]!.centre;
    return kind === 'scale' ? log(value) : value;
  });
}
