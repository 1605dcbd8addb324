/** What a programme costs whoever comes: known before anything is run. */
import { fixedCostSeries } from '../../economics/fixed-costs.js';
import { growthFactors } from '../../economics/growth.js';
import { costFacets } from '../../economics/tags.js';
import { monthStarts } from '../../time/index.js';
import { CostColumns } from '../cost-columns.js';
import type { StudyPlan } from '../plan.js';

/**
 * Set-up and running costs of a plan's programmes over the run, in pounds at present value (as paid, where nothing is
 * discounted); what is paid for each child comes on top. It is what the ledger will show, to the penny.
 */
export function fixedOwnCost({
  fixedCosts: all,
  epoch,
  months,
  discountRate,
  discounting,
}: Pick<StudyPlan, 'fixedCosts' | 'epoch' | 'months' | 'discountRate' | 'discounting'>): number {
  // Social value is no money that a budget pays.
  const fixedCosts = all.filter(({ saving }) => saving !== 'social');
  if (fixedCosts.length === 0) return 0;
  const bounds = Float64Array.from(monthStarts(epoch, months), (day) => day - epoch);
  const money = new CostColumns({ bounds, epoch, discountRate, discounting, costs: costFacets(fixedCosts) });
  const perYear = money.years.map(({ first, end }) => end - first);
  const series = fixedCosts.map((cost) => ({
    ...cost,
    pence: fixedCostSeries(
      cost,
      bounds,
      cost.realGrowth === undefined || cost.realGrowth === 0 ? undefined : growthFactors(cost.realGrowth, perYear),
    ),
  }));
  const row = new Float64Array(money.columns.length);
  money.read(series, row, 0);
  const measure = discountRate === null ? 'cost' : 'cost_discounted';
  return row[
    money.columns.findIndex(
      (column) => column.measure === measure && column.group === 'all' && column.periodKind === 'whole run',
    )
  ];
}
