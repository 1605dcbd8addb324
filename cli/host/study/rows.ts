/** All that a study counted as tidy rows. */
import { nestedRows, type Column, type TableName, type TableRow } from '../../../engine/index.js';
import type { StudyRuns } from './run.js';

/** Every option of every area, and of every option less the first; of one table, or of all. */
export function studyRows(all: readonly StudyRuns[], table?: TableName): readonly TableRow[] {
  const isWanted = (column: Column): boolean => table === undefined || column.table === table;
  return all.flatMap(({ set, settled, columns, values, programmeColumns, programmes }) => {
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
    ];
  });
}
