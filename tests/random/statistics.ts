/**
 * Small statistical tests with a stated chance of a false alarm: 1e-6 each. Seeds are fixed, so a test that passes once
 * passes always; the rate says how much a failure after a change would mean.
 */

/** sqrt(-log(1e-6 / 2) / 2): the Kolmogorov-Smirnov distance times sqrt(n) that chance exceeds once in a million. */
export const KOLMOGOROV_LIMIT = 2.694;

/** A standard normal leaves this, either side, once in a million. */
export const NORMAL_LIMIT = 4.892;

/** Distance from uniformity on (0, 1) times sqrt(n). Sorts in place. */
export function kolmogorov(sample: Float64Array): number {
  sample.sort();
  const n = sample.length;
  let distance = 0;
  sample.forEach((u, i) => {
    distance = Math.max(distance, u - i / n, (i + 1) / n - u);
  });
  return distance * Math.sqrt(n);
}

/** Chi-square of equally likely cells as a standard normal (Wilson and Hilferty 1931). */
export function evenness(counts: Float64Array): number {
  const expected = counts.reduce((sum, count) => sum + count, 0) / counts.length;
  const freedom = counts.length - 1;
  const chiSquare = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
  return (Math.cbrt(chiSquare / freedom) - 1 + 2 / (9 * freedom)) / Math.sqrt(2 / (9 * freedom));
}

/** Correlation of two equally long samples times sqrt(n): about standard normal if there is none. */
export function correlation(a: Float64Array, b: Float64Array): number {
  const n = a.length;
  const mean = (sample: Float64Array): number => sample.reduce((sum, value) => sum + value, 0) / n;
  const [meanA, meanB] = [mean(a), mean(b)];
  let [products, squaresA, squaresB] = [0, 0, 0];
  a.forEach((value, i) => {
    const other = (b[i] as number) - meanB;
    products += (value - meanA) * other;
    squaresA += (value - meanA) ** 2;
    squaresB += other ** 2;
  });
  return (products / Math.sqrt(squaresA * squaresB)) * Math.sqrt(n);
}
