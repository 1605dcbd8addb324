/**
 * Which piece of a packed piecewise or empirical hazard a value falls in: binary search in a column of the flat table.
 * About log2(pieces) steps, no allocation.
 */

/** Numbers a piece: (start, rate, H) or (time, F, F - 1). */
export const PIECE = 3;

/**
 * The last of `count` pieces whose value in one column is below x; the first piece if none is.
 *
 * @param table the packed table
 * @param column place of the first piece's value in that column; the column must never fall
 * @param count how many pieces, 1 or more
 * @param x the value sought
 * @returns the piece's number, from 0
 * @example lastBelow(table, offset + 1, table[offset], age); // the piece in force just before `age`
 */
export function lastBelow(table: Float64Array, column: number, count: number, x: number): number {
  let low = 0;
  let high = count - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (table[column + middle * PIECE] < x) low = middle;
    else high = middle - 1;
  }
  return low;
}
