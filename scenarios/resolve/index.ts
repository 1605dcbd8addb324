/** Resolving: a scenario and every file it leans on into one set of plain data. */
export { fileWords, type FileWords } from './file-words.js';
export type { ProgrammeSize, ScenarioOverrides } from './overrides.js';
export type { Resolution } from './scenario.js';
export { resolveScenario } from './scenario.js';
export type { BestPublished, BestTrial, StancedEffect } from './stance.js';
export { betterThanTrial, underStance } from './stance.js';
export type { AreaOverrides, ProgrammeCost, ResolvedEffect, ResolvedProgramme, ResolvedScenario } from './types.js';
export type { ResolvedFit, ResolvedMargin, ResolvedStart, ResolvedStratum } from './start.js';
export * from './library.js';
export * from './validation/index.js';
