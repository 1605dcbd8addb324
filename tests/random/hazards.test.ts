/** Hazards: what is accepted, H and its inverse, special cases, means. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  HazardKind,
  type HazardSpec,
  cumulativeHazard,
  hazardMean,
  inverseCumulativeHazard,
  packHazard,
  remainingTime,
} from '../../engine/random/index.js';

/** Packs behind other parameters, as a compiled pathway would. */
function packed(spec: HazardSpec) {
  const numbers = [99, 98, 97];
  const { kind, offset } = packHazard(spec, numbers);
  const table = Float64Array.from(numbers);
  return {
    hazard: (age: number) => cumulativeHazard(kind, table, offset, age),
    inverse: (h: number) => inverseCumulativeHazard(kind, table, offset, h),
    remaining: (age: number, threshold: number) => remainingTime(kind, table, offset, age, threshold),
  };
}

/** H reaches h at this age: a hair earlier it has not, a hair later it has. */
function expectReached(hazard: (age: number) => number, age: number, h: number): void {
  const never = age === Infinity;
  expect(hazard(never ? 1e12 : age * (1 - 1e-12))).toBeLessThanOrEqual(h * (1 + 1e-12));
  expect(never || hazard(age * (1 + 1e-12)) >= h * (1 - 1e-12)).toBe(true);
}

const size = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const widths = fc.array(size(0.5, 400), { minLength: 1, maxLength: 12 });
const running = (values: readonly number[]): number[] => {
  let sum = 0;
  return values.map((value) => (sum += value));
};

const exponential = size(1e-6, 10).map((rate): HazardSpec => ({ family: 'exponential', rate }));
const weibull = fc
  .tuple(size(0.2, 6), size(0.1, 5000))
  .map(([shape, scale]): HazardSpec => ({ family: 'weibull', shape, scale }));
const lognormal = fc
  .tuple(size(0.1, 5000), size(0.05, 3))
  .map(([median, sdlog]): HazardSpec => ({ family: 'lognormal', median, sdlog }));
const piecewise = widths.chain((steps) =>
  fc
    .array(fc.oneof(fc.constant(0), size(1e-5, 1)), { minLength: steps.length, maxLength: steps.length })
    .map((rates): HazardSpec => ({
      family: 'piecewise',
      starts: [0, ...running(steps)],
      rates: [...rates, 0.01],
    })),
);
const empirical = fc.tuple(widths, fc.boolean()).chain(([steps, certain]) =>
  fc
    .array(fc.oneof(fc.constant(0), size(0.01, 1)), { minLength: steps.length, maxLength: steps.length })
    .map((gains): HazardSpec => {
      const sums = running([...gains, certain ? 0 : 0.5]);
      const total = Math.max(sums.at(-1) as number, 0.01);
      const cumulative = sums.slice(0, -1).map((sum) => sum / total);
      return { family: 'empirical', times: running(steps), cumulative };
    }),
);
const anyHazard = fc.oneof(exponential, weibull, lognormal, piecewise, empirical);
const threshold = size(-12, 1.5).map((n) => 10 ** n);

describe('H and its inverse', () => {
  test.each(Object.entries({ exponential, weibull, lognormal, piecewise, empirical }))(
    '%s: H at the inverse of h is h',
    (_, family) => {
      fc.assert(
        fc.property(family, threshold, (spec, h) => {
          const { hazard, inverse } = packed(spec);
          const age = inverse(h);
          expectReached(hazard, age, h);
        }),
        { numRuns: 300 },
      );
    },
  );

  test('H starts at 0 and never falls; its inverse neither', () => {
    fc.assert(
      fc.property(anyHazard, size(0, 6000), size(0, 6000), threshold, threshold, (spec, a, b, h, g) => {
        const { hazard, inverse } = packed(spec);
        expect(hazard(0)).toBe(0);
        expect(hazard(-3)).toBe(0);
        expect(inverse(0)).toBe(0);
        expect(hazard(Math.min(a, b))).toBeLessThanOrEqual(hazard(Math.max(a, b)) * (1 + 1e-14));
        expect(inverse(Math.min(g, h))).toBeLessThanOrEqual(inverse(Math.max(g, h)) * (1 + 1e-14));
      }),
    );
  });

  test('the inverse is the smallest age: no flat stretch is entered', () => {
    const { hazard, inverse } = packed({ family: 'piecewise', starts: [0, 10, 20], rates: [0.1, 0, 0.1] });
    expect(inverse(1)).toBe(10);
    expect(inverse(1.5)).toBe(25);
    expect(hazard(15)).toBe(1);
    const flat = packed({ family: 'empirical', times: [10, 20, 30], cumulative: [0.5, 0.5, 1] });
    expect(flat.inverse(Math.LN2)).toBeCloseTo(10, 12);
    expect(flat.hazard(15)).toBeCloseTo(Math.LN2, 15);
    expect(flat.inverse(-Math.log(0.25))).toBeCloseTo(25, 12);
  });

  test('what never happens takes for ever', () => {
    expect(packed({ family: 'exponential', rate: 0 }).inverse(1e-9)).toBe(Infinity);
    expect(packed({ family: 'exponential', rate: 0 }).hazard(Infinity)).toBe(0);
    const stops = packed({ family: 'piecewise', starts: [0, 10], rates: [0.1, 0] });
    expect(stops.inverse(1)).toBe(10);
    expect(stops.inverse(1.0001)).toBe(Infinity);
    expect(stops.hazard(Infinity)).toBe(1);
    expect(stops.remaining(3, 0.8)).toBe(Infinity);
    const half = packed({ family: 'empirical', times: [10], cumulative: [0.5] });
    expect(half.inverse(0.7)).toBe(Infinity);
    expect(half.hazard(1e9)).toBeCloseTo(Math.LN2, 15);
    expect(half.remaining(20, 1e-3)).toBe(Infinity);
  });

  test('a fixed time comes whatever the threshold', () => {
    const { hazard, inverse, remaining } = packed({ family: 'fixed', at: 40 });
    expect([hazard(39.999), hazard(40), hazard(41)]).toEqual([0, Infinity, Infinity]);
    expect([inverse(1e-9), inverse(30), inverse(Infinity)]).toEqual([40, 40, 40]);
    expect([remaining(0, 1), remaining(15, 0.1), remaining(40, 1), remaining(50, 1)]).toEqual([40, 25, 0, 0]);
  });

  test('an empirical function that reaches 1 is certain by its last time', () => {
    const { hazard, inverse, remaining } = packed({ family: 'empirical', times: [10, 20], cumulative: [0.2, 1] });
    expect(hazard(20)).toBe(Infinity);
    expect(inverse(Infinity)).toBe(20);
    expect(inverse(700)).toBe(20);
    expect(remaining(20, 1)).toBe(0);
    expect(remaining(25, 1)).toBe(0);
  });

  test('an unknown kind is refused', () => {
    expect(() => cumulativeHazard(6, new Float64Array(4), 0, 1)).toThrow(/kind 6/);
    expect(() => inverseCumulativeHazard(6, new Float64Array(4), 0, 1)).toThrow(/kind 6/);
  });
});

describe('time still to go', () => {
  test('a constant rate has no memory, to the last bit', () => {
    fc.assert(
      fc.property(exponential, size(0, 1e6), threshold, (spec, age, e) => {
        const { remaining } = packed(spec);
        expect(remaining(age, e)).toBe(remaining(0, e));
      }),
    );
  });

  test('it is the inverse of H so far plus the threshold, less the age', () => {
    fc.assert(
      fc.property(anyHazard, size(0, 3000), threshold, (spec, age, e) => {
        const { hazard, remaining } = packed(spec);
        const got = remaining(age, e);
        expect(got).toBeGreaterThanOrEqual(0);
        // never: seen from the far future; overdue: seen from now
        expectReached(hazard, age + got, hazard(age) + e);
      }),
      { numRuns: 400 },
    );
  });

  test('a clock that starts later waits until then', () => {
    const { remaining } = packed({ family: 'weibull', shape: 1.3, scale: 60 });
    expect(remaining(-5, 0.7)).toBe(remaining(0, 0.7) + 5);
  });

  test('a threshold used up in two parts ends at the same time', () => {
    fc.assert(
      fc.property(fc.oneof(exponential, weibull, piecewise), size(0.01, 4), size(0.05, 0.95), (spec, e, share) => {
        const { hazard, remaining } = packed(spec);
        const whole = remaining(0, e);
        const paused = whole * share;
        const rest = remaining(paused, e - hazard(paused));
        expect(paused + rest).toBeCloseTo(whole, 6);
      }),
    );
  });
});

describe('what is refused', () => {
  const bad: [string, HazardSpec, RegExp][] = [
    ['a negative rate', { family: 'exponential', rate: -0.1 }, /exponential: rate must be a number from 0, not -0.1/],
    ['a rate that is not a number', { family: 'exponential', rate: NaN }, /not NaN/],
    ['an infinite rate', { family: 'exponential', rate: Infinity }, /not Infinity/],
    ['a shape of 0', { family: 'weibull', shape: 0, scale: 1 }, /weibull: shape must be a number above 0, not 0/],
    ['a negative scale', { family: 'weibull', shape: 1, scale: -2 }, /weibull: scale/],
    ['a median of 0', { family: 'lognormal', median: 0, sdlog: 1 }, /lognormal: median/],
    ['no spread', { family: 'lognormal', median: 30, sdlog: 0 }, /lognormal: sdlog/],
    ['a time before the start', { family: 'fixed', at: -1 }, /fixed: at/],
    ['no pieces', { family: 'piecewise', starts: [], rates: [] }, /must not be empty/],
    ['a late first piece', { family: 'piecewise', starts: [1], rates: [1] }, /starts\[0\] must be 0, not 1/],
    ['a missing rate', { family: 'piecewise', starts: [0, 1], rates: [1] }, /equally long, not 2 and 1/],
    ['pieces out of order', { family: 'piecewise', starts: [0, 5, 5], rates: [1, 1, 1] }, /\[2\] is 5, after 5/],
    ['a negative piece', { family: 'piecewise', starts: [0, 5], rates: [1, -1] }, /rates\[1\]/],
    ['no points', { family: 'empirical', times: [], cumulative: [] }, /must not be empty/],
    ['a point at 0', { family: 'empirical', times: [0], cumulative: [0.5] }, /times\[0\]/],
    [
      'a falling function',
      { family: 'empirical', times: [1, 2], cumulative: [0.5, 0.4] },
      /cumulative\[1\] must be from 0.5 to 1/,
    ],
    ['a chance above 1', { family: 'empirical', times: [1], cumulative: [1.1] }, /not 1.1/],
    ['times out of order', { family: 'empirical', times: [2, 1], cumulative: [0.5, 0.6] }, /times must ascend/],
  ];
  test.each(bad)('%s', (_, spec, message) => {
    const table = [1, 2];
    expect(() => packHazard(spec, table)).toThrow(RangeError);
    expect(() => packHazard(spec, table)).toThrow(message);
    expect(table).toEqual([1, 2]);
  });
});

test('the mean is the area under the survival function', () => {
  const specs: HazardSpec[] = [
    { family: 'exponential', rate: 0.01 },
    { family: 'piecewise', starts: [0, 14, 45, 60], rates: [0.03, 0, 0.01, 0.02] },
    { family: 'weibull', shape: 1.3, scale: 60 },
    { family: 'weibull', shape: 0.75, scale: 60 },
    { family: 'lognormal', median: 32, sdlog: 0.5 },
    { family: 'empirical', times: [5, 10, 40], cumulative: [0.1, 0.6, 1] },
  ];
  for (const spec of specs) {
    const { hazard } = packed(spec);
    let area = 0;
    const step = 0.01;
    for (let t = 0; t < 4000; t += step) area += Math.exp(-hazard(t + step / 2)) * step;
    expect(Math.abs(hazardMean(spec) / area - 1)).toBeLessThan(1e-4);
  }
  expect(hazardMean({ family: 'fixed', at: 40 })).toBe(40);
  expect(hazardMean({ family: 'exponential', rate: 0 })).toBe(Infinity);
  expect(hazardMean({ family: 'empirical', times: [10], cumulative: [0.5] })).toBe(Infinity);
  expect(hazardMean({ family: 'piecewise', starts: [0, 10], rates: [0.1, 0] })).toBe(Infinity);
  expect(hazardMean({ family: 'weibull', shape: 0.5, scale: 10 })).toBeCloseTo(20, 11);
});

test('the kinds are numbered as packed tables expect', () => {
  expect(Object.values(HazardKind)).toEqual([0, 1, 2, 3, 4, 5]);
});
