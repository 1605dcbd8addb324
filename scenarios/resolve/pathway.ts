/** A pathway file, its parameters filled in, into the plain data the engine compiles. */
import type {
  ArrivalStream,
  AttributeDraw,
  PathwayModel,
  Region,
  Resource,
  Transition,
  Trigger,
} from '../../engine/pathway/model.js';
import type { Path } from '../load/index.js';
import { partAt } from '../load/index.js';
import type { PathwayFile, Row, WrittenArrival, WrittenTransition } from '../schema/index.js';
import { buildClock } from './clock.js';
import { buildCondition } from './condition.js';
import type { Context, Vocabulary } from './context.js';
import { itemPath, known, knownKey, refuse, refuseKey } from './context.js';
import { buildLookups, buildWeights } from './lookup.js';
import { buildDestination, buildForces } from './outcome.js';

/** The names a pathway file defines. */
export function vocabularyOf(file: PathwayFile): Vocabulary {
  const regions = Object.entries(file.regions);
  return {
    regions: new Map(regions.map(([name, region]) => [name, Object.keys(region.states)])),
    attributes: new Map(Object.entries(file.attributes ?? {})),
    moments: file.moments ?? [],
    counters: file.counters ?? [],
    resources: Object.keys(file.resources ?? {}),
    transitions: regions.flatMap(([, region]) => Object.keys(region.transitions ?? {})),
  };
}

/** Builds the model; what is wrong is added to the context's problems. Throws at once where names clash. */
export function buildPathway(context: Context, file: PathwayFile): PathwayModel {
  checkNames(context, file);
  context.problems.throwIfAny();
  const regions = Object.entries(file.regions);
  return {
    name: file.pathway,
    attributes: Object.entries(file.attributes ?? {}).map(([name, levels]) => ({ name, levels })),
    moments: file.moments ?? [],
    counters: file.counters ?? [],
    regions: regions.map(([name, region]) => buildRegion(context, name, region, ['regions', name])),
    resources: Object.entries(file.resources ?? {}).map(([name, resource]) => buildResource(context, name, resource)),
    transitions: regions.flatMap(([region, { transitions }]) =>
      Object.entries(transitions ?? {}).map(([name, written]) =>
        buildTransition(context, region, name, written, ['regions', region, 'transitions', name]),
      ),
    ),
    arrivals: Object.entries(file.arrivals).map(([name, arrival]) => buildArrival(context, file, name, arrival)),
    impossible: (file.impossible ?? []).map((written, index) =>
      buildCondition(context, written, ['impossible', index]),
    ),
  };
}

const RESERVED = ['age', 'time', 'all', 'stay', 'entry'];

/** Regions, attributes and counters share one space of names, because conditions name all three. */
function checkNames(context: Context, file: PathwayFile): void {
  const places: readonly (readonly [string, Path])[] = [
    ...Object.keys(file.regions).map((name) => [name, ['regions', name]] as const),
    ...Object.keys(file.attributes ?? {}).map((name) => [name, ['attributes', name]] as const),
    ...(file.counters ?? []).map((name, index) => [name, ['counters', index]] as const),
  ];
  const seen = new Set<string>();
  for (const [name, path] of places) {
    if (RESERVED.includes(name))
      refuseKey(context, path, `'${name}' has a meaning of its own and cannot name a region, attribute or counter`);
    if (seen.has(name))
      refuseKey(context, path, `'${name}' is already the name of a region, an attribute or a counter`);
    seen.add(name);
  }
  const transitions = new Set<string>();
  for (const [region, { transitions: written }] of Object.entries(file.regions)) {
    for (const name of Object.keys(written ?? {})) {
      if (transitions.has(name))
        refuseKey(context, ['regions', region, 'transitions', name], `'${name}' is already the name of a transition`);
      transitions.add(name);
    }
  }
  for (const [name, levels] of Object.entries(file.attributes ?? {})) {
    levels.forEach((level, index) => {
      if (levels.indexOf(level) < index) refuse(context, ['attributes', name, index], `'${level}' is given twice`);
    });
  }
}

/** The words a state is shown under, where the file gives none: `looked_after` becomes `Looked after`. */
export function labelFor(name: string): string {
  const spaced = name.replaceAll('_', ' ');
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}

function buildRegion(context: Context, name: string, written: PathwayFile['regions'][string], path: Path): Region {
  const names = Object.keys(written.states);
  known(context, [...path, 'initial'], `state of '${name}'`, written.initial, names);
  if (names.length === 0) refuse(context, [...path, 'states'], 'a region needs at least one state');
  const labels = new Set<string>();
  const { moments, counters, resources } = context.words;
  const states = Object.entries(written.states).map(([state, found]) => {
    const at = [...path, 'states', state];
    if (state === 'stay' || state === 'rest')
      refuseKey(context, at, `'${state}' has a meaning of its own and cannot name a state`);
    const label = found.label ?? labelFor(state);
    if (labels.has(label)) refuse(context, [...at, 'label'], `two states of '${name}' are labelled '${label}'`);
    labels.add(label);
    found.marks?.forEach((moment, i) =>
      known(context, itemPath(context, [...at, 'marks'], i), 'moment', moment, moments),
    );
    found.counts?.forEach((counter, i) =>
      known(context, itemPath(context, [...at, 'counts'], i), 'counter', counter, counters),
    );
    if (found.holds !== undefined) known(context, [...at, 'holds'], 'resource', found.holds, resources);
    if (found.queues !== undefined) known(context, [...at, 'queues'], 'resource', found.queues, resources);
    return {
      name: state,
      label,
      marks: found.marks ?? [],
      counts: found.counts ?? [],
      ...(found.holds !== undefined && { holds: found.holds }),
      ...(found.queues !== undefined && { queues: found.queues }),
      forces: found.forces === undefined ? [] : buildForces(context, found.forces, [...at, 'forces']),
      ...(found.final === true && { final: true }),
    };
  });
  return { name, initial: written.initial, states };
}

function buildResource(
  context: Context,
  name: string,
  written: NonNullable<PathwayFile['resources']>[string],
): Resource {
  if (written.places === 'unlimited') return { name, places: null };
  return { name, places: fromStart(context, written.places).map(({ at, value }) => ({ from: at, places: value })) };
}

/** Values over time as days since the start; the first holds from day 0 even if its date is later. */
function fromStart<Value>(context: Context, rows: readonly Row<Value>[]): readonly Row<Value>[] {
  return rows.map((row, index) => {
    const at = row.at === Number.NEGATIVE_INFINITY ? 0 : row.at - context.startDay;
    return { at: index === 0 ? Math.min(at, 0) : at, value: row.value };
  });
}

function buildTransition(
  context: Context,
  region: string,
  name: string,
  written: WrittenTransition,
  path: Path,
): Transition {
  const states = context.words.regions.get(region) ?? [];
  written.from.forEach((state, index) => {
    known(context, itemPath(context, [...path, 'from'], index), `state of '${region}'`, state, states);
  });
  const always = written.forces === undefined ? [] : buildForces(context, written.forces, [...path, 'forces']);
  if (written.to === undefined)
    refuse(context, path, "'to' is missing: where does this lead? ('to: stay' changes only what it forces)");
  const scales = written.scale === undefined ? [] : Array.isArray(written.scale) ? written.scale : [written.scale];
  return {
    name,
    region,
    from: written.from,
    trigger: buildTrigger(context, written, path),
    when: written.when === undefined ? [] : buildCondition(context, written.when, [...path, 'when']),
    scale: scales.reduce((product: number, scale: number) => product * scale, 1),
    multiply: written.multiply === undefined ? [] : buildLookups(context, written.multiply, [...path, 'multiply']),
    outcomes: written.to === undefined ? [] : buildDestination(context, region, written.to, [...path, 'to'], always),
  };
}

const NEVER: Trigger = { kind: 'clock', hazard: { family: 'exponential', rate: 0 }, since: 'entry' };

function buildTrigger(context: Context, written: WrittenTransition, path: Path): Trigger {
  const present = (['clock', 'birthday', 'on'] as const).filter((key) => written[key] !== undefined);
  if (present.length !== 1) {
    const found = present.length === 0 ? 'none' : present.join(' and ');
    refuseKey(context, path, `a transition has exactly one of 'clock', 'birthday' and 'on', found ${found}`);
    return NEVER;
  }
  const { clock, birthday, on } = written;
  if (clock !== undefined) return { kind: 'clock', ...buildClock(context, clock, [...path, 'clock']) };
  for (const key of ['scale', 'multiply'] as const) {
    if (written[key] !== undefined)
      refuseKey(context, [...path, key], `only a clock can be sped up or slowed down: '${key}' has no meaning here`);
  }
  if (birthday !== undefined) return { kind: 'birthday', years: birthday };
  if (on === 'place') return { kind: 'place' };
  return { kind: 'condition', condition: buildCondition(context, on ?? {}, [...path, 'on']) };
}

function buildArrival(context: Context, file: PathwayFile, name: string, written: WrittenArrival): ArrivalStream {
  const path: Path = ['arrivals', name];
  return {
    name,
    rates: fromStart(context, written.rate).map(({ at, value }) => ({ from: at, perDay: value })),
    atStart: written.at_start ?? 0,
    ages: buildAges(context, file, written, path),
    draws: buildDraws(context, written, path),
    enters: written.enters === undefined ? [] : buildForces(context, written.enters, [...path, 'enters']),
  };
}

const AGE_BAND = /^(-?\d+(?:\.\d+)?)\s+to\s+(-?\d+(?:\.\d+)?)$/;

function buildAges(context: Context, file: PathwayFile, written: WrittenArrival, path: Path): ArrivalStream['ages'] {
  if (written.age === undefined) {
    if (usesAge(file))
      refuse(
        context,
        path,
        "this pathway uses age: say how old its arrivals are, such as 'age: {0 to 1: 0.2, 1 to 18: 0.8}'",
      );
    return [{ from: 0, below: 0, weight: 1 }];
  }
  const entries = Object.entries(written.age);
  const weights = buildWeights(
    context,
    entries.map(([key, weight]) => ({ weight, path: [...path, 'age', key] })),
    [...path, 'age'],
  );
  const bands = entries.flatMap(([key], index) => {
    const at = [...path, 'age', key];
    const match = AGE_BAND.exec(key);
    if (match === null) {
      refuseKey(context, at, `'${key}' is not a band of ages: write '1 to 5' (from 1, below 5)`);
      return [];
    }
    const [from, below] = [Number(match[1]), Number(match[2])];
    if (from > below) refuseKey(context, at, `a band of ages runs upwards: '${key}' does not`);
    const { quantity } = weights[index] ?? { quantity: { base: 0, factors: [] } };
    if (quantity.factors.length > 0)
      refuse(context, at, 'the age at arrival is drawn first: its shares are plain numbers');
    return [{ from, below, weight: quantity.base }];
  });
  return [...bands].sort((a, b) => a.from - b.from);
}

/** Whether anything in a pathway depends on a child's age. */
function usesAge(file: PathwayFile): boolean {
  const text = JSON.stringify([file.regions, file.arrivals, file.impossible, file.measures, file.costs]);
  return /"age":|"by":"age"|"birthday":|"by":\[[^\]]*"age"/.test(text);
}

/** Attributes are drawn in the order written; each may depend on age and on those drawn before it. */
function buildDraws(context: Context, written: WrittenArrival, path: Path): readonly AttributeDraw[] {
  const { attributes } = context.words;
  const at = [...path, 'attributes'];
  const given = Object.entries(written.attributes ?? {});
  for (const name of attributes.keys()) {
    if (written.attributes?.[name] !== undefined) continue;
    const message = `the attribute '${name}' is not given: say how likely each level is`;
    refuse(context, partAt(context.root, at) === undefined ? path : at, message);
  }
  return given.flatMap(([name, shares], index) => {
    if (!knownKey(context, [...at, name], 'attribute', name, [...attributes.keys()])) return [];
    const levels = attributes.get(name) ?? [];
    for (const level of Object.keys(shares))
      knownKey(context, [...at, name, level], `level of '${name}'`, level, levels);
    const before = new Map(
      given.slice(0, index).flatMap(([other]) => {
        const found = attributes.get(other);
        return found === undefined ? [] : [[other, found] as const];
      }),
    );
    // What is not settled yet cannot be looked up: not the later attributes, nor any state or count.
    const drawn: Context = {
      ...context,
      words: { ...context.words, attributes: before, regions: new Map(), counters: [] },
    };
    const entries = Object.entries(shares);
    const weights = buildWeights(
      drawn,
      entries.map(([level, weight]) => ({ weight, path: [...at, name, level] })),
      [...at, name],
    );
    const rest = weights.findIndex((weight) => weight.rest);
    if (rest >= 0 && weights.some(({ quantity }) => quantity.factors.length > 0)) {
      const message =
        "'rest' cannot stand beside shares that depend on the child: write its share out (they are weighed against each other)";
      refuse(context, [...at, name, entries[rest]?.[0] ?? ''], message);
    }
    const byLevel = new Map(entries.map(([level], i) => [level, weights[i]?.quantity] as const));
    return [{ attribute: name, weights: levels.map((level) => byLevel.get(level) ?? { base: 0, factors: [] }) }];
  });
}
