/**
 * What an option costs beside its baseline, pair by pair, out of the output columns of both: present values over the run,
 * and cash by quarter or by year, of any group of the costs table.
 */

/** As much of an output column as is needed to find money: its measure, group and period. */
export interface MoneyColumn {
  readonly measure: string;
  readonly group: string;
  readonly period: string;
  readonly periodKind: string;
}

/** One row a replication (or draw), a number for each column. */
export type NumberRows = readonly Float64Array[];

/** One vector for each period, each with a number for each replication. */
export type MoneySeries = readonly Float64Array[];

export type MoneyPeriods = 'quarter' | 'financial year';

export class CostDifferences {
  readonly replicates: number;
  private readonly places = new Map<string, number>();
  private readonly periods: Readonly<Record<MoneyPeriods, readonly string[]>>;
  private readonly isDiscounted: boolean;

  /**
   * @param columns of the rows of both, as an `OutputLayout` has them
   * @param baseline,option replications by columns, the same replications in the same order
   * @throws RangeError where the rows are not pairs
   */
  constructor(
    private readonly columns: readonly MoneyColumn[],
    private readonly baseline: NumberRows,
    private readonly option: NumberRows,
  ) {
    if (baseline.length !== option.length || baseline.length === 0)
      throw new RangeError(
        `an appraisal takes pairs: ${baseline.length} of the baseline, ${option.length} of the option`,
      );
    this.replicates = baseline.length;
    columns.forEach(({ measure, group, period }, c) => this.places.set(key(measure, group, period), c));
    this.isDiscounted = columns.some(({ measure }) => measure === 'cost_discounted');
    const labels = (kind: MoneyPeriods): string[] =>
      columns.flatMap(({ measure, group, period, periodKind }) =>
        measure === 'cost' && group === 'all' && periodKind === kind ? [period] : [],
      );
    this.periods = { quarter: labels('quarter'), 'financial year': labels('financial year') };
  }

  /** Labels of the periods, in order. */
  labels(kind: MoneyPeriods): readonly string[] {
    return this.periods[kind];
  }

  /** The levels of a dimension, in the order of the columns: `levels('payer')`. */
  levels(dimension: string): string[] {
    const prefix = `${dimension}=`;
    const found = this.columns.flatMap(({ measure, group }) =>
      measure === 'cost' && group.startsWith(prefix) ? [group.slice(prefix.length)] : [],
    );
    return [...new Set(found)];
  }

  /** Pounds at present value over the run, option less baseline (as paid, where nothing is discounted); 0 for no such group. */
  presentValue(group: string): Float64Array {
    return this.column(this.isDiscounted ? 'cost_discounted' : 'cost', group, 'whole run');
  }

  /** Pounds as paid in each period, option less baseline; 0 for no such group. */
  series(group: string, kind: MoneyPeriods): MoneySeries {
    return this.periods[kind].map((period) => this.column('cost', group, period));
  }

  private column(measure: string, group: string, period: string): Float64Array {
    const c = this.places.get(key(measure, group, period));
    return Float64Array.from({ length: this.replicates }, (_, r) =>
      c === undefined ? 0 : (pence(this.option[r]![c]!) - pence(this.baseline[r]![c]!)) / 100,
    );
  }
}

function key(...parts: readonly string[]): string {
  return parts.join('\u0000');
}

/** Amounts are whole pence: their differences are exact in pence, not in pounds. */
function pence(pounds: number): number {
  return Math.round(pounds * 100);
}
