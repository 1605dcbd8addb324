/**
 * Discounting, at one rate or at rates by bands of years. Source: HM Treasury, The Green Book, annex on discounting:
 * 3.5% for years 0 to 30, 3.0% for 31 to 75, 2.5% for 76 to 125.
 *
 * Yearly, by the Green Book: amounts of year j after the first are divided by the rates of years 1 to j, each plus 1; the
 * first year is not discounted. The rate of year j takes year j - 1 to year j, so `from: 31` acts from the end of year 30.
 * `mid-year` and `year-end` put what a year has at its middle or its end. Continuously: the same, day by day, a year being
 * 365.25 days; at whole years it agrees with the yearly factor.
 */
import { DAYS_PER_YEAR } from '../time/index.js';
import { expm1, exp, log1p } from '../random/index.js';

export type Discounting = 'yearly' | 'mid-year' | 'year-end' | 'continuous';

/** A rate a year (0.035 for 3.5%) from a year of the run on; the first year is 0. */
export interface RateBand {
  readonly from: number;
  readonly rate: number;
}

/** One rate for ever, or rates by bands of years, the first of them from year 0. */
export type DiscountRate = number | readonly RateBand[];

/**
 * Rates as bands, checked.
 *
 * @throws RangeError where a rate is -1 or less, or bands do not begin with 0 and rise by whole years
 */
export function rateBands(rate: DiscountRate): readonly RateBand[] {
  const bands = typeof rate === 'number' ? [{ from: 0, rate }] : rate;
  if (bands[0]?.from !== 0) throw new RangeError('bands of a discount rate begin with year 0');
  bands.forEach((band, i) => {
    if (!(band.rate > -1 && band.rate < Infinity))
      throw new RangeError(`a discount rate is a share a year above -1, found ${band.rate}`);
    if (!Number.isInteger(band.from) || (i > 0 && band.from <= bands[i - 1]!.from))
      throw new RangeError(`bands of a discount rate rise by whole years, found ${band.from}`);
  });
  return bands;
}

/**
 * Present-value factors of years 0 to years - 1.
 *
 * @param rate a year's rate, or bands of rates
 * @param timing where in its year an amount stands: at its start, undiscounted in the first year (`yearly`), in its middle or
 *   at its end
 * @example discountFactors(0.035, 2); // 1 and 1 / 1.035
 * @throws RangeError as `rateBands`
 */
export function discountFactors(
  rate: DiscountRate,
  years: number,
  timing: Exclude<Discounting, 'continuous'> = 'yearly',
): Float64Array {
  const bands = rateBands(rate);
  const factors = new Float64Array(years);
  let factor = 1;
  let band = 0;
  for (let j = 0; j < years; j++) {
    // The rate that takes this year to the next.
    while (band + 1 < bands.length && bands[band + 1]!.from <= j + 1) band++;
    const step = 1 + bands[band]!.rate;
    factors[j] = timing === 'yearly' ? factor : timing === 'mid-year' ? factor / Math.sqrt(step) : factor / step;
    factor /= step;
  }
  return factors;
}

/** A stretch of time with one rate a day, and the log of the factor at its start. */
interface Stretch {
  readonly from: number;
  readonly perDay: number;
  readonly before: number;
}

function stretches(rate: DiscountRate): readonly Stretch[] {
  let from = 0;
  let before = 0;
  let perDay = 0;
  return rateBands(rate).map((band) => {
    const start = Math.max(0, (band.from - 1) * DAYS_PER_YEAR);
    before += perDay * (start - from);
    from = start;
    perDay = log1p(band.rate) / DAYS_PER_YEAR;
    return { from, perDay, before };
  });
}

/**
 * The factor of an amount at an instant, discounted continuously.
 *
 * @param day days from the start of the run, not below 0
 * @example discountFactorAt(0.035, 365.25); // 1 / 1.035
 */
export function discountFactorAt(rate: DiscountRate, day: number): number {
  const { from, perDay, before } = stretches(rate).findLast((stretch) => stretch.from <= day) ?? NEVER;
  return exp(-(before + perDay * (day - from)));
}

/**
 * Present-value factors of periods under continuous discounting: the mean of the factor over each, so that what accrues
 * evenly is exact. One event is out by half a month's discounting at most (0.15% at 3.5%); events that come evenly are
 * out by less than 1 in a million.
 *
 * @param rate a year's rate, or bands of rates
 * @param bounds period boundaries, in days from the start
 */
export function continuousFactors(rate: DiscountRate, bounds: ArrayLike<number>): Float64Array {
  const parts = stretches(rate);
  return Float64Array.from({ length: bounds.length - 1 }, (_, k) => meanFactor(parts, bounds[k]!, bounds[k + 1]!));
}

/** The mean factor from one day to another; the factor itself where they are the same. */
function meanFactor(parts: readonly Stretch[], start: number, end: number): number {
  let whole = 0;
  for (let i = 0; i < parts.length; i++) {
    const { from, perDay, before } = parts[i]!;
    const a = Math.max(start, from);
    const b = Math.min(end, parts[i + 1]?.from ?? Infinity);
    if (b < a || (b === a && start < end)) continue;
    const width = perDay * (b - a);
    const mean = exp(-(before + perDay * (a - from))) * (width === 0 ? 1 : -expm1(-width) / width);
    if (a === start && b === end) return mean;
    whole += mean * (b - a);
  }
  return whole / (end - start);
}

const NEVER: Stretch = { from: 0, perDay: 0, before: 0 };
