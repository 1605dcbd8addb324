/**
 * How precise a mean is so far, and how much more must be run.
 *
 * A mean over k draws of n replications each has variance (not knowing + chance / n) / k. With the costs of a draw and of a
 * replication, the number of replications a draw that buys most precision is the square root of (cost of a draw over cost of a
 * replication) times (chance over not knowing), whatever precision is wanted. That holds for the mean; for the spread of the
 * result more replications a draw are needed, or `varianceParts` to take chance out of it.
 *
 * Source: A. O'Hagan, M. Stevenson and J. Madan, "Monte Carlo probabilistic sensitivity analysis for patient level simulation
 * models: efficient estimation of mean and variance using ANOVA", Health Economics 16 (2007) 1009-1023,
 * https://doi.org/10.1002/hec.1199.
 */
import { normalQuantile } from '../random/index.js';
import { tQuantile } from './beta.js';
import { upperPoint } from './shares.js';
import { meanOf } from './tables.js';

/** A mean of replications, or of the means of draws, and its interval by Student's t. */
export interface Precision {
  readonly mean: number;
  readonly se: number;
  readonly halfWidth: number;
  /** Of the mean, as a share of its size; Infinity where the mean is 0. */
  readonly relative: number;
}

/**
 * The precision of the mean of independent results: replications under one set of parameters, or the means of draws (whose
 * spread holds that of their replications).
 *
 * @throws RangeError for fewer than two results, or one that is not finite
 */
export function precisionOf(results: ArrayLike<number>, level = 0.95): Precision {
  const n = results.length;
  const mean = meanOf(results);
  if (n < 2 || !Number.isFinite(mean)) throw new RangeError('precision needs two results or more, all of them numbers');
  let squares = 0;
  for (let i = 0; i < n; i++) squares += (results[i] - mean) * (results[i] - mean);
  const se = Math.sqrt(squares / (n - 1) / n);
  const halfWidth = tQuantile(upperPoint(level), n - 1) * se;
  return { mean, se, halfWidth, relative: halfWidth === 0 ? 0 : halfWidth / Math.abs(mean) };
}

/** The half-width wanted: in the units of the result, or as a share of its mean. */
export type Wish = { readonly halfWidth: number } | { readonly relative: number };

/** What a mean's variance is made of; an estimate below 0 counts as 0. */
export interface Spreads {
  readonly chance: number;
  /** 0 where parameters are held fixed. */
  readonly notKnowing: number;
}

const MOST = 1e9;

/**
 * How many independent results in all give the half-width wanted, if they go on varying as they have.
 *
 * Replications under fixed parameters (give their variance), or draws of a fixed number of replications (give the variance of
 * their means, not knowing + chance / n).
 *
 * @param variance of one result
 * @param mean so far, for a relative wish
 * @returns 2 or more; null where more than a thousand million would be needed (or a relative wish meets a mean of 0)
 * @throws RangeError for a wish that is not above 0 or a variance below 0
 */
export function resultsNeeded(variance: number, wish: Wish, mean: number, level = 0.95): number | null {
  const half = widthOf(wish, mean);
  if (!(variance >= 0)) throw new RangeError(`a variance is 0 or more, not ${variance}`);
  return leastCount(variance, half, upperPoint(level), 2);
}

/**
 * How many replications a draw give the half-width wanted with the draws there are.
 *
 * @returns 1 or more; null where no number does, because the draws are too few for what is not known: more draws are needed
 * @throws RangeError as `resultsNeeded`, and for fewer than two draws
 */
export function replicationsNeeded(
  spreads: Spreads,
  draws: number,
  wish: Wish,
  mean: number,
  level = 0.95,
): number | null {
  const half = widthOf(wish, mean);
  if (!(draws >= 2)) throw new RangeError(`an interval over draws needs two of them, not ${draws}`);
  const errors = half / tQuantile(upperPoint(level), draws - 1);
  const left = draws * errors * errors - Math.max(0, spreads.notKnowing);
  const chance = Math.max(0, spreads.chance);
  if (chance === 0 && left >= 0) return 1;
  const needed = Math.ceil(chance / left);
  return left > 0 && needed <= MOST ? Math.max(1, needed) : null;
}

/** Costs in any one unit, such as seconds: of setting up a draw (a population, say), and of one replication of it. */
export interface RunCosts {
  readonly draw: number;
  readonly replication: number;
}

export interface Allocation {
  readonly draws: number;
  /** Of each draw. */
  readonly replications: number;
  /** In the unit of the costs, all of it from nothing. */
  readonly cost: number;
}

/**
 * The cheapest draws and replications a draw for the half-width wanted.
 *
 * @param least draws there must be in any case, 2 or more
 * @returns null where that takes more than a thousand million draws
 * @throws RangeError as `resultsNeeded`, and for a cost of a replication that is not above 0
 */
export function allocate(
  spreads: Spreads,
  costs: RunCosts,
  wish: Wish,
  mean: number,
  { level = 0.95, least = 2 }: { readonly level?: number; readonly least?: number } = {},
): Allocation | null {
  if (!(costs.draw >= 0 && costs.replication > 0))
    throw new RangeError('a draw costs 0 or more and a replication more than 0');
  if (!(least >= 2)) throw new RangeError(`an interval over draws needs two of them, not ${least}`);
  const half = widthOf(wish, mean);
  const p = upperPoint(level);
  const chance = Math.max(0, spreads.chance);
  const notKnowing = Math.max(0, spreads.notKnowing);
  const of = (replications: number): Allocation | null => {
    const draws = leastCount(notKnowing + chance / replications, half, p, least);
    if (draws === null) return null;
    return { draws, replications, cost: draws * (costs.draw + replications * costs.replication) };
  };
  const ideal = Math.sqrt(((costs.draw / costs.replication) * chance) / notKnowing);
  // With nothing unknown, or draws that must be had anyway, as many replications as those draws need.
  const enough = replicationsNeeded({ chance, notKnowing }, least, { halfWidth: half }, 0, level) ?? 1;
  const tries = [enough, ...FEW, ...NEAR.flatMap((part) => [Math.floor(part * ideal), Math.ceil(part * ideal)])];
  let best: Allocation | null = null;
  for (const replications of tries) {
    const one = replications >= 1 && replications <= MOST ? of(replications) : null;
    if (one !== null && (best === null || one.cost < best.cost)) best = one;
  }
  return best;
}

/** With few draws Student's t asks for more of them than the rule does, and draws are whole: what is near is tried too. */
const NEAR = [0.25, 0.5, 0.7, 1, 1.4, 2];
const FEW = [1, 2, 3, 4, 5, 6, 7, 8];

function widthOf(wish: Wish, mean: number): number {
  const half = 'halfWidth' in wish ? wish.halfWidth : wish.relative * Math.abs(mean);
  const asked = 'halfWidth' in wish ? wish.halfWidth : wish.relative;
  if (!(asked > 0 && asked < Infinity)) throw new RangeError(`the half-width wanted is above 0, not ${asked}`);
  if (!Number.isFinite(half)) throw new RangeError(`the mean is ${mean}, not a number`);
  return half;
}

/** The least n, from `least`, with t sqrt(variance / n) no more than `half`; null beyond a thousand million. */
function leastCount(variance: number, half: number, p: number, least: number): number | null {
  const suffices = (n: number): boolean => tQuantile(p, n - 1) * Math.sqrt(variance / n) <= half;
  // Student's t is above the normal quantile, so no fewer can do; nor many more be needed.
  const z = normalQuantile(p) / half;
  let low = Math.max(least, Math.floor(z * z * variance));
  if (low > MOST) return null;
  if (suffices(low)) return low;
  let high = low + 1;
  for (let step = 2; !suffices(high); step *= 2) [low, high] = [high, high + step];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (suffices(middle)) high = middle;
    else low = middle;
  }
  return high <= MOST ? high : null;
}
