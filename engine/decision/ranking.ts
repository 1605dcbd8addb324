/**
 * How options rank by one objective, over draws.
 *
 * Where each draw is a mean of few replications, chance mixes the ranks and every chance is nearer to even than it would be
 * with more of them.
 */
import { wilson, type Share } from './shares.js';
import { drawsOf, type ByOption, type Wanted } from './tables.js';

export interface Ranking {
  /** The chance of each rank, best first; over ranks and over options they add up to 1. */
  readonly ranks: readonly Share[];
  /** From 1, the best; options that tie share their ranks equally. */
  readonly meanRank: number;
}

/**
 * The chance of each rank, option by option. Options that tie in a draw share the ranks they take up equally.
 *
 * @param values options by draws, of one objective
 * @param level of the intervals (Wilson's), each for itself
 * @throws RangeError where rows differ in length or a value is not finite
 * @example rankings([[3, 3], [1, 5]], 'more')[0].ranks[0].value; // 0.5
 */
export function rankings(values: ByOption, wanted: Wanted, level = 0.95): Ranking[] {
  const n = drawsOf(values, 'values');
  const m = values.length;
  const counts = values.map(() => new Float64Array(m));
  for (let i = 0; i < n; i++)
    for (let o = 0; o < m; o++) {
      let better = 0;
      let tied = 0;
      for (let other = 0; other < m; other++) {
        if (values[other][i] === values[o][i]) tied++;
        else if (values[other][i] > values[o][i] === (wanted === 'more')) better++;
      }
      for (let rank = better; rank < better + tied; rank++) counts[o][rank] += 1 / tied;
    }
  return counts.map((own) => {
    let sum = 0;
    own.forEach((count, rank) => (sum += count * (rank + 1)));
    return { ranks: Array.from(own, (count) => wilson(count, n, level)), meanRank: sum / n };
  });
}
