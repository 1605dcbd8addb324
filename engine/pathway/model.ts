/**
 * The pathway as plain data: what a file says once its parameters are filled in and before it is compiled.
 *
 * Times are days since day 0 of the run, ages are years, rates are per day, money is pence.
 * Everything is named; order never matters to anybody's luck (names are hashed into the random keys).
 */
import type { HazardSpec } from '../random/index.js';

/** Reads the value a property had when it was last frozen under this name, in place of what it is now. */
interface MayBeFrozen {
  readonly frozen?: string;
}

/** One requirement on a child at an instant. All atoms of a condition must hold; of a value never frozen none holds. */
export type Atom =
  | (MayBeFrozen & {
      readonly kind: 'state';
      readonly region: string;
      readonly states: readonly string[];
      readonly not?: boolean;
    })
  | (MayBeFrozen & {
      readonly kind: 'attribute';
      readonly attribute: string;
      readonly levels: readonly string[];
      readonly not?: boolean;
    })
  /** from <= age < below, in years; ages under 0 are before birth. */
  | (MayBeFrozen & { readonly kind: 'age'; readonly from?: number; readonly below?: number })
  /** from <= model time < before, in days. */
  | (MayBeFrozen & { readonly kind: 'time'; readonly from?: number; readonly before?: number })
  | (MayBeFrozen & {
      readonly kind: 'count';
      readonly counter: string;
      readonly atLeast?: number;
      readonly below?: number;
    })
  /** from <= a level that everybody shares < below, as it stood at the last boundary. */
  | { readonly kind: 'level'; readonly level: string; readonly from?: number; readonly below?: number };

/** A conjunction of atoms; the empty condition always holds. */
export type Condition = readonly Atom[];

/** What a factor looks up. Band starts ascend; below the first start the first value holds. */
export type FactorSource =
  | (MayBeFrozen & { readonly kind: 'age'; readonly from: readonly number[] })
  | (MayBeFrozen & { readonly kind: 'time'; readonly from: readonly number[] })
  | (MayBeFrozen & { readonly kind: 'attribute'; readonly attribute: string })
  | (MayBeFrozen & { readonly kind: 'state'; readonly region: string })
  | (MayBeFrozen & { readonly kind: 'count'; readonly counter: string; readonly from: readonly number[] })
  | { readonly kind: 'level'; readonly level: string; readonly from: readonly number[] };

/**
 * A multiplier looked up by one property of the child.
 * For bands `values[i]` belongs to `from[i]`; for attributes and states names map to values and absent names mean 1.
 * A value never frozen means 1.
 */
export interface Factor {
  readonly source: FactorSource;
  readonly values: readonly number[] | Readonly<Record<string, number>>;
}

/** A number that may depend on the child: base times factors. */
export interface Quantity {
  readonly base: number;
  readonly factors: readonly Factor[];
}

/** One way a drawn event can turn out. `to: null` leaves the region where it is, without re-entry. */
export interface Outcome {
  readonly to: string | null;
  /** Relative weight; the outcomes of one event are normalised over what is possible for the child. */
  readonly weight: Quantity;
  /** Takes what the others leave of 1 (nothing where they reach 1); at most one outcome of an event. Its weight is ignored. */
  readonly rest?: boolean;
  /** Changes of its chance once the chances of all outcomes are settled; they do nothing to an event with one outcome. */
  readonly adjust?: readonly Adjustment[];
  readonly forces: readonly Forced[];
}

/**
 * An exact change of the chance p that an event turns out one way, whatever the other ways are: by an odds ratio OR to
 * OR p / (1 - p + OR p), by a risk ratio RR to min(1, RR p), by points d to p + d kept within 0 and 1. An odds ratio of 0
 * means never. All other outcomes are scaled to what is left, so that they keep their proportions.
 *
 * The chances are first settled from the weights. Then the outcomes of the event follow in their order, the adjustments of
 * each in theirs, and every one works on what the ones before made of the chances. Where an outcome falls below 1 the
 * others had no chance left to scale: they share what it leaves by their settled chances if any is above 0, else by their
 * base weights (`rest` having what those leave of 1), else equally.
 */
export interface Adjustment {
  readonly measure: 'odds_ratio' | 'risk_ratio' | 'points';
  /**
   * The ratio or the points (shares: 0.05 is 5 percentage points), looked up. Absent names and values never frozen leave
   * the outcome as it is: they mean a ratio of 1, or 0 points.
   */
  readonly factor: Factor;
}

/** A change an event imposes on another region. With `only` it applies only where the region is in one of those states. */
export interface Forced {
  readonly region: string;
  readonly only?: readonly string[];
  readonly outcomes: readonly Outcome[];
}

/**
 * A clock's zero: entry to the present state (clock reset), a named moment (clock forward), birth (the age scale), or a
 * day of the run (the calendar scale).
 */
export type ClockZero = 'entry' | 'birth' | { readonly moment: string } | { readonly day: number };

export type Trigger =
  | { readonly kind: 'clock'; readonly hazard: HazardSpec; readonly since: ClockZero }
  /** The start of the day on which the child attains an age in whole years. */
  | { readonly kind: 'birthday'; readonly years: number }
  /** As soon as the queue of the present state grants a place. */
  | { readonly kind: 'place' }
  /** On asking: no place is free and as many wait as may. */
  | { readonly kind: 'full' }
  /** On asking: no place is free and the queue is longer than this unit will join. */
  | { readonly kind: 'balk' }
  /** The place held is closed. */
  | { readonly kind: 'stopped' }
  /** The place held goes to somebody more urgent. */
  | { readonly kind: 'preempted' }
  /** As soon as the condition holds. */
  | { readonly kind: 'condition'; readonly condition: Condition };

export interface Transition {
  /** Unique in the pathway; part of the random key. */
  readonly name: string;
  readonly region: string;
  readonly from: readonly string[];
  readonly trigger: Trigger;
  /** While this does not hold the clock is paused (its multiplier is 0). */
  readonly when: Condition;
  /** Constant multiplier of the hazard (a local multiplier, say); 1 where there is none. */
  readonly scale: number;
  readonly multiply: readonly Factor[];
  /** Time ratios: the clock's own time passes 1/ratio as fast. Above 0. */
  readonly stretch?: readonly Factor[];
  /** Frailties the hazard is multiplied by: exp(power z) of a normal one, value^power of a gamma one. */
  readonly frailty?: readonly { readonly name: string; readonly power: number }[];
  /** Whether the children of a family share the luck of this transition (its clock and its outcome); else each has its own. */
  readonly luck?: 'family';
  readonly outcomes: readonly Outcome[];
}

export interface State {
  readonly name: string;
  readonly label: string;
  /** Moments set to the time of entry. */
  readonly marks: readonly string[];
  /** Counters that start again from 0 at entry, before any is raised. */
  readonly resets?: readonly string[];
  /** Counters raised by one at entry. */
  readonly counts: readonly string[];
  /** Properties frozen, under these names, as they are once the event that led here is complete. */
  readonly freezes?: readonly string[];
  /** The resources one of which is held while in the state: the one that was granted. */
  readonly holds?: readonly string[];
  /** The places are given up this long after they were taken, whatever the unit does then; else on leaving the state. */
  readonly holdsFor?: HazardSpec;
  /** What is queued for while in the state: places at any one of these sites, the first of them that has room. */
  readonly queues?: readonly Site[];
  /** How many places are asked for together (rounded, at least 1); one where absent. */
  readonly needs?: Quantity;
  /** Changes forced on other regions whenever the state is entered (an event's own forced changes go first). */
  readonly forces: readonly Forced[];
  /** The unit is followed no further. */
  readonly final?: boolean;
  /** Of a final state: a unit that arrives in it has never come, and is counted nowhere. */
  readonly unseen?: boolean;
  /** The unit goes on here for good: nothing need lead out. */
  readonly stays?: boolean;
  /** Nothing in the pathway leads here: a programme may. */
  readonly byProgramme?: boolean;
}

/** A resource that may be queued for, and for whom it is open (judged on asking). */
export interface Site {
  readonly resource: string;
  readonly when: Condition;
}

export interface Region {
  readonly name: string;
  /** A region of the family is in the same state for all its children; it may depend on nothing but what is the family's. */
  readonly of?: 'family';
  /**
   * The children of a family who come to its queue at one instant ask as one, though each moves by itself: all are given
   * places, or none is. Whoever leaves the queue, or gives a place up, leaves alone.
   */
  readonly asks?: 'together';
  readonly initial: string;
  readonly states: readonly State[];
  /**
   * A region that a programme adds: nothing but its own events reads it, and what it forces it forces on those of whom this
   * holds. The search for impossible combinations then need not follow it.
   */
  readonly added?: { readonly when: Condition };
}

/** A shared resource: places over time (unlimited where null), and the rule of its queue. */
export interface Resource {
  readonly name: string;
  readonly places: readonly { readonly from: number; readonly places: number }[] | null;
  /** Cases in progress when places fall: they finish and places close as they are given up (absent), or the latest to start stop. */
  readonly whenFewer?: 'finish' | 'stop';
  /** How many may wait. Who asks then is told it is full. */
  readonly queueLimit?: number;
  /** The chance of not joining a queue in which so many wait already: `shares[i]` from `from[i]` waiting on. */
  readonly balking?: { readonly from: readonly number[]; readonly shares: readonly number[] };
  /**
   * Who is served first: the highest `value + perDay * days waited`, then whoever asked first. Both are settled on asking.
   * Absent: first come, first served. The first in line waits for as many places as it needs, and nobody passes it.
   */
  readonly priority?: { readonly value: Quantity; readonly perDay: Quantity };
  /** Whether a higher `value` takes the place of a lower one in progress (of the lowest, the latest to start). */
  readonly preempts?: boolean;
  /** Whether the children of a family who ask as one need a place each (absent), or one in all. */
  readonly each?: 'child' | 'family';
}

export interface Attribute {
  readonly name: string;
  /** Whether the children of a family share it. */
  readonly of?: 'family';
  readonly levels: readonly string[];
}

/** Something lasting about a child that is drawn once and never seen: standard normal, or gamma with mean 1. */
export interface Frailty {
  readonly name: string;
  readonly of?: 'family';
  readonly distribution: { readonly kind: 'normal' } | { readonly kind: 'gamma'; readonly variance: number };
}

/** A name under which a property of the child is frozen whenever a state says so. */
export interface Frozen {
  readonly name: string;
  readonly of:
    | { readonly kind: 'age' }
    | { readonly kind: 'time' }
    | { readonly kind: 'attribute'; readonly attribute: string }
    | { readonly kind: 'state'; readonly region: string }
    | { readonly kind: 'count'; readonly counter: string };
}

/**
 * A level that everybody feels: how many are in a condition, per so many workers, as counted at the last boundary.
 * It holds from one boundary to the next; in the first interval it is what the units present at the start amount to.
 */
export interface Level {
  readonly name: string;
  readonly count: Condition;
  /** The count is divided by this, from each time on; by 1 where null. */
  readonly per: readonly { readonly from: number; readonly by: number }[] | null;
  /** Boundaries: every so many days, or the starts of calendar months. */
  readonly every: number | 'month';
}

/** How an attribute is drawn on arrival: a weight for each level (in the order of its levels). */
export interface AttributeDraw {
  readonly attribute: string;
  readonly weights: readonly Quantity[];
}

export interface ArrivalStream {
  readonly name: string;
  /** Arrivals a day from each time on: a Poisson process whose rate goes in steps, or in straight lines from one to the next. */
  readonly rates: readonly { readonly from: number; readonly perDay: number }[];
  readonly rateShape?: 'linear';
  /** Units present at the first instant of the run, in addition. */
  readonly atStart: number;
  /** Age at arrival: a band is drawn by weight, then an age uniformly within it (years). */
  readonly ages: readonly { readonly from: number; readonly below: number; readonly weight: number }[];
  readonly draws: readonly AttributeDraw[];
  /** Where units are families: the weight of 1, 2, 3 ... children. Without it every family has one. */
  readonly children?: readonly number[];
  /** How much older each child is than the one before (years); without it the ages of siblings are independent. */
  readonly ageGaps?: readonly { readonly from: number; readonly below: number; readonly weight: number }[];
  /** Siblings who would be this old (years) or older on arrival are not part of the unit; needs `ageGaps`. */
  readonly childrenBelow?: number;
  /** Where the unit starts; regions not named start in their initial state. */
  readonly enters: readonly Forced[];
}

export interface PathwayModel {
  readonly name: string;
  readonly attributes: readonly Attribute[];
  readonly moments: readonly string[];
  readonly counters: readonly string[];
  readonly regions: readonly Region[];
  readonly resources: readonly Resource[];
  readonly arrivals: readonly ArrivalStream[];
  readonly transitions: readonly Transition[];
  readonly frailties?: readonly Frailty[];
  readonly frozen?: readonly Frozen[];
  readonly levels?: readonly Level[];
  /** Combinations that no child may ever be in. */
  readonly impossible: readonly Condition[];
}

/** A refusal that names the part of the pathway at fault, so that a loader can point at its line. */
export class PathwayError extends Error {
  override readonly name = 'PathwayError';
  constructor(
    message: string,
    /** Where in the model: for example ['transitions', 'enter_care', 'from']. */
    readonly path: readonly string[],
    /** The offending word, where there is one, and the words allowed instead. */
    readonly found?: string,
    readonly allowed?: readonly string[],
  ) {
    super(message);
  }
}
