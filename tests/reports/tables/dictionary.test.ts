import { describe, expect, it } from 'vitest';
import type { StudyResult, TableRow } from '../../../engine/study/result.js';
import { dictionary, dictionaryCsv } from '../../../reports/tables/dictionary.js';
import { aboutRun, disclose } from '../../../reports/tables/index.js';
import { DISCLOSURE_NOTES } from '../../../reports/tables/disclosure/index.js';
import { HOSTILE, careResult, generalResult } from '../fixture.js';

const entriesOf = (result: StudyResult) => dictionary(result.rows, aboutRun(result, ''));

describe('the dictionary', () => {
  it('has every table, column and measure of the rows, each once, with its unit', () => {
    for (const result of [careResult(), generalResult()]) {
      const entries = entriesOf(result);
      const tables = new Set(result.rows.map(({ table }) => table));
      const measures = new Set(result.rows.map(({ table, measure, unit }) => JSON.stringify([table, measure, unit])));
      const found = entries
        .filter(({ kind }) => kind === 'measure')
        .map(({ table, name, unit }) => JSON.stringify([table, name, unit]));
      expect(found.sort()).toEqual([...measures].sort());
      expect(entries.filter(({ kind }) => kind === 'column')).toHaveLength(tables.size * 11);
      expect(new Set(entries.filter(({ kind }) => kind === 'table').map(({ name }) => name))).toEqual(tables);
      const blank = entries.filter(
        ({ kind, name, label, definition }) =>
          kind !== 'note' && (name === '' || (kind === 'measure' ? label : definition) === ''),
      );
      expect(blank).toEqual([]);
    }
  });

  it('names the periods and breakdowns of each measure', () => {
    const entry = entriesOf(careResult()).find(({ name }) => name === 'looked_after')!;
    expect(entry).toMatchObject({
      label: 'Children looked after',
      unit: 'children',
      periods: 'day',
      groups: 'all; age; placement; uasc',
    });
  });

  it('says that nothing was kept back, or how it was', () => {
    const notes = (result: StudyResult): string[] =>
      entriesOf(result).flatMap(({ kind, definition }) => (kind === 'note' ? [definition] : []));
    expect(notes(careResult()).join(' ')).toContain('No number is rounded or kept back');
    const kept = notes(disclose(careResult()));
    expect(kept.join(' ')).not.toContain('No number is rounded or kept back');
    expect(kept).toEqual(expect.arrayContaining([...DISCLOSURE_NOTES]));
  });

  it('is a CSV that a spreadsheet runs nothing of', () => {
    const rows: TableRow[] = [{ ...careResult().rows[0]!, measure: HOSTILE, unit: '=1+1', group: '=2' }];
    const result = careResult({ change: { rows, notes: [HOSTILE, '@SUM(A1)'] } });
    const csv = dictionaryCsv(entriesOf(result));
    expect(csv).not.toMatch(/(?:^|,|\n)"?[=+@]/);
    expect(csv.split('\n')[0]).toBe('kind,table,name,label,type,unit,definition,periods,groups');
  });
});
