/**
 * How one unit is laid out in two typed arrays, so that it can be copied aside while it waits and copied back.
 *
 * Doubles: now, birth, time of the next age segment, entry time of each region's state, each moment (NaN until it
 * comes), then five a slot: remaining threshold, cumulative hazard used so far, multiplier in force, time it fires,
 * the clock's zero. Integers: the variables, visits to each state, refires of each slot, a queue ticket for each
 * resource, the presence cells of the ledger, then stream, unit number, flags.
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
export const SLOT_WIDTH = 5;

export interface UnitLayout {
  readonly entries: number;
  readonly moments: number;
  readonly slots: number;
  readonly doubles: number;
  readonly visits: number;
  readonly refires: number;
  readonly tickets: number;
  readonly cells: number;
  readonly stream: number;
  readonly unit: number;
  readonly ended: number;
  readonly integers: number;
}

export function layoutOf(pathway: CompiledPathway, presenceCount: number): UnitLayout {
  const { variables, regionCount, stateCount, slotCount, resourceNames } = pathway;
  const entries = FIRST_ENTRY;
  const moments = entries + regionCount;
  const slots = moments + variables.moments.length;
  const visits = variables.count;
  const refires = visits + stateCount;
  const tickets = refires + slotCount;
  const cells = tickets + resourceNames.length;
  const stream = cells + presenceCount;
  return {
    entries,
    moments,
    slots,
    doubles: slots + slotCount * SLOT_WIDTH,
    visits,
    refires,
    tickets,
    cells,
    stream,
    unit: stream + 1,
    ended: stream + 2,
    integers: stream + 3,
  };
}
