/**
 * The cumulative hazard of a standard normal: the log of its upper tail, anywhere. Relative error below 1e-15.
 *
 * Logs are taken inside the approximation, so nothing underflows however far out; in the lower tail, where the log is
 * minus the tiny lower probability, that probability keeps its relative accuracy.
 *
 * Source: W. J. Cody, "Rational Chebyshev approximations for the error function", Mathematics of Computation 23 (1969)
 * 631-637, with the coefficients of his ANORM in SPECFUN, https://www.netlib.org/specfun/anorm.
 */
import { exp } from './exp.js';
import { log } from './log.js';
import { log1p } from './log1p.js';

const ROOT_32 = 5.656854249492381;
const ROUND_TO_20 = 6442450944; // 1.5 * 2^32: rounds a number to a multiple of 2^-20
const DENSITY_AT_ZERO = 0.3989422804014327;

/**
 * log(1 - Phi(z)), the log of the probability that a standard normal exceeds z. Maximum relative error 1e-15.
 *
 * @param z any number
 * @returns from 0 (below about -38.5) down to -Infinity (above about 1.9e154), NaN for NaN
 * @example normalLogSurvival(0); // -0.6931471805599453
 */
export function normalLogSurvival(z: number): number {
  if (z > 0.66291) return log(tailFactor(z)) - 0.5 * z * z;
  if (z >= -0.66291) return log(0.5 - central(z));
  if (!(z > -39)) return z < 0 ? -0 : NaN;
  const head = z + ROUND_TO_20 - ROUND_TO_20;
  const most = -0.5 * head * head;
  const rest = 0.5 * (head - z) * (head + z);
  const exponent = most + rest;
  const lower = exp(exponent) * tailFactor(-z);
  return log1p(-(lower + lower * (most - exponent + rest)));
}

/** Phi(z) - 1/2 for |z| <= 0.66291 */
function central(z: number): number {
  const s = z * z;
  const above =
    18154.98125334356 +
    s * (1067.6894854603709 + s * (161.02823106855587 + s * (2.2352520354606837 + s * 0.06568233791820745)));
  const below = 45507.78933502673 + s * (10260.932208618979 + s * (976.0985517377767 + s * (47.202581904688245 + s)));
  return (z * above) / below;
}

/** (1 - Phi(z)) exp(z^2 / 2) for z > 0.66291 */
function tailFactor(z: number): number {
  return z <= ROOT_32 ? nearTail(z) : farTail(z);
}

function nearTail(z: number): number {
  const above =
    9842.714838383978 +
    z *
      (11602.65143764735 +
        z *
          (6848.190450536283 +
            z *
              (2494.5375852903726 +
                z *
                  (597.2702763948002 +
                    z *
                      (93.50665613217785 +
                        z * (8.883149794388377 + z * (0.39894151208813466 + z * 1.0765576773720192e-8)))))));
  const below =
    19685.429676859992 +
    z *
      (38912.00328609327 +
        z *
          (34900.95272114598 +
            z *
              (18615.571640885097 +
                z *
                  (6485.558298266761 +
                    z * (1519.3775994075547 + z * (235.387901782625 + z * (22.266688044328117 + z)))))));
  return above / below;
}

function farTail(z: number): number {
  const s = 1 / (z * z);
  const above =
    2.9112874951168793e-5 +
    s *
      (0.0014216191932278934 +
        s * (0.022235277870649807 + s * (0.12740116116024736 + s * (0.215898534057957 + s * 0.023073441764940174))));
  const below =
    7.297515550839662e-5 +
    s * (0.0037823963320275824 + s * (0.06598813786892856 + s * (0.4682382124808651 + s * (1.284260096144911 + s))));
  return (DENSITY_AT_ZERO - (s * above) / below) / z;
}
