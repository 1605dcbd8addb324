/** Small pathways written as data, for checks that read nothing but the model. */
import { expect } from 'vitest';
import {
  PathwayError,
  type ArrivalStream,
  type Atom,
  type Condition,
  type Factor,
  type Forced,
  type Outcome,
  type PathwayModel,
  type Region,
  type Resource,
  type State,
  type Transition,
  type Trigger,
} from '../../engine/pathway/model.js';

export const is = (region: string, ...states: string[]): Atom => ({ kind: 'state', region, states });

/** An outcome with a share; null stays. */
export const share = (to: string | null, base: number, factors: readonly Factor[] = []): Outcome => ({
  to,
  weight: { base, factors },
  forces: [],
});
export const rest = (to: string): Outcome => ({ ...share(to, 0), rest: true });
export const force = (region: string, to: string, more: Partial<Forced> = {}): Forced => ({
  region,
  outcomes: [share(to, 1)],
  ...more,
});
export const stream = (more: Partial<ArrivalStream> = {}): ArrivalStream => ({
  name: 'children',
  rates: [{ from: 0, perDay: 1 }],
  atStart: 0,
  ages: [{ from: 0, below: 18, weight: 1 }],
  draws: [],
  enters: [],
  ...more,
});

const DAILY: Trigger = { kind: 'clock', hazard: { family: 'exponential', rate: 1 }, since: 'entry' };
export const AT_ONCE: Trigger = { kind: 'clock', hazard: { family: 'fixed', at: 0 }, since: 'entry' };
export const on = (...condition: Condition): Trigger => ({ kind: 'condition', condition });

/** A region; the first state is the initial one. */
export const region = (
  name: string,
  states: Readonly<Record<string, Partial<State>>>,
  more: Partial<Region> = {},
): Region => ({
  name,
  initial: Object.keys(states)[0]!,
  states: Object.entries(states).map(([state, given]) => ({
    name: state,
    label: state,
    marks: [],
    counts: [],
    forces: [],
    ...given,
  })),
  ...more,
});

/** A transition; by a clock unless it says otherwise. */
export const go = (
  name: string,
  inRegion: string,
  from: string,
  to: string | null | readonly Outcome[],
  more: Partial<Transition> & { readonly forces?: readonly Forced[] } = {},
): Transition => {
  const { forces = [], ...given } = more;
  const outcomes = typeof to === 'string' || to === null ? [share(to, 1)] : to;
  return {
    name,
    region: inRegion,
    from: from.split(' '),
    trigger: DAILY,
    when: [],
    scale: 1,
    multiply: [],
    outcomes: outcomes.map((outcome) => ({ ...outcome, forces: [...outcome.forces, ...forces] })),
    ...given,
  };
};

export const places = (name: string, more: Partial<Resource> = {}): Resource => ({
  name,
  places: [{ from: 0, places: 2 }],
  ...more,
});

export const pathway = (more: Partial<PathwayModel>): PathwayModel => ({
  name: 'small',
  attributes: [],
  moments: [],
  counters: [],
  regions: [],
  resources: [],
  arrivals: [stream()],
  transitions: [],
  impossible: [],
  ...more,
});

/** The refusal of a pathway by a check. */
export function refusalOf(check: (model: PathwayModel) => void, model: PathwayModel): PathwayError {
  try {
    check(model);
  } catch (error) {
    expect(error).toBeInstanceOf(PathwayError);
    return error as PathwayError;
  }
  throw new Error('the pathway was accepted');
}
