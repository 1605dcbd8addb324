/** An attribution as a page of Markdown, which reads as plain text too. */
import { holdsWords } from '../findings/few.js';
import { togetherSentence } from '../findings/attribution.js';
import { blocks, heading, list, prose, table, type Markdown } from '../model/markdown.js';
import { thousands, write } from '../numbers.js';
import type { Estimate } from '../rows.js';
import type { AttributedFigure } from './account.js';
import { legend, opening } from './text.js';
import type { Attribution } from './types.js';
import { orderWords, writtenFigure } from './written.js';

export function attributionPage(attribution: Attribution): string {
  const { title, stance, figures, replications, version } = attribution;
  return `${
    blocks([
      heading(1, `What each programme contributes: ${title}`),
      prose`${opening(attribution)}. ${stance}`,
      list(figures.map((figure) => prose`${figure.label}, ${figure.when}. ${togetherSentence(figure, replications)}`)),
      ...figures.flatMap((figure) => [
        heading(2, `${figure.label}, ${figure.when}`),
        prose`In the baseline ${write({ ...figure.baseline, lower: null, upper: null }).value}.`,
        figureTable(figure, replications),
        ...(figure.leftOut === 0
          ? []
          : [prose`${thousands(figure.leftOut)} replications had nothing to measure and are left out.`]),
      ]),
      heading(2, 'What the columns are'),
      ...legend(attribution).map((line) => prose`${line}`),
      prose`${holdsWords('In brackets', replications, attribution.uncertainty)}`,
      ...(version === '' ? [] : [prose`Made by \`throughcare attribute\`, version ${version}.`]),
    ]).source
  }\n`;
}

function figureTable(figure: AttributedFigure, replications: number): Markdown {
  const { programmes, sum, whole, unit } = figure;
  const written = writtenFigure(figure);
  const cell = (value: string, estimate: Estimate): string => {
    const interval = replications > 1 ? written.interval(estimate) : '';
    return interval === '' ? value : `${value} (${interval})`;
  };
  return table(
    ['', 'Alone', 'Added last', 'Share'],
    [
      ...programmes.map(({ title, alone, last, share, orderError }, i) => [
        title,
        cell(written.write(alone.value), alone),
        cell(written.write(last.value), last),
        cell(`${written.shares[i]!}${orderWords(orderError, unit)}`, share),
      ]),
      ['Together', cell(written.sum, sum), '', cell(written.whole, whole)],
    ],
  );
}
