/**
 * The variables a child's behaviour can depend on, each an index into small tables: the state of each region,
 * the level of each attribute, the age segment, the time segment, each counter, then what is frozen of any of these
 * and the segment of each level that everybody shares.
 *
 * Age and time segments are cut at every break that any part of the pathway or the ledger mentions, so every
 * condition and every factor becomes one table lookup per variable, whatever it was written as.
 */
import { neutralOf } from './adjustments.js';
import type { Adjustment, Atom, Condition, Factor, PathwayModel } from './model.js';
import { PathwayError } from './model.js';

/** Counters are looked up to this value; above it the last table entry holds. */
export const COUNTER_CEILING = 15;

export interface Variables {
  readonly regions: readonly string[];
  /** Local state names of each region. */
  readonly states: readonly (readonly string[])[];
  readonly attributes: readonly string[];
  readonly levels: readonly (readonly string[])[];
  readonly counters: readonly string[];
  readonly moments: readonly string[];
  readonly frozen: readonly string[];
  /** The variable each frozen name reads; the frozen variable has one value more, the last, for "never frozen". */
  readonly frozenOf: readonly number[];
  readonly levelNames: readonly string[];
  /** Values at which a segment of each level ends. */
  readonly levelBreaks: readonly (readonly number[])[];
  /** Ages (years) and times (days) at which a segment ends; segment i lies before break i, the last after all. */
  readonly ageBreaks: readonly number[];
  readonly timeBreaks: readonly number[];
  /** Index of the first attribute, the age, the time, the first counter; and how many in all. */
  readonly firstAttribute: number;
  readonly age: number;
  readonly time: number;
  readonly firstCounter: number;
  readonly firstFrozen: number;
  readonly firstLevel: number;
  readonly count: number;
  /** How many values each variable can take. */
  readonly sizes: readonly number[];
}

/** A table over one variable: present for the values whose byte is 1 (conditions), or a multiplier for each (factors). */
export interface VariableTable {
  readonly variable: number;
  readonly values: readonly number[];
}

/** The values at which something changes, gathered from every condition and factor. */
export class Breaks {
  readonly ages = new Set<number>();
  readonly times = new Set<number>();
  readonly levels = new Map<string, Set<number>>();

  private level(name: string): Set<number> {
    const known = this.levels.get(name);
    if (known !== undefined) return known;
    const made = new Set<number>();
    this.levels.set(name, made);
    return made;
  }

  condition(condition: Condition): void {
    for (const atom of condition) {
      if (atom.kind !== 'age' && atom.kind !== 'time' && atom.kind !== 'level') continue;
      const breaks = atom.kind === 'age' ? this.ages : atom.kind === 'time' ? this.times : this.level(atom.level);
      const end = atom.kind === 'time' ? atom.before : atom.below;
      if (atom.from !== undefined) breaks.add(atom.from);
      if (end !== undefined) breaks.add(end);
    }
  }

  factors(factors: readonly Factor[]): void {
    for (const { source } of factors) {
      if (source.kind !== 'age' && source.kind !== 'time' && source.kind !== 'level') continue;
      const breaks = source.kind === 'age' ? this.ages : source.kind === 'time' ? this.times : this.level(source.level);
      for (const from of source.from.slice(1)) breaks.add(from);
    }
  }
}

const ascending = (breaks: ReadonlySet<number> | undefined): number[] => [...(breaks ?? [])].sort((a, b) => a - b);

export function makeVariables(model: PathwayModel, breaks: Breaks): Variables {
  const regions = model.regions.map((region) => region.name);
  const attributes = model.attributes.map((attribute) => attribute.name);
  const states = model.regions.map((region) => region.states.map((state) => state.name));
  const levels = model.attributes.map((attribute) => [...attribute.levels]);
  const ages = ascending(breaks.ages);
  const times = ascending(breaks.times);
  const frozen = model.frozen ?? [];
  const sharedLevels = model.levels ?? [];
  const levelBreaks = sharedLevels.map((level) => ascending(breaks.levels.get(level.name)));
  const firstAttribute = regions.length;
  const age = firstAttribute + attributes.length;
  const time = age + 1;
  const firstCounter = time + 1;
  const firstFrozen = firstCounter + model.counters.length;
  const firstLevel = firstFrozen + frozen.length;
  const unfrozen = [
    ...states.map((names) => names.length),
    ...levels.map((names) => names.length),
    ages.length + 1,
    times.length + 1,
    ...model.counters.map(() => COUNTER_CEILING + 1),
  ];
  const frozenOf = frozen.map(({ name, of }) => {
    const path = ['frozen', name];
    if (of.kind === 'age') return age;
    if (of.kind === 'time') return time;
    if (of.kind === 'state') return position(regions, of.region, 'region', path);
    if (of.kind === 'attribute') return firstAttribute + position(attributes, of.attribute, 'attribute', path);
    return firstCounter + position(model.counters, of.counter, 'counter', path);
  });
  const sizes = [
    ...unfrozen,
    ...frozenOf.map((variable) => unfrozen[variable]! + 1),
    ...levelBreaks.map((values) => values.length + 1),
  ];
  return {
    regions,
    states,
    attributes,
    levels,
    counters: [...model.counters],
    moments: [...model.moments],
    frozen: frozen.map((item) => item.name),
    frozenOf,
    levelNames: sharedLevels.map((level) => level.name),
    levelBreaks,
    ageBreaks: ages,
    timeBreaks: times,
    firstAttribute,
    age,
    time,
    firstCounter,
    firstFrozen,
    firstLevel,
    count: sizes.length,
    sizes,
  };
}

/** Position of a name, or a refusal that lists what is allowed. */
export function position(names: readonly string[], name: string, what: string, path: readonly string[]): number {
  const index = names.indexOf(name);
  if (index < 0) throw new PathwayError(`unknown ${what} "${name}"`, path, name, names);
  return index;
}

/** The start of each segment of a broken line: minus infinity, then the breaks. */
function segmentStarts(breaks: readonly number[]): number[] {
  return [Number.NEGATIVE_INFINITY, ...breaks];
}

/** Which variable an atom reads, and for which of its values it holds. */
export function atomTable(variables: Variables, atom: Atom, path: readonly string[]): VariableTable {
  const table = presentAtom(variables, atom, path);
  return 'frozen' in atom && atom.frozen !== undefined ? frozenTable(variables, table, atom.frozen, 0, path) : table;
}

/** The same table over what is frozen of its variable; `never` is its value where nothing has been frozen yet. */
function frozenTable(
  variables: Variables,
  table: VariableTable,
  name: string,
  never: number,
  path: readonly string[],
): VariableTable {
  const i = position(variables.frozen, name, 'frozen value', path);
  if (variables.frozenOf[i] !== table.variable)
    throw new PathwayError(`"${name}" freezes something else than is asked of it here`, path, name);
  return { variable: variables.firstFrozen + i, values: [...table.values, never] };
}

function presentAtom(variables: Variables, atom: Atom, path: readonly string[]): VariableTable {
  switch (atom.kind) {
    case 'state': {
      const region = position(variables.regions, atom.region, 'region', path);
      const names = variables.states[region]!;
      for (const state of atom.states) position(names, state, `state of region "${atom.region}"`, path);
      return {
        variable: region,
        values: names.map((name) => (atom.states.includes(name) !== (atom.not ?? false) ? 1 : 0)),
      };
    }
    case 'attribute': {
      const attribute = position(variables.attributes, atom.attribute, 'attribute', path);
      const names = variables.levels[attribute]!;
      for (const level of atom.levels) position(names, level, `level of "${atom.attribute}"`, path);
      return {
        variable: variables.firstAttribute + attribute,
        values: names.map((name) => (atom.levels.includes(name) !== (atom.not ?? false) ? 1 : 0)),
      };
    }
    case 'age':
      return {
        variable: variables.age,
        values: segmentStarts(variables.ageBreaks).map((start) =>
          start >= (atom.from ?? Number.NEGATIVE_INFINITY) && start < (atom.below ?? Number.POSITIVE_INFINITY) ? 1 : 0,
        ),
      };
    case 'time':
      return {
        variable: variables.time,
        values: segmentStarts(variables.timeBreaks).map((start) =>
          start >= (atom.from ?? Number.NEGATIVE_INFINITY) && start < (atom.before ?? Number.POSITIVE_INFINITY) ? 1 : 0,
        ),
      };
    case 'count': {
      const counter = position(variables.counters, atom.counter, 'counter', path);
      const values = Array.from({ length: COUNTER_CEILING + 1 }, (_, n) =>
        n >= (atom.atLeast ?? 0) && n < (atom.below ?? Number.POSITIVE_INFINITY) ? 1 : 0,
      );
      return { variable: variables.firstCounter + counter, values };
    }
    case 'level': {
      const level = position(variables.levelNames, atom.level, 'level', path);
      const values = segmentStarts(variables.levelBreaks[level]!).map((start) =>
        start >= (atom.from ?? Number.NEGATIVE_INFINITY) && start < (atom.below ?? Number.POSITIVE_INFINITY) ? 1 : 0,
      );
      return { variable: variables.firstLevel + level, values };
    }
  }
}

/** The value of a banded lookup in each segment: that of the last band starting at or before it; the first band reaches down. */
function bandValues(starts: readonly number[], from: readonly number[], values: readonly number[]): number[] {
  return starts.map((start) => {
    let value = values[0]!;
    for (let i = 1; i < from.length; i++) if (start >= from[i]!) value = values[i]!;
    return value;
  });
}

/** What the values of a lookup are. */
type Meaning = 'multiplier' | Adjustment['measure'];

/** Which variable a factor reads, and its multiplier for each value (or the ratio, or the points). */
export function factorTable(
  variables: Variables,
  factor: Factor,
  path: readonly string[],
  meaning: Meaning = 'multiplier',
): VariableTable {
  const table = presentFactor(variables, factor, path, meaning);
  const { source } = factor;
  return 'frozen' in source && source.frozen !== undefined
    ? frozenTable(variables, table, source.frozen, neutralOf(meaning), path)
    : table;
}

function presentFactor(variables: Variables, factor: Factor, path: readonly string[], meaning: Meaning): VariableTable {
  const { source, values } = factor;
  if (source.kind === 'attribute' || source.kind === 'state') {
    const isState = source.kind === 'state';
    const index = isState
      ? position(variables.regions, source.region, 'region', path)
      : position(variables.attributes, source.attribute, 'attribute', path);
    const names = isState ? variables.states[index]! : variables.levels[index]!;
    const byName = values as Readonly<Record<string, number>>;
    for (const name of Object.keys(byName)) position(names, name, isState ? 'state' : 'level', path);
    const table = names.map((name) => byName[name] ?? neutralOf(meaning));
    checkFactor(table, path, meaning);
    return { variable: isState ? index : variables.firstAttribute + index, values: table };
  }
  const list = values as readonly number[];
  checkFactor(list, path, meaning);
  if (list.length !== source.from.length || list.length === 0)
    throw new PathwayError('a lookup needs one value for each band', path);
  if (source.kind === 'count') {
    const counter = position(variables.counters, source.counter, 'counter', path);
    const starts = Array.from({ length: COUNTER_CEILING + 1 }, (_, n) => n);
    return { variable: variables.firstCounter + counter, values: bandValues(starts, source.from, list) };
  }
  if (source.kind === 'level') {
    const level = position(variables.levelNames, source.level, 'level', path);
    const starts = segmentStarts(variables.levelBreaks[level]!);
    return { variable: variables.firstLevel + level, values: bandValues(starts, source.from, list) };
  }
  const isAge = source.kind === 'age';
  const starts = segmentStarts(isAge ? variables.ageBreaks : variables.timeBreaks);
  return { variable: isAge ? variables.age : variables.time, values: bandValues(starts, source.from, list) };
}

const WORDS: Readonly<Record<Exclude<Meaning, 'points'>, string>> = {
  multiplier: 'a multiplier',
  odds_ratio: 'an odds ratio',
  risk_ratio: 'a risk ratio',
};

function checkFactor(values: readonly number[], path: readonly string[], meaning: Meaning): void {
  for (const value of values)
    if (meaning === 'points') {
      if (!Number.isFinite(value)) throw new PathwayError('points must be a number', path, String(value));
    } else if (!(value >= 0 && value < Number.POSITIVE_INFINITY))
      throw new PathwayError(`${WORDS[meaning]} must be a number from 0 up`, path, String(value));
}
