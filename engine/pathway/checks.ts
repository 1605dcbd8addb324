/** What a pathway must not do: use a name twice, or take and give places other than through a queue. */
import type { PathwayModel, Transition } from './model.js';
import { PathwayError } from './model.js';
import type { Variables } from './variables.js';

/** A transition out of one of the states it may leave. */
export interface Expanded {
  readonly transition: Transition;
  readonly source: number;
  readonly region: number;
  readonly from: number;
  readonly path: readonly string[];
}

/** Every name used once in its kind; an attribute, region or counter never shares a name with another. */
export function checkNames(model: PathwayModel): void {
  const once = (names: readonly string[], what: string, path: string): void => {
    const seen = new Set<string>();
    for (const name of names) {
      if (seen.has(name)) throw new PathwayError(`the name "${name}" is used for two ${what}`, [path, name], name);
      seen.add(name);
    }
  };
  once([...model.regions, ...model.attributes].map((item) => item.name).concat(model.counters), 'things', 'regions');
  once(
    model.transitions.map((item) => item.name),
    'transitions',
    'transitions',
  );
  once(
    model.resources.map((item) => item.name),
    'resources',
    'resources',
  );
  once(
    model.arrivals.map((item) => item.name),
    'streams',
    'arrivals',
  );
  for (const region of model.regions) {
    once(
      region.states.map((state) => state.name),
      `states of region "${region.name}"`,
      'regions',
    );
    if (region.states.length === 0)
      throw new PathwayError(`region "${region.name}" has no states`, ['regions', region.name]);
  }
}

/** A place is granted out of a queue state into states that hold it, and in no other way. */
export function checkQueue(
  model: PathwayModel,
  item: Expanded,
  queues: Int32Array,
  stateNames: readonly string[],
): void {
  const { transition, path, from } = item;
  const resource = queues[from]!;
  if (resource === -1)
    throw new PathwayError(
      `"${transition.name}" waits for a place, but state "${stateNames[from]!}" queues for nothing`,
      [...path, 'from'],
    );
  if (transition.multiply.length > 0 || transition.when.length > 0 || transition.scale !== 1)
    throw new PathwayError(
      `"${transition.name}" happens when a place is free: it can have no multiplier and no "when"`,
      path,
    );
  const region = model.regions[item.region]!;
  for (const outcome of transition.outcomes) {
    const to = outcome.to === null ? -1 : region.states.findIndex((state) => state.name === outcome.to);
    const held = to < 0 ? undefined : region.states[to]!.holds;
    if (held !== model.resources[resource]!.name)
      throw new PathwayError(
        `a place of "${model.resources[resource]!.name}" must lead to a state that holds it`,
        [...path, 'to'],
        outcome.to ?? 'stay',
      );
  }
}

export function refuseHeldEntry(
  item: Expanded,
  holds: Int32Array,
  stateNames: readonly string[],
  stateBase: Int32Array,
  variables: Variables,
): void {
  for (const outcome of item.transition.outcomes) {
    if (outcome.to === null) continue;
    const s = stateBase[item.region]! + variables.states[item.region]!.indexOf(outcome.to);
    if (holds[s] !== undefined && holds[s] !== -1)
      throw new PathwayError(
        `state "${stateNames[s]!}" holds a place, so it is entered from its queue ("on: place") and not by "${item.transition.name}"`,
        [...item.path, 'to'],
      );
  }
}
