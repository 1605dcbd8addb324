/**
 * What several programmes do together: by themselves their ratios multiply; a rule may say that only the strongest of
 * those on one transition counts, that together they never go below a ratio, or that nobody has two at once.
 *
 * Each rule but the last is one region more, which follows which of them a child is in, and a factor that turns the
 * product of their ratios into what the rules say. Programmes whose rules name one another, in whatever way, are followed
 * by one region: so a rule that both of two programmes state counts once.
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

/** A rule on ratios, and whom it holds for. */
interface Rule {
  readonly plan: ProgrammePlan;
  readonly overlap: Exclude<Overlap, { rule: 'exclusive' }>;
  readonly members: readonly string[];
}

/** What one programme does to a transition in some of its states. */
interface Way {
  readonly plan: ProgrammePlan;
  readonly states: readonly string[];
  readonly ratio: number;
}

/** The model with a region for each transition, and each set of programmes with rules, on which several of them act. */
export function withOverlaps(model: PathwayModel, plans: readonly ProgrammePlan[]): PathwayModel {
  const rules = plans.flatMap((plan): readonly Rule[] => {
    const { overlap } = plan;
    if (overlap === undefined || overlap.rule === 'exclusive') return [];
    return [{ plan, overlap, members: [plan.id, ...overlap.with.filter((id) => id !== plan.id)] }];
  });
  if (rules.length === 0) return model;
  const transitions = new Set(
    plans.flatMap(({ effects }) =>
      effects.flatMap(({ acts }) => (acts.kind === 'hazard_ratio' ? acts.transitions : [])),
    ),
  );
  return [...transitions].reduce((changed, transition) => {
    const acting = new Map(
      plans.map((plan) => [plan.id, waysOf(plan, transition)] as const).filter(([, ways]) => ways.length > 0),
    );
    const shared = rules
      .map((rule) => ({ ...rule, members: rule.members.filter((id) => acting.has(id)) }))
      .filter(({ members }) => members.length > 1);
    return joined(shared).reduce((so, some) => withRules(so, some, acting, transition), changed);
  }, model);
}

/** Rules that have a programme in common, directly or by way of others, together. */
function joined(rules: readonly Rule[]): readonly (readonly Rule[])[] {
  return rules.reduce<readonly (readonly Rule[])[]>((sets, rule) => {
    const touches = (set: readonly Rule[]): boolean =>
      set.some(({ members }) => members.some((id) => rule.members.includes(id)));
    return [...sets.filter((set) => !touches(set)), [...sets.filter(touches).flat(), rule]];
  }, []);
}

function withRules(
  model: PathwayModel,
  rules: readonly Rule[],
  acting: ReadonlyMap<string, readonly Way[]>,
  transition: string,
): PathwayModel {
  const path = ['programmes', rules[0]!.plan.id, 'overlap'];
  const ids = [...new Set(rules.flatMap(({ members }) => members))].sort();
  for (const id of ids) refuseSubgroups(acting.get(id)![0]!.plan, transition, path);
  const size = ids.reduce((product, id) => product * (1 + acting.get(id)!.length), 1) - 1;
  if (size > MOST)
    throw new PathwayError(`the rule would need ${size} combinations on "${transition}"; at most ${MOST}`, path);
  // Where the product stands as it is nothing need be followed.
  const combinations = ids
    .reduce<readonly (readonly Way[])[]>(
      (all, id) => all.flatMap((some) => [some, ...acting.get(id)!.map((way) => [...some, way])]),
      [[]],
    )
    .map((some) => ({ some, factor: correction(rules, some) }))
    .filter(({ factor }) => factor !== 1);
  if (combinations.length === 0) return model;
  const name = `overlap_${ids.join('_')}_${transition}`;
  const region: Region = {
    name,
    initial: APART,
    added: { when: [] },
    states: [
      { name: APART, label: 'Not in several at once', marks: [], counts: [], forces: [] },
      ...combinations.map(({ some }, i) => ({
        name: stateName(i),
        label: `In ${some.map((way) => way.plan.title).join(' and ')}`,
        marks: [],
        counts: [],
        forces: [],
      })),
    ],
  };
  const transitions = combinations.flatMap(({ some }, i): readonly Transition[] => {
    const within = some.map(({ plan, states }) => ({
      kind: 'state' as const,
      region: programmeNames(plan.id).region,
      states,
    }));
    // Of the others none may act, else a larger combination holds.
    const without = ids
      .filter((id) => some.every((way) => way.plan.id !== id))
      .map((id) => ({
        kind: 'state' as const,
        region: programmeNames(id).region,
        states: acting.get(id)!.flatMap(({ states }) => states),
        not: true,
      }));
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
    values: Object.fromEntries(combinations.map((one, i) => [stateName(i), one.factor])),
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

function effectsOn(plan: ProgrammePlan, transition: string) {
  return plan.effects.filter(({ acts }) => acts.kind === 'hazard_ratio' && acts.transitions.includes(transition));
}

function refuseSubgroups(plan: ProgrammePlan, transition: string, path: readonly string[]): void {
  for (const { name, only } of effectsOn(plan, transition))
    if (only !== undefined)
      throw new PathwayError(
        `a rule of overlap cannot hold for '${name}' of ${plan.id}, which acts on a subgroup only`,
        path,
        name,
      );
}

/** The states of a programme in which it acts on a transition, by its ratio there. */
function waysOf(plan: ProgrammePlan, transition: string): readonly Way[] {
  const effects = effectsOn(plan, transition);
  const byRatio = new Map<number, string[]>();
  for (const stage of stagesOf(plan)) {
    const ratio = effects.reduce((product, effect) => product * valueAt(effect, stage), 1);
    if (ratio !== 1) byRatio.set(ratio, [...(byRatio.get(ratio) ?? []), stage.state]);
  }
  return [...byRatio].map(([ratio, states]) => ({ plan, states, ratio }));
}

/**
 * What the product of ratios is to be multiplied by. Of two that a rule says only the strongest of counts, the weaker does
 * not; what is left is raised to each floor, though not above what the strongest of its programmes does alone.
 */
function correction(rules: readonly Rule[], ways: readonly Way[]): number {
  const product = productOf(ways);
  const left = ways.filter(
    (way) => !ways.some((other) => isStronger(other, way) && rules.some((rule) => picks(rule, way, other))),
  );
  let factor = 1;
  for (const { overlap, members } of rules) {
    if (overlap.rule !== 'capped') continue;
    const held = left.filter(({ plan }) => members.includes(plan.id));
    const together = productOf(held) * factor;
    const floor = Math.min(overlap.at, ...held.map(({ ratio }) => ratio));
    if (held.length > 1 && together < floor) factor *= floor / together;
  }
  const wanted = productOf(left) * factor;
  return wanted === product ? 1 : wanted / product;
}

function picks({ overlap, members }: Rule, one: Way, other: Way): boolean {
  return overlap.rule === 'strongest' && members.includes(one.plan.id) && members.includes(other.plan.id);
}

/** Further from 1; of two as far from it the smaller, of two the same the first by name. */
function isStronger(one: Way, other: Way): boolean {
  const strength = ({ ratio }: Way): number => Math.abs(log(ratio));
  const more = strength(one) - strength(other);
  if (more !== 0) return more > 0;
  if (one.ratio !== other.ratio) return one.ratio < other.ratio;
  return one.plan.id < other.plan.id;
}

function productOf(ways: readonly Way[]): number {
  return ways.reduce((product, { ratio }) => product * ratio, 1);
}
