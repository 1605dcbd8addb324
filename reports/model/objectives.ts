/** Section 1: what the model is for, what comes out of it, and what it is asked. */
import { KIND_LABELS, rateBands, type Discounting, type DiscountRate } from '../../engine/economics/index.js';
import type { Vocabulary } from '../../engine/pathway/drawing/words.js';
import { conditionInWords, resourceLabel, stateLabel } from '../../engine/pathway/drawing/words.js';
import type { CostItem, Measure } from '../../engine/ledger/spec.js';
import { eventWords, spaced, vocabularyOf } from './language.js';
import { blocks, code, heading, list, prose, NOTHING, table, type Markdown } from './markdown.js';
import { number, pounds, rate } from './numbers.js';
import type { Subject, WordsOfFiles } from './types.js';

export function objectivesSection(subject: Subject): Markdown {
  return blocks([heading(2, '1 Objectives'), purpose(subject), outputs(subject), aims(subject)]);
}

/** The sentences a file has on a topic, as a list; nothing where it has none. */
export function said({ description }: WordsOfFiles, topic: keyof WordsOfFiles['description']): Markdown {
  return list(description[topic] ?? []);
}

function purpose({ of, choices }: Subject): Markdown {
  const own = said(choices.words, 'objectives');
  return blocks([
    heading(3, '1.1 Purpose of the model'),
    own.source === '' ? prose`The files do not say; ${of.title}.` : own,
  ]);
}

function outputs(subject: Subject): Markdown {
  const { of, choices } = subject;
  const vocabulary = vocabularyOf(subject);
  return blocks([
    heading(3, '1.2 Model outputs'),
    said(choices.words, 'outputs'),
    table(
      ['Measure', 'Name in the tables', 'Counts', 'By', 'Unit', 'Definition'],
      of.ledger.measures.map((measure) => {
        const info = of.measureInfo.find(({ name }) => name === measure.name);
        return [
          measure.label,
          code(measure.name),
          countsWords(vocabulary, measure, of.kind === 'care' ? 'children' : 'units'),
          measure.by.map(({ name }) => spaced(name)).join(', '),
          info?.unit ?? '',
          info?.definition ?? '',
        ];
      }),
    ),
    prose`Stocks are counted at the end of each month, flows by month and by financial year (1 April to 31 March), times in the period of the event that ends them, with their whole distribution. A period runs from the first instant of its first day up to the first instant of the next. What is counted is added up as it happens, event by event.`,
    of.kind === 'care' || of.programmes.length > 0
      ? prose`Of each programme: who is in it and who waits at the end of each month, starts, those who decline or give up, completions, and its costs.`
      : NOTHING,
    costs(subject, vocabulary),
    prose`Of every measure the tables hold its mean over the replications, the 2.5% and 97.5% quantiles over them, and the Monte Carlo standard error of the mean; of an option also the same for its difference from the baseline, replication by replication (4.3).`,
  ]);
}

function countsWords(vocabulary: Vocabulary, measure: Measure, counted: string): string {
  switch (measure.kind) {
    case 'stock':
      return `${counted}: ${conditionInWords(vocabulary, measure.where)}`;
    case 'use':
      return `places of ${resourceLabel(vocabulary, measure.resource)} in use`;
    case 'flow':
      return `events: ${eventWords(vocabulary, measure.on)}`;
    case 'time': {
      const { from, on } = measure;
      const begins = 'moment' in from ? spaced(from.moment) : `entry to ${stateWords(vocabulary, from.entryTo)}`;
      return `time from ${begins}, taken ${eventWords(vocabulary, on)}`;
    }
  }
}

/** The label of a state that only one region has. */
function stateWords(vocabulary: Vocabulary, name: string): string {
  const region = vocabulary.model.regions.find(({ states }) => states.some((state) => state.name === name));
  return region === undefined ? spaced(name) : stateLabel(vocabulary, region.name, name);
}

function costs({ of }: Subject, vocabulary: Vocabulary): Markdown {
  const { ledger, discountRate, discounting, priceYear } = of;
  if (ledger.costs.length === 0) return NOTHING;
  const discounted =
    discountRate === null
      ? 'They are not discounted.'
      : `Discounted costs stand beside them, at ${rateWords(discountRate)}${CONVENTIONS[discounting]}.`;
  return blocks([
    prose`Costs are counted in whole pence, so that budget lines and payers add up to the total exactly.${priceYear === '' ? '' : prose` They are in prices of ${priceYear}.`} ${discounted}`,
    table(
      ['Cost', 'Amount', 'Charged', 'Budget line', 'Payer', 'A pound less is', 'Grows by, a year'],
      ledger.costs.map((cost) => [
        code(cost.name),
        amount(cost),
        'while' in cost.on
          ? `for as long as ${conditionInWords(vocabulary, cost.on.while)}`
          : eventWords(vocabulary, cost.on),
        cost.line,
        cost.payer,
        cost.saving === undefined ? '' : KIND_LABELS[cost.saving].toLowerCase(),
        cost.realGrowth === undefined ? '' : `${number(cost.realGrowth * 100)}%`,
      ]),
    ),
  ]);
}

const CONVENTIONS: Readonly<Record<Discounting, string>> = {
  yearly: ' by financial year, the first not discounted',
  'mid-year': ' by financial year, as if at its middle',
  'year-end': ' by financial year, as if at its end',
  continuous: ', day by day',
};

/** `3.5% a year`, or `3.5% a year, 3% from year 31, 2.5% from year 76`. */
function rateWords(rate: DiscountRate): string {
  const [first, ...later] = rateBands(rate);
  const percent = (band: { readonly rate: number }): string => `${number(band.rate * 100)}%`;
  return [
    ...(first === undefined ? [] : [`${percent(first)} a year`]),
    ...later.map((band) => `${percent(band)} from year ${band.from}`),
  ].join(', ');
}

/** Pence a day as pounds in the unit they are round in. */
function amount({ pence, on }: CostItem): string {
  if (!('while' in on)) return pounds(pence);
  const [, unit = 'day'] = / per (\w+)$/.exec(rate(pence)) ?? [];
  const days = { year: 365.25, month: 30.4375, week: 7, day: 1, hour: 1 / 24, minute: 1 / 1440 }[unit] ?? 1;
  return `${pounds(pence * days)} per ${unit}`;
}

function aims({ of, choices }: Subject): Markdown {
  const own = said(choices.words, 'aims');
  const asked = choices.isExperiment && of.question !== '' ? prose`This run asks: ${of.question}` : NOTHING;
  return blocks([
    heading(3, '1.3 Experimentation aims'),
    own,
    asked,
    own.source === '' && asked.source === ''
      ? prose`Aims are those of the scenario that is put to the model; here there is none.`
      : NOTHING,
  ]);
}
