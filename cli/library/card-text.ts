/** One programme on a card for a screen of 80 columns. */
import type { LibraryEffect, ProgrammeCard } from '../../scenarios/index.js';
import { sizeWords } from '../../engine/index.js';
import { wrap } from '../text.js';
import { evidenceWords } from './list-text.js';
import { useLines } from './use-lines.js';

const IN = '  ';
const DEEP = '      ';

export function cardText(card: ProgrammeCard): string {
  const lines = [
    ...wrap(`${card.title} (${card.id})`, '', IN),
    ...(card.section === ''
      ? []
      : [`${card.section}${card.variantOf === '' ? '' : `; a variant of ${card.variantOf}`}`]),
    ...wrap(card.description),
    ...block('Who', wrap(card.who, IN)),
    ...block('What it changes', [
      ...card.effects.flatMap(effectLines),
      ...(card.effects.some(({ stances }) => stances.some(({ value }) => value === null))
        ? wrap(`(?: the trial has still to be simulated; throughcare trials ${card.id} does it)`, IN, DEEP)
        : []),
      ...card.changes.filter((text) => /^(a route|counted)/.test(text)).flatMap((text) => wrap(text, IN, DEEP)),
    ]),
    ...block(
      'How it is delivered',
      card.delivery.flatMap(({ name, words, mark, note }) => marked(`${name}: ${words}`, mark, note)),
    ),
    ...block(
      'Costs',
      card.costs.length === 0
        ? [`${IN}none is given, so none is counted`]
        : card.costs.flatMap(({ amount, per, interval, mark, note }) =>
            marked(`${amount} ${per}${interval === '' ? '' : ` (${interval})`}`, mark, note),
          ),
    ),
    ...block(
      'Counted beside numbers in care',
      card.outcomes.flatMap((text) => wrap(text, IN, DEEP)),
    ),
    ...block('Studies', [
      ...wrap(`The best for what it changes: ${evidenceWords(card.evidence)}.`, IN),
      ...card.studies.flatMap(studyLines),
    ]),
    ...block('Bear in mind', [
      ...card.caveats.flatMap((caveat) => wrap(caveat, IN, DEEP)),
      ...(card.note === '' ? [] : wrap(card.note, IN, DEEP)),
    ]),
    ...block(
      'In a scenario',
      useLines(card).map((line) => `${IN}${line}`),
    ),
    ...(card.examples.length === 0
      ? []
      : [`  used by: ${card.examples.map((name) => `scenarios/${name}`).join(', ')}`]),
    ...wrap(`A whole file to start from: throughcare init --programme ${card.id}`, IN),
  ];
  return `${lines.join('\n')}\n`;
}

function block(heading: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', `${heading}:`, ...lines];
}

function marked(text: string, mark: string, note: string): string[] {
  return wrap(`${text}${mark === '' ? '' : ` [${mark}]`}${note === '' ? '' : `; ${note}`}`, IN, DEEP);
}

function effectLines(effect: LibraryEffect): string[] {
  const { name, label, aim, acts, measureWords, stances, bestStudy, optimistic, lasts, only } = effect;
  return [
    ...wrap(`${name}: ${aim}: ${label}`, IN, DEEP),
    ...wrap(`${measureWords} on ${acts}`, DEEP),
    ...wrap(stances.map(({ stance, value }) => `${stance} ${sizeAt(effect, value)}`).join(', '), DEEP),
    ...wrap(`best study: ${bestStudy}`, DEEP, `${DEEP}  `),
    ...(optimistic === '' ? [] : wrap(`optimistic: ${optimistic}`, DEEP, `${DEEP}  `)),
    ...(lasts === '' ? [] : wrap(`lasts ${lasts}`, DEEP)),
    ...(only === '' ? [] : wrap(`only for: ${only}`, DEEP)),
  ];
}

/** The number alone, where its measure stands above; a question mark where a trial has still to be simulated. */
function sizeAt({ measure }: LibraryEffect, value: number | null): string {
  if (value === null) return '?';
  if (measure === 'points' || measure === 'diverted') return sizeWords({ measure, value });
  return String(Number(value.toPrecision(3)));
}

function studyLines(study: ProgrammeCard['studies'][number]): string[] {
  const { study: who, design, n, outcome, estimate, interval, grade, note, address } = study;
  const parts = [
    `${who}: ${[design, n].filter((part) => part !== '').join(', ')}`,
    `${outcome}: ${estimate}${interval === '' ? '' : ` (${interval})`}`,
    grade === '' ? '' : `grade ${grade}`,
    note,
  ];
  return [
    ...wrap(parts.filter((part) => part !== '').join('; '), IN, DEEP),
    ...(address === '' ? [] : [`${DEEP}${address}`]),
  ];
}
