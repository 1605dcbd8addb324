/** The 95% interval of a mean over few independent results: its standard error is estimated too, so Student's t. */
import { tQuantile } from './beta.js';

const known = new Map<number, number>();

/**
 * How many standard errors the 95% interval of a mean reaches to either side.
 *
 * @param degrees of freedom behind the standard error: the number of results less 1 for a plain mean
 * @returns 12.7 for 1, 2.09 for 19, down to 1.96; Infinity where there is none, since one result says nothing of chance
 * @example reach95(19); // 2.093024
 */
export function reach95(degrees: number): number {
  if (!(degrees >= 1)) return Infinity;
  let reach = known.get(degrees);
  if (reach === undefined) known.set(degrees, (reach = tQuantile(0.975, degrees)));
  return reach;
}
