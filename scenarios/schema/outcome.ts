/** Where an event leads, and what it changes in other regions. */
import { z } from './zod.js';
import type { WrittenWeight } from './lookup.js';
import { weight } from './lookup.js';
import { level, levels } from './words.js';

export interface WrittenOutcome {
  readonly state: string;
  readonly share?: WrittenWeight | undefined;
  readonly forces?: WrittenForces | undefined;
}

interface WrittenRule {
  readonly only?: readonly string[] | undefined;
  readonly to: string | readonly WrittenOutcome[];
}

export type WrittenForce = string | readonly WrittenOutcome[] | WrittenRule;
export type WrittenForces = Readonly<Record<string, WrittenForce>> | readonly Readonly<Record<string, WrittenForce>>[];

/** `{state: home, share: 0.8}`; the state `stay` leaves the region as it is. */
const outcome = z
  .strictObject({
    state: level,
    share: weight.optional(),
    get forces() {
      return forces.optional();
    },
  })
  .meta({ id: 'outcome', description: "One way an event can turn out; the state 'stay' leaves the region as it is" });

/** One state, or a list of outcomes with shares. */
export const destination = z.union([level, z.array(outcome).min(1)]).meta({ id: 'destination' });

/** `none`, a list of outcomes, or `{only: [s20], to: none}`: applied only where the region is in one of those states. */
const force = z.union([level, z.array(outcome).min(1), z.strictObject({ only: levels.optional(), to: destination })]);

const forceMap = z.record(z.string(), force);

/** Changes in other regions, by region; a list where one region has several rules. */
export const forces: z.ZodType<WrittenForces> = z
  .union([forceMap, z.array(forceMap)])
  .meta({ id: 'forces', description: 'Changes in other regions: {placement: none}' }) as z.ZodType<WrittenForces>;

export type WrittenDestination = string | readonly WrittenOutcome[];
