/**
 * The whole number (of teams, of places) at which a result reaches a target: `next` says which is to be run, `tell` takes the
 * result in each replication there. Luck must be common to all, and the result must rise or fall with the number. Both ends
 * are run, then the gap between them is closed by the line through its ends, or halved where that is slow.
 *
 * The interval. Around the target the mean result is taken to be a straight line, with the slope between the nearest numbers
 * run on either side that are a tenth of the range away. Each replication has its own level and this common slope, so its
 * own crossing lies beside the common one by what its level lies beside the target, over the slope.
 */
import { reach95 } from '../../decision/mean-interval.js';
import { summarise } from '../summarise.js';
import type { Between, Tried } from '../break-even.js';

export type SeekAnswer = { readonly tried: readonly Tried[] } & (
  | {
      readonly kind: 'found';
      /** The first, counted from the lower end, at which the target is reached or passed, and the last before it. */
      readonly reached: Tried;
      readonly before: Tried | null;
      /** Where the line between them crosses the target. */
      readonly crossing: number;
      /** 95% interval of the crossing of the mean, and what 95% of futures bring; null for one replication. */
      readonly average: Between | null;
      readonly futures: Between | null;
    }
  /** The result keeps to one side of the target at both ends; `nearest` is the end that comes nearest to it. */
  | { readonly kind: 'none'; readonly nearest: Tried }
  /** The result is the same at both ends, in every replication. */
  | { readonly kind: 'flat'; readonly result: Tried }
);

interface Point {
  readonly value: number;
  /** Less the target: mean, its standard error, and each replication. */
  readonly mean: number;
  readonly mcSe: number;
  readonly results: Float64Array;
}

const APART = 0.1;

export class SeekWhole {
  readonly #points: Point[] = [];
  #asked: number | null;
  #bracket: readonly [Point, Point] | null = null;
  #slow = false;

  /**
   * @param from the lower end, a whole number
   * @param to the upper end, above it
   * @param target what the result is to come to
   * @throws RangeError for ends that are not whole, or the wrong way round
   */
  constructor(
    private readonly from: number,
    private readonly to: number,
    private readonly target: number,
  ) {
    if (!Number.isInteger(from) || !Number.isInteger(to) || from >= to)
      throw new RangeError(`whole numbers from a lower to a higher, not ${from} to ${to}`);
    this.#asked = from;
  }

  /** The number to run now; null when the search is over. */
  next(): number | null {
    return this.#asked;
  }

  get count(): number {
    return this.#points.length;
  }

  /** Takes the result of the number asked for. @throws RangeError where nothing was asked, or a result is no number */
  tell(results: ArrayLike<number>): void {
    if (this.#asked === null) throw new RangeError('the search is over: nothing was asked');
    const own = Float64Array.from(results, (result) => result - this.target);
    const before = this.#points[0]?.results.length;
    if (own.length === 0 || (before !== undefined && before !== own.length) || !own.every(Number.isFinite))
      throw new RangeError(`the result is needed in each of ${before ?? 'the'} replications, as a number`);
    const { value: mean, mcSe } = summarise(own.slice())!;
    const point: Point = { value: this.#asked, mean, mcSe, results: own };
    this.#points.push(point);
    this.#points.sort((a, b) => a.value - b.value);
    this.#asked = this.#points.length === 1 && mean !== 0 ? this.to : this.#narrowed(point);
  }

  #narrowed(point: Point): number | null {
    const first = this.#points[0]!;
    if (first.mean === 0) {
      this.#bracket = [first, first];
      return null;
    }
    if (this.#bracket === null) {
      if (first.mean > 0 === point.mean > 0 && point.mean !== 0) return null;
      this.#bracket = [first, point];
    } else {
      const [low, high] = this.#bracket;
      const gap = high.value - low.value;
      // A number at which the target is met is reached: what is still open is whether one before it is.
      this.#bracket = point.mean !== 0 && point.mean > 0 === low.mean > 0 ? [point, high] : [low, point];
      this.#slow = this.#bracket[1].value - this.#bracket[0].value > gap / 2;
    }
    const [low, high] = this.#bracket;
    const gap = high.value - low.value;
    if (gap === 1) return null;
    const share = this.#slow ? 0.5 : low.mean / (low.mean - high.mean);
    return Math.min(high.value - 1, Math.max(low.value + 1, low.value + Math.round(share * gap)));
  }

  get answer(): SeekAnswer {
    if (this.#asked !== null) throw new RangeError('the search is not over');
    const told = ({ value, mean, mcSe }: Point): Tried => ({ value, mean: mean + this.target, mcSe });
    const tried = this.#points.map(told);
    if (this.#bracket === null) {
      const [a, b] = this.#points;
      if (a!.results.every((result, r) => result === b!.results[r])) return { tried, kind: 'flat', result: told(a!) };
      return { tried, kind: 'none', nearest: told(Math.abs(b!.mean) < Math.abs(a!.mean) ? b! : a!) };
    }
    const [low, high] = this.#bracket;
    const share = low === high ? 0 : low.mean / (low.mean - high.mean);
    const crossing = low.value + share * (high.value - low.value);
    const found = {
      tried,
      kind: 'found' as const,
      reached: told(high),
      before: low === high ? null : told(low),
      crossing,
    };
    const slope = this.#slope(crossing);
    if (low.results.length < 2 || slope === 0) return { ...found, average: null, futures: null };
    const own = low.results.map((result, r) => crossing - (result + share * (high.results[r]! - result)) / slope);
    const { mcSe, lower, upper } = summarise(own)!;
    const half = reach95(own.length - 1) * mcSe;
    return {
      ...found,
      average: this.#within(crossing - half, crossing + half),
      futures: this.#within(lower, upper),
    };
  }

  #slope(at: number): number {
    const gap = APART * (this.to - this.from);
    const below = this.#points.filter(({ value }) => value <= at - gap).at(-1) ?? this.#points[0]!;
    const above = this.#points.find(({ value }) => value >= at + gap) ?? this.#points.at(-1)!;
    return below === above ? 0 : (above.mean - below.mean) / (above.value - below.value);
  }

  #within(lower: number, upper: number): Between {
    const inside = (at: number): number | null => (at >= this.from && at <= this.to ? at : null);
    return { lower: inside(lower), upper: inside(upper) };
  }
}
