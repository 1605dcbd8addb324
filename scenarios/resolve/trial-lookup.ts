/** What simulating a programme's trials has found. */
import type { Files, Located } from '../load/index.js';
import { cachedTrials } from './cached-trials.js';
import type { TrialLookup } from './effects.js';

/** @param root the programme file with everything it extends */
export function trialLookup(files: Files, root: Located): TrialLookup {
  const cached = cachedTrials(files, root);
  return (trial, effect) => cached.find(trial, effect);
}
