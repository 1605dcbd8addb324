/**
 * The expected value of perfect information: what it would be worth, on average, to know every parameter before choosing.
 *
 * It is the mean over draws of the best option's net benefit, less the net benefit of the option that is best on average.
 *
 * Two errors. With few draws the estimate is biased *downwards*: the option that happens to look best on average gets a mean
 * that is too high. How much too low it may be is bounded by the unit normal loss of each other option's distance. Chance
 * inside draws biases it *upwards*, for the best of several noisy numbers is chosen anew in every draw: give the covariance of
 * that noise (`averaged`), and it is taken out of the spread before anything is chosen (`withoutNoise`).
 *
 * Sources: J. C. Felli and G. B. Hazen, "Sensitivity analysis and the expected value of perfect information", Medical Decision
 * Making 18 (1998) 95-109, https://doi.org/10.1177/0272989X9801800117; of the bias, J. E. Oakley and others, "Simulation sample
 * sizes for Monte Carlo partial EVPI calculations", Journal of Health Economics 29 (2010) 468-477,
 * https://doi.org/10.1016/j.jhealeco.2010.03.006; of the bound, Raiffa and Schlaifer as named in `normal.ts`.
 */
import { withoutNoise } from './noise.js';
import { unitNormalLoss } from './normal.js';
import { crossed, drawsOf, largestAt, meanOf, type ByOption } from './tables.js';

export interface Evpi {
  /** Pounds for one decision, 0 or more; without noise where its covariance was given. */
  readonly value: number;
  /** Standard error over draws, by the jackknife; NaN for one draw. */
  readonly se: number;
  /** What the draws give as they are; what is above `value` is chance inside draws. */
  readonly uncorrected: number;
  /** The draws being few makes the estimate too low, on average by no more than about this. */
  readonly lowBy: number;
  /** The option with the highest mean net benefit, the first of several: the choice without more information. */
  readonly choice: number;
}

/** Groups of draws left out in turn. */
const MOST_GROUPS = 100;
/** Standard errors by which an option may be nearer to the best than it seems. */
const NEARER = 2;

/**
 * The expected value of perfect information for one decision.
 *
 * @param benefit net benefit, options by draws, in pounds (`netBenefits`)
 * @param noise covariance of chance in the net benefits of a draw, options by options by rows; none where there is no chance
 * @throws RangeError where draws do not match, a number is not finite or the noise has another size
 * @example evpi([[0, 0], [1, -1]]).value; // 0.5
 */
export function evpi(benefit: ByOption, noise?: Float64Array): Evpi {
  const n = drawsOf(benefit, 'net benefits');
  const m = benefit.length;
  if (noise !== undefined && noise.length !== m * m)
    throw new RangeError(`the noise of ${m} options has ${m * m} covariances, not ${noise.length}`);
  const { choice, over } = overBest(benefit);
  const inDifferences = noise && noiseOfDifferences(noise, m, choice);
  const uncorrected = perfect(over);
  const groups = Math.min(n, MOST_GROUPS);
  const cleaned = (rows: readonly Float64Array[], own: Float64Array): number =>
    rows.length === 0 ? 0 : perfect(withoutNoise(rows, own));
  const without =
    inDifferences === undefined
      ? leavingOut(over, n, groups)
      : Float64Array.from({ length: groups }, (_, g) =>
          cleaned(
            over.map((row) => row.filter((__, i) => i % groups !== g)),
            inDifferences,
          ),
        );
  const mean = meanOf(without);
  let lowBy = 0;
  for (const row of over) {
    const own = meanOf(row);
    const se = Math.sqrt(crossed(row, own, row, own) / Math.max(1, n - 1) / n);
    if (se > 0) lowBy += se * unitNormalLoss(Math.max(0, -own / se - NEARER));
  }
  return {
    value: inDifferences === undefined ? uncorrected : cleaned(over, inDifferences),
    se: n > 1 ? Math.sqrt(((groups - 1) / groups) * crossed(without, mean, without, mean)) : Number.NaN,
    uncorrected,
    lowBy,
    choice,
  };
}

/** The option with the highest mean, and every other option less that one, draw by draw. */
export function overBest(benefit: ByOption): { readonly choice: number; readonly over: Float64Array[] } {
  const choice = largestAt(benefit.map(meanOf));
  const best = benefit[choice];
  const others = benefit.filter((_, o) => o !== choice);
  return { choice, over: others.map((row) => Float64Array.from(row, (value, i) => value - best[i])) };
}

/** What knowing is worth where each draw's differences from one option (which is 0 itself) are the truth. */
export function perfect(over: readonly Float64Array[]): number {
  if (over.length === 0) return 0;
  const n = over[0].length;
  let sum = 0;
  for (let i = 0; i < n; i++) {
    let best = 0;
    for (const row of over) best = Math.max(best, row[i]);
    sum += best;
  }
  let known = 0;
  for (const row of over) known = Math.max(known, meanOf(row));
  return Math.max(0, sum / n - known);
}

/** `perfect` with each group of draws (every so many-th) left out in turn. */
function leavingOut(over: readonly Float64Array[], n: number, groups: number): Float64Array {
  const bests = new Float64Array(groups);
  const sums = over.map(() => new Float64Array(groups));
  const sizes = new Float64Array(groups);
  for (let i = 0; i < n; i++) {
    let best = 0;
    over.forEach((row, o) => {
      best = Math.max(best, row[i]);
      sums[o][i % groups] += row[i];
    });
    bests[i % groups] += best;
    sizes[i % groups]++;
  }
  const rest = (own: Float64Array, g: number): number => {
    let sum = 0;
    for (let other = 0; other < groups; other++) if (other !== g) sum += own[other];
    return sum / (n - sizes[g]);
  };
  return bests.map((_, g) => rest(bests, g) - sums.reduce((most, own) => Math.max(most, rest(own, g)), 0));
}

/** The covariance of the options other than `choice`, each less that one. */
export function noiseOfDifferences(noise: Float64Array, m: number, choice: number): Float64Array {
  const others = Array.from({ length: m }, (_, o) => o).filter((o) => o !== choice);
  const at = (a: number, b: number): number => noise[a * m + b];
  return Float64Array.from(
    others.flatMap((a) => others.map((b) => at(a, b) - at(a, choice) - at(choice, b) + at(choice, choice))),
  );
}
