/** Children who start and who stop being looked after, in each financial year. */
import type { Reading } from '../rows.js';
import { yearMultiples } from './multiples.js';
import type { Chart } from './types.js';

export function startsAndLeaversChart(reading: Reading): Chart | null {
  return yearMultiples(reading, {
    name: 'starts-and-leavers',
    title: 'Starting and leaving care',
    axis: 'children a year',
    panels: [
      { title: 'Started to be looked after', measure: 'started_looked_after', group: 'all' },
      { title: 'Ceased to be looked after', measure: 'ceased_looked_after', group: 'all' },
    ],
    description:
      'Two panels of points with whiskers: children who started and who ceased to be looked after in each financial year, baseline beside option.',
  });
}
