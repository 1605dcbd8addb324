/** An area with figures of its own is fitted to them; one whose published figures are suppressed can run that way. */
import { expect, test } from 'vitest';
import { runScenario } from '../../cli/host/index.js';
import { nodeFiles } from '../../scenarios/load/node-files.js';

const TEXTS: Readonly<Record<string, string>> = {
  'city.yaml': `scenario: city
title: City of London
baseline: england-2025
area: City of London
area_data: ./figures.yaml
years: 1
replications: 200
`,
  'figures.yaml': `area_data: city-return
area: City of London
provenance: {source: Return SSDA903, date: 2025-06-30, who: The performance team}
figures: {looked_after: 170, protection_plans: 52, children_in_need: 614, started: 90, ceased: 80, referrals: 2120}
`,
};

test('the City of London runs from its own figures, and its first year is near them', async () => {
  const disk = nodeFiles();
  const files = { ...disk, read: (path: string) => TEXTS[path] ?? disk.read(path) };
  const { result } = await runScenario('city.yaml', { workers: 0, files });
  const row = (measure: string, period: string) =>
    result.rows.find((item) => item.measure === measure && item.period === period && item.group === 'all')!;
  expect(row('looked_after', '2025-03-31')).toMatchObject({ value: 170, lower: 170, upper: 170 });
  for (const [measure, own] of [
    ['started_looked_after', 90],
    ['ceased_looked_after', 80],
  ] as const) {
    const { value, mcSe } = row(measure, '2025-26');
    // Fitted to within its own noise; a run of 200 has noise of its own.
    expect(Math.abs(value - own), `${measure}: ${value} (standard error ${mcSe})`).toBeLessThan(0.02 * own + 4 * mcSe);
  }
  const fitted = result.targets.filter((item) => item.how === 'fitted');
  expect(fitted.map((item) => item.target)).toEqual([90, 80]);
  for (const { source } of fitted) expect(source).toContain('Return SSDA903 (The performance team, 2025-06-30)');
});
