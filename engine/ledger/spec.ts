/**
 * What is counted: stocks, flows, times and costs, as plain data.
 * A measure is defined once, by predicates on states; tables, targets and charts all use the same definition.
 */
import type { CostTags } from '../economics/tags.js';
import type { Condition } from '../pathway/model.js';

/** A way of splitting a measure. Region states are read before or after the event that posts. */
export type Dimension =
  | { readonly kind: 'age'; readonly from: readonly number[]; readonly labels: readonly string[] }
  | { readonly kind: 'attribute'; readonly attribute: string }
  | { readonly kind: 'state'; readonly region: string; readonly read: 'before' | 'after' }
  /** Bands of a counter: each label holds from its count on, the first below it too. */
  | {
      readonly kind: 'count';
      readonly counter: string;
      readonly read: 'before' | 'after';
      readonly from: readonly number[];
      readonly labels: readonly string[];
    }
  /** Several states of a region under one label; a state that no group names counts under `rest`, or not at all. */
  | {
      readonly kind: 'grouped';
      readonly region: string;
      readonly read: 'before' | 'after';
      readonly groups: Readonly<Record<string, readonly string[]>>;
      readonly rest?: string;
    };

/** One breakdown of a measure: its name in the `group` column (`age=1 to 4`), and its dimensions (one, for now). */
export interface Breakdown {
  readonly name: string;
  readonly dimension: Dimension;
}

export interface StockMeasure {
  readonly kind: 'stock';
  readonly name: string;
  readonly label: string;
  readonly where: Condition;
  readonly by: readonly Breakdown[];
}

/** Counts the places of a resource in use, whoever holds them. */
export interface UseMeasure {
  readonly kind: 'use';
  readonly name: string;
  readonly label: string;
  readonly resource: string;
  readonly by: readonly Breakdown[];
}

/** Counts instants at which a condition on states begins or ceases to hold, or at which named transitions happen. */
export interface FlowMeasure {
  readonly kind: 'flow';
  readonly name: string;
  readonly label: string;
  readonly on:
    | { readonly enters: Condition }
    | { readonly leaves: Condition }
    | { readonly transitions: readonly string[] };
  readonly by: readonly Breakdown[];
}

/** A time from a moment (or from entry to the state left) to an event; the whole distribution is kept, in days. */
export interface TimeMeasure {
  readonly kind: 'time';
  readonly name: string;
  readonly label: string;
  readonly from:
    | { readonly moment: string }
    /** The region need be said only where another has a state of the name. */
    | { readonly entryTo: string; readonly region?: string };
  readonly on:
    | { readonly enters: Condition }
    | { readonly leaves: Condition }
    | { readonly transitions: readonly string[] };
  readonly by: readonly Breakdown[];
}

/** Money: accruing while a condition holds, or lump on an event. */
export interface CostItem extends CostTags {
  readonly name: string;
  /** Pence a day while `where` holds, or pence an event. */
  readonly pence: number;
  /** Share a year by which the amount grows, year by financial year of the run; none where absent. */
  readonly realGrowth?: number;
  readonly on:
    | { readonly while: Condition }
    | { readonly enters: Condition }
    | { readonly leaves: Condition }
    | { readonly transitions: readonly string[] };
}

export type Measure = StockMeasure | UseMeasure | FlowMeasure | TimeMeasure;

/** Who is reached, and who gains: by what, and in which outcomes. */
export interface EquitySpec {
  /** Names of breakdowns by age or attribute that some measure has; all of them where absent. */
  readonly by?: readonly string[];
  /** Names of stocks and flows. */
  readonly outcomes: readonly string[];
}

export interface LedgerSpec {
  readonly measures: readonly Measure[];
  readonly costs: readonly CostItem[];
  readonly equity?: EquitySpec;
}
