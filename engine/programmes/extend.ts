/**
 * A programme becomes a region of the pathway like any other: not offered, declined, waiting, in, after, done.
 * Its places become a resource, its effects factors that read the region. The kernel knows nothing of programmes,
 * and one without an effect multiplies by 1, which changes nothing at all.
 */
import type { Condition, Outcome, PathwayModel, Region, Resource, State, Transition } from '../pathway/model.js';
import { PathwayError } from '../pathway/model.js';
import type { HazardSpec } from '../random/index.js';
import { withEffects } from './effects.js';
import { equityCounters } from './equity.js';
import { negate } from './negate.js';
import { exclusions, withOverlaps } from './overlap.js';
import type { ProgrammePlan } from './plan.js';
import { endingsOf, fadingDays, fidelitySteps, inStates, programmeNames } from './stages.js';

/** The pathway with the programmes in it. @throws PathwayError for an effect on a transition there is none of. */
export function withProgrammes(model: PathwayModel, plans: readonly ProgrammePlan[]): PathwayModel {
  const extended = plans.reduce((so, plan) => withProgramme(so, plan, exclusions(plan, plans)), model);
  return withOverlaps(extended, plans);
}

/**
 * Whether the lives of a world with programmes part from those without only where a place is asked for; not so where
 * fewer are referred or there are more places that everybody shares.
 */
export function partsAtPlaces(plans: readonly ProgrammePlan[]): boolean {
  return plans.every(({ effects }) => effects.every(({ acts }) => acts.kind !== 'referrals' && acts.kind !== 'supply'));
}

function withProgramme(model: PathwayModel, plan: ProgrammePlan, unless: Condition): PathwayModel {
  const names = programmeNames(plan.id);
  if (model.regions.some((region) => region.name === names.region))
    throw new PathwayError(`programme "${plan.id}" is used twice`, ['programmes', plan.id], plan.id);
  const { region, transitions } = regionOf(plan, unless);
  const resource: Resource = {
    name: names.resource,
    places: plan.places,
    ...(plan.siblings !== undefined && { each: plan.siblings.each }),
  };
  return withEffects(
    {
      ...model,
      regions: [...model.regions, region],
      resources: [...model.resources, resource],
      transitions: [...model.transitions, ...transitions],
      counters: [...model.counters, ...equityCounters(plan).keys()],
    },
    plan,
  );
}

/** The region of a programme, and its events. `unless`: what more an offer needs, which no answer to one hangs on later. */
function regionOf(
  plan: ProgrammePlan,
  unless: Condition,
): { readonly region: Region; readonly transitions: readonly Transition[] } {
  const names = programmeNames(plan.id);
  // After leaving, a child passes through one state for each time at which some effect wears off or fades by a step.
  const ends = fadingDays(plan);
  const steps = fidelitySteps(plan);
  const ins = inStates(plan);
  const last = plan.again.kind === 'once' ? names.done : names.none;
  const again = plan.again.kind === 'after' ? plan.again.days : 0;
  const needsRest = again > (ends.at(-1) ?? 0);
  const afterAll = needsRest ? names.resting : last;
  const afterIn = (step: number): string => (ends.length > 0 ? names.after(ends[0]!, step) : afterAll);

  const counters = [...equityCounters(plan)];
  const countsOf = (name: string): Partial<State> => ({
    counts: counters.flatMap(([counter, states]) => (states.includes(name) ? [counter] : [])),
  });
  const region: Region = {
    name: names.region,
    ...(plan.siblings !== undefined && { asks: 'together' }),
    initial: names.none,
    added: { when: plan.eligible },
    states: [
      state(names.none, 'Not offered'),
      state(names.declined, 'Declined', countsOf(names.declined)),
      state(names.waiting, 'Waiting', {
        ...countsOf(names.waiting),
        queues: [{ resource: names.resource, when: [] }],
      }),
      ...ins.map((name, i) =>
        state(
          name,
          i === ins.length - 1 ? 'In programme' : `In programme, begun at ${percent(steps[i]!.share)} of its strength`,
          {
            ...countsOf(name),
            holds: [names.resource],
          },
        ),
      ),
      ...steps.flatMap(({ step }) => ends.map((days) => state(names.after(days, step), 'Left, effect lasting'))),
      ...(needsRest ? [state(names.resting, 'Left, not offered again yet')] : []),
      ...(plan.dropOut !== undefined && again > 0 ? [state(names.dropped, 'Dropped out, not offered again yet')] : []),
      ...(plan.again.kind === 'once' ? [state(names.done, 'Done', { stays: true })] : []),
    ],
  };

  const offered: Condition = [
    { kind: 'time', from: plan.opens, ...(plan.closes === null ? {} : { before: plan.closes }) },
    ...plan.eligible,
  ];
  const transitions: Transition[] = [
    make(names.offered, names.none, { kind: 'condition', condition: [...offered, ...unless] }, [
      outcome(names.waiting, plan.takeUp),
      { ...outcome(names.declined, 0), rest: true },
    ]),
    make(
      names.started,
      names.waiting,
      { kind: 'place' },
      steps.map(({ from }, i) => ({
        ...outcome(ins[i]!, 1),
        ...(steps.length > 1 && { weight: between(from, steps[i + 1]?.from, i === 0) }),
        forces: plan.onStart,
      })),
    ),
  ];
  // Nobody waits, or turns an offer down, for longer than they are eligible: one way out for each part of the condition.
  offered.forEach((atom, i) => {
    for (const [k, part] of negate(atom).entries()) {
      const ends: Transition['trigger'] = { kind: 'condition', condition: [part] };
      transitions.push(make(`${names.leftQueue}_${i}_${k}`, names.waiting, ends, [outcome(names.none, 1)]));
      transitions.push(make(`${names.region}_lapsed_${i}_${k}`, names.declined, ends, [outcome(names.none, 1)]));
    }
  });
  if (plan.waiting.kind !== 'patient') {
    const hazard: HazardSpec = plan.waiting.kind === 'gives up' ? plan.waiting.after : { family: 'fixed', at: 0 };
    transitions.push(make(names.gaveUp, names.waiting, since(hazard), [outcome(names.declined, 1)]));
  }
  const leave = (name: string, trigger: Transition['trigger'], to: (step: number) => string): void => {
    steps.forEach(({ step }) => {
      const own = step === 0 ? name : `${name}_${step}`;
      transitions.push(make(own, names.in(step), trigger, [outcome(to(step), 1)]));
    });
  };
  if (plan.stay !== null) leave(names.completed, since(plan.stay), afterIn);
  if (plan.dropOut !== undefined) {
    leave(names.droppedOut, since(plan.dropOut), () => (again > 0 ? names.dropped : last));
    if (again > 0) transitions.push(make(`${names.droppedOut}_rests`, names.dropped, fixed(again), [outcome(last, 1)]));
  }
  endingsOf(plan).forEach((condition, i) => leave(names.ended(i), { kind: 'condition', condition }, afterIn));
  steps.forEach(({ step }) => {
    ends.forEach((days, i) => {
      const next = i + 1 < ends.length ? names.after(ends[i + 1]!, step) : afterAll;
      const name = `${names.region}_fades_${i}${step === 0 ? '' : `_${step}`}`;
      transitions.push(make(name, names.after(days, step), fixed(days - (ends[i - 1] ?? 0)), [outcome(next, 1)]));
    });
  });
  if (needsRest)
    transitions.push(
      make(`${names.region}_rests`, names.resting, fixed(again - (ends.at(-1) ?? 0)), [outcome(last, 1)]),
    );
  return { region, transitions };

  function make(name: string, from: string, trigger: Transition['trigger'], outcomes: Outcome[]): Transition {
    const luck = plan.siblings === undefined ? {} : { luck: 'family' as const };
    return { name, region: names.region, from: [from], trigger, when: [], scale: 1, multiply: [], ...luck, outcomes };
  }
}

function state(name: string, label: string, more: Partial<State> = {}): State {
  return { name, label, marks: [], counts: [], forces: [], ...more };
}

function outcome(to: string, weight: number): Outcome {
  return { to, weight: { base: weight, factors: [] }, forces: [] };
}

function since(hazard: HazardSpec): Transition['trigger'] {
  return { kind: 'clock', hazard, since: 'entry' };
}

function fixed(days: number): Transition['trigger'] {
  return since({ family: 'fixed', at: days });
}

/** 1 from one day (the beginning of time, for the first step) to another (or for good), else 0. */
function between(from: number, before: number | undefined, isFirst: boolean): Outcome['weight'] {
  const bands = [
    ...(isFirst ? [] : [{ from: 0, value: 0 }]),
    { from: isFirst ? 0 : from, value: 1 },
    ...(before === undefined ? [] : [{ from: before, value: 0 }]),
  ];
  const source = { kind: 'time' as const, from: bands.map((band) => band.from) };
  return { base: 1, factors: [{ source, values: bands.map((band) => band.value) }] };
}

function percent(share: number): string {
  return `${Math.round(share * 100)}%`;
}
