/** Rates over replications: ratios of means, with a standard error that says how far they stray. */
import { describe, expect, test } from 'vitest';
import { nestedRows } from '../../engine/study/nested.js';
import { ratioOfMeans } from '../../engine/study/ratio.js';
import type { Column } from '../../engine/study/result.js';
import { summariseStudy } from '../../engine/study/summarise.js';

const column = (measure: string, more: Partial<Column> = {}): Column => ({
  table: 'equity',
  measure,
  group: 'programme=mst',
  period: 'whole run',
  periodKind: 'whole run',
  unit: 'children',
  ...more,
});
const COLUMNS = [
  column('eligible'),
  column('reached'),
  column('reached_per_100', { ratio: { above: 1, below: 2, per: 100 } }),
];
/** One of one reached, none of nine, and a replication with nobody. */
const ROWS = [
  [1, 1, 100],
  [9, 0, 0],
  [0, 0, Number.NaN],
].map((row) => Float64Array.from(row));

describe('a ratio of means', () => {
  test('weighs each child the same', () => {
    expect(ratioOfMeans([1, 0, 0], [1, 9, 0])!.value).toBe(0.1);
    expect(ratioOfMeans([1, 3], [2, 8])).toEqual({
      value: 0.4,
      mcSe: expect.closeTo(Math.sqrt(2 * 2 * 0.04) / 10, 12),
    });
  });

  test('is none of nobody, and without a standard error for one replication', () => {
    expect(ratioOfMeans([0, 0], [0, 0])).toBeNull();
    expect(ratioOfMeans([1], [4])).toEqual({ value: 0.25, mcSe: Number.NaN });
  });

  test('has an interval that holds the true ratio about 95 times in 100', () => {
    let state = 7;
    const uniform = (): number => (state = (state * 48271) % 2147483647) / 2147483647;
    let covered = 0;
    for (let trial = 0; trial < 1000; trial++) {
      const below = Array.from({ length: 50 }, () => Math.floor(12 * uniform()));
      const above = below.map((n) => Array.from({ length: n }, uniform).filter((u) => u < 0.3).length);
      const { value, mcSe } = ratioOfMeans(above, below)!;
      if (Math.abs(value - 0.3) <= 2.01 * mcSe) covered++;
    }
    // Outside this once in 1000 where the interval covers 95%.
    expect(covered).toBeGreaterThan(925);
    expect(covered).toBeLessThan(972);
  });
});

test('rows of a run and of a study have it, with quantiles of the replications that have a rate', () => {
  const [, , run] = summariseStudy(
    COLUMNS,
    [
      { option: 'a', matrix: { rows: ROWS } },
      { option: 'b', matrix: { rows: ROWS } },
    ],
    '',
  );
  const [, , study] = nestedRows(COLUMNS, [{ option: 'b', values: [ROWS] }], '');
  expect(run).toMatchObject({ measure: 'reached_per_100', value: 10, lower: 2.5, upper: 97.5 });
  expect(study).toEqual(run);
  expect(run).not.toHaveProperty('ratio');
});

test('over draws the standard error is that of the draws', () => {
  const draws = [ROWS, ROWS];
  const rate = nestedRows(COLUMNS, [{ option: 'b', values: draws }], '')[2]!;
  // Two draws that are the same say that draws do not matter.
  expect(rate).toMatchObject({ value: 10, mcSe: 0 });
});
