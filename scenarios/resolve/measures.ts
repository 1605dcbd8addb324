/** Written measures into what the ledger counts; where a file has none, the plain ones are made. */
import type { Breakdown, Dimension, EquitySpec, FlowMeasure, Measure, TimeMeasure } from '../../engine/ledger/spec.js';
import { childBreakdowns } from '../../engine/programmes/equity.js';
import type { Condition, PathwayModel } from '../../engine/pathway/model.js';
import { COUNTER_CEILING } from '../../engine/pathway/variables.js';
import type { MeasureInfo } from '../../engine/study/result.js';
import type { Path } from '../load/index.js';
import type { MeasuresFile, WrittenMeasure } from '../schema/index.js';
import { buildCondition } from './condition.js';
import type { Context } from './context.js';
import { itemPath, known, refuse, refuseKey } from './context.js';
import { labelFor } from './pathway.js';

export interface BuiltMeasures {
  readonly measures: readonly Measure[];
  readonly info: readonly MeasureInfo[];
  /** What the equity table tells of. */
  readonly equity?: EquitySpec;
}

type Groups = NonNullable<MeasuresFile['groups']>;
type Ages = Readonly<Record<string, number>>;

/** What is counted in stocks: children, or units of whatever passes through a general pathway. */
export type Counted = 'children' | 'units';

/** Builds the measures written in a file (or in the measures part of a pathway file). */
export function buildMeasures(
  context: Context,
  file: Pick<MeasuresFile, 'measures' | 'age_bands' | 'groups' | 'equity'>,
  counted: Counted,
): BuiltMeasures {
  const ages = file.age_bands;
  const groups = file.groups ?? {};
  checkAgeBands(context, ages, ['age_bands']);
  checkGroups(context, groups);
  const built = Object.entries(file.measures).flatMap(([name, written]) => {
    const measure = buildMeasure(context, name, written, ages, groups, ['measures', name]);
    return measure === undefined ? [] : [{ measure, info: infoOf(measure, written, counted) }];
  });
  const measures = built.map((item) => item.measure);
  const told = measures.filter(({ kind }) => kind === 'stock' || kind === 'flow').map(({ name }) => name);
  const { equity } = file;
  const names = childBreakdowns({ measures, costs: [] }).map(({ name }) => name);
  equity?.outcomes.forEach((name, i) =>
    known(context, itemPath(context, ['equity', 'outcomes'], i), 'stock or flow', name, told),
  );
  equity?.by?.forEach((name, i) =>
    known(context, itemPath(context, ['equity', 'by'], i), 'breakdown by age or attribute', name, names),
  );
  return {
    measures,
    info: built.map((item) => item.info),
    ...(equity !== undefined && {
      equity: { outcomes: equity.outcomes, ...(equity.by !== undefined && { by: equity.by }) },
    }),
  };
}

function infoOf(measure: Measure, written: WrittenMeasure, counted: Counted): MeasureInfo {
  const plain = { stock: counted, use: 'places', flow: 'events', time: 'days' } as const;
  return {
    name: measure.name,
    label: measure.label,
    table: tableOf(measure),
    unit: written.unit ?? plain[measure.kind],
    definition: written.definition ?? '',
  };
}

function tableOf(measure: Measure): MeasureInfo['table'] {
  return measure.kind === 'stock' || measure.kind === 'use' ? 'stocks' : measure.kind === 'flow' ? 'flows' : 'times';
}

const KINDS = ['stock', 'in_use', 'enters', 'leaves', 'transitions'] as const;

function buildMeasure(
  context: Context,
  name: string,
  written: WrittenMeasure,
  ages: Ages | undefined,
  groups: Groups,
  path: Path,
): Measure | undefined {
  const present = KINDS.filter((kind) => written[kind] !== undefined);
  const kind = present[0];
  if (kind === undefined || present.length > 1) {
    const found = present.length === 0 ? 'none' : present.join(' and ');
    return refuseKey(
      context,
      path,
      `a measure has exactly one of 'stock', 'in_use', 'enters', 'leaves' and 'transitions', found ${found}`,
    );
  }
  const read = kind === 'stock' || kind === 'enters' ? 'after' : 'before';
  const by = (written.by ?? []).flatMap((breakdown, index) =>
    buildBreakdown(context, breakdown, ages, groups, read, [...path, 'by', index]),
  );
  const { label } = written;
  if (kind === 'in_use') {
    const resource = written.in_use ?? '';
    for (const key of ['by', 'time'] as const)
      if (written[key] !== undefined)
        refuseKey(context, [...path, key], `places in use cannot be told apart by '${key}'`);
    known(context, [...path, 'in_use'], 'resource', resource, context.words.resources);
    return { kind: 'use', name, label, resource, by: [] };
  }
  if (kind === 'stock') {
    if (written.time !== undefined)
      refuseKey(context, [...path, 'time'], "a time runs up to an event: 'enters', 'leaves' or 'transitions'");
    return { kind: 'stock', name, label, where: buildCondition(context, written.stock ?? {}, [...path, 'stock']), by };
  }
  const on = buildEvent(context, written, path);
  if (written.time === undefined) return { kind: 'flow', name, label, on, by };
  const from = buildFrom(context, written.time, [...path, 'time']);
  return from && { kind: 'time', name, label, from, on, by };
}

function buildEvent(context: Context, written: WrittenMeasure, path: Path): FlowMeasure['on'] {
  const { enters, leaves, transitions } = written;
  if (enters !== undefined) return { enters: eventCondition(context, enters, [...path, 'enters']) };
  if (leaves !== undefined) return { leaves: eventCondition(context, leaves, [...path, 'leaves']) };
  transitions?.forEach((transition, index) => {
    known(
      context,
      itemPath(context, [...path, 'transitions'], index),
      'transition',
      transition,
      context.words.transitions,
    );
  });
  return { transitions: transitions ?? [] };
}

/** A condition that begins or ceases to hold must name a state, or nothing would ever happen to it. */
export function eventCondition(context: Context, written: Parameters<typeof buildCondition>[1], path: Path): Condition {
  const condition = buildCondition(context, written, path);
  if (Object.keys(written).length === 0) refuse(context, path, 'name the state that is entered or left');
  return condition;
}

function buildFrom(
  context: Context,
  time: NonNullable<WrittenMeasure['time']>,
  path: Path,
): TimeMeasure['from'] | undefined {
  const { from, in: state } = time;
  if ((from === undefined) === (state === undefined)) {
    return refuse(context, path, "a time is 'from' a moment, or the time spent 'in' a state: give one of them");
  }
  if (from !== undefined) {
    known(context, [...path, 'from'], 'moment', from, context.words.moments);
    return { moment: from };
  }
  const name = state ?? '';
  const owners = [...context.words.regions].filter(([, states]) => states.includes(name)).map(([region]) => region);
  const every = [...new Set([...context.words.regions.values()].flat())];
  if (known(context, [...path, 'in'], 'state', name, every) && owners.length > 1) {
    refuse(
      context,
      [...path, 'in'],
      `'${name}' is a state of ${owners.join(' and of ')}: only a state with a name of its own can be timed`,
    );
  }
  // A programme adds regions of its own, whose states may have the name too.
  return { entryTo: name, ...(owners[0] !== undefined && { region: owners[0] }) };
}

function buildBreakdown(
  context: Context,
  written: string | Readonly<Record<string, string>>,
  ages: Ages | undefined,
  groups: Groups,
  read: 'before' | 'after',
  path: Path,
): readonly Breakdown[] {
  if (typeof written === 'string') {
    const dimension = dimensionOf(context, written, ages, groups, read, path);
    return dimension === undefined ? [] : [{ name: written, dimension }];
  }
  return Object.entries(written).flatMap(([name, target]) => {
    const dimension = dimensionOf(context, target, ages, groups, 'after', [...path, name]);
    return dimension === undefined ? [] : [{ name, dimension }];
  });
}

function dimensionOf(
  context: Context,
  name: string,
  ages: Ages | undefined,
  groups: Groups,
  read: 'before' | 'after',
  path: Path,
): Dimension | undefined {
  const group = Object.hasOwn(groups, name) ? groups[name] : undefined;
  if (group?.age !== undefined) return ageDimension(group.age);
  if (group?.counter !== undefined)
    return { kind: 'count', counter: group.counter, read, ...bandsOf(group.from ?? {}) };
  if (group?.region !== undefined) {
    const { region, groups: members = {}, rest } = group;
    return { kind: 'grouped', region, read, groups: members, ...(rest !== undefined && { rest }) };
  }
  if (name === 'age') {
    if (ages === undefined) return refuse(context, path, "'age' needs 'age_bands', such as {under 1: 0, 1 to 4: 1}");
    return ageDimension(ages);
  }
  const { regions, attributes } = context.words;
  if (regions.has(name)) return { kind: 'state', region: name, read };
  const allowed = ['age', ...attributes.keys(), ...regions.keys(), ...Object.keys(groups)];
  return known(context, path, 'attribute, region or grouping', name, allowed)
    ? { kind: 'attribute', attribute: name }
    : undefined;
}

function ageDimension(bands: Ages): Dimension {
  return { kind: 'age', ...bandsOf(bands) };
}

/** Labels in the order of what each holds from. */
function bandsOf(bands: Readonly<Record<string, number>>): { from: number[]; labels: string[] } {
  const ordered = Object.entries(bands).sort((a, b) => a[1] - b[1]);
  return { from: ordered.map(([, from]) => from), labels: ordered.map(([label]) => label) };
}

function checkAgeBands(context: Context, bands: Ages | undefined, path: Path): void {
  if (bands === undefined) return;
  const starts = Object.values(bands);
  if (starts.length === 0) refuse(context, path, 'at least one band of ages is needed');
  if (new Set(starts).size < starts.length) refuse(context, path, 'two bands of ages start at the same age');
}

/** What belongs to which kind of grouping. */
const PARTS = { groups: 'region', rest: 'region', from: 'counter' } as const;

/** Bands of a counter: whole numbers that a counter can come to, no two the same. */
function checkCounts(context: Context, counter: string, bands: Ages | undefined, path: Path): void {
  known(context, [...path, 'counter'], 'counter', counter, context.words.counters);
  if (bands === undefined) {
    refuseKey(
      context,
      path,
      "'from' is missing: labels and the count from which each holds, such as {one: 1, more: 2}",
    );
    return;
  }
  const at: Path = [...path, 'from'];
  const counts = Object.values(bands);
  if (counts.length === 0) refuse(context, at, 'at least one band of counts is needed');
  for (const [label, count] of Object.entries(bands)) {
    if (count > COUNTER_CEILING)
      refuse(context, [...at, label], `counters are told apart up to ${COUNTER_CEILING}, found ${count}`);
    if (counts.indexOf(count) < Object.keys(bands).indexOf(label))
      refuse(context, [...at, label], `two bands start at the count ${count}`);
  }
}

function checkGroups(context: Context, groups: Groups): void {
  const { regions, attributes } = context.words;
  for (const [name, group] of Object.entries(groups)) {
    const path: Path = ['groups', name];
    if (regions.has(name) || attributes.has(name) || name === 'age') {
      refuseKey(context, path, `'${name}' is already the name of a region or an attribute`);
    }
    checkAgeBands(context, group.age, [...path, 'age']);
    if ([group.age, group.region, group.counter].filter((kind) => kind !== undefined).length !== 1) {
      refuseKey(
        context,
        path,
        "a grouping is of ages ('age'), of the states of a region ('region' and 'groups') or of a counter ('counter' and 'from')",
      );
      continue;
    }
    for (const [key, kind] of Object.entries(PARTS) as (readonly [
      keyof typeof PARTS,
      (typeof PARTS)[keyof typeof PARTS],
    ])[])
      if (group[key] !== undefined && group[kind] === undefined)
        refuseKey(context, [...path, key], `'${key}' has no meaning without '${kind}'`);
    if (group.counter !== undefined) checkCounts(context, group.counter, group.from, path);
    if (group.region === undefined) continue;
    const region = group.region;
    if (!known(context, [...path, 'region'], 'region', region, [...regions.keys()])) continue;
    if (group.groups === undefined) refuseKey(context, path, "'groups' is missing: which states go together?");
    const seen = new Set<string>();
    for (const [label, states] of Object.entries(group.groups ?? {})) {
      states.forEach((state, index) => {
        const at = itemPath(context, [...path, 'groups', label], index);
        known(context, at, `state of '${region}'`, state, regions.get(region) ?? []);
        if (seen.has(state)) refuse(context, at, `'${state}' is already in another group`);
        seen.add(state);
      });
    }
  }
}

/** Measures for a pathway that names none: how many are in each state, every transition, the time spent in each state. */
export function plainMeasures(model: PathwayModel, counted: Counted): BuiltMeasures {
  const stocks = model.regions.map((region): Measure => {
    const living = region.states.filter((state) => state.final !== true);
    const groups = Object.fromEntries(living.map((state) => [state.label, [state.name]]));
    return {
      kind: 'stock',
      name: `in_${region.name}`,
      label: `${labelFor(counted)} by state of ${region.name}`,
      where: [{ kind: 'state', region: region.name, states: living.map((state) => state.name) }],
      by: [{ name: region.name, dimension: { kind: 'grouped', region: region.name, read: 'after', groups } }],
    };
  });
  const flows = model.transitions.map(({ name }): Measure => ({
    kind: 'flow',
    name,
    label: labelFor(name),
    on: { transitions: [name] },
    by: [],
  }));
  const times = model.regions.flatMap((region) =>
    region.states.flatMap((state): readonly Measure[] => {
      const alone = model.regions.every(
        (other) => other === region || other.states.every(({ name }) => name !== state.name),
      );
      const leaves: Condition = [{ kind: 'state', region: region.name, states: [state.name] }];
      if (state.final === true || !alone) return [];
      return [
        {
          kind: 'time',
          name: `time_in_${state.name}`,
          label: `Time in ${state.label.toLowerCase()}`,
          from: { entryTo: state.name, region: region.name },
          on: { leaves },
          by: [],
        },
      ];
    }),
  );
  const measures = [...stocks, ...flows, ...times];
  const units = { stock: counted, use: 'places', flow: 'events', time: 'days' } as const;
  const info = measures.map((measure) => ({
    name: measure.name,
    label: measure.label,
    table: tableOf(measure),
    unit: units[measure.kind],
    definition: 'Made because the file names no measures.',
  }));
  return { measures, info };
}
