/** Where looked-after children live, over time: the commonest kinds of placement first. */
import { lastDay, type Reading } from '../rows.js';
import { stockMultiples } from './multiples.js';
import type { Chart } from './types.js';

/** Kinds of placement, the commonest at the end of the baseline first. */
function placementsBySize(reading: Reading): string[] {
  const day = lastDay(reading, 'looked_after');
  const size = (level: string): number =>
    day === null
      ? 0
      : (reading.rows.at('looked_after', reading.baseline.id, 'day', day, `placement=${level}`)?.value ?? 0);
  return reading.rows.levels('looked_after', 'placement').sort((a, b) => size(b) - size(a));
}

export function placementsChart(reading: Reading): Chart | null {
  return stockMultiples(reading, {
    name: 'placements',
    title: 'Where looked-after children live',
    axis: 'children',
    panels: placementsBySize(reading).map((level) => ({
      title: level,
      measure: 'looked_after',
      group: `placement=${level}`,
    })),
    description:
      'Small line charts, one for each kind of placement, of children living there in the baseline and with the option; the commonest first.',
  });
}
