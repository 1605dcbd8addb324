/**
 * The expected value of partial perfect information: what it would be worth to know some of the parameters before choosing.
 *
 * From the draws there are, without running anything again. The net benefit of each option less that of the best is regressed
 * on the parameters of the group; what is fitted is the mean net benefit given those parameters, the rest averaged out; and of
 * the fitted values the value of perfect information is taken. Chance inside draws has nothing to do with the parameters, so
 * regression averages it out too: few replications make the answer less sure, not too high.
 *
 * The regression is additive and smooth, with products of pairs in groups (`smooth-basis.ts`), shrunk as the data ask
 * (`shrunk-fit.ts`): from about 100 draws, for groups of up to about 10 parameters. In groups of more than four it does not see
 * what three do only together. Parameters of the group may depend on each other; where they depend on others outside it, what
 * they say of those counts as well.
 *
 * Noise in the coefficients makes the value a little too high, most where the group is worth little (`highBy`); shrinking them
 * makes it a little too low, most where it is worth much and draws are few. Neither is taken off.
 *
 * The standard error joins two parts: that of the coefficients, by drawing them anew from their distribution and repeating all
 * that follows, and that of the draws as a sample.
 *
 * Source: M. Strong, J. E. Oakley and A. Brennan, "Estimating multiparameter partial expected value of perfect information from
 * a probabilistic sensitivity analysis sample: a nonparametric regression approach", Medical Decision Making 34 (2014)
 * 311-326, https://doi.org/10.1177/0272989X13505910.
 */
import { cholesky } from '../study/calibrate/cholesky.js';
import { deriveKey, drawBlock, normalQuantile, seedKey, unitOpen } from '../random/index.js';
import { overBest, perfect } from './evpi.js';
import { designOf, shrunkFit, type Design, type ShrunkFit } from './shrunk-fit.js';
import { smoothBasis } from './smooth-basis.js';
import { crossed, drawsOf, meanOf, type ByOption } from './tables.js';

export interface Evppi {
  /** Pounds for one decision, 0 or more. */
  readonly value: number;
  /** Standard error, of both parts below together. */
  readonly se: number;
  readonly seOfCoefficients: number;
  readonly seOfDraws: number;
  /** How much higher the value is, on average, with coefficients drawn anew: about what noise in them may have added to it. */
  readonly highBy: number;
  /** By option other than the choice: how many coefficients' worth the regression found in the data. */
  readonly degrees: readonly number[];
}

const SIMULATIONS = 200;
const LEAST_DRAWS = 20;

/**
 * The expected value of knowing one group of parameters, for one decision.
 *
 * @param benefit net benefit, options by draws, in pounds (`netBenefits`); means over replications will do
 * @param parameters the group, parameters by draws: the values drawn
 * @param seed of the luck with which coefficients are drawn anew: it moves the standard error a little and nothing else
 * @throws RangeError where draws do not match, there are fewer than 20, or a number is not finite
 */
export function evppi(benefit: ByOption, parameters: ByOption, seed = 'evppi'): Evppi {
  drawsOf([...benefit, ...parameters], 'net benefits and parameters', LEAST_DRAWS);
  const { over } = overBest(benefit);
  const design = designOf(smoothBasis(parameters));
  const fits = over.map((row) => shrunkFit(design, row));
  const fitted = fits.map((fit) => fit.fitted);
  const again = redrawn(design, fits, seed);
  const mean = meanOf(again);
  const seOfCoefficients = Math.sqrt(crossed(again, mean, again, mean) / (SIMULATIONS - 1));
  const seOfDraws = samplingError(fitted);
  const value = perfect(fitted);
  return {
    value,
    se: Math.sqrt(seOfCoefficients * seOfCoefficients + seOfDraws * seOfDraws),
    seOfCoefficients,
    seOfDraws,
    highBy: Math.max(0, mean - value),
    degrees: fits.map(({ degrees }) => degrees),
  };
}

/** The standard error of the mean gain over the choice, draw by draw. */
function samplingError(fitted: readonly Float64Array[]): number {
  const [first] = fitted;
  if (first === undefined) return 0;
  const gains = first.map((_, i) => fitted.reduce((best, row) => Math.max(best, row[i]), 0));
  const mean = meanOf(gains);
  return Math.sqrt(crossed(gains, mean, gains, mean) / (gains.length - 1) / gains.length);
}

/** What is found with other coefficients as probable as these; errors of options go together as their residuals do. */
function redrawn(design: Design, fits: readonly ShrunkFit[], seed: string): Float64Array {
  const p = design.columns.length;
  const n = fits[0]?.fitted.length ?? 0;
  const key = deriveKey(seedKey(seed), 0, 0, 0, 0);
  const mix = mixing(fits);
  const out = new Uint32Array(4);
  return Float64Array.from({ length: SIMULATIONS }, (_, s) => {
    // One normal number for each coefficient and the mean, option by option.
    const own = fits.map((__, o) => {
      const normals = new Float64Array(p + 1);
      for (let a = 0; a <= p; a++) {
        drawBlock(key, s, o, a, 0, out);
        normals[a] = normalQuantile(unitOpen(out[0], out[1]));
      }
      return normals;
    });
    const rows = fits.map((fit, o) => {
      const mixed = Float64Array.from({ length: p + 1 }, (__, a) => {
        let sum = 0;
        for (let other = 0; other <= o; other++) sum += mix[o * fits.length + other] * own[other][a];
        return sum;
      });
      const moved = backSolve(fit.factor, mixed, p);
      const row = fit.fitted.map((value) => value + mixed[p] * Math.sqrt(fit.variance / n));
      design.columns.forEach((column, a) => {
        for (let i = 0; i < n; i++) row[i] += moved[a] * column[i];
      });
      return row;
    });
    return perfect(rows);
  });
}

/** x with L' x = right, for the first p entries. */
function backSolve(factor: Float64Array, right: Float64Array, p: number): Float64Array {
  const x = right.slice(0, p);
  for (let i = p - 1; i >= 0; i--) {
    for (let k = i + 1; k < p; k++) x[i] -= factor[k * p + i] * x[k];
    x[i] /= factor[i * p + i];
  }
  return x;
}

/** The lower triangle whose square is the correlation of the residuals. */
function mixing(fits: readonly ShrunkFit[]): Float64Array {
  const m = fits.length;
  const matrix = new Float64Array(m * m);
  const sizes = fits.map(({ residuals }) => crossed(residuals, 0, residuals, 0));
  for (let a = 0; a < m; a++)
    for (let b = 0; b < m; b++) {
      const both = Math.sqrt(sizes[a] * sizes[b]);
      const together = both > 0 ? crossed(fits[a].residuals, 0, fits[b].residuals, 0) / both : 0;
      matrix[a * m + b] = a === b ? 1 + 1e-9 : together;
    }
  return cholesky(
    matrix,
    fits.map((_, o) => `option ${o}`),
  );
}
