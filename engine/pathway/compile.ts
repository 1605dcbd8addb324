/**
 * From a pathway as data to flat tables, refusing what cannot work.
 *
 * Everything is put in the order of its name first, so that the order of a file means nothing: not to luck (decisions
 * are keyed by hashed names) and not to ties.
 */
import { assertDistinctNames, hashName, packHazard } from '../random/index.js';
import { TRIGGER, type CompiledPathway, type CompiledStream } from './compiled.js';
import type { ArrivalStream, Condition, Factor, Forced, Outcome, PathwayModel, Quantity, Transition } from './model.js';
import { PathwayError } from './model.js';
import { checkReachable } from './reach.js';
import {
  atomTable,
  collectConditionBreaks,
  collectFactorBreaks,
  factorTable,
  makeVariables,
  position,
  type Variables,
} from './variables.js';

const byName = (a: { readonly name: string }, b: { readonly name: string }): number =>
  a.name < b.name ? -1 : a.name > b.name ? 1 : 0;

/** The model with every named list in the order of its names. */
export function inNameOrder(model: PathwayModel): PathwayModel {
  return {
    ...model,
    attributes: [...model.attributes].sort(byName),
    moments: [...model.moments].sort(),
    counters: [...model.counters].sort(),
    regions: [...model.regions].sort(byName).map((region) => ({ ...region, states: [...region.states].sort(byName) })),
    resources: [...model.resources].sort(byName),
    arrivals: [...model.arrivals].sort(byName),
    transitions: [...model.transitions].sort(byName),
  };
}

export interface CompileOptions {
  /** Further conditions and age bands whose breaks the variables must be cut at (the ledger's). */
  readonly conditions?: readonly Condition[];
  readonly ages?: readonly number[];
}

/**
 * Compiles a pathway.
 * @throws PathwayError naming the part at fault: unknown names, places held without a queue, an impossible combination
 * that can be reached, and the like.
 */
export function compilePathway(unordered: PathwayModel, options: CompileOptions = {}): CompiledPathway {
  checkNames(unordered);
  const model = inNameOrder(unordered);
  const variables = cutVariables(model, options);
  const tables = new TableBuilder(variables);
  const { stateBase, stateRegion, stateNames } = numberStates(model);
  const stateCount = stateNames.length;
  const regionIndex = (name: string, path: readonly string[]): number =>
    position(variables.regions, name, 'region', path);
  const stateIndex = (region: number, name: string, path: readonly string[]): number =>
    stateBase[region]! +
    position(variables.states[region]!, name, `state of region "${variables.regions[region]!}"`, path);

  const resourceNames = model.resources.map((resource) => resource.name);
  const limited = Uint8Array.from(model.resources, (resource) => (resource.places === null ? 0 : 1));
  const branches = new BranchBuilder(tables, regionIndex, stateIndex);

  // States.
  const holds = new Int32Array(stateCount).fill(-1);
  const queues = new Int32Array(stateCount).fill(-1);
  const final = new Uint8Array(stateCount);
  const marks = new Rows();
  const counts = new Rows();
  const stateForceFirst = [0];
  const initial = new Int32Array(model.regions.length);
  model.regions.forEach((region, r) => {
    initial[r] = position(variables.states[r]!, region.initial, `state of region "${region.name}"`, [
      'regions',
      region.name,
      'initial',
    ]);
    region.states.forEach((state, k) => {
      const s = stateBase[r]! + k;
      const path = ['regions', region.name, 'states', state.name];
      if (state.holds !== undefined) holds[s] = position(resourceNames, state.holds, 'resource', [...path, 'holds']);
      if (state.queues !== undefined)
        queues[s] = position(resourceNames, state.queues, 'resource', [...path, 'queues']);
      if (state.final === true) final[s] = 1;
      marks.push(state.marks.map((name) => position(variables.moments, name, 'moment', [...path, 'marks'])));
      counts.push(state.counts.map((name) => position(variables.counters, name, 'counter', [...path, 'counts'])));
      branches.addForces(state.forces, `!${region.name}.${state.name}`, [...path, 'forces']);
      stateForceFirst.push(branches.forceCount);
    });
  });

  // Transitions, one for each state they may leave; timed ones first, in the order of their states.
  const expanded: Expanded[] = [];
  model.transitions.forEach((transition, source) => {
    const path = ['transitions', transition.name];
    const region = regionIndex(transition.region, [...path, 'region']);
    if (transition.from.length === 0)
      throw new PathwayError(`transition "${transition.name}" leaves no state`, [...path, 'from']);
    for (const from of transition.from)
      expanded.push({ transition, source, region, from: stateIndex(region, from, [...path, 'from']), path });
  });
  const timed = (item: Expanded): boolean =>
    item.transition.trigger.kind === 'clock' || item.transition.trigger.kind === 'birthday';
  const ordered = [
    ...expanded.filter(timed).sort((a, b) => a.from - b.from),
    ...expanded.filter((item) => !timed(item)),
  ];

  const T = ordered.length;
  const slotFirst = new Int32Array(stateCount + 1);
  for (const item of ordered) if (timed(item)) slotFirst[item.from + 1]!++;
  for (let s = 0; s < stateCount; s++) slotFirst[s + 1]! += slotFirst[s]!;
  const slotBase = new Int32Array(model.regions.length);
  let slotCount = 0;
  for (let r = 0; r < model.regions.length; r++) {
    slotBase[r] = slotCount;
    let most = 0;
    for (let s = stateBase[r]!; s < stateBase[r + 1]!; s++) most = Math.max(most, slotFirst[s + 1]! - slotFirst[s]!);
    slotCount += most;
  }

  const conditionRows: number[][] = Array.from({ length: stateCount }, () => []);
  const placeTransition = new Int32Array(stateCount).fill(-1);
  const trigger = new Uint8Array(T);
  const hazardKind = new Uint8Array(T);
  const hazardOffset = new Int32Array(T).fill(-1);
  const since = new Int32Array(T).fill(-1);
  const birthdayYears = new Int32Array(T);
  const scale = new Float64Array(T);
  const mask = new Int32Array(T);
  const branch = new Int32Array(T);
  const guardFirst = new Int32Array(T + 1);
  const factorFirst = new Int32Array(T + 1);
  const hazards: number[] = [];
  const decisions: string[] = [];

  ordered.forEach((item, t) => {
    const { transition, path } = item;
    const name = `${transition.name}@${stateNames[item.from]!}`;
    decisions.push(name);
    scale[t] = transition.scale;
    if (!(transition.scale >= 0 && transition.scale < Number.POSITIVE_INFINITY))
      throw new PathwayError('a scale must be a number from 0 up', [...path, 'scale'], String(transition.scale));
    const kind = transition.trigger.kind;
    trigger[t] = TRIGGER[kind];
    let condition: Condition = transition.when;
    switch (transition.trigger.kind) {
      case 'clock': {
        try {
          const packed = packHazard(transition.trigger.hazard, hazards);
          hazardKind[t] = packed.kind;
          hazardOffset[t] = packed.offset;
        } catch (error) {
          throw new PathwayError((error as Error).message, [...path, 'clock']);
        }
        const zero = transition.trigger.since;
        if (zero !== 'entry')
          since[t] = position(variables.moments, zero.moment, 'moment', [...path, 'clock', 'since']);
        break;
      }
      case 'birthday':
        birthdayYears[t] = transition.trigger.years;
        if (transition.outcomes.some((outcome) => outcome.to === stateNames[item.from]))
          throw new PathwayError(
            `"${transition.name}" would happen again and again on one birthday: its outcome must leave the state, or be "stay"`,
            [...path, 'to'],
          );
        break;
      case 'place':
        checkQueue(model, item, queues, holds, stateNames);
        if (placeTransition[item.from] !== -1)
          throw new PathwayError(`state "${stateNames[item.from]!}" has two ways on to a place`, path);
        placeTransition[item.from] = t;
        break;
      case 'condition':
        condition = [...transition.trigger.condition, ...transition.when];
        conditionRows[item.from]!.push(t);
        if (transition.outcomes.some((outcome) => outcome.to === null || outcome.to === stateNames[item.from]))
          throw new PathwayError(
            `"${transition.name}" would happen again and again at one instant: its outcome must leave the state`,
            [...path, 'to'],
          );
        break;
    }
    tables.addCondition(condition, [...path, 'when']);
    guardFirst[t + 1] = tables.testCount;
    tables.addFactors(transition.multiply, [...path, 'multiply']);
    factorFirst[t + 1] = tables.lookupCount;
    let bits = 1 << (item.region % 31);
    for (let i = guardFirst[t]!; i < guardFirst[t + 1]!; i++) bits |= 1 << (tables.testVariables[i]! % 31);
    for (let i = factorFirst[t]!; i < factorFirst[t + 1]!; i++) bits |= 1 << (tables.lookupVariables[i]! % 31);
    mask[t] = bits;
  });
  // Branches come after all transitions' guards and factors, whose rows are end to end.
  ordered.forEach((item, t) => {
    branch[t] = branches.add(item.transition.outcomes, item.region, decisions[t]!, '', [...item.path, 'to']);
    if (item.transition.trigger.kind !== 'place') refuseHeldEntry(item, holds, stateNames, stateBase, variables);
  });
  for (let s = 0; s < stateCount; s++)
    if (queues[s] !== -1 && placeTransition[s] === -1)
      throw new PathwayError(
        `state "${stateNames[s]!}" queues for "${resourceNames[queues[s]!]!}" but nothing happens when a place is free`,
        ['regions', variables.regions[stateRegion[s]!]!, 'states', stateNames[s]!, 'queues'],
      );

  const streams = model.arrivals.map((stream) => compileStream(stream, variables, tables, branches, decisions));
  // Lays out nested forced changes, which adds tables and decisions: before either is taken as it stands.
  const built = branches.build();
  assertDistinctNames([...new Set([...decisions, ...branches.decisionNames])]);
  checkReachable(model);

  const conditionFirst = new Int32Array(stateCount + 1);
  conditionRows.forEach((row, s) => (conditionFirst[s + 1] = conditionFirst[s]! + row.length));

  return {
    model,
    variables,
    regionCount: model.regions.length,
    stateCount,
    stateBase,
    stateRegion,
    stateNames,
    initial,
    holds,
    queues,
    final,
    markFirst: Int32Array.from(marks.first),
    marks: Int32Array.from(marks.items),
    countFirst: Int32Array.from(counts.first),
    counts: Int32Array.from(counts.items),
    stateForceFirst: Int32Array.from(stateForceFirst),
    slotFirst,
    slotBase,
    slotCount,
    conditionFirst,
    conditions: Int32Array.from(conditionRows.flat()),
    placeTransition,
    transitionCount: T,
    transitionNames: ordered.map((item) => item.transition.name),
    source: Int32Array.from(ordered, (item) => item.source),
    trigger,
    region: Int32Array.from(ordered, (item) => item.region),
    fromState: Int32Array.from(ordered, (item) => item.from),
    hazardKind,
    hazardOffset,
    since,
    birthdayYears,
    decision: Uint32Array.from(decisions, hashName).subarray(0, T),
    scale,
    guardFirst,
    factorFirst,
    mask,
    branch,
    testVariable: Int32Array.from(tables.testVariables),
    testOffset: Int32Array.from(tables.testOffsets),
    sets: Uint8Array.from(tables.sets),
    lookupVariable: Int32Array.from(tables.lookupVariables),
    lookupOffset: Int32Array.from(tables.lookupOffsets),
    multipliers: Float64Array.from(tables.multipliers),
    hazards: Float64Array.from(hazards),
    ...built,
    resourceNames,
    limited,
    streams,
  };
}

interface Expanded {
  readonly transition: Transition;
  readonly source: number;
  readonly region: number;
  readonly from: number;
  readonly path: readonly string[];
}

function numberStates(model: PathwayModel): { stateBase: Int32Array; stateRegion: Int32Array; stateNames: string[] } {
  const stateBase = new Int32Array(model.regions.length + 1);
  const stateRegion: number[] = [];
  const stateNames: string[] = [];
  model.regions.forEach((region, r) => {
    for (const state of region.states) {
      stateRegion.push(r);
      stateNames.push(state.name);
    }
    stateBase[r + 1] = stateNames.length;
  });
  return { stateBase, stateRegion: Int32Array.from(stateRegion), stateNames };
}

/** Finds every age and time the model mentions and cuts the variables there. */
function cutVariables(model: PathwayModel, options: CompileOptions): Variables {
  const ages = new Set<number>(options.ages ?? []);
  const times = new Set<number>();
  const quantity = (weight: Quantity): void => collectFactorBreaks(weight.factors, ages, times);
  const outcomes = (list: readonly Outcome[]): void => {
    for (const outcome of list) {
      quantity(outcome.weight);
      forces(outcome.forces);
    }
  };
  const forces = (list: readonly Forced[]): void => {
    for (const force of list) outcomes(force.outcomes);
  };
  for (const condition of [...(options.conditions ?? []), ...model.impossible])
    collectConditionBreaks(condition, ages, times);
  for (const region of model.regions) for (const state of region.states) forces(state.forces);
  for (const transition of model.transitions) {
    collectConditionBreaks(transition.when, ages, times);
    if (transition.trigger.kind === 'condition') collectConditionBreaks(transition.trigger.condition, ages, times);
    collectFactorBreaks(transition.multiply, ages, times);
    outcomes(transition.outcomes);
  }
  for (const stream of model.arrivals) {
    for (const draw of stream.draws) draw.weights.forEach(quantity);
    forces(stream.enters);
  }
  return makeVariables(model, ages, times);
}

/** Every name used once in its kind; an attribute, region or counter never shares a name with another. */
function checkNames(model: PathwayModel): void {
  const once = (names: readonly string[], what: string, path: string): void => {
    const seen = new Set<string>();
    for (const name of names) {
      if (seen.has(name)) throw new PathwayError(`the name "${name}" is used for two ${what}`, [path, name], name);
      seen.add(name);
    }
  };
  once([...model.regions, ...model.attributes].map((item) => item.name).concat(model.counters), 'things', 'regions');
  once(
    model.transitions.map((item) => item.name),
    'transitions',
    'transitions',
  );
  once(
    model.resources.map((item) => item.name),
    'resources',
    'resources',
  );
  once(
    model.arrivals.map((item) => item.name),
    'streams',
    'arrivals',
  );
  for (const region of model.regions) {
    once(
      region.states.map((state) => state.name),
      `states of region "${region.name}"`,
      'regions',
    );
    if (region.states.length === 0)
      throw new PathwayError(`region "${region.name}" has no states`, ['regions', region.name]);
  }
}

/** A place is granted out of a queue state into states that hold it, and in no other way. */
function checkQueue(
  model: PathwayModel,
  item: Expanded,
  queues: Int32Array,
  holds: Int32Array,
  stateNames: readonly string[],
): void {
  const { transition, path, from } = item;
  const resource = queues[from]!;
  if (resource === -1)
    throw new PathwayError(
      `"${transition.name}" waits for a place, but state "${stateNames[from]!}" queues for nothing`,
      [...path, 'from'],
    );
  if (transition.multiply.length > 0 || transition.when.length > 0 || transition.scale !== 1)
    throw new PathwayError(
      `"${transition.name}" happens when a place is free: it can have no multiplier and no "when"`,
      path,
    );
  const region = model.regions[item.region]!;
  for (const outcome of transition.outcomes) {
    const to = outcome.to === null ? -1 : region.states.findIndex((state) => state.name === outcome.to);
    const held = to < 0 ? undefined : region.states[to]!.holds;
    if (held !== model.resources[resource]!.name)
      throw new PathwayError(
        `a place of "${model.resources[resource]!.name}" must lead to a state that holds it`,
        [...path, 'to'],
        outcome.to ?? 'stay',
      );
  }
  void holds;
}

function refuseHeldEntry(
  item: Expanded,
  holds: Int32Array,
  stateNames: readonly string[],
  stateBase: Int32Array,
  variables: Variables,
): void {
  for (const outcome of item.transition.outcomes) {
    if (outcome.to === null) continue;
    const s = stateBase[item.region]! + variables.states[item.region]!.indexOf(outcome.to);
    if (holds[s] !== undefined && holds[s] !== -1)
      throw new PathwayError(
        `state "${stateNames[s]!}" holds a place, so it is entered from its queue ("on: place") and not by "${item.transition.name}"`,
        [...item.path, 'to'],
      );
  }
}

/** Rows of integers end to end. */
class Rows {
  readonly first = [0];
  readonly items: number[] = [];
  push(row: readonly number[]): void {
    this.items.push(...row);
    this.first.push(this.items.length);
  }
}

/** Collects conditions and factors as tables over variables, sharing equal tables. */
class TableBuilder {
  readonly testVariables: number[] = [];
  readonly testOffsets: number[] = [];
  readonly sets: number[] = [];
  readonly lookupVariables: number[] = [];
  readonly lookupOffsets: number[] = [];
  readonly multipliers: number[] = [];
  private readonly sharedSets = new Map<string, number>();
  private readonly sharedMultipliers = new Map<string, number>();
  constructor(readonly variables: Variables) {}
  get testCount(): number {
    return this.testVariables.length;
  }
  get lookupCount(): number {
    return this.lookupVariables.length;
  }
  set(values: readonly number[]): number {
    return share(this.sharedSets, this.sets, values);
  }
  addCondition(condition: Condition, path: readonly string[]): void {
    for (const atom of condition) {
      const table = atomTable(this.variables, atom, path);
      this.testVariables.push(table.variable);
      this.testOffsets.push(this.set(table.values));
    }
  }
  addFactors(factors: readonly Factor[], path: readonly string[]): void {
    for (const factor of factors) {
      const table = factorTable(this.variables, factor, path);
      this.lookupVariables.push(table.variable);
      this.lookupOffsets.push(share(this.sharedMultipliers, this.multipliers, table.values));
    }
  }
}

function share(known: Map<string, number>, store: number[], values: readonly number[]): number {
  const key = values.join(',');
  const old = known.get(key);
  if (old !== undefined) return old;
  const offset = store.length;
  store.push(...values);
  known.set(key, offset);
  return offset;
}

/** Collects branches, their outcomes and the changes they force. */
class BranchBuilder {
  private readonly outcomeFirst = [0];
  private readonly drawn: number[] = [];
  private readonly branchDecision: number[] = [];
  private readonly outcomeState: number[] = [];
  private readonly outcomeRest: number[] = [];
  private readonly outcomeWeight: number[] = [];
  private readonly outcomeLookups: (readonly Factor[])[] = [];
  private readonly outcomePaths: (readonly string[])[] = [];
  private readonly outcomeForceFirst: number[] = [0];
  private readonly forceRegion: number[] = [];
  private readonly forceOnly: number[] = [];
  private readonly forceBranch: number[] = [];
  readonly decisionNames: string[] = [];
  constructor(
    private readonly tables: TableBuilder,
    private readonly regionIndex: (name: string, path: readonly string[]) => number,
    private readonly stateIndex: (region: number, name: string, path: readonly string[]) => number,
  ) {}
  get forceCount(): number {
    return this.forceRegion.length;
  }
  /** Adds a list of forced changes; the new rows stand end to end. */
  addForces(forces: readonly Forced[], owner: string, path: readonly string[]): void {
    // Reserve the rows first: nested branches add rows of their own.
    const start = this.forceRegion.length;
    for (const force of forces) {
      const at = [...path, force.region];
      const region = this.regionIndex(force.region, at);
      this.forceRegion.push(region);
      this.forceOnly.push(
        force.only === undefined
          ? -1
          : this.tables.set(
              atomTable(this.tables.variables, { kind: 'state', region: force.region, states: force.only }, at).values,
            ),
      );
      this.forceBranch.push(-1);
    }
    forces.forEach((force, i) => {
      const name = `${owner}>${force.region}`;
      this.forceBranch[start + i] = this.add(force.outcomes, this.forceRegion[start + i]!, name, name, [
        ...path,
        force.region,
      ]);
    });
  }
  /** Adds a branch and returns its number. `decision` is empty where the event's own block feeds the draw. */
  add(outcomes: readonly Outcome[], region: number, owner: string, decision: string, path: readonly string[]): number {
    if (outcomes.length === 0) throw new PathwayError('an event needs at least one outcome', path);
    if (outcomes.filter((outcome) => outcome.rest === true).length > 1)
      throw new PathwayError('only one outcome can take the rest', path, 'rest');
    const number = this.drawn.length;
    this.drawn.push(outcomes.length > 1 ? 1 : 0);
    this.branchDecision.push(decision === '' ? 0 : hashName(decision));
    if (decision !== '') this.decisionNames.push(decision);
    const start = this.outcomeState.length;
    for (const outcome of outcomes) {
      if (!(outcome.weight.base >= 0 && outcome.weight.base < Number.POSITIVE_INFINITY))
        throw new PathwayError('a share must be a number from 0 up', path, String(outcome.weight.base));
      this.outcomeState.push(outcome.to === null ? -1 : this.stateIndex(region, outcome.to, path));
      this.outcomeRest.push(outcome.rest === true ? 1 : 0);
      this.outcomeWeight.push(outcome.weight.base);
      this.outcomeLookups.push(outcome.weight.factors);
      this.outcomePaths.push(path);
      this.outcomeForceFirst.push(-1);
    }
    this.outcomeFirst.push(this.outcomeState.length);
    outcomes.forEach((outcome, i) =>
      this.pendingForces.push({
        outcome: start + i,
        forces: outcome.forces,
        owner: `${owner}=${outcome.to ?? 'stay'}`,
        path,
      }),
    );
    return number;
  }
  private readonly pendingForces: {
    outcome: number;
    forces: readonly Forced[];
    owner: string;
    path: readonly string[];
  }[] = [];
  /** Lays out what nested forces are still owed, then everything as typed arrays. */
  build() {
    const begin: number[] = [];
    const end: number[] = [];
    for (let i = 0; i < this.pendingForces.length; i++) {
      const { outcome, forces, owner, path } = this.pendingForces[i]!;
      begin[outcome] = this.forceRegion.length;
      this.addForces(forces, owner, path);
      end[outcome] = begin[outcome]! + forces.length;
    }
    const n = this.outcomeState.length;
    // Rows [2i, 2i + 1): begin and end of the forces of outcome i, since nested rows may lie between.
    const outcomeForceFirst = new Int32Array(2 * n);
    const outcomeLookupFirst = new Int32Array(n + 1);
    outcomeLookupFirst[0] = this.tables.lookupCount;
    for (let i = 0; i < n; i++) {
      outcomeForceFirst[2 * i] = begin[i] ?? 0;
      outcomeForceFirst[2 * i + 1] = end[i] ?? 0;
      this.tables.addFactors(this.outcomeLookups[i]!, this.outcomePaths[i]!);
      outcomeLookupFirst[i + 1] = this.tables.lookupCount;
    }
    return {
      outcomeFirst: Int32Array.from(this.outcomeFirst),
      drawn: Uint8Array.from(this.drawn),
      branchDecision: Uint32Array.from(this.branchDecision),
      outcomeState: Int32Array.from(this.outcomeState),
      outcomeRest: Uint8Array.from(this.outcomeRest),
      outcomeWeight: Float64Array.from(this.outcomeWeight),
      outcomeLookupFirst,
      outcomeForceFirst,
      forceRegion: Int32Array.from(this.forceRegion),
      forceOnly: Int32Array.from(this.forceOnly),
      forceBranch: Int32Array.from(this.forceBranch),
    };
  }
}

function compileStream(
  stream: ArrivalStream,
  variables: Variables,
  tables: TableBuilder,
  branches: BranchBuilder,
  decisions: string[],
): CompiledStream {
  const path = ['arrivals', stream.name];
  stream.rates.forEach((rate, i) => {
    if (!(rate.perDay >= 0 && rate.perDay < Number.POSITIVE_INFINITY))
      throw new PathwayError('a rate must be a number from 0 up', [...path, 'rate'], String(rate.perDay));
    if (i > 0 && !(rate.from > stream.rates[i - 1]!.from))
      throw new PathwayError('rates must be in the order of time', [...path, 'rate']);
  });
  const total = stream.ages.reduce((sum, band) => sum + band.weight, 0);
  if (!(total > 0)) throw new PathwayError('ages at arrival need a positive weight', [...path, 'age']);
  let cumulative = 0;
  const ageCumulative = stream.ages.map((band) => (cumulative += band.weight / total));
  const drawVariable: number[] = [];
  const drawDecision: string[] = [];
  const drawFirst = [0];
  const levelWeight: number[] = [];
  const levelLookupFirst = [tables.lookupCount];
  for (const draw of stream.draws) {
    const at = [...path, 'attributes', draw.attribute];
    const attribute = position(variables.attributes, draw.attribute, 'attribute', at);
    if (draw.weights.length !== variables.levels[attribute]!.length)
      throw new PathwayError(`attribute "${draw.attribute}" needs a weight for each of its levels`, at);
    drawVariable.push(variables.firstAttribute + attribute);
    drawDecision.push(`attribute:${draw.attribute}`);
    for (const weight of draw.weights) {
      levelWeight.push(weight.base);
      tables.addFactors(weight.factors, at);
      levelLookupFirst.push(tables.lookupCount);
    }
    drawFirst.push(levelWeight.length);
  }
  const enterFirst = branches.forceCount;
  branches.addForces(stream.enters, `enter:${stream.name}`, [...path, 'enters']);
  decisions.push(...drawDecision);
  return {
    name: stream.name,
    nameHash: hashName(`stream:${stream.name}`),
    atStart: stream.atStart,
    rateFrom: Float64Array.from(stream.rates, (rate) => rate.from),
    ratePerDay: Float64Array.from(stream.rates, (rate) => rate.perDay),
    ageFrom: Float64Array.from(stream.ages, (band) => band.from),
    ageBelow: Float64Array.from(stream.ages, (band) => band.below),
    ageCumulative: Float64Array.from(ageCumulative),
    drawVariable: Int32Array.from(drawVariable),
    drawDecision: Uint32Array.from(drawDecision, hashName),
    drawFirst: Int32Array.from(drawFirst),
    levelWeight: Float64Array.from(levelWeight),
    levelLookupFirst: Int32Array.from(levelLookupFirst),
    enterFirst,
    enterEnd: branches.forceCount,
  };
}
