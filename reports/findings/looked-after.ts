/** How many children are looked after at the end, and where they live. */
import { percent, write } from '../numbers.js';
import { inPeriod } from '../periods.js';
import { TAIL_REPLICATIONS, compareAtEnd, type Comparison, type Reading } from '../rows.js';
import { sameIn } from './few.js';
import { assumedNone } from './stance.js';
import type { Finding } from './types.js';
import { isClearOnAverage } from './verdict.js';
import { briefSentence, comparisonSentence, isSameThroughout, lowerFirst, numbersOf, verdictOf } from './wording.js';

export function lookedAfterFinding(reading: Reading): Finding | null {
  const end = compareAtEnd(reading, 'looked_after');
  if (end === null) return null;
  return {
    id: 'looked-after',
    heading: 'Children looked after at the end',
    sentence: comparisonSentence(reading, 'children looked after', end),
    brief: briefSentence(reading, end),
    numbers: numbersOf(end),
    verdict: verdictOf(reading, end),
  };
}

const MOST_MENTIONED = 3;

interface Kind {
  readonly level: string;
  readonly at: Comparison;
}

function shares(kinds: readonly Kind[], total: number, of: (at: Comparison) => number | null): string {
  return kinds
    .slice(0, MOST_MENTIONED)
    .map(({ level, at }) => `${lowerFirst(level)} (${percent((of(at) ?? 0) / total, 0)})`)
    .join('; ');
}

export function placementsFinding(reading: Reading): Finding | null {
  const total = compareAtEnd(reading, 'looked_after');
  if (total === null || total.baseline.value === 0) return null;
  const kinds = reading.rows
    .levels('looked_after', 'placement')
    .flatMap((level): Kind[] => {
      const at = compareAtEnd(reading, 'looked_after', `placement=${level}`);
      return at === null ? [] : [{ level, at }];
    })
    .sort((a, b) => b.at.baseline.value - a.at.baseline.value);
  if (kinds.every(({ at }) => at.baseline.value === 0 && (at.option?.value ?? 0) === 0)) return null;
  const when = inPeriod(total.period, total.periodKind);
  let sentence = `The commonest placements ${when} are, in the baseline: ${shares(kinds, total.baseline.value, (at) => at.baseline.value)}`;
  if (total.option !== null && total.option.value > 0) {
    sentence += `. With the option: ${shares(kinds, total.option.value, (at) => at.option?.value ?? null)}. `;
    sentence += clearest(reading, kinds);
  } else sentence += '.';
  return {
    id: 'placements',
    heading: 'Where children live',
    sentence,
    brief: sentence,
    numbers: kinds.flatMap(({ level, at }) => numbersOf(at, level)),
    verdict: null,
  };
}

/** The kinds of placement whose number clearly differs, the largest difference first. */
function clearest(reading: Reading, kinds: readonly Kind[]): string {
  const clear = kinds
    .filter(({ at }) => isClearOnAverage(verdictOf(reading, at)))
    .sort((a, b) => Math.abs(b.at.difference?.value ?? 0) - Math.abs(a.at.difference?.value ?? 0));
  if (kinds.every(({ at }) => isSameThroughout(reading, at))) {
    const stance = assumedNone(reading.result);
    return stance === null
      ? `The difference is exactly zero for every kind of placement, ${sameIn(reading.result.replications)}.`
      : `There is no difference for any kind of placement, as assumed (stance ${stance}).`;
  }
  if (clear.length === 0) return 'No kind of placement differs clearly.';
  const { replications, uncertainty } = reading.result;
  const isTail = replications >= TAIL_REPLICATIONS;
  const named = clear.slice(0, MOST_MENTIONED).map(({ level, at }) => {
    const shown = at.difference === null ? null : write(at.difference, true);
    return `${lowerFirst(level)} ${shown === null ? '' : isTail ? shown.both : shown.value}`;
  });
  const brackets = isTail ? ` (in brackets, 95% of futures, ${uncertainty})` : '';
  return `The largest clear differences on average${brackets}: ${named.join('; ')}.`;
}
