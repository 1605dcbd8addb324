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
  if (futures < 2) return 'One future: no intervals.';
  const of = uncertainty === '' ? '' : ` (${uncertainty})`;
  return knowsEnds(futures)
    ? `${what}: 95% of simulated futures${of}.`
    : `${what}: where ${thousands(futures)} simulated futures lie, roughly${of}; ${TAKES}.`;
}

/** The same of lower and upper ends where files of several numbers of futures stand together, by the fewest. */
export function endsWords(futures: number, uncertainty: string): string {
  if (futures < 2)
    return `There is one future (${uncertainty}), so lower and upper are its own number and no interval.`;
  return knowsEnds(futures)
    ? `Lower and upper hold 95% of simulated futures (${uncertainty}).`
    : `Lower and upper say where ${thousands(futures)} simulated futures lie, roughly (${uncertainty}); ${TAKES}.`;
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
