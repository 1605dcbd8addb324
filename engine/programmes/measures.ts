/** What is counted of every programme: how many wait, are in it, start, give up, decline, and end. */
import type { FlowMeasure, Measure, StockMeasure } from '../ledger/spec.js';
import type { PathwayModel } from '../pathway/model.js';
import { hasSiblings } from '../pathway/siblings.js';
import type { ProgrammePlan } from './plan.js';
import { endingsOf, fidelitySteps, inStates, programmeNames } from './stages.js';

export interface ProgrammeMeasure {
  readonly programme: string;
  /** Name in the tables, the same for all programmes. */
  readonly measure: string;
  readonly label: string;
  readonly definition: string;
  readonly spec: Measure;
}

export function programmeMeasures(plan: ProgrammePlan): ProgrammeMeasure[] {
  const names = programmeNames(plan.id);
  const stock = (measure: string, label: string, states: readonly string[], definition: string): ProgrammeMeasure => ({
    programme: plan.id,
    measure,
    label,
    definition,
    spec: {
      kind: 'stock',
      name: `${names.region}:${measure}`,
      label,
      where: [{ kind: 'state', region: names.region, states }],
      by: [],
    } satisfies StockMeasure,
  });
  const flow = (measure: string, label: string, on: FlowMeasure['on'], definition: string): ProgrammeMeasure => ({
    programme: plan.id,
    measure,
    label,
    definition,
    spec: { kind: 'flow', name: `${names.region}:${measure}`, label, on, by: [] } satisfies FlowMeasure,
  });
  const enters = (state: string): FlowMeasure['on'] => ({
    enters: [{ kind: 'state', region: names.region, states: [state] }],
  });
  return [
    stock(
      'programme_in',
      'Children in the programme',
      inStates(plan),
      plan.siblings?.each === 'family'
        ? 'Children in it at the end of the day; those of one family may share a place'
        : 'Places in use at the end of the day',
    ),
    stock(
      'programme_waiting',
      'Children waiting for the programme',
      [names.waiting],
      'Children who accepted and for whom no place is free',
    ),
    flow('programme_started', 'Starts', { transitions: [names.started] }, 'Children who took up a place'),
    ...(plan.waiting.kind === 'patient'
      ? []
      : [
          flow(
            'programme_gave_up',
            'Gave up waiting',
            { transitions: [names.gaveUp] },
            'Children who waited as long as families wait and left the list',
          ),
        ]),
    flow(
      'programme_declined',
      'Declined or gave up',
      enters(names.declined),
      'Children who were offered it and did not take it up, or gave up waiting',
    ),
    flow(
      'programme_ended',
      'Ended',
      { leaves: [{ kind: 'state', region: names.region, states: inStates(plan) }] },
      'Children whose place was given up',
    ),
    ...(plan.dropOut === undefined
      ? []
      : [
          flow(
            'programme_dropped_out',
            'Dropped out',
            { transitions: stepNames(names.droppedOut, plan) },
            'Children who left before the end, with no effect after',
          ),
        ]),
    ...(plan.outcomes ?? []).map(({ name, label, on, definition }) =>
      flow(
        `programme_outcome_${name}`,
        label,
        on === 'start' ? { transitions: [names.started] } : { transitions: endsOf(plan) },
        definition,
      ),
    ),
  ];
}

/** Where brothers and sisters share a place, the places in use are not the children in them: counted where there are any. */
export function familyPlaceMeasures(plan: ProgrammePlan, model: PathwayModel): ProgrammeMeasure[] {
  if (plan.siblings?.each !== 'family' || !hasSiblings(model)) return [];
  const { region, resource } = programmeNames(plan.id);
  const label = 'Places in use';
  return [
    {
      programme: plan.id,
      measure: 'programme_places_used',
      label,
      definition: 'Places in use at the end of the day, each by one child or several of one family',
      spec: { kind: 'use', name: `${region}:programme_places_used`, label, resource, by: [] },
    },
  ];
}

/** What ends it as it is meant to end: its length, or where it has none, what does. Dropping out does not. */
function endsOf(plan: ProgrammePlan): readonly string[] {
  const names = programmeNames(plan.id);
  return plan.stay === null
    ? endingsOf(plan).flatMap((_, i) => stepNames(names.ended(i), plan))
    : stepNames(names.completed, plan);
}

/** The names of an event that happens in each step of the ramp-up of fidelity. */
function stepNames(name: string, plan: ProgrammePlan): readonly string[] {
  return fidelitySteps(plan).map(({ step }) => (step === 0 ? name : `${name}_${step}`));
}
