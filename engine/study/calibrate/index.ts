/** Calibration: free parameters fitted to published figures without derivatives, and how sure the fit is. */
export { Calibration, type CalibrationOptions, type Fit } from './calibration.js';
export {
  drawParameters,
  logOf,
  marginalInterval,
  marginalOf,
  multiplierOf,
  priorFrom,
  shiftedShare,
  type JointUncertainty,
} from './laplace.js';
export type { Batch, CalibrationProblem, Coordinate, Evaluation, Target } from './problem.js';
