/**
 * A unit asks for a resource in one place only: were it to queue in two regions at once, or to queue while it holds a
 * place, nobody could say which of its regions a place was for. A combination declared impossible is taken at its word
 * (it is refused itself where it can be reached).
 */
import type { Atom, Condition, PathwayModel, State } from './model.js';
import { PathwayError } from './model.js';

interface Use {
  readonly region: string;
  readonly state: string;
  readonly resource: string;
}

/** @throws PathwayError at the second state, naming both. */
export function checkSeizedTwice(model: PathwayModel): void {
  const queues = usesOf(model, (state) => (state.queues ?? []).map((site) => site.resource));
  // A place that is given up after a time of its own may be held by then in any state; whoever says so has seen to it.
  const holds = usesOf(model, (state) => (state.holdsFor === undefined ? (state.holds ?? []) : []));
  for (const queue of queues) {
    const held = holds.find((use) => use.resource === queue.resource && same(use, queue));
    if (held !== undefined)
      throw new PathwayError(
        `state "${queue.state}" of region "${queue.region}" both holds and queues for "${queue.resource}"`,
        ['regions', queue.region, 'states', queue.state, 'queues'],
        queue.resource,
      );
  }
  queues.forEach((queue, i) => {
    const other = queues.slice(0, i).find((use) => clash(model, use, queue));
    if (other !== undefined) throw twice(other, queue, 'queues for it');
  });
  for (const queue of queues) {
    const other = holds.find((use) => clash(model, use, queue));
    if (other !== undefined) throw twice(other, queue, 'holds it');
  }
}

function usesOf(model: PathwayModel, resources: (state: State) => readonly string[]): readonly Use[] {
  return model.regions.flatMap((region) =>
    region.states.flatMap((state) =>
      resources(state).map((resource) => ({ region: region.name, state: state.name, resource })),
    ),
  );
}

const same = (a: Use, b: Use): boolean => a.region === b.region && a.state === b.state;

/** Whether the two are of different regions, and a unit may be in both. */
function clash(model: PathwayModel, a: Use, b: Use): boolean {
  return (
    a.resource === b.resource &&
    a.region !== b.region &&
    !model.impossible.some((condition) => coversBoth(condition, a, b))
  );
}

/** Whether every child that is in both states is in the combination. */
function coversBoth(condition: Condition, a: Use, b: Use): boolean {
  return condition.every((atom) => covers(atom, a) || covers(atom, b));
}

function covers(atom: Atom, { region, state }: Use): boolean {
  if (atom.kind !== 'state' || atom.frozen !== undefined || atom.region !== region) return false;
  return atom.states.includes(state) !== (atom.not ?? false);
}

function twice(first: Use, second: Use, does: string): PathwayError {
  return new PathwayError(
    `"${second.resource}" would be seized twice: "${second.state}" of region "${second.region}" queues for it while "${first.state}" of region "${first.region}" ${does}; one region only may, unless they are declared impossible together`,
    ['regions', second.region, 'states', second.state, 'queues'],
    second.resource,
  );
}
