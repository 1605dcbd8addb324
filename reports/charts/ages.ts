/** Children looked after, by age. */
import type { Reading } from '../rows.js';
import { stockMultiples } from './multiples.js';
import type { Chart } from './types.js';

export function agesChart(reading: Reading): Chart | null {
  return stockMultiples(reading, {
    name: 'looked-after-by-age',
    title: 'Children looked after, by age',
    axis: 'children',
    panels: reading.rows.levels('looked_after', 'age').map((age) => ({
      title: age.charAt(0).toUpperCase() + age.slice(1),
      measure: 'looked_after',
      group: `age=${age}`,
    })),
    description:
      'Small line charts, one for each age group, of children looked after in the baseline and with the option.',
  });
}
