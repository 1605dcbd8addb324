/** How often something is so over draws, with an interval. */
import { normalQuantile } from '../random/index.js';

/** A share of draws, from 0 to 1, and the interval of the probability it estimates. */
export interface Share {
  readonly value: number;
  readonly lower: number;
  readonly upper: number;
}

/**
 * The share of `count` in `n` with Wilson's score interval. It stays within 0 and 1, and says something where the count is 0
 * or all. The interval holds what more draws would change, nothing else.
 *
 * Source: E. B. Wilson, "Probable inference, the law of succession, and statistical inference", Journal of the American
 * Statistical Association 22 (1927) 209-212, https://doi.org/10.1080/01621459.1927.10502953.
 *
 * @param count from 0 to n; need not be whole where ties are shared
 * @throws RangeError for a count out of range or a level not between 0 and 1
 * @example wilson(0, 100); // { value: 0, lower: 0, upper: 0.037 }
 */
export function wilson(count: number, n: number, level = 0.95): Share {
  if (!(n > 0 && count >= 0 && count <= n * (1 + 1e-12))) throw new RangeError(`${count} of ${n} is no share`);
  const z = twoSided(level);
  const value = Math.min(1, count / n);
  const centre = value + (z * z) / (2 * n);
  const half = z * Math.sqrt((value * (1 - value)) / n + (z * z) / (4 * n * n));
  const scale = 1 + (z * z) / n;
  return {
    value,
    lower: Math.max(0, Math.min(value, (centre - half) / scale)),
    upper: Math.min(1, Math.max(value, (centre + half) / scale)),
  };
}

/**
 * The share of values below a bound: the chance of payback is that of a cost difference below 0.
 * @throws RangeError where there is no value
 */
export function shareBelow(values: ArrayLike<number>, bound: number, level = 0.95): Share {
  let count = 0;
  for (let i = 0; i < values.length; i++) if (values[i] < bound) count++;
  return wilson(count, values.length, level);
}

/** How many standard errors either way an interval of this level runs. */
export function twoSided(level: number): number {
  return normalQuantile(upperPoint(level));
}

/** The probability below the upper end of an interval of this level: 0.975 for 0.95. */
export function upperPoint(level: number): number {
  if (!(level > 0 && level < 1)) throw new RangeError(`the level of an interval is between 0 and 1, not ${level}`);
  return 1 - (1 - level) / 2;
}
