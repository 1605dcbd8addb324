/**
 * Money for effects: what an option is worth less what it costs, at a threshold of willingness to pay.
 *
 * Unlike a ratio of costs to effects it is always defined, so means and intervals of it mean what they say.
 * Source: A. A. Stinnett and J. Mullahy, "Net health benefits", Medical Decision Making 18 (1998) S68-S80,
 * https://doi.org/10.1177/0272989X98018002S09.
 */
import { drawsOf, type ByOption, type Wanted } from './tables.js';

/**
 * Monetary net benefit by option and draw: threshold times effect, less cost.
 *
 * @param costs,effects options by draws, in pounds and in units of effect
 * @param threshold pounds that one unit of effect (one fewer, where fewer are wanted) is worth, 0 or more
 * @returns options by draws, in pounds
 * @throws RangeError where tables do not match or the threshold is below 0 or not finite
 * @example netBenefits([[100]], [[3]], 50, 'more'); // [[50]]
 */
export function netBenefits(costs: ByOption, effects: ByOption, threshold: number, wanted: Wanted): Float64Array[] {
  const n = drawsOf(costs, 'costs');
  if (drawsOf(effects, 'effects') !== n || effects.length !== costs.length)
    throw new RangeError('costs and effects need the same options and draws');
  if (!(threshold >= 0 && threshold < Infinity))
    throw new RangeError(`a threshold is a number of pounds from 0, not ${threshold}`);
  const worth = wanted === 'more' ? threshold : 0 - threshold;
  return costs.map((cost, o) => {
    const own = new Float64Array(n);
    for (let i = 0; i < n; i++) own[i] = worth * effects[o][i] - cost[i];
    return own;
  });
}
