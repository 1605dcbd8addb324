/** `run.json` of several results side by side: what was compared, and enough to report it again. */
import { createHash } from 'node:crypto';
import type { AreaStudy } from '../../../reports/study/index.js';
import { written, type Written } from '../written.js';
import { rowCounts, type RowCounts } from '../run-record.js';

export const COMPARISON_FORMAT = 'throughcare comparison 1';

/** One of the results compared. */
export interface ComparedSource {
  readonly folder: string;
  readonly title: string;
  /** Of its own record: the same inputs have the same. */
  readonly hash: string;
}

export interface ComparisonRecord extends Written {
  readonly format: typeof COMPARISON_FORMAT;
  /** SHA-256 of those of the results compared. */
  readonly hash: string;
  readonly of: readonly ComparedSource[];
  /** By area; rows are in the tables. */
  readonly studies: readonly (Omit<AreaStudy, 'rows'> & { readonly tables: RowCounts })[];
}

export function comparisonRecord(
  of: readonly ComparedSource[],
  studies: readonly AreaStudy[],
  how: Written = {},
): ComparisonRecord {
  return {
    format: COMPARISON_FORMAT,
    hash: createHash('sha256')
      .update(JSON.stringify(of.map(({ hash }) => hash)))
      .digest('hex'),
    of,
    ...written(how),
    studies: studies.map(({ report, frame, rows }) => ({ report, frame, tables: rowCounts(rows) })),
  };
}
