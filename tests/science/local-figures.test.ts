/** Figures that are suppressed are explained and never read as zero; figures of one's own take their place. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { StudyResult } from '../../engine/index.js';
import type { ResolvedScenario } from '../../scenarios/index.js';
import { lineWith, quickBaseline, readCsv, throughcare, WorkFolder } from '../cli/command.js';

const folder = new WorkFolder();
afterAll(() => folder.remove());

const city = (baseline: string, own: string): string => `scenario: city
title: City of London
baseline: ${baseline}
area: City of London
years: 1
replications: 4
${own}`;

const FIGURES = `area_data: city-return
area: City of London
provenance: {source: Return SSDA903, date: 2025-06-30, who: The performance team}
figures: {looked_after: 170, protection_plans: 52, children_in_need: 614, started: 90, ceased: 80, referrals: 2120}
unit_costs: {foster_care_in_house: 1000 per week, foster_care_agency: 1000 per week, kinship_foster_care: 1000 per week}
margins:
  age: {10 to 15: 80, 16 and over: 90}
`;

beforeAll(() => {
  folder.write({
    'without.yaml': city('england-2025', ''),
    'with.yaml': city('england-2025', 'area_data: ./figures.yaml\n'),
    'unfitted.yaml': city('./quick.yaml', 'area_data: ./figures.yaml\n'),
    'quick.yaml': quickBaseline(),
    'figures.yaml': FIGURES,
    'wrong-area.yaml': city('england-2025', 'area_data: ./figures.yaml\n').replace(
      'area: City of London',
      'area: Leeds',
    ),
    'no-source.yaml': city('england-2025', 'area_data: ./no-source-figures.yaml\n'),
    'no-source-figures.yaml': FIGURES.replace(/provenance.*\n/, ''),
  });
});

describe('an area whose figures are suppressed', () => {
  test.each(['City of London', 'Isles of Scilly'])(
    '%s is refused with the reason and the way out, and nothing is written',
    async (area) => {
      const { code, stdout, stderr } = await throughcare(
        ['run', 'without.yaml', '--area', area, '--out', folder.at('none')],
        { cwd: folder.path },
      );
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toMatch(
        new RegExp(`${area}: looked_after is (suppressed|not published|not available|not applicable)`),
      );
      expect(stderr).toMatch(/give the figures in a file of your own \('area_data', see docs\/write-a-scenario\.md\)/);
      expect(folder.has('none')).toBe(false);
    },
  );

  test('figures of another area, or without where they come from, are refused at their line', async () => {
    const wrong = await throughcare(['check', 'wrong-area.yaml'], { cwd: folder.path });
    expect(wrong.code).toBe(2);
    expect(wrong.stderr).toMatch(
      /figures\.yaml:2:7: these figures are of City of London, and the scenario is of Leeds/,
    );
    const bare = await throughcare(['check', 'no-source.yaml'], { cwd: folder.path });
    expect(bare.code).toBe(2);
    expect(bare.stderr).toMatch(/no-source-figures\.yaml:1:1: 'provenance' is missing/);
  });
});

describe('with a file of its own figures beside the scenario', () => {
  let result: StudyResult;
  beforeAll(async () => {
    const { code, stdout, stderr } = await throughcare(
      ['run', 'unfitted.yaml', '--out', folder.at('city'), '--json', '--quiet'],
      { cwd: folder.path },
    );
    if (code !== 0) throw new Error(stderr);
    result = JSON.parse(stdout) as StudyResult;
  }, 120_000);

  test('the City of London runs from its own stock, exactly', () => {
    const stocks = readCsv(folder.read('city', 'tables/stocks.csv'));
    const first = (measure: string, group = 'all') =>
      lineWith(stocks, { option: 'baseline', period: '2025-03-31', measure, group });
    for (const [measure, value] of [
      ['looked_after', '170'],
      ['protection_plans', '52'],
      ['children_in_need', '614'],
    ] as const)
      expect(first(measure)).toMatchObject({ value, lower: value, upper: value, mc_se: '0' });
    expect(Number(first('looked_after', 'age=5 to 9')['value'])).toBe(0);
  });

  test('is fitted to its own flows, and has its own referrals', async () => {
    const { code, stdout } = await throughcare(['check', 'with.yaml', '--json'], { cwd: folder.path });
    expect(code).toBe(0);
    const scenario = JSON.parse(stdout) as ResolvedScenario;
    const source = expect.stringContaining('Return SSDA903 (The performance team, 2025-06-30)') as string;
    expect(scenario.start!.fit).toMatchObject([
      { parameter: 'local_entry', target: 90, source },
      { parameter: 'local_exits', target: 80, source },
    ]);
    // 2,120 referrals, less those that came within a year of another: that share is not in the file, and not known to be 0.
    const rate = (arrivals: ResolvedScenario['model']['arrivals']) =>
      arrivals.find((stream) => stream.name === 'first_referrals')!.rates[0]!.perDay * 365.25;
    expect(rate(scenario.model.arrivals)).toBeGreaterThan(2120 * 0.5);
    expect(rate(scenario.model.arrivals)).toBeLessThan(2120);
  });

  test('is charged its own unit costs', () => {
    const own = result.assumptions.filter((item) => item.mark === 'local');
    expect(own.map((item) => `${item.label}: ${item.value}`).join('\n')).toMatch(/[Ff]oster care.*: £?1,?000/);
    // All fostering at one price: what it costs is the time spent in it, by that price.
    const days =
      Number(
        lineWith(readCsv(folder.read('city', 'tables/stocks.csv')), {
          option: 'baseline',
          measure: 'looked_after_average',
          group: 'placement=Foster care',
        })['value'],
      ) * 365;
    const cost = Number(
      lineWith(readCsv(folder.read('city', 'tables/costs.csv')), {
        option: 'baseline',
        measure: 'cost',
        group: 'line=Fostering',
        period: 'whole run',
      })['value'],
    );
    expect(days).toBeGreaterThan(0);
    expect(Math.abs(cost - (days / 7) * 1000)).toBeLessThan(1);
  });

  test('says where they came from, in run.json and on the page', () => {
    const words = 'Return SSDA903 (The performance team, 2025-06-30)';
    expect(folder.read('city', 'run.json')).toContain(words);
    expect(folder.read('city', 'report.html')).toContain(words);
    expect(result.assumptions.some((item) => item.source.includes(words))).toBe(true);
  });
});
