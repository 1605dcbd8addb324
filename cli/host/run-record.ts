/**
 * `run.json`: everything needed to say what a run was, to report it again and to run it again, without the files it
 * was made from. The texts of all files read are kept in it.
 */
import { createHash } from 'node:crypto';
import type { StudyResult, TableRow } from '../../engine/index.js';
import type { Files, ScenarioOverrides } from '../../scenarios/index.js';
import { RECORD_LIBRARY, recordedText, recordNames, type NameOf } from './portable.js';
import type { StudyRun } from './run-study.js';
import { written, type Written } from './written.js';

export const RUN_FORMAT = 'throughcare run 1';

/** How many rows each table has, the first written first. */
export type RowCounts = Readonly<Record<string, number>>;

export interface RunRecord extends Written {
  readonly format: typeof RUN_FORMAT;
  readonly scenario: string;
  readonly overrides: Pick<ScenarioOverrides, 'area' | 'seed' | 'replications' | 'stance' | 'years'>;
  /** SHA-256 of the files and overrides: the same inputs give the same tables. */
  readonly hash: string;
  readonly files: Readonly<Record<string, string>>;
  readonly tables: RowCounts;
  readonly result: Omit<StudyResult, 'rows' | 'distributions'>;
  readonly distributions: StudyResult['distributions'];
  readonly events: number;
  readonly seconds: number;
}

/** Files, and the text of every one read through them so far. */
export interface Recording {
  readonly files: Files;
  readonly texts: Map<string, string>;
}

/** Keeps the text of every file read through it. */
export function recordingFiles(files: Files): Recording {
  const texts = new Map<string, string>();
  return {
    texts,
    files: {
      ...files,
      read: (path) => {
        const text = files.read(path);
        texts.set(path, text);
        return text;
      },
    },
  };
}

/** Files of a record, in place of those on disk. */
export function recordedFiles(record: Pick<RunRecord, 'files'>, library: string): Files {
  return {
    library: record.files['library'] ?? library,
    read: (path) => {
      const text = recordedText(record.files, path);
      if (text === undefined) throw Object.assign(new Error(`the record holds no file ${path}`), { code: 'ENOENT' });
      return text;
    },
  };
}

export function runRecord(
  path: string,
  overrides: RunRecord['overrides'],
  texts: ReadonlyMap<string, string>,
  library: string,
  run: Pick<StudyRun, 'result' | 'events' | 'seconds'>,
  how: Written = {},
): RunRecord {
  const nameOf = recordNames(texts.keys(), library);
  const scenario = nameOf(path);
  const files = keptFiles(texts, nameOf);
  const { rows, distributions, ...result } = run.result;
  return {
    format: RUN_FORMAT,
    scenario,
    overrides,
    hash: createHash('sha256')
      .update(JSON.stringify({ scenario, overrides, files, versions: result.versions }))
      .digest('hex'),
    files,
    tables: rowCounts(rows),
    result,
    distributions,
    ...written(how),
    events: run.events,
    seconds: run.seconds,
  };
}

/** The texts read by their names in a record, in the order of these, and what the library is called there. */
export function keptFiles(texts: ReadonlyMap<string, string>, nameOf: NameOf): Readonly<Record<string, string>> {
  const named = [...texts].map(([path, text]) => [nameOf(path), text] as const);
  return { library: RECORD_LIBRARY, ...Object.fromEntries(named.sort(([a], [b]) => (a < b ? -1 : 1))) };
}

/** How many rows of each table there are, in the order in which tables first appear. */
export function rowCounts(rows: readonly TableRow[]): RowCounts {
  const counts: Record<string, number> = {};
  for (const { table } of rows) counts[table] = (counts[table] ?? 0) + 1;
  return counts;
}
