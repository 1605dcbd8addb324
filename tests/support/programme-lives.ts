/** Lives with programmes and without, and what an effect that changes with time does to survival. */
import { withProgrammes } from '../../engine/programmes/extend.js';
import type { EffectTarget, ProgrammeEffect, ProgrammePlan } from '../../engine/programmes/plan.js';
import type { ResolvedScenario } from '../../scenarios/index.js';
import { expect } from 'vitest';
import { livesOf, type Life, type LivesChoices, type Watched } from './lives.js';
import { resolveText } from './pathway-files.js';
import { distance, KOLMOGOROV_LIMIT } from './estimates.js';
import { runOnce } from './runs.js';

/** An effect that acts while in the programme and not after, until told otherwise. */
export function effectOn(
  acts: EffectTarget,
  value: number,
  more: Partial<Omit<ProgrammeEffect, 'acts' | 'value'>> = {},
): ProgrammeEffect {
  return { name: 'effect', acts, value, during: true, afterDays: 0, ...more };
}

/** The lives of a pathway file with programmes in it. */
export function livesWith(
  file: string | ResolvedScenario,
  plans: readonly ProgrammePlan[],
  choices: Omit<LivesChoices, 'model'> = {},
): Watched {
  const scenario = typeof file === 'string' ? resolveText(file) : file;
  return livesOf(scenario, { ...choices, model: withProgrammes(scenario.model, plans) });
}

/** A life without what its programmes do in regions of their own: equal where it was lived the same, to the bit. */
export function plainly(life: Life, regions: readonly string[]): unknown {
  const { stream, unit, member, came, birth, attributes, events } = life;
  return {
    stream,
    unit,
    member,
    came,
    birth,
    attributes,
    events: events.filter(({ region }) => regions.includes(region)),
  };
}

/** A number that is `value` from each day on, and 1 before the first. */
export type Steps = readonly (readonly [from: number, value: number])[];

/** The integral of steps from 0 to t. */
export function integral(steps: Steps, t: number): number {
  let total = 0;
  let from = 0;
  let value = 1;
  for (const [day, next] of steps) {
    if (day >= t) break;
    total += value * (day - from);
    from = day;
    value = next;
  }
  return total + value * (t - from);
}

/** The distribution of whole-day times under a hazard of `perDay` multiplied by steps. */
export function hazardLaw(perDay: number, steps: Steps): (days: number) => number {
  return (days) => 1 - Math.exp(-perDay * integral(steps, days));
}

/** Claims that the whole-day times spent `here` of a `stay` with programmes follow a law. */
export function expectLaw(text: string, plans: readonly ProgrammePlan[], law: (days: number) => number): void {
  const scenario = resolveText(text);
  const model = withProgrammes(scenario.model, plans);
  const bins = runOnce(scenario, { model }).bins('time_in_here');
  // What goes on at the end of the run is not among them.
  const end = law(Math.round(scenario.years * 365.25));
  expect(distance(bins, (days) => Math.min(1, law(days) / end))).toBeLessThan(KOLMOGOROV_LIMIT);
}
