/** All that a study counted as tidy rows. */
import {
  appraisalRows,
  nestedRows,
  placeRows,
  type Column,
  type TableName,
  type TableRow,
} from '../../../engine/index.js';
import { studyPlan } from '../prepare.js';
import { appraisalOf, spreadOf } from './money.js';
import type { StudyRuns } from './run.js';

/** Every option of every area, and every option less the first, its appraisal among that; of one table, or of all. */
export function studyRows(all: readonly StudyRuns[], table?: TableName): readonly TableRow[] {
  const isWanted = (column: Column): boolean => table === undefined || column.table === table;
  return all.flatMap((runs) => {
    const { set, settled, columns, values, programmeColumns, programmes } = runs;
    const [first] = set.options;
    const area = settled.resolution.scenario.area?.name ?? '';
    return [
      ...nestedRows(
        columns,
        set.options.map(({ id }, o) => ({ option: id, values: values[o]! })),
        area,
        isWanted,
      ),
      ...set.options.flatMap(({ id }, o) =>
        nestedRows(programmeColumns[o]!, [{ option: id, values: programmes[o]! }], area, isWanted),
      ),
      ...set.options.flatMap(({ id, resolution: { scenario } }, o) =>
        placeRows(
          studyPlan(scenario, null).programmes,
          programmeColumns[o]!.filter(isWanted),
          scenario.startDay,
          id,
          area,
        ),
      ),
      ...set.options.flatMap(({ id }, o) => {
        const found = o === 0 || (table ?? 'appraisal') !== 'appraisal' ? null : appraisalOf(runs, o);
        return found === null
          ? []
          : appraisalRows(found, area, `${id} less ${first.id}`, (pairs) => spreadOf(runs, pairs));
      }),
    ];
  });
}
