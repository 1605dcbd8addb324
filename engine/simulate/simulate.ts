/**
 * One run: every unit of the starting stock and of every stream, from the start to the horizon.
 *
 * Where nothing is shared a unit's whole life is one burst. Where places are limited a unit bursts until it asks for
 * one; what follows goes through a calendar in time order (`shared-places.ts`). Where units feel how many others there
 * are, all run to the next boundary, are counted, and go on (`levels.ts`). Families touch each other nowhere else: the
 * children of one live their lives one by one, with what is the family's in each of them.
 */
import type { Tally } from '../ledger/tally.js';
import type { CompiledPathway } from '../pathway/compiled.js';
import { deriveKey, hashName } from '../random/index.js';
import { Arrivals } from './arrivals.js';
import { Kernel, STOPPED, type Observer } from './kernel.js';
import { boundariesOf, segmentOf } from './levels.js';
import { SharedPlaces } from './shared-places.js';
import type { Given, StockReader, StockRecorder } from './start.js';

/** Names the draw, replication and area of a run; with the stream these make the random key. */
export interface RunKey {
  /** Key of the user's seed. */
  readonly seed: Uint32Array;
  readonly draw: number;
  readonly replication: number;
  /** Name of the area, or '' where there is one world. */
  readonly area: string;
}

/** Who is there at the start: rows of a stock. */
export interface StartingUnits {
  readonly reader: StockReader;
  readonly rows: Int32Array;
  /** What units of each stratum are given, and the stratum of each unit; nothing where absent. */
  readonly given?: readonly Given[];
  readonly strata?: Int32Array;
}

export interface RunOptions {
  readonly pathway: CompiledPathway;
  readonly tally: Tally;
  readonly key: RunKey;
  /** Day number (since 1970-01-01) of day 0. */
  readonly epoch: number;
  readonly from: number;
  readonly horizon: number;
  readonly start?: StartingUnits;
  /** Records every unit that has not ended at the horizon. */
  readonly recorder?: StockRecorder;
  /** Told what happens to every unit. */
  readonly observer?: Observer;
  /**
   * Runs two worlds at once, with the places and without. `tally` then counts what is the same in both: everything a
   * unit does before it first asks for a limited place. From there on `without` counts the life in which it never gets
   * one, and `with` the life in which it may. The two worlds' tables are sums of the common part and their own.
   */
  readonly fork?: { readonly without: Tally; readonly with: Tally };
}

const FIRST_AT_START = -0x80000000;
/** The stream of the starting stock. */
const START = hashName('start');

/** Runs to the horizon and returns how many events there were; what happened is in the tally. */
export function simulate(options: RunOptions): number {
  return new Run(options).run();
}

function resume({ reader, rows, given, strata }: StartingUnits, kernel: Kernel, stream: number, unit: number): void {
  reader.resume(kernel, rows[unit]!, stream, unit, given?.[strata?.[unit] ?? -1]);
}

class Run {
  private readonly kernel: Kernel;
  private readonly keys: Uint32Array[];
  private readonly shared: SharedPlaces | null;
  private readonly hasLevels: boolean;
  private readonly unplaced: Kernel | null;

  constructor(private readonly options: RunOptions) {
    const { pathway, tally, epoch, horizon, fork } = options;
    this.kernel = new Kernel(pathway, tally, epoch, horizon);
    this.kernel.observer = options.observer ?? null;
    this.hasLevels = pathway.levels.length > 0;
    if (this.hasLevels && fork !== undefined) throw new Error('lives that feel a shared level cannot be forked');
    this.keys = [...pathway.streams.map((stream) => stream.nameHash), START].map((hash) => this.streamKey(hash));
    this.shared =
      this.hasLevels || pathway.limited.includes(1)
        ? new SharedPlaces(this.kernel, pathway, this.keys, this.hasLevels, options.from, (stop) => this.finish(stop))
        : null;
    this.kernel.keeper = this.shared;
    this.unplaced = fork === undefined ? null : new Kernel(pathway, fork.without, epoch, horizon);
    if (this.unplaced !== null) this.unplaced.refuses = true;
  }

  private streamKey(stream: number): Uint32Array {
    const { key } = this.options;
    const area = key.area === '' ? 0 : hashName(`area:${key.area}`);
    return deriveKey(key.seed, key.draw, key.replication, area, stream);
  }

  run(): number {
    const { pathway, from, horizon, fork } = this.options;
    // Where levels are shared, those present at the start are counted before anybody goes on.
    if (this.hasLevels) {
      this.kernel.until = from;
      this.countFirst();
    }
    this.begin();
    const arrivals = pathway.streams.map((stream, s) => new Arrivals(stream, this.keys[s]!, from, horizon));
    if (this.hasLevels) this.runByIntervals(arrivals);
    else {
      arrivals.forEach((stream, s) => this.receive(stream, s, horizon));
      if (fork !== undefined) this.kernel.tally = fork.with;
      this.shared?.drain(horizon);
    }
    this.shared?.leaveRest();
    return this.kernel.eventCount + (this.unplaced?.eventCount ?? 0);
  }

  /** Units of the starting stock, and those of each stream that are there at the first instant. */
  private begin(): void {
    const { pathway, start, from } = this.options;
    const { kernel, keys } = this;
    if (start !== undefined) {
      const stream = pathway.streams.length;
      kernel.key = keys[stream]!;
      for (let unit = 0; unit < start.rows.length; unit++) {
        resume(start, kernel, stream, unit);
        if (kernel.asking.mayLose()) this.shared!.suspendHolder();
        else this.live();
      }
    }
    // They are numbered apart from those who arrive, so that one more of them is nobody else's luck.
    pathway.streams.forEach((stream, s) => {
      for (let i = 0; i < stream.atStart; i++) this.welcome(s, i + FIRST_AT_START, from);
    });
  }

  /** What the levels come to for those who are there at the first instant, before anything happens to them. */
  private countFirst(): void {
    const { pathway, start, from, epoch, horizon, tally } = this.options;
    const counter = new Kernel(pathway, tally.blank(), epoch, horizon);
    counter.isCounting = true;
    const counts = new Float64Array(pathway.levels.length);
    const add = (): void => counts.forEach((n, l) => (counts[l] = n + (counter.asking.counts(l) ? 1 : 0)));
    const stream = pathway.streams.length;
    for (let unit = 0; start !== undefined && unit < start.rows.length; unit++) {
      counter.key = this.keys[stream]!;
      resume(start, counter, stream, unit);
      add();
    }
    pathway.streams.forEach((item, s) => {
      for (let i = 0; i < item.atStart; i++) {
        counter.key = this.keys[s]!;
        const children = counter.arriving.children(item, i + FIRST_AT_START);
        for (let member = 0; member < children; member++) {
          counter.arrive(item, s, i + FIRST_AT_START, from, member);
          add();
        }
      }
    });
    pathway.levels.forEach((level, l) => (this.kernel.levels[l] = segmentOf(level, counts[l]!, from)));
  }

  /** From boundary to boundary: everybody is counted, sees what the count comes to, and runs on to the next. */
  private runByIntervals(arrivals: readonly Arrivals[]): void {
    const { pathway, epoch, from, horizon } = this.options;
    const { kernel } = this;
    const shared = this.shared!;
    const boundaries = boundariesOf(pathway.levels, epoch, from, horizon);
    boundaries.forEach(({ time, levels }, i) => {
      const counts = shared.count(levels);
      for (const l of levels) kernel.levels[l] = segmentOf(pathway.levels[l]!, counts[l]!, time);
      kernel.until = boundaries[i + 1]?.time ?? horizon;
      shared.cross(time);
      arrivals.forEach((stream, s) => this.receive(stream, s, kernel.until));
      shared.drain(kernel.until);
    });
  }

  /** Those of a stream who arrive before a time. */
  private receive(arrivals: Arrivals, s: number, until: number): void {
    for (; arrivals.time < until; arrivals.advance()) this.welcome(s, arrivals.unit, arrivals.time);
  }

  /** A unit of a stream arrives, or each child of a family. */
  private welcome(s: number, unit: number, time: number): void {
    const stream = this.options.pathway.streams[s]!;
    const { kernel } = this;
    kernel.key = this.keys[s]!;
    const children = kernel.arriving.children(stream, unit);
    for (let member = 0; member < children; member++) {
      kernel.key = this.keys[s]!;
      if (kernel.arrive(stream, s, unit, time, member)) this.live();
    }
  }

  private live(): void {
    const stop = this.kernel.burst();
    if (stop === STOPPED.asks) {
      this.shared!.suspend();
      if (this.unplaced === null) return;
      this.unplaced.copy(this.kernel);
      this.unplaced.burst();
    } else if (stop === STOPPED.horizon && this.hasLevels) this.shared!.park();
    else this.finish(stop);
  }

  private finish(stop: number): void {
    if (stop === STOPPED.horizon) this.options.recorder?.record(this.kernel, this.options.horizon);
  }
}
