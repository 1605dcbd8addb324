/** What it costs over the run, and who pays the difference. */
import { write } from '../numbers.js';
import { compareTotals, type Reading } from '../rows.js';
import type { Finding } from './types.js';
import { briefSentence, comparisonSentence, isSameThroughout, numbersOf, verdictOf } from './wording.js';

export function costFinding(reading: Reading): Finding | null {
  const total = compareTotals(reading, 'cost');
  if (total === null) return null;
  const payers = reading.rows.levels('cost', 'payer').flatMap((payer) => {
    const at = compareTotals(reading, 'cost', `payer=${payer}`);
    return at === null ? [] : [{ payer, at }];
  });
  const named = payers
    .filter(({ at }) => at.difference !== null)
    .sort((a, b) => Math.abs(b.at.difference?.value ?? 0) - Math.abs(a.at.difference?.value ?? 0))
    .map(({ payer, at }) => `${payer} ${at.difference === null ? '' : write(at.difference, true).value}`);
  const still = isSameThroughout(reading, total);
  const split = named.length === 0 || still ? '' : ` By payer, on average: ${named.join('; ')}.`;
  const present = compareTotals(reading, 'cost_discounted');
  const discounted =
    present === null
      ? ''
      : ` Discounted: ${write(present.baseline).both} in the baseline` +
        (present.option === null ? '.' : ` and ${write(present.option).both} with the option`) +
        (present.option === null || present.difference === null
          ? ''
          : `, a difference of ${write(present.difference, true).both}.`);
  const what = `cost to all payers in ${reading.result.priceYear} prices, not discounted`;
  return {
    id: 'cost',
    heading: 'Cost',
    sentence: `${comparisonSentence(reading, what, total)}${split}${discounted}`,
    brief: briefSentence(reading, total),
    numbers: [
      ...numbersOf(total, 'cost'),
      ...payers.flatMap(({ payer, at }) => numbersOf(at, payer)),
      ...(present === null ? [] : numbersOf(present, 'discounted')),
    ],
    verdict: verdictOf(reading, total),
  };
}
