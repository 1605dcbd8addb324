/** A study in each of its areas, under each of its stances, one after another. */
import type { Settled } from '../run-study.js';
import { optionsIn, underStance, type OptionSet } from './options.js';
import { runStudy, type StudyRunOptions, type StudyRuns } from './run.js';

/** @throws InputError for what the user can mend */
export async function runAreas(
  set: OptionSet,
  options: Omit<StudyRunOptions, 'draws' | 'replications' | 'settled'>,
): Promise<readonly StudyRuns[]> {
  const { files, overrides } = options;
  const areas = set.areas.length === 0 ? [undefined] : set.areas;
  const stances = set.stances.length === 0 ? [undefined] : set.stances;
  const all: StudyRuns[] = [];
  for (const [i, area] of areas.entries()) {
    let settled: Settled | undefined;
    for (const [j, stance] of stances.entries()) {
      const asked = { ...overrides, ...(area !== undefined && { area }), ...(stance !== undefined && { stance }) };
      const own = i === 0 && j === 0 ? set : optionsIn(set, { ...asked, files });
      // oxlint-disable-next-line no-await-in-loop -- one after another keeps every hand busy
      const runs = await runStudy(underStance(own, stance), {
        ...options,
        overrides: asked,
        draws: set.draws,
        replications: set.replications,
        settled,
      });
      // What is believed of programmes changes nothing in the baseline of an area.
      settled = runs.settled;
      all.push(runs);
    }
  }
  return all;
}
