/**
 * The tally: what is added to the tables when something happens to a unit.
 *
 * Everything is an integer (counts, and times in ticks of 1/1024 day), so sums do not depend on the order in which
 * units are simulated. Periods are half open, [start, end): a child who leaves at the first instant of 1 April was
 * looked after on 31 March. A stay posts twice, at its ends; stocks and time spent follow by summation (`read.ts`).
 */
import type { CompiledLedger } from './compile.js';

import { FIRST_ENTRY } from '../simulate/layout.js';

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
  /** Entry times of the regions' states before the event that is being posted. */
  readonly entryBefore: Float64Array;
  private readonly periodOfDay: Uint16Array;
  private readonly first: number;
  private readonly end: number;
  private readonly ends: Float64Array;
  private readonly periods: number;
  private readonly entries = FIRST_ENTRY;

  /** `bounds` are the period boundaries in whole days, ascending; events outside them are not counted. */
  constructor(
    readonly ledger: CompiledLedger,
    private readonly bounds: ArrayLike<number>,
    variableCount: number,
    /** First state of each region, and the total: see CompiledPathway. */
    private readonly stateBase: Int32Array,
  ) {
    this.periods = bounds.length - 1;
    this.first = bounds[0]!;
    this.end = bounds[this.periods]!;
    this.ends = Float64Array.from({ length: this.periods }, (_, k) => bounds[k + 1]! * TICKS_PER_DAY);
    this.periodOfDay = new Uint16Array(this.end - this.first + 1);
    for (let k = 0; k < this.periods; k++)
      this.periodOfDay.fill(k, bounds[k]! - this.first, bounds[k + 1]! - this.first);
    this.before = new Int32Array(variableCount);
    this.entryBefore = new Float64Array(stateBase.length - 1);
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

  /** Empty tables of the same shape. */
  blank(): Tally {
    return new Tally(this.ledger, this.bounds, this.before.length, this.stateBase);
  }

  /** Presence cell of presence p for a unit with these variables, or -1. */
  private cell(p: number, I: Int32Array): number {
    const { presenceFirst, presenceCell, termVariable, termOffset, contributions } = this.ledger;
    let cell = 0;
    for (let i = presenceFirst[p]!, end = presenceFirst[p + 1]!; i < end; i++)
      cell += contributions[termOffset[i]! + I[termVariable[i]!]!]!;
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

  /** Places of a resource are taken (or, where negative, given up) at a time. */
  use(resource: number, time: number, places: number): void {
    const cells = this.ledger.useCells[resource]!;
    for (let i = 0; i < cells.length; i++) this.add(cells[i]!, time, places);
  }

  /** The kernel has taken up another unit: what its variables are now is what they will have been before its next event. */
  takeUp(I: Int32Array, F: Float64Array): void {
    const { before, entryBefore, entries } = this;
    for (let v = before.length - 1; v >= 0; v--) before[v] = I[v]!;
    for (let r = entryBefore.length - 1; r >= 0; r--) entryBefore[r] = F[entries + r]!;
  }

  /**
   * A unit begins: at the first instant it is part of the starting stock and posts no events. `cells` is where its
   * presence cells are kept in `I`, each plus one; they are 0, for none.
   */
  begin(I: Int32Array, cells: number, F: Float64Array, moments: number, time: number, isStarting: boolean): void {
    this.takeUp(I, F);
    const { presenceStarts, eventStarts } = this.ledger;
    for (let r = -1; r < this.stateBase.length - 1; r++) {
      const row = r < 0 ? presenceStarts.everywhere : this.stateBase[r]! + I[r]!;
      for (let i = presenceStarts.first[row]!, end = presenceStarts.first[row + 1]!; i < end; i++) {
        const p = presenceStarts.items[i]!;
        const cell = this.cell(p, I);
        I[cells + p] = cell + 1;
        if (cell < 0) continue;
        if (isStarting) this.tables.initial[cell]! += 1;
        else this.add(cell, time, 1);
      }
    }
    if (isStarting) return;
    // Conditions that hold from the start have begun to hold.
    for (let r = -1; r < this.stateBase.length - 1; r++) {
      const row = r < 0 ? eventStarts.everywhere : this.stateBase[r]! + I[r]!;
      for (let i = eventStarts.first[row]!, end = eventStarts.first[row + 1]!; i < end; i++) {
        const e = eventStarts.items[i]!;
        if (this.ledger.eventKind[e] === 0 && this.holds(e, I)) this.count(e, I, I, F, moments, time);
      }
    }
  }

  /** Posts one event: `transition` is the compiled transition, or -1 for a birthday or a date; `changed` has the bits of the variables that changed. */
  post(
    transition: number,
    changed: number,
    I: Int32Array,
    cells: number,
    F: Float64Array,
    moments: number,
    time: number,
  ): void {
    const { presenceRoutes, eventRoutes, eventKind, transitionEventFirst, transitionEvents } = this.ledger;
    const { before } = this;
    const regions = this.stateBase.length - 1;
    let passed = 0;
    for (let bits = changed; bits !== 0; bits &= bits - 1) {
      const low = bits & -bits;
      for (let v = 31 - Math.clz32(low); v < before.length; v += 31) {
        const old = before[v]!;
        const now = I[v]!;
        if (old === now) continue;
        const step = v < regions ? old * (this.stateBase[v + 1]! - this.stateBase[v]!) + now : 0;
        const presences = presenceRoutes.rowBase[v]! + step;
        for (let i = presenceRoutes.first[presences]!, end = presenceRoutes.first[presences + 1]!; i < end; i++) {
          const p = presenceRoutes.items[i]!;
          const cell = this.cell(p, I);
          const was = I[cells + p]! - 1;
          if (cell === was) continue;
          I[cells + p] = cell + 1;
          if (was >= 0) this.add(was, time, -1);
          if (cell >= 0) this.add(cell, time, 1);
        }
        const events = eventRoutes.rowBase[v]! + step;
        for (let i = eventRoutes.first[events]!, end = eventRoutes.first[events + 1]!; i < end; i++) {
          const e = eventRoutes.items[i]!;
          const holds = this.holds(e, I);
          if (holds === this.holds(e, before)) continue;
          // An event that reads two variables that changed stands in two lists: it counts in the first of them.
          if ((eventKind[e] === 0) === holds && !this.isListedBefore(e, passed, v, I))
            this.count(e, before, I, F, moments, time);
        }
      }
      passed |= low;
    }
    if (transition >= 0)
      for (let i = transitionEventFirst[transition]!, end = transitionEventFirst[transition + 1]!; i < end; i++)
        this.count(transitionEvents[i]!, before, I, F, moments, time);
    this.catchUp(changed, I, F);
  }

  /** Whether an event already stood in the list of a variable dealt with before `variable`. */
  private isListedBefore(e: number, passed: number, variable: number, I: Int32Array): boolean {
    const { eventTestFirst, testVariable, testOffset, sets } = this.ledger;
    for (let i = eventTestFirst[e]!, end = eventTestFirst[e + 1]!; i < end; i++) {
      const v = testVariable[i]!;
      const isEarlier = (passed & (1 << (v % 31))) !== 0 || (v % 31 === variable % 31 && v < variable);
      if (!isEarlier || this.before[v] === I[v]) continue;
      // Regions list an event only where the test itself changes; other variables always.
      if (v >= this.stateBase.length - 1 || sets[testOffset[i]! + this.before[v]!] !== sets[testOffset[i]! + I[v]!])
        return true;
    }
    return false;
  }

  /** Makes `before` what is now, for the variables that changed (and those that share their bits). */
  private catchUp(changed: number, I: Int32Array, F: Float64Array): void {
    const { before, entryBefore, entries } = this;
    for (let bits = changed; bits !== 0; bits &= bits - 1)
      for (let v = 31 - Math.clz32(bits & -bits); v < before.length; v += 31) {
        before[v] = I[v]!;
        if (v < entryBefore.length) entryBefore[v] = F[entries + v]!;
      }
  }

  private holds(e: number, I: Int32Array): boolean {
    const { eventTestFirst, testVariable, testOffset, sets } = this.ledger;
    for (let i = eventTestFirst[e]!, end = eventTestFirst[e + 1]!; i < end; i++)
      if (sets[testOffset[i]! + I[testVariable[i]!]!] === 0) return false;
    return true;
  }

  private count(
    e: number,
    before: Int32Array,
    after: Int32Array,
    F: Float64Array,
    moments: number,
    time: number,
  ): void {
    if (time < this.first || time >= this.end) return;
    const {
      eventSplitFirst,
      splitTermFirst,
      splitCell,
      termVariable,
      termOffset,
      termBefore,
      contributions,
      eventFrom,
      timeCellOf,
    } = this.ledger;
    const k = this.periodOfDay[Math.floor(time) - this.first]!;
    const from = eventFrom[e]!;
    let ticks = -1;
    if (from !== -1) {
      if (from <= -2 && before[-2 - from] !== this.ledger.eventFromState[e]) return;
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
        this.tables.timeBins[
          timeCell * DURATION_BINS + Math.min(DURATION_BINS - 1, Math.floor(ticks / TICKS_PER_DAY))
        ]! += 1;
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
