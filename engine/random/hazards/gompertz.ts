/**
 * Gompertz clocks: the rate grows (or, with a negative slope, fades) by the same proportion every day.
 *
 * Packed as [rate, slope]. With a negative slope H stops at -rate / slope, so the event may never come.
 * Relative error: H below 1e-15 (1 + |slope| age); times below 1e-15 times the larger of 1 and the condition of what is left
 * to use up where that is near the end of H.
 */
import { exp } from '../arithmetic/exp.js';
import { expm1 } from '../arithmetic/expm1.js';
import { log } from '../arithmetic/log.js';
import { log1p } from '../arithmetic/log1p.js';

/** Below this (2^-54) exp(x) - 1 and log(1 + x) are x. */
const SMALL = 5.551115123125783e-17;

/**
 * H(age) = rate (exp(slope age) - 1) / slope.
 *
 * @param table,offset a packed Gompertz hazard
 * @param age in days, above 0
 * @returns from 0 to Infinity
 * @example gompertzHazard(Float64Array.of(0.1, 0.01), 0, 30);
 */
export function gompertzHazard(table: Float64Array, offset: number, age: number): number {
  const rate = table[offset];
  if (rate === 0) return 0;
  const slope = table[offset + 1];
  const grown = slope * age;
  if (!(Math.abs(grown) > SMALL)) return rate * age;
  return grown < 700 ? (rate / slope) * expm1(grown) : exp(grown + log(rate / slope));
}

/**
 * Time from `age` until H has grown by a threshold, in closed form: nothing is lost however large H(age) is.
 *
 * @param table,offset a packed Gompertz hazard
 * @param age in days, 0 or more
 * @param threshold above 0
 * @returns 0 or more; Infinity if H never gets there
 * @example gompertzRemaining(Float64Array.of(0.1, 0.01), 0, 30, 1);
 */
export function gompertzRemaining(table: Float64Array, offset: number, age: number, threshold: number): number {
  const rate = table[offset];
  if (rate === 0 || threshold === Infinity) return Infinity;
  const slope = table[offset + 1];
  const used = threshold / rate;
  if (!(Math.abs(slope * used) > SMALL) && !(Math.abs(slope * age) > SMALL)) return used;
  const faded = used * exp(-slope * age); // days at the rate that holds at this age
  const gain = slope * faded;
  if (gain === Infinity) return (log(slope) + log(used)) / slope - age; // past all doubles: the 1 of the log is nothing
  if (!(Math.abs(gain) > SMALL)) return faded;
  return gain > -1 ? log1p(gain) / slope : Infinity;
}
