/** Safety and stability, to stand beside the counts: returns to care, moves, plans. */
import { labelOf, type Reading } from '../rows.js';
import { yearMultiples } from './multiples.js';
import type { Chart } from './types.js';

const MEASURES = ['returned_to_care', 'placement_moves', 'plans_started', 'referrals'] as const;

export function safetyChart(reading: Reading): Chart | null {
  return yearMultiples(reading, {
    name: 'safety-and-stability',
    title: 'Safety and stability',
    axis: 'a year',
    panels: MEASURES.map((measure) => ({ title: labelOf(reading, measure), measure, group: 'all' })),
    description:
      'Panels of points with whiskers for each financial year, baseline beside option: returns to care, placement moves, protection plans started and referrals.',
  });
}
