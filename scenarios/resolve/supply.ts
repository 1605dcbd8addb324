/** The places that a programme adds by keeping carers, or recruiting them. */
import type { EffectTarget } from '../../engine/programmes/plan.js';
import { exp } from '../../engine/random/index.js';
import { DAYS_PER_MONTH, DAYS_PER_YEAR } from '../../engine/time/index.js';
import type { EffectMeasure } from '../schema/index.js';
import { refuse } from './context.js';
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
  const { retains, resource, leavingPerDay } = acts;
  refuseTooMany(inputs, acts);
  const stays = exp(-leavingPerDay * DAYS_PER_MONTH);
  const days = endDay - useContext.startDay;
  const steps: { from: number; places: number }[] = [];
  let extra = 0;
  // What a month has brought is there at its end.
  for (let day = DAYS_PER_MONTH; day < days; day += DAYS_PER_MONTH) {
    const open = teamsOver(teams, closes ?? days, day - DAYS_PER_MONTH, day);
    if (measure === 'points') extra = extra * stays + (value * open * DAYS_PER_MONTH) / DAYS_PER_YEAR;
    else if (retains !== null) {
      // Of those covered fewer leave; who has stayed for it leaves later, like others.
      const settled = open * retains.covered * (1 - value);
      extra = settled + (extra - settled) * stays;
    }
    const places = Math.trunc(extra + (extra < 0 ? -1e-9 : 1e-9));
    if (places !== (steps.at(-1)?.places ?? 0)) steps.push({ from: Math.round(day), places });
  }
  return { kind: 'supply', resource, steps };
}

/** Nobody can keep more carers than there are. */
function refuseTooMany({ teams, model, useContext, usePath }: EffectInputs, acts: Target['acts']): void {
  if (acts.kind !== 'supply' || acts.retains === null) return;
  const places = model.resources.find(({ name }) => name === acts.resource)?.places;
  if (places == null) return;
  const most = Math.max(...places.map((row) => row.places));
  const covered = acts.retains.covered * Math.max(...teams.map((row) => row.teams), 0);
  if (covered > most)
    refuse(
      useContext,
      usePath,
      `this covers ${covered} carers, and there are ${most} places of '${acts.resource}' at most`,
    );
}

/** How many teams are open, on average, from one day to another. */
function teamsOver(teams: Teams, closes: number, from: number, to: number): number {
  return teams.reduce((total, row, i) => {
    const end = Math.min(to, closes, teams[i + 1]?.from ?? to);
    return total + (row.teams * Math.max(0, end - Math.max(from, row.from))) / (to - from);
  }, 0);
}
