/**
 * What several programmes do together: by themselves their ratios multiply; a rule may say that only the strongest of
 * those on one transition counts, that together they never go below a ratio, or that nobody has two at once.
 *
 * Each rule but the last is one region more, which follows which of them a child is in, and a factor that turns the
 * product of their ratios into what the rule says.
 */
import { log } from '../random/index.js';
import type { Condition, Factor, PathwayModel, Region, Transition } from '../pathway/model.js';
import { PathwayError } from '../pathway/model.js';
import { negate } from './negate.js';
import type { Overlap, ProgrammePlan } from './plan.js';
import { inStates, programmeNames, stagesOf, valueAt } from './stages.js';

const APART = 'apart';
/** More combinations of places in programmes than this are refused: each is a state. */
const MOST = 200;

/** Further requirements on who is offered a programme: not in another, nor waiting for one. */
export function exclusions(plan: ProgrammePlan, plans: readonly ProgrammePlan[]): Condition {
  return plans
    .filter((other) => other.id !== plan.id && (excludes(plan, other) || excludes(other, plan)))
    .map((other) => ({
      kind: 'state' as const,
      region: programmeNames(other.id).region,
      states: [programmeNames(other.id).waiting, ...inStates(other)],
      not: true,
    }));
}

function excludes({ overlap }: ProgrammePlan, other: ProgrammePlan): boolean {
  return overlap?.rule === 'exclusive' && overlap.with.includes(other.id);
}

/** The model with a region for each rule and transition on which several programmes act. */
export function withOverlaps(model: PathwayModel, plans: readonly ProgrammePlan[]): PathwayModel {
  return plans.reduce((changed, plan) => {
    const { overlap } = plan;
    if (overlap === undefined || overlap.rule === 'exclusive') return changed;
    const group = [plan, ...plans.filter(({ id }) => id !== plan.id && overlap.with.includes(id))];
    const transitions = [...new Set(plan.effects.flatMap(({ acts }) => (acts.kind === 'hazard_ratio' ? acts.transitions : [])))];
    return transitions.reduce((so, transition) => withRule(so, plan, overlap, group, transition), changed);
  }, model);
}

interface Way {
  readonly plan: ProgrammePlan;
  readonly state: string;
  readonly ratio: number;
}

function withRule(
  model: PathwayModel,
  plan: ProgrammePlan,
  overlap: Exclude<Overlap, { rule: 'exclusive' }>,
  group: readonly ProgrammePlan[],
  transition: string,
): PathwayModel {
  const path = ['programmes', plan.id, 'overlap'];
  const ways = group
    .map((one) => waysOf(one, transition, path))
    .filter((list) => list.length > 0);
  if (ways.length < 2) return model;
  const combinations = ways
    .reduce<readonly (readonly Way[])[]>((all, list) => all.flatMap((some) => [some, ...list.map((way) => [...some, way])]), [[]])
    .filter((some) => some.length > 1);
  if (combinations.length > MOST)
    throw new PathwayError(`the rule would need ${combinations.length} combinations on "${transition}"; at most ${MOST}`, path);
  const name = `overlap_${plan.id}_${transition}`;
  const region: Region = {
    name,
    initial: APART,
    states: [
      { name: APART, label: 'Not in several at once', marks: [], counts: [], forces: [] },
      ...combinations.map((some, i) => ({
        name: stateName(i),
        label: `In ${some.map((way) => way.plan.title).join(' and ')}`,
        marks: [],
        counts: [],
        forces: [],
      })),
    ],
  };
  const transitions = combinations.flatMap((some, i): readonly Transition[] => {
    const within = some.map((way) => ({
      kind: 'state' as const,
      region: programmeNames(way.plan.id).region,
      states: [way.state],
    }));
    // Of the others of the group none may act, else a larger combination holds.
    const without = group
      .filter((one) => some.every((way) => way.plan.id !== one.id))
      .flatMap((one) => {
        const states = waysOf(one, transition, path).map(({ state }) => state);
        return states.length === 0
          ? []
          : [{ kind: 'state' as const, region: programmeNames(one.id).region, states, not: true }];
      });
    const condition: Condition = [...within, ...without];
    const make = (suffix: string, from: string, when: Condition, to: string): Transition => ({
      name: `${name}_${suffix}`,
      region: name,
      from: [from],
      trigger: { kind: 'condition', condition: when },
      when: [],
      scale: 1,
      multiply: [],
      outcomes: [{ to, weight: { base: 1, factors: [] }, forces: [] }],
    });
    return [
      make(`on_${i}`, APART, condition, stateName(i)),
      ...condition.flatMap(negate).map((atom, k) => make(`off_${i}_${k}`, stateName(i), [atom], APART)),
    ];
  });
  const factor: Factor = {
    source: { kind: 'state', region: name },
    values: Object.fromEntries(combinations.map((some, i) => [stateName(i), correction(overlap, some)])),
  };
  return {
    ...model,
    regions: [...model.regions, region],
    transitions: [
      ...model.transitions.map((one) =>
        one.name === transition ? { ...one, multiply: [...one.multiply, factor] } : one,
      ),
      ...transitions,
    ],
  };
}

function stateName(i: number): string {
  return `together_${i}`;
}

/** The states of a programme in which it acts on a transition, and its ratio there. */
function waysOf(plan: ProgrammePlan, transition: string, path: readonly string[]): readonly Way[] {
  const effects = plan.effects.filter(({ acts }) => acts.kind === 'hazard_ratio' && acts.transitions.includes(transition));
  for (const { name, only } of effects)
    if (only !== undefined)
      throw new PathwayError(`a rule of overlap cannot hold for '${name}' of ${plan.id}, which acts on a subgroup only`, path, name);
  return stagesOf(plan)
    .map((stage) => ({
      plan,
      state: stage.state,
      ratio: effects.reduce((product, effect) => product * valueAt(effect, stage), 1),
    }))
    .filter(({ ratio }) => ratio !== 1);
}

/** What the product of ratios is to be multiplied by. */
function correction(overlap: Exclude<Overlap, { rule: 'exclusive' }>, ways: readonly Way[]): number {
  const product = ways.reduce((sofar, { ratio }) => sofar * ratio, 1);
  if (overlap.rule === 'capped') return product < overlap.at ? overlap.at / product : 1;
  const strength = (ratio: number): number => Math.abs(log(ratio));
  const strongest = ways.reduce((best, { ratio }) => (strength(ratio) > strength(best) ? ratio : best), 1);
  return strongest / product;
}
