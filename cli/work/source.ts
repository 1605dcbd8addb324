/** What a command is given: a scenario, study or pathway file, or the record of a run or a study with the files kept in it. */
import { readFileSync } from 'node:fs';
import { InputError, problemWithFile } from '../../scenarios/index.js';
import { nodeFiles } from '../host/index.js';
import type { PrecisionAsked } from '../host/precision.js';
import { recordData } from '../host/record-text.js';
import { recordedFiles, RUN_FORMAT, type RunRecord } from '../host/run-record.js';
import type { OutcomeAsked } from '../host/study/outcome.js';
import { STUDY_FORMAT, type StudyRecord } from '../host/study/record.js';
import { written, type Written } from '../host/written.js';
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
  /** How the files of the record were written. */
  written: Written;
} {
  const disk = nodeFiles();
  if (!path.endsWith('.json')) return { path, overrides, files: disk, isRecord: false, written: {} };
  const record = readAnyRecord(path, 'run');
  return {
    path: record.scenario,
    overrides: { ...record.overrides, ...overrides },
    files: recordedFiles(record, disk.library),
    isRecord: true,
    written: written(record),
  };
}

/** What a study is made of: files on disk, or those kept in a run.json. */
export interface StudySource {
  /** A study file, or scenario files to compare. */
  readonly paths: readonly string[];
  readonly overrides: OverrideArguments & { readonly draws?: number | undefined };
  /** As it was asked for before; null where it was not, or where other numbers are typed. */
  readonly precision: PrecisionAsked | null;
  /** What compared scenarios were weighed by; null where nothing was named, or a study file says it. */
  readonly outcome: OutcomeAsked | null;
  readonly files: ReturnType<typeof nodeFiles>;
  readonly isRecord: boolean;
  /** How the files of the record were written. */
  readonly written: Written;
}

/** @throws InputError where a .json is no record of a study */
export function studySourceOf(path: string, overrides: StudySource['overrides']): StudySource {
  const disk = nodeFiles();
  if (!path.endsWith('.json'))
    return { paths: [path], overrides, precision: null, outcome: null, files: disk, isRecord: false, written: {} };
  const record = readAnyRecord(path, 'study');
  const { precision, outcome, ...own } = record.overrides;
  const isOther = overrides.draws !== undefined || overrides.replications !== undefined;
  return {
    paths: record.sources,
    overrides: { ...own, ...overrides },
    precision: isOther ? null : (precision ?? null),
    outcome: outcome ?? null,
    files: recordedFiles(record, disk.library),
    isRecord: true,
    written: written(record),
  };
}

interface Records {
  readonly run: RunRecord;
  readonly study: StudyRecord;
}

const FORMATS = { run: RUN_FORMAT, study: STUDY_FORMAT } as const;
const FILES = { run: 'a scenario', study: 'a study' } as const;

/** @throws InputError where the file is no record of what is asked for, saying what it is */
function readAnyRecord<Kind extends keyof Records>(path: string, kind: Kind): Records[Kind] {
  const what = `${FILES[kind]} is a YAML file, a record the ${RUN_FILE} of a results folder`;
  const refuse = (why: string): never => {
    throw new InputError([problemWithFile(path, why)]);
  };
  let record: (Partial<RunRecord | StudyRecord> & { readonly format?: unknown }) | null;
  try {
    record = recordData(readFileSync(path, 'utf8')) as typeof record;
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    return refuse(`${isMissing ? 'the file does not exist' : `the file is not the record of a ${kind}`}: ${what}`);
  }
  const format = typeof record?.format === 'string' ? record.format : '';
  if (format === FORMATS[kind] && record?.files !== undefined) return record as Records[Kind];
  const [, other, version] = /^throughcare (run|study|comparison) (\d+)$/.exec(format) ?? [];
  if (other === undefined) return refuse(`the file is not the record of a ${kind}: ${what}`);
  if (other === 'comparison')
    return refuse('this is the record of a comparison: run again each of the results that it compares');
  if (other !== kind)
    return refuse(`this is the record of a ${other}: run it again with \`throughcare ${other} ${path}\``);
  return refuse(`this is the record of another version (${kind} ${version}), which cannot be run again by this one`);
}
