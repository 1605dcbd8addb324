/** What a fit did to one parameter, in words: its interval, its source and its note. */
import { marginalOf, type JointUncertainty } from '../../../engine/study/calibrate/index.js';
import { multiplierOf } from '../../../engine/study/calibrate/index.js';
import type { ResolvedFree } from './free.js';
import type { Leaf } from './leaves.js';
import { changedNumber, tidy } from './scale.js';

/** Leaves of a parameter that the same free parameters act on. */
interface Group {
  readonly leaves: readonly Leaf[];
  readonly scales: readonly number[];
  readonly shifts: readonly number[];
}

export interface FittedWords {
  /** `0.0138 to 0.0167 per year (95%)`, or `times 0.93 to 1.24 (95%)`. */
  readonly interval: string;
  /** `times 1.07 by calibration`. */
  readonly note: string;
}

export function fittedWords(parameter: string, free: readonly ResolvedFree[], fit: JointUncertainty): FittedWords {
  const groups = groupsOf(parameter, free);
  const only = groups.length === 1 ? groups[0]! : null;
  const single = only?.leaves.length === 1 ? only.leaves[0]! : null;
  const name = (group: Group): string =>
    partsOf(group)
      .map((part) => `${part} `)
      .join('and ');
  const interval =
    only !== null && single !== null && single.path.length === 0
      ? scaledInterval(single, only, fit)
      : groups.map((group) => `${name(group)}${rangeOf(group, fit)}`).join('; ');
  return {
    interval: `${interval} (95%)`,
    note: `${groups.map((group) => `${name(group)}${changeOf(group, fit)}`).join(', ')} by calibration`,
  };
}

function groupsOf(parameter: string, free: readonly ResolvedFree[]): readonly Group[] {
  const acting = new Map<string, { leaf: Leaf; scales: number[]; shifts: number[] }>();
  free.forEach(({ kind, leaves }, index) => {
    for (const leaf of leaves) {
      if (leaf.parameter !== parameter) continue;
      const key = JSON.stringify(leaf.path.map(String));
      const found = acting.get(key) ?? { leaf, scales: [], shifts: [] };
      // The nearest name, where several paths lead to one number.
      if (leaf.part.length > found.leaf.part.length) found.leaf = leaf;
      acting.set(key, found);
      (kind === 'scale' ? found.scales : found.shifts).push(index);
    }
  });
  const groups = new Map<string, { leaves: Leaf[]; scales: readonly number[]; shifts: readonly number[] }>();
  for (const { leaf, scales, shifts } of acting.values()) {
    const key = JSON.stringify([scales, shifts]);
    const group = groups.get(key) ?? { leaves: [], scales, shifts };
    groups.set(key, group);
    group.leaves.push(leaf);
  }
  return [...groups.values()];
}

/** What the baseline calls what is acted on: `from.10`, `median`; nothing for a whole parameter. */
function partsOf({ leaves }: Group): readonly string[] {
  return [...new Set(leaves.map(({ part }) => part))].filter((part) => part !== '');
}

/** The value itself at both ends of what acts on it. */
function scaledInterval(leaf: Leaf, { scales, shifts }: Group, fit: JointUncertainty): string {
  const scale = marginalOf(fit, scales);
  const shift = marginalOf(fit, shifts);
  const end = (side: 'lower' | 'upper'): string =>
    String(words(changedNumber(leaf.number, multiplierOf(scale[side]), shift[side])));
  return `${end('lower')} to ${end('upper')}${leaf.unit === null ? '' : ` ${leaf.unit}`}`;
}

function rangeOf({ scales, shifts }: Group, fit: JointUncertainty): string {
  const parts: string[] = [];
  if (scales.length > 0) {
    const { lower, upper } = marginalOf(fit, scales);
    parts.push(`times ${words(multiplierOf(lower))} to ${words(multiplierOf(upper))}`);
  }
  if (shifts.length > 0) {
    const { lower, upper } = marginalOf(fit, shifts);
    parts.push(`logit moved by ${words(lower)} to ${words(upper)}`);
  }
  return parts.join(' and ');
}

function changeOf({ scales, shifts }: Group, fit: JointUncertainty): string {
  const parts: string[] = [];
  if (scales.length > 0) parts.push(`times ${words(multiplierOf(marginalOf(fit, scales).mean))}`);
  if (shifts.length > 0) parts.push(`logit moved by ${words(marginalOf(fit, shifts).mean)}`);
  return parts.join(' and ');
}

/** Three figures are enough for words. */
function words(value: number): number {
  return tidy(Number(value.toPrecision(3)));
}
