/** Every way in which some event moves a region to a state, whatever the chances and the conditions. */
import { openings } from './adjustments.js';
import type { Factor, Forced, Outcome, PathwayModel } from './model.js';

/** That a region is in one of some states. */
interface Place {
  readonly region: string;
  readonly states: readonly string[];
}

/** A change of a region to a state. */
export interface Way {
  readonly region: string;
  readonly to: string;
  /** Where the regions must be for it to come about. */
  readonly needs: readonly Place[];
  /** The state whose entry brings it about, for a change that a state forces; null for what an arrival enters. */
  readonly by: 'transition' | 'arrival' | Place;
}

/** All of them; outcomes whose share is certainly 0 lead nowhere, unless `zeroSharesLead` says that the number may change. */
export function waysOf(model: PathwayModel, zeroSharesLead = false): readonly Way[] {
  const ways: Way[] = [];
  const shares = new Shares(model);
  const lead = (region: string, outcomes: readonly Outcome[], needs: readonly Place[], by: Way['by']): void => {
    for (const outcome of zeroSharesLead ? outcomes : shares.possible(outcomes)) {
      if (outcome.to !== null) ways.push({ region, to: outcome.to, needs, by });
      force(outcome.forces, needs, by);
    }
  };
  const force = (forces: readonly Forced[], needs: readonly Place[], by: Way['by']): void => {
    for (const { region, only, outcomes } of forces)
      lead(region, outcomes, only === undefined ? needs : [...needs, { region, states: only }], by);
  };
  for (const { enters } of model.arrivals) force(enters, [], 'arrival');
  for (const { name: region, states } of model.regions)
    for (const { name, forces } of states) {
      const place = { region, states: [name] };
      force(forces, [place], place);
    }
  for (const { region, from, outcomes } of model.transitions)
    lead(region, outcomes, [{ region, states: from }], 'transition');
  return ways;
}

/** Which outcomes of an event a child can come to at all. */
export class Shares {
  private readonly values: ReadonlyMap<string, readonly string[]>;
  constructor(model: PathwayModel) {
    this.values = new Map([
      ...model.regions.map(({ name, states }) => [name, states.map((state) => state.name)] as const),
      ...model.attributes.map(({ name, levels }) => [name, levels] as const),
    ]);
  }

  /** All but those whose share is 0 whoever the child is. */
  possible(outcomes: readonly Outcome[]): readonly Outcome[] {
    return outcomes.filter((outcome) => {
      if (openings(outcome, outcomes).length > 0) return true;
      if (outcome.rest !== true)
        return outcome.weight.base > 0 && !outcome.weight.factors.some((factor) => this.isNothing(factor));
      const others = outcomes.filter((other) => other !== outcome && other.weight.factors.length === 0);
      return others.reduce((sum, { weight }) => sum + weight.base, 0) < 1 - 1e-9;
    });
  }

  private isNothing({ source, values }: Factor): boolean {
    if ('frozen' in source && source.frozen !== undefined) return false; // Never frozen, it means 1.
    if (Array.isArray(values)) return values.every((value) => value === 0);
    const names = this.values.get(
      source.kind === 'state' ? source.region : source.kind === 'attribute' ? source.attribute : '',
    );
    return names !== undefined && names.every((name) => (values as Readonly<Record<string, number>>)[name] === 0);
  }
}

/** The states of each region that something enters: those it begins in, and what leads on from such states. */
export function enteredStates(model: PathwayModel, ways: readonly Way[]): ReadonlyMap<string, ReadonlySet<string>> {
  const entered = new Map(
    model.regions.map(({ name, initial, states }) => [
      name,
      new Set([initial, ...states.filter((state) => state.byProgramme === true).map((state) => state.name)]),
    ]),
  );
  for (let isGrowing = true; isGrowing;) {
    isGrowing = false;
    for (const way of ways) {
      const states = entered.get(way.region);
      if (states === undefined || states.has(way.to) || !canHappen(way, entered)) continue;
      states.add(way.to);
      isGrowing = true;
    }
  }
  return entered;
}

/** Whether each region can be where it must, and the state that forces the change is of another region. */
export function canHappen(way: Way, entered: ReadonlyMap<string, ReadonlySet<string>>): boolean {
  if (typeof way.by === 'object' && way.by.region === way.region) return false; // It has just been entered.
  return way.needs.every(({ region, states }) => states.some((state) => entered.get(region)?.has(state) === true));
}
