/** The parts of a pathway in full words and numbers; the short words beside arrows are the drawing's. */
import type { EffectTarget } from '../../engine/programmes/plan.js';
import type { Vocabulary } from '../../engine/pathway/drawing/words.js';
import {
  conditionInWords,
  joined,
  regionLabel,
  stateLabel,
  transitionLabel,
  triggerWords,
} from '../../engine/pathway/drawing/words.js';
import type {
  Condition,
  Factor,
  FactorSource,
  Forced,
  Outcome,
  Quantity,
  Transition,
} from '../../engine/pathway/model.js';
import type { HazardSpec } from '../../engine/random/index.js';
import { date, number, rate, time } from './numbers.js';
import type { Subject } from './types.js';

export function vocabularyOf({ of, choices }: Subject): Vocabulary {
  return { model: of.model, labels: choices.words.labels, startDay: of.startDay };
}

/** The numbers of a clock, beyond the words for its family; '' where those say it all. */
export function hazardNumbers(hazard: HazardSpec): string {
  switch (hazard.family) {
    case 'exponential':
      return exponentialNumbers(hazard.rate);
    case 'piecewise':
      return hazard.rates.map((value, i) => `${rate(value)} from ${time(hazard.starts[i] ?? 0)}`).join(', ');
    case 'weibull':
      return `shape ${number(hazard.shape)}, scale ${time(hazard.scale)}`;
    case 'lognormal':
      return `median ${time(hazard.median)}, standard deviation of the log ${number(hazard.sdlog)}`;
    case 'fixed':
      return '';
    case 'empirical':
      return hazard.times.map((at, i) => `${number(hazard.cumulative[i] ?? 0)} by ${time(at)}`).join(', ');
    case 'gompertz':
      return `${rate(hazard.rate)} at the start, times exp(slope × time), slope ${rate(hazard.slope)}`;
    case 'loglogistic':
      return `shape ${number(hazard.shape)}, median ${time(hazard.scale)}`;
    case 'gamma':
      return `shape ${number(hazard.shape)}, scale ${time(hazard.scale)}`;
    case 'generalised_gamma':
      return `mu ${number(hazard.mu)} (log of days), sigma ${number(hazard.sigma)}, Q ${number(hazard.Q)}`;
    case 'phase_type':
      return [
        `starts in phase ${hazard.start.map((share, i) => `${i + 1} with chance ${number(share)}`).join(', ')}`,
        ...hazard.exit.map((value, i) => {
          const moves = (hazard.rates[i] ?? []).flatMap((to, j) => (to === 0 ? [] : [`to ${j + 1} at ${rate(to)}`]));
          return `phase ${i + 1} ends ${[...(value === 0 ? [] : [`in the event at ${rate(value)}`]), ...moves].join(', ') || 'never'}`;
        }),
      ].join('; ');
    case 'mixture':
      return hazard.parts
        .map(({ weight, hazard: part }) =>
          part === 'never'
            ? `${number(weight)} never`
            : `${number(weight)} ${part.family.replaceAll('_', ' ')} (${hazardNumbers(part)})`,
        )
        .join('; ');
    case 'recurring': {
      const times = hazard.times.length === 0 ? '' : `at ${joined(hazard.times.map(time), ' and ')}`;
      return [times, hazard.every === null ? '' : `every ${time(hazard.every)}`]
        .filter((text) => text !== '')
        .join(', then ');
    }
    default:
      return JSON.stringify(hazard);
  }
}

/** A rate; where it is long to write, the mean that it came from too. */
function exponentialNumbers(perDay: number): string {
  if (perDay === 0) return '';
  const words = rate(perDay);
  return /[.\d]{5}/.test(words) ? `${words} (mean ${time(1 / perDay)})` : words;
}

/** What makes a transition happen: its clock in words, with all its numbers, or the event it waits for. */
export function triggerInFull(vocabulary: Vocabulary, { trigger, region }: Transition): string {
  const words = triggerWords(vocabulary, trigger, region);
  const numbers = trigger.kind === 'clock' ? hazardNumbers(trigger.hazard) : '';
  return numbers === '' ? words : `${words}: ${numbers}`;
}

function sourceWords(vocabulary: Vocabulary, source: FactorSource): string {
  const frozen = 'frozen' in source && source.frozen !== undefined ? ` as ${spaced(source.frozen)}` : '';
  switch (source.kind) {
    case 'age':
      return `age${frozen}`;
    case 'time':
      return `date${frozen}`;
    case 'attribute':
      return spaced(source.attribute) + frozen;
    case 'state':
      return regionLabel(vocabulary, source.region) + frozen;
    case 'count':
      return spaced(source.counter) + frozen;
    case 'level':
      return `level of ${spaced(source.level)}`;
  }
}

/** `by age: 1.5 below 1, 1.2 from 1`. */
function factorWords(vocabulary: Vocabulary, { source, values }: Factor, absent = 1): string {
  const by = `by ${sourceWords(vocabulary, source)}`;
  if ('from' in source) {
    const bands = Array.isArray(values) ? (values as readonly number[]) : [];
    const start = (i: number): string => {
      const from = source.from[i] ?? 0;
      return source.kind === 'time' ? date(from, vocabulary.startDay ?? 0) : number(from);
    };
    if (bands.length === 1) return `${by}: ${number(bands[0] ?? 1)}`;
    return `${by}: ${bands.map((value, i) => `${number(value)} ${i === 0 ? `below ${start(1)}` : `from ${start(i)}`}`).join(', ')}`;
  }
  const named = Object.entries(values as Readonly<Record<string, number>>).map(([name, value]) => {
    const label = source.kind === 'state' ? stateLabel(vocabulary, source.region, name) : name;
    return `${label} ${number(value)}`;
  });
  return `${by}: ${[...named, `else ${absent}`].join(', ')}`;
}

/** A number, and what it is multiplied by for whom. */
export function quantityWords(vocabulary: Vocabulary, { base, factors }: Quantity): string {
  if (factors.length === 0) return number(base);
  const by = factors.map((factor) => `(${factorWords(vocabulary, factor)})`).join(' × ');
  return base === 1 ? by : `${number(base)} × ${by}`;
}

/** What multiplies the hazard of a transition, one line each. */
export function multipliers(vocabulary: Vocabulary, transition: Transition): readonly string[] {
  const frailties = (transition.frailty ?? []).map(({ name, power }) => {
    const gamma = vocabulary.model.frailties?.find((item) => item.name === name)?.distribution.kind === 'gamma';
    return gamma ? `${spaced(name)} to the power ${number(power)}` : `exp(${number(power)} × ${spaced(name)})`;
  });
  return [
    ...(transition.scale === 1 ? [] : [number(transition.scale)]),
    ...transition.multiply.map((factor) => factorWords(vocabulary, factor)),
    ...frailties,
    ...(transition.stretch ?? []).map((factor) => `time, not hazard, ${factorWords(vocabulary, factor)}`),
    ...(transition.luck === 'family' ? ['the children of a family share its luck'] : []),
  ];
}

/** One way an event can turn out, with its share where there is a choice. */
export function outcomeWords(vocabulary: Vocabulary, region: string, outcome: Outcome, isOnly: boolean): string {
  const to = outcome.to === null ? 'as it is' : stateLabel(vocabulary, region, outcome.to);
  if (isOnly) return to;
  const share = outcome.rest === true ? 'the rest' : quantityWords(vocabulary, outcome.weight);
  const then = (outcome.adjust ?? []).map(({ measure, factor }) =>
    measure === 'points'
      ? `plus (${factorWords(vocabulary, factor, 0)})`
      : `${measure === 'odds_ratio' ? 'odds' : 'chance'} × (${factorWords(vocabulary, factor)})`,
  );
  return `${to}: ${[share, ...then].join(', then ')}`;
}

/** `Legal status becomes Interim care order: 0.175 (and Care proceedings becomes Issued), Section 20: the rest`. */
function forcedWords(vocabulary: Vocabulary, forced: Forced): string {
  const { region, outcomes, only } = forced;
  const ends = outcomes.map((outcome) => {
    const then = changesWords(vocabulary, outcome.forces);
    return outcomeWords(vocabulary, region, outcome, outcomes.length === 1) + (then === '' ? '' : ` (and ${then})`);
  });
  const from =
    only === undefined
      ? ''
      : ` where it is ${joined(
          only.map((state) => stateLabel(vocabulary, region, state)),
          ' or ',
        )}`;
  return `${regionLabel(vocabulary, region)}${from} becomes ${ends.join(', ')}`;
}

export function changesWords(vocabulary: Vocabulary, forces: readonly Forced[]): string {
  return changesOf(vocabulary, forces).join('; ');
}

/** One line for each region that is changed. */
export function changesOf(vocabulary: Vocabulary, forces: readonly Forced[]): readonly string[] {
  return forces.map((forced) => forcedWords(vocabulary, forced));
}

/** What is counted or charged at an event. */
export function eventWords(
  vocabulary: Vocabulary,
  on: { readonly enters: Condition } | { readonly leaves: Condition } | { readonly transitions: readonly string[] },
): string {
  if ('enters' in on) return `when this begins: ${conditionInWords(vocabulary, on.enters)}`;
  if ('leaves' in on) return `when this ends: ${conditionInWords(vocabulary, on.leaves)}`;
  return `at ${joined(transitionNames(vocabulary, on.transitions), ' or ')}`;
}

export function transitionNames(vocabulary: Vocabulary, names: readonly string[]): readonly string[] {
  return names.map((name) => {
    const region = vocabulary.model.transitions.find((item) => item.name === name)?.region ?? '';
    return transitionLabel(vocabulary, name, region);
  });
}

/** What an effect acts on, as a reader calls it. */
export function changedNames(vocabulary: Vocabulary, acts: EffectTarget): readonly string[] {
  if (acts.kind === 'referrals') return acts.streams.map((name) => `arrivals: ${spaced(name)}`);
  if (acts.kind === 'supply') return [`places: ${spaced(acts.resource)}`];
  if (!('of' in acts)) return transitionNames(vocabulary, acts.transitions);
  const towards = `towards ${spaced(acts.towards)}`;
  if ('transitions' in acts.of)
    return transitionNames(vocabulary, acts.of.transitions).map((name) => `${name} (${towards})`);
  return [`${spaced(acts.of.region)} on entering ${acts.of.entering.states.map(spaced).join(' or ')} (${towards})`];
}

/** `looked_after` becomes `looked after`. */
export function spaced(name: string): string {
  return name.replaceAll('_', ' ');
}

/** What is kept under a name, in a record made from a user's names. */
export function own<T>(record: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}
