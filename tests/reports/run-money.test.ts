/** The money of a compared run: its own numbers, why a ratio has no interval, and what its appraisal said. */
import { describe, expect, test } from 'vitest';
import { appraise, type TableRow } from '../../engine/index.js';
import { studyOfRuns } from '../../reports/study/index.js';
import { moneySentences } from '../../reports/study/written.js';
import { careResult } from './fixture.js';

const { rows, distributions: _, ...frame } = careResult();

function money(measure: string, value: number, half = 1, group = 'all'): TableRow {
  const ends = { lower: value - half, upper: value + half, mcSe: half };
  const place = { table: 'appraisal', option: 'difference', area: 'Leeds', period: 'whole run' } as const;
  return { ...place, periodKind: 'whole run', measure, group, value, ...ends, unit: 'GBP' };
}

const TERMS = { quarterFactors: [1], inflation: null, priceYear: '2024-25' };
const column = { measure: 'cost', table: 'costs', unit: 'GBP', group: 'all' } as const;
const said = [null, { costs: 0.2, benefits: 0 }, { costs: 0.2, benefits: 0.1 }].flatMap(
  (optimismBias) =>
    appraise(
      [
        { ...column, period: '2025-26 Q1', periodKind: 'quarter' },
        { ...column, period: '2025-26', periodKind: 'financial year' },
        { ...column, measure: 'cost_discounted', period: '2025-26', periodKind: 'financial year' },
      ],
      [Float64Array.of(9, 9, 9)],
      [Float64Array.of(8, 8, 8)],
      { ...TERMS, optimismBias },
    ).said,
);

function compared(ratio: readonly TableRow[], replications: number, cost = 15) {
  const own = [money('programme_cost', cost), money('saved', 10), money('net_present_value', 10 - cost), ...ratio];
  const notes = ['Lengths of stay are assumed.', ...said];
  return studyOfRuns([{ id: 'a', title: 'A', frame: { ...frame, replications, notes }, rows: [...rows, ...own] }], {
    name: 'c',
    title: 'C',
    question: '',
    notes: [],
  });
}

const noEnds = money('benefit_cost_ratio', 0.7, Number.NaN, 'benefits=all savings, social value left out');

describe('a ratio without an interval says why', () => {
  test.each([
    [20, 'what it is divided by may be 0 or of either sign'],
    [1, 'one pair has no interval'],
  ])('over %d replications', (replications, why) => {
    const { report } = compared([noEnds], replications);
    expect(report.money[1]!.ratio).toEqual({ value: 0.7, lower: null, upper: null, why });
    const words = moneySentences(report, 1).join(' ');
    expect(words).toContain(why);
    expect(words).not.toContain('none can be given');
  });

  test('where nothing is spent', () => {
    const { report } = compared([], 20, 0);
    expect(report.money[1]!.ratio).toMatchObject({ value: null, why: 'what it is divided by is 0 on average' });
  });
});

test('what the appraisal said stands with the money, and not among the notes on the data', () => {
  const { report, frame: own } = compared([noEnds], 20);
  expect(report.money[1]!.said).toEqual(said);
  expect(own.notes).toEqual(['Lengths of stay are assumed.']);
});
