/** `run.json` of a study: enough to report it again without running it, and to run it again without its files. */
import { createHash } from 'node:crypto';
import type { AreaStudy } from '../../../reports/study/index.js';
import type { OutcomeAsked } from './outcome.js';
import type { PrecisionAsked } from '../precision.js';
import { written, type Written } from '../written.js';
import { recordNames } from '../portable.js';
import { keptFiles, rowCounts, type RowCounts, type RunRecord } from '../run-record.js';

export const STUDY_FORMAT = 'throughcare study 2';

export interface StudyRecord extends Written {
  readonly format: typeof STUDY_FORMAT;
  /** A study file, or the scenario files compared. */
  readonly sources: readonly string[];
  /** The numbers it was run with. */
  readonly overrides: RunRecord['overrides'] & {
    readonly draws: number;
    /** Where it ran until one was reached, so that it stops where it did. */
    readonly precision?: PrecisionAsked;
    /** What scenarios that are compared were asked besides; a study file says it itself. */
    readonly outcome?: OutcomeAsked;
  };
  /** SHA-256 of the files and overrides: the same inputs give the same tables. */
  readonly hash: string;
  readonly files: Readonly<Record<string, string>>;
  /** By area; rows are in the tables. */
  readonly studies: readonly (Omit<AreaStudy, 'rows'> & { readonly tables: RowCounts })[];
}

export function studyRecord(
  paths: readonly string[],
  overrides: StudyRecord['overrides'],
  texts: ReadonlyMap<string, string>,
  library: string,
  studies: readonly AreaStudy[],
  how: Written = {},
): StudyRecord {
  const nameOf = recordNames(texts.keys(), library);
  const sources = paths.map(nameOf);
  const files = keptFiles(texts, nameOf);
  const versions = studies[0]?.frame.versions;
  // Typed or read from a record, in whatever order.
  const asked = Object.entries(overrides).sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    format: STUDY_FORMAT,
    sources,
    overrides,
    hash: createHash('sha256').update(JSON.stringify({ sources, asked, files, versions })).digest('hex'),
    files,
    ...written(how),
    studies: studies.map(({ report, frame, rows }) => ({ report, frame, tables: rowCounts(rows) })),
  };
}
