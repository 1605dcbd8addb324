/** A pathway file, its parameters filled in, into the plain data the engine compiles. */
import type {
  ArrivalStream,
  AttributeDraw,
  Frailty,
  Frozen,
  Level,
  PathwayModel,
  Region,
  Resource,
  Site,
  Transition,
  Trigger,
} from '../../engine/pathway/model.js';
import type { Path } from '../load/index.js';
import { partAt } from '../load/index.js';
import type {
  PathwayFile,
  Row,
  WrittenArrival,
  WrittenResource,
  WrittenTransition,
  WrittenWeight,
} from '../schema/index.js';
import { buildClock, buildHazard } from './clock.js';
import { buildCondition } from './condition.js';
import type { Context, Vocabulary } from './context.js';
import { itemPath, known, knownKey, refuse, refuseKey } from './context.js';
import { buildLookups, buildQuantity, buildWeights } from './lookup.js';
import { withoutNeutralLookups } from './neutral.js';
import { buildDestination, buildForces } from './outcome.js';

/** The names a pathway file defines. */
export function vocabularyOf(file: PathwayFile): Vocabulary {
  const regions = Object.entries(file.regions);
  return {
    regions: new Map(regions.map(([name, region]) => [name, Object.keys(region.states)])),
    attributes: new Map(Object.entries(file.attributes ?? {}).map(([name, found]) => [name, levelsOf(found)])),
    moments: file.moments ?? [],
    counters: file.counters ?? [],
    frailties: Object.keys(file.frailties ?? {}),
    frozen: new Map(Object.entries(file.frozen ?? {})),
    levels: Object.keys(file.levels ?? {}),
    resources: Object.keys(file.resources ?? {}),
    transitions: regions.flatMap(([, region]) => Object.keys(region.transitions ?? {})),
  };
}

type WrittenAttribute = NonNullable<PathwayFile['attributes']>[string];

function levelsOf(written: WrittenAttribute): readonly string[] {
  return 'levels' in written ? written.levels : written;
}

/** Builds the model; what is wrong is added to the context's problems. Throws at once where names clash. */
export function buildPathway(context: Context, file: PathwayFile): PathwayModel {
  checkNames(context, file);
  context.problems.throwIfAny();
  const regions = Object.entries(file.regions);
  return withoutNeutralLookups({
    name: file.pathway,
    attributes: Object.entries(file.attributes ?? {}).map(([name, found]) => ({
      name,
      levels: levelsOf(found),
      ...('levels' in found && found.of !== undefined && { of: found.of }),
    })),
    ...buildExtras(context, file),
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
  });
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
  for (const [name, found] of Object.entries(file.attributes ?? {})) {
    const levels = levelsOf(found);
    levels.forEach((level, index) => {
      const path: Path = ['attributes', name, ...('levels' in found ? ['levels', index] : [index])];
      if (levels.indexOf(level) < index) refuse(context, path, `'${level}' is given twice`);
    });
  }
}

/** Frailties, frozen values and shared levels, where the file has any. */
function buildExtras(context: Context, file: PathwayFile): Pick<PathwayModel, 'frailties' | 'frozen' | 'levels'> {
  const frailties = Object.entries(file.frailties ?? {}).map(([name, found]): Frailty => {
    const of = 'of' in found && found.of !== undefined ? { of: found.of } : {};
    const gamma = 'gamma' in found ? found.gamma : undefined;
    if ((gamma === undefined) === (found.normal === undefined))
      refuse(context, ['frailties', name], "a frailty is 'normal', or {gamma: {variance: 0.5}}");
    return {
      name,
      ...of,
      distribution: gamma === undefined ? { kind: 'normal' } : { kind: 'gamma', variance: gamma.variance },
    };
  });
  const frozen = Object.entries(file.frozen ?? {}).flatMap(([name, property]): Frozen[] => {
    const of = propertyOf(context, property, ['frozen', name]);
    return of === undefined ? [] : [{ name, of }];
  });
  const levels = Object.entries(file.levels ?? {}).map(([name, found]): Level => ({
    name,
    count: buildCondition(context, found.count, ['levels', name, 'count']),
    per:
      found.per === undefined ? null : fromStart(context, found.per).map(({ at, value }) => ({ from: at, by: value })),
    every: found.every,
  }));
  return {
    ...(frailties.length > 0 && { frailties }),
    ...(frozen.length > 0 && { frozen }),
    ...(levels.length > 0 && { levels }),
  };
}

/** A property of a unit, by the name that conditions and lookups give it. */
function propertyOf(context: Context, name: string, path: Path): Frozen['of'] | undefined {
  const { regions, attributes, counters } = context.words;
  if (name === 'age' || name === 'time') return { kind: name };
  if (regions.has(name)) return { kind: 'state', region: name };
  if (attributes.has(name)) return { kind: 'attribute', attribute: name };
  if (counters.includes(name)) return { kind: 'count', counter: name };
  known(context, path, 'property', name, ['age', 'time', ...regions.keys(), ...attributes.keys(), ...counters]);
  return undefined;
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
    for (const key of ['resets', 'counts'] as const)
      found[key]?.forEach((counter, i) =>
        known(context, itemPath(context, [...at, key], i), 'counter', counter, counters),
      );
    found.freezes?.forEach((frozen, i) =>
      known(context, itemPath(context, [...at, 'freezes'], i), 'frozen value', frozen, [
        ...context.words.frozen.keys(),
      ]),
    );
    found.holds?.forEach((held, i) =>
      known(context, itemPath(context, [...at, 'holds'], i), 'resource', held, resources),
    );
    if (found.holds_for !== undefined && found.holds === undefined)
      refuseKey(
        context,
        [...at, 'holds_for'],
        "nothing is held here: 'holds_for' says for how long what 'holds' names is held",
      );
    if (found.places !== undefined && found.queues === undefined)
      refuseKey(context, [...at, 'places'], "nothing is queued for here: 'places' says how many are asked for");
    return {
      name: state,
      label,
      marks: found.marks ?? [],
      ...(found.resets !== undefined && { resets: found.resets }),
      counts: found.counts ?? [],
      ...(found.freezes !== undefined && { freezes: found.freezes }),
      ...(found.holds !== undefined && { holds: found.holds }),
      ...(found.holds_for !== undefined && {
        holdsFor: buildHazard(context, found.holds_for, [...at, 'holds_for']),
      }),
      ...(found.queues !== undefined && { queues: buildSites(context, found.queues, [...at, 'queues']) }),
      ...(found.places !== undefined && { needs: buildQuantity(context, found.places, [...at, 'places']) }),
      forces: found.forces === undefined ? [] : buildForces(context, found.forces, [...at, 'forces']),
      ...(found.final === true && { final: true }),
      ...(found.stays === true && { stays: true }),
      ...(found.by_programme === true && { byProgramme: true }),
    };
  });
  return { name, ...(written.of !== undefined && { of: written.of }), initial: written.initial, states };
}

type WrittenSites = NonNullable<PathwayFile['regions'][string]['states'][string]['queues']>;

function buildSites(context: Context, written: WrittenSites, path: Path): readonly Site[] {
  return written.map(({ for: resource, when }, index) => {
    const at = itemPath(context, path, index);
    const isPlain = partAt(context.root, at)?.shape === 'scalar';
    known(context, isPlain ? at : [...at, 'for'], 'resource', resource, context.words.resources);
    return { resource, when: when === undefined ? [] : buildCondition(context, when, [...at, 'when']) };
  });
}

function buildResource(context: Context, name: string, written: WrittenResource): Resource {
  const path: Path = ['resources', name];
  const { when_fewer: whenFewer, queue_limit: queueLimit, balking, priority, priority_per_day: perDay } = written;
  const places =
    written.places === 'unlimited'
      ? null
      : fromStart(context, written.places).map(({ at, value }) => ({ from: at, places: value }));
  if (places?.some((row, i) => i > 0 && row.places < places[i - 1]!.places) === true && whenFewer === undefined)
    refuse(
      context,
      [...path, 'places'],
      "places fall: say what becomes of cases in progress, 'when_fewer: finish' (places close as they are given up) or 'when_fewer: stop' (the latest to start stop)",
    );
  if (perDay !== undefined && priority === undefined)
    refuseKey(context, [...path, 'priority_per_day'], "'priority' is missing: what it is on asking");
  return {
    name,
    places,
    ...(whenFewer !== undefined && { whenFewer }),
    ...(queueLimit !== undefined && { queueLimit }),
    ...(balking !== undefined && { balking: buildBalking(context, balking, [...path, 'balking']) }),
    ...(priority !== undefined && {
      priority: {
        value: buildQuantity(context, priority, [...path, 'priority']),
        perDay: buildQuantity(context, perDay ?? 0, [...path, 'priority_per_day']),
      },
    }),
    ...(written.preempts === true && { preempts: true }),
    ...(written.each !== undefined && { each: written.each }),
  };
}

function buildBalking(
  context: Context,
  written: Readonly<Record<string, number>>,
  path: Path,
): NonNullable<Resource['balking']> {
  const rows = Object.entries(written).map(([key, value]) => {
    if (!/^\d+$/.test(key)) refuseKey(context, [...path, key], `'${key}' is not a number of units that wait`);
    return { at: Number(key), value };
  });
  rows.sort((a, b) => a.at - b.at);
  return { from: rows.map((row) => row.at), shares: rows.map((row) => row.value) };
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
    ...(written.stretch !== undefined && { stretch: buildLookups(context, written.stretch, [...path, 'stretch']) }),
    ...(written.frailty !== undefined && { frailty: buildFrailty(context, written.frailty, [...path, 'frailty']) }),
    ...(written.luck !== undefined && { luck: written.luck }),
    outcomes: written.to === undefined ? [] : buildDestination(context, region, written.to, [...path, 'to'], always),
  };
}

function buildFrailty(
  context: Context,
  written: Readonly<Record<string, number>>,
  path: Path,
): NonNullable<Transition['frailty']> {
  return Object.entries(written).map(([name, power]) => {
    knownKey(context, [...path, name], 'frailty', name, context.words.frailties);
    return { name, power };
  });
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
  for (const key of ['scale', 'multiply', 'stretch', 'frailty'] as const) {
    if (written[key] !== undefined)
      refuseKey(context, [...path, key], `only a clock can be sped up or slowed down: '${key}' has no meaning here`);
  }
  if (birthday !== undefined) return { kind: 'birthday', years: birthday };
  if (typeof on === 'string') return { kind: on };
  return { kind: 'condition', condition: buildCondition(context, on ?? {}, [...path, 'on']) };
}

function buildArrival(context: Context, file: PathwayFile, name: string, written: WrittenArrival): ArrivalStream {
  const path: Path = ['arrivals', name];
  return {
    name,
    rates: fromStart(context, written.rate).map(({ at, value }) => ({ from: at, perDay: value })),
    ...(written.rate_between === 'lines' && { rateShape: 'linear' }),
    ...(written.children !== undefined && {
      children: buildChildren(context, written.children, [...path, 'children']),
    }),
    ...(written.children_below !== undefined && { childrenBelow: written.children_below }),
    ...(written.age_gap !== undefined && { ageGaps: buildBandsOfAge(context, written.age_gap, [...path, 'age_gap']) }),
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
  return buildBandsOfAge(context, written.age, [...path, 'age']);
}

/** How many children families have: a weight for 1, 2, 3 and so on. */
function buildChildren(
  context: Context,
  written: Readonly<Record<string, WrittenWeight>>,
  path: Path,
): readonly number[] {
  const entries = Object.entries(written);
  const weights = buildWeights(
    context,
    entries.map(([key, weight]) => ({ weight, path: [...path, key] })),
    path,
  );
  const children: number[] = [];
  entries.forEach(([key], index) => {
    const n = Number(key);
    if (!(Number.isInteger(n) && n >= 1 && n <= 250))
      refuseKey(context, [...path, key], `'${key}' is not a number of children from 1 to 250`);
    else children[n - 1] = weights[index]?.quantity.base ?? 0;
  });
  return Array.from(children, (weight) => weight ?? 0);
}

function buildBandsOfAge(
  context: Context,
  written: Readonly<Record<string, WrittenWeight>>,
  path: Path,
): ArrivalStream['ages'] {
  const entries = Object.entries(written);
  const weights = buildWeights(
    context,
    entries.map(([key, weight]) => ({ weight, path: [...path, key] })),
    path,
  );
  const bands = entries.flatMap(([key], index) => {
    const at = [...path, key];
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
  const { regions, arrivals, impossible, measures, costs, resources, levels } = file;
  const text = JSON.stringify([regions, arrivals, impossible, measures, costs, resources, levels]);
  if (Object.values(file.frozen ?? {}).includes('age')) return true;
  return /"age":|"by":"age"|"birthday":|"since":"birth"|"by":\[[^\]]*"age"/.test(text);
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
      words: { ...context.words, attributes: before, regions: new Map(), counters: [], frozen: new Map(), levels: [] },
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
