/**
 * Decision analysis on the results of a study: plain arrays over draws in, plain data out. Nothing here runs a model.
 *
 * Which options are worth considering (frontier), how sure the choice is (acceptability, quadrants, ranking), what knowing
 * more would be worth (evpi, evppi), what is chance and what is not knowing (variance), how much more to run (precision)
 * and which inputs a result hangs on (correlation).
 */
export { tQuantile } from './beta.js';
export { reach95 } from './mean-interval.js';
export { acceptability, acceptabilityWithoutNoise, type AcceptabilityPoint } from './acceptability.js';
export { chancesOfBest, chancesWithoutNoise } from './best.js';
export { partialRankCorrelations, rankCorrelations, ranksOf, type Correlation } from './correlation.js';
export { evpi, type Evpi } from './evpi.js';
export { evppi, type Evppi } from './evppi.js';
export { frontier, type CostAndEffect, type Frontier, type Increment, type Standing } from './frontier.js';
export { netBenefits } from './net-benefit.js';
export { averaged, withoutNoise, type Averaged } from './noise.js';
export {
  allocate,
  precisionOf,
  replicationsNeeded,
  resultsNeeded,
  type Allocation,
  type Precision,
  type RunCosts,
  type Spreads,
  type Wish,
} from './precision.js';
export { quadrantChances, type Quadrant } from './quadrants.js';
export { rankings, type Ranking } from './ranking.js';
export { shareBelow, wilson, type Share } from './shares.js';
export type { ByOption, Wanted } from './tables.js';
export { varianceParts, type Component, type VarianceParts } from './variance.js';
