/**
 * How much of the spread of a result is chance and how much is not knowing: one-way random effects, draws by replications.
 *
 * The result of replication r in draw i is the overall mean, plus what draw i's parameters make of it, plus chance. The spread
 * of the second part is not knowing, of the third chance. Draws need not have equally many replications.
 *
 * The estimator. Chance is the pooled variance within draws. Not knowing is the variance of the unweighted means of draws,
 * less what chance leaves in them: the pooled variance over the harmonic mean of the counts. Both are unbiased; where counts
 * are equal this is the usual analysis of variance. It can come out below 0 and is given as it comes: cut it off at 0 only in
 * what is shown, never before averaging.
 *
 * The intervals suppose normal spread. Chance: chi-squared. The intraclass correlation: by F, exact for equal counts. Not
 * knowing: that of J. S. Williams (Biometrika 49 (1962) 278-281, https://doi.org/10.2307/2333493), in which an interval of
 * the level given is at least about that sure. For unequal counts by way of the harmonic mean: J. D. Thomas and
 * R. A. Hultquist, Annals of Statistics 6 (1978) 582-587, https://doi.org/10.1214/aos/1176344202.
 */
import { chiSquaredQuantile, fQuantile } from './beta.js';
import { upperPoint } from './shares.js';
import { meanOf } from './tables.js';

/** An estimate and its interval; `value` may be below 0 where the truth may be 0, the ends are not. */
export interface Component {
  readonly value: number;
  readonly lower: number;
  readonly upper: number;
}

/** What the draws say of the two parts, in squared units of the result. */
export interface VarianceParts {
  /** The mean of the means of draws. */
  readonly mean: number;
  /** Standard error of that mean, from draws and replications both. */
  readonly se: number;
  readonly draws: number;
  /** The harmonic mean of the counts of replications. */
  readonly replications: number;
  /** Variance between the replications of one draw; null where every draw has but one. */
  readonly chance: Component | null;
  /** Variance between the true means of draws; null where chance cannot be told from it. */
  readonly notKnowing: Component | null;
  /** The part of the variance of one replication that is not knowing; null likewise, or where nothing varies. */
  readonly share: Component | null;
}

/**
 * Splits the variance of a result over draws and replications.
 *
 * @param draws by draw, the results of its replications; two draws or more, each with one replication or more
 * @param level of the intervals
 * @throws RangeError where there are fewer than two draws, an empty one, or a result that is not finite
 * @example varianceParts([[1, 3], [5, 7]]).chance?.value; // 2
 */
export function varianceParts(draws: readonly ArrayLike<number>[], level = 0.95): VarianceParts {
  const k = draws.length;
  if (k < 2) throw new RangeError(`variance between draws needs two of them, not ${k}`);
  const means = draws.map(meanOf);
  let within = 0;
  let results = 0;
  let inverses = 0;
  draws.forEach((own, i) => {
    if (!Number.isFinite(means[i])) throw new RangeError(`draw ${i} is empty or has a result that is not a number`);
    for (let r = 0; r < own.length; r++) within += (own[r] - means[i]) * (own[r] - means[i]);
    results += own.length;
    inverses += 1 / own.length;
  });
  const mean = meanOf(means);
  let between = 0;
  for (const own of means) between += (own - mean) * (own - mean);
  between /= k - 1;
  const replications = k / inverses;
  const known = { mean, se: Math.sqrt(between / k), draws: k, replications };
  const degrees = results - k;
  if (degrees === 0) return { ...known, chance: null, notKnowing: null, share: null };
  const chance = within / degrees;
  const high = upperPoint(level);
  const low = 1 - high;
  const spread = { between, chance, replications, k, degrees, low, high };
  return {
    ...known,
    chance: {
      value: chance,
      lower: within / chiSquaredQuantile(high, degrees),
      upper: within / chiSquaredQuantile(low, degrees),
    },
    notKnowing: notKnowing(spread),
    share: intraclass(spread),
  };
}

interface Spread {
  /** The variance of the means of draws. */
  readonly between: number;
  readonly chance: number;
  readonly replications: number;
  readonly k: number;
  readonly degrees: number;
  readonly low: number;
  readonly high: number;
}

function notKnowing({ between, chance, replications, k, degrees, low, high }: Spread): Component {
  const end = (p: number): number => {
    const left = between - (chance / replications) * fQuantile(p, k - 1, degrees);
    return Math.max(0, ((k - 1) * left) / chiSquaredQuantile(p, k - 1));
  };
  return { value: between - chance / replications, lower: end(high), upper: end(low) };
}

/** r = variance of not knowing over that of both; the ends from those of the ratio of the two, by F. */
function intraclass({ between, chance, replications, k, degrees, low, high }: Spread): Component | null {
  if (between === 0 && chance === 0) return null;
  const part = between - chance / replications;
  const value = part / (part + chance);
  if (chance === 0) return { value, lower: value, upper: value };
  const end = (p: number): number => {
    const ratio = between / chance / fQuantile(p, k - 1, degrees) - 1 / replications;
    return Math.max(0, ratio / (1 + ratio));
  };
  return { value, lower: end(high), upper: end(low) };
}
