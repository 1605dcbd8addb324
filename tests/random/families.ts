/** Hazards of every family with wide parameters, drawn by fast-check; shared by the tests of this folder. */
import * as fc from 'fast-check';
import {
  type HazardSpec,
  cumulativeHazard,
  inverseCumulativeHazard,
  packHazard,
  remainingTime,
} from '../../engine/random/index.js';

/** Packs behind other parameters, as a compiled pathway would. */
export function packed(spec: HazardSpec) {
  const numbers = [99, 98, 97];
  const { kind, offset } = packHazard(spec, numbers);
  const table = Float64Array.from(numbers);
  return {
    hazard: (age: number) => cumulativeHazard(kind, table, offset, age),
    inverse: (h: number) => inverseCumulativeHazard(kind, table, offset, h),
    remaining: (age: number, threshold: number) => remainingTime(kind, table, offset, age, threshold),
  };
}

export const size = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const tenTo = (min: number, max: number) => size(min, max).map((n) => 10 ** n);
const widths = fc.array(size(0.5, 400), { minLength: 1, maxLength: 12 });
const running = (values: readonly number[]): number[] => {
  let sum = 0;
  return values.map((value) => (sum += value));
};

export const exponential = size(1e-6, 10).map((rate): HazardSpec => ({ family: 'exponential', rate }));
export const weibull = fc
  .tuple(size(0.2, 6), size(0.1, 5000))
  .map(([shape, scale]): HazardSpec => ({ family: 'weibull', shape, scale }));
const lognormal = fc
  .tuple(size(0.1, 5000), size(0.05, 3))
  .map(([median, sdlog]): HazardSpec => ({ family: 'lognormal', median, sdlog }));
export const piecewise = widths.chain((steps) =>
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
const gompertz = fc
  .tuple(
    tenTo(-6, 0),
    fc.oneof(
      fc.constant(0),
      tenTo(-9, -1.5),
      tenTo(-9, -1.5).map((slope) => -slope),
    ),
  )
  .map(([rate, slope]): HazardSpec => ({ family: 'gompertz', rate, slope }));
const loglogistic = fc
  .tuple(size(0.3, 8), size(0.1, 5000))
  .map(([shape, scale]): HazardSpec => ({ family: 'loglogistic', shape, scale }));
const gamma = fc
  .tuple(tenTo(-1, 4), tenTo(-2, 3))
  .map(([shape, scale]): HazardSpec => ({ family: 'gamma', shape, scale }));
/** Q from either side of 0, very small ones and 0 itself included. */
const generalisedGamma = fc
  .tuple(
    size(-3, 9),
    size(0.1, 2.5),
    fc.oneof(
      size(-3, 3),
      tenTo(-12, -1),
      tenTo(-12, -1).map((q) => -q),
      fc.constant(0),
    ),
  )
  .map(([mu, sigma, Q]): HazardSpec => ({ family: 'generalised_gamma', mu, sigma, Q }));
/** Phases whose rates differ by up to seven orders of magnitude; some never end. */
export const phaseType = fc.integer({ min: 1, max: 12 }).chain((n) =>
  fc
    .tuple(
      fc.array(size(0, 1), { minLength: n, maxLength: n }),
      fc.array(fc.oneof({ weight: 2, arbitrary: fc.constant(0) }, tenTo(-5, 2)), {
        minLength: n * n,
        maxLength: n * n,
      }),
      fc.array(fc.oneof(fc.constant(0), tenTo(-4, 1)), { minLength: n, maxLength: n }),
    )
    .map(([shares, rates, exit]): HazardSpec => {
      const total = shares.reduce((sum, share) => sum + share, 0);
      return {
        family: 'phase_type',
        start: total > 0.01 ? shares.map((share) => share / total) : shares.map((_, i) => (i === 0 ? 1 : 0)),
        rates: exit.map((_, i) => exit.map((__, j) => (i === j ? 0 : (rates[i * n + j] as number)))),
        exit,
      };
    }),
);
const simple = fc.oneof(
  exponential,
  weibull,
  lognormal,
  piecewise,
  empirical,
  gompertz,
  loglogistic,
  gamma,
  generalisedGamma,
);
const mixtureOf = (part: fc.Arbitrary<HazardSpec>) =>
  fc
    .array(fc.tuple(size(0.01, 1), fc.oneof({ weight: 5, arbitrary: part }, fc.constant('never' as const))), {
      minLength: 1,
      maxLength: 4,
    })
    .map((parts): HazardSpec => {
      const total = parts.reduce((sum, [weight]) => sum + weight, 0);
      return { family: 'mixture', parts: parts.map(([weight, hazard]) => ({ weight: weight / total, hazard })) };
    });
const mixture = mixtureOf(fc.oneof({ weight: 6, arbitrary: simple }, phaseType, mixtureOf(simple)));

export const families = {
  exponential,
  weibull,
  lognormal,
  piecewise,
  empirical,
  gompertz,
  loglogistic,
  gamma,
  generalisedGamma,
  phaseType,
  mixture,
};
export const anyHazard = fc.oneof(...Object.values(families));
export const threshold = tenTo(-12, 1.5);
