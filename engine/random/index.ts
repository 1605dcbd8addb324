/**
 * Luck and arithmetic: a keyed generator (the same key and counter always give the same draw), arithmetic that gives the
 * same bits on every machine, and distributions as cumulative hazards with their inverses.
 *
 * This file is the folder's public face. `arithmetic/` holds the functions of a number, `hazards/` the distributions.
 */
export { threefry4x32 } from './threefry.js';
export { drawBlock } from './draw-block.js';
export { deriveKey, seedKey } from './key.js';
export { assertDistinctNames, hashName } from './names.js';
export { unit32, unitExponential, unitOpen } from './uniform.js';

export { erfc } from './arithmetic/erfc.js';
export { exp } from './arithmetic/exp.js';
export { expm1 } from './arithmetic/expm1.js';
export { gammaQuantile } from './arithmetic/gamma-quantile.js';
export { log } from './arithmetic/log.js';
export { log1p } from './arithmetic/log1p.js';
export { logGamma } from './arithmetic/log-gamma.js';
export { normalQuantile, normalQuantileFromHazard } from './arithmetic/normal-quantile.js';
export { normalLogSurvival } from './arithmetic/normal-survival.js';
export { power } from './arithmetic/power.js';

export { cumulativeHazard } from './hazards/cumulative.js';
export { inverseCumulativeHazard } from './hazards/inverse.js';
export { hazardMean } from './hazards/mean.js';
export { packHazard } from './hazards/pack.js';
export { nextRecurring } from './hazards/recurring.js';
export { remainingTime } from './hazards/remaining.js';
export {
  HazardKind,
  type HazardSpec,
  type MixtureSpec,
  type PackedHazard,
  type PhaseTypeSpec,
} from './hazards/spec.js';
