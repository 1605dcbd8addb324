/**
 * One run: every unit of the starting stock and of every stream, from the start to the horizon.
 *
 * Where nothing is shared a unit's whole life is one burst. Where places are limited a unit bursts until it asks for
 * one; requests, releases and changes in places then go through a calendar in time order. A unit that waits has its
 * next own event in the calendar, so that whatever makes it leave the queue happens in its turn; giving a place up is
 * noted for its own time, so that a unit in a place need not stop. Families touch each other nowhere else.
 */
import type { Tally } from '../ledger/tally.js';
import type { CompiledPathway } from '../pathway/compiled.js';
import { deriveKey, drawBlock, hashName, unitExponential } from '../random/index.js';
import { Calendar, KIND } from './calendar.js';
import { Kernel, STOPPED } from './kernel.js';
import { NOW } from './layout.js';
import { PlaceQueue } from './places.js';
import { Pool } from './pool.js';
import type { StockReader, StockRecorder } from './start.js';

/** Names the draw, replication and area of a run; with the stream these make the random key. */
export interface RunKey {
  /** Key of the user's seed. */
  readonly seed: Uint32Array;
  readonly draw: number;
  readonly replication: number;
  /** Name of the area, or '' where there is one world. */
  readonly area: string;
}

export interface RunOptions {
  readonly pathway: CompiledPathway;
  readonly tally: Tally;
  readonly key: RunKey;
  /** Day number (since 1970-01-01) of day 0. */
  readonly epoch: number;
  readonly from: number;
  readonly horizon: number;
  readonly start?: { readonly reader: StockReader; readonly rows: Int32Array };
  /** Records every unit that has not ended at the horizon. */
  readonly recorder?: StockRecorder;
  /**
   * Runs two worlds at once, with the places and without. `tally` then counts what is the same in both: everything a
   * unit does before it first asks for a limited place. From there on `without` counts the life in which it never gets
   * one, and `with` the life in which it may. The two worlds' tables are sums of the common part and their own.
   */
  readonly fork?: { readonly without: Tally; readonly with: Tally };
}

const ARRIVAL = hashName('arrival');
const FIRST_AT_START = -0x80000000;
/** The stream of the starting stock. */
const START = hashName('start');

/** Runs to the horizon and returns how many events there were; what happened is in the tally. */
export function simulate(options: RunOptions): number {
  return new Run(options).run();
}

class Run {
  private readonly kernel: Kernel;
  private readonly shared: SharedPlaces | null;
  private readonly areaHash: number;
  private readonly unplaced: Kernel | null;

  constructor(private readonly options: RunOptions) {
    const { pathway, tally, epoch, horizon } = options;
    this.kernel = new Kernel(pathway, tally, epoch, horizon);
    this.areaHash = options.key.area === '' ? 0 : hashName(`area:${options.key.area}`);
    this.shared = pathway.limited.includes(1)
      ? new SharedPlaces(this.kernel, pathway, horizon, (stop) => this.finish(stop))
      : null;
    this.kernel.keeper = this.shared;
    this.unplaced = options.fork === undefined ? null : new Kernel(pathway, options.fork.without, epoch, horizon);
    if (this.unplaced !== null) this.unplaced.refuses = true;
  }

  run(): number {
    const { pathway, start } = this.options;
    const keys = pathway.streams.map((stream) => this.streamKey(stream.nameHash));
    if (start !== undefined) {
      keys.push(this.streamKey(START));
      this.kernel.key = keys[keys.length - 1]!;
      for (let unit = 0; unit < start.rows.length; unit++) {
        start.reader.resume(this.kernel, start.rows[unit]!, keys.length - 1, unit);
        this.live();
      }
    }
    pathway.streams.forEach((_, s) => this.arrivals(s, keys[s]!));
    if (this.options.fork !== undefined) this.kernel.tally = this.options.fork.with;
    this.shared?.drain(keys);
    return this.kernel.eventCount + (this.unplaced?.eventCount ?? 0);
  }

  private streamKey(hash: number): Uint32Array {
    const { key } = this.options;
    return deriveKey(key.seed, key.draw, key.replication, this.areaHash, hash);
  }

  /** Units present at the first instant, then a Poisson process: unit-rate arrivals, time-changed by the cumulative rate. */
  private arrivals(s: number, key: Uint32Array): void {
    const { pathway, from, horizon } = this.options;
    const stream = pathway.streams[s]!;
    const words = new Uint32Array(4);
    this.kernel.key = key;
    // Those present at the start are numbered apart, so that one more of them is nobody else's luck.
    for (let i = 0; i < stream.atStart; i++) {
      this.kernel.arrive(stream, s, i + FIRST_AT_START, from);
      this.live();
    }
    if (stream.rateFrom.length === 0) return;
    let unit = 0;
    let piece = 0;
    let time = Math.max(from, stream.rateFrom[0]!);
    for (; ; unit++) {
      drawBlock(key, unit, ARRIVAL, 0, 0, words);
      let need = unitExponential(words[0]!, words[1]!);
      for (;;) {
        const end = piece + 1 < stream.rateFrom.length ? stream.rateFrom[piece + 1]! : Number.POSITIVE_INFINITY;
        const rate = stream.ratePerDay[piece]!;
        if (rate > 0 && time + need / rate < end) {
          time += need / rate;
          break;
        }
        if (end === Number.POSITIVE_INFINITY || end >= horizon) return;
        if (end > time) {
          need -= rate * (end - time);
          time = end;
        }
        piece++;
      }
      if (time >= horizon) return;
      this.kernel.arrive(stream, s, unit, time);
      this.live();
    }
  }

  private live(): void {
    const stop = this.kernel.burst();
    if (stop === STOPPED.asks) {
      this.shared!.suspend();
      if (this.unplaced === null) return;
      this.unplaced.copy(this.kernel);
      this.unplaced.burst();
    } else this.finish(stop);
  }

  private finish(stop: number): void {
    if (stop === STOPPED.horizon) this.options.recorder?.record(this.kernel, this.options.horizon);
  }
}

/** What units share: the places, the queues, the calendar, and the units put aside. */
class SharedPlaces {
  private readonly calendar = new Calendar();
  private readonly pool: Pool;
  private readonly queues: PlaceQueue[];
  private ticket = 0;
  private readonly hasTicket: ((row: number, ticket: number) => boolean)[];

  constructor(
    private readonly kernel: Kernel,
    private readonly pathway: CompiledPathway,
    private readonly horizon: number,
    private readonly finish: (stop: number) => void,
  ) {
    this.pool = new Pool(kernel);
    this.queues = pathway.model.resources.map(() => new PlaceQueue());
    const { tickets } = kernel.layout;
    this.hasTicket = this.queues.map((_, q) => (row, ticket) => this.pool.peek(row, tickets + q) === ticket);
    pathway.model.resources.forEach((resource, q) => {
      for (const { from, places } of resource.places ?? []) this.calendar.push(from, KIND.places, q, places, -1, 0);
    });
  }

  /** The kernel's unit asks for a place now: puts it aside until its turn in the calendar. */
  suspend(): void {
    const row = this.pool.take();
    this.pool.save(row);
    this.enlist(row, this.kernel.F[NOW]!, KIND.request);
  }

  /** A place is given up at `time`, which may lie ahead of the calendar. */
  release(resource: number, time: number): void {
    this.calendar.push(time, KIND.release, resource, 0, -1, 0);
  }

  /** Works through the calendar. `keys` are the random keys of the streams. */
  drain(keys: readonly Uint32Array[]): void {
    const { calendar, kernel, pool, horizon } = this;
    while (calendar.pop()) {
      const time = calendar.time[0]!;
      if (time >= horizon) break;
      if (calendar.kind === KIND.release || calendar.kind === KIND.places) {
        const queue = this.queues[calendar.major]!;
        if (calendar.kind === KIND.release) queue.taken--;
        else queue.places = calendar.minor;
        this.serve(calendar.major, time, keys);
        continue;
      }
      const { row, stamp, kind } = calendar;
      if (pool.stamps[row] !== stamp) continue;
      pool.load(row);
      kernel.takeUp();
      kernel.key = keys[kernel.I[kernel.layout.stream]!]!;
      if (kind === KIND.own) {
        kernel.peek();
        kernel.step();
      }
      this.proceed(row, time);
    }
    this.leaveRest();
  }

  /** Hands out what is free, in the order of the queue. */
  private serve(resource: number, time: number, keys: readonly Uint32Array[]): void {
    const queue = this.queues[resource]!;
    while (queue.hasFree) {
      const row = queue.next(this.hasTicket[resource]!);
      if (row < 0) return;
      queue.taken++;
      this.pool.load(row);
      this.kernel.takeUp();
      this.pool.stamps[row]!++;
      this.kernel.key = keys[this.kernel.I[this.kernel.layout.stream]!]!;
      this.kernel.grant(resource, time);
      this.proceed(row, time);
    }
  }

  /** Takes the kernel's unit, settled at `time`, as far as it can go: asks for what it wants, waits, or runs on. */
  private proceed(row: number, time: number): void {
    const { kernel, pool } = this;
    this.ask(time, row);
    kernel.clearAsk();
    const isWaiting = kernel.isWaiting();
    const stop = isWaiting ? STOPPED.asks : kernel.burst();
    if (stop !== STOPPED.asks) {
      this.finish(stop);
      pool.release(row);
      return;
    }
    pool.save(row);
    pool.stamps[row]!++;
    this.enlist(row, isWaiting ? kernel.peek() : kernel.F[NOW]!, isWaiting ? KIND.own : KIND.request);
  }

  /** Grants or queues every place the kernel's unit asks for at this instant. */
  private ask(time: number, row: number): void {
    const { kernel, pathway } = this;
    const { tickets } = kernel.layout;
    for (let again = true; again;) {
      again = false;
      for (let r = 0; r < pathway.regionCount; r++) {
        const resource = pathway.queues[pathway.stateBase[r]! + kernel.I[r]!]!;
        if (resource < 0 || pathway.limited[resource] === 0 || kernel.I[tickets + resource] !== 0) continue;
        const queue = this.queues[resource]!;
        if (queue.hasFree && queue.isEmpty(this.hasTicket[resource]!)) {
          queue.taken++;
          kernel.grant(resource, time);
          again = true;
        } else {
          this.ticket++;
          kernel.I[tickets + resource] = this.ticket;
          queue.join(row, this.ticket);
        }
      }
    }
  }

  private enlist(row: number, time: number, kind: number): void {
    const { kernel } = this;
    this.calendar.push(
      time,
      kind,
      kernel.I[kernel.layout.stream]!,
      kernel.I[kernel.layout.unit]!,
      row,
      this.pool.stamps[row]!,
    );
  }

  /** Units still put aside at the horizon are as they were left. */
  private leaveRest(): void {
    const { calendar } = this;
    do {
      if (calendar.kind !== KIND.own && calendar.kind !== KIND.request) continue;
      if (this.pool.stamps[calendar.row] !== calendar.stamp) continue;
      this.pool.load(calendar.row);
      this.finish(STOPPED.horizon);
      this.pool.release(calendar.row);
    } while (calendar.pop());
  }
}
