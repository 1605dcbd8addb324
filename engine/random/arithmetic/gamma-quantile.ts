/**
 * Quantiles of the gamma distribution from the log of either tail, the same bits on every machine.
 *
 * Halley's method on the log of the tail as a function of lambda = log(x / a). Both log tails are concave in lambda (the
 * density of log x is log-concave), so from any start Newton's method gets there; the starts are good to a few per cent, and
 * two or three steps are usual.
 *
 * Source of the middle start: E. B. Wilson and M. M. Hilferty, "The distribution of chi-square", Proceedings of the National
 * Academy of Sciences 17 (1931) 684-688.
 */
import { exp } from './exp.js';
import { expm1 } from './expm1.js';
import { logGammaDensity, logGammaTail } from './incomplete-gamma.js';
import { log } from './log.js';
import { log1p } from './log1p.js';
import { logGammaExcess } from './log-gamma.js';
import { normalQuantileFromHazard } from './normal-quantile.js';

const MOST_STEPS = 100;
const LONGEST_STEP = 8;

/**
 * The quantile of a gamma distribution with mean 1: x such that the chance of being below it is p.
 *
 * Relative error below 1e-13 (1 + 0.01 |log p| / shape), shape = 1 / variance.
 *
 * @param p a probability strictly between 0 and 1
 * @param variance the variance, from 0 (then always 1)
 * @returns above 0, or 0 where x would be below 5e-324
 * @throws RangeError if p or the variance is out of range
 * @example gammaQuantile(0.5, 1); // log(2)
 */
export function gammaQuantile(p: number, variance: number): number {
  if (!(p > 0 && p < 1)) throw new RangeError(`gammaQuantile: p must be above 0 and below 1, not ${p}`);
  if (!(variance >= 0 && variance < Infinity)) {
    throw new RangeError(`gammaQuantile: the variance must be a number from 0, not ${variance}`);
  }
  const a = 1 / variance;
  if (a > 1e300) return 1;
  const upper = p > 0.5;
  return exp(gammaLogQuantile(a, logGammaExcess(a), upper ? log1p(-p) : log(p), upper));
}

/**
 * lambda = log(x / a) such that the tail of a gamma with shape a and scale 1 beyond x is as given. No allocation.
 *
 * Error below 2e-15 times the larger of 1, |lambda| and the conditioning of the tail (its log over the slope of that log).
 * Fastest, and most accurate, where the smaller of the two tails is given.
 *
 * @param a the shape, above 0
 * @param excess `logGammaExcess(a)`
 * @param logTail the log of the tail, below 0
 * @param upper whether it is the chance of exceeding x
 * @returns any number; infinite where the tail is 0 or 1
 * @example gammaLogQuantile(1, 1, -3, true); // log(3)
 */
export function gammaLogQuantile(a: number, excess: number, logTail: number, upper: boolean): number {
  if (!(logTail > -Infinity)) return upper ? Infinity : -Infinity;
  if (!(logTail < 0)) return upper ? -Infinity : Infinity;
  const logShape = log(a);
  const close = a > 1 ? 1e-5 / Math.sqrt(a) : 1e-5;
  let lambda = start(a, excess, logShape, logTail, upper);
  for (let i = 0; i < MOST_STEPS; i += 1) {
    const tail = logGammaTail(a, excess, lambda, upper);
    const miss = tail - logTail;
    const slope = exp(logShape + logGammaDensity(a, excess, lambda) - tail);
    const bend = (-a * expm1(lambda)) / slope;
    const damping = 1 - 0.5 * miss * ((upper ? -bend : bend) - 1);
    let step = miss / (slope * (damping > 0.5 ? (damping < 2 ? damping : 2) : 0.5));
    if (!(Math.abs(step) < LONGEST_STEP)) step = miss < 0 ? -LONGEST_STEP : LONGEST_STEP;
    lambda += upper ? step : -step;
    if (Math.abs(step) <= close || Math.abs(step) <= 1e-15 * Math.abs(lambda)) break;
  }
  return lambda;
}

/** A first guess: the leading term far below, the leading terms far above, else Wilson and Hilferty's cube. */
function start(a: number, excess: number, logShape: number, logTail: number, upper: boolean): number {
  const h = -logTail;
  if (upper && h > 10 + 10 * a) {
    const x = h + (a - 1) * log(h) - (excess + a * logShape - a - logShape);
    if (x > 1) return log(x) - logShape;
  }
  const z = normalQuantileFromHazard(h);
  const cube = (upper ? z : -z) / (3 * Math.sqrt(a)) - 1 / (9 * a);
  if (cube > -0.7 && a > 0.3) return 3 * log1p(cube);
  const logLower = upper ? log(-expm1(logTail)) : logTail;
  return (logLower + excess) / a - 1;
}
