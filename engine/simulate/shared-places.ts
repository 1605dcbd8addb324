/**
 * What units share: the places, the queues, the calendar, and the units put aside.
 *
 * Requests, releases and changes in places go through the calendar in time order. A unit that waits has its next own
 * event in the calendar, so that whatever makes it leave the queue happens in its turn; so has one whose place may be
 * taken back. Giving up any other place is noted for its own time, so that who holds it need not stop.
 */
import type { CompiledPathway } from '../pathway/compiled.js';
import { Calendar, KIND } from './calendar.js';
import { FamilyPlaces } from './family-places.js';
import { STOPPED, type Kernel, type PlaceKeeper } from './kernel.js';
import { NOW } from './layout.js';
import { PlaceQueue, type Holder, type Waiting } from './places.js';
import { Pool, ROW } from './pool.js';

/** Units and their members make one number in the calendar. */
const MEMBERS = 256;

/** More answers than this at one instant, and this many for each unit put aside, are a loop. */
const MOST_ANSWERS = 1_000;
const MOST_ANSWERS_EACH = 50;

/** A unit's answer to a request that grants nothing. */
const JOIN = -1;
const FULL = -2;
const BALK = -3;

export class SharedPlaces implements PlaceKeeper {
  private readonly calendar = new Calendar();
  private readonly pool: Pool;
  private readonly queues: PlaceQueue[];
  private ticket = 0;
  private started = 0;
  private instant = Number.NaN;
  private atInstant = 0;
  /** Row of the unit in the kernel. */
  private current = -1;
  /** The resource whose place is being taken back, and has been given to somebody else or closed; or -1. */
  private transferred = -1;
  /** Whether some children of one family may ask as one. */
  private readonly hasFamilyQueues: boolean;
  private readonly familyPlaces = new FamilyPlaces();

  constructor(
    private readonly kernel: Kernel,
    private readonly pathway: CompiledPathway,
    /** Random keys of the streams. */
    private readonly keys: readonly Uint32Array[],
    /** Whether units that have nothing more to do before the next boundary are put aside until then. */
    private readonly keepsAll: boolean,
    private readonly from: number,
    private readonly finish: (stop: number) => void,
  ) {
    this.pool = new Pool(kernel);
    this.queues = pathway.model.resources.map(() => new PlaceQueue());
    this.hasFamilyQueues =
      pathway.asksTogether.includes(1) && pathway.streams.some((stream) => stream.childrenCumulative.length > 0);
    pathway.model.resources.forEach((resource, q) => {
      for (const { from, places } of resource.places ?? []) this.calendar.push(from, KIND.places, q, places, -1, 0);
    });
  }

  /** The kernel's unit asks for a place: puts it aside until its turn in the calendar. */
  suspend(): void {
    this.enlist(this.pool.take(), this.askedAt(), KIND.request);
  }

  /** The kernel's unit, of the starting stock, holds what may be taken back: puts it aside until its next own event. */
  suspendHolder(): void {
    const { kernel, pathway } = this;
    const { I, F, layout } = kernel;
    const row = this.pool.take();
    for (let r = 0; r < pathway.regionCount; r++) {
      const resource = I[layout.held + r]! - 1;
      if (resource < 0 || pathway.takesBack[resource] === 0) continue;
      this.queues[resource]!.holders.push({
        rows: [row],
        region: r,
        places: I[layout.heldPlaces + r]!,
        value: this.valueOf(resource),
        // Before all who start in the run.
        started: F[layout.entries + r]!,
      });
      // Its turn, should it have to go back to it, is before all who ask in the run.
      I[layout.oldTickets + resource] = ++this.ticket;
      F[layout.asked + resource] = F[layout.entries + r]!;
    }
    if (this.isAskingAnywhere()) this.enlist(row, this.askedAt(), KIND.request);
    else this.enlist(row, kernel.peek(), KIND.holder);
  }

  /** A unit of the starting stock holds places. */
  hold(resource: number, places: number): void {
    this.queues[resource]!.taken += places;
  }

  /** Since when the kernel's unit asks: for one of the starting stock that was before the run. */
  private askedAt(): number {
    const { kernel, pathway } = this;
    let time = kernel.F[NOW]!;
    for (let r = 0; r < pathway.regionCount; r++)
      if (this.isAsking(r)) time = Math.min(time, kernel.F[kernel.layout.entries + r]!);
    return time;
  }

  /** The kernel's unit has nothing more to do before the next boundary: puts it aside until then. */
  park(row = this.pool.take()): void {
    this.pool.save(row);
    this.pool.stamps[row]!++;
    this.pool.status[row] = ROW.loose;
  }

  /** Places are given up at `time`, which may lie ahead of the calendar. */
  release(resource: number, places: number, time: number): void {
    const queue = this.queues[resource]!;
    if (this.pathway.takesBack[resource] === 1) queue.drop(this.current);
    if (this.transferred === resource) this.transferred = -1;
    else if (this.familyPlaces.isHeld(resource, this.current)) this.leaveFamilyPlace(resource, time);
    else this.calendar.push(time, KIND.release, resource, places, -1, 0);
  }

  /** The kernel's unit needs a place of its family no longer. The last to leave gives it up, whenever each of them left. */
  private leaveFamilyPlace(resource: number, time: number): void {
    const ended = this.familyPlaces.leave(resource, this.current, time);
    if (ended === null) return;
    this.kernel.tally.use(resource, ended.time, -ended.places);
    this.calendar.push(ended.time, KIND.release, resource, ended.places, -1, 0);
  }

  /** The kernel's unit leaves a queue: those behind it may find what it needed more of. */
  leave(resource: number, ticket: number, time: number): void {
    const queue = this.queues[resource]!;
    if (!queue.leave(ticket, this.current)) this.offer(resource, time);
    // Its siblings may be about to leave as well.
    else if (queue.free > 0) this.calendar.push(time, KIND.offer, resource, 0, -1, 0);
  }

  /** Whatever is free of a resource is handed out in its turn at this instant. */
  private offer(resource: number, time: number): void {
    const queue = this.queues[resource]!;
    if (queue.free > 0 && queue.waiting > 0) this.calendar.push(time, KIND.release, resource, 0, -1, 0);
  }

  /** Works through the calendar up to, not including, a time. */
  drain(until: number): void {
    const { calendar, pool } = this;
    while (calendar.nextTime < until && calendar.pop()) {
      // Those of the starting stock who wait stand in the order in which they came, before the run.
      const time = Math.max(calendar.time[0]!, this.from);
      const { kind, major, minor, row, stamp } = calendar;
      if (kind === KIND.release) {
        this.queues[major]!.taken -= minor;
        this.serve(major, time);
      } else if (kind === KIND.offer) {
        this.serve(major, time);
      } else if (kind === KIND.places) {
        this.queues[major]!.places = minor;
        this.stopWhoMust(major, time);
        this.serve(major, time);
      } else if (pool.stamps[row] === stamp) {
        this.take(row);
        if (kind === KIND.request) this.request(row, time, major, minor);
        else {
          this.kernel.peek();
          this.kernel.step();
          this.proceed(row, time);
        }
      }
    }
  }

  /** Counts who is in each shared level, over the units that have been put aside. */
  count(levels: readonly number[]): Float64Array {
    const counts = new Float64Array(this.pathway.levels.length);
    for (const row of this.pool.rows()) {
      this.pool.load(row);
      for (const level of levels) if (this.kernel.asking.counts(level)) counts[level]!++;
    }
    return counts;
  }

  /** A boundary at `time`: everybody sees the shared levels as they are now, and goes on. */
  cross(time: number): void {
    for (const row of this.pool.rows()) {
      this.take(row);
      this.kernel.seeLevels(time);
      this.pool.status[row] = ROW.inCalendar;
      if (this.isAskingAnywhere()) this.enlist(row, this.askedAt(), KIND.request);
      else this.goOn(row);
    }
  }

  /** Units still put aside at the horizon are as they were left. */
  leaveRest(): void {
    for (const row of this.pool.rows()) {
      this.take(row);
      this.finish(STOPPED.horizon);
      this.letGo(row);
    }
  }

  /** The unit of a row is followed no further. */
  private letGo(row: number): void {
    this.pool.release(row);
    this.familyPlaces.forget(row);
  }

  /** Makes a row the kernel's unit. */
  private take(row: number): void {
    const { kernel } = this;
    this.current = row;
    this.pool.load(row);
    kernel.takeUp();
    kernel.key = this.keys[kernel.I[kernel.layout.stream]!]!;
  }

  /** Saves the kernel's unit in a row and puts it in the calendar; an entry it already has there is void. */
  private enlist(row: number, time: number, kind: number): void {
    const { kernel, pool } = this;
    const { I, layout } = kernel;
    pool.save(row);
    pool.stamps[row]!++;
    const minor = I[layout.unit]! * MEMBERS + I[layout.member]!;
    this.calendar.push(time, kind, I[layout.stream]!, minor, row, pool.stamps[row]!);
  }

  /** Hands out what is free, in the order of the queue. */
  private serve(resource: number, time: number): void {
    const queue = this.queues[resource]!;
    for (;;) {
      const entry = queue.next(time);
      if (entry === undefined) return;
      const count = queue.fitting(entry);
      if (count === 0) return;
      this.give(resource, entry, count, time);
    }
  }

  /** Gives an entry of a queue what it asked for, or its first `count` rows their part of it. */
  private give(resource: number, entry: Waiting, count: number, time: number): void {
    const { kernel, pathway } = this;
    this.countInstant(time);
    const rows = entry.rows.slice(0, count);
    const { parts } = entry;
    const isWhole = count === entry.rows.length;
    let left = isWhole || parts === null ? entry.need : parts.slice(0, count).reduce((sum, part) => sum + part, 0);
    this.queues[resource]!.taken += left;
    const isOne = pathway.resources[resource]!.isPerFamily && rows.length > 1;
    if (isOne && parts !== null) {
      this.takeFamilyPlace(resource, rows, left, time);
      left = 0;
    }
    rows.forEach((row, i) => {
      this.take(row);
      const r = this.regionWaiting(resource);
      if (r < 0) return;
      // The children of a family each hold what they need, or the last holds for all of them.
      const own = i === rows.length - 1 ? left : isOne ? 0 : Math.min(left, kernel.asking.needOf(this.stateOf(r)));
      left -= own;
      this.grant(rows, i, r, resource, own, entry, time);
      this.proceed(row, time);
    });
  }

  /** A place (or several) for all of these rows, until the last of them leaves; each of them by itself holds none. */
  private takeFamilyPlace(resource: number, rows: readonly number[], places: number, time: number): void {
    this.familyPlaces.take(resource, rows, places);
    this.kernel.tally.use(resource, time, places);
  }

  /** Gives the kernel's unit, number `i` of the rows that asked together, its part of what `turn` asked for. */
  private grant(
    rows: readonly number[],
    i: number,
    r: number,
    resource: number,
    places: number,
    turn: Pick<Waiting, 'ticket' | 'asked' | 'need' | 'value'>,
    time: number,
  ): void {
    const { kernel, pathway } = this;
    kernel.grant(r, resource, places, time);
    if (pathway.takesBack[resource] === 0) return;
    if (kernel.I[kernel.layout.held + r] !== resource + 1) return;
    kernel.I[kernel.layout.oldTickets + resource] = turn.ticket;
    kernel.F[kernel.layout.asked + resource] = turn.asked;
    if (i === 0)
      this.queues[resource]!.holders.push({
        rows,
        region: r,
        places: turn.need,
        value: turn.value,
        started: ++this.started,
      });
  }

  /** Counts what queues decide at one instant, so that units that ask round and round are an error and not a hang. */
  private countInstant(time: number): void {
    if (time !== this.instant) {
      this.instant = time;
      this.atInstant = 0;
    } else if (++this.atInstant > MOST_ANSWERS + MOST_ANSWERS_EACH * this.pool.size)
      throw new Error(`places are asked for and given up without end at one instant (day ${time})`);
  }

  private stateOf(r: number): number {
    return this.pathway.stateBase[r]! + this.kernel.I[r]!;
  }

  /** The region in which the kernel's unit waits for a resource. */
  private regionWaiting(resource: number): number {
    const { kernel, pathway } = this;
    if (kernel.I[kernel.layout.tickets + resource] === 0) return -1;
    for (let r = 0; r < pathway.regionCount; r++) {
      const s = this.stateOf(r);
      for (let i = pathway.siteFirst[s]!, end = pathway.siteFirst[s + 1]!; i < end; i++)
        if (pathway.siteResource[i] === resource) return r;
    }
    return -1;
  }

  /** Takes the kernel's unit, settled at `time`, as far as it can go: asks for what it wants, waits, or runs on. */
  private proceed(row: number, time: number): void {
    // The children of a family ask as one, when all of them have come to it.
    if (this.regionAskingTogether() >= 0) {
      this.enlist(row, time, KIND.request);
      return;
    }
    this.ask(row, time);
    this.goOn(row);
  }

  /** The kernel's unit has asked for all it wants: it waits, or runs on until it asks again. */
  private goOn(row: number): void {
    const { kernel } = this;
    if (kernel.asking.isTied()) {
      this.enlist(row, kernel.peek(), kernel.asking.holdsLimited() ? KIND.holder : KIND.own);
      return;
    }
    const stop = kernel.burst();
    if (stop === STOPPED.asks) this.enlist(row, kernel.F[NOW]!, KIND.request);
    else if (stop === STOPPED.horizon && this.keepsAll) this.park(row);
    else {
      this.finish(stop);
      this.letGo(row);
    }
  }

  /** A request whose turn has come: of a unit, or of all the children of a family who ask in a region as one. */
  private request(row: number, time: number, stream: number, minor: number): void {
    const r = this.regionAskingTogether();
    if (r < 0) {
      this.ask(row, time);
      this.goOn(row);
      return;
    }
    const rows = [row];
    const unit = Math.floor(minor / MEMBERS) * MEMBERS;
    for (;;) {
      const next = this.calendar.rowIfNext(time, KIND.request, stream, unit, unit + MEMBERS);
      if (next < 0) break;
      this.calendar.pop();
      if (this.pool.stamps[next] === this.calendar.stamp) rows.push(next);
    }
    const asking: number[] = [];
    for (const sibling of rows) {
      this.take(sibling);
      if (this.isAsking(r)) asking.push(sibling);
      // Who asks for something else has its turn after this.
      else this.enlist(sibling, time, KIND.request);
    }
    this.askTogether(asking, r, time);
  }

  /** A region in which the kernel's unit asks for a limited place with such siblings as do; or -1. */
  private regionAskingTogether(): number {
    const { pathway } = this;
    if (!this.hasFamilyQueues) return -1;
    for (let r = 0; r < pathway.regionCount; r++)
      if (pathway.asksTogether[r] === 1 && this.isAsking(r)) return this.hasSiblings() ? r : -1;
    return -1;
  }

  /** Whether the kernel's unit came with others of its family; those of the starting stock are each by themselves. */
  private hasSiblings(): boolean {
    const { kernel, pathway } = this;
    const stream = pathway.streams[kernel.I[kernel.layout.stream]!];
    return stream !== undefined && kernel.arriving.children(stream, kernel.I[kernel.layout.unit]!) > 1;
  }

  private isAskingAnywhere(): boolean {
    for (let r = 0; r < this.pathway.regionCount; r++) if (this.isAsking(r)) return true;
    return false;
  }

  /** Whether the kernel's unit stands in a queue state of a region without having asked there. */
  private isAsking(r: number): boolean {
    const { kernel, pathway } = this;
    const s = this.stateOf(r);
    const first = pathway.siteFirst[s]!;
    const end = pathway.siteFirst[s + 1]!;
    for (let i = first; i < end; i++)
      if (kernel.I[kernel.layout.tickets + pathway.siteResource[i]!] !== 0) return false;
    return end > first && kernel.I[kernel.layout.answered + r] === 0;
  }

  /** Asks for every place the kernel's unit wants at this instant, and takes what it is told. */
  private ask(row: number, time: number): void {
    const { kernel, pathway } = this;
    for (let again = true; again;) {
      again = false;
      for (let r = 0; r < pathway.regionCount; r++) {
        if (!this.isAsking(r)) continue;
        const need = kernel.asking.needOf(this.stateOf(r));
        const answer = this.decide(r, need, time, row);
        if (answer === JOIN) this.join([row], r, need, time, [need]);
        else again = this.tell([row], 0, r, need, need, answer, time) || again;
      }
    }
    kernel.clearAsk();
  }

  /** The children of a family ask in a region as one: they are all given places, or none is. */
  private askTogether(rows: readonly number[], r: number, time: number): void {
    const { kernel, pathway } = this;
    const last = rows.length - 1;
    this.take(rows[0]!);
    const state = this.stateOf(r);
    const needs = rows.map((row) => {
      this.take(row);
      return kernel.asking.needOf(state);
    });
    const whole = needs.reduce((sum, need) => sum + need, 0);
    this.take(rows[0]!);
    const isOneFor = (resource: number): boolean => pathway.resources[resource]!.isPerFamily;
    const answer = this.decide(r, whole, time, rows[0]!, needs[0]);
    if (answer === JOIN) {
      // Each site is joined with what it asks of a family.
      this.join(rows, r, whole, time, needs);
      rows.forEach((row) => {
        this.take(row);
        this.proceed(row, time);
      });
      return;
    }
    const isApart =
      answer >= 0 &&
      isOneFor(answer) &&
      rows.length > 1 &&
      pathway.familyRegion[r] === 0 &&
      pathway.limited[answer] === 1;
    if (isApart) this.takeFamilyPlace(answer, rows, needs[0]!, time);
    rows.forEach((row, i) => {
      this.take(row);
      const own = answer >= 0 && isOneFor(answer) ? (i === last && !isApart ? needs[0]! : 0) : needs[i]!;
      const all = answer >= 0 && isOneFor(answer) ? needs[0]! : whole;
      this.tell(rows, i, r, own, all, answer, time);
      this.proceed(row, time);
    });
  }

  /**
   * Acts on an answer other than joining the queue, for number `i` of the rows that asked together, whose own part is
   * `need` of `all`; true where the unit may have more to ask.
   */
  private tell(
    rows: readonly number[],
    i: number,
    r: number,
    need: number,
    all: number,
    answer: number,
    time: number,
  ): boolean {
    this.countInstant(time);
    const { kernel, pathway } = this;
    const state = this.stateOf(r);
    if (answer >= 0) {
      if (i === 0) this.ticket++;
      const value = this.valueOf(answer);
      this.grant(rows, i, r, answer, need, { ticket: this.ticket, asked: time, need: all, value }, time);
      return true;
    }
    const transition = answer === BALK ? pathway.balkTransition[state]! : pathway.fullTransition[state]!;
    if (transition < 0) {
      kernel.I[kernel.layout.answered + r] = 1;
      return false;
    }
    kernel.answer(transition, time);
    return true;
  }

  /**
   * The resource that can be given at once (its places are then taken), or JOIN, FULL or BALK. `familyNeed` is what a
   * resource asks of a family that counts as one.
   */
  private decide(r: number, need: number, time: number, row: number, familyNeed = need): number {
    const { kernel, pathway } = this;
    const state = this.stateOf(r);
    const first = pathway.siteFirst[state]!;
    const end = pathway.siteFirst[state + 1]!;
    const needAt = (resource: number): number => (pathway.resources[resource]!.isPerFamily ? familyNeed : need);
    for (let i = first; i < end; i++) {
      if (!kernel.asking.isOpen(i)) continue;
      const resource = pathway.siteResource[i]!;
      if (pathway.limited[resource] === 0) return resource;
      const queue = this.queues[resource]!;
      if (queue.free >= needAt(resource) && !queue.isAhead(this.valueOf(resource), time)) {
        queue.taken += needAt(resource);
        return resource;
      }
    }
    for (let i = first; i < end; i++) {
      const resource = pathway.siteResource[i]!;
      if (!kernel.asking.isOpen(i) || !pathway.resources[resource]!.preempts) continue;
      const value = this.valueOf(resource);
      const queue = this.queues[resource]!;
      if (queue.isAhead(value, time)) continue;
      const victims = queue.victims(needAt(resource), value);
      if (victims === null) continue;
      queue.taken += needAt(resource);
      this.pool.save(row);
      for (const victim of victims) this.takeBack(resource, victim, true, time);
      this.offer(resource, time);
      this.take(row);
      return resource;
    }
    let balks = false;
    for (let i = first; i < end; i++) {
      if (!kernel.asking.isOpen(i)) continue;
      const resource = pathway.siteResource[i]!;
      // Whoever has been served before, or waited before the run, is in the queue however many wait.
      if (this.isReturning(resource, r, time)) return JOIN;
      if (this.isShut(resource)) continue;
      if (!kernel.asking.balks(resource, state, this.queues[resource]!.waiting)) return JOIN;
      balks = true;
    }
    return balks ? BALK : FULL;
  }

  /** Whether the kernel's unit had a place that was taken for somebody more urgent, or has waited since before the run. */
  private isReturning(resource: number, r: number, time: number): boolean {
    const { I, F, layout } = this.kernel;
    return I[layout.oldTickets + resource] !== 0 || F[layout.entries + r]! < time;
  }

  private isShut(resource: number): boolean {
    const { queueLimit } = this.pathway.resources[resource]!;
    return queueLimit >= 0 && this.queues[resource]!.waiting >= queueLimit;
  }

  private valueOf(resource: number): number {
    const { value } = this.pathway.resources[resource]!;
    return value < 0 ? 0 : this.kernel.asking.quantity(value);
  }

  /**
   * Joins the queues of all sites that are open, not full, and not too long for the kernel's unit, the first of the rows:
   * with the `needs` of each, or that of the first where one place is for all.
   */
  private join(rows: readonly number[], r: number, whole: number, time: number, needs: readonly number[]): void {
    const { kernel, pathway } = this;
    const { I, F, layout } = kernel;
    const state = this.stateOf(r);
    const fresh = ++this.ticket;
    const joined: { readonly resource: number; readonly ticket: number; readonly ahead: number }[] = [];
    for (let i = pathway.siteFirst[state]!, end = pathway.siteFirst[state + 1]!; i < end; i++) {
      const resource = pathway.siteResource[i]!;
      const rule = pathway.resources[resource]!;
      const queue = this.queues[resource]!;
      if (!kernel.asking.isOpen(i)) continue;
      if (
        !this.isReturning(resource, r, time) &&
        (this.isShut(resource) || kernel.asking.balks(resource, state, queue.waiting))
      )
        continue;
      // Whose place was taken goes back to where it stood.
      const old = I[layout.oldTickets + resource]!;
      const asked = old === 0 ? F[layout.entries + r]! : F[layout.asked + resource]!;
      const ticket = old === 0 ? fresh : old;
      const value = this.valueOf(resource);
      const perDay = rule.perDay < 0 ? 0 : kernel.asking.quantity(rule.perDay);
      const ahead = queue.ahead({ value, ticket }, time);
      kernel.observer?.waits(kernel, resource, ahead);
      const need = rule.isPerFamily ? needs[0]! : whole;
      const apart = rule.isPerFamily ? needs.map(() => 0) : needs;
      const parts = pathway.familyRegion[r] === 1 ? null : apart;
      queue.join({ rows, ticket, asked, value, perDay, need, parts, isGone: false });
      joined.push({ resource, ticket, ahead });
      // More than all the places there are: its children may come one by one.
      if (rows.length > 1 && parts !== null && need > queue.places) this.offer(resource, time);
      I[layout.tickets + resource] = ticket;
    }
    this.pool.save(rows[0]!);
    for (const row of rows.slice(1)) {
      this.take(row);
      for (const { resource, ticket, ahead } of joined) {
        kernel.observer?.waits(kernel, resource, ahead);
        I[layout.tickets + resource] = ticket;
      }
      this.pool.save(row);
    }
  }

  /** Places have fallen: where that stops cases in progress, those of least value, the latest to start first. */
  private stopWhoMust(resource: number, time: number): void {
    if (!this.pathway.resources[resource]!.stops) return;
    const queue = this.queues[resource]!;
    while (queue.taken > queue.places) {
      const victim = [...queue.holders].sort((a, b) => a.value - b.value || b.started - a.started)[0];
      if (victim === undefined) return;
      this.takeBack(resource, victim, false, time);
    }
  }

  /** Takes a holder's place back: it is closed, or has been given to somebody more urgent. */
  private takeBack(resource: number, victim: Holder, isPreempted: boolean, time: number): void {
    const queue = this.queues[resource]!;
    queue.taken -= victim.places;
    queue.drop(victim.rows[0]!);
    for (const row of victim.rows) {
      this.take(row);
      this.transferred = resource;
      this.kernel.takeBack(victim.region, isPreempted, time);
      // The preempted keeps its turn and goes back to it at once; who is stopped asks like anybody else.
      if (!isPreempted && this.isAskingAnywhere()) this.enlist(row, time, KIND.request);
      else this.proceed(row, time);
    }
  }
}
