/** The library as a list for a screen, section by section. */
import { type ProgrammeListing, SECTIONS } from '../../scenarios/index.js';
import { wrap } from '../text.js';

/** The heading of programmes that say no section. */
const ELSEWHERE = 'others';

export function listText(list: readonly ProgrammeListing[]): string {
  if (list.length === 0) return 'No programme of the library is all of that.\n';
  const sections = [...SECTIONS, ''].map((section) => ({
    heading: section === '' ? ELSEWHERE : section,
    items: list.filter((item) => item.section === section),
  }));
  const lines = sections
    .filter(({ items }) => items.length > 0)
    .flatMap(({ heading, items }) => [heading.toUpperCase(), ...items.flatMap(itemLines), '']);
  const count = `${list.length} ${list.length === 1 ? 'programme' : 'programmes'}. The card of one: throughcare programmes ${list[0]!.id}`;
  return `${[...lines, ...wrap(count)].join('\n')}\n`;
}

function itemLines({ id, title, for: who, changes, evidence, cost }: ProgrammeListing): string[] {
  return [
    ...wrap(`${id}: ${title}`, '  ', '    '),
    ...wrap(`for ${who}`, '      ', '        '),
    ...changes.flatMap((change) => wrap(change, '      ', '        ')),
    ...wrap(`${evidenceWords(evidence)}${cost === '' ? '; no cost given' : `; ${cost}`}`, '      ', '        '),
  ];
}

/** `randomised trial (high)`. */
export function evidenceWords({ design, grade }: ProgrammeListing['evidence']): string {
  return grade === null ? design : `${design} (${grade})`;
}
