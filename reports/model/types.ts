/** What a description is made of: a model with all its numbers settled, and the words its files have for it. */
import type { EffectTarget } from '../../engine/programmes/plan.js';
import type { Discounting, DiscountRate } from '../../engine/economics/index.js';
import type { Dimension, LedgerSpec } from '../../engine/ledger/spec.js';
import type { Condition, Forced, PathwayModel } from '../../engine/pathway/model.js';
import type { Markdown } from './markdown.js';
import type { HazardSpec } from '../../engine/random/index.js';
import type { AssumptionLine, MeasureInfo, ProgrammeSummary, SourceLine } from '../../engine/study/result.js';

export interface ProgrammeToDescribe {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly opensDate: string;
  /** Days since the start of the run; null where it stays open. */
  readonly closes: number | null;
  readonly eligible: Condition;
  readonly takeUp: number;
  readonly siblings: { readonly each: 'child' | 'family' } | null;
  readonly queue: { readonly waits: boolean; readonly givesUpAfter: number | null };
  readonly stay: HazardSpec | null;
  readonly endsWhen: { readonly notEligible: boolean; readonly any: readonly Condition[] };
  readonly onStart: readonly Forced[];
  readonly againAfter: number | null;
  readonly effects: readonly {
    readonly name: string;
    readonly label: string;
    readonly acts: EffectTarget;
    readonly measure: string;
    readonly value: number;
    readonly during: boolean;
    readonly afterDays: number;
    readonly why: string;
    readonly mark: string;
  }[];
  readonly summary: ProgrammeSummary;
}

export interface StartToDescribe {
  readonly historyDays: number;
  readonly historyShare: number;
  readonly strata: readonly {
    readonly name: string;
    readonly who: Condition;
    readonly size:
      | { readonly kind: 'exact'; readonly count: number }
      | { readonly kind: 'share'; readonly share: number };
    readonly margins: readonly {
      readonly name: string;
      readonly dimension: Dimension;
      readonly targets: Readonly<Record<string, number>>;
      readonly source: string;
    }[];
    readonly source: string;
  }[];
  readonly fit: readonly {
    readonly parameter: string;
    readonly label: string;
    readonly target: number;
    readonly source: string;
  }[];
}

/** A resolved scenario, as far as a description needs it. Times are days since `startDay`, itself days since 1970-01-01. */
export interface ModelToDescribe {
  readonly title: string;
  readonly question: string;
  readonly kind: 'care' | 'general';
  readonly model: PathwayModel;
  readonly ledger: LedgerSpec;
  readonly measureInfo: readonly MeasureInfo[];
  readonly area: { readonly code: string; readonly name: string } | null;
  readonly startDay: number;
  /** The day after the last. */
  readonly endDay: number;
  readonly years: number;
  /** Of each draw, where there are draws. */
  readonly replications: number;
  /** How often numbers that are not known are drawn; never where absent. */
  readonly draws?: number;
  readonly seed: string;
  readonly stance: string;
  readonly programmes: readonly ProgrammeToDescribe[];
  readonly parameters: readonly AssumptionLine[];
  readonly sources: readonly SourceLine[];
  readonly priceYear: string;
  readonly discountRate: DiscountRate | null;
  readonly discounting: Discounting;
  readonly start: StartToDescribe | null;
  readonly notes: readonly string[];
}

type Words = Readonly<Record<string, string>>;

/** What the files say in words; everything may be missing. Keys of `notes` and `uses`: `transitions/NAME`, `states/REGION/NAME`. */
export interface WordsOfFiles {
  readonly title: string;
  readonly labels: Readonly<Record<'regions' | 'transitions' | 'resources' | 'arrivals' | 'levels', Words>>;
  readonly notes: Words;
  readonly uses: Readonly<Record<string, readonly string[]>>;
  readonly description: Readonly<
    Partial<
      Record<
        | 'objectives'
        | 'outputs'
        | 'aims'
        | 'logic'
        | 'scenarios'
        | 'preprocessing'
        | 'left_out'
        | 'limitations'
        | 'run_time',
        readonly string[]
      >
    >
  >;
  readonly parameters: Readonly<Record<string, { readonly section: string; readonly note: string }>>;
}

interface Software {
  readonly version: string;
  readonly licence: string;
  /** The versions of Node it runs on. */
  readonly node: string;
  /** Libraries that numbers pass through, with their versions. */
  readonly libraries: Readonly<Record<string, string>>;
}

export interface DescriptionChoices {
  readonly words: WordsOfFiles;
  readonly software: Software;
  /** The files the model was read from, as a reader may find them. */
  readonly files: readonly string[];
  /** False where a model is described by itself: its run length, seed and area are then no part of it. */
  readonly isExperiment: boolean;
  /** What a rise of 1% of a number does to the results, in words, by the number's name, where that is known. */
  readonly effects?: Words;
  /** What stands in the place of the drawing of a region; a drawing in Mermaid's words where absent. */
  readonly picture?: (region: string) => Markdown;
  /** The command that writes this description, and says so on its first line; '' for none. */
  readonly writtenBy: string;
}

/** Everything a section is written from. */
export interface Subject {
  readonly of: ModelToDescribe;
  readonly choices: DescriptionChoices;
}
