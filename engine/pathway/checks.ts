/** What each transition that has to do with places must be like; compile.ts asks it of every transition as it meets it. */
import type { PathwayModel, Region, State, Transition, Trigger } from './model.js';
import { PathwayError } from './model.js';

export { checkNames } from './check-names.js';

/** A transition out of one of the states it may leave. */
export interface Expanded {
  readonly transition: Transition;
  readonly source: number;
  readonly region: number;
  /** The number of the state among all states of all regions. */
  readonly from: number;
  readonly path: readonly string[];
}

/** How it comes about, in words. */
const HAPPENS = {
  place: 'a place is free',
  full: 'there is no room',
  balk: 'the queue is too long',
  stopped: 'the place is closed',
  preempted: 'the place goes to somebody else',
} as const;

type PlaceTrigger = Extract<Trigger['kind'], keyof typeof HAPPENS>;

/** What a queue or a held place tells of: it leaves a state that queues or holds, at once, and leads where it can. */
export function checkQueue(model: PathwayModel, item: Expanded): void {
  const { transition, path } = item;
  const kind = transition.trigger.kind;
  if (!(kind in HAPPENS)) return;
  const happens = HAPPENS[kind as PlaceTrigger];
  const region = model.regions[item.region]!;
  const from = leftState(model, item);
  const asks = kind === 'place' || kind === 'full' || kind === 'balk';
  if (asks && (from.queues ?? []).length === 0)
    throw new PathwayError(
      `"${transition.name}" ${kind === 'place' ? 'waits for a place' : `happens when ${happens}`}, but state "${from.name}" queues for nothing`,
      [...path, 'from'],
      from.name,
    );
  if (!asks && (from.holds ?? []).length === 0)
    throw new PathwayError(
      `"${transition.name}" happens when ${happens}, but state "${from.name}" holds none`,
      [...path, 'from'],
      from.name,
    );
  if (
    transition.multiply.length > 0 ||
    (transition.stretch ?? []).length > 0 ||
    (transition.frailty ?? []).length > 0 ||
    transition.when.length > 0 ||
    transition.scale !== 1
  )
    throw new PathwayError(
      `"${transition.name}" happens when ${happens}: it can have no multiplier and no "when"`,
      path,
    );
  for (const outcome of transition.outcomes) {
    const to = outcome.to === null ? undefined : region.states.find((state) => state.name === outcome.to);
    if (outcome.to !== null && to === undefined) continue; // An unknown name is refused elsewhere, with its place.
    if (kind === 'place') checkGranted(from, to, [...path, 'to']);
    else if (to === undefined || to === from)
      throw new PathwayError(
        `"${transition.name}" happens when ${happens}: it must lead out of "${from.name}"`,
        [...path, 'to'],
        outcome.to ?? 'stay',
      );
    else if (kind === 'preempted') checkPreempted(model, transition, from, to, [...path, 'to']);
  }
}

/** Whichever of the places queued for is granted, the state it leads to holds it. */
function checkGranted(from: State, to: State | undefined, path: readonly string[]): void {
  for (const { resource } of from.queues!)
    if (to?.holds?.includes(resource) !== true)
      throw new PathwayError(`a place of "${resource}" must lead to a state that holds it`, path, to?.name ?? 'stay');
}

/** Whoever gives way waits for the place again. */
function checkPreempted(
  model: PathwayModel,
  transition: Transition,
  from: State,
  to: State,
  path: readonly string[],
): void {
  for (const resource of model.resources)
    if (
      resource.preempts === true &&
      from.holds!.includes(resource.name) &&
      to.queues?.some((site) => site.resource === resource.name) !== true
    )
      throw new PathwayError(
        `"${transition.name}" happens when the place goes to somebody else: it must lead to a state that queues for "${resource.name}" again, which "${to.name}" does not`,
        path,
        to.name,
      );
}

/** A state that holds a place is entered from its queue, or from another that holds the same and carries it over. */
export function refuseHeldEntry(model: PathwayModel, item: Expanded): void {
  const { kind } = item.transition.trigger;
  if (kind === 'place') return;
  const region: Region = model.regions[item.region]!;
  const from = leftState(model, item);
  const carriesOver = kind !== 'stopped' && kind !== 'preempted';
  for (const outcome of item.transition.outcomes) {
    const to = region.states.find((state) => state.name === outcome.to);
    if ((to?.holds ?? []).length === 0 || (carriesOver && holdSame(from, to!))) continue;
    throw new PathwayError(
      `state "${to!.name}" holds a place, so it is entered from its queue ("on: place"), or from a state that holds the same, and not by "${item.transition.name}"`,
      [...item.path, 'to'],
      to!.name,
    );
  }
}

function holdSame(a: State, b: State): boolean {
  const held = new Set(a.holds);
  return held.size === new Set(b.holds).size && b.holds!.every((resource) => held.has(resource));
}

function leftState(model: PathwayModel, { region, from }: Expanded): State {
  let base = 0;
  for (let r = 0; r < region; r++) base += model.regions[r]!.states.length;
  return model.regions[region]!.states[from - base]!;
}
