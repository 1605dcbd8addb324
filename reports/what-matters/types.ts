/** What a result hangs on, as it is printed, written and given as JSON. */
import type { Estimate } from '../../engine/study/sensitivity/estimate.js';
import type { MorrisEffect } from '../../engine/study/sensitivity/morris.js';
import type { SeekAnswer } from '../../engine/study/sensitivity/seek-whole.js';
import type { TornadoBar } from '../../engine/study/sensitivity/tornado.js';
import type { BreakEvenAnswer } from '../../engine/study/break-even.js';

/** The result that is looked at. */
export interface AskedResult {
  /** As it was typed: `net_cost`, `looked_after`. */
  readonly measure: string;
  readonly label: string;
  /** `on 31 March 2030`. */
  readonly when: string;
  /** The option less the baseline, or one of them by itself. */
  readonly of: 'difference' | 'option' | 'baseline';
  readonly unit: string;
}

export interface Asked {
  readonly title: string;
  /** Name of the area; '' where there is none. */
  readonly area: string;
  readonly startDate: string;
  readonly endDate: string;
  readonly replications: number;
  readonly seed: string;
  readonly result: AskedResult;
  readonly version: string;
}

/** A number that is looked at: what it is, and its 95% interval in words. */
export interface LookedAt {
  readonly name: string;
  readonly group: string;
  readonly programme: string;
  readonly interval: string;
}

export interface TornadoResult extends Asked {
  /** The result with every number as it is. */
  readonly base: Estimate;
  readonly bars: readonly (TornadoBar & LookedAt)[];
  /** Numbers that could not be run at an end of their interval, and why. */
  readonly left: readonly { readonly name: string; readonly why: string }[];
}

export interface MorrisResult extends Asked {
  readonly trajectories: number;
  readonly effects: readonly (MorrisEffect & LookedAt)[];
}

export interface GridResult extends Asked {
  readonly rows: { readonly name: string; readonly values: readonly number[] };
  readonly columns: { readonly name: string; readonly values: readonly number[] } | null;
  /** By row, then column (one where nothing is varied by). */
  readonly cells: readonly (readonly Estimate[])[];
}

export interface SeekResult extends Asked {
  readonly varied: string;
  readonly from: number;
  readonly to: number;
  readonly target: number;
  readonly answer:
    | (SeekAnswer & { readonly whole: true })
    /** Results in it are less the target. */
    | (BreakEvenAnswer & { readonly whole: false });
}
