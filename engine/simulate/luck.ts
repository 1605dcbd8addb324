/** What the draws of one unit are keyed by, and where a block of four random words is put. */
export interface Luck {
  /** Random key of the present unit's stream: seed, draw, replication, area, stream. */
  key: Uint32Array;
  readonly words: Uint32Array;
}
