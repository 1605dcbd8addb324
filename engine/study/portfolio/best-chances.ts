/**
 * The chance that each of several mixes is the best, from paired replications of which there may be more of some.
 *
 * Mixes are compared with one of them, the leader, over the replications both have lived with the same luck. What is not known
 * of those differences is normal with the covariance that the pairs themselves show, however few they are: in each of many
 * draws one set of standard normals, one a replication, weighs the departures of every mix, and its size is that of Student's
 * distribution (A. Gelman and others, Bayesian Data Analysis, 3rd edition (2013), section 3.2: no prior knowledge of means or
 * variances).
 *
 * The mix that looks best has had luck as well. Differences are therefore pulled towards their mean by the part of their
 * spread that chance would explain, and so is what is not known of them; how large that part is is not known either, and is
 * drawn, every share of it from none to all being held equally likely beforehand (M. J. Daniels, "A prior for the variance in
 * hierarchical models", Canadian Journal of Statistics 27 (1999) 567-578, https://doi.org/10.2307/3316112). Chances are right
 * on average over problems in which mixes differ by little or by much; where chance hides nearly all differences they
 * are a little too sure.
 */
import { deriveKey, drawBlock, exp, hashName, log, normalQuantile, seedKey, unitOpen } from '../../random/index.js';

const DRAWS = 2000;
/** Points at which the share of chance is weighed. */
const GRID = 400;
/** Never to nothing, where all would be tied. */
const LEAST_PULL = 1e-6;
const PURPOSE = hashName('chance of being the best mix');

/**
 * @param goals by mix, its goal in replications 0, 1, ... (two at least); more is better
 * @param seed of the draws
 * @returns by mix, the chance that no other is better; they add up to 1. Of mixes that tie in a draw the first given has it
 * @throws RangeError for no mix, one replication, or a goal that is not a number
 */
export function bestChances(goals: readonly ArrayLike<number>[], seed: string): Float64Array {
  const k = goals.length;
  if (k === 0) throw new RangeError('there is no mix to be the best');
  for (const own of goals) {
    if (own.length < 2) throw new RangeError('the chance of being best needs two replications or more');
    for (let r = 0; r < own.length; r++)
      if (!Number.isFinite(own[r])) throw new RangeError(`the goal in replication ${r} is ${own[r]}, not a number`);
  }
  const beside = differences(goals, leaderOf(goals));
  return counted(beside, pullsOf(goals, beside), seed);
}

/** The mix with the highest mean among those with most replications. */
function leaderOf(goals: readonly ArrayLike<number>[]): number {
  const most = Math.max(...goals.map((own) => own.length));
  let leader = -1;
  let best = -Infinity;
  goals.forEach((own, i) => {
    if (own.length < most) return;
    const mean = meanOver(own, most);
    if (leader < 0 || mean > best) {
      leader = i;
      best = mean;
    }
  });
  return leader;
}

interface Beside {
  readonly mean: number;
  /** Departures of each replication from the mean, over the root of n (n - 1). */
  readonly parts: Float64Array;
}

function differences(goals: readonly ArrayLike<number>[], leader: number): Beside[] {
  const with_ = goals[leader];
  return goals.map((own) => {
    const n = own.length;
    const pairs = Float64Array.from({ length: n }, (_, r) => own[r] - with_[r]);
    const mean = meanOver(pairs, n);
    const scale = Math.sqrt(n * (n - 1));
    return { mean, parts: pairs.map((pair) => (pair - mean) / scale) };
  });
}

/**
 * What differences are multiplied by in each draw: the part of their spread that is not chance. With k mixes, S the sum of
 * squares of their means and v the variance of one mean, the share W of chance has the density of S / (v / W), that is
 * W^((k - 1) / 2) exp(-W S / 2v), between 0 and 1. The draws are its quantiles.
 */
function pullsOf(goals: readonly ArrayLike<number>[], beside: readonly Beside[]): Float64Array {
  const k = goals.length;
  const pulls = new Float64Array(DRAWS).fill(1);
  if (k === 1) return pulls;
  const mean = meanOver(
    beside.map((own) => own.mean),
    k,
  );
  let spread = 0;
  for (const own of beside) spread += (own.mean - mean) * (own.mean - mean);
  let chance = 0;
  for (let i = 0; i < k; i++) for (let j = 0; j < i; j++) chance += errorOf(goals[i], goals[j]);
  // The mean over pairs of the variance of a difference is twice that of one mix.
  const own = chance / (k * (k - 1));
  if (own === 0) return pulls;
  const logs = Float64Array.from({ length: GRID }, (_, g) => {
    const share = (g + 0.5) / GRID;
    return ((k - 1) / 2) * log(share) - (share * spread) / (2 * own);
  });
  const most = Math.max(...logs);
  const weights = logs.map((value) => exp(value - most));
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  let [g, sum] = [0, 0];
  for (let draw = 0; draw < DRAWS; draw++) {
    const target = (all * (draw + 0.5)) / DRAWS;
    while (g < GRID - 1 && sum + weights[g] < target) sum += weights[g++];
    const within = Math.min(1, Math.max(0, (target - sum) / weights[g]));
    pulls[draw] = 1 - (g + within) / GRID;
  }
  return pulls;
}

/** The variance of the mean difference of two mixes, over the replications both have. */
function errorOf(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const n = Math.min(a.length, b.length);
  const pairs = Float64Array.from({ length: n }, (_, r) => a[r] - b[r]);
  const mean = meanOver(pairs, n);
  let squares = 0;
  for (const pair of pairs) squares += (pair - mean) * (pair - mean);
  return squares / (n - 1) / n;
}

function counted(beside: readonly Beside[], pulls: Float64Array, seed: string): Float64Array {
  const most = Math.max(...beside.map(({ parts }) => parts.length));
  const luck = new Normals(seed);
  const weights = new Float64Array(most);
  /** By number of replications, the root of (n - 1) over a sum of n - 1 squared normals. */
  const sizes = new Float64Array(most + 1);
  const counts = new Float64Array(beside.length);
  for (let draw = 0; draw < DRAWS; draw++) {
    const pull = Math.max(LEAST_PULL, pulls[draw]);
    const root = Math.sqrt(pull);
    let squares = 0;
    for (let r = 0; r < most; r++) {
      const [weight, other] = luck.pair(draw, r);
      weights[r] = weight;
      // With r + 2 replications there are r + 1 degrees of freedom.
      squares += other * other;
      if (r + 2 <= most) sizes[r + 2] = Math.sqrt((r + 1) / squares);
    }
    let best = 0;
    let value = -Infinity;
    beside.forEach(({ mean, parts }, i) => {
      let sum = 0;
      for (let r = 0; r < parts.length; r++) sum += weights[r] * parts[r];
      const own = pull * mean + root * sizes[parts.length] * sum;
      if (own > value) {
        best = i;
        value = own;
      }
    });
    counts[best]++;
  }
  return counts.map((count) => count / DRAWS);
}

/** Pairs of standard normals by draw and replication. */
class Normals {
  private readonly key: Uint32Array;
  private readonly words = new Uint32Array(4);

  constructor(seed: string) {
    this.key = deriveKey(seedKey(seed), PURPOSE, 0, 0, 0);
  }

  pair(draw: number, replication: number): readonly [number, number] {
    const { key, words } = this;
    drawBlock(key, draw, replication, 0, 0, words);
    return [normalQuantile(unitOpen(words[0], words[1])), normalQuantile(unitOpen(words[2], words[3]))];
  }
}

function meanOver(values: ArrayLike<number>, n: number): number {
  let sum = 0;
  for (let i = 0; i < n; i++) sum += values[i];
  return sum / n;
}
