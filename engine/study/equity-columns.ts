/**
 * The equity table: over the whole run, what was counted of each programme and of outcomes, in each group of children; and
 * for programmes, rates by the children ever eligible. In one replication a rate is its own, none with nobody eligible; over
 * replications it is the ratio of the means (`ratio` of its column).
 */
import type { CompiledLedger } from '../ledger/compile.js';
import { ticksSpent } from '../ledger/read.js';
import type { Breakdown, LedgerSpec, Measure } from '../ledger/spec.js';
import { TICKS_PER_DAY, type TallyTables } from '../ledger/tally.js';
import { childBreakdowns, outcomeEquity, programmeEquity, type EquityMeasure } from '../programmes/equity.js';
import type { ProgrammePlan } from '../programmes/plan.js';
import type { Column } from './result.js';

/** What is counted for the table, and by what. */
export interface Equity {
  readonly by: readonly Breakdown[];
  readonly measures: readonly EquityMeasure[];
  /** Measures that the ledger must have besides its own. */
  readonly specs: readonly Measure[];
}

export function equityOf(
  ledger: LedgerSpec,
  programmes: readonly ProgrammePlan[],
  which: 'programmes' | 'outcomes' | 'both',
): Equity {
  const by = childBreakdowns(ledger);
  const measures = [
    ...(which === 'outcomes' ? [] : programmes.flatMap((plan) => programmeEquity(plan, by))),
    ...(which === 'programmes' ? [] : outcomeEquity(ledger, by)),
  ];
  return { by, measures, specs: measures.flatMap(({ spec }) => (spec === null ? [] : [spec])) };
}

interface Cell {
  readonly measure: EquityMeasure;
  /** As in the ledger: `all`, or `age=1 to 4`. */
  readonly group: string;
}

/** What a rate is of: a count of the same programme and group, so many to each of the eligible. */
const RATES: Readonly<Record<string, { readonly name: string; readonly per: number; readonly unit: string }>> = {
  reached: { name: 'reached_per_100', per: 100, unit: 'per 100 eligible' },
  declined: { name: 'declined_per_100', per: 100, unit: 'per 100 eligible' },
  gave_up: { name: 'gave_up_per_100', per: 100, unit: 'per 100 eligible' },
  turned_away: { name: 'turned_away_per_100', per: 100, unit: 'per 100 eligible' },
  waiting_days: { name: 'waiting_days_each', per: 1, unit: 'days' },
};

export class EquityColumns {
  readonly columns: readonly Column[];
  private readonly cells: readonly Cell[];
  /** Of a rate: where its count and the eligible stand. */
  private readonly rates: readonly { readonly count: number; readonly of: number; readonly per: number }[];
  private readonly found = new WeakMap<CompiledLedger, readonly (readonly [Int32Array, Int32Array])[]>();

  /** @param ledger that of a world with the programmes */
  constructor(
    { by, measures }: Equity,
    ledger: CompiledLedger,
    private readonly bounds: Float64Array,
  ) {
    const groups = by.flatMap(({ name }) => groupsOf(ledger, measures, name));
    this.cells = measures.flatMap((measure) =>
      (measure.programme === null ? groups : measure.spec?.by.length === 0 ? ['all'] : ['all', ...groups]).map(
        (group) => ({ measure, group }),
      ),
    );
    const at = new Map(
      this.cells.map(({ measure, group }, i) => [keyOf(measure.programme, measure.measure, group), i]),
    );
    const rated = this.cells.flatMap(({ measure: { programme, measure }, group }, count) => {
      const rate = RATES[measure];
      const of = at.get(keyOf(programme, 'eligible', group));
      return programme === null || rate === undefined || of === undefined
        ? []
        : [{ rate, programme, group, count, of }];
    });
    this.rates = rated.map(({ rate, count, of }) => ({ count, of, per: rate.per }));
    this.columns = [
      ...this.cells.map(({ measure, group }) =>
        column(measure.measure, measure.programme, group, measure.counts.replace('mean ', '')),
      ),
      ...rated.map(({ rate, programme, group, count, of }, i) => ({
        ...column(rate.name, programme, group, rate.unit),
        ratio: { above: this.cells.length + i - count, below: this.cells.length + i - of, per: rate.per },
      })),
    ];
  }

  /** Writes the columns of one replication into `out` from `start` on. */
  read(ledger: CompiledLedger, tables: TallyTables, out: Float64Array, start: number): void {
    const places = this.placesIn(ledger);
    this.cells.forEach(({ measure: { counts } }, i) => {
      const [own, less] = places[i]!;
      let value = 0;
      for (const cell of own)
        value += counts === 'children' || counts === 'events' ? eventsIn(tables, cell) : this.daysIn(tables, cell);
      for (const cell of less) value -= eventsIn(tables, cell);
      out[start + i] = counts === 'mean children' ? value / this.days : value;
    });
    this.rates.forEach(({ count, of, per }, i) => {
      const eligible = out[start + of]!;
      out[start + this.cells.length + i] = eligible > 0 ? (per * out[start + count]!) / eligible : Number.NaN;
    });
  }

  private get days(): number {
    return this.bounds[this.bounds.length - 1]! - this.bounds[0]!;
  }

  private daysIn(tables: TallyTables, cell: number): number {
    let ticks = 0;
    for (const spent of ticksSpent(tables, cell, this.bounds)) ticks += spent;
    return ticks / TICKS_PER_DAY;
  }

  /** Cells of each column in a world's ledger, and of what is taken off; none where it does not count it. */
  private placesIn(ledger: CompiledLedger): readonly (readonly [Int32Array, Int32Array])[] {
    const known = this.found.get(ledger);
    if (known !== undefined) return known;
    const made = this.cells.map(({ measure: { from, less }, group }): readonly [Int32Array, Int32Array] => [
      Int32Array.from(cellsOf(ledger, from, group).slice(0, 1)),
      Int32Array.from(less === undefined ? [] : cellsOf(ledger, [less], group)),
    ]);
    this.found.set(ledger, made);
    return made;
  }
}

/** The groups of a breakdown, in its order. */
function groupsOf(ledger: CompiledLedger, measures: readonly EquityMeasure[], breakdown: string): readonly string[] {
  for (const name of measures.flatMap(({ from }) => from)) {
    const index = ledger.spec.measures.findIndex((measure) => measure.name === name);
    const block = ledger.measureBlocks[index]?.find(({ groups }) => groups[0]?.startsWith(`${breakdown}=`) === true);
    if (block !== undefined) return block.groups;
  }
  return [];
}

function cellsOf(ledger: CompiledLedger, names: readonly string[], group: string): readonly number[] {
  return names.flatMap((name) => {
    const index = ledger.spec.measures.findIndex((measure) => measure.name === name);
    return (ledger.measureBlocks[index] ?? []).flatMap(({ first, groups }) => {
      const i = groups.indexOf(group);
      return i < 0 ? [] : [first + i];
    });
  });
}

function eventsIn({ events, periods }: TallyTables, cell: number): number {
  let n = 0;
  for (let k = cell * periods; k < (cell + 1) * periods; k++) n += events[k]!;
  return n;
}

function keyOf(programme: string | null, measure: string, group: string): string {
  return `${programme ?? ''}\n${measure}\n${group}`;
}

function column(measure: string, programme: string | null, group: string, unit: string): Column {
  const own = programme === null ? [] : [`programme=${programme}`];
  const written = [...own, ...(group === 'all' && programme !== null ? [] : [group])].join(', ');
  return { table: 'equity', measure, group: written, period: 'whole run', periodKind: 'whole run', unit };
}
