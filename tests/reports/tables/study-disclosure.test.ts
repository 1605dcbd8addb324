import { describe, expect, it } from 'vitest';
import type { TableRow } from '../../../engine/study/result.js';
import { discloseStudy } from '../../../reports/index.js';
import type { AreaStudy, Spread, StudyFigure, StudyReport } from '../../../reports/study/index.js';
import { smallResult } from './children.js';

const RESULT = smallResult();
const OPTIONS = [
  { id: 'baseline', title: 'Nothing', programmes: [], assumedNone: null },
  { id: 'three-programmes', title: 'Three', programmes: ['Multisystemic therapy, two teams'], assumedNone: null },
];
const ROWS = RESULT.rows.map((row): TableRow =>
  row.option === 'difference' ? { ...row, option: 'three-programmes less baseline' } : row,
);

const spreadOf = (option: string, measure: string, period: string): Spread => {
  const found = ROWS.find(
    (row) => row.option === option && row.measure === measure && row.period === period && row.group === 'all',
  )!;
  return { value: found.value, lower: found.lower, upper: found.upper, mcSe: found.mcSe };
};

const figure = (measure: string, period: string, unit: string): StudyFigure => ({
  measure,
  label: measure,
  when: period,
  unit,
  options: OPTIONS.map(({ id }) => spreadOf(id, measure, period)),
  differences: [null, spreadOf('three-programmes less baseline', measure, period)],
  notKnowing: [null, null],
});

function study(code: string): AreaStudy {
  const { area, rows: _, distributions: _kept, ...frame } = RESULT;
  const report: StudyReport = {
    name: 'study',
    title: 'A study',
    question: '',
    area: 'Leeds',
    startDate: frame.startDate,
    endDate: frame.endDate,
    years: frame.years,
    seed: frame.seed,
    stance: '',
    stanceName: null,
    priceYear: frame.priceYear,
    draws: 0,
    replications: 10,
    options: OPTIONS,
    figures: [
      figure('looked_after', '2030-03-31', 'children'),
      figure('returned_to_care', '2029-30', 'children'),
      figure('in_proceedings', '2030-03-31', 'children'),
    ],
    money: [null, null],
    frontier: null,
    choice: null,
    reached: [[], []],
    matters: [[], []],
    drawn: [],
    held: [],
    notes: [],
    version: '0.1.0',
  };
  return { report, frame: { ...frame, area: { ...area!, code } }, rows: ROWS };
}

describe('a study as it may be shown', () => {
  it('has no figure of a number kept back, in any option, and all others as they were', () => {
    const whole = study('E08000035');
    const { report, rows } = discloseStudy(whole);
    const [all, returned, court] = report.figures;
    expect(all).toEqual(whole.report.figures[0]);
    for (const kept of [returned, court])
      expect([...kept!.options, ...kept!.differences]).toEqual([null, null, null, null]);
    const told = rows.filter(
      ({ option, measure, value }) =>
        !option.includes(' less ') && measure === 'returned_to_care' && Number.isFinite(value),
    );
    expect(told).toEqual([]);
    expect(report.notes.some((note) => note.startsWith('Small numbers are kept back'))).toBe(true);
  });

  it('of England has figures rounded as its rows are', () => {
    const { report, rows } = discloseStudy(study('E92000001'));
    expect(report.figures[0]!.options[0]).toMatchObject({ value: 40, lower: 40, upper: 40 });
    expect(rows.filter(({ unit, value }) => unit === 'children' && value % 10 !== 0)).toEqual([]);
  });

  it('is treated once: again changes nothing', () => {
    for (const code of ['E08000035', 'E92000001']) {
      const once = discloseStudy(study(code));
      expect(discloseStudy(once)).toEqual(once);
    }
  });
});
