/** From an interval to a number drawn: its quantiles are the interval's ends, and it stays what it is a number of. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { drawnFactor, drawnShare, drawnSize, spreadOf } from '../../scenarios/resolve/draws/spread.js';
import { amountEnds, endsOf } from '../../scenarios/resolve/ends.js';
import { STANCES, underStance, type BestTrial, type Stance } from '../../scenarios/index.js';

const Z = 1.959963984540054;
const normal = fc.double({ min: -8.3, max: 8.3, noNaN: true });
const pair = fc.tuple(normal, normal).map(([a, b]) => (a < b ? ([a, b] as const) : ([b, a] as const)));

describe('a factor drawn from an interval', () => {
  const ends = fc.tuple(fc.double({ min: 0.001, max: 1, noNaN: true }), fc.double({ min: 1, max: 1000, noNaN: true }));

  test('has 1 as its median and the ends as its 2.5% and 97.5% quantiles', () => {
    fc.assert(
      fc.property(ends, ([lower, upper]) => {
        expect(drawnFactor([lower, upper], 0)).toBe(1);
        expect(drawnFactor([lower, upper], -Z) / lower).toBeCloseTo(1, 9);
        expect(drawnFactor([lower, upper], Z) / upper).toBeCloseTo(1, 9);
      }),
    );
    expect([-Z, 0, Z].map((at) => drawnFactor([0, 2], at))).toEqual([0, 1, expect.closeTo(2, 12)]);
  });

  test('is never below 0, and greater for a greater normal', () => {
    const from0 = fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 1, max: 1000, noNaN: true }));
    fc.assert(
      fc.property(from0, pair, ([lower, upper], [a, b]) => {
        const [less, more] = [drawnFactor([lower, upper], a), drawnFactor([lower, upper], b)];
        expect(less).toBeGreaterThanOrEqual(0);
        expect(more).toBeGreaterThanOrEqual(less * (1 - 1e-12));
        expect(Number.isFinite(more)).toBe(true);
      }),
    );
  });
});

describe('a share drawn from an interval', () => {
  /** A whole, and three shares of it in order. */
  const shares = fc
    .tuple(
      fc.double({ min: 0.1, max: 1, noNaN: true }),
      fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 3, maxLength: 3 }),
    )
    .map(([whole, parts]) => ({ whole, sorted: parts.map((x) => x * whole).sort((a, b) => a - b) }));

  /** The same, neither none nor all of it. */
  const middling = fc
    .tuple(fc.constantFrom(0.5, 1), fc.array(fc.integer({ min: 1, max: 999 }), { minLength: 3, maxLength: 3 }))
    .map(([whole, parts]) => ({ whole, sorted: parts.map((x) => (x / 1000) * whole).sort((a, b) => a - b) }));

  test('has itself as its median and the ends as its 2.5% and 97.5% quantiles', () => {
    fc.assert(
      fc.property(middling, ({ whole, sorted: [lower, share, upper] }) => {
        const at = (z: number): number => drawnShare(share!, [lower!, upper!], whole, z);
        expect(at(0)).toBeCloseTo(share!, 12);
        expect(at(-Z)).toBeCloseTo(lower!, 9);
        expect(at(Z)).toBeCloseTo(upper!, 9);
      }),
    );
  });

  test('stays within the whole, and is greater for a greater normal', () => {
    fc.assert(
      fc.property(shares, pair, ({ whole, sorted: [lower, share, upper] }, [a, b]) => {
        const [less, more] = [a, b].map((z) => drawnShare(share!, [lower!, upper!], whole, z));
        expect(less).toBeGreaterThanOrEqual(0);
        expect(more).toBeLessThanOrEqual(whole);
        expect(more! - less!).toBeGreaterThanOrEqual(-1e-12);
      }),
    );
  });
});

test('a size has its interval back: what an interval stands for, drawn at its quantiles, is the interval', () => {
  for (const z of [-Z, Z]) {
    const end = z < 0 ? 0 : 1;
    expect(drawnSize(1.5, spreadOf([1, 2.25], true), true, z)).toBeCloseTo([1, 2.25][end]!, 9);
    expect(drawnSize(0.1, spreadOf([-0.1, 0.3], false), false, z)).toBeCloseTo([-0.1, 0.3][end]!, 9);
  }
});

describe('ends of an interval', () => {
  const of = (interval: unknown, number: number, unit: string | null = null) =>
    endsOf(interval, [{ number, unit }])?.factors ?? null;

  test('are multiples of the number', () => {
    expect(of([0.3, 0.5], 0.4)).toEqual([expect.closeTo(0.75, 12), expect.closeTo(1.25, 12)]);
    expect(of('0.3 to 0.5 per year', 0.4, 'per year')).toEqual([expect.closeTo(0.75, 12), expect.closeTo(1.25, 12)]);
    expect(of('1,000 to 3,000 (95%)', 2000)).toEqual([0.5, 1.5]);
    expect(of('plus or minus 30%', -5)).toEqual([0.7, 1.3]);
    expect(amountEnds('£1,000 per week', '500 to 1,500')?.factors).toEqual([0.5, 1.5]);
  });

  test.each([
    ['an interval that its number is not in', [0.5, 0.7], 0.4],
    ['ends the wrong way round', [0.5, 0.3], 0.4],
    ['one of another unit', '3 to 5 months', 4],
    ['words', 'not published', 4],
    ['a hundred per cent either way', 'plus or minus 100%', 4],
    ['points in place of per cent', 'plus or minus 5 points', 0.4],
    ['a number of 0', [0, 1], 0],
    ['a number below 0', [-2, -1], -1.5],
    ['what is no number', ['a', 'b'], 1],
    ['nothing', undefined, 1],
  ])('are none of %s', (_, interval, number) => {
    expect(of(interval, number)).toBeNull();
  });
});

describe('how sure an effect is, under each stance', () => {
  const trial = (design: BestTrial['design'], value: number | null, interval: BestTrial['interval']): BestTrial => ({
    design,
    measure: 'hazard_ratio',
    value,
    interval,
  });
  const spreads = (best: BestTrial) =>
    Object.fromEntries(STANCES.map((stance: Stance) => [stance, underStance(stance, best, null).spread]));
  const error = (lower: number, upper: number): number => Math.log(upper / lower) / (2 * Z);
  const near = (value: number): number => expect.closeTo(value, 9) as number;

  test('a randomised trial that shows nothing is drawn about none, with its own error', () => {
    const best = trial('randomised', 1.25, [0.77, 2.05]);
    expect(underStance('central', best, null).value).toBe(1);
    const own = error(0.77, 2.05);
    expect(spreads(best)).toEqual({
      none: undefined,
      cautious: near(own / 2),
      central: near(own),
      'as-trialled': near(own),
      optimistic: undefined,
    });
  });

  test('half an effect is drawn with half its error, and from none to the whole of it besides', () => {
    for (const value of [0.5, 2]) {
      const own = error(value * 0.8, value * 1.25);
      const doubt = Math.log(2) / (2 * Z);
      const half = Math.hypot(own / 2, doubt);
      expect(spreads(trial('controlled', value, [value * 0.8, value * 1.25]))).toMatchObject({
        central: near(half),
        cautious: near(half / 2),
        'as-trialled': near(own),
      });
    }
  });

  test('a share diverted has half its effect and half its error as a difference', () => {
    const best: BestTrial = { design: 'controlled', measure: 'diverted', value: 0.2, interval: [0.1, 0.3] };
    const own = 0.2 / (2 * Z);
    expect(spreads(best)).toMatchObject({
      'as-trialled': near(own),
      central: near(Math.hypot(own / 2, 0.2 / (2 * Z))),
    });
  });

  test('the best published is drawn from its own interval: the trial’s where nothing better is', () => {
    const best = trial('randomised', 0.7, [0.5, 0.98]);
    const own = error(0.5, 0.98);
    expect(underStance('optimistic', best, null).spread).toBeCloseTo(own, 9);
    const published = { value: 0.6, design: 'uncontrolled', note: 'a service', interval: [0.4, 0.9] as const };
    expect(underStance('optimistic', best, published).spread).toBeCloseTo(error(0.4, 0.9), 9);
    expect(underStance('optimistic', best, { ...published, design: 'assumption' }).spread).toBeUndefined();
  });

  test('what is not drawn says why, and what is drawn does not', () => {
    const bests = [
      trial('randomised', 0.7, [0.5, 0.98]),
      trial('randomised', 1.25, [0.77, 2.05]),
      trial('randomised', 0.7, null),
      trial('controlled', 0.7, [0.5, 0.98]),
      trial('controlled', 0.7, null),
      trial('uncontrolled', 0.4, [0.2, 0.8]),
      trial('none', null, null),
    ];
    const published = [
      null,
      { value: 0.5, design: 'uncontrolled', note: 'a service' },
      { value: 0.5, design: 'assumption', note: 'ours' },
    ];
    for (const stance of STANCES)
      for (const best of bests)
        for (const other of published) {
          const { spread, whyHeld } = underStance(stance, best, other);
          expect(spread === undefined).toBe(whyHeld !== undefined);
          expect(whyHeld).not.toBe('');
        }
    const why = (best: BestTrial): string | undefined => underStance('central', best, null).whyHeld;
    expect(why(trial('uncontrolled', 0.4, [0.2, 0.8]))).toMatch(/without a comparison/);
    expect(why(trial('controlled', 0.7, null))).toBe('the study gives no interval');
  });

  test('an interval that no ratio can have is not drawn from', () => {
    expect(underStance('as-trialled', trial('randomised', 0.7, [0, 2]), null)).toMatchObject({
      whyHeld: 'its interval has an end that no ratio can have',
    });
  });

  test('nothing is drawn where nobody said how sure it is, nor under the stance of none', () => {
    expect(Object.values(spreads(trial('randomised', 0.7, null)))).toEqual(Array(5).fill(undefined));
    expect(Object.values(spreads(trial('uncontrolled', 0.7, null)))).toEqual(Array(5).fill(undefined));
    expect(Object.values(spreads(trial('none', null, null)))).toEqual(Array(5).fill(undefined));
    expect(underStance('none', trial('randomised', 0.7, [0.6, 0.8]), null).spread).toBeUndefined();
  });
});
