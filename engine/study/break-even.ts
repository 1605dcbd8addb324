/**
 * Where a result of a study comes to 0 as one number of a programme is changed: `next` says which value is to be run,
 * `tell` takes the result in each replication there, until there is nothing more to ask and `answer` says what was found.
 *
 * The luck must be common to all values (the same seed and replications), so that it falls out of differences. Values are
 * scanned outwards from the one that has no effect until the mean result changes sign. The change is then closed in on, on
 * the log scale for ratios: by the root of the parabola through both ends and the nearest other value, a little beyond it
 * so that the farther end comes near, and by halving where that is slow. The result of a simulation goes in small steps,
 * so the search ends with a bracket that is narrow, seldom with a result that is exactly 0.
 *
 * The interval. Around the break-even the mean result is taken to be a straight line. Its slope is that, at the break-even,
 * of the parabola through it and the nearest values run on either side that are far enough away to stand above the steps.
 * Each replication has its own level and this common slope, so its own break-even is the common one less its level over
 * the slope. Their quantiles are what one future may bring; their standard error says how well the replications pin the
 * common one down.
 */
import { reach95 } from '../decision/mean-interval.js';
import { exp, log } from '../random/index.js';
import { summarise } from './summarise.js';

/** What is searched: the values to scan, outwards from the one without effect, and whether ratios or amounts matter. */
export interface SearchRange {
  readonly scale: 'log' | 'linear';
  readonly scan: readonly [number, number, ...number[]];
}

/** Ratios from 0.05 to 20. */
export const RATIOS: SearchRange = { scale: 'log', scan: [1, 0.5, 2, 0.25, 4, 0.125, 8, 0.05, 20] };
/** Ratios that can only lower. */
export const LOWERING: SearchRange = { scale: 'log', scan: [1, 0.5, 0.25, 0.125, 0.05] };
/** Shares from none to all. */
export const SHARES: SearchRange = { scale: 'linear', scan: [0, 0.25, 0.5, 0.75, 1] };
/** Points added to a share or taken from it. */
export const POINTS: SearchRange = { scale: 'linear', scan: [0, -0.1, 0.1, -0.25, 0.25, -0.5, 0.5, -0.95, 0.95] };

/** One value that was run. */
export interface Tried {
  readonly value: number;
  /** The result: mean over replications, and its standard error (NaN for one replication). */
  readonly mean: number;
  readonly mcSe: number;
}

/** An end of an interval; null where it lies beyond the values searched. */
export interface Between {
  readonly lower: number | null;
  readonly upper: number | null;
}

export type BreakEvenAnswer = { readonly tried: readonly Tried[] } & (
  | {
      readonly kind: 'found';
      readonly value: number;
      /** Whether the result rises with the value, around the break-even. */
      readonly rises: boolean;
      /** 95% interval of the break-even of the mean, and what 95% of futures bring; null for one replication. */
      readonly average: Between | null;
      readonly futures: Between | null;
    }
  /** The result keeps its sign over all that is searched; `nearest` is the value that comes nearest to 0. */
  | { readonly kind: 'none'; readonly nearest: Tried }
  /** The result is the same at every value, in every replication. */
  | { readonly kind: 'flat'; readonly result: Tried }
);

/** The bracket is closed once it is this narrow, 4% of a ratio: within it the result is taken to be a straight line. */
const NARROW = 0.04;
/** So it is once a result is this small a part of its standard error: chance moves the break-even far more. */
const SMALL = 0.2;
/** How far beyond the root a value is run: two such steps, from both sides, close the bracket. */
const BEYOND = 0.45 * NARROW;
/** No value is run nearer than this part of the bracket to one of its ends. */
const EDGE = 0.02;
/** Values this far apart stand above the steps of the result. */
const APART = 0.1;
/** Values run after the scan at most. */
const MOST = 30;

interface Point extends Tried {
  /** The value on the scale searched. */
  readonly at: number;
  readonly results: Float64Array;
}

export class BreakEven {
  readonly #range: SearchRange;
  /** In the order of the scale. */
  #points: Point[] = [];
  #scanned = 0;
  #refined = 0;
  /** The ends between which the sign changes. */
  #bracket: { readonly low: Point; readonly high: Point } | null = null;
  /** The bracket as the scan left it. */
  #first: readonly [Point, Point] | null = null;
  /** Steps in a row that left more than half of the bracket. */
  #slow = 0;
  #asked: number | null;

  constructor(range: SearchRange) {
    this.#range = range;
    this.#asked = this.#on(range.scan[0]);
  }

  /** The value to run now; null when the search is over. */
  next(): number | null {
    return this.#asked === null ? null : this.#value(this.#asked);
  }

  /** Values run so far. */
  get count(): number {
    return this.#points.length;
  }

  /**
   * Takes the result of the value asked for, replication by replication.
   * @throws RangeError where nothing was asked, or a result is no number, or their count changes
   */
  tell(results: ArrayLike<number>): void {
    if (this.#asked === null) throw new RangeError('the search is over: nothing was asked');
    const own = Float64Array.from(results);
    const before = this.#points[0]?.results.length;
    if (own.length === 0 || (before !== undefined && before !== own.length) || !own.every(Number.isFinite))
      throw new RangeError(`the result is needed in each of ${before ?? 'the'} replications, as a number`);
    const { value: mean, mcSe } = summarise(own)!;
    const point: Point = { at: this.#asked, value: this.#value(this.#asked), mean, mcSe, results: own };
    this.#points = [...this.#points, point].sort((a, b) => a.at - b.at);
    if (this.#first === null) this.#scan();
    else this.#narrow(point);
  }

  get answer(): BreakEvenAnswer {
    if (this.#asked !== null) throw new RangeError('the search is not over');
    const tried = this.#points.map(({ value, mean, mcSe }): Tried => ({ value, mean, mcSe }));
    if (this.#bracket !== null) return { tried, ...this.#found(this.#bracket) };
    const [one] = this.#points;
    const same = this.#points.every(({ results }) => results.every((result, r) => result === one!.results[r]));
    if (same) return { tried, kind: 'flat', result: tried[0]! };
    return { tried, kind: 'none', nearest: tried.reduce((a, b) => (Math.abs(b.mean) < Math.abs(a.mean) ? b : a)) };
  }

  #on(value: number): number {
    return this.#range.scale === 'log' ? log(value) : value;
  }

  /** Values of the scan are given back as they were written. */
  #value(at: number): number {
    const written = this.#range.scan.find((value) => this.#on(value) === at);
    return written ?? (this.#range.scale === 'log' ? exp(at) : at);
  }

  #scan(): void {
    this.#scanned++;
    for (let i = 0; i + 1 < this.#points.length; i++) {
      const [low, high] = [this.#points[i]!, this.#points[i + 1]!];
      const zero = low.mean === 0 ? low : high.mean === 0 ? high : null;
      if (zero !== null ? low.mean === high.mean : low.mean > 0 === high.mean > 0) continue;
      this.#first = [low, high];
      this.#bracket = { low: zero ?? low, high: zero ?? high };
      this.#propose();
      return;
    }
    const next = this.#range.scan[this.#scanned];
    this.#asked = next === undefined ? null : this.#on(next);
  }

  #propose(): void {
    const { low, high } = this.#bracket!;
    const width = high.at - low.at;
    if (width <= NARROW || this.#refined >= MOST) {
      this.#asked = null;
      return;
    }
    if (this.#slow >= 2) {
      this.#slow = 0;
      this.#asked = low.at + width / 2;
      return;
    }
    const root = this.#curved(low, high);
    // So much nearer than the farther end that, if the root is right, the two ends are then near enough.
    const beyond = root - low.at > high.at - root ? -BEYOND : BEYOND;
    this.#asked = Math.min(high.at - EDGE * width, Math.max(low.at + EDGE * width, root + beyond));
  }

  /** The root between two ends of the parabola through them and the nearest other point; of a line where there is none. */
  #curved(low: Point, high: Point): number {
    const slope = (high.mean - low.mean) / (high.at - low.at);
    const far = (point: Point): number => Math.max(low.at - point.at, point.at - high.at);
    const others = this.#points.filter((point) => point !== low && point !== high);
    const third = others.reduce<Point | null>(
      (near, point) => (near === null || far(point) < far(near) ? point : near),
      null,
    );
    const bend = third === null ? 0 : ((third.mean - low.mean) / (third.at - low.at) - slope) / (third.at - high.at);
    const valueAt = (at: number): number => low.mean + (at - low.at) * (slope + bend * (at - high.at));
    let [from, to] = [low.at, high.at];
    for (let i = 0; i < 40; i++) {
      const middle = (from + to) / 2;
      if (valueAt(middle) > 0 === low.mean > 0) from = middle;
      else to = middle;
    }
    return (from + to) / 2;
  }

  /** Puts a new point in place of the end that has its sign. */
  #narrow(point: Point): void {
    this.#refined++;
    const { low, high } = this.#bracket!;
    const before = high.at - low.at;
    if (point.mean === 0) this.#bracket = { low: point, high: point };
    else if (point.mean > 0 === low.mean > 0) this.#bracket = { low: point, high };
    else this.#bracket = { low, high: point };
    const left = this.#bracket.high.at - this.#bracket.low.at;
    this.#slow = left > before / 2 ? this.#slow + 1 : 0;
    if (Math.abs(point.mean) <= SMALL * point.mcSe) this.#asked = null;
    else this.#propose();
  }

  #found({ low, high }: { readonly low: Point; readonly high: Point }) {
    const share = low === high ? 0 : low.mean / (low.mean - high.mean);
    const at = low.at + share * (high.at - low.at);
    const levels = low.results.map((result, r) => result + share * (high.results[r]! - result));
    const slope = this.#slope(at);
    const found = { kind: 'found' as const, value: this.#value(at), rises: slope > 0 };
    if (levels.length < 2) return { ...found, average: null, futures: null };
    const own = summarise(levels.map((level) => at - level / slope))!;
    const half = reach95(levels.length - 1) * own.mcSe;
    return {
      ...found,
      average: this.#between(at - half, at + half),
      futures: this.#between(own.lower, own.upper),
    };
  }

  /** The slope of the mean result at the break-even; never 0, since the sign changes. */
  #slope(at: number): number {
    const below = this.#points.filter((point) => point.at <= at - APART).at(-1);
    const above = this.#points.find((point) => point.at >= at + APART);
    const [low, high] = this.#first!;
    const scanned = (high.mean - low.mean) / (high.at - low.at);
    if (below === undefined || above === undefined) return scanned;
    // The nearer side weighs more: that is the slope there of the parabola through all three.
    const [left, right] = [at - below.at, above.at - at];
    const local = ((-below.mean / left) * right + (above.mean / right) * left) / (left + right);
    // Noise may turn a nearly flat stretch round: the sign is that of the change that was found.
    return local * scanned > 0 ? local : scanned;
  }

  #between(lower: number, upper: number): Between {
    const ends = this.#range.scan.map((value) => this.#on(value));
    const within = (at: number): number | null =>
      at >= Math.min(...ends) - 1e-9 && at <= Math.max(...ends) + 1e-9 ? this.#value(at) : null;
    return { lower: within(lower), upper: within(upper) };
  }
}
