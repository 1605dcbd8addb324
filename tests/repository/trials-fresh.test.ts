/** The simulated trials of the library are of the trials, the effects and the baseline as they are. */
import { expect, test } from 'vitest';
import { nodeFiles } from '../../scenarios/load/node-files.js';
import { programmeTrials } from '../../scenarios/resolve/programme-trials.js';
import { cachedTrials } from '../../scenarios/resolve/cached-trials.js';

test('`throughcare trials --out scenarios/programmes/trials.csv --force` has been run since they changed', () => {
  const files = nodeFiles();
  const stale = programmeTrials(files, undefined).programmes.flatMap(({ programme, root, trials }) => {
    const cached = cachedTrials(files, root);
    return trials.flatMap(({ plan }) =>
      plan.outcomes.flatMap(({ effect }) => {
        if (effect === null) return [];
        const found = cached.find(plan.name, effect);
        return found === null || found.isStale ? [`${programme}, ${plan.name}, ${effect}`] : [];
      }),
    );
  });
  expect(stale).toEqual([]);
}, 60_000);
