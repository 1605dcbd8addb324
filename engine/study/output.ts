/**
 * Output columns: every number a replication is asked for, with its place in the tidy tables.
 *
 * A layout is made once from the widest ledger (the option's) and reads the tables of any world: what a world does not
 * count (a programme, in the baseline) is 0. A replication becomes one vector of numbers, a study a matrix of them.
 */
import { fixedCostSeries, type FixedCost } from '../economics/fixed-costs.js';
import { growthFactors } from '../economics/growth.js';
import type { CostTags } from '../economics/tags.js';
import type { CompiledLedger } from '../ledger/compile.js';
import { costSeries, medianDays, stockSeries, ticksSpent } from '../ledger/read.js';
import { DURATION_BINS, TICKS_PER_DAY, type TallyTables } from '../ledger/tally.js';
import { DAYS_PER_MONTH, formatDate } from '../time/index.js';
import { EquityColumns, type Equity } from './equity-columns.js';
import { CostColumns, type CostOptions, type CostSeries, type Period } from './cost-columns.js';
import type { Column, MeasureInfo, TableRow } from './result.js';

/** How a measure of the ledger is shown: under its own name, or as a programme's. */
export interface ShownMeasure {
  readonly name: string;
  readonly info: MeasureInfo;
  /** Set where the measure is of one programme: the group it is shown under. */
  readonly programme?: string;
}

export interface OutputOptions extends CostOptions {
  readonly shown: readonly ShownMeasure[];
  readonly equity?: Equity;
}

export class OutputLayout {
  readonly columns: Column[] = [];
  readonly years: readonly Period[];
  /** Columns of money: the last but those of the equity table. */
  readonly money: CostColumns;
  /** Times whose distributions are kept: measure and group of each row of bins. */
  readonly distributions: { readonly measure: string; readonly group: string }[] = [];
  private readonly equity: EquityColumns | null;
  private readonly months: readonly string[];
  private readonly monthEnds: readonly string[];

  constructor(
    ledger: CompiledLedger,
    private readonly options: OutputOptions,
  ) {
    const { bounds, epoch } = options;
    const n = bounds.length - 1;
    this.money = new CostColumns(options);
    this.years = this.money.years;
    this.months = Array.from({ length: n }, (_, k) => formatDate(epoch + bounds[k]!).slice(0, 7));
    // A stock stands at the end of a day: the first is that of the day before the run.
    this.monthEnds = Array.from({ length: n + 1 }, (_, k) => formatDate(epoch + bounds[k]! - 1));
    this.equity = options.equity === undefined ? null : new EquityColumns(options.equity, ledger, bounds);
    this.describe(ledger);
    if (this.equity !== null) this.columns.push(...this.equity.columns);
  }

  private describe(ledger: CompiledLedger): void {
    for (const shown of this.options.shown) {
      const index = ledger.spec.measures.findIndex((measure) => measure.name === shown.name);
      const measure = ledger.spec.measures[index]!;
      const { table, unit, name } = shown.info;
      const add = (
        group: string,
        measureName: string,
        period: string,
        periodKind: TableRow['periodKind'],
        columnUnit = unit,
      ): void => {
        this.columns.push({ table, measure: measureName, group, period, periodKind, unit: columnUnit });
      };
      for (const block of ledger.measureBlocks[index]!) {
        for (const written of block.groups) {
          const group = shown.programme === undefined ? written : `programme=${shown.programme}`;
          if (measure.kind === 'stock' || measure.kind === 'use') {
            for (const day of this.monthEnds) add(group, name, day, 'day');
            add(group, `${name}_average`, 'whole run', 'whole run');
          } else if (measure.kind === 'flow') {
            if (written === 'all') for (const month of this.months) add(group, name, month, 'month');
            for (const year of this.years) add(group, name, year.label, 'financial year');
          } else {
            for (const year of this.years) add(group, name, year.label, 'financial year', 'days');
            for (const year of this.years) add(group, `${name}_n`, year.label, 'financial year', 'events');
            add(group, name, 'whole run', 'whole run', 'days');
            add(group, `${name}_median`, 'whole run', 'whole run', 'days');
            add(group, `${name}_n`, 'whole run', 'whole run', 'events');
            this.distributions.push({ measure: name, group });
          }
        }
      }
    }
    this.columns.push(...this.money.columns);
  }

  /** One replication of one world as a vector of numbers, in the order of the columns; NaN for the mean of nothing. */
  read(ledger: CompiledLedger, tables: TallyTables, fixed: readonly FixedCost[]): Float64Array {
    const out = new Float64Array(this.columns.length);
    let at = 0;
    const { bounds } = this.options;
    const n = tables.periods;
    const days = bounds[n]! - bounds[0]!;
    for (const shown of this.options.shown) {
      const index = ledger.spec.measures.findIndex((measure) => measure.name === shown.name);
      if (index < 0) {
        at += this.widthOf(shown);
        continue;
      }
      const measure = ledger.spec.measures[index]!;
      for (const block of ledger.measureBlocks[index]!) {
        block.groups.forEach((group, i) => {
          const cell = block.first + i;
          if (measure.kind === 'stock' || measure.kind === 'use') {
            out.set(stockSeries(tables, cell), at);
            at += n + 1;
            out[at++] = sum(ticksSpent(tables, cell, bounds), 0, n) / TICKS_PER_DAY / days;
            return;
          }
          const counts = tables.events.subarray(cell * n, (cell + 1) * n);
          if (measure.kind === 'flow') {
            if (group === 'all') for (let k = 0; k < n; k++) out[at++] = counts[k]!;
            for (const year of this.years) out[at++] = sum(counts, year.first, year.end);
            return;
          }
          const timeCell = ledger.timeCellOf[cell]!;
          const ticks = tables.timeSum.subarray(timeCell * n, (timeCell + 1) * n);
          for (const year of this.years)
            out[at++] = sum(ticks, year.first, year.end) / TICKS_PER_DAY / sum(counts, year.first, year.end);
          for (const year of this.years) out[at++] = sum(counts, year.first, year.end);
          out[at++] = sum(ticks, 0, n) / TICKS_PER_DAY / sum(counts, 0, n);
          out[at++] = medianDays(tables.timeBins, timeCell);
          out[at++] = sum(counts, 0, n);
        });
      }
    }
    this.money.read(this.costSeries(ledger, tables, fixed), out, at);
    this.equity?.read(ledger, tables, out, at + this.money.columns.length);
    return out;
  }

  /** How many columns a measure takes. */
  private widthOf(shown: ShownMeasure): number {
    const { name, table } = shown.info;
    const group = shown.programme === undefined ? null : `programme=${shown.programme}`;
    return this.columns.filter(
      (column) => column.table === table && isOf(column.measure, name) && (group === null || column.group === group),
    ).length;
  }

  private costSeries(ledger: CompiledLedger, tables: TallyTables, fixed: readonly FixedCost[]): CostSeries[] {
    const { bounds } = this.options;
    return [
      ...ledger.spec.costs.map((cost, i) => ({
        ...tagsOf(cost),
        pence: costSeries(ledger, tables, i, bounds, this.growthOf(cost.realGrowth)),
      })),
      ...fixed.map((cost) => ({
        ...tagsOf(cost),
        pence: fixedCostSeries(cost, bounds, this.growthOf(cost.realGrowth)),
      })),
    ];
  }

  /** What an amount that grows so is multiplied by in each month; undefined where it does not grow. */
  private growthOf(growth: number | undefined): Float64Array | undefined {
    return growth === undefined || growth === 0
      ? undefined
      : growthFactors(
          growth,
          this.years.map((year) => year.end - year.first),
        );
  }

  /** Counts by whole months of every kept distribution, end to end, `DISTRIBUTION_MONTHS` each. */
  readDistributions(ledger: CompiledLedger, tables: TallyTables): Float64Array {
    const out = new Float64Array(this.distributions.length * DISTRIBUTION_MONTHS);
    this.distributions.forEach(({ measure, group }, row) => {
      const index = ledger.spec.measures.findIndex((item) => item.name === this.ledgerName(measure));
      if (index < 0) return;
      for (const block of ledger.measureBlocks[index]!) {
        const i = block.groups.indexOf(group);
        if (i < 0) continue;
        const first = ledger.timeCellOf[block.first + i]! * DURATION_BINS;
        for (let d = 0; d < DURATION_BINS; d++) {
          const n = tables.timeBins[first + d]!;
          if (n > 0)
            out[row * DISTRIBUTION_MONTHS + Math.min(DISTRIBUTION_MONTHS - 1, Math.floor(d / DAYS_PER_MONTH))]! += n;
        }
      }
    });
    return out;
  }

  private ledgerName(measure: string): string {
    return this.options.shown.find((shown) => shown.info.name === measure && shown.programme === undefined)!.name;
  }
}

/** Distributions of times are kept in whole months up to this many, the last open. */
export const DISTRIBUTION_MONTHS = 240;

function isOf(column: string, measure: string): boolean {
  return (
    column === measure || column === `${measure}_average` || column === `${measure}_n` || column === `${measure}_median`
  );
}

function tagsOf({ line, payer, saving, part }: CostTags): CostTags {
  return { line, payer, ...(saving !== undefined && { saving }), ...(part !== undefined && { part }) };
}

function sum(values: ArrayLike<number>, from: number, to: number): number {
  let total = 0;
  for (let k = from; k < to; k++) total += values[k]!;
  return total;
}
