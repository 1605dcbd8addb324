/**
 * The compiled pathway: flat tables of integers and doubles that the kernel reads.
 *
 * Lists of variable length are stored end to end with an index of firsts ("compressed rows"): the items of row i are
 * those from `first[i]` up to, not including, `first[i + 1]`. States are numbered through all regions (`stateBase`);
 * -1 means none.
 */
import type { PathwayModel } from './model.js';
import type { Variables } from './variables.js';

export const TRIGGER = { clock: 0, birthday: 1, place: 2, condition: 3 } as const;

export interface CompiledPathway {
  readonly model: PathwayModel;
  readonly variables: Variables;
  readonly regionCount: number;
  readonly stateCount: number;
  /** First state of each region, and the total. */
  readonly stateBase: Int32Array;
  readonly stateRegion: Int32Array;
  readonly stateNames: readonly string[];
  /** Initial state of each region, counted within the region. */
  readonly initial: Int32Array;
  readonly holds: Int32Array;
  readonly queues: Int32Array;
  readonly final: Uint8Array;
  readonly markFirst: Int32Array;
  readonly marks: Int32Array;
  readonly countFirst: Int32Array;
  readonly counts: Int32Array;
  readonly stateForceFirst: Int32Array;
  /** Timed transitions of each state: transitions slotFirst[s] .. slotFirst[s + 1]; their slot is slotBase[region] + k. */
  readonly slotFirst: Int32Array;
  readonly slotBase: Int32Array;
  readonly slotCount: number;
  readonly conditionFirst: Int32Array;
  readonly conditions: Int32Array;
  readonly placeTransition: Int32Array;

  readonly transitionCount: number;
  readonly transitionNames: readonly string[];
  /** Index into model.transitions. */
  readonly source: Int32Array;
  readonly trigger: Uint8Array;
  readonly region: Int32Array;
  readonly fromState: Int32Array;
  readonly hazardKind: Uint8Array;
  readonly hazardOffset: Int32Array;
  /** Moment that zeroes the clock, or -1 for entry to the state. */
  readonly since: Int32Array;
  readonly birthdayYears: Int32Array;
  readonly decision: Uint32Array;
  readonly scale: Float64Array;
  readonly guardFirst: Int32Array;
  readonly factorFirst: Int32Array;
  /** Bits of the variables (modulo 31) that guard and factors, or the condition, read. */
  readonly mask: Int32Array;
  readonly branch: Int32Array;

  /** Membership tests: variable and offset of its bytes in `sets`. */
  readonly testVariable: Int32Array;
  readonly testOffset: Int32Array;
  readonly sets: Uint8Array;
  /** Lookups: variable and offset of its multipliers in `multipliers`. */
  readonly lookupVariable: Int32Array;
  readonly lookupOffset: Int32Array;
  readonly multipliers: Float64Array;
  readonly hazards: Float64Array;

  /** Outcomes of a branch; whether it needs a draw; the decision it draws under (0: the transition's own block). */
  readonly outcomeFirst: Int32Array;
  readonly drawn: Uint8Array;
  readonly branchDecision: Uint32Array;
  readonly outcomeState: Int32Array;
  readonly outcomeRest: Uint8Array;
  readonly outcomeWeight: Float64Array;
  readonly outcomeLookupFirst: Int32Array;
  readonly outcomeForceFirst: Int32Array;
  readonly forceRegion: Int32Array;
  /** Offset in `sets` of the states of the region that the change applies to, or -1 for all. */
  readonly forceOnly: Int32Array;
  readonly forceBranch: Int32Array;

  readonly resourceNames: readonly string[];
  /** Whether the places of a resource are limited. */
  readonly limited: Uint8Array;
  readonly streams: readonly CompiledStream[];
}

export interface CompiledStream {
  readonly name: string;
  readonly nameHash: number;
  readonly atStart: number;
  readonly rateFrom: Float64Array;
  readonly ratePerDay: Float64Array;
  readonly ageFrom: Float64Array;
  readonly ageBelow: Float64Array;
  /** Cumulative probability of the age bands. */
  readonly ageCumulative: Float64Array;
  /** For each drawn attribute: its variable, its decision, and a branch-like row of weights. */
  readonly drawVariable: Int32Array;
  readonly drawDecision: Uint32Array;
  readonly drawFirst: Int32Array;
  readonly levelWeight: Float64Array;
  readonly levelLookupFirst: Int32Array;
  readonly enterFirst: number;
  readonly enterEnd: number;
}
