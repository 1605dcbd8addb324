/** Which result a question is about: a measure, when, and of which world. */
import type { Column } from '../../../engine/index.js';
import { inPeriod } from '../../../reports/periods.js';
import type { AskedResult } from '../../../reports/what-matters/index.js';
import { endsByName, InputError, problemWithFile, type ResolvedScenario } from '../../../scenarios/index.js';
import { NET_COST, netCostLabel } from '../net-cost.js';
import { moneyLines, type MoneyLines } from './lines.js';

/** The result as it is typed. */
export interface ResultWords {
  /** A measure, or `net_cost`. */
  readonly result: string;
  /** A day (2030-03-31), a financial year (2029-30), or `whole run`; the last day, or the whole run, if not said. */
  readonly at?: string | undefined;
  /** The option less the baseline, or one of them by itself. */
  readonly of?: AskedResult['of'] | undefined;
}

export interface ResultColumn extends AskedResult {
  readonly column: number;
  /** Columns that add up to it, by budget line; empty for what is no money. */
  readonly lines: ReadonlyMap<string, number>;
  /** Of `net_cost`, what it is made of. */
  readonly net: MoneyLines | null;
}

/**
 * @param usual which world is meant where nothing is said
 * @throws InputError where nothing is counted by that name, or not then
 */
export function resultColumn(
  columns: readonly Column[],
  scenario: ResolvedScenario,
  { result, at, of }: ResultWords,
  usual: AskedResult['of'],
): ResultColumn {
  const whole = columns.filter(({ group, table }) => group === 'all' && table !== 'times');
  const has = (name: string): boolean => whole.some(({ measure }) => measure === name);
  const measure = result !== NET_COST ? result : has('cost_discounted') ? 'cost_discounted' : 'cost';
  const own = whole.filter(
    (column) => column.measure === measure && (result !== NET_COST || column.periodKind === 'whole run'),
  );
  if (own.length === 0)
    throw new InputError([
      problemWithFile('--result', `nothing in this scenario is counted as '${result}'`, {
        found: result,
        allowed: [...(has('cost') ? [NET_COST] : []), ...new Set(whole.map((column) => column.measure))],
      }),
    ]);
  const world = result === NET_COST ? 'difference' : (of ?? usual);
  if (result === NET_COST && of !== undefined && of !== 'difference')
    throw new InputError([problemWithFile('--of', `net_cost is what the option costs less the baseline: name 'cost'`)]);
  if (world !== 'baseline' && scenario.programmes.length === 0)
    throw new InputError([
      problemWithFile(
        result === NET_COST ? '--result' : '--of',
        'the scenario has no programmes: there is only a baseline',
      ),
    ]);
  const chosen = at === undefined ? usualPeriod(own) : own.find(({ period }) => period === at);
  if (chosen === undefined)
    throw new InputError([
      problemWithFile('--at', `'${measure}' is not counted then`, {
        found: at,
        allowed: own.filter(({ periodKind }) => periodKind !== 'month').map(({ period }) => period),
      }),
    ]);
  const { period, periodKind, unit, table } = chosen;
  const lines = new Map(
    columns.flatMap((column, c): [string, number][] =>
      table === 'costs' &&
      column.measure === measure &&
      column.period === period &&
      column.periodKind === periodKind &&
      column.group.startsWith('line=')
        ? [[column.group.slice('line='.length), c]]
        : [],
    ),
  );
  const isNet = result === NET_COST;
  const info = scenario.measureInfo.find(({ name }) => name === measure);
  return {
    measure: result,
    label: isNet ? netCostLabel(measure) : (LABELS[measure] ?? info?.label ?? measure.replaceAll('_', ' ')),
    when: inPeriod(period, periodKind),
    of: world,
    unit,
    column: columns.indexOf(chosen),
    lines,
    net: isNet ? moneyLines(scenario, endsByName(scenario), lines) : null,
  };
}

const LABELS: Readonly<Record<string, string>> = {
  cost: 'Cost to all payers',
  cost_discounted: 'Cost to all payers, discounted',
};

/** The whole run, or the last day, or the last year. */
function usualPeriod(columns: readonly Column[]): Column | undefined {
  const last = (kind: Column['periodKind']): Column | undefined =>
    columns.findLast(({ periodKind }) => periodKind === kind);
  return last('whole run') ?? last('day') ?? last('financial year') ?? columns.at(-1);
}
