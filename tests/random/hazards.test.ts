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
import { anyHazard, exponential, families, packed, piecewise, size, threshold, weibull } from './families.js';

/** H reaches h at this age: a hair earlier it has not, a hair later it has. */
function expectReached(hazard: (age: number) => number, age: number, h: number): void {
  const never = age === Infinity;
  expect(hazard(never ? 1e12 : age * (1 - 1e-12))).toBeLessThanOrEqual(h * (1 + 1e-12));
  expect(never || hazard(age * (1 + 1e-12)) >= h * (1 - 1e-12)).toBe(true);
}

describe('H and its inverse', () => {
  test.each(Object.entries(families))('%s: H at the inverse of h is h', (_, family) => {
    fc.assert(
      fc.property(family, threshold, (spec, h) => {
        const { hazard, inverse } = packed(spec);
        const age = inverse(h);
        expectReached(hazard, age, h);
      }),
      { numRuns: 300 },
    );
  });

  test('H starts at 0 and never falls; its inverse neither', () => {
    fc.assert(
      fc.property(anyHazard, size(0, 6000), size(0, 6000), threshold, threshold, (spec, a, b, h, g) => {
        const { hazard, inverse } = packed(spec);
        expect(hazard(0)).toBe(0);
        expect(hazard(-3)).toBe(0);
        expect(inverse(0)).toBe(0);
        expect(hazard(Math.min(a, b))).toBeLessThanOrEqual(hazard(Math.max(a, b)) * (1 + 1e-13));
        expect(inverse(Math.min(g, h))).toBeLessThanOrEqual(inverse(Math.max(g, h)) * (1 + 1e-13));
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

  test('an unknown kind is refused, and so is a schedule, which is no hazard', () => {
    for (const kind of [HazardKind.recurring, 13]) {
      const words = new RegExp(`kind ${kind}`);
      expect(() => cumulativeHazard(kind, new Float64Array(4), 0, 1)).toThrow(words);
      expect(() => inverseCumulativeHazard(kind, new Float64Array(4), 0, 1)).toThrow(words);
      expect(() => remainingTime(kind, new Float64Array(4), 0, 1, 1)).toThrow(words);
    }
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
    ['a slope that is none', { family: 'gompertz', rate: 1, slope: NaN }, /gompertz: slope .* not NaN/],
    ['a negative rate of growth', { family: 'gompertz', rate: -1, slope: 1 }, /gompertz: rate .* not -1/],
    ['a log-logistic shape of 0', { family: 'loglogistic', shape: 0, scale: 1 }, /loglogistic: shape/],
    ['a gamma shape of 0', { family: 'gamma', shape: 0, scale: 1 }, /gamma: shape .* from 0.0001/],
    ['a sigma of 0', { family: 'generalised_gamma', mu: 0, sigma: 0, Q: 1 }, /generalised_gamma: sigma/],
    ['a vast Q', { family: 'generalised_gamma', mu: 0, sigma: 1, Q: 101 }, /Q must be from -100 to 100/],
    ['phases that miss an exit', { family: 'phase_type', start: [1], rates: [[0]], exit: [] }, /equally long/],
    ['a start of less than 1', { family: 'phase_type', start: [0.5], rates: [[0]], exit: [1] }, /add up to 1, not 0.5/],
    ['a rate to itself', { family: 'phase_type', start: [1], rates: [[2]], exit: [1] }, /rates\[0\]\[0\] must be 0/],
    ['a negative exit', { family: 'phase_type', start: [1], rates: [[0]], exit: [-1] }, /exit\[0\]/],
    ['weights of more than 1', { family: 'mixture', parts: [{ weight: 2, hazard: 'never' }] }, /weights\[0\]/],
    ['no parts', { family: 'mixture', parts: [] }, /must not be empty/],
    [
      'a part that is no hazard',
      { family: 'mixture', parts: [{ weight: 1, hazard: { family: 'fixed', at: 1 } }] },
      /parts\[0\] must be a hazard, not fixed/,
    ],
    [
      'a part with a fault',
      { family: 'mixture', parts: [{ weight: 1, hazard: { family: 'exponential', rate: -1 } }] },
      /exponential: rate/,
    ],
    ['a schedule of nothing', { family: 'recurring', times: [], every: null }, /needs times/],
    ['a schedule that turns back', { family: 'recurring', times: [2, 1], every: null }, /times must ascend/],
    ['an interval of 0', { family: 'recurring', times: [], every: 0 }, /recurring: every/],
  ];
  test.each(bad)('%s', (_, spec, message) => {
    const table = [1, 2];
    expect(() => packHazard(spec, table)).toThrow(RangeError);
    expect(() => packHazard(spec, table)).toThrow(message);
    expect(table).toEqual([1, 2]);
  });
});

const PHASES: HazardSpec = {
  family: 'phase_type',
  start: [0.5, 0.25, 0.25],
  rates: [
    [0, 0.25, 0],
    [0.125, 0, 0.5],
    [0, 0, 0],
  ],
  exit: [0, 0.0625, 0.0625],
};

test('the mean is the area under the survival function', () => {
  const specs: HazardSpec[] = [
    { family: 'exponential', rate: 0.01 },
    { family: 'piecewise', starts: [0, 14, 45, 60], rates: [0.03, 0, 0.01, 0.02] },
    { family: 'weibull', shape: 1.3, scale: 60 },
    { family: 'weibull', shape: 0.75, scale: 60 },
    { family: 'lognormal', median: 32, sdlog: 0.5 },
    { family: 'empirical', times: [5, 10, 40], cumulative: [0.1, 0.6, 1] },
    { family: 'gompertz', rate: 0.01, slope: 0.02 },
    { family: 'loglogistic', shape: 6, scale: 40 },
    { family: 'gamma', shape: 2.5, scale: 12 },
    { family: 'generalised_gamma', mu: 3, sigma: 0.5, Q: 0.4 },
    { family: 'generalised_gamma', mu: 3, sigma: 0.3, Q: -0.4 },
    { family: 'generalised_gamma', mu: 3, sigma: 0.5, Q: 0 },
    PHASES,
    {
      family: 'mixture',
      parts: [
        { weight: 0.25, hazard: PHASES },
        { weight: 0.75, hazard: { family: 'weibull', shape: 2, scale: 20 } },
      ],
    },
  ];
  for (const spec of specs) {
    const { hazard } = packed(spec);
    let area = 0;
    const step = 0.02;
    for (let t = 0, survival = 1; survival > 1e-8; t += step) {
      survival = Math.exp(-hazard(t + step / 2));
      area += survival * step;
    }
    expect(Math.abs(hazardMean(spec) / area - 1)).toBeLessThan(1e-4);
  }
  expect(hazardMean({ family: 'fixed', at: 40 })).toBe(40);
  expect(hazardMean({ family: 'exponential', rate: 0 })).toBe(Infinity);
  expect(hazardMean({ family: 'empirical', times: [10], cumulative: [0.5] })).toBe(Infinity);
  expect(hazardMean({ family: 'piecewise', starts: [0, 10], rates: [0.1, 0] })).toBe(Infinity);
  expect(hazardMean({ family: 'gompertz', rate: 0.1, slope: -1e-9 })).toBe(Infinity);
  expect(hazardMean({ family: 'gompertz', rate: 0.1, slope: 0 })).toBe(10);
  expect(hazardMean({ family: 'loglogistic', shape: 1, scale: 3 })).toBe(Infinity);
  expect(hazardMean({ family: 'generalised_gamma', mu: 0, sigma: 2, Q: -0.5 })).toBe(Infinity);
  expect(hazardMean({ ...PHASES, start: [1, 0, 0], exit: [1, 1, 0] } as HazardSpec)).toBe(Infinity);
  expect(hazardMean({ family: 'recurring', times: [], every: 30 })).toBe(30);
  expect(
    hazardMean({
      family: 'mixture',
      parts: [
        { weight: 0.9, hazard: { family: 'exponential', rate: 1 } },
        { weight: 0.1, hazard: 'never' },
      ],
    }),
  ).toBe(Infinity);
  expect(hazardMean({ family: 'weibull', shape: 0.5, scale: 10 })).toBeCloseTo(20, 11);
});

test('the kinds are numbered as packed tables expect', () => {
  expect(Object.values(HazardKind)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
});
