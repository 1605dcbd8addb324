/** The words of attributions and break-evens: what they say, what they do not, and numbers that agree with each other. */
import { describe, expect, test } from 'vitest';
import type { EffectKind } from '../../engine/programmes/plan.js';
import { attributionPlan } from '../../engine/study/attribution.js';
import type { BreakEvenAnswer } from '../../engine/study/break-even.js';
import { attributionOf, attributionPage, attributionText, type Attribution } from '../../reports/attribution/index.js';
import { breakEvenPage, breakEvenText, type BreakEvenResult } from '../../reports/break-even/index.js';
import { togetherSentence } from '../../reports/findings/attribution.js';
import { breakEvenSentence } from '../../reports/findings/break-even.js';
import { checkMarkdown } from './markdown-grammar.js';

/** The account of one figure, from its value in each replication for every set of programmes. */
function accountOf(
  replications: readonly (readonly number[])[],
  unit = 'children',
  titles = ['A', 'B', 'C', 'D', 'E', 'F', 'G'],
) {
  const sets = replications[0]!.length;
  const programmes = titles.slice(0, Math.log2(sets)).map((title) => ({ id: title.toLowerCase(), title }));
  const values = new Map(
    Array.from({ length: sets }, (_, set) => [set, replications.map((row) => Float64Array.of(row[set]!))]),
  );
  const figures = [{ measure: 'm', label: 'Children', short: 'Children', when: '31 Mar 2030', unit, column: 0 }];
  const plan = attributionPlan(programmes.map(({ id }) => id));
  return attributionOf({ programmes, plan, figures, values });
}

const sentence = (rows: readonly (readonly number[])[], unit?: string): string =>
  togetherSentence(accountOf(rows, unit)[0]!, rows.length);

describe('what programmes do together', () => {
  test.each([
    [
      [
        [100, 92, 93, 88],
        [100, 91, 94, 88],
      ],
      'Together they are less than the sum of each alone: −12 of −15.',
    ],
    [
      [
        [100, 97, 98, 88],
        [100, 98, 97, 88],
      ],
      'Together they are more than the sum of each alone: −12, where each alone adds up to −5.',
    ],
    [
      [
        [100, 95, 95, 102],
        [101, 96, 96, 103],
      ],
      'Together they are not the sum of each alone: +2, not −10.',
    ],
    [
      [
        [100, 95, 93, 88],
        [70, 60, 69, 59],
      ],
      'Together they are exactly the sum of each alone: none gets in the way of another.',
    ],
    [
      [
        [5, 5, 5, 5],
        [6, 6, 6, 6],
      ],
      'With any of them or none, this is the same in all 2 futures simulated.',
    ],
    [
      [
        [5, 5],
        [6, 6],
      ],
      'With it and without, this is the same in all 2 futures simulated.',
    ],
    [
      [
        [5, 3],
        [6, 5],
      ],
      'There is one programme: the whole is its own.',
    ],
    [
      [
        [100, 90, 95, 80],
        [100, 90, 70, 70],
      ],
      '−25 together, where each alone adds up to −28: the gap cannot be told from chance.',
    ],
    [[[100, 90, 95, 80]], 'In this one replication −20 together, where each alone adds up to −15.'],
  ])('%j', (rows, expected) => {
    expect(sentence(rows)).toBe(expected);
  });

  test('a replication without a value anywhere is left out of all, and none at all leaves the figure out', () => {
    const [figure] = accountOf([
      [10, 8, NaN, 5],
      [20, 16, 17, 12],
    ]);
    expect(figure).toMatchObject({ leftOut: 1, baseline: { value: 20 }, whole: { value: -8 } });
    expect(accountOf([[10, 8, NaN, 5]])).toEqual([]);
  });

  test('of seven programmes is from a sample of orders, which still adds up and says how far off it may be', () => {
    const pull = (set: number): number => (set & 3 ? 10 : 0) + (set & 12 ? 7 : 0) + (set & 64 ? 5 : 0);
    const row = (base: number): number[] => Array.from({ length: 128 }, (_, set) => base - pull(set));
    const [figure] = accountOf([row(100), row(90), row(95)]);
    const shares = figure!.programmes.map(({ share }) => share.value);
    expect(shares.reduce((sum, share) => sum + share, 0)).toBe(-22);
    expect(figure!.programmes.at(-1)).toMatchObject({ share: { value: -5 }, orderError: 0 });
    for (const [i, exact] of [-5, -5, -3.5, -3.5, 0, 0, -5].entries())
      expect(Math.abs(shares[i]! - exact)).toBeLessThanOrEqual(4 * figure!.programmes[i]!.orderError! + 0.002);
    expect(figure!.programmes[0]!.orderError).toBe(0);
  });

  test('the page and the screen hold with titles that Markdown could act on, and huge sums', () => {
    const rows = [
      [9e9, 8e9, 7e9, 6.5e9],
      [9e9, 7e9, 8e9, 6e9],
    ];
    const attribution: Attribution = {
      title: '| # *x*',
      area: '',
      startDate: '2025-04-01',
      endDate: '2030-03-31',
      replications: 2,
      seed: 's',
      stance: '',
      uncertainty: 'chance only',
      sets: 4,
      orders: null,
      figures: accountOf(rows, 'GBP', ['A | b', '<i>']),
      version: '1',
    };
    checkMarkdown(attributionPage(attribution));
    expect(attributionText(attribution).join('\n')).toContain('−£2,750.0m');
  });
});

const answer = (value: number, rises: boolean, more: Partial<BreakEvenAnswer> = {}): BreakEvenAnswer =>
  ({
    kind: 'found',
    value,
    rises,
    average: { lower: value * 0.9, upper: value * 1.1 },
    futures: { lower: null, upper: 3 },
    tried: [{ value: 1, mean: 1e6, mcSe: 1e5 }],
    ...more,
  }) as BreakEvenAnswer;

function resultOf(
  found: BreakEvenAnswer,
  more: Partial<BreakEvenResult> = {},
  kind: EffectKind = 'hazard_ratio',
): BreakEvenResult {
  const isShare = kind === 'points' || kind === 'diverted';
  return {
    title: 'Leeds',
    area: 'Leeds',
    startDate: '2025-04-01',
    endDate: '2035-03-31',
    replications: 100,
    seed: 'leeds',
    programme: { id: 'mst', title: 'MST' },
    effect: {
      name: 'entry',
      label: 'entry to care from the edge of care',
      kind,
      value: isShare ? 0 : 1,
      why: 'no effect',
      from: isShare ? 0 : 0.05,
      to: isShare ? 1 : 20,
    },
    figure: { measure: 'cost_discounted', label: 'Cost to all payers, discounted', when: 'whole run', unit: 'GBP' },
    against: 'others',
    others: 0,
    target: 0,
    answer: found,
    version: '1',
    ...more,
  };
}

describe('a break-even in words', () => {
  test.each([
    [
      0.66,
      true,
      'MST pays for itself if it cuts entry to care from the edge of care by at least 34% (hazard ratio 0.66; 0.59 to 0.73 by chance).',
    ],
    [
      1.3,
      false,
      'MST pays for itself if it raises entry to care from the edge of care by at least 30% (hazard ratio 1.30; 1.17 to 1.43 by chance).',
    ],
    [
      1.3,
      true,
      'MST pays for itself even without an effect on entry to care from the edge of care, as long as it does not raise entry to care from the edge of care by 30% or more (hazard ratio 1.30; 1.17 to 1.43 by chance).',
    ],
    [
      0.8,
      false,
      'MST pays for itself even without an effect on entry to care from the edge of care, as long as it does not cut entry to care from the edge of care by 20% or more (hazard ratio 0.80; 0.72 to 0.88 by chance).',
    ],
    [
      1,
      true,
      'MST pays for itself just when it changes nothing of entry to care from the edge of care (hazard ratio 1.00; 0.90 to 1.10 by chance).',
    ],
  ])('at %d, where cost rises with it: %s', (value, rises, expected) => {
    expect(breakEvenSentence(resultOf(answer(value, rises)))).toBe(expected);
  });

  test.each([
    ['diverted', 0.3, 'diverts at least 30% of entry'],
    ['points', 0.125, 'adds at least 12.5 percentage points to entry'],
    ['points', -0.1, 'takes at least 10.0 percentage points from entry'],
    ['time_ratio', 0.8, 'shortens entry to care from the edge of care by at least 20%'],
    ['referrals', 0.8, 'cuts entry to care from the edge of care by at least 20% (risk ratio 0.80'],
  ] as const)('of %s at %d', (kind, value, words) => {
    const rises = kind === 'points' ? value < 0 : kind !== 'diverted';
    expect(breakEvenSentence(resultOf(answer(value, rises), {}, kind))).toContain(words);
  });

  test('with the other programmes, of another result, without an interval', () => {
    const all = resultOf(answer(0.5, true), { against: 'baseline', others: 2 });
    expect(breakEvenSentence(all)).toMatch(
      /^The 3 programmes together pay for themselves if MST cuts .* by at least 50%/,
    );
    const figure = { measure: 'looked_after', label: 'Children looked after', when: '31 Mar 2035', unit: 'children' };
    expect(breakEvenSentence(resultOf(answer(0.5, true), { figure, target: -20 }))).toBe(
      'The difference in children looked after, 31 Mar 2035, is −20 if MST cuts entry to care from the edge of care by 50% (hazard ratio 0.50; 0.45 to 0.55 by chance).',
    );
    expect(breakEvenSentence(resultOf(answer(0.5, true, { average: null, futures: null })))).toContain(
      '(hazard ratio 0.50).',
    );
  });

  test('where nothing reaches it, or nothing changes', () => {
    const nearest = { value: 0.05, mean: 3.1e6, mcSe: 1e5 };
    expect(breakEvenSentence(resultOf({ kind: 'none', nearest, tried: [nearest] }))).toBe(
      'MST does not pay for itself at any hazard ratio from 0.05 to 20.0 for entry to care from the edge of care: the nearest is +£3.1m (+£2.9m to +£3.3m) at 0.05.',
    );
    const saving = { value: 20, mean: -1e6, mcSe: NaN };
    expect(breakEvenSentence(resultOf({ kind: 'none', nearest: saving, tried: [saving] }))).toContain(
      'MST pays for itself at every hazard ratio from 0.05 to 20.0',
    );
    expect(breakEvenSentence(resultOf({ kind: 'flat', result: nearest, tried: [nearest] }))).toContain(
      'changes nothing of cost to all payers, discounted: the difference is +£3.1m',
    );
  });

  test('ends beyond what is searched are said so, and the page is good Markdown', () => {
    const result = resultOf(answer(0.66, true, { average: { lower: null, upper: null } } as Partial<BreakEvenAnswer>), {
      others: 1,
    });
    expect(breakEvenSentence(result)).toContain('below 0.05 to above 20.0 by chance');
    expect(breakEvenText(result).join(' ')).toContain('below 0.05 to 3.00 (95% of futures)');
    expect(breakEvenText({ ...result, replications: 39 }).join(' ')).not.toMatch(/single future|95% of futures/);
    for (const line of breakEvenText(result)) expect(line.length).toBeLessThanOrEqual(80);
    checkMarkdown(breakEvenPage(result));
  });
});
