/** The search for a break-even: roots that are known, results that never come to 0, that are flat, stepped or noisy. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { tQuantile } from '../../engine/decision/beta.js';
import {
  BreakEven,
  LOWERING,
  POINTS,
  RATIOS,
  SHARES,
  type BreakEvenAnswer,
  type SearchRange,
} from '../../engine/study/break-even.js';

/** Runs a search to its end. */
function searched(range: SearchRange, results: (value: number) => readonly number[]): BreakEvenAnswer {
  const search = new BreakEven(range);
  for (let value = search.next(); value !== null; value = search.next()) {
    if (search.count > 60) throw new Error('the search does not end');
    search.tell(results(value));
  }
  return search.answer;
}

function found(answer: BreakEvenAnswer) {
  if (answer.kind !== 'found') throw new Error(`no break-even was found: ${answer.kind}`);
  return answer;
}

/** Noise that is the same at every value: a level of each replication. */
const LEVELS = [-3, -1, 0, 1, 3, -2, 2, 0];

describe('a known root', () => {
  test.each([0.06, 0.3, 0.5, 0.66, 0.97, 1.04, 1.9, 7, 19])('of a smooth result, at %d', (root) => {
    const answer = found(searched(RATIOS, (x) => LEVELS.map(() => 1e6 * (x ** 0.7 - root ** 0.7))));
    expect(Math.abs(Math.log(answer.value / root))).toBeLessThan(0.001);
    expect(answer.rises).toBe(true);
    expect(answer.tried.length).toBeLessThan(20);
  });

  test('anywhere, rising or falling, bent or straight', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -2.9, max: 2.9, noNaN: true }),
        fc.double({ min: 0.1, max: 3, noNaN: true }),
        fc.boolean(),
        (at, bend, rises) => {
          const root = Math.exp(at);
          const answer = found(searched(RATIOS, (x) => [(rises ? 1 : -1) * (x ** bend - root ** bend)]));
          expect(Math.abs(Math.log(answer.value) - at)).toBeLessThan(0.005);
          expect(answer.rises).toBe(rises);
          expect(answer).toMatchObject({ average: null, futures: null });
        },
      ),
      { numRuns: 200, seed: 1 },
    );
  });

  test('at the value without effect, and at the ends', () => {
    expect(found(searched(RATIOS, (x) => [Math.log(x)])).value).toBe(1);
    expect(found(searched(RATIOS, (x) => [x - 20])).value).toBe(20);
    expect(found(searched(RATIOS, (x) => [x - 0.05])).value).toBe(0.05);
  });

  test('the nearest to no effect, where there are several', () => {
    const answer = found(searched(RATIOS, (x) => [(Math.log(x) + 0.5) * (Math.log(x) - 2.5)]));
    expect(answer.value).toBeCloseTo(Math.exp(-0.5), 2);
    expect(answer.rises).toBe(false);
  });

  test('of shares and of points, on their own scale', () => {
    expect(found(searched(SHARES, (x) => [2 - 5 * x])).value).toBeCloseTo(0.4, 6);
    expect(found(searched(POINTS, (x) => [x + 0.07])).value).toBeCloseTo(-0.07, 6);
    expect(found(searched(LOWERING, (x) => [x - 0.2])).value).toBeCloseTo(0.2, 3);
  });
});

describe('the interval', () => {
  test('of a straight line with levels is that of the levels over the slope', () => {
    const slope = 10;
    const answer = found(searched(RATIOS, (x) => LEVELS.map((level) => slope * Math.log(x / 0.6) + level)));
    expect(answer.value).toBeCloseTo(0.6, 3);
    const n = LEVELS.length;
    const error = Math.sqrt(LEVELS.reduce((sum, level) => sum + level * level, 0) / (n - 1) / n) / slope;
    expect(Math.log(answer.average!.lower! / 0.6)).toBeCloseTo(-tQuantile(0.975, n - 1) * error, 3);
    expect(Math.log(answer.average!.upper! / 0.6)).toBeCloseTo(tQuantile(0.975, n - 1) * error, 3);
    expect(Math.log(answer.futures!.upper! / 0.6)).toBeCloseTo(3 / slope, 1);
  });

  test('covers the true break-even about 95 times in 100', () => {
    let state = 1;
    const uniform = (): number => (state = (state * 48271) % 2147483647) / 2147483647;
    let covered = 0;
    for (let trial = 0; trial < 400; trial++) {
      const levels = Array.from({ length: 60 }, () => 4 * (uniform() + uniform() + uniform() - 1.5));
      const { average } = found(searched(RATIOS, (x) => levels.map((level) => 8 * Math.log(x / 0.7) + level)));
      if (average!.lower! <= 0.7 && average!.upper! >= 0.7) covered++;
    }
    expect(covered).toBeGreaterThan(400 * 0.91);
    expect(covered).toBeLessThan(400 * 0.985);
  });

  test('has no end where it goes beyond what is searched', () => {
    const answer = found(searched(RATIOS, (x) => [-90, 90].map((level) => 10 * Math.log(x / 0.5) + level)));
    expect(answer.average).toEqual({ lower: null, upper: null });
  });
});

describe('hostile results', () => {
  test('never 0: the nearest is named', () => {
    const answer = searched(RATIOS, (x) => LEVELS.map((level) => 5 + x + level));
    expect(answer).toMatchObject({ kind: 'none', nearest: { value: 0.05, mean: 5.05 } });
    expect(answer.tried).toHaveLength(RATIOS.scan.length);
    expect(searched(RATIOS, (x) => [-1 / x - 2])).toMatchObject({ kind: 'none', nearest: { value: 20 } });
  });

  test('flat, at 0 or not', () => {
    expect(searched(RATIOS, () => LEVELS)).toMatchObject({ kind: 'flat', result: { mean: 0 } });
    expect(searched(SHARES, () => [4, 4])).toMatchObject({ kind: 'flat', result: { mean: 4, mcSe: 0 } });
    // The same mean, but not the same futures.
    expect(searched(RATIOS, (x) => [4 + x, 4 - x])).toMatchObject({ kind: 'none' });
  });

  test('a step, however steep', () => {
    const answer = found(searched(RATIOS, (x) => [x < 0.371 ? -1e9 : 1]));
    expect(Math.abs(Math.log(answer.value / 0.371))).toBeLessThan(0.04);
  });

  test('in small steps, with noise of its own at every value', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), (salt) => {
        const noise = (x: number, r: number): number => {
          const word = Math.imul(Math.round(x * 1e6) ^ (r * 7919) ^ salt, 2654435761) >>> 0;
          return word / 4294967296 - 0.5;
        };
        const answer = found(
          searched(RATIOS, (x) => LEVELS.map((_, r) => Math.round(200 * Math.log(x / 0.8) + 40 * noise(x, r)))),
        );
        expect(Math.abs(Math.log(answer.value / 0.8))).toBeLessThan(0.3);
      }),
      { numRuns: 100, seed: 1 },
    );
  });

  test('flat on one side: the root is where it begins', () => {
    expect(found(searched(RATIOS, (x) => [x < 1 ? x - 1 : 0])).value).toBe(1);
  });

  test('refuses what is no number, what was not asked for, and an answer too soon', () => {
    expect(() => new BreakEven(RATIOS).tell([1, Number.NaN])).toThrow(RangeError);
    expect(() => new BreakEven(RATIOS).tell([])).toThrow(RangeError);
    expect(() => new BreakEven(RATIOS).answer).toThrow(/not over/);
    const search = new BreakEven(RATIOS);
    search.tell([1, 2]);
    expect(() => search.tell([1])).toThrow(/each of 2 replications/);
    const over = new BreakEven(LOWERING);
    while (over.next() !== null) over.tell([1]);
    expect(() => over.tell([1])).toThrow(/search is over/);
  });
});
