/** Who each option's programmes reach, and for whom outcomes change. */
import { optionSentences } from '../../../reports/equity/index.js';
import { titlesOf } from '../compared-figures.js';
import { studyRows } from './rows.js';
import type { StudyRuns } from './run.js';

/** Sentences on who is reached and for whom outcomes change, by option. */
export function reachedOf(runs: StudyRuns): readonly (readonly string[])[] {
  const { set, settled } = runs;
  const rows = studyRows([runs], 'equity');
  const first = set.options[0].id;
  const info = settled.resolution.scenario.measureInfo;
  return set.options.map(({ id, resolution }, o) => {
    const { programmes } = resolution.scenario;
    const titles = titlesOf(programmes);
    return optionSentences(
      rows,
      {
        id,
        difference: o === 0 ? null : `${id} less ${first}`,
        programmes: programmes.map((one) => ({ id: one.id, title: titles.get(one.id) ?? one.title })),
      },
      info,
    );
  });
}
