/** One rule for money: a run's appraisal, a tornado, a break-even, a study and a portfolio say the same of one scenario. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { breakEven } from '../../cli/host/break-even.js';
import { portfolioReport } from '../../cli/host/portfolio/report.js';
import { runPortfolio } from '../../cli/host/portfolio/run.js';
import { readScenario, runScenario } from '../../cli/host/run-study.js';
import { optionsOfScenarios } from '../../cli/host/study/compared.js';
import { studyReport } from '../../cli/host/study/report.js';
import { runStudy } from '../../cli/host/study/run.js';
import { tornadoOf } from '../../cli/host/what-matters/screen.js';
import { nodeFiles } from '../../scenarios/load/node-files.js';
import { WorkFolder } from '../cli/command.js';
import { portfolioFiles } from '../support/portfolio-files.js';
import { twinFiles } from '../support/twin-programmes.js';

const folder = new WorkFolder();
afterAll(() => folder.remove());

const assumed = 'source: assumption, mark: assumption, note: an example';
const MONEY = [
  `amount: 900 per week, ${assumed}}\n`,
  `kind: cashable, amount: 900 per week, interval: [600, 1500], ${assumed}}\n  - {name: hurt, line: Hurt, payer: Families, kind: social, while: {case: care}, amount: 4000 per week, ${assumed}}\n`,
] as const;
const USE = '{use: ./support.yaml, as: first, opens: 2025-04-01, places: 20, effects: {entry: 0.5}}';
const ALLOWED = 'appraisal: {optimism_bias: {costs: 10%, benefits: 25%}}\n';

/** A system in which care hurts families by more than it costs, with a programme or without. */
function written(name: string, appraisal: string): string {
  const { 'twins.yaml': _, 'edge.yaml': edge, ...files } = twinFiles();
  const scenario = `scenario: twins\ntitle: Twins\npathway: ./edge.yaml\nseed: twins\nreplications: 6\n${appraisal}programmes:\n  - ${USE}\n`;
  const all = { [`${name}.yaml`]: scenario, 'edge.yaml': edge!.replace(...MONEY), ...files };
  return folder.write(Object.fromEntries(Object.entries(all).map(([file, text]) => [`money/${file}`, text])));
}

async function appraised(path: string): Promise<{ readonly net: number; readonly cost: number }> {
  const { result } = await runScenario(path, { workers: 0 });
  const of = (measure: string): number =>
    result.rows.find((row) => row.table === 'appraisal' && row.measure === measure && row.group === 'all')!.value;
  return { net: of('net_present_value'), cost: of('programme_cost') };
}

describe.each([
  ['without allowances', ''],
  ['with allowances for optimism', ALLOWED],
])('money %s, social value left out', (_, appraisal) => {
  let path: string;
  let net: number;
  let cost: number;
  beforeAll(async () => {
    path = written(appraisal === '' ? 'plain' : 'allowed', appraisal);
    ({ net, cost } = await appraised(path));
  });

  test('a tornado stands on it, and moves with prices as the appraisal does', async () => {
    const { base, bars, result } = await tornadoOf(path, {
      files: nodeFiles(),
      onDisk: true,
      overrides: {},
      resolution: readScenario(path),
      workers: 0,
      result: 'net_cost',
    });
    expect(result.label).toBe('Net cost to all payers, discounted');
    expect(base.value).toBeCloseTo(-net, 2);
    const care = bars.find(({ name }) => name === 'cost: care')!;
    const saved = net + cost;
    expect(Math.min(saved, cost)).toBeGreaterThan(1000);
    // A line of £600 in place of £900 saves two thirds; what programmes cost stays.
    expect(care.lower.result.value).toBeCloseTo(cost - (saved * 600) / 900, 0);
  });

  test('a break-even looks for where it is nothing', async () => {
    const { answer } = await breakEven(path, {
      workers: 0,
      resolution: readScenario(path),
      effect: 'first.entry',
      measure: 'net_cost',
      against: 'baseline',
      target: 0,
    });
    expect(answer.tried.find(({ value }) => value === 0.5)!.mean).toBeCloseTo(-net, 2);
  });

  test('a study weighs it', async () => {
    const set = optionsOfScenarios([path], {});
    const own = {
      files: nodeFiles(),
      onDisk: true,
      overrides: {},
      workers: 0,
      draws: 0,
      replications: 6,
      folder: null,
    };
    const { money } = studyReport(await runStudy(set, own), null);
    expect(money[1]!.net.value).toBeCloseTo(net, 2);
    expect(money[1]!.cost.value).toBeCloseTo(cost, 2);
  });
});

test('a portfolio goes by it: it has no allowances of its own', async () => {
  const { net, cost } = await appraised(written('plain', ''));
  const files = portfolioFiles(['{measure: started, want: fewer}', 'net_saving'], ['seed: twins\n', 'seed: twins\n']);
  const all = { ...files, 'edge.yaml': files['edge.yaml']!.replace(...MONEY) };
  const path = folder.write(Object.fromEntries(Object.entries(all).map(([file, text]) => [`mix/${file}`, text])));
  const { mixes } = portfolioReport(
    await runPortfolio(path, {
      files: nodeFiles(),
      onDisk: true,
      overrides: { replications: 6 },
      folder: null,
      workers: 0,
    }),
  );
  const mix = mixes.find(({ sizes }) => sizes.join() === '20,0,0')!;
  expect(mix.replications).toBe(6);
  expect(mix.goal.value).toBeCloseTo(net, 2);
  expect(mix.cost.value).toBeCloseTo(cost, 2);
});
