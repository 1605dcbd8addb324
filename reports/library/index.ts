/** The library of programmes as a page: short tables, section by section, then the practices and what answers each. */
import {
  blocks,
  code,
  comment,
  heading,
  joined,
  type Markdown,
  type Piece,
  prose,
  stacked,
  table,
} from '../model/markdown.js';
import { sizeWords } from '../../engine/programmes/size.js';
import type { LibraryToDescribe, PageEffect, PagePractice, PageProgramme } from './types.js';

export type { LibraryToDescribe } from './types.js';

/** The heading of programmes that say no section. */
const ELSEWHERE = 'Others';

/** What a reader wants to see of the stances; `none` is no effect everywhere. */
const SHOWN = ['cautious', 'central', 'as-trialled', 'optimistic'] as const;

/** The whole page, with an end of line at its end. */
export function programmesPage({ programmes, sections, practices, writtenBy }: LibraryToDescribe): string {
  const parts = [...sections, ''].map((section) => ({
    section,
    items: programmes.filter((item) => item.section === section),
  }));
  const text = blocks([
    comment(`Written by: ${writtenBy}. Changes belong in the files of scenarios/programmes.`),
    heading(1, 'The library of programmes'),
    prose`${programmes.length} programmes, from their files in ${code('scenarios/programmes')}. The card of one, with its studies, costs and sources, is printed by ${code('throughcare programmes mst')}; a scenario to start from is written by ${code('throughcare init --programme mst')}.`,
    heading(2, 'How to read the tables'),
    reading(),
    ...parts.filter(({ items }) => items.length > 0).flatMap(({ section, items }) => sectionBlocks(section, items)),
    heading(2, 'Practices, and what answers each'),
    prose`The practices that reviews of the field name, each with what stands for it here. ${code('set:')} is a number of the baseline that a scenario may set; a command or a report answers what is no programme.`,
    practiceTable(practices),
  ]);
  return `${text.source}\n`;
}

function reading(): Markdown {
  return blocks([
    prose`A size below 1 of a hazard ratio, a risk ratio, an odds ratio or a time ratio means less often, or sooner. Points are percentage points. **No effect** is meant where a cell says 1 or 0.`,
    prose`**Central** believes a randomised trial whose interval leaves no effect out, and half of a controlled study. **Cautious** is half of that. **As trialled** is the best study as it is. **Optimistic** is the best published, whatever its design; where nothing is published it is an assumption, marked with a star. A question mark is a trial that has still to be simulated.`,
    prose`**Evidence** is the strongest design among the best studies of what a programme changes, with the grade of those studies.`,
  ]);
}

function sectionBlocks(section: string, programmes: readonly PageProgramme[]): readonly Markdown[] {
  const title = section === '' ? ELSEWHERE : section.charAt(0).toUpperCase() + section.slice(1);
  return [
    heading(2, title),
    table(
      ['programme', 'for', 'places a team', 'cost', 'evidence'],
      programmes.map((item) => [
        stacked([item.title, code(item.id)]),
        item.for,
        item.everyone ? 'everybody' : (item.placesPerTeam ?? 'as given'),
        stacked(item.cost === '' ? ['not given'] : item.cost.split('; ')),
        item.evidence.grade === null ? item.evidence.design : `${item.evidence.design} (${item.evidence.grade})`,
      ]),
    ),
    table(
      ['programme', 'what it changes', 'on', 'measure', ...SHOWN.map((stance) => stance.replace('-', ' '))],
      programmes.flatMap(effectRows),
    ),
  ];
}

function effectRows(item: PageProgramme): readonly (readonly Piece[])[] {
  const others = item.changes
    .filter((text) => text.startsWith('a route') || text.startsWith('counted'))
    .map((text): readonly Piece[] => [code(item.id), text]);
  return [...item.effects.map((effect) => effectRow(item.id, effect)), ...others];
}

function effectRow(id: string, effect: PageEffect): readonly Piece[] {
  const { aim, label, only, changes, towards, measureWords, stances, optimistic } = effect;
  return [
    code(id),
    `${aim}: ${label}${only === '' ? '' : ` (only: ${only})`}`,
    stacked([...changes.map(code), ...(towards === '' ? [] : [prose`to ${code(towards)}`])]),
    measureWords,
    ...SHOWN.map((stance): Piece => {
      const value = stances.find((one) => one.stance === stance)?.value ?? null;
      const isAssumed =
        stance === 'optimistic' && value !== effect.neutral && /assumption/i.test(optimistic.split(';')[0]!);
      return value === null ? '?' : joined([sizeOf(effect, value), isAssumed ? '*' : ''], '');
    }),
  ];
}

/** The number alone: its measure has a column. */
function sizeOf({ measure }: PageEffect, value: number): string {
  if (measure === 'points' || measure === 'diverted') return value === 0 ? '0' : sizeWords({ measure, value });
  return String(Number(value.toFixed(2)));
}

function practiceTable(practices: readonly PagePractice[]): Markdown {
  return table(
    ['id', 'practice', 'for', 'answered by', 'how', 'note'],
    practices.map(({ id, practice, target_group: who, answered_by: answer, how, note }) => [
      id,
      practice,
      who,
      answerPiece(answer, how),
      how,
      note,
    ]),
  );
}

function answerPiece(answer: string, how: string): Piece {
  return how === 'file' || how === 'variant' ? stacked(answer.split(' ').map(code)) : code(answer);
}
