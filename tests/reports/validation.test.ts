/** A validation on a screen and on a page: verdicts, words, and text that stays text. */
import { describe, expect, test } from 'vitest';
import {
  backtestText,
  isWithin,
  validationMarkdown,
  validationText,
  type ComparedFigure,
  type Comparison,
} from '../../reports/validation/index.js';

const FIGURE: ComparedFigure = {
  id: 'stock',
  series: 'stock',
  label: 'Children looked after',
  part: 'Stock',
  use: 'fit',
  run: 'plain',
  unit: 'children',
  year: 2025,
  published: 80_000,
  source: 'D1',
  note: '',
  band: 4000,
  within: '5%',
  mean: 80_000,
  mcSe: 100,
  lower: 79_000,
  upper: 81_000,
};
const figure = (more: Partial<ComparedFigure>): ComparedFigure => ({
  ...FIGURE,
  ...(more.id !== undefined && { series: more.id }),
  ...more,
});
const comparison = (figures: readonly ComparedFigure[], more: Partial<Comparison> = {}): Comparison => ({
  name: 'england',
  title: 'England',
  note: '',
  figures,
  runs: [
    {
      id: 'plain',
      scenario: 'transition',
      firstDay: '2024-04-01',
      lastDay: '2025-03-31',
      replications: 10,
      seed: 'x',
      settled: null,
    },
  ],
  sources: [{ id: 'D1', title: 'A return', address: 'https://example.org' }],
  versions: { throughcare: '1.2.3' },
  ...more,
});

test('an interval is of 95% of futures only where every run has forty replications', () => {
  const of = (...times: number[]): Comparison => {
    const made = comparison([FIGURE]);
    return { ...made, runs: times.map((replications) => ({ ...made.runs[0]!, replications })) };
  };
  for (const few of [of(10), of(100, 39)])
    for (const text of [validationMarkdown(few), validationText(few)]) {
      expect(text).not.toContain('95% of futures');
      expect(text).toContain('futures, roughly');
    }
  for (const text of [validationMarkdown(of(40, 100)), validationText(of(40))])
    expect(text).toContain('95% of futures');
});

describe('a figure is within', () => {
  test.each([
    [84_000, true],
    [76_000, true],
    [84_000.5, false],
    [75_999, false],
    [Number.NaN, false],
  ])('what is allowed at %d: %s', (mean, verdict) => {
    expect(isWithin(figure({ mean }))).toBe(verdict);
  });

  test('at the very edge of a tolerance written in decimals', () => {
    expect(isWithin(figure({ published: 22.6, mean: 22.9, band: 0.3 }))).toBe(true);
  });
});

describe('on the screen', () => {
  test('a miss has its sign and its size, in points for a percentage and in percent otherwise', () => {
    const text = validationText(
      comparison([
        figure({ mean: 72_000 }),
        figure({ id: 'b', unit: 'percent', published: 22.6, mean: 25.1, band: 2, within: '2 points', use: 'check' }),
        figure({ id: 'c', unit: 'months', published: 27, mean: 27, lower: 26, upper: 28, band: 1.35, use: 'check' }),
        figure({ id: 'd', unit: 'GBP', published: 2_161_000_000, mean: 2_150_000_000, band: 2e8, within: '10%' }),
      ]),
    );
    expect(text).toMatch(/✗\* Children looked after +80,000 +72,000 +79,000 to 81,000 +−10.0% +5%/);
    expect(text).toMatch(/✗ {2}Children looked after +22.6% +25.1% .* \+2.5 pts +2 pts/);
    expect(text).toMatch(/✓ {2}Children looked +27.0 +27.0 +26.0 to 28.0 +0.0% +5%\n {3}after, months/);
    expect(text).toMatch(/✓\* Children looked after +£2,161.0m £2,150.0m/);
    expect(text).toMatch(/Fitted: 1 within, 1 miss. Not fitted: 1 within, 1 miss.\n$/);
  });

  test('fits 80 columns where numbers are of the usual size', () => {
    const label = 'Children who ceased to be looked after for a reason that takes long to tell';
    for (const line of validationText(comparison([figure({ label })])).split('\n'))
      expect(line.length).toBeLessThanOrEqual(80);
  });

  test('noise that could decide a verdict is said, and no spread is shown for one replication', () => {
    expect(validationText(comparison([FIGURE]))).not.toContain('Chance alone');
    expect(validationText(comparison([figure({ mcSe: 1100 })]))).toContain('Chance alone');
    const single = validationText(comparison([figure({ mcSe: Number.NaN })]));
    expect(single).toContain('Chance alone');
    expect(single).not.toContain('79,000 to');
  });
});

describe('as a page', () => {
  test('has what the screen has, with sources and how it was made', () => {
    const page = validationMarkdown(comparison([FIGURE, figure({ id: 'b', note: 'a note', part: 'Other' })]));
    expect(page).toContain(
      '| ✓ | Children looked after | 2025 | 80,000 | 80,000 | 79,000 to 81,000 | 0.0% | 5% | fit | D1 |',
    );
    expect(page).toContain('- Children looked after: a note');
    expect(page).toContain('- D1: A return <https://example.org>');
    expect(page).toContain('- plain: the scenario transition, 2024-04-01 to 2025-03-31; 10 replications, seed "x"');
    expect(page).toContain('version 1.2.3');
  });

  test('hostile words stay words', () => {
    const hostile = '<script>alert(1)</script> | `x` [a](javascript:b) *c* _d_\n\n# e \\| & ~f~';
    const page = validationMarkdown(
      comparison([figure({ label: hostile, note: hostile, source: `D1 ${hostile}`, part: hostile })], {
        title: hostile,
        note: hostile,
        name: hostile,
        sources: [{ id: 'D1', title: hostile, address: 'javascript:alert(1)' }],
      }),
    );
    expect(page).not.toMatch(/<script|<javascript/);
    // Every sign that means something stands behind a backslash, but for the page's own.
    for (const line of page.split('\n')) {
      if (!line.includes('alert')) continue;
      const own = line
        .replace(/^#+ /, '')
        .replace(/^- /, '')
        .replaceAll(/(^\| | \| | \|$)/g, ' ')
        .replaceAll('`throughcare validate`', '');
      expect(own.replaceAll(/\\[\\`*_[\]|~#]/g, '')).not.toMatch(/[<>`*_[\]|~#]/);
    }
    const header = page.split('\n').filter((line) => line.startsWith('| '));
    for (const row of header) expect(row.match(/(?<!\\)\|/g)).toHaveLength(11);
  });

  test('is the same for the same figures', () => {
    expect(validationMarkdown(comparison([FIGURE]))).toBe(validationMarkdown(comparison([FIGURE])));
  });
});

test('a backtest shows both misses year by year', () => {
  const year = (n: number, mean: number): ComparedFigure =>
    figure({ id: `stock@${n}`, series: 'stock', year: n, published: 80_000, mean });
  const text = backtestText({
    title: 'England',
    note: '',
    year: 2021,
    runs: [],
    own: [year(2022, 76_000), year(2023, 72_000)],
    observed: [year(2022, 80_000), year(2023, 78_400)],
  });
  expect(text).toMatch(/2022 +80,000 +76,000 +−5.0% +80,000 +0.0%/);
  expect(text).toMatch(/2023 +80,000 +72,000 +−10.0% +78,400 +−2.0%/);
  expect(text.replaceAll('\n', ' ')).toContain(
    'Children looked after, 2023: −10.0% with its own inflows, −2.0% with those observed.',
  );
});
