/**
 * The value of information against nested simulation, and whether its standard errors are as large as its errors.
 *
 * Nothing is run twice by the functions tested; nested simulation runs the model anew for every value of what is known.
 */
import { describe, expect, test } from 'vitest';
import { averaged, evpi, evppi } from '../../engine/decision/index.js';
import { unitNormalLoss } from '../../engine/decision/normal.js';
import { luckOf, type Luck } from '../support/normals.js';

const knowing = (mean: number, sd: number): number => sd * unitNormalLoss(Math.abs(mean) / sd);

/** A programme's effect, how long it lasts, who takes it up, what care costs, what the programme costs. */
const PARAMETERS = ['log ratio', 'years', 'take-up', 'care', 'price'] as const;

function drawn(luck: Luck): number[] {
  return [
    -0.15 + 0.2 * luck.normal(),
    Math.exp(0.7 + 0.5 * luck.normal()),
    0.4 + 0.5 * luck.uniform(),
    60_000 * Math.exp(0.2 * luck.normal()),
    4000 * Math.exp(0.3 * luck.normal()),
  ];
}

/** Net benefit of nothing, of a programme for some, and for all with half the effect: products, powers and a cap. */
function benefits([effect, years, takeUp, care, price]: readonly number[]): number[] {
  const avoided = (size: number): number => 0.12 * (1 - Math.exp(size * Math.min(years!, 5)));
  return [0, takeUp! * (avoided(effect!) * care! - price! / 2), avoided(effect! / 2) * care! - 0.6 * price!];
}

/** Over `outer` values of what is known: the best option by its mean over `inner` values of the rest. */
function nested(known: readonly number[], outer: number, inner: number, luck: Luck): number {
  const overall = [0, 0, 0];
  let best = 0;
  for (let k = 0; k < outer; k++) {
    const held = drawn(luck);
    const means = [0, 0, 0];
    for (let r = 0; r < inner; r++) {
      const own = drawn(luck).map((value, p) => (known.includes(p) ? held[p]! : value));
      benefits(own).forEach((value, o) => (means[o]! += value / inner));
    }
    best += Math.max(...means) / outer;
    means.forEach((value, o) => (overall[o]! += value / outer));
  }
  return best - Math.max(...overall);
}

function sample(n: number, luck: Luck): { readonly parameters: number[][]; readonly benefit: number[][] } {
  const draws = Array.from({ length: n }, () => drawn(luck));
  const outcomes = draws.map(benefits);
  return {
    parameters: PARAMETERS.map((_, p) => draws.map((own) => own[p]!)),
    benefit: [0, 1, 2].map((o) => outcomes.map((own) => own[o]!)),
  };
}

describe('a model with products, powers and a cap', () => {
  const groups = [[0], [1], [2], [3], [4], [0, 1], [0, 4], [1, 2, 3], [0, 1, 2, 3]];

  test.each(groups.map((known) => ({ known, names: known.map((p) => PARAMETERS[p]).join(', ') })))(
    'knowing $names is worth what nested simulation says',
    ({ known }) => {
      const luck = luckOf(`nested ${known.join()}`);
      const truth = nested(known, 3000, 1000, luck);
      const all = evpi(sample(20_000, luck).benefit).value;
      // Ten samples of 1,000 draws: their mean within four standard errors (6 times in 100,000), 1% of all there is to know for
      // nested simulation and 2% for what a smooth function cannot follow.
      const found = Array.from({ length: 10 }, () => {
        const { parameters, benefit } = sample(1000, luck);
        return evppi(
          benefit,
          known.map((p) => parameters[p]!),
        );
      });
      const mean = found.reduce((sum, { value }) => sum + value / 10, 0);
      const se = Math.sqrt(found.reduce((sum, own) => sum + own.se ** 2, 0)) / 10;
      expect(Math.abs(mean - truth)).toBeLessThan(4 * se + 0.03 * all);
      expect(se).toBeLessThan(0.05 * all);
    },
  );
});

describe('standard errors', () => {
  const SETS = 300;

  /** 300 data sets: the spread of the estimates, what their standard errors say, and how often two of them hold the truth. */
  function over(
    estimate: (luck: Luck) => { readonly value: number; readonly se: number },
    truth: number,
    seed: string,
  ) {
    const luck = luckOf(seed);
    const all = Array.from({ length: SETS }, () => estimate(luck));
    const mean = all.reduce((sum, { value }) => sum + value / SETS, 0);
    const sd = Math.sqrt(all.reduce((sum, { value }) => sum + (value - mean) ** 2, 0) / (SETS - 1));
    const se = Math.sqrt(all.reduce((sum, own) => sum + own.se ** 2 / SETS, 0));
    const held = all.filter((own) => Math.abs(own.value - truth) < 2 * own.se).length / SETS;
    return { bias: mean - truth, ratio: se / sd, sd, held };
  }

  // The standard deviation of 300 estimates is itself good to 4%; 0.8 to 1.35 leaves room for what the errors leave out.
  test.each([
    [100, 1],
    [300, 1],
    [300, 4],
    [100, 8],
  ])('of the value of knowing part, from %d draws and %d parameters', (n, count) => {
    const { bias, ratio, sd, held } = over(
      (luck) => {
        const known = Array.from({ length: count }, () => luck.normals(n));
        const benefit = luck.normals(n).map((z, i) => {
          let sum = -0.4 + z;
          for (const own of known) sum += own[i]! / Math.sqrt(count);
          return sum;
        });
        return evppi([new Float64Array(n), benefit], known);
      },
      knowing(0.4, 1),
      `partial ${n} ${count}`,
    );
    expect(ratio).toBeGreaterThan(0.8);
    expect(ratio).toBeLessThan(1.35);
    expect(Math.abs(bias)).toBeLessThan(0.5 * sd);
    expect(held).toBeGreaterThan(0.88);
  });

  test('of the value of knowing all, with and without noise in each draw', () => {
    const [n, replications] = [300, 4];
    const still = over(
      (luck) =>
        evpi([new Float64Array(n), luck.normals(n).map((z) => z - 0.4), luck.normals(n).map((z) => 0.5 * z - 0.4)]),
      nestedNormals(0.4),
      'all',
    );
    expect(still.ratio).toBeGreaterThan(0.8);
    expect(still.ratio).toBeLessThan(1.25);
    expect(still.held).toBeGreaterThan(0.9);
    const noisy = over(
      (luck) => {
        const option = Array.from(luck.normals(n), (z) => {
          const own = z - 0.4;
          return Array.from({ length: replications }, () => own + 2 * luck.normal());
        });
        const { means, noise } = averaged([option.map((own) => own.map(() => 0)), option]);
        return evpi(means, noise);
      },
      knowing(0.4, 1),
      'all noisy',
    );
    // Noise has the variance of what is not known: uncorrected, the value would be two thirds too high.
    expect(Math.abs(noisy.bias)).toBeLessThan(0.1 * knowing(0.4, 1));
    expect(noisy.ratio).toBeGreaterThan(0.8);
    expect(noisy.ratio).toBeLessThan(1.25);
    expect(noisy.held).toBeGreaterThan(0.9);
  });

  /** The mean of the largest of 0, N(-d, 1) and N(-d, 1/4), by a fine grid: one less the chance that all are below. */
  function nestedNormals(d: number): number {
    let total = 0;
    const step = 0.001;
    const below = (z: number): number => 1 - (unitNormalLoss(z - 1e-5) - unitNormalLoss(z + 1e-5)) / 2e-5;
    for (let x = step / 2; x < 8; x += step) total += step * (1 - below(x + d) * below((x + d) / 0.5));
    return total;
  }
});

test('chance inside draws averages out of the regression', () => {
  // Two replications whose noise is twice the spread of all that is not known: knowing x is worth the same.
  const luck = luckOf('averages out');
  const n = 1000;
  const values = Array.from({ length: 40 }, () => {
    const x = luck.normals(n);
    const benefit = luck.normals(n).map((z, i) => -0.3 + 0.8 * x[i]! + 0.6 * z + Math.SQRT2 * luck.normal());
    return evppi([new Float64Array(n), benefit], [x]).value;
  });
  const mean = values.reduce((sum, value) => sum + value / 40, 0);
  const sd = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 39);
  // Four standard errors: by chance 1 time in 4,000.
  expect(Math.abs(mean - knowing(0.3, 0.8))).toBeLessThan((4 * sd) / Math.sqrt(40) + 0.002);
});
