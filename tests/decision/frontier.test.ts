/** Dominance and the frontier: published tables, cases worked by hand, and what a frontier is. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { acceptability } from '../../engine/decision/acceptability.js';
import { frontier, type CostAndEffect, type Frontier, type Standing } from '../../engine/decision/frontier.js';

function ratios(found: Frontier): (number | null)[] {
  return found.order.map((i) => {
    const standing = found.options[i]!;
    if (standing.kind !== 'frontier') throw new Error(`${i} is in the order and not on the frontier`);
    return standing.increment?.ratio ?? null;
  });
}

describe('published tables', () => {
  // A. D. Paltiel and others, Annals of Internal Medicine 145 (2006) 797-806, table 4: screening for HIV, high risk; effects in
  // months. Of the five strategies the yearly one is dominated, as the article says. Ratios from these rounded figures.
  test('screening for HIV (Paltiel 2006): the yearly test is dominated by the one every three years', () => {
    const costs = [26000, 27000, 28020, 28440, 29440];
    const months = [277.25, 277.57, 277.78, 277.83, 277.76];
    const found = frontier(
      costs.map((cost, i) => ({ cost, effect: months[i]! / 12 })),
      'more',
    );
    expect(found.order).toEqual([0, 1, 2, 3]);
    expect(found.options[4]).toEqual({ kind: 'dominated', by: 3 });
    expect(ratios(found).map((ratio) => ratio && Math.round(ratio))).toEqual([null, 37500, 58286, 100800]);
  });

  // Table 7 of "Re-interpreting the data on the cost and effectiveness of population screening for colorectal cancer in
  // Australia", Australia and New Zealand Health Policy 2 (2005) 10, https://doi.org/10.1186/1743-8462-2-10: the options that
  // were left, dollars and years of life gained, and the ratios published (185,054 and 235,859 from unrounded years).
  test('screening for bowel cancer in Australia: the ratios of its table 7', () => {
    const costs = [0, 140_117_791, 248_112_291, 304_301_903, 370_181_240, 422_777_702];
    const years = [0, 3551, 6023, 6720, 7076, 7299];
    const found = frontier(
      costs.map((cost, i) => ({ cost, effect: years[i]! })),
      'more',
    );
    expect(found.order).toEqual([0, 1, 2, 3, 4, 5]);
    const published = [39_459, 43_687, 80_616, 185_054, 235_859];
    ratios(found)
      .slice(1)
      .forEach((ratio, i) => expect(Math.abs(ratio! / published[i]! - 1)).toBeLessThan(0.0005));
  });

  // K. Frick, Decision Rules, lecture 11 (Johns Hopkins, 2007): options 1 to 5. By hand: option 5 costs more than 4 for less;
  // 2 to 4 is 8,750 for one unit and 4 to 3 is 7,500, so 4 goes too; 2 to 3 is 250,000 / 30.
  test('the options of a lecture (Frick 2007): one dominated, two extendedly', () => {
    const found = frontier(
      [
        { cost: 300_000, effect: 25 },
        { cost: 200_000, effect: 20 },
        { cost: 450_000, effect: 50 },
        { cost: 375_000, effect: 40 },
        { cost: 400_000, effect: 15 },
      ],
      'more',
    );
    expect(found.order).toEqual([1, 2]);
    expect(ratios(found)).toEqual([null, 250_000 / 30]);
    expect(found.options[4]).toEqual({ kind: 'dominated', by: 3 });
    expect(found.options[0]).toEqual({ kind: 'extendedly-dominated', between: [1, 2] });
    expect(found.options[3]).toEqual({ kind: 'extendedly-dominated', between: [1, 2] });
  });
});

describe('the rules', () => {
  test('an option that saves and gains is alone', () => {
    const found = frontier(
      [
        { cost: 0, effect: 0 },
        { cost: -50, effect: 2 },
      ],
      'more',
    );
    expect(found).toEqual({
      order: [1],
      options: [
        { kind: 'dominated', by: 1 },
        { kind: 'frontier', increment: null },
      ],
    });
  });

  test('where fewer are wanted, fewer children in care for more money is a frontier', () => {
    const found = frontier(
      [
        { cost: 100, effect: 80 },
        { cost: 150, effect: 70 },
        { cost: 160, effect: 75 },
      ],
      'fewer',
    );
    expect(found.order).toEqual([0, 1]);
    expect(found.options[1]).toEqual({
      kind: 'frontier',
      increment: { over: 0, cost: 50, effect: 10, ratio: 5 },
    });
    expect(found.options[2]).toEqual({ kind: 'dominated', by: 1 });
  });

  test('equal options are one point, the first of them', () => {
    const same = { cost: 1, effect: 1 };
    const found = frontier([{ cost: 0, effect: 0 }, same, same, { cost: 2, effect: 1 }], 'more');
    expect(found.order).toEqual([0, 1]);
    expect(found.options[2]).toEqual({ kind: 'equal', to: 1 });
    expect(found.options[3]).toEqual({ kind: 'dominated', by: 1 });
  });

  test('of equal costs the one with more effect, of equal effects the cheaper', () => {
    const found = frontier(
      [
        { cost: 1, effect: 1 },
        { cost: 1, effect: 2 },
        { cost: 3, effect: 2 },
      ],
      'more',
    );
    expect(found.order).toEqual([1]);
  });

  test('an option on the line between two others stays', () => {
    const found = frontier(
      [
        { cost: 0, effect: 0 },
        { cost: 10, effect: 1 },
        { cost: 20, effect: 2 },
      ],
      'more',
    );
    expect(ratios(found)).toEqual([null, 10, 10]);
  });

  test('no options, or a number that is none, are refused', () => {
    expect(() => frontier([], 'more')).toThrow(RangeError);
    expect(() => frontier([{ cost: Number.NaN, effect: 0 }], 'more')).toThrow('NaN');
    expect(() => frontier([{ cost: 0, effect: Infinity }], 'fewer')).toThrow('Infinity');
  });
});

describe('what a frontier is, for any options', () => {
  const whole = fc.integer({ min: -60, max: 60 });
  const some = fc.array(fc.record({ cost: whole, effect: whole }), { minLength: 1, maxLength: 12 });
  const wanted = fc.constantFrom('more' as const, 'fewer' as const);
  const gain = (option: CostAndEffect, way: 'more' | 'fewer'): number => (way === 'more' ? 1 : -1) * option.effect;

  test('it is convex, and costs and effects both rise along it', () => {
    fc.assert(
      fc.property(some, wanted, (options, way) => {
        const found = frontier(options, way);
        let before = 0;
        for (const ratio of ratios(found).slice(1)) {
          expect(ratio).toBeGreaterThanOrEqual(before);
          before = ratio!;
        }
        for (const [k, i] of found.order.entries()) {
          if (k === 0) continue;
          const over = options[found.order[k - 1]!]!;
          expect(options[i]!.cost).toBeGreaterThan(over.cost);
          expect(gain(options[i]!, way)).toBeGreaterThan(gain(over, way));
        }
      }),
      { numRuns: 500, seed: 1 },
    );
  });

  test('at every willingness to pay some option of the frontier is best; between its ratios, the one there', () => {
    fc.assert(
      fc.property(some, wanted, (options, way) => {
        const found = frontier(options, way);
        const ends = ratios(found).slice(1) as number[];
        found.order.forEach((i, k) => {
          const low = k === 0 ? 0 : ends[k - 1]!;
          const high = ends[k] ?? low + 10;
          if (high - low < 1e-9) return;
          const [point] = acceptability(
            options.map(({ cost }) => [cost]),
            options.map(({ effect }) => [effect]),
            [(low + high) / 2],
            way,
          );
          const best = options[point!.choice]!;
          expect([best.cost, best.effect]).toEqual([options[i]!.cost, options[i]!.effect]);
        });
      }),
      { numRuns: 500, seed: 2 },
    );
  });

  test('the order in which options are given changes no more than their numbers', () => {
    fc.assert(
      fc.property(some, wanted, (options, way) => {
        const there = frontier(options, way).order.map((i) => options[i]);
        const backwards = options.toReversed();
        expect(frontier(backwards, way).order.map((i) => backwards[i])).toEqual(there);
      }),
      { numRuns: 300, seed: 3 },
    );
  });

  function isTrue(
    standing: Standing,
    options: readonly CostAndEffect[],
    own: CostAndEffect,
    way: 'more' | 'fewer',
  ): boolean {
    if (standing.kind === 'frontier') return true;
    if (standing.kind === 'equal') {
      const first = options[standing.to]!;
      return first.cost === own.cost && first.effect === own.effect;
    }
    if (standing.kind === 'dominated') {
      const by = options[standing.by]!;
      const [less, more] = [own.cost - by.cost, gain(by, way) - gain(own, way)];
      return less >= 0 && more >= 0 && less + more > 0;
    }
    const [low, high] = standing.between.map((j) => options[j]!) as [CostAndEffect, CostAndEffect];
    const share = (gain(own, way) - gain(low, way)) / (gain(high, way) - gain(low, way));
    return share > 0 && share < 1 && low.cost + share * (high.cost - low.cost) < own.cost;
  }

  test('each option that is off the frontier says truly why', () => {
    fc.assert(
      fc.property(some, wanted, (options, way) => {
        const { options: standings } = frontier(options, way);
        return standings.every((standing, i) => isTrue(standing, options, options[i]!, way));
      }),
      { numRuns: 500, seed: 4 },
    );
  });
});
