/**
 * Chance inside draws: where each draw is a mean of few replications, options seem to differ more from draw to draw than
 * their parameters make them. What chance adds is measured by the replications, and taken out of the spread again.
 */
import { symmetricEigen } from './eigen.js';
import { crossed, meanOf, type ByOption } from './tables.js';

export interface Averaged {
  /** Options by draws: the mean over replications. */
  readonly means: Float64Array[];
  /** By rows, options by options: the covariance that chance leaves in the means of a draw, averaged over draws. */
  readonly noise: Float64Array;
}

/**
 * Means over replications, and the covariance of their noise, pooled over draws. With common luck the noise of options goes
 * together, and little is left of it in their differences: the covariance keeps that.
 *
 * @param results `results[option][draw]` are the replications; all options have the same ones in a draw, in the same order
 * @throws RangeError where counts do not match, or no draw has two replications
 */
export function averaged(results: readonly (readonly ArrayLike<number>[])[]): Averaged {
  const m = results.length;
  if (m === 0 || results[0].length === 0) throw new RangeError('there are no results to average');
  const n = results[0].length;
  const means = results.map((draws) => Float64Array.from(draws, meanOf));
  const noise = new Float64Array(m * m);
  let degrees = 0;
  let inverses = 0;
  for (let i = 0; i < n; i++) {
    const count = results[0][i].length;
    if (results.some((draws) => draws.length !== n || draws[i].length !== count || count === 0))
      throw new RangeError(`draw ${i} needs the same replications, one or more, in every option`);
    degrees += count - 1;
    inverses += 1 / count;
    for (let a = 0; a < m; a++)
      for (let b = 0; b <= a; b++) noise[a * m + b] += crossed(results[a][i], means[a][i], results[b][i], means[b][i]);
  }
  if (degrees === 0) throw new RangeError('the noise of a mean needs a draw with two replications');
  for (let a = 0; a < m; a++)
    for (let b = 0; b <= a; b++) noise[a * m + b] = noise[b * m + a] = (noise[a * m + b] / degrees) * (inverses / n);
  return { means, noise };
}

/** Directions in which nothing varies, relative to the one in which most does, are left as they are. */
const FLAT = 1e-12;

/**
 * Draws pulled towards their means until their covariance is what is left without noise: x becomes mean + B (x - mean) with
 * B = sqrt(I - noise / covariance), a matrix function, and 0 in directions in which noise is as large as the spread.
 *
 * The covariance is then right; the shape is that of the noisy draws, which is exact where both are normal. (Pulling to the
 * posterior means would leave too little spread.) Source of the principle: T. A. Louis, "Estimating a population of parameter
 * values using Bayes and empirical Bayes methods", Journal of the American Statistical Association 79 (1984) 393-398,
 * https://doi.org/10.1080/01621459.1984.10478062.
 *
 * @param rows variables by draws
 * @param noise covariance by rows, variables by variables
 */
export function withoutNoise(rows: ByOption, noise: Float64Array): Float64Array[] {
  const m = rows.length;
  const n = rows[0].length;
  const means = rows.map(meanOf);
  const covariance = new Float64Array(m * m);
  for (let a = 0; a < m; a++)
    for (let b = 0; b <= a; b++)
      covariance[a * m + b] = covariance[b * m + a] = crossed(rows[a], means[a], rows[b], means[b]) / (n - 1);
  const { values, vectors } = symmetricEigen(covariance, m);
  const most = Math.max(...values);
  const kept = Array.from(values, (_, j) => j).filter((j) => values[j] > FLAT * most);
  // To coordinates in which the spread is the unit matrix, and back.
  const into = kept.map((j) => Float64Array.from({ length: m }, (_, a) => vectors[a * m + j] / Math.sqrt(values[j])));
  const back = kept.map((j) => Float64Array.from({ length: m }, (_, a) => vectors[a * m + j] * Math.sqrt(values[j])));
  const left = shrinkage(into, noise, m);
  const own = rows.map(() => new Float64Array(n));
  const unit = new Float64Array(kept.length);
  for (let i = 0; i < n; i++) {
    kept.forEach((_, k) => {
      let sum = 0;
      for (let a = 0; a < m; a++) sum += into[k][a] * (rows[a][i] - means[a]);
      unit[k] = sum;
    });
    for (let a = 0; a < m; a++) {
      let value = means[a];
      for (let k = 0; k < kept.length; k++)
        for (let l = 0; l < kept.length; l++) value += back[k][a] * left[k * kept.length + l] * unit[l];
      own[a][i] = value;
    }
  }
  return own;
}

/** sqrt(I - noise) where the spread is the unit matrix; 0 where noise is more. */
function shrinkage(into: readonly Float64Array[], noise: Float64Array, m: number): Float64Array {
  const k = into.length;
  const matrix = new Float64Array(k * k);
  for (let p = 0; p < k; p++)
    for (let q = 0; q < k; q++) {
      let sum = 0;
      for (let a = 0; a < m; a++) for (let b = 0; b < m; b++) sum += into[p][a] * noise[a * m + b] * into[q][b];
      matrix[p * k + q] = sum;
    }
  const { values, vectors } = symmetricEigen(matrix, k);
  const left = new Float64Array(k * k);
  for (let p = 0; p < k; p++)
    for (let q = 0; q < k; q++) {
      let sum = 0;
      for (let j = 0; j < k; j++)
        sum += vectors[p * k + j] * Math.sqrt(Math.max(0, 1 - values[j])) * vectors[q * k + j];
      left[p * k + q] = sum;
    }
  return left;
}
