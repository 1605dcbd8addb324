/** What the draws of one unit are keyed by, and where a block of four random words is put. */
export interface Luck {
  /** Random key of the present unit's stream: seed, draw, replication, area, stream. */
  key: Uint32Array;
  /** The child's number in its family, in the high byte of the counter's last word; what a family shares has 0. */
  member: number;
  readonly words: Uint32Array;
}

/** Where the number of a member stands in the last word of the counter, above the repeats of a decision. */
export const MEMBER_SHIFT = 24;
