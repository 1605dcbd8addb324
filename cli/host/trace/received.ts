/** What a child received: each programme it was in, and from when to when. */
import { formatDate, programmeNames } from '../../../engine/index.js';
import type { Story } from '../../../engine/simulate/observe-parts.js';
import type { Traced } from './trace.js';

export interface Received {
  readonly programme: string;
  readonly title: string;
  readonly from: string;
  /** Null where the child was in it to the end of the run. */
  readonly to: string | null;
}

/** In the order in which they began; empty without programmes. */
export function receivedBy({ scenario, told }: Traced): readonly Received[] {
  const story: Story | null = told.option;
  if (story === null) return [];
  const day = (time: number): string => formatDate(scenario.startDay + Math.floor(time));
  const open = new Map<string, number>();
  const list: Received[] = [];
  for (const { region, to, from, time } of story.events) {
    const programme = scenario.programmes.find(({ id }) => programmeNames(id).region === region);
    if (programme === undefined || to === null) continue;
    const { id: name, title } = programme;
    const isIn = (state: string): boolean => state.startsWith(programmeNames(name).in());
    if (isIn(to) && !isIn(from)) {
      open.set(name, list.length);
      list.push({ programme: name, title, from: day(time), to: null });
    } else if (isIn(from) && !isIn(to)) {
      const at = open.get(name);
      if (at !== undefined) list[at] = { ...list[at]!, to: day(time) };
      open.delete(name);
    }
  }
  return list;
}

/** `Received: MST, 2025-10-01 to 2026-02-11; Family Safeguarding, from 2026-04-01.` */
export function receivedWords(traced: Traced): string | null {
  if (traced.told.option === null) return null;
  const list = receivedBy(traced).map(
    ({ title, from, to }) => `${title}, ${to === null ? `from ${from} on` : `${from} to ${to}`}`,
  );
  return list.length === 0 ? 'Received no programme.' : `Received: ${list.join('; ')}.`;
}
