/** A study in each of its areas, one after another. */
import { optionsIn, type OptionSet } from './options.js';
import { runStudy, type StudyRunOptions, type StudyRuns } from './run.js';

/** @throws InputError for what the user can mend */
export async function runAreas(
  set: OptionSet,
  options: Omit<StudyRunOptions, 'draws' | 'replications'>,
): Promise<readonly StudyRuns[]> {
  const { files, overrides } = options;
  const areas = set.areas.length === 0 ? [undefined] : set.areas;
  const all: StudyRuns[] = [];
  for (const [i, area] of areas.entries()) {
    const own = i === 0 || area === undefined ? set : optionsIn(set, area, { ...overrides, files });
    all.push(
      // oxlint-disable-next-line no-await-in-loop -- one area after another keeps every hand busy
      await runStudy(own, {
        ...options,
        overrides: { ...overrides, ...(area !== undefined && { area }) },
        draws: set.draws,
        replications: set.replications,
      }),
    );
  }
  return all;
}
