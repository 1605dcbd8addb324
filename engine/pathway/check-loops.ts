/**
 * Events that follow one another without end at one instant: a cycle of transitions that each happen at once (a condition
 * that holds, a place without limit, a clock fixed at 0), every one of them certain once the cycle has begun.
 *
 * From each such transition what is certain is followed on: the states it and its forced changes lead to, and what its own
 * condition says of the child, which no instant changes (attributes, age, date) or only an event does (states). Whatever is
 * not certain ends the search, so that nothing is refused that merely might go on for ever; a run stops at that.
 */
import { enteredStates, Shares, waysOf } from './check-ways.js';
import type { Atom, Condition, Forced, Outcome, PathwayModel, State, Transition } from './model.js';
import { PathwayError } from './model.js';

const MOST_SITUATIONS = 400;

/** @throws PathwayError naming the transitions and the states of the cycle. */
export function checkLoops(model: PathwayModel): void {
  const instant = model.transitions.map((transition) => atOnce(model, transition)).filter((item) => item !== null);
  const entered = enteredStates(model, waysOf(model));
  const search = new Search(model, instant);
  for (const item of instant)
    for (const from of item.transition.from) {
      if (item.isCertain(from) && entered.get(item.transition.region)?.has(from) === true) search.from(item, from);
    }
}

/** A transition that can happen in no time. */
interface Instant {
  readonly transition: Transition;
  /** Conditions come before clocks and requests. */
  readonly isCondition: boolean;
  readonly condition: Condition;
  /** Whether it happens for certain where its condition holds, out of a state. */
  readonly isCertain: (from: string) => boolean;
}

function atOnce(model: PathwayModel, transition: Transition): Instant | null {
  const { trigger, when, scale } = transition;
  const always = (isCondition: boolean, condition: Condition, isCertain = true): Instant => ({
    transition,
    isCondition,
    condition,
    isCertain: () => isCertain,
  });
  switch (trigger.kind) {
    case 'condition':
      return always(true, [...trigger.condition, ...when]);
    case 'clock': {
      const { hazard, since } = trigger;
      if (hazard.family !== 'fixed' || hazard.at > 0) return null;
      return always(false, when, since === 'entry' && scale > 0 && transition.multiply.length === 0);
    }
    case 'place':
      return { ...always(false, []), isCertain: (from) => isUnlimited(model, transition.region, from) };
    case 'full':
    case 'balk':
      return always(false, [], false);
    default:
      return null;
  }
}

/** Whether everybody who queues in the state is given a place at once. */
function isUnlimited(model: PathwayModel, region: string, from: string): boolean {
  const state = model.regions.find(({ name }) => name === region)?.states.find(({ name }) => name === from);
  return (state?.queues ?? []).some(
    ({ resource, when }) => when.length === 0 && model.resources.find(({ name }) => name === resource)?.places === null,
  );
}

type Names = ReadonlySet<string>;
interface Span {
  readonly from: number;
  readonly below: number;
}

/** What is known of a child: where its regions may be, its attributes, its age, the date, and the shared levels. */
interface Known {
  /** The states each region, and the levels each attribute, may have; all of them where it is not named. */
  readonly names: ReadonlyMap<string, Names>;
  readonly spans: ReadonlyMap<string, Span>;
  readonly hasEnded: boolean;
}

/** An event that leads from one situation to another. */
interface Step {
  readonly by: string;
  readonly known: Known;
}

class Search {
  private readonly domains: ReadonlyMap<string, Names>;
  private readonly states: ReadonlyMap<string, State>;
  private readonly shares: Shares;
  private readonly touched = new Map<Instant, Names>();

  constructor(
    model: PathwayModel,
    private readonly instant: readonly Instant[],
  ) {
    this.shares = new Shares(model);
    this.domains = new Map([
      ...model.regions.map(({ name, states }) => [name, new Set(states.map((state) => state.name))] as const),
      ...model.attributes.map(({ name, levels }) => [name, new Set(levels)] as const),
    ]);
    this.states = new Map(
      model.regions.flatMap(({ name, states }) => states.map((state) => [`${name}.${state.name}`, state] as const)),
    );
    for (const item of instant) this.touched.set(item, this.touches(item.transition));
  }

  /** Follows what is certain after a transition has happened. @throws PathwayError where it never ends. */
  from(item: Instant, from: string): void {
    const nothing: Known = { names: new Map(), spans: new Map(), hasEnded: false };
    const before = this.assume(nothing, [
      { kind: 'state', region: item.transition.region, states: [from] },
      ...item.condition,
    ]);
    if (before === null) return;
    const steps = new Map<string, readonly Step[]>();
    const begin = this.happen(before, item);
    const open = begin.map((step) => step.known);
    while (open.length > 0) {
      const known = open.pop()!;
      const key = keyOf(known);
      if (steps.has(key)) continue;
      if (steps.size >= MOST_SITUATIONS) return;
      const next = this.next(known);
      steps.set(key, next);
      open.push(...next.map((step) => step.known));
    }
    // What leads out for certain, or may, is no loop; nor is what leads there.
    for (let isShrinking = true; isShrinking;) {
      isShrinking = false;
      for (const [key, next] of steps)
        if (next.length === 0 || next.some((step) => !steps.has(keyOf(step.known)))) {
          steps.delete(key);
          isShrinking = true;
        }
    }
    if (begin.length > 0 && begin.every((step) => steps.has(keyOf(step.known)))) throw this.refusal(begin[0]!, steps);
  }

  /** What may happen next at the same instant; nothing where it is not certain that anything does. */
  private next(known: Known): readonly Step[] {
    if (known.hasEnded) return [];
    const certain = this.instant.filter((item) => {
      const [from, ...others] = this.valuesOf(known, item.transition.region);
      return (
        others.length === 0 &&
        item.transition.from.includes(from!) &&
        item.isCertain(from!) &&
        item.condition.every((atom) => this.isCertain(known, atom))
      );
    });
    if (certain.length === 0) return [];
    const onlyConditions = certain.some((item) => item.isCondition);
    const steps: Step[] = [];
    for (const item of this.instant) {
      if (onlyConditions && !item.isCondition) continue;
      const { region, from } = item.transition;
      const present = this.valuesOf(known, region);
      const before = this.assume(known, [{ kind: 'state', region, states: from }, ...item.condition]);
      if (before === null) continue;
      if (present.length === 1) steps.push(...this.happen(before, item));
      // It may happen in a region of which nothing is known: that matters only if it changes what is.
      else if ([...this.touched.get(item)!].some((name) => known.names.has(name))) return [];
    }
    return steps;
  }

  private happen(known: Known, item: Instant): readonly Step[] {
    const { name, region, outcomes } = item.transition;
    return this.shares
      .possible(outcomes)
      .flatMap((outcome) =>
        this.turnOut(known, region, outcome, new Set()).map((after) => ({ by: name, known: after.known })),
      );
  }

  private turnOut(known: Known, region: string, outcome: Outcome, set: Names): readonly { known: Known; set: Names }[] {
    if (outcome.to === null) return this.force(known, outcome.forces, set);
    const state = this.states.get(`${region}.${outcome.to}`);
    const moved: Known = {
      ...known,
      names: new Map([...known.names, [region, new Set([outcome.to])]]),
      hasEnded: known.hasEnded || state?.final === true,
    };
    return this.force(moved, [...outcome.forces, ...(state?.forces ?? [])], new Set([...set, region]));
  }

  private force(known: Known, forces: readonly Forced[], set: Names): readonly { known: Known; set: Names }[] {
    const [first, ...others] = forces;
    if (first === undefined) return [{ known, set }];
    if (set.has(first.region)) return this.force(known, others, set);
    const present = this.valuesOf(known, first.region);
    const meant = present.filter((state) => first.only?.includes(state) ?? true);
    const spared = present.filter((state) => !meant.includes(state));
    const results = spared.length === 0 ? [] : [...this.force(this.narrow(known, first.region, spared), others, set)];
    if (meant.length === 0) return results;
    for (const outcome of this.shares.possible(first.outcomes)) {
      const before = this.narrow(known, first.region, meant);
      if (outcome.to !== null && meant.includes(outcome.to))
        results.push(...this.force(this.narrow(known, first.region, [outcome.to]), others, set));
      if (meant.length === 1 && meant[0] === outcome.to) continue;
      for (const after of this.turnOut(before, first.region, outcome, set))
        results.push(...this.force(after.known, others, after.set));
    }
    return results;
  }

  // ---- what is known ---------------------------------------------------------------------------------------------

  private valuesOf(known: Known, name: string): readonly string[] {
    return [...(known.names.get(name) ?? this.domains.get(name) ?? [])];
  }

  private narrow(known: Known, name: string, values: readonly string[]): Known {
    if (values.length === (this.domains.get(name)?.size ?? 0)) return known;
    return { ...known, names: new Map([...known.names, [name, new Set(values)]]) };
  }

  /** What is known where the condition holds as well; null where it cannot. */
  private assume(known: Known, condition: Condition): Known | null {
    let so = known;
    for (const atom of condition) {
      const read = reads(atom);
      if (read === null) continue;
      if (read.kind === 'names') {
        const values = this.valuesOf(so, read.name).filter(read.allows);
        if (values.length === 0) return null;
        so = this.narrow(so, read.name, values);
      } else {
        const span = so.spans.get(read.name) ?? EVERYTHING;
        const narrowed = { from: Math.max(span.from, read.from), below: Math.min(span.below, read.below) };
        if (narrowed.from >= narrowed.below) return null;
        so = { ...so, spans: new Map([...so.spans, [read.name, narrowed]]) };
      }
    }
    return so;
  }

  private isCertain(known: Known, atom: Atom): boolean {
    const read = reads(atom);
    if (read === null) return false;
    if (read.kind === 'names') return this.valuesOf(known, read.name).every(read.allows);
    const span = known.spans.get(read.name) ?? EVERYTHING;
    return span.from >= read.from && span.below <= read.below;
  }

  // ---- words -----------------------------------------------------------------------------------------------------

  private refusal(begin: Step, steps: ReadonlyMap<string, readonly Step[]>): PathwayError {
    const path: Step[] = [begin];
    const at = new Map<string, number>();
    for (;;) {
      const { known } = path.at(-1)!;
      const key = keyOf(known);
      const seen = at.get(key);
      if (seen !== undefined) {
        const cycle = path.slice(seen);
        const words = cycle.slice(1).map((step, i) => `"${step.by}" (${this.change(cycle[i]!.known, step.known)})`);
        return new PathwayError(
          `events would follow one another without end at one instant: ${words.join(', then ')}, and so on; each happens at once where the one before leads`,
          ['transitions', cycle[1]!.by, 'trigger'],
          cycle[1]!.by,
        );
      }
      at.set(key, path.length - 1);
      path.push(steps.get(key)![0]!);
    }
  }

  private change(before: Known, after: Known): string {
    const words: string[] = [];
    for (const [name, values] of after.names) {
      const was = this.valuesOf(before, name);
      if (was.length === values.size && was.every((value) => values.has(value))) continue;
      words.push(`${name}: ${was.length === 1 ? `${was[0]!} to ` : ''}${[...values].join(' or ')}`);
    }
    return words.join(', ');
  }

  /** The regions that an event may change. */
  private touches(transition: Transition): Names {
    const touched = new Set<string>();
    const outcomes = (region: string, list: readonly Outcome[]): void => {
      for (const outcome of list) {
        outcome.forces.forEach(forced);
        if (outcome.to !== null) enter(region, outcome.to);
      }
    };
    const entered = new Set<string>();
    const enter = (region: string, name: string): void => {
      touched.add(region);
      const key = `${region}.${name}`;
      if (entered.has(key)) return;
      entered.add(key);
      this.states.get(key)?.forces.forEach(forced);
    };
    const forced = (force: Forced): void => outcomes(force.region, force.outcomes);
    outcomes(transition.region, transition.outcomes);
    return touched;
  }
}

const EVERYTHING: Span = { from: Number.NEGATIVE_INFINITY, below: Number.POSITIVE_INFINITY };

/** What an atom says of something that an instant leaves as it is; null for counts and for what was frozen. */
function reads(
  atom: Atom,
):
  | { readonly kind: 'names'; readonly name: string; readonly allows: (value: string) => boolean }
  | ({ readonly kind: 'span'; readonly name: string } & Span)
  | null {
  const span = (name: string, from = EVERYTHING.from, below = EVERYTHING.below) =>
    ({ kind: 'span', name, from, below }) as const;
  if (atom.kind === 'level') return span(`level ${atom.level}`, atom.from, atom.below);
  if (atom.frozen !== undefined) return null;
  switch (atom.kind) {
    case 'state':
      return {
        kind: 'names',
        name: atom.region,
        allows: (value) => atom.states.includes(value) !== (atom.not ?? false),
      };
    case 'attribute':
      return {
        kind: 'names',
        name: atom.attribute,
        allows: (value) => atom.levels.includes(value) !== (atom.not ?? false),
      };
    case 'age':
      return span('age', atom.from, atom.below);
    case 'time':
      return span('time', atom.from, atom.before);
    case 'count':
      return null;
  }
}

function keyOf({ names, spans, hasEnded }: Known): string {
  const parts = [...names].map(([name, values]) => `${name}=${[...values].sort().join('|')}`);
  const ranges = [...spans].map(([name, { from, below }]) => `${name}=${from}..${below}`);
  return [...parts.sort(), ...ranges.sort(), hasEnded ? 'ended' : ''].join(';');
}
