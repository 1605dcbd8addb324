/** A state that nothing ever enters is a mistake: a misspelt destination, or an arrow forgotten. */
import { enteredStates, waysOf, type Way } from './check-ways.js';
import type { PathwayModel } from './model.js';
import { PathwayError } from './model.js';

/** @throws PathwayError at the first state that nobody can come to, by whatever luck. */
export function checkEntered(model: PathwayModel, ways: readonly Way[] = waysOf(model)): void {
  const entered = enteredStates(model, ways);
  for (const region of model.regions)
    for (const state of region.states) {
      if (entered.get(region.name)!.has(state.name)) continue;
      const path = ['regions', region.name, 'states', state.name];
      const leading = ways.filter((way) => way.region === region.name && way.to === state.name);
      const from = [
        ...new Set(
          leading.flatMap(({ needs }) =>
            needs
              .filter(({ region: at, states }) => !states.some((name) => entered.get(at)?.has(name) === true))
              .flatMap(({ states }) => states)
              .filter((name) => name !== state.name),
          ),
        ),
      ];
      const why =
        from.length > 0
          ? `what leads to it needs ${from.map((name) => `"${name}"`).join(' or ')}, which nothing enters either`
          : `it is not where the region begins, no arrival enters it, and nothing with a share above 0 leads to it`;
      throw new PathwayError(
        `nothing ever enters "${state.name}" of region "${region.name}": ${why}`,
        path,
        state.name,
      );
    }
}
