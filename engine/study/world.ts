/**
 * A world: one pathway compiled with its ledger, ready to be run again and again.
 */
import { compileLedger, ledgerBreaks, type CompiledLedger } from '../ledger/compile.js';
import type { LedgerSpec } from '../ledger/spec.js';
import { addTables, Tally, type TallyTables } from '../ledger/tally.js';
import { compilePathway } from '../pathway/compile.js';
import type { CompiledPathway } from '../pathway/compiled.js';
import type { PathwayModel } from '../pathway/model.js';
import { seedKey } from '../random/index.js';
import { simulate, type RunOptions } from '../simulate/simulate.js';
import type { Stock } from '../simulate/start.js';
import { monthStarts } from '../time/index.js';
import { ampleWhereCounted } from './ample.js';
import { StartReader } from './start-reader.js';
import type { WeightedStratum } from './start-plan.js';

export interface Start {
  readonly stock: Stock;
  readonly strata: readonly WeightedStratum[];
}

export interface WorldOptions {
  readonly epoch: number;
  readonly months: number;
  readonly seed: string;
  readonly draw?: number;
  readonly area: string;
  /** The first day simulated, 0 or before; what happens before day 0 is not counted. */
  readonly from?: number;
}

export class World {
  readonly pathway: CompiledPathway;
  readonly ledger: CompiledLedger;
  /** Month boundaries in days since day 0. */
  readonly bounds: Float64Array;
  private readonly seed: Uint32Array;
  private readonly start: StartReader | null;

  constructor(
    model: PathwayModel,
    ledger: LedgerSpec,
    private readonly options: WorldOptions,
    start: Start | null,
  ) {
    this.pathway = compilePathway(ampleWhereCounted(model, ledger), ledgerBreaks(ledger));
    this.ledger = compileLedger(ledger, this.pathway);
    this.bounds = Float64Array.from(monthStarts(options.epoch, options.months), (day) => day - options.epoch);
    this.seed = seedKey(options.seed);
    this.start = start === null ? null : new StartReader(start, this.pathway);
  }

  /** One replication: its tables, and how many events there were. */
  run(replication: number): { tables: TallyTables; events: number } {
    const tally = this.newTally();
    const events = simulate({ ...this.runOptions(replication), tally });
    return { tables: tally.tables, events };
  }

  /**
   * One replication of two worlds at once: without the limited places and with them. Lives are simulated once up to the
   * first request for a place and twice from there on, which changes nothing: they are the same until then.
   */
  runPaired(replication: number): { without: TallyTables; with: TallyTables; events: number } {
    const common = this.newTally();
    const fork = { without: this.newTally(), with: this.newTally() };
    const events = simulate({ ...this.runOptions(replication), tally: common, fork });
    return {
      without: addTables(common.tables, fork.without.tables),
      with: addTables(common.tables, fork.with.tables),
      events,
    };
  }

  private newTally(): Tally {
    return new Tally(this.ledger, this.bounds, this.pathway.variables.count, this.pathway.stateBase);
  }

  private runOptions(replication: number): Omit<RunOptions, 'tally'> {
    const { pathway, bounds, options, seed, start } = this;
    return {
      pathway,
      key: { seed, draw: options.draw ?? 0, replication, area: options.area },
      epoch: options.epoch,
      from: options.from ?? 0,
      horizon: bounds[bounds.length - 1]!,
      ...(start !== null && { start: start.units(seed, replication, options.area, options.draw ?? 0) }),
    };
  }
}
