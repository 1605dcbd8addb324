/** Written destinations and forced changes into the engine's outcomes. */
import type { Forced, Outcome } from '../../engine/pathway/model.js';
import type { Path } from '../load/index.js';
import { partAt } from '../load/index.js';
import type { WrittenDestination, WrittenForce, WrittenForces, WrittenOutcome } from '../schema/index.js';
import type { Context } from './context.js';
import { itemPath, known, knownKey } from './context.js';
import { buildWeights } from './lookup.js';

/** Leaves the region as it is. */
const STAY = 'stay';

/** The outcomes of a destination in a region; `always` is forced by every one of them, after its own. */
export function buildDestination(
  context: Context,
  region: string,
  written: WrittenDestination,
  path: Path,
  always: readonly Forced[] = [],
): readonly Outcome[] {
  const list: readonly WrittenOutcome[] = typeof written === 'string' ? [{ state: written }] : written;
  const states = context.words.regions.get(region) ?? [];
  const listed = partAt(context.root, path)?.shape === 'list';
  const weights = buildWeights(
    context,
    list.map(({ share }, index) => {
      const at = itemPath(context, path, index);
      return { weight: share, path: listed && share !== undefined ? [...at, 'share'] : at };
    }),
    path,
  );
  return list.map(({ state, forces }, index) => {
    const at = itemPath(context, path, index);
    const own = states.includes(STAY) ? false : state === STAY;
    if (!own) known(context, listed ? [...at, 'state'] : at, `state of '${region}'`, state, states);
    const forced = forces === undefined ? [] : buildForces(context, forces, [...at, 'forces']);
    const weight = weights[index];
    return {
      to: own ? null : state,
      weight: weight?.quantity ?? { base: 1, factors: [] },
      ...(weight?.rest === true && { rest: true }),
      forces: [...forced, ...always],
    };
  });
}

/** Changes forced on other regions. */
export function buildForces(context: Context, written: WrittenForces, path: Path): readonly Forced[] {
  if (isList(written)) return written.flatMap((item, index) => buildForces(context, item, [...path, index]));
  return Object.entries(written).flatMap(([region, force]) => {
    const at = [...path, region];
    if (!knownKey(context, at, 'region', region, [...context.words.regions.keys()])) return [];
    return [buildForce(context, region, force, at)];
  });
}

function buildForce(context: Context, region: string, force: WrittenForce, path: Path): Forced {
  if (typeof force === 'string' || isList(force)) {
    return { region, outcomes: buildDestination(context, region, force, path) };
  }
  const states = context.words.regions.get(region) ?? [];
  force.only?.forEach((state, index) => {
    known(context, itemPath(context, [...path, 'only'], index), `state of '${region}'`, state, states);
  });
  return {
    region,
    ...(force.only !== undefined && { only: force.only }),
    outcomes: buildDestination(context, region, force.to, [...path, 'to']),
  };
}

function isList<Item>(value: unknown): value is readonly Item[] {
  return Array.isArray(value);
}
