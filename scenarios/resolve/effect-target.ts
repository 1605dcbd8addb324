/** What an effect acts on, as written, into what the engine changes; and in which measure its size is. */
import type { EffectTarget } from '../../engine/programmes/plan.js';
import type { PathwayModel } from '../../engine/pathway/model.js';
import type { Path } from '../load/index.js';
import { EFFECT_MEASURES, type EffectMeasure, type WrittenEffect } from '../schema/index.js';
import type { Context } from './context.js';
import { known, knownKey, refuse, refuseKey } from './context.js';

/** A target whose size is not yet known: that of a supply says how many places, and when. */
export type WrittenTarget =
  | Exclude<EffectTarget, { kind: 'supply' }>
  | {
      readonly kind: 'supply';
      readonly resource: string;
      /** Carers covered, a team; null where it finds new ones. */
      readonly retains: { readonly covered: number } | null;
      /** How many of them, kept or found, leave a day; 0 where that is not said. */
      readonly leavingPerDay: number;
    };

/** Which sizes an effect may have, by what it acts on. */
const ALLOWED = {
  transitions: ['hazard_ratio', 'time_ratio'],
  shares: ['odds_ratio', 'risk_ratio', 'points'],
  diverts: ['diverted'],
  referrals: ['risk_ratio'],
  supply: ['hazard_ratio', 'points'],
} as const satisfies Readonly<Record<string, readonly EffectMeasure[]>>;

type Subject = keyof typeof ALLOWED;
const SUBJECTS = Object.keys(ALLOWED) as readonly Subject[];

export interface Target {
  readonly measure: EffectMeasure;
  readonly acts: WrittenTarget;
}

/** What an effect acts on; undefined where it cannot be said, which has then been. */
export function targetOf(
  context: Context,
  written: WrittenEffect,
  path: Path,
  model: PathwayModel,
  everyone: boolean,
): Target | undefined {
  const present = SUBJECTS.filter((subject) => written[subject] !== undefined);
  const subject = present[0];
  if (subject === undefined || present.length > 1) {
    const found = present.length === 0 ? 'none' : present.join(' and ');
    return refuse(context, path, `an effect acts on one of ${SUBJECTS.join(', ')}: found ${found}`);
  }
  const measure = measureOf(context, written, subject, path);
  if (measure === undefined) return undefined;
  const acts = actsOn(context, written, subject, measure, path, model, everyone);
  return acts && { measure, acts };
}

/** The measure its sizes are in: the same wherever one is given. */
function measureOf(context: Context, written: WrittenEffect, subject: Subject, path: Path): EffectMeasure | undefined {
  const allowed: readonly EffectMeasure[] = ALLOWED[subject];
  const { best_trial: trial, stances } = written;
  const places: readonly (readonly [Path, Readonly<Partial<Record<EffectMeasure | 'trial', unknown>>>])[] = [
    [[...path, 'best_trial'], trial],
    ...(stances?.optimistic === undefined ? [] : [[[...path, 'stances', 'optimistic'], stances.optimistic] as const]),
  ];
  let found: EffectMeasure | undefined;
  for (const [at, sizes] of places) {
    const given = EFFECT_MEASURES.filter((measure) => sizes[measure] !== undefined);
    const simulated = sizes.trial !== undefined;
    if (given.length + (simulated ? 1 : 0) > 1)
      return refuse(
        context,
        at,
        `one size is enough: found ${[...given, ...(simulated ? ['trial'] : [])].join(' and ')}`,
      );
    const here = given[0] ?? (simulated ? 'hazard_ratio' : undefined);
    if (here === undefined) continue;
    if (!allowed.includes(here))
      return refuseKey(
        context,
        [...at, simulated ? 'trial' : here],
        `an effect on ${subject} has ${allowed.join(' or ')}, not ${here}`,
        {
          found: here,
          allowed: [...allowed],
        },
      );
    if (found !== undefined && here !== found)
      return refuseKey(
        context,
        [...at, simulated ? 'trial' : here],
        `the same effect is said in two measures: ${found} and ${here}`,
      );
    found = here;
  }
  return found ?? allowed[0];
}

function actsOn(
  context: Context,
  written: WrittenEffect,
  subject: Subject,
  measure: EffectMeasure,
  path: Path,
  model: PathwayModel,
  everyone: boolean,
): WrittenTarget | undefined {
  const transitions = (names: readonly string[], at: Path): boolean =>
    names.map((name, i) => known(context, [...at, i], 'transition', name, context.words.transitions)).every(Boolean);
  switch (subject) {
    case 'transitions': {
      const names = written.transitions!;
      if (!transitions(names, [...path, 'transitions'])) return undefined;
      return { kind: measure === 'time_ratio' ? 'time_ratio' : 'hazard_ratio', transitions: names };
    }
    case 'shares': {
      const shares = written.shares!;
      const kind = measure as 'odds_ratio' | 'risk_ratio' | 'points';
      const { towards } = shares;
      if (!('on_entry' in shares)) {
        if (!transitions(shares.of, [...path, 'shares', 'of'])) return undefined;
        return { kind, towards, of: { transitions: shares.of } };
      }
      const at: Path = [...path, 'shares', 'on_entry'];
      const entries = Object.entries(shares.on_entry);
      const [region, states] = entries[0] ?? ['', []];
      if (entries.length !== 1) return refuse(context, at, 'one region is meant: {case: looked_after}');
      const regions = [...context.words.regions.keys()];
      if (!knownKey(context, [...at, region], 'region', region, regions)) return undefined;
      if (!known(context, [...path, 'shares', 'of'], 'region', shares.of, regions)) return undefined;
      const there = context.words.regions.get(region)!;
      for (const state of states)
        if (!known(context, [...at, region], `state of '${region}'`, state, there)) return undefined;
      if (
        !known(
          context,
          [...path, 'shares', 'towards'],
          `state of '${shares.of}'`,
          towards,
          context.words.regions.get(shares.of)!,
        )
      )
        return undefined;
      return { kind, towards, of: { entering: { region, states }, region: shares.of } };
    }
    case 'diverts': {
      const { of, to } = written.diverts!;
      if (!transitions(of, [...path, 'diverts', 'of'])) return undefined;
      if (to === 'stay') return { kind: 'diverted', transitions: of, to: null };
      for (const name of of) {
        const region = model.transitions.find((transition) => transition.name === name)!.region;
        const states = context.words.regions.get(region)!;
        if (!known(context, [...path, 'diverts', 'to'], `state of '${region}'`, to, ['stay', ...states]))
          return undefined;
      }
      return { kind: 'diverted', transitions: of, to };
    }
    case 'referrals': {
      const streams = written.referrals!;
      const names = model.arrivals.map(({ name }) => name);
      if (!everyone)
        return refuse(
          context,
          [...path, 'referrals'],
          "nobody is in a programme before being referred: write 'reach: everyone'",
        );
      const all = streams.map((name, i) => known(context, [...path, 'referrals', i], 'arrivals', name, names));
      return all.every(Boolean) ? { kind: 'referrals', streams } : undefined;
    }
    case 'supply': {
      const { resource, retains, leaving_rate: leaving, recruits } = written.supply!;
      const at: Path = [...path, 'supply'];
      if (!known(context, [...at, 'resource'], 'resource', resource, context.words.resources)) return undefined;
      if (measure === 'points') {
        if (recruits !== true || retains !== undefined)
          return refuse(
            context,
            at,
            "places recruited are written 'recruits: true', with the size of the effect in points (places a year)",
          );
        return { kind: 'supply', resource, retains: null, leavingPerDay: leaving ?? 0 };
      }
      if (retains === undefined || leaving === undefined || recruits !== undefined)
        return refuse(
          context,
          at,
          "carers kept are written 'retains: 10, leaving_rate: 0.12 per year', with a hazard ratio of leaving",
        );
      return { kind: 'supply', resource, retains: { covered: retains }, leavingPerDay: leaving };
    }
  }
}
