/** Children looked after over time, in both options. */
import { holdsWords } from '../findings/few.js';
import { thousands } from '../numbers.js';
import { longDate } from '../periods.js';
import { compareAtEnd, type Reading } from '../rows.js';
import { stockChart } from './stock.js';
import type { Chart } from './types.js';

export function lookedAfterChart(reading: Reading): Chart | null {
  const end = compareAtEnd(reading, 'looked_after');
  if (end === null) return null;
  const start = reading.rows.series('looked_after', reading.baseline.id, 'day')[0];
  const option =
    end.option === null || reading.option === null
      ? ''
      : ` and at ${thousands(end.option.value)} with ${reading.option.label}`;
  return stockChart(reading, {
    name: 'looked-after',
    measure: 'looked_after',
    title: 'Children looked after',
    axis: 'children looked after',
    description:
      `Line chart. Children looked after at each month end start at ${thousands(start?.value ?? 0)} and end on ` +
      `${longDate(end.period)} at ${thousands(end.baseline.value)} in the baseline${option}. ` +
      holdsWords('Bands around the lines', reading.result.replications, ''),
  });
}
