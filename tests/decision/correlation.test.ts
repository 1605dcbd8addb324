/** Rank correlations: a published example, the formula for three variables, ties, and what cannot be told. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { partialRankCorrelations, rankCorrelations, ranksOf } from '../../engine/decision/index.js';
import { luckOf } from '../support/normals.js';

const columns = fc
  .integer({ min: 6, max: 20 })
  .chain((n) =>
    fc.array(fc.array(fc.integer({ min: 0, max: 9 }), { minLength: n, maxLength: n }), { minLength: 3, maxLength: 3 }),
  );

describe("Spearman's correlation", () => {
  test('hours of television and intelligence, the example of many texts: -29/165', () => {
    const iq = [106, 100, 86, 101, 99, 103, 97, 113, 112, 110];
    const hours = [7, 27, 2, 50, 28, 29, 20, 12, 6, 17];
    expect(rankCorrelations([iq], hours)[0]!.value).toBeCloseTo(-29 / 165, 12);
  });

  test('tied values share the mean of their ranks', () => {
    expect([...ranksOf([5, 1, 5, 5, 9])]).toEqual([3, 1, 3, 3, 5]);
    // By hand: ranks 1.5, 1.5, 3 and 1, 2, 3.
    expect(rankCorrelations([[2, 2, 7]], [1, 2, 3])[0]!.value).toBeCloseTo(1.5 / Math.sqrt(1.5 * 2), 12);
  });

  test('only the order counts: a rising function changes nothing, a falling one the sign', () => {
    fc.assert(
      fc.property(columns, ([a, b]) => {
        const [found] = rankCorrelations([a!], b!);
        const [same] = rankCorrelations([a!.map((x) => Math.exp(x))], b!);
        const [turned] = rankCorrelations([a!.map((x) => -(x ** 3))], b!);
        expect(same).toEqual(found);
        expect(turned?.value ?? 0).toBeCloseTo(-(found?.value ?? 0), 12);
      }),
      { numRuns: 200, seed: 1 },
    );
  });

  test('intervals stay within -1 and 1 and hold the value; perfect order needs none', () => {
    fc.assert(
      fc.property(columns, ([a, b, c]) => {
        for (const found of [...rankCorrelations([a!, b!], c!), ...partialRankCorrelations([a!, b!], c!)]) {
          const value = found?.value ?? 0;
          const { lower, upper } = found?.interval ?? { lower: value, upper: value };
          expect(-1 <= lower && lower <= value + 1e-9 && value - 1e-9 <= upper && upper <= 1).toBe(true);
        }
      }),
      { numRuns: 300, seed: 2 },
    );
    const order = [1, 2, 3, 4, 5];
    expect(rankCorrelations([order], order)[0]).toEqual({ value: 1, interval: { lower: 1, upper: 1 } });
    expect(rankCorrelations([order.slice(0, 3)], [1, 3, 2])[0]!.interval).toBeNull();
  });

  test('the interval holds the truth about as often as it says', () => {
    // Normal pairs with correlation 0.7 have rank correlation 6/pi asin(0.35). 1,000 samples of 60: 95% give or take 0.7%.
    const { normals } = luckOf('spearman');
    const truth = (6 / Math.PI) * Math.asin(0.35);
    let held = 0;
    for (let r = 0; r < 1000; r++) {
      const x = normals(60);
      const y = normals(60).map((z, i) => 0.7 * x[i]! + Math.sqrt(0.51) * z);
      const { lower, upper } = rankCorrelations([x], y)[0]!.interval!;
      if (lower <= truth && truth <= upper) held++;
    }
    expect(held).toBeGreaterThan(920);
    expect(held).toBeLessThan(975);
  });
});

describe('partial rank correlation', () => {
  test('of three variables it is the formula of the text books', () => {
    fc.assert(
      fc.property(columns, ([a, b, c]) => {
        const [ac, bc] = rankCorrelations([a!, b!], c!);
        const ab = rankCorrelations([a!], b!)[0];
        const [found] = partialRankCorrelations([a!, b!], c!);
        if (!ac || !bc || !ab || Math.abs(ab.value) > 0.999 || Math.abs(bc.value) > 0.999) return;
        const wanted = (ac.value - ab.value * bc.value) / Math.sqrt((1 - ab.value ** 2) * (1 - bc.value ** 2));
        expect(found!.value).toBeCloseTo(wanted, 5);
      }),
      { numRuns: 200, seed: 3 },
    );
  });

  test('what only goes through another input is gone', () => {
    const { normals } = luckOf('through');
    const cause = normals(2000);
    const shadow = normals(2000).map((z, i) => cause[i]! + z);
    const output = normals(2000).map((z, i) => cause[i]! + z);
    expect(rankCorrelations([shadow], output)[0]!.value).toBeGreaterThan(0.4);
    const [own, none] = partialRankCorrelations([cause, shadow], output);
    expect(own!.value).toBeGreaterThan(0.4);
    // Off by more than four standard errors 6 times in 100,000 (ranks are not quite linear: 0.02 for that).
    expect(Math.abs(none!.value)).toBeLessThan(4 / Math.sqrt(2000) + 0.02);
  });

  test('an input that does not vary or follows from others has none, and leaves the rest alone', () => {
    const { normals } = luckOf('follows');
    const [a, b, out] = [normals(50), normals(50), normals(50)];
    const found = partialRankCorrelations([a, b, a.map((x) => 2 * x + 1), new Float64Array(50)], out);
    expect([found[0], found[2], found[3]]).toEqual([null, null, null]);
    const [, alone] = partialRankCorrelations([a, b], out);
    expect(found[1]!.value).toBeCloseTo(alone!.value, 5);
    expect(partialRankCorrelations([a, b], new Float64Array(50))).toEqual([null, null]);
  });

  test('too few draws for so many inputs tell nothing; draws that do not match are refused', () => {
    expect(
      partialRankCorrelations(
        [
          [1, 2, 3],
          [2, 1, 3],
        ],
        [3, 1, 2],
      ),
    ).toEqual([null, null]);
    expect(() => rankCorrelations([[1, 2]], [1, 2, 3])).toThrow(RangeError);
    expect(() => partialRankCorrelations([[1, Number.NaN]], [1, 2])).toThrow('NaN');
  });
});
