/**
 * The life of one unit, event by event.
 *
 * An instant is settled in full before time moves: an event, the changes it forces, whatever condition it makes true
 * (to the end of the chain), then all clocks (`clocks.ts`). Birthdays and dates come first, together. Only a request
 * for a limited place stops a unit (see `simulate.ts`). No decision and no order of events can move another's luck.
 */
import type { Tally } from '../ledger/tally.js';
import { TRIGGER, type CompiledPathway, type CompiledStream } from '../pathway/compiled.js';
import { COUNTER_CEILING } from '../pathway/variables.js';
import { drawBlock, inverseCumulativeHazard, unitExponential } from '../random/index.js';
import { birthday, DAYS_PER_YEAR } from '../time/index.js';
import { Arriving } from './arriving.js';
import { Asking } from './asking.js';
import { Choices } from './choices.js';
import { Clocks } from './clocks.js';
import { BIRTH, FIRES, layoutOf, NEXT_AGE, NOW, SLOT_WIDTH, type UnitLayout } from './layout.js';
import { MEMBER_SHIFT, type Luck } from './luck.js';
import { relevanceOf, type Relevance } from './relevance.js';

/** An instant with more events than this in a chain is a loop. */
const LONGEST_CHAIN = 200;
const MOST_AT_ONE_INSTANT = 1_000;
const EVERYTHING = 0x7fffffff;

/**
 * What stopped a unit: nothing more before the time it was to run to, the end of its path, a limited place it asks for,
 * or one it holds that may be taken back.
 */
export const STOPPED = { horizon: 0, ended: 1, asks: 2, tied: 3 } as const;

/** Told of places given up (perhaps at a time to come) and queues left. */
export interface PlaceKeeper {
  hold(resource: number, places: number): void;
  release(resource: number, places: number, time: number): void;
  leave(resource: number, ticket: number, time: number): void;
}

/** Told what happens to a unit, and shown the kernel as it stands just before; for telling one unit's story. */
export interface Observer {
  arrives(kernel: Kernel): void;
  /** An event: a compiled transition and the outcome (in the tables of branches) drawn for it. */
  fires(kernel: Kernel, transition: number, outcome: number): void;
  /** A change forced in another region by the event told of last (or by arrival). */
  forces(kernel: Kernel, region: number, state: number): void;
  /** The unit joins the queue of a resource; `ahead` others would be served before it as things stand. */
  waits(kernel: Kernel, resource: number, ahead: number): void;
  /** The unit gives up places of a limited resource at `time`, which may lie ahead. */
  releases?(kernel: Kernel, resource: number, time: number): void;
  /** All that follows at an instant has happened, and the clocks are up to date. */
  settles?(kernel: Kernel): void;
}

export class Kernel {
  readonly layout: UnitLayout;
  readonly F: Float64Array;
  readonly I: Int32Array;
  keeper: PlaceKeeper | null = null;
  observer: Observer | null = null;
  /** Units run to here: the horizon, or the next boundary at which a shared level is counted anew. */
  until: number;
  /** Segment of each shared level. */
  readonly levels: Int32Array;
  /** Whether requests for limited places are refused for ever, so that a unit lives as if there were none. */
  refuses = false;
  /** Whether units are only counted as they come, and nothing happens to them. */
  isCounting = false;
  /** Events so far, over all units. */
  eventCount = 0;

  private readonly luck: Luck = { key: new Uint32Array(4), member: 0, words: new Uint32Array(4) };
  readonly asking: Asking;
  readonly arriving: Arriving;
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
  /** Resource (plus one) and places that the state being entered takes hold of. */
  private granted = 0;
  private grantedPlaces = 0;
  private isPreempted = false;
  private readonly pendingFreezes: number[] = [];
  private readonly keptStates: Int32Array;
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
    horizon: number,
  ) {
    this.until = horizon;
    this.levels = new Int32Array(pathway.levels.length);
    this.layout = layoutOf(pathway, tally.ledger.presenceCount);
    this.F = new Float64Array(this.layout.doubles);
    this.I = new Int32Array(this.layout.integers);
    this.clocks = new Clocks(pathway, this.layout, this.F, this.I, this.luck, epoch);
    this.choices = new Choices(pathway, this.layout, this.I, this.luck);
    this.asking = new Asking(pathway, this.layout, this.I, this.luck, this.choices);
    this.arriving = new Arriving(pathway, this.layout, this.F, this.luck);
    this.setAt = new Int32Array(pathway.regionCount);
    this.keptStates = Int32Array.from(this.layout.kept.filter((at) => at >= 0));
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

  /**
   * Clears the scratch for member `member` of unit `unit` of stream `stream` at `time`; the caller sets birth and
   * attributes next.
   */
  reset(stream: number, unit: number, time: number, member = 0): void {
    const { F, I, layout } = this;
    const { variables } = this.pathway;
    this.onlyAttached = false;
    this.atInstant = 0;
    I.fill(0);
    F.fill(Number.NaN, layout.moments, layout.slots);
    F[NOW] = time;
    I[layout.stream] = stream;
    I[layout.unit] = unit;
    I[layout.member] = member;
    this.luck.member = member << MEMBER_SHIFT;
    for (let i = 0; i < this.keptStates.length; i++) F[this.keptStates[i]!] = Number.NaN;
    // The last value of a frozen variable is "never frozen".
    for (let v = variables.firstFrozen; v < variables.firstLevel; v++) I[v] = variables.sizes[v]! - 1;
    for (let l = 0; l < this.levels.length; l++) I[variables.firstLevel + l] = this.levels[l]!;
    F.fill(Number.NaN, layout.frozenTimes, layout.asked);
    I[variables.time] = this.timeSegmentAt(time);
  }

  /** The segment a time lies in. */
  timeSegmentAt(time: number): number {
    let segment = 0;
    while (segment < this.timeBreaks.length && this.timeBreaks[segment]! <= time) segment++;
    return segment;
  }

  /** The segment of age in which the unit was at a time. */
  ageSegmentAt(time: number): number {
    let segment = 0;
    while (segment < this.ageBreaks.length && this.ageTime(segment) <= time) segment++;
    return segment;
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

  /** Brings the age up to now, where breaks were passed over because nothing depended on them; its bit where it changed. */
  private catchUpAge(): number {
    const { F, I } = this;
    const { age } = this.pathway.variables;
    if (F[NEXT_AGE]! > F[NOW]!) return 0;
    while (F[NEXT_AGE]! <= F[NOW]!) {
      const segment = ++I[age]!;
      F[NEXT_AGE] = segment < this.ageBreaks.length ? this.ageTime(segment) : Number.POSITIVE_INFINITY;
    }
    return 1 << (age % 31);
  }

  /** Brings the date up to now; its bit where it changed. */
  private catchUpDate(): number {
    const { F, I, timeBreaks } = this;
    const { time } = this.pathway.variables;
    let bits = 0;
    while (I[time]! < timeBreaks.length && timeBreaks[I[time]!]! <= F[NOW]!) {
      I[time]!++;
      bits = 1 << (time % 31);
    }
    return bits;
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
      if (this.onlyAttached && !this.isPlaceState(s)) continue;
      if (lively[s] === 1) live[n++] = r;
      if (ageMatters[s] === 1) matters = true;
    }
    this.liveCount = n;
    this.ageMatters = matters;
  }

  /**
   * A new unit of a stream (or one child of it) arrives: draws its age and attributes and enters its first states.
   * @returns false where it turns out never to come, by a state that is `unseen`: nothing is then counted of it
   */
  arrive(stream: CompiledStream, streamIndex: number, unit: number, time: number, member = 0): boolean {
    const { I } = this;
    this.reset(streamIndex, unit, time, member);
    this.setBirth(Math.floor(time - this.arriving.drawAge(stream, unit, member) * DAYS_PER_YEAR));
    this.arriving.drawFrailties(unit);
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
    this.freeze();
    if (I[this.layout.ended] === 1 && this.isUnseen()) return false;
    this.takeStock();
    this.observer?.arrives(this);
    this.tally.begin(I, this.layout.cells, this.F, this.layout.moments, time, false);
    if (!this.isCounting) this.settle(EVERYTHING);
    return true;
  }

  private isUnseen(): boolean {
    return this.pathway.model.regions.some(({ states }, r) => states[this.I[r]!]!.unseen === true);
  }

  /** Sets out the clocks of a unit of the starting stock whose states, times and attributes the caller has set. */
  armStock(): void {
    const { I, pathway, layout } = this;
    const { regionCount, stateBase } = pathway;
    this.eventStamp++;
    this.asks = false;
    this.arriving.raiseFrailties();
    for (let r = 0; r < regionCount; r++) {
      const s = stateBase[r]! + I[r]!;
      I[layout.visits + s] = 1;
      this.clocks.arm(r, s);
      this.noteQueue(s);
    }
  }

  /** A clock of the starting stock has fired so often in its state, and has come to an age of its own (NaN: since its zero). */
  restoreClock(t: number, refires: number, age: number): void {
    this.clocks.restore(t, refires, age);
  }

  /** A unit of the starting stock holds places of a resource in a region. */
  restoreHold(region: number, resource: number, places: number): void {
    const { I, layout, pathway } = this;
    I[layout.held + region] = resource + 1;
    I[layout.heldPlaces + region] = places;
    this.tally.use(resource, Number.NEGATIVE_INFINITY, places);
    if (pathway.limited[resource] === 1) this.keeper?.hold(resource, places);
  }

  /** Lets a unit of the starting stock live on. */
  resumeStock(): void {
    const { I, layout } = this;
    this.takeStock();
    this.observer?.arrives(this);
    this.tally.begin(I, layout.cells, this.F, layout.moments, this.F[NOW]!, true);
    if (!this.isCounting) this.settle(EVERYTHING);
  }

  /** The scratch holds another unit than before: one put aside and taken up again. */
  takeUp(): void {
    this.asks = false;
    this.instant[0] = Number.NaN;
    this.onlyAttached = this.I[this.layout.ended] === 1;
    this.luck.member = this.I[this.layout.member]! << MEMBER_SHIFT;
    this.takeStock();
    this.tally.takeUp(this.I, this.F);
  }

  /** What hazards are multiplied by has changed (the unit enters an arm of a trial): its clocks are read again. */
  reread(): void {
    this.settle(EVERYTHING);
  }

  /** A boundary at `time`: the unit sees the shared levels as they are now. */
  seeLevels(time: number): void {
    const { F, I, pathway, levels } = this;
    const { firstLevel } = pathway.variables;
    if (I[this.layout.ended] === 1) return;
    let bits = 0;
    for (let l = 0; l < levels.length; l++) {
      if (I[firstLevel + l] === levels[l]) continue;
      I[firstLevel + l] = levels[l]!;
      bits |= 1 << ((firstLevel + l) % 31);
    }
    if (bits === 0) return;
    F[NOW] = time;
    this.asks = false;
    bits |= this.catchUpAge() | this.catchUpDate();
    this.tally.post(-1, bits, I, this.layout.cells, F, this.layout.moments, time);
    this.settle(bits);
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
    const { F, I, layout } = this;
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
    const bits = this.catchUpAge() | this.catchUpDate();
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

  /** Runs the unit on until it asks for a limited place, ends, or has nothing more before `until`. */
  burst(): number {
    const { I, layout, until } = this;
    for (;;) {
      if (this.asks && !this.refuses) return STOPPED.asks;
      if (I[layout.ended] === 1 && !this.isAttached()) return STOPPED.ended;
      if (!(this.peek() < until)) return STOPPED.horizon;
      this.step();
    }
  }

  private isPlaceState(s: number): boolean {
    const { isHolding, siteFirst } = this.pathway;
    return isHolding[s] === 1 || siteFirst[s + 1]! > siteFirst[s]!;
  }

  /** Whether some region still holds or awaits a place: a unit is followed until it does not, final state or no. */
  private isAttached(): boolean {
    const { I, pathway } = this;
    if (pathway.resourceNames.length === 0) return false;
    for (let r = 0; r < pathway.regionCount; r++) if (this.isPlaceState(pathway.stateBase[r]! + I[r]!)) return true;
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

  /** Grants places to the unit, which stands in the queue state of region `r`, at `time`. */
  grant(r: number, resource: number, places: number, time: number): void {
    this.granted = resource + 1;
    this.grantedPlaces = places;
    this.answer(this.pathway.placeTransition[this.pathway.stateBase[r]! + this.I[r]!]!, time);
  }

  /** What asking (or holding) a place in region `r` leads to at `time`: a transition of its state. */
  answer(transition: number, time: number): void {
    const { F, I, layout } = this;
    F[NOW] = time;
    this.asks = false;
    // A birthday or a date of this instant comes first; they do not concern who is followed no further.
    const isFollowed = I[layout.ended] === 0;
    const bits = isFollowed ? this.catchUpAge() | this.catchUpDate() : 0;
    if (bits !== 0) this.tally.post(-1, bits, I, layout.cells, F, layout.moments, time);
    this.fire(transition);
    this.settle(this.changed | bits);
  }

  /** The place held in region `r` is taken back at `time`: it is closed, or goes to somebody more urgent. */
  takeBack(r: number, isPreempted: boolean, time: number): void {
    const { I, pathway } = this;
    const s = pathway.stateBase[r]! + I[r]!;
    this.isPreempted = isPreempted;
    this.answer(isPreempted ? pathway.preemptedTransition[s]! : pathway.stoppedTransition[s]!, time);
    this.isPreempted = false;
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
    // Whose place was taken goes back to the state in which it was.
    const kept = pathway.trigger[t] === TRIGGER.place ? this.clocks.keptState(region) : -1;
    const to = kept >= 0 ? kept : pathway.outcomeState[outcome]!;
    this.observer?.fires(this, t, outcome);
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
    this.freeze();
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
        this.observer?.forces(this, region, to);
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

  /** Freezes what the states entered say, as it is now that the event is complete. */
  private freeze(): void {
    const { I, pendingFreezes } = this;
    if (pendingFreezes.length === 0) return;
    const { variables } = this.pathway;
    const { F, layout } = this;
    for (const v of pendingFreezes) {
      F[layout.frozenTimes + v - variables.firstFrozen] = F[NOW]!;
      I[v] = I[variables.frozenOf[v - variables.firstFrozen]!]!;
      this.changed |= 1 << (v % 31);
    }
    pendingFreezes.length = 0;
  }

  /** Leaves a state: gives up what it held, unless the next one holds it too, and its places in queues. */
  private leave(region: number, next: number): void {
    const { I, F, pathway, layout } = this;
    const old = pathway.stateBase[region]! + I[region]!;
    const held = I[layout.held + region]!;
    if (held !== 0 && pathway.isHolding[next] === 0) {
      const places = I[layout.heldPlaces + region]!;
      I[layout.held + region] = 0;
      if (!this.isPreempted) I[layout.oldTickets + held - 1] = 0;
      this.tally.use(held - 1, F[NOW]!, -places);
      if (pathway.limited[held - 1] === 1) {
        this.observer?.releases?.(this, held - 1, F[NOW]!);
        this.keeper?.release(held - 1, places, F[NOW]!);
      }
    }
    for (let i = pathway.siteFirst[old]!, end = pathway.siteFirst[old + 1]!; i < end; i++) {
      const resource = pathway.siteResource[i]!;
      // Served or not, there is no old turn to come back to; and who gives up begins anew another time.
      I[layout.oldTickets + resource] = 0;
      if (this.granted === 0) this.clocks.forget(region);
      const ticket = I[layout.tickets + resource]!;
      if (ticket === 0) continue;
      I[layout.tickets + resource] = 0;
      this.keeper?.leave(resource, ticket, F[NOW]!);
    }
    if (this.isPreempted && layout.kept[old]! >= 0) {
      this.clocks.keep(region, old);
      this.isPreempted = false;
    }
  }

  /** Takes hold of what has been granted: until the state is left, or for a time that is drawn now. */
  private takeHold(region: number, state: number): void {
    const { I, F, pathway, layout, luck } = this;
    const resource = this.granted - 1;
    const places = this.grantedPlaces;
    this.granted = 0;
    this.tally.use(resource, F[NOW]!, places);
    if (pathway.holdKind[state]! < 0) {
      I[layout.held + region] = resource + 1;
      I[layout.heldPlaces + region] = places;
      return;
    }
    drawBlock(
      luck.key,
      I[layout.unit]!,
      pathway.holdDecision[state]!,
      I[layout.visits + state]!,
      pathway.asksTogether[region] === 1 ? 0 : luck.member,
      luck.words,
    );
    const threshold = unitExponential(luck.words[0]!, luck.words[1]!);
    const end =
      F[NOW]! +
      inverseCumulativeHazard(pathway.holdKind[state]!, pathway.hazards, pathway.holdOffset[state]!, threshold);
    if (Number.isFinite(end)) this.tally.use(resource, end, -places);
    if (pathway.limited[resource] === 1 && Number.isFinite(end)) {
      this.observer?.releases?.(this, resource, end);
      this.keeper?.release(resource, places, end);
    }
  }

  /** Moves a region to a state: gives up what the old one held, marks, counts, and sets out new clocks. */
  private enter(region: number, state: number, isLeaving: boolean): void {
    const { I, F, pathway, layout } = this;
    if (isLeaving) this.leave(region, state);
    I[region] = state - pathway.stateBase[region]!;
    this.setAt[region] = this.eventStamp;
    this.changed |= 1 << (region % 31);
    F[layout.entries + region] = F[NOW]!;
    I[layout.visits + state]!++;
    I[layout.answered + region] = 0;
    if (this.granted !== 0 && pathway.isHolding[state] === 1) this.takeHold(region, state);
    for (let i = pathway.markFirst[state]!, end = pathway.markFirst[state + 1]!; i < end; i++)
      F[layout.moments + pathway.marks[i]!] = F[NOW]!;
    for (let i = pathway.freezeFirst[state]!, end = pathway.freezeFirst[state + 1]!; i < end; i++)
      this.pendingFreezes.push(pathway.freezes[i]!);
    for (let i = pathway.countFirst[state]!, end = pathway.countFirst[state + 1]!; i < end; i++) {
      const c = pathway.counts[i]!;
      const counter = pathway.variables.firstCounter + (c < 0 ? ~c : c);
      I[counter] = c < 0 ? 0 : Math.min(COUNTER_CEILING, I[counter]! + 1);
      this.changed |= 1 << (counter % 31);
    }
    if (!this.clocks.resume(region, state)) this.clocks.arm(region, state);
    this.noteQueue(state);
    if (pathway.final[state] === 1) I[layout.ended] = 1;
  }

  /** A state that queues for something: whether it must be asked for, or is there for the taking. */
  private noteQueue(state: number): void {
    const { limited, siteFirst, siteResource } = this.pathway;
    for (let i = siteFirst[state]!, end = siteFirst[state + 1]!; i < end; i++)
      if (limited[siteResource[i]!] === 1) this.asks = true;
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
    this.observer?.settles?.(this);
  }

  /** A transition that happens at once: its condition has come to hold, or what it asks for needs no calendar. */
  private instantTransition(changed: number): number {
    const { I, pathway, live } = this;
    const { stateBase, conditionFirst, conditions, mask, siteFirst } = pathway;
    for (let k = 0; k < this.liveCount; k++) {
      const s = stateBase[live[k]!]! + I[live[k]!]!;
      for (let i = conditionFirst[s]!, end = conditionFirst[s + 1]!; i < end; i++) {
        const t = conditions[i]!;
        if ((mask[t]! & changed) !== 0 && this.clocks.guard(t)) return t;
      }
      if (siteFirst[s + 1]! > siteFirst[s]!) {
        const t = this.answerAtOnce(live[k]!, s);
        if (t >= 0) return t;
      }
    }
    return -1;
  }

  /**
   * Asks in queue state `s` of a region where the answer needs no calendar: the first open site is unlimited, or none is
   * open and none is limited. The transition that follows; -1 where there is none, or limited places must be asked for.
   */
  private answerAtOnce(region: number, s: number): number {
    const { I, layout, pathway } = this;
    const { siteFirst, siteResource, limited } = pathway;
    // A site is open or not on asking: whoever waits or has been told that none is does not ask again.
    if (I[layout.answered + region] === 1) return -1;
    let isShared = false;
    for (let i = siteFirst[s]!, end = siteFirst[s + 1]!; i < end; i++) {
      if (limited[siteResource[i]!] === 0) continue;
      if (I[layout.tickets + siteResource[i]!] !== 0) return -1;
      isShared = true;
    }
    for (let i = siteFirst[s]!, end = siteFirst[s + 1]!; i < end; i++) {
      if (!this.asking.isOpen(i)) continue;
      const resource = siteResource[i]!;
      if (limited[resource] === 1) return -1;
      this.granted = resource + 1;
      this.grantedPlaces = this.asking.needOf(s);
      return pathway.placeTransition[s]!;
    }
    if (isShared) return -1;
    const full = pathway.fullTransition[s]!;
    if (full < 0) I[layout.answered + region] = 1;
    return full;
  }
}
