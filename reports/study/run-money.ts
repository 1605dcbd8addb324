/** The money of a run's option from its appraisal, as its tables have it. */
import { isOfAppraisal } from '../../engine/economics/appraisal.js';
import { NO_RATIO } from '../../engine/economics/ratios.js';
import type { ResultFrame, TableRow } from '../../engine/study/result.js';
import type { OptionMoney, Spread } from './types.js';

/** How the appraisal names the ratio that a study tells. */
const ALL_SAVINGS = 'benefits=all savings, ';

/** Null where nothing is paid. */
export function runMoney(
  all: readonly TableRow[],
  { options, notes, replications }: Pick<ResultFrame, 'options' | 'notes' | 'replications'>,
): OptionMoney | null {
  const rows = options.length < 2 ? [] : all.filter((row) => row.table === 'appraisal' && row.option === 'difference');
  const whole = (measure: string, group = 'all'): TableRow | null =>
    rows.find((row) => row.measure === measure && row.group === group && row.periodKind === 'whole run') ?? null;
  const [cost, saved, net] = [whole('programme_cost'), whole('saved'), whole('net_present_value')];
  if (cost === null || saved === null || net === null) return null;
  const parts = (dimension: string): { readonly name: string; readonly net: Spread }[] => {
    const lead = `${dimension}=`;
    return rows
      .filter(({ measure, group }) => measure === 'net_present_value' && group.startsWith(lead))
      .map((row) => ({ name: row.group.slice(lead.length), net: spread(row) }));
  };
  const ratio = rows.find(({ measure, group }) => measure === 'benefit_cost_ratio' && group.startsWith(ALL_SAVINGS));
  const paid = rows.filter(({ measure, group }) => measure === 'paid_back' && group === 'all');
  const last = paid.at(-1);
  const soFar = rows.filter(({ measure, group }) => measure === 'saved_so_far' && group === 'all');
  const yearly = rows.filter(
    ({ measure, group, periodKind }) =>
      measure === 'budget_impact' && group === 'all' && periodKind === 'financial year',
  );
  return {
    cost: spread(cost),
    saved: spread(saved),
    net: spread(net),
    payers: parts('payer'),
    kinds: parts('kind'),
    ratio: ratioIn(ratio, cost, replications),
    payback:
      last === undefined
        ? null
        : { chance: last.value, median: paid.find(({ value }) => value >= 0.5)?.period ?? null },
    curve: soFar.map((row) => ({
      quarter: row.period,
      chance: paid.find(({ period }) => period === row.period)?.value ?? 0,
      net: spread(row),
    })),
    impact: yearly.map((row) => ({ year: row.period, net: spread(row) })),
    said: notes.filter(isOfAppraisal),
  };
}

/** The ratio as its row has it, and why it has no ends; there is no row where what it is divided by is 0 on average. */
function ratioIn(row: TableRow | undefined, cost: TableRow, replications: number): OptionMoney['ratio'] {
  if (row === undefined) return cost.value === 0 ? { value: null, lower: null, upper: null, why: NO_RATIO.zero } : null;
  if (!Number.isFinite(row.value)) return null;
  const [lower, upper] = [known(row.lower), known(row.upper)];
  const why = lower !== null && upper !== null ? null : replications === 1 ? NO_RATIO.one : NO_RATIO.signs;
  return { value: row.value, lower, upper, why };
}

function spread({ value, lower, upper, mcSe }: TableRow): Spread {
  return { value, lower, upper, mcSe };
}

function known(end: number): number | null {
  return Number.isFinite(end) ? end : null;
}
