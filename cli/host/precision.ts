/**
 * Running until a mean is known as nearly as is asked, within a budget. More is run in batches, numbered on from those that
 * are done, so that a run which stops at n is the run of n, whatever was asked of it. The interval is looked at more than
 * once, so that its 95% are a little fewer in truth: the first look is late enough for that to be small.
 */
import { precisionOf, resultsNeeded, type Column, type Wish } from '../../engine/index.js';
import { percent, thousands } from '../../reports/numbers.js';
import { InputError, problemWithFile } from '../../scenarios/index.js';
import { wholeColumns } from './figure-columns.js';

/** How near a mean is to be known. */
export interface PrecisionAsked {
  /** Half the width of the mean's 95% interval: a share of the mean, or an amount in the units of the measure. */
  readonly within: Wish;
  /**
   * A measure of the tables, of every option; with `:difference` after it, of every option less the first. Children looked
   * after on the last day where not given, or the first that is counted.
   */
  readonly of?: string | undefined;
  /** Replications at most, or draws where parameters are drawn; 1,000 where not given. */
  readonly most?: number | undefined;
  /** Replications or draws before the first look; 20 where not given. */
  readonly least?: number | undefined;
}

/** One mean that is to be known. */
export interface PreciseFigure {
  readonly option: string;
  readonly mean: number;
  /** Of its 95% interval, by Student's t; Infinity where it is not known yet. */
  readonly halfWidth: number;
  /** Replications or draws in all that are expected to be needed; null where no number would do, or it cannot be said. */
  readonly needed: number | null;
}

export interface PrecisionFound {
  readonly isReached: boolean;
  readonly measure: string;
  readonly unit: 'replications' | 'draws';
  readonly done: number;
  readonly figures: readonly PreciseFigure[];
  /** One sentence. */
  readonly said: string;
}

export interface PreciseTarget {
  readonly measure: string;
  /** Of every option less the first. */
  readonly isDifference: boolean;
  readonly columns: readonly number[];
}

const MOST = 1000;
const LEAST = 20;
/** Of a batch, the first apart. */
const SMALLEST_BATCH = 10;
/** Fewer values than this say nothing of how they vary. */
const LEAST_KNOWN = 10;
const HEADLINE = 'looked_after';
const DIFFERENCE = ':difference';

/** @throws InputError where nothing is counted by that name, or the numbers asked make no sense */
export function preciseTarget(asked: PrecisionAsked, columns: readonly Column[], options: number): PreciseTarget {
  const { within, most = MOST, least = LEAST } = asked;
  const width = 'halfWidth' in within ? within.halfWidth : within.relative;
  if (!(width > 0 && width < Infinity))
    refuse('--precision', `a share such as 2%, or an amount such as 5, above 0: found ${width}`);
  if (!(Number.isInteger(most) && most >= 2 && most <= 1_000_000))
    refuse('--most', `a whole number from 2 to 1000000 is needed: found ${most}`);
  if (!(Number.isInteger(least) && least >= 1))
    refuse('--precision', `the first batch is a whole number above 0: found ${least}`);
  const counted = [...new Set(columns.filter(({ group }) => group === 'all').map(({ measure }) => measure))];
  const typed = asked.of ?? (counted.includes(HEADLINE) ? HEADLINE : (counted[0] ?? HEADLINE));
  const isDifference = typed.endsWith(DIFFERENCE);
  const measure = isDifference ? typed.slice(0, -DIFFERENCE.length) : typed;
  if (!counted.includes(measure))
    throw new InputError([
      problemWithFile('--precision-of', `nothing in this run is counted as '${measure}'`, {
        found: measure,
        allowed: counted,
      }),
    ]);
  if (isDifference && options < 2) refuse('--precision-of', 'there is only one option, so there is no difference');
  return { measure, isDifference, columns: wholeColumns(columns, measure) };
}

function refuse(name: string, message: string): never {
  throw new InputError([problemWithFile(name, message)]);
}

/** Results of one option so far, in the order of their numbers. */
export interface Series {
  readonly option: string;
  readonly results: Float64Array;
}

/**
 * Runs on until every mean is known as nearly as asked, or the budget is spent.
 *
 * @param run does the parts from one number up to another, which stands outside
 * @param series the results of each option in all the parts so far
 */
export async function untilPrecise<Part>(
  asked: PrecisionAsked,
  { measure, isDifference }: PreciseTarget,
  unit: PrecisionFound['unit'],
  run: (from: number, to: number) => Promise<readonly Part[]>,
  series: (parts: readonly Part[]) => readonly Series[],
): Promise<{ readonly parts: readonly Part[]; readonly found: PrecisionFound }> {
  const { within, most = MOST } = asked;
  const parts: Part[] = [];
  let goal = Math.min(most, Math.max(2, asked.least ?? LEAST));
  for (;;) {
    // oxlint-disable-next-line no-await-in-loop -- how much more is run hangs on what was found
    parts.push(...(await run(parts.length, goal)));
    const figures = series(parts).map((own) => figureOf(own, within));
    const isReached = figures.every((figure) => isWithin(figure, within));
    // More of what is 0 in every one so far would tell nothing of a share of it.
    const isIdle = figures.every((figure) => isWithin(figure, within) || isNothing(figure, within));
    if (isReached || isIdle || parts.length >= most) {
      const name = isDifference ? `the difference in ${measure}` : measure;
      const found = { isReached, measure: name, unit, done: parts.length, figures };
      return { parts, found: { ...found, said: sentence(found, within) } };
    }
    const needed = Math.max(...figures.map((figure) => figure.needed ?? most));
    goal = Math.min(most, parts.length * 2, Math.max(needed, parts.length + SMALLEST_BATCH));
  }
}

/** Means of nothing are left out, as in the tables. */
function figureOf({ option, results }: Series, within: Wish): PreciseFigure {
  const known = results.filter((value) => !Number.isNaN(value));
  if (known.length < Math.min(LEAST_KNOWN, results.length))
    return { option, mean: known[0] ?? Number.NaN, halfWidth: Infinity, needed: null };
  const { mean, se, halfWidth } = precisionOf(known);
  const variance = se * se * known.length;
  const needed = isHopeless(mean, within) ? null : variance === 0 ? 2 : resultsNeeded(variance, within, mean);
  return {
    option,
    mean,
    halfWidth,
    needed: needed === null ? null : Math.ceil((needed * results.length) / known.length),
  };
}

/** A share of nothing. */
function isHopeless(mean: number, within: Wish): boolean {
  return 'relative' in within && mean === 0;
}

/** 0 in every result. */
function isNothing({ mean, halfWidth }: PreciseFigure, within: Wish): boolean {
  return isHopeless(mean, within) && halfWidth === 0;
}

function isWithin({ mean, halfWidth }: PreciseFigure, within: Wish): boolean {
  if (isHopeless(mean, within)) return false;
  return halfWidth <= ('halfWidth' in within ? within.halfWidth : within.relative * Math.abs(mean));
}

function amount(width: number): string {
  return thousands(width, width >= 10 ? 0 : width >= 1 ? 1 : 3);
}

function sentence(found: Omit<PrecisionFound, 'said'>, within: Wish): string {
  const { isReached, measure, unit, done, figures } = found;
  const shown = (width: number, mean: number): string =>
    width === Infinity
      ? 'not known'
      : 'halfWidth' in within
        ? amount(width)
        : mean === 0
          ? `${amount(width)} around 0`
          : percent(width / Math.abs(mean), 1);
  const wanted = 'halfWidth' in within ? amount(within.halfWidth) : percent(within.relative, 1);
  const each = figures.map(({ option, mean, halfWidth }) => `${option} ${shown(halfWidth, mean)}`).join(', ');
  const so = `the mean of ${measure} within ${wanted} (95% interval), asked for; after ${thousands(done)} ${unit}: ${each}.`;
  if (isReached) return `Precision reached: ${so}`;
  const short = figures.filter((figure) => !isWithin(figure, within));
  const all = short.map((figure) => figure.needed);
  const zero = short.filter(({ mean }) => isHopeless(mean, within)).map(({ option }) => option);
  const more =
    zero.length > 0
      ? `the mean is 0 of ${zero.join(', ')}, and a share of it means nothing: give an amount, such as --precision 1`
      : all.includes(null)
        ? 'how many would do cannot be said, as a mean has hardly been seen'
        : `about ${thousands(Math.max(...all.map((needed) => needed ?? 0)))} ${unit} in all are expected to be needed`;
  return `Precision not reached: ${so} ${more[0]!.toUpperCase()}${more.slice(1)}.`;
}
