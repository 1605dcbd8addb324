/** A table of results read back from its CSV file: the rows it was written from, in their order. */
import type { TableName, TableRow } from '../../../engine/index.js';
import { COLUMNS, writtenText } from '../../../reports/tables/csv.js';
import { InputError, problemAt, problemWithFile } from '../../../scenarios/index.js';
import { SourceText } from '../../../scenarios/load/source-text.js';
import { readCsv, type CsvRecord } from './csv.js';

const KINDS: readonly TableRow['periodKind'][] = ['day', 'month', 'quarter', 'financial year', 'whole run'];
const NUMBER = /^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/**
 * Rows of one table. An empty number is NaN.
 *
 * @param file the path as the user would write it
 * @throws InputError where it is no table of ours, at its line
 */
export function readTable(file: string, text: string, table: TableName): TableRow[] {
  const source = new SourceText(file, text.startsWith('\uFEFF') ? text.slice(1) : text);
  const [header, ...records] = readCsv(source);
  if (header === undefined) throw new InputError([problemWithFile(file, 'the file is empty: a table has a header')]);
  checkHeader(source, header);
  return records.map((record): TableRow => {
    if (record.cells.length !== COLUMNS.length) refuse(source, record, 0, lengthWords(record.cells.length));
    const words = (i: number): string => writtenText(record.cells[i]!);
    const number = (i: number): number => numberOf(source, record, i);
    const periodKind = KINDS.find((kind) => kind === record.cells[3]);
    if (periodKind === undefined)
      return refuse(source, record, 3, `there is no period_kind '${record.cells[3]!.slice(0, 60)}'`, KINDS);
    return {
      table,
      option: words(0),
      area: words(1),
      period: words(2),
      periodKind,
      group: words(4),
      measure: words(5),
      value: number(6),
      lower: number(7),
      upper: number(8),
      mcSe: number(9),
      unit: words(10),
    };
  });
}

function checkHeader(source: SourceText, { at, cells }: CsvRecord): void {
  if (cells.length === COLUMNS.length && COLUMNS.every((name, i) => cells[i] === name)) return;
  throw new InputError([
    problemAt(
      { source, at, end: at + cells.join(',').length },
      `the columns are not those of a table: ${COLUMNS.join(',')} are needed, in this order`,
    ),
  ]);
}

function numberOf(source: SourceText, record: CsvRecord, i: number): number {
  const cell = record.cells[i]!;
  if (cell === '') return Number.NaN;
  return NUMBER.test(cell)
    ? Number(cell)
    : refuse(source, record, i, `expected a number in the column ${COLUMNS[i]}, found '${cell.slice(0, 60)}'`);
}

function lengthWords(length: number): string {
  return `expected ${COLUMNS.length} cells, found ${length}`;
}

/** Points at a cell; at the line where a cell before it is quoted. */
function refuse(
  source: SourceText,
  { at, cells }: CsvRecord,
  i: number,
  message: string,
  allowed?: readonly string[],
): never {
  const lead = cells.slice(0, i).reduce((sum, cell) => sum + cell.length + 1, 0);
  const isPlain =
    source.text.slice(at, at + lead) ===
    cells
      .slice(0, i)
      .map((cell) => `${cell},`)
      .join('');
  const place = isPlain ? { source, at: at + lead, end: at + lead + cells[i]!.length } : { source, at, end: at + 1 };
  throw new InputError([problemAt(place, message, allowed === undefined ? {} : { found: cells[i]!, allowed })]);
}
