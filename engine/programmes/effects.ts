/** The effects of a programme, as factors and adjustments that read where the child is in it. */
import type {
  Adjustment,
  Condition,
  Factor,
  Forced,
  Outcome,
  PathwayModel,
  Region,
  Transition,
} from '../pathway/model.js';
import { PathwayError } from '../pathway/model.js';
import { negate } from './negate.js';
import type { EffectTarget, ProgrammeEffect, ProgrammePlan } from './plan.js';
import { withFewerReferrals, withSupply } from './shared-effects.js';
import { neutral, programmeNames, stagesOf, valueAt } from './stages.js';

const OFF = 'off';

/** The model with everything that a programme's effects change in it. @throws PathwayError for what is not there to change */
export function withEffects(model: PathwayModel, plan: ProgrammePlan): PathwayModel {
  return plan.effects.reduce((changed, effect) => withEffect(changed, plan, effect), model);
}

function withEffect(model: PathwayModel, plan: ProgrammePlan, effect: ProgrammeEffect): PathwayModel {
  const { acts } = effect;
  const path = ['programmes', plan.id, 'effects', effect.name];
  if (acts.kind === 'supply') return withSupply(model, acts, path);
  if (acts.kind === 'referrals') return withFewerReferrals(model, plan, effect, acts.streams, path);
  const transitions = transitionsOf(acts);
  const known = model.transitions.map((transition) => transition.name);
  for (const name of transitions)
    if (!known.includes(name)) throw new PathwayError(`unknown transition "${name}"`, path, name, known);
  const isChosen = ({ name }: Transition): boolean => transitions.includes(name);
  for (const transition of model.transitions.filter(isChosen)) refuseInert(transition, effect, path);
  const { extended, factor } = exposure(model, plan, effect);
  const change = (how: (transition: Transition) => Transition): PathwayModel => ({
    ...extended,
    transitions: extended.transitions.map((transition) => (isChosen(transition) ? how(transition) : transition)),
  });
  switch (acts.kind) {
    case 'hazard_ratio':
      return change((transition) => ({ ...transition, multiply: [...transition.multiply, factor] }));
    case 'time_ratio':
      return change((transition) => ({ ...transition, stretch: [...(transition.stretch ?? []), factor] }));
    case 'diverted':
      return change((transition) => diverted(transition, acts.to, factor));
    case 'odds_ratio':
    case 'risk_ratio':
    case 'points': {
      const { of, towards } = acts;
      const adjustment: Adjustment = { measure: acts.kind, factor };
      if ('transitions' in of)
        return change((transition) => ({
          ...transition,
          outcomes: adjusted(transition.outcomes, towards, adjustment, transition.name, path),
        }));
      return withForces(
        extended,
        of.entering,
        of.region,
        (forced) => ({
          ...forced,
          outcomes: adjusted(forced.outcomes, towards, adjustment, of.region, path),
        }),
        path,
      );
    }
  }
}

/** The transitions an effect names. */
function transitionsOf(acts: Exclude<EffectTarget, { kind: 'supply' | 'referrals' }>): readonly string[] {
  if (!('of' in acts)) return acts.transitions;
  return 'transitions' in acts.of ? acts.of.transitions : [];
}

/** The factor of an effect by where the child is in the programme; of a subgroup, with the region that follows who is in it. */
function exposure(
  model: PathwayModel,
  plan: ProgrammePlan,
  effect: ProgrammeEffect,
): { readonly extended: PathwayModel; readonly factor: Factor } {
  const names = programmeNames(plan.id);
  const stages = stagesOf(plan)
    .map((stage) => ({ state: stage.state, value: valueAt(effect, stage) }))
    .filter(({ value }) => value !== neutral(effect.acts.kind));
  const values = Object.fromEntries(stages.map(({ state, value }) => [state, value]));
  // Nobody need be followed by what changes nothing.
  if (effect.only === undefined || stages.length === 0)
    return { extended: model, factor: { source: { kind: 'state', region: names.region }, values } };

  const region = names.effect(effect.name);
  const make = (name: string, from: string, condition: Condition, to: string): Transition => ({
    name: `${region}_${name}`,
    region,
    from: [from],
    trigger: { kind: 'condition', condition },
    when: [],
    scale: 1,
    multiply: [],
    outcomes: [{ to, weight: { base: 1, factors: [] }, forces: [] }],
  });
  const states = [OFF, ...stages.map(({ state }) => state)];
  const follows: Region = {
    name: region,
    initial: OFF,
    added: { when: [] },
    states: states.map((name) => ({
      name,
      label: name === OFF ? `Not of those on whom ${effect.name} acts` : `${effect.name} acts`,
      marks: [],
      counts: [],
      forces: [],
    })),
  };
  const transitions = stages.flatMap(({ state }) => {
    const condition = [{ kind: 'state' as const, region: names.region, states: [state] }, ...effect.only!];
    return [
      make(`on_${state}`, OFF, condition, state),
      ...condition.flatMap(negate).map((atom, i) => make(`off_${state}_${i}`, state, [atom], OFF)),
    ];
  });
  return {
    extended: {
      ...model,
      regions: [...model.regions, follows],
      transitions: [...model.transitions, ...transitions],
    },
    factor: { source: { kind: 'state', region }, values },
  };
}

/** A ratio on something that is not a chance, or not a time, would change nothing, silently; who is kept from what comes once waits for ever. */
function refuseInert({ name, trigger }: Transition, { acts, value }: ProgrammeEffect, path: readonly string[]): void {
  if (value === neutral(acts.kind)) return;
  if (acts.kind === 'time_ratio') {
    if (trigger.kind === 'clock') return;
    throw new PathwayError(`a time ratio cannot change "${name}": it takes no time of its own`, path, name);
  }
  if (acts.kind === 'diverted' && acts.to === null && (trigger.kind !== 'clock' || trigger.hazard.family === 'fixed'))
    throw new PathwayError(
      `those whom "${name}" is kept from would wait for ever: it comes once, at a set time; divert them to another state`,
      path,
      name,
    );
  if (acts.kind !== 'hazard_ratio') return;
  if (trigger.kind === 'clock' && trigger.hazard.family !== 'fixed') return;
  const why =
    trigger.kind === 'clock'
      ? 'its time is fixed (a time ratio can)'
      : trigger.kind === 'birthday'
        ? 'it happens on a birthday'
        : 'it happens at once';
  throw new PathwayError(`a hazard ratio cannot change "${name}": ${why}`, path, name);
}

/** Some of those to whom the event happens stay, or go elsewhere. */
function diverted(transition: Transition, to: string | null, factor: Factor): Transition {
  const elsewhere: Outcome = {
    to,
    weight: { base: 0, factors: [] },
    adjust: [{ measure: 'points', factor }],
    forces: [],
  };
  return { ...transition, outcomes: [...transition.outcomes, elsewhere] };
}

/** Outcomes of which those that lead to a state, or force it somewhere, are adjusted. */
function adjusted(
  outcomes: readonly Outcome[],
  towards: string,
  adjustment: Adjustment,
  what: string,
  path: readonly string[],
): readonly Outcome[] {
  const leads = (outcome: Outcome): boolean =>
    outcome.to === towards || outcome.forces.some(({ outcomes: forced }) => forced.every(({ to }) => to === towards));
  const found = outcomes.filter(leads);
  const ways = [
    ...new Set(
      outcomes.flatMap(({ to, forces }) => [
        to ?? 'stay',
        ...forces.flatMap((one) => one.outcomes.map((way) => way.to ?? 'stay')),
      ]),
    ),
  ];
  if (found.length === 0) throw new PathwayError(`no outcome of "${what}" leads to "${towards}"`, path, towards, ways);
  if (found.length > 1)
    throw new PathwayError(`several outcomes of "${what}" lead to "${towards}"`, path, towards, ways);
  if (outcomes.length === 1)
    throw new PathwayError(`"${what}" has one outcome, so there are no shares to change`, path, towards);
  return outcomes.map((outcome) =>
    leads(outcome) ? { ...outcome, adjust: [...(outcome.adjust ?? []), adjustment] } : outcome,
  );
}

/** Changes what entering states forces in a region. */
function withForces(
  model: PathwayModel,
  entering: { readonly region: string; readonly states: readonly string[] },
  region: string,
  how: (forced: Forced) => Forced,
  path: readonly string[],
): PathwayModel {
  const owner = model.regions.find(({ name }) => name === entering.region);
  if (owner === undefined)
    throw new PathwayError(
      `unknown region "${entering.region}"`,
      path,
      entering.region,
      model.regions.map(({ name }) => name),
    );
  for (const name of entering.states) {
    const found = owner.states.find((item) => item.name === name);
    if (found === undefined)
      throw new PathwayError(
        `unknown state "${name}"`,
        path,
        name,
        owner.states.map((item) => item.name),
      );
    if (!found.forces.some((forced) => forced.region === region))
      throw new PathwayError(
        `entering "${name}" forces nothing in "${region}"`,
        path,
        region,
        found.forces.map((forced) => forced.region),
      );
  }
  return {
    ...model,
    regions: model.regions.map((item) =>
      item !== owner
        ? item
        : {
            ...item,
            states: item.states.map((one) =>
              entering.states.includes(one.name)
                ? { ...one, forces: one.forces.map((forced) => (forced.region === region ? how(forced) : forced)) }
                : one,
            ),
          },
    ),
  };
}

/** Whether an effect changes anything at all. */
export function isActing({ acts, value }: ProgrammeEffect): boolean {
  return acts.kind === 'supply' ? acts.steps.some(({ places }) => places !== 0) : value !== neutral(acts.kind);
}
