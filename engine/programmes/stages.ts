/**
 * Where a child is in a programme, as far as effects go: in it, at each step of the ramp-up of fidelity, and in each of
 * the spells after it in which effects last or fade.
 */
import { exp, log, power } from '../random/index.js';
import type { Condition } from '../pathway/model.js';
import { negate } from './negate.js';
import type { EffectKind, ProgrammeEffect, ProgrammePlan } from './plan.js';

/** An effect weaker than this share of itself has worn off. */
const WORN_OFF = 0.05;
/** Fading goes in steps of this part of a half-life. */
const STEP = 0.5;

export interface Stage {
  /** A state of the programme's region. */
  readonly state: string;
  /** Of the ramp-up: 0 for the first; the states of one step follow one another. */
  readonly step: number;
  /** Days since leaving, from and to; null while in the programme. */
  readonly after: { readonly from: number; readonly to: number } | null;
  /** The share of an effect's strength that those of this step have. */
  readonly fidelity: number;
}

/** Names of the region, its states and its events, for measures to refer to. */
export function programmeNames(id: string) {
  const region = `programme_${id}`;
  return {
    region,
    none: 'not_offered',
    declined: 'declined',
    waiting: 'waiting',
    /** Taken while fidelity was at its step: 0 for the last, which is all there is without a ramp-up. */
    in: (step = 0) => (step === 0 ? 'in_programme' : `in_programme_${step}`),
    /** States in which some effect lasts, by the end of the spell in days after leaving. */
    after: (days: number, step = 0) => `after_${String(days).replace('.', '_')}${step === 0 ? '' : `_${step}`}`,
    done: 'done',
    resting: 'resting',
    dropped: 'dropped_out',
    offered: `${region}_offered`,
    started: `${region}_started`,
    gaveUp: `${region}_gave_up`,
    leftQueue: `${region}_left_queue`,
    completed: `${region}_completed`,
    droppedOut: `${region}_dropped_out`,
    ended: (i: number) => `${region}_ended_${i}`,
    /** Counters of offers, and of starts where there may be several. */
    everOffered: `${region}_ever_offered`,
    everStarted: `${region}_ever_started`,
    resource: `${region}_places`,
    /** The region that says on whom of a subgroup an effect acts now. */
    effect: (name: string) => `effect_${id}_${name}`,
  };
}

/** The steps of the ramp-up, in time; the last has number 0. */
export function fidelitySteps(plan: ProgrammePlan): readonly { step: number; from: number; share: number }[] {
  const rows = plan.fidelity ?? [{ from: plan.opens, share: 1 }];
  return rows.map(({ from, share }, i) => ({ step: i === rows.length - 1 ? 0 : i + 1, from, share }));
}

/** The conditions any of which ends a child's place, in the order of their events. */
export function endingsOf(plan: ProgrammePlan): readonly Condition[] {
  const notEligible = plan.endsWhenNotEligible ? plan.eligible.flatMap(negate).map((atom) => [atom]) : [];
  return [...plan.endsWhen, ...notEligible];
}

/** The states in which a child has a place. */
export function inStates(plan: ProgrammePlan): readonly string[] {
  const names = programmeNames(plan.id);
  return fidelitySteps(plan).map(({ step }) => names.in(step));
}

/** Days after leaving at which some effect wears off or fades by a step, ascending. */
export function fadingDays(plan: ProgrammePlan): readonly number[] {
  const days = new Set<number>();
  for (const effect of plan.effects) {
    const { afterDays, halfLife } = effect;
    if (!(afterDays > 0)) continue;
    const last = lastDay(effect);
    if (halfLife !== undefined)
      for (let i = 1; i * STEP * halfLife < last; i++) days.add(Math.round(i * STEP * halfLife));
    days.add(last);
  }
  return [...days].filter((day) => day > 0).sort((a, b) => a - b);
}

/** The day after leaving on which an effect is over: as said, or as it has worn off. */
function lastDay({ afterDays, halfLife }: ProgrammeEffect): number {
  if (halfLife === undefined) return Math.round(afterDays);
  return Math.round(Math.min(afterDays, (-log(WORN_OFF) / Math.LN2) * halfLife));
}

/** Every stage in which an effect may act. */
export function stagesOf(plan: ProgrammePlan): readonly Stage[] {
  const names = programmeNames(plan.id);
  const days = fadingDays(plan);
  return fidelitySteps(plan).flatMap(({ step, share }) => [
    { state: names.in(step), step, after: null, fidelity: share },
    ...days.map((to, i) => ({
      state: names.after(to, step),
      step,
      after: { from: days[i - 1] ?? 0, to },
      fidelity: share,
    })),
  ]);
}

/** The value of an effect in a stage: its neutral value where it does not act. */
export function valueAt(effect: ProgrammeEffect, stage: Stage): number {
  const share = stage.fidelity * lasting(effect, stage);
  if (share === 0) return neutral(effect.acts.kind);
  if (share === 1) return effect.value;
  return isDifference(effect.acts.kind) ? effect.value * share : power(effect.value, share);
}

/** The share of an effect's strength that is left in a stage; its mean over a spell in which it fades. */
function lasting(effect: ProgrammeEffect, { after }: Stage): number {
  const { during, halfLife } = effect;
  if (after === null) return during ? 1 : 0;
  const { from, to } = after;
  if (to > lastDay(effect)) return 0;
  if (halfLife === undefined) return 1;
  const rate = Math.LN2 / halfLife;
  return (exp(-rate * from) - exp(-rate * to)) / (rate * (to - from));
}

/** Whether a value is added, and does nothing where it is 0; else it multiplies, and does nothing where it is 1. */
function isDifference(kind: EffectKind): boolean {
  return kind === 'points' || kind === 'diverted';
}

export function neutral(kind: EffectKind): number {
  return isDifference(kind) ? 0 : 1;
}
