/**
 * The appraisal of a study's option as rows of a table: net present value, ratios, payback and budget impact, each with the
 * spread over replications that every other row has.
 */
import { appraise, type Appraisal, type AppraisalTerms, type BudgetImpact } from '../economics/index.js';
import type { TableRow } from './result.js';
import type { Replicate, Study } from './study.js';
import { summarise, type Summary } from './summarise.js';

/** What is appraised: all terms but those that the study knows itself. */
export type StudyTerms = Omit<AppraisalTerms, 'quarterFactors'>;

/** The appraisal of a study's option; null where it has none, or no costs. Replications are taken in the order of their numbers. */
export function appraiseStudy(study: Study, replicates: readonly Replicate[], terms: StudyTerms): Appraisal | null {
  const { columns, money } = study.layout;
  if (study.options.length < 2 || money.columns.length === 0 || replicates.length === 0) return null;
  const ordered = [...replicates].sort((a, b) => a.replication - b.replication);
  return appraise(
    columns,
    ordered.map(({ outputs }) => outputs[0]!),
    ordered.map(({ outputs }) => outputs[1]!),
    { ...terms, quarterFactors: money.quarterFactors },
  );
}

/**
 * Rows of the table `appraisal`, option less baseline: `net_present_value`, `programme_cost` and `saved` in all, by payer and by
 * kind; `benefit_cost_ratio` by what is counted as a benefit (no row where it has no value, no ends where it can have none);
 * `saved_so_far`, the net saving at present value by the end of each quarter, and `paid_back`, the chance by then; `budget_impact` by year and quarter, and `budget_impact_nominal` beside
 * it where inflation is given.
 *
 * @param option what stands in `option`
 * @param spread summarises a number for each pair, in the order in which they were appraised: where pairs are nested in draws,
 *   as `summariseNested` does
 */
export function appraisalRows(
  appraisal: Appraisal,
  area: string,
  option = 'difference',
  spread: (pairs: Float64Array) => Summary | null = (pairs) => summarise(pairs.slice()),
): TableRow[] {
  const rows: TableRow[] = [];
  const push = (
    of: Pick<TableRow, 'measure' | 'group' | 'period' | 'periodKind' | 'unit'>,
    summary: Summary | null,
  ) => {
    if (summary !== null) rows.push({ table: 'appraisal', option, area, ...of, ...summary });
  };
  const whole = { period: 'whole run', periodKind: 'whole run' } as const;
  const { netPresentValue, byPayer, byKind, benefitCost, payback, budgetImpact } = appraisal;
  for (const { view, net, cost, saved } of [netPresentValue, ...byPayer, ...byKind]) {
    const of = { ...whole, group: groupOf(view), unit: 'GBP' };
    push({ ...of, measure: 'net_present_value' }, spread(net));
    push({ ...of, measure: 'programme_cost' }, spread(cost));
    push({ ...of, measure: 'saved' }, spread(saved));
  }
  for (const { benefits, ratio } of benefitCost) {
    if (ratio.value === null) continue;
    push(
      { ...whole, group: `benefits=${benefits}`, measure: 'benefit_cost_ratio', unit: 'ratio' },
      { value: ratio.value, lower: ratio.lower ?? Number.NaN, upper: ratio.upper ?? Number.NaN, mcSe: Number.NaN },
    );
  }
  for (const { view, quarters, chanceBy, chance, quarter, soFar } of payback) {
    if (chance === null) continue;
    quarters.forEach((period, q) =>
      push(
        { group: groupOf(view), measure: 'saved_so_far', period, periodKind: 'quarter', unit: 'GBP' },
        spread(soFar[q]!),
      ),
    );
    quarters.forEach((period, q) => {
      // Of the pairs in which anything was spent; one future pays back or does not, so that there is no interval of futures.
      const isPaid = spread(quarter.map((at) => (Number.isNaN(at) ? at : at <= q ? 1 : 0)))!;
      push(
        { group: groupOf(view), measure: 'paid_back', period, periodKind: 'quarter', unit: 'share' },
        { ...isPaid, value: chanceBy[q]!, lower: Number.NaN, upper: Number.NaN },
      );
    });
  }
  for (const impact of budgetImpact) {
    push(impactOf(impact, 'budget_impact'), spread(impact.real));
    if (impact.nominal !== null) push(impactOf(impact, 'budget_impact_nominal'), spread(impact.nominal));
  }
  return rows;
}

function impactOf({ group, period, periodKind }: BudgetImpact, measure: string) {
  return { group: groupOf(group), period, periodKind, measure, unit: 'GBP' };
}

function groupOf(view: string): string {
  return view === 'all payers' ? 'all' : view;
}
