/** Every mix of so many programmes, each at one of its sizes. */

/** More mixes than this are refused: no search looks at so many. */
export const MOST_MIXES = 20_000;

/** How many mixes there are. */
export function gridSize(sizes: readonly (readonly number[])[]): number {
  return sizes.reduce((count, own) => count * own.length, 1);
}

/**
 * The mixes, as places in the lists of sizes: the last programme changes first.
 *
 * @param sizes by programme, its sizes (teams, places), each list with one at least
 * @throws RangeError for more than MOST_MIXES, or a programme without a size
 * @example mixesOf([[0, 1], [0, 5]]); // [[0, 0], [0, 1], [1, 0], [1, 1]]
 */
export function mixesOf(sizes: readonly (readonly number[])[]): number[][] {
  const count = gridSize(sizes);
  if (count === 0) throw new RangeError('a programme has no size at all');
  if (count > MOST_MIXES) throw new RangeError(`${count} mixes are more than ${MOST_MIXES}`);
  return sizes.reduce<number[][]>((mixes, own) => mixes.flatMap((mix) => own.map((_, place) => [...mix, place])), [[]]);
}
