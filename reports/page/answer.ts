/** The top of the page: the answer in words, four numbers with their intervals, and what they are compared with. */
import type { StudyResult } from '../../engine/study/result.js';
import {
  assumedNone,
  firstCards,
  firstSentences,
  intervalsNote,
  isSame,
  sameIn,
  spreadOf,
  stanceSentence,
  type KeyFigure,
  type Verdict,
} from '../findings/index.js';
import { thousands, write } from '../numbers.js';
import { longDate } from '../periods.js';
import type { Estimate, Reading } from '../rows.js';
import { answerBox, cardList, warningBox } from './cards.js';
import { html, prose, table, type Html } from './html.js';

const WORDS = {
  'none clear': 'none clear',
  'on average': 'clear on average',
  'more chance than effect': 'clear on average, but more chance than effect',
  'in almost every future': 'clear in almost every future',
  untested: 'one replication: not known',
} as const;

/** What the run was: where, when, how many times. */
export function setting({ result }: Reading): string {
  const where =
    result.area === null
      ? ''
      : `${result.area.name}${result.area.children === null ? '' : ` (${thousands(result.area.children)} children)`}, `;
  const times = result.replications === 1 ? '1 replication' : `${thousands(result.replications)} replications`;
  return `${where}${longDate(result.startDate)} to ${longDate(result.endDate)}, ${times}`;
}

export function answer(reading: Reading): Html {
  const { result, option, baseline } = reading;
  const care = result.kind === 'care';
  const compared =
    option === null
      ? ''
      : `“${option.label}” is compared with “${baseline.label}”, ${care ? 'on the same children with the same luck' : 'case by case, with the same luck'}.`;
  return html`${warningBox(result.warnings ?? [])} ${answerBox(firstSentences(reading))}
    ${cardList(firstCards(reading))}
    <p class="soft">
      ${prose(
        [
          compared,
          stanceSentence(result),
          intervalsNote({ sampled: result.replications, spread: spreadOf(result.uncertainty) }),
          care ? 'Fewer children in care is not by itself good: read returns, moves and waiting lists beside it.' : '',
        ]
          .filter((words) => words !== '')
          .join(' '),
      )}
    </p>`;
}

function shortVerdict(result: StudyResult, difference: Estimate | null, verdict: Verdict | null): string {
  if (verdict === null || difference === null) return '';
  if (verdict === 'exactly none' || isSame(difference, verdict))
    return assumedNone(result) === null ? `the same ${sameIn(result.replications)}` : 'none, as assumed';
  return WORDS[verdict];
}

/** Numbers to take away, each in both options and as a difference. */
export function keyTable({ option, result }: Reading, figures: readonly KeyFigure[]): Html | null {
  if (figures.length === 0) return null;
  const columns =
    option === null ? ['Number', 'Baseline'] : ['Number', 'Baseline', 'Option', 'Difference', 'Is there a difference?'];
  const rows = figures.map(({ label, when, at, verdict }) => [
    html`${label}, <span class="i">${when}</span>`,
    write(at.baseline).both,
    ...(option === null
      ? []
      : [
          at.option === null ? 'not known' : write(at.option).both,
          at.difference === null ? 'not known' : write(at.difference, true).both,
          shortVerdict(result, at.difference, verdict),
        ]),
  ]);
  const caption = option === null ? 'Numbers to take away' : 'Numbers to take away, compared with the baseline';
  return html`<div class="key strong">${table(caption, columns, rows, (column) => column >= 1 && column <= 3)}</div>`;
}
