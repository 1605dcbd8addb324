/**
 * Which inputs a result goes with, over draws: rank correlations, and partial ones that hold the other inputs still.
 *
 * Ranks see any relation that only rises or only falls; one that does both can come out as none. Tied values share the mean
 * of their ranks. A correlation says that two things go together over draws, not how much of the result hangs on the input.
 *
 * Intervals are by Fisher's z with the variance (1 + r^2 / 2) / (n - 3) of D. G. Bonett and T. A. Wright, "Sample size
 * requirements for estimating Pearson, Kendall and Spearman correlations", Psychometrika 65 (2000) 23-28,
 * https://doi.org/10.1007/BF02294183; for partial ones each input held still takes away one draw (R. A. Fisher, Metron 3
 * (1924) 329-332). Partial rank correlation: R. L. Iman and W. J. Conover, Technometrics 21 (1979) 499-509.
 */
import { cholesky, invertWith } from '../study/calibrate/cholesky.js';
import { exp, log1p } from '../random/index.js';
import { twoSided } from './shares.js';
import { crossed, drawsOf, type ByOption } from './tables.js';

export interface Correlation {
  /** From -1 to 1. */
  readonly value: number;
  /** Null where there are too few draws for an interval. */
  readonly interval: { readonly lower: number; readonly upper: number } | null;
}

/** Ranks from 1; tied values share the mean of theirs. */
export function ranksOf(values: ArrayLike<number>): Float64Array {
  const order = Array.from(values, (_, i) => i).sort((a, b) => values[a] - values[b]);
  const ranks = new Float64Array(values.length);
  for (let i = 0; i < order.length;) {
    let j = i;
    while (j < order.length && values[order[j]] === values[order[i]]) j++;
    for (let t = i; t < j; t++) ranks[order[t]] = (i + 1 + j) / 2;
    i = j;
  }
  return ranks;
}

/**
 * Spearman's rank correlation of each input with an output; null where either does not vary.
 *
 * @param inputs inputs by draws
 * @param output by draw
 * @throws RangeError where draws do not match, there are fewer than two, or a value is not finite
 */
export function rankCorrelations(inputs: ByOption, output: ArrayLike<number>, level = 0.95): (Correlation | null)[] {
  const n = drawsOf([output, ...inputs], 'inputs and output', 2);
  const out = ranksOf(output);
  return inputs.map((input) => {
    const own = ranksOf(input);
    if (!varies(own) || !varies(out)) return null;
    const value = correlation(own, out);
    return { value, interval: interval(value, n - 3, level) };
  });
}

/**
 * The partial rank correlation of each input with an output, all other inputs held still; null where one does not vary or
 * follows from the others, or the draws are too few to tell (not more than the inputs and one).
 *
 * @throws RangeError as `rankCorrelations`
 */
export function partialRankCorrelations(
  inputs: ByOption,
  output: ArrayLike<number>,
  level = 0.95,
): (Correlation | null)[] {
  const n = drawsOf([output, ...inputs], 'inputs and output', 2);
  const out = ranksOf(output);
  const ranks = inputs.map(ranksOf);
  const kept = ranks.filter(varies);
  if (!varies(out) || n < kept.length + 2) return inputs.map(() => null);
  const among = inverseCorrelations(kept);
  const withOutput = inverseCorrelations([...kept, out]);
  const m = kept.length + 1;
  const size = withOutput[m * m - 1];
  return ranks.map((own) => {
    const i = kept.indexOf(own);
    if (i === -1 || among[i * (m - 1) + i] > MOST_INFLATED) return null;
    const value = clipped(-withOutput[i * m + m - 1] / Math.sqrt(withOutput[i * m + i] * size));
    return { value, interval: interval(value, n - 3 - (kept.length - 1), level) };
  });
}

/** An input whose variance is inflated so many times by the others follows from them, but for rounding. */
const MOST_INFLATED = 1e6;
/** Added to the diagonal, so that inputs that follow from others leave the rest of the answer alone. */
const RIDGE = 1e-9;

function varies(ranks: Float64Array): boolean {
  return ranks.some((rank) => rank !== ranks[0]);
}

function inverseCorrelations(columns: readonly Float64Array[]): Float64Array {
  const m = columns.length;
  const matrix = new Float64Array(m * m);
  for (let i = 0; i < m; i++) {
    matrix[i * m + i] = 1 + RIDGE;
    for (let j = 0; j < i; j++) matrix[i * m + j] = matrix[j * m + i] = correlation(columns[i], columns[j]);
  }
  return invertWith(
    cholesky(
      matrix,
      columns.map((_, i) => `column ${i}`),
    ),
    m,
  );
}

/** Of two columns of ranks that vary; the mean rank is the same for all. */
function correlation(a: Float64Array, b: Float64Array): number {
  const mean = (a.length + 1) / 2;
  return clipped(crossed(a, mean, b, mean) / Math.sqrt(crossed(a, mean, a, mean) * crossed(b, mean, b, mean)));
}

function clipped(value: number): number {
  return Math.max(-1, Math.min(1, value));
}

/** Fisher's z; `weight` is the draws less 3 less the inputs held still. */
function interval(value: number, weight: number, level: number): Correlation['interval'] {
  const z = twoSided(level);
  if (weight <= 0) return null;
  const half = z * Math.sqrt((1 + (value * value) / 2) / weight);
  const end = (side: number): number => {
    if (Math.abs(value) === 1) return value;
    const grown = exp(log1p(value) - log1p(-value) + 2 * side * half);
    return grown === Infinity ? 1 : (grown - 1) / (grown + 1);
  };
  return { lower: end(-1), upper: end(1) };
}
