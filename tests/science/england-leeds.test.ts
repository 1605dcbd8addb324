/** Leeds over a hundred futures: its first year is as published. */
import { beforeAll, describe, expect, test } from 'vitest';
import { runScenario, type StudyResult } from '../../cli/host/index.js';
import { nodeFiles } from '../../scenarios/load/node-files.js';

const SCENARIO = `scenario: leeds
title: Leeds
baseline: england-2025
area: Leeds
years: 1
replications: 100
seed: science
`;

let result: StudyResult;
beforeAll(async () => {
  const disk = nodeFiles();
  const files = { ...disk, read: (path: string) => (path === 'leeds.yaml' ? SCENARIO : disk.read(path)) };
  result = (await runScenario('leeds.yaml', { workers: 0, files })).result;
});

const row = (measure: string, period: string, group = 'all') =>
  result.rows.find(
    (item) => item.measure === measure && item.period === period && item.group === group && item.option === 'baseline',
  )!;

describe('Leeds in 2025-26, over 100 replications', () => {
  test.each([
    ['started_looked_after', 458],
    ['ceased_looked_after', 512],
  ])('%s: the mean is within 5% of the published %i', (measure, published) => {
    const { value, mcSe } = row(measure, '2025-26');
    expect(Math.abs(value / published - 1), `${value} (standard error ${mcSe})`).toBeLessThan(0.05);
    // Precise enough for that to mean something.
    expect(mcSe).toBeLessThan(0.01 * published);
  });

  test.each([
    ['looked_after', 1498],
    ['protection_plans', 634],
    ['children_in_need', 5775],
  ])('%s: exactly the published %i on the first day in every one', (measure, published) => {
    expect(row(measure, '2025-03-31')).toMatchObject({ value: published, lower: published, upper: published, mcSe: 0 });
  });

  test('the page shows what was aimed at and how near it came', () => {
    const fitted = result.targets.filter((item) => item.how === 'fitted');
    expect(fitted.map((item) => item.target)).toEqual([458, 512]);
    for (const { modelled, target, residual } of fitted) expect(residual).toBeCloseTo(modelled / target - 1, 12);
    for (const item of result.targets.filter((line) => line.how === 'exact')) expect(item.residual).toBe(0);
  });
});
