/**
 * Quantiles of the standard normal, from a probability or from a cumulative hazard, the same bits on every machine.
 * Error below 1e-15 times the larger of 1 and |z|.
 *
 * A hazard h stands for the probability 1 - exp(-h). Far up, that probability rounds to 1, but AS241 works there in
 * r = sqrt(-log(upper tail)), which is simply sqrt(h): so no tail is ever lost. Beyond r = 27, where AS241 ends, Newton
 * steps on `normalLogSurvival` take over.
 *
 * Source: M. J. Wichura, "Algorithm AS 241: the percentage points of the normal distribution" (PPND16), Applied Statistics
 * 37 (1988) 477-484, https://doi.org/10.2307/2347330.
 */
import { exp } from './exp.js';
import { expm1 } from './expm1.js';
import { log } from './log.js';
import { normalLogSurvival } from './normal-survival.js';

const LARGEST_CENTRAL = 0.425;
const UPPER_TAIL_HAZARD = 2.5902671654458267; // -log(0.075)
const LOG_TWO_PI = 1.8378770664093456;

/**
 * z such that Phi(z) = p. Maximum error 1e-15 max(1, |z|).
 *
 * @param p a probability in [0, 1]
 * @returns -Infinity at 0, Infinity at 1, NaN outside or for NaN; 0 at 0.5
 * @example normalQuantile(0.975); // 1.959963984540054
 */
export function normalQuantile(p: number): number {
  const q = p - 0.5;
  if (Math.abs(q) <= LARGEST_CENTRAL) return central(q);
  if (!(p > 0 && p < 1)) return p === 0 ? -Infinity : p === 1 ? Infinity : NaN;
  return q < 0 ? -upperTail(Math.sqrt(-log(p))) : upperTail(Math.sqrt(-log(1 - p)));
}

/**
 * z such that -log(1 - Phi(z)) = h: the age, on the normal scale, at which the cumulative hazard reaches h. Maximum error
 * 1e-15 max(1, |z|).
 *
 * @param h a cumulative hazard, 0 or more
 * @returns -Infinity at 0, Infinity at Infinity, NaN below 0 or for NaN
 * @example normalQuantileFromHazard(0.6931471805599453); // about 0
 */
export function normalQuantileFromHazard(h: number): number {
  if (h > UPPER_TAIL_HAZARD) return upperTail(Math.sqrt(h));
  const q = 0.5 - exp(-h);
  if (q >= -LARGEST_CENTRAL) return central(q);
  return h > 0 ? -upperTail(Math.sqrt(-log(-expm1(-h)))) : h === 0 ? -Infinity : NaN;
}

/** The quantile of 0.5 + q, |q| <= 0.425 */
function central(q: number): number {
  const r = 0.180625 - q * q;
  const above =
    ((((((2509.0809287301227 * r + 33430.57558358813) * r + 67265.7709270087) * r + 45921.95393154987) * r +
      13731.69376550946) *
      r +
      1971.5909503065513) *
      r +
      133.14166789178438) *
      r +
    3.3871328727963665;
  const below =
    ((((((5226.495278852854 * r + 28729.085735721943) * r + 39307.89580009271) * r + 21213.794301586597) * r +
      5394.196021424751) *
      r +
      687.1870074920579) *
      r +
      42.31333070160091) *
      r +
    1;
  return (q * above) / below;
}

/** The quantile whose upper tail is exp(-r^2), for r >= sqrt(-log(0.075)) */
function upperTail(r: number): number {
  return r <= 5 ? nearTail(r - 1.6) : r <= 27 ? farTail(r - 5) : beyond(r);
}

function nearTail(r: number): number {
  const above =
    ((((((0.0007745450142783414 * r + 0.022723844989269184) * r + 0.2417807251774506) * r + 1.2704582524523684) * r +
      3.6478483247632045) *
      r +
      5.769497221460691) *
      r +
      4.630337846156546) *
      r +
    1.4234371107496835;
  const below =
    ((((((1.0507500716444169e-9 * r + 0.0005475938084995345) * r + 0.015198666563616457) * r + 0.14810397642748008) *
      r +
      0.6897673349851) *
      r +
      1.6763848301838038) *
      r +
      2.053191626637759) *
      r +
    1;
  return above / below;
}

function farTail(r: number): number {
  const above =
    ((((((2.0103343992922881e-7 * r + 2.7115555687434876e-5) * r + 0.0012426609473880784) * r + 0.026532189526576124) *
      r +
      0.29656057182850487) *
      r +
      1.7848265399172913) *
      r +
      5.463784911164114) *
      r +
    6.657904643501103;
  const below =
    ((((((2.0442631033899397e-15 * r + 1.421511758316446e-7) * r + 1.8463183175100548e-5) * r + 0.0007868691311456133) *
      r +
      0.014875361290850615) *
      r +
      0.1369298809227358) *
      r +
      0.599832206555888) *
      r +
    1;
  return above / below;
}

/** r > 27: the leading terms of the asymptotic series, then two Newton steps; the slope of the hazard there is z + 1/z. */
function beyond(r: number): number {
  const h = r * r;
  if (h > 1e30) return r * Math.SQRT2;
  let z = Math.sqrt(2 * h - LOG_TWO_PI - log(2 * h));
  z += (h + normalLogSurvival(z)) / (z + 1 / z);
  return z + (h + normalLogSurvival(z)) / (z + 1 / z);
}
