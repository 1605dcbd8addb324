/** The first screen says no more than its intervals hold, whatever the numbers. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  cardOf,
  countSentence,
  firstCards,
  firstSentences,
  moneySentence,
  spentWords,
  type Futures,
} from '../../reports/findings/index.js';
import { ofAverage, read, type Estimate } from '../../reports/rows.js';
import { careResult, generalResult } from './fixture.js';

const all = (sampled: number, change: Partial<Futures> = {}): Futures => ({
  sampled,
  futures: sampled,
  compared: 'with no programme',
  spread: 'chance',
  assumedNone: null,
  ...change,
});

const numbers = fc.record({
  value: fc.double({ min: -500, max: 500, noNaN: true }),
  below: fc.double({ min: 0, max: 800, noNaN: true }),
  above: fc.double({ min: 0, max: 800, noNaN: true }),
  mcSe: fc.double({ min: 0, max: 100, noNaN: true }),
  sampled: fc.integer({ min: 1, max: 400 }),
});

const estimate = (one: { value: number; below: number; above: number; mcSe: number }, unit: string): Estimate => ({
  value: one.value,
  lower: one.value - one.below,
  upper: one.value + one.above,
  mcSe: one.mcSe,
  unit,
});

describe('a sentence on how many are looked after', () => {
  it('names a direction only where the interval of the average lies on one side, and only that one', () => {
    fc.assert(
      fc.property(numbers, (one) => {
        const difference = estimate(one, 'children');
        const said = countSentence('With it', difference, '31 March 2030', all(one.sampled));
        const { lower, upper } = ofAverage(difference, one.sampled);
        const isNamed = /\b(?:fewer|more) children\b/.test(said);
        const isUnclear = one.sampled > 1 && lower <= 0 && upper >= 0;
        expect(isUnclear && isNamed).toBe(false);
        expect(said.includes('fewer children')).toBe(isNamed && one.value < 0);
        expect(said.includes('almost every') && difference.lower! <= 0 && difference.upper! >= 0).toBe(false);
        const isOneNamed = one.sampled === 1 && isNamed;
        expect(!isOneNamed || said.includes('cannot say whether that is more than chance')).toBe(true);
      }),
      { seed: 30, numRuns: 2000 },
    );
  });

  it('says of single futures nothing with fewer than forty', () => {
    const said = countSentence(
      'With it',
      { value: -9, lower: -12, upper: -6, mcSe: 0.5, unit: 'children' },
      'a day',
      all(39),
    );
    expect(said).not.toMatch(/future/);
    expect(said).toContain('95% interval of the average');
  });

  it('calls none as assumed an assumption', () => {
    const none: Estimate = { value: 0, lower: 0, upper: 0, mcSe: 0, unit: 'children' };
    expect(countSentence('With it', none, 'a day', all(100))).toContain('in every simulated future');
    expect(countSentence('With it', none, 'a day', all(100, { assumedNone: 'central' }))).toContain(
      'assumed, not found',
    );
  });
});

describe('a sentence on money', () => {
  it('says saving or cost only where the interval of the average says so', () => {
    fc.assert(
      fc.property(numbers, (one) => {
        const net = estimate(
          { ...one, value: one.value * 1e4, below: one.below * 1e4, above: one.above * 1e4, mcSe: one.mcSe * 1e4 },
          'GBP',
        );
        const [said = ''] = moneySentence(net, '5 years', all(one.sampled));
        const { lower, upper } = ofAverage(net, one.sampled);
        const isNamed = /^The net (?:cost|saving)/.test(said);
        const isUnclear = one.sampled > 1 && lower <= 0 && upper >= 0;
        expect(isUnclear && isNamed).toBe(false);
        expect(said.startsWith('The net saving')).toBe(isNamed && net.value > 0);
      }),
      { seed: 31, numRuns: 2000 },
    );
  });

  it('is silent where nothing was appraised', () => {
    expect(moneySentence(null, '5 years', all(100))).toEqual([]);
  });
});

describe('a card', () => {
  const at = (difference: Estimate) => ({
    what: 'Children',
    baseline: { ...difference, value: 100 },
    option: difference,
    difference,
  });

  it('has a number as its large words only where there is a clear difference, or one replication', () => {
    fc.assert(
      fc.property(numbers, (one) => {
        const difference = estimate(one, 'children');
        const card = cardOf(at(difference), all(one.sampled));
        const { lower, upper } = ofAverage(difference, one.sampled);
        const isUnclear = one.sampled > 1 && lower <= 0 && upper >= 0;
        expect(!isUnclear || card.isWords).toBe(true);
        expect(isUnclear && /fewer|more|Clear on/.test(`${card.big} ${card.sure}`)).toBe(false);
        const hasInterval = one.sampled > 1 && card.verdict !== 'exactly none';
        expect(!hasInterval || / to /.test(card.interval)).toBe(true);
      }),
      { seed: 32, numRuns: 2000 },
    );
  });

  it('words an interval that lies on one side as its number is worded, and signs one that does not', () => {
    const shown = (difference: Estimate, futures: number): string =>
      cardOf(
        { what: 'W', baseline: { ...difference, value: 90 }, option: { ...difference, value: 86 }, difference },
        all(futures),
      ).interval;
    const fewer = { value: -3.6, lower: -5.7, upper: -1.5, mcSe: 0.1, unit: 'children' };
    expect(shown(fewer, 100)).toMatch(/: 1\.5 to 5\.7 fewer$/);
    expect(shown({ ...fewer, upper: 1.5 }, 100)).toMatch(/: −5\.7 to \+1\.5$/);
    expect(shown({ value: 20, lower: 10, upper: 30, mcSe: 0.1, unit: 'days' }, 100)).toMatch(
      /: 0\.3 to 1\.0 months longer$/,
    );
    expect(countSentence('With it', { ...fewer, mcSe: 1 }, 'a day', all(10))).toMatch(/average: 1\.3 to 5\.9 fewer\)/);
  });

  it('says that nothing else changes where programmes save and cost nothing elsewhere', () => {
    const pounds = (value: number, mcSe: number): Estimate => ({
      value,
      lower: value,
      upper: value,
      mcSe,
      unit: 'GBP',
    });
    expect(spentWords(pounds(1.1e6, 0), pounds(0, 0))).toBe('Programmes cost £1.1m on average; nothing else changes');
    expect(spentWords(pounds(1.1e6, 0), pounds(3e5, 9))).toBe(
      'Programmes cost £1.1m; other costs fall by £0.30m, on average',
    );
  });

  it('turns a cost round: its number and its interval have no minus', () => {
    const net: Estimate = { value: -7e6, lower: -7.4e6, upper: -6.6e6, mcSe: 2e4, unit: 'GBP' };
    const card = cardOf({ ...at(net), isSaving: true, beside: 'spent' }, all(100));
    expect([card.what, card.big, card.interval]).toEqual([
      'Net cost, Children',
      '£7.0m',
      '95% of futures: £6.6m to £7.4m',
    ]);
  });
});

describe('the first screen of a run', () => {
  it('has a count, a return, a wait and a cost, in that order', () => {
    const cards = firstCards(read(careResult()));
    expect(cards.map(({ what }) => what.split(',')[0])).toEqual([
      'Children looked after',
      'Returns to care',
      'From entering care to adoption',
      'Cost to all payers',
    ]);
    expect(cards[0]).toMatchObject({ big: '100 fewer', beside: '1,381, compared with 1,481 with no programme' });
  });

  it('has no card of a level where the difference is kept back', () => {
    const hidden = (option: string): boolean => option !== 'baseline';
    const result = careResult();
    const rows = result.rows.map((row) =>
      hidden(row.option) && row.measure === 'looked_after'
        ? { ...row, value: Number.NaN, lower: Number.NaN, upper: Number.NaN, mcSe: Number.NaN }
        : row,
    );
    const reading = read({ ...result, rows });
    expect(firstCards(reading).map(({ what }) => what)).not.toContainEqual(
      expect.stringMatching(/^Children looked after/),
    );
    expect(firstSentences(reading).join(' ')).toMatch(/is kept back or not known/);
  });

  it('answers in a sentence or two, of a baseline alone, of a queue, and of nothing', () => {
    for (const result of [
      careResult(),
      careResult({ baselineOnly: true }),
      careResult({ effect: 0 }),
      careResult({ change: { rows: [], distributions: [] } }),
      generalResult(),
    ]) {
      const said = firstSentences(read(result));
      expect(said.length).toBeGreaterThan(0);
      expect(said.length).toBeLessThanOrEqual(2);
      for (const one of said) expect(one).toMatch(/\.$/);
      expect(said.join(' ')).not.toMatch(/NaN|undefined|null|Infinity/);
    }
  });
});
