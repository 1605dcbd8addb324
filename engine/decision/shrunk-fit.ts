/**
 * Regression with coefficients shrunk block by block, each block as much as the data ask for.
 *
 * The model: y is a mean, plus columns times coefficients, plus independent noise; coefficients of block j are normal with mean
 * 0 and precision alpha_j. The precisions and the variance of noise are those under which the data are most probable, found by
 * MacKay's fixed point; the coefficients are then normal with a known mean and covariance. A block that says nothing is shrunk
 * to nothing, so that there is no harm in offering it.
 *
 * Source: D. J. C. MacKay, "Bayesian interpolation", Neural Computation 4 (1992) 415-447,
 * https://doi.org/10.1162/neco.1992.4.3.415 (the same as restricted maximum likelihood for smoothing parameters).
 */
import { cholesky, solveWith } from '../study/calibrate/cholesky.js';
import type { Basis } from './smooth-basis.js';
import { crossed, meanOf } from './tables.js';

/** Columns with all their products: made once, used for many results. */
export interface Design extends Basis {
  readonly products: Float64Array;
  readonly names: readonly string[];
}

export interface ShrunkFit {
  readonly mean: number;
  readonly coefficients: Float64Array;
  /** The lower triangle whose square is the precision matrix of the coefficients. */
  readonly factor: Float64Array;
  readonly fitted: Float64Array;
  readonly residuals: Float64Array;
  /** Of the noise. */
  readonly variance: number;
  /** How many coefficients' worth the data had to say, the mean apart. */
  readonly degrees: number;
}

const MOST_STEPS = 60;
const CLOSE = 1e-3;
/** Precisions, where y and columns have variance 1: from hardly shrunk to gone. */
const LEAST_PRECISION = 1e-6;
const MOST_PRECISION = 1e9;
/** Noise is at least this part of the variance, so that exact functions can be fitted. */
const LEAST_NOISE = 1e-10;

export function designOf({ columns, blocks }: Basis): Design {
  const p = columns.length;
  const products = new Float64Array(p * p);
  for (let a = 0; a < p; a++)
    for (let b = 0; b <= a; b++) products[a * p + b] = products[b * p + a] = crossed(columns[a], 0, columns[b], 0);
  return { columns, blocks, products, names: columns.map((_, a) => `column ${a}`) };
}

/** Fits y, one number a draw. */
export function shrunkFit(design: Design, y: Float64Array): ShrunkFit {
  const { columns } = design;
  const [n, p] = [y.length, columns.length];
  const mean = meanOf(y);
  const total = crossed(y, mean, y, mean);
  if (p === 0 || total === 0) {
    const flat = { mean, coefficients: new Float64Array(p), fitted: new Float64Array(n).fill(mean), degrees: 0 };
    // No coefficient can be told from 0: precision without end.
    const factor = new Float64Array(p * p);
    for (let a = 0; a < p; a++) factor[a * p + a] = Infinity;
    return { ...flat, factor, residuals: y.map((value) => value - mean), variance: total / Math.max(1, n - 1) };
  }
  const scale = Math.sqrt(total / n);
  const right = Float64Array.from(columns, (column) => crossed(column, 0, y, mean) / scale);
  const found = evidence(design, right, n);
  const coefficients = found.coefficients.map((value) => value * scale);
  const fitted = new Float64Array(n).fill(mean);
  columns.forEach((column, a) => {
    for (let i = 0; i < n; i++) fitted[i] += coefficients[a] * column[i];
  });
  return {
    mean,
    coefficients,
    factor: found.factor.map((value) => value / scale),
    fitted,
    residuals: y.map((value, i) => value - fitted[i]),
    variance: found.noise * scale * scale,
    degrees: found.degrees,
  };
}

/** The fixed point, for y with variance 1. `right` are the products of the columns with y. */
function evidence({ blocks, products, names }: Design, right: Float64Array, n: number) {
  const p = blocks.length;
  const count = Math.max(...blocks) + 1;
  const precisions = new Float64Array(count).fill(p);
  let noise = 0.5;
  for (let step = 0; ; step++) {
    const matrix = products.map((value) => value / noise);
    for (let a = 0; a < p; a++) matrix[a * p + a] += precisions[blocks[a]];
    const factor = cholesky(matrix, names);
    const coefficients = solveWith(
      factor,
      right.map((value) => value / noise),
    );
    const variances = inverseDiagonal(factor, p);
    const told = new Float64Array(count);
    const sizes = new Float64Array(count);
    let missed = n;
    for (let a = 0; a < p; a++) {
      told[blocks[a]] += 1 - precisions[blocks[a]] * variances[a];
      sizes[blocks[a]] += coefficients[a] * coefficients[a];
      let sum = -2 * right[a];
      for (let b = 0; b < p; b++) sum += products[a * p + b] * coefficients[b];
      missed += coefficients[a] * sum;
    }
    let degrees = 0;
    for (const own of told) degrees += own;
    const next = Math.max(LEAST_NOISE, missed / Math.max(1, n - 1 - degrees));
    let moved = Math.abs(next - noise) / noise;
    if (step === MOST_STEPS) return { coefficients, factor, noise, degrees };
    for (let j = 0; j < count; j++) {
      const wanted = Math.max(told[j], 0) / sizes[j];
      const own = Math.min(MOST_PRECISION, Math.max(LEAST_PRECISION, Number.isNaN(wanted) ? MOST_PRECISION : wanted));
      // What a block that is nearly gone still does cannot matter.
      if (told[j] > CLOSE) moved = Math.max(moved, Math.abs(own - precisions[j]) / precisions[j]);
      precisions[j] = own;
    }
    if (moved < CLOSE) return { coefficients, factor, noise, degrees };
    noise = next;
  }
}

/** The diagonal of the inverse of L L'. */
function inverseDiagonal(factor: Float64Array, p: number): Float64Array {
  const variances = new Float64Array(p);
  const column = new Float64Array(p);
  for (let j = 0; j < p; j++) {
    for (let i = j; i < p; i++) {
      let sum = i === j ? 1 : 0;
      for (let k = j; k < i; k++) sum -= factor[i * p + k] * column[k];
      column[i] = sum / factor[i * p + i];
      variances[j] += column[i] * column[i];
    }
  }
  return variances;
}
