/** Calibration of a baseline: what is free, the values that are tried, the file that is written, and reading it back. */
export { earlierFit } from './earlier.js';
export type { ResolvedFree } from './free.js';
export { coordinatesOf, valuesAt } from './problem.js';
export { readCalibration, writtenValues, type ResolvedCalibration } from './read.js';
export { drawnAgainstFit, uncertaintyOf } from './result.js';
export { plainValues, scaledParameters, type FreeValues } from './scale.js';
export { FITTED_FIRST_LINE, fittedBaseline, type FittedBaseline, type FittedFigure } from './write.js';
