/** What a scenario is once everything in it has been looked up: plain data, enough to run and to run again. */
import type { Discounting, DiscountRate, SavingKind } from '../../engine/economics/index.js';
import type { LedgerSpec } from '../../engine/ledger/spec.js';
import type { Condition, Forced, PathwayModel } from '../../engine/pathway/model.js';
import type { HazardSpec } from '../../engine/random/index.js';
import type {
  AssumptionLine,
  AssuranceRoles,
  ChangeLine,
  MeasureInfo,
  ProgrammeSummary,
  PublishedStock,
  SourceLine,
} from '../../engine/study/result.js';
import type { Area, AreaColumn } from '../areas/index.js';
import type { ResolvedAppraisal } from './appraisal.js';
import type { EffectTarget, Overlap, ProgrammePlan } from '../../engine/programmes/plan.js';
import type { EffectMeasure, Stance } from '../schema/index.js';
import type { StancedEffect } from './stance.js';
import type { ResolvedStart } from './start.js';

/** What one programme changes, and by how much. */
export interface ResolvedEffect extends StancedEffect {
  readonly name: string;
  readonly label: string;
  readonly acts: EffectTarget;
  readonly measure: EffectMeasure;
  /** Whether it holds while the child is in the programme. */
  readonly during: boolean;
  /** For how many days after the programme it still holds. */
  readonly afterDays: number;
  /** Days in which it halves after the programme; it stays as it is where absent. */
  readonly halfLife?: number;
  /** On whom it acts; on everybody in the programme where absent. */
  readonly only?: Condition;
  readonly aim: 'fewer' | 'more';
}

/** A cost of running a programme. */
export interface ProgrammeCost {
  readonly name: string;
  readonly line: string;
  readonly payer: string;
  /** Once at opening; every year it is open; for each child who starts; or for each day a child is in it. */
  readonly kind: 'set up' | 'yearly' | 'per start' | 'per day';
  /** What a pound less of it is; money spent where absent. */
  readonly saving?: SavingKind;
  /** Pence: in all, a year (all teams and places together), a start, or a day. */
  readonly pence: number;
  /** Days since the start of the run between which it is paid; null for as long as the run. */
  readonly from: number;
  readonly to: number | null;
  /** Share a year by which it grows over and above prices in general; none where absent. */
  readonly realGrowth?: number;
}

export interface ResolvedProgramme {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  /** Days since the start of the run; 0 where it was open before. */
  readonly opens: number;
  readonly opensDate: string;
  /** Days since the start of the run from which nobody starts; null where it stays open. */
  readonly closes: number | null;
  readonly eligible: Condition;
  /** Share of those eligible who would take it up. */
  readonly takeUp: number;
  /** How siblings who become eligible at one instant come as one: with a place each, or one; null where each comes alone. */
  readonly siblings: { readonly each: 'child' | 'family' } | null;
  /** Places from each day of the run on; null where unlimited. */
  readonly places: readonly { readonly from: number; readonly places: number }[] | null;
  readonly queue: {
    /** False where a child who finds no place is turned away. */
    readonly waits: boolean;
    /** Days after which a waiting child gives up; null where it never does. */
    readonly givesUpAfter: number | null;
  };
  /** How long a place lasts, from its start; null where only `endsWhen` ends it. */
  readonly stay: HazardSpec | null;
  /** When children drop out; null where nobody does. */
  readonly dropOut: HazardSpec | null;
  /** The place is given up as soon as the child is no longer eligible, or any of these conditions holds. */
  readonly endsWhen: { readonly notEligible: boolean; readonly any: readonly Condition[] };
  /** Changes at the start. */
  readonly onStart: readonly Forced[];
  /** Days after the end before a child can come again; null where it comes once only. */
  readonly againAfter: number | null;
  readonly stance: Stance;
  readonly effects: readonly ResolvedEffect[];
  /** The share of its effects' strength for those who start from each day on; null where it is whole at once. */
  readonly fidelity: readonly { readonly from: number; readonly share: number }[] | null;
  readonly overlap: Overlap | null;
  readonly outcomes: NonNullable<ProgrammePlan['outcomes']>;
  readonly costs: readonly ProgrammeCost[];
  /** Words, evidence, caveats and warnings for the report. */
  readonly summary: ProgrammeSummary;
}

/** Figures of the area's own, given in a file beside the scenario. */
export interface AreaOverrides {
  readonly name: string;
  /** Where they came from, in one line. */
  readonly source: string;
  readonly figures: Readonly<Partial<Record<AreaColumn, number>>>;
  /** Children by the levels of a breakdown, by the breakdown's name. */
  readonly margins: Readonly<Record<string, Readonly<Record<string, number>>>> | null;
}

export interface ResolvedScenario {
  readonly name: string;
  readonly title: string;
  readonly question: string;
  /** `care` where a baseline of the care system is used; `general` for any other pathway. */
  readonly kind: 'care' | 'general';
  /** The pathway without any programme. Times are days since `startDay`. */
  readonly model: PathwayModel;
  readonly ledger: LedgerSpec;
  readonly measureInfo: readonly MeasureInfo[];
  /** The area's published figures; null where no area is named. */
  readonly area: Area | null;
  readonly areaOverrides: AreaOverrides | null;
  /** What was published of stocks before the run, to be drawn beside it. */
  readonly history?: readonly PublishedStock[];
  /** Day 0 of the run, in days since 1970-01-01, and the day after its last, on the calendar. */
  readonly startDay: number;
  readonly endDay: number;
  readonly years: number;
  readonly replications: number;
  readonly seed: string;
  readonly stance: Stance;
  readonly programmes: readonly ResolvedProgramme[];
  /** Every number the run rests on: parameters, costs and programmes. */
  readonly parameters: readonly AssumptionLine[];
  /** What the short names of sources stand for. */
  readonly sources: readonly SourceLine[];
  /** The values the pathway was filled in with, by parameter. */
  readonly parameterValues: Readonly<Record<string, unknown>>;
  readonly priceYear: string;
  readonly discountRate: DiscountRate | null;
  readonly discounting: Discounting;
  /** Allowances for optimism, and inflation, where the scenario gives them. */
  readonly appraisal: ResolvedAppraisal;
  /** The population to start from; null where the run starts empty or by `at_start`. */
  readonly start: ResolvedStart | null;
  /** Plain sentences a reader must see. */
  readonly notes: readonly string[];
  /** What the scenario, the area's own file and the command have otherwise than by default. */
  readonly changes: readonly ChangeLine[];
  /** Who answers for the analysis; null where the scenario does not say. */
  readonly assurance: AssuranceRoles | null;
}
