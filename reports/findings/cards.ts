/**
 * The numbers of a first screen: what differs, its interval, what it is compared with, and how sure that is. The words
 * follow `judge`, so that none says more than an interval does; the same rules serve a run and a study.
 */
import { write } from '../numbers.js';
import { TAIL_REPLICATIONS, ofAverage, type Estimate } from '../rows.js';
import { isSame, sameIn } from './few.js';
import { judge, type Verdict } from './verdict.js';
import { direction } from './wording.js';

export interface CardFigure {
  /** What is counted and when, such as `Children looked after, 31 Mar 2030`. */
  readonly what: string;
  readonly baseline: Estimate;
  /** Null where nothing is compared. */
  readonly option: Estimate | null;
  /** Money: positive is a saving, as in an appraisal. */
  readonly difference: Estimate | null;
  /** Written in place of both numbers compared. */
  readonly beside?: string;
  /** A net saving, which below 0 is a cost. */
  readonly isSaving?: boolean;
}

/** How many futures there are, and what with. */
export interface Futures {
  /** Pairs, or draws where parameters are drawn: what the average is taken over. */
  readonly sampled: number;
  /** All futures. */
  readonly futures: number;
  /** What is compared with, such as `with no programme`. */
  readonly compared: string;
  /** What spreads futures: `chance`, or `chance and not knowing`. */
  readonly spread: string;
  /** The stance that takes every effect as none; null where one does not. */
  readonly assumedNone: string | null;
}

export interface Card {
  readonly what: string;
  /** `14 fewer`, or words where no number would be true. */
  readonly big: string;
  readonly isWords: boolean;
  /** `95% of futures: −21 to −8`; '' where there is none. */
  readonly interval: string;
  readonly beside: string;
  readonly sure: string;
  readonly verdict: Verdict | null;
}

const SURE: Readonly<Record<Exclude<Verdict, 'exactly none'>, string>> = {
  'none clear': 'Cannot be told from chance',
  'on average': 'Clear on average',
  'more chance than effect': 'Clear on average, but more chance than effect',
  'in almost every future': 'So in almost every future',
  untested: 'One replication: how sure is not known',
};

/**
 * The interval of a number: of a difference wholly on one side of 0 in words, `1.5 to 5.7 fewer`, and else with its signs. Money
 * keeps its signs, for a saving below 0 is a cost.
 */
export function rangeOf(estimate: Estimate, signed: boolean): string {
  const { value, lower, upper, unit } = estimate;
  const isOneSided = lower !== null && upper !== null && (lower > 0 || upper < 0) && value * lower > 0;
  if (!signed || !isOneSided || unit === 'GBP') return write(estimate, signed).interval;
  const ends = [Math.abs(lower), Math.abs(upper)] as const;
  const size = { ...estimate, value: Math.abs(value), lower: Math.min(...ends), upper: Math.max(...ends) };
  // Written with signs and stripped of them: without, an interval of no width would be left out.
  const shown = write(size, true).interval.replaceAll('+', '');
  return shown === '' ? '' : `${shown} ${direction(unit, value)}`;
}

/** An interval and what it is of: of futures where there are enough of them, else of the average. */
export function intervalWords(estimate: Estimate, { sampled, futures }: Futures, signed: boolean): string {
  if (sampled < 2) return '';
  const isTail = futures >= TAIL_REPLICATIONS && estimate.lower !== null && estimate.upper !== null;
  const shown = rangeOf(isTail ? estimate : { ...estimate, ...ofAverage(estimate, sampled) }, signed);
  if (shown === '') return '';
  return `${isTail ? '95% of futures' : '95% interval of the average'}: ${shown}`;
}

/** What the intervals of a first screen leave out, in one sentence; '' where there are none. */
export function intervalsNote({ sampled, spread }: Pick<Futures, 'sampled' | 'spread'>): string {
  if (sampled < 2) return '';
  return spread === 'chance'
    ? 'Intervals are chance only: rates, costs and effects are less sure than they look.'
    : 'Intervals are chance and what is not known of the numbers that were drawn.';
}

/** A cost in place of a saving below 0. */
export const asCost = ({ value, lower, upper, mcSe, unit }: Estimate): Estimate => ({
  value: -value,
  lower: upper === null ? null : -upper,
  upper: lower === null ? null : -lower,
  mcSe,
  unit,
});

/** A difference of this size: `14 fewer`, `0.7 months shorter`, `£2.1m lower`. */
export function sizeWords(difference: Estimate): string {
  const size = write({ ...difference, value: Math.abs(difference.value), lower: null, upper: null }).value;
  return `${size} ${direction(difference.unit, difference.value)}`;
}

export function cardOf(figure: CardFigure, all: Futures): Card {
  const { baseline, option, difference } = figure;
  if (option === null || difference === null) {
    const shown = write(baseline);
    return {
      what: figure.what,
      big: shown.value,
      isWords: false,
      interval: intervalWords(baseline, all, false),
      beside: figure.beside ?? '',
      sure: '',
      verdict: null,
    };
  }
  const verdict = judge(difference, all.sampled, all.futures);
  const beside =
    figure.beside ??
    `${write({ ...option, lower: null, upper: null }).value}, compared with ${write({ ...baseline, lower: null, upper: null }).value} ${all.compared}`;
  const isNone = verdict === 'exactly none' || isSame(difference, verdict);
  const isClear = !isNone && verdict !== 'none clear';
  const isCost = figure.isSaving === true && isClear && difference.value < 0;
  const shown = isCost ? asCost(difference) : difference;
  const alone = write({ ...shown, lower: null, upper: null }, !isCost && !(figure.isSaving === true && isClear)).value;
  const crosses = (shown.lower ?? 0) < 0 && (shown.upper ?? 0) > 0;
  const interval = intervalWords(shown, all, figure.isSaving !== true || !isClear || crosses);
  const what =
    figure.isSaving === true
      ? `${isClear ? (isCost ? 'Net cost' : 'Net saving') : 'Net saving or cost'}, ${figure.what}`
      : figure.what;
  const common = { what, beside, verdict };
  if (isNone) {
    const sure =
      all.assumedNone === null
        ? `The same ${sameIn(all.futures)}`
        : `As assumed: “${all.assumedNone}” takes every effect as none`;
    return { ...common, sure, big: 'No difference', isWords: true, interval: '' };
  }
  const sure = SURE[verdict];
  if (verdict === 'none clear')
    return {
      ...common,
      sure,
      big: 'No clear difference',
      isWords: true,
      interval: `${alone} on average${interval === '' ? '' : `; ${interval}`}`,
    };
  return { ...common, sure, big: figure.isSaving === true ? alone : sizeWords(difference), isWords: false, interval };
}
