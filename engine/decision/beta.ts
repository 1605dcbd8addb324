/**
 * The beta distribution, and by it Student's t, Fisher's F and chi-squared: tails and quantiles, the same bits on every
 * machine. Accurate to about 1e-10, which is plenty for the ends of intervals.
 *
 * Source: the continued fraction of M. Abramowitz and I. A. Stegun, Handbook of Mathematical Functions (1964), 26.5.8,
 * evaluated by Lentz's method (W. J. Lentz, Applied Optics 15 (1976) 668-671, https://doi.org/10.1364/AO.15.000668).
 */
import { exp, gammaQuantile, log, log1p, logGamma } from '../random/index.js';

const TINY = 1e-300;
const MOST_TERMS = 10_000;
/** Halvings of the unit interval: to the last bit of a double near 1, and far below that near 0. */
const HALVINGS = 200;

/**
 * The chance that a beta number with shapes `a` and `b` (above 0) is below x.
 * @example betaCdf(0.5, 2, 2); // 0.5
 */
export function betaCdf(x: number, a: number, b: number): number {
  if (!(a > 0 && b > 0)) throw new RangeError(`the shapes of a beta distribution are above 0, not ${a} and ${b}`);
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  // The fraction converges fast on this side of the mean only.
  return x <= (a + 1) / (a + b + 2) ? tail(x, a, b) : 1 - tail(1 - x, b, a);
}

function tail(x: number, a: number, b: number): number {
  const front = exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * log(x) + b * log1p(-x)) / a;
  const away = (value: number): number => (Math.abs(value) < TINY ? TINY : value);
  let c = 1;
  let d = 1 / away(1 - ((a + b) * x) / (a + 1));
  let fraction = d;
  for (let m = 1; m < MOST_TERMS; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / away(1 + even * d);
    c = away(1 + even / c);
    fraction *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / away(1 + odd * d);
    c = away(1 + odd / c);
    fraction *= d * c;
    if (Math.abs(d * c - 1) < 1e-15) break;
  }
  return front * fraction;
}

/** x such that a beta number with shapes `a` and `b` is below it with chance p; 0 and 1 at the ends. */
export function betaQuantile(p: number, a: number, b: number): number {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`a probability is from 0 to 1, not ${p}`);
  let [low, high] = [0, 1];
  for (let i = 0; i < HALVINGS; i++) {
    const middle = (low + high) / 2;
    if (middle === low || middle === high) break;
    if (betaCdf(middle, a, b) < p) low = middle;
    else high = middle;
  }
  return p === 0 ? 0 : high;
}

/** The p quantile of F with `above` and `below` degrees of freedom, 0 < p < 1. */
export function fQuantile(p: number, above: number, below: number): number {
  if (!(p > 0 && p < 1)) throw new RangeError(`the probability of a quantile is between 0 and 1, not ${p}`);
  // Where x is near 1 its complement keeps the digits.
  if (p > 0.5) return 1 / fQuantile(1 - p, below, above);
  const x = betaQuantile(p, above / 2, below / 2);
  return (below * x) / (above * (1 - x));
}

/** The p quantile of Student's t, 0 < p < 1. */
export function tQuantile(p: number, degrees: number): number {
  if (p === 0.5) return 0;
  if (p < 0.5) return -tQuantile(1 - p, degrees);
  return Math.sqrt(fQuantile(2 * p - 1, 1, degrees));
}

/** The p quantile of chi-squared, 0 < p < 1. */
export function chiSquaredQuantile(p: number, degrees: number): number {
  return degrees * gammaQuantile(p, 2 / degrees);
}
