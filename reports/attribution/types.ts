/** An attribution as it is printed, written and given as JSON. */
import type { AttributedFigure } from './account.js';

export interface Attribution {
  readonly title: string;
  /** Name of the area; '' where there is none. */
  readonly area: string;
  readonly startDate: string;
  readonly endDate: string;
  readonly replications: number;
  readonly seed: string;
  /** What was taken to be true of the programmes, in a sentence. */
  readonly stance: string;
  /** What the intervals are made of. */
  readonly uncertainty: string;
  /** Sets of programmes that were run, the baseline among them. */
  readonly sets: number;
  /** Orders looked at; null where every set was run, which makes the shares exact. */
  readonly orders: number | null;
  readonly figures: readonly AttributedFigure[];
  readonly version: string;
}
