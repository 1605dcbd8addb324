import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { StudyResult } from '../../../engine/study/result.js';
import { authorityOf, REGIONS } from '../../../reports/tables/official/authorities.js';
import { officialFiles } from '../../../reports/tables/official/index.js';
import { aboutRun, disclose } from '../../../reports/tables/index.js';
import { careResult, generalResult } from '../fixture.js';
import { smallResult } from './children.js';

/** A file as lines of cells; none of the texts here holds a quote. */
function read(result: StudyResult, path: string): Record<string, string>[] {
  const file = officialFiles(result.rows, aboutRun(result, '')).find((one) => one.path === path);
  if (file === undefined) throw new Error(`no ${path}`);
  const [header = [], ...lines] = String(file.content)
    .trim()
    .split('\n')
    .map((line) =>
      [...line.matchAll(/(?:^|,)(?:"([^"]*)"|([^",]*))/g)].map(([, quoted, bare]) => quoted ?? bare ?? ''),
    );
  return lines.map((cells) => Object.fromEntries(header.map((name, i) => [name, cells[i] ?? ''])));
}

describe('the official columns', () => {
  it('name time and place as the open data standards do', () => {
    const [first] = read(careResult(), 'tables/official/flows_financial_year.csv');
    expect(
      Object.entries(first!)
        .slice(0, 14)
        .map(([name, value]) => `${name}: ${value}`),
    ).toEqual([
      'time_period: 202526',
      'time_identifier: Financial year',
      'geographic_level: Local authority',
      'country_code: E92000001',
      'country_name: England',
      'region_code: E12000003',
      'region_name: Yorkshire and The Humber',
      'old_la_code: 383',
      'new_la_code: E08000035',
      'la_name: Leeds',
      'scenario: No new programmes',
      'statistic: Mean',
      'breakdown_topic: Total',
      'breakdown: Total',
    ]);
  });

  it('hold snapshots of 31 March as reporting years, and nothing of other days', () => {
    const lines = read(careResult(), 'tables/official/stocks_31_march.csv');
    expect([...new Set(lines.map((line) => `${line['time_period']} ${line['time_identifier']}`))]).toEqual(
      ['2026', '2027', '2028', '2029', '2030'].map((year) => `${year} Reporting year`),
    );
  });

  it('hold the numbers of the rows in a column for each measure, and z where there can be none', () => {
    const result = careResult();
    const line = read(result, 'tables/official/stocks_31_march.csv').find(
      (one) =>
        one['time_period'] === '2030' &&
        one['breakdown'] === '1 to 4' &&
        one['scenario']!.startsWith('Difference') &&
        one['statistic']!.startsWith('Lower'),
    )!;
    const row = result.rows.find(
      ({ period, group, option, measure }) =>
        period === '2030-03-31' && group === 'age=1 to 4' && option === 'difference' && measure === 'looked_after',
    )!;
    expect(Number(line['looked_after'])).toBe(row.lower);
    expect(line['breakdown_topic']).toBe('Age');
    expect(line['protection_plans']).toBe('z');
  });

  it('have a metadata file that describes every filter of several levels and every indicator', () => {
    const meta = read(careResult(), 'tables/official/costs_financial_year.meta.csv');
    expect(Object.keys(meta[0]!)).toEqual([
      'col_name',
      'col_type',
      'label',
      'indicator_grouping',
      'indicator_unit',
      'indicator_dp',
      'filter_hint',
      'filter_grouping_column',
    ]);
    expect(
      meta.map((line) => [line['col_name'], line['col_type'], line['indicator_unit'], line['filter_grouping_column']]),
    ).toEqual([
      ['scenario', 'Filter', '', ''],
      ['statistic', 'Filter', '', ''],
      ['breakdown', 'Filter', '', 'breakdown_topic'],
      ['cost', 'Indicator', '£', ''],
    ]);
    const data = read(careResult(), 'tables/official/costs_financial_year.csv');
    for (const line of meta) expect(Object.keys(data[0]!)).toContain(line['col_name']);
  });

  it('write c for what is kept back', () => {
    const lines = read(disclose(smallResult()), 'tables/official/stocks_31_march.csv');
    const cells = lines.flatMap((line) => Object.values(line).slice(14));
    expect(cells.filter((cell) => cell === 'c').length).toBeGreaterThan(10);
    for (const cell of cells) expect(cell).toMatch(/^(?:c|z|-?\d.*)$/);
  });

  it('leave out years that a run does not cover in full, and places that are not in England', () => {
    const part = careResult({ change: { startDate: '2025-10-01' } });
    const years = new Set(read(part, 'tables/official/flows_financial_year.csv').map((line) => line['time_period']));
    expect([...years]).toEqual(['202627', '202728', '202829', '202930']);
    const general = generalResult();
    expect(officialFiles(general.rows, aboutRun(general, ''))).toEqual([]);
  });

  it('know the old code and the region of every authority there are figures of', () => {
    const [header = '', ...lines] = readFileSync('scenarios/baselines/authorities-2025.csv', 'utf8').trim().split('\n');
    expect(header.startsWith('code,level,name,region')).toBe(true);
    const places = lines.map((line) => ({ line, cells: line.split(',') }));
    const regions = places.filter(({ cells }) => cells[1] === 'Regional').map(({ cells }) => cells[0]!);
    expect(Object.keys(REGIONS).sort()).toEqual(regions.sort());
    const authorities = places.filter(({ cells }) => cells[1] === 'Local authority');
    expect(authorities.length).toBeGreaterThan(150);
    for (const { line, cells } of authorities) {
      const { oldCode, region } = authorityOf(cells[0]!);
      expect(oldCode, line).toMatch(/^\d{3}$/);
      const name = REGIONS[region]!;
      expect(line.includes(`,${name},`) || (name === 'London' && /,(?:Inner|Outer) London,/.test(line)), line).toBe(
        true,
      );
    }
  });
});
