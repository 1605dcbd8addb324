/** What programmes change, in words for a drawing. */
import type { EffectTarget, ProgrammeEffect } from '../../programmes/plan.js';
import { short } from './words.js';

/** The transitions that an effect changes; none where it changes who arrives, what is there, or what a state forces. */
export function changedBy(acts: EffectTarget): readonly string[] {
  if ('transitions' in acts) return acts.transitions;
  return 'of' in acts && 'transitions' in acts.of ? acts.of.transitions : [];
}

/** How much an effect changes what it acts on. */
export function effectWords({ acts, value }: ProgrammeEffect): string {
  switch (acts.kind) {
    case 'hazard_ratio':
      return `×${short(value)}`;
    case 'time_ratio':
      return `time ×${short(value)}`;
    case 'odds_ratio':
      return `odds of ${acts.towards} ×${short(value)}`;
    case 'risk_ratio':
      return `chance of ${acts.towards} ×${short(value)}`;
    case 'points':
      return `chance of ${acts.towards} ${value < 0 ? '−' : '+'}${short(Math.abs(value) * 100)} points`;
    case 'diverted':
      return `${short(value * 100)}% diverted`;
    case 'referrals':
      return `×${short(value)}`;
    case 'supply':
      return 'more places';
  }
}
