/**
 * The compiled pathway: flat tables of integers and doubles that the kernel reads.
 *
 * Lists of variable length are stored end to end with an index of firsts ("compressed rows"): the items of row i are
 * those from `first[i]` up to, not including, `first[i + 1]`. States are numbered through all regions (`stateBase`);
 * -1 means none.
 */
import type { PathwayModel } from './model.js';
import type { Variables } from './variables.js';

export const TRIGGER = {
  clock: 0,
  birthday: 1,
  place: 2,
  condition: 3,
  full: 4,
  balk: 5,
  stopped: 6,
  preempted: 7,
} as const;

/** How an adjustment changes the chance of its outcome. */
export const MEASURE = { odds_ratio: 0, risk_ratio: 1, points: 2 } as const;

/** Clock zeros that are no moment: see `since`. */
export const SINCE = { entry: -1, birth: -2, day: -3 } as const;

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
  /** Whether a place is held in the state, and the hazard (or -1) after which it is given up wherever the unit then is. */
  readonly isHolding: Uint8Array;
  readonly holdKind: Int8Array;
  readonly holdOffset: Int32Array;
  readonly holdDecision: Uint32Array;
  /** Sites queued for in each state, in the order in which they are tried; their guards are rows of tests. */
  readonly siteFirst: Int32Array;
  readonly siteResource: Int32Array;
  readonly siteGuardFirst: Int32Array;
  /** Quantity asked for in a queue state, or -1 for one place. */
  readonly needs: Int32Array;
  readonly final: Uint8Array;
  readonly freezeFirst: Int32Array;
  readonly freezes: Int32Array;
  readonly markFirst: Int32Array;
  readonly marks: Int32Array;
  /** Counters raised on entry to each state; before them ~c of each counter c that starts again. */
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
  readonly fullTransition: Int32Array;
  readonly balkTransition: Int32Array;
  readonly stoppedTransition: Int32Array;
  readonly preemptedTransition: Int32Array;

  readonly transitionCount: number;
  readonly transitionNames: readonly string[];
  /** Index into model.transitions. */
  readonly source: Int32Array;
  readonly trigger: Uint8Array;
  readonly region: Int32Array;
  readonly fromState: Int32Array;
  readonly hazardKind: Uint8Array;
  readonly hazardOffset: Int32Array;
  /** Moment that zeroes the clock, or one of `SINCE`; the day for `SINCE.day`. */
  readonly since: Int32Array;
  readonly sinceDay: Float64Array;
  readonly birthdayYears: Int32Array;
  readonly decision: Uint32Array;
  readonly scale: Float64Array;
  readonly guardFirst: Int32Array;
  readonly factorFirst: Int32Array;
  /** Time ratios, as rows of lookups (none for most). */
  readonly stretchFirst: Int32Array;
  /** Frailties that multiply the hazard: rows of indices into the powers of frailties. */
  readonly frailtyFirst: Int32Array;
  readonly frailties: Int32Array;
  /** Whether the children of a family share the luck of the transition. */
  readonly isShared: Uint8Array;
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
  /** Numbers that depend on the unit: a base, and lookups from row 2i to 2i + 1. */
  readonly quantityBase: Float64Array;
  readonly quantityRows: Int32Array;

  /** Outcomes of a branch; whether it needs a draw; the decision it draws under (0: the transition's own block). */
  readonly outcomeFirst: Int32Array;
  readonly drawn: Uint8Array;
  readonly branchDecision: Uint32Array;
  readonly branchIsShared: Uint8Array;
  readonly outcomeState: Int32Array;
  readonly outcomeRest: Uint8Array;
  readonly outcomeWeight: Float64Array;
  readonly outcomeLookupFirst: Int32Array;
  /** By branch: whether some adjustment of its outcomes changes anything for anybody. */
  readonly branchIsAdjusted: Uint8Array;
  /** Adjustments of outcome i: from `outcomeAdjustFirst[i]` to the next; how each changes the chance, and its lookup. */
  readonly outcomeAdjustFirst: Int32Array;
  readonly adjustMeasure: Uint8Array;
  readonly adjustLookup: Int32Array;
  readonly outcomeForceFirst: Int32Array;
  readonly forceRegion: Int32Array;
  /** Offset in `sets` of the states of the region that the change applies to, or -1 for all. */
  readonly forceOnly: Int32Array;
  readonly forceBranch: Int32Array;

  readonly resourceNames: readonly string[];
  /** Whether the places of a resource are limited. */
  readonly limited: Uint8Array;
  readonly resources: readonly CompiledResource[];
  /** Whether a place of the resource may be taken back, so that who holds one cannot run ahead. */
  readonly takesBack: Uint8Array;
  readonly streams: readonly CompiledStream[];

  /** Regions that are the family's, and those of them and of each child's own in which the children of a family ask as one. */
  readonly familyRegion: Uint8Array;
  readonly asksTogether: Uint8Array;
  readonly frailtyDecision: Uint32Array;
  /** Variance of a gamma frailty; 0 for a normal one. */
  readonly frailtyVariance: Float64Array;
  readonly frailtyIsShared: Uint8Array;
  /** The powers of frailties in use: which frailty, to which power. */
  readonly powerFrailty: Int32Array;
  readonly powers: Float64Array;
  readonly levels: readonly CompiledLevel[];
}

/** The rule of one queue; quantities are indices, -1 where there is none. */
export interface CompiledResource {
  readonly queueLimit: number;
  readonly balkFrom: readonly number[];
  readonly balkShares: readonly number[];
  readonly balkDecision: number;
  readonly value: number;
  readonly perDay: number;
  readonly preempts: boolean;
  readonly stops: boolean;
  readonly isPerFamily: boolean;
}

/** A level that everybody shares: who counts, divided by what, and the values at which its segments end. */
export interface CompiledLevel {
  readonly guardFirst: number;
  readonly guardEnd: number;
  readonly perFrom: readonly number[];
  readonly perBy: readonly number[];
  readonly breaks: readonly number[];
  readonly every: number | 'month';
}

export interface CompiledStream {
  readonly name: string;
  readonly nameHash: number;
  readonly atStart: number;
  readonly rateFrom: Float64Array;
  readonly ratePerDay: Float64Array;
  readonly isLinear: boolean;
  readonly ageFrom: Float64Array;
  readonly ageBelow: Float64Array;
  /** Cumulative probability of the age bands. */
  readonly ageCumulative: Float64Array;
  /** For each drawn attribute: its variable, its decision, and a branch-like row of weights. */
  readonly drawVariable: Int32Array;
  readonly drawDecision: Uint32Array;
  readonly drawIsShared: Uint8Array;
  readonly drawFirst: Int32Array;
  readonly levelWeight: Float64Array;
  /** Cumulative probability of 1, 2, 3 ... children; empty where every family has one. */
  readonly childrenCumulative: Float64Array;
  /** Bands of the gap in age to the child before; empty where the ages of siblings are independent. */
  readonly gapFrom: Float64Array;
  readonly gapBelow: Float64Array;
  readonly gapCumulative: Float64Array;
  /** Older siblings are left out from this age (years) on; infinite where there is no limit. */
  readonly childrenBelow: number;
  readonly levelLookupFirst: Int32Array;
  readonly enterFirst: number;
  readonly enterEnd: number;
}
