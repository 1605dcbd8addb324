/** What a decision is judged over: a number for each draw, or for each replication where nothing is drawn. */

/** Draws that what knowing is worth, and what a result goes with, are told from at least. */
export const LEAST_DRAWS = 20;

/** Means of draws, or each replication where nothing is drawn: what a decision is judged over. */
export function overDraws(results: readonly Float64Array[]): Float64Array {
  if (results.length === 1) return results[0]!;
  return Float64Array.from(results, (draw) => draw.reduce((sum, value) => sum + value, 0) / draw.length);
}
