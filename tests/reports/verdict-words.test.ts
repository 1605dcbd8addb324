/** Sentences never claim what their intervals do not support, whatever the numbers. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { reach95, type StudyResult, type TableRow } from '../../engine/index.js';
import {
  cardOf,
  countSentence,
  findings,
  headline,
  isClearOnAverage,
  judge,
  moneySentence,
} from '../../reports/findings/index.js';
import { write } from '../../reports/numbers.js';
import { differenceSentence } from '../../reports/study/written.js';
import type { StudyReport } from '../../reports/study/index.js';
import { careResult } from './fixture.js';

const DAY = '2030-03-31';
const MADE = careResult();

interface Numbers {
  readonly value: number;
  readonly lower: number;
  readonly upper: number;
  readonly mcSe: number;
  readonly replications: number;
}

/** A run whose only stock at its end differs by the numbers given. */
function run({ replications, ...difference }: Numbers, change: Partial<StudyResult> = {}): StudyResult {
  const row = (option: string, numbers: Omit<Numbers, 'replications'>): TableRow => ({
    table: 'stocks',
    area: 'Leeds',
    period: DAY,
    periodKind: 'day',
    group: 'all',
    measure: 'looked_after',
    unit: 'children',
    option,
    ...numbers,
  });
  const base = { value: 1500, lower: 1400, upper: 1600, mcSe: 2 };
  const [baseline, option] = MADE.options;
  return {
    ...MADE,
    replications,
    rows: [
      row(baseline!.id, base),
      row(option!.id, { ...base, value: base.value + difference.value }),
      row('difference', difference),
    ],
    distributions: [],
    ...change,
  };
}

function said(numbers: Numbers, change: Partial<StudyResult> = {}) {
  const found = findings(run(numbers, change)).find(({ id }) => id === 'looked-after');
  if (found === undefined) throw new Error('nothing is said of children looked after');
  return found;
}

/** A study whose second option differs by the numbers given. */
function saidOfStudy({ replications, ...difference }: Numbers, draws: number): string {
  const option = { title: 'Two teams', assumedNone: null };
  return differenceSentence(
    { options: [option, option], draws, replications } as unknown as StudyReport,
    {
      measure: 'looked_after',
      label: 'Children looked after',
      when: DAY,
      unit: 'children',
      options: [null, null],
      differences: [null, difference],
      notKnowing: [null, null],
    },
    1,
  );
}

const size = fc.double({ min: -500, max: 500, noNaN: true });
const numbers: fc.Arbitrary<Numbers> = fc
  .record({
    value: fc.oneof(size, fc.constant(0), fc.double({ min: -2, max: 2, noNaN: true })),
    ends: fc.tuple(size, size),
    isNear: fc.boolean(),
    mcSe: fc.oneof(fc.constant(0), fc.double({ min: 0, max: 60, noNaN: true })),
    replications: fc.oneof(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 40, max: 1000 })),
  })
  .map(({ value, ends, isNear, mcSe, replications }) => {
    const [lower, upper] = ends.toSorted((a, b) => a - b) as [number, number];
    return isNear
      ? { value, lower: value - Math.abs(lower), upper: value + Math.abs(upper), mcSe, replications }
      : { value, lower, upper, mcSe, replications };
  });

const average = ({ value, mcSe, replications }: Numbers) => {
  const half = mcSe === 0 ? 0 : reach95(replications - 1) * mcSe;
  return { lower: value - half, upper: value + half };
};

const DIRECTION = /\b(?:fewer|more|shorter|longer|lower|higher)\b(?! than| chance)/g;

describe('a sentence on a difference, of any numbers', () => {
  const check = (claim: (given: Numbers, texts: readonly string[]) => void): void => {
    fc.assert(
      fc.property(numbers, (given) => {
        const { sentence, brief } = said(given);
        claim(given, [sentence, brief]);
      }),
      { seed: 11, numRuns: 200 },
    );
  };

  test('gives no direction where the interval of the average has none in it', () => {
    check((given, texts) => {
      const { lower, upper } = average(given);
      if (given.replications >= 2 && (lower > 0 || upper < 0)) return;
      for (const text of texts) expect(text.match(DIRECTION), text).toBeNull();
    });
  });

  test('gives no direction against the sign', () => {
    check(({ value }, texts) => {
      const wrong = value < 0 ? /\bmore\b(?! chance| than)/ : /\bfewer\b/;
      for (const text of texts) expect(text).not.toMatch(wrong);
    });
  });

  test('speaks of almost every future only where both ends and the average agree, over forty futures or more', () => {
    check((given, texts) => {
      const { value, lower, upper, replications } = given;
      const agree = (value > 0 && lower > 0) || (value < 0 && upper < 0);
      if (agree && replications >= 40 && isClearOnAverage(judge({ ...given, unit: '' }, replications))) return;
      for (const text of texts) expect(text).not.toContain('almost every future');
    });
  });

  test('says the same only of what is the same in all futures, and of no more than were simulated', () => {
    const same = (given: Numbers): void => {
      const { sentence, brief } = said(given);
      const { value, lower, upper, mcSe, replications } = given;
      const isNone = value === 0 && lower === 0 && upper === 0 && mcSe === 0;
      const texts = [sentence, brief].join(' ');
      expect(/exactly zero|the same/.test(texts), texts).toBe(isNone);
      expect(texts.includes('every simulated future'), texts).toBe(isNone && replications >= 40);
    };
    fc.assert(fc.property(numbers, same), { seed: 11, numRuns: 200 });
    const none = { value: 0, lower: 0, upper: 0, mcSe: 0 };
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100 }), (replications) => same({ ...none, replications })),
      { seed: 13, numRuns: 100 },
    );
  });

  test('has no numbers but those given', () => {
    check((given, [sentence = '']) => {
      const own = (value: number, lower: number, upper: number): string[] => {
        const { value: alone, interval } = write({ value, lower, upper, unit: 'children' }, true);
        const { value: plain } = write({ value: Math.abs(value), lower: null, upper: null, unit: 'children' });
        return [alone, plain, ...interval.split(' to ')];
      };
      const ends = average(given);
      const { value } = given;
      const allowed = new Set([
        ...own(value, given.lower, given.upper),
        ...own(value, ends.lower, ends.upper),
        ...[1500, 1400, 1600, 1500 + value].map((n) => write({ value: n, lower: null, upper: null, unit: '' }).value),
        ...['31', '2030', '95'],
        ...(given.value === 0 ? [String(given.replications)] : []),
      ]);
      for (const [found] of sentence.matchAll(/[−+]?\d[\d,.]*\d|[−+]?\d/g)) expect([...allowed]).toContain(found);
    });
  });

  test('is of one rule in a run and in a study', () => {
    fc.assert(
      fc.property(numbers, fc.integer({ min: 0, max: 60 }), (given, draws) => {
        fc.pre(draws !== 1);
        const futures = Math.max(1, draws) * given.replications;
        const verdict = judge({ ...given, unit: '' }, draws === 0 ? given.replications : draws, futures);
        const text = saidOfStudy(given, draws);
        expect(text.includes('almost every future'), text).toBe(verdict === 'in almost every future');
        expect(text.includes('no clear difference'), text).toBe(verdict === 'none clear');
        expect(text.includes('commonly makes of one future'), text).toBe(verdict === 'more chance than effect');
        expect(/a difference on average/.test(text), text).toBe(isClearOnAverage(verdict));
      }),
      { seed: 12, numRuns: 200 },
    );
  });
});

describe('more chance than effect', () => {
  const of = (lower: number, upper: number, replications = 200) =>
    judge({ value: -24, lower, upper, mcSe: 2, unit: '' }, replications);

  test('is an average that is clear, but nearer to none than a quarter of what futures span', () => {
    expect(of(-91, 43)).toBe('more chance than effect');
    expect(of(-72, 24)).toBe('on average');
    expect(of(-72.1, 24)).toBe('more chance than effect');
    expect(of(-61, 12)).toBe('on average');
  });

  test('is said of nothing that all futures agree on, nor of too few of them', () => {
    expect(of(-200, -1)).toBe('in almost every future');
    expect(of(-91, 43, 39)).toBe('on average');
    expect(judge({ value: -24, lower: -91, upper: 43, mcSe: 2, unit: '' }, 10, 40)).toBe('more chance than effect');
  });

  test('is said in words, with both intervals', () => {
    const { sentence, brief, verdict } = said({ value: -24, lower: -91, upper: 43, mcSe: 2, replications: 200 });
    expect(verdict).toBe('more chance than effect');
    expect(sentence).toContain(
      'More chance than effect: 24 fewer on average (95% interval of the average −28 to −20), less than a single future ' +
        'is commonly moved by chance. 95% of futures (chance only) differ by −91 to +43.',
    );
    expect(brief).toContain('24 fewer on average, less than chance commonly makes of one future');
  });
});

describe('what is the same in all futures simulated', () => {
  const none = { value: 0, lower: 0, upper: 0, mcSe: 0 };
  const estimate = { ...none, unit: 'children' };
  const figure = { what: 'Children', baseline: estimate, option: estimate, difference: estimate };
  const futures = (sampled: number, assumedNone: string | null = null) => ({
    sampled,
    futures: sampled,
    compared: 'with no programme',
    spread: 'chance',
    assumedNone,
  });

  /** Everything that says it: the sentence and the brief of a run, its terminal, a study, a card, and the first screen. */
  const all = (replications: number): string[] => {
    const mcSe = replications < 2 ? NaN : 0;
    const given = { ...none, mcSe, replications };
    const known = { ...estimate, mcSe };
    const { sentence, brief } = said(given);
    const card = cardOf({ ...figure, difference: known }, futures(replications));
    return [
      sentence,
      brief,
      headline(run(given)).join(' ').replaceAll(/\s+/g, ' '),
      saidOfStudy(given, 0),
      `${card.big} ${card.sure}`,
      countSentence('With it', known, 'a day', futures(replications)),
      moneySentence({ ...known, unit: 'GBP' }, '5 years', futures(replications)).join(' '),
    ];
  };

  test.each([
    [1, 'in this one future, which says nothing of others'],
    [2, 'in all 2 futures simulated'],
    [39, 'in all 39 futures simulated'],
    [40, 'in every simulated future'],
  ])('of %i is said to be so %s', (replications, words) => {
    const texts = all(replications);
    for (const text of texts) expect(text).toContain(words);
    expect(texts.filter((text) => /every (?:simulated )?future/.test(text))).toHaveLength(
      replications < 40 ? 0 : texts.length,
    );
    for (const text of texts) expect(text).not.toMatch(/\b0 (?:more|fewer)\b/);
  });

  test('is tested by no one future', () => {
    expect(judge(estimate, 1)).toBe('untested');
    expect(judge(estimate, 2)).toBe('exactly none');
  });

  test('is as assumed by the stance even of one future', () => {
    expect(cardOf({ ...figure, difference: { ...estimate, mcSe: NaN } }, futures(1, 'none')).sure).toContain(
      'As assumed',
    );
  });
});

describe('a stance by which no programme does anything', () => {
  const none = { value: 0, lower: 0, upper: 0, mcSe: 0, replications: 100 };
  const { programmes } = MADE;
  const neutral = programmes.map((one) => ({
    ...one,
    effects: [{ ...programmes[0]!.effects[0]!, measure: 'hazard_ratio', value: 1 }],
  }));

  test('is an assumption where nothing differs, and said to be one', () => {
    const { sentence, brief } = said(none, { programmes: neutral, stance: 'none' });
    expect(sentence).toContain('none, as assumed: the stance “none” takes every effect here as none');
    expect(sentence).toContain('an assumption and not a finding');
    expect(brief).toContain('none, as assumed (stance none)');
    expect(headline(run(none, { programmes: neutral, stance: 'none' })).join(' ')).toContain(
      'No difference, as assumed (stance none): looked after.',
    );
  });

  test('is no excuse where one effect acts, or where something differs all the same', () => {
    const acting = [...neutral.slice(1), { ...neutral[0]!, effects: [{ ...neutral[0]!.effects[0]!, value: 0.8 }] }];
    expect(said(none, { programmes: acting }).sentence).toContain('exactly zero in every simulated future');
    expect(said({ ...none, value: 3, lower: 1, upper: 5, mcSe: 0.1 }, { programmes: neutral }).sentence).not.toContain(
      'as assumed',
    );
  });
});

test('what must be known before any number comes before any number', () => {
  const warning = 'The local fit of Leeds did not come within 0.4% of its published figures in 6 steps.';
  const lines = headline(careResult({ change: { warnings: [warning] } }));
  const text = lines.join(' ').replaceAll(/\s+/g, ' ');
  expect(text).toContain(warning);
  expect(text.indexOf(warning)).toBeLessThan(text.indexOf('Baseline Option'));
  for (const line of lines) expect(line.length).toBeLessThanOrEqual(80);
  expect(lines.length).toBeLessThanOrEqual(24);
});
