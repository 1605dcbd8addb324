/** Parameter draws: which numbers of a scenario are uncertain, and the scenario as it would be with other values of them. */
export { uncertaintyOfScenario, type ScenarioUncertainty } from './uncertainty.js';
export { drawnCosts, drawnProgrammes, endsByName, type Ends } from './scenario.js';
export { NORMAL_95 } from './spread.js';
export type { PlainNumber } from './baseline.js';
export type { DrawnGroup, DrawnNumber, FollowingNumber, HeldNumber, NormalOf } from './types.js';
