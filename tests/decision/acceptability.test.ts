/** Net benefit, acceptability, quadrants and ranks: closed forms, cases by hand, and sums that must be 1. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { acceptability, netBenefits, quadrantChances, rankings, shareBelow } from '../../engine/decision/index.js';
import { ratioOf } from '../../engine/economics/index.js';
import { normalCdf } from '../../engine/decision/normal.js';
import { evenNormals } from '../support/normals.js';

const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
const tables = fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 12 })).chain(([options, draws]) =>
  fc.array(fc.array(fc.integer({ min: -4, max: 4 }), { minLength: draws, maxLength: draws }), {
    minLength: options,
    maxLength: options,
  }),
);

describe('net benefit', () => {
  test('is worth less cost, and fewer are worth what more cost', () => {
    expect(netBenefits([[100, 50]], [[3, -1]], 50, 'more')).toEqual([Float64Array.of(50, -100)]);
    expect(netBenefits([[100, 50]], [[3, -1]], 50, 'fewer')).toEqual([Float64Array.of(-250, 0)]);
  });

  test('tables that do not match and thresholds that are none are refused', () => {
    expect(() => netBenefits([[1]], [[1, 2]], 1, 'more')).toThrow(RangeError);
    expect(() => netBenefits([[1], [1, 2]], [[1], [2]], 1, 'more')).toThrow('number 1 has 2 draws');
    expect(() => netBenefits([[1]], [[1], [2]], 1, 'more')).toThrow('same options');
    expect(() => netBenefits([[1]], [[Number.NaN]], 1, 'more')).toThrow('NaN');
    expect(() => netBenefits([[1]], [[1]], -1, 'more')).toThrow('-1');
    expect(() => netBenefits([], [], 1, 'more')).toThrow('at least one');
  });
});

describe('acceptability', () => {
  test('of two options with a normal difference of net benefit it is the normal distribution function', () => {
    // Cost 1000 certain; effect normal with mean 2 and standard deviation 1: the difference at t is normal (2t - 1000, t).
    const effect = evenNormals(20_000).map((z) => 2 + z);
    const zero = new Float64Array(20_000);
    const points = acceptability([zero, zero.map(() => 1000)], [zero, effect], [250, 500, 800, 2000], 'more');
    for (const { threshold, best, mean, choice } of points) {
      expect(best[1]!.value).toBeCloseTo(normalCdf((2 * threshold - 1000) / threshold), 4);
      expect(mean[1]).toBeCloseTo(2 * threshold - 1000, 6);
      expect(choice).toBe(threshold > 500 ? 1 : 0);
    }
  });

  test('at a threshold of 0 it is the chance of costing least', () => {
    const [point] = acceptability(
      [
        [3, 1, 5],
        [2, 4, 4],
      ],
      [
        [9, 9, 9],
        [0, 0, 0],
      ],
      [0],
      'more',
    );
    expect(point!.best.map(({ value }) => value)).toEqual([1 / 3, 2 / 3]);
  });

  test('the likeliest to be best need not be the choice', () => {
    // One draw in three gains so much that it outweighs the other two.
    const [point] = acceptability(
      [
        [0, 0, 0],
        [1, 1, 1],
      ],
      [
        [0, 0, 0],
        [0, 0, 9],
      ],
      [1],
      'more',
    );
    expect(point!.best[0]!.value).toBeCloseTo(2 / 3, 12);
    expect(point!.choice).toBe(1);
  });

  test('chances add up to 1, ties shared equally', () => {
    fc.assert(
      fc.property(tables, (costs) => {
        const [any, tied] = acceptability(costs, costs, [3, 1], 'more');
        expect(total(any!.best.map(({ value }) => value))).toBeCloseTo(1, 12);
        for (const { value } of tied!.best) expect(value).toBeCloseTo(1 / costs.length, 12);
      }),
      { numRuns: 200, seed: 1 },
    );
  });
});

describe('quadrants', () => {
  test('each draw is in one, and the axes are told apart', () => {
    const found = quadrantChances([-1, -1, 0, 2, 2, 0, 3], [-1, 1, -1, -1, 1, 0, 0], 'fewer');
    const seen = found.filter(({ value }) => value > 0).map(({ cost, effect }) => `${cost} ${effect}`);
    expect(seen).toEqual([
      'saves gains',
      'saves loses',
      'same gains',
      'same same',
      'costs gains',
      'costs same',
      'costs loses',
    ]);
  });

  test('they add up to 1; wanting the other way exchanges gains and losses', () => {
    fc.assert(
      fc.property(tables, (rows) => {
        const [cost, effect] = [rows[0]!, rows.at(-1)!];
        const more = quadrantChances(cost, effect, 'more');
        expect(total(more.map(({ value }) => value))).toBeCloseTo(1, 12);
        const turned = { gains: 'loses', same: 'same', loses: 'gains' } as const;
        for (const one of quadrantChances(cost, effect, 'fewer')) {
          const other = more.find((two) => two.cost === one.cost && two.effect === turned[one.effect])!;
          expect(one.value).toBe(other.value);
        }
      }),
      { numRuns: 200, seed: 2 },
    );
  });

  test('one ratio stands for dear and helpful as for cheap and harmful: the quadrants tell them apart', () => {
    const ratio = (cost: number[], effect: number[]) =>
      ratioOf(Float64Array.from(cost), Float64Array.from(effect)).value;
    expect(ratio([100, 300], [1, 3])).toBe(ratio([-100, -300], [-1, -3]));
    const certain = (cost: number[], effect: number[]) =>
      quadrantChances(cost, effect, 'more').find(({ value }) => value === 1);
    expect(certain([100, 300], [1, 3])).toMatchObject({ cost: 'costs', effect: 'gains' });
    expect(certain([-100, -300], [-1, -3])).toMatchObject({ cost: 'saves', effect: 'loses' });
    // A programme that does nothing has a cost and no cost per outcome.
    expect(ratio([100, 100], [0, 0])).toBeNull();
    expect(certain([100, 100], [0, 0])).toMatchObject({ cost: 'costs', effect: 'same' });
  });

  test('the chance of payback is that of a cost below 0', () => {
    expect(shareBelow([-1, 0, 2, -3], 0).value).toBe(0.5);
  });
});

describe('ranks', () => {
  test('by hand: an option that is first, and two that tie', () => {
    const [first, second, third] = rankings(
      [
        [9, 9],
        [5, 1],
        [5, 2],
      ],
      'more',
    );
    expect(first!.ranks.map(({ value }) => value)).toEqual([1, 0, 0]);
    expect(second!.ranks.map(({ value }) => value)).toEqual([0, 0.25, 0.75]);
    expect(third!.meanRank).toBe(2.25);
  });

  test('every option has one rank and every rank one option; wanting fewer turns ranks round', () => {
    fc.assert(
      fc.property(tables, (values) => {
        const found = rankings(values, 'more');
        const turned = rankings(values, 'fewer');
        const m = values.length;
        for (let k = 0; k < m; k++) {
          expect(total(found[k]!.ranks.map(({ value }) => value))).toBeCloseTo(1, 12);
          expect(total(found.map(({ ranks }) => ranks[k]!.value))).toBeCloseTo(1, 12);
          expect(found[k]!.meanRank + turned[k]!.meanRank).toBeCloseTo(m + 1, 12);
          found[k]!.ranks.forEach(({ value }, r) => expect(turned[k]!.ranks[m - 1 - r]!.value).toBeCloseTo(value, 12));
        }
      }),
      { numRuns: 200, seed: 3 },
    );
  });
});
