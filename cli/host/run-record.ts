/**
 * `run.json`: everything needed to say what a run was, to report it again and to run it again, without the files it
 * was made from. The texts of all files read are kept in it.
 */
import { createHash } from 'node:crypto';
import type { StudyResult } from '../../engine/index.js';
import type { Disclosure } from '../../reports/index.js';
import type { Files, ScenarioOverrides } from '../../scenarios/index.js';
import type { StudyRun } from './run-study.js';

export const RUN_FORMAT = 'throughcare run 1';

export interface RunRecord {
  readonly format: typeof RUN_FORMAT;
  readonly scenario: string;
  readonly overrides: Pick<ScenarioOverrides, 'area' | 'seed' | 'replications' | 'stance' | 'years'>;
  /** SHA-256 of the files and overrides: the same inputs give the same tables. */
  readonly hash: string;
  readonly files: Readonly<Record<string, string>>;
  readonly result: Omit<StudyResult, 'rows' | 'distributions'>;
  readonly distributions: StudyResult['distributions'];
  /** How small numbers were kept back in the tables and in `result`; not there where none was. The files read are as they were. */
  readonly disclosure?: Disclosure;
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
      const text = record.files[path];
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
  run: StudyRun,
  disclosure?: Disclosure,
): RunRecord {
  const files = keptFiles(texts, library);
  const { rows: _rows, distributions, ...result } = run.result;
  return {
    format: RUN_FORMAT,
    scenario: path,
    overrides,
    hash: createHash('sha256')
      .update(JSON.stringify({ path, overrides, files, versions: result.versions }))
      .digest('hex'),
    files,
    result,
    distributions,
    ...(disclosure !== undefined && { disclosure }),
    events: run.events,
    seconds: run.seconds,
  };
}

/** The texts read, in the order of their paths, and where the library lay. */
export function keptFiles(texts: ReadonlyMap<string, string>, library: string): Readonly<Record<string, string>> {
  return { library, ...Object.fromEntries([...texts].sort(([a], [b]) => (a < b ? -1 : 1))) };
}
