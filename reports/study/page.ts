/** A study as a page of Markdown, which reads as plain text too. */
import { holdsWords } from '../findings/few.js';
import { blocks, heading, list, prose, table, type Markdown } from '../model/markdown.js';
import { caution } from '../equity/index.js';
import { percent, pounds, thousands } from '../numbers.js';
import { quadrantSentences } from './plane.js';
import { sideBySideMarkdown } from './side-by-side.js';
import type { StudyReport } from './types.js';
import {
  choiceSentences,
  differenceSentence,
  learningSentence,
  moneySentences,
  opening,
  overWords,
  spreadWords,
} from './written.js';

/** @param all the reports of the study, this among them: where it is done under several stances they stand side by side */
export function studyPage(report: StudyReport, all: readonly StudyReport[] = [report]): string {
  const { title, question, stance, options, figures, choice, frontier, draws, replications, notes, version } = report;
  const main = figures[0];
  return `${
    blocks([
      heading(1, title),
      ...(question === '' ? [] : [prose`${question}`]),
      prose`${opening(report)} ${stance}`,
      list([
        ...(choice === null ? [] : choiceSentences(report, choice).map((line) => prose`${line}`)),
        ...(main === undefined
          ? []
          : options.flatMap((_, o) => {
              const words = differenceSentence(report, main, o);
              return words === '' ? [] : [prose`${words}`];
            })),
      ]),
      ...sideBySideMarkdown(all.filter(({ area }) => area === report.area)),
      heading(2, 'Options'),
      list(
        options.map(
          ({ title: own, programmes }) =>
            prose`${own}: ${programmes.length === 0 ? 'no programme' : programmes.join(', ')}`,
        ),
      ),
      heading(2, 'Numbers and times'),
      prose`${holdsWords('In brackets', Math.max(1, draws) * replications, draws === 0 ? 'chance only' : 'chance and not knowing')} Each option beside ${options[0]?.title ?? ''}, the same children with the same luck.`,
      ...figures.map((figure) => figureTable(report, figure)),
      ...(report.money.some((own) => own !== null)
        ? [heading(2, 'Money'), ...options.flatMap((_, o) => moneyBlocks(report, o))]
        : []),
      ...reachedBlocks(report),
      ...(frontier === null ? [] : frontierBlocks(report, frontier)),
      ...(choice === null || choice.learning.length === 0
        ? []
        : [
            heading(2, 'What it would be worth to find out'),
            list(choice.learning.map((item) => prose`${learningSentence(item)}`)),
            prose`An upper limit: to this one decision, in this area, over this run, if it could be known for certain before choosing. Estimated from the draws by regression (Strong, Oakley and Brennan 2014).`,
          ]),
      ...mattersBlocks(report),
      ...(draws === 0 ? [] : uncertaintyBlocks(report)),
      ...(notes.length === 0 ? [] : [heading(2, 'Bear in mind'), list(notes.map((note) => prose`${note}`))]),
      ...(version === '' ? [] : [prose`Made by Throughcare, version ${version}.`]),
    ]).source
  }\n`;
}

function figureTable({ options, draws }: StudyReport, figure: StudyReport['figures'][number]): Markdown {
  return table(
    [
      `${figure.label}, ${figure.when}`,
      'Simulated',
      `Beside ${options[0]?.title ?? ''}`,
      ...(draws === 0 ? [] : ['Not knowing, of the spread']),
    ],
    options.map(({ title }, o) => {
      const share = figure.notKnowing[o] ?? null;
      return [
        title,
        spreadWords(figure.options[o] ?? null, figure.unit, false),
        o === 0 ? '' : spreadWords(figure.differences[o] ?? null, figure.unit, true),
        ...(draws === 0
          ? []
          : [
              share === null
                ? ''
                : `${percent(share.value, 0)} (${percent(share.lower, 0)} to ${percent(share.upper, 0)})`,
            ]),
      ];
    }),
  );
}

function moneyBlocks(report: StudyReport, option: number): Markdown[] {
  const own = report.money[option];
  if (own === null || own === undefined) return [];
  const cell = (net: typeof own.net): string => spreadWords(net, 'GBP', true);
  return [
    ...moneySentences(report, option).map((line) => prose`${line}`),
    table(
      ['Who, or what kind of saving', 'Net, present value'],
      [...own.payers.map(({ name, net }) => [name, cell(net)]), ...own.kinds.map(({ name, net }) => [name, cell(net)])],
    ),
    ...own.said.map((line) => prose`${line}`),
  ];
}

function reachedBlocks({ options, reached, draws, replications }: StudyReport): Markdown[] {
  if (reached.every((own) => own.length === 0)) return [];
  return [
    heading(2, 'Who is reached, and for whom it changes'),
    ...options.flatMap(({ title }, o) => {
      const own = reached[o] ?? [];
      return own.length === 0 ? [] : [heading(3, title), list(own.map((line) => prose`${line}`))];
    }),
    prose`${caution(Math.max(1, draws) * replications)}`,
  ];
}

function frontierBlocks(report: StudyReport, frontier: NonNullable<StudyReport['frontier']>): Markdown[] {
  const { options } = report;
  const title = (o: number): string => options[o]?.title ?? '';
  const standing = (o: number): string => {
    const own = frontier.standing[o]!;
    switch (own.kind) {
      case 'frontier':
        return own.increment === null
          ? 'the least costly of those worth a look'
          : `${pounds(own.increment.ratio)} for each, beside ${title(own.increment.over)}`;
      case 'dominated':
        return `${title(own.by)} costs no more and does no less`;
      case 'extendedly-dominated':
        return `a mix of ${title(own.between[0])} and ${title(own.between[1])} does better`;
      case 'equal':
        return `the same as ${title(own.to)}`;
    }
  };
  return [
    heading(2, `Cost and ${frontier.outcome.toLowerCase()}`),
    prose`${frontier.want === 'fewer' ? 'Fewer' : 'More'} are wanted here; a lower or higher number is not by itself good.`,
    table(
      ['Option', `Net cost beside ${options[0]?.title ?? ''}, present value`, frontier.outcome, 'Standing'],
      options.map(({ title: own }, o) => [
        own,
        pounds(frontier.points[o]!.cost),
        thousands(frontier.points[o]!.effect, 1),
        standing(o),
      ]),
    ),
    list(quadrantSentences(report).map((line) => prose`${line}`)),
    prose`Chances of being the best, of ${overWords(frontier.over)}:`,
    table(
      ['If one is worth', ...options.map(({ title: own }) => `Chance that ${own} is best`)],
      frontier.acceptability.map(({ worth, best, choice }) => [
        pounds(worth),
        ...best.map(({ value }, o) => `${percent(value, 0)}${o === choice ? ' (best on average)' : ''}`),
      ]),
    ),
  ];
}

function mattersBlocks({ options, matters }: StudyReport): Markdown[] {
  const rows = options.flatMap(({ title }, o) =>
    (matters[o] ?? []).map(({ label, interval, correlation, lower, upper }) => [
      title,
      label,
      interval,
      `${thousands(correlation, 2)}${lower === null || upper === null ? '' : ` (${thousands(lower, 2)} to ${thousands(upper, 2)})`}`,
    ]),
  );
  return rows.length === 0
    ? []
    : [
        heading(2, 'What the net saving goes with'),
        table(['Option', 'Number', 'Its interval', 'Rank correlation over draws'], rows),
      ];
}

function uncertaintyBlocks({ drawn, held }: StudyReport): Markdown[] {
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
