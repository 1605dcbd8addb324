/** The first screen of a study in one area: which option, by how much, how sure; four numbers of it; all options at a glance. */
import type { Share } from '../../../engine/index.js';
import {
  cardOf,
  countSentence,
  intervalsNote,
  listWords,
  moneySentence,
  spentWords,
  yearsWords,
  type Card,
  type CardFigure,
} from '../../findings/index.js';
import { percent, write } from '../../numbers.js';
import { answerBox, cardList, partBox } from '../../page/cards.js';
import { html, prose, table, type Html } from '../../page/html.js';
import { choiceSentences, isShareTold, spreadWords } from '../written.js';
import type { StudyReport } from '../types.js';
import { differenceOf, estimateOf, featured, figureOf, futuresOf, netOf } from './compared.js';

const CARDS = 4;

function sentences(report: StudyReport, option: number): string[] {
  const all = futuresOf(report, option);
  const { choice, options } = report;
  const figure = figureOf(report, 'looked_after');
  const difference = figure === null ? null : differenceOf(figure, option);
  const title = options[option]?.title ?? '';
  return [
    ...(choice === null ? [] : choiceSentences(report, choice).slice(0, 1)),
    ...(figure === null || difference === null ? [] : [countSentence(`With ${title}`, difference, figure.when, all)]),
    ...moneySentence(netOf(report, option), yearsWords(report.years), all),
  ];
}

function cards(report: StudyReport, option: number): Card[] {
  const all = futuresOf(report, option);
  const figures = (measure: string, label: string): CardFigure[] => {
    const one = figureOf(report, measure);
    const [base, own] = [one?.options[0] ?? null, one?.options[option] ?? null];
    const difference = one === null ? null : differenceOf(one, option);
    // A level is no difference: where that is kept back, or not known, there is no card.
    if (one === null || base === null || own === null || (option > 0 && difference === null)) return [];
    return [
      {
        what: `${label}, ${one.when === 'whole run' ? 'mean' : one.when}`,
        baseline: estimateOf(base, one.unit),
        option: estimateOf(own, one.unit),
        difference,
      },
    ];
  };
  const money = report.money[option] ?? null;
  const net = netOf(report, option);
  const saving: CardFigure[] =
    money === null || net === null
      ? []
      : [
          {
            what: `all payers, ${yearsWords(report.years)}, present value`,
            baseline: net,
            option: net,
            difference: net,
            beside: spentWords(estimateOf(money.cost, 'GBP'), estimateOf(money.saved, 'GBP')),
            isSaving: true,
          },
        ];
  const known = ['looked_after', 'returned_to_care', 'entry_to_adoption_order'];
  const wanted = [
    ...figures('looked_after', 'Children looked after'),
    ...figures('returned_to_care', 'Returns to care'),
    ...figures('entry_to_adoption_order', 'From entering care to adoption'),
    ...saving,
    ...report.figures
      .filter(({ measure, unit }) => !known.includes(measure) && unit !== 'GBP')
      .flatMap(({ measure, label }) => figures(measure, label)),
  ];
  return wanted.slice(0, CARDS).map((one) => cardOf(one, all));
}

const shareWords = (share: Share | undefined): string =>
  share === undefined ? '' : `${percent(share.value, 0)} (${percent(share.lower, 0)} to ${percent(share.upper, 0)})`;

/** All options: what each changes, and the chance that it is the best. */
function optionsTable(report: StudyReport): Html {
  const { options, choice, money } = report;
  const first = options[0]?.title ?? '';
  const figure = figureOf(report, 'looked_after') ?? report.figures[0] ?? null;
  const hasMoney = money.some((own) => own !== null);
  const best = choice !== null && isShareTold(report) ? choice.best : null;
  const rows = options.map(({ title, programmes }, o) => [
    html`${title}${programmes.length === 0 || programmes.join() === title ? null : html`<br /><span class="soft">${listWords(programmes)}</span>`}`,
    ...(figure === null
      ? []
      : [
          o === 0
            ? spreadWords(figure.options[0] ?? null, figure.unit, false)
            : spreadWords(figure.differences[o] ?? null, figure.unit, true),
        ]),
    ...(hasMoney ? [money[o] ? write({ ...money[o].net, unit: 'GBP' }, true).both : ''] : []),
    ...(best === null ? [] : [shareWords(best[o])]),
  ]);
  return html`<div class="strong">
    ${table(
      `Every option: differences beside ${first}`,
      [
        'Option',
        ...(figure === null ? [] : [`${figure.label}, ${figure.when}`]),
        ...(hasMoney ? ['Net saving, present value'] : []),
        ...(best === null ? [] : ['Chance of being best']),
      ],
      rows,
    )}
  </div>`;
}

/** The first screen of a study in one area: which option, then all of them, then four numbers of the one it tells of. */
export function firstScreen(report: StudyReport): Html {
  const note = html`<p class="soft">${prose(noteOf(report))}</p>`;
  const own = cardsOf(report);
  // Where the best is what all are compared with, the numbers of the next best are no answer: they come last.
  const rest = isFirstBest(report) ? html`${note} ${own}` : html`${own} ${note}`;
  return html`${answerBox(sentences(report, featured(report)))} ${allOptions(report)} ${rest}`;
}

/** Under what a first screen shows: what was assumed, and what its intervals leave out. */
export function noteOf(report: StudyReport): string {
  return [report.stance, intervalsNote(futuresOf(report)), CAUTION].filter((words) => words !== '').join(' ');
}

/** The same for one area of several. */
export function areaScreen(report: StudyReport): Html {
  return html`${partBox(sentences(report, featured(report)))} ${allOptions(report)} ${cardsOf(report)}`;
}

const CAUTION = 'Fewer children in care is not by itself good: read returns, moves and waiting lists beside it.';

const isFirstBest = ({ choice }: StudyReport): boolean => choice?.choice === 0;

const allOptions = (report: StudyReport): Html | null => (report.options.length < 2 ? null : optionsTable(report));

function cardsOf(report: StudyReport): Html | null {
  const option = featured(report);
  const own = cards(report, option);
  const title = report.options[option]?.title ?? '';
  const lead = html`<p class="soft">
    ${isFirstBest(report) ? 'The next best, ' : ''}${title}, compared ${futuresOf(report).compared}, on the same
    children with the same luck:
  </p>`;
  return own.length === 0 ? null : html`${lead} ${cardList(own)}`;
}
