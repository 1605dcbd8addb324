/** The columns that a measure's one number in a replication is made of. */
import type { Column } from '../../engine/index.js';

/**
 * Over the whole run where there is such a column, else its years added up, else as it stands on the last day; empty where
 * nothing is counted under the name.
 *
 * @param isWanted which of the columns of everybody may be taken; all where not said
 */
export function wholeColumns(
  columns: readonly Column[],
  measure: string,
  isWanted: (column: Column) => boolean = () => true,
): readonly number[] {
  const own = columns.flatMap((column, c) =>
    column.measure === measure && column.group === 'all' && isWanted(column) ? [{ kind: column.periodKind, c }] : [],
  );
  const of = (kind: Column['periodKind']) => own.filter((column) => column.kind === kind).map(({ c }) => c);
  const [whole, years] = [of('whole run'), of('financial year')];
  if (whole.length > 0) return whole;
  return years.length > 0 ? years : of('day').slice(-1);
}

/** A measure's number in one replication: the sum of its columns. */
export function figureIn(row: Float64Array, columns: readonly number[]): number {
  let sum = 0;
  for (const c of columns) sum += row[c]!;
  return sum;
}
