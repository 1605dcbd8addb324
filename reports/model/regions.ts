/** Section 2.2, region by region: every state and every transition, with what they do and what they are made of. */
import {
  regionLabel,
  stateLabel,
  transitionLabel,
  conditionInWords,
  hazardWords,
  resourceLabel,
} from '../../engine/pathway/drawing/words.js';
import type { Vocabulary } from '../../engine/pathway/drawing/words.js';
import type { Region, State, Transition } from '../../engine/pathway/model.js';
import {
  blocks,
  code,
  heading,
  joined,
  list,
  prose,
  NOTHING,
  stacked,
  table,
  type Markdown,
  type Piece,
} from './markdown.js';
import {
  changesOf,
  hazardNumbers,
  multipliers,
  outcomeWords,
  own,
  quantityWords,
  spaced,
  triggerInFull,
  vocabularyOf,
} from './language.js';
import type { Subject, WordsOfFiles } from './types.js';

/** Text longer than this stands once below its table. */
const LONGEST_CELL = 110;

/** Long texts, numbered in the order they are met; each once. */
class Notes {
  readonly #texts: string[] = [];
  readonly #written: Markdown[] = [];

  /** The lines themselves where they are short, else the number of their note. */
  refer(...lines: readonly string[]): Piece {
    const text = lines.join('; ');
    if (text.length <= LONGEST_CELL) return text;
    const known = this.#texts.indexOf(text);
    if (known >= 0) return prose`note ${known + 1}`;
    this.#written.push(stacked(lines));
    return prose`note ${this.#texts.push(text)}`;
  }

  written(): Markdown {
    return this.#written.length === 0 ? NOTHING : blocks([prose`Notes:`, list(this.#written, '1.')]);
  }
}

export function regionSections(subject: Subject): Markdown {
  const vocabulary = vocabularyOf(subject);
  return blocks(subject.of.model.regions.map((region) => regionSection(subject, vocabulary, region)));
}

function regionSection({ of, choices: { words } }: Subject, vocabulary: Vocabulary, region: Region): Markdown {
  const notes = new Notes();
  const transitions = of.model.transitions.filter((item) => item.region === region.name);
  const note = own(words.notes, `regions/${region.name}`);
  return blocks([
    heading(4, regionLabel(vocabulary, region.name), prose`(${code(region.name)})`),
    note === undefined ? NOTHING : prose`${note}`,
    region.of === 'family'
      ? prose`A region of the family: its state is the same for all the children of one.`
      : NOTHING,
    table(
      ['State', 'Name', 'Kind', 'On entry', 'Places', 'Parameters', 'Note'],
      region.states.map((state) => stateRow(vocabulary, words, region, state, notes)),
    ),
    transitions.length === 0
      ? prose`No transition of its own: it changes only by what other regions force.`
      : table(
          [
            'Transition',
            'Name',
            'From',
            'To',
            'When',
            'Only while',
            'Multiplied by',
            'Also changes',
            'Parameters',
            'Note',
          ],
          transitions.map((transition) => transitionRow(vocabulary, words, transition, notes)),
        ),
    notes.written(),
  ]);
}

function stateRow(
  vocabulary: Vocabulary,
  words: WordsOfFiles,
  region: Region,
  state: State,
  notes: Notes,
): readonly Piece[] {
  const kinds = [
    state.name === region.initial ? 'first' : '',
    state.final === true ? 'final: followed no further' : '',
    state.stays === true ? 'stays for good' : '',
    state.byProgramme === true ? 'only a programme leads here' : '',
  ].filter((text) => text !== '');
  const changes = changesOf(vocabulary, state.forces);
  const key = `states/${region.name}/${state.name}`;
  return [
    state.label,
    code(state.name),
    kinds.join(', '),
    stacked([
      ...named('marks', state.marks),
      ...named('counts', state.counts),
      ...named('freezes', state.freezes ?? []),
      ...(changes.length === 0 ? [] : [notes.refer(...changes)]),
    ]),
    stacked(placesWords(vocabulary, state)),
    parameters(words, key),
    own(words.notes, key) ?? '',
  ];
}

function named(verb: string, names: readonly string[]): Piece[] {
  return names.length === 0 ? [] : [prose`${verb} ${joined(names.map(code), ', ')}`];
}

function placesWords(vocabulary: Vocabulary, { queues = [], holds = [], holdsFor, needs }: State): string[] {
  const sites = queues.map(
    ({ resource, when }) =>
      resourceLabel(vocabulary, resource) + (when.length === 0 ? '' : ` (if ${conditionInWords(vocabulary, when)})`),
  );
  return [
    ...(sites.length === 0 ? [] : [`queues for ${sites.join(' or ')}`]),
    ...(needs === undefined ? [] : [`places asked for together: ${quantityWords(vocabulary, needs)}`]),
    ...(holds.length === 0 ? [] : [`holds ${holds.map((name) => resourceLabel(vocabulary, name)).join(' or ')}`]),
    ...(holdsFor === undefined
      ? []
      : [[`given up ${hazardWords(holdsFor)}`, hazardNumbers(holdsFor)].filter((text) => text !== '').join(': ')]),
  ];
}

function transitionRow(
  vocabulary: Vocabulary,
  words: WordsOfFiles,
  transition: Transition,
  notes: Notes,
): readonly Piece[] {
  const { name, region, outcomes } = transition;
  const key = `transitions/${name}`;
  const forced = outcomes.map(({ forces }) => changesOf(vocabulary, forces));
  const isSame = new Set(forced.map((lines) => lines.join('\n'))).size === 1;
  const label = transitionLabel(vocabulary, name, region);
  return [
    label === spaced(name) ? '' : label,
    code(name),
    stacked(transition.from.map((state) => stateLabel(vocabulary, region, state))),
    endsOf(vocabulary, transition, notes),
    triggerInFull(vocabulary, transition),
    transition.when.length === 0 ? '' : conditionInWords(vocabulary, transition.when),
    stacked(multipliers(vocabulary, transition).map((text) => notes.refer(text))),
    isSame
      ? notes.refer(...(forced[0] ?? []))
      : stacked(
          outcomes.flatMap(({ to }, i) => {
            const lines = forced[i] ?? [];
            const end = to === null ? 'as it is' : stateLabel(vocabulary, region, to);
            return lines.length === 0 ? [] : [prose`${end}: ${notes.refer(...lines)}`];
          }),
        ),
    parameters(words, key),
    own(words.notes, key) ?? '',
  ];
}

/** Where a transition leads, with its shares; where those are long, they stand below. */
function endsOf(vocabulary: Vocabulary, { region, outcomes }: Transition, notes: Notes): Markdown {
  const ends = outcomes.map((outcome) => outcomeWords(vocabulary, region, outcome, outcomes.length === 1));
  if (ends.join('').length <= 2 * LONGEST_CELL) return stacked(ends);
  const labels = outcomes.map(({ to }) => (to === null ? 'as it is' : stateLabel(vocabulary, region, to)));
  return stacked([...new Set(labels), prose`shares: ${notes.refer(...ends)}`]);
}

/** The parameters a part of the pathway is written with. */
export function parameters({ uses }: WordsOfFiles, key: string): Markdown {
  return joined((own(uses, key) ?? []).map(code), ', ');
}
