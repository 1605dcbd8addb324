/** What a story is made of: plain data with the names of the pathway, times in days since day 0. */
import type { Condition, FactorSource } from '../pathway/model.js';
import type { HazardSpec } from '../random/index.js';

/** Names a unit of a run: its stream (the number of streams for the starting stock), its number there, and which child. */
export interface UnitName {
  readonly stream: number;
  readonly unit: number;
  readonly member: number;
}

/** One of the numbers that make up a multiplier, and what the child was that made it so. */
export type FactorReading =
  /** The constant of the transition. */
  | { readonly kind: 'constant'; readonly multiplier: number }
  /** Something lasting about the child that was drawn once. */
  | { readonly kind: 'frailty'; readonly name: string; readonly multiplier: number }
  | {
      readonly kind: 'reading';
      readonly source: FactorSource;
      /** The state or level read, for those; null for a value never frozen. */
      readonly name: string | null;
      /** The band read, for those: from (absent in the first) and below (absent in the last). */
      readonly from?: number;
      readonly below?: number;
      readonly multiplier: number;
    };

/** A stretch of a clock's life in which nothing that drives it changed. */
export interface ClockSpan {
  readonly time: number;
  readonly multiplier: number;
  readonly factors: readonly FactorReading[];
  /** What is left of the threshold, and the cumulative hazard used so far, at the start of the stretch. */
  readonly remaining: number;
  readonly used: number;
  /** The clock's zero, and how many days of the calendar one day of the clock lasts. */
  readonly zero: number;
  readonly ratio: number;
  readonly stretch: readonly FactorReading[];
  /** When it would fire if nothing changed; Infinity for never. */
  readonly fires: number;
  /** Conditions that do not hold: the clock stands still. */
  readonly unmet: Condition;
}

/** One clock, from when it first ran to when it fired or its state was left. */
export interface ClockStory {
  readonly transition: string;
  readonly region: string;
  readonly from: string;
  /** Which visit to the state, and how often it has fired there before. */
  readonly visit: number;
  readonly refire: number;
  readonly hazard: HazardSpec | { readonly family: 'birthday'; readonly years: number };
  /** The moment it counts from. */
  readonly since: 'entry' | 'birth' | { readonly moment: string } | { readonly day: number };
  /** The luck drawn: how much cumulative hazard it takes; null where the time is sure. */
  readonly threshold: number | null;
  readonly spans: readonly ClockSpan[];
  /** When its state was left or it fired; null where it still runs at the end. */
  readonly ended: number | null;
  readonly fired: boolean;
}

/** Why a place was there. */
export type PlaceSource =
  /** There was one free on asking. */
  | { readonly kind: 'free' }
  /** Nobody limits them. */
  | { readonly kind: 'unlimited' }
  /** Another unit gave its place up at this instant; null where several did. */
  | { readonly kind: 'given up'; readonly by: UnitName | null }
  /** Their number changed at this instant. */
  | { readonly kind: 'opened'; readonly places: number }
  /** Those before it in the queue left it, or something else. */
  | { readonly kind: 'turn came' };

export type Cause =
  | { readonly kind: 'clock'; readonly clock: ClockStory }
  | { readonly kind: 'birthday'; readonly years: number }
  /** `latest` are the parts of it that came to hold at this very instant: none where the state was entered with all of them. */
  | { readonly kind: 'condition'; readonly condition: Condition; readonly latest: Condition }
  | {
      readonly kind: 'place';
      readonly resources: readonly string[];
      /** When it joined the queue; null where it never waited. */
      readonly waitedFrom: number | null;
      readonly source: PlaceSource;
    }
  /** Turned away: too many wait, or more than this child will join; or the place held was closed or went to another. */
  | { readonly kind: 'full' | 'balk' | 'stopped' | 'preempted'; readonly resources: readonly string[] };

export interface ForcedChange {
  readonly region: string;
  readonly from: string;
  readonly to: string;
}

export interface QueueJoined {
  readonly resource: string;
  /** How many stood before it. */
  readonly ahead: number;
}

export interface StoryEvent {
  readonly time: number;
  readonly transition: string;
  readonly region: string;
  readonly from: string;
  /** Null where the region stayed where it was. */
  readonly to: string | null;
  readonly cause: Cause;
  /** Days in the state left; from before day 0 for a child of the starting stock. */
  readonly stay: number;
  /** Where it could have turned out in several ways: the chance of this one, given the child as it was. */
  readonly outcome: { readonly chance: number; readonly ways: number } | null;
  readonly forced: readonly ForcedChange[];
  readonly joined: readonly QueueJoined[];
  /** A queue left without a place: since when it waited; null where it waited for none. */
  readonly leftQueue: { readonly resources: readonly string[]; readonly since: number } | null;
  /** Whether the child is followed no further. */
  readonly final: boolean;
}

export interface StorySituation {
  readonly region: string;
  readonly state: string;
  readonly since: number;
}

export interface Story {
  readonly name: UnitName;
  /** Day on which it came, or 0 for the starting stock. */
  readonly begins: number;
  readonly isStock: boolean;
  /** Name of the stream; null for the starting stock. */
  readonly stream: string | null;
  readonly birth: number;
  readonly attributes: readonly { readonly name: string; readonly level: string }[];
  readonly frailties: readonly { readonly name: string; readonly value: number }[];
  readonly moments: readonly { readonly name: string; readonly time: number }[];
  readonly start: readonly StorySituation[];
  readonly joinedAtStart: readonly QueueJoined[];
  readonly events: readonly StoryEvent[];
  /** Every clock that ran, in the order in which they first did. */
  readonly clocks: readonly ClockStory[];
  /** Where it stands when it is followed no further, or at the end of the run. */
  readonly end: readonly StorySituation[];
  readonly endsAt: number;
  readonly ended: boolean;
}
