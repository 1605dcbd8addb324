/** Every mix that was run as a tidy table: one mix a row. */
import { numberCell, textCell } from '../tables/index.js';
import type { PortfolioReport, PortfolioSpread } from './types.js';

const PARTS = ['value', 'lower', 'upper', 'mcSe'] as const;
const ENDS = { value: '', lower: '_lower', upper: '_upper', mcSe: '_mc_se' } as const;

/**
 * `mix`, a column of each programme's size, `replications`, the goal and `programme_cost` with their intervals, each floor's
 * difference with its interval and the chance that it is kept, `keeps`, `chance_best` and `efficient`.
 */
export function mixesCsv({ area, programmes, floors, mixes }: PortfolioReport): string {
  const spreadNames = (name: string): string[] => PARTS.map((part) => `${name}${ENDS[part]}`);
  const spreadCells = (spread: PortfolioSpread): string[] => PARTS.map((part) => numberCell(spread[part]));
  const header = [
    'mix',
    'area',
    ...programmes.map(({ id, of }) => (of === 'whole' ? id : `${id}_${of}`)),
    'replications',
    ...spreadNames('goal'),
    ...spreadNames('programme_cost'),
    'fixed_cost',
    ...floors.flatMap(({ measure }) => [...spreadNames(measure), `${measure}_kept`]),
    'within_budget',
    'keeps',
    'chance_best',
    'efficient',
  ];
  const lines = mixes.map((mix) => [
    textCell(mix.id),
    textCell(area),
    ...mix.sizes.map(numberCell),
    numberCell(mix.replications),
    ...spreadCells(mix.goal),
    ...spreadCells(mix.cost),
    numberCell(mix.fixedCost),
    ...mix.floors.flatMap(({ difference, kept }) => [...spreadCells(difference), numberCell(kept)]),
    String(mix.isWithinBudget),
    String(mix.keeps),
    numberCell(mix.best),
    String(mix.isEfficient),
  ]);
  return `${[header.map(textCell), ...lines].map((line) => line.join(',')).join('\n')}\n`;
}
