/**
 * What may be said of so many futures, in one place. The ends of an interval of 95% of futures are its 2.5% and 97.5%
 * quantiles: below forty futures there is none as rare as that among them, so that the ends are not known and of ten the
 * interval holds eight. And what is the same in a few futures need not be in every one.
 */
import { thousands } from '../numbers.js';
import { TAIL_REPLICATIONS, type Estimate } from '../rows.js';
import type { Verdict } from './verdict.js';

/** Whether so many futures know where 95% of futures lie. */
export const knowsEnds = (futures: number): boolean => futures >= TAIL_REPLICATIONS;

const TAKES = `${TAIL_REPLICATIONS} or more are needed for 95%`;

/**
 * What brackets, bands or lines hold: `Brackets: 95% of simulated futures (chance only).`; of ten futures `Brackets: where
 * 10 simulated futures lie, roughly (chance only); 40 or more are needed for 95%.`
 *
 * @param what such as `Brackets` or `In brackets`
 * @param uncertainty what spreads futures; '' where that is said elsewhere
 */
export function holdsWords(what: string, futures: number, uncertainty: string): string {
  return futures < 2 ? 'One future: no intervals.' : `${what}: ${heldWords(futures, uncertainty)}.`;
}

/** The same in the middle of a sentence, of two futures or more: `95% of simulated futures (chance only)`. */
export function heldWords(futures: number, uncertainty: string): string {
  const of = uncertainty === '' ? '' : ` (${uncertainty})`;
  return knowsEnds(futures)
    ? `95% of simulated futures${of}`
    : `where ${thousands(futures)} simulated futures lie, roughly${of}; ${TAKES}`;
}

/** What the columns lower and upper of tables hold. */
export function endsWords(futures: number, uncertainty: string): string {
  const of = uncertainty === '' ? '' : ` (${uncertainty})`;
  if (futures < 2) return `Of one future${of} lower and upper are its own numbers, and no interval.`;
  return knowsEnds(futures)
    ? `Lower and upper hold 95% of simulated futures${of}.`
    : `Lower and upper say where ${thousands(futures)} simulated futures lie, roughly${of}; ${TAKES}.`;
}

/** In which futures something is the same: `in every simulated future`, and no more than was simulated. */
export function sameIn(futures: number): string {
  if (futures < 2) return 'in this one future, which says nothing of others';
  return knowsEnds(futures) ? 'in every simulated future' : `in all ${thousands(futures)} futures simulated`;
}

/** Whether none of the futures simulated differs at all, be it only one: then `sameIn` says how much that is. */
export function isSame({ value, lower, upper, mcSe }: Estimate, verdict: Verdict): boolean {
  if (verdict === 'exactly none') return true;
  return verdict === 'untested' && value === 0 && (lower ?? 0) === 0 && (upper ?? 0) === 0 && !(mcSe > 0);
}
