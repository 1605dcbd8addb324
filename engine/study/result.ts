/**
 * What a study leaves behind, in memory: tidy rows with intervals, and what a reader needs to judge them.
 * Everything that is written (tables, charts, pages) is made from this and nothing else.
 */

import type { RatioOf } from './ratio.js';

/** Which table a row belongs to: one CSV file each. */
export type TableName = 'stocks' | 'flows' | 'times' | 'costs' | 'appraisal' | 'programmes' | 'equity';

/**
 * One measure, one row. `option` is an option's id or `difference` (option minus baseline, same children, same luck).
 * `period` is an ISO date for a stock at the end of that day ('2026-03-31'), a financial year ('2025-26'), one of its
 * quarters ('2025-26 Q1'), a month ('2025-04') or 'whole run'. `group` is 'all' or 'dimension=level' ('age=1 to 4', 'placement=Foster care').
 * `lower` and `upper` are the 2.5% and 97.5% quantiles over replications (what one future may bring, by chance alone),
 * `mc_se` the standard error of `value` as an estimate of the expectation.
 */
export interface TableRow {
  readonly table: TableName;
  readonly option: string;
  readonly area: string;
  readonly period: string;
  readonly periodKind: 'day' | 'month' | 'quarter' | 'financial year' | 'whole run';
  readonly group: string;
  readonly measure: string;
  readonly value: number;
  readonly lower: number;
  readonly upper: number;
  readonly mcSe: number;
  readonly unit: string;
}

/** What a column of a replication's numbers holds: its place in the tables. */
export interface Column {
  /** Set of a rate: over replications it is the ratio of these means, and not the mean of its ratios. */
  readonly ratio?: RatioOf;
  readonly table: TableName;
  readonly measure: string;
  readonly group: string;
  readonly period: string;
  readonly periodKind: TableRow['periodKind'];
  readonly unit: string;
}

export type Mark = 'published' | 'derived' | 'fitted' | 'assumption' | 'local';

/** A number the run rests on. */
export interface AssumptionLine {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly unit: string;
  readonly interval: string | null;
  /** The ends of its 95% interval as multiples of it, where it has one in numbers: what parameter draws are made of. */
  readonly ends?: readonly [number, number];
  /** The number that it is drawn with, where it is not drawn by itself. */
  readonly drawnWith?: string;
  readonly source: string;
  readonly mark: Mark;
}

/** A published or local figure the area was fitted or raked to, and how near the model came. */
export interface TargetLine {
  readonly name: string;
  readonly label: string;
  readonly target: number;
  readonly modelled: number;
  /** modelled / target - 1; null where the target is 0. */
  readonly residual: number | null;
  readonly source: string;
  readonly how: 'fitted' | 'raked' | 'exact' | 'not fitted';
}

/** A number or a choice that a run has otherwise than it would by default, and who changed it. */
export interface ChangeLine {
  /** Of a parameter, its name; of a programme's number, `PROGRAMME.NUMBER`; of a choice, `stance`, `years` ... */
  readonly name: string;
  readonly label: string;
  /** As it would be, and as it is here; in words, with their units where they have any. */
  readonly from: string;
  readonly to: string;
  /** Where it was changed: `the scenario, set`, `the command, --years`. */
  readonly where: string;
}

/** How money of different years is brought together, in words that are the same for the same. */
export interface AppraisalWords {
  /** `0.035, yearly`; `none`. */
  readonly discounting: string;
  /** `costs 0.2, benefits 0.1`; `none`. */
  readonly optimism: string;
  /** `0.02`; `2026-27: 0.03, 2027-28: 0.02`; `none`. */
  readonly inflation: string;
}

/** Who answers for an analysis, as its author states it; a role nobody is named for is left out. */
export interface AssuranceRoles {
  readonly commissioner?: string | undefined;
  readonly analyst?: string | undefined;
  readonly assurer?: string | undefined;
  readonly approver?: string | undefined;
  readonly note?: string | undefined;
}

/** What a short name in a source column stands for. */
export interface SourceLine {
  readonly id: string;
  readonly title: string;
  readonly address: string;
}

export interface EvidenceCard {
  readonly study: string;
  readonly design: string;
  readonly n: string;
  readonly outcome: string;
  readonly estimate: string;
  readonly interval: string;
  readonly grade: string;
  readonly address: string;
  readonly note: string;
}

export interface EffectLine {
  /** Its name in the programme's file. */
  readonly name: string;
  readonly label: string;
  readonly transitions: readonly string[];
  /** hazard_ratio, time_ratio, odds_ratio, risk_ratio, points or diverted. */
  readonly measure: string;
  readonly value: number;
  readonly why: string;
  readonly mark: Mark;
}

export interface ProgrammeSummary {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly opens: string;
  readonly places: string;
  readonly eligible: string;
  readonly effects: readonly EffectLine[];
  /** What it is counted for beside numbers in care; empty for most. */
  readonly outcomes: readonly string[];
  readonly evidence: readonly EvidenceCard[];
  readonly caveats: readonly string[];
  /** Warnings raised for this run, such as an effect better than the best trial. */
  readonly warnings: readonly string[];
}

/** A stock as published, of the area and all groups together, to stand beside a run. */
export interface PublishedStock {
  readonly measure: string;
  /** An ISO date: the end of that day. */
  readonly period: string;
  readonly value: number;
  readonly source: string;
}

export interface MeasureInfo {
  readonly name: string;
  readonly label: string;
  readonly table: TableName;
  readonly unit: string;
  readonly definition: string;
}

export interface StudyOption {
  readonly id: string;
  readonly label: string;
}

export interface StudyResult {
  readonly name: string;
  readonly title: string;
  readonly question: string;
  /** 'england' for the care system; 'general' for any other pathway (a queue, a Markov chain). */
  readonly kind: 'care' | 'general';
  readonly area: { readonly code: string; readonly name: string; readonly children: number | null } | null;
  readonly startDate: string;
  readonly endDate: string;
  readonly years: number;
  readonly replications: number;
  readonly seed: string;
  readonly stance: string;
  /** How the intervals are to be labelled: 'chance only' until parameters are drawn. */
  readonly uncertainty: string;
  /** The baseline first. */
  readonly options: readonly StudyOption[];
  readonly priceYear: string;
  readonly measures: readonly MeasureInfo[];
  readonly rows: readonly TableRow[];
  /** Whole distributions of times, pooled over replications: counts by whole months. */
  readonly distributions: readonly {
    readonly option: string;
    readonly measure: string;
    readonly group: string;
    /** counts[m] = mean number a replication of times in [m, m+1) months. */
    readonly counts: readonly number[];
  }[];
  readonly programmes: readonly ProgrammeSummary[];
  readonly assumptions: readonly AssumptionLine[];
  readonly sources: readonly SourceLine[];
  readonly targets: readonly TargetLine[];
  /** What was published of the area's stocks before the run, in time order; absent where nothing is known. */
  readonly history?: readonly PublishedStock[];
  /** Plain sentences a reader must see: data limits, what was carried forward, what was left out. */
  readonly notes: readonly string[];
  /** What must be read before any number, such as a local fit that failed. Absent from older records, where it is not known. */
  readonly warnings?: readonly string[];
  /** What differs from the defaults. Absent from older records, where it is not known. */
  readonly changes?: readonly ChangeLine[];
  /** Absent from older records, where it is not known. */
  readonly appraisal?: AppraisalWords;
  /** Who answers for the analysis; absent where nobody says. */
  readonly assurance?: AssuranceRoles;
  readonly versions: Readonly<Record<string, string>>;
}

/** A result without its numbers: what was asked, of what, on what it rests. */
export type ResultFrame = Omit<StudyResult, 'rows' | 'distributions'>;
