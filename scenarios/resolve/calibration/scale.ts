/** Parameters with their multipliers and shifts: the values that a fit is run with, and the ones it writes. */
import { shiftedShare } from '../../../engine/study/calibrate/index.js';
import type { Located } from '../../load/index.js';
import { mappingOf, partAt, scalarAt, valuePlace } from '../../load/index.js';
import { listOf, withKey } from '../../load/located.js';
import type { ResolvedFree } from './free.js';

/** Figures that a value written back has: what is run is what is written. */
const FIGURES = 6;

/** Multipliers and shifts by the name of the free parameter. */
export type FreeValues = Readonly<Record<string, number>>;

interface Change {
  readonly number: number;
  readonly unit: string | null;
  factor: number;
  shift: number;
}

/**
 * The value of every parameter that a free one touches, rounded to six figures; a number that nothing moves stays as it is
 * written. `root` is the baseline, with everything it extends.
 */
export function scaledParameters(
  root: Located,
  free: readonly ResolvedFree[],
  values: FreeValues,
): ReadonlyMap<string, Located> {
  const changes = new Map<string, Map<string, Change>>();
  for (const { name, kind, leaves } of free) {
    const value = values[name] ?? (kind === 'scale' ? 1 : 0);
    for (const { parameter, path, number, unit } of leaves) {
      const within = changes.get(parameter) ?? new Map<string, Change>();
      changes.set(parameter, within);
      const key = JSON.stringify(path.map(String));
      const change = within.get(key) ?? { number, unit, factor: 1, shift: 0 };
      within.set(key, change);
      if (kind === 'scale') change.factor *= value;
      else change.shift += value;
    }
  }
  return new Map(
    [...changes].map(([parameter, within]) => {
      const value = partAt(root, ['parameters', parameter, 'value']);
      if (value === undefined) throw new RangeError(`the baseline has no parameter '${parameter}'`);
      return [parameter, changed(value, within, [])];
    }),
  );
}

/** The same as plain data. */
export function plainValues(parameters: ReadonlyMap<string, Located>): ReadonlyMap<string, unknown> {
  return new Map([...parameters].map(([name, { data }]) => [name, data]));
}

function changed(node: Located, changes: ReadonlyMap<string, Change>, path: readonly string[]): Located {
  if (node.shape === 'scalar') {
    const change = changes.get(JSON.stringify(path));
    return change === undefined || isIdle(change)
      ? node
      : withKey(scalarAt(written(change), valuePlace(node)), node.key);
  }
  const parts = [...(node.parts ?? [])].map(([name, part]) => [name, changed(part, changes, [...path, name])] as const);
  return withKey(
    node.shape === 'list'
      ? listOf(
          parts.map(([, part]) => part),
          node,
        )
      : mappingOf(new Map(parts), node),
    node.key,
  );
}

function isIdle({ factor, shift }: Change): boolean {
  return factor === 1 && shift === 0;
}

function written({ number, unit, factor, shift }: Change): number | string {
  const value = tidy(changedNumber(number, factor, shift));
  return unit === null ? value : `${value} ${unit}`;
}

/** A number times a factor, then (a share, between 0 and 1) shifted. */
export function changedNumber(number: number, factor: number, shift: number): number {
  const scaled = number * factor;
  return shift === 0 || scaled <= 0 || scaled >= 1 ? scaled : shiftedShare(scaled, shift);
}

/** Six figures: what the model is run with, and what files say. */
export function tidy(value: number): number {
  return Number(value.toPrecision(FIGURES));
}
