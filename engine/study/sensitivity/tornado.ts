/**
 * A tornado: each number at the lower and at the upper end of its interval, all others as they are, on the same luck; the
 * widest first. The width of a bar is what lies between the lowest and the highest of its two ends and of the result as it
 * is, so that a number whose ends both raise the result has one too.
 */
import { apart, estimateOf, type Estimate } from './estimate.js';

/** The result with a number at the ends of its interval: a value for each replication. */
export interface TornadoEnds {
  readonly name: string;
  readonly lower: ArrayLike<number>;
  readonly upper: ArrayLike<number>;
}

export interface TornadoBar {
  readonly name: string;
  readonly lower: TornadoEnd;
  readonly upper: TornadoEnd;
  /** The mean width, 0 or more, and the standard error of what it is the difference of. */
  readonly width: Estimate;
}

export interface TornadoEnd {
  /** The result there. */
  readonly result: Estimate;
  /** The same less the result as it is, replication by replication. */
  readonly change: Estimate;
}

/**
 * Bars, the widest first; those of one width stay in the order given.
 *
 * @param base the result as it is: a value for each replication
 * @throws RangeError where a result is no number, or there are more replications of one than of another
 */
export function tornado(base: ArrayLike<number>, numbers: readonly TornadoEnds[]): readonly TornadoBar[] {
  const middle = estimateOf(base).value;
  const bars = numbers.map(({ name, lower, upper }): TornadoBar => {
    const ends = [lower, base, upper] as const;
    const means = [estimateOf(lower).value, middle, estimateOf(upper).value];
    const high = means.indexOf(Math.max(...means));
    const low = means.indexOf(Math.min(...means));
    const end = (at: ArrayLike<number>): TornadoEnd => ({
      result: estimateOf(at),
      change: estimateOf(apart(at, base)),
    });
    return { name, lower: end(lower), upper: end(upper), width: estimateOf(apart(ends[high]!, ends[low]!)) };
  });
  return bars
    .map((bar, i) => ({ bar, i }))
    .sort((a, b) => b.bar.width.value - a.bar.width.value || a.i - b.i)
    .map(({ bar }) => bar);
}
