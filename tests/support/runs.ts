/**
 * Running a pathway file in a test, and reading what it counted by name: stocks, flows, times and money by month.
 */
import { costSeries, stockSeries, ticksSpent } from '../../engine/ledger/read.js';
import type { LedgerSpec } from '../../engine/ledger/spec.js';
import { DURATION_BINS, Tally, TICKS_PER_DAY, type TallyTables } from '../../engine/ledger/tally.js';
import type { PathwayModel } from '../../engine/pathway/model.js';
import { seedKey } from '../../engine/random/index.js';
import { simulate } from '../../engine/simulate/simulate.js';
import { World, type Start } from '../../engine/study/world.js';
import type { ResolvedScenario } from '../../scenarios/index.js';
import { resolveText } from './pathway-files.js';

export interface RunChoices {
  /** How many replications; 1 where it does not matter. */
  readonly replications?: number;
  readonly area?: string;
  readonly seed?: string;
  readonly start?: Start | null;
  /** Another model in place of the file's (one with programmes, say). */
  readonly model?: PathwayModel;
  readonly ledger?: LedgerSpec;
}

/** One replication, read by the names of its measures. `group` is a label such as `case=Waiting`. */
export class Reading {
  constructor(
    private readonly world: Pick<World, 'ledger' | 'bounds'>,
    readonly tables: TallyTables,
    readonly events: number,
  ) {}

  /** Month boundaries, in days. */
  get bounds(): Float64Array {
    return this.world.bounds;
  }

  get months(): number {
    return this.tables.periods;
  }

  private cell(measure: string, group: string): number {
    const { spec, measureBlocks } = this.world.ledger;
    const m = spec.measures.findIndex((item) => item.name === measure);
    if (m < 0) throw new Error(`no measure "${measure}": ${spec.measures.map((item) => item.name).join(', ')}`);
    for (const block of measureBlocks[m]!) {
      const i = block.groups.indexOf(group);
      if (i >= 0) return block.first + i;
    }
    const groups = measureBlocks[m]!.flatMap((block) => block.groups);
    throw new Error(`no group "${group}" of "${measure}": ${groups.join(', ')}`);
  }

  /** Who is in at the start and at the end of each month: months + 1 numbers. */
  stock(measure: string, group = 'all'): number[] {
    return [...stockSeries(this.tables, this.cell(measure, group))];
  }

  /** Time spent within each month, in ticks of 1/1024 day (exact). */
  ticks(measure: string, group = 'all'): number[] {
    return [...ticksSpent(this.tables, this.cell(measure, group), this.bounds)];
  }

  /** Time spent over the whole run, in days. */
  days(measure: string, group = 'all'): number {
    return sum(this.ticks(measure, group)) / TICKS_PER_DAY;
  }

  /** Events in each month. */
  flow(measure: string, group = 'all'): number[] {
    const first = this.cell(measure, group) * this.months;
    return [...this.tables.events.subarray(first, first + this.months)];
  }

  /** Events over the whole run. */
  count(measure: string, group = 'all'): number {
    return sum(this.flow(measure, group));
  }

  /** The times that ended in each month, added up, in ticks (exact). */
  timeTicks(measure: string, group = 'all'): number[] {
    const first = this.world.ledger.timeCellOf[this.cell(measure, group)]! * this.months;
    return [...this.tables.timeSum.subarray(first, first + this.months)];
  }

  /** The times that ended in the run, added up, in days. */
  time(measure: string, group = 'all'): number {
    return sum(this.timeTicks(measure, group)) / TICKS_PER_DAY;
  }

  meanTime(measure: string, group = 'all'): number {
    return this.time(measure, group) / this.count(measure, group);
  }

  /** How many times lasted from d to d + 1 days, for each d. */
  bins(measure: string, group = 'all'): number[] {
    const first = this.world.ledger.timeCellOf[this.cell(measure, group)]! * DURATION_BINS;
    return [...this.tables.timeBins.subarray(first, first + DURATION_BINS)];
  }

  /** The same without the empty ones: day, number, day, number and so on. */
  private usedBins(measure: string, group: string): number[] {
    const first = this.world.ledger.timeCellOf[this.cell(measure, group)]! * DURATION_BINS;
    const { timeBins } = this.tables;
    const used: number[] = [];
    for (let d = 0; d < DURATION_BINS; d++) if (timeBins[first + d] !== 0) used.push(d, timeBins[first + d]!);
    return used;
  }

  /** Pence in each month. */
  pence(cost: string): number[] {
    const c = this.world.ledger.spec.costs.findIndex((item) => item.name === cost);
    if (c < 0) throw new Error(`no cost "${cost}"`);
    return [...costSeries(this.world.ledger, this.tables, c, this.bounds)];
  }

  /** Everything that was counted, by name: equal where two runs counted the same, in whatever order they were written. */
  everything(): Record<string, readonly number[]> {
    const { spec, measureBlocks, costCells } = this.world.ledger;
    const found: Record<string, readonly number[]> = {};
    spec.measures.forEach((measure, m) => {
      for (const block of measureBlocks[m]!)
        for (const group of block.groups) {
          const name = `${measure.name} ${group}`;
          if (measure.kind === 'stock') {
            found[`${name} stock`] = this.stock(measure.name, group);
            found[`${name} ticks`] = this.ticks(measure.name, group);
          } else found[`${name} events`] = this.flow(measure.name, group);
          if (measure.kind === 'time') {
            found[`${name} times`] = this.timeTicks(measure.name, group);
            found[`${name} bins`] = this.usedBins(measure.name, group);
          }
        }
    });
    spec.costs.forEach((cost, c) => {
      if (costCells[c] !== undefined) found[`${cost.name} pence`] = this.pence(cost.name);
    });
    return found;
  }
}

/** A scenario ready to run in a test. */
function worldOf(scenario: ResolvedScenario, choices: RunChoices = {}): World {
  return new World(
    choices.model ?? scenario.model,
    choices.ledger ?? scenario.ledger,
    {
      epoch: scenario.startDay,
      months: Math.round(scenario.years * 12),
      seed: choices.seed ?? scenario.seed,
      area: choices.area ?? '',
    },
    choices.start ?? null,
  );
}

/** Runs the replications 0, 1, 2 and so on of a pathway file (its text, or resolved already). */
export function run(file: string | ResolvedScenario, choices: RunChoices = {}): Reading[] {
  const world = worldOf(typeof file === 'string' ? resolveText(file) : file, choices);
  return Array.from({ length: choices.replications ?? 1 }, (_, replication) => {
    const { tables, events } = world.run(replication);
    return new Reading(world, tables, events);
  });
}

/** One replication. */
export function runOnce(file: string | ResolvedScenario, choices: RunChoices = {}): Reading {
  return run(file, choices)[0]!;
}

export function sum(values: Iterable<number>): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}

/** One replication that gives up with an error of its own after so many events, for what might never end. */
export function runBounded(file: string, most: number): void {
  const world = worldOf(resolveText(file));
  class Impatient extends Tally {
    private posted = 0;
    override post(...event: Parameters<Tally['post']>): void {
      if (++this.posted > most) throw new Error(`more than ${most} events, and no end in sight`);
      super.post(...event);
    }
  }
  const tally = new Impatient(world.ledger, world.bounds, world.pathway.variables.count, world.pathway.stateBase);
  simulate({
    pathway: world.pathway,
    tally,
    key: { seed: seedKey('bounded'), draw: 0, replication: 0, area: '' },
    epoch: 20_179,
    from: 0,
    horizon: world.bounds.at(-1)!,
  });
}
