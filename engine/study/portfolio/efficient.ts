/** The efficient mixes: those that reach more than every mix that costs no more. */

/**
 * From the cheapest up, each mix whose goal is above that of all before it. A mix is one thing or another, so that none is
 * left out for lying under the line between two others (as in a frontier of options that can be mixed).
 *
 * @param costs,goals by mix, means; more of the goal is better
 * @returns places in the lists, from the least costly
 * @example efficientMixes([0, 10, 20, 30], [0, 5, 4, 9]); // [0, 1, 3]
 */
export function efficientMixes(costs: ArrayLike<number>, goals: ArrayLike<number>): number[] {
  const order = Array.from(costs, (_, i) => i).sort((a, b) => costs[a] - costs[b] || goals[b] - goals[a] || a - b);
  let most = -Infinity;
  return order.filter((i) => {
    if (!(goals[i] > most)) return false;
    most = goals[i];
    return true;
  });
}
