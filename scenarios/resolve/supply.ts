/** The places that a programme adds by keeping carers, or recruiting them. */
import type { EffectTarget } from '../../engine/programmes/plan.js';
import { exp } from '../../engine/random/index.js';
import { DAYS_PER_MONTH, DAYS_PER_YEAR } from '../../engine/time/index.js';
import type { EffectMeasure } from '../schema/index.js';
import type { Target } from './effect-target.js';
import type { EffectInputs } from './effects.js';

/** Teams (or programmes, where everybody is reached) from each day on. */
export type Teams = readonly { readonly from: number; readonly teams: number }[];

/** A supply with the places it adds, month by month. */
export function withSteps(
  inputs: EffectInputs,
  acts: Target['acts'],
  measure: EffectMeasure,
  value: number,
): EffectTarget {
  if (acts.kind !== 'supply') return acts;
  const { teams, endDay, useContext, closes } = inputs;
  const { retains, resource } = acts;
  const days = endDay - useContext.startDay;
  const steps: { from: number; places: number }[] = [];
  let extra = 0;
  // What a month has brought is there at its end.
  for (let day = DAYS_PER_MONTH; day < days; day += DAYS_PER_MONTH) {
    const open = teamsOver(teams, closes ?? days, day - DAYS_PER_MONTH, day);
    if (measure === 'points') extra += (value * open * DAYS_PER_MONTH) / DAYS_PER_YEAR;
    else if (retains !== null) {
      // Of those covered fewer leave; who has stayed for it leaves later, like others.
      const settled = open * retains.covered * (1 - value);
      extra = settled + (extra - settled) * exp(-retains.leavingPerDay * DAYS_PER_MONTH);
    }
    const places = Math.trunc(extra + (extra < 0 ? -1e-9 : 1e-9));
    if (places !== (steps.at(-1)?.places ?? 0)) steps.push({ from: Math.round(day), places });
  }
  return { kind: 'supply', resource, steps };
}

/** How many teams are open, on average, from one day to another. */
function teamsOver(teams: Teams, closes: number, from: number, to: number): number {
  return teams.reduce((total, row, i) => {
    const end = Math.min(to, closes, teams[i + 1]?.from ?? to);
    return total + (row.teams * Math.max(0, end - Math.max(from, row.from))) / (to - from);
  }, 0);
}
