/** Where the flows lead by themselves: always first, so that no programme is credited with what happens anyway. */
import { thousands, write } from '../numbers.js';
import { coversYear, longDate } from '../periods.js';
import { ofAverage, type Reading } from '../rows.js';
import { isSame, sameIn } from './few.js';
import type { Finding } from './types.js';
import { judge } from './verdict.js';
import { spreadOf } from './wording.js';

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
  const average = write({ ...change, ...ofAverage(change, reading.result.replications) }, true).interval;
  const same = `the same on both days ${sameIn(reading.result.replications)}`;
  const said = {
    'exactly none': same,
    'none clear': `with no clear change of its own (${write(change, true).value} on average)`,
    'on average': `${size} ${change.value < 0 ? 'fewer' : 'more'} on average (95% interval of the average ${average})`,
    'more chance than effect': `${size} ${change.value < 0 ? 'fewer' : 'more'} on average (95% interval of the average ${average}), less than ${spreadOf(reading.result.uncertainty)} commonly makes of one future`,
    'in almost every future': `${size} ${change.value < 0 ? 'fewer' : 'more'} on average, and the same way in almost every future`,
    untested: `${size} ${change.value < 0 ? 'fewer' : 'more'} in this one replication`,
  }[verdict];
  const moves = isSame(change, verdict) ? same : said;
  const caution =
    reading.option === null ? '' : ' That change is not the option’s doing; only the difference below is.';
  const flows = flowsOf(reading);
  return {
    id: 'trend',
    heading: 'Where the numbers go by themselves',
    sentence:
      `In the baseline the number of children looked after goes from ${thousands(start.value)} on ${longDate(start.period)} ` +
      `to ${write(end).both} on ${longDate(end.period)}: ${moves}.${flows}${caution}`,
    brief:
      `From ${thousands(start.value)} to ${write(end).value} children looked after between ${longDate(start.period)} ` +
      `and ${longDate(end.period)} in the baseline: ${moves}.${flows}`,
    numbers: [
      { label: 'baseline, start', ...pick(start), text: write({ ...start, lower: null, upper: null }).value },
      { label: 'baseline, end', ...pick(end), text: write(end).both },
      { label: 'baseline, change', ...pick(change), text: write(change, true).both },
    ],
    verdict,
  };
}

/** Starters and leavers of the first and the last whole year: a stock moves by their difference. */
function flowsOf(reading: Reading): string {
  const of = (measure: string) =>
    reading.rows
      .series(measure, reading.baseline.id, 'financial year')
      .filter((row) => coversYear(row.period, reading.result.startDate, reading.result.endDate));
  const [started, ceased] = [of('started_looked_after'), of('ceased_looked_after')];
  const [first, last] = [started[0], started.at(-1)];
  const [left, leaves] = [ceased[0], ceased.at(-1)];
  if (first === undefined || last === undefined || left === undefined || leaves === undefined || first === last)
    return '';
  return (
    ` With rates held as they are, ${write(first).value} start and ${write(left).value} leave in ${first.period}, ` +
    `${write(last).value} and ${write(leaves).value} in ${last.period}.`
  );
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
