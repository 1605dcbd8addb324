/** Section 2.5.5: where units come in, how many, of what kind, and where they go out. */
import { arrivalLabel, regionLabel } from '../../engine/pathway/drawing/words.js';
import type { Vocabulary } from '../../engine/pathway/drawing/words.js';
import type { ArrivalStream } from '../../engine/pathway/model.js';
import { changesWords, own, quantityWords, spaced, vocabularyOf } from './language.js';
import { blocks, code, heading, list, prose, stacked, table, type Markdown } from './markdown.js';
import { date, number, rate } from './numbers.js';
import { parameters } from './regions.js';
import type { Subject } from './types.js';

export function entryAndExit(subject: Subject): Markdown {
  const { of, choices } = subject;
  const { model } = of;
  const vocabulary = vocabularyOf(subject);
  const finals = model.regions.flatMap((region) => {
    const labels = region.states.flatMap(({ label, final }) => (final === true ? [label] : []));
    return labels.length === 0 ? [] : [prose`${regionLabel(vocabulary, region.name)}: ${labels.join(', ')}.`];
  });
  return blocks([
    heading(4, '2.5.5 Entry and exit points'),
    prose`Each stream of arrivals is a Poisson process. Its rate may change with time: arrivals come as unit-rate exponential steps that the cumulative rate turns into times, so that arrival number 17 has the same luck under any rate.`,
    table(
      [
        'Stream',
        'Name',
        'Rate',
        'At the start',
        'Age, drawn evenly within a band',
        'Attributes',
        'Children of a family',
        'Enters',
        'Parameters',
        'Note',
      ],
      model.arrivals.map((stream) => [
        arrivalLabel(vocabulary, stream.name),
        code(stream.name),
        ratesOf(stream, of.startDay),
        stream.atStart === 0 ? '' : String(stream.atStart),
        bandsOf(stream.ages),
        stacked(attributesOf(vocabulary, stream)),
        familyOf(stream),
        stream.enters.length === 0 ? 'the first state of every region' : changesWords(vocabulary, stream.enters),
        parameters(choices.words, `arrivals/${stream.name}`),
        own(choices.words.notes, `arrivals/${stream.name}`) ?? '',
      ]),
    ),
    finals.length === 0
      ? prose`Nobody leaves: there is no final state.`
      : blocks([prose`Whoever enters one of these states is followed no further:`, list(finals)]),
  ]);
}

function ratesOf({ rates, rateShape }: ArrivalStream, startDay: number): string {
  const [first] = rates;
  if (rates.length === 1 && first !== undefined) return rate(first.perDay);
  const steps = rates.map(({ from, perDay }) => `${rate(perDay)} from ${date(from, startDay)}`).join(', ');
  return rateShape === 'linear' ? `${steps}, in straight lines between` : steps;
}

function bandsOf(ages: ArrivalStream['ages']): string {
  const [first] = ages;
  if (ages.length === 1 && first?.from === 0 && first.below === 0) return '';
  return ages.map(({ from, below, weight }) => `${number(from)} to ${number(below)}: ${number(weight)}`).join(', ');
}

function attributesOf(vocabulary: Vocabulary, { draws }: ArrivalStream): readonly string[] {
  return draws.map(({ attribute, weights }) => {
    const levels = vocabulary.model.attributes.find(({ name }) => name === attribute)?.levels ?? [];
    const shares = weights.map((weight, i) => `${levels[i] ?? ''} ${quantityWords(vocabulary, weight)}`);
    return `${spaced(attribute)}: ${shares.join(', ')}`;
  });
}

function familyOf({ children, ageGaps, childrenBelow }: ArrivalStream): string {
  if (children === undefined) return '';
  const numbers = children.flatMap((weight, i) => (weight === 0 ? [] : [`${i + 1}: ${number(weight)}`])).join(', ');
  const below = childrenBelow === undefined ? '' : `; none from age ${childrenBelow} on`;
  return ageGaps === undefined ? numbers : `${numbers}; years between them ${bandsOf(ageGaps)}${below}`;
}
