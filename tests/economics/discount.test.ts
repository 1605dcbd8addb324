/** Discounting at one rate and by bands of years: the Treasury's schedule, textbook closed forms, and what must hold of any. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  continuousFactors,
  discountFactorAt,
  discountFactors,
  type DiscountRate,
} from '../../engine/economics/index.js';
import { DAYS_PER_YEAR } from '../../engine/time/index.js';

/** HM Treasury, The Green Book, annex on discounting: standard and health rates (transcribed in charlescoverdale/greenbook). */
const GREEN_BOOK: DiscountRate = [
  { from: 0, rate: 0.035 },
  { from: 31, rate: 0.03 },
  { from: 76, rate: 0.025 },
];
const HEALTH: DiscountRate = [
  { from: 0, rate: 0.015 },
  { from: 31, rate: 0.0129 },
  { from: 76, rate: 0.0107 },
];

const bands = fc.uniqueArray(fc.integer({ min: 1, max: 60 }), { maxLength: 4 }).chain((froms) =>
  fc
    .array(fc.double({ min: -0.02, max: 0.3, noNaN: true }), {
      minLength: froms.length + 1,
      maxLength: froms.length + 1,
    })
    .map((rates) => [0, ...froms.toSorted((a, b) => a - b)].map((from, i) => ({ from, rate: rates[i]! }))),
);

describe('by the year', () => {
  test('the factors of the Green Book’s schedule, year by year divided by hand, to four decimals', () => {
    const factors = discountFactors(GREEN_BOOK, 126);
    const byHand = {
      0: 1,
      1: 0.9662,
      2: 0.9335,
      3: 0.9019,
      4: 0.8714,
      5: 0.842,
      10: 0.7089,
      20: 0.5026,
      30: 0.3563,
      40: 0.2651,
      50: 0.1973,
      60: 0.1468,
      75: 0.0942,
      80: 0.0833,
      100: 0.0508,
      125: 0.0274,
    };
    for (const [year, factor] of Object.entries(byHand))
      expect(Math.round(factors[Number(year)]! * 1e4) / 1e4, year).toBe(factor);
  });

  test('the rates change with the steps into years 31 and 76', () => {
    const factors = discountFactors(GREEN_BOOK, 80);
    expect(factors[30]! / factors[31]!).toBeCloseTo(1.03, 12);
    expect(factors[29]! / factors[30]!).toBeCloseTo(1.035, 12);
    expect(factors[75]!).toBeCloseTo(1 / (1.035 ** 30 * 1.03 ** 45), 12);
    expect(factors[75]! / factors[76]!).toBeCloseTo(1.025, 12);
    expect(discountFactors(HEALTH, 100)[99]).toBeCloseTo(1 / (1.015 ** 30 * 1.0129 ** 45 * 1.0107 ** 24), 12);
  });

  test('an annuity of 30 years at the ends of years is (1 - 1.035^-30) / 0.035', () => {
    const total = discountFactors(GREEN_BOOK, 30, 'year-end').reduce((sum, factor) => sum + factor, 0);
    expect(total).toBeCloseTo((1 - 1.035 ** -30) / 0.035, 10);
  });

  test('at the middle of a year half its rate has passed, at its end the whole', () => {
    const [start, middle, end] = (['yearly', 'mid-year', 'year-end'] as const).map((timing) =>
      discountFactors(GREEN_BOOK, 100, timing),
    );
    for (let j = 0; j + 1 < 100; j++) {
      expect(end![j]).toBe(start![j + 1]);
      expect(middle![j]! ** 2).toBeCloseTo(start![j]! * end![j]!, 14);
    }
  });

  test('one band is one rate, to the last bit', () => {
    expect(discountFactors([{ from: 0, rate: 0.035 }], 40)).toEqual(discountFactors(0.035, 40));
  });

  test('at 0% nothing changes', () => {
    for (const timing of ['yearly', 'mid-year', 'year-end'] as const)
      expect([...discountFactors(0, 50, timing)]).toEqual(Array(50).fill(1));
    expect([...continuousFactors(0, [0, 10, 400, 20_000])]).toEqual([1, 1, 1]);
  });
});

describe('day by day', () => {
  test('at an instant: (1 + r) to the power -t', () => {
    for (const day of [0, 1, 100, 5000]) expect(discountFactorAt(0.035, day)).toBeCloseTo(1.035 ** (-day / 365.25), 13);
  });

  test('at whole years it is the yearly factor, whatever the bands', () => {
    fc.assert(
      fc.property(bands, (rate) => {
        const yearly = discountFactors(rate, 70);
        yearly.forEach((factor, j) => expect(discountFactorAt(rate, j * DAYS_PER_YEAR) / factor).toBeCloseTo(1, 10));
      }),
      { seed: 1, numRuns: 50 },
    );
  });

  test('accruing over an interval: the integral of the factor, in closed form on both sides of a change of rate', () => {
    const d1 = Math.log(1.035) / DAYS_PER_YEAR;
    const d2 = Math.log(1.03) / DAYS_PER_YEAR;
    const change = 30 * DAYS_PER_YEAR;
    const [from, to] = [change - 500, change + 800];
    const integral =
      (Math.exp(-d1 * from) - Math.exp(-d1 * change)) / d1 + (Math.exp(-d1 * change) * (1 - Math.exp(-d2 * 800))) / d2;
    expect(continuousFactors(GREEN_BOOK, [from, to])[0]! * (to - from)).toBeCloseTo(integral, 8);
  });

  test('splitting an interval changes nothing', () => {
    fc.assert(
      fc.property(
        bands,
        fc.array(fc.double({ min: 0, max: 30_000, noNaN: true }), { minLength: 3, maxLength: 8 }),
        (rate, days) => {
          const bounds = days.toSorted((a, b) => a - b);
          const whole = continuousFactors(rate, [bounds[0]!, bounds.at(-1)!])[0]! * (bounds.at(-1)! - bounds[0]!);
          const parts = continuousFactors(rate, bounds).reduce(
            (sum, factor, k) => sum + factor * (bounds[k + 1]! - bounds[k]!),
            0,
          );
          expect(Math.abs(parts - whole)).toBeLessThanOrEqual(1e-9 * (1 + Math.abs(whole)));
        },
      ),
      { seed: 2, numRuns: 200 },
    );
  });

  test('over an instant it is the factor at it', () => {
    fc.assert(
      fc.property(bands, fc.double({ min: 0, max: 30_000, noNaN: true }), (rate, day) => {
        expect(continuousFactors(rate, [day, day + 1e-3])[0]! / discountFactorAt(rate, day)).toBeCloseTo(1, 6);
        expect(continuousFactors(rate, [day, day])[0]).toBeCloseTo(discountFactorAt(rate, day), 12);
      }),
      { seed: 3, numRuns: 100 },
    );
  });
});

describe('refused', () => {
  test.each([
    ['no band from year 0', [{ from: 1, rate: 0.03 }]],
    ['no bands', []],
    [
      'bands that do not rise',
      [
        { from: 0, rate: 0.03 },
        { from: 31, rate: 0.02 },
        { from: 31, rate: 0.01 },
      ],
    ],
    [
      'a part of a year',
      [
        { from: 0, rate: 0.03 },
        { from: 1.5, rate: 0.02 },
      ],
    ],
    ['minus the whole', [{ from: 0, rate: -1 }]],
    ['not a number', [{ from: 0, rate: Number.NaN }]],
  ])('%s', (_, rate) => {
    expect(() => discountFactors(rate, 5)).toThrow(RangeError);
    expect(() => continuousFactors(rate, [0, 1])).toThrow(RangeError);
  });
});
