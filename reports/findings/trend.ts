/** Where the flows lead by themselves: always first, so that no programme is credited with what happens anyway. */
import { thousands, write } from '../numbers.js';
import { longDate } from '../periods.js';
import { ofAverage, type Reading } from '../rows.js';
import type { Finding } from './types.js';
import { judge } from './verdict.js';

export function trendFinding(reading: Reading): Finding | null {
  const rows = reading.rows.series('looked_after', reading.baseline.id, 'day');
  const [start, end] = [rows[0], rows.at(-1)];
  if (start === undefined || end === undefined || start === end) return null;
  // Positively correlated ends make this standard error too large, never too small.
  const change = {
    value: end.value - start.value,
    lower: start.lower === start.upper ? end.lower - start.value : null,
    upper: start.lower === start.upper ? end.upper - start.value : null,
    mcSe: Math.sqrt(start.mcSe ** 2 + end.mcSe ** 2),
    unit: end.unit,
  };
  const verdict = judge(change, reading.result.replications);
  const size = thousands(Math.abs(change.value));
  const average = write({ ...change, ...ofAverage(change) }, true).interval;
  const moves = {
    'exactly none': 'and does not move',
    'none clear': `with no clear change of its own (${write(change, true).value} on average)`,
    'on average': `${size} ${change.value < 0 ? 'fewer' : 'more'} on average (95% interval of the average ${average})`,
    'in almost every future': `${size} ${change.value < 0 ? 'fewer' : 'more'} on average, and the same way in almost every future`,
    untested: `${size} ${change.value < 0 ? 'fewer' : 'more'} in this one replication`,
  }[verdict];
  const caution =
    reading.option === null ? '' : ' That change is not the option’s doing; only the difference below is.';
  return {
    id: 'trend',
    heading: 'Where the numbers go by themselves',
    sentence:
      `In the baseline the number of children looked after goes from ${thousands(start.value)} on ${longDate(start.period)} ` +
      `to ${write(end).both} on ${longDate(end.period)}: ${moves}.${caution}`,
    brief:
      `From ${thousands(start.value)} to ${write(end).value} children looked after between ${longDate(start.period)} ` +
      `and ${longDate(end.period)} in the baseline: ${moves}.`,
    numbers: [
      { label: 'baseline, start', ...pick(start), text: write({ ...start, lower: null, upper: null }).value },
      { label: 'baseline, end', ...pick(end), text: write(end).both },
      { label: 'baseline, change', ...pick(change), text: write(change, true).both },
    ],
    verdict,
  };
}

function pick({
  value,
  lower,
  upper,
  unit,
}: {
  value: number;
  lower: number | null;
  upper: number | null;
  unit: string;
}) {
  return { value, lower, upper, unit };
}
