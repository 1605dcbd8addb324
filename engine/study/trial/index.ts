/** The simulated trial: from a published risk at a horizon to hazard ratios. */
export * from './plan.js';
export { trialModel } from './people.js';
export { plainRatio, simulateTrial, type TrialSetting } from './trial.js';
