/** Programmes as the engine takes them, for tests: neutral until told otherwise. */
import type { ProgrammePlan } from '../../engine/programmes/plan.js';

/** A programme open to all from day 0, with all the places anyone wants, for 90 days, without an effect. */
export function programme(more: Partial<ProgrammePlan> = {}): ProgrammePlan {
  return {
    id: 'help',
    title: 'Help',
    opens: 0,
    closes: null,
    eligible: [],
    takeUp: 1,
    places: null,
    waiting: { kind: 'patient' },
    stay: { family: 'fixed', at: 90 },
    endsWhen: [],
    endsWhenNotEligible: false,
    onStart: [],
    again: { kind: 'once' },
    effects: [],
    ...more,
  };
}
