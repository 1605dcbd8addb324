/** A start read into one compiled pathway: who is there on day 0 of a replication, and what they are given. */
import type { CompiledPathway } from '../pathway/compiled.js';
import type { StartingUnits } from '../simulate/simulate.js';
import { StockReader, type Given } from '../simulate/start.js';
import { sampleStart } from './start-plan.js';
import type { Start } from './world.js';

export class StartReader {
  private readonly reader: StockReader;
  private readonly given: readonly Given[];

  constructor(
    private readonly start: Start,
    pathway: CompiledPathway,
  ) {
    this.reader = new StockReader(start.stock, pathway);
    this.given = start.strata.map(({ name, sets = {} }) => this.reader.given(sets, ['start', 'strata', name, 'sets']));
  }

  units(seed: Uint32Array, replication: number, area: string, draw = 0): StartingUnits {
    const sample = sampleStart(this.start.strata, seed, replication, area, draw);
    return { reader: this.reader, given: this.given, ...sample };
  }
}
