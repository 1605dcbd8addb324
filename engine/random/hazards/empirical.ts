/**
 * An empirical distribution function: the share reached by an age and the age by which a share is reached, straight lines
 * between the points.
 *
 * Both the share F and what is left, 1 - F, are interpolated on their own, so that neither a very early nor a very late
 * event loses accuracy: error below 4e-16 times the larger end of the cell.
 */
import { PIECE, lastBelow } from './search.js';

/**
 * F(age): the chance that the event has come by an age.
 *
 * @param table,offset a packed empirical hazard
 * @param age in days, above 0
 * @returns from 0 to 1
 * @example empiricalShare(table, offset, 10);
 */
export function empiricalShare(table: Float64Array, offset: number, age: number): number {
  const point = lastBelow(table, offset + 1, table[offset], age);
  const place = offset + 1 + PIECE * point;
  if (point === table[offset] - 1) return table[place + 1];
  const width = table[place + PIECE] - table[place];
  return table[place + 1] + (table[place + PIECE + 1] - table[place + 1]) * ((age - table[place]) / width);
}

/**
 * 1 - F(age): the chance that the event has not come by an age, with its own accuracy where it is small.
 *
 * @param table,offset a packed empirical hazard
 * @param age in days, above 0
 * @returns from 0 to 1
 * @example empiricalSurvival(table, offset, 10);
 */
export function empiricalSurvival(table: Float64Array, offset: number, age: number): number {
  const point = lastBelow(table, offset + 1, table[offset], age);
  const place = offset + 1 + PIECE * point;
  if (point === table[offset] - 1) return -table[place + 2];
  const width = table[place + PIECE] - table[place];
  const next = table[place + PIECE + 2];
  return -(next + (table[place + 2] - next) * ((table[place + PIECE] - age) / width));
}

/**
 * The smallest age by which a share is reached.
 *
 * @param table,offset a packed empirical hazard
 * @param share the share F, above 0
 * @param survival the same as 1 - F; the smaller of the two decides
 * @returns days, or Infinity if the share is never reached
 * @example empiricalTime(table, offset, 0.25, 0.75);
 */
export function empiricalTime(table: Float64Array, offset: number, share: number, survival: number): number {
  const column = share < 0.5 ? 1 : 2;
  const sought = share < 0.5 ? share : -survival;
  const point = lastBelow(table, offset + 1 + column, table[offset], sought);
  if (point === table[offset] - 1) return Infinity;
  const place = offset + 1 + PIECE * point;
  const start = table[place];
  const end = table[place + PIECE];
  const value = table[place + column];
  const time = start + (end - start) * ((sought - value) / (table[place + PIECE + column] - value));
  return time < end ? time : end;
}
