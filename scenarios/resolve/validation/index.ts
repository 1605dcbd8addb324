/** Validation files: published figures, and the runs they are compared with. */
export { resolveBacktest, resolveValidation } from './resolve.js';
export type { Figure, FigureReading, FigureSet, ResolvedBacktest, ResolvedValidation, ValidationRun } from './types.js';
