/**
 * One rule, for every programme, from the best study of an effect to the hazard ratio a run uses.
 *
 * central: a randomised trial gives 1 where its interval includes 1, else its estimate; a controlled study that was not
 * randomised gives half its log effect; anything else gives 1. cautious: half of central's log effect. as-trialled: the
 * best study's estimate as it is. optimistic: the best published, where the programme names one. none: 1.
 */
import type { Mark } from '../../engine/study/result.js';
import type { Stance } from '../schema/index.js';

export interface BestTrial {
  readonly design: 'randomised' | 'controlled' | 'uncontrolled' | 'none';
  readonly hazardRatio: number | null;
  readonly interval: readonly [number, number] | null;
}

/** The best figure anyone has published, whatever its design. */
export interface BestPublished {
  readonly hazardRatio: number;
  readonly design: string;
  readonly note: string;
}

export interface StancedEffect {
  readonly hazardRatio: number;
  readonly why: string;
  readonly mark: Mark;
}

/** The hazard ratio of an effect under a stance, and why it is that. */
export function underStance(stance: Stance, trial: BestTrial, best: BestPublished | null): StancedEffect {
  switch (stance) {
    case 'none':
      return { hazardRatio: 1, why: 'no effect assumed (stance none)', mark: 'assumption' };
    case 'central':
      return central(trial);
    case 'cautious': {
      const { hazardRatio, why } = central(trial);
      // Half of a log effect is the square root of the ratio; `sqrt` is the same everywhere, `pow` is not.
      if (hazardRatio === 1) return { hazardRatio: 1, why, mark: 'derived' };
      return {
        hazardRatio: Math.sqrt(hazardRatio),
        why: `half the log effect of the central stance: ${why}`,
        mark: 'derived',
      };
    }
    case 'as-trialled':
      if (trial.hazardRatio === null) return { hazardRatio: 1, why: 'no study gives an estimate', mark: 'derived' };
      return {
        hazardRatio: trial.hazardRatio,
        why: `the estimate of ${described(trial)}, as it is`,
        mark: 'published',
      };
    case 'optimistic':
      if (best === null) return { hazardRatio: 1, why: 'no better figure is published', mark: 'derived' };
      return {
        hazardRatio: best.hazardRatio,
        why: `the best published figure (${best.design}): ${best.note}`,
        mark: 'published',
      };
  }
}

function central(trial: BestTrial): StancedEffect {
  const { design, hazardRatio, interval } = trial;
  if (hazardRatio === null || design === 'none')
    return { hazardRatio: 1, why: 'no study gives an estimate', mark: 'derived' };
  switch (design) {
    case 'randomised': {
      const shown = interval !== null && (interval[0] > 1 || interval[1] < 1);
      if (shown) return { hazardRatio, why: `the estimate of ${described(trial)}`, mark: 'published' };
      return {
        hazardRatio: 1,
        why: `${described(trial)} does not show an effect: its interval includes 1`,
        mark: 'derived',
      };
    }
    case 'controlled':
      return {
        hazardRatio: Math.sqrt(hazardRatio),
        why: `half the log effect of ${described(trial)}`,
        mark: 'derived',
      };
    case 'uncontrolled':
      return { hazardRatio: 1, why: `${described(trial)} had no comparison: no effect is assumed`, mark: 'derived' };
  }
}

function described({ design, hazardRatio, interval }: BestTrial): string {
  const names = {
    randomised: 'a randomised trial',
    controlled: 'a controlled study that was not randomised',
    uncontrolled: 'an uncontrolled study',
    none: 'no study',
  } as const;
  const figure =
    hazardRatio === null ? '' : ` (${hazardRatio}${interval === null ? '' : `, ${interval[0]} to ${interval[1]}`})`;
  return `${names[design]}${figure}`;
}

/** A warning where a hazard ratio says more good than the best study does; null where it does not. */
export function betterThanTrial(
  hazardRatio: number,
  trial: BestTrial,
  aim: 'fewer' | 'more',
  what: string,
): string | null {
  if (hazardRatio === 1) return null;
  const intended = aim === 'fewer' ? hazardRatio < 1 : hazardRatio > 1;
  if (!intended) return null;
  if (trial.design === 'none' || trial.hazardRatio === null) {
    return `${what}: the hazard ratio of ${hazardRatio} rests on no study`;
  }
  const further = aim === 'fewer' ? hazardRatio < trial.hazardRatio : hazardRatio > trial.hazardRatio;
  return further ? `${what}: the hazard ratio of ${hazardRatio} is better than ${described(trial)} found` : null;
}
