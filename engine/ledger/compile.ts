/**
 * From measures as data to the tables the tally reads at every event.
 *
 * Three kinds of cell: presence (how many are in, and for how long: stocks and accruing costs), events (how many
 * times: flows and lump costs) and times (events with a duration). A cell belongs to one level of one breakdown.
 */
import type { CompiledPathway } from '../pathway/compiled.js';
import type { Condition, PathwayModel } from '../pathway/model.js';
import { PathwayError } from '../pathway/model.js';
import { atomTable, COUNTER_CEILING, position, type Variables } from '../pathway/variables.js';
import { routesOf, startsOf, type Reader, type Routes } from './routes.js';
import type { CostItem, Dimension, FlowMeasure, LedgerSpec, TimeMeasure } from './spec.js';

/** Added for a value that is not counted: any sum with it is negative. */
const ABSENT = -(1 << 20);

/** A set of cells that belong to one measure and one breakdown, or to one cost. */
export interface CellBlock {
  readonly first: number;
  /** Labels of the cells, as written in the group column. */
  readonly groups: readonly string[];
}

export interface CompiledLedger {
  readonly spec: LedgerSpec;
  readonly presenceCount: number;
  /** Rows of terms: presence p reads terms first[p] .. first[p + 1]. */
  readonly presenceFirst: Int32Array;
  readonly presenceCell: Int32Array;
  readonly presenceMask: Int32Array;
  readonly presenceCells: number;
  /** What a change can touch: presences, and condition events. */
  readonly presenceRoutes: Routes;
  readonly eventRoutes: Routes;
  /** What a unit that begins can count in, by its states. */
  readonly presenceStarts: ReturnType<typeof startsOf>;
  readonly eventStarts: ReturnType<typeof startsOf>;
  /** Terms: a variable, and where its contributions to the cell number stand. Event terms may read the state before. */
  readonly termVariable: Int32Array;
  readonly termOffset: Int32Array;
  readonly termBefore: Uint8Array;
  readonly contributions: Int32Array;

  readonly eventCount: number;
  /** 0 enters, 1 leaves, 2 transition. */
  readonly eventKind: Uint8Array;
  readonly eventMask: Int32Array;
  /** Tests of the condition, by variable and offset of bytes in `sets`. */
  readonly eventTestFirst: Int32Array;
  readonly testVariable: Int32Array;
  readonly testOffset: Int32Array;
  readonly sets: Uint8Array;
  /** Compiled transition -> events it posts. */
  readonly transitionEventFirst: Int32Array;
  readonly transitionEvents: Int32Array;
  /** Where its duration starts: -1 no duration, m a moment, -2 - r the entry to the state of region r just left. */
  readonly eventFrom: Int32Array;
  /** The state of that region (counted within it) whose time is meant. */
  readonly eventFromState: Int32Array;
  /** Breakdowns of each event, each a row of terms and a first cell. */
  readonly eventSplitFirst: Int32Array;
  readonly splitTermFirst: Int32Array;
  readonly splitCell: Int32Array;
  readonly eventCells: number;
  /** Time cell for each event cell, or -1. */
  readonly timeCellOf: Int32Array;
  readonly timeCells: number;

  /** Presence cells that count the places of each resource in use. */
  readonly useCells: readonly (readonly number[])[];
  /** For each measure of the spec, its blocks in the order of ['all', ...by]. */
  readonly measureBlocks: readonly (readonly CellBlock[])[];
  /** For each cost of the spec: presence cells that accrue it, or event cells that incur it. */
  readonly costCells: readonly { readonly accrues: boolean; readonly cells: readonly number[] }[];
}

/** Conditions and ages whose breaks the pathway must be compiled with. */
export function ledgerBreaks(spec: LedgerSpec): { conditions: Condition[]; ages: number[] } {
  const ages = new Set<number>();
  const conditions: Condition[] = [];
  for (const measure of spec.measures) {
    if (measure.kind === 'use') continue;
    if (measure.kind === 'stock') conditions.push(measure.where);
    else if ('enters' in measure.on) conditions.push(measure.on.enters);
    else if ('leaves' in measure.on) conditions.push(measure.on.leaves);
    for (const { dimension } of measure.by)
      if (dimension.kind === 'age') for (const age of dimension.from.slice(1)) ages.add(age);
  }
  for (const cost of spec.costs) {
    if ('while' in cost.on) conditions.push(cost.on.while);
    else if ('enters' in cost.on) conditions.push(cost.on.enters);
    else if ('leaves' in cost.on) conditions.push(cost.on.leaves);
  }
  return { conditions, ages: [...ages] };
}

/** @throws PathwayError for names the pathway does not have. */
export function compileLedger(spec: LedgerSpec, pathway: CompiledPathway): CompiledLedger {
  const builder = new LedgerBuilder(pathway);
  const measureBlocks: CellBlock[][] = [];
  for (const measure of spec.measures) {
    const path = ['measures', measure.name];
    const splits = [null, ...measure.by];
    measureBlocks.push(
      measure.kind === 'use'
        ? [builder.use(measure.resource, path)]
        : measure.kind === 'stock'
          ? splits.map((split) => builder.presence(measure.where, split?.dimension ?? null, split?.name ?? '', path))
          : builder.event(measure.on, measure.kind === 'time' ? measure.from : null, splits, path),
    );
  }
  const costCells = spec.costs.map((cost) => builder.cost(cost));
  return { spec, ...builder.build(), measureBlocks, costCells };
}

class LedgerBuilder {
  private readonly variables: Variables;
  private readonly model: PathwayModel;
  private readonly presenceFirst = [0];
  private readonly presenceCell: number[] = [];
  private readonly presenceMask: number[] = [];
  private presenceCells = 0;
  private readonly termVariable: number[] = [];
  private readonly termOffset: number[] = [];
  private readonly termBefore: number[] = [];
  private readonly contributions: number[] = [];
  private readonly presenceTerms: { variable: number; offset: number }[] = [];
  private readonly eventKind: number[] = [];
  private readonly eventMask: number[] = [];
  private readonly eventTestFirst = [0];
  private readonly testVariable: number[] = [];
  private readonly testOffset: number[] = [];
  private readonly sets: number[] = [];
  private readonly transitionEvents: number[][];
  private readonly eventFrom: number[] = [];
  private readonly eventFromState: number[] = [];
  private readonly eventSplitFirst = [0];
  private readonly splits: { terms: { variable: number; offset: number; before: boolean }[]; cell: number }[] = [];
  private eventCells = 0;
  private readonly timeCellOf: number[] = [];
  private timeCells = 0;
  private readonly regionPresence = new Map<number, number>();
  private readonly useCells: number[][];

  constructor(private readonly pathway: CompiledPathway) {
    this.variables = pathway.variables;
    this.model = pathway.model;
    this.useCells = pathway.resourceNames.map(() => []);
    this.transitionEvents = Array.from({ length: pathway.transitionCount }, () => []);
  }

  /** A condition as terms that add 0 where it holds and ABSENT where it does not. */
  private conditionTerms(condition: Condition, path: readonly string[]): { variable: number; offset: number }[] {
    return condition.map((atom) => {
      const table = atomTable(this.variables, atom, path);
      return {
        variable: table.variable,
        offset: this.contribute(table.values.map((value) => (value === 1 ? 0 : ABSENT))),
      };
    });
  }

  private contribute(values: readonly number[]): number {
    const offset = this.contributions.length;
    this.contributions.push(...values);
    return offset;
  }

  /** A dimension as one term, with the labels of its cells. */
  private dimensionTerm(
    dimension: Dimension,
    path: readonly string[],
  ): { variable: number; offset: number; before: boolean; labels: string[] } {
    switch (dimension.kind) {
      case 'age': {
        const starts = [Number.NEGATIVE_INFINITY, ...this.variables.ageBreaks];
        const values = starts.map((start) => bandOf(dimension.from, start));
        return {
          variable: this.variables.age,
          offset: this.contribute(values),
          before: false,
          labels: [...dimension.labels],
        };
      }
      case 'count': {
        const c = position(this.variables.counters, dimension.counter, 'counter', path);
        const values = Array.from({ length: COUNTER_CEILING + 1 }, (_, n) => bandOf(dimension.from, n));
        return {
          variable: this.variables.firstCounter + c,
          offset: this.contribute(values),
          before: dimension.read === 'before',
          labels: [...dimension.labels],
        };
      }
      case 'attribute': {
        const a = position(this.variables.attributes, dimension.attribute, 'attribute', path);
        const labels = [...this.variables.levels[a]!];
        return {
          variable: this.variables.firstAttribute + a,
          offset: this.contribute(labels.map((_, i) => i)),
          before: false,
          labels,
        };
      }
      case 'state': {
        const r = position(this.variables.regions, dimension.region, 'region', path);
        const labels = this.model.regions[r]!.states.map((state) => state.label);
        return {
          variable: r,
          offset: this.contribute(labels.map((_, i) => i)),
          before: dimension.read === 'before',
          labels,
        };
      }
      case 'grouped': {
        const r = position(this.variables.regions, dimension.region, 'region', path);
        const names = this.variables.states[r]!;
        const labels = Object.keys(dimension.groups);
        for (const members of Object.values(dimension.groups))
          for (const member of members) position(names, member, `state of region "${dimension.region}"`, path);
        const rest = dimension.rest === undefined ? ABSENT : labels.length;
        const values = names.map((name) => {
          const i = labels.findIndex((label) => dimension.groups[label]!.includes(name));
          return i < 0 ? rest : i;
        });
        if (dimension.rest !== undefined) labels.push(dimension.rest);
        return { variable: r, offset: this.contribute(values), before: dimension.read === 'before', labels };
      }
    }
  }

  presence(where: Condition, dimension: Dimension | null, name: string, path: readonly string[]): CellBlock {
    const terms = this.conditionTerms(where, path);
    let groups = ['all'];
    if (dimension !== null) {
      const term = this.dimensionTerm(dimension, path);
      terms.push(term);
      groups = term.labels.map((label) => `${name}=${label}`);
    }
    const first = this.presenceCells;
    let mask = 0;
    for (const term of terms) {
      mask |= 1 << (term.variable % 31);
      this.presenceTerms.push(term);
    }
    this.presenceFirst.push(this.presenceTerms.length);
    this.presenceCell.push(first);
    this.presenceMask.push(mask);
    this.presenceCells += groups.length;
    return { first, groups };
  }

  /** A cell of the places of a resource in use, which no unit's state decides. */
  use(name: string, path: readonly string[]): CellBlock {
    const resource = position(this.pathway.resourceNames, name, 'resource', path);
    const first = this.presenceCells++;
    this.useCells[resource]!.push(first);
    return { first, groups: ['all'] };
  }

  event(
    on: FlowMeasure['on'],
    from: TimeMeasure['from'] | null,
    splits: readonly ({ readonly name: string; readonly dimension: Dimension } | null)[],
    path: readonly string[],
  ): CellBlock[] {
    const e = this.eventKind.length;
    let mask = 0;
    if ('transitions' in on) {
      this.eventKind.push(2);
      for (const name of on.transitions) {
        const found = this.pathway.transitionNames.flatMap((other, t) => (other === name ? [t] : []));
        if (found.length === 0)
          throw new PathwayError(`unknown transition "${name}"`, path, name, [
            ...new Set(this.pathway.transitionNames),
          ]);
        for (const t of found) this.transitionEvents[t]!.push(e);
      }
    } else {
      this.eventKind.push('enters' in on ? 0 : 1);
      for (const atom of 'enters' in on ? on.enters : on.leaves) {
        const table = atomTable(this.variables, atom, path);
        this.testVariable.push(table.variable);
        this.testOffset.push(this.sets.length);
        this.sets.push(...table.values);
        mask |= 1 << (table.variable % 31);
      }
    }
    this.eventMask.push(mask);
    this.eventTestFirst.push(this.testVariable.length);
    const start = this.durationStart(from, path);
    this.eventFrom.push(start);
    this.eventFromState.push(
      start <= -2 ? this.variables.states[-2 - start]!.indexOf((from as { entryTo: string }).entryTo) : -1,
    );
    const blocks = splits.map((split) => {
      const term = split === null ? null : this.dimensionTerm(split.dimension, path);
      const groups = split === null ? ['all'] : term!.labels.map((label) => `${split.name}=${label}`);
      const first = this.eventCells;
      this.splits.push({ terms: term === null ? [] : [term], cell: first });
      this.eventCells += groups.length;
      for (let i = 0; i < groups.length; i++) this.timeCellOf.push(from === null ? -1 : this.timeCells++);
      return { first, groups };
    });
    this.eventSplitFirst.push(this.splits.length);
    return blocks;
  }

  private durationStart(from: TimeMeasure['from'] | null, path: readonly string[]): number {
    if (from === null) return -1;
    if ('moment' in from) return position(this.variables.moments, from.moment, 'moment', path);
    const isMeant = (r: number): boolean => from.region === undefined || this.variables.regions[r] === from.region;
    const owners = this.variables.states.flatMap((names, r) => (names.includes(from.entryTo) && isMeant(r) ? [r] : []));
    if (owners.length !== 1)
      throw new PathwayError(
        owners.length === 0 ? `unknown state "${from.entryTo}"` : `state "${from.entryTo}" is in several regions`,
        path,
        from.entryTo,
        this.variables.states.flat(),
      );
    return -2 - owners[0]!;
  }

  cost(cost: CostItem): { accrues: boolean; cells: number[] } {
    const path = ['costs', cost.name];
    if (!('while' in cost.on)) return { accrues: false, cells: [this.event(cost.on, null, [null], path)[0]!.first] };
    const only = cost.on.while.length === 1 ? cost.on.while[0]! : undefined;
    if (only?.kind === 'state') {
      // Costs of the states of one region share one row of cells, one a state.
      const table = atomTable(this.variables, only, path);
      let first = this.regionPresence.get(table.variable);
      if (first === undefined) {
        first = this.presence([], { kind: 'state', region: only.region, read: 'after' }, 'state', path).first;
        this.regionPresence.set(table.variable, first);
      }
      return { accrues: true, cells: table.values.flatMap((value, k) => (value === 1 ? [first + k] : [])) };
    }
    return { accrues: true, cells: [this.presence(cost.on.while, null, '', path).first] };
  }

  private presenceReader(p: number): Reader {
    const admits = new Map<number, Uint8Array>();
    const splits = new Set<number>();
    for (const { variable, offset } of this.presenceTerms.slice(this.presenceFirst[p], this.presenceFirst[p + 1])) {
      const values = this.contributions.slice(offset, offset + this.variables.sizes[variable]!);
      const bytes = admits.get(variable) ?? new Uint8Array(values.length).fill(1);
      values.forEach((value, k) => {
        if (value < 0) bytes[k] = 0;
      });
      admits.set(variable, bytes);
      if (new Set(values.filter((value) => value >= 0)).size > 1) splits.add(variable);
    }
    return { admits, splits };
  }

  private eventReader(e: number): Reader {
    const admits = new Map<number, Uint8Array>();
    for (let i = this.eventTestFirst[e]!; i < this.eventTestFirst[e + 1]!; i++) {
      const variable = this.testVariable[i]!;
      const bytes = admits.get(variable) ?? new Uint8Array(this.variables.sizes[variable]!).fill(1);
      for (let k = 0; k < bytes.length; k++) bytes[k]! &= this.sets[this.testOffset[i]! + k]!;
      admits.set(variable, bytes);
    }
    return { admits, splits: new Set() };
  }

  build() {
    for (const term of this.presenceTerms) {
      this.termVariable.push(term.variable);
      this.termOffset.push(term.offset);
      this.termBefore.push(0);
    }
    const splitTermFirst = [this.termVariable.length];
    for (const split of this.splits) {
      for (const term of split.terms) {
        this.termVariable.push(term.variable);
        this.termOffset.push(term.offset);
        this.termBefore.push(term.before ? 1 : 0);
      }
      splitTermFirst.push(this.termVariable.length);
    }
    const transitionEventFirst = [0];
    for (const row of this.transitionEvents)
      transitionEventFirst.push(transitionEventFirst[transitionEventFirst.length - 1]! + row.length);
    const presenceReaders = this.presenceCell.map((_, p) => this.presenceReader(p));
    const eventReaders = this.eventKind.map((_, e) => this.eventReader(e));
    const { stateBase } = this.pathway;
    return {
      presenceRoutes: routesOf(this.variables, presenceReaders),
      eventRoutes: routesOf(this.variables, eventReaders),
      presenceStarts: startsOf(this.variables, stateBase, presenceReaders),
      eventStarts: startsOf(this.variables, stateBase, eventReaders),
      useCells: this.useCells,
      presenceCount: this.presenceCell.length,
      presenceFirst: Int32Array.from(this.presenceFirst),
      presenceCell: Int32Array.from(this.presenceCell),
      presenceMask: Int32Array.from(this.presenceMask),
      presenceCells: this.presenceCells,
      termVariable: Int32Array.from(this.termVariable),
      termOffset: Int32Array.from(this.termOffset),
      termBefore: Uint8Array.from(this.termBefore),
      contributions: Int32Array.from(this.contributions),
      eventCount: this.eventKind.length,
      eventKind: Uint8Array.from(this.eventKind),
      eventMask: Int32Array.from(this.eventMask),
      eventTestFirst: Int32Array.from(this.eventTestFirst),
      testVariable: Int32Array.from(this.testVariable),
      testOffset: Int32Array.from(this.testOffset),
      sets: Uint8Array.from(this.sets),
      transitionEventFirst: Int32Array.from(transitionEventFirst),
      transitionEvents: Int32Array.from(this.transitionEvents.flat()),
      eventFrom: Int32Array.from(this.eventFrom),
      eventFromState: Int32Array.from(this.eventFromState),
      eventSplitFirst: Int32Array.from(this.eventSplitFirst),
      splitTermFirst: Int32Array.from(splitTermFirst),
      splitCell: Int32Array.from(this.splits, (split) => split.cell),
      eventCells: this.eventCells,
      timeCellOf: Int32Array.from(this.timeCellOf),
      timeCells: this.timeCells,
    };
  }
}

/** The last band that a value has come to; the first reaches down. */
function bandOf(from: readonly number[], value: number): number {
  let band = 0;
  for (let i = 1; i < from.length; i++) if (value >= from[i]!) band = i;
  return band;
}
