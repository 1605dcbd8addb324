/** Tornado, elementary effects and search on functions whose answers are known. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { morrisDesign, morrisEffects, SeekWhole, tornado } from '../../engine/index.js';
import { luckOf } from '../support/normals.js';

/** A model of several numbers, replication by replication: what every replication shares falls out of differences. */
const noisy = (value: number, luck: readonly number[]): Float64Array => Float64Array.from(luck, (one) => value + one);
const LUCK = [3, -1, 0.5, 7];

describe('a tornado', () => {
  const slopes = { small: 1, large: -8, none: 0, middle: 3 };
  const bars = tornado(
    noisy(0, LUCK),
    Object.entries(slopes).map(([name, slope]) => ({
      name,
      lower: noisy(-slope, LUCK),
      upper: noisy(slope, LUCK),
    })),
  );

  test('of a linear model has bars of twice the slope, the widest first, without noise', () => {
    expect(bars.map(({ name }) => name)).toEqual(['large', 'middle', 'small', 'none']);
    expect(bars.map(({ width }) => width.value)).toEqual([16, 6, 2, 0]);
    for (const { width, lower, upper } of bars)
      expect([width.mcSe, lower.change.mcSe, upper.change.mcSe]).toEqual([0, 0, 0]);
    expect(bars[0]).toMatchObject({ lower: { change: { value: 8 } }, upper: { change: { value: -8 } } });
    expect(bars[0]!.lower.result.value).toBe(8 + 9.5 / 4);
  });

  test('counts from the result as it is where both ends move it the same way', () => {
    const [bar] = tornado([10, 10], [{ name: 'bend', lower: [12, 12], upper: [13, 13] }]);
    expect(bar!.width).toEqual({ value: 3, mcSe: 0 });
  });

  test('has the error of paired differences', () => {
    const [bar] = tornado([0, 10], [{ name: 'x', lower: [0, 10], upper: [1, 13] }]);
    // Differences of 1 and 3: their standard deviation is the root of 2, over the root of two replications.
    expect(bar!.width.value).toBe(2);
    expect(bar!.width.mcSe).toBeCloseTo(1, 12);
  });

  test('keeps the order given among bars of one width, and is refused where a result is no number', () => {
    const same = ['b', 'a', 'c'].map((name) => ({ name, lower: [0], upper: [1] }));
    expect(tornado([0], same).map(({ name }) => name)).toEqual(['b', 'a', 'c']);
    expect(() => tornado([0], [{ name: 'x', lower: [Number.NaN], upper: [1] }])).toThrow(RangeError);
    expect(() => tornado([0, 0], [{ name: 'x', lower: [1], upper: [1, 1] }])).toThrow(/1 replications against 2/);
  });
});

describe('elementary effects', () => {
  const NAMES = ['a', 'b', 'c'];
  const effectsOf = (model: (x: Float64Array) => number, trajectories = 40, luck: readonly number[] = [0, 0]) => {
    const design = morrisDesign(NAMES, trajectories, 'seed');
    const found = morrisEffects(design, (t, p) => noisy(model(design.trajectories[t]!.points[p]!), luck));
    return Object.fromEntries(found.map((effect) => [effect.name, effect]));
  };

  test('of an additive linear model are its slopes, with no spread, whatever luck all share', () => {
    const { a, b, c } = effectsOf(([x, y]) => 5 * x! - 2 * y!, 6, LUCK);
    expect(a!.mu.value).toBeCloseTo(5, 12);
    expect(b!.mu.value).toBeCloseTo(-2, 12);
    expect(b!.muStar.value).toBeCloseTo(2, 12);
    expect(c!.muStar.value).toBe(0);
    for (const effect of [a!, b!, c!]) {
      expect(effect.sigma).toBeLessThan(1e-12);
      expect(effect.noise).toBeLessThan(1e-12);
    }
    expect([a!.stands, c!.stands]).toEqual([true, false]);
  });

  test('of a product are the other number: a mean of a half, and its spread over the grid', () => {
    const { a } = effectsOf(([x, y]) => x! * y!, 4000);
    // The other stands on 0, 1/3, 2/3 or 1: mean 1/2, variance 5/36. Limits of 5 standard errors: 1 in a million.
    expect(Math.abs(a!.mu.value - 0.5)).toBeLessThan(5 * Math.sqrt(5 / 36 / 4000));
    expect(a!.muStar.value).toBe(a!.mu.value);
    expect(a!.sigma).toBeCloseTo(Math.sqrt(5 / 36), 2);
  });

  test('of a parabola around the middle have no mean, but a size', () => {
    // Effects of (x - 1/2)² over the grid are (x' + x - 1): -1/3 from 0 to 2/3, and 1/3 from 1/3 to 1.
    const { a } = effectsOf(([x]) => (x! - 0.5) * (x! - 0.5), 400);
    expect(a!.muStar.value).toBeCloseTo(1 / 3, 12);
    expect(Math.abs(a!.mu.value)).toBeLessThan(5 / 3 / Math.sqrt(400));
  });

  test('tell the noise of replications from the spread of effects', () => {
    const design = morrisDesign(NAMES, 200, 'seed');
    const R = 5;
    const luck = luckOf('noise').normals(200 * 4 * R);
    const found = morrisEffects(design, (t, p) =>
      Float64Array.from(
        { length: R },
        (_, r) => 10 * design.trajectories[t]!.points[p]![0]! + luck[(t * 4 + p) * R + r]!,
      ),
    );
    const by = Object.fromEntries(found.map((effect) => [effect.name, effect]));
    // An effect is a difference of two results with variance 1, over a step of 2/3, meaned over five.
    const noise = Math.sqrt(2 / R) * 1.5;
    for (const name of NAMES) {
      expect(by[name]!.noise / noise).toBeGreaterThan(0.9);
      expect(by[name]!.noise / noise).toBeLessThan(1.1);
      // The spread without noise is 0: what is left of it is far below the noise.
      expect(by[name]!.sigma).toBeLessThan(0.5 * noise);
    }
    expect(by['a']!.stands).toBe(true);
    expect([by['b']!.stands, by['c']!.stands]).toEqual([false, false]);
  });

  test('walk the grid one number at a time; another number moves none that was there', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 2, maxLength: 8 }),
        fc.string(),
        (names, seed) => {
          const { trajectories } = morrisDesign(names, 3, seed);
          const fewer = morrisDesign(names.slice(1), 3, seed);
          trajectories.forEach(({ points, moved }, t) => {
            expect([...moved].sort((a, b) => a - b)).toEqual(names.map((_, i) => i));
            moved.forEach((i, step) => {
              const apart = points[step + 1]!.map((value, k) => value - points[step]![k]!);
              expect(Math.abs(apart[i]!)).toBeCloseTo(2 / 3, 12);
              expect(apart.filter((value) => value !== 0)).toHaveLength(1);
            });
            for (const value of points.flatMap((point) => [...point])) expect([0, 1 / 3, 2 / 3, 1]).toContain(value);
            expect([...points[0]!.slice(1)]).toEqual([...fewer.trajectories[t]!.points[0]!]);
          });
        },
      ),
      { numRuns: 50 },
    );
  });

  test('are refused of nothing, of a name twice and of no trajectory', () => {
    expect(() => morrisDesign([], 1, '')).toThrow(RangeError);
    expect(() => morrisDesign(['a', 'a'], 1, '')).toThrow(RangeError);
    expect(() => morrisDesign(['a'], 0, '')).toThrow(RangeError);
  });
});

describe('a search for a whole number', () => {
  const search = (from: number, to: number, target: number, model: (x: number) => readonly number[]) => {
    const seek = new SeekWhole(from, to, target);
    for (let value = seek.next(); value !== null; value = seek.next()) seek.tell(model(value));
    return seek;
  };

  test('finds the first at which a falling line has come to the target, in few runs', () => {
    const seek = search(0, 1000, 480, (x) => [520 - x * 0.3, 522 - x * 0.3]);
    const { answer } = seek;
    if (answer.kind !== 'found') throw new Error(answer.kind);
    // 521 - 0.3 x = 480 at 136.7.
    expect([answer.before!.value, answer.reached.value]).toEqual([136, 137]);
    expect(answer.crossing).toBeCloseTo(410 / 3, 6);
    expect(seek.count).toBeLessThan(6);
    // Levels of -1 and 1 about the line: each crosses 1/0.3 to one side; their standard error is 1/0.3, with one degree of freedom.
    expect(answer.average!.upper! - answer.crossing).toBeCloseTo(12.706205 / 0.3, 4);
    expect(answer.futures!.upper! - answer.futures!.lower!).toBeCloseTo((0.95 * 2) / 0.3, 6);
  });

  test('finds the crossing of any monotone function, to the number', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 2, maxLength: 200 }),
        fc.integer({ min: -5, max: 3000 }),
        fc.boolean(),
        (steps, target, falls) => {
          const sums: number[] = [];
          for (const step of steps) sums.push((sums.at(-1) ?? 0) + step);
          const sign = falls ? -1 : 1;
          const seek = search(0, steps.length - 1, sign * target, (x) => [sign * sums[x]!]);
          const first = sums.findIndex((sum) => sum >= target);
          const { answer } = seek;
          const isBeyond = first < 0 || sums[0]! > target;
          const isFlat = sums[0] === sums.at(-1);
          expect(answer).toMatchObject(
            isBeyond ? { kind: isFlat ? 'flat' : 'none' } : { kind: 'found', reached: { value: first } },
          );
          expect(seek.count).toBeLessThan(20);
        },
      ),
      { numRuns: 200 },
    );
  });

  test('says so where the number changes nothing', () => {
    const { answer } = search(0, 20, 480, () => [500, 510]);
    expect(answer).toMatchObject({ kind: 'flat', result: { mean: 505 }, tried: [{ value: 0 }, { value: 20 }] });
  });

  test('says how near it comes where the target cannot be reached', () => {
    const { answer } = search(0, 20, 480, (x) => [537 - 2 * x]);
    expect(answer).toMatchObject({ kind: 'none', nearest: { value: 20, mean: 497 } });
  });

  test('is refused of ends that are not whole or the wrong way round, and of more results than were asked for', () => {
    expect(() => new SeekWhole(0, 0, 1)).toThrow(RangeError);
    expect(() => new SeekWhole(0, 1.5, 1)).toThrow(RangeError);
    const seek = search(0, 1, 5, () => [5]);
    expect(seek.answer).toMatchObject({ kind: 'found', reached: { value: 0 }, before: null });
    expect(() => seek.tell([1])).toThrow(/over/);
  });
});
