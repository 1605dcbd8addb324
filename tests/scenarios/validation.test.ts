/** Validation files: what a line of one stands for, and what is refused, to the column. */
import { describe, expect, test } from 'vitest';
import { resolveBacktest, resolveValidation, type Figure, type InputError } from '../../scenarios/index.js';
import { memory, refusal } from './in-memory.js';
import { PUBLISHED, STAYS, VALIDATION, validationWith } from './validation-files.js';

const resolve = (figures: string, more?: Readonly<Record<string, string>>) =>
  resolveValidation('validation.yaml', memory(validationWith(figures, more)));
const one = (figures: string): Figure => {
  const found = resolve(figures).figures;
  expect(found).toHaveLength(1);
  return found[0]!;
};

/** Refused once, at the mark, in these words. */
function refused(figures: string, words: RegExp, more?: Readonly<Record<string, string>>): InputError {
  const marked = Object.entries(validationWith(figures, more));
  const [file, text] = marked.find(([, item]) => item.includes('❯')) ?? ['', ''];
  const before = text.slice(0, text.indexOf('❯'));
  const place = `${file}:${before.split('\n').length}:${before.length - before.lastIndexOf('\n')}`;
  const files = Object.fromEntries(marked.map(([name, item]) => [name, item.replace('❯', '')]));
  const error = refusal(() => resolveValidation('validation.yaml', memory(files)));
  expect(error.message).toMatch(words);
  expect(error.problems.map((item) => `${item.file}:${item.line}:${item.column}`)).toEqual([place]);
  return error;
}

const figure = (rest: string): string => `  it: {part: All, use: check, ${rest}}`;

describe('a figure', () => {
  test('of a number at a date, from the table', () => {
    expect(one(figure('run: plain, measure: here, at: 2025-03-31, within: 5%'))).toEqual({
      id: 'it',
      series: 'it',
      label: 'Those here',
      part: 'All',
      use: 'check',
      run: 'plain',
      reading: { numerator: { kind: 'stock', measure: 'here', group: 'all', month: 24 }, denominator: null, scale: 1 },
      published: 2000,
      band: 100,
      within: '5%',
      unit: 'units',
      year: 2025,
      source: 'R1',
      note: '',
      weight: 1,
    });
  });

  test('of a year is of its twelve months', () => {
    const found = one(figure('run: plain, measure: came, year: 2025, within: 5%, weight: 2, note: why'));
    expect(found.reading.numerator).toEqual({ kind: 'events', measure: 'came', group: 'all', first: 12, end: 24 });
    expect(found).toMatchObject({ weight: 2, note: 'why', unit: 'events' });
  });

  test('by a breakdown is one for each published group, in the order of the model', () => {
    const { figures } = resolve(figure('run: plain, measure: here, by: kind, at: 2025-03-31, within: 5%'));
    expect(figures.map(({ id, series, published, label, note }) => [id, series, published, label, note])).toEqual([
      ['it=short', 'it=short', 240, 'Those here: short', ''],
      ['it=long', 'it=long', 250, 'Those here: long', 'rounded, like the rest'],
    ]);
  });

  test('of a group that says nothing by itself says what it is a group of', () => {
    const yes = { 'stays.yaml': STAYS.replaceAll('short', '"yes"').replaceAll('long', '"no"') };
    const found = resolve(
      figure('run: plain, measure: here, group: kind=yes, at: 2025-03-31, published: 1, source: R1, within: 5%'),
      yes,
    );
    expect(found.figures[0]!.label).toBe('Those here: kind yes');
  });

  test('by a breakdown may be of some groups only', () => {
    const { figures } = resolve(
      figure('run: plain, measure: here, by: kind, only: [long], at: 2025-03-31, within: 5%'),
    );
    expect(figures.map(({ id }) => id)).toEqual(['it=long']);
  });

  test('for several years is one for each', () => {
    const { figures } = resolve(figure('run: plain, measure: here, years: [2024, 2025], within: 5%'));
    expect(figures.map(({ id, series, year, reading }) => [id, series, year, reading.numerator])).toEqual([
      ['it@2024', 'it', 2024, { kind: 'stock', measure: 'here', group: 'all', month: 12 }],
      ['it@2025', 'it', 2025, { kind: 'stock', measure: 'here', group: 'all', month: 24 }],
    ]);
  });

  test('in percent is of the whole that is published, which is of the same day', () => {
    const found = one(
      figure('run: plain, measure: here, group: kind=long, at: 2025-03-31, as: percent, within: 2 points'),
    );
    expect(found).toMatchObject({ published: 12.5, band: 2, unit: 'percent', label: 'Those here: long' });
    expect(found.reading).toMatchObject({ denominator: { group: 'all', month: 24 }, scale: 100 });
  });

  test('in percent of another measure', () => {
    const found = one(
      figure('run: plain, measure: here, group: kind=long, of: {measure: came}, as: percent, year: 2025, within: 1%'),
    );
    expect(found.published).toBe(25);
    expect(found.reading.denominator).toEqual({ kind: 'events', measure: 'came', group: 'all', first: 12, end: 24 });
  });

  test('may name its row of the table, in the unit it is in there', () => {
    const found = one(
      figure(
        'run: plain, measure: left, of: {measure: came}, as: percent, year: 2025, published: {measure: repeat_percent}, within: 1 point',
      ),
    );
    expect(found).toMatchObject({ published: 12.5, source: 'R2', band: 1 });
  });

  test('of a settled run is of a year of the whole', () => {
    const stock = one(figure('run: settled, measure: here, at: 2025-03-31, within: 5%'));
    expect(stock.reading).toEqual({
      numerator: { kind: 'average', measure: 'here', group: 'all', first: 0, end: 24 },
      denominator: null,
      scale: 2,
    });
    expect(one(figure('run: settled, measure: came, year: 2025, within: 5%')).reading).toMatchObject({
      numerator: { kind: 'events', first: 0, end: 24 },
      scale: 1,
    });
  });

  test('is never a miss within half of what is published is rounded to', () => {
    expect(one(figure('run: plain, measure: here, at: 2025-03-31, within: 0.1%'))).toMatchObject({
      band: 5,
      within: 'rounding',
    });
    // 5 in 2,000 of a percentage made from counts.
    expect(
      one(figure('run: plain, measure: here, group: kind=long, at: 2025-03-31, as: percent, within: 0.1 points')).band,
    ).toBeCloseTo(0.25, 12);
    // What is published as a percentage or a time is not rounded to tens.
    expect(one(figure('run: plain, mean: stay, published: 180, source: R1, within: 1')).band).toBe(1);
  });
});

describe('refused', () => {
  const cases: readonly (readonly [string, string, RegExp])[] = [
    ['a run there is not', 'run: ❯plian, measure: here, at: 2025-03-31, within: 5%', /no run 'plian'[^]*'plain'/],
    ['a measure there is not', 'run: plain, measure: ❯heer, at: 2025-03-31, within: 5%', /no measure 'heer'[^]*'here'/],
    ['a group there is not', 'run: plain, measure: here, group: ❯kind=lnog, at: 2025-03-31, within: 5%', /'kind=long'/],
    ['a breakdown there is not', 'run: plain, measure: here, by: ❯knid, at: 2025-03-31, within: 5%', /'kind'/],
    [
      'a breakdown not published',
      'run: plain, measure: stay, by: ❯kind, year: 2025, within: 5%',
      /nothing is published/,
    ],
    ['a day before the run', 'run: plain, measure: here, at: ❯2022-03-31, within: 5%', /outside the run 'plain'/],
    ['a year after the run', 'run: plain, measure: came, year: ❯2026, within: 5%', /not within the run 'plain'/],
    ['two kinds', 'run: plain, measure: here, mean: stay, within: 5%', /one 'measure', 'mean', 'median' or 'cost'/],
    [
      'a median of a year',
      'run: plain, median: stay, year: ❯2025, published: 100, source: R1, within: 5%',
      /whole run/,
    ],
    ['points of a count', 'run: plain, measure: here, at: 2025-03-31, ❯within: 2 points', /points are for percentages/],
    [
      'a mean of what has no time',
      'run: plain, mean: ❯here, published: 3, source: R1, within: 5%',
      /measure of a time/,
    ],
    [
      'a budget line there is not',
      'run: plain, cost: {line: ❯Stay}, year: 2025, published: 9, source: R1, within: 5%',
      /'Stays'/,
    ],
    ['a source there is not', 'run: plain, mean: stay, published: 3, source: ❯R9, within: 5%', /no source 'R9'/],
    [
      'one number for two figures',
      'run: plain, measure: here, by: kind, at: 2025-03-31, ❯published: 3, source: R1, within: 5%',
      /one number/,
    ],
    ['a tolerance that is none', 'run: plain, measure: here, at: 2025-03-31, within: ❯near', /not a tolerance/],
    ['a year twice', 'run: plain, measure: here, ❯years: [2025, 2025], within: 5%', /given twice/],
    [
      'no published share below a time',
      'run: plain, measure: stay, below: 1 year, as: percent, within: 5%',
      /'published' is missing/,
    ],
  ];
  test.each(cases)('%s', (_, rest, words) => {
    const line = figure(rest);
    refused(line.includes('❯') ? line : line.replace('  it', '  ❯it'), words);
  });

  test('a figure that is not published, with the years that are', () => {
    const error = refused(
      figure('run: plain, measure: here, group: kind=long, at: ❯2024-03-31, within: 5%'),
      /not published for 2024/,
    );
    expect(error.message).toContain('allowed here: 2025');
  });

  test('a count without a year, at the figure', () => {
    refused('  ❯it: {part: All, use: check, run: plain, measure: came, within: 5%}', /'year' is missing/);
  });

  test('a group that is published and not counted', () => {
    refused(figure('run: plain, measure: here, by: ❯kind, at: 2025-03-31, within: 5%'), /'endless' is published/, {
      'published.csv': `${PUBLISHED}here,kind=endless,2025,1,R1,\n`,
    });
  });

  test('a line of the table that is no figure, or is there twice', () => {
    const line = figure('run: plain, measure: here, at: 2025-03-31, within: 5%');
    refused(line, /'c' is not a number/, { 'published.csv': `${PUBLISHED}❯here,kind=x,2025,c,R1,\n` });
    refused(line, /already in a line above/, { 'published.csv': `${PUBLISHED}❯here,all,2025,2,R1,\n` });
    refused(line, /6 cells were expected in this line, found 4/, { 'published.csv': `${PUBLISHED}❯here,all,2025,2\n` });
  });

  const runs: readonly (readonly [string, RegExp])[] = [
    ['❯plain: {scenario: stays.yaml, history_of: stays.yaml}', /either a 'scenario' or/],
    ['❯plain: {history_of: stays.yaml, years: 2}', /'warm_up' is missing/],
    ['plain: {scenario: stays.yaml, ❯share: 0.5}', /'warm_up' and 'share' are for 'history_of'/],
    ['plain: {scenario: ❯stay.yaml}', /does not exist[^]*'stays.yaml'/],
  ];
  test.each(runs)('a run: %s', (run, words) => {
    const text = VALIDATION.replace('plain: {scenario: stays.yaml}', run).replace(/\n {2}settled: .*/, '');
    refused('', words, { 'validation.yaml': text });
  });
});

describe('a backtest', () => {
  const figures = figure('run: plain, measure: here, years: [2024, 2025], within: 5%');
  const files = (backtest: string): Record<string, string> => {
    const all = validationWith(figures, { 'more.yaml': STAYS.replace('1000 per year', '1100 per year') });
    return { ...all, 'validation.yaml': `${all['validation.yaml']!}backtest:\n  2023: ${backtest}\n` };
  };

  test('reads the same figures from both runs', () => {
    const found = resolveBacktest(
      'validation.yaml',
      memory(files('{own: stays.yaml, observed: more.yaml, figures: [it]}')),
      2023,
    );
    expect(found.own.figures.map(({ id, run }) => [id, run])).toEqual([
      ['it@2024', 'own'],
      ['it@2025', 'own'],
    ]);
    expect(found.observed.figures.map(({ reading }) => reading)).toEqual(
      found.own.figures.map(({ reading }) => reading),
    );
    expect(found.observed.runs[0]!.scenario.model.arrivals[0]!.rates[0]!.perDay).toBeCloseTo(1100 / 365.25, 12);
  });

  test('of a year there is not is refused with those there are', () => {
    const text = files('{own: stays.yaml, observed: more.yaml, figures: [it]}');
    const error = refusal(() => resolveBacktest('validation.yaml', memory(text), 2020));
    expect(error.message).toMatch(/no backtest from 2020[^]*allowed here: 2023/);
  });

  test('of a figure there is not is refused at it', () => {
    const text = files('{own: stays.yaml, observed: more.yaml, figures: [ti]}');
    const error = refusal(() => resolveBacktest('validation.yaml', memory(text), null));
    expect(error.message).toMatch(/no figure 'ti'[^]*did you mean 'it'/);
  });

  test('names the key of a scenario that is missing', () => {
    const text = files('{own: stays.yaml, observed: nowhere.yaml, figures: [it]}');
    const [problem] = refusal(() => resolveBacktest('validation.yaml', memory(text), null)).problems;
    expect(problem!.sourceLine!.slice(problem!.column - 1)).toMatch(/^nowhere/);
  });
});
