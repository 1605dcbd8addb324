/**
 * The clocks of one unit: each holds a unit-exponential threshold that its cumulative hazard, times the multiplier in
 * force, uses up.
 *
 * When something a multiplier depends on changes, what has been used is taken off the threshold and the rest is read
 * against the new multiplier; when the multiplier comes out the same, nothing is touched, so changes that cancel leave
 * identical bits. A threshold is drawn when its clock first runs, keyed by the unit, the transition's name, the visit
 * to the state and the times it has fired there.
 */
import { SINCE, TRIGGER, type CompiledPathway } from '../pathway/compiled.js';
import {
  cumulativeHazard,
  drawBlock,
  HazardKind,
  nextRecurring,
  remainingTime,
  unitExponential,
} from '../random/index.js';
import { birthday } from '../time/index.js';
import { BIRTH, FIRES, MULTIPLIER, NOW, RATIO, REMAINING, SLOT_WIDTH, USED, ZERO, type UnitLayout } from './layout.js';
import type { Luck } from './luck.js';

/** A scheduled time that lies no further ahead than this (in days) is now, and has been dealt with. */
const SAME_INSTANT = 1e-6;

export class Clocks {
  constructor(
    private readonly pathway: CompiledPathway,
    private readonly layout: UnitLayout,
    private readonly F: Float64Array,
    private readonly I: Int32Array,
    private readonly luck: Luck,
    private readonly epoch: number,
  ) {}

  /** Sets out the clocks of a state: not yet drawn, not yet running. */
  arm(region: number, state: number): void {
    const { F, I, pathway, layout } = this;
    const first = pathway.slotFirst[state]!;
    const end = pathway.slotFirst[state + 1]!;
    const slot = pathway.slotBase[region]!;
    for (let t = first; t < end; t++) {
      const k = slot + t - first;
      const at = layout.slots + k * SLOT_WIDTH;
      F[at + REMAINING] = -1;
      F[at + MULTIPLIER] = 0;
      F[at + FIRES] = Number.POSITIVE_INFINITY;
      F[at + ZERO] = this.zeroOf(t, region);
      F[at + RATIO] = Number.NaN;
      I[layout.refires + k] = 0;
    }
  }

  /** A clock's zero on entry to its state. */
  private zeroOf(t: number, region: number): number {
    const { F, pathway, layout } = this;
    const since = pathway.since[t]!;
    if (since === SINCE.entry) return F[layout.entries + region]!;
    if (since === SINCE.birth) return F[BIRTH]!;
    if (since === SINCE.day) return pathway.sinceDay[t]!;
    // A moment may yet be marked at this instant: its time is read when the instant is settled.
    return Number.NaN;
  }

  /** Keeps the clocks of a state whose place is taken back, so that it can go on where it stopped. */
  keep(region: number, state: number): void {
    const { F, I, pathway, layout } = this;
    const slots = pathway.slotFirst[state + 1]! - pathway.slotFirst[state]!;
    const kept = layout.kept[state]!;
    F[kept] = F[NOW]!;
    for (let i = 0; i < slots; i++) {
      const k = pathway.slotBase[region]! + i;
      const at = layout.slots + k * SLOT_WIDTH;
      const t = pathway.slotFirst[state]! + i;
      // Only the time of the state stands still: any other clock is paused, and its age goes on.
      if (!this.standsStill(t) && F[at + MULTIPLIER]! > 0) this.rescale(t, at, 0, F[at + RATIO]!);
      for (let j = 0; j < SLOT_WIDTH; j++) F[kept + 1 + i * SLOT_WIDTH + j] = F[at + j]!;
      I[layout.keptRefires[state]! + i] = I[layout.refires + k]!;
    }
  }

  /** Forgets the clocks kept of a region's states: whoever leaves the queue without a place begins anew. */
  forget(region: number): void {
    const { F, pathway, layout } = this;
    for (let s = pathway.stateBase[region]!; s < pathway.stateBase[region + 1]!; s++)
      if (layout.kept[s]! >= 0) F[layout.kept[s]!] = Number.NaN;
  }

  /** The state of a region that was left when its place was taken, and is to be gone on with; or -1. */
  keptState(region: number): number {
    const { F, pathway, layout } = this;
    for (let s = pathway.stateBase[region]!; s < pathway.stateBase[region + 1]!; s++)
      if (layout.kept[s]! >= 0 && !Number.isNaN(F[layout.kept[s]!]!)) return s;
    return -1;
  }

  /** Whether a clock counts the time of its state, which stands still while somebody more urgent has the place. */
  private standsStill(t: number): boolean {
    return this.pathway.since[t] === SINCE.entry && this.pathway.trigger[t] === TRIGGER.clock;
  }

  /** Sets a state's clocks going again where they stopped; false where none were kept. */
  resume(region: number, state: number): boolean {
    const { F, I, pathway, layout } = this;
    const kept = layout.kept[state]!;
    if (kept < 0 || Number.isNaN(F[kept]!)) return false;
    const pause = F[NOW]! - F[kept]!;
    F[kept] = Number.NaN;
    const slots = pathway.slotFirst[state + 1]! - pathway.slotFirst[state]!;
    for (let i = 0; i < slots; i++) {
      const k = pathway.slotBase[region]! + i;
      const at = layout.slots + k * SLOT_WIDTH;
      for (let j = 0; j < SLOT_WIDTH; j++) F[at + j] = F[kept + 1 + i * SLOT_WIDTH + j]!;
      I[layout.refires + k] = I[layout.keptRefires[state]! + i]!;
      if (this.standsStill(pathway.slotFirst[state]! + i)) {
        F[at + ZERO]! += pause;
        F[at + FIRES]! += pause;
      }
    }
    return true;
  }

  /** An event that left its region where it was: its clock goes on, with a new threshold. */
  rearm(t: number, region: number): void {
    const { F, I, pathway, layout } = this;
    const k = pathway.slotBase[region]! + t - pathway.slotFirst[pathway.fromState[t]!]!;
    const at = layout.slots + k * SLOT_WIDTH;
    F[at + REMAINING] = -1;
    F[at + MULTIPLIER] = 0;
    F[at + FIRES] = Number.POSITIVE_INFINITY;
    I[layout.refires + k]!++;
  }

  /** The clock of a transition out of the present state as it was left: how often it has fired there, its own age now. */
  restore(t: number, refires: number, age: number): void {
    const { F, I, pathway, layout } = this;
    const k = pathway.slotBase[pathway.region[t]!]! + t - pathway.slotFirst[pathway.fromState[t]!]!;
    I[layout.refires + k] = refires;
    if (age !== age) return;
    F[layout.slots + k * SLOT_WIDTH + ZERO] = F[NOW]! - age;
    F[layout.slots + k * SLOT_WIDTH + RATIO] = 1;
  }

  /** Whether a timed transition has not yet happened since its state was entered: a time that is sure happens once. */
  private isFirst(t: number): boolean {
    return this.refiresOf(t, this.pathway.region[t]!) === 0;
  }

  /** How often a timed transition has left its state where it was since it was entered; 0 for any other. */
  refiresOf(t: number, region: number): number {
    const { pathway, I, layout } = this;
    const state = pathway.fromState[t]!;
    const slots = pathway.slotFirst;
    return t < slots[pathway.stateCount]! ? I[layout.refires + pathway.slotBase[region]! + t - slots[state]!]! : 0;
  }

  /** Whether a transition's guard (or its condition) holds. */
  guard(t: number): boolean {
    const { I, pathway } = this;
    const { guardFirst, testVariable, testOffset, sets } = pathway;
    for (let i = guardFirst[t]!, end = guardFirst[t + 1]!; i < end; i++)
      if (sets[testOffset[i]! + I[testVariable[i]!]!] === 0) return false;
    return true;
  }

  /** Brings the clocks of the first `liveCount` regions of `live` up to date with what has `changed`. */
  refresh(changed: number, live: Int32Array, liveCount: number): void {
    const { F, I, pathway, layout } = this;
    const { stateBase, slotFirst, slotBase, mask, scale, factorFirst, lookupVariable, lookupOffset, multipliers } =
      pathway;
    const { stretchFirst, frailtyFirst, frailties } = pathway;
    for (let k = 0; k < liveCount; k++) {
      const r = live[k]!;
      const s = stateBase[r]! + I[r]!;
      const end = slotFirst[s + 1]!;
      let at = layout.slots + slotBase[r]! * SLOT_WIDTH;
      for (let t = slotFirst[s]!; t < end; t++, at += SLOT_WIDTH) {
        const zero = F[at + ZERO]!;
        if (zero !== zero) {
          // A clock since a moment that has not come does not run; it sets out when the moment does.
          const moment = F[layout.moments + pathway.since[t]!]!;
          if (moment !== moment) continue;
          F[at + ZERO] = moment;
        } else if ((mask[t]! & changed) === 0) continue;
        let multiplier = 0;
        if (this.guard(t)) {
          multiplier = scale[t]!;
          for (let i = factorFirst[t]!, last = factorFirst[t + 1]!; i < last; i++)
            multiplier *= multipliers[lookupOffset[i]! + I[lookupVariable[i]!]!]!;
          for (let i = frailtyFirst[t]!, last = frailtyFirst[t + 1]!; i < last; i++)
            multiplier *= F[layout.powers + frailties[i]!]!;
        }
        let ratio = 1;
        for (let i = stretchFirst[t]!, last = stretchFirst[t + 1]!; i < last; i++)
          ratio *= multipliers[lookupOffset[i]! + I[lookupVariable[i]!]!]!;
        const old = F[at + RATIO]!;
        if (
          multiplier !== F[at + MULTIPLIER] ||
          (ratio !== old && (old === old || stretchFirst[t + 1]! > stretchFirst[t]!))
        )
          this.rescale(t, at, multiplier, ratio);
      }
    }
  }

  /** Takes off the threshold what the old multiplier used up, and reads the rest against the new one. */
  private rescale(t: number, at: number, multiplier: number, ratio: number): void {
    const { F, I, pathway, layout, luck } = this;
    const now = F[NOW]!;
    const old = F[at + MULTIPLIER]!;
    F[at + MULTIPLIER] = multiplier;
    // The clock's own time goes on from what it was, at its new pace.
    const before = F[at + RATIO]!;
    if (before !== ratio) {
      // A time to come is a date: how fast time passes before it says nothing.
      if (before === before && now > F[at + ZERO]!) F[at + ZERO] = now - ((now - F[at + ZERO]!) / before) * ratio;
      F[at + RATIO] = ratio;
    }
    if (pathway.trigger[t] === TRIGGER.birthday) {
      const day = birthday(F[BIRTH]! + this.epoch, pathway.birthdayYears[t]!) - this.epoch;
      F[at + FIRES] = multiplier > 0 && this.isFirst(t) ? Math.max(now, day) : Number.POSITIVE_INFINITY;
      return;
    }
    const kind = pathway.hazardKind[t]!;
    const offset = pathway.hazardOffset[t]!;
    if (kind === HazardKind.fixed) {
      // Where a clock is sure of its time no threshold is needed; it fires at it, or as soon after as it is let.
      F[at + FIRES] =
        multiplier > 0 && this.isFirst(t)
          ? Math.max(now, F[at + ZERO]! + pathway.hazards[offset]! * ratio)
          : Number.POSITIVE_INFINITY;
      return;
    }
    if (kind === HazardKind.recurring) {
      // What was scheduled while the clock was not running is passed over.
      const passed = (now - F[at + ZERO]! + SAME_INSTANT) / ratio;
      F[at + FIRES] =
        multiplier > 0
          ? F[at + ZERO]! + nextRecurring(pathway.hazards, offset, passed) * ratio
          : Number.POSITIVE_INFINITY;
      return;
    }
    const age = (now - F[at + ZERO]!) / ratio;
    // A clock that has just been set has used nothing; the exponential is so common that it is worked out here.
    const rate = kind === HazardKind.exponential ? pathway.hazards[offset]! : 0;
    const used =
      age <= 0
        ? 0
        : kind === HazardKind.exponential
          ? age * rate
          : cumulativeHazard(kind, pathway.hazards, offset, age);
    if (old > 0) {
      const spent = old * (used - F[at + USED]!);
      F[at + REMAINING] = Math.max(0, F[at + REMAINING]! - spent);
    }
    F[at + USED] = used;
    if (!(multiplier > 0)) {
      F[at + FIRES] = Number.POSITIVE_INFINITY;
      return;
    }
    if (F[at + REMAINING]! < 0) {
      const region = pathway.region[t]!;
      const k = pathway.slotBase[region]! + t - pathway.slotFirst[pathway.fromState[t]!]!;
      drawBlock(
        luck.key,
        I[layout.unit]!,
        pathway.decision[t]!,
        I[layout.visits + pathway.fromState[t]!]!,
        pathway.isShared[t] === 1 ? I[layout.refires + k]! : luck.member | I[layout.refires + k]!,
        luck.words,
      );
      F[at + REMAINING] = unitExponential(luck.words[0]!, luck.words[1]!);
    }
    const left = F[at + REMAINING]! / multiplier;
    if (kind === HazardKind.exponential)
      F[at + FIRES] = rate > 0 ? now + (left / rate - Math.min(0, age)) * ratio : Number.POSITIVE_INFINITY;
    else if (used === Number.POSITIVE_INFINITY) F[at + FIRES] = this.isFirst(t) ? now : Number.POSITIVE_INFINITY;
    else F[at + FIRES] = now + remainingTime(kind, pathway.hazards, offset, age, left) * ratio;
  }
}
