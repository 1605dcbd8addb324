/** Amounts in the prices of another year, and growth over and above prices: what they resolve to, and what is refused. */
import { describe, expect, test } from 'vitest';
import { studyPlan } from '../../cli/host/prepare.js';
import { BASELINE, CARE, LOCAL, PROGRAMME, QUEUE, SCENARIO } from './example-files.js';
import { expectRefusal, resolve } from './in-memory.js';

const SERIES = 'series: {2022-23: 90, 2023-24: 96, 2024-25: 100}';
const DEFLATOR = `prices:
  deflator: {${SERIES}, source: D1 table 2, mark: published}
`;
const GROWTH = `prices:
  growth: {Placements: {value: 0.03, source: assumption, mark: assumption, note: an example}}
`;
const WAGES =
  '  home_growth: {value: 0.02, unit: share a year, interval: not known, source: assumption, mark: assumption, note: an example}\n';

/** The baseline with a section of its own for prices, and words added to its cost of fostering or to another. */
function baseline(prices: string, more = '', to = 'mark: published}\n  - {name: entry'): string {
  return BASELINE.replace('discount_rate:', `${prices}discount_rate:`)
    .replace('parameters:\n', `parameters:\n${WAGES}`)
    .replace(to, to.replace('}', `${more}}`));
}

const files = (text: string, more: Record<string, string> = {}): Record<string, string> => ({
  ...CARE,
  'baseline.yaml': text,
  ...more,
});
const found = (text: string, more: Record<string, string> = {}) => resolve(files(text, more)).scenario;
type Found = ReturnType<typeof found>;
const line = ({ parameters }: Found, name: string) => parameters.find((item) => item.name === name);
const cost = ({ ledger }: Found, name: string) => ledger.costs.find((item) => item.name === name);

describe('an amount in the prices of another year', () => {
  test('is converted by the deflator, and both are listed', () => {
    const scenario = found(baseline(DEFLATOR, ', price_year: 2022-23, interval: "700 to 900"'));
    expect(cost(scenario, 'foster')?.pence).toBeCloseTo(85_000 / 7, 9);
    expect(line(scenario, 'cost: foster')).toMatchObject({
      value: '850 per week (written: 765 per week, 2022-23 prices)',
      unit: 'GBP, 2024-25 prices',
      interval: '700 to 900 (2022-23 prices)',
    });
    expect(line(scenario, 'prices: deflator')).toMatchObject({
      value: '2022-23: 90, 2023-24: 96, 2024-25: 100',
      mark: 'published',
      source: 'D1 table 2',
    });
  });

  test('is shown to the penny, and charged as it is', () => {
    const text = baseline(DEFLATOR).replace('amount: 1649,', 'amount: "£1,649", price_year: 2023-24,');
    expect(cost(found(text), 'entry')?.pence).toBeCloseTo((164_900 * 100) / 96, 6);
    expect(line(found(text), 'cost: entry')?.value).toBe('£1717.71 (written: £1,649, 2023-24 prices)');
  });

  test('may be income', () => {
    const text = baseline(DEFLATOR).replace('amount: 1649,', 'amount: -1800, price_year: 2022-23,');
    expect(cost(found(text), 'entry')?.pence).toBeCloseTo(-200_000, 6);
    expect(line(found(text), 'cost: entry')?.value).toBe('-2000 (written: -1800, 2022-23 prices)');
  });

  test("in the run's own prices is as if nothing had been said, with a deflator or without", () => {
    for (const prices of ['', DEFLATOR]) {
      const { ledger, parameters } = found(baseline(prices));
      const said = found(baseline(prices, ', price_year: 2024-25'));
      expect(JSON.stringify(said.ledger)).toBe(JSON.stringify(ledger));
      expect(said.parameters).toEqual(parameters);
    }
  });

  test("in a programme is converted too, and an area's own amount is in the run's prices", () => {
    const text = PROGRAMME.replace('{value: 500000,', '{value: 450000, price_year: 2022-23,');
    const scenario = found(baseline(DEFLATOR, ', price_year: 2022-23'), {
      'mst.yaml': text,
      'scenario.yaml': SCENARIO.replace('years:', 'area_data: ./local.yaml\nyears:'),
      'local.yaml': LOCAL,
    });
    expect(scenario.programmes[0]?.costs[0]?.pence).toBeCloseTo(2 * 50_000_000, 3);
    expect(line(scenario, 'mst.per_team_year')?.value).toBe('500000 (written: 450000, 2022-23 prices)');
    expect(cost(scenario, 'foster')?.pence).toBeCloseTo(80_000 / 7, 9);
    expect(line(scenario, 'cost: foster')).toMatchObject({ value: '800 per week', mark: 'local' });
  });
});

describe('growth over and above prices', () => {
  test("is the item's own, else that of its line, else none", () => {
    const both = found(baseline(GROWTH, ', real_growth: 0.01'));
    expect(cost(both, 'foster')?.realGrowth).toBe(0.01);
    const byLine = found(baseline(GROWTH));
    expect(cost(byLine, 'foster')?.realGrowth).toBe(0.03);
    expect(cost(byLine, 'entry')).not.toHaveProperty('realGrowth');
    expect(line(byLine, 'growth: Placements')).toMatchObject({
      value: '0.03',
      unit: 'share a year',
      mark: 'assumption',
    });
    expect(line(byLine, 'cost: foster')?.unit).toBe(
      'GBP, 2024-25 prices, growing by 3% a year over and above prices in general',
    );
  });

  test('of 0 overrules that of the line, and leaves the ledger as it was', () => {
    const none = found(baseline(GROWTH, ', real_growth: 0'));
    expect(JSON.stringify(none.ledger)).toBe(JSON.stringify(found(baseline('')).ledger));
    const zero = found(baseline(GROWTH.replace('0.03', '0')));
    expect(JSON.stringify(zero.ledger)).toBe(JSON.stringify(found(baseline('')).ledger));
    expect(line(zero, 'growth: Placements')?.value).toBe('0');
  });

  test('may be a parameter, which a scenario sets', () => {
    const text = baseline('', ', real_growth: $home_growth');
    expect(cost(found(text), 'foster')?.realGrowth).toBe(0.02);
    const set = { 'scenario.yaml': SCENARIO.replace('years:', 'set: {home_growth: -0.01}\nyears:') };
    expect(cost(found(text, set), 'foster')?.realGrowth).toBe(-0.01);
    expect(line(found(text, set), 'cost: foster')?.unit).toMatch(/falling by 1% a year/);
    const byLine = baseline(GROWTH.replace('0.03', '$home_growth'));
    expect(cost(found(byLine, set), 'foster')?.realGrowth).toBe(-0.01);
    expect(found(byLine, set).notes.join(' ')).not.toMatch(/nothing in this run uses it/);
  });

  test('of a programme reaches what is charged, by the week and by the year', () => {
    const text = PROGRAMME.replace('{value: 500000,', '{value: 500000, real_growth: 0.01,').replace(
      'per_week: {value: 10,',
      'per_week: {value: 10, line: Placements,',
    );
    const scenario = found(baseline(GROWTH), { 'mst.yaml': text });
    const plan = studyPlan(scenario, null);
    expect(plan.fixedCosts.map(({ realGrowth }) => realGrowth)).toEqual([0.01]);
    expect(plan.programmeCosts.map(({ realGrowth }) => realGrowth)).toEqual([0.03]);
    expect(line(scenario, 'mst.per_team_year')?.unit).toMatch(/^GBP a team a year, 2024-25 prices, growing by 1% /);
  });

  test('needs no baseline', () => {
    const costs =
      'costs: [{name: a, line: a, payer: b, while: {case: served}, amount: 7 per week, real_growth: 0.025, source: x, mark: published}]\n';
    const { scenario } = resolve({ 'q.yaml': QUEUE + costs }, 'q.yaml');
    expect(scenario.ledger.costs[0]).toMatchObject({ pence: 100, realGrowth: 0.025 });
    expect(scenario.parameters[0]?.unit).toBe('GBP, growing by 2.5% a year over and above prices in general');
  });
});

describe('what is refused', () => {
  const refused = (text: string, words: RegExp) => expectRefusal(files(text), words);

  test('a price year outside the series, with the years there are', () => {
    const words = /no deflator for 2010-11: the series has 2022-23 to 2024-25/;
    refused(baseline(DEFLATOR, ', price_year: ❯2010-11'), words);
    const programme = PROGRAMME.replace('{value: 500000,', '{value: 500000, price_year: ❯2010-11,');
    expectRefusal(files(baseline(DEFLATOR), { 'mst.yaml': programme }), words);
    refused(
      baseline(DEFLATOR).replace('price_year: 2024-25', 'price_year: ❯2025-26'),
      /no deflator for 2025-26: the series has 2022-23 to 2024-25/,
    );
  });

  test('another price year where nothing says how to convert it', () => {
    const words = /an amount in 2022-23 prices needs a baseline with a 'price_year' and, under 'prices', a 'deflator'/;
    refused(baseline('', ', price_year: ❯2022-23'), words);
    const costs =
      'costs: [{name: a, line: a, payer: b, while: {case: served}, amount: 7 per week, price_year: ❯2022-23, source: x, mark: published}]\n';
    expectRefusal({ 'q.yaml': QUEUE + costs }, words, 'q.yaml');
  });

  test('a deflator without the year of the run', () => {
    const text = baseline(DEFLATOR).replace('price_year: 2024-25\n', '').replace('  deflator:', '  ❯deflator:');
    refused(text, /say 'price_year'/);
  });

  test.each([
    ['2017', /'2017' is not a financial year: write both of its years, such as 2017-18/],
    ['2017-19', /not a financial year/],
    ['2017/18', /not a financial year/],
    ['17-18', /not a financial year/],
  ])('a price year written %s', (year, words) => {
    refused(baseline(DEFLATOR, `, price_year: ❯${year}`), words);
  });

  test.each([
    ['a year alone as its key', '{❯2022: 90, 2024-25: 100}', /'2022' is not a financial year/],
    ['a gap', '❯series', /every year between its first and its last: from 2022-23 it goes on with 2024-25/],
    ['an index of 0', '{2023-24: ❯0, 2024-25: 100}', /more than 0/],
    ['an index in words', '{2023-24: ❯high, 2024-25: 100}', /expected a number/],
  ])('a series with %s', (what, series, words) => {
    const text = what === 'a gap' ? '❯series: {2022-23: 90, 2024-25: 100}' : SERIES.replace(/\{.*\}/, () => series);
    refused(baseline(DEFLATOR.replace(SERIES, () => text)), words);
  });

  test('an empty series', () => {
    refused(baseline(DEFLATOR.replace(SERIES, '❯series: {}')), /at least one year/);
  });

  test.each([
    ['2', /a share a year, such as 0.02 for 2%/],
    ['-1', /from -0.5 to 0.5/],
    ['2%', /expected a number/],
    ['0.02 per year', /expected a number/],
    ['.inf', /number/],
    ['.nan', /number/],
  ])('growth of %s', (growth, words) => {
    refused(baseline('', `, real_growth: ❯${growth}`), words);
  });

  test('growth of a line that no cost is on, with the nearest', () => {
    const error = refused(baseline(GROWTH.replace('Placements', '❯Placement')), /no budget line 'Placement'/);
    expect(error.problems[0]?.suggestion).toBe('Placements');
  });

  test('a parameter that there is not, and numbers that say not where they come from', () => {
    refused(baseline('', ', real_growth: ❯$wages'), /no parameter 'wages'/);
    refused(baseline(GROWTH.replace(', note: an example', '').replace('mark: ', 'mark: ❯')), /needs a 'note'/);
    refused(baseline(DEFLATOR.replace('D1 table 2', '❯D9 table 2')), /no source 'D9'/);
  });

  test('a parameter set beyond the bounds, where it was set', () => {
    const scenario = SCENARIO.replace('years:', 'set: {home_growth: ❯3}\nyears:');
    expectRefusal(
      files(baseline('', ', real_growth: $home_growth'), { 'scenario.yaml': scenario }),
      /a share a year, such as 0.02/,
    );
  });
});
