/** What a study found, as plain data: everything its pages and tables are made from. */
import type { Increment, Quadrant, ResultFrame, Share, Standing, TableRow } from '../../engine/index.js';

/** A mean, the interval that holds 95% of futures, and how sure the mean is. */
export interface Spread {
  readonly value: number;
  readonly lower: number;
  readonly upper: number;
  readonly mcSe: number;
}

export interface StudyFigure {
  readonly measure: string;
  readonly label: string;
  readonly when: string;
  readonly unit: string;
  /** In the order of the options. */
  readonly options: readonly (Spread | null)[];
  /** Each option less the first, pair by pair; null for the first. */
  readonly differences: readonly (Spread | null)[];
  /** The part of the variance of each difference that is not knowing; null where nothing is drawn, or it cannot be told. */
  readonly notKnowing: readonly (Share | null)[];
}

/** An option's money beside the option compared with, present values over the run in pounds. */
export interface OptionMoney {
  readonly cost: Spread;
  readonly saved: Spread;
  readonly net: Spread;
  readonly payers: readonly { readonly name: string; readonly net: Spread }[];
  readonly kinds: readonly { readonly name: string; readonly net: Spread }[];
  /** All savings over what programmes cost; the interval is null where there can be none, and why. */
  readonly ratio: {
    readonly value: number | null;
    readonly lower: number | null;
    readonly upper: number | null;
    readonly why: string | null;
  } | null;
  /**
   * The chance of paying back within the run, to all payers, of the futures in which anything is spent; null where nothing is.
   * `spending` is the share of all futures that they are; absent where it is not known.
   */
  readonly payback: { readonly chance: number; readonly spending?: number; readonly median: string | null } | null;
  /**
   * By the end of each quarter, in order: the chance of having paid back (0 where nothing is spent, and `payback` is null), and
   * what was saved net of what was spent so far, pounds at present value to all payers. The last is `net`.
   */
  readonly curve: readonly { readonly quarter: string; readonly chance: number; readonly net: Spread }[];
  /** By financial year, in order: pounds paid more than with the first option, by all payers, as paid, in the prices of the run. */
  readonly impact: readonly { readonly year: string; readonly net: Spread }[];
  readonly said: readonly string[];
}

/** One number, or several that belong together, and what it would be worth to know them. */
export interface Learning {
  readonly name: string;
  readonly label: string;
  readonly numbers: number;
  /** Pounds; null where the draws cannot say, and why. */
  readonly value: number | null;
  readonly se: number | null;
  readonly why: string;
}

/** How a number goes with the difference that an option makes to net saving. */
export interface Matter {
  readonly name: string;
  /** What it is called, in words; no two numbers share one. */
  readonly label: string;
  readonly interval: string;
  readonly correlation: number;
  readonly lower: number | null;
  readonly upper: number | null;
}

/**
 * What the chance that an option is the best is counted over: replications, where nothing is drawn; draws as they are, the
 * chance within each included, where they are few or have one replication; draws with that chance taken out.
 */
export type CountedOver = 'replications' | 'draws' | 'draws without chance';

/** The choice by money, or by money and an outcome at a stated worth. */
export interface Choice {
  /** What is weighed, in words. */
  readonly by: string;
  /** Pounds one of the outcome is worth; 0 for money alone. */
  readonly worth: number;
  /** By option: mean net benefit beside the first option, and the chance that it is the best. */
  readonly net: readonly number[];
  readonly best: readonly Share[];
  readonly over: CountedOver;
  readonly choice: number;
  /** What knowing everything would be worth to this one decision, pounds; null where nothing is drawn. */
  readonly perfect: { readonly value: number; readonly se: number; readonly lowBy: number } | null;
  readonly learning: readonly Learning[];
}

export interface StudyReport {
  readonly name: string;
  readonly title: string;
  readonly question: string;
  readonly area: string;
  readonly startDate: string;
  readonly endDate: string;
  readonly years: number;
  readonly seed: string;
  /** What was taken to be true of the programmes, in sentences. */
  readonly stance: string;
  /** Which of several stances this is the study under; null where it is done under one. Options' ids then say it too. */
  readonly stanceName: string | null;
  readonly priceYear: string;
  /** 0: chance only. */
  readonly draws: number;
  /** Of each draw; in all where nothing is drawn. */
  readonly replications: number;
  readonly options: readonly {
    readonly id: string;
    readonly title: string;
    readonly programmes: readonly string[];
    /** The stance by which every effect of its programmes is taken as none; null where one is not, and where it has none. */
    readonly assumedNone: string | null;
  }[];
  readonly figures: readonly StudyFigure[];
  /** In the order of the options; null for the first, and where nothing is paid. */
  readonly money: readonly (OptionMoney | null)[];
  /** Cost and an outcome: which options are worth a look; null where no outcome is named. */
  readonly frontier: {
    readonly outcome: string;
    readonly want: 'fewer' | 'more';
    readonly points: readonly { readonly cost: number; readonly effect: number }[];
    readonly standing: readonly Standing[];
    /**
     * By option, differences from the first: pounds more and how many more of the outcome, a point for each draw (the mean over
     * its replications), or for each replication where nothing is drawn; at most 500, evenly taken. None for the first.
     */
    readonly clouds: readonly { readonly cost: readonly number[]; readonly effect: readonly number[] }[];
    /** By option, the chance of each quadrant and axis over all the points of its cloud; null for the first. */
    readonly quadrants: readonly (readonly Quadrant[] | null)[];
    /** What the chances of `acceptability` are counted over. */
    readonly over: CountedOver;
    readonly acceptability: readonly {
      readonly worth: number;
      readonly best: readonly Share[];
      readonly choice: number;
    }[];
  } | null;
  readonly choice: Choice | null;
  /** Who each option's programmes reach, and for whom outcomes change beside the first: sentences, by option. */
  readonly reached: readonly (readonly string[])[];
  /** By option: what its difference in net saving goes with, the most first; none for the first. */
  readonly matters: readonly (readonly Matter[])[];
  readonly drawn: readonly { readonly name: string; readonly group: string; readonly interval: string }[];
  readonly held: readonly { readonly name: string; readonly why: string }[];
  /** What a reader must hear before any number, such as a local fit that failed: part of `opening`. */
  readonly warnings?: readonly string[];
  readonly notes: readonly string[];
  readonly version: string;
}

/** A study in one of its areas: everything that its tables, charts and pages are made from. */
export interface AreaStudy {
  readonly report: StudyReport;
  /** What the numbers rest on: options and programmes of the whole study, sources, assumptions, targets. */
  readonly frame: ResultFrame;
  /** Every number counted: `option` is an option's id, or `ID less FIRST`, pair by pair. */
  readonly rows: readonly TableRow[];
}

export type { Increment, Quadrant };
