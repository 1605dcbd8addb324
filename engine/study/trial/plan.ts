/**
 * A published trial as the engine needs it, and what simulating it finds. Times are days, risks are shares of the
 * children in the trial.
 */
import type { Condition } from '../../pathway/model.js';

/** What is counted of every child, from the day on which it enters the trial to the horizon. */
export type Estimand =
  /** Whether a condition holds on the last day. */
  | { readonly kind: 'at_end'; readonly where: Condition }
  /** Whether one of these transitions ever happens. */
  | { readonly kind: 'ever'; readonly transitions: readonly string[] }
  /** Whether a condition ever comes to hold after entry. */
  | { readonly kind: 'enters'; readonly where: Condition }
  /** For how many days a condition holds. */
  | { readonly kind: 'days'; readonly where: Condition };

/** What the treated are to come to: a figure of their own, or a ratio to the control arm as it is simulated. */
export interface Contrast {
  readonly kind: 'treated' | 'odds_ratio' | 'risk_ratio';
  readonly value: number;
  readonly interval: readonly [number, number] | null;
}

export interface TrialOutcome {
  readonly name: string;
  readonly estimand: Estimand;
  /** The published figure of the control arm; null where the model's own is used. */
  readonly control: number | null;
  /** Transitions that one constant multiplies, in both arms, until the control arm has its figure; none where it is not fitted. */
  readonly controlScales: readonly string[];
  readonly contrast: Contrast | null;
  /** The effect whose hazard ratio is found from this outcome; null for one that is only looked at. */
  readonly effect: string | null;
}

export interface TrialEffect {
  readonly name: string;
  readonly transitions: readonly string[];
  /** Whom it acts on, judged on entry to the trial; everybody where empty. */
  readonly only: Condition;
}

export interface TrialPlan {
  readonly name: string;
  /** Children enter when they come to be so. */
  readonly who: Condition;
  readonly horizon: number;
  readonly effects: readonly TrialEffect[];
  readonly outcomes: readonly TrialOutcome[];
}

export interface FoundOutcome {
  readonly name: string;
  readonly effect: string | null;
  /** The control arm before anything is fitted to it: what the model has by itself. */
  readonly model: number;
  readonly control: { readonly published: number | null; readonly simulated: number };
  /** The constant by which the control arm's hazards were multiplied; null where none was fitted. */
  readonly controlConstant: number | null;
  readonly treated: {
    /** The published figure of the arm, or the one that the published ratio makes of the control arm; null where neither. */
    readonly wanted: number | null;
    readonly isPublished: boolean;
    readonly simulated: number;
  };
  /** Null for an outcome that was only looked at; the interval is null where none is published. */
  readonly hazardRatio: { readonly value: number; readonly interval: readonly [number, number] | null } | null;
}

export interface TrialResult {
  readonly trial: string;
  readonly children: number;
  readonly outcomes: readonly FoundOutcome[];
}

/** A figure that the simulated trial cannot come to, whatever the hazards are multiplied by. */
export class TrialError extends Error {
  override readonly name = 'TrialError';
  constructor(
    message: string,
    /** The outcome at fault; null where it is the trial as a whole. */
    readonly outcome: string | null,
  ) {
    super(message);
  }
}
