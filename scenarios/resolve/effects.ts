/** What a programme's effects are in a run: each with what it acts on, and the size a stance or the scenario gives it. */
import type { PathwayModel } from '../../engine/pathway/model.js';
import { sizeWords } from '../../engine/programmes/size.js';
import type { ChangeLine } from '../../engine/study/result.js';
import type { Path } from '../load/index.js';
import type { EffectMeasure, ProgrammeFile, ProgrammeUse, Stance, WrittenEffect } from '../schema/index.js';
import type { WrittenTrial } from '../schema/trial.js';
import { buildCondition } from './condition.js';
import type { Context } from './context.js';
import { known, knownKey, refuse, refuseKey } from './context.js';
import { targetOf, type Target } from './effect-target.js';
import { checkSize } from './effect-size.js';
import type { KnownSources } from './provenance.js';
import { checkProvenance } from './provenance.js';
import type { BestPublished, BestTrial, StancedEffect } from './stance.js';
import { betterThanTrial, underStance } from './stance.js';
import { withSteps, type Teams } from './supply.js';
import type { ResolvedEffect } from './types.js';

/** What simulating a trial has found, for one effect. */
export type TrialLookup = (
  trial: string,
  effect: string,
) => {
  readonly hazardRatio: number;
  readonly interval: readonly [number, number] | null;
  readonly note: string;
  /** What a reader must be told: that it was simulated on another baseline, say. */
  readonly warning: string | null;
} | null;

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
  /** The day it closes, in days since day 0; null where it does not. */
  readonly closes: number | null;
  readonly trials: TrialLookup;
}

export interface BuiltEffects {
  readonly effects: readonly ResolvedEffect[];
  /** Effects that the scenario gives another size than the stance would. */
  readonly changes: readonly ChangeLine[];
  readonly warnings: readonly string[];
}

/** Everybody who is reached is so at once, and for as long as they are eligible. */
const WHILE_REACHED = { during: true } as const;

export function buildEffects(asked: EffectInputs): BuiltEffects {
  const { file, context, use, useContext, usePath } = asked;
  const warnings: string[] = [];
  const changes: ChangeLine[] = [];
  const inputs: EffectInputs = {
    ...asked,
    trials(trial, effect) {
      const found = asked.trials(trial, effect);
      if (found?.warning != null && !warnings.includes(found.warning)) warnings.push(found.warning);
      return found;
    },
  };
  const names = Object.keys(file.effects);
  // An effect on transitions may be given a size for each of them.
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
    checkScope(context, written, target, path);
    checkPublished(context, written, target, path);
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
    const byStance = (): StancedEffect => underStance(inputs.stance, trial, bestOf(inputs, written, path), aim);
    const chosen = (value: number, own: string, acts: Target['acts'], at: Path): ResolvedEffect => {
      checkSize(useContext, value, target, at);
      const warning = betterThanTrial(value, trial, aim, `${file.title}, ${written.label}`);
      if (warning !== null) warnings.push(warning);
      changes.push({
        name: `${use.as ?? file.programme}.${own}`,
        label: `${file.title}: ${written.label}`,
        from: sizeWords({ measure: target.measure, value: byStance().value }),
        to: sizeWords({ measure: target.measure, value }),
        where: `the scenario, effects of ${use.as ?? file.programme}`,
      });
      return built(own, acts, {
        value,
        why: 'set in the scenario',
        mark: 'assumption',
        whyHeld: 'what a scenario gives is not drawn',
      });
    };
    const at = (key: string): Path => [...usePath, 'effects', key];
    const { acts } = target;
    const named = acts.kind === 'hazard_ratio' || acts.kind === 'time_ratio' ? acts.transitions : [];
    const single = named.filter((transition) => !names.includes(transition) && use.effects?.[transition] !== undefined);
    const own = single.map((transition) =>
      chosen(
        use.effects![transition]!,
        `${name}.${transition}`,
        { kind: acts.kind as 'hazard_ratio' | 'time_ratio', transitions: [transition] },
        at(transition),
      ),
    );
    const rest = named.filter((transition) => !single.includes(transition));
    if (named.length > 0 && rest.length === 0) return own;
    const remaining: Target['acts'] =
      acts.kind === 'hazard_ratio' || acts.kind === 'time_ratio' ? { ...acts, transitions: rest } : acts;
    const whole = use.effects?.[name];
    if (whole !== undefined) return [chosen(whole, name, remaining, at(name)), ...own];
    return [built(name, remaining, byStance()), ...own];
  });
  return { effects, changes, warnings };
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

/** What has no time of its own cannot last, and what is of no child in particular cannot be of some of them. */
function checkScope(context: Context, written: WrittenEffect, { acts }: Target, path: Path): void {
  if (acts.kind !== 'referrals' && acts.kind !== 'supply') return;
  const what = acts.kind === 'referrals' ? 'referrals: nobody is in the programme yet' : 'places, which all share';
  if (written.for !== undefined)
    refuseKey(context, [...path, 'for'], `a subgroup has no meaning for an effect on ${what}`);
  if (
    written.lasts !== undefined &&
    (!written.lasts.during || (written.lasts.after ?? written.lasts.half_life) !== undefined)
  )
    refuseKey(context, [...path, 'lasts'], `an effect on ${what} lasts as long as the programme is open`);
}

/** The sizes that a file gives itself. */
function checkPublished(context: Context, written: WrittenEffect, target: Target, path: Path): void {
  const { best_trial: trial, stances } = written;
  const sizes: readonly (readonly [Path, number | undefined])[] = [
    [[...path, 'best_trial', target.measure], trial[target.measure]],
    [[...path, 'stances', 'optimistic', target.measure], stances?.optimistic?.[target.measure]],
  ];
  for (const [at, value] of sizes) if (value !== undefined) checkSize(context, value, target, at);
}

function trialOf(inputs: EffectInputs, written: WrittenEffect, measure: EffectMeasure, path: Path): BestTrial {
  const { context } = inputs;
  const { design, interval: given, trial } = written.best_trial;
  const at = [...path, 'best_trial'];
  if (trial !== undefined) {
    const found = simulated(inputs, trial, path.at(-1) as string, [...at, 'trial']);
    if (given !== undefined) refuse(context, [...at, 'interval'], "the trial's own interval stands with the trial");
    const isShown = isClear(inputs.file.trials?.[trial], path.at(-1) as string);
    if (written.evidence.length === 0) refuse(context, [...path, 'evidence'], 'a figure rests on a study: name it');
    const published = publishedRatio(inputs.file.trials?.[trial], path.at(-1) as string);
    const own = published === null ? {} : { published };
    return { design, measure, value: found?.value ?? null, interval: found?.interval ?? null, isShown, ...own };
  }
  const value = written.best_trial[measure] ?? null;
  const interval = given ?? null;
  if (design === 'none') {
    if (value !== null)
      refuse(context, [...at, measure], "there is no study ('design: none'), so there can be no estimate");
    return { design, measure, value: null, interval: null };
  }
  if (value === null) refuse(context, at, `'${measure}' is missing: what did the ${design} study find?`);
  else if (written.evidence.length === 0)
    refuse(context, [...path, 'evidence'], 'a figure rests on a study: name it here, and put its card under evidence');
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

/** Whether the published figure from which an effect is found is clear of chance: a ratio from 1, an arm from the other. */
export function isClear(trial: WrittenTrial | undefined, effect: string): boolean {
  const outcome = Object.values(trial?.outcomes ?? {}).find((one) => one.effect === effect);
  if (outcome?.interval === undefined) return false;
  const none = outcome.treated === undefined ? 1 : outcome.control;
  return none !== undefined && (outcome.interval[0] > none || outcome.interval[1] < none);
}

/** The ratio from which an effect is found, as it was published; null where arms were. */
function publishedRatio(trial: WrittenTrial | undefined, effect: string): string | null {
  const outcome = Object.values(trial?.outcomes ?? {}).find((one) => one.effect === effect);
  for (const [words, ratio] of [
    ['odds ratio', outcome?.odds_ratio],
    ['risk ratio', outcome?.risk_ratio],
  ] as const)
    if (ratio !== undefined)
      return `${words} ${ratio}${outcome?.interval === undefined ? '' : ` (${outcome.interval.join(' to ')})`}`;
  return null;
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
    return found && { value: found.value, interval: found.interval, design, note: best.note, isReading: true };
  }
  const value =
    best.hazard_ratio ?? best.time_ratio ?? best.odds_ratio ?? best.risk_ratio ?? best.points ?? best.diverted;
  if (value === undefined) return refuse(inputs.context, at, 'how large was the best that was published?') ?? null;
  const interval = best.interval ?? null;
  if (interval !== null && !(interval[0] <= value && value <= interval[1]))
    refuse(inputs.context, [...at, 'interval'], `the figure (${value}) is outside its own interval`);
  return { value, interval, design, note: best.note };
}
