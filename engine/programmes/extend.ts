/**
 * A programme becomes a region of the pathway like any other: not offered, declined, waiting, in, after, done.
 * Its places become a resource, its effects multipliers that read the region. The kernel knows nothing of programmes,
 * and one without an effect multiplies by 1, which changes nothing at all.
 */
import type {
  Atom,
  Condition,
  Factor,
  Outcome,
  PathwayModel,
  Region,
  Resource,
  State,
  Transition,
} from '../pathway/model.js';
import { PathwayError } from '../pathway/model.js';
import type { HazardSpec } from '../random/index.js';
import type { ProgrammeEffect, ProgrammePlan } from './plan.js';

/** Names of the region, its states and its events, for measures to refer to. */
export function programmeNames(id: string) {
  const region = `programme_${id}`;
  return {
    region,
    none: 'not_offered',
    declined: 'declined',
    waiting: 'waiting',
    in: 'in_programme',
    /** States in which some effect lasts, by the end of the effect in days after leaving. */
    after: (days: number) => `after_${String(days).replace('.', '_')}`,
    done: 'done',
    offered: `${region}_offered`,
    started: `${region}_started`,
    gaveUp: `${region}_gave_up`,
    leftQueue: `${region}_left_queue`,
    completed: `${region}_completed`,
    ended: (i: number) => `${region}_ended_${i}`,
    resource: `${region}_places`,
  };
}

/** The pathway with the programmes in it. @throws PathwayError for an effect on a transition there is none of. */
export function withProgrammes(model: PathwayModel, plans: readonly ProgrammePlan[]): PathwayModel {
  return plans.reduce(withProgramme, model);
}

function withProgramme(model: PathwayModel, plan: ProgrammePlan): PathwayModel {
  const names = programmeNames(plan.id);
  const path = ['programmes', plan.id];
  if (model.regions.some((region) => region.name === names.region))
    throw new PathwayError(`programme "${plan.id}" is used twice`, path, plan.id);
  const known = model.transitions.map((transition) => transition.name);
  for (const effect of plan.effects)
    for (const name of effect.transitions)
      if (!known.includes(name))
        throw new PathwayError(`unknown transition "${name}"`, [...path, 'effects', effect.name], name, known);

  for (const effect of plan.effects) for (const name of effect.transitions) refuseInert(model, effect, name, path);

  // After leaving, a child passes through one state for each time at which some effect wears off.
  const ends = [...new Set(plan.effects.map((effect) => effect.afterDays).filter((days) => days > 0))].sort(
    (a, b) => a - b,
  );
  const afterStates = ends.map((days) => names.after(days));
  const last = plan.again.kind === 'once' ? names.done : names.none;
  const pause = plan.again.kind === 'after' ? Math.max(plan.again.days, ends.at(-1) ?? 0) : 0;
  const needsRest = plan.again.kind === 'after' && pause > (ends.at(-1) ?? 0);
  const chain = [...afterStates, ...(needsRest ? ['resting'] : [])];
  const afterIn = chain[0] ?? last;

  const state = (name: string, label: string, more: Partial<State> = {}): State => ({
    name,
    label,
    marks: [],
    counts: [],
    forces: [],
    ...more,
  });
  const region: Region = {
    name: names.region,
    initial: names.none,
    states: [
      state(names.none, 'Not offered'),
      state(names.declined, 'Declined'),
      state(names.waiting, 'Waiting', { queues: [{ resource: names.resource, when: [] }] }),
      state(names.in, 'In programme', { holds: [names.resource] }),
      ...afterStates.map((name) => state(name, 'Left, effect lasting')),
      ...(needsRest ? [state('resting', 'Left, not offered again yet')] : []),
      ...(plan.again.kind === 'once' ? [state(names.done, 'Done', { stays: true })] : []),
    ],
  };

  const offered: Condition = [
    { kind: 'time', from: plan.opens, ...(plan.closes === null ? {} : { before: plan.closes }) },
    ...plan.eligible,
  ];
  const transitions: Transition[] = [
    make(names.offered, names.none, { kind: 'condition', condition: offered }, [
      outcome(names.waiting, plan.takeUp),
      { ...outcome(names.declined, 0), rest: true },
    ]),
    make(names.started, names.waiting, { kind: 'place' }, [{ ...outcome(names.in, 1), forces: plan.onStart }]),
  ];
  // Nobody waits, or turns an offer down, for longer than they are eligible: one way out for each part of the condition.
  offered.forEach((atom, i) => {
    const holdsNot = negate(atom);
    for (const [k, part] of holdsNot.entries()) {
      transitions.push(
        make(`${names.leftQueue}_${i}_${k}`, names.waiting, { kind: 'condition', condition: [part] }, [
          outcome(names.none, 1),
        ]),
      );
      transitions.push(
        make(`${names.region}_lapsed_${i}_${k}`, names.declined, { kind: 'condition', condition: [part] }, [
          outcome(names.none, 1),
        ]),
      );
    }
  });
  if (plan.waiting.kind !== 'patient') {
    const hazard: HazardSpec = plan.waiting.kind === 'gives up' ? plan.waiting.after : { family: 'fixed', at: 0 };
    transitions.push(
      make(names.gaveUp, names.waiting, { kind: 'clock', hazard, since: 'entry' }, [outcome(names.declined, 1)]),
    );
  }
  if (plan.stay !== null)
    transitions.push(
      make(names.completed, names.in, { kind: 'clock', hazard: plan.stay, since: 'entry' }, [outcome(afterIn, 1)]),
    );
  const endings = [
    ...plan.endsWhen,
    ...(plan.endsWhenNotEligible ? plan.eligible.flatMap(negate).map((atom) => [atom]) : []),
  ];
  endings.forEach((condition, i) =>
    transitions.push(make(names.ended(i), names.in, { kind: 'condition', condition }, [outcome(afterIn, 1)])),
  );
  const until = [...ends, ...(needsRest ? [pause] : [])];
  chain.forEach((name, i) => {
    const days = until[i]! - (until[i - 1] ?? 0);
    transitions.push(
      make(
        `${names.region}_fades_${i}`,
        name,
        { kind: 'clock', hazard: { family: 'fixed', at: days }, since: 'entry' },
        [outcome(chain[i + 1] ?? last, 1)],
      ),
    );
  });

  function make(name: string, from: string, trigger: Transition['trigger'], outcomes: Outcome[]): Transition {
    return { name, region: names.region, from: [from], trigger, when: [], scale: 1, multiply: [], outcomes };
  }

  const resource: Resource = { name: names.resource, places: plan.places };
  return {
    ...model,
    regions: [...model.regions, region],
    resources: [...model.resources, resource],
    transitions: [...model.transitions.map((transition) => withEffects(transition, plan, ends)), ...transitions],
  };
}

/** A hazard ratio on something that is not a chance would change nothing, silently. */
function refuseInert(model: PathwayModel, effect: ProgrammeEffect, name: string, path: readonly string[]): void {
  const { trigger } = model.transitions.find((transition) => transition.name === name)!;
  if (effect.hazardRatio === 1 || (trigger.kind === 'clock' && trigger.hazard.family !== 'fixed')) return;
  const why =
    trigger.kind === 'clock'
      ? 'its time is fixed'
      : trigger.kind === 'birthday'
        ? 'it happens on a birthday'
        : 'it happens at once';
  throw new PathwayError(`a hazard ratio cannot change "${name}": ${why}`, [...path, 'effects', effect.name], name);
}

function outcome(to: string, weight: number): Outcome {
  return { to, weight: { base: weight, factors: [] }, forces: [] };
}

function withEffects(transition: Transition, plan: ProgrammePlan, ends: readonly number[]): Transition {
  const effects = plan.effects.filter((effect) => effect.transitions.includes(transition.name));
  if (effects.length === 0) return transition;
  return {
    ...transition,
    multiply: [...transition.multiply, ...effects.map((effect) => effectFactor(plan.id, effect, ends))],
  };
}

/** The multiplier of an effect by where the child is in the programme. */
function effectFactor(id: string, effect: ProgrammeEffect, ends: readonly number[]): Factor {
  const names = programmeNames(id);
  const values: Record<string, number> = {};
  if (effect.during) values[names.in] = effect.hazardRatio;
  for (const days of ends) if (days <= effect.afterDays) values[names.after(days)] = effect.hazardRatio;
  return { source: { kind: 'state', region: names.region }, values };
}

/** Conditions any of which makes the atom fail. */
function negate(atom: Atom): Atom[] {
  const frozen = 'frozen' in atom && atom.frozen !== undefined ? { frozen: atom.frozen } : {};
  switch (atom.kind) {
    case 'state':
    case 'attribute':
      return [{ ...atom, not: !(atom.not ?? false) }];
    case 'age':
      return [
        ...(atom.from === undefined ? [] : [{ kind: 'age' as const, below: atom.from, ...frozen }]),
        ...(atom.below === undefined ? [] : [{ kind: 'age' as const, from: atom.below, ...frozen }]),
      ];
    case 'time':
      return [
        ...(atom.from === undefined ? [] : [{ kind: 'time' as const, before: atom.from, ...frozen }]),
        ...(atom.before === undefined ? [] : [{ kind: 'time' as const, from: atom.before, ...frozen }]),
      ];
    case 'count':
      return [
        ...(atom.atLeast === undefined
          ? []
          : [{ kind: 'count' as const, counter: atom.counter, below: atom.atLeast, ...frozen }]),
        ...(atom.below === undefined
          ? []
          : [{ kind: 'count' as const, counter: atom.counter, atLeast: atom.below, ...frozen }]),
      ];
    case 'level':
      return [
        ...(atom.from === undefined ? [] : [{ kind: 'level' as const, level: atom.level, below: atom.from }]),
        ...(atom.below === undefined ? [] : [{ kind: 'level' as const, level: atom.level, from: atom.below }]),
      ];
  }
}
