/** A study for a terminal of 80 columns. */
import { fold, plain } from '../findings/headline.js';
import { atAGlance } from './at-a-glance.js';
import { thousands } from '../numbers.js';
import { quadrantSentences } from './plane.js';
import type { Choice, StudyReport } from './types.js';
import {
  choiceSentences,
  differenceSentence,
  learningSentence,
  moneySentences,
  opening,
  spreadWords,
} from './written.js';

const TOP = 5;

export function studyText(report: StudyReport): string[] {
  const { title, stance, options, figures, choice, draws, matters } = report;
  const [first] = options;
  return [
    ...fold(title),
    ...fold(opening(report)),
    ...(stance === '' ? [] : fold(stance)),
    '',
    ...atAGlance(report),
    ...fold(`Compared with ${plain(first?.title ?? '')}:`),
    ...toldFigures(figures).flatMap((figure) => ['', ...figureLines(report, figure)]),
    ...options.flatMap((_, o) => {
      const lines = moneySentences(report, o);
      return lines.length === 0 ? [] : ['', ...lines.flatMap(fold)];
    }),
    ...quadrantSentences(report).flatMap((line) => ['', ...fold(line)]),
    ...(choice === null
      ? []
      : ['', ...choiceSentences(report, choice).flatMap(fold), ...learningLines(choice.learning).flatMap(fold)]),
    ...options.flatMap(({ title: own }, o) => {
      const top = (matters[o] ?? []).slice(0, TOP);
      return top.length === 0
        ? []
        : [
            '',
            ...fold(
              `What the net saving of ${own} goes with (rank correlation over draws): ${top.map(({ label, correlation }) => `${label} ${thousands(correlation, 2)}`).join(', ')}.`,
            ),
          ];
    }),
    ...(draws === 0
      ? []
      : [
          '',
          ...fold(
            `${thousands(report.drawn.length)} numbers were drawn; ${thousands(report.held.length)} stayed as they are, because no interval is known for them or they are choices.`,
          ),
        ]),
  ];
}

/** Costs as paid, where costs at present value are told too: the money of each option is at present value already. */
function toldFigures(figures: StudyReport['figures']): StudyReport['figures'] {
  const isPaid = figures.some(({ measure }) => measure === 'cost');
  return isPaid ? figures.filter(({ measure }) => measure !== 'cost_discounted') : figures;
}

/** The most valuable groups, and those that are not told where others are. */
function learningLines(learning: Choice['learning']): string[] {
  const told = learning.filter(({ value }) => value !== null);
  return [
    ...told.filter(({ value }) => value! > 0).slice(0, TOP),
    ...(told.length === 0 ? [] : learning.filter(({ value }) => value === null)),
  ].map(learningSentence);
}

function figureLines(report: StudyReport, figure: StudyReport['figures'][number]): string[] {
  return [
    ...fold(`${figure.label}, ${figure.when}: ${spreadWords(figure.options[0] ?? null, figure.unit, false)}.`),
    ...report.options.flatMap((_, o) => {
      const words = differenceSentence(report, figure, o);
      return words === '' ? [] : fold(words);
    }),
  ];
}
