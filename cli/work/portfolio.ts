/** `portfolio FILE`: the best mix of programmes under a budget. */
import { join } from 'node:path';
import { specJson, toPng, toSvg } from '../../reports/render/index.js';
import {
  mixesChart,
  mixesCsv,
  portfolioPage,
  portfolioText,
  type PortfolioReport,
} from '../../reports/portfolio/index.js';
import { nodeFiles } from '../../scenarios/load/node-files.js';
import { readPortfolioFile } from '../../scenarios/index.js';
import { portfolioReport } from '../host/portfolio/report.js';
import { runPortfolio, type PortfolioRun } from '../host/portfolio/run.js';
import { checkDraws } from '../host/study/draws.js';
import { Journal } from '../host/study/journal.js';
import { checkResultsFolder, RUN_FILE, writeResults, type OutputFile } from '../host/write-results.js';
import { onInterrupt } from '../interrupt.js';
import { makeProgress } from '../progress.js';
import { overridesOf, workersOf, type OverrideArguments } from './arguments.js';

export interface PortfolioArguments extends OverrideArguments {
  readonly portfolio: string;
  readonly draws?: number | undefined;
  readonly out?: string | undefined;
  readonly workers: number;
  readonly quiet: boolean;
  readonly json: boolean;
}

export async function portfolio(typed: PortfolioArguments): Promise<void> {
  const files = nodeFiles();
  const overrides = overridesOf(typed);
  const workers = workersOf(typed.workers);
  const { draws } = typed;
  checkDraws('--draws', draws);
  const { file } = readPortfolioFile(typed.portfolio, files);
  const folder = typed.out ?? join('results', file.portfolio);
  checkResultsFolder(folder);
  const progress = makeProgress(typed.quiet);
  const signal = onInterrupt();
  const began = performance.now();
  let run: PortfolioRun;
  try {
    run = await runPortfolio(typed.portfolio, {
      files,
      onDisk: true,
      overrides,
      draws,
      folder,
      workers,
      signal,
      onProgress: progress.report,
    });
    signal.throwIfAborted();
  } finally {
    progress.stop();
  }
  const report = portfolioReport(run);
  writeResults(folder, [
    {
      path: RUN_FILE,
      content: `${JSON.stringify({ format: 'throughcare portfolio 1', portfolio: report }, null, 1)}\n`,
    },
    { path: 'tables/mixes.csv', content: mixesCsv(report) },
    { path: 'portfolio.md', content: portfolioPage(report) },
    ...(await chartFiles(report)),
  ]);
  Journal.clear(folder);
  if (typed.json) process.stdout.write(`${JSON.stringify(report)}\n`);
  else if (!typed.quiet)
    process.stdout.write(
      `${portfolioText(report).join('\n')}\n\nPage: ${join(folder, 'portfolio.md')}\nTable: ${join(folder, 'tables', 'mixes.csv')}\nChart: ${join(folder, 'charts', 'mixes.png')}\nTook ${((performance.now() - began) / 1000).toFixed(1)} s, ${(run.events / 1e6).toFixed(1)} million events${run.resumed === 0 ? '' : `; ${run.resumed} parts were done before`}.\n`,
    );
}

/** The mixes as a picture: its specification, SVG and PNG. */
async function chartFiles(report: PortfolioReport): Promise<OutputFile[]> {
  const chart = mixesChart(report);
  if (chart === null) return [];
  const { name: id, title, description, spec } = chart;
  const svg = await toSvg(spec, { id, title, description });
  return [
    { path: `charts/${id}.vl.json`, content: `${specJson(spec)}\n` },
    { path: `charts/${id}.svg`, content: `${svg}\n` },
    { path: `charts/${id}.png`, content: await toPng(svg) },
  ];
}
