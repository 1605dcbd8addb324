/**
 * Money is linear in its prices. With a budget line for every cost, what a run would have cost at other prices is known from
 * the run: each line times what its price is multiplied by.
 */
import { allowances, allowed, type OptimismBias } from '../../../engine/index.js';
import {
  drawnCosts,
  drawnProgrammes,
  type Ends,
  type ResolvedProgramme,
  type ResolvedScenario,
} from '../../../scenarios/index.js';

/** What is counted, each unit cost on a line of its own. */
export function unitCostLines(ledger: ResolvedScenario['ledger']): ResolvedScenario['ledger'] {
  return { ...ledger, costs: ledger.costs.map((cost) => ({ ...cost, line: `cost: ${cost.name}` })) };
}

/** Programmes, each of their costs on a line of its own; steps of one cost (`mst.per_team_year_2`) on one. */
export function programmeLines(
  programmes: readonly ResolvedProgramme[],
  ends: ReadonlyMap<string, Ends>,
): readonly ResolvedProgramme[] {
  return programmes.map((programme) => ({
    ...programme,
    costs: programme.costs.map((cost) => ({ ...cost, line: lineOf(cost.name, ends) })),
  }));
}

function lineOf(name: string, ends: ReadonlyMap<string, Ends>): string {
  return ends.has(name) ? name : name.replace(/_\d+$/, '');
}

/**
 * What each line is multiplied by at other prices, as a draw would have them; lines that stay are left out.
 *
 * @param at where prices stand: normals by name
 */
export function priceFactors(
  scenario: ResolvedScenario,
  ends: ReadonlyMap<string, Ends>,
  at: ReadonlyMap<string, number>,
): ReadonlyMap<string, number> {
  const factors = new Map<string, number>();
  if (at.size === 0) return factors;
  const normal = (name: string): number => at.get(name) ?? 0;
  const note = (line: string, before: number, after: number): void => {
    if (before !== after && before !== 0) factors.set(line, after / before);
  };
  const { costs } = drawnCosts(scenario, normal);
  scenario.ledger.costs.forEach(({ name, pence }, i) => note(`cost: ${name}`, pence, costs[i]!.pence));
  const programmes = drawnProgrammes(scenario.programmes, ends, normal);
  scenario.programmes.forEach((programme, i) =>
    programme.costs.forEach(({ name, pence }, j) => note(lineOf(name, ends), pence, programmes[i]!.costs[j]!.pence)),
  );
  return factors;
}

/** Columns of money by budget line: programmes' own, and everything else; what is only of social value in neither. */
export interface MoneyLines {
  readonly own: ReadonlyMap<string, number>;
  readonly rest: ReadonlyMap<string, number>;
}

/** @param lines columns that add up to all that is paid, by line */
export function moneyLines(
  { ledger, programmes }: Pick<ResolvedScenario, 'ledger' | 'programmes'>,
  ends: ReadonlyMap<string, Ends>,
  lines: ReadonlyMap<string, number>,
): MoneyLines {
  const shared = new Set(ledger.costs.map(({ name }) => `cost: ${name}`));
  const social = new Set([
    ...ledger.costs.filter(({ saving }) => saving === 'social').map(({ name }) => `cost: ${name}`),
    ...programmes.flatMap(({ costs }) =>
      costs.filter(({ saving }) => saving === 'social').map(({ name }) => lineOf(name, ends)),
    ),
  ]);
  const money = [...lines].filter(([line]) => !social.has(line));
  return {
    own: new Map(money.filter(([line]) => !shared.has(line))),
    rest: new Map(money.filter(([line]) => shared.has(line))),
  };
}

/**
 * What an option costs more than its baseline at other prices, pair by pair: what its appraisal has as net present value,
 * turned round.
 *
 * @param option,baseline a number for each column, by replication
 */
export function netCostAt(
  option: readonly Float64Array[],
  baseline: readonly Float64Array[],
  { own, rest }: MoneyLines,
  factors: ReadonlyMap<string, number>,
  bias: OptimismBias | null,
): Float64Array {
  const more = (lines: ReadonlyMap<string, number>): Float64Array =>
    Float64Array.from(option, (row, r) => {
      let sum = 0;
      for (const [line, column] of lines) sum += (factors.get(line) ?? 1) * (row[column]! - baseline[r]![column]!);
      return sum;
    });
  const [programmes, others] = [more(own), more(rest)];
  return allowed(programmes, others, allowances(programmes, others, bias)).net.map((saved) => 0 - saved);
}

/**
 * A result at other prices.
 *
 * @param row a number for each column, of one replication
 * @param lines columns that add up to the result, by line; empty where it is no money
 * @param factors what lines are multiplied by
 */
export function atPrices(
  row: Float64Array,
  column: number,
  lines: ReadonlyMap<string, number>,
  factors: ReadonlyMap<string, number>,
): number {
  let result = row[column]!;
  for (const [line, factor] of factors) {
    const own = lines.get(line);
    if (own !== undefined) result += (factor - 1) * row[own]!;
  }
  return result;
}
