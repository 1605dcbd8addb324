/** The small statistics that decisions rest on: published points of t, F, chi-squared and Wilson's interval; eigenvalues. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { betaCdf, betaQuantile, chiSquaredQuantile, fQuantile, tQuantile } from '../../engine/decision/beta.js';
import { symmetricEigen } from '../../engine/decision/eigen.js';
import { unitNormalLoss } from '../../engine/decision/normal.js';
import { wilson } from '../../engine/decision/shares.js';
import { normalMean } from '../support/numerics.js';

describe('points that every table has', () => {
  test('of t, F and chi-squared', () => {
    expect(tQuantile(0.975, 1)).toBeCloseTo(12.7062, 4);
    expect(tQuantile(0.975, 10)).toBeCloseTo(2.22814, 5);
    expect(tQuantile(0.025, 30)).toBeCloseTo(-2.04227, 5);
    expect(tQuantile(0.975, 1e7)).toBeCloseTo(1.959964, 5);
    expect(fQuantile(0.95, 3, 12)).toBeCloseTo(3.4903, 4);
    expect(fQuantile(0.975, 3, 12)).toBeCloseTo(4.4742, 4);
    expect(fQuantile(0.05, 5, 2)).toBeCloseTo(1 / 5.7861, 4);
    expect(chiSquaredQuantile(0.975, 12)).toBeCloseTo(23.3367, 4);
    expect(chiSquaredQuantile(0.025, 12)).toBeCloseTo(4.4038, 4);
  });

  test('of beta where it is a polynomial, and back', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.001, max: 0.999, noNaN: true }), fc.integer({ min: 1, max: 60 }), (x, a) => {
        expect(betaCdf(x, a, 1)).toBeCloseTo(x ** a, 11);
        expect(betaCdf(x, 1, a)).toBeCloseTo(1 - (1 - x) ** a, 11);
        expect(betaCdf(betaQuantile(x, a, 3.5), a, 3.5)).toBeCloseTo(x, 9);
      }),
      { numRuns: 200, seed: 1 },
    );
  });

  // R. G. Newcombe, Statistics in Medicine 17 (1998) 857-872, table I, method 3.
  test.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])("Wilson's interval of %d in %d is that of Newcombe's table", (count, n, lower, upper) => {
    const found = wilson(count, n);
    expect(found.lower).toBeCloseTo(lower, 4);
    expect(found.upper).toBeCloseTo(upper, 4);
  });

  test("Wilson's interval holds the share and stays within 0 and 1", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), fc.double({ min: 0, max: 1, noNaN: true }), (n, part) => {
        const { value, lower, upper } = wilson(part * n, n);
        expect(0 <= lower && lower <= value && value <= upper && upper <= 1).toBe(true);
      }),
      { numRuns: 300, seed: 2 },
    );
    expect(() => wilson(3, 2)).toThrow(RangeError);
    expect(() => wilson(0, 0)).toThrow(RangeError);
    expect(() => wilson(1, 2, 1)).toThrow(RangeError);
  });

  test.each([-2.5, -0.4, 0, 0.7, 3])('the unit normal loss at %d is the mean of what lies above', (z) => {
    expect(unitNormalLoss(z)).toBeCloseTo(
      normalMean((x) => Math.max(0, x - z), 20_000),
      6,
    );
  });
});

test('a symmetric matrix is its vectors times its values times its vectors', () => {
  const square = fc
    .integer({ min: 1, max: 7 })
    .chain((n) => fc.array(fc.integer({ min: -9, max: 9 }), { minLength: n * n, maxLength: n * n }));
  fc.assert(
    fc.property(square, (entries) => {
      const n = Math.sqrt(entries.length);
      const matrix = Float64Array.from(entries, (_, k) => entries[k]! + entries[(k % n) * n + Math.floor(k / n)]!);
      const { values, vectors } = symmetricEigen(matrix, n);
      for (let i = 0; i < n; i++)
        for (let j = 0; j < n; j++) {
          let entry = 0;
          let unit = 0;
          for (let k = 0; k < n; k++) {
            entry += vectors[i * n + k]! * values[k]! * vectors[j * n + k]!;
            unit += vectors[i * n + k]! * vectors[j * n + k]!;
          }
          expect(entry).toBeCloseTo(matrix[i * n + j]!, 9);
          expect(unit).toBeCloseTo(i === j ? 1 : 0, 9);
        }
    }),
    { numRuns: 200, seed: 3 },
  );
});
