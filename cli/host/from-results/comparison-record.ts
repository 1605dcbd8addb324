/** `run.json` of several results side by side: what was compared, and enough to report it again. */
import type { AreaStudy } from '../../../reports/study/index.js';
import { rowCounts, type RowCounts } from '../run-record.js';

export const COMPARISON_FORMAT = 'throughcare comparison 1';

/** One of the results compared. */
export interface ComparedSource {
  readonly folder: string;
  readonly title: string;
  /** Of its own record: the same inputs have the same. */
  readonly hash: string;
}

export interface ComparisonRecord {
  readonly format: typeof COMPARISON_FORMAT;
  readonly of: readonly ComparedSource[];
  /** By area; rows are in the tables. */
  readonly studies: readonly (Omit<AreaStudy, 'rows'> & { readonly tables: RowCounts })[];
}

export function comparisonRecord(of: readonly ComparedSource[], studies: readonly AreaStudy[]): ComparisonRecord {
  return {
    format: COMPARISON_FORMAT,
    of,
    studies: studies.map(({ report, frame, rows }) => ({ report, frame, tables: rowCounts(rows) })),
  };
}
