/** What stands on the first screen of a run: one or two sentences that answer, and four numbers. */
import { listWords, thousands, write } from '../numbers.js';
import { longDate } from '../periods.js';
import {
  TAIL_REPLICATIONS,
  compareAt,
  compareAtEnd,
  compareLastYear,
  compareTotals,
  lastDay,
  ofAverage,
  type Comparison,
  type Estimate,
  type Reading,
} from '../rows.js';
import {
  asCost,
  cardOf,
  intervalWords,
  rangeOf,
  sizeWords,
  type Card,
  type CardFigure,
  type Futures,
} from './cards.js';
import { isSame, sameIn } from './few.js';
import { keyFigures } from './key-figures.js';
import { assumedNone } from './stance.js';
import { judge } from './verdict.js';
import { spreadOf } from './wording.js';

const CARDS = 4;
const NAMED = 110;

const plainValue = (one: Estimate): string => write({ ...one, lower: null, upper: null }).value;

function futuresOf({ result }: Reading): Futures {
  const { replications, programmes } = result;
  return {
    sampled: replications,
    futures: replications,
    compared: programmes.length > 0 ? 'with no programme' : 'in the baseline',
    spread: spreadOf(result.uncertainty),
    assumedNone: assumedNone(result),
  };
}

/** `1 year`, `3 years`. */
export const yearsWords = (years: number): string =>
  `${thousands(years, Number.isInteger(years) ? 0 : 1)} ${years === 1 ? 'year' : 'years'}`;

/** The programmes by name where they are few, else how many; the option's label where there are none. */
function optionWords({ result, option }: Reading): string {
  const names = result.programmes.map(({ title }) => title);
  const listed = listWords(names);
  if (names.length > 0 && listed.length <= NAMED) return listed;
  return names.length > 1 ? `the ${names.length} programmes` : `“${option?.label ?? ''}”`;
}

function figureOf({ option }: Reading, at: Comparison | null, what: string): CardFigure[] {
  // A level is no difference: where an option's difference is kept back, or not known, there is no card.
  if (at === null || (option !== null && at.difference === null)) return [];
  return [{ what, baseline: at.baseline, option: at.option, difference: at.difference }];
}

/** The appraisal's net present value, which a positive number calls a saving. */
function netOf(reading: Reading): Estimate | null {
  return reading.rows.series('net_present_value', 'difference', 'whole run')[0] ?? null;
}

function moneyFigure(reading: Reading): CardFigure[] {
  const net = netOf(reading);
  const span = yearsWords(reading.result.years);
  if (net !== null) {
    const part = (measure: string) => reading.rows.series(measure, 'difference', 'whole run')[0] ?? null;
    const [cost, saved] = [part('programme_cost'), part('saved')];
    const beside = cost === null || saved === null ? '' : spentWords(cost, saved);
    return [
      {
        what: `all payers, ${span}, present value`,
        baseline: net,
        option: net,
        difference: net,
        beside,
        isSaving: true,
      },
    ];
  }
  return figureOf(reading, compareTotals(reading, 'cost'), `Cost to all payers, ${span}`);
}

/** What programmes cost, and what they save or cost elsewhere. */
export function spentWords(cost: Estimate, saved: Estimate): string {
  if (saved.value === 0 && saved.mcSe === 0)
    return `Programmes cost ${plainValue(cost)} on average; nothing else changes`;
  const elsewhere =
    saved.value < 0 ? `other costs rise by ${plainValue(asCost(saved))}` : `other costs fall by ${plainValue(saved)}`;
  return `Programmes cost ${plainValue(cost)}; ${elsewhere}, on average`;
}

/** Four numbers at most: how many, whether they come back, how long they wait, what it costs. */
export function firstCards(reading: Reading): Card[] {
  const { result } = reading;
  const all = futuresOf(reading);
  if (result.kind === 'general')
    return keyFigures(reading)
      .slice(0, CARDS)
      .map(({ label, when, at }) => cardOf({ what: `${label}, ${when}`, ...at }, all));
  const end = compareAtEnd(reading, 'looked_after');
  const day = lastDay(reading, 'looked_after');
  const start = reading.rows.series('looked_after', reading.baseline.id, 'day')[0];
  const from =
    reading.option === null && start !== undefined ? `${plainValue(start)} on ${longDate(start.period)}` : undefined;
  const yearly = (measure: string, what: string): CardFigure[] => {
    const at = compareLastYear(reading, measure);
    return at === null ? [] : figureOf(reading, at, `${what}, ${at.period}`);
  };
  const times = (measure: string, what: string): CardFigure[] =>
    figureOf(reading, compareAt(reading, measure, 'whole run', 'whole run'), what);
  const wanted = [
    ...figureOf(reading, end, `Children looked after, ${longDate(day ?? '')}`).map((one) =>
      from === undefined ? one : { ...one, beside: from },
    ),
    ...yearly('returned_to_care', 'Returns to care'),
    ...times('entry_to_adoption_order', 'From entering care to adoption, mean'),
    ...moneyFigure(reading),
  ];
  const spare = [
    ...yearly('started_looked_after', 'Starting to be looked after'),
    ...yearly('placement_moves', 'Moves between placements'),
    ...times('entry_to_guardianship', 'From entering care to guardianship, mean'),
  ];
  return [...wanted, ...spare].slice(0, CARDS).map((one) => cardOf(one, all));
}

/** The answer: how the number looked after differs, and what it costs; nothing that an interval does not hold. */
export function firstSentences(reading: Reading): string[] {
  const { option, result } = reading;
  const end = compareAtEnd(reading, 'looked_after');
  if (result.kind === 'general' || end === null) return generalSentences(reading);
  if (option === null || end.option === null || end.difference === null) {
    const start = reading.rows.series('looked_after', reading.baseline.id, 'day')[0];
    const from = start === undefined ? '' : `, from ${plainValue(start)} on ${longDate(start.period)}`;
    const interval = intervalWords(end.baseline, futuresOf(reading), false);
    return [
      `${plainValue(end.baseline)} children are looked after on ${longDate(end.period)} on average${interval === '' ? '' : ` (${interval})`}${from}.`,
      option === null
        ? 'Nothing is compared: this run shows the baseline alone.'
        : `How many fewer or more there are ${option.label.replace(/^With/, 'with')} is kept back or not known.`,
    ];
  }
  return [
    countSentence(`With ${optionWords(reading)}`, end.difference, longDate(end.period), futuresOf(reading)),
    ...runMoney(reading),
  ];
}

/** By the appraisal; where nothing was appraised, by what everything costs. */
function runMoney(reading: Reading): string[] {
  const span = yearsWords(reading.result.years);
  const net = netOf(reading);
  if (net !== null) return moneySentence(net, span, futuresOf(reading));
  const cost = compareTotals(reading, 'cost')?.difference ?? null;
  return moneySentence(cost === null ? null : asCost(cost), span, futuresOf(reading), 'not discounted');
}

/** How the number of children looked after on a day differs. */
export function countSentence(opening: string, difference: Estimate, day: string, all: Futures): string {
  const bracket = (words: string): string => (words === '' ? '' : ` (${words})`);
  const value = write({ ...difference, lower: null, upper: null }, true).value;
  const interval = bracket(intervalWords(difference, all, true));
  const way = difference.value < 0 ? 'fewer' : 'more';
  const size = plainValue({ ...difference, value: Math.abs(difference.value) });
  const verdict = judge(difference, all.sampled, all.futures);
  if (verdict === 'exactly none' || isSame(difference, verdict))
    return all.assumedNone === null
      ? `${opening}, exactly as many children are looked after on ${day} as ${all.compared}, ${sameIn(all.futures)}.`
      : `${opening}, as many children are looked after on ${day} as ${all.compared}: that is assumed, not found, for the stance “${all.assumedNone}” takes every effect as none.`;
  switch (verdict) {
    case 'untested':
      return `${opening}, ${size} ${way} children are looked after on ${day} than ${all.compared} in one replication, which cannot say whether that is more than chance.`;
    case 'none clear':
      return `${opening}, there is no clear difference in how many children are looked after on ${day}: ${value} on average compared ${withWords(all)}${interval}, which cannot be told from chance.`;
    case 'on average':
      return `${opening}, ${size} ${way} children are looked after on ${day} than ${all.compared}, on average${averageWords(difference, all)}.${
        all.futures >= TAIL_REPLICATIONS ? ` A single future may not show it${interval}.` : ''
      }`;
    case 'more chance than effect':
      return `${opening}, ${size} ${way} children are looked after on ${day} than ${all.compared}, on average${averageWords(difference, all)}. ${moves(all)}${interval}.`;
    case 'in almost every future':
      return `${opening}, ${size} ${way} children are looked after on ${day} than ${all.compared} on average, and ${way} in almost every simulated future${interval}.`;
  }
}

const moves = ({ spread }: Futures): string =>
  `${spread.charAt(0).toUpperCase()}${spread.slice(1)} commonly ${spread.includes(' and ') ? 'move' : 'moves'} a single future further than that`;

const withWords = ({ compared }: Futures): string =>
  compared.startsWith('with ') ? compared : `with that ${compared}`;

function averageWords(difference: Estimate, { sampled }: Futures, isSigned = true): string {
  const shown = rangeOf({ ...difference, ...ofAverage(difference, sampled) }, isSigned);
  return shown === '' ? '' : ` (95% interval of the average: ${shown})`;
}

/** What it costs or saves, net; nothing where nothing was appraised. */
export function moneySentence(net: Estimate | null, span: string, all: Futures, basis = 'at present value'): string[] {
  if (net === null) return [];
  const verdict = judge(net, all.sampled, all.futures);
  const place = `to all payers over ${span}, ${basis}`;
  const signed = write({ ...net, lower: null, upper: null }, true).value;
  const interval = (one: Estimate, isSigned: boolean): string => {
    const words = intervalWords(one, all, isSigned);
    return words === '' ? '' : ` (${words})`;
  };
  if (isSame(net, verdict)) return [`It costs and saves nothing ${place}, ${sameIn(all.futures)}.`];
  if (verdict === 'none clear')
    return [
      `There is no clear net saving or cost ${place}: ${signed} on average${interval(net, true)}, where a minus is a cost.`,
    ];
  const cost = net.value < 0;
  const own = cost ? asCost(net) : net;
  const opening = `The net ${cost ? 'cost' : 'saving'} ${place}, is ${plainValue(own)}`;
  if (verdict === 'untested')
    return [`${opening} in one replication, which cannot say whether that is more than chance.`];
  const single = verdict === 'more chance than effect' ? moves(all) : 'A single future may not show it';
  const isMixed = verdict !== 'in almost every future' && all.futures >= TAIL_REPLICATIONS && net.lower !== null;
  return [
    isMixed
      ? `${opening} on average${averageWords(own, all, false)}. ${single}${interval(own, true)}.`
      : `${opening} on average${interval(own, false)}.`,
  ];
}

function generalSentences(reading: Reading): string[] {
  const [first] = keyFigures(reading);
  if (first === undefined) return ['Nothing was counted.'];
  const { at, label, when } = first;
  const all = futuresOf(reading);
  if (at.option === null || at.difference === null) {
    const interval = intervalWords(at.baseline, all, false);
    return [`${label}, ${when}: ${plainValue(at.baseline)} on average${interval === '' ? '' : ` (${interval})`}.`];
  }
  const verdict = judge(at.difference, all.sampled, all.futures);
  const both = `${plainValue(at.option)} with the option and ${plainValue(at.baseline)} in the baseline`;
  const interval = intervalWords(at.difference, all, true);
  const same = `the same ${sameIn(all.futures)}`;
  const said = {
    'exactly none': same,
    'none clear': `no clear difference${interval === '' ? '' : ` (${interval})`}`,
    'on average': `${sizeWords(at.difference)} on average${interval === '' ? '' : ` (${interval})`}`,
    'more chance than effect': `${sizeWords(at.difference)} on average, less than ${all.spread} commonly makes of one future${interval === '' ? '' : ` (${interval})`}`,
    'in almost every future': `${sizeWords(at.difference)} on average, and the same way in almost every simulated future${interval === '' ? '' : ` (${interval})`}`,
    untested: `${sizeWords(at.difference)} in one replication, which cannot say whether that is more than chance`,
  }[verdict];
  return [`${label}, ${when}: ${both}: ${isSame(at.difference, verdict) ? same : said}.`];
}
