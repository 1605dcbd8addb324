/** The programmes of the library by themselves, outside any scenario: a list, and a card of each. */
import { sizeWords } from '../../engine/programmes/size.js';
import type { EvidenceCard } from '../../engine/study/result.js';
import type { Files } from '../load/index.js';
import { InputError, joinPath, nearest, problemWithFile } from '../load/index.js';
import type { EffectMeasure, ProgrammeFile, Stance, WrittenEffect } from '../schema/index.js';
import { EFFECT_MEASURES, programmeFile, STANCES } from '../schema/index.js';
import type { TrialLookup } from './effects.js';
import { withParents } from './extends-programme.js';
import { cardOf } from './programme.js';
import { checkPlain, Session } from './session.js';
import { underStance } from './stance.js';
import { trialLookup } from './trial-lookup.js';

export interface ProgrammeListing {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly section: string;
}

export interface ProgrammeCard extends ProgrammeListing {
  readonly eligible: string;
  /** Whether everybody eligible is reached: a practice of the whole system, without places. */
  readonly everyone: boolean;
  readonly placesPerTeam: number | null;
  readonly effects: readonly {
    readonly name: string;
    readonly label: string;
    /** What it acts on: transitions, arrivals, a resource. */
    readonly changes: readonly string[];
    readonly measure: EffectMeasure;
    /** Null where the trial that would give it has not been simulated. */
    readonly stances: readonly { readonly stance: Stance; readonly value: number | null }[];
    readonly bestStudy: string;
  }[];
  /** What it is counted for beside numbers in care. */
  readonly outcomes: readonly string[];
  readonly costs: readonly {
    readonly name: string;
    readonly amount: string;
    readonly mark: string;
    readonly note: string;
  }[];
  readonly evidence: readonly EvidenceCard[];
  readonly caveats: readonly string[];
}

/** The ids of the library's programmes, in order. */
function ids(files: Files): readonly string[] {
  return (files.list?.(joinPath(files.library, 'programmes')) ?? [])
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => name.slice(0, -5))
    .sort();
}

function readProgramme(files: Files, id: string): ProgrammeFile {
  const session = new Session(files);
  const root = withParents(session, session.read(joinPath(files.library, `programmes/${id}.yaml`)));
  return checkPlain(programmeFile, root);
}

export function programmeList(files: Files): readonly ProgrammeListing[] {
  return ids(files).map((id) => {
    const { title, description, section } = readProgramme(files, id);
    return { id, title, description, section: section ?? '' };
  });
}

/** @throws InputError where there is no such programme, with the nearest */
export function programmeCard(files: Files, id: string): ProgrammeCard {
  const known = ids(files);
  if (!known.includes(id)) {
    const details = { found: id, suggestion: nearest(id, known, 1)[0], allowed: known };
    throw new InputError([problemWithFile('programmes', `there is no programme '${id}' in the library`, details)]);
  }
  const file = readProgramme(files, id);
  return {
    id,
    title: file.title,
    description: file.description,
    section: file.section ?? '',
    eligible: Object.entries(file.eligible)
      .map(([name, value]) => `${name.replaceAll('_', ' ')}: ${words(value)}`)
      .join('; '),
    everyone: file.reach === 'everyone',
    placesPerTeam: file.team?.places ?? null,
    effects: Object.entries(file.effects).map(([name, effect]) => effectOf(name, effect, trialLookup(files, id))),
    outcomes: Object.values(file.outcomes ?? {}).map(({ label }) => label),
    costs: Object.entries(file.costs ?? {}).flatMap(([name, cost]) =>
      typeof cost === 'object'
        ? [
            {
              name: name.replaceAll('_', ' '),
              amount:
                cost.price_year === undefined ? cost.value.text : `${cost.value.text} in ${cost.price_year} prices`,
              mark: cost.mark,
              note: cost.note ?? '',
            },
          ]
        : [],
    ),
    evidence: Object.values(file.evidence).map(cardOf),
    caveats: file.caveats ?? [],
  };
}

function effectOf(name: string, effect: WrittenEffect, trials: TrialLookup): ProgrammeCard['effects'][number] {
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
  const isUnknown = best.trial !== undefined && found === null;
  const size = value === null ? '' : `, ${sizeWords({ measure, value })}`;
  const range = interval === null ? '' : ` (${short(interval[0])} to ${short(interval[1])})`;
  const note = [found?.note, best.note].filter((text) => text !== undefined && text !== '').join('; ');
  return {
    name,
    label: effect.label,
    changes: changesOf(effect),
    measure,
    stances: STANCES.map((stance) => ({
      stance,
      value:
        isUnknown && stance !== 'none'
          ? null
          : underStance(stance, { design: best.design, measure, value, interval }, published).value,
    })),
    bestStudy: `${best.design}${size}${range}${note === '' ? '' : `; ${note}`}`,
  };
}

function changesOf({ transitions, shares, diverts, referrals, supply }: WrittenEffect): readonly string[] {
  if (shares !== undefined) {
    const of = 'on_entry' in shares ? [`${shares.of} on entry`] : shares.of;
    return of.map((name) => `${name} towards ${shares.towards}`);
  }
  if (supply !== undefined) return [supply.resource];
  return transitions ?? referrals ?? diverts?.of ?? [];
}

function measureOf(effect: WrittenEffect): EffectMeasure {
  const sizes = [effect.best_trial, effect.stances?.optimistic ?? {}];
  const given = EFFECT_MEASURES.find((measure) =>
    sizes.some((size: Readonly<Partial<Record<EffectMeasure, number | undefined>>>) => size[measure] !== undefined),
  );
  if (given !== undefined) return given;
  return effect.shares !== undefined ? 'odds_ratio' : effect.diverts !== undefined ? 'diverted' : effect.referrals !== undefined ? 'risk_ratio' : 'hazard_ratio';
}

function short(value: number): string {
  return String(Number(value.toPrecision(3)));
}

function words(value: unknown): string {
  if (Array.isArray(value)) return value.map(words).join(' or ');
  if (value !== null && typeof value === 'object')
    return Object.entries(value)
      .map(([name, inner]) => `${name} ${words(inner)}`)
      .join(', ');
  return String(value).replaceAll('_', ' ');
}
