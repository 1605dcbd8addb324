/**
 * Single figures read straight from the tables of a run: what published figures are compared with.
 *
 * A world of figures counts only what its readings need, may run for a time before anything is counted, and leaves one
 * number for each reading in each replication. As everywhere, a replication depends on its number alone.
 */
import { growthFactors } from '../economics/growth.js';
import type { CompiledLedger } from '../ledger/compile.js';
import { costSeries, medianDays, stockSeries, ticksSpent } from '../ledger/read.js';
import type { LedgerSpec } from '../ledger/spec.js';
import { DURATION_BINS, TICKS_PER_DAY, type TallyTables } from '../ledger/tally.js';
import type { PathwayModel } from '../pathway/model.js';
import { yearsOf } from './cost-columns.js';
import { World, type Start } from './world.js';

/** Months are numbered from the start of the run; `first` to `end` (not included). */
interface Months {
  readonly first: number;
  readonly end: number;
}

interface OfMeasure {
  readonly measure: string;
  /** 'all' or 'dimension=level'. */
  readonly group: string;
}

export type Reading =
  /** How many there are when `month` begins (at the end of the day before): 0 to the number of months. */
  | ({ readonly kind: 'stock'; readonly month: number } & OfMeasure)
  /** How many there are on average over the months. */
  | ({ readonly kind: 'average' } & OfMeasure & Months)
  /** How many events there are in the months; of a time, those that have one. */
  | ({ readonly kind: 'events' } & OfMeasure & Months)
  /** Days added up over the events of the months. */
  | ({ readonly kind: 'days' } & OfMeasure & Months)
  /** Events of the whole run that took less than so many days. */
  | ({ readonly kind: 'below'; readonly days: number } & OfMeasure)
  /** Median days over the whole run; NaN where there are none. */
  | ({ readonly kind: 'median' } & OfMeasure)
  /** Pounds in the months, of all lines and payers or of one; `item` is one unit cost by its name. */
  | ({
      readonly kind: 'cost';
      readonly line: string | null;
      readonly payer: string | null;
      readonly item?: string;
    } & Months);

export interface FiguresPlan {
  readonly model: PathwayModel;
  readonly ledger: LedgerSpec;
  readonly readings: readonly Reading[];
  /** Day 0, a day number since 1970-01-01, the first of a month. */
  readonly epoch: number;
  readonly months: number;
  /** Days simulated before day 0 and not counted. */
  readonly warmUp: number;
  readonly seed: string;
  readonly area: string;
}

/** What one replication leaves: a number for each reading, in their order. */
export interface FiguresReplicate {
  readonly replication: number;
  readonly events: number;
  readonly values: Float64Array;
}

export class FiguresWorld {
  private readonly world: World;
  /** Months of the run in each of its financial years, by which unit costs grow. */
  private readonly years: readonly number[];

  constructor(
    private readonly plan: FiguresPlan,
    start: Start | null,
  ) {
    const { epoch, months, seed, area, warmUp } = plan;
    const ledger = ledgerFor(plan.ledger, plan.readings);
    this.world = new World(plan.model, ledger, { epoch, months, seed, area, from: -warmUp }, start);
    this.years = yearsOf(this.world.bounds, epoch).map((year) => year.end - year.first);
  }

  replicate(replication: number): FiguresReplicate {
    const { ledger, bounds } = this.world;
    const { tables, events } = this.world.run(replication);
    const values = Float64Array.from(this.plan.readings, (reading) =>
      reading.kind === 'cost' ? this.pounds(reading, tables) : read(reading, ledger, tables, bounds),
    );
    return { replication, events, values };
  }

  private pounds({ line, payer, item, ...months }: Extract<Reading, { kind: 'cost' }>, tables: TallyTables): number {
    const { ledger, bounds } = this.world;
    let pence = 0;
    ledger.spec.costs.forEach((cost, i) => {
      if ((line !== null && line !== cost.line) || (payer !== null && payer !== cost.payer)) return;
      if (item !== undefined && item !== cost.name) return;
      const growth = cost.realGrowth ?? 0;
      const factors = growth === 0 ? undefined : growthFactors(growth, this.years);
      pence += sum(costSeries(ledger, tables, i, bounds, factors), months);
    });
    return pence / 100;
  }
}

/** Of a ledger, what the readings need. */
function ledgerFor(ledger: LedgerSpec, readings: readonly Reading[]): LedgerSpec {
  const wanted = readings.flatMap((reading) => (reading.kind === 'cost' ? [] : [reading]));
  return {
    measures: ledger.measures
      .filter((measure) => wanted.some((reading) => reading.measure === measure.name))
      .map((measure) => ({
        ...measure,
        by: measure.by.filter(({ name }) =>
          wanted.some(({ measure: other, group }) => other === measure.name && group.startsWith(`${name}=`)),
        ),
      })),
    costs: readings.some((reading) => reading.kind === 'cost') ? ledger.costs : [],
  };
}

function read(
  reading: Exclude<Reading, { kind: 'cost' }>,
  ledger: CompiledLedger,
  tables: TallyTables,
  bounds: Float64Array,
): number {
  const cell = cellOf(ledger, reading);
  const n = tables.periods;
  switch (reading.kind) {
    case 'stock':
      return stockSeries(tables, cell)[reading.month]!;
    case 'average':
      return (
        sum(ticksSpent(tables, cell, bounds), reading) / TICKS_PER_DAY / (bounds[reading.end]! - bounds[reading.first]!)
      );
    case 'events':
      return sum(tables.events.subarray(cell * n, (cell + 1) * n), reading);
    case 'days': {
      const timeCell = ledger.timeCellOf[cell]!;
      return sum(tables.timeSum.subarray(timeCell * n, (timeCell + 1) * n), reading) / TICKS_PER_DAY;
    }
    case 'below': {
      const first = ledger.timeCellOf[cell]! * DURATION_BINS;
      // A bin holds the times of one whole day: those of the last day before the limit count in full.
      return sum(tables.timeBins, { first, end: first + Math.min(DURATION_BINS - 1, Math.ceil(reading.days)) });
    }
    case 'median':
      return medianDays(tables.timeBins, ledger.timeCellOf[cell]!);
  }
}

/** @throws RangeError where nothing of that name is counted: whoever makes readings checks them first */
function cellOf(ledger: CompiledLedger, { measure, group }: OfMeasure): number {
  const index = ledger.spec.measures.findIndex(({ name }) => name === measure);
  for (const block of ledger.measureBlocks[index] ?? []) {
    const at = block.groups.indexOf(group);
    if (at >= 0) return block.first + at;
  }
  throw new RangeError(`nothing is counted as ${measure}, ${group}`);
}

function sum(values: ArrayLike<number>, { first, end }: Months): number {
  let total = 0;
  for (let k = first; k < end; k++) total += values[k]!;
  return total;
}
