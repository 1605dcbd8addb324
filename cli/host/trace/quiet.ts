/**
 * A story without what only keeps the books: places that nobody limits, had in the instant they are asked for, and states
 * passed through in no time on the way back to the one before.
 */
import type { ForcedChange, Story, StoryEvent } from '../../../engine/simulate/observe-parts.js';

export interface Quiet {
  readonly story: Story;
  /** Events that pass through a state and come back at once. */
  readonly passing: ReadonlySet<StoryEvent>;
}

/** `isTold` says of which regions nothing may be left out: programmes, and what a story is mainly about. */
export function quietened(story: Story, isTold: (region: string) => boolean): Quiet {
  const events: StoryEvent[] = [];
  const passing = new Set<StoryEvent>();
  let { start } = story;
  for (const event of story.events) {
    const last = events.at(-1);
    if (last !== undefined && isWayBack(last, event)) {
      passing.add(last);
      continue;
    }
    const isHadAtOnce = event.cause.kind === 'place' && event.cause.source.kind === 'unlimited' && event.stay === 0;
    if (isHadAtOnce && !isTold(event.region)) {
      const host = events.findLastIndex((item) => item.time === event.time && leadsTo(item, event));
      if (host >= 0) {
        events[host] = joined(events[host]!, event);
        continue;
      }
      if (event.time === story.begins) {
        const changes = [event, ...event.forced];
        start = start.map((item) => ({
          ...item,
          state: changes.findLast(({ region }) => region === item.region)?.to ?? item.state,
        }));
        continue;
      }
    }
    events.push(event);
  }
  return { story: { ...story, start, events }, passing };
}

function isWayBack(there: StoryEvent, back: StoryEvent): boolean {
  return (
    back.cause.kind === 'condition' &&
    back.time === there.time &&
    back.region === there.region &&
    back.to === there.from &&
    there.to !== there.from &&
    [there, back].every(({ forced, joined: queues }) => forced.length === 0 && queues.length === 0)
  );
}

/** Whether an event brought about the state that another leaves. */
function leadsTo(host: StoryEvent, { region, from }: StoryEvent): boolean {
  return [{ region: host.region, to: host.to }, ...host.forced].some(
    (change) => change.region === region && change.to === from,
  );
}

/** An event with what followed it at once as its own. */
function joined(host: StoryEvent, event: StoryEvent): StoryEvent {
  const own: ForcedChange = { region: event.region, from: event.from, to: event.to ?? event.from };
  const isSame = host.region === event.region;
  const forced = [...host.forced];
  for (const change of [...(isSame ? [] : [own]), ...event.forced]) {
    const at = forced.findIndex(({ region }) => region === change.region);
    if (at < 0) forced.push(change);
    else forced[at] = { ...forced[at]!, to: change.to };
  }
  return { ...host, to: isSame ? event.to : host.to, forced: forced.filter(({ from, to }) => from !== to) };
}
