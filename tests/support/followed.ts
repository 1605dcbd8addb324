/** Lives told from their events alone: what each child was in, at every instant, without asking the engine what it counted. */
import type { Condition } from '../../engine/pathway/model.js';
import type { Life, Watched } from './lives.js';

/** Milliseconds. */
export const DAY = 86_400_000;
/** The tick to which the engine cuts times before it adds them up. */
export const TICKS = 1024;

/** A stretch of time, in days of the run, in which nothing changes for a child: it is in `states` throughout. */
export interface Situation {
  readonly from: number;
  readonly to: number;
  readonly states: Readonly<Record<string, string>>;
}

/** Time in one state of one region; entering the same state again begins another. */
export interface Episode {
  readonly state: string;
  readonly from: number;
  readonly to: number;
}

export interface Followed {
  readonly life: Life;
  /** In order, end to end; none is of no length. */
  readonly situations: readonly Situation[];
  /** By region. Who is followed no further stays counted where it ended, to the end of the run. */
  readonly episodes: Readonly<Record<string, readonly Episode[]>>;
  /** When it was followed no further; Infinity for one still followed at the end of the run. */
  readonly ended: number;
  /** Changes out of a state that the child was not in; there should be none. */
  readonly faults: readonly string[];
}

/** Follows one life through its events. */
export function follow(life: Life, { pathway, horizon }: Watched): Followed {
  const { regions } = pathway.variables;
  const states = Object.fromEntries(regions.map((region, r) => [region, pathway.stateNames[life.states[r]!]!]));
  const since = Object.fromEntries(regions.map((region) => [region, life.came]));
  const episodes: Record<string, Episode[]> = Object.fromEntries(regions.map((region) => [region, []]));
  const situations: Situation[] = [];
  const faults: string[] = [];
  let now = life.came;
  let ended = Number.POSITIVE_INFINITY;
  const passTo = (time: number): void => {
    if (time > now) situations.push({ from: now, to: time, states: { ...states } });
    now = time;
  };
  for (const { time, region: name, transition, from, to: state, isFinal } of life.events) {
    if (time < now || time > ended) faults.push(`${transition} at ${time}, after ${Math.min(now, ended)}`);
    if (from !== states[name]) faults.push(`${transition} out of ${from}, in ${states[name]}`);
    passTo(time);
    if (state === null) continue;
    if (time > since[name]!) episodes[name]!.push({ state: states[name]!, from: since[name]!, to: time });
    states[name] = state;
    since[name] = time;
    if (isFinal) ended = time;
  }
  passTo(Math.min(ended, horizon));
  for (const name of regions)
    if (horizon > since[name]!) episodes[name]!.push({ state: states[name]!, from: since[name]!, to: horizon });
  return { life, situations, episodes, ended, faults };
}

/** Whether a situation meets a condition on states; ages and dates have no place in one. */
export function meets({ states }: Situation, condition: Condition): boolean {
  return condition.every((atom) => {
    if (atom.kind !== 'state') throw new Error(`a condition on ${atom.kind} is not one on states`);
    return atom.states.includes(states[atom.region]!) !== (atom.not === true);
  });
}

/** The first instant of a birthday, in days of the run; who is born on 29 February has it on 1 March in other years. */
export function birthdayOf(life: Life, years: number, epoch: number): number {
  const born = new Date((life.birth + epoch) * DAY);
  return Date.UTC(born.getUTCFullYear() + years, born.getUTCMonth(), born.getUTCDate()) / DAY - epoch;
}

export function isBornOnLeapDay(life: Life, epoch: number): boolean {
  return new Date((life.birth + epoch) * DAY).toISOString().slice(5, 10) === '02-29';
}

/** Ticks of a stretch of time that lie between two instants, each instant cut to a tick. */
export function ticksWithin({ from, to }: { from: number; to: number }, first: number, end: number): number {
  const [a, b] = [Math.max(from, first), Math.min(to, end)];
  return b > a ? Math.floor(b * TICKS) - Math.floor(a * TICKS) : 0;
}
