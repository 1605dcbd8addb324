/** The published number of a figure: as written, or from the table, in the unit it is compared in. */
import type { Path } from '../../load/index.js';
import { known, refuse, refuseKey } from '../context.js';
import type { PublishedRow, PublishedTable } from './published.js';
import type { Asked } from './readings.js';

export interface Published {
  readonly value: number;
  readonly source: string;
  readonly note: string;
  /** Whether it is a count, or made from counts, which are rounded. */
  readonly isCount: boolean;
  /** Of a percentage made from counts, the whole. */
  readonly of: number;
}

/** Undefined (and a problem) where nothing is published. */
export function publishedFor(
  asked: Asked,
  group: string,
  table: PublishedTable | null,
  yearPath: Path,
): Published | undefined {
  const { context, path, written, run } = asked;
  const { published } = written;
  const isPlainCount = written.as === undefined && written.measure !== undefined && run.scenario.measureInfo.length > 0;
  if (typeof published === 'number') return { value: published, source: '', note: '', isCount: isPlainCount, of: 1 };
  if (table === null)
    return refuseKey(
      context,
      path,
      "'published' is missing: give the number here, or a table of what is published at the top of the file",
    );
  if (published !== undefined) {
    const row = rowOf(asked, table, published.measure, published.group ?? group, {
      measure: [...path, 'published', 'measure'],
      group: [...path, 'published', ...(published.group === undefined ? [] : ['group'])],
      year: yearPath,
    });
    return row && { value: row.value, source: row.source, note: row.note, isCount: isPlainCount, of: 1 };
  }
  if (written.cost !== undefined || written.below !== undefined)
    return refuseKey(
      context,
      path,
      `'published' is missing: ${written.cost === undefined ? 'a share below a time' : 'a cost'} is given here, as a number or as a row of the table`,
    );
  const kind = written.measure !== undefined ? 'measure' : written.mean !== undefined ? 'mean' : 'median';
  const name = written[kind] ?? '';
  const groupPath = [...path, written.by === undefined ? 'group' : written.only === undefined ? 'by' : 'only'];
  const row = rowOf(asked, table, name, group, { measure: [...path, kind], group: groupPath, year: yearPath });
  if (row === undefined) return undefined;
  const { value, source, note } = row;
  if (written.as === undefined) return { value, source, note, isCount: isPlainCount, of: 1 };
  const { of } = written;
  const whole = rowOf(asked, table, of?.measure ?? name, of?.group ?? 'all', {
    measure: [...path, ...(of === undefined ? ['measure'] : ['of', 'measure'])],
    group: [...path, ...(of?.group === undefined ? ['as'] : ['of', 'group'])],
    year: yearPath,
  });
  if (whole === undefined) return undefined;
  if (!(whole.value > 0))
    return refuse(context, [...path, 'as'], `nothing can be a percentage of ${whole.measure}, ${whole.group}: 0`);
  return { value: (100 * value) / whole.value, source, note, isCount: true, of: whole.value };
}

function rowOf(
  { context, path, year }: Asked,
  table: PublishedTable,
  measure: string,
  group: string,
  at: { readonly measure: Path; readonly group: Path; readonly year: Path },
): PublishedRow | undefined {
  if (!known(context, at.measure, `measure in ${table.file}`, measure, table.measures)) return undefined;
  if (!known(context, at.group, `group of ${measure} in ${table.file}`, group, table.groups(measure))) return undefined;
  if (year === null)
    return refuse(
      context,
      path,
      "'year' is missing: the table has a figure for each year (the one ending on 31 March)",
    );
  const row = table.find(measure, group, year);
  if (row !== undefined) return row;
  return refuse(context, at.year, `${measure}, ${group} is not published for ${year} in ${table.file}`, {
    found: String(year),
    allowed: table.years(measure, group).map(String),
  });
}
