/** Who programmes reach and for whom outcomes change, as a finding of a run. */
import { caution, changeSentences, outcomesOf, reachSentences } from '../equity/index.js';
import { labelOf, type Reading } from '../rows.js';
import type { Finding } from './types.js';

/** Breakdowns that the text tells of. */
const SHOWN = 2;

export function reachedFinding(reading: Reading): Finding | null {
  const { option, result } = reading;
  if (option === null) return null;
  const reached = result.programmes.flatMap(({ id, title }) =>
    reachSentences(result.rows, option.id, id, title, SHOWN),
  );
  if (reached.length === 0) return null;
  const changes = outcomesOf(result.rows)
    .slice(0, 1)
    .flatMap((outcome) => changeSentences(result.rows, 'difference', outcome, labelOf(reading, outcome), SHOWN));
  return {
    id: 'reached',
    heading: 'Who is reached',
    sentence: [
      ...reached,
      ...changes,
      caution(result.replications),
      'The table equity has the other groups and outcomes.',
    ].join(' '),
    brief: reached[0] ?? '',
    numbers: [],
    verdict: null,
  };
}
