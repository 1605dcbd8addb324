/**
 * The rules of a queue and what happens by them go together: whoever is turned away, stopped or displaced has somewhere
 * to go, and nothing waits for what no rule brings about.
 */
import type { PathwayModel, Quantity, Region, Resource, State, Trigger } from './model.js';
import { PathwayError } from './model.js';

/** @throws PathwayError at the resource, state or transition at fault. */
export function checkQueueRules(model: PathwayModel): void {
  const resources = new Map(model.resources.map((resource) => [resource.name, resource]));
  model.resources.forEach(checkNumbers);
  for (const resource of model.resources)
    if (resource.preempts === true && resource.priority === undefined)
      throw new PathwayError(
        `"${resource.name}" lets the more urgent take a place, so it must say who they are: it has no "priority"`,
        ['resources', resource.name, 'preempts'],
      );
  for (const region of model.regions) for (const state of region.states) checkWaysOut(model, resources, region, state);
  checkTimedHolds(model, resources);
  checkTriggers(model, resources);
}

/** A place held for a time that is drawn is nobody's to take back, to carry over, or to be carried over to. */
function checkTimedHolds(model: PathwayModel, resources: ReadonlyMap<string, Resource>): void {
  for (const region of model.regions)
    for (const state of region.states) {
      if (state.holdsFor === undefined) continue;
      const path = ['regions', region.name, 'states', state.name, 'holds_for'];
      for (const name of state.holds ?? []) {
        const { preempts, whenFewer } = resources.get(name) ?? {};
        if (preempts === true || whenFewer === 'stop')
          throw new PathwayError(
            `a place of "${name}" may be taken back, so it cannot be held for a time that outlives "${state.name}"`,
            path,
            name,
          );
      }
      const holding = region.states.filter((other) => (other.holds ?? []).length > 0).map((other) => other.name);
      for (const { name, region: at, from, trigger, outcomes } of model.transitions) {
        if (at !== region.name || trigger.kind === 'place') continue;
        const leads = outcomes.some(({ to }) => to !== null && holding.includes(to));
        const comes = outcomes.some(({ to }) => to === state.name) && from.some((other) => holding.includes(other));
        if ((from.includes(state.name) && leads) || comes)
          throw new PathwayError(
            `"${name}" would carry a place over, but that of "${state.name}" is held for a time of its own`,
            path,
            name,
          );
      }
    }
}

function checkNumbers(resource: Resource): void {
  const path = ['resources', resource.name];
  const { balking, priority, queueLimit } = resource;
  if (queueLimit !== undefined && !(Number.isInteger(queueLimit) && queueLimit >= 0))
    throw new PathwayError(
      `how many may wait for "${resource.name}" is a whole number from 0 up`,
      [...path, 'queue_limit'],
      String(queueLimit),
    );
  if (balking !== undefined) {
    if (balking.from.length === 0 || balking.from.length !== balking.shares.length)
      throw new PathwayError(`balking at "${resource.name}" needs one share for each length of the queue`, [
        ...path,
        'balking',
      ]);
    balking.from.forEach((from, i) => {
      if (!(Number.isFinite(from) && (i === 0 || from > balking.from[i - 1]!)))
        throw new PathwayError(
          `the lengths of the queue at which more balk at "${resource.name}" must ascend`,
          [...path, 'balking'],
          String(from),
        );
    });
    for (const share of balking.shares)
      if (!(share >= 0 && share <= 1))
        throw new PathwayError(
          `the share that balks at "${resource.name}" is from 0 to 1`,
          [...path, 'balking'],
          String(share),
        );
  }
  if (priority !== undefined) {
    checkFinite(priority.value, `the priority of "${resource.name}"`, [...path, 'priority']);
    checkFinite(priority.perDay, `what a day of waiting adds to the priority of "${resource.name}"`, [
      ...path,
      'priority_per_day',
    ]);
  }
}

function checkFinite({ base, factors }: Quantity, what: string, path: readonly string[]): void {
  const bad = [base, ...factors.flatMap(({ values }) => Object.values(values) as number[])].find(
    (value) => !Number.isFinite(value),
  );
  if (bad !== undefined) throw new PathwayError(`${what} must be a finite number`, path, String(bad));
}

/** Whether fewer places at some time than before stop whoever came last. */
function stops({ whenFewer, places }: Resource): boolean {
  return whenFewer === 'stop' && (places ?? []).some((row, i) => i > 0 && row.places < places![i - 1]!.places);
}

/** Whoever a state's queue turns away, and whoever loses a place held in it, must have somewhere to go. */
function checkWaysOut(
  model: PathwayModel,
  resources: ReadonlyMap<string, Resource>,
  region: Region,
  state: State,
): void {
  const path = ['regions', region.name, 'states', state.name];
  const has = (kind: Trigger['kind']): boolean =>
    model.transitions.some(
      ({ region: of, from, trigger }) => of === region.name && trigger.kind === kind && from.includes(state.name),
    );
  const need = (kind: Trigger['kind'], key: string, why: string): void => {
    if (!has(kind))
      throw new PathwayError(
        `${why}, but nothing leads out of "${state.name}" then: give it a transition "on: ${kind}"`,
        [...path, key],
      );
  };
  for (const { resource: name } of state.queues ?? []) {
    const resource = resources.get(name);
    if (resource?.queueLimit !== undefined)
      need('full', 'queues', `only ${resource.queueLimit} may wait for "${name}"`);
    if (resource?.balking !== undefined) need('balk', 'queues', `some will not join a long queue for "${name}"`);
  }
  for (const name of state.holds ?? []) {
    const resource = resources.get(name);
    if (resource !== undefined && stops(resource))
      need('stopped', 'holds', `when places of "${name}" close, the latest to start are stopped`);
    if (resource?.preempts === true) need('preempted', 'holds', `a place of "${name}" may go to somebody more urgent`);
  }
  if (state.holdsFor !== undefined && (state.holds ?? []).length === 0)
    throw new PathwayError(`"${state.name}" says for how long a place is held, but holds none`, [...path, 'holds_for']);
  if (state.needs !== undefined && (state.queues ?? []).length === 0)
    throw new PathwayError(`"${state.name}" says how many places are needed, but queues for none`, [...path, 'places']);
}

/** Nothing happens when a queue is full that is never full, and so on. */
function checkTriggers(model: PathwayModel, resources: ReadonlyMap<string, Resource>): void {
  const rules: Partial<Record<Trigger['kind'], { can: (resource: Resource) => boolean; why: string; asks: boolean }>> =
    {
      full: {
        can: ({ queueLimit }) => queueLimit !== undefined,
        why: 'is never full: it has no limit to its queue',
        asks: true,
      },
      balk: { can: ({ balking }) => balking !== undefined, why: 'is always queued for: it has no balking', asks: true },
      stopped: { can: stops, why: 'never stops anybody: its places never fall with "stop"', asks: false },
      preempted: { can: ({ preempts }) => preempts === true, why: 'is never taken from anybody', asks: false },
    };
  for (const transition of model.transitions) {
    const rule = rules[transition.trigger.kind];
    if (rule === undefined) continue;
    const region = model.regions.find(({ name }) => name === transition.region);
    for (const from of transition.from) {
      const state = region?.states.find(({ name }) => name === from);
      const names = (rule.asks ? state?.queues?.map((site) => site.resource) : state?.holds) ?? [];
      const found = names.flatMap((name) => resources.get(name) ?? []);
      if (found.length === 0 || found.some(rule.can)) continue; // Without any it is refused by checkQueue.
      throw new PathwayError(
        `"${transition.name}" can never happen: ${found.map(({ name }) => `"${name}"`).join(' and ')} ${rule.why}`,
        ['transitions', transition.name, 'trigger'],
        transition.trigger.kind,
      );
    }
  }
}
