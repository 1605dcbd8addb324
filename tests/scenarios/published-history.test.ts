/** What was published before a run stands beside it, and decides nothing. */
import { describe, expect, it } from 'vitest';
import { resolveScenario } from '../../scenarios/index.js';
import { nodeFiles } from '../../scenarios/load/node-files.js';

const SCENARIO = 'scenarios/examples/expand-mst.yaml';

describe('published stocks before a run', () => {
  it('of England are those at the end of each March that its table has', () => {
    const { scenario } = resolveScenario(SCENARIO, nodeFiles(), { area: 'England' });
    const found = scenario.history?.filter(({ measure }) => measure === 'looked_after');
    // DfE: children looked after at 31 March, England.
    expect(found?.map(({ period, value }) => [period, value])).toEqual([
      ['2021-03-31', 80_780],
      ['2022-03-31', 82_090],
      ['2023-03-31', 83_750],
      ['2024-03-31', 83_530],
      ['2025-03-31', 81_770],
    ]);
    expect(found?.every(({ source }) => scenario.sources.some(({ id }) => id === source))).toBe(true);
  });

  it('of an authority are those of the day its figures are of', () => {
    const { scenario } = resolveScenario(SCENARIO, nodeFiles(), { area: 'Leeds' });
    expect(scenario.history?.find(({ measure }) => measure === 'looked_after')).toMatchObject({
      period: '2025-03-31',
      value: 1498,
    });
    expect(new Set(scenario.history?.map(({ period }) => period)).size).toBe(1);
  });

  it('are missed by nobody: without the table all else is as it was', () => {
    const files = nodeFiles();
    const without = {
      ...files,
      read: (path: string): string => {
        if (path.endsWith('published/england.csv')) throw new Error('It is not there.');
        return files.read(path);
      },
    };
    const { scenario } = resolveScenario(SCENARIO, without, { area: 'England' });
    const { history, ...rest } = resolveScenario(SCENARIO, files, { area: 'England' }).scenario;
    expect(history?.length).toBeGreaterThan(5);
    expect({ ...scenario }).toEqual({ ...rest, history: [] });
  });
});
