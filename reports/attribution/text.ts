/** An attribution for a terminal of 80 columns: a small table for each figure, each with a sentence. */
import { holdsWords } from '../findings/few.js';
import { togetherSentence } from '../findings/attribution.js';
import { fold, plain } from '../findings/headline.js';
import { thousands, write } from '../numbers.js';
import { longDate } from '../periods.js';
import type { AttributedFigure } from './account.js';
import type { Attribution } from './types.js';
import { orderWords, writtenFigure } from './written.js';

const NAME = 23;
const CELL = 19;

const right = (text: string): string => ` ${text}`.padStart(CELL);
const name = (text: string): string => (text.length <= NAME ? text : `${text.slice(0, NAME - 1)}…`).padEnd(NAME);
const row = (label: string, cells: readonly string[]): string => `${name(label)}${cells.map(right).join('')}`.trimEnd();
/** 26.3 months as 26.3 mo, to fit a column. */
const narrow = (text: string): string => text.replaceAll(' months', ' mo').replaceAll(' days', ' d');

/** Where, when, how many times. */
export function opening({ area, startDate, endDate, replications, seed }: Attribution): string {
  const times = replications === 1 ? '1 replication' : `${thousands(replications)} replications`;
  return `${area === '' ? '' : `${area}, `}${longDate(startDate)} to ${longDate(endDate)}; ${times}; seed ${seed}`;
}

/** What the columns are. */
export function legend({ sets, orders }: Attribution): readonly string[] {
  return [
    'Alone: the programme by itself, less the baseline; together, the sum of these. Added last: all of them, less all but this one. Share: its Shapley share, the average of what it adds over every order in which they could be added. Shares add up to the whole; the others need not.',
    orders === null
      ? `The shares are exact: all ${sets} sets of the programmes were run, on the same luck.`
      : `The shares are from ${orders} orders, in ${sets} sets of the programmes run on the same luck. After ±: the standard error of a share for the orders not looked at.`,
  ];
}

function figureLines(figure: AttributedFigure, replications: number): string[] {
  const { label, when, unit, baseline, programmes, whole, sum, leftOut } = figure;
  const written = writtenFigure(figure);
  const pair = (title: string, values: readonly string[], intervals: readonly string[]): string[] => [
    row(plain(title), values.map(narrow)),
    ...(replications > 1 && intervals.some((text) => text !== '') ? [row('', intervals.map(narrow))] : []),
  ];
  return [
    ...fold(`${label}, ${when}: ${write({ ...baseline, lower: null, upper: null }).value} in the baseline`),
    row('', ['Alone', 'Added last', 'Share']),
    ...programmes.flatMap(({ title, alone, last, share, orderError }, i) =>
      pair(
        title,
        [written.write(alone.value), written.write(last.value), `${written.shares[i]!}${orderWords(orderError, unit)}`],
        [alone, last, share].map(written.interval),
      ),
    ),
    ...pair('Together', [written.sum, '', written.whole], [written.interval(sum), '', written.interval(whole)]),
    ...fold(togetherSentence(figure, replications)),
    ...(leftOut === 0 ? [] : fold(`${leftOut} replications had nothing to measure and are left out.`)),
  ];
}

/** Lines for a terminal; only very large sums of money need more than 80 columns. */
export function attributionText(attribution: Attribution): string[] {
  const { title, stance, figures, replications, uncertainty } = attribution;
  const below = holdsWords('Below the numbers', replications, uncertainty);
  return [
    ...fold(title),
    ...fold(opening(attribution)),
    ...fold(stance),
    ...figures.flatMap((figure) => ['', ...figureLines(figure, replications)]),
    '',
    ...[...legend(attribution), below].flatMap(fold),
  ];
}
