/** What files say of kinds of saving, discount rates by bands, optimism and inflation: what it resolves to, what is refused. */
import { describe, expect, test } from 'vitest';
import { studyPlan } from '../../cli/host/prepare.js';
import { BASELINE, CARE, PROGRAMME, SCENARIO } from './example-files.js';
import { expectRefusal, resolve } from './in-memory.js';

type Texts = Readonly<Record<string, string>>;
const files = (change: Texts): Record<string, string> => ({ ...CARE, ...change });
const found = (change: Texts) => resolve(files(change)).scenario;
const appraising = (lines: string): Texts => ({ 'scenario.yaml': `${SCENARIO}appraisal: ${lines}\n` });
const bands = (text: string): Texts => ({ 'baseline.yaml': BASELINE.replace('discount_rate: $discount', text) });
const line = (scenario: ReturnType<typeof found>, name: string) =>
  scenario.parameters.find((item) => item.name === name);
const foster = (more: string): Texts => ({
  'baseline.yaml': BASELINE.replace('payer: council, while:', `payer: council, ${more}, while:`),
});

describe('the discount rate', () => {
  test('may go by bands of years, in any order', () => {
    expect(found(bands('discount_rate: {31: 0.03, 0: 0.035}')).discountRate).toEqual([
      { from: 0, rate: 0.035 },
      { from: 31, rate: 0.03 },
    ]);
  });

  test('may be a parameter in each band', () => {
    expect(found(bands('discount_rate: {0: $discount, 31: 0.03}')).discountRate).toMatchObject([{ rate: 0.035 }, {}]);
  });

  test('of a scenario stands before its baseline’s, and is listed', () => {
    const scenario = found(appraising('{discount_rate: {0: 0.015, 31: 0.0129}, note: the rate for health}'));
    expect(scenario.discountRate).toEqual([
      { from: 0, rate: 0.015 },
      { from: 31, rate: 0.0129 },
    ]);
    expect(line(scenario, 'appraisal: discount rate')).toMatchObject({
      value: 'year 0: 0.015, year 31: 0.0129',
      source: 'set in the scenario (the rate for health)',
    });
  });

  test.each([
    ['no first year', 'discount_rate: ❯{1: 0.03}', /first rate is that of year 0/],
    ['half a year', 'discount_rate: {0: 0.03, ❯1.5: 0.02}', /not a year of the run/],
    ['a date', 'discount_rate: {0: 0.03, ❯2040-04-01: 0.02}', /not a year of the run/],
    ['per cent as a number', 'discount_rate: {0: ❯3.5}', /at most 1|from 0 to 1|1/],
  ])('%s is refused', (_, text, words) => {
    const marked = text.replace('❯', '');
    expect(() => found(bands(marked))).toThrow(words);
  });
});

describe('what a pound less of a cost is', () => {
  test('is said in a word, or with its source, and listed with its reason', () => {
    expect(found(foster('kind: cashable')).ledger.costs[0]).toMatchObject({ saving: 'cashable' });
    const scenario = found(
      foster('kind: {value: capacity, source: assumption, mark: assumption, note: carers take another child}'),
    );
    expect(scenario.ledger.costs[0]).toMatchObject({ saving: 'capacity' });
    expect(line(scenario, 'kind: foster')).toMatchObject({
      label: 'A pound less on: foster',
      value: 'capacity released',
      source: 'assumption (carers take another child)',
      mark: 'assumption',
    });
  });

  test('is not said where the file says nothing', () => {
    expect(found({}).ledger.costs.some((cost) => 'saving' in cost)).toBe(false);
  });

  test('a word that is none is refused, with those there are', () => {
    expectRefusal(files(foster('kind: ❯cash')), /cashable.*capacity.*social/s);
  });

  test('an assumption says why', () => {
    expectRefusal(
      files(foster('kind: {value: capacity, source: assumption, mark: ❯assumption}')),
      /needs a 'note' that says why/,
    );
  });
});

test('the costs of programmes are told apart as set-up, running and for each child, with the kind their file gives', () => {
  const programme = PROGRAMME.replace(/\ncosts:\n(  .*\n)+/, '\n').concat(`costs:
  payer: council
  kind: capacity
  set_up: {value: 1000, source: assumption, mark: assumption, note: a test}
  per_year: {value: 1000, kind: cashable, source: assumption, mark: assumption, note: a test}
  per_start: {value: 1000, source: assumption, mark: assumption, note: a test}
  per_week: {value: 1000, source: assumption, mark: assumption, note: a test}
`);
  const scenario = found({ 'mst.yaml': programme, 'library/programmes/mst.yaml': programme });
  const { programmeCosts, fixedCosts } = studyPlan(scenario, null);
  const parts = [...fixedCosts, ...programmeCosts].map(({ part, saving }) => [part, saving]);
  expect(parts).toEqual([
    ['set-up', 'capacity'],
    ['running', 'cashable'],
    ['per child', 'capacity'],
    ['per child', 'capacity'],
  ]);
});

describe('an appraisal', () => {
  test('allows for nothing that is not said', () => {
    expect(found({}).appraisal).toEqual({ optimismBias: null, inflation: null });
    expect(found(appraising('{optimism_bias: {costs: 10%}}')).appraisal.optimismBias).toEqual({
      costs: 0.1,
      benefits: 0,
    });
  });

  test('takes shares in percent or as numbers, and lists them', () => {
    const scenario = found(
      appraising(
        '{optimism_bias: {costs: 10%, benefits: 0.25, note: as the board agreed}, inflation: {2025-26: 2.7%}}',
      ),
    );
    expect(scenario.appraisal).toEqual({
      optimismBias: { costs: 0.1, benefits: 0.25 },
      inflation: { '2025-26': 0.027 },
    });
    expect(line(scenario, 'appraisal: optimism on benefits')).toMatchObject({
      value: '0.25',
      source: 'set in the scenario (as the board agreed)',
      mark: 'assumption',
    });
    expect(line(scenario, 'appraisal: inflation')).toMatchObject({ value: '2025-26: 0.027' });
  });

  test.each([
    ['ten for ten per cent', '{optimism_bias: {costs: ❯10}}', /a share such as 10% or 0.1/],
    ['more than all of the savings', '{optimism_bias: {benefits: ❯101%}}', /from 0% to 100%/],
    ['a negative allowance', '{optimism_bias: {costs: ❯-5%}}', /from 0%/],
    ['inflation of no financial year', '{inflation: {❯2025: 2%}}', /not a financial year/],
    ['inflation from too late a year', '{❯inflation: {2026-27: 2%}}', /prices are of 2024-25/],
    ['a word that is none', '{❯optimism: 10%}', /optimism_bias/],
  ])('%s is refused where it stands', (_, text, words) => {
    expectRefusal(files(appraising(text)), words);
  });

  test('inflation needs a price year', () => {
    const change = {
      ...appraising('{inflation: ❯2%}'),
      'baseline.yaml': BASELINE.replace('price_year: 2024-25\n', ''),
    };
    expectRefusal(files(change), /whose prices the run is in/);
  });
});
