/** Symmetric positive definite matrices, by rows in one array: factor, solve, invert. Sums run in index order. */

/** Added to the diagonal, relative to its largest entry, where rounding has cost a matrix its positive definiteness. */
const RIDGES = [0, 1e-13, 1e-11, 1e-9];

/**
 * The lower triangle L with L L' = matrix (zeros above the diagonal).
 * A matrix that is positive definite but for rounding gets a ridge of at most a thousand-millionth of its largest entry.
 *
 * @param names of its rows, for messages
 * @throws RangeError naming the row along which the matrix is not positive definite
 */
export function cholesky(matrix: Float64Array, names: readonly string[]): Float64Array {
  const n = names.length;
  let largest = 0;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++)
      if (!Number.isFinite(matrix[i * n + j]!))
        throw new RangeError(`a matrix that is to be solved has an entry that is no number, at '${names[i]!}'`);
    largest = Math.max(largest, matrix[i * n + i]!);
  }
  let failed = 0;
  for (const ridge of RIDGES) {
    const { factor, row } = tryFactor(matrix, n, ridge * largest);
    if (row === -1) return factor;
    failed = row;
  }
  throw new RangeError(
    `the ${n} by ${n} matrix is not positive definite at '${names[failed]!}', even with ${RIDGES.at(-1)!} of its largest entry added: nothing in the data or the priors holds that coordinate apart from the others`,
  );
}

/** The factor, and the first row that fails (-1 where none does). */
function tryFactor(matrix: Float64Array, n: number, ridge: number): { factor: Float64Array; row: number } {
  const factor = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i * n + j]! + (i === j ? ridge : 0);
      for (let k = 0; k < j; k++) sum -= factor[i * n + k]! * factor[j * n + k]!;
      if (i !== j) factor[i * n + j] = sum / factor[j * n + j]!;
      else if (sum > 0) factor[i * n + i] = Math.sqrt(sum);
      else return { factor, row: i };
    }
  }
  return { factor, row: -1 };
}

/** x with L L' x = right. */
export function solveWith(factor: Float64Array, right: Float64Array): Float64Array {
  const n = right.length;
  const x = Float64Array.from(right);
  for (let i = 0; i < n; i++) {
    let sum = x[i]!;
    for (let k = 0; k < i; k++) sum -= factor[i * n + k]! * x[k]!;
    x[i] = sum / factor[i * n + i]!;
  }
  for (let i = n - 1; i >= 0; i--) {
    let sum = x[i]!;
    for (let k = i + 1; k < n; k++) sum -= factor[k * n + i]! * x[k]!;
    x[i] = sum / factor[i * n + i]!;
  }
  return x;
}

/** The inverse of L L', symmetric to the bit. */
export function invertWith(factor: Float64Array, n: number): Float64Array {
  const inverse = new Float64Array(n * n);
  for (let j = 0; j < n; j++) {
    const unit = new Float64Array(n);
    unit[j] = 1;
    inverse.set(solveWith(factor, unit), j * n);
  }
  for (let i = 0; i < n; i++)
    for (let j = 0; j < i; j++) {
      const mean = (inverse[i * n + j]! + inverse[j * n + i]!) / 2;
      inverse[i * n + j] = mean;
      inverse[j * n + i] = mean;
    }
  return inverse;
}
