/** How large an effect can be, by what it acts on. */
import type { Path } from '../load/index.js';
import type { EffectMeasure } from '../schema/index.js';
import type { Context } from './context.js';
import { refuse } from './context.js';
import type { Target } from './effect-target.js';

/** Refuses a size that cannot be. */
export function checkSize(context: Context, value: number, { measure, acts }: Target, path: Path): void {
  const within = (from: number, to: number): boolean => value >= from && value <= to;
  const [isFine, wanted] =
    measure === 'diverted'
      ? [within(0, 1), 'a share from 0 to 1']
      : measure === 'points' && acts.kind !== 'supply'
        ? [within(-1, 1), 'a number from -1 to 1 (0.1 is ten percentage points more)']
        : measure === 'points'
          ? [Number.isFinite(value), 'a number of places a year']
          : acts.kind === 'referrals'
            ? [
                value > 0 && value <= 1,
                'a number above 0, and 1 at most: more referrals would need children there are none of',
              ]
            : [value > 0 && Number.isFinite(value), 'a number above 0'];
  if (isFine) return;
  refuse(context, path, `the size of this effect is in ${MEASURE_NAMES[measure]}: expected ${wanted}, found ${value}`);
}

const MEASURE_NAMES: Readonly<Record<EffectMeasure, string>> = {
  hazard_ratio: 'hazard ratios',
  time_ratio: 'time ratios',
  odds_ratio: 'odds ratios',
  risk_ratio: 'risk ratios',
  points: 'points',
  diverted: 'shares diverted',
};
