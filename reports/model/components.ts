/** Section 2.5: what flows through the model, what it does there, what it asks for, and where it comes in and goes out. */
import { conditionInWords, regionLabel, resourceLabel, stateLabel } from '../../engine/pathway/drawing/words.js';
import type { Vocabulary } from '../../engine/pathway/drawing/words.js';
import type { Frailty, PathwayModel, Resource } from '../../engine/pathway/model.js';
import { entryAndExit } from './arrivals.js';
import { own, quantityWords, spaced, vocabularyOf } from './language.js';
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
import { date, number, time } from './numbers.js';
import { parameters } from './regions.js';
import type { Subject } from './types.js';

export function componentsSection(subject: Subject): Markdown {
  return blocks([
    heading(3, '2.5 Components'),
    entities(subject),
    activities(subject),
    resources(subject),
    queues(subject),
    entryAndExit(subject),
  ]);
}

function hasFamilies({ regions, attributes, arrivals, frailties = [] }: PathwayModel): boolean {
  return (
    arrivals.some(({ children }) => children !== undefined) ||
    [...regions, ...attributes, ...frailties].some((item) => item.of === 'family')
  );
}

function entities(subject: Subject): Markdown {
  const { of } = subject;
  const { model } = of;
  const one = of.kind === 'care' ? 'child' : 'unit';
  const frozen = (model.frozen ?? []).map(({ name, of: what }) => {
    const value =
      what.kind === 'attribute'
        ? spaced(what.attribute)
        : what.kind === 'state'
          ? regionLabel(vocabularyOf(subject), what.region)
          : what.kind === 'count'
            ? spaced(what.counter)
            : what.kind;
    return [code(name), prose`${value}, kept as it was when a state that freezes it was last entered`];
  });
  return blocks([
    heading(4, '2.5.1 Entities'),
    prose`The entity is the ${one}: each is simulated by itself and is in exactly one state of every region. ${hasFamilies(model) ? 'The children of a family come together and share what is marked as the family’s.' : ''}`,
    table(
      ['Attribute', 'Levels', 'Shared by'],
      model.attributes.map(({ name, levels, of: whose }) => [
        code(name),
        levels.join(', '),
        whose === 'family' ? 'the family' : '',
      ]),
    ),
    table(
      ['Also kept', 'What it is'],
      [
        ...model.moments.map((name) => [code(name), 'the time a state that marks it was last entered']),
        ...model.counters.map((name) => [code(name), 'how often states that count it have been entered']),
        ...(model.frailties ?? []).map((frailty) => [code(frailty.name), frailtyWords(frailty)]),
        ...frozen,
      ],
    ),
  ]);
}

function frailtyWords({ distribution, of }: Frailty): string {
  const drawn =
    distribution.kind === 'normal'
      ? 'drawn once from the standard normal distribution'
      : `drawn once from the gamma distribution with mean 1 and variance ${number(distribution.variance)}`;
  return `${drawn}, never seen${of === 'family' ? ', the same for a family' : ''}`;
}

function activities({ of: { model } }: Subject): Markdown {
  const clocks = model.transitions.filter(({ trigger }) => trigger.kind === 'clock').length;
  return blocks([
    heading(4, '2.5.2 Activities'),
    prose`An activity is a stay in a state: it lasts until the first of the transitions out of it happens. There are ${model.regions.reduce((sum, { states }) => sum + states.length, 0)} states in ${model.regions.length} ${model.regions.length === 1 ? 'region' : 'regions'} and ${model.transitions.length} transitions, ${clocks} of them on clocks; section 2.2 lists all.`,
  ]);
}

function resources(subject: Subject): Markdown {
  const { of, choices } = subject;
  const { model } = of;
  const vocabulary = vocabularyOf(subject);
  const held = model.resources.map((resource) => [
    resourceLabel(vocabulary, resource.name),
    code(resource.name),
    placesOf(resource, of.startDay),
    resource.each === 'family' ? 'one for all the children of a family' : '',
    stacked(users(vocabulary, resource.name)),
    parameters(choices.words, `resources/${resource.name}`),
    own(choices.words.notes, `resources/${resource.name}`) ?? '',
  ]);
  const levels = (model.levels ?? []).map((level) => [
    own(choices.words.labels.levels, level.name) ?? spaced(level.name),
    code(level.name),
    conditionInWords(vocabulary, level.count),
    level.per === null
      ? ''
      : level.per.map(({ from, by }) => `${number(by)} from ${date(from, of.startDay)}`).join(', '),
    level.every === 'month' ? 'every calendar month' : `every ${time(level.every)}`,
    own(choices.words.notes, `levels/${level.name}`) ?? '',
  ]);
  return blocks([
    heading(4, '2.5.3 Resources'),
    held.length === 0
      ? prose`None that anybody can run out of${of.kind === 'care' ? ', but for the places of programmes (2.3)' : ''}.`
      : table(['Resource', 'Name', 'Places', 'Each place is for', 'Used by', 'Parameters', 'Note'], held),
    levels.length === 0
      ? NOTHING
      : blocks([
          prose`Levels that everybody feels: how many are in a condition, counted at every boundary and constant until the next, so that what one does is felt by the others with a lag.`,
          table(['Level', 'Name', 'Counts', 'For each', 'Counted anew', 'Note'], levels),
        ]),
  ]);
}

function placesOf({ places }: Resource, startDay: number): string {
  if (places === null) return 'unlimited';
  const [first] = places;
  if (places.length === 1 && first !== undefined) return String(first.places);
  return places.map(({ from, places: many }) => `${many} from ${date(from, startDay)}`).join(', ');
}

function users(vocabulary: Vocabulary, resource: string): readonly string[] {
  return vocabulary.model.regions.flatMap((region) =>
    region.states.flatMap((state) => {
      const label = stateLabel(vocabulary, region.name, state.name);
      return [
        ...(state.queues?.some((site) => site.resource === resource) === true ? [`${label} waits for it`] : []),
        ...(state.holds?.includes(resource) === true ? [`${label} holds it`] : []),
      ];
    }),
  );
}

function queues(subject: Subject): Markdown {
  const { of } = subject;
  const vocabulary = vocabularyOf(subject);
  const rules = of.model.resources.map((resource): Piece => {
    const { name, priority, queueLimit, balking, preempts, whenFewer } = resource;
    const order =
      priority === undefined
        ? 'first come, first served'
        : `the highest priority first, then whoever asked first; priority is ${quantityWords(vocabulary, priority.value)}, and rises by ${quantityWords(vocabulary, priority.perDay)} for each day of waiting`;
    const words = [
      order,
      ...(queueLimit === undefined ? [] : [`at most ${queueLimit} may wait, and whoever asks then is turned away`]),
      ...(balking === undefined
        ? []
        : [
            `the share who do not join is ${balking.shares.map((share, i) => `${number(share)} when ${number(balking.from[i] ?? 0)} or more wait`).join(', ')}`,
          ]),
      ...(preempts === true
        ? ['a higher priority takes the place of the lowest in progress, which goes on later where it stopped']
        : []),
      ...(whenFewer === 'stop'
        ? ['when places close, the cases of least priority stop, of these the latest to start']
        : []),
      ...(whenFewer === 'finish' ? ['when places close, cases in progress finish'] : []),
    ];
    return prose`${resourceLabel(vocabulary, name)} (${code(name)}): ${words.join('; ')}.`;
  });
  const ends = of.model.transitions.filter(
    ({ trigger, from, region }) =>
      trigger.kind === 'clock' &&
      from.some(
        (state) =>
          of.model.regions
            .find((item) => item.name === region)
            ?.states.some((item) => item.name === state && item.queues !== undefined) === true,
      ),
  );
  return blocks([
    heading(4, '2.5.4 Queues'),
    rules.length === 0 ? prose`None in the pathway.` : list(rules),
    rules.length === 0
      ? NOTHING
      : prose`Of several sites the first that has room is taken, and where none has, the unit waits for all of them. The first in line waits until there are as many places as it needs, and nobody passes it.`,
    rules.length === 0 || ends.length === 0
      ? NOTHING
      : prose`Whoever waits may give up by ${joined(
          ends.map(({ name }) => code(name)),
          ', ',
        )}.`,
  ]);
}
