/** A break-even as lines for a terminal, and as a page of Markdown. */
import { breakEvenNotes, breakEvenSentence, effectValue, resultWords } from '../findings/break-even.js';
import { fold } from '../findings/headline.js';
import { blocks, heading, prose, table } from '../model/markdown.js';
import { thousands } from '../numbers.js';
import { longDate } from '../periods.js';
import type { BreakEvenResult } from './types.js';

function opening({ area, startDate, endDate, replications, seed }: BreakEvenResult): string {
  const times = replications === 1 ? '1 replication' : `${thousands(replications)} replications`;
  return `${area === '' ? '' : `${area}, `}${longDate(startDate)} to ${longDate(endDate)}; ${times}; seed ${seed}`;
}

/** Each value that was run, and the difference there. */
function rows(result: BreakEvenResult): (readonly [string, string])[] {
  return result.answer.tried.map((tried) => [
    effectValue(result.effect.kind, tried.value, 3),
    resultWords(result, tried),
  ]);
}

const header = ({ figure }: BreakEvenResult): string => `${figure.label}, ${figure.when}: difference`;
const LEGEND = 'In brackets: the 95% interval of the average.';

/** Lines for a terminal, none longer than 80 columns. */
export function breakEvenText(result: BreakEvenResult): string[] {
  return [
    ...fold(result.title),
    ...fold(opening(result)),
    '',
    ...fold(breakEvenSentence(result)),
    ...breakEvenNotes(result).flatMap(fold),
    '',
    ...fold(header(result)),
    ...rows(result).map(([value, difference]) => `${value.padStart(14)}   ${difference}`),
    ...(result.replications < 2 ? ['One replication: no intervals.'] : [LEGEND]),
  ];
}

export function breakEvenPage(result: BreakEvenResult): string {
  const { title, effect, replications, version } = result;
  return `${
    blocks([
      heading(1, `Break-even: ${title}`),
      prose`${opening(result)}.`,
      prose`${breakEvenSentence(result)}`,
      ...breakEvenNotes(result).map((note) => prose`${note}`),
      table([`${effect.label}: value`, header(result)], rows(result)),
      prose`${replications < 2 ? 'One replication: no intervals.' : LEGEND}`,
      ...(version === '' ? [] : [prose`Made by \`throughcare break-even\`, version ${version}.`]),
    ]).source
  }\n`;
}
