/** What a programme's effects are in a run: each with what it acts on, and the size a stance or the scenario gives it. */
import type { EffectTarget } from '../../engine/programmes/plan.js';
import type { PathwayModel } from '../../engine/pathway/model.js';
import { exp } from '../../engine/random/index.js';
import { DAYS_PER_MONTH, DAYS_PER_YEAR } from '../../engine/time/index.js';
import type { Path } from '../load/index.js';
import type { EffectMeasure, ProgrammeFile, ProgrammeUse, Stance, WrittenEffect } from '../schema/index.js';
import { buildCondition } from './condition.js';
import type { Context } from './context.js';
import { known, knownKey, refuse } from './context.js';
import { targetOf, type Target } from './effect-target.js';
import type { KnownSources } from './provenance.js';
import { checkProvenance } from './provenance.js';
import type { BestPublished, BestTrial, StancedEffect } from './stance.js';
import { betterThanTrial, noEffect, underStance } from './stance.js';
import type { ResolvedEffect } from './types.js';

/** Teams (or programmes, where everybody is reached) from each day on. */
export type Teams = readonly { readonly from: number; readonly teams: number }[];

/** What simulating a trial has found, for one effect. */
export type TrialLookup = (
  trial: string,
  effect: string,
) => { readonly hazardRatio: number; readonly interval: readonly [number, number] | null; readonly note: string } | null;

export interface EffectInputs {
  readonly file: ProgrammeFile;
  readonly context: Context;
  readonly use: ProgrammeUse;
  readonly useContext: Context;
  readonly usePath: Path;
  readonly stance: Stance;
  readonly model: PathwayModel;
  readonly sources: KnownSources;
  readonly endDay: number;
  readonly teams: Teams;
  readonly trials: TrialLookup;
}

export interface BuiltEffects {
  readonly effects: readonly ResolvedEffect[];
  readonly warnings: readonly string[];
}

/** Everybody who is reached is so at once, and for as long as they are eligible. */
const WHILE_REACHED = { during: true } as const;

export function buildEffects(inputs: EffectInputs): BuiltEffects {
  const { file, context, use, useContext, usePath } = inputs;
  const warnings: string[] = [];
  const names = Object.keys(file.effects);
  const touched = Object.values(file.effects).flatMap((effect) => effect.transitions ?? []);
  for (const name of Object.keys(use.effects ?? {}))
    knownKey(useContext, [...usePath, 'effects', name], 'effect or transition of this programme', name, [
      ...names,
      ...touched,
    ]);
  const effects = Object.entries(file.effects).flatMap(([name, written]): readonly ResolvedEffect[] => {
    const path: Path = ['effects', name];
    written.evidence.forEach((id, index) => {
      known(context, [...path, 'evidence', index], 'evidence', id, Object.keys(file.evidence));
    });
    const target = targetOf(context, written, path, inputs.model, file.reach === 'everyone');
    const lasts = lastsOf(inputs, written, path);
    if (target === undefined || lasts === undefined) return [];
    const only = written.for === undefined ? undefined : buildCondition(context, written.for, [...path, 'for']);
    const trial = trialOf(inputs, written, target.measure, path);
    const aim = written.aim ?? (target.measure === 'time_ratio' ? 'more' : 'fewer');
    const built = (own: string, acts: Target['acts'], stanced: StancedEffect): ResolvedEffect => ({
      name: own,
      label: written.label,
      acts: withSteps(inputs, acts, target.measure, stanced.value),
      measure: target.measure,
      during: lasts.during,
      afterDays: lasts.afterDays,
      ...(lasts.halfLife !== undefined && { halfLife: lasts.halfLife }),
      ...(only !== undefined && { only }),
      aim,
      ...stanced,
    });
    const chosen = (value: number, own: string, acts: Target['acts'], at: Path): ResolvedEffect => {
      checkSize(useContext, value, target.measure, at);
      const warning = betterThanTrial(value, trial, aim, `${file.title}, ${written.label}`);
      if (warning !== null) warnings.push(warning);
      return built(own, acts, { value, why: 'set in the scenario', mark: 'assumption' });
    };
    const at = (key: string): Path => [...usePath, 'effects', key];
    const { acts } = target;
    const named = acts.kind === 'hazard_ratio' ? acts.transitions : [];
    const single = named.filter((transition) => !names.includes(transition) && use.effects?.[transition] !== undefined);
    const own = single.map((transition) =>
      chosen(use.effects![transition]!, `${name}.${transition}`, { kind: 'hazard_ratio', transitions: [transition] }, at(transition)),
    );
    const rest = named.filter((transition) => !single.includes(transition));
    if (named.length > 0 && rest.length === 0) return own;
    const remaining: Target['acts'] = acts.kind === 'hazard_ratio' ? { ...acts, transitions: rest } : acts;
    const whole = use.effects?.[name];
    if (whole !== undefined) return [chosen(whole, name, remaining, at(name)), ...own];
    return [built(name, remaining, underStance(inputs.stance, trial, bestOf(inputs, written, path))), ...own];
  });
  return { effects, warnings };
}

/** How long it acts; undefined where it never does, which has then been said. */
function lastsOf(
  { file, context, sources }: EffectInputs,
  { lasts: written }: WrittenEffect,
  path: Path,
): { readonly during: boolean; readonly afterDays: number; readonly halfLife?: number } | undefined {
  if (written === undefined) {
    if (file.reach === 'everyone') return { ...WHILE_REACHED, afterDays: 0 };
    return refuse(context, path, "'lasts' is missing: {during: true}, and how long 'after', if it goes on");
  }
  const { during, after, half_life: halfLife, source, mark, note } = written;
  if (source !== undefined)
    checkProvenance(context, { source, mark: mark ?? 'assumption', note: note ?? '' }, sources, [...path, 'lasts']);
  const afterDays = after ?? (halfLife === undefined ? 0 : halfLife * 5);
  if (!during && afterDays === 0)
    return refuse(context, [...path, 'lasts'], "this effect never holds: 'during: true', or a time 'after', is needed");
  return { during, afterDays, ...(halfLife !== undefined && { halfLife }) };
}

/** A share or a ratio that can be. */
function checkSize(context: Context, value: number, measure: EffectMeasure, path: Path): void {
  const isFine =
    measure === 'points' ? Number.isFinite(value) : measure === 'diverted' ? value >= 0 && value <= 1 : value > 0;
  if (isFine) return;
  const wanted = measure === 'diverted' ? 'a share from 0 to 1' : 'a number above 0';
  refuse(context, path, `this effect is a ${measure.replace('_', ' ')}: expected ${wanted}, found ${value}`);
}

function trialOf(inputs: EffectInputs, written: WrittenEffect, measure: EffectMeasure, path: Path): BestTrial {
  const { context } = inputs;
  const { design, interval: given, trial } = written.best_trial;
  const at = [...path, 'best_trial'];
  if (trial !== undefined) {
    const found = simulated(inputs, trial, path.at(-1) as string, [...at, 'trial']);
    if (given !== undefined) refuse(context, [...at, 'interval'], "the trial's own interval stands with the trial");
    return { design, measure, value: found?.value ?? null, interval: found?.interval ?? null };
  }
  const value = written.best_trial[measure] ?? null;
  const interval = given ?? null;
  if (design === 'none') {
    if (value !== null)
      refuse(context, [...at, measure], "there is no study ('design: none'), so there can be no estimate");
    return { design, measure, value: null, interval: null };
  }
  if (value === null) refuse(context, at, `'${measure}' is missing: what did the ${design} study find?`);
  if (design === 'randomised' && interval === null)
    refuse(context, at, "'interval' is missing: a randomised trial counts only with its interval");
  if (interval !== null && interval[0] > interval[1])
    refuse(context, [...at, 'interval'], 'an interval runs from low to high');
  if (interval !== null && value !== null && (value < interval[0] || value > interval[1]))
    refuse(context, [...at, 'interval'], `the estimate (${value}) is outside its own interval`);
  const stated = written.stances?.['as-trialled'];
  if (stated !== undefined && stated.hazard_ratio !== value)
    refuse(
      context,
      [...path, 'stances', 'as-trialled', 'hazard_ratio'],
      `as-trialled is the best trial's own estimate (${value ?? 'none'})`,
    );
  return { design, measure, value, interval };
}

/** What simulating a trial has found; null where it has not been simulated, which has then been said. */
function simulated(inputs: EffectInputs, trial: string, effect: string, path: Path) {
  const { file, context } = inputs;
  if (!known(context, path, 'trial of this programme', trial, Object.keys(file.trials ?? {}))) return null;
  const found = inputs.trials(trial, effect);
  if (found !== null) return { value: found.hazardRatio, interval: found.interval, note: found.note };
  const command = `throughcare trials ${file.programme}`;
  refuse(context, path, `the trial '${trial}' has not been simulated for '${effect}': ${command} does it`);
  return null;
}

function bestOf(inputs: EffectInputs, written: WrittenEffect, path: Path): BestPublished | null {
  const best = written.stances?.optimistic;
  if (best === undefined) return null;
  const design = best.design ?? 'design not stated';
  const at = [...path, 'stances', 'optimistic'];
  if (best.trial !== undefined) {
    const found = simulated(inputs, best.trial, path.at(-1) as string, [...at, 'trial']);
    return found && { value: found.value, design, note: best.note };
  }
  const value = best.hazard_ratio ?? best.time_ratio ?? best.odds_ratio ?? best.risk_ratio ?? best.points ?? best.diverted;
  if (value === undefined) return refuse(inputs.context, at, 'how large was the best that was published?') ?? null;
  return { value, design, note: best.note };
}

/** A supply with the places it adds, month by month. */
function withSteps(inputs: EffectInputs, acts: Target['acts'], measure: EffectMeasure, value: number): EffectTarget {
  if (acts.kind !== 'supply') return acts;
  const { teams, endDay, useContext } = inputs;
  const { retains, resource } = acts;
  const days = endDay - useContext.startDay;
  const steps: { from: number; places: number }[] = [];
  let extra = 0;
  for (let day = 0; day < days; day += DAYS_PER_MONTH) {
    const open = teams.filter(({ from }) => from <= day).at(-1)?.teams ?? 0;
    if (measure === 'points') extra += (value * open * DAYS_PER_MONTH) / DAYS_PER_YEAR;
    else if (retains !== null) {
      // Of those covered fewer leave; who has stayed for it leaves later, like others.
      const settled = open * retains.covered * (1 - value);
      extra = settled + (extra - settled) * exp(-retains.leavingPerDay * DAYS_PER_MONTH);
    }
    const places = Math.trunc(extra + (extra < 0 ? -1e-9 : 1e-9));
    if (places !== (steps.at(-1)?.places ?? 0)) steps.push({ from: Math.round(day), places });
  }
  return { kind: 'supply', resource, steps };
}

/** The measure's words for a table: an effect that does nothing says so. */
export function isNeutral(effect: ResolvedEffect): boolean {
  return effect.value === noEffect(effect.measure);
}

