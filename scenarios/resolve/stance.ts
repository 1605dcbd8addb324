/**
 * One rule, for every programme, from the best study of an effect to the size that a run uses.
 *
 * central: a randomised trial gives no effect where its interval includes none, else its estimate; a controlled study that
 * was not randomised gives half its effect (of a ratio, of its log); anything else gives none. cautious: half of central's.
 * as-trialled: the best study's estimate as it is. optimistic: the best published, where the programme names one, else that
 * study's estimate if it is what is meant. none: none.
 *
 * No effect is 1 for a ratio, 0 for a difference (points, a share diverted).
 *
 * How sure a size is, for parameter draws: that of the study whose estimate (or none, in its place) is used, by its interval;
 * half of that, and besides from none to the whole effect, where half an effect is. What no study says how sure it is stays as it
 * is in every draw, with the reason why.
 */
import { MEASURE_WORDS } from '../../engine/programmes/size.js';
import type { Mark } from '../../engine/study/result.js';
import type { EffectMeasure, Stance } from '../schema/index.js';
import { spreadOf } from './draws/spread.js';

export interface BestTrial {
  readonly design: 'randomised' | 'controlled' | 'uncontrolled' | 'none';
  readonly measure: EffectMeasure;
  /** Null where no study gives a figure. */
  readonly value: number | null;
  readonly interval: readonly [number, number] | null;
  /** Whether the figure the trial itself published is clear of chance, where the value was found by simulating the trial. */
  readonly isShown?: boolean;
  /** That figure in words, such as `odds ratio 1.25 (0.77 to 2.05)`. */
  readonly published?: string;
}

/** The best figure anyone has published, whatever its design. */
export interface BestPublished {
  readonly value: number;
  readonly design: string;
  readonly note: string;
  readonly interval?: readonly [number, number] | null;
  /** Whether it is not the published figure itself, but what simulating a trial made of it. */
  readonly isReading?: boolean;
}

export interface StancedEffect {
  readonly value: number;
  readonly why: string;
  readonly mark: Mark;
  /** The standard deviation, of the log of a ratio or of a difference, that draws use; absent where it is not drawn. */
  readonly spread?: number;
  /** Why it is not drawn, where it is not. */
  readonly whyHeld?: string;
}

const NO_INTERVAL = 'the study gives no interval';
const NO_STUDY = 'nobody has measured how unsure it is';

/** The size of an effect under a stance, and why it is that. */
export function underStance(
  stance: Stance,
  trial: BestTrial,
  best: BestPublished | null,
  aim: 'fewer' | 'more' = 'fewer',
): StancedEffect {
  const none = noEffect(trial.measure);
  switch (stance) {
    case 'none':
      return {
        value: none,
        why: 'no effect assumed (stance none)',
        mark: 'assumption',
        whyHeld: 'under this stance nothing is believed of the evidence',
      };
    case 'central':
      return central(trial);
    case 'cautious': {
      const { value, why, spread, whyHeld } = central(trial);
      const halved = spread === undefined ? held(whyHeld ?? NO_INTERVAL) : { spread: spread / 2 };
      if (value === none) return { value, why, mark: 'derived', ...halved };
      return {
        ...halved,
        value: half(trial.measure, value),
        why: `${halfOf(trial.measure)} of the central stance: ${why}`,
        mark: 'derived',
      };
    }
    case 'as-trialled':
      if (trial.value === null) return noEstimate(none);
      return {
        value: trial.value,
        why: `the estimate of ${described(trial)}, as it is`,
        mark: 'published',
        ...drawn(errorOf(trial)),
      };
    case 'optimistic':
      if (best === null) {
        // Then the best that is published is the trial's own, if it is any good.
        const { value } = trial;
        if (value === null || trial.design === 'none' || !isMeant(value, none, trial.measure, aim))
          return { value: none, why: 'no better figure is published', mark: 'derived', ...held(NO_STUDY) };
        return {
          value,
          why: `the estimate of ${described(trial)}: no better figure is published`,
          mark: 'published',
          ...drawn(errorOf(trial)),
        };
      }
      if (isAssumed(best.design))
        return { value: best.value, why: `assumed: ${best.note}`, mark: 'assumption', ...held(NO_STUDY) };
      return {
        ...drawn(errorOf({ measure: trial.measure, interval: best.interval ?? null })),
        value: best.value,
        why: `the best published figure (${best.design}): ${best.note}`,
        mark: best.isReading === true || /read as|an assumption/.test(best.note) ? 'derived' : 'published',
      };
  }
}

/** Whether a figure is nobody's but the file's own. */
function isAssumed(design: string): boolean {
  return design.toLowerCase().includes('assumption');
}

/** Whether the size of an effect is a difference, which does nothing where it is 0; else a ratio, which does where it is 1. */
function isDifference(measure: EffectMeasure): boolean {
  return measure === 'points' || measure === 'diverted';
}

/** The size of an effect that does nothing. */
export function noEffect(measure: EffectMeasure): number {
  return isDifference(measure) ? 0 : 1;
}

/** Half of a log effect is the square root of the ratio; `sqrt` is the same everywhere, `pow` is not. */
function half(measure: EffectMeasure, value: number): number {
  return isDifference(measure) ? value / 2 : Math.sqrt(value);
}

function halfOf(measure: EffectMeasure): string {
  return isDifference(measure) ? 'half the effect' : 'half the log effect';
}

function central(trial: BestTrial): StancedEffect {
  const { design, value, interval, measure } = trial;
  const none = noEffect(measure);
  if (value === null || design === 'none') return noEstimate(none);
  switch (design) {
    case 'randomised': {
      const isClear = interval !== null && (interval[0] > none || interval[1] < none);
      if (trial.isShown ?? isClear)
        return { value, why: `the estimate of ${described(trial)}`, mark: 'published', ...drawn(errorOf(trial)) };
      return {
        value: none,
        why: `${described(trial)} does not show an effect: its ${trial.isShown === undefined ? `interval includes ${none}` : 'own figure may be chance'}`,
        mark: 'derived',
        ...drawn(errorOf(trial)),
      };
    }
    case 'controlled':
      return {
        value: half(measure, value),
        why: `${halfOf(measure)} of ${described(trial)}`,
        mark: 'derived',
        ...drawn(errorOfHalf(trial, value)),
      };
    case 'uncontrolled':
      return {
        value: none,
        why: `${described(trial)} had no comparison: no effect is assumed`,
        mark: 'derived',
        ...held('without a comparison a study does not say how unsure its effect is'),
      };
  }
}

/** The standard error of a study's estimate; null where it gives no interval. */
function errorOf({ interval, measure }: Pick<BestTrial, 'interval' | 'measure'>): number | null {
  return interval === null ? null : spreadOf(interval, !isDifference(measure));
}

/** Half of its error, and of half the effect as much again as takes 95% of draws from none to the whole of it. */
function errorOfHalf(trial: BestTrial, value: number): number | null {
  const error = errorOf(trial);
  if (error === null) return null;
  const doubt = isDifference(trial.measure)
    ? spreadOf([-Math.abs(value) / 2, Math.abs(value) / 2], false)
    : spreadOf([1, Math.max(value, 1 / value)], true);
  return Math.sqrt((error / 2) * (error / 2) + doubt * doubt);
}

function drawn(spread: number | null): Pick<StancedEffect, 'spread' | 'whyHeld'> {
  if (spread === null) return held(NO_INTERVAL);
  return Number.isFinite(spread) ? { spread } : held('its interval has an end that no ratio can have');
}

function held(whyHeld: string): Pick<StancedEffect, 'whyHeld'> {
  return { whyHeld };
}

function noEstimate(none: number): StancedEffect {
  return { value: none, why: 'no study gives an estimate', mark: 'derived', ...held(NO_STUDY) };
}

function described({ design, measure, value, interval, published }: BestTrial): string {
  const names = {
    randomised: 'a randomised trial',
    controlled: 'a controlled study that was not randomised',
    uncontrolled: 'an uncontrolled study',
    none: 'no study',
  } as const;
  if (value === null) return names[design];
  const ends = interval === null ? '' : `, ${short(interval[0])} to ${short(interval[1])}`;
  const from = published === undefined ? '' : `, from the trial's ${published}`;
  return `${names[design]} (${measure.replaceAll('_', ' ')} ${short(value)}${ends}${from})`;
}

function short(value: number): string {
  return String(Number(value.toPrecision(3)));
}

/** Whether a size goes further than another in the direction that the programme means. */
function isMeant(size: number, other: number, measure: EffectMeasure, aim: 'fewer' | 'more'): boolean {
  const isUp = measure === 'diverted' ? true : measure === 'time_ratio' ? aim === 'fewer' : aim === 'more';
  return isUp ? size > other : size < other;
}

/** A warning where the size of an effect says more good than the best study does; null where it does not. */
export function betterThanTrial(value: number, trial: BestTrial, aim: 'fewer' | 'more', what: string): string | null {
  const { measure } = trial;
  const further = (a: number, b: number): boolean => isMeant(a, b, measure, aim);
  if (!further(value, noEffect(measure))) return null;
  const size = `${MEASURE_WORDS[measure]!} of ${value}`;
  if (trial.design === 'none' || trial.value === null) return `${what}: the ${size} rests on no study`;
  return further(value, trial.value) ? `${what}: the ${size} is better than ${described(trial)} found` : null;
}
