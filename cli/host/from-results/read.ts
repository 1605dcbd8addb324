/** A results folder read back: the record and the tables, as the run had them when it wrote them. */
import { readFileSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { StudyResult, TableName, TableRow } from '../../../engine/index.js';
import type { AreaStudy } from '../../../reports/study/index.js';
import { InputError, problemWithFile } from '../../../scenarios/index.js';
import type { RowCounts, RunRecord } from '../run-record.js';
import type { StudyRecord } from '../study/record.js';
import { RUN_FILE } from '../write-results.js';
import type { ComparisonRecord } from './comparison-record.js';
import { readRecord } from './record.js';
import { readTable } from './table.js';

/** What a run left. */
export interface RunResults {
  readonly kind: 'run';
  readonly folder: string;
  readonly record: RunRecord;
  /** The record's own bytes, as text. */
  readonly text: string;
  readonly result: StudyResult;
}

/** What a study left, or several results side by side: one of each area. */
export interface StudyResults {
  readonly kind: 'study';
  readonly folder: string;
  readonly record: StudyRecord | ComparisonRecord;
  readonly text: string;
  readonly studies: readonly AreaStudy[];
}

export type Results = RunResults | StudyResults;

/**
 * Reads a results folder. Rows stand table by table, in the order of each table.
 *
 * @param folder a folder that `run`, `study`, `compare` or `report` wrote, or its run.json
 * @throws InputError where it is none, or not whole, or of another version: what is wrong, where, and what to do
 */
export function readResults(folder: string): Results {
  const own = basename(folder) === RUN_FILE ? dirname(folder) : folder;
  const file = join(own, RUN_FILE);
  const text = recordTextOf(own, file);
  const record = readRecord(file, text);
  if ('result' in record) {
    const [rows] = rowsOf(own, [record.tables]);
    return {
      kind: 'run',
      folder: own,
      record,
      text,
      result: { ...record.result, rows: rows!, distributions: record.distributions },
    };
  }
  const rows = rowsOf(
    own,
    record.studies.map(({ tables }) => tables),
  );
  const studies = record.studies.map(({ report, frame }, i): AreaStudy => ({ report, frame, rows: rows[i]! }));
  return { kind: 'study', folder: own, record, text, studies };
}

function recordTextOf(folder: string, file: string): string {
  const refuse = (message: string): never => {
    throw new InputError([problemWithFile(folder, message)]);
  };
  const stats = statSync(folder, { throwIfNoEntry: false });
  if (stats === undefined) return refuse('there is no such folder: name one that run, study or compare wrote');
  if (!stats.isDirectory()) return refuse('this is a file: name the results folder');
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (!isMissing(error)) throw error;
    return refuse(
      `there is no ${RUN_FILE} in it, so these are not results: name a folder that run, study or compare wrote`,
    );
  }
}

/** The rows of each part of a folder: each table's lines are those of the first part, then of the second, and so on. */
function rowsOf(folder: string, parts: readonly RowCounts[]): readonly (readonly TableRow[])[] {
  const rows: TableRow[][] = parts.map(() => []);
  for (const name of new Set(parts.flatMap((part) => Object.keys(part)))) {
    const file = join(folder, 'tables', `${name}.csv`);
    const table = readTable(file, tableText(file), name as TableName);
    const wanted = parts.reduce((sum, part) => sum + (part[name] ?? 0), 0);
    if (table.length !== wanted)
      throw new InputError([
        problemWithFile(
          file,
          `the table has ${table.length} rows where the run wrote ${wanted}: it was cut short or changed`,
        ),
      ]);
    let at = 0;
    parts.forEach((part, i) => {
      const end = at + (part[name] ?? 0);
      for (; at < end; at++) rows[i]!.push(table[at]!);
    });
  }
  return rows;
}

function tableText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (!isMissing(error)) throw error;
    throw new InputError([
      problemWithFile(file, 'the table is missing: results are read from their record and their tables together'),
    ]);
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
}
