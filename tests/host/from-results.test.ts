/** What is read back from a results folder is what was written, and what is not results is refused with its place. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readTable } from '../../cli/host/from-results/table.js';
import { readResults } from '../../cli/host/index.js';
import { recordData, recordText } from '../../cli/host/record-text.js';
import { runRecord } from '../../cli/host/run-record.js';
import type { StudyResult, TableRow } from '../../engine/index.js';
import { tableCsv, tables } from '../../reports/index.js';
import { careResult } from '../reports/fixture.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'throughcare-results-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const hostile = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({
    unit: fc.constantFrom('"', ',', '\n', '\r', "'", '=', '+', '-', '@', '\t', ' ', 'a', '\u202E', '\uFEFF'),
  }),
  fc.constantFrom('=1+1', "'=1+1", "''-2", '</svg><script>alert(1)</script>', 'x'.repeat(10_000), '""', '\r\n', ''),
);
/** No number is less than nought by nothing: tables write it as nought. */
const amount = fc.double({ noDefaultInfinity: true }).map((value) => (value === 0 ? 0 : value));
const rows: fc.Arbitrary<TableRow> = fc.record({
  table: fc.constant('stocks' as const),
  option: hostile,
  area: hostile,
  period: hostile,
  periodKind: fc.constantFrom(
    'day' as const,
    'month' as const,
    'quarter' as const,
    'financial year' as const,
    'whole run' as const,
  ),
  group: hostile,
  measure: hostile,
  value: amount,
  lower: amount,
  upper: amount,
  mcSe: amount,
  unit: hostile,
});

describe('a table', () => {
  test('reads back as the rows it was written from, whatever is in them', () => {
    fc.assert(
      fc.property(fc.array(rows, { maxLength: 6 }), (written) => {
        expect(readTable('stocks.csv', tableCsv(written), 'stocks')).toEqual(written);
      }),
      { seed: 7, numRuns: 300 },
    );
  });

  test('that a spreadsheet wrote again, with its line ends and its mark, reads the same', () => {
    const written = careResult().rows.filter(({ table }) => table === 'flows');
    const text = `\uFEFF${tableCsv(written).replaceAll('\n', '\r\n')}`;
    expect(readTable('flows.csv', text, 'flows')).toEqual(written);
  });
});

describe('a record', () => {
  test('keeps every number, and text as it is, whatever it says', () => {
    const value = fc.oneof(
      hostile,
      fc.double().map((number) => (number === 0 ? 0 : number)),
      fc.constant(null),
      fc.constant('NaN'),
    );
    fc.assert(
      fc.property(fc.dictionary(hostile, fc.array(value)), (data) => {
        const own = Object.fromEntries(Object.entries(data).filter(([name]) => name !== '__proto__'));
        expect(recordData(recordText(own))).toEqual(own);
      }),
      { seed: 7, numRuns: 300 },
    );
  });
});

/** Writes a folder of a run: the files of a whole one, with changes; null leaves one out. */
function written(name: string, changes: Readonly<Record<string, string | null>> = {}): string {
  for (const [file, text] of Object.entries({ ...whole(), ...changes })) {
    if (text === null) continue;
    const path = join(folder, name, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  return join(folder, name);
}

/** Few rows of every table, and no nought with a sign, which tables do not write. */
const RESULT: StudyResult = {
  ...careResult(),
  rows: careResult()
    .rows.filter((_, i) => i % 40 < 3)
    .map((row) => ({ ...row, value: row.value + 0, lower: row.lower + 0, upper: row.upper + 0 })),
};

function whole(): Record<string, string> {
  return {
    'run.json': recordText(
      runRecord('leeds.yaml', {}, new Map([['leeds.yaml', 'scenario: x\n']]), 'library', {
        result: RESULT,
        events: 1,
        seconds: 1,
      }),
    ),
    ...Object.fromEntries(tables(RESULT).map(({ name, csv }) => [`tables/${name}.csv`, csv])),
  };
}

describe('a results folder', () => {
  test('reads back as the result that was written, by its name or by its run.json', () => {
    const path = written('whole');
    const results = readResults(path);
    expect(results.kind === 'run' && results.result).toEqual(RESULT);
    expect(readResults(join(path, 'run.json'))).toEqual(results);
  });

  const { 'run.json': record = '', 'tables/flows.csv': flows = '' } = whole();
  const cells = flows.split('\n')[1]!.split(',');
  const line = (at: number, cell: string): string =>
    flows.replace(cells.join(','), cells.map((own, i) => (i === at ? cell : own)).join(','));
  test.each<[string, Readonly<Record<string, string | null>>, RegExp]>([
    ['notes', { 'run.json': null }, /notes: there is no run\.json in it, so these are not results/],
    ['theirs', { 'run.json': '{"format": "other"}' }, /run\.json: this is not the record of results/],
    ['list', { 'run.json': '[]' }, /run\.json: this is not the record of results/],
    ['empty', { 'run.json': '' }, /run\.json:1:1: the record ends before it is whole/],
    [
      'mixes',
      { 'run.json': '{"format": "throughcare portfolio 1"}' },
      /run\.json:1:12: results of portfolio have a page of their own/,
    ],
    ['cut', { 'run.json': record.slice(0, 9000) }, /run\.json:\d+:\d+: the record ends before it is whole; .*again/],
    ['broken', { 'run.json': record.replace('"scenario":', '"scenario" ') }, /run\.json:3:\d+: the record is damaged/],
    [
      'older',
      { 'run.json': record.replace('throughcare run 1', 'throughcare run 0') },
      /run\.json:2:\d+: .*a version before this one \('throughcare run 0'.*`throughcare run .*older\/run\.json`/,
    ],
    [
      'newer',
      { 'run.json': record.replace('throughcare run 1', 'throughcare run 9') },
      /run\.json:2:\d+: .*a version after this one.*use the version that wrote it/,
    ],
    ['poorer', { 'run.json': record.replace('"priceYear"', '"priceAge"') }, /another version.*result\.priceYear/],
    ['half', { 'tables/flows.csv': null }, /flows\.csv: the table is missing/],
    [
      'short',
      { 'tables/flows.csv': flows.slice(0, 900).replace(/\n[^\n]*$/, '\n') },
      /flows\.csv: the table has \d rows/,
    ],
    ['void', { 'tables/flows.csv': '' }, /flows\.csv: the file is empty/],
    ['other', { 'tables/flows.csv': flows.replace('measure,value', 'value,measure') }, /flows\.csv:1:1: the columns/],
    ['word', { 'tables/flows.csv': line(6, 'many') }, /flows\.csv:2:\d+: expected a number .* value, found 'many'/],
    [
      'kind',
      { 'tables/flows.csv': line(3, 'days') },
      /flows\.csv:2:\d+: there is no period_kind 'days'\n(.*\n)*.*'day'/,
    ],
    ['more', { 'tables/flows.csv': line(3, 'day,day') }, /flows\.csv:2:1: expected 11 cells, found 12/],
    ['open', { 'tables/flows.csv': line(5, '"open') }, /flows\.csv:2:\d+: this quote is not closed/],
    ['after', { 'tables/flows.csv': line(5, '"a"b') }, /flows\.csv:2:\d+: a comma or the end of the line is needed/],
  ])('that is not whole is refused with its place: %s', (name, changes, message) => {
    expect(() => readResults(written(name, changes))).toThrow(message);
  });
});
