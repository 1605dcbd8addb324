/**
 * Money as output columns: by line, payer, kind and part of programmes, by year and over the run; and by quarter in all, by
 * payer, by kind and for programmes. Whole pence throughout, so that lines, payers and kinds each add up to the total, and
 * quarters to years, exactly.
 */
import { continuousFactors, discountFactors, type Discounting, type DiscountRate } from '../economics/discount.js';
import { kindOf, PART_LABELS, type CostFacets, type CostTags } from '../economics/tags.js';
import { financialQuarter, financialYear, financialYearLabel } from '../time/index.js';
import type { Column } from './result.js';

/** Months of one financial year of the run, or of one quarter: from `first` up to `end`. */
export interface Period {
  readonly label: string;
  readonly first: number;
  readonly end: number;
}

/** A cost in one replication: pence in each month. */
export interface CostSeries extends CostTags {
  readonly pence: Float64Array;
}

export interface CostOptions {
  /** Month boundaries in days since day 0, and day 0 as a day number. */
  readonly bounds: Float64Array;
  readonly epoch: number;
  readonly discountRate: DiscountRate | null;
  readonly discounting: Discounting;
  /** Lines, payers, kinds and parts of all worlds, so that each has a column in each. */
  readonly costs: CostFacets;
}

interface Group {
  readonly name: string;
  readonly has: (cost: CostTags) => boolean;
}

export class CostColumns {
  readonly columns: readonly Column[];
  readonly years: readonly Period[];
  readonly quarters: readonly Period[];
  private readonly yearly: readonly Group[];
  private readonly quarterly: readonly Group[];
  private readonly yearFactors: Float64Array | null;
  private readonly monthFactors: Float64Array | null;

  constructor(private readonly options: CostOptions) {
    const { bounds, epoch, discountRate, discounting } = options;
    this.years = yearsOf(bounds, epoch);
    this.quarters = quartersOf(bounds, epoch);
    const { old, added, quarterly } = groupsOf(options.costs);
    this.yearly = [...old, ...added];
    this.quarterly = quarterly;
    this.monthFactors =
      discountRate === null || discounting !== 'continuous' ? null : continuousFactors(discountRate, bounds);
    this.yearFactors =
      discountRate === null || discounting === 'continuous'
        ? null
        : discountFactors(discountRate, this.years.length, discounting);
    const isDiscounted = discountRate !== null;
    this.columns = [
      ...this.yearly.flatMap(({ name }) => [
        ...this.years.map((year) => money('cost', name, year.label, 'financial year')),
        money('cost', name, 'whole run', 'whole run'),
        ...(isDiscounted ? [money('cost_discounted', name, 'whole run', 'whole run')] : []),
      ]),
      ...this.quarterly.flatMap(({ name }) =>
        this.quarters.map((quarter) => money('cost', name, quarter.label, 'quarter')),
      ),
    ];
  }

  /** Present-value factors of the quarters: those of their years, or the mean over each; 1 where nothing is discounted. */
  get quarterFactors(): Float64Array {
    const { bounds, discountRate } = this.options;
    if (this.monthFactors !== null && discountRate !== null)
      return continuousFactors(discountRate, [
        ...this.quarters.map(({ first }) => bounds[first]!),
        bounds[bounds.length - 1]!,
      ]);
    const { yearFactors, years } = this;
    return Float64Array.from(this.quarters, ({ first }) =>
      yearFactors === null ? 1 : yearFactors[years.findIndex((year) => first < year.end)]!,
    );
  }

  /** Writes the columns of one replication into `out` from `at` on. */
  read(items: readonly CostSeries[], out: Float64Array, start: number): void {
    let at = start;
    for (const { has } of this.yearly) {
      const chosen = items.filter(has);
      let total = 0;
      for (const year of this.years) {
        const pence = penceIn(chosen, year);
        out[at++] = pence / 100;
        total += pence;
      }
      out[at++] = total / 100;
      const discounted = this.discounted(chosen);
      if (discounted !== null) out[at++] = discounted / 100;
    }
    for (const { has } of this.quarterly) {
      const chosen = items.filter(has);
      for (const quarter of this.quarters) out[at++] = penceIn(chosen, quarter) / 100;
    }
  }

  /** Rounded cost by cost, so that payers and lines add up here too; null where nothing is discounted. */
  private discounted(chosen: readonly CostSeries[]): number | null {
    const { yearFactors, monthFactors } = this;
    if (yearFactors === null && monthFactors === null) return null;
    let total = 0;
    for (const { pence } of chosen) {
      if (yearFactors !== null)
        this.years.forEach((year, j) => (total += Math.round(sum(pence, year.first, year.end) * yearFactors[j]!)));
      else if (monthFactors !== null)
        total += Math.round(pence.reduce((all, amount, k) => all + amount * monthFactors[k]!, 0));
    }
    return total;
  }
}

function groupsOf({ lines, payers, kinds, programmes }: CostFacets) {
  if (lines.length === 0) return { old: [], added: [], quarterly: [] };
  const group = (dimension: string, level: string, of: (cost: CostTags) => string | undefined): Group => ({
    name: `${dimension}=${level}`,
    has: (cost) => of(cost) === level,
  });
  const ofProgrammes = (of: (cost: CostTags) => string) => (cost: CostTags) =>
    cost.part === undefined ? undefined : of(cost);
  const all: Group = { name: 'all', has: () => true };
  const byPayer = payers.map((payer) => group('payer', payer, (cost) => cost.payer));
  const added = [
    ...kinds.map((kind) => group('kind', kind, kindOf)),
    ...programmes.parts.map((part) =>
      group(
        'programme part',
        part,
        ofProgrammes((cost) => PART_LABELS[cost.part!]),
      ),
    ),
    ...programmes.payers.map((payer) =>
      group(
        'programme payer',
        payer,
        ofProgrammes((cost) => cost.payer),
      ),
    ),
    ...programmes.kinds.map((kind) => group('programme kind', kind, ofProgrammes(kindOf))),
  ];
  return {
    old: [all, ...lines.map((line) => group('line', line, (cost) => cost.line)), ...byPayer],
    added,
    quarterly: [all, ...byPayer, ...programmes.lines.map((line) => group('line', line, (cost) => cost.line)), ...added],
  };
}

/** Whole pence: sums are exact, so payers add up to the total. */
function penceIn(items: readonly CostSeries[], { first, end }: Period): number {
  return items.reduce((all, item) => all + sum(item.pence, first, end), 0);
}

function money(measure: string, group: string, period: string, periodKind: Column['periodKind']): Column {
  return { table: 'costs', measure, group, period, periodKind, unit: 'GBP' };
}

function sum(values: ArrayLike<number>, from: number, to: number): number {
  let total = 0;
  for (let k = from; k < to; k++) total += values[k]!;
  return total;
}

/** The financial years of a run; a part of one is labelled as such. */
export function yearsOf(bounds: Float64Array, epoch: number): Period[] {
  return periodsOf(bounds, 12, (day) => financialYearLabel(financialYear(epoch + day)));
}

/** The quarters of the financial years of a run; a part of one is labelled as such. */
function quartersOf(bounds: Float64Array, epoch: number): Period[] {
  return periodsOf(
    bounds,
    3,
    (day) => `${financialYearLabel(financialYear(epoch + day))} Q${financialQuarter(epoch + day)}`,
  );
}

function periodsOf(bounds: Float64Array, whole: number, labelOf: (day: number) => string): Period[] {
  const periods: { label: string; first: number; end: number }[] = [];
  for (let k = 0; k + 1 < bounds.length; k++) {
    const label = labelOf(bounds[k]!);
    const last = periods[periods.length - 1];
    if (last !== undefined && last.label === label) last.end = k + 1;
    else periods.push({ label, first: k, end: k + 1 });
  }
  return periods.map((period) => {
    const months = period.end - period.first;
    return months === whole
      ? period
      : { ...period, label: `${period.label} (${months} ${months === 1 ? 'month' : 'months'})` };
  });
}
