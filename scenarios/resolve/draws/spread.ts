/**
 * From a number and its 95% interval to a number drawn: the number itself is the median, the ends of the interval are the
 * 2.5% and 97.5% quantiles, and each side has its own spread (a two-piece normal on the log scale; on the logit scale for
 * shares). An interval that reaches 0 has a straight side, cut off at 0.
 */
import { logOf, multiplierOf } from '../../../engine/study/calibrate/index.js';

/** 97.5% quantile of the standard normal. */
export const NORMAL_95 = 1.959963984540054;

/**
 * What a number is multiplied by.
 *
 * @param ends the ends of its interval as multiples of it: at most 1 and at least 1, 0 or more
 * @param normal a standard normal
 */
export function drawnFactor([lower, upper]: readonly [number, number], normal: number): number {
  const part = normal / NORMAL_95;
  if (normal >= 0) return multiplierOf(part * logOf(upper));
  return lower > 0 ? multiplierOf(-part * logOf(lower)) : Math.max(0, 1 + part);
}

/**
 * A share from its interval, all between 0 and `whole`.
 *
 * @param normal a standard normal
 */
export function drawnShare(
  share: number,
  [lower, upper]: readonly [number, number],
  whole: number,
  normal: number,
): number {
  if (share <= 0 || share >= whole || normal === 0) return share;
  const part = normal / NORMAL_95;
  const end = normal < 0 ? lower : upper;
  // At an end of 0 or of the whole there are no finite odds: a straight side, cut off there.
  if (end <= 0 || end >= whole) return Math.min(whole, Math.max(0, share + Math.abs(part) * (end - share)));
  const odds = (value: number): number => logOf(value / (whole - value));
  return whole / (1 + multiplierOf(-odds(share) - Math.abs(part) * (odds(end) - odds(share))));
}

/** A size with a standard deviation: of its log for a ratio, of itself for a difference. */
export function drawnSize(size: number, spread: number, isRatio: boolean, normal: number): number {
  return isRatio ? size * multiplierOf(spread * normal) : size + spread * normal;
}

/** The standard deviation that a 95% interval stands for: of the log for a ratio, of the number for a difference. */
export function spreadOf([lower, upper]: readonly [number, number], isRatio: boolean): number {
  return isRatio ? (logOf(upper) - logOf(lower)) / (2 * NORMAL_95) : (upper - lower) / (2 * NORMAL_95);
}
