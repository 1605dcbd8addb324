import { describe, expect, it } from 'vitest';
import type { TableRow } from '../../../engine/study/result.js';
import { numberCell, tableCsv, tables, textCell } from '../../../reports/tables/index.js';
import { HOSTILE, careResult } from '../fixture.js';

const ROW: TableRow = {
  table: 'stocks',
  option: 'baseline',
  area: 'Leeds',
  period: '2030-03-31',
  periodKind: 'day',
  group: 'placement=Foster care, own provision',
  measure: 'looked_after',
  value: 0.1 + 0.2,
  lower: -0,
  upper: 1e21,
  mcSe: NaN,
  unit: 'children',
};

/** Reads RFC 4180 text, to prove that what is written can be read. */
function parse(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (const [, quoted, bare, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\n]*))(,|\n)/g)) {
    row.push(quoted === undefined ? (bare ?? '') : quoted.replaceAll('""', '"'));
    if (end === '\n') {
      rows.push(row);
      row = [];
    }
  }
  return rows;
}

describe('tables', () => {
  it('have the columns that are promised, and line feeds only', () => {
    const csv = tableCsv([ROW]);
    expect(csv.split('\n')[0]).toBe('option,area,period,period_kind,group,measure,value,lower,upper,mc_se,unit');
    expect(csv).not.toContain('\r');
    expect(csv.endsWith('\n')).toBe(true);
  });

  it('quote commas, quotes and line breaks so that they read back', () => {
    const text = 'a "quoted", text\nof two lines';
    const read = parse(tableCsv([{ ...ROW, group: text }]));
    expect(read[1]?.[4]).toBe(text);
    expect(read[1]).toHaveLength(11);
  });

  it('write numbers in full, without minus nought, and leave out what is not a number', () => {
    expect(numberCell(0.1 + 0.2)).toBe('0.30000000000000004');
    expect(numberCell(-0)).toBe('0');
    expect(numberCell(NaN)).toBe('');
    expect(Number(numberCell(1 / 3))).toBe(1 / 3);
  });

  it('hold nothing that a spreadsheet would run', () => {
    for (const text of ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', HOSTILE])
      expect(textCell(text).replace(/^"/, '')).toMatch(/^'/);
    expect(textCell('2025-26')).toBe('2025-26');
  });

  it('are one a table name, and together hold every row', () => {
    const result = careResult();
    const made = tables(result);
    expect(made.map(({ name }) => name)).toEqual(['stocks', 'flows', 'times', 'costs', 'programmes']);
    const lines = made.reduce((sum, { csv }) => sum + csv.split('\n').length - 2, 0);
    expect(lines).toBe(result.rows.length);
  });
});
