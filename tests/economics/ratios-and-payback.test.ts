/** Ratios that may have no meaning, payback and prices of other years: textbook cases and invariants. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inflationFactor, payback, ratioOf } from '../../engine/economics/index.js';

const vector = (...values: number[]): Float64Array => Float64Array.from(values);
const amounts = (n: number) =>
  fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: n, maxLength: n }).map((v) => vector(...v));

describe('a ratio', () => {
  test('is mean over mean, not the mean of ratios', () => {
    expect(ratioOf(vector(1, 100), vector(1, 10)).value).toBe(101 / 11);
  });

  test('has no value over 0, and says so', () => {
    expect(ratioOf(vector(1, 2), vector(0, 0))).toMatchObject({ value: null, lower: null, upper: null });
    expect(ratioOf(vector(1, 2), vector(-1, 1))).toMatchObject({ value: null, lower: null, upper: null });
  });

  test('has no interval where a pair could make what is below 0 or turn its sign, and one only where none does', () => {
    fc.assert(
      fc.property(amounts(9), amounts(9), (above, below) => {
        const { lower, upper } = ratioOf(above, below);
        const oneSign = below.every((n) => n > 0) || below.every((n) => n < 0);
        expect(lower !== null && upper !== null).toBe(oneSign);
        expect(lower ?? 0).toBeLessThanOrEqual(upper ?? 0);
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  test('says why there is no interval in words that do not say that there is none', () => {
    expect(ratioOf(vector(1, 2), vector(1, 0)).why).toBe('what it is divided by may be 0 or of either sign');
  });

  test('its interval is the 2.5% and 97.5% quantiles of the pairs’ ratios', () => {
    const below = Float64Array.from({ length: 41 }, () => 2);
    const above = Float64Array.from({ length: 41 }, (_, i) => 2 * i);
    expect(ratioOf(above, below)).toEqual({ value: 20, lower: 1, upper: 39, why: null });
  });

  test.each([
    [vector(), vector()],
    [vector(1), vector(1, 2)],
  ])('refuses what is not pairs', (a, b) => {
    expect(() => ratioOf(a, b)).toThrow(RangeError);
  });
});

describe('payback', () => {
  const QUARTERS = ['Q1', 'Q2', 'Q3', 'Q4'];
  const series = (rows: readonly (readonly number[])[]) =>
    QUARTERS.map((_, q) => Float64Array.from(rows, (row) => row[q]!));
  const of = (
    saved: readonly (readonly number[])[],
    spent: readonly (readonly number[])[] = saved.map(() => [1, 0, 0, 0]),
  ) => payback('all payers', QUARTERS, series(saved), series(spent));

  test('is the first quarter from which on the sum so far never falls below 0', () => {
    const found = of([
      [-10, 5, 5, 0], // on the nose in Q3
      [-10, 15, -10, 10], // covered in Q2, behind again, covered for good in Q4
      [-10, 1, 1, 1], // not in the run
      [5, 5, 5, 5], // never out of pocket
    ]);
    expect([...found.quarter]).toEqual([2, 3, Infinity, 0]);
    expect(found.chance).toBe(3 / 4);
    expect([...found.chanceBy]).toEqual([0.25, 0.25, 0.5, 0.75]);
    expect(found.median).toBe('Q3');
    expect(found.soFar.map((sums) => sums[1])).toEqual([-10, 5, -5, 5]);
  });

  test('a programme that opens later is not paid back before', () => {
    expect([...of([[0, 0, -3, 3]], [[0, 0, 3, 0]]).quarter]).toEqual([3]);
    expect([...of([[0, 0, 3, 3]], [[0, 0, 3, 0]]).quarter]).toEqual([2]);
  });

  test('where nothing is spent there is nothing to pay back', () => {
    expect(of([[1, 1, 1, 1]], [[0, 0, 0, 0]])).toMatchObject({ chance: null, spending: 0, median: null });
  });

  test('the share of pairs that spend anything is told beside the chance that is counted over them', () => {
    const found = of(
      [
        [1, 1, 1, 1],
        [-3, 1, 1, 1],
        [-3, 1, 1, 2],
        [1, 1, 1, 1],
      ],
      [
        [0, 0, 0, 0],
        [3, 0, 0, 0],
        [3, 0, 0, 0],
        [0, 0, 0, 0],
      ],
    );
    expect(found).toMatchObject({ spending: 0.5, chance: 1 });
    expect(of([[-3, 1, 1, 1]], [[3, 0, 0, 0]])).toMatchObject({ spending: 1, chance: 1 });
  });

  test('the chance never falls from quarter to quarter and ends at the chance in the run', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 4, maxLength: 4 }), { minLength: 1 }),
        (rows) => {
          const found = of(rows);
          found.chanceBy.forEach((share, q) =>
            expect(share).toBeGreaterThanOrEqual(q === 0 ? 0 : found.chanceBy[q - 1]!),
          );
          expect(found.chanceBy.at(-1)).toBe(found.chance);
          rows.forEach((row, r) => {
            const at = found.quarter[r]!;
            const sums = row.map((_, q) => row.slice(0, q + 1).reduce((sum, value) => sum + value, 0));
            expect(at === Infinity).toBe(sums.at(-1)! < 0);
            expect(sums.every((sum, q) => q < at || sum >= 0)).toBe(true);
            expect(at === 0 || (sums[Math.min(at, 4) - 1] ?? 0) < 0).toBe(true);
          });
        },
      ),
      { seed: 3, numRuns: 200 },
    );
  });
});

describe('prices of the year', () => {
  test('one rate compounds from the year after the price year', () => {
    expect(inflationFactor(0.02, '2024-25', '2024-25')).toBe(1);
    expect(inflationFactor(0.02, '2024-25', '2026-27 Q3')).toBeCloseTo(1.02 ** 2, 14);
    expect(inflationFactor(0.02, '2024-25', '2022-23')).toBeCloseTo(1.02 ** -2, 14);
  });

  test('rates by year each act in theirs, the last for ever', () => {
    const rates = { '2026-27': 0.02, '2025-26': 0.05 };
    expect(inflationFactor(rates, '2024-25', '2025-26')).toBeCloseTo(1.05, 14);
    expect(inflationFactor(rates, '2024-25', '2028-29 (3 months)')).toBeCloseTo(1.05 * 1.02 ** 3, 14);
  });

  test('going there and back is nothing', () => {
    const rates = { '2020-21': 0.01, '2023-24': 0.07 };
    expect(inflationFactor(rates, '2021-22', '2027-28') * inflationFactor(rates, '2027-28', '2021-22')).toBeCloseTo(
      1,
      14,
    );
  });

  test('is refused for a year it is not known of, and for what is no year', () => {
    expect(() => inflationFactor({ '2026-27': 0.02 }, '2024-25', '2027-28')).toThrow(/begins in 2025/);
    expect(() => inflationFactor(0.02, '', '2027-28')).toThrow(RangeError);
  });
});
