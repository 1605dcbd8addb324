/** `portfolio` as a user runs it: any number of workers, the screen, JSON, what is left on disk; and what is refused. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PortfolioReport } from '../../reports/portfolio/index.js';
import { LIBRARY, readCsv, throughcare, WorkFolder, type Ended } from '../cli/command.js';
import { portfolioFiles } from '../support/portfolio-files.js';

const folder = new WorkFolder();
afterAll(() => folder.remove());
const path = folder.write(portfolioFiles());

describe('portfolio', () => {
  let one: Ended;
  let three: Ended;
  beforeAll(async () => {
    const words = ['portfolio', path, '--json'];
    [one, three] = await Promise.all([
      throughcare([...words, '--workers', '1', '--quiet', '--out', folder.at('one')]),
      throughcare([...words, '--workers', '3', '--out', folder.at('three')]),
    ]);
  }, 120_000);

  test('gives the same, to the byte, whatever the workers', () => {
    expect(one).toMatchObject({ code: 0, stderr: '' });
    expect(three).toMatchObject({ code: 0, stdout: one.stdout });
    expect(folder.contents('three')).toEqual(folder.contents('one'));
  });

  test('leaves a record, a page and a table of every mix', () => {
    expect(folder.list('one')).toEqual([
      'charts/mixes.png',
      'charts/mixes.svg',
      'charts/mixes.vl.json',
      'portfolio.md',
      'run.json',
      'tables/mixes.csv',
    ]);
    const report = JSON.parse(one.stdout) as PortfolioReport;
    const rows = readCsv(folder.read('one', 'tables', 'mixes.csv'));
    expect(rows.map(({ mix }) => mix)).toEqual(report.mixes.map(({ id }) => id));
    expect(JSON.parse(folder.read('one', 'run.json'))).toMatchObject({ format: 'throughcare portfolio 1' });
  });

  test('says the best mix on the screen, and may be run again into the same folder', async () => {
    const { code, stdout } = await throughcare(['portfolio', path, '--replications', '4', '--out', folder.at('one')]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/The best by this goal is 20 places of Family support/);
  });

  test.each([
    [['--replications', '1'], /two replications/],
    [['--area', 'Leeds'], /an area has no meaning without a baseline/],
    [['--workers', '0'], /--workers/],
  ] as const)('refuses %s, and writes nothing', async (words, why) => {
    const { code, stdout, stderr } = await throughcare(['portfolio', path, ...words, '--out', folder.at('none')]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(why);
    expect(folder.has('none')).toBe(false);
  });

  test('refuses a file that is no portfolio', async () => {
    const { code, stderr } = await throughcare(['portfolio', folder.at('edge.yaml')]);
    expect(code).toBe(2);
    expect(stderr).toMatch(/edge\.yaml:1:1: this is not a portfolio/);
  });

  test('checks as a scenario with every programme at its largest', async () => {
    const { code, stdout } = await throughcare(['check', path]);
    expect(code).toBe(0);
    expect(stdout).toContain('Family support');
  });

  test('of England is read whole, and a budget that pays for nothing is refused with the nearest mix', async () => {
    const example = join(LIBRARY, 'portfolios/leeds-budget.yaml');
    const poor = readFileSync(example, 'utf8')
      .replace('£3,000,000', '£1,000')
      .replaceAll(/^ {2}- \{use: (?!mst).*\n/gm, '');
    const [checked, refused] = await Promise.all([
      throughcare(['check', example]),
      throughcare(['portfolio', folder.write({ 'poor.yaml': poor }), '--out', folder.at('poor')]),
    ]);
    expect(checked.code).toBe(0);
    expect(refused.code).toBe(2);
    expect(refused.stderr).toMatch(
      /poor\.yaml:14:9: £1,000 pays for none of the mixes: the nearest is 1 team of Multisystemic Therapy/,
    );
    expect(folder.has('poor')).toBe(false);
  }, 60_000);

  test('stops at an interrupt with code 130 and nothing written', async () => {
    const ended = await throughcare(['portfolio', path, '--replications', '400', '--out', folder.at('stopped')], {
      interruptAt: 'Running replications:',
    });
    expect(ended.code).toBe(130);
    expect(folder.has('stopped')).toBe(false);
  }, 60_000);
});
