/**
 * A region of the family is in the same state for all its children. So nothing that moves it may depend on what is one
 * child's own, and nothing that is one child's own may move it; what it forces on a child may depend on the child.
 */
import type { Atom, Condition, Factor, Forced, Outcome, PathwayModel, Transition } from './model.js';
import { PathwayError } from './model.js';

/** @throws PathwayError naming what is the child's, and what cannot depend on it. */
export function checkFamilies(model: PathwayModel): void {
  if (!model.regions.some((region) => region.of === 'family') && !model.attributes.some((item) => item.of === 'family'))
    return;
  new Families(model).check();
}

type Path = readonly string[];

class Families {
  private readonly regions: ReadonlySet<string>;
  private readonly attributes: ReadonlySet<string>;
  private readonly frailties: ReadonlySet<string>;
  /** Moments, counters and frozen values that some child's region sets, and the region. */
  private readonly moments: ReadonlyMap<string, string>;
  private readonly counters: ReadonlyMap<string, string>;
  private readonly frozen: ReadonlyMap<string, string>;

  constructor(private readonly model: PathwayModel) {
    const named = (items: readonly { readonly name: string; readonly of?: unknown }[]): Set<string> =>
      new Set(items.filter((item) => item.of === 'family').map((item) => item.name));
    this.regions = named(model.regions);
    this.attributes = named(model.attributes);
    this.frailties = named(model.frailties ?? []);
    const own = model.regions.filter((region) => region.of !== 'family');
    const set = (names: (state: PathwayModel['regions'][number]['states'][number]) => readonly string[]) =>
      new Map(
        own.flatMap((region) =>
          region.states.flatMap((state) => names(state).map((name) => [name, region.name] as const)),
        ),
      );
    this.moments = set((state) => state.marks);
    this.counters = set((state) => [...(state.resets ?? []), ...state.counts]);
    this.frozen = set((state) => state.freezes ?? []);
  }

  check(): void {
    for (const transition of this.model.transitions)
      if (this.regions.has(transition.region)) this.transition(transition);
      else
        this.refuseForcing(transition.outcomes, `"${transition.name}" is an event of one child`, [
          'transitions',
          transition.name,
          'to',
        ]);
    for (const region of this.model.regions)
      for (const state of region.states) {
        const path = ['regions', region.name, 'states', state.name];
        const what = `state "${state.name}" of region "${region.name}"`;
        if (region.of !== 'family') {
          this.refuseForced(state.forces, `${what} is one child's own`, [...path, 'forces']);
          continue;
        }
        this.forces(state.forces, what, [...path, 'forces']);
        for (const site of state.queues ?? []) {
          this.condition(site.when, what, [...path, 'queues']);
          const resource = this.model.resources.find((item) => item.name === site.resource);
          const { value, perDay } = resource?.priority ?? {};
          for (const quantity of [value, perDay])
            this.factors(quantity?.factors ?? [], `the queue for "${site.resource}", which ${what} joins,`, [
              'resources',
              site.resource,
              'priority',
            ]);
        }
        this.factors(state.needs?.factors ?? [], what, [...path, 'places']);
      }
    for (const stream of this.model.arrivals) {
      const path = ['arrivals', stream.name];
      this.forces(stream.enters, `what stream "${stream.name}" enters`, [...path, 'enters']);
      for (const { attribute, weights } of stream.draws)
        if (this.attributes.has(attribute))
          for (const { factors } of weights)
            this.factors(factors, `attribute "${attribute}" of the family`, [...path, 'draws', attribute]);
    }
  }

  private transition({ name, region, trigger, when, multiply, stretch, frailty, outcomes }: Transition): void {
    const path = ['transitions', name];
    const what = `"${name}", in region "${region}" of the family,`;
    if (trigger.kind === 'condition') this.condition(trigger.condition, what, [...path, 'trigger']);
    if (trigger.kind === 'birthday') throw refusal(what, 'a birthday', [...path, 'trigger']);
    if (trigger.kind === 'clock' && typeof trigger.since === 'object' && 'moment' in trigger.since)
      this.refuseSet(this.moments, trigger.since.moment, 'moment', what, [...path, 'trigger', 'since']);
    if (trigger.kind === 'clock' && trigger.since === 'birth')
      throw refusal(what, 'birth', [...path, 'trigger', 'since']);
    this.condition(when, what, [...path, 'when']);
    this.factors(multiply, what, [...path, 'multiply']);
    this.factors(stretch ?? [], what, [...path, 'stretch']);
    for (const item of frailty ?? [])
      if (!this.frailties.has(item.name))
        throw refusal(what, `frailty "${item.name}"`, [...path, 'frailty'], item.name);
    this.outcomes(outcomes, what, [...path, 'to']);
  }

  /** How something of the family turns out. */
  private outcomes(outcomes: readonly Outcome[], what: string, path: Path): void {
    for (const { weight, adjust, forces } of outcomes) {
      this.factors([...weight.factors, ...(adjust ?? []).map(({ factor }) => factor)], what, path);
      this.forces(forces, what, path);
    }
  }

  /** What something of the family forces: on the family again, or on each child by itself. */
  private forces(forces: readonly Forced[], what: string, path: Path): void {
    for (const { region, outcomes } of forces)
      if (this.regions.has(region)) this.outcomes(outcomes, what, path);
      else this.refuseForcing(outcomes, `what ${what} forces on region "${region}" is one child's own`, path);
  }

  private refuseForcing(outcomes: readonly Outcome[], why: string, path: Path): void {
    for (const outcome of outcomes) this.refuseForced(outcome.forces, why, path);
  }

  private refuseForced(forces: readonly Forced[], why: string, path: Path): void {
    for (const { region, outcomes } of forces) {
      if (this.regions.has(region))
        throw new PathwayError(
          `${why}, so it cannot force region "${region}", which is the same for all children of a family`,
          path,
          region,
        );
      this.refuseForcing(outcomes, why, path);
    }
  }

  private condition(condition: Condition, what: string, path: Path): void {
    for (const atom of condition) this.read(atom, what, path);
  }

  private factors(factors: readonly Factor[], what: string, path: Path): void {
    for (const { source } of factors) this.read(source, what, path);
  }

  private read(item: Atom | Factor['source'], what: string, path: Path): void {
    if (item.kind === 'level') return;
    if (item.frozen !== undefined) this.readFrozen(item.frozen, what, path);
    else this.readProperty(item, what, path);
  }

  private readFrozen(name: string, what: string, path: Path): void {
    this.refuseSet(this.frozen, name, 'frozen value', what, path);
    const of = this.model.frozen?.find((item) => item.name === name)?.of;
    if (of !== undefined) this.readProperty(of, what, path);
  }

  private readProperty(
    item:
      | { readonly kind: 'age' | 'time' }
      | { readonly kind: 'state'; readonly region: string }
      | { readonly kind: 'attribute'; readonly attribute: string }
      | { readonly kind: 'count'; readonly counter: string },
    what: string,
    path: Path,
  ): void {
    switch (item.kind) {
      case 'time':
        return;
      case 'age':
        throw refusal(what, 'age', path, 'age');
      case 'state':
        if (!this.regions.has(item.region)) throw refusal(what, `region "${item.region}"`, path, item.region);
        return;
      case 'attribute':
        if (!this.attributes.has(item.attribute))
          throw refusal(what, `attribute "${item.attribute}"`, path, item.attribute);
        return;
      case 'count':
        this.refuseSet(this.counters, item.counter, 'counter', what, path);
    }
  }

  private refuseSet(setBy: ReadonlyMap<string, string>, name: string, kind: string, what: string, path: Path): void {
    const region = setBy.get(name);
    if (region !== undefined)
      throw refusal(what, `${kind} "${name}", which region "${region}" of the child sets,`, path, name);
  }
}

function refusal(what: string, read: string, path: Path, found?: string): PathwayError {
  return new PathwayError(
    `${what} cannot depend on ${read}`.replace(/,$/, '') +
      `: that is each child's own, and what is the family's is the same for all its children`,
    path,
    found,
  );
}
