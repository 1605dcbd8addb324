/**
 * The words of a comparison. Directions only ("24 fewer", "shorter"), never a judgement: whether fewer children in care
 * is good depends on what happens to them instead.
 */
import { SHORT_DAYS, write } from '../numbers.js';
import { inPeriod } from '../periods.js';
import { TAIL_REPLICATIONS, ofAverage, type Comparison, type Estimate, type Reading } from '../rows.js';
import { isSame, sameIn } from './few.js';
import { assumedNone } from './stance.js';
import type { FindingNumber } from './types.js';
import { judge, type Verdict } from './verdict.js';

export function direction(unit: string, value: number): string {
  if (unit === 'days' || unit === SHORT_DAYS) return value < 0 ? 'shorter' : 'longer';
  if (unit === 'GBP') return value < 0 ? 'lower' : 'higher';
  return value < 0 ? 'fewer' : 'more';
}

/** Whether nothing differs in any future that was simulated. */
export function isSameThroughout(reading: Reading, at: Comparison): boolean {
  const verdict = verdictOf(reading, at);
  return at.difference !== null && verdict !== null && isSame(at.difference, verdict);
}

export function verdictOf(reading: Reading, { difference }: Comparison): Verdict | null {
  return difference === null ? null : judge(difference, reading.result.replications);
}

/** What the difference shows, as a sentence that carries its intervals and what they are made of. */
function differenceSentence(reading: Reading, difference: Estimate): string {
  const { replications, uncertainty } = reading.result;
  const shown = write(difference, true);
  const average = write({ ...difference, ...ofAverage(difference, replications) }, true).interval;
  const size = write({ ...difference, value: Math.abs(difference.value), lower: null, upper: null }).value;
  const way = direction(difference.unit, difference.value);
  // Few replications know the average; of one future in forty they say nothing.
  const futures =
    shown.interval === '' || replications < TAIL_REPLICATIONS
      ? ''
      : ` 95% of futures (${uncertainty}) differ by ${shown.interval}.`;
  const verdict = judge(difference, replications);
  if (verdict === 'exactly none' || isSame(difference, verdict)) return noneSentence(reading);
  switch (verdict) {
    case 'untested':
      return `The difference is ${shown.value} in this one replication, which cannot say whether that is more than chance.`;
    case 'none clear':
      return (
        `No clear difference: ${shown.value} on average, which cannot be told from chance ` +
        `(95% interval of the average ${average}).${futures}`
      );
    case 'on average':
      return (
        `On average ${size} ${way} (95% interval of the average ${average}).` +
        (futures === '' ? '' : `${futures} So a single future may not show it.`)
      );
    case 'more chance than effect':
      return (
        `More chance than effect: ${size} ${way} on average (95% interval of the average ${average}), ` +
        `less than a single future is commonly moved by ${spreadOf(uncertainty)}.${futures}`
      );
    case 'in almost every future':
      return `In almost every future ${way}: ${size} ${way} on average (95% interval of the average ${average}).${futures}`;
  }
}

/** Where nothing differs at all: whether that was found, or put in. */
function noneSentence({ result }: Reading): string {
  const stance = assumedNone(result);
  return stance === null
    ? `The difference is exactly zero ${sameIn(result.replications)}.`
    : `The difference is none, as assumed: the stance “${stance}” takes every effect here as none, which is an assumption and not a finding.`;
}

/** What spreads futures: `chance`, or `chance and not knowing`. */
export function spreadOf(uncertainty: string): string {
  return uncertainty.replace(/ only$/, '');
}

/**
 * Baseline, option and difference of one measure: "On 31 March 2030, children looked after: 512 (480 to 547)
 * in the baseline and 488 (455 to 521) with the option. ..."
 */
export function comparisonSentence(reading: Reading, what: string, at: Comparison): string {
  const when = inPeriod(at.period, at.periodKind);
  const opening = `${when.charAt(0).toUpperCase()}${when.slice(1)}, ${what}: ${write(at.baseline).both} in the baseline`;
  if (at.option === null) return `${opening}.`;
  const both = `${opening} and ${write(at.option).both} with the option.`;
  return at.difference === null ? both : `${both} ${differenceSentence(reading, at.difference)}`;
}

/** What the difference shows, in a few words. */
function briefDifference(reading: Reading, difference: Estimate): string {
  const shown = write(difference, true);
  const size = write({ ...difference, value: Math.abs(difference.value), lower: null, upper: null }).value;
  const way = direction(difference.unit, difference.value);
  const { replications } = reading.result;
  const futures =
    shown.interval === '' || replications < TAIL_REPLICATIONS ? '' : ` (95% of futures: ${shown.interval})`;
  const verdict = judge(difference, replications);
  if (verdict === 'exactly none' || isSame(difference, verdict)) {
    const stance = assumedNone(reading.result);
    return stance === null ? `the same ${sameIn(replications)}` : `none, as assumed (stance ${stance})`;
  }
  switch (verdict) {
    case 'untested':
      return `${shown.value} in one replication`;
    case 'none clear':
      return `no clear difference${futures}`;
    case 'on average':
      return `${size} ${way} on average${futures}${futures === '' ? '' : ', which a single future may not show'}`;
    case 'more chance than effect':
      return `${size} ${way} on average, less than ${spreadOf(reading.result.uncertainty)} commonly makes of one future${futures}`;
    case 'in almost every future':
      return `${size} ${way} on average, and ${way} in almost every future${futures}`;
  }
}

/** A comparison in one breath: "1,481 in the baseline and 1,381 with the option on 31 March 2030: 100 fewer ...". */
export function briefSentence(reading: Reading, at: Comparison): string {
  const when = inPeriod(at.period, at.periodKind);
  const base = write(at.baseline);
  if (at.option === null) return `${base.both} in the baseline ${when}.`;
  const both = `${base.value} in the baseline and ${write(at.option).value} with the option ${when}`;
  return at.difference === null ? `${both}.` : `${both}: ${briefDifference(reading, at.difference)}.`;
}

function numberOf(label: string, estimate: Estimate, signed = false): FindingNumber {
  const { value, lower, upper, unit } = estimate;
  return { label, value, lower, upper, unit, text: write(estimate, signed).both };
}

/** The numbers of a comparison: baseline, option, difference, as far as they exist. */
export function numbersOf(at: Comparison, what = ''): FindingNumber[] {
  const lead = what === '' ? '' : `${what}: `;
  return [
    numberOf(`${lead}baseline`, at.baseline),
    ...(at.option === null ? [] : [numberOf(`${lead}option`, at.option)]),
    ...(at.difference === null ? [] : [numberOf(`${lead}difference`, at.difference, true)]),
  ];
}

/** The first letter in lower case, for a label inside a sentence; names in capitals stay. */
export function lowerFirst(text: string): string {
  return /^[A-Z][a-z]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}
