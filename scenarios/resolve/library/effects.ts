/** The effects of a programme outside any scenario: what each acts on, how large it is under each stance, how long it lasts. */
import { MEASURE_WORDS, sizeWords } from '../../../engine/programmes/size.js';
import { type EffectMeasure, EFFECT_MEASURES, type Stance, STANCES, type WrittenEffect } from '../../schema/index.js';
import { isClear, type TrialLookup } from '../effects.js';
import { noEffect, underStance } from '../stance.js';
import { plain, spaced, type PathwayNames } from './names.js';
import { whoWords, type Written } from './who.js';

export interface LibraryEffect {
  readonly name: string;
  readonly label: string;
  /** `less`, `more` or `sooner`: what the programme means to do. */
  readonly aim: string;
  /** What it acts on, in words, with the names a scenario uses. */
  readonly acts: string;
  /** Transitions, streams, resources, regions that it changes, by name. */
  readonly changes: readonly string[];
  /** The state that more or fewer are led to, where it acts on how an event turns out; else empty. */
  readonly towards: string;
  readonly measure: EffectMeasure;
  /** Whether it adds places to a resource, which counts only where a scenario limits it. */
  readonly isSupply: boolean;
  /** Of the measure: `hazard ratio`. */
  readonly measureWords: string;
  /** The size that does nothing. */
  readonly neutral: number;
  /** Null where the trial that would give it has not been simulated. */
  readonly stances: readonly { readonly stance: Stance; readonly value: number | null }[];
  readonly bestStudy: string;
  /** Where the optimistic figure comes from; empty where there is none. */
  readonly optimistic: string;
  readonly lasts: string;
  /** On whom it acts, of those in the programme; empty for all. */
  readonly only: string;
  readonly studies: readonly string[];
}

/**
 * @param written the effect as the file has it, units and all
 * @param trial the trial of the file that is its best study, where one is
 */
export function libraryEffect(
  name: string,
  effect: WrittenEffect,
  written: Written,
  everyone: boolean,
  trials: TrialLookup,
  names: PathwayNames,
  trial: Parameters<typeof isClear>[0],
): LibraryEffect {
  const { best_trial: best, stances } = effect;
  const measure = measureOf(effect);
  const simulated = (trial: string | undefined) => (trial === undefined ? null : trials(trial, name));
  const found = simulated(best.trial);
  const value = best[measure] ?? found?.hazardRatio ?? null;
  const interval = best.interval ?? found?.interval ?? null;
  const optimistic = stances?.optimistic;
  const top = optimistic && (optimistic[measure] ?? simulated(optimistic.trial)?.hazardRatio);
  const published =
    optimistic === undefined || top === undefined
      ? null
      : { value: top, design: optimistic.design ?? '', note: optimistic.note };
  const unknown = (stance: Stance): boolean =>
    stance === 'optimistic'
      ? optimistic !== undefined && top === undefined
      : stance !== 'none' && best.trial !== undefined && found === null;
  const range = interval === null ? '' : ` (${short(interval[0])} to ${short(interval[1])})`;
  const size = value === null ? '' : `, ${sizeWords({ measure, value })}${range}`;
  const bestTrial = {
    design: best.design,
    measure,
    value,
    interval,
    ...(best.trial !== undefined && { isShown: isClear(trial, name) }),
  };
  const aim = effect.aim ?? (measure === 'time_ratio' ? 'more' : 'fewer');
  return {
    name,
    label: effect.label,
    aim: aim === 'fewer' ? 'less' : measure === 'time_ratio' ? 'sooner' : 'more',
    acts: actsWords(effect),
    changes: changesOf(effect),
    towards:
      effect.shares?.towards ?? (effect.diverts === undefined || effect.diverts.to === 'stay' ? '' : effect.diverts.to),
    measure,
    isSupply: effect.supply !== undefined,
    measureWords: MEASURE_WORDS[measure] ?? spaced(measure),
    neutral: noEffect(measure),
    stances: STANCES.map((stance) => ({
      stance,
      value: unknown(stance) ? null : underStance(stance, bestTrial, published, aim).value,
    })),
    bestStudy: sentence([
      best.design === 'none' ? 'no study says how much' : `${best.design}${size}`,
      best.note,
      found?.note,
    ]),
    optimistic: optimistic === undefined ? '' : sentence([optimistic.design, optimistic.note]),
    lasts: lastsWords(written['lasts'] as Written | undefined, everyone),
    only: effect.for === undefined ? '' : whoWords(written['for'] as Written, names),
    studies: effect.evidence,
  };
}

function sentence(parts: readonly (string | undefined)[]): string {
  return parts
    .filter((text) => text !== undefined && text !== '')
    .map((text) => text!.replace(/\.$/, ''))
    .join('; ');
}

function lastsWords(lasts: Written | undefined, everyone: boolean): string {
  if (lasts === undefined) return everyone ? 'as long as they are eligible' : '';
  const { during, after, half_life: halfLife } = lasts;
  const parts = [
    during === true ? (everyone ? 'as long as they are eligible' : 'while in the programme') : '',
    after === undefined ? '' : `for ${plain(after)} after`,
    halfLife === undefined ? '' : `fading after it, by half every ${plain(halfLife)}`,
  ];
  return parts
    .filter((part) => part !== '')
    .join(', ')
    .replace(', for', ' and for');
}

function actsWords({ transitions, shares, diverts, referrals, supply }: WrittenEffect): string {
  if (transitions !== undefined) return transitions.join(', ');
  if (referrals !== undefined) return `how many come: ${referrals.join(', ')}`;
  if (diverts !== undefined)
    return `${diverts.of.join(', ')}: a share ${diverts.to === 'stay' ? 'stays as it is' : `goes to ${diverts.to}`} instead`;
  if (shares !== undefined)
    return 'on_entry' in shares
      ? `which ${spaced(shares.of)} on entering ${Object.values(shares.on_entry).flat().join(' or ')}: towards ${shares.towards}`
      : `how ${shares.of.join(', ')} turns out: towards ${shares.towards}`;
  if (supply === undefined) return '';
  return supply.recruits === true ? `places a year added to ${supply.resource}` : `how many leave ${supply.resource}`;
}

function changesOf({ transitions, shares, diverts, referrals, supply }: WrittenEffect): readonly string[] {
  if (shares !== undefined) return 'on_entry' in shares ? [shares.of] : shares.of;
  if (supply !== undefined) return [supply.resource];
  return transitions ?? referrals ?? diverts?.of ?? [];
}

function measureOf(effect: WrittenEffect): EffectMeasure {
  const sizes = [effect.best_trial, effect.stances?.optimistic ?? {}];
  const given = EFFECT_MEASURES.find((measure) =>
    sizes.some((size: Readonly<Partial<Record<EffectMeasure, number | undefined>>>) => size[measure] !== undefined),
  );
  if (given !== undefined) return given;
  if (effect.shares !== undefined) return 'odds_ratio';
  if (effect.diverts !== undefined) return 'diverted';
  return effect.referrals === undefined ? 'hazard_ratio' : 'risk_ratio';
}

function short(value: number): string {
  return String(Number(value.toPrecision(3)));
}
