/**
 * A programme as the engine needs it: who is eligible, how many places, how long, what it changes.
 * All numbers are settled (a stance has been taken, units converted); times are days since day 0.
 */
import type { HazardSpec } from '../random/index.js';
import type { Condition, Forced } from '../pathway/model.js';

/** What an effect acts on, and in which measure its value is. */
export type EffectTarget =
  /** The hazard of transitions is multiplied by a hazard ratio. */
  | { readonly kind: 'hazard_ratio'; readonly transitions: readonly string[] }
  /** The time that transitions take is multiplied by a time ratio. */
  | { readonly kind: 'time_ratio'; readonly transitions: readonly string[] }
  /** The chance that an event turns out so that a state is entered, by itself or as something forced. */
  | {
      readonly kind: 'odds_ratio' | 'risk_ratio' | 'points';
      readonly towards: string;
      readonly of:
        | { readonly transitions: readonly string[] }
        /** What entering a state forces in another region. */
        | {
            readonly entering: { readonly region: string; readonly states: readonly string[] };
            readonly region: string;
          };
    }
  /** The share of those to whom an event happens that stay where they are (null) or go to another state instead. */
  | { readonly kind: 'diverted'; readonly transitions: readonly string[]; readonly to: string | null }
  /** How many of a stream arrive at all: a risk ratio of 1 or less, from the day the programme opens. */
  | { readonly kind: 'referrals'; readonly streams: readonly string[] }
  /** Places added to a resource that everybody shares, from each day on. */
  | {
      readonly kind: 'supply';
      readonly resource: string;
      readonly steps: readonly { readonly from: number; readonly places: number }[];
    };

export type EffectKind = EffectTarget['kind'];

export interface ProgrammeEffect {
  readonly name: string;
  readonly acts: EffectTarget;
  /** A ratio, points (0.1 is ten percentage points) or a share; 1 for a supply, whose steps say it all. */
  readonly value: number;
  /** Whether it acts while the child is in the programme. */
  readonly during: boolean;
  /** For how many days it goes on acting after the child has left the programme. */
  readonly afterDays: number;
  /** After leaving, the effect (the log of a ratio) halves every so many days; it stays as it is where absent. */
  readonly halfLife?: number;
  /** Whom it acts on, of those in the programme; everybody where absent. */
  readonly only?: Condition;
}

/** What several programmes do together where they act on one transition. */
export type Overlap =
  | { readonly rule: 'exclusive'; readonly with: readonly string[] }
  | { readonly rule: 'strongest'; readonly with: readonly string[] }
  /** The ratios together never fall below this, or below the lowest of them alone where that is lower. */
  | { readonly rule: 'capped'; readonly with: readonly string[]; readonly at: number };

export interface ProgrammePlan {
  readonly id: string;
  readonly title: string;
  /** First day on which children are taken; null for the start of the run. */
  readonly opens: number;
  readonly closes: number | null;
  readonly eligible: Condition;
  /**
   * Whether children of one family who become eligible at one instant come as one: they accept or decline by the same
   * luck, ask for a place each or one for all of them, and stay as long. Each by itself where absent.
   */
  readonly siblings?: { readonly each: 'child' | 'family' };
  /** Share of eligible children who take it up when it is offered. */
  readonly takeUp: number;
  /** Places over time; null where there is no limit. */
  readonly places: readonly { readonly from: number; readonly places: number }[] | null;
  /** How long a child stays in the queue: a clock, not at all, or for as long as it is eligible. */
  readonly waiting:
    | { readonly kind: 'no waiting' }
    | { readonly kind: 'gives up'; readonly after: HazardSpec }
    | { readonly kind: 'patient' };
  /** How long the programme lasts for a child; null where only `endsWhen` ends it. */
  readonly stay: HazardSpec | null;
  /** When a child drops out, with no effect after; nobody does where absent. */
  readonly dropOut?: HazardSpec;
  /** The place is given up as soon as one of these holds. */
  readonly endsWhen: readonly Condition[];
  /** Whether the place is also given up as soon as the child is no longer eligible. */
  readonly endsWhenNotEligible: boolean;
  /** Changes made when a place is taken up (a route, for instance). */
  readonly onStart: readonly Forced[];
  /** Whether a child may have it only once; otherwise after how many days it may be offered again. */
  readonly again: { readonly kind: 'once' } | { readonly kind: 'after'; readonly days: number };
  readonly effects: readonly ProgrammeEffect[];
  /** The share of each effect's strength (of the log of a ratio) had by those who start from each day on; all of it where absent. */
  readonly fidelity?: readonly { readonly from: number; readonly share: number }[];
  readonly overlap?: Overlap;
  /** What it is counted for beside what it changes. */
  readonly outcomes?: readonly {
    readonly name: string;
    readonly label: string;
    readonly on: 'start' | 'end';
    readonly definition: string;
  }[];
}
