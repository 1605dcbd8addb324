/** What a technical annex is made from: what a run or a study rests on, and the model as it was run. */
import type { ResultFrame } from '../../engine/study/result.js';
import type { DescriptionChoices, ModelToDescribe } from '../model/index.js';
import type { StudyReport } from '../study/types.js';

/** The model with every number settled, what its files say in words, and how to have the same again. */
export interface AnnexModel {
  /** Of a study: with the programmes of all its options. */
  readonly of: ModelToDescribe;
  readonly words: DescriptionChoices['words'];
  readonly software: DescriptionChoices['software'];
  /** The files it was read from, as a reader may find them: never where they lie on a machine. */
  readonly files: readonly string[];
  /** SHA-256 of those files and of what the command asked for, as `run.json` has it. */
  readonly hash: string;
  /** Commands that give the same numbers again, each whole. */
  readonly commands: readonly string[];
}

/** One area of a study, under one stance, or the one of a run. */
export interface AnnexArea {
  readonly frame: ResultFrame;
  /** What a study found there; null for a run. */
  readonly report: StudyReport | null;
}

export interface AnnexAbout {
  /** At least one; the model's own numbers are those of the first. */
  readonly areas: readonly [AnnexArea, ...AnnexArea[]];
  readonly model: AnnexModel;
}

export interface Annex {
  readonly html: string;
  readonly markdown: string;
}
