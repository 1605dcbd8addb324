/** Places of programmes over time as rows of the tables: decided before a run, and so the same in every future. */
import type { ProgrammePlan } from '../programmes/plan.js';
import { parseDate } from '../time/index.js';
import type { Column, TableRow } from './result.js';

/**
 * `programme_places` of each programme whose places are limited, at the end of each day on which who is in it is counted.
 *
 * @param columns of the option's programmes
 * @param epoch the first day of the run, as a day number
 */
export function placeRows(
  programmes: readonly ProgrammePlan[],
  columns: readonly Column[],
  epoch: number,
  option: string,
  area: string,
): TableRow[] {
  return programmes.flatMap(({ id, places }) => {
    if (places === null) return [];
    return columns
      .filter(
        ({ measure, group, periodKind }) =>
          measure === 'programme_in' && group === `programme=${id}` && periodKind === 'day',
      )
      .map((column) => {
        // Those of that day, before any change on the next.
        const value = placesOn(places, parseDate(column.period) - epoch);
        return { ...column, measure: 'programme_places', option, area, value, lower: value, upper: value, mcSe: 0 };
      });
  });
}

function placesOn(places: readonly { readonly from: number; readonly places: number }[], day: number): number {
  let n = 0;
  for (const change of places) if (change.from <= day) n = change.places;
  return n;
}
