/** Mixes under a budget: the grid, what is efficient, the chance of being best, and a race whose truth is known. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bestChances, efficientMixes, fixedOwnCost, MixRace, mixesOf, MOST_MIXES } from '../../engine/index.js';
import { raced } from '../support/mix-problems.js';
import { luckOf } from '../support/normals.js';

describe('the grid', () => {
  test('has every mix once, and as many as the product of the numbers of sizes', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 4 }), (lengths) => {
        const mixes = mixesOf(lengths.map((n) => Array.from({ length: n }, (_, i) => i)));
        expect(new Set(mixes.map(String)).size).toBe(lengths.reduce((product, n) => product * n, 1));
        for (const mix of mixes) mix.forEach((place, i) => expect(place).toBeLessThan(lengths[i]!));
      }),
    );
  });

  test('is refused where no search could look at it, or a programme has no size', () => {
    const wide = Array.from({ length: 200 }, (_, i) => i);
    expect(() => mixesOf([wide, wide])).toThrow(`more than ${MOST_MIXES}`);
    expect(() => mixesOf([[0], []])).toThrow('no size');
  });
});

describe('the efficient mixes', () => {
  test('are those that no mix costing as little reaches, however far under a line they lie', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 9 })), { minLength: 1 }),
        (points) => {
          const found = new Set(
            efficientMixes(
              points.map(([cost]) => cost),
              points.map(([, goal]) => goal),
            ),
          );
          points.forEach(([cost, goal], i) => {
            const isBeaten = points.some(
              ([c, g], j) => j !== i && c <= cost && g >= goal && (c < cost || g > goal || j < i),
            );
            expect(found.has(i)).toBe(!isBeaten);
          });
        },
      ),
    );
  });
});

describe('the chance of being best', () => {
  const rows = fc.integer({ min: 2, max: 6 }).chain((n) =>
    fc.array(fc.array(fc.integer({ min: -5, max: 5 }), { minLength: n, maxLength: n }), {
      minLength: 1,
      maxLength: 5,
    }),
  );

  test('adds up to 1 over mixes, and luck that all share changes nothing', () => {
    fc.assert(
      fc.property(
        rows,
        fc.array(fc.integer({ min: -100, max: 100 }), { minLength: 6, maxLength: 6 }),
        (goals, shared) => {
          const chances = bestChances(goals, 'test');
          expect(chances.reduce((sum, chance) => sum + chance, 0)).toBeCloseTo(1, 12);
          const moved = goals.map((own) => own.map((goal, r) => goal + shared[r]!));
          expect(bestChances(moved, 'test')).toEqual(chances);
        },
      ),
      { numRuns: 15 },
    );
  });

  test('of mixes that are the same in every future goes to the first', () => {
    const same = [1, 2, 3];
    expect([...bestChances([same, same, same], 'test')]).toEqual([1, 0, 0]);
  });

  test('of two that cannot be told apart is even, and of one far ahead is all', () => {
    const luck = luckOf('even');
    const a = luck.normals(40);
    const even = bestChances([a, a.map((value) => 0 - value)], 'test');
    // Two means of opposite sign, near 0: within three standard errors.
    expect(even[0]).toBeGreaterThan(0.05);
    expect(even[0]).toBeLessThan(0.95);
    expect(bestChances([a.map((value) => value + 100), a], 'test')[0]).toBe(1);
  });

  test.each([
    [[], /no mix/],
    [[[1]], /two replications/],
    [[[1, Number.NaN]], /not a number/],
  ])('of %j is refused', (goals, why) => {
    expect(() => bestChances(goals, 'test')).toThrow(why);
  });
});

describe('the race', () => {
  const terms = (mixes: number, replications = 16) => ({
    sizes: Array.from({ length: mixes }, (_, i) => [i / mixes]),
    replications,
    seed: 'race',
  });

  test('without luck takes the best that keeps every limit, and is sure of it', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: -50, max: 50 }), fc.integer({ min: -3, max: 3 })), {
          minLength: 1,
          maxLength: 30,
        }),
        (mixes) => {
          const race = raced(terms(mixes.length), (mix) => ({
            goal: mixes[mix]![0],
            cost: mix,
            breaches: [mixes[mix]![1]],
          }));
          const [first] = race.standings();
          const kept = mixes.flatMap(([goal, breach]) => (breach <= 0 ? [goal] : []));
          const nearest = Math.min(...mixes.map(([, breach]) => breach));
          const [goal, breach] = mixes[first!.mix]!;
          expect(first).toMatchObject({ keeps: kept.length > 0, best: kept.length > 0 ? 1 : 0 });
          expect(kept.length > 0 ? goal : breach).toBe(kept.length > 0 ? Math.max(...kept) : nearest);
        },
      ),
      { numRuns: 25 },
    );
  });

  test('runs the leading mixes as often as asked, and others less', () => {
    const race = raced(terms(40, 64), (mix, r) => ({ goal: mix + ((mix * 7 + r * 13) % 5), cost: 0, breaches: [] }));
    const standings = race.standings();
    expect(race.isWhole).toBe(true);
    expect(standings).toHaveLength(40);
    expect(standings[0]!.replications).toBe(64);
    expect(standings.filter(({ replications }) => replications === 64).length).toBeLessThan(15);
    expect(Math.min(...standings.map(({ replications }) => replications))).toBeLessThanOrEqual(8);
  });

  test('of a large grid finds the top of a smooth hill, having run few of its mixes', () => {
    const sizes = mixesOf([0, 1, 2].map(() => Array.from({ length: 11 }, (_, i) => i))).map((mix) =>
      mix.map((i) => i / 10),
    );
    const luck = luckOf('hill');
    const shared = luck.normals(16);
    const heights = sizes.map(([a, b, c]) => 10 * a! + 6 * b! + 8 * c! - 9 * a! * a! - 6 * b! * c! - 4 * c! * c!);
    const spent = sizes.map(([a, b, c]) => a! + b! + c!);
    const race = raced({ sizes, replications: 16, seed: 'hill' }, (mix, r) => ({
      goal: heights[mix]! + shared[r]!,
      cost: spent[mix]!,
      breaches: [spent[mix]! - 1.5],
    }));
    const standings = race.standings();
    const top = Math.max(...heights.filter((_, mix) => spent[mix]! <= 1.5));
    expect(race.isWhole).toBe(false);
    expect(standings).toHaveLength(60);
    expect(standings[0]!.keeps).toBe(true);
    expect(heights[standings[0]!.mix]).toBeGreaterThan(top - 0.1);
  });

  test('refuses what it did not ask for, and what is no number', () => {
    const race = new MixRace(terms(2));
    const [task] = race.next()!;
    expect(() => race.tell(task!, [])).toThrow('was told of 0');
    const bad = Array.from({ length: task!.to }, () => ({ goal: Number.NaN, cost: 0, breaches: [] }));
    expect(() => race.tell(task!, bad)).toThrow('not a number');
    expect(() => new MixRace(terms(2, 1))).toThrow('two replications');
    expect(() => new MixRace(terms(0))).toThrow('no mixes');
  });
});

describe('the cost of a programme whoever comes', () => {
  const cost = {
    name: 'teams',
    line: 'Teams',
    payer: 'Council',
    part: 'running' as const,
    pencePerDay: 100,
    pence: 0,
    from: 0,
    to: 730,
  };
  const run = { epoch: 20_179, months: 24, discounting: 'yearly' as const };

  test('is a pound a day for each day, and less by the discount rate in the second year', () => {
    // From 1 April 2025: 365 days and 365 days.
    expect(fixedOwnCost({ ...run, fixedCosts: [cost], discountRate: null })).toBe(730);
    expect(fixedOwnCost({ ...run, fixedCosts: [cost], discountRate: 0.25 })).toBe(365 + 365 / 1.25);
    expect(fixedOwnCost({ ...run, fixedCosts: [], discountRate: 0.25 })).toBe(0);
  });
});
