/**
 * Refuses a pathway that can bring a child into a combination declared impossible.
 *
 * Walks every combination of the states and attributes that matter, treating any clock as able to fire first and any
 * age, date or count as possible. What it does not reach cannot be reached; what it reaches might be. Regions are
 * never multiplied out in the simulation itself, only here.
 */
import type { Atom, Condition, FactorSource, Forced, Outcome, PathwayModel, State, Transition } from './model.js';
import { PathwayError } from './model.js';

const MOST_COMBINATIONS = 200_000;

/** @throws PathwayError naming the combination, and the event that can lead to it. */
export function checkReachable(model: PathwayModel): void {
  if (model.impossible.length === 0) return;
  for (const condition of model.impossible)
    for (const atom of condition)
      if (!isPresent(atom))
        throw new PathwayError('an impossible combination may name states and attributes only, as they are', [
          'impossible',
        ]);
  const walk = new Walk(model);
  walk.run();
}

/** A combination: the value of each relevant name (region or attribute). */
type Combination = readonly string[];

class Walk {
  private readonly names: string[];
  private readonly index: Map<string, number>;
  private readonly transitions: readonly Transition[];
  private readonly states: ReadonlyMap<string, ReadonlyMap<string, State>>;
  private readonly seen = new Map<string, string>();
  private readonly queue: Combination[] = [];

  constructor(private readonly model: PathwayModel) {
    this.names = relevantNames(model);
    this.index = new Map(this.names.map((name, i) => [name, i]));
    this.states = new Map(
      model.regions.map((region) => [region.name, new Map(region.states.map((state) => [state.name, state]))]),
    );
    this.transitions = model.transitions.filter((transition) => this.index.has(transition.region));
  }

  run(): void {
    for (const stream of this.model.arrivals) {
      for (const attributes of this.attributeCombinations()) {
        const start = this.names.map(
          (name, i) => this.model.regions.find((region) => region.name === name)?.initial ?? attributes[i]!,
        );
        for (const entered of this.applyForces(start, stream.enters, new Set()))
          this.visit(entered.combination, `arrival "${stream.name}"`);
      }
    }
    while (this.queue.length > 0) {
      const combination = this.queue.pop()!;
      for (const transition of this.next(combination))
        for (const outcome of this.possible(transition.outcomes, combination))
          for (const after of this.applyOutcome(combination, transition.region, outcome, new Set()))
            this.visit(after.combination, `transition "${transition.name}"`);
    }
  }

  private visit(combination: Combination, cause: string): void {
    const key = combination.join('|');
    if (this.seen.has(key)) return;
    this.seen.set(key, cause);
    if (this.seen.size > MOST_COMBINATIONS)
      throw new PathwayError('too many combinations of states to check what is impossible', ['impossible']);
    if (!this.isPassing(combination)) {
      this.model.impossible.forEach((condition, i) => {
        if (this.holds(condition, combination, 'certainly')) {
          const words = condition.map((atom) => atomWords(atom)).join(' with ');
          throw new PathwayError(`the pathway can reach a combination it declares impossible (${words}), by ${cause}`, [
            'impossible',
            String(i),
          ]);
        }
      });
    }
    this.queue.push(combination);
  }

  /** Whether some event certainly happens at once, so that the combination lasts no time. */
  private isPassing(combination: Combination): boolean {
    return this.transitions.some((transition) => this.isUrgent(transition, combination));
  }

  private isUrgent(transition: Transition, combination: Combination): boolean {
    return (
      transition.trigger.kind === 'condition' &&
      transition.from.includes(this.value(combination, transition.region)!) &&
      this.holds([...transition.trigger.condition, ...transition.when], combination, 'certainly')
    );
  }

  private next(combination: Combination): readonly Transition[] {
    const urgent = this.transitions.filter((transition) => this.isUrgent(transition, combination));
    if (urgent.length > 0) return urgent;
    return this.transitions.filter(
      (transition) =>
        transition.from.includes(this.value(combination, transition.region)!) &&
        this.canTrigger(transition, this.value(combination, transition.region)!) &&
        this.holds(transition.when, combination, 'possibly') &&
        (transition.trigger.kind !== 'condition' || this.holds(transition.trigger.condition, combination, 'possibly')),
    );
  }

  /** Whether the state is one in which such an event happens: a queue tells of itself where one waits, a place where it is held. */
  private canTrigger({ region, trigger }: Transition, from: string): boolean {
    const state = this.states.get(region)?.get(from);
    switch (trigger.kind) {
      case 'place':
      case 'full':
      case 'balk':
        return (state?.queues ?? []).length > 0;
      case 'stopped':
      case 'preempted':
        return (state?.holds ?? []).length > 0;
      default:
        return true;
    }
  }

  /** The outcomes that a share of 0 in this combination does not rule out. */
  private possible(outcomes: readonly Outcome[], combination: Combination): readonly Outcome[] {
    return outcomes.filter((outcome) => {
      if (outcome.rest === true) return true;
      return (
        outcome.weight.base > 0 &&
        outcome.weight.factors.every(({ source, values }) => {
          if (!isPresent(source)) return true;
          const value = this.value(combination, source.kind === 'state' ? source.region : source.attribute);
          return value === undefined || ((values as Readonly<Record<string, number>>)[value] ?? 1) > 0;
        })
      );
    });
  }

  private value(combination: Combination, name: string): string | undefined {
    const i = this.index.get(name);
    return i === undefined ? undefined : combination[i];
  }

  private holds(condition: Condition, combination: Combination, how: 'possibly' | 'certainly'): boolean {
    return condition.every((atom) => {
      if (!isPresent(atom)) return how === 'possibly';
      const value = this.value(combination, atom.kind === 'state' ? atom.region : atom.attribute);
      if (value === undefined) return how === 'possibly';
      return (atom.kind === 'state' ? atom.states : atom.levels).includes(value) !== (atom.not ?? false);
    });
  }

  private *applyOutcome(
    combination: Combination,
    region: string,
    outcome: Outcome,
    set: ReadonlySet<string>,
  ): Generator<{ combination: Combination; set: ReadonlySet<string> }> {
    const i = this.index.get(region);
    if (outcome.to === null) {
      yield* this.applyForces(combination, outcome.forces, set);
      return;
    }
    const state = this.model.regions
      .find((item) => item.name === region)!
      .states.find((item) => item.name === outcome.to);
    if (state === undefined) return; // An unknown name is refused elsewhere, with its place.
    const moved = i === undefined ? combination : combination.map((value, k) => (k === i ? outcome.to! : value));
    yield* this.applyForces(moved, [...outcome.forces, ...state.forces], new Set([...set, region]));
  }

  private *applyForces(
    combination: Combination,
    forces: readonly Forced[],
    set: ReadonlySet<string>,
  ): Generator<{ combination: Combination; set: ReadonlySet<string> }> {
    const [first, ...others] = forces;
    if (first === undefined) {
      yield { combination, set };
      return;
    }
    const present = this.value(combination, first.region);
    if (set.has(first.region) || (first.only !== undefined && present !== undefined && !first.only.includes(present))) {
      yield* this.applyForces(combination, others, set);
      return;
    }
    for (const outcome of this.possible(first.outcomes, combination)) {
      if (outcome.to !== null && outcome.to === present) yield* this.applyForces(combination, others, set);
      else
        for (const after of this.applyOutcome(combination, first.region, outcome, set))
          yield* this.applyForces(after.combination, others, after.set);
    }
  }

  private *attributeCombinations(): Generator<string[]> {
    const choices = this.names.map(
      (name) => this.model.attributes.find((attribute) => attribute.name === name)?.levels ?? [''],
    );
    const pick = function* (i: number, chosen: string[]): Generator<string[]> {
      if (i === choices.length) yield chosen;
      else for (const level of choices[i]!) yield* pick(i + 1, [...chosen, level]);
    };
    yield* pick(0, []);
  }
}

/** Whether it reads a state or an attribute as it is now, which the walk knows; all else it takes as possible either way. */
function isPresent<Item extends Atom | FactorSource>(
  item: Item,
): item is Extract<Item, { readonly kind: 'state' | 'attribute' }> {
  return (item.kind === 'state' || item.kind === 'attribute') && item.frozen === undefined;
}

/** The names in impossible combinations, and all that can change them or that guards such a change. */
function relevantNames(model: PathwayModel): string[] {
  const names = new Set<string>();
  const add = (condition: Condition): void => {
    for (const atom of condition) if (isPresent(atom)) names.add(atom.kind === 'state' ? atom.region : atom.attribute);
  };
  model.impossible.forEach(add);
  for (let before = -1; before !== names.size;) {
    before = names.size;
    for (const region of model.regions)
      if (region.states.some((state) => forcesAny(state.forces, names))) {
        names.add(region.name);
        for (const state of region.states)
          for (const force of state.forces) force.outcomes.forEach((outcome) => addShares(outcome, names));
      }
    for (const transition of model.transitions) {
      if (transition.outcomes.some((outcome) => forcesAny(outcome.forces, names))) names.add(transition.region);
      if (names.has(transition.region)) {
        transition.outcomes.forEach((outcome) => addShares(outcome, names));
        add(transition.when);
        if (transition.trigger.kind === 'condition') add(transition.trigger.condition);
      }
    }
  }
  return [...names].sort();
}

/** What rules an outcome out (a share of 0) matters as much as what brings it about. */
function addShares(outcome: Outcome, names: Set<string>): void {
  for (const { source, values } of outcome.weight.factors) {
    if (!isPresent(source)) continue;
    if (Object.values(values as Readonly<Record<string, number>>).includes(0))
      names.add(source.kind === 'state' ? source.region : source.attribute);
  }
  for (const force of outcome.forces) force.outcomes.forEach((inner) => addShares(inner, names));
}

function forcesAny(forces: readonly Forced[], names: ReadonlySet<string>): boolean {
  return forces.some(
    (force) => names.has(force.region) || force.outcomes.some((outcome) => forcesAny(outcome.forces, names)),
  );
}

function atomWords(atom: Atom): string {
  if (atom.kind === 'state') return `${atom.region} ${atom.not === true ? 'not ' : ''}${atom.states.join(' or ')}`;
  if (atom.kind === 'attribute')
    return `${atom.attribute} ${atom.not === true ? 'not ' : ''}${atom.levels.join(' or ')}`;
  return atom.kind;
}
