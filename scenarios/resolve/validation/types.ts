/** A validation file once everything in it has been looked up: the runs, and a flat list of figures. */
import type { Reading } from '../../../engine/study/readings.js';
import type { SourceLine } from '../../../engine/study/result.js';
import type { ResolvedScenario } from '../types.js';

export interface ValidationRun {
  readonly id: string;
  /** The scenario's own file. */
  readonly path: string;
  readonly scenario: ResolvedScenario;
  /** The file of the baseline it was put to in place of the scenario's own; null where that stands. */
  readonly baseline: string | null;
  /**
   * Null where the scenario is run as it stands; else its baseline's arrivals from nothing, at the first year's rates:
   * a sample of them (`share`), `warmUp` days before anything is counted.
   */
  readonly settled: { readonly warmUp: number; readonly share: number } | null;
  /** Months counted, and years of them. */
  readonly months: number;
  readonly years: number;
  readonly replications: number;
  /** A refusal by the engine as one that points at a line of the scenario's files. */
  readonly explain: (error: unknown) => unknown;
}

/** What is read from a replication: a number, or the ratio of two; times `scale`. */
export interface FigureReading {
  readonly numerator: Reading;
  readonly denominator: Reading | null;
  readonly scale: number;
}

export interface Figure {
  /** Unique: `mix=Foster care`, `starts@2022`. */
  readonly id: string;
  /** The id without the year: what is followed over years. */
  readonly series: string;
  readonly label: string;
  readonly part: string;
  /** Fitted to; set from the same publication by hand; or neither. */
  readonly use: 'fit' | 'input' | 'check';
  /** Id of the run it is read from. */
  readonly run: string;
  readonly reading: FigureReading;
  readonly published: number;
  /** How far the simulated figure may be from the published one, either way, in the figure's unit. */
  readonly band: number;
  /** The tolerance as written: `5%`, `2 points`; `rounding` where that allows more. */
  readonly within: string;
  /** `percent`, `GBP`, a unit of time, or what is counted. */
  readonly unit: string;
  /** The year ending on 31 March of it; null where the figure is of no one year. */
  readonly year: number | null;
  readonly source: string;
  readonly note: string;
  readonly weight: number;
}

/** What is to be run, and what is to be read from it. */
export interface FigureSet {
  readonly runs: readonly ValidationRun[];
  readonly figures: readonly Figure[];
}

export interface ResolvedValidation extends FigureSet {
  readonly name: string;
  readonly title: string;
  readonly note: string;
  readonly path: string;
  readonly sources: readonly SourceLine[];
  /** Years for which there is a backtest. */
  readonly backtests: readonly number[];
}

/** The same figures from two runs: with the model's own inflows, and with those observed. */
export interface ResolvedBacktest {
  readonly title: string;
  readonly note: string;
  readonly path: string;
  /** The calendar year in which the runs start. */
  readonly year: number;
  readonly startDay: number;
  readonly endDay: number;
  readonly own: FigureSet;
  readonly observed: FigureSet;
  readonly sources: readonly SourceLine[];
}
