/** A scenario of chosen programmes, every line of it explained: what `init --programme` writes. */
import type { LibraryEffect, ProgrammeCard } from '../../scenarios/index.js';
import { CARE_FOOT, careHead, noted } from '../work/init-lines.js';
import { wrap } from '../text.js';
import { evidenceWords } from './list-text.js';
import { OPENS, sizeLine } from './use-lines.js';

/** A programme, and the word it was asked for by: its id, or the path of a file. */
export interface ChosenProgramme {
  readonly use: string;
  readonly card: ProgrammeCard;
}

const STANCES = [
  '#   none         no effect',
  "#   cautious     half of central's effect",
  '#   central      a randomised trial at its estimate, unless its interval includes no effect;',
  '#                half the effect of a controlled study; nothing weaker',
  "#   as-trialled  the best study's own estimate, good or bad",
  '#   optimistic   the best published, whatever its design; where nothing is, an assumption',
];

/** More titles than this in one title say nothing. */
const MOST_TITLES = 2;

/** @returns the text of the file */
export function programmesFile(name: string, area: string, chosen: readonly ChosenProgramme[]): string {
  const titles = chosen.map(({ card }) => card.title);
  const what = titles.length > MOST_TITLES ? `${titles.length} programmes` : titles.join('; ');
  return [
    careHead({
      name,
      area,
      title: `${what} in ${area}`,
      question: 'What would this do to the number of looked-after children, and what would it cost?',
      stances: STANCES,
    }),
    chosen.map(useBlock).join('\n'),
    CARE_FOOT,
  ].join('');
}

function useBlock({ use, card }: ChosenProgramme): string {
  const size = sizeLine(card);
  const takeUp = card.delivery.find((line) => line.name === 'take-up');
  const lines = [
    ...remark(`${card.title}. ${card.description}`),
    ...remark(`For: ${card.who}.`),
    ...remark(`Evidence: ${evidenceWords(card.evidence)}. Cost: ${card.cost === '' ? 'none given' : card.cost}.`),
    ...card.effects.flatMap(effectRemarks),
    ...card.changes
      .filter((text) => /^(a route|counted)/.test(text))
      .flatMap((text) => remark(`What it does besides: ${text}.`)),
    noted(`  - use: ${use}`, use === card.id ? 'a programme of the library' : 'a programme file of yours'),
    noted(
      `    opens: ${OPENS}`,
      size === null
        ? 'from this day everybody eligible is reached: no places'
        : 'the first day on which it takes children',
    ),
    ...(size === null ? [] : [noted(`    ${size[0]}`, size[1])]),
    noted('    #: closes: 2028-10-01', 'from this day nobody starts; whoever is in finishes'),
    noted(`    #: as: ${card.id}-again`, 'a name of its own, needed where a programme is used twice'),
    ...(takeUp === undefined
      ? []
      : [
          noted(
            '    #: take_up: 0.5',
            `the share of those offered it who accept; the programme's own is ${takeUp.words.replace(/ .*/, '')}`,
          ),
        ]),
    noted('    #: stance: optimistic', 'another stance for this programme only'),
    ...ownSizes(card.effects),
  ];
  return `${lines.join('\n')}\n`;
}

function remark(text: string): string[] {
  return wrap(text, '  # ', '  #   ');
}

function effectRemarks({ name, label, aim, measureWords, stances, measure, isSupply }: LibraryEffect): string[] {
  const sizes = stances
    .filter(({ stance }) => stance !== 'none')
    .map(({ stance, value }) => `${stance} ${value === null ? '?' : Number(value.toPrecision(3))}`);
  const unit = measure === 'points' && !isSupply ? ' (0.1 is ten percentage points)' : '';
  const limit = isSupply ? ' It counts where the scenario limits these places: docs/switch-on-limits.md.' : '';
  return remark(
    `Effect ${name}, ${aim}: ${label}. As ${/^[aeiou]/.test(measureWords) ? 'an' : 'a'} ${measureWords}${unit}: ${sizes.join(', ')}.${limit}`,
  );
}

/** A size of one's own for the first effect. */
function ownSizes(effects: readonly LibraryEffect[]): string[] {
  const [first] = effects;
  if (first === undefined) return [];
  return [
    noted(
      `    #: effects: {${first.name}: ${sizeOfOnesOwn(first)}}`,
      `a size of your own, as ${/^[aeiou]/.test(first.measureWords) ? 'an' : 'a'} ${first.measureWords}: ${first.neutral} is no effect`,
    ),
  ];
}

function sizeOfOnesOwn({ measure, aim, isSupply }: LibraryEffect): number {
  if (measure === 'diverted') return 0.2;
  if (measure === 'points') return isSupply ? 2 : aim === 'less' ? -0.1 : 0.1;
  return aim === 'more' ? 1.25 : 0.8;
}
