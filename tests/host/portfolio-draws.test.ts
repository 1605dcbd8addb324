/** A portfolio under draws of what is not known, and one that is stopped and begun again. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { portfolioReport } from '../../cli/host/portfolio/report.js';
import { runPortfolio, type PortfolioOptions, type PortfolioRun } from '../../cli/host/portfolio/run.js';
import { readStudy } from '../../cli/host/study/options.js';
import { studyReport } from '../../cli/host/study/report.js';
import { runStudy } from '../../cli/host/study/run.js';
import { portfolioPage, portfolioText } from '../../reports/portfolio/index.js';
import { nodeFiles } from '../../scenarios/load/node-files.js';
import { WorkFolder } from '../cli/command.js';
import { checkMarkdown } from '../reports/markdown-grammar.js';
import { STUDY_FILES, studyText } from '../support/study-files.js';

const folder = new WorkFolder();
afterAll(() => folder.remove());

const PORTFOLIO = `portfolio: mixes
title: Support or reunion
baseline: ./baselines/small.yaml
years: 0.25
seed: small
stance: as-trialled
replications: 6
budget: £1,000,000
programmes:
  - {use: ./support.yaml, opens: 2025-05-01, places: [0, 20], step: 20}
  - {use: ./reunion.yaml, opens: 2025-05-01, places: [0, 10], step: 10}
goal: net_saving
`;
const OPTIONS = {
  nothing: '{title: Nothing}',
  both: '{title: Both, programmes: [{use: ./support.yaml, opens: 2025-05-01, places: 20}, {use: ./reunion.yaml, opens: 2025-05-01, places: 10}]}',
};

let path: string;
beforeAll(() => {
  folder.write({ ...STUDY_FILES, 'study.yaml': studyText(OPTIONS, 'seed: small\n') });
  path = folder.write({ 'mixes.yaml': PORTFOLIO });
});

const run = async (more: Partial<PortfolioOptions> = {}): Promise<PortfolioRun> =>
  runPortfolio(path, { files: nodeFiles(), onDisk: true, overrides: {}, folder: null, workers: 0, ...more });
const mixOf = ({ set }: PortfolioRun, sizes: string): number =>
  set.mixes.findIndex((mix) => mix.sizes.join() === sizes);

describe('with draws', () => {
  let found: PortfolioRun;
  beforeAll(async () => {
    found = await run({ draws: 4 });
  });

  test('a mix is lived in each draw as an option of a study is', async () => {
    const set = readStudy(folder.at('study.yaml'), {});
    const own = {
      files: nodeFiles(),
      onDisk: true,
      overrides: {},
      workers: 0,
      draws: 4,
      replications: 1,
      folder: null,
    };
    const { money } = studyReport(await runStudy(set, own), null);
    const mix = portfolioReport(found).mixes.find(({ sizes }) => sizes.join() === '20,10')!;
    expect(mix.replications).toBe(4);
    expect(mix.goal.value).toBeCloseTo(money[1]!.net.value, 6);
    expect(mix.goal.mcSe).toBeCloseTo(money[1]!.net.mcSe, 6);
    expect(mix.cost.value).toBeCloseTo(money[1]!.cost.value, 6);
  });

  test('no programme is nothing in every draw, and chances add up to 1', async () => {
    const { mixes } = portfolioReport(found);
    expect(mixes.find(({ sizes }) => sizes.join() === '0,0')!.goal).toMatchObject({ value: 0, lower: 0, upper: 0 });
    expect(mixes.reduce((sum, { best }) => sum + best, 0)).toBeCloseTo(1, 9);
  });

  test('more draws change none that were there', async () => {
    const more = await run({ draws: 5 });
    const [a, b] = [found, more].map((one) => one.rows.get(mixOf(one, '20,10'))!);
    expect(b!.slice(0, a!.length)).toEqual(a);
  });

  test('the page and the text say what chances hold, and what was drawn and was not', () => {
    const report = portfolioReport(found);
    const page = portfolioPage(report);
    checkMarkdown(page);
    expect(page).toContain('chance and not knowing');
    expect(page).toContain('support.per_start');
    expect(report.drawn.map(({ name }) => name)).toEqual(expect.arrayContaining(['support.home', 'reunion.per_start']));
    expect(report.held.every(({ why }) => why !== '')).toBe(true);
    expect(portfolioText(report).join(' ').replaceAll(/\s+/g, ' ')).toContain(
      '4 draws of the numbers that are not known',
    );
  });

  test('one draw, or replications besides, are refused', async () => {
    await expect(run({ draws: 1 })).rejects.toThrow(/--draws: one draw says nothing/);
    await expect(run({ draws: 4, overrides: { replications: 4 } })).rejects.toThrow(
      /--replications: each draw is lived once/,
    );
  });
});

describe.each([0, 3])('interrupted, with %i draws', (draws) => {
  test('and run again it goes on, to what it would have been', async () => {
    const whole = await run({ draws });
    const stop = new AbortController();
    const out = folder.at(`out-${draws}`);
    await expect(
      run({
        draws,
        folder: out,
        signal: stop.signal,
        onProgress: ({ stage, done }) => {
          if (stage === 'running' && done === 5) stop.abort();
        },
      }),
    ).rejects.toThrow(/abort/i);
    const again = await run({ draws, folder: out });
    expect(again.resumed).toBeGreaterThan(0);
    expect(portfolioReport(again)).toEqual(portfolioReport(whole));
    expect(again.events).toBe(whole.events);
    const known = await run({ draws, folder: out });
    expect(known.resumed).toBeGreaterThan(again.resumed);
    // Another seed is another question.
    expect((await run({ draws, folder: out, overrides: { seed: 'another' } })).resumed).toBe(0);
  });
});
