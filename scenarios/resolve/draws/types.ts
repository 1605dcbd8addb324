/** What is drawn of the numbers a run rests on, and what is not. */

/** Numbers that are drawn together, or that a reader thinks of together. */
export type DrawnGroup = 'fit' | 'parameter' | 'unit cost' | 'take-up' | 'effect' | 'programme cost';

export interface DrawnNumber {
  /** As in the list of assumptions; for the fit, the name of what was free. */
  readonly name: string;
  readonly group: DrawnGroup;
  /** The programme it is of; '' for none. */
  readonly programme: string;
  /** Its 95% interval in words. */
  readonly interval: string;
}

/** A number that is drawn with the luck of another, which leads it: never by itself. */
export interface FollowingNumber extends DrawnNumber {
  /** The name of the one that leads. */
  readonly leader: string;
}

/** A number that stays as it is in every draw, and why. */
export interface HeldNumber {
  readonly name: string;
  readonly why: string;
}

/** A standard normal for the name of a number: 0 leaves it as it is. */
export type NormalOf = (name: string) => number;
