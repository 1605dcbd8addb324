/**
 * Logs of the two tails of a gamma distribution, anywhere: the regularised incomplete gamma functions P and Q.
 *
 * The point is given as lambda = log(x / a), so nothing is lost near x = a when the shape a is huge, and logs are taken
 * inside every method, so nothing underflows. Four methods: the power series of P below the shape; a continued fraction
 * of Q above it; near it, for shapes from 25, Temme's uniform expansion; for Q at small x and a, the series with its
 * leading 1 taken off.
 *
 * Sources: NIST Digital Library of Mathematical Functions, 8.7.1, 8.9.2 and 8.12; W. Gautschi, "A computational procedure
 * for incomplete gamma functions", ACM Transactions on Mathematical Software 5 (1979) 466-481 (small x and a);
 * W. J. Lentz, Applied Optics 15 (1976) 668-671 (the fraction).
 */
import { exp } from './exp.js';
import { expExcess } from './exp-excess.js';
import { expm1 } from './expm1.js';
import { log } from './log.js';
import { log1p } from './log1p.js';
import { normalLogSurvival } from './normal-survival.js';
import { TEMME_ORDERS, TEMME_TERMS, temmeTable } from './temme-table.js';

const TEMME_SHAPE = 25;
const TEMME_WIDTH = 0.3;
const EPSILON = 1.1102230246251565e-16;
const HALF_LOG_TWO_PI = 0.9189385332046728;
const MOST_STEPS = 5000;

/**
 * log Q (upper) or log P (lower) of a gamma with shape a and scale 1 at x = a exp(lambda). No allocation.
 *
 * Both tails keep relative accuracy however small they are, and so does the log of a tail near 1. Error below 1e-14 of the
 * larger of 1 and the result, and below 3e-14 relative where the result is near 0 (measured, for shapes from 1e-4 to 2000).
 *
 * @param a the shape, above 0
 * @param excess `logGammaExcess(a)`
 * @param lambda log(x / a)
 * @param upper whether the chance of exceeding x is asked for
 * @returns from -Infinity to 0
 * @example logGammaTail(1, 1, log(3), true); // -3
 */
export function logGammaTail(a: number, excess: number, lambda: number, upper: boolean): number {
  if (a >= TEMME_SHAPE && Math.abs(lambda) <= TEMME_WIDTH) {
    const above = lambda > 0;
    const tail = temme(a, lambda, above);
    return above === upper ? tail : log1p(-exp(tail));
  }
  const x = a * exp(lambda);
  if (x === Infinity) return upper ? -Infinity : 0;
  if (a < 1 ? x < 1.5 : x < a + 1) {
    if (a < 1) {
      const rest = smallUpper(a, excess, lambda, x);
      if (upper) return rest;
      if (rest < -0.7) return log1p(-exp(rest));
    }
    const lower = logGammaDensity(a, excess, lambda) + log(series(a, x));
    return upper ? log1p(-exp(lower)) : lower;
  }
  const above = logGammaDensity(a, excess, lambda) + log(a * fraction(a, lambda));
  return upper ? above : log1p(-exp(above));
}

/**
 * log(x^a exp(-x) / gamma(a + 1)) at x = a exp(lambda): a times it is the density of log x. Error below 1e-15 of the larger
 * of 5 and the result.
 *
 * @param a,excess,lambda as for `logGammaTail`
 * @returns from -Infinity
 * @example logGammaDensity(1, 1, 0); // -1
 */
export function logGammaDensity(a: number, excess: number, lambda: number): number {
  return -a * expExcess(lambda) - excess;
}

/** P over the leading term x^a exp(-x) / gamma(a + 1) */
function series(a: number, x: number): number {
  let sum = 1;
  let term = 1;
  for (let n = 1; n < MOST_STEPS; n += 1) {
    term *= x / (a + n);
    sum += term;
    if (term < EPSILON * sum) break;
  }
  return sum;
}

/** log Q for a < 1 and x < 1.5 */
function smallUpper(a: number, excess: number, lambda: number, x: number): number {
  const u = a * (lambda + 1) - excess; // log(x^a / gamma(1 + a))
  let power = 1;
  let sum = 0;
  for (let n = 1; n < 40; n += 1) {
    power *= -x / n;
    const term = power / (a + n);
    sum += term;
    if (Math.abs(term) < EPSILON * Math.abs(sum)) break;
  }
  const grown = exp(u);
  const lower = grown * (1 + a * sum);
  return lower < 0.5 ? log1p(-lower) : log(-expm1(u) - a * grown * sum);
}

/** Q over x^a exp(-x) / gamma(a), for x >= a + 1 or so */
function fraction(a: number, lambda: number): number {
  let b = a * expm1(lambda) + 1;
  let d = 1 / b;
  let c = 1e300;
  let value = d;
  for (let n = 1; n < MOST_STEPS; n += 1) {
    const above = n * (a - n);
    b += 2;
    d = 1 / (b + above * d);
    c = b + above / c;
    const ratio = c * d;
    value *= ratio;
    if (Math.abs(ratio - 1) <= 2 * EPSILON) break;
  }
  return value;
}

/** The log of the smaller tail near x = a, for a large: a normal tail and its correction */
function temme(a: number, lambda: number, above: boolean): number {
  const root = Math.sqrt(a);
  const size = Math.sqrt(2 * expExcess(lambda));
  const eta = above ? size : -size;
  let scale = 1;
  let sum = 0;
  for (let k = 0; k < TEMME_ORDERS; k += 1) {
    let term = 0;
    for (let n = (k + 1) * TEMME_TERMS - 1; n >= k * TEMME_TERMS; n -= 1) term = term * eta + temmeTable[n];
    sum += scale * term;
    scale /= a;
    if (scale < 1e-18) break;
  }
  const z = size * root;
  const normal = normalLogSurvival(z);
  const correction = (exp(-0.5 * z * z - normal - HALF_LOG_TWO_PI) * sum) / root;
  return normal + log1p(above ? correction : -correction);
}
