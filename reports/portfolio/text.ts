/** A portfolio for a terminal of 80 columns. */
import { fold } from '../findings/headline.js';
import { pounds } from '../numbers.js';
import type { PortfolioReport } from './types.js';
import {
  answerSentences,
  askedSentence,
  chance,
  chancesSentence,
  goalWords,
  portfolioOpening,
  searchSentence,
} from './written.js';

export function portfolioText(report: PortfolioReport): string[] {
  const { title, stance, mixes } = report;
  const efficient = mixes.filter(({ isEfficient }) => isEfficient).sort((a, b) => a.cost.value - b.cost.value);
  return [
    ...fold(title),
    ...fold(portfolioOpening(report)),
    ...(stance === '' ? [] : fold(stance)),
    '',
    ...fold(askedSentence(report)),
    ...fold(searchSentence(report)),
    '',
    ...answerSentences(report).flatMap(fold),
    ...(efficient.length === 0
      ? []
      : [
          '',
          'What more money reaches:',
          ...efficient.flatMap((mix) =>
            fold(`${pounds(mix.cost.value)}, ${mix.words}: ${goalWords(report, mix.goal)}; best: ${chance(mix.best)}.`),
          ),
        ]),
    '',
    ...fold(chancesSentence(report)),
  ];
}
