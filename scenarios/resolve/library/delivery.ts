/** How a programme is delivered, in words: who accepts, how many at a time, who waits, how long, who drops out, how soon it works. */
import type { Located } from '../../load/index.js';
import { partAt } from '../../load/index.js';
import type { ProgrammeFile } from '../../schema/index.js';
import { plain, spaced } from './names.js';
import type { Written } from './who.js';

export interface DeliveryLine {
  readonly name: string;
  readonly words: string;
  /** How well founded; empty where there is no number. */
  readonly mark: string;
  readonly note: string;
}

/** What a scenario may be given to begin with. */
export type Suggested = { readonly teams: number } | { readonly places: number } | null;

/** A handful of places is too few to see anything; this many is a service. */
const FEWEST_PLACES = 6;
const PLACES_WHERE_NO_TEAM = 20;

/** Teams or places to begin with; null where everybody is reached. */
export function suggestedSize({ reach, team }: ProgrammeFile): Suggested {
  if (reach === 'everyone') return null;
  if (team === undefined) return { places: PLACES_WHERE_NO_TEAM };
  return { teams: Math.max(1, Math.ceil(FEWEST_PLACES / team.places)) };
}

export function deliveryLines(file: ProgrammeFile, root: Located): readonly DeliveryLine[] {
  const lines: DeliveryLine[] = [];
  const say = (
    name: string,
    words: string,
    from?: { readonly mark: string; readonly note?: string | undefined },
  ): void => {
    lines.push({ name, words, mark: from?.mark ?? '', note: from?.note ?? '' });
  };
  const written = (...path: readonly string[]): unknown => partAt(root, path)?.data;
  if (file.reach === 'everyone')
    say('reach', 'everybody eligible is reached, from the day it opens: no places, no queue');
  if (file.take_up !== undefined)
    say('take-up', `${Number((100 * file.take_up.value).toFixed(1))}% of those offered it`, file.take_up);
  if (file.siblings !== undefined) {
    const { mark = '', note } = file.siblings;
    say('siblings', siblingWords(file.siblings), { mark, note });
  }
  if (file.team !== undefined) say('places', `${file.team.places} for each team, at a time`, file.team);
  else if (file.reach !== 'everyone') say('places', 'not given by team: a scenario says how many');
  if (file.queue !== undefined) {
    const { gives_up_after: gives, no_waiting: none } = file.queue;
    if (gives !== undefined) say('queue', `waits ${plain(written('queue', 'gives_up_after', 'value'))} at most`, gives);
    else
      say(
        'queue',
        none === true ? 'nobody waits: without a free place nothing comes of it' : 'waits as long as need be',
      );
  }
  if (file.stay !== undefined) say('stay', clockWords(written('stay', 'value')), file.stay);
  if (file.ends_when !== undefined)
    say('ends', `${file.stay === undefined ? '' : 'before that, '}when ${endingWords(written('ends_when'))}`);
  if (file.drop_out !== undefined)
    say('drop-out', `${clockWords(written('drop_out', 'value'))}; no effect after`, file.drop_out);
  if (file.once === true) say('again', 'once only');
  if (file.again !== undefined)
    say(
      'again',
      file.again.after === 0 ? 'at any time' : `${plain(written('again', 'after'))} after the last time at the soonest`,
    );
  if (file.on_start !== undefined)
    say(
      'on starting',
      Object.entries(written('on_start', 'forces') as Written)
        .map(([region, to]) => `${spaced(region)} becomes ${stateWords(to)}`)
        .join(', '),
    );
  if (file.fidelity !== undefined)
    say(
      'fidelity',
      `of its effects, ${Object.entries(written('fidelity', 'value') as Written)
        .map(([since, share]) => `${Number((100 * Number(share)).toFixed(1))}% for those who start from ${since}`)
        .join(', ')} after it opens`,
      file.fidelity,
    );
  say(
    'together',
    overlapWords(file.overlap),
    file.overlap?.note === undefined ? undefined : { mark: '', note: file.overlap.note },
  );
  return lines;
}

function siblingWords({ come, each }: NonNullable<ProgrammeFile['siblings']>): string {
  if (come === 'one by one') return 'come one by one';
  return each === 'family' ? 'come together, in one place for the family' : 'come together, with a place each';
}

function overlapWords(overlap: ProgrammeFile['overlap']): string {
  if (overlap === undefined || overlap.rule === 'multiply')
    return 'its effects multiply with those of other programmes';
  const others = overlap.with.join(', ');
  if (overlap.rule === 'exclusive') return `not offered to a child who is in ${others}, or waits for one`;
  if (overlap.rule === 'strongest') return `of its effects and those of ${others}, only the strongest counts`;
  return `with ${others}, never below a ratio of ${overlap.at}`;
}

/** `19 weeks in the middle (lognormal, sdlog 0.2)`: a clock as written, the family last. */
function clockWords(clock: unknown): string {
  const [family, value] = Object.entries((clock ?? {}) as Written)[0] ?? ['', ''];
  if (family === 'fixed') return plain(value);
  if (value === null || typeof value !== 'object')
    return family === 'exponential' ? `at ${plain(value)}` : `${spaced(family)} ${plain(value)}`;
  const { median, mean, ...rest } = value as Written;
  const others = Object.entries(rest).map(([key, item]) => `${spaced(key)} ${plain(item)}`);
  const middle =
    median !== undefined ? `${plain(median)} in the middle` : mean !== undefined ? `${plain(mean)} on average` : '';
  const shape = [spaced(family), ...others].join(', ');
  return middle === '' ? shape : `${middle} (${shape})`;
}

function endingWords(ending: unknown): string {
  if (Array.isArray(ending)) return ending.map(endingWords).join(', or ');
  const lines = (ending ?? {}) as Written;
  if ('not_eligible' in lines) return 'the child is no longer eligible';
  return Object.entries(lines)
    .map(([key, value]) => `${spaced(key)} is ${stateWords(value)}`)
    .join(' and ');
}

function stateWords(value: unknown): string {
  if (Array.isArray(value)) return value.map(stateWords).join(' or ');
  if (value !== null && typeof value === 'object')
    return Object.entries(value)
      .map(([key, item]) => `${spaced(key)} ${stateWords(item)}`)
      .join(', ');
  return spaced(plain(value));
}
