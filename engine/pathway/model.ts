/**
 * The pathway as plain data: what a file says once its parameters are filled in and before it is compiled.
 *
 * Times are days since day 0 of the run, ages are years, rates are per day, money is pence.
 * Everything is named; order never matters to anybody's luck (names are hashed into the random keys).
 */
import type { HazardSpec } from '../random/index.js';

/** One requirement on a child at an instant. All atoms of a condition must hold. */
export type Atom =
  | { readonly kind: 'state'; readonly region: string; readonly states: readonly string[]; readonly not?: boolean }
  | {
      readonly kind: 'attribute';
      readonly attribute: string;
      readonly levels: readonly string[];
      readonly not?: boolean;
    }
  /** from <= age < below, in years; ages under 0 are before birth. */
  | { readonly kind: 'age'; readonly from?: number; readonly below?: number }
  /** from <= model time < before, in days. */
  | { readonly kind: 'time'; readonly from?: number; readonly before?: number }
  | { readonly kind: 'count'; readonly counter: string; readonly atLeast?: number; readonly below?: number };

/** A conjunction of atoms; the empty condition always holds. */
export type Condition = readonly Atom[];

/** What a factor looks up. Band starts ascend; below the first start the first value holds. */
export type FactorSource =
  | { readonly kind: 'age'; readonly from: readonly number[] }
  | { readonly kind: 'time'; readonly from: readonly number[] }
  | { readonly kind: 'attribute'; readonly attribute: string }
  | { readonly kind: 'state'; readonly region: string }
  | { readonly kind: 'count'; readonly counter: string; readonly from: readonly number[] };

/**
 * A multiplier looked up by one property of the child.
 * For bands `values[i]` belongs to `from[i]`; for attributes and states names map to values and absent names mean 1.
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
  readonly forces: readonly Forced[];
}

/** A change an event imposes on another region. With `only` it applies only where the region is in one of those states. */
export interface Forced {
  readonly region: string;
  readonly only?: readonly string[];
  readonly outcomes: readonly Outcome[];
}

export type Trigger =
  /** A hazard clock. `since` names the clock's zero: entry to the present state, or a named moment. */
  | { readonly kind: 'clock'; readonly hazard: HazardSpec; readonly since: 'entry' | { readonly moment: string } }
  /** The start of the day on which the child attains an age in whole years. */
  | { readonly kind: 'birthday'; readonly years: number }
  /** As soon as the queue of the present state grants a place. */
  | { readonly kind: 'place' }
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
  readonly outcomes: readonly Outcome[];
}

export interface State {
  readonly name: string;
  readonly label: string;
  /** Moments set to the time of entry. */
  readonly marks: readonly string[];
  /** Counters raised by one at entry. */
  readonly counts: readonly string[];
  /** The resource of which one place is held while in the state. */
  readonly holds?: string;
  /** The resource queued for while in the state, first come first served. */
  readonly queues?: string;
  /** Changes forced on other regions whenever the state is entered (an event's own forced changes go first). */
  readonly forces: readonly Forced[];
  /** The unit is followed no further. */
  readonly final?: boolean;
}

export interface Region {
  readonly name: string;
  readonly initial: string;
  readonly states: readonly State[];
}

/** A shared resource: places over time (unlimited where null). A fall never evicts: places close as they are given up. */
export interface Resource {
  readonly name: string;
  readonly places: readonly { readonly from: number; readonly places: number }[] | null;
}

export interface Attribute {
  readonly name: string;
  readonly levels: readonly string[];
}

/** How an attribute is drawn on arrival: a weight for each level (in the order of its levels). */
export interface AttributeDraw {
  readonly attribute: string;
  readonly weights: readonly Quantity[];
}

export interface ArrivalStream {
  readonly name: string;
  /** Arrivals a day from each time on (a Poisson process of piecewise constant rate), times `scale`. */
  readonly rates: readonly { readonly from: number; readonly perDay: number }[];
  /** Units present at the first instant of the run, in addition. */
  readonly atStart: number;
  /** Age at arrival: a band is drawn by weight, then an age uniformly within it (years). */
  readonly ages: readonly { readonly from: number; readonly below: number; readonly weight: number }[];
  readonly draws: readonly AttributeDraw[];
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
