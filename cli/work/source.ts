/** What a command is given: a scenario or pathway file, or the record of a run with the files kept in it. */
import { readFileSync } from 'node:fs';
import { InputError, problemWithFile } from '../../scenarios/index.js';
import { nodeFiles } from '../host/index.js';
import { recordedFiles, RUN_FORMAT, type RunRecord } from '../host/run-record.js';
import { RUN_FILE } from '../host/write-results.js';
import type { OverrideArguments } from './arguments.js';

/** What is to be run: files on disk, or those kept in a run.json. */
export function sourceOf(
  path: string,
  overrides: OverrideArguments,
): {
  path: string;
  overrides: OverrideArguments;
  files: ReturnType<typeof nodeFiles>;
  isRecord: boolean;
} {
  const disk = nodeFiles();
  if (!path.endsWith('.json')) return { path, overrides, files: disk, isRecord: false };
  const record = readRecord(path);
  return {
    path: record.scenario,
    overrides: { ...record.overrides, ...overrides },
    files: recordedFiles(record, disk.library),
    isRecord: true,
  };
}

/** @throws InputError where the file is no record of a run */
function readRecord(path: string): RunRecord {
  try {
    const record = JSON.parse(readFileSync(path, 'utf8')) as Partial<RunRecord> | null;
    if (record?.format === RUN_FORMAT && record.files !== undefined && record.scenario !== undefined)
      return record as RunRecord;
  } catch (error) {
    const why =
      error instanceof Error && 'code' in error && error.code === 'ENOENT'
        ? 'the file does not exist'
        : 'the file is not the record of a run';
    throw new InputError([
      problemWithFile(path, `${why}: a scenario is a YAML file, a record the ${RUN_FILE} of a results folder`),
    ]);
  }
  throw new InputError([
    problemWithFile(
      path,
      `the file is not the record of a run: a scenario is a YAML file, a record the ${RUN_FILE} of a results folder`,
    ),
  ]);
}
