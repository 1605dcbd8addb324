/** A state that nothing leaves is said to be so: else it is an arrow forgotten, and children pile up there unnoticed. */
import { canHappen, enteredStates, waysOf, type Way } from './check-ways.js';
import type { PathwayModel, State } from './model.js';
import { PathwayError } from './model.js';

export interface DeadEnd {
  readonly region: string;
  readonly state: string;
}

/** The states that can be entered, that nothing leads out of, and that do not say so (`final` or `stays`). */
export function deadEnds(model: PathwayModel, ways: readonly Way[] = waysOf(model)): readonly DeadEnd[] {
  const entered = enteredStates(model, ways);
  const possible = ways.filter((way) => way.by !== 'arrival' && canHappen(way, entered));
  return model.regions.flatMap((region) =>
    region.states
      .filter(
        (state) =>
          !isDeclared(state) &&
          entered.get(region.name)!.has(state.name) &&
          !possible.some((way) => way.region === region.name && leads(way, state.name)),
      )
      .map((state) => ({ region: region.name, state: state.name })),
  );
}

/** @throws PathwayError at the first of them. */
export function checkDeadEnds(model: PathwayModel, ways?: readonly Way[]): void {
  const [first] = deadEnds(model, ways);
  if (first === undefined) return;
  throw new PathwayError(
    `nothing leads out of "${first.state}" of region "${first.region}": say "final: true" if the life ends there, "stays: true" if it goes on there`,
    ['regions', first.region, 'states', first.state],
    first.state,
  );
}

function isDeclared(state: State): boolean {
  return state.final === true || state.stays === true;
}

/** Whether a change of the state's region takes it out of the state. */
function leads(way: Way, state: string): boolean {
  return way.to !== state && way.needs.every(({ region, states }) => region !== way.region || states.includes(state));
}
