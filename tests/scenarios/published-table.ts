/** The table of published figures of England (scenarios/published/england.csv). */
import { nodeFiles } from '../../scenarios/load/node-files.js';
import { SourceText } from '../../scenarios/load/source-text.js';
import type { PublishedRow } from '../../scenarios/resolve/validation/published.js';
import { readPublished } from '../../scenarios/resolve/validation/published.js';

const FILES = nodeFiles();
const TABLE = readPublished(FILES, `${FILES.library}/published/england.csv`, {
  source: new SourceText('the test', ''),
  at: 0,
  end: 0,
});

export const PUBLISHED: readonly PublishedRow[] = TABLE.rows;

/** The figure of a measure, a year and a group. @throws Error where it is not in the table. */
export function published(measure: string, year: number, group = 'all'): number {
  const row = TABLE.find(measure, group, year);
  if (row === undefined) throw new Error(`${measure}, ${group}, ${String(year)} is not in the table`);
  return row.value;
}

/** The rows of a measure by one dimension in one year, such as `age` of `looked_after`. */
export function partsOf(measure: string, year: number, dimension: string): readonly PublishedRow[] {
  return PUBLISHED.filter(
    (row) =>
      row.measure === measure && row.year === year && row.group.startsWith(`${dimension}=`) && !row.group.includes(';'),
  );
}
