/** The sentences and cells of a portfolio, the same on a terminal and on a page. */
import { percent, pounds, thousands, write } from '../numbers.js';
import { longDate } from '../periods.js';
import type { PortfolioMix, PortfolioReport, PortfolioSpread } from './types.js';

/** Mixes less likely to be best than this are not named in sentences. */
const NAMED = 0.05;
/** At most so many rows in a table of leading mixes. */
export const SHOWN = 12;

export function portfolioOpening({ area, startDate, endDate, replications, isDrawn, seed }: PortfolioReport): string {
  const times = isDrawn
    ? `${thousands(replications)} draws of the numbers that are not known for each leading mix; chance and not knowing`
    : `${thousands(replications)} replications of each leading mix; chance only`;
  return `${area === '' ? '' : `${area}, `}${longDate(startDate)} to ${longDate(endDate)}; ${times}; seed ${seed}.`;
}

/** What was asked: the budget, the goal and the floors. */
export function askedSentence({ budget, priceYear, goal, floors }: PortfolioReport): string {
  const aim =
    goal.unit === 'GBP' && goal.sign === 1
      ? goal.label.toLowerCase()
      : `${goal.label.toLowerCase()} (${goal.sign === 1 ? 'more' : 'fewer'} are wanted)`;
  const limits = floors.map(({ label, words }) => `${label.toLowerCase()} ${words}`);
  return `Up to ${pounds(budget)}${priceYear === '' ? '' : ` at ${priceYear} prices`} may be spent on programmes over the run, present value. The goal: ${aim}${limits.length === 0 ? '' : `; with ${limits.join('; ')}`}.`;
}

/** How many mixes were looked at. */
export function searchSentence({ grid: { all, affordable, run } }: PortfolioReport): string {
  const there = `There are ${thousands(all)} mixes; ${thousands(affordable)} are within the budget before anybody comes`;
  return run === affordable
    ? `${there}, and every one of them was run.`
    : `${there}. ${thousands(run)} were run: some far apart, and those that a surface through the results made likely. The chance of being best is among these.`;
}

export function goalWords({ goal }: PortfolioReport, spread: PortfolioSpread): string {
  return write({ ...spread, unit: goal.unit }, true).both;
}

/** What the portfolio says: the best mix, those that may be best after all, or what comes nearest. */
export function answerSentences(report: PortfolioReport): string[] {
  const { mixes, goal, budget } = report;
  const [first] = mixes;
  if (first === undefined) return ['No mix was run.'];
  if (!first.keeps)
    return [
      `No mix keeps within the budget and every floor. The nearest is ${first.words}, and ${missedWords(report, first)}.`,
    ];
  const others = mixes.slice(1).filter(({ best }) => best >= NAMED);
  const spent = `its programmes cost ${write({ ...first.cost, unit: 'GBP' }).both} of ${pounds(budget)}`;
  const sure = chance(first.best);
  return [
    first.sizes.every((size) => size === 0)
      ? `By this goal no programme at all is likeliest to be best, of the mixes that keep within the budget and the floors. The chance that it is the best is ${sure}.`
      : `The best by this goal is ${first.words}: ${goal.label.toLowerCase()} ${goalWords(report, first.goal)} beside no programme; ${spent}. The chance that it is the best is ${sure}.`,
    ...(others.length === 0
      ? []
      : [`It may also be ${others.map(({ words, best }) => `${words} (${chance(best)})`).join('; ')}.`]),
    ...reachSentences(report),
  ];
}

function reachSentences(report: PortfolioReport): string[] {
  const { goal, mixes } = report;
  if (goal.reach === null) return [];
  const keeping = mixes.filter(({ keeps }) => keeps);
  const wanted = write({ value: goal.sign * goal.reach, lower: null, upper: null, unit: goal.unit }, true).value;
  const reaching = keeping.filter((mix) => goal.sign * mix.goal.value >= (goal.reach ?? 0));
  if (reaching.length > 0) {
    const cheapest = reaching.reduce((least, mix) => (mix.cost.value < least.cost.value ? mix : least));
    return [
      `${wanted} is reached on average by ${thousands(reaching.length)} of the mixes run; the least costly is ${cheapest.words}, at ${pounds(cheapest.cost.value)}.`,
    ];
  }
  const nearest = keeping.reduce((most, mix) =>
    goal.sign * mix.goal.value > goal.sign * most.goal.value ? mix : most,
  );
  return [
    `${wanted} cannot be reached within this budget and these floors: the nearest is ${nearest.words}, with ${goalWords(report, nearest.goal)}.`,
  ];
}

/** In what a mix fails, in words. */
export function missedWords({ budget, floors }: PortfolioReport, mix: PortfolioMix): string {
  const missed = [
    ...(mix.isWithinBudget ? [] : [`it costs ${pounds(mix.cost.value)} of ${pounds(budget)}`]),
    ...floors.flatMap(({ label, unit, words }, i) => {
      const own = mix.floors[i]!;
      return own.keeps ? [] : [`${label.toLowerCase()} ${write({ ...own.difference, unit }, true).both}, not ${words}`];
    }),
  ];
  return missed.length === 0 ? 'it keeps all' : missed.join(', and ');
}

/** A chance in words: never 0% or 100% of what was drawn. */
export function chance(share: number): string {
  if (share > 0.995) return 'over 99%';
  return share < 0.005 ? 'under 1%' : percent(share, 0);
}

/** What the chances are of. */
export function chancesSentence({ isDrawn }: PortfolioReport): string {
  return isDrawn
    ? 'Chances and intervals hold chance and not knowing: each future has a draw of its own of the numbers that are not known, the same for every mix.'
    : 'Chances are of chance alone, at the numbers as they are: give --draws, or put the leading mixes into a study, to see what is not known besides.';
}

/** What stands with every number here. */
export const CAVEATS = [
  'A lower or higher number is not by itself good: the floors hold what must not get worse, and only what is named there.',
  'Savings after the end of the run are not counted.',
] as const;
