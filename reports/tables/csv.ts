/**
 * Tidy tables as CSV text: one measure a row, RFC 4180 quoting, line feeds, the same bytes on every machine.
 * Text that a spreadsheet would run as a formula is written with an apostrophe before it (OWASP, "CSV Injection").
 */
import type { StudyResult, TableName, TableRow } from '../../engine/study/result.js';

/** The columns of every table, in their order. */
export const COLUMNS = [
  'option',
  'area',
  'period',
  'period_kind',
  'group',
  'measure',
  'value',
  'lower',
  'upper',
  'mc_se',
  'unit',
] as const;

/** The tables there may be, in the order they are read in. */
export const TABLES: readonly TableName[] = ['stocks', 'flows', 'times', 'costs', 'appraisal', 'programmes', 'equity'];

/**
 * A text cell: safe in a spreadsheet, quoted where it holds a comma, a quote or a line break. An apostrophe that stood before
 * such text already gets another, so that what was written can be told from what was guarded.
 */
export function textCell(text: string): string {
  const safe = /^'*[=+\-@\t\r\n]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** What a text cell was written from, its quotes undone. */
export function writtenText(cell: string): string {
  return /^'+[=+\-@\t\r\n]/.test(cell) ? cell.slice(1) : cell;
}

/** A number cell: the shortest text that reads back as the same number; empty where there is no number. */
export function numberCell(value: number): string {
  return Number.isFinite(value) ? String(value === 0 ? 0 : value) : '';
}

function line(row: TableRow): string {
  return [
    textCell(row.option),
    textCell(row.area),
    textCell(row.period),
    textCell(row.periodKind),
    textCell(row.group),
    textCell(row.measure),
    numberCell(row.value),
    numberCell(row.lower),
    numberCell(row.upper),
    numberCell(row.mcSe),
    textCell(row.unit),
  ].join(',');
}

/** One table as CSV text, in the order of the result's rows. */
export function tableCsv(rows: readonly TableRow[]): string {
  return `${[COLUMNS.join(','), ...rows.map(line)].join('\n')}\n`;
}

/** Every table that has rows: `[{ name: 'stocks', csv: '...' }, ...]`. */
export function tables(result: StudyResult): { readonly name: TableName; readonly csv: string }[] {
  return TABLES.map((name) => ({ name, rows: result.rows.filter((row) => row.table === name) }))
    .filter(({ rows }) => rows.length > 0)
    .map(({ name, rows }) => ({ name, csv: tableCsv(rows) }));
}
