/** Written clocks into hazards. */
import type { HazardSpec } from '../../engine/random/index.js';
import { exp, power } from '../../engine/random/index.js';
import type { Path } from '../load/index.js';
import type { Row, WrittenClock, WrittenStay } from '../schema/index.js';
import { FAMILIES } from '../schema/index.js';
import type { Context } from './context.js';
import { known, refuse } from './context.js';

export interface BuiltClock {
  readonly hazard: HazardSpec;
  readonly since: 'entry' | { readonly moment: string };
}

const ENTRY = 'entry';
const NEVER: HazardSpec = { family: 'exponential', rate: 0 };

/** The clock of a transition. Every family but the exponential must say what it counts from. */
export function buildClock(context: Context, written: WrittenClock, path: Path): BuiltClock {
  const hazard = buildHazard(context, written, path);
  const { moments } = context.words;
  const { since } = written;
  if (since === undefined) {
    if (hazard.family !== 'exponential') {
      const choices = [ENTRY, ...moments].map((word) => `'since: ${word}'`).join(', ');
      refuse(context, path, `say what this clock counts from (${choices}): only an exponential clock has no memory`);
    }
    return { hazard, since: ENTRY };
  }
  if (since === ENTRY) return { hazard, since: ENTRY };
  known(context, [...path, 'since'], 'moment', since, [ENTRY, ...moments]);
  return { hazard, since: { moment: since } };
}

/** The hazard of whichever family is written; exactly one must be. */
export function buildHazard(context: Context, written: WrittenStay, path: Path): HazardSpec {
  const present = FAMILIES.filter((family) => written[family] !== undefined);
  if (present.length !== 1) {
    const found = present.length === 0 ? 'none' : present.join(' and ');
    refuse(context, path, `a clock has exactly one family (${FAMILIES.join(', ')}), found ${found}`);
    return NEVER;
  }
  const { exponential, piecewise, weibull, lognormal, fixed, empirical } = written;
  if (exponential !== undefined) {
    return { family: 'exponential', rate: typeof exponential === 'number' ? exponential : 1 / exponential.mean };
  }
  if (piecewise !== undefined) return buildPiecewise(context, piecewise, [...path, 'piecewise']);
  if (weibull !== undefined) return buildWeibull(context, weibull, [...path, 'weibull']);
  if (lognormal !== undefined) return buildLognormal(context, lognormal, [...path, 'lognormal']);
  if (fixed !== undefined) return { family: 'fixed', at: fixed };
  return buildEmpirical(context, empirical ?? [], [...path, 'empirical']);
}

function buildWeibull(context: Context, written: NonNullable<WrittenStay['weibull']>, path: Path): HazardSpec {
  const { shape, scale, median } = written;
  if ((scale === undefined) === (median === undefined))
    refuse(context, path, "a Weibull clock has a shape, and either 'scale' or 'median'");
  if (median === undefined) return { family: 'weibull', shape, scale: scale ?? 1 };
  return { family: 'weibull', shape, scale: median / power(Math.LN2, 1 / shape) };
}

function buildLognormal(context: Context, written: NonNullable<WrittenStay['lognormal']>, path: Path): HazardSpec {
  const { median, mean, sdlog } = written;
  if ((mean === undefined) === (median === undefined))
    refuse(context, path, "a lognormal clock has 'sdlog', and either 'median' or 'mean'");
  return { family: 'lognormal', median: median ?? (mean ?? 1) * exp(-(sdlog * sdlog) / 2), sdlog };
}

function buildPiecewise(context: Context, rows: readonly Row<number>[], path: Path): HazardSpec {
  if (rows[0]?.at !== 0) refuse(context, path, "the first piece must start at '0 days'");
  return { family: 'piecewise', starts: rows.map((row) => row.at), rates: rows.map((row) => row.value) };
}

function buildEmpirical(context: Context, rows: readonly Row<number>[], path: Path): HazardSpec {
  const points = rows.filter((row) => row.at > 0);
  const atZero = rows.find((row) => row.at === 0);
  if (atZero !== undefined && atZero.value > 0)
    refuse(context, path, 'nothing can have happened at 0 days: start later');
  if (points.length === 0)
    refuse(context, path, 'expected the share that has happened by some time, such as {30 days: 0.2, 1 year: 1}');
  const falls = points.some((row, index) => index > 0 && row.value < (points[index - 1]?.value ?? 0));
  if (falls) refuse(context, path, 'the share that has happened cannot fall with time');
  return { family: 'empirical', times: points.map((row) => row.at), cumulative: points.map((row) => row.value) };
}
