/** Where two stories of one child part, and what else would have come of the clock that makes the difference. */
import type { ClockStory, Story, StoryEvent } from '../simulate/observe-parts.js';

/** The first difference between two stories. */
interface Parting {
  /** How many events at the start of both are the same. */
  readonly same: number;
  readonly time: number;
}

/** Where two lives part in what does not belong to programmes. */
export interface LifeParting {
  /** How many events of each story come before it; of the option's some belong to programmes alone. */
  readonly before: { readonly baseline: number; readonly option: number };
  readonly time: number;
  /** The event that happens in one world at that time; the other world has none of it there. */
  readonly event: StoryEvent;
  /** The world it happens in. */
  readonly in: 'baseline' | 'option';
  /** Its clock as it ran in the other world, where it did. */
  readonly other: ClockStory | null;
}

export interface Comparison {
  /** Null where the stories are the same from end to end. */
  readonly parting: Parting | null;
  /** Null where programmes, if any, changed nothing else. */
  readonly life: LifeParting | null;
}

/** `programmeRegions` are those that the option adds. */
export function compareStories(baseline: Story, option: Story, programmeRegions: ReadonlySet<string>): Comparison {
  const same = commonStart(baseline.events, option.events);
  const next = [baseline.events[same], option.events[same]].flatMap((event) => (event === undefined ? [] : [event]));
  if (next.length === 0) return { parting: null, life: null };
  const time = Math.min(...next.map((event) => event.time));
  return { parting: { same, time }, life: lifeParting(baseline, option, programmeRegions) };
}

/** The same thing happened at the same instant; what forced it on others counts too. */
export function isSameEvent(a: StoryEvent, b: StoryEvent): boolean {
  return (
    a.time === b.time &&
    a.transition === b.transition &&
    a.to === b.to &&
    a.from === b.from &&
    a.forced.length === b.forced.length &&
    a.forced.every(({ region, to }, i) => region === b.forced[i]!.region && to === b.forced[i]!.to)
  );
}

function commonStart(a: readonly StoryEvent[], b: readonly StoryEvent[]): number {
  let n = 0;
  while (n < a.length && n < b.length && isSameEvent(a[n]!, b[n]!)) n++;
  return n;
}

function lifeParting(baseline: Story, option: Story, programmeRegions: ReadonlySet<string>): LifeParting | null {
  const concerns = (event: StoryEvent): boolean => !isProgrammeOnly(event, programmeRegions);
  const own = baseline.events.filter(concerns);
  const others = option.events.filter(concerns);
  const n = commonStart(own, others);
  const a = own[n];
  const b = others[n];
  if (a === undefined && b === undefined) return null;
  const isBaseline = b === undefined || (a !== undefined && a.time <= b.time);
  const event = isBaseline ? a! : b;
  const clocks = (isBaseline ? option : baseline).clocks;
  const other =
    clocks.find(
      (clock) =>
        clock.transition === event.transition &&
        clock.from === event.from &&
        clock.spans[0]!.time <= event.time &&
        (clock.ended === null || clock.ended >= event.time),
    ) ?? null;
  // What programmes alone do before this instant is still before it.
  let shared = 0;
  let k = 0;
  for (; k < option.events.length; k++) {
    const next = option.events[k]!;
    if (shared < n) shared += concerns(next) ? 1 : 0;
    else if (concerns(next) || next.time >= event.time) break;
  }
  const before = { baseline: baseline.events.indexOf(own[n] ?? event), option: k };
  return {
    time: event.time,
    before: { ...before, baseline: before.baseline < 0 ? baseline.events.length : before.baseline },
    event,
    in: isBaseline ? 'baseline' : 'option',
    other,
  };
}

/** Whether an event belongs to a programme and changes nothing else. */
export function isProgrammeOnly(event: StoryEvent, programmeRegions: ReadonlySet<string>): boolean {
  return programmeRegions.has(event.region) && event.forced.every(({ region }) => programmeRegions.has(region));
}
