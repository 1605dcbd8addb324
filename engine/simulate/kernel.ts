/**
 * The life of one unit, event by event.
 *
 * An instant is settled in full before time moves: an event, the changes it forces, whatever condition it makes true
 * (to the end of the chain), then all clocks (`clocks.ts`). Birthdays and dates come first, together. Only a request
 * for a limited place stops a unit (see `simulate.ts`). No decision and no order of events can move another's luck.
 */
import type { Tally } from '../ledger/tally.js';
import type { CompiledPathway, CompiledStream } from '../pathway/compiled.js';
import { COUNTER_CEILING } from '../pathway/variables.js';
import { drawBlock, hashName, unit32 } from '../random/index.js';
import { birthday, DAYS_PER_YEAR } from '../time/index.js';
import { Choices } from './choices.js';
import { Clocks } from './clocks.js';
import { BIRTH, FIRES, layoutOf, NEXT_AGE, NOW, SLOT_WIDTH, type UnitLayout } from './layout.js';
import type { Luck } from './luck.js';
import { relevanceOf, type Relevance } from './relevance.js';

/** An instant with more events than this in a chain is a loop. */
const LONGEST_CHAIN = 200;
const MOST_AT_ONE_INSTANT = 1_000;
const EVERYTHING = 0x7fffffff;
const ARRIVAL = hashName('arrival');

/** What stopped a unit: nothing more before the horizon, the end of its path, or a limited place it asks for. */
export const STOPPED = { horizon: 0, ended: 1, asks: 2 } as const;

/** Told of places given up and queues left. */
export interface PlaceKeeper {
  release(resource: number, time: number): void;
}

export class Kernel {
  readonly layout: UnitLayout;
  readonly F: Float64Array;
  readonly I: Int32Array;
  keeper: PlaceKeeper | null = null;
  /** Whether requests for limited places are refused for ever, so that a unit lives as if there were none. */
  refuses = false;
  /** Events so far, over all units. */
  eventCount = 0;

  private readonly luck: Luck = { key: new Uint32Array(4), words: new Uint32Array(4) };
  private readonly clocks: Clocks;
  private readonly choices: Choices;
  /** Regions whose present state has something to wait for; the rest need no look. */
  private readonly live: Int32Array;
  private liveCount = 0;
  /** Whether crossing an age break can change anything for the unit as it stands. */
  private ageMatters = false;
  private readonly relevance: Relevance;
  private readonly setAt: Int32Array;
  /** Set while the present event is of a unit that is followed no further but for the places it holds or awaits. */
  private onlyAttached = false;
  private eventStamp = 0;
  private changed = 0;
  private asks = false;
  private nextTransition = -1;
  private readonly nextTime = new Float64Array(1);
  private readonly instant = new Float64Array(1);
  private atInstant = 0;
  private readonly ageBreaks: Float64Array;
  private readonly timeBreaks: Float64Array;

  /** `epoch` is the day number (since 1970-01-01) of day 0, for birthdays; `horizon` the day at which everything stops. */
  constructor(
    readonly pathway: CompiledPathway,
    public tally: Tally,
    private readonly epoch: number,
    private readonly horizon: number,
  ) {
    this.layout = layoutOf(pathway, tally.ledger.presenceCount);
    this.F = new Float64Array(this.layout.doubles);
    this.I = new Int32Array(this.layout.integers);
    this.clocks = new Clocks(pathway, this.layout, this.F, this.I, this.luck, epoch);
    this.choices = new Choices(pathway, this.layout, this.I, this.luck);
    this.setAt = new Int32Array(pathway.regionCount);
    this.live = new Int32Array(pathway.regionCount);
    this.relevance = relevanceOf(pathway, tally.ledger);
    this.ageBreaks = Float64Array.from(pathway.variables.ageBreaks);
    this.timeBreaks = Float64Array.from(pathway.variables.timeBreaks);
  }

  /** Random key of the present unit's stream. */
  get key(): Uint32Array {
    return this.luck.key;
  }
  set key(key: Uint32Array) {
    this.luck.key = key;
  }

  // ---- beginnings ----------------------------------------------------------------------------------------------

  /** Clears the scratch for unit `unit` of stream `stream` at `time`; the caller sets birth and attributes next. */
  reset(stream: number, unit: number, time: number): void {
    const { F, I, layout } = this;
    this.onlyAttached = false;
    this.atInstant = 0;
    I.fill(0);
    F.fill(Number.NaN, layout.moments, layout.slots);
    F[NOW] = time;
    I[layout.stream] = stream;
    I[layout.unit] = unit;
    let segment = 0;
    while (segment < this.timeBreaks.length && this.timeBreaks[segment]! <= time) segment++;
    I[this.pathway.variables.time] = segment;
  }

  /** Sets the birth day and the age segment that follows from it. */
  setBirth(birth: number): void {
    const { F, I } = this;
    F[BIRTH] = birth;
    const { ageBreaks } = this;
    // Clearly past breaks are passed over on the age in years; only the next ones need the calendar.
    const years = (F[NOW]! - birth) / DAYS_PER_YEAR - 0.02;
    let segment = 0;
    while (segment < ageBreaks.length && ageBreaks[segment]! < years) segment++;
    let next = Number.POSITIVE_INFINITY;
    for (; segment < ageBreaks.length; segment++) {
      next = this.ageTime(segment);
      if (next > F[NOW]!) break;
    }
    I[this.pathway.variables.age] = segment;
    F[NEXT_AGE] = segment < ageBreaks.length ? next : Number.POSITIVE_INFINITY;
  }

  /** Brings the age up to now, where breaks were passed over because nothing depended on them. */
  private catchUpAge(): void {
    const { F, I } = this;
    const { age } = this.pathway.variables;
    while (F[NEXT_AGE]! <= F[NOW]!) {
      const segment = ++I[age]!;
      F[NEXT_AGE] = segment < this.ageBreaks.length ? this.ageTime(segment) : Number.POSITIVE_INFINITY;
    }
  }

  /** Notes which regions have something to wait for, and whether age matters, after regions have changed. */
  private takeStock(): void {
    const { I, live } = this;
    const { regionCount, stateBase } = this.pathway;
    const { lively, ageMatters } = this.relevance;
    let n = 0;
    let matters = false;
    for (let r = 0; r < regionCount; r++) {
      const s = stateBase[r]! + I[r]!;
      if (this.onlyAttached && this.pathway.holds[s]! < 0 && this.pathway.queues[s]! < 0) continue;
      if (lively[s] === 1) live[n++] = r;
      if (ageMatters[s] === 1) matters = true;
    }
    this.liveCount = n;
    this.ageMatters = matters;
  }

  /** A new unit of a stream arrives: draws its age and attributes and enters its first states. */
  arrive(stream: CompiledStream, streamIndex: number, unit: number, time: number): void {
    const { I, luck } = this;
    this.reset(streamIndex, unit, time);
    drawBlock(luck.key, unit, ARRIVAL, 1, 0, luck.words);
    let band = 0;
    const u = unit32(luck.words[0]!);
    while (band < stream.ageCumulative.length - 1 && u >= stream.ageCumulative[band]!) band++;
    const age = stream.ageFrom[band]! + (stream.ageBelow[band]! - stream.ageFrom[band]!) * unit32(luck.words[1]!);
    this.setBirth(Math.floor(time - age * DAYS_PER_YEAR));
    for (let d = 0; d < stream.drawVariable.length; d++)
      I[stream.drawVariable[d]!] = this.choices.drawLevel(stream, d, unit);
    this.eventStamp++;
    this.changed = EVERYTHING;
    this.asks = false;
    const { regionCount, initial, stateBase } = this.pathway;
    for (let r = 0; r < regionCount; r++) I[r] = initial[r]!;
    this.applyForces(stream.enterFirst, stream.enterEnd, 1, 0);
    for (let r = 0; r < regionCount; r++) {
      if (this.setAt[r] === this.eventStamp) continue;
      const state = stateBase[r]! + initial[r]!;
      this.enter(r, state, false);
      this.applyForces(this.pathway.stateForceFirst[state]!, this.pathway.stateForceFirst[state + 1]!, 1, 0);
    }
    this.takeStock();
    this.tally.begin(I, this.layout.cells, this.F, this.layout.moments, time, false);
    this.settle(EVERYTHING);
  }

  /** Resumes a unit of the starting stock whose states, entry times, moments and attributes the caller has set. */
  resumeStock(): void {
    const { I, pathway, layout } = this;
    const { regionCount, stateBase } = pathway;
    this.eventStamp++;
    this.asks = false;
    for (let r = 0; r < regionCount; r++) {
      const s = stateBase[r]! + I[r]!;
      I[layout.visits + s] = 1;
      this.clocks.arm(r, s);
      this.noteQueue(s);
    }
    this.takeStock();
    this.tally.begin(I, layout.cells, this.F, layout.moments, this.F[NOW]!, true);
    this.settle(EVERYTHING);
  }

  /** The scratch holds another unit than before: one put aside and taken up again. */
  takeUp(): void {
    this.asks = false;
    this.onlyAttached = this.I[this.layout.ended] === 1;
    this.takeStock();
    this.tally.takeUp(this.I, this.F);
  }

  // ---- time ----------------------------------------------------------------------------------------------------

  /** Model time at which the unit reaches age break `i`. */
  private ageTime(i: number): number {
    const years = this.ageBreaks[i]!;
    const birth = this.F[BIRTH]!;
    return Math.floor(years) === years && years >= 0
      ? birthday(birth + this.epoch, years) - this.epoch
      : birth + Math.floor(years * DAYS_PER_YEAR + 0.5);
  }

  /** Time of the unit's next own event (a clock, a birthday, an age or date break), or Infinity. */
  peek(): number {
    const { F, I, pathway, layout, nextTime, live } = this;
    if (I[layout.ended] === 1 && !this.onlyAttached) {
      this.onlyAttached = true;
      this.takeStock();
    }
    const { stateBase, slotFirst, slotBase } = pathway;
    let soonest = Number.POSITIVE_INFINITY;
    let transition = -1;
    for (let i = 0; i < this.liveCount; i++) {
      const r = live[i]!;
      const s = stateBase[r]! + I[r]!;
      const end = slotFirst[s + 1]!;
      let at = layout.slots + slotBase[r]! * SLOT_WIDTH + FIRES;
      for (let t = slotFirst[s]!; t < end; t++, at += SLOT_WIDTH) {
        const fires = F[at]!;
        if (fires < soonest) {
          soonest = fires;
          transition = t;
        }
      }
    }
    if (this.onlyAttached) {
      // Followed no further: no birthday and no date concerns what is left.
      this.nextTransition = transition;
      nextTime[0] = soonest;
      return soonest;
    }
    if (this.ageMatters && F[NEXT_AGE]! <= soonest) {
      soonest = F[NEXT_AGE]!;
      transition = -1;
    }
    // At one instant birthdays and dates come first, together, then whatever the clocks bring.
    const segment = I[pathway.variables.time]!;
    if (segment < this.timeBreaks.length && this.timeBreaks[segment]! <= soonest) {
      soonest = this.timeBreaks[segment]!;
      transition = -1;
    }
    this.nextTransition = transition;
    nextTime[0] = soonest;
    return soonest;
  }

  /** Does what `peek` found. */
  step(): void {
    const { F, I, pathway, layout } = this;
    const time = this.nextTime[0]!;
    const transition = this.nextTransition;
    this.onlyAttached = I[layout.ended] === 1;
    F[NOW] = time;
    this.asks = false;
    this.countInstant(time);
    if (transition >= 0) this.catchUpAge();
    if (transition >= 0) {
      this.fire(transition);
      this.settle(this.changed);
      return;
    }
    // A birthday and a date of one instant are seen together.
    const { age, time: date } = pathway.variables;
    let bits = 0;
    const before = I[age]!;
    this.catchUpAge();
    if (I[age] !== before) bits |= 1 << (age % 31);
    if (I[date]! < this.timeBreaks.length && this.timeBreaks[I[date]!]! <= time) {
      I[date]!++;
      bits |= 1 << (date % 31);
    }
    this.tally.post(-1, bits, I, layout.cells, F, layout.moments, time);
    this.settle(bits);
  }

  /** Counts events at one instant, so that clocks that follow one another in no time are an error and not a hang. */
  private countInstant(time: number): void {
    const { instant } = this;
    if (instant[0] !== time) {
      instant[0] = time;
      this.atInstant = 0;
    } else if (++this.atInstant > MOST_AT_ONE_INSTANT)
      throw new Error(`events follow one another without end at one instant (day ${time})`);
  }

  /** Runs the unit on until it asks for a limited place, ends, or reaches the horizon. */
  burst(): number {
    const { I, layout, horizon } = this;
    for (;;) {
      if (this.asks && !this.refuses) return STOPPED.asks;
      if (I[layout.ended] === 1 && !this.isAttached()) return STOPPED.ended;
      if (!(this.peek() < horizon)) return STOPPED.horizon;
      this.step();
    }
  }

  /** Whether some region still holds or awaits a place: a unit is followed until it does not, final state or no. */
  private isAttached(): boolean {
    const { I, pathway } = this;
    if (pathway.resourceNames.length === 0) return false;
    for (let r = 0; r < pathway.regionCount; r++) {
      const s = pathway.stateBase[r]! + I[r]!;
      if (pathway.holds[s]! >= 0 || pathway.queues[s]! >= 0) return true;
    }
    return false;
  }

  /** Takes over the unit of another kernel of the same pathway, as it stands. */
  copy(other: Kernel): void {
    this.F.set(other.F);
    this.I.set(other.I);
    this.key = other.key;
    this.takeUp();
  }

  /** The unit's requests have been dealt with, one way or the other. */
  clearAsk(): void {
    this.asks = false;
  }

  /** Whether the unit stands in the queue of a limited resource. */
  isWaiting(): boolean {
    const { I, layout, pathway } = this;
    for (let q = 0; q < pathway.resourceNames.length; q++) if (I[layout.tickets + q] !== 0) return true;
    return false;
  }

  /** Grants a place to the unit, which stands in the queue state of some region, at `time`. */
  grant(resource: number, time: number): void {
    const { I, pathway, layout } = this;
    this.F[NOW] = time;
    this.asks = false;
    this.catchUpAge();
    I[layout.tickets + resource] = 0;
    for (let r = 0; r < pathway.regionCount; r++) {
      const s = pathway.stateBase[r]! + I[r]!;
      if (pathway.queues[s] === resource) {
        this.fire(pathway.placeTransition[s]!);
        this.settle(this.changed);
        return;
      }
    }
    throw new Error('a place was granted to a unit that does not queue for it');
  }

  // ---- events --------------------------------------------------------------------------------------------------

  private fire(t: number): void {
    const { I, F, pathway, layout, tally } = this;
    this.eventCount++;
    this.eventStamp++;
    this.changed = 0;
    const state = pathway.fromState[t]!;
    const region = pathway.region[t]!;
    const visit = I[layout.visits + state]!;
    const refire = this.clocks.refiresOf(t, region);
    const outcome = this.choices.choose(pathway.branch[t]!, pathway.decision[t]!, visit, refire, true);
    const to = pathway.outcomeState[outcome]!;
    if (to >= 0) this.enter(region, to, true);
    else {
      this.clocks.rearm(t, region);
      this.changed |= 1 << (region % 31);
    }
    this.applyForces(
      pathway.outcomeForceFirst[2 * outcome]!,
      pathway.outcomeForceFirst[2 * outcome + 1]!,
      visit,
      refire,
    );
    if (to >= 0)
      this.applyForces(pathway.stateForceFirst[to]!, pathway.stateForceFirst[to + 1]!, I[layout.visits + to]!, 0);
    this.takeStock();
    tally.post(t, this.changed, I, layout.cells, F, layout.moments, F[NOW]!);
  }

  /** Applies forced changes: each region changes at most once an event, and never to the state it is in. */
  private applyForces(first: number, end: number, occurrence: number, refire: number): void {
    const { pathway, I, layout } = this;
    for (let f = first; f < end; f++) {
      const region = pathway.forceRegion[f]!;
      if (this.setAt[region] === this.eventStamp) continue;
      const only = pathway.forceOnly[f]!;
      if (only >= 0 && pathway.sets[only + I[region]!] === 0) continue;
      const branch = pathway.forceBranch[f]!;
      const outcome = this.choices.choose(branch, pathway.branchDecision[branch]!, occurrence, refire, false);
      const to = pathway.outcomeState[outcome]!;
      if (to >= 0) {
        if (to === pathway.stateBase[region]! + I[region]! && I[layout.visits + to] !== 0) continue;
        this.enter(region, to, I[layout.visits + pathway.stateBase[region]! + I[region]!] !== 0);
      }
      this.applyForces(
        pathway.outcomeForceFirst[2 * outcome]!,
        pathway.outcomeForceFirst[2 * outcome + 1]!,
        occurrence,
        refire,
      );
      if (to >= 0)
        this.applyForces(pathway.stateForceFirst[to]!, pathway.stateForceFirst[to + 1]!, I[layout.visits + to]!, 0);
    }
  }

  /** Moves a region to a state: gives up what the old one held, marks, counts, and sets out new clocks. */
  private enter(region: number, state: number, isLeaving: boolean): void {
    const { I, F, pathway, layout } = this;
    if (isLeaving) {
      const old = pathway.stateBase[region]! + I[region]!;
      const held = pathway.holds[old]!;
      if (held >= 0 && pathway.limited[held] === 1 && this.keeper !== null) this.keeper.release(held, F[NOW]!);
      const queued = pathway.queues[old]!;
      if (queued >= 0) I[layout.tickets + queued] = 0;
    }
    I[region] = state - pathway.stateBase[region]!;
    this.setAt[region] = this.eventStamp;
    this.changed |= 1 << (region % 31);
    F[layout.entries + region] = F[NOW]!;
    I[layout.visits + state]!++;
    for (let i = pathway.markFirst[state]!, end = pathway.markFirst[state + 1]!; i < end; i++)
      F[layout.moments + pathway.marks[i]!] = F[NOW]!;
    for (let i = pathway.countFirst[state]!, end = pathway.countFirst[state + 1]!; i < end; i++) {
      const counter = pathway.variables.firstCounter + pathway.counts[i]!;
      I[counter] = Math.min(COUNTER_CEILING, I[counter]! + 1);
      this.changed |= 1 << (counter % 31);
    }
    this.clocks.arm(region, state);
    this.noteQueue(state);
    if (pathway.final[state] === 1) I[layout.ended] = 1;
  }

  private noteQueue(state: number): void {
    const queued = this.pathway.queues[state]!;
    if (queued >= 0 && this.pathway.limited[queued] === 1) this.asks = true;
  }

  /** Lets everything that follows at this instant happen, then brings the clocks up to date. */
  private settle(start: number): void {
    let all = start;
    for (let chain = 0; ; chain++) {
      const t = this.instantTransition(all);
      if (t < 0) break;
      if (chain > LONGEST_CHAIN)
        throw new Error(
          `events follow one another without end at one instant, "${this.pathway.transitionNames[t]!}" among them`,
        );
      this.fire(t);
      all |= this.changed;
    }
    this.clocks.refresh(all, this.live, this.liveCount);
  }

  /** A transition that happens at once: its condition has come to hold, or the place it waits for is unlimited. */
  private instantTransition(changed: number): number {
    const { I, pathway, live } = this;
    const { stateBase, conditionFirst, conditions, mask, queues, limited, placeTransition } = pathway;
    for (let k = 0; k < this.liveCount; k++) {
      const s = stateBase[live[k]!]! + I[live[k]!]!;
      for (let i = conditionFirst[s]!, end = conditionFirst[s + 1]!; i < end; i++) {
        const t = conditions[i]!;
        if ((mask[t]! & changed) !== 0 && this.clocks.guard(t)) return t;
      }
      const queued = queues[s]!;
      if (queued >= 0 && limited[queued] === 0) return placeTransition[s]!;
    }
    return -1;
  }
}
