/** The record of a results folder, read and checked: what kind of results it holds, and everything of them but their rows. */
import { z } from 'zod';
import { DISCLOSURES } from '../../../reports/tables/disclosure/names.js';
import { InputError, problemAt, problemWithFile } from '../../../scenarios/index.js';
import { SourceText } from '../../../scenarios/load/source-text.js';
import { recordData } from '../record-text.js';
import { RUN_FORMAT, type RunRecord } from '../run-record.js';
import { STUDY_FORMAT, type StudyRecord } from '../study/record.js';
import { COMPARISON_FORMAT, type ComparisonRecord } from './comparison-record.js';

export type ResultsRecord = RunRecord | StudyRecord | ComparisonRecord;

const words = z.string();
const some = z.array(z.looseObject({}));

const frame = z.looseObject({
  name: words,
  title: words,
  question: words,
  kind: z.enum(['care', 'general']),
  area: z.looseObject({ code: words, name: words }).nullable(),
  startDate: words,
  endDate: words,
  years: z.number(),
  replications: z.number(),
  seed: words,
  stance: words,
  uncertainty: words,
  options: z.array(z.looseObject({ id: words, label: words })).min(1),
  priceYear: words,
  measures: z.array(z.looseObject({ name: words, label: words, unit: words })),
  programmes: z.array(z.looseObject({ id: words, title: words, effects: some })),
  assumptions: z.array(z.looseObject({ name: words, value: words, source: words })),
  sources: z.array(z.looseObject({ id: words })),
  targets: some,
  notes: z.array(words),
  versions: z.record(words, words),
});

const report = z.looseObject({
  name: words,
  title: words,
  area: words,
  startDate: words,
  endDate: words,
  draws: z.number(),
  replications: z.number(),
  options: z.array(z.looseObject({ id: words, title: words })).min(1),
  figures: some,
  money: z.array(z.looseObject({}).nullable()),
  notes: z.array(words),
});

const counts = z.record(words, z.number().int().min(0));
const studies = z.array(z.looseObject({ report, frame, tables: counts })).min(1);
const files = z.record(words, words);

/** How the files were written, and what of. */
const made = {
  hash: words,
  disclosure: z.enum(DISCLOSURES).optional(),
  official: z.boolean().optional(),
  full: z.boolean().optional(),
};

const SCHEMAS = {
  [RUN_FORMAT]: z.looseObject({
    ...made,
    scenario: words,
    overrides: z.looseObject({}),
    files,
    tables: counts,
    result: frame,
    distributions: z.array(z.looseObject({ option: words, measure: words, group: words, counts: z.array(z.number()) })),
  }),
  [STUDY_FORMAT]: z.looseObject({
    ...made,
    sources: z.array(words).min(1),
    overrides: z.looseObject({}),
    files,
    studies,
  }),
  [COMPARISON_FORMAT]: z.looseObject({ ...made, of: z.array(z.looseObject({ folder: words, title: words })), studies }),
} as const;

/**
 * Reads the text of a run.json.
 *
 * @param file its path as the user would write it
 * @throws InputError where it is damaged, of another version, or no record of ours: what it is and what to do
 */
export function readRecord(file: string, text: string): ResultsRecord {
  const data = parsed(file, text);
  const format = typeof data === 'object' && data !== null && 'format' in data ? data.format : undefined;
  const schema = Object.entries(SCHEMAS).find(([name]) => name === format)?.[1];
  if (schema === undefined) throw new InputError([formatProblem(file, text, format)]);
  const checked = schema.safeParse(data);
  if (!checked.success) {
    const [issue] = checked.error.issues;
    const place = issue!.path.map(String).join('.');
    // Fields come with versions: what is missing was not there yet.
    throw new InputError([
      problemWithFile(
        file,
        `this record was written by another version, or changed since: ${place}: ${issue!.message}; ${again(file, format)}`,
      ),
    ]);
  }
  return data as ResultsRecord;
}

function parsed(file: string, text: string): unknown {
  try {
    return recordData(text);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    const source = new SourceText(file, text);
    const told = /position (\d+)/.exec(why)?.[1];
    const at = told === undefined ? text.length : Math.min(Number(told), text.length);
    const isShort = told === undefined || at >= text.length;
    const what = isShort ? 'the record ends before it is whole' : 'the record is damaged here: this is not JSON';
    throw new InputError([
      problemAt({ source, at, end: at + 1 }, `${what}; results must be made again from their scenario`),
    ]);
  }
}

function formatProblem(file: string, text: string, format: unknown) {
  if (typeof format !== 'string' || !format.startsWith('throughcare '))
    return problemWithFile(file, 'this is not the record of results: name a folder that run, study or compare wrote');
  const [, kind = '', version = ''] = format.split(' ');
  const at = Math.max(0, text.indexOf(JSON.stringify(format)));
  const place = { source: new SourceText(file, text), at, end: at + JSON.stringify(format).length };
  if (kind !== 'run' && kind !== 'study' && kind !== 'comparison')
    return problemAt(
      place,
      `results of ${kind} have a page of their own, and are not reported again from their record`,
    );
  const known = Object.keys(SCHEMAS).find((name) => name.startsWith(`throughcare ${kind} `))!;
  const isOlder = Number(version) < Number(known.split(' ')[2]);
  return problemAt(
    place,
    `this is the record of a ${isOlder ? 'version before' : 'version after'} this one ('${format}'; '${known}' is read): ${
      isOlder ? again(file, format) : 'use the version that wrote it, or a later one'
    }`,
  );
}

function again(file: string, format: unknown): string {
  const [, kind] = String(format).split(' ');
  return kind === 'comparison'
    ? 'make the comparison again with `throughcare report` and the folders compared'
    : `make the results again with \`throughcare ${kind} ${file}\`, or from their ${kind === 'study' ? 'study file' : 'scenario'}`;
}
