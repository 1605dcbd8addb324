/** What the charts of cost and an outcome share. */
import type { Layer } from '../../charts/parts.js';
import { axisNumbers, type Domain } from '../../charts/theme.js';
import type { StudyReport } from '../types.js';
import { ticksIn } from './dots.js';

export type Frontier = NonNullable<StudyReport['frontier']>;

/** An axis of differences, `width` pixels long. */
export function differenceAxis(field: string, title: string | null, domain: Domain, width: number): Layer {
  return {
    field,
    type: 'quantitative',
    title,
    scale: { domain: [domain.low, domain.high], nice: false, zero: false },
    axis: {
      grid: true,
      values: ticksIn(domain, width),
      labelFlush: true,
      labelOverlap: 'greedy',
      ...axisNumbers(domain, true),
    },
  };
}

/** The outcome in a sentence: its label with a small letter. */
export const outcomeOf = ({ outcome }: Frontier): string => outcome.charAt(0).toLowerCase() + outcome.slice(1);

export function meanOf(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, own) => sum + own, 0) / values.length;
}
