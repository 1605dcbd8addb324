import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { StudyResult, TableRow } from '../../../engine/study/result.js';
import { buildReport, charts, reportHtml } from '../../../reports/index.js';
import { disclose } from '../../../reports/tables/index.js';
import { discloseRows } from '../../../reports/tables/disclosure/index.js';
import { careResult, generalResult } from '../fixture.js';
import { attack } from './attacker.js';
import { child, equations, KINDS, isSmall, nameOf, of, OPTIONS, rowsOf, smallResult, withstand } from './children.js';

describe('small numbers of an authority', () => {
  it('are not shown, and cannot be worked out from what is shown: each may be one of several numbers', () => {
    let kept = 0;
    fc.assert(
      fc.property(fc.array(child, { minLength: 20, maxLength: 160 }), (children) => {
        kept += withstand(children);
      }),
      { seed: 20260331, numRuns: 8 },
    );
    expect(kept).toBeGreaterThan(100);
  });

  it('would be worked out where only they were left out: the attacker is one', () => {
    const children = rowsOf([
      ...Array.from({ length: 3 }, () => of('secure')),
      ...Array.from({ length: 40 }, () => of('foster')),
      ...Array.from({ length: 20 }, () => of('home')),
      ...Array.from({ length: 9 }, () => of('other')),
    ]);
    const known = new Map(
      children.flatMap(({ option, measure, group, period, value }) =>
        option !== 'baseline' || isSmall(value) ? [] : [[nameOf(measure, group, period), value] as const],
      ),
    );
    expect(attack(known, equations()).exact.has(nameOf('looked_after', 'placement=secure', '2025-03-31'))).toBe(true);
  });

  it('take no more with them than they need: a total and a breakdown without small numbers stay', () => {
    const rows = rowsOf([
      ...Array.from({ length: 3 }, () => of('secure')),
      ...Array.from({ length: 40 }, (_, i) => of('foster', i % 2 === 0 ? 'female' : 'male')),
      ...Array.from({ length: 20 }, (_, i) => of('home', i % 2 === 0 ? 'female' : 'male')),
      ...Array.from({ length: 9 }, () => of('other')),
    ]);
    const shown = discloseRows(rows, OPTIONS, 'authority');
    const hidden = new Set(
      shown.filter(({ table, value }) => table === 'stocks' && Number.isNaN(value)).map(({ group }) => group),
    );
    expect([...hidden].sort()).toEqual(['placement=other', 'placement=secure']);
  });

  it('take a whole breakdown where more than half of it would go: the rest would be read as all', () => {
    const rows = rowsOf([...KINDS.flatMap((kind, i) => Array.from({ length: [5, 4, 4, 9][i]! }, () => of(kind)))]);
    const shown = discloseRows(rows, OPTIONS, 'authority');
    const hidden = new Set(
      shown.filter(({ table, value }) => table === 'stocks' && Number.isNaN(value)).map(({ group }) => group),
    );
    for (const kind of KINDS) expect(hidden).toContain(`placement=${kind}`);
    expect(hidden).not.toContain('all');
  });

  it('are treated once: treating them again changes nothing', () => {
    fc.assert(
      fc.property(fc.array(child, { minLength: 20, maxLength: 120 }), (children) => {
        const once = discloseRows(rowsOf(children), OPTIONS, 'authority');
        expect(discloseRows(once, OPTIONS, 'authority')).toEqual(once);
      }),
      { seed: 7, numRuns: 5 },
    );
  });

  it('take the means that rest on them with them', () => {
    const time = {
      table: 'times',
      area: 'Rutland',
      group: 'all',
      period: 'whole run',
      periodKind: 'whole run',
      option: 'baseline',
      lower: 1,
      upper: 9,
      mcSe: 1,
    } as const;
    const rows: TableRow[] = [
      { ...time, measure: 'wait', unit: 'days', value: 400 },
      { ...time, measure: 'wait_n', unit: 'events', value: 3 },
      { ...time, measure: 'wait_median', unit: 'days', value: 380 },
      { ...time, measure: 'stay', unit: 'days', value: 400 },
      { ...time, measure: 'stay_n', unit: 'events', value: 30 },
    ];
    expect(discloseRows(rows, ['baseline'], 'authority').map(({ value }) => value)).toEqual([NaN, NaN, NaN, 400, 30]);
  });
});

describe('numbers of England and its regions', () => {
  it('are rounded to the nearest 10, intervals too; money stays', () => {
    const row = rowsOf([])[0]!;
    const rows: TableRow[] = [
      { ...row, value: 83_624.6, lower: 83_001, upper: 84_009, unit: 'children' },
      { ...row, value: 4, lower: 0, upper: 9, unit: 'events' },
      { ...row, option: 'difference', value: -26, lower: -55, upper: -4, unit: 'children' },
      { ...row, value: 1234.56, lower: 1, upper: 2, unit: 'GBP' },
    ];
    expect(discloseRows(rows, OPTIONS, 'wider').map(({ value, lower, upper }) => [value, lower, upper])).toEqual([
      [83_620, 83_000, 84_010],
      [0, 0, 10],
      [-30, -50, 0],
      [1234.56, 1, 2],
    ]);
  });
});

describe('a result as it may be shown', () => {
  it('says so in its notes, and leaves out small targets and distributions of too few', () => {
    const shown = disclose(careResult());
    expect(shown.notes.some((note) => note.startsWith('Small numbers are kept back'))).toBe(true);
    expect(
      shown.targets.some(({ target, modelled }) => isSmall(Math.round(target)) || isSmall(Math.round(modelled))),
    ).toBe(false);
    expect(disclose(shown)).toEqual(shown);
  });

  it('makes charts and a page that hold no number kept back', () => {
    const result = smallResult();
    const shown = disclose(result);
    const text = `${JSON.stringify(charts(shown))}${reportHtml(shown, [])}`;
    const told = numbersKeptBack(result, shown);
    expect(told.length).toBeGreaterThan(20);
    for (const value of told) expect(text.includes(String(value)), `${value}`).toBe(false);
    // The page and charts of the whole result do hold some of them.
    const open = JSON.stringify(charts(result));
    expect(told.some((value) => open.includes(String(value)))).toBe(true);
  });

  it('is what a report is made of where that is asked for', async () => {
    const result = generalResult();
    const shown = disclose(result);
    const files = await buildReport(result, { pictures: false, disclosure: 'dfe' });
    expect(files.map(({ path }) => path)).toContain('tables/stocks.parquet');
    const text = files.map(({ content }) => (typeof content === 'string' ? content : '')).join('\n');
    expect(text).not.toMatch(/\bNaN\b/);
    const told = numbersKeptBack(result, shown);
    expect(told.length).toBeGreaterThan(10);
    for (const value of told) expect(text.includes(String(value)), `${value}`).toBe(false);
    expect(files.find(({ path }) => path === 'tables/dictionary.csv')?.content).toContain(
      'Small numbers are kept back',
    );
  });
});

/** Numbers kept back that stand for themselves: with digits enough to be no other number by chance. */
function numbersKeptBack(result: StudyResult, shown: StudyResult): number[] {
  const stays = new Set(shown.rows.flatMap(({ value, lower, upper, mcSe }) => [value, lower, upper, mcSe]));
  return result.rows.flatMap(({ value }, i) =>
    Number.isNaN(shown.rows[i]!.value) && String(value).length >= 10 && !stays.has(value) ? [value] : [],
  );
}
