/** How often numbers may be drawn: one draw is one guess at what is not known, and says nothing of it. */
import { InputError, problemWithFile } from '../../../scenarios/index.js';

const MOST = 100_000;

/** @throws InputError where `draws` is no number of draws; `name` is how it was asked for */
export function checkDraws(name: string, draws: number | undefined): void {
  if (draws === undefined || draws === 0) return;
  if (Number.isInteger(draws) && draws >= 2 && draws <= MOST) return;
  throw new InputError([
    problemWithFile(
      name,
      draws === 1
        ? 'one draw says nothing of what is not known: 0 for chance only, or 2 and more'
        : `0, or a whole number from 2 to ${MOST}, is needed: found ${draws}`,
    ),
  ]);
}
