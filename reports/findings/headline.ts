/** The summary a command prints: at most 24 lines of at most 80 columns. */
import type { StudyResult } from '../../engine/study/result.js';
import { thousands, write } from '../numbers.js';
import { longDate } from '../periods.js';
import { read, type Reading } from '../rows.js';
import { oneLine } from '../unseen.js';
import { holdsWords, isSame, sameIn } from './few.js';
import { keyFigures, waitingAtEnd, type KeyFigure } from './key-figures.js';
import { assumedNone, stanceSentence } from './stance.js';
import type { Verdict } from './verdict.js';
import { lowerFirst } from './wording.js';

const WIDTH = 80;
const LINES = 24;
const LABEL = 30;
const NUMBER = 10;
const DIFFERENCE = WIDTH - LABEL - 2 * NUMBER - 2;

/** Printable letters only, so that no text of a scenario can move a terminal's cursor. */
export const plain = oneLine;
const cut = (text: string, width: number): string => (text.length <= width ? text : `${text.slice(0, width - 1)}…`);
const left = (text: string, width: number): string => cut(text, width).padEnd(width);
const right = (text: string, width: number): string => cut(text, width).padStart(width);

/** 26.3 months as 26.3 mo, to fit a column. */
const narrow = (text: string): string => text.replace(/ months/g, ' mo');

function row({ short, when, at }: KeyFigure): string {
  const name = left(plain(when === 'whole run' ? short : `${short}, ${when}`), LABEL);
  const base = right(narrow(write(at.baseline).value), NUMBER);
  if (at.option === null) return `${name}${base}`;
  const option = right(narrow(write(at.option).value), NUMBER);
  const difference = at.difference === null ? '' : narrow(write(at.difference, true).both);
  return `${name}${base}${option}  ${left(difference, DIFFERENCE)}`.trimEnd();
}

/** Lines of at most 80 columns. */
export function fold(text: string): string[] {
  return foldTo(text, WIDTH);
}

/** Lines of at most so many columns. */
export function foldTo(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of plain(text).split(/\s+/).filter(Boolean)) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
    while (line.length > width) {
      lines.push(line.slice(0, width));
      line = line.slice(width);
    }
  }
  return line === '' ? lines : [...lines, line];
}

/** What the differences show, in one sentence for each verdict. */
function verdicts(figures: readonly KeyFigure[], result: StudyResult): string[] {
  const kindOf = ({ at, verdict }: KeyFigure): Verdict | null =>
    at.difference !== null && verdict !== null && isSame(at.difference, verdict) ? 'exactly none' : verdict;
  const of = (verdict: Verdict): string =>
    figures
      .filter((one) => kindOf(one) === verdict)
      .map(({ short }) => lowerFirst(short))
      .join('; ');
  const stance = assumedNone(result);
  const sentence = (lead: string, verdict: Verdict): string[] => {
    const names = of(verdict);
    return names === '' ? [] : [`${lead}: ${names}.`];
  };
  return [
    sentence('Different in almost every future', 'in almost every future'),
    // Together, for both are clear on average.
    [
      ...sentence('Different on average', 'on average'),
      ...sentence('On average, but more chance than effect', 'more chance than effect'),
    ],
    sentence('No clear difference', 'none clear'),
    sentence(
      stance === null ? `The same ${sameIn(result.replications)}` : `No difference, as assumed (stance ${stance})`,
      'exactly none',
    ),
    sentence('One replication, so chance is not known', 'untested'),
  ].flatMap((sentences) => (sentences.length === 0 ? [] : [sentences.join(' ')]));
}

function opening(reading: Reading): string[] {
  const { result, option } = reading;
  const where = result.area === null ? '' : `${result.area.name}, `;
  return [
    cut(plain(result.title), WIDTH),
    cut(
      plain(
        `${where}${longDate(result.startDate)} to ${longDate(result.endDate)}; ${thousands(result.replications)} replications; seed ${result.seed}`,
      ),
      WIDTH,
    ),
    ...(option === null ? [] : [cut(plain(`Option: ${option.label}`), WIDTH)]),
    ...(result.warnings ?? []).flatMap(fold),
  ];
}

/** Lines for a terminal, none longer than 80 columns, at most 24. */
export function headline(result: StudyResult): string[] {
  const reading = read(result);
  const figures = keyFigures(reading);
  const { option } = reading;
  const head =
    left('', LABEL) + right('Baseline', NUMBER) + (option === null ? '' : `${right('Option', NUMBER)}  Difference`);
  const intervals = holdsWords('Brackets', result.replications, result.uncertainty);
  const list = waitingAtEnd(reading);
  const waiting =
    list === null
      ? []
      : fold(
          `Waiting for a programme ${list.when}: ${write({ value: list.value, lower: null, upper: null, unit: 'children' }).value} on average.`,
        );
  const lines = [
    ...opening(reading),
    '',
    ...(figures.length === 0 ? ['Nothing was counted.'] : [head, ...figures.map(row)]),
    '',
    ...fold(stanceSentence(result)),
    ...waiting,
    ...verdicts(figures, result).flatMap(fold),
    ...fold(intervals),
  ];
  // What the brackets mean is said whatever else has to go.
  const last = fold(intervals);
  return lines.length <= LINES ? lines : [...lines.slice(0, LINES - 1 - last.length), '…', ...last];
}
