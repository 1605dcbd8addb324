/** What a decision is judged over: a number for each draw, or for each replication where nothing is drawn. */

import type { CountedOver } from '../../../reports/study/index.js';
import type { StudyRuns } from './run.js';

/** Draws that what knowing is worth, and what a result goes with, are told from at least. */
export const LEAST_DRAWS = 20;

/** Whether chance inside draws can be told from not knowing, and few draws do not stand for all. */
export function isToldApart({ draws, values }: StudyRuns): boolean {
  return draws >= LEAST_DRAWS && values[0]![0]!.length > 1;
}

/** What the chance that an option is the best is counted over. */
export function countedOver(runs: StudyRuns): CountedOver {
  return runs.draws === 0 ? 'replications' : isToldApart(runs) ? 'draws without chance' : 'draws';
}

/** Means of draws, or each replication where nothing is drawn: what a decision is judged over. */
export function overDraws(results: readonly Float64Array[]): Float64Array {
  if (results.length === 1) return results[0]!;
  return Float64Array.from(results, (draw) => draw.reduce((sum, value) => sum + value, 0) / draw.length);
}
