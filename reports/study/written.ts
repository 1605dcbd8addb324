/** The sentences and cells of a study, the same on a terminal and on a page. */
import { holdsWords, isSame, knowsEnds, sameIn } from '../findings/few.js';
import { judge } from '../findings/verdict.js';
import { percent, pounds, thousands, write } from '../numbers.js';
import { longDate } from '../periods.js';
import type { Choice, OptionMoney, Spread, StudyFigure, StudyReport } from './types.js';

/** Fewer draws than this are not regressed on, nor taken for all. */
const ENOUGH_DRAWS = 20;
/** Of fewer draws, or replications where nothing is drawn, a share that opens a page would say more than it knows. */
const LEAST_FOR_SHARE = 10;

/** What must be heard first; where, when, how often, and what that is too little for. */
export function opening(report: StudyReport): string {
  const { area, stanceName, startDate, endDate, draws, replications, seed, warnings } = report;
  const times =
    draws === 0
      ? `${thousands(replications)} replications; chance only`
      : `${thousands(draws)} draws of the numbers that are not known, ${thousands(replications)} replications of each; chance and not knowing`;
  return [
    ...(warnings ?? []),
    `${area === '' ? '' : `${area}, `}${stanceName === null ? '' : `stance ${stanceName}, `}${longDate(startDate)} to ${longDate(endDate)}; ${times}; seed ${seed}.`,
    ...fewSentences(draws, replications),
  ].join(' ');
}

/** What so few draws and replications cannot tell. */
function fewSentences(draws: number, replications: number): string[] {
  const futures = Math.max(1, draws) * replications;
  return [
    ...(draws > 0 && draws < ENOUGH_DRAWS
      ? [
          `Fewer than ${ENOUGH_DRAWS} draws cannot tell what it would be worth to find out, what the net saving goes with, or how sure the choice is without the chance within each draw.`,
        ]
      : []),
    ...(knowsEnds(futures) ? [] : [holdsWords('Brackets', futures, '')]),
  ];
}

export function spreadWords(spread: Spread | null, unit: string, signed: boolean): string {
  return spread === null ? 'not known' : write({ ...spread, unit }, signed).both;
}

/** Whether a difference is told from none: by the mean and its standard error, never by impression. */
export function differenceSentence(
  { options, draws, replications }: StudyReport,
  figure: StudyFigure,
  option: number,
): string {
  const { title, assumedNone } = options[option]!;
  const difference = figure.differences[option];
  if (difference === null || difference === undefined) return '';
  const words = `${figure.label}, ${figure.when}: ${spreadWords(difference, figure.unit, true)}`;
  const where = `With ${title}`;
  // The standard error is of draws, where there are any; the interval is of all their futures.
  const futures = Math.max(1, draws) * replications;
  const verdict = judge({ ...difference, unit: figure.unit }, draws === 0 ? replications : draws, futures);
  if (verdict === 'exactly none' || isSame({ ...difference, unit: figure.unit }, verdict))
    return assumedNone === null
      ? `${where}, ${words}: the same ${sameIn(futures)}.`
      : `${where}, ${words}: none, as assumed (stance ${assumedNone}).`;
  if (verdict === 'untested') return `${where}, ${words}; one future says nothing of chance.`;
  if (verdict === 'none clear') return `${where}, ${words}: no clear difference on average.`;
  const tail = {
    'on average': !knowsEnds(futures) ? '' : ', which a single future may not show',
    'more chance than effect': `, less than ${draws === 0 ? 'chance' : 'chance and not knowing'} commonly makes of one future`,
    'in almost every future': ', and in almost every future',
  }[verdict];
  const share = figure.notKnowing[option];
  const knowing =
    draws === 0 || share === null || share === undefined
      ? ''
      : ` ${percent(share.value, 0)} of the spread (${percent(share.lower, 0)} to ${percent(share.upper, 0)}) is not knowing, the rest chance.`;
  return `${where}, ${words}: a difference on average${tail}.${knowing}`;
}

/** Money of an option in sentences. */
export function moneySentences({ options, money, priceYear }: StudyReport, option: number): string[] {
  const own = money[option];
  if (own === null || own === undefined) return [];
  const { title } = options[option]!;
  const { cost, saved, net, ratio, payback } = own;
  const gbp = (spread: Spread, signed = false): string => spreadWords(spread, 'GBP', signed);
  const prices = priceYear === '' ? '' : ` at ${priceYear} prices`;
  return [
    `${title}: programmes cost ${gbp(cost)}${prices}, present value, and save ${gbp(saved, true)} elsewhere: net ${gbp(net, true)}.`,
    ...(ratio === null || ratio.value === null
      ? []
      : [
          ratio.lower === null || ratio.upper === null
            ? `Savings over what programmes cost: ${thousands(ratio.value, 2)}; no interval (${ratio.why ?? 'none can be given'}).`
            : `Savings over what programmes cost: ${thousands(ratio.value, 2)} (${thousands(ratio.lower, 2)} to ${thousands(ratio.upper, 2)}).`,
        ]),
    payback === null
      ? 'Nothing is spent, so there is nothing to pay back.'
      : `It pays back within the run in ${percent(payback.chance, 0)} of ${spendingWords(payback)}${payback.median === null ? '' : `; in half of them by ${payback.median}`}.`,
  ];
}

/** What a chance of paying back is counted over. */
function spendingWords({ spending }: NonNullable<OptionMoney['payback']>): string {
  return spending === 1 ? 'futures' : 'the futures in which it spends anything';
}

/** What chances of being the best are counted over. */
export function overWords(over: Choice['over']): string {
  return {
    replications: 'replications',
    draws: 'futures',
    'draws without chance': 'draws, the chance within each taken out',
  }[over];
}

/** Which option is best by what is weighed, and what it would be worth to know. */
export function choiceSentences(report: StudyReport, choice: Choice): string[] {
  const { options, draws } = report;
  const best = options[choice.choice]!;
  const beside =
    choice.choice === 0
      ? 'none of the others does better on average'
      : `${pounds(choice.net[choice.choice]!)} beside ${options[0]!.title}`;
  const lines = [`By ${choice.by}, ${best.title} has the highest mean: ${beside}. ${howSure(report, choice)}`];
  if (choice.perfect === null)
    return [
      ...lines,
      draws === 0
        ? 'Nothing was drawn, so what it would be worth to know more cannot be said: give --draws.'
        : 'What it would be worth to know more takes twenty draws, with two replications or more of each.',
    ];
  const { value, se, lowBy } = choice.perfect;
  return [
    ...lines,
    value === 0
      ? `Knowing everything would not change the choice in these draws; with so few it may be worth ${pounds(lowBy)} all the same.`
      : `Finding out everything that is not known would be worth up to ${pounds(value)} (standard error ${pounds(se)}; with so few draws it may be ${pounds(lowBy)} too low) to this one decision in this area.`,
  ];
}

/** Whether shares of the draws, or of the replications where nothing is drawn, are of enough of them to open with. */
export function isShareTold({ draws, replications }: Pick<StudyReport, 'draws' | 'replications'>): boolean {
  return (draws === 0 ? replications : draws) >= LEAST_FOR_SHARE;
}

/** How often the choice is the best; of few draws, that they cannot say. */
function howSure(report: StudyReport, { best, choice, over }: Choice): string {
  const { draws, replications } = report;
  if (!isShareTold(report)) {
    const count = draws === 0 ? replications : draws;
    const what = draws === 0 ? 'replication' : 'draw';
    return `${thousands(count)} ${what}${count === 1 ? '' : 's'} cannot say how sure that is.`;
  }
  const chance = best[choice]!;
  return `It is the best in ${percent(chance.value, 0)} (${percent(chance.lower, 0)} to ${percent(chance.upper, 0)}) of ${overWords(over)}.`;
}

/** One line of what would be worth finding out. */
export function learningSentence({ label, numbers, value, se, why }: Choice['learning'][number]): string {
  const what = numbers === 1 ? label : `${label} (${numbers} numbers)`;
  return value === null
    ? `${what[0]!.toUpperCase()}${what.slice(1)}: ${why}.`
    : `Finding out ${what} is worth up to ${pounds(value)} (standard error ${pounds(se ?? 0)}).`;
}
