/** The slopes of the figures along the coordinates: by finite differences, and kept up by what trials show. */

/** Slopes of `figures` values along `coordinates`: entry (i, j) at i * coordinates + j. */
export interface Slopes {
  readonly figures: number;
  readonly coordinates: number;
  readonly entries: Float64Array;
}

/** Below this a step shows more of the runs' own unevenness than of the slopes. */
const SHORTEST_LESSON = 0.01;

/** Slopes from values at a point and one step along each coordinate; `steps` may be below 0 (backward differences). */
export function differenced(base: Float64Array, stepped: readonly Float64Array[], steps: readonly number[]): Slopes {
  const [figures, coordinates] = [base.length, stepped.length];
  const entries = new Float64Array(figures * coordinates);
  stepped.forEach((values, j) => {
    for (let i = 0; i < figures; i++) entries[i * coordinates + j] = (values[i]! - base[i]!) / steps[j]!;
  });
  return { figures, coordinates, entries };
}

/**
 * The slopes changed as little as possible so that they explain one more difference (Broyden's rank-one update).
 * Source: C. G. Broyden, Mathematics of Computation 19 (1965) 577-593.
 */
export function learned(slopes: Slopes, step: Float64Array, change: Float64Array): Slopes {
  const { figures, coordinates } = slopes;
  let square = 0;
  let longest = 0;
  for (const part of step) {
    square += part * part;
    longest = Math.max(longest, Math.abs(part));
  }
  if (longest < SHORTEST_LESSON) return slopes;
  const entries = Float64Array.from(slopes.entries);
  const foretold = along(slopes, step);
  for (let i = 0; i < figures; i++) {
    const share = (change[i]! - foretold[i]!) / square;
    for (let j = 0; j < coordinates; j++) entries[i * coordinates + j]! += share * step[j]!;
  }
  return { figures, coordinates, entries };
}

/** What the slopes say a step changes. */
function along({ figures, coordinates, entries }: Slopes, step: Float64Array): Float64Array {
  const change = new Float64Array(figures);
  for (let i = 0; i < figures; i++) {
    let sum = 0;
    for (let j = 0; j < coordinates; j++) sum += entries[i * coordinates + j]! * step[j]!;
    change[i] = sum;
  }
  return change;
}

/** J' W J + P: what the figures and the priors together say of the coordinates, a symmetric matrix by rows. */
export function information(
  { figures, coordinates: n, entries }: Slopes,
  weights: Float64Array,
  priorSds: readonly number[],
): Float64Array {
  const matrix = new Float64Array(n * n);
  for (let a = 0; a < n; a++)
    for (let b = 0; b <= a; b++) {
      let sum = a === b ? 1 / (priorSds[a]! * priorSds[a]!) : 0;
      for (let i = 0; i < figures; i++) sum += entries[i * n + a]! * entries[i * n + b]! * weights[i]!;
      matrix[a * n + b] = sum;
      matrix[b * n + a] = sum;
    }
  return matrix;
}

/** J' W r: half the gradient of the figures' part of the objective, `misses` being simulated less published. */
export function pull(
  { figures, coordinates, entries }: Slopes,
  weights: Float64Array,
  misses: Float64Array,
): Float64Array {
  const gradient = new Float64Array(coordinates);
  for (let j = 0; j < coordinates; j++) {
    let sum = 0;
    for (let i = 0; i < figures; i++) sum += entries[i * coordinates + j]! * misses[i]! * weights[i]!;
    gradient[j] = sum;
  }
  return gradient;
}
