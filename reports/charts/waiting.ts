/** Where places are limited: children who wait for a placement, and places in use with carers and in homes. */
import { labelOf, optionIds, type Reading } from '../rows.js';
import { stockMultiples } from './multiples.js';
import type { Chart } from './types.js';

const WAITING = 'waiting_for_a_place';
const IN_USE = [
  'in_house_places_in_use',
  'agency_places_in_use',
  'home_places_in_use',
  'supported_places_in_use',
] as const;

/** Null where nobody ever waits: places are then not limited, or enough. */
export function waitingChart(reading: Reading): Chart | null {
  if (!reading.rows.occurs(WAITING, optionIds(reading), 'day')) return null;
  return stockMultiples(reading, {
    name: 'waiting-for-a-place',
    title: 'Waiting for a placement, and places in use',
    axis: 'children or places',
    panels: [WAITING, ...IN_USE].map((measure) => ({ title: labelOf(reading, measure), measure, group: 'all' })),
    description:
      'Small line charts, baseline and option: looked-after children who wait because no carer or home has room, and places in use by kind.',
  });
}
