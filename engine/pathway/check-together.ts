/**
 * Where the children of a family ask as one though each moves by itself, one of them speaks for all: so nothing about
 * the request may depend on the child, and a place is never taken back from one of them.
 */
import type { PathwayModel } from './model.js';
import { PathwayError } from './model.js';

/** @throws PathwayError for a queue that tells the children of a family apart */
export function checkTogether(model: PathwayModel): void {
  for (const region of model.regions) {
    if (region.asks !== 'together' || region.of === 'family') continue;
    for (const state of region.states) {
      const path = ['regions', region.name, 'states', state.name, 'queues'];
      const refuse = (why: string, resource: string): never => {
        throw new PathwayError(
          `the children of a family ask as one in state "${state.name}" of region "${region.name}": ${why}`,
          path,
          resource,
        );
      };
      for (const { resource: name, when } of state.queues ?? []) {
        const { priority, preempts, whenFewer } = model.resources.find((item) => item.name === name) ?? {};
        if (when.length > 0) refuse(`"${name}" cannot be open to some of them only`, name);
        if ((state.needs?.factors ?? []).length > 0) refuse('all of them need as many places', name);
        if (priority !== undefined) refuse(`"${name}" cannot have a priority`, name);
        if (preempts === true || whenFewer === 'stop') refuse(`places of "${name}" may be taken back`, name);
      }
    }
  }
}
