/** Written clocks into hazards. */
import type { ClockZero } from '../../engine/pathway/model.js';
import type { HazardSpec, MixtureSpec } from '../../engine/random/index.js';
import { exp, log, power } from '../../engine/random/index.js';
import { DAYS_PER_MONTH, DAYS_PER_WEEK, DAYS_PER_YEAR } from '../../engine/time/index.js';
import type { Path } from '../load/index.js';
import type { WrittenPart } from '../schema/clock.js';
import { PART_FAMILIES, STAY_FAMILIES } from '../schema/clock.js';
import type { Row, WrittenClock, WrittenStay } from '../schema/index.js';
import { FAMILIES } from '../schema/index.js';
import type { Context } from './context.js';
import { known, knownKey, refuse, refuseKey } from './context.js';

export interface BuiltClock {
  readonly hazard: HazardSpec;
  readonly since: ClockZero;
}

const ENTRY = 'entry';
const BIRTH = 'birth';
const START = 'start';
/** The end of a phase type: no phase may be called so. */
const EXIT = 'exit';
const MOST_PHASES = 12;
const ROUNDING = 1e-9;
const NEVER: HazardSpec = { family: 'exponential', rate: 0 };
const DAYS_IN = { days: 1, weeks: DAYS_PER_WEEK, months: DAYS_PER_MONTH, years: DAYS_PER_YEAR } as const;

/** The clock of a transition. Every family but the exponential must say what it counts from. */
export function buildClock(context: Context, written: WrittenClock, path: Path): BuiltClock {
  const hazard = buildTimer(context, written, path);
  const { moments } = context.words;
  const { since } = written;
  if (since === undefined) {
    if (hazard.family !== 'exponential') {
      const choices = [ENTRY, ...moments].map((word) => `'since: ${word}'`).join(', ');
      const others = `or '${BIRTH}', '${START}' (day 0 of the run) or a date`;
      const why = 'only an exponential clock has no memory';
      refuse(context, path, `say what this clock counts from (${choices}), ${others}: ${why}`);
    }
    return { hazard, since: ENTRY };
  }
  return { hazard, since: buildZero(context, since, [...path, 'since']) };
}

function buildZero(context: Context, since: NonNullable<WrittenClock['since']>, path: Path): ClockZero {
  const { moments } = context.words;
  if (typeof since !== 'string') return { day: since.date - context.startDay };
  if (since === ENTRY) return ENTRY;
  if (since === BIRTH || since === START) {
    if (moments.includes(since)) refuse(context, path, `a moment is called '${since}' too: give it another name`);
    return since === BIRTH ? BIRTH : { day: 0 };
  }
  known(context, path, 'moment', since, [ENTRY, BIRTH, START, ...moments]);
  return { moment: since };
}

/** The hazard of a clock, or its schedule; exactly one family must be written. */
function buildTimer(context: Context, written: WrittenClock, path: Path): HazardSpec {
  if (!oneFamily(context, written, FAMILIES, path)) return NEVER;
  if (written.recurring !== undefined) return buildRecurring(context, written.recurring, [...path, 'recurring']);
  return buildStay(context, written, path);
}

/** The hazard of how long something lasts; exactly one family must be written. */
export function buildHazard(context: Context, written: WrittenStay, path: Path): HazardSpec {
  return oneFamily(context, written, STAY_FAMILIES, path) ? buildStay(context, written, path) : NEVER;
}

function oneFamily<Family extends string>(
  context: Context,
  written: Readonly<Partial<Record<Family, unknown>>>,
  families: readonly Family[],
  path: Path,
): boolean {
  const present = families.filter((family) => written[family] !== undefined);
  if (present.length === 1) return true;
  const found = present.length === 0 ? 'none' : present.join(' and ');
  refuse(context, path, `a clock has exactly one family (${families.join(', ')}), found ${found}`);
  return false;
}

function buildStay(context: Context, written: WrittenStay, path: Path): HazardSpec {
  if (written.fixed !== undefined) return { family: 'fixed', at: written.fixed };
  if (written.mixture !== undefined) return buildMixture(context, written.mixture, [...path, 'mixture']);
  return buildSimple(context, written, path);
}

/** The hazard of a family that may be part of a mixture. */
function buildSimple(context: Context, written: Omit<WrittenPart, 'weight'>, path: Path): HazardSpec {
  const { exponential, piecewise, weibull, lognormal, empirical, gompertz, loglogistic, gamma } = written;
  const { generalised_gamma: generalisedGamma, phase_type: phaseType } = written;
  if (exponential !== undefined) {
    return { family: 'exponential', rate: typeof exponential === 'number' ? exponential : 1 / exponential.mean };
  }
  if (piecewise !== undefined) return buildPiecewise(context, piecewise, [...path, 'piecewise']);
  if (weibull !== undefined) return buildWeibull(context, weibull, [...path, 'weibull']);
  if (lognormal !== undefined) return buildLognormal(context, lognormal, [...path, 'lognormal']);
  if (gompertz !== undefined) return { family: 'gompertz', rate: gompertz.rate, slope: gompertz.slope };
  if (loglogistic !== undefined) return buildLoglogistic(context, loglogistic, [...path, 'loglogistic']);
  if (gamma !== undefined) return buildGamma(context, gamma, [...path, 'gamma']);
  if (generalisedGamma !== undefined) {
    const { mu, sigma, Q, unit } = generalisedGamma;
    return { family: 'generalised_gamma', mu: mu + log(DAYS_IN[unit]), sigma, Q };
  }
  if (phaseType !== undefined) return buildPhaseType(context, phaseType, [...path, 'phase_type']);
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

function buildLoglogistic(context: Context, written: NonNullable<WrittenStay['loglogistic']>, path: Path): HazardSpec {
  const { shape, scale, median } = written;
  if ((scale === undefined) === (median === undefined))
    refuse(context, path, "a log-logistic clock has a shape, and either 'scale' or 'median' (the two are the same)");
  return { family: 'loglogistic', shape, scale: scale ?? median ?? 1 };
}

function buildGamma(context: Context, written: NonNullable<WrittenStay['gamma']>, path: Path): HazardSpec {
  const { shape, scale, mean } = written;
  if ((scale === undefined) === (mean === undefined))
    refuse(context, path, "a gamma clock has a shape, and either 'scale' or 'mean'");
  return { family: 'gamma', shape, scale: scale ?? (mean ?? 1) / shape };
}

function buildPhaseType(context: Context, written: NonNullable<WrittenStay['phase_type']>, path: Path): HazardSpec {
  const phases = Object.keys(written.rates);
  const ratesPath = [...path, 'rates'];
  const startPath = [...path, 'start'];
  let good = true;
  const bad = (): void => {
    good = false;
  };
  if (phases.length === 0 || phases.length > MOST_PHASES) {
    refuse(context, ratesPath, `a phase type has from 1 to ${MOST_PHASES} phases, found ${phases.length}`);
    bad();
  }
  for (const phase of phases) {
    if (phase === EXIT) {
      refuseKey(context, [...ratesPath, phase], `no phase may be called '${EXIT}': it is where the phases end`);
      bad();
    }
    for (const to of Object.keys(written.rates[phase] ?? {})) {
      const at = [...ratesPath, phase, to];
      if (to === phase) {
        refuseKey(context, at, `a phase has no rate to itself: '${phase}' lasts until it changes`);
        bad();
      } else if (!knownKey(context, at, 'phase', to, [...phases, EXIT])) bad();
    }
  }
  const exit = phases.map((phase) => written.rates[phase]?.[EXIT] ?? 0);
  if (phases.length > 0 && exit.every((rate) => rate === 0)) {
    refuse(context, ratesPath, `no phase ends: give at least one a rate to '${EXIT}'`);
    bad();
  }
  for (const phase of Object.keys(written.start)) {
    if (!knownKey(context, [...startPath, phase], 'phase', phase, phases)) bad();
  }
  if (!addUpToOne(context, Object.values(written.start), 'the chances of the starting phases', startPath)) bad();
  if (!good) return NEVER;
  return {
    family: 'phase_type',
    start: phases.map((phase) => written.start[phase] ?? 0),
    rates: phases.map((from) => phases.map((to) => written.rates[from]?.[to] ?? 0)),
    exit,
  };
}

function buildMixture(context: Context, written: readonly WrittenPart[], path: Path): HazardSpec {
  const weights = written.map((part) => part.weight);
  let good = addUpToOne(context, weights, 'the weights of a mixture', path);
  const parts = written.map((part, index): MixtureSpec['parts'][number] => {
    const place = [...path, index];
    if (!oneFamily(context, part, [...PART_FAMILIES, 'never'] as const, place)) {
      good = false;
      return { weight: part.weight, hazard: 'never' };
    }
    return { weight: part.weight, hazard: part.never === true ? 'never' : buildSimple(context, part, place) };
  });
  return good ? { family: 'mixture', parts } : NEVER;
}

function addUpToOne(context: Context, shares: readonly number[], what: string, path: Path): boolean {
  const total = shares.reduce((sum, share) => sum + share, 0);
  if (Math.abs(total - 1) <= ROUNDING) return true;
  refuse(context, path, `${what} must add up to 1, found ${Number(total.toPrecision(12))}`);
  return false;
}

function buildRecurring(context: Context, written: NonNullable<WrittenClock['recurring']>, path: Path): HazardSpec {
  const { at = [], every } = written;
  if (at.length === 0 && every === undefined) {
    refuse(
      context,
      path,
      "a recurring clock has times ('at: [28 days, 119 days]'), an interval ('every: 182 days'), or both",
    );
    return NEVER;
  }
  const early = at.findIndex((time, index) => index > 0 && time <= (at[index - 1] ?? 0));
  if (early >= 0) {
    refuse(context, [...path, 'at', early], 'the times of a recurring clock must each be later than the one before');
    return NEVER;
  }
  return { family: 'recurring', times: at, every: every ?? null };
}
