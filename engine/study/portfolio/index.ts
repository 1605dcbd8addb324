/**
 * The best mix of programmes under a budget: which mixes there are, how often each is run, which is best and how sure that is.
 * Nothing here runs a model: whoever does asks the race what to run next, and tells it what came of it.
 */
export { bestChances } from './best-chances.js';
export { efficientMixes } from './efficient.js';
export { fixedOwnCost } from './fixed-cost.js';
export { gridSize, mixesOf, MOST_MIXES } from './grid.js';
export { MixRace, type MixStanding, type MixTask, type RaceTerms } from './race.js';
export type { MixRun } from './results.js';
