/** What a study found in one area, chapter by chapter: numbers, waits, money, who gains, the choice and what it rests on. */
import { holdsWords } from '../../findings/few.js';
import { isClearOnAverage, judge } from '../../findings/index.js';
import { percent, thousands, write } from '../../numbers.js';
import { figure as drawing, type DrawnChart } from '../../page/charts.js';
import { html, prose, raw, table, type Html } from '../../page/html.js';
import { whoBody } from '../../page/who.js';
import { choiceSentences, learningSentence, moneySentences, spreadWords } from '../written.js';
import type { StudyFigure, StudyReport } from '../types.js';
import { differenceOf, futuresOf } from './compared.js';
import { placeOf, type Place } from './place.js';
import type { DrawnStudy } from './types.js';

export interface StudyChapter {
  readonly id: Place;
  readonly heading: string;
  readonly body: Html;
}

/** Of what the net saving goes with, and what would be worth finding out, on a short page. */
const TOP = 5;

export function chapters(study: DrawnStudy, charts: readonly DrawnChart[], isFull: boolean): StudyChapter[] {
  const { report, frame, rows } = study;
  const first = report.options[0]?.id ?? '';
  const [numbers, times, money] = [
    report.figures.filter(({ unit }) => unit !== 'days' && unit !== 'GBP'),
    report.figures.filter(({ unit }) => unit === 'days'),
    report.figures.filter(({ unit }) => unit === 'GBP'),
  ];
  const labels = new Map([
    ...frame.measures.map(({ name, label }) => [name, label] as const),
    ...report.figures.map(({ measure, label }) => [measure, label] as const),
  ]);
  const who = whoBody(
    {
      futures: frame.replications,
      rows,
      options: report.options.slice(1).map(({ id, title }) => ({ id, label: title })),
      difference: (option) => `${option} less ${first}`,
      programmes: frame.programmes.filter((one, i, all) => all.findIndex(({ id }) => id === one.id) === i),
      labelOf: (measure) => labels.get(measure) ?? measure.replaceAll('_', ' '),
    },
    isFull,
  );
  const parts: readonly (readonly [Place, string, Html | null])[] = [
    ['numbers', 'The numbers', figuresTable(report, numbers, 'What each option changes')],
    ['timescales', 'Timescales', figuresTable(report, times, 'What each option changes in how long children wait')],
    ['costs', 'Costs', costs(report, isFull ? money : [])],
    ['who', 'Who gains', who],
    ['sure', 'How sure the choice is', choiceBody(report, isFull)],
    ['more', 'More charts', null],
  ];
  return parts.flatMap(([id, heading, lead]) => {
    const drawn = charts.filter((chart) => placeOf(study, chart) === id);
    return lead === null && drawn.length === 0 ? [] : [{ id, heading, body: html`${lead} ${drawn.map(drawing)}` }];
  });
}

/** Figures by option: the first as simulated, each other as a difference. What is clear on average is in bold, and said so. */
function figuresTable(report: StudyReport, figures: readonly StudyFigure[], caption: string): Html | null {
  if (figures.length === 0) return null;
  const { options } = report;
  const { sampled, futures } = futuresOf(report);
  const first = options[0]?.title ?? '';
  const cell = (figure: StudyFigure, o: number): Html => {
    const difference = differenceOf(figure, o);
    if (difference === null) return html`not known`;
    const verdict = judge(difference, sampled, futures);
    if (verdict === 'exactly none') return html`none`;
    const isClear = isClearOnAverage(verdict);
    const { value, both } = write(difference, true);
    const interval = both.slice(value.length).trim();
    const shown = isClear ? html`<strong>${value}</strong><span class="vh">, clear on average,</span>` : html`${value}`;
    return html`<span class="i">${shown}</span>${interval === '' ? null : html` <span class="i">${interval}</span>`}`;
  };
  const text = table(
    `${caption}, beside ${first}`,
    ['Figure', `${first} (how many)`, ...options.slice(1).map(({ title }) => title)],
    figures.map((figure) => [
      html`${figure.label}, <span class="i">${figure.when}</span>`,
      spreadWords(figure.options[0] ?? null, figure.unit, false),
      ...options.slice(1).map((_, i) => cell(figure, i + 1)),
    ]),
  );
  return html`${text}
    <p class="soft">${holdsWords('In brackets', futures, '')} In bold: an average that differs clearly from none.</p>`;
}

function costs(report: StudyReport, figures: readonly StudyFigure[]): Html | null {
  const { options, money, priceYear } = report;
  const shown = options.flatMap(({ title }, o) => (money[o] ? [{ title, o, own: money[o] }] : []));
  if (shown.length === 0 && figures.length === 0) return null;
  const said = [...new Set(shown.flatMap(({ own }) => own.said))];
  const gbp = (spread: (typeof shown)[number]['own']['net'], signed: boolean): string =>
    spreadWords(spread, 'GBP', signed);
  return html`${
    shown.length === 0
      ? null
      : html`${table(
            `Money beside ${options[0]?.title ?? ''}, present value${priceYear === '' ? '' : `, ${priceYear} prices`}`,
            [
              'Option',
              'Programmes cost',
              'Saved elsewhere',
              'Net saving',
              'Saved over cost',
              'Pays back within the run',
            ],
            shown.map(({ title, own }) => [
              title,
              gbp(own.cost, false),
              gbp(own.saved, true),
              gbp(own.net, true),
              own.ratio === null || own.ratio.value === null
                ? ''
                : own.ratio.lower === null || own.ratio.upper === null
                  ? thousands(own.ratio.value, 2)
                  : `${thousands(own.ratio.value, 2)} (${thousands(own.ratio.lower, 2)} to ${thousands(own.ratio.upper, 2)})`,
              own.payback === null ? 'nothing is spent' : percent(own.payback.chance, 0),
            ]),
          )}
          <details>
            <summary>In words, and by who pays</summary>
            ${shown.map(
              ({ title, o, own }) =>
                html`<p>${prose(moneySentences(report, o).join(' '))}</p>
                  ${table(
                    `Net saving by who pays and by kind: ${title}`,
                    ['Who, or what kind of saving', 'Net, present value'],
                    [...own.payers, ...own.kinds].map(({ name, net }) => [name, gbp(net, true)]),
                  )}`,
            )}
          </details>
          <ul>
            ${said.map((line) => html`<li>${prose(line)}</li> `)}
          </ul>`
  }
  ${figuresTable(report, figures, 'Cost of everything')}`;
}

function choiceBody(report: StudyReport, isFull: boolean): Html | null {
  const { choice, draws, drawn, held, matters, options } = report;
  const most = isFull ? Number.POSITIVE_INFINITY : TOP;
  const learning = (choice?.learning ?? [])
    .filter(({ value }) => isFull || (value !== null && value > 0))
    .slice(0, most);
  const goes = options.flatMap(({ title }, o) =>
    (matters[o] ?? [])
      .slice(0, most)
      .map(({ label, interval, correlation, lower, upper }) => [
        html`${title}: ${label}`,
        interval,
        `${thousands(correlation, 2)}${lower === null || upper === null ? '' : ` (${thousands(lower, 2)} to ${thousands(upper, 2)})`}`,
      ]),
  );
  const lines = [
    ...(choice === null ? [] : choiceSentences(report, choice)),
    ...learning.map(learningSentence),
    ...(draws === 0
      ? []
      : [
          `${thousands(drawn.length)} numbers were drawn; ${thousands(held.length)} stayed as they are, because no interval is known for them or they are choices.`,
        ]),
  ];
  if (lines.length === 0 && goes.length === 0) return null;
  return html`${
    lines.length === 0
      ? null
      : html`<ul>
          ${lines.map((line) => html`<li>${prose(line)}</li> `)}
        </ul>`
  }
  ${
    goes.length === 0
      ? null
      : html`<details${raw(isFull ? ' open' : '')}>
            <summary>What the net saving goes with</summary>
            ${table('What the net saving of each option goes with', ['Option and number', 'Its interval', 'Rank correlation over draws'], goes)}
          </details>`
  }`;
}
