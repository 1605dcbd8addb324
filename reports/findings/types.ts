/** What a finding is: one plain sentence or two, and the numbers in it. */
import type { Verdict } from './verdict.js';

export interface FindingNumber {
  readonly label: string;
  readonly value: number;
  readonly lower: number | null;
  readonly upper: number | null;
  readonly unit: string;
  /** As written in a report: `512 (480 to 547)`. */
  readonly text: string;
}

export interface Finding {
  /** Stable name, such as `looked-after`. */
  readonly id: string;
  readonly heading: string;
  /** The whole of it: both options, the difference, its intervals. */
  readonly sentence: string;
  /** The same in one breath, for the top of a page. */
  readonly brief: string;
  readonly numbers: readonly FindingNumber[];
  /** What the difference shows; null where nothing is compared. */
  readonly verdict: Verdict | null;
}
