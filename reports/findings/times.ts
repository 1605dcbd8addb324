/** How long children wait, among those for whom the wait ended during the run. */
import { pooledMedian } from '../charts/distributions.js';
import { months, write } from '../numbers.js';
import { compareAt, type Comparison, type Reading } from '../rows.js';
import type { Finding } from './types.js';
import { briefSentence, comparisonSentence, isSameThroughout, numbersOf, verdictOf } from './wording.js';

/**
 * The median of all replications together, as charts mark it, in days; where no distribution was kept, the average of the
 * medians of the replications, which is another number where a replication has few.
 */
function medianOf(reading: Reading, measure: string, option: string, kept: number): number {
  const pooled = pooledMedian(reading, measure, option);
  return pooled === null ? kept : pooled * DAYS_PER_MONTH;
}

const DAYS_PER_MONTH = 365.25 / 12;

/** A median, kept in whole days: under two months it is said in days. */
const middleOf = (days: number): string =>
  days < 61 ? `${Math.round(days)} ${Math.round(days) === 1 ? 'day' : 'days'}` : months(days);

const over = (reading: Reading, measure: string): Comparison | null =>
  compareAt(reading, measure, 'whole run', 'whole run');

/** A wait with its mean, median and count, and a caution where the two options do not count the same children. */
export function timeFinding(
  reading: Reading,
  chosen: { readonly id: string; readonly heading: string; readonly measure: string; readonly what: string },
): Finding | null {
  const mean = over(reading, chosen.measure);
  if (mean === null) return null;
  const median = over(reading, `${chosen.measure}_median`);
  const count = over(reading, `${chosen.measure}_n`);
  if (count !== null && count.baseline.value === 0 && (count.option?.value ?? 0) === 0) return null;
  const middle =
    median === null
      ? ''
      : ` The median is ${middleOf(medianOf(reading, chosen.measure, reading.baseline.id, median.baseline.value))} in the baseline` +
        (median.option === null || reading.option === null
          ? '.'
          : ` and ${middleOf(medianOf(reading, chosen.measure, reading.option.id, median.option.value))} with the option.`);
  const counted =
    count === null
      ? ''
      : ` Counted: ${write(count.baseline).value} in the baseline` +
        (count.option === null ? '.' : ` and ${write(count.option).value} with the option.`);
  const differ = count !== null && count.difference !== null && !isSameThroughout(reading, count);
  const caution = differ
    ? ' The two options do not count quite the same children, so part of a difference can be who is counted and not how long each waits.'
    : '';
  return {
    id: chosen.id,
    heading: chosen.heading,
    sentence: `${comparisonSentence(reading, chosen.what, mean)}${middle}${counted}${caution}`,
    brief: `Mean ${briefSentence(reading, mean)}`,
    numbers: [
      ...numbersOf(mean, 'mean'),
      ...(median === null ? [] : numbersOf(median, 'median')),
      ...(count === null ? [] : numbersOf(count, 'count')),
    ],
    verdict: verdictOf(reading, mean),
  };
}

export function adoptionFinding(reading: Reading): Finding | null {
  const finding = timeFinding(reading, {
    id: 'adoption-time',
    heading: 'From entering care to an adoption order',
    measure: 'entry_to_adoption_order',
    what: 'mean time from entering care to an adoption order, of those adopted',
  });
  const route = concurrentRoute(reading);
  if (finding === null || route === '') return finding;
  return { ...finding, sentence: `${finding.sentence} ${route}`, brief: `${finding.brief} ${route}` };
}

/** What the route meant for the children who took it: they are few, so a mean over all hides it. */
function concurrentRoute(reading: Reading): string {
  if (reading.option === null) return '';
  const group = 'carer=Concurrent planning carer';
  const at = (measure: string) => reading.rows.series(measure, reading.option!.id, 'whole run', group)[0] ?? null;
  const count = at('entry_to_adoption_order_n');
  const mean = at('entry_to_adoption_order');
  if (count === null || mean === null || count.value === 0) return '';
  return (
    `The ${write(count).value} children a run adopted by the concurrent planning carer they were first placed with ` +
    `waited ${months(mean.value)} on average; they were selected, so all others are no fair comparison.`
  );
}

export const guardianshipFinding = (reading: Reading): Finding | null =>
  timeFinding(reading, {
    id: 'guardianship-time',
    heading: 'From entering care to special guardianship',
    measure: 'entry_to_guardianship',
    what: 'mean time from entering care to a special guardianship order, of those who had one',
  });
