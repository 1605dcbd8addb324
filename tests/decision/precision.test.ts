/** How precise, and how much more to run: the least that suffices, and the cheapest way to it. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { allocate, precisionOf, replicationsNeeded, resultsNeeded } from '../../engine/decision/index.js';
import { tQuantile } from '../../engine/decision/beta.js';

const halfWidth = (one: number, n: number): number => tQuantile(0.975, n - 1) * Math.sqrt(one / n);

describe('precision so far', () => {
  // The usual interval: 1 to 5 have mean 3 and standard error sqrt(1/2); t with 4 degrees of freedom is 2.7764.
  test('is the interval by t', () => {
    const { mean, se, halfWidth: half, relative } = precisionOf([1, 2, 3, 4, 5]);
    expect([mean, se]).toEqual([3, Math.sqrt(0.5)]);
    expect(half).toBeCloseTo(2.7764 * Math.sqrt(0.5), 4);
    expect(relative).toBeCloseTo(half / 3, 12);
  });

  test('of nothing that varies is exact, and of a mean of 0 has no relative size', () => {
    expect(precisionOf([0, 0])).toEqual({ mean: 0, se: 0, halfWidth: 0, relative: 0 });
    expect(precisionOf([-1, 1]).relative).toBe(Infinity);
    expect(() => precisionOf([1])).toThrow(RangeError);
    expect(() => precisionOf([1, Number.NaN])).toThrow(RangeError);
  });
});

describe('how many more', () => {
  const positive = fc.double({ min: 0.01, max: 100, noNaN: true });

  test('the least number of results that gives the half-width, by t', () => {
    fc.assert(
      fc.property(positive, fc.double({ min: 0.05, max: 20, noNaN: true }), (variance, half) => {
        const n = resultsNeeded(variance, { halfWidth: half }, 0)!;
        return halfWidth(variance, n) <= half && (n === 2 || halfWidth(variance, n - 1) > half);
      }),
      { numRuns: 100, seed: 1 },
    );
  });

  test('known sizes: a standard deviation of 10 to within 1 takes 387, as 1.96 squared times 100 says but for t', () => {
    expect(resultsNeeded(100, { halfWidth: 1 }, 0)).toBe(387);
    expect(resultsNeeded(100, { relative: 0.01 }, -100)).toBe(387);
    expect(resultsNeeded(0, { halfWidth: 1 }, 0)).toBe(2);
    expect(resultsNeeded(1, { relative: 0.1 }, 0)).toBeNull();
  });

  test('replications suffice where draws do, and otherwise none do', () => {
    fc.assert(
      fc.property(positive, positive, fc.integer({ min: 2, max: 500 }), positive, (chance, notKnowing, k, half) => {
        const n = replicationsNeeded({ chance, notKnowing }, k, { halfWidth: half }, 0);
        const widthWith = (replications: number): number => halfWidth(notKnowing + chance / replications, k) / half;
        if (n === null) return widthWith(Infinity) >= 1 - 1e-8;
        return widthWith(n) <= 1 + 1e-9 && (n === 1 || widthWith(n - 1) > 1 - 1e-9);
      }),
      { numRuns: 200, seed: 2 },
    );
  });

  test('wishes that are none are refused', () => {
    expect(() => resultsNeeded(1, { halfWidth: 0 }, 1)).toThrow('half-width');
    expect(() => resultsNeeded(-1, { halfWidth: 1 }, 1)).toThrow('-1');
    expect(() => replicationsNeeded({ chance: 1, notKnowing: 1 }, 1, { halfWidth: 1 }, 1)).toThrow('two');
    expect(() => allocate({ chance: 1, notKnowing: 1 }, { draw: 1, replication: 0 }, { halfWidth: 1 }, 1)).toThrow(
      'replication',
    );
  });
});

describe('more draws or more replications', () => {
  test('the square-root rule of O’Hagan, Stevenson and Madan', () => {
    // A draw costs 4 replications, chance is 25 times not knowing: 10 replications a draw.
    const found = allocate({ chance: 25, notKnowing: 1 }, { draw: 4, replication: 1 }, { halfWidth: 0.1 }, 0)!;
    expect(found.replications).toBe(10);
    expect(found.cost).toBe(found.draws * 14);
    expect(halfWidth(1 + 2.5, found.draws)).toBeLessThanOrEqual(0.1);
  });

  test('where a draw costs nothing more, one replication a draw; where all is known, few draws', () => {
    const wish = { halfWidth: 0.5 };
    const cheap = allocate({ chance: 25, notKnowing: 1 }, { draw: 0, replication: 1 }, wish, 0)!;
    expect(cheap.replications).toBe(1);
    const known = allocate({ chance: 25, notKnowing: 0 }, { draw: 10, replication: 1 }, wish, 0, { least: 30 })!;
    expect(known.draws).toBe(30);
    expect(halfWidth(25 / known.replications, 30)).toBeLessThanOrEqual(0.5);
  });

  test('nothing near it is cheaper', () => {
    const part = fc.double({ min: 0.1, max: 50, noNaN: true });
    fc.assert(
      fc.property(part, part, part, part, (chance, notKnowing, draw, half) => {
        const wish = { halfWidth: half / 20 };
        const found = allocate({ chance, notKnowing }, { draw, replication: 1 }, wish, 0, { least: 2 })!;
        for (const n of [1, 2, 3, 5, 8, 13, 21, 34, found.replications + 1, found.replications - 1]) {
          if (n < 1) continue;
          const draws = resultsNeeded(notKnowing + chance / n, wish, 0)!;
          // Draws are whole: one more or less is as near as it gets.
          expect(found.cost).toBeLessThanOrEqual((draws + 1) * (draw + n));
        }
      }),
      { numRuns: 15, seed: 3 },
    );
  });
});
