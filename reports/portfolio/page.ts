/** A portfolio as a page of Markdown, which reads as plain text too. */
import { blocks, heading, list, prose, table, type Markdown } from '../model/markdown.js';
import { percent, pounds, write } from '../numbers.js';
import type { PortfolioMix, PortfolioReport } from './types.js';
import {
  answerSentences,
  askedSentence,
  CAVEATS,
  chance,
  chancesSentence,
  goalWords,
  missedWords,
  portfolioOpening,
  searchSentence,
  SHOWN,
} from './written.js';

export function portfolioPage(report: PortfolioReport): string {
  const { title, question, stance, mixes, programmes, notes, version } = report;
  const keeping = mixes.filter(({ keeps }) => keeps);
  const efficient = keeping.filter(({ isEfficient }) => isEfficient).sort((a, b) => a.cost.value - b.cost.value);
  const failing = mixes.filter(({ keeps }) => !keeps);
  return `${
    blocks([
      heading(1, title),
      ...(question === '' ? [] : [prose`${question}`]),
      prose`${portfolioOpening(report)} ${stance}`,
      prose`${askedSentence(report)}`,
      list(answerSentences(report).map((line) => prose`${line}`)),
      prose`${searchSentence(report)}`,
      ...(keeping.length === 0
        ? []
        : [
            heading(2, 'Leading mixes'),
            mixTable(report, keeping.slice(0, SHOWN)),
            heading(2, 'What more money reaches'),
            prose`Each reaches more on average than every mix run that costs no more. Those that cost little were run fewer times: where two are near, which of them stands here may be chance.`,
            mixTable(report, efficient),
          ]),
      ...(failing.length === 0
        ? []
        : [
            heading(2, 'Mixes that do not keep the budget or a floor'),
            table(
              ['Mix', report.goal.label, 'Why not'],
              failing.slice(0, SHOWN).map((mix) => [mix.words, goalWords(report, mix.goal), missedWords(report, mix)]),
            ),
          ]),
      heading(2, 'Sizes'),
      table(
        ['Programme', 'Numbers of', 'Sizes'],
        programmes.map(({ title: own, of, sizes }) => [
          own,
          of === 'whole' ? '' : of,
          of === 'whole' ? 'with or without' : sizes.join(', '),
        ]),
      ),
      heading(2, 'Bear in mind'),
      list([chancesSentence(report), ...CAVEATS, ...notes].map((note) => prose`${note}`)),
      ...uncertaintyBlocks(report),
      ...(version === '' ? [] : [prose`Made by Throughcare, version ${version}.`]),
    ]).source
  }\n`;
}

function mixTable(report: PortfolioReport, mixes: readonly PortfolioMix[]): Markdown {
  const { goal, floors } = report;
  return table(
    [
      'Mix',
      `${goal.label}, beside no programme`,
      'Its programmes cost',
      'Chance of being best',
      ...floors.flatMap(({ label }) => [`${label}, beside no programme`, 'Chance that the floor is kept on average']),
    ],
    mixes.map((mix) => [
      mix.words,
      goalWords(report, mix.goal),
      mix.cost.value === 0 ? pounds(0) : write({ ...mix.cost, unit: 'GBP' }).both,
      chance(mix.best),
      ...floors.flatMap(({ unit }, i) => {
        const own = mix.floors[i]!;
        return [write({ ...own.difference, unit }, true).both, percent(own.kept, 0)];
      }),
    ]),
  );
}

function uncertaintyBlocks({ isDrawn, drawn, held }: PortfolioReport): Markdown[] {
  if (!isDrawn) return [];
  return [
    heading(2, 'What was drawn, and what was not'),
    table(
      ['Number', 'Kind', 'Interval (95%)'],
      drawn.map(({ name, group, interval }) => [name, group, interval]),
    ),
    prose`These stayed as they are:`,
    list(held.map(({ name, why }) => prose`${name}: ${why}`)),
  ];
}
