/** Written lookups and shares into the factors and quantities the engine multiplies. */
import type { Factor, FactorSource, Quantity } from '../../engine/pathway/model.js';
import type { Path } from '../load/index.js';
import type { WrittenLookup, WrittenLookups, WrittenQuantity, WrittenWeight } from '../schema/index.js';
import { readDate, timePoint } from '../schema/index.js';
import type { Context } from './context.js';
import { knownKey, known, refuse, refuseKey } from './context.js';
import { daysFromStart } from './condition.js';

/** All the factors written at a path: one lookup, or a list of them. */
export function buildLookups(context: Context, written: WrittenLookups, path: Path): readonly Factor[] {
  if (!Array.isArray(written)) return buildLookup(context, written as WrittenLookup, path);
  const list = written as readonly (WrittenLookup | readonly WrittenLookup[])[];
  return list.flatMap((item, index) => buildLookups(context, item as WrittenLookups, [...path, index]));
}

/** The factor of one lookup; none where it has problems. */
function buildLookup(context: Context, written: WrittenLookup, path: Path): readonly Factor[] {
  const { by, from, values } = written;
  const { regions, attributes, counters, frozen, levels } = context.words;
  const property = frozen.get(by);
  if (property !== undefined)
    return buildLookup(context, { ...written, by: property }, path).map((factor): Factor => ({
      ...factor,
      source: { ...factor.source, frozen: by } as FactorSource,
    }));
  const named = regions.get(by) ?? attributes.get(by);
  if (named !== undefined) {
    if (from !== undefined) refuseKey(context, [...path, 'from'], `'${by}' has names, not an order: write 'values'`);
    if (values === undefined) {
      if (from === undefined) refuse(context, path, `a lookup by '${by}' needs 'values': {${named[0] ?? 'name'}: 1.2}`);
      return [];
    }
    const what = regions.has(by) ? `state of '${by}'` : `level of '${by}'`;
    for (const word of Object.keys(values)) knownKey(context, [...path, 'values', word], what, word, named);
    const source: FactorSource = regions.has(by) ? { kind: 'state', region: by } : { kind: 'attribute', attribute: by };
    return [{ source, values }];
  }
  if (by !== 'age' && by !== 'time' && !counters.includes(by) && !levels.includes(by)) {
    const allowed = ['age', 'time', ...attributes.keys(), ...regions.keys(), ...counters, ...frozen.keys(), ...levels];
    known(context, [...path, 'by'], 'attribute, region or counter', by, allowed);
    return [];
  }
  if (values !== undefined)
    refuseKey(context, [...path, 'values'], `'${by}' is ordered: write 'from', each value holding from its key on`);
  if (from === undefined) {
    if (values === undefined) refuse(context, path, `a lookup by '${by}' needs 'from': {0: 1.5, 5: 1}`);
    return [];
  }
  return buildBands(context, by, from, [...path, 'from']);
}

function buildBands(
  context: Context,
  by: string,
  from: Readonly<Record<string, number>>,
  path: Path,
): readonly Factor[] {
  const rows = Object.entries(from).flatMap(([key, value]) => {
    const at = readBand(context, by, key, [...path, key]);
    return at === undefined ? [] : [{ at, value }];
  });
  if (rows.length === 0) {
    if (Object.keys(from).length === 0) refuse(context, path, 'a lookup needs at least one value');
    return [];
  }
  rows.sort((a, b) => a.at - b.at);
  const starts = rows.map((row) => row.at);
  if (new Set(starts).size < starts.length) refuse(context, path, 'two values start at the same place');
  const source: FactorSource =
    by === 'age' || by === 'time'
      ? { kind: by, from: starts }
      : context.words.levels.includes(by)
        ? { kind: 'level', level: by, from: starts }
        : { kind: 'count', counter: by, from: starts };
  return [{ source, values: rows.map((row) => row.value) }];
}

function readBand(context: Context, by: string, key: string, path: Path): number | undefined {
  if (by === 'time') {
    const point = timePoint.safeParse(/^-?\d+$/.test(key) ? Number(key) : key);
    if (point.success) return daysFromStart(context, point.data);
    const date = readDate(key);
    const reason =
      typeof date === 'object' && /^\d{4}-/.test(key)
        ? date.reason
        : `'${key}' is not a date or a duration since the start`;
    return refuseKey(context, path, reason);
  }
  const number = Number(key);
  if (key.trim() !== '' && Number.isFinite(number)) return number;
  return refuseKey(context, path, `'${key}' is not ${by === 'age' ? 'an age in years' : 'a number of times'}`);
}

/** A written number that may depend on the unit. */
export function buildQuantity(context: Context, written: WrittenQuantity, path: Path): Quantity {
  if (typeof written === 'number') return constant(written);
  const { base = 1, by, from, values, multiply } = written;
  if (by === undefined && (from !== undefined || values !== undefined))
    refuse(context, path, "'by' is missing: what should the value be looked up by?");
  const single = by === undefined ? [] : buildLookup(context, { by, from, values }, path);
  const several = multiply === undefined ? [] : buildLookups(context, multiply, [...path, 'multiply']);
  return { base, factors: [...single, ...several] };
}

/** A share with where it was written; `weight` is absent where the file gave none. */
export interface PlacedWeight {
  readonly weight: WrittenWeight | undefined;
  readonly path: Path;
}

export interface BuiltWeight {
  readonly quantity: Quantity;
  readonly rest: boolean;
}

/** Fixed shares published to two figures may fall this far short of 1; they are then scaled up in the run. */
const SHORTFALL = 0.011;

/**
 * The shares of one event (or of one draw). Each is from 0 to 1; fixed shares may not sum above 1, and where no share
 * depends on the child and none is `rest` they must not fall short of it. A single outcome needs no share.
 */
export function buildWeights(context: Context, written: readonly PlacedWeight[], whole: Path): readonly BuiltWeight[] {
  if (written.length === 1 && written[0]?.weight === undefined) return [{ quantity: constant(1), rest: false }];
  const before = context.problems.all.length;
  const built = written.map(({ weight, path }) => {
    if (weight === undefined)
      refuse(context, path, "a share is missing: each of several outcomes needs one (one may be 'share: rest')");
    return buildWeight(context, weight ?? 0, path);
  });
  const rests = built.flatMap((item, index) => (item.rest ? [index] : []));
  const second = rests[1] === undefined ? undefined : written[rests[1]];
  if (second !== undefined) refuse(context, second.path, "only one share can be 'rest'");
  const isFixed = (item: BuiltWeight): boolean => !item.rest && item.quantity.factors.length === 0;
  const sound = context.problems.all.length === before;
  const sum = built.reduce((total, item) => total + (isFixed(item) ? item.quantity.base : 0), 0);
  if (sound && sum > 1 + 1e-9) refuse(context, whole, `the shares sum to ${tidy(sum)}, which is more than 1`);
  const fixed = built.every((item) => item.quantity.factors.length === 0);
  if (sound && fixed && rests.length === 0 && sum < 1 - SHORTFALL) {
    refuse(context, whole, `the shares sum to ${tidy(sum)}, not 1: one of them may be 'rest'`);
  }
  return built.map((item) => (item.rest ? { quantity: constant(Math.max(0, 1 - sum)), rest: true } : item));
}

function buildWeight(context: Context, written: WrittenWeight, path: Path): BuiltWeight {
  if (written === 'rest') return { quantity: constant(0), rest: true };
  if (typeof written === 'number') return { quantity: constant(probability(context, written, path)), rest: false };
  const { base = 1, by, from, values, multiply } = written;
  const single = by === undefined ? [] : buildLookup(context, { by, from, values }, path);
  if (by === undefined && (from !== undefined || values !== undefined)) {
    refuse(context, path, "'by' is missing: what should the value be looked up by?");
  }
  const several = multiply === undefined ? [] : buildLookups(context, multiply, [...path, 'multiply']);
  const checked = written.base === undefined ? base : probability(context, base, [...path, 'base']);
  return { quantity: { base: checked, factors: [...single, ...several] }, rest: false };
}

function probability(context: Context, found: number, path: Path): number {
  if (found >= 0 && found <= 1) return found;
  refuse(context, path, `a share is from 0 to 1, found ${found}`);
  return 0;
}

function constant(base: number): Quantity {
  return { base, factors: [] };
}

function tidy(value: number): string {
  return String(Number(value.toPrecision(6)));
}
