/**
 * Which options are worth considering on their means: incremental analysis of costs and effects.
 *
 * The rules. An option is *dominated* where another costs no more and gives no less, and either costs less or gives more.
 * It is *extendedly dominated* where it lies above the straight line between two others: some mix of them costs less for the
 * same effect. The rest is the frontier, from the least costly up; each has its extra cost for an extra unit of effect over
 * the one before, and these ratios never fall. Options with equal cost and effect are one point: the first given stands for
 * it. An option exactly on the line between two others is not dominated: it stays, with the same ratio as the next. An option
 * that saves and gains against all others is alone on the frontier, without a ratio.
 *
 * Source: M. F. Drummond and others, Methods for the Economic Evaluation of Health Care Programmes, 4th edition (2015).
 */
import type { Wanted } from './tables.js';

export interface CostAndEffect {
  readonly cost: number;
  readonly effect: number;
}

/** Against the option before it on the frontier. */
export interface Increment {
  /** Index of that option. */
  readonly over: number;
  /** Extra cost, 0 or more. */
  readonly cost: number;
  /** Extra effect in the direction wanted, above 0. */
  readonly effect: number;
  /** Extra cost for each extra unit of effect. */
  readonly ratio: number;
}

export type Standing =
  /** The least costly option of the frontier has no increment. */
  | { readonly kind: 'frontier'; readonly increment: Increment | null }
  | { readonly kind: 'dominated'; readonly by: number }
  | { readonly kind: 'extendedly-dominated'; readonly between: readonly [number, number] }
  /** Cost and effect equal those of an option given before. */
  | { readonly kind: 'equal'; readonly to: number };

export interface Frontier {
  /** In the order given. */
  readonly options: readonly Standing[];
  /** Indices of those on the frontier, from the least costly. */
  readonly order: readonly number[];
}

/**
 * The standing of each option, and the frontier.
 *
 * @param options mean costs in pounds and mean effects
 * @param wanted whether more of the effect is wanted, or fewer
 * @throws RangeError where there is no option, or a number is not finite
 * @example frontier([{ cost: 0, effect: 0 }, { cost: 100, effect: 2 }], 'more').options[1]; // increment.ratio is 50
 */
export function frontier(options: readonly CostAndEffect[], wanted: Wanted): Frontier {
  if (options.length === 0) throw new RangeError('the frontier of no options');
  const costs = options.map(({ cost }) => cost);
  const gains = options.map(({ effect }) => (wanted === 'more' ? effect : 0 - effect));
  for (const value of [...costs, ...gains])
    if (!Number.isFinite(value)) throw new RangeError(`a cost or effect is ${value}, not a number`);
  const standings: (Standing | null)[] = options.map((_, i) => equalOrDominated(costs, gains, i));
  const left = options.flatMap((_, i) => (standings[i] === null ? [i] : [])).sort((a, b) => costs[a] - costs[b]);
  const order: number[] = [];
  for (const i of left) {
    while (order.length > 1 && isAbove(costs, gains, order.at(-2)!, order.at(-1)!, i)) order.pop();
    order.push(i);
  }
  order.forEach((i, k) => {
    standings[i] = { kind: 'frontier', increment: k === 0 ? null : increment(costs, gains, order[k - 1], i) };
  });
  return {
    order,
    options: standings.map((standing, i) => {
      if (standing !== null) return standing;
      const above = order.findIndex((on) => gains[on] > gains[i]);
      return { kind: 'extendedly-dominated', between: [order[above - 1], order[above]] };
    }),
  };
}

function equalOrDominated(costs: readonly number[], gains: readonly number[], i: number): Standing | null {
  let by = -1;
  for (let j = 0; j < costs.length; j++) {
    if (costs[j] > costs[i] || gains[j] < gains[i]) continue;
    if (costs[j] === costs[i] && gains[j] === gains[i]) {
      if (j < i) return { kind: 'equal', to: j };
      continue;
    }
    // Of several, the one with the most effect, then the least cost: it is dominated by none itself.
    if (by === -1 || gains[j] > gains[by] || (gains[j] === gains[by] && costs[j] < costs[by])) by = j;
  }
  return by === -1 ? null : { kind: 'dominated', by };
}

/** Whether `middle` lies above the line from `low` to `high`. */
function isAbove(
  costs: readonly number[],
  gains: readonly number[],
  low: number,
  middle: number,
  high: number,
): boolean {
  const first = (costs[middle] - costs[low]) * (gains[high] - gains[middle]);
  const second = (costs[high] - costs[middle]) * (gains[middle] - gains[low]);
  return first > second;
}

function increment(costs: readonly number[], gains: readonly number[], over: number, i: number): Increment {
  const cost = costs[i] - costs[over];
  const effect = gains[i] - gains[over];
  return { over, cost, effect, ratio: cost / effect };
}
