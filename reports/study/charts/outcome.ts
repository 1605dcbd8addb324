/** What the charts of cost and an outcome share. */
import type { StudyReport } from '../types.js';

export type Frontier = NonNullable<StudyReport['frontier']>;

/** The outcome in a sentence: its label with a small letter. */
export const outcomeOf = ({ outcome }: Frontier): string => outcome.charAt(0).toLowerCase() + outcome.slice(1);

export function meanOf(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, own) => sum + own, 0) / values.length;
}
