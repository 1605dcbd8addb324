/** How long children wait from entering care to an adoption order. */
import type { Reading } from '../rows.js';
import { timeChart, timeMultiples } from './distributions.js';
import type { Chart } from './types.js';

export function adoptionTimeChart(reading: Reading): Chart | null {
  return timeChart(reading, {
    name: 'time-to-adoption',
    measure: 'entry_to_adoption_order',
    title: 'From entering care to an adoption order',
    subtitle:
      'Of children adopted during the run, the share with an order within so many months. Pooled over all replications. ' +
      'Children who are not adopted are not in this chart.',
    axis: 'months since entering care',
    route: { group: 'carer=Concurrent planning carer', label: 'Of these, with a concurrent planning carer' },
  });
}

export function otherTimesChart(reading: Reading): Chart | null {
  return timeMultiples(reading, {
    name: 'other-times',
    title: 'Other times',
    measures: ['entry_to_placed_for_adoption', 'entry_to_guardianship', 'proceedings_length', 'length_of_care_ended'],
  });
}
