/** A portfolio of a small scenario, in this process: every mix is what running it by itself gives. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { portfolioReport } from '../../cli/host/portfolio/report.js';
import { runPortfolio } from '../../cli/host/portfolio/run.js';
import { runScenario } from '../../cli/host/run-study.js';
import { mixesCsv, portfolioPage, portfolioText, type PortfolioReport } from '../../reports/portfolio/index.js';
import { nodeFiles } from '../../scenarios/load/node-files.js';
import { readCsv, WorkFolder } from '../cli/command.js';
import { checkMarkdown } from '../reports/markdown-grammar.js';
import { portfolioFiles } from '../support/portfolio-files.js';
import { twinFiles } from '../support/twin-programmes.js';

const folder = new WorkFolder();
afterAll(() => folder.remove());

let variants = 0;
function variant(files: Readonly<Record<string, string>>): string {
  const name = `variant ${variants++}`;
  return folder.write(Object.fromEntries(Object.entries(files).map(([file, text]) => [`${name}/${file}`, text])));
}

async function report(...changes: readonly (readonly [string, string])[]): Promise<PortfolioReport> {
  const options = { files: nodeFiles(), onDisk: true, overrides: {}, folder: null, workers: 0 };
  return portfolioReport(await runPortfolio(variant(portfolioFiles(...changes)), options));
}

describe('a portfolio', () => {
  let found: PortfolioReport;
  beforeAll(async () => {
    found = await report();
  });
  const mixAt = (id: string) => found.mixes.find((mix) => mix.id === id)!;

  test('runs every mix of a small grid, without and with each programme', () => {
    expect(found.grid).toEqual({ all: 12, affordable: 12, run: 12 });
    expect(found.mixes.map(({ sizes }) => sizes.join()).sort()).toContain('20,10,1');
  });

  test('has for a mix what a run of the same scenario has: overlap and queues are in it', async () => {
    const places = (id: string, n: number): string =>
      `  - {use: ./support.yaml, as: ${id}, opens: 2025-04-01, places: ${n}, effects: {entry: 0.5}}`;
    const path = variant(twinFiles([places('first', 20), places('second', 10)]));
    const mix = mixAt('2-1-0');
    const { result } = await runScenario(path, { workers: 0, replications: mix.replications });
    const whole = (measure: string, group = 'all'): number =>
      result.rows
        .filter((row) => row.option === 'difference' && row.measure === measure && row.group === group)
        .filter(({ periodKind }) =>
          measure === 'started' ? periodKind === 'financial year' : periodKind === 'whole run',
        )
        .reduce((sum, { value }) => sum + value, 0);
    expect(mix.goal.value).toBeCloseTo(whole('started'), 9);
    expect(mix.cost.value).toBeCloseTo(whole('cost_discounted', 'programme part=Per child'), 6);
    const alone = mixAt('2-0-0').goal.value + mixAt('0-1-0').goal.value;
    expect(mix.goal.value).not.toBeCloseTo(alone, 2);
  });

  test('adds nothing for a programme that does nothing, and leaves it out of the best', () => {
    expect(mixAt('2-1-1').goal.value).toBe(mixAt('2-1-0').goal.value);
    expect(mixAt('0-0-1').goal).toMatchObject({ value: 0, lower: 0, upper: 0 });
    expect(found.mixes[0]).toMatchObject({ id: '2-1-0', keeps: true });
  });

  test('has chances that add up to 1, and efficient mixes that cost more and reach more', () => {
    expect(found.mixes.reduce((sum, { best }) => sum + best, 0)).toBeCloseTo(1, 9);
    const efficient = found.mixes.filter(({ isEfficient }) => isEfficient).sort((a, b) => a.cost.value - b.cost.value);
    expect(efficient.length).toBeGreaterThan(1);
    expect(efficient[0]!.cost.value).toBe(0);
    efficient.slice(1).forEach((mix, i) => expect(mix.goal.value).toBeLessThan(efficient[i]!.goal.value));
  });

  test('is a page of sound Markdown, a text of 80 columns and a table with a row for each mix', () => {
    const page = portfolioPage(found);
    checkMarkdown(page);
    expect(page).toContain(
      'The best by this goal is 20 places of Family support (first) and 10 places of Family support (second)',
    );
    for (const line of portfolioText(found)) expect(line.length).toBeLessThanOrEqual(80);
    const rows = readCsv(mixesCsv(found));
    expect(rows).toHaveLength(12);
    expect(rows[0]).toMatchObject({ mix: '2-1-0', first_places: '20', second_places: '10', idle: '0', keeps: 'true' });
  });
});

describe('limits and marks', () => {
  test('a mix that costs more than the budget on average is not taken', async () => {
    const { mixes } = await report(['£400,000', '£100,000']);
    expect(mixes[0]!.cost.value).toBeLessThanOrEqual(100_000);
    const over = mixes.filter(({ isWithinBudget }) => !isWithinBudget);
    expect(over.length).toBeGreaterThan(0);
    for (const mix of over) expect(mix).toMatchObject({ keeps: false, best: 0 });
  });

  test('a floor nobody can keep is answered with the nearest', async () => {
    const never = 'goal: net_saving\nfloors: {looked_after: {at_most: -90%}}';
    const found = await report(['goal: {measure: started, want: fewer}', never]);
    expect(found.mixes[0]!.keeps).toBe(false);
    expect(portfolioText(found).join(' ').replaceAll(/\s+/g, ' ')).toContain(
      'No mix keeps within the budget and every floor. The nearest is 20 places',
    );
    checkMarkdown(portfolioPage(found));
  });

  test('a mark nobody can reach is answered with the nearest', async () => {
    const found = await report(['want: fewer}', 'want: fewer, reach: 1000}']);
    expect(portfolioText(found).join(' ')).toMatch(/cannot be reached within this\s+budget/);
  });

  test('a weighted goal is the sum of its parts', async () => {
    const goals = [
      '{measure: started, want: fewer}',
      'net_saving',
      '{weights: {net_saving: 1, started: -2000}}',
    ] as const;
    // Four replications are run of every mix.
    const four = ['replications: 6', 'replications: 4'] as const;
    const [fewer, saving, both] = await Promise.all(goals.map(async (goal) => report(four, [goals[0], goal])));
    const at = (found: PortfolioReport | undefined): number =>
      found!.mixes.find(({ id }) => id === '1-0-0')!.goal.value;
    expect(at(both)).toBeCloseTo(at(saving) - 2000 * at(fewer), 4);
  });
});

describe('what cannot be', () => {
  test.each([
    [['£400,000', '0'], /chairs\.yaml:6:9: a budget is more than £0/],
    [['£400,000', '5 per week'], /a budget is a sum for the whole run/],
    [['[0, 20]', '[20, 0]'], /from its smallest to its largest/],
    [['[0, 20], step: 10', '[0, 20], step: 0.5'], /places are whole/],
    [['places: unlimited', 'step: 2, places: unlimited'], /a 'step' needs a range/],
    [['[0, 20], step: 10', '[0, 20000]'], /more than the 20000 that can be searched/],
    [['measure: started', 'measure: startd'], /nothing here is counted as 'startd'[\s\S]*did you mean 'started'/],
    [['{measure: started, want: fewer}', 'savings'], /goal/],
    [
      ['want: fewer}', 'want: fewer}\nfloors: {moves: {at_most: 2%}}'],
      /chairs\.yaml:12:10: nothing here is counted as 'moves'/,
    ],
    [['want: fewer}', 'want: fewer}\nfloors: {started: {at_most: much}}'], /a limit is a number, or a share/],
    [['pathway: ./edge.yaml', 'note: none'], /either a 'baseline'.*or a 'pathway'/],
    [['replications: 6', 'replications: 1'], /chairs\.yaml:5:15: expected at least 2/],
    [['want: fewer}', 'want: fewer}\nfloors: {net_saving: {at_least: 5}}'], /a floor is of something counted/],
    [['./idle.yaml', './idel.yaml'], /idel\.yaml/],
  ] as const)('%j is refused at its line', async (change, why) => {
    await expect(report(change)).rejects.toThrow(why);
    await expect(report(change)).rejects.toHaveProperty('name', 'InputError');
  });
});
