/**
 * Estimates over replications against exact answers.
 *
 * `expectNear` allows 4 standard errors, so that a right model fails it by chance 6 times in 100,000 (a little more
 * with few replications, whose standard error is itself estimated), and asks for a standard error below 1% of the
 * value, so that passing it means something. Seeds are fixed: what passes once passes always.
 */
import { expect } from 'vitest';
import type { Reading } from './runs.js';

export interface Estimate {
  readonly mean: number;
  /** Monte Carlo standard error of the mean. */
  readonly se: number;
}

/** Mean and standard error of one number a replication. */
export function estimate(readings: readonly Reading[], of: (reading: Reading) => number): Estimate {
  return estimateOf(readings.map(of));
}

export function estimateOf(values: readonly number[]): Estimate {
  const n = values.length;
  const mean = values.reduce((total, value) => total + value, 0) / n;
  const squares = values.reduce((total, value) => total + (value - mean) ** 2, 0);
  return { mean, se: Math.sqrt(squares / (n - 1) / n) };
}

/** Mean and standard error of a ratio of two sums over replications (linearised). */
export function ratioEstimate(
  readings: readonly Reading[],
  above: (reading: Reading) => number,
  below: (reading: Reading) => number,
): Estimate {
  const tops = readings.map(above);
  const bottoms = readings.map(below);
  const bottom = estimateOf(bottoms).mean;
  const mean = estimateOf(tops).mean / bottom;
  return { mean, se: estimateOf(tops.map((top, i) => (top - mean * bottoms[i]!) / bottom)).se };
}

/** The share `p` seen in `n` independent trials. */
export function shareEstimate(seen: number, n: number): Estimate {
  const p = seen / n;
  return { mean: p, se: Math.sqrt((p * (1 - p)) / n) };
}

/** Claims that an estimate agrees with an exact value, and is precise enough for that to mean something: to 1%, or as said. */
export function expectNear(found: Estimate, exact: number, what = '', precision = 0.01): void {
  const z = (found.mean - exact) / found.se;
  const words = `${what} ${found.mean} (standard error ${found.se}) against ${exact}: z = ${z.toFixed(2)}`;
  expect(Math.abs(z), words).toBeLessThan(4);
  expect(found.se, `${words}: too imprecise`).toBeLessThan(precision * Math.abs(exact));
}

/**
 * Distance between counted whole-day times and a distribution function, times the root of the number counted.
 * Below 2.694 but once in a million (Kolmogorov's limit; counting in days only makes it smaller).
 */
export function distance(bins: readonly number[], cdf: (days: number) => number): number {
  const n = bins.reduce((total, count) => total + count, 0);
  let seen = 0;
  let most = 0;
  bins.forEach((count, day) => {
    seen += count;
    most = Math.max(most, Math.abs(seen / n - cdf(day + 1)));
  });
  return most * Math.sqrt(n);
}

export const KOLMOGOROV_LIMIT = 2.694;

/** Adds up the bins of several replications. */
export function pooled(readings: readonly Reading[], measure: string, group = 'all'): number[] {
  const total: number[] = [];
  for (const reading of readings) reading.bins(measure, group).forEach((n, d) => (total[d] = (total[d] ?? 0) + n));
  return total;
}
