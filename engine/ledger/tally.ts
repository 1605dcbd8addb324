/**
 * The tally: what is added to the tables when something happens to a unit.
 *
 * Everything is an integer (counts, and times in ticks of 1/1024 day), so sums do not depend on the order in which
 * units are simulated. Periods are half open, [start, end): a child who leaves at the first instant of 1 April was
 * looked after on 31 March. A stay posts twice, at its ends; stocks and time spent follow by summation (`read.ts`).
 */
import type { CompiledLedger } from './compile.js';

export const TICKS_PER_DAY = 1024;
/** Times to events are kept in whole days up to this many, the last bin open. */
export const DURATION_BINS = 9200;

/** The tables of one run. Rows of `periods` for each cell. */
export interface TallyTables {
  readonly periods: number;
  /** Units in each presence cell at the first instant. */
  readonly initial: Int32Array;
  /** Net arrivals in each presence cell and period. */
  readonly delta: Int32Array;
  /** Ticks from each arrival (less each departure) to the end of its period. */
  readonly partial: Float64Array;
  readonly events: Int32Array;
  readonly timeSum: Float64Array;
  readonly timeBins: Int32Array;
}

export class Tally {
  readonly tables: TallyTables;
  /** State of each variable before the event that is being posted. */
  readonly before: Int32Array;
  /** Entry times of the regions' states before the event. */
  readonly entryBefore: Float64Array;
  private readonly periodOfDay: Uint16Array;
  private readonly first: number;
  private readonly end: number;
  private readonly ends: Float64Array;
  private readonly periods: number;

  /** `bounds` are the period boundaries in whole days, ascending; events outside them are not counted. */
  constructor(
    readonly ledger: CompiledLedger,
    bounds: ArrayLike<number>,
    variableCount: number,
    regionCount: number,
  ) {
    this.periods = bounds.length - 1;
    this.first = bounds[0]!;
    this.end = bounds[this.periods]!;
    this.ends = Float64Array.from({ length: this.periods }, (_, k) => bounds[k + 1]! * TICKS_PER_DAY);
    this.periodOfDay = new Uint16Array(this.end - this.first + 1);
    for (let k = 0; k < this.periods; k++) this.periodOfDay.fill(k, bounds[k]! - this.first, bounds[k + 1]! - this.first);
    this.before = new Int32Array(variableCount);
    this.entryBefore = new Float64Array(regionCount);
    this.tables = {
      periods: this.periods,
      initial: new Int32Array(ledger.presenceCells),
      delta: new Int32Array(ledger.presenceCells * this.periods),
      partial: new Float64Array(ledger.presenceCells * this.periods),
      events: new Int32Array(ledger.eventCells * this.periods),
      timeSum: new Float64Array(ledger.timeCells * this.periods),
      timeBins: new Int32Array(ledger.timeCells * DURATION_BINS),
    };
  }

  /** Presence cell of presence p for a unit with these variables, or -1. */
  private cell(p: number, I: Int32Array): number {
    const { presenceFirst, presenceCell, termVariable, termOffset, contributions } = this.ledger;
    let cell = 0;
    for (let i = presenceFirst[p]!, end = presenceFirst[p + 1]!; i < end; i++) cell += contributions[termOffset[i]! + I[termVariable[i]!]!]!;
    return cell < 0 ? -1 : cell + presenceCell[p]!;
  }

  private add(cell: number, time: number, sign: number): void {
    if (time < this.first) this.tables.initial[cell]! += sign;
    else if (time < this.end) {
      const k = this.periodOfDay[Math.floor(time) - this.first]!;
      const at = cell * this.periods + k;
      this.tables.delta[at]! += sign;
      this.tables.partial[at]! += sign * (this.ends[k]! - Math.floor(time * TICKS_PER_DAY));
    }
  }

  /** The kernel has taken up another unit: what its variables are now is what they will have been before its next event. */
  takeUp(I: Int32Array): void {
    const { before } = this;
    for (let v = before.length - 1; v >= 0; v--) before[v] = I[v]!;
  }

  /** A unit begins: at the first instant it is part of the starting stock and posts no events. `cells` is where its presence cells are kept. */
  begin(I: Int32Array, cells: number, F: Float64Array, moments: number, time: number, isStarting: boolean): void {
    this.takeUp(I);
    const n = this.ledger.presenceCount;
    for (let p = 0; p < n; p++) {
      const cell = this.cell(p, I);
      I[cells + p] = cell;
      if (cell < 0) continue;
      if (isStarting) this.tables.initial[cell]! += 1;
      else this.add(cell, time, 1);
    }
    if (isStarting) return;
    // Conditions that hold from the start have begun to hold.
    const { eventKind, eventCount } = this.ledger;
    for (let e = 0; e < eventCount; e++) if (eventKind[e] === 0 && this.holds(e, I)) this.count(e, I, I, F, moments, time);
  }

  /** Posts one event: `transition` is the compiled transition, or -1 for a birthday or a date; `changed` has the bits of the variables that changed. */
  post(transition: number, changed: number, I: Int32Array, cells: number, F: Float64Array, moments: number, time: number): void {
    const { presenceOfBitFirst, presenceOfBit, eventOfBitFirst, eventOfBit, eventKind, transitionEventFirst, transitionEvents } = this.ledger;
    for (let bits = changed; bits !== 0; bits &= bits - 1) {
      const bit = 31 - Math.clz32(bits & -bits);
      for (let i = presenceOfBitFirst[bit]!, end = presenceOfBitFirst[bit + 1]!; i < end; i++) {
        const p = presenceOfBit[i]!;
        const cell = this.cell(p, I);
        const old = I[cells + p]!;
        if (cell === old) continue;
        I[cells + p] = cell;
        if (old >= 0) this.add(old, time, -1);
        if (cell >= 0) this.add(cell, time, 1);
      }
    }
    // An event that reads two changed variables stands in two rows: it counts in the first of them.
    let passed = 0;
    for (let bits = changed; bits !== 0; bits &= bits - 1) {
      const low = bits & -bits;
      const bit = 31 - Math.clz32(low);
      for (let i = eventOfBitFirst[bit]!, end = eventOfBitFirst[bit + 1]!; i < end; i++) {
        const e = eventOfBit[i]!;
        const now = this.holds(e, I);
        if (now === this.holds(e, this.before)) continue;
        if ((eventKind[e] === 0) === now && (this.ledger.eventMask[e]! & passed) === 0) this.count(e, this.before, I, F, moments, time);
      }
      passed |= low;
    }
    if (transition >= 0)
      for (let i = transitionEventFirst[transition]!, end = transitionEventFirst[transition + 1]!; i < end; i++)
        this.count(transitionEvents[i]!, this.before, I, F, moments, time);
    this.catchUp(changed, I);
  }

  /** Makes `before` what is now, for the variables that changed (and those that share their bits). */
  private catchUp(changed: number, I: Int32Array): void {
    const { before } = this;
    for (let bits = changed; bits !== 0; bits &= bits - 1) for (let v = 31 - Math.clz32(bits & -bits); v < before.length; v += 31) before[v] = I[v]!;
  }

  private holds(e: number, I: Int32Array): boolean {
    const { eventTestFirst, testVariable, testOffset, sets } = this.ledger;
    for (let i = eventTestFirst[e]!, end = eventTestFirst[e + 1]!; i < end; i++) if (sets[testOffset[i]! + I[testVariable[i]!]!] === 0) return false;
    return true;
  }

  private count(e: number, before: Int32Array, after: Int32Array, F: Float64Array, moments: number, time: number): void {
    if (time < this.first || time >= this.end) return;
    const { eventSplitFirst, splitTermFirst, splitCell, termVariable, termOffset, termBefore, contributions, eventFrom, timeCellOf } = this.ledger;
    const k = this.periodOfDay[Math.floor(time) - this.first]!;
    const from = eventFrom[e]!;
    let ticks = -1;
    if (from !== -1) {
      const start = from >= 0 ? F[moments + from]! : this.entryBefore[-2 - from]!;
      // A moment that has not come yet is NaN: the event has no duration to count.
      if (start <= time) ticks = Math.floor(time * TICKS_PER_DAY) - Math.floor(start * TICKS_PER_DAY);
      else return;
    }
    for (let s = eventSplitFirst[e]!, end = eventSplitFirst[e + 1]!; s < end; s++) {
      let cell = 0;
      for (let i = splitTermFirst[s]!, last = splitTermFirst[s + 1]!; i < last; i++) {
        const v = termVariable[i]!;
        cell += contributions[termOffset[i]! + (termBefore[i] === 1 ? before[v]! : after[v]!)]!;
      }
      if (cell < 0) continue;
      cell += splitCell[s]!;
      this.tables.events[cell * this.periods + k]! += 1;
      if (ticks >= 0) {
        const timeCell = timeCellOf[cell]!;
        this.tables.timeSum[timeCell * this.periods + k]! += ticks;
        this.tables.timeBins[timeCell * DURATION_BINS + Math.min(DURATION_BINS - 1, Math.floor(ticks / TICKS_PER_DAY))]! += 1;
      }
    }
  }
}

/** Cell by cell sums of two sets of tables. */
export function addTables(a: TallyTables, b: TallyTables): TallyTables {
  const add = <A extends Int32Array | Float64Array>(x: A, y: A): A => {
    const sum = x.slice() as A;
    for (let i = 0; i < y.length; i++) sum[i]! += y[i]!;
    return sum;
  };
  return {
    periods: a.periods,
    initial: add(a.initial, b.initial),
    delta: add(a.delta, b.delta),
    partial: add(a.partial, b.partial),
    events: add(a.events, b.events),
    timeSum: add(a.timeSum, b.timeSum),
    timeBins: add(a.timeBins, b.timeBins),
  };
}
