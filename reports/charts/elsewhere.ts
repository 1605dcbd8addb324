/** Children elsewhere in the system: fewer in one place can mean more in another. */
import { labelOf, type Reading } from '../rows.js';
import { stockMultiples } from './multiples.js';
import type { Chart } from './types.js';

const MEASURES = ['children_in_need', 'protection_plans', 'edge_of_care', 'pre_proceedings', 'in_proceedings'] as const;

export function elsewhereChart(reading: Reading): Chart | null {
  return stockMultiples(reading, {
    name: 'elsewhere',
    title: 'Elsewhere in the system',
    axis: 'children',
    panels: MEASURES.map((measure) => ({ title: labelOf(reading, measure), measure, group: 'all' })),
    description:
      'Small line charts, baseline and option: children in need, on protection plans, on the edge of care, in pre-proceedings and in proceedings.',
  });
}
