/**
 * Money is linear in its prices. With a budget line for every cost, what a run would have cost at other prices is known from
 * the run: each line times what its price is multiplied by.
 */
import { drawnFactor, type Ends, type ResolvedProgramme, type ResolvedScenario } from '../../../scenarios/index.js';

/** What is counted, each unit cost on a line of its own. */
export function unitCostLines(ledger: ResolvedScenario['ledger']): ResolvedScenario['ledger'] {
  return { ...ledger, costs: ledger.costs.map((cost) => ({ ...cost, line: `cost: ${cost.name}` })) };
}

/** Programmes, each of their costs on a line of its own; steps of one cost (`mst.per_team_year_2`) on one. */
export function programmeLines(
  programmes: readonly ResolvedProgramme[],
  ends: ReadonlyMap<string, Ends>,
): readonly ResolvedProgramme[] {
  const lineOf = (name: string): string => (ends.has(name) ? name : name.replace(/_\d+$/, ''));
  return programmes.map((programme) => ({
    ...programme,
    costs: programme.costs.map((cost) => ({ ...cost, line: lineOf(cost.name) })),
  }));
}

/**
 * A result at other prices.
 *
 * @param row a number for each column, of one replication
 * @param lines columns that add up to the result, by line; empty where it is no money
 * @param at where prices stand: normals by name
 */
export function atPrices(
  row: Float64Array,
  column: number,
  lines: ReadonlyMap<string, number>,
  ends: ReadonlyMap<string, Ends>,
  at: ReadonlyMap<string, number>,
): number {
  let result = row[column]!;
  for (const [name, normal] of at) {
    const own = lines.get(name);
    const interval = ends.get(name);
    if (own !== undefined && interval !== undefined) result += (drawnFactor(interval, normal) - 1) * row[own]!;
  }
  return result;
}
