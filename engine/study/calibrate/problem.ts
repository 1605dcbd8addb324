/** What is fitted to what: coordinates with priors, published figures with tolerances, and what a run of the model says. */

/** One free parameter on the scale it is searched on: the log of a multiplier, or a shift of a share's logit. */
export interface Coordinate {
  readonly name: string;
  /** Mean and standard deviation of its prior, a Gaussian; the search starts at the mean. */
  readonly centre: number;
  readonly priorSd: number;
}

/** One published figure. */
export interface Target {
  readonly id: string;
  readonly published: number;
  /** Half-width of what is allowed, in the figure's unit: two standard deviations. */
  readonly band: number;
  /** How much it counts; 1 for an ordinary figure. */
  readonly weight: number;
  /** The least standard deviation in the joint uncertainty: how well a model can be expected to say such a figure at all. */
  readonly floor: number;
}

export interface CalibrationProblem {
  readonly coordinates: readonly Coordinate[];
  readonly targets: readonly Target[];
}

/** What the model says at one point, in the order of the targets. */
export interface Evaluation {
  readonly values: Float64Array;
  /** Monte Carlo standard errors of the values; 0 where there are none. */
  readonly errors: Float64Array;
}

/** Points to evaluate, in any order and at once if wanted. */
export interface Batch {
  readonly purpose: 'jacobian' | 'trial';
  /** Half of the replications do for slopes: luck is common to all points, so it falls out of their differences. */
  readonly precision: 'full' | 'half';
  readonly points: readonly Float64Array[];
}

/**
 * Refuses what cannot be fitted.
 * @throws RangeError that names the coordinate or the figure
 */
export function checkProblem({ coordinates, targets }: CalibrationProblem): void {
  if (coordinates.length === 0) throw new RangeError('there is nothing to fit: no coordinate is free');
  if (targets.length === 0) throw new RangeError('there is nothing to fit to: no figure is given');
  for (const { name, centre, priorSd } of coordinates) {
    if (!Number.isFinite(centre)) throw new RangeError(`the prior of '${name}' has no centre`);
    if (!(priorSd > 0 && priorSd < Number.POSITIVE_INFINITY))
      throw new RangeError(`the prior of '${name}' needs a standard deviation above 0`);
  }
  for (const { id, published, band, weight, floor } of targets) {
    if (!Number.isFinite(published)) throw new RangeError(`the figure '${id}' is not a number`);
    if (!(band > 0 && band < Number.POSITIVE_INFINITY))
      throw new RangeError(`the figure '${id}' needs a tolerance above 0`);
    if (!(weight >= 0 && weight < Number.POSITIVE_INFINITY && floor >= 0 && floor < Number.POSITIVE_INFINITY))
      throw new RangeError(`the weight and the floor of '${id}' cannot be below 0`);
  }
}

/** One over the variance of each figure, for the search: its tolerance with its Monte Carlo error. */
export function searchWeights(targets: readonly Target[], errors: Float64Array): Float64Array {
  return Float64Array.from(targets, ({ band, weight }, i) => weight / ((band * band) / 4 + errors[i]! * errors[i]!));
}

/**
 * The same for the joint uncertainty: never surer of a figure than its floor. A weight above 1 says how much the search is to
 * mind a figure, not that more is known of it.
 */
export function uncertaintyWeights(targets: readonly Target[], errors: Float64Array): Float64Array {
  return Float64Array.from(targets, ({ band, weight, floor }, i) => {
    const variance = (band * band) / 4 + errors[i]! * errors[i]!;
    return Math.min(1, weight) / Math.max(variance, floor * floor);
  });
}

/** Squared misses over variances, figures first and coordinates after: sums in index order. */
export function objectiveAt(
  { coordinates, targets }: CalibrationProblem,
  point: Float64Array,
  values: Float64Array,
  weights: Float64Array,
): number {
  let sum = 0;
  targets.forEach(({ published }, i) => {
    const miss = values[i]! - published;
    sum += miss * miss * weights[i]!;
  });
  coordinates.forEach(({ centre, priorSd }, j) => {
    const off = (point[j]! - centre) / priorSd;
    sum += off * off;
  });
  return sum;
}
