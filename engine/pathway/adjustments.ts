/** What the checks must know of adjusted chances: what leaves one as it is, and what opens a way that was closed. */
import type { Adjustment, Factor, Outcome } from './model.js';

/** The value that changes nothing: of points 0, of anything else 1. */
export function neutralOf(meaning: Adjustment['measure'] | 'multiplier'): number {
  return meaning === 'points' ? 0 : 1;
}

/** A lookup that may give an outcome a chance where its share is 0: for the values for which `opens` holds. */
export interface Opening {
  readonly factor: Factor;
  /** The value that absent names have. */
  readonly absent: number;
  readonly opens: (value: number) => boolean;
}

/**
 * What may give an outcome a chance where its share is 0: points added to it (ratios leave 0 at 0), and whatever lowers
 * another that may have all of the chance, unless a third is sure to be there to take what that one leaves.
 */
export function openings(outcome: Outcome, outcomes: readonly Outcome[]): readonly Opening[] {
  const found: Opening[] = [];
  for (const other of outcomes) {
    const isOwn = other === outcome;
    if (!isOwn && outcomes.some((third) => third !== other && third !== outcome && isSure(third))) continue;
    for (const { measure, factor } of other.adjust ?? []) {
      if (isOwn && measure !== 'points') continue;
      const absent = neutralOf(measure);
      const opens = isOwn ? (value: number) => value > absent : (value: number) => value < absent;
      if (Object.values(factor.values).some(opens)) found.push({ factor, absent, opens });
    }
  }
  return found;
}

/** Whether its settled chance is above 0 for everybody. */
function isSure({ rest, weight }: Outcome): boolean {
  return rest !== true && weight.base > 0 && !weight.factors.some(({ values }) => Object.values(values).includes(0));
}
