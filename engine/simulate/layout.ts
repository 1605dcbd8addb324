/**
 * How one unit is laid out in two typed arrays, so that it can be copied aside while it waits and copied back.
 *
 * Doubles: now, birth, time of the next age segment, entry time of each region's state, each moment (NaN until it
 * comes), then six a slot: remaining threshold, cumulative hazard used so far, multiplier in force, time it fires,
 * the clock's zero, the ratio at which its time passes; then frailties and their powers, when values were frozen, the time each resource was asked
 * for, and the slots of states that were left to be resumed. Integers: the variables, visits to each state, refires of
 * each slot, a queue ticket for each resource, the places held by each region, the refires of states left to be
 * resumed, the presence cells of the ledger, then stream, unit number, member of the family, flags.
 */
import type { CompiledPathway } from '../pathway/compiled.js';

export const NOW = 0;
export const BIRTH = 1;
export const NEXT_AGE = 2;
/** Where the entry times of the regions' states begin. */
export const FIRST_ENTRY = 3;

/** Doubles of a slot. */
export const REMAINING = 0;
export const USED = 1;
export const MULTIPLIER = 2;
export const FIRES = 3;
export const ZERO = 4;
/** How many days of the calendar one day of the clock lasts; NaN until the clock first runs. */
export const RATIO = 5;
export const SLOT_WIDTH = 6;

export interface UnitLayout {
  readonly entries: number;
  readonly moments: number;
  readonly slots: number;
  readonly frailties: number;
  /** When each value was last frozen; NaN for never. */
  readonly frozenTimes: number;
  readonly powers: number;
  /** When each resource was asked for: the time from which a wait counts. */
  readonly asked: number;
  /** For each state that can be left by being preempted: where its slots are kept, after the time it was left; or -1. */
  readonly kept: Int32Array;
  readonly keptRefires: Int32Array;
  readonly doubles: number;
  readonly visits: number;
  readonly refires: number;
  readonly tickets: number;
  /** The ticket a unit had before the place it was given was taken from it again; 0 for none. */
  readonly oldTickets: number;
  /** By region: the resource held, plus one, or 0; and how many places. */
  readonly held: number;
  readonly heldPlaces: number;
  /** By region: whether its state has asked for a place in vain. */
  readonly answered: number;
  readonly cells: number;
  readonly stream: number;
  readonly unit: number;
  readonly member: number;
  readonly ended: number;
  readonly integers: number;
}

export function layoutOf(pathway: CompiledPathway, presenceCount: number): UnitLayout {
  const { variables, regionCount, stateCount, slotCount, resourceNames } = pathway;
  const entries = FIRST_ENTRY;
  const moments = entries + regionCount;
  const slots = moments + variables.moments.length;
  const frailties = slots + slotCount * SLOT_WIDTH;
  const powers = frailties + pathway.frailtyDecision.length;
  const frozenTimes = powers + pathway.powers.length;
  const asked = frozenTimes + variables.frozen.length;
  const visits = variables.count;
  const refires = visits + stateCount;
  const tickets = refires + slotCount;
  const oldTickets = tickets + resourceNames.length;
  const held = oldTickets + resourceNames.length;
  const heldPlaces = held + regionCount;
  const kept = new Int32Array(stateCount).fill(-1);
  const keptRefires = new Int32Array(stateCount).fill(-1);
  let doubles = asked + resourceNames.length;
  const answered = heldPlaces + regionCount;
  let cells = answered + regionCount;
  for (let s = 0; s < stateCount; s++) {
    if (pathway.preemptedTransition[s]! < 0) continue;
    const slotsOf = pathway.slotFirst[s + 1]! - pathway.slotFirst[s]!;
    kept[s] = doubles;
    doubles += 1 + slotsOf * SLOT_WIDTH;
    keptRefires[s] = cells;
    cells += slotsOf;
  }
  const stream = cells + presenceCount;
  return {
    entries,
    moments,
    slots,
    frailties,
    frozenTimes,
    powers,
    asked,
    kept,
    keptRefires,
    doubles,
    visits,
    refires,
    tickets,
    oldTickets,
    held,
    heldPlaces,
    answered,
    cells,
    stream,
    unit: stream + 1,
    member: stream + 2,
    ended: stream + 3,
    integers: stream + 4,
  };
}
