/**
 * What can be worked out of numbers kept back: a part of them that is also the sum of numbers shown elsewhere, as foster
 * care is the sum of its kinds of carer. Found in the numbers themselves, so no list of such sums has to be kept.
 */
import type { Series } from './counts.js';

/** Sums are compared to this share: they are made of the same whole numbers in another order. */
const SAME = 1e-9;
/** Tries in one search; beyond them a sum is taken to be there. */
const MOST_TRIES = 20_000;

/** Whether some of `shown` add up to `part` wherever both have numbers. */
export function addsUpTo(part: readonly Series[], shown: readonly Series[]): boolean {
  const [first] = part;
  if (first === undefined || shown.length === 0) return false;
  const keys = [...first.cells.keys()].filter(
    (key) => part.every(({ cells }) => cells.has(key)) && shown.every(({ cells }) => cells.has(key)),
  );
  if (keys.length === 0) return false;
  const vector = (series: Series): number[] => keys.flatMap((key) => series.cells.get(key)!.values);
  const target = sum(part.map(vector));
  if (target.some(Number.isNaN) || target.every((value) => value === 0)) return false;
  // The largest first: a wrong one is seen at once.
  const pieces = shown
    .map(vector)
    .filter((piece) => piece.some((value) => value > 0) && fits(piece, target))
    .sort((a, b) => total(b) - total(a));
  let tries = 0;
  const search = (left: readonly number[], from: number): boolean => {
    tries += 1;
    if (tries > MOST_TRIES) return true;
    if (left.every((value, i) => Math.abs(value) <= SAME * Math.max(1, target[i]!))) return true;
    for (let i = from; i < pieces.length; i++) {
      const piece = pieces[i]!;
      if (
        fits(piece, left) &&
        search(
          left.map((value, k) => value - piece[k]!),
          i + 1,
        )
      )
        return true;
    }
    return false;
  };
  return search(target, 0);
}

function fits(piece: readonly number[], into: readonly number[]): boolean {
  return piece.every((value, i) => value <= into[i]! + SAME * Math.max(1, Math.abs(into[i]!)));
}

function sum(vectors: readonly (readonly number[])[]): number[] {
  return vectors[0]!.map((_, i) => vectors.reduce((all, vector) => all + vector[i]!, 0));
}

function total(vector: readonly number[]): number {
  return vector.reduce((all, value) => all + value, 0);
}
