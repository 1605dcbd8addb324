/** Fitting by asking, against closed forms: linear problems exactly, others near enough, the same bits every time. */
import { describe, expect, test } from 'vitest';
import {
  Calibration,
  drawParameters,
  marginalInterval,
  normalQuantile,
  priorFrom,
  type CalibrationOptions,
  type CalibrationProblem,
  type Evaluation,
  type Fit,
} from '../../engine/index.js';
import { cholesky, invertWith, solveWith } from '../../engine/study/calibrate/cholesky.js';

/** Mulberry32: uniforms in (0, 1) from a seed. */
function uniforms(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return (((t ^ (t >>> 14)) >>> 0) + 0.5) / 4294967296;
  };
}

function normals(seed: number): () => number {
  const uniform = uniforms(seed);
  return () => normalQuantile(uniform());
}

type Model = (point: Float64Array, precision: 'full' | 'half') => Evaluation | null;

function fit(problem: CalibrationProblem, model: Model, options?: CalibrationOptions): Fit {
  const search = new Calibration(problem, options);
  for (let batch = search.next(); batch !== null; batch = search.next()) {
    const { points, precision } = batch;
    search.tell(points.map((point) => model(point, precision)));
  }
  return search.fit;
}

function exactly(values: readonly number[]): Evaluation {
  return { values: Float64Array.from(values), errors: new Float64Array(values.length) };
}

function target(id: string, published: number, band: number, more: { weight?: number; floor?: number } = {}) {
  return { id, published, band, weight: 1, floor: 0, ...more };
}

describe('a straight model with Gaussian priors', () => {
  // Two coordinates, three figures: posterior by hand from the normal equations.
  const slopes = [
    [2, 0.5],
    [-1, 3],
    [0.5, 1],
  ] as const;
  const bands = [0.4, 0.6, 1];
  const published = [1.3, 0.7, 0.4];
  const problem: CalibrationProblem = {
    coordinates: [
      { name: 'a', centre: 0.1, priorSd: 0.3 },
      { name: 'b', centre: -0.1, priorSd: 0.5 },
    ],
    targets: published.map((value, i) => target(`figure ${i}`, value, bands[i]!)),
  };
  const model: Model = (point) => exactly(slopes.map(([a, b]) => 0.2 + a * point[0]! + b * point[1]!));
  const precision = [1 / 0.09, 0, 0, 1 / 0.25];
  const pulled = [0.1 / 0.09, -0.1 / 0.25];
  slopes.forEach((row, i) => {
    const weight = 4 / (bands[i]! * bands[i]!);
    for (let a = 0; a < 2; a++) {
      pulled[a]! += weight * row[a]! * (published[i]! - 0.2);
      for (let b = 0; b < 2; b++) precision[a * 2 + b]! += weight * row[a]! * row[b]!;
    }
  });
  const determinant = precision[0]! * precision[3]! - precision[1]! * precision[2]!;
  const covariance = [precision[3]!, -precision[1]!, -precision[2]!, precision[0]!].map((x) => x / determinant);
  const mean = [0, 1].map((a) => covariance[a * 2]! * pulled[0]! + covariance[a * 2 + 1]! * pulled[1]!);

  test('has the posterior of the normal equations', () => {
    const found = fit(problem, model);
    expect(found.stopped).toBe('converged');
    for (let a = 0; a < 2; a++) expect(found.point[a]).toBeCloseTo(mean[a]!, 8);
    for (let k = 0; k < 4; k++) expect(found.covariance[k]! / covariance[k]!).toBeCloseTo(1, 8);
    expect(found.steps).toBeLessThanOrEqual(3);
    expect(found.objective.end).toBeLessThan(found.objective.start);
  });

  test('weights count as so many figures in the search and not in what is known; errors widen, a floor only the uncertainty', () => {
    const { targets } = problem;
    const twice = fit({ ...problem, targets: [...targets, targets[0]!] }, (point) => {
      const { values } = model(point, 'full')!;
      return exactly([...values, values[0]!]);
    });
    const weighed = fit(
      { ...problem, targets: targets.map((item, i) => ({ ...item, weight: i === 0 ? 2 : 1 })) },
      model,
    );
    expect(weighed.point[0]).toBeCloseTo(twice.point[0]!, 9);
    expect(weighed.covariance[1]).toBeCloseTo(covariance[1]!, 9);
    // A Monte Carlo error of half of a band is as if the band were wider by the root of two.
    const noisy = fit(problem, (point) => ({
      ...model(point, 'full')!,
      errors: Float64Array.from(bands, (band) => band / 2),
    }));
    const wider = fit(
      { ...problem, targets: targets.map((item) => ({ ...item, band: item.band * Math.SQRT2 })) },
      model,
    );
    expect(noisy.point[1]).toBeCloseTo(wider.point[1]!, 9);
    expect(noisy.covariance[3]).toBeCloseTo(wider.covariance[3]!, 9);
    const floored = fit({ ...problem, targets: targets.map((item) => ({ ...item, floor: 2 })) }, model);
    expect(floored.point[0]).toBeCloseTo(mean[0]!, 8);
    expect(floored.covariance[0]!).toBeGreaterThan(covariance[0]!);
  });

  test('a figure that nothing moves leaves the prior as it was', () => {
    const [a] = problem.coordinates;
    const found = fit({ coordinates: [a!], targets: [target('fixed', 5, 0.1)] }, () => exactly([4]));
    expect(found.point[0]).toBe(a!.centre);
    expect(Math.sqrt(found.covariance[0]!)).toBeCloseTo(a!.priorSd, 12);
  });

  test('is told in any number of workers the same: the answer does not depend on what ran first', () => {
    const first = fit(problem, model);
    const second = fit(problem, model);
    expect(second).toEqual(first);
  });
});

/** Figures that are products of powers of multipliers, sums of them and shares: the kind of thing rates do. */
function bent(seed: number, coordinates: number, figures: number) {
  const normal = normals(seed);
  const powers = Array.from({ length: figures }, (_, i) =>
    Array.from({ length: coordinates }, (_, j) => (i % coordinates === j ? 0.7 + 0.2 * normal() : 0.15 * normal())),
  );
  const levels = Array.from({ length: figures }, () => 50 * Math.exp(normal()));
  const values = (point: ArrayLike<number>): number[] =>
    powers.map((row, i) => {
      const sum = row.reduce((total, power, j) => total + power * point[j]!, 0);
      // Half of them saturate, as shares and stocks with exits do.
      return i % 2 === 0 ? levels[i]! * Math.exp(sum) : (levels[i]! * 2) / (1 + Math.exp(-2 * sum));
    });
  return { values, normal };
}

function bentProblem(coordinates: number, published: readonly number[], tolerance: number): CalibrationProblem {
  return {
    coordinates: Array.from({ length: coordinates }, (_, j) => priorFrom(`x${j}`, Math.log(0.5), Math.log(2))),
    targets: published.map((value, i) => target(`f${i}`, value, tolerance * value)),
  };
}

describe('models that are not straight', () => {
  test('the truth comes back where figures are exact', () => {
    const { values } = bent(11, 4, 12);
    const truth = [0.5, -0.4, 0.3, -0.6];
    const found = fit(bentProblem(4, values(truth), 0.01), (point) => exactly(values(point)));
    found.point.forEach((x, j) => expect(Math.abs(x - truth[j]!)).toBeLessThan(0.02));
    expect(found.objective.end).toBeLessThan(found.objective.start / 100);
  });

  test('thirty coordinates and eighty figures are done in six steps', () => {
    const { values, normal } = bent(5, 30, 80);
    const truth = Array.from({ length: 30 }, () => 0.3 * normal());
    const published = values(truth).map((value) => value * (1 + 0.025 * normal()));
    const found = fit(bentProblem(30, published, 0.05), (point) => exactly(values(point)));
    expect(found.stopped).toBe('converged');
    expect(found.steps).toBeLessThanOrEqual(6);
    // What is left is about what as many figures leave that are out by their own standard deviation.
    expect(found.objective.end).toBeLessThan(110);
  });

  test('jumps of the size of the tolerance in the runs do not derail it', () => {
    for (const seed of [1, 2, 3, 4, 5]) {
      const { values } = bent(seed, 6, 24);
      const truth = [0.4, -0.5, 0.2, 0.3, -0.3, 0.1];
      const uneven = (value: number, i: number): number => {
        // A jump that depends on the value's own digits, as the same for the same point.
        const jump = uniforms(Math.round(value * 1e6) + i)() - 0.5;
        return value * (1 + 0.02 * jump);
      };
      const problem = bentProblem(6, values(truth), 0.04);
      const found = fit(problem, (point) => exactly(values(point).map(uneven)), { maxSteps: 12 });
      expect(found.objective.end, `seed ${seed}`).toBeLessThan(found.objective.start / 20);
      found.point.forEach((x, j) => {
        const sd = Math.sqrt(found.covariance[j * 6 + j]!);
        expect(Math.abs(x - truth[j]!), `seed ${seed}, x${j}`).toBeLessThan(Math.max(4 * sd, 0.1));
      });
    }
  });

  test('a region that cannot be run is kept out of, and slopes beside it look the other way', () => {
    const problem: CalibrationProblem = {
      coordinates: [priorFrom('share', -1, 1), priorFrom('other', -1, 1)],
      targets: [target('share', 1.2, 0.05), target('sum', 0.5, 0.05)],
    };
    const within =
      (wall: number): Model =>
      (point) =>
        point[0]! > wall ? null : exactly([Math.exp(point[0]!), point[0]! + Math.exp(point[1]!) - 1]);
    // Beyond the first step (to the limit) and short of the answer's own slopes, which then look backward.
    const found = fit(problem, within(0.19), { maxSteps: 20 });
    expect(found.values[0]!).toBeCloseTo(1.2, 2);
    expect(found.values[1]!).toBeCloseTo(0.5, 2);
    // Short of the answer: as near as it gets by halving, and never across.
    const short = fit(problem, within(0.1), { maxSteps: 20 });
    expect(short.point[0]!).toBeLessThanOrEqual(0.1);
    expect(short.objective.end).toBeLessThan(short.objective.start / 2);
  });

  test('half of the replications serve for slopes only', () => {
    const { values } = bent(3, 3, 6);
    const asked: string[] = [];
    fit(bentProblem(3, values([0.2, 0.1, -0.1]), 0.02), (point, precision) => {
      asked.push(precision);
      // With half the replications every figure is a little off, by the same at each point.
      return exactly(values(point).map((value) => value * (precision === 'half' ? 1.05 : 1)));
    });
    expect(asked[0]).toBe('full');
    expect(asked.filter((item) => item === 'half').length).toBeGreaterThanOrEqual(4);
  });
});

describe('the joint uncertainty', () => {
  test('its 95% region holds the truth of 90 to 99% of 300 problems', () => {
    const [coordinates, figures, problems] = [4, 10, 300];
    const chiSquare95 = 9.487729;
    let held = 0;
    for (let seed = 0; seed < problems; seed++) {
      const { values, normal } = bent(1000 + seed, coordinates, figures);
      const priorSd = bentProblem(coordinates, [1], 1).coordinates[0]!.priorSd;
      const truth = Array.from({ length: coordinates }, () => priorSd * normal());
      const published = values(truth).map((value) => value * (1 + 0.03 * normal()));
      const found = fit(bentProblem(coordinates, published, 0.06), (point) => exactly(values(point)));
      const names = found.names;
      const off = Float64Array.from(truth, (x, j) => x - found.point[j]!);
      const solved = solveWith(cholesky(found.covariance, names), off);
      const distance = off.reduce((sum, x, j) => sum + x * solved[j]!, 0);
      if (distance < chiSquare95) held++;
    }
    expect(held / problems).toBeGreaterThanOrEqual(0.9);
    expect(held / problems).toBeLessThanOrEqual(0.99);
  });

  test('draws have its mean and covariance, and normals of 0 give the fit itself', () => {
    const names = ['a', 'b'];
    const uncertainty = {
      names,
      point: Float64Array.of(0.3, -0.2),
      covariance: Float64Array.of(0.04, 0.018, 0.018, 0.09),
    };
    expect(drawParameters(uncertainty, [0, 0])).toEqual(uncertainty.point);
    const normal = normals(77);
    const count = 40_000;
    const sums = [0, 0, 0, 0, 0];
    for (let i = 0; i < count; i++) {
      const drawn = drawParameters(uncertainty, [normal(), normal()]);
      const [x, y] = [drawn[0]! - 0.3, drawn[1]! + 0.2];
      [x, y, x * x, x * y, y * y].forEach((value, k) => (sums[k]! += value / count));
    }
    expect(Math.abs(sums[0]!)).toBeLessThan(0.004);
    expect(Math.abs(sums[1]!)).toBeLessThan(0.006);
    expect(sums[2]! / 0.04).toBeCloseTo(1, 1);
    expect(Math.abs(sums[3]! - 0.018)).toBeLessThan(0.002);
    expect(sums[4]! / 0.09).toBeCloseTo(1, 1);
    const [lower, upper] = marginalInterval(uncertainty, 0);
    expect(upper - lower).toBeCloseTo(2 * 1.96 * 0.2, 4);
    expect(() => drawParameters(uncertainty, [0])).toThrow('2 coordinates need 2 normals, not 1');
  });
});

describe('what cannot be solved says why', () => {
  test('a matrix in which one coordinate repeats another', () => {
    expect(() => cholesky(Float64Array.of(1, 2, 2, 1), ['entry', 'exit'])).toThrow(/not positive definite at 'exit'/);
    expect(() => cholesky(Float64Array.of(1, Number.NaN, Number.NaN, 1), ['entry', 'exit'])).toThrow(/no number/);
    // Positive definite but for rounding: a ridge does.
    const factor = cholesky(Float64Array.of(1, 1, 1, 1), ['entry', 'exit']);
    expect(factor.every(Number.isFinite)).toBe(true);
  });

  test('an inverse is one', () => {
    const matrix = Float64Array.of(4, 1, 0.5, 1, 3, -0.2, 0.5, -0.2, 2);
    const inverse = invertWith(cholesky(matrix, ['a', 'b', 'c']), 3);
    for (let i = 0; i < 3; i++)
      for (let j = 0; j < 3; j++) {
        let sum = 0;
        for (let k = 0; k < 3; k++) sum += matrix[i * 3 + k]! * inverse[k * 3 + j]!;
        expect(sum).toBeCloseTo(i === j ? 1 : 0, 12);
      }
  });

  test('problems without coordinates, figures, tolerances or answers', () => {
    const coordinates = [priorFrom('a', -1, 1)];
    const targets = [target('stock', 1, 0.1)];
    expect(() => new Calibration({ coordinates: [], targets })).toThrow(/no coordinate is free/);
    expect(() => new Calibration({ coordinates, targets: [] })).toThrow(/no figure is given/);
    expect(() => new Calibration({ coordinates: [priorFrom('a', 1, 1)], targets })).toThrow(/'a'/);
    expect(() => new Calibration({ coordinates, targets: [target('stock', 1, 0)] })).toThrow(/'stock'/);
    expect(() => fit({ coordinates, targets }, () => exactly([Number.NaN]))).toThrow(/'stock'/);
    expect(() => fit({ coordinates, targets }, () => null)).toThrow(/cannot be run where the search begins/);
    expect(() => fit({ coordinates, targets }, (point) => (point[0] === 0 ? exactly([0.5]) : null))).toThrow(
      /cannot be run with 'a' a little higher or a little lower/,
    );
    expect(() => new Calibration({ coordinates, targets }).fit).toThrow(/not over/);
    expect(() => new Calibration({ coordinates, targets }).tell([])).toThrow(/1 points were asked for/);
  });
});
