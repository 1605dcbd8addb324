/** The luck of what is not known, and rows over draws and replications. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { differenceOf, DrawLuck, nestedRows, summariseNested } from '../../engine/index.js';
import type { Column } from '../../engine/study/result.js';

const word = fc.string({ minLength: 1, maxLength: 12 });

describe('a parameter draw', () => {
  test('0 is no draw: every number is as it is', () => {
    fc.assert(fc.property(word, word, (seed, name) => new DrawLuck(seed, 0).normal(name) === 0));
  });

  test('depends on the seed, the draw and the name alone, in whatever order they are asked for', () => {
    fc.assert(
      fc.property(
        word,
        fc.integer({ min: 1, max: 1e6 }),
        fc.uniqueArray(word, { minLength: 2 }),
        (seed, draw, names) => {
          const luck = new DrawLuck(seed, draw);
          const forwards = names.map((name) => luck.normal(name));
          const backwards = names.toReversed().map((name) => new DrawLuck(seed, draw).normal(name));
          expect(backwards.toReversed()).toEqual(forwards);
          expect(forwards.every(Number.isFinite)).toBe(true);
        },
      ),
    );
  });

  test('another seed, draw or name has other luck', () => {
    const all = ['a', 'b'].flatMap((seed) =>
      [1, 2, 3].flatMap((draw) => ['x', 'y', 'z'].map((name) => new DrawLuck(seed, draw).normal(name))),
    );
    expect(new Set(all).size).toBe(all.length);
  });

  test('is a standard normal, independent over names (8,000 draws; each claim fails once in 100,000 seeds)', () => {
    const count = 8_000;
    const of = (name: string): number[] =>
      Array.from({ length: count }, (_, d) => new DrawLuck('normals', d + 1).normal(name));
    const [a, b] = [of('a'), of('b')];
    const mean = (values: readonly number[]): number => values.reduce((sum, x) => sum + x, 0) / count;
    const z = (found: number, exact: number, variance: number): number =>
      Math.abs(found - exact) / Math.sqrt(variance / count);
    expect(z(mean(a), 0, 1)).toBeLessThan(4.417);
    expect(z(mean(a.map((x) => x * x)), 1, 2)).toBeLessThan(4.417);
    expect(z(mean(a.map((x, i) => x * b[i]!)), 0, 1)).toBeLessThan(4.417);
    for (const [quantile, p] of [
      [-1.959964, 0.025],
      [0, 0.5],
      [1.959964, 0.975],
    ] as const)
      expect(z(mean(a.map((x) => (x < quantile ? 1 : 0))), p, p * (1 - p))).toBeLessThan(4.417);
  });
});

const COLUMN: Column = { table: 'flows', measure: 'm', group: 'all', period: 'p', periodKind: 'month', unit: 'events' };

describe('a row over draws and replications', () => {
  test('has the mean of means, the quantiles of all futures, and the error of so many draws', () => {
    const draws = [Float64Array.of(1, 3), Float64Array.of(5, 7), Float64Array.of(9, 11)];
    const found = summariseNested(draws)!;
    expect(found.value).toBe(6);
    // Means 2, 6 and 10: a standard deviation of 4 over the root of 3.
    expect(found.mcSe).toBeCloseTo(4 / Math.sqrt(3), 12);
    expect(found.lower).toBeGreaterThanOrEqual(1);
    expect(found.upper).toBeLessThanOrEqual(11);
  });

  test('weighs every draw alike, however many of its futures have a value, and says nothing where none has', () => {
    expect(summariseNested([Float64Array.of(1, NaN), Float64Array.of(4, 6)])?.value).toBe(3);
    expect(summariseNested([Float64Array.of(NaN, NaN), Float64Array.of(4, 6)])?.value).toBe(5);
    expect(summariseNested([Float64Array.of(NaN), Float64Array.of(NaN)])).toBeNull();
  });

  test('lies between its least and its greatest future', () => {
    const value = fc.double({ min: -1e6, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(fc.array(fc.array(value, { minLength: 3, maxLength: 3 }), { minLength: 1 }), (rows) => {
        const { value: mean, lower, upper } = summariseNested(rows.map((row) => Float64Array.from(row)))!;
        const all = rows.flat();
        const [least, most] = [Math.min(...all) - 1e-9, Math.max(...all) + 1e-9];
        expect([lower >= least, upper <= most, mean >= least * 1.000001 - 1, mean <= most * 1.000001 + 1]).toEqual(
          Array(4).fill(true),
        );
        expect(lower).toBeLessThanOrEqual(upper);
      }),
    );
  });

  test('of a difference is taken future by future, and an option is not moved by those beside it', () => {
    const a = [[Float64Array.of(1)], [Float64Array.of(2)]];
    const b = [[Float64Array.of(4)], [Float64Array.of(5)]];
    const c = [[Float64Array.of(9)], [Float64Array.of(0)]];
    expect(differenceOf(b, a, 0)).toEqual([Float64Array.of(3), Float64Array.of(3)]);
    const rows = nestedRows(
      [COLUMN],
      [
        { option: 'a', values: a },
        { option: 'b', values: b },
      ],
      'X',
    );
    expect(rows.map(({ option, value, mcSe }) => [option, value, mcSe])).toEqual([
      ['a', 1.5, 0.5],
      ['b', 4.5, 0.5],
      ['b less a', 3, 0],
    ]);
    const more = nestedRows(
      [COLUMN],
      [
        { option: 'a', values: a },
        { option: 'c', values: c },
        { option: 'b', values: b },
      ],
      'X',
    );
    for (const row of rows) expect(more).toContainEqual(row);
  });
});
