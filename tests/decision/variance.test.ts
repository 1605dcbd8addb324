/** Chance and not knowing: a textbook's data, cases by hand, and what must hold for any results. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { varianceParts } from '../../engine/decision/index.js';

describe('the parts of a variance', () => {
  // D. C. Montgomery, Design and Analysis of Experiments, the strength of cloth from four looms: mean squares 29.73 and 1.90.
  test("Montgomery's looms: both components, the interval of chance and of the intraclass correlation", () => {
    const looms = [
      [98, 97, 99, 96],
      [91, 90, 93, 92],
      [96, 95, 97, 95],
      [95, 96, 99, 98],
    ];
    const { chance, notKnowing, share, se, mean } = varianceParts(looms);
    expect(chance!.value).toBeCloseTo(1.9, 2);
    expect(notKnowing!.value).toBeCloseTo(6.96, 2);
    expect([chance!.lower, chance!.upper]).toEqual([expect.closeTo(0.97, 2), expect.closeTo(5.17, 2)]);
    expect(share!.lower).toBeCloseTo(0.385, 3);
    expect(share!.upper).toBeCloseTo(0.982, 3);
    expect(mean).toBe(95.4375);
    expect(se).toBeCloseTo(Math.sqrt(29.729 / 16), 4);
  });

  test('unequal counts, by hand', () => {
    // Means 2, 4, 8 with variance 28/3; within draws 2 + 0 + 8 on three degrees of freedom; mean of 1/n is 11/18.
    const { chance, notKnowing, replications, mean } = varianceParts([[1, 3], [4], [6, 8, 10]]);
    expect(chance!.value).toBeCloseTo(10 / 3, 12);
    expect(notKnowing!.value).toBeCloseTo(197 / 27, 12);
    expect(replications).toBeCloseTo(18 / 11, 12);
    expect(mean).toBeCloseTo(14 / 3, 12);
  });

  test('draws that differ less than chance would make them give a value below 0 and an interval from 0', () => {
    const { notKnowing, share } = varianceParts([
      [0, 10],
      [10, 0],
      [1, 9],
    ]);
    expect(notKnowing!.value).toBeLessThan(0);
    expect(notKnowing!.lower).toBe(0);
    expect(share!.lower).toBe(0);
  });

  test('with one replication a draw the two cannot be told apart; without chance all is not knowing', () => {
    expect(varianceParts([[1], [2], [6]])).toMatchObject({ mean: 3, chance: null, notKnowing: null, share: null });
    const still = varianceParts([
      [1, 1],
      [2, 2],
    ]);
    expect(still.notKnowing!.value).toBe(0.5);
    expect(still.share).toEqual({ value: 1, lower: 1, upper: 1 });
    expect(
      varianceParts([
        [4, 4],
        [4, 4],
      ]).share,
    ).toBeNull();
  });

  test('intervals hold a positive estimate; a constant changes nothing; units go through squared', () => {
    const results = fc.array(fc.array(fc.integer({ min: -20, max: 20 }), { minLength: 2, maxLength: 6 }), {
      minLength: 2,
      maxLength: 8,
    });
    fc.assert(
      fc.property(results, (draws) => {
        const { chance, notKnowing, share } = varianceParts(draws);
        for (const part of [chance!, notKnowing!, share ?? chance!]) {
          expect(part.lower).toBeLessThanOrEqual(part.upper);
          expect(part.lower).toBeGreaterThanOrEqual(0);
          expect(part.lower).toBeLessThanOrEqual(Math.max(0, part.value) + 1e-9);
          expect(part.upper).toBeGreaterThanOrEqual(part.value - 1e-9);
        }
        const moved = varianceParts(draws.map((own) => own.map((value) => 8 * value + 16)));
        expect(moved.notKnowing!.value).toBeCloseTo(64 * notKnowing!.value, 8);
        expect(moved.notKnowing!.upper).toBeCloseTo(64 * notKnowing!.upper, 6);
      }),
      { numRuns: 200, seed: 1 },
    );
  });

  test('fewer than two draws, an empty one or no number are refused', () => {
    expect(() => varianceParts([[1, 2]])).toThrow('two of them');
    expect(() => varianceParts([[1], []])).toThrow('draw 1');
    expect(() => varianceParts([[1], [Number.NaN]])).toThrow('draw 1');
  });
});
