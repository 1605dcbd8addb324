/** The measures that a study asks to be told of, checked before anything is run. */
import { commonCosts, OptionStudy, type Column } from '../../../engine/index.js';
import { problemAt, type ResolvedScenario } from '../../../scenarios/index.js';
import { placeOf, Problems, type Located } from '../../../scenarios/load/index.js';
import { wholeColumns } from '../figure-columns.js';
import { studyPlan } from '../prepare.js';

/** What a study of this scenario counts: the same in every option. */
export function countedColumns(scenario: ResolvedScenario): readonly Column[] {
  const plan = { ...studyPlan(scenario, null), start: null };
  return new OptionStudy(plan, scenario.measureInfo, null, commonCosts(plan)).layout.columns;
}

/**
 * @param root the study file
 * @returns the measures as written
 * @throws InputError at its line, for each that is counted under no such name, or named twice
 */
export function reportedMeasures(
  root: Located,
  measures: readonly string[],
  scenario: ResolvedScenario,
): readonly string[] {
  const columns = countedColumns(scenario);
  const allowed = [...new Set(columns.filter(({ group }) => group === 'all').map(({ measure }) => measure))];
  const problems = new Problems();
  measures.forEach((measure, i) => {
    const place = placeOf(root, ['report', i]);
    if (wholeColumns(columns, measure).length === 0)
      problems.add(problemAt(place, `nothing in this study is counted as '${measure}'`, { found: measure, allowed }));
    else if (measures.indexOf(measure) < i) problems.add(problemAt(place, `${measure} is named twice`));
  });
  problems.throwIfAny();
  return measures;
}
