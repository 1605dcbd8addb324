/** A point at which a result is wanted, and what comes of it. */
import { InputError, problemWithFile } from '../../../scenarios/index.js';
import type { UncertainNumber } from './numbers.js';
import type { Varied } from './varied.js';

export interface Point {
  /** Where uncertain numbers stand: standard normals, of those that are not as they are. */
  readonly at: readonly (readonly [UncertainNumber, number])[];
  readonly given: readonly (readonly [Varied, number])[];
}

export const AS_IT_IS: Point = { at: [], given: [] };

/** The result in each replication, or why a point cannot be run. */
export type PointResult = Float64Array | { readonly refused: string };

type Moved = readonly (readonly [{ readonly name: string; readonly key?: string }, number])[];

/** What moved, as text: the same for the same numbers at the same places, in any order. */
export function keyOf(...parts: readonly Moved[]): string {
  return JSON.stringify(
    parts.map((part) =>
      part
        .map(([{ name, key }, value]) => [key ?? name, value] as const)
        .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)),
    ),
  );
}

/** A point's result where it must be one. @throws InputError with why it cannot be run */
export function mustBe(result: PointResult, what: string): Float64Array {
  if ('refused' in result) throw new InputError([problemWithFile(what, `cannot be run: ${result.refused}`)]);
  return result;
}
