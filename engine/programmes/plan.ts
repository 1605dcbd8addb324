/**
 * A programme as the engine needs it: who is eligible, how many places, how long, what it changes.
 * All numbers are settled (a stance has been taken, units converted); times are days since day 0.
 */
import type { HazardSpec } from '../random/index.js';
import type { Condition, Forced } from '../pathway/model.js';

export interface ProgrammeEffect {
  readonly name: string;
  /** Transitions whose hazard is multiplied. */
  readonly transitions: readonly string[];
  readonly hazardRatio: number;
  /** Whether it acts while the child is in the programme. */
  readonly during: boolean;
  /** For how many days it goes on acting after the child has left the programme. */
  readonly afterDays: number;
}

export interface ProgrammePlan {
  readonly id: string;
  readonly title: string;
  /** First day on which children are taken; null for the start of the run. */
  readonly opens: number;
  readonly closes: number | null;
  readonly eligible: Condition;
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
  /** The place is given up as soon as one of these holds. */
  readonly endsWhen: readonly Condition[];
  /** Whether the place is also given up as soon as the child is no longer eligible. */
  readonly endsWhenNotEligible: boolean;
  /** Changes made when a place is taken up (a route, for instance). */
  readonly onStart: readonly Forced[];
  /** Whether a child may have it only once; otherwise after how many days it may be offered again. */
  readonly again: { readonly kind: 'once' } | { readonly kind: 'after'; readonly days: number };
  readonly effects: readonly ProgrammeEffect[];
}
