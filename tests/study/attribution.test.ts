/** Shapley shares: the axioms, games whose shares are known, samples of orders, and parts that add up. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addedLast,
  addingUp,
  aloneOf,
  attributionPlan,
  MOST_PROGRAMMES,
  orderErrors,
  shapley,
  shapleyByOrders,
  type ValueOf,
} from '../../engine/study/attribution.js';

const RUNS = { numRuns: 200, seed: 1 };
const names = (n: number): string[] => Array.from({ length: n }, (_, i) => `programme ${i}`);
const has = (set: number, i: number): boolean => (set & (1 << i)) !== 0;
const members = (n: number, set: number): number[] => [...Array(n).keys()].filter((i) => has(set, i));

/** A game of whole numbers: how many programmes, and the value of every set. */
const game = fc.integer({ min: 1, max: 6 }).chain((n) =>
  fc.record({
    n: fc.constant(n),
    values: fc.array(fc.integer({ min: -1e9, max: 1e9 }), { minLength: 1 << n, maxLength: 1 << n }),
  }),
);
const of =
  (values: readonly number[]): ValueOf =>
  (set) =>
    values[set]!;

describe('the axioms', () => {
  test('shares add up to the whole, exactly in whole numbers of 1/n!', () => {
    fc.assert(
      fc.property(game, ({ n, values }) => {
        const factorial = [1, 1, 2, 6, 24, 120, 720][n]!;
        const shares = shapley(n, of(values));
        const parts = [...shares].map((share) => Math.round(share * factorial));
        parts.forEach((part, i) => expect(part / factorial).toBe(shares[i]));
        expect(parts.reduce((sum, part) => sum + part, 0)).toBe(factorial * (values.at(-1)! - values[0]!));
      }),
      RUNS,
    );
  });

  test('whoever changes nothing has no share, and no part in those of others', () => {
    fc.assert(
      fc.property(game, fc.nat(6), ({ n, values }, seat) => {
        const idle = seat % (n + 1);
        const squeeze = (set: number): number => (set & ((1 << idle) - 1)) | ((set >> (idle + 1)) << idle);
        const wider = shapley(n + 1, (set) => values[squeeze(set)]!);
        expect(wider[idle]).toBe(0);
        const others = [...wider].filter((_, i) => i !== idle);
        shapley(n, of(values)).forEach((share, i) => expect(others[i]).toBeCloseTo(share, 4));
      }),
      RUNS,
    );
  });

  test('whoever does the same has the same share', () => {
    fc.assert(
      fc.property(game, ({ n, values }) => {
        if (n < 2) return;
        // The first two are interchangeable: the value depends only on how many of them there are.
        const fair: ValueOf = (set) => values[(set & 3) === 2 ? set ^ 3 : set]!;
        const shares = shapley(n, fair);
        expect(shares[1]).toBe(shares[0]);
      }),
      RUNS,
    );
  });

  test('shares of two results together are the sums of the shares of each', () => {
    fc.assert(
      fc.property(
        game,
        fc.array(fc.integer({ min: -1e6, max: 1e6 }), { minLength: 64, maxLength: 64 }),
        ({ n, values }, more) => {
          const both = shapley(n, (set) => values[set]! + more[set]!);
          const [one, other] = [shapley(n, of(values)), shapley(n, of(more))];
          both.forEach((share, i) => expect(share).toBeCloseTo(one[i]! + other[i]!, 4));
        },
      ),
      RUNS,
    );
  });
});

describe('games whose shares are known', () => {
  test('a glove game: one left glove, two right ones', () => {
    const shares = shapley(3, (set) => (has(set, 0) && (set & 6) !== 0 ? 1 : 0));
    expect([...shares]).toEqual([4 / 6, 1 / 6, 1 / 6]);
  });

  test('an airport: each landing pays equally for the runway as far as it needs it', () => {
    const needs = [10, 16, 40, 70];
    const shares = shapley(4, (set) => Math.max(0, ...members(4, set).map((i) => needs[i]!)));
    const expected = [10 / 4, 10 / 4 + 6 / 3, 10 / 4 + 6 / 3 + 24 / 2, 10 / 4 + 6 / 3 + 24 / 2 + 30];
    shares.forEach((share, i) => expect(share).toBeCloseTo(expected[i]!, 12));
  });

  test('two ratios on one hazard: alone, last, and the average of both', () => {
    const value = of([100, 60, 50, 30]);
    expect([...aloneOf(2, value)]).toEqual([-40, -50]);
    expect([...addedLast(2, value)]).toEqual([-20, -30]);
    expect([...shapley(2, value)]).toEqual([-30, -40]);
  });

  test('one programme is the whole', () => {
    const value = of([7, 4]);
    expect([aloneOf(1, value)[0], addedLast(1, value)[0], shapley(1, value)[0]]).toEqual([-3, -3, -3]);
  });
});

describe('which sets are run', () => {
  test('all of them up to six programmes, each once, the baseline first', () => {
    for (let n = 1; n <= 6; n++) {
      const { kind, sets } = attributionPlan(names(n));
      expect({ kind, count: new Set(sets).size, first: sets[0], last: sets.at(-1) }).toEqual({
        kind: 'exact',
        count: 1 << n,
        first: 0,
        last: (1 << n) - 1,
      });
    }
  });

  test.each([7, 9, 12])('of %i programmes: those of the orders, each alone, and all but each', (n) => {
    const plan = attributionPlan(names(n));
    if (plan.kind === 'exact') throw new Error('a sample was expected');
    const whole = (1 << n) - 1;
    for (let i = 0; i < n; i++) expect(plan.sets).toEqual(expect.arrayContaining([1 << i, whole ^ (1 << i)]));
    for (const order of plan.orders) {
      expect([...order].sort((a, b) => a - b)).toEqual([...Array(n).keys()]);
      let set = 0;
      for (const i of order) expect(plan.sets).toContain((set |= 1 << i));
    }
    expect(attributionPlan(names(n))).toEqual(plan);
    expect(attributionPlan(names(n).map((name) => `${name}!`))).not.toEqual(plan);
  });

  test('none and too many are refused', () => {
    expect(() => attributionPlan([])).toThrow(RangeError);
    expect(() => attributionPlan(names(MOST_PROGRAMMES + 1))).toThrow(/from 1 to 30/);
  });
});

describe('a sample of orders', () => {
  const n = 8;
  // What each does, less what every two take from each other: a game of pairs, whose shares are exact by hand.
  const own = [5, 9, 1, 0, 12, 3, 7, 4];
  const value: ValueOf = (set) => {
    const there = members(n, set);
    const pairs = (there.length * (there.length - 1)) / 2;
    return there.reduce((sum, i) => sum + own[i]!, 0) - pairs;
  };
  // Uneven: the first two undo each other.
  const uneven: ValueOf = (set) =>
    value(set) - (has(set, 0) && has(set, 1) ? 10 : 0) + (has(set, 2) && has(set, 4) && has(set, 5) ? 8 : 0);
  const plan = attributionPlan(names(n));
  const orders = plan.kind === 'orders' ? plan.orders : [];

  test('adds up to the whole', () => {
    const shares = shapleyByOrders(n, orders, uneven);
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(uneven(255) - uneven(0), 9);
  });

  test('is exact where only pairs matter, since every order comes with itself backwards', () => {
    const shares = shapleyByOrders(n, orders, value);
    shares.forEach((share, i) => expect(share).toBeCloseTo(own[i]! - (n - 1) / 2, 9));
    expect(Math.max(...orderErrors(n, orders, value))).toBeLessThan(1e-9);
  });

  test('is near the exact shares, by its own standard error', () => {
    const exact = shapley(n, uneven);
    const errors = orderErrors(n, orders, uneven);
    shapleyByOrders(n, orders, uneven).forEach((share, i) =>
      expect(Math.abs(share - exact[i]!)).toBeLessThanOrEqual(4 * errors[i]! + 1e-9),
    );
    expect(Math.max(...errors)).toBeGreaterThan(0);
    expect(orderErrors(n, orders.slice(0, 2), uneven).every(Number.isNaN)).toBe(true);
  });
});

describe('parts that add up', () => {
  test('to the whole as rounded, each within a step of what it was', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 12 }),
        fc.constantFrom(1 / 1024, 0.25, 1, 10),
        (parts, step) => {
          const whole = parts.reduce((sum, part) => sum + part, 0);
          const rounded = addingUp(parts, whole, step);
          expect(rounded.parts.reduce((sum, part) => sum + part, 0)).toBe(rounded.whole);
          expect([...rounded.parts].reverse().reduce((sum, part) => sum + part, 0)).toBe(rounded.whole);
          expect(Math.abs(rounded.whole - whole)).toBeLessThanOrEqual(step / 2 + 1e-6);
          rounded.parts.forEach((part, i) => expect(Math.abs(part - parts[i]!)).toBeLessThanOrEqual(step + 1e-6));
        },
      ),
      RUNS,
    );
  });

  test('thirds of 16 are not 5, 5 and 5', () => {
    expect(addingUp([16 / 3, 16 / 3, 16 / 3], 16, 1)).toEqual({ parts: [6, 5, 5], whole: 16 });
    expect(addingUp([-1 / 3, -1 / 3, -1 / 3], -1, 1).parts.reduce((sum, part) => sum + part, 0)).toBe(-1);
    expect(addingUp([-31.5], -31.5, 1)).toEqual({ parts: [-32], whole: -32 });
  });
});
