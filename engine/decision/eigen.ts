/**
 * Eigenvalues and vectors of a small symmetric matrix, by Jacobi's rotations.
 *
 * Source: G. H. Golub and C. F. Van Loan, Matrix Computations, 4th edition (2013), section 8.5.
 */

const MOST_SWEEPS = 60;

export interface Eigen {
  readonly values: Float64Array;
  /** By rows: vector j is column j, entry (i, j) at i * n + j. */
  readonly vectors: Float64Array;
}

/** The eigenvalues, in no order, and orthonormal vectors of a symmetric n by n matrix, given by rows. */
export function symmetricEigen(matrix: Float64Array, n: number): Eigen {
  const a = Float64Array.from(matrix);
  const v = new Float64Array(n * n);
  for (let i = 0; i < n; i++) v[i * n + i] = 1;
  for (let sweep = 0; sweep < MOST_SWEEPS; sweep++) {
    let turned = false;
    for (let p = 0; p < n; p++)
      for (let q = p + 1; q < n; q++) {
        const off = a[p * n + q];
        if (Math.abs(off) <= 1e-17 * Math.sqrt(Math.abs(a[p * n + p] * a[q * n + q]))) continue;
        turned = true;
        rotate(a, v, n, p, q);
      }
    if (!turned) break;
  }
  return { values: Float64Array.from({ length: n }, (_, i) => a[i * n + i]), vectors: v };
}

function rotate(a: Float64Array, v: Float64Array, n: number, p: number, q: number): void {
  const theta = (a[q * n + q] - a[p * n + p]) / (2 * a[p * n + q]);
  const t = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const c = 1 / Math.sqrt(t * t + 1);
  const s = t * c;
  const mix = (m: Float64Array, i: number, j: number): void => {
    const [x, y] = [m[i], m[j]];
    m[i] = c * x - s * y;
    m[j] = s * x + c * y;
  };
  for (let k = 0; k < n; k++) mix(a, k * n + p, k * n + q);
  for (let k = 0; k < n; k++) mix(a, p * n + k, q * n + k);
  a[p * n + q] = 0;
  a[q * n + p] = 0;
  for (let k = 0; k < n; k++) mix(v, k * n + p, k * n + q);
}
