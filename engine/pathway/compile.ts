/**
 * From a pathway as data to flat tables, refusing what cannot work.
 *
 * Everything is put in the order of its name first, so that the order of a file means nothing: not to luck (decisions
 * are keyed by hashed names) and not to ties.
 */
import { assertDistinctNames, hashName } from '../random/index.js';
import { BranchBuilder } from './branch-builder.js';
import { checkNames, checkQueue, refuseHeldEntry, type Expanded } from './checks.js';
import { compileStream } from './compile-stream.js';
import {
  compileLevel,
  compileResource,
  packOrRefuse,
  PowerBuilder,
  QuantityBuilder,
  refuseNeed,
} from './compile-parts.js';
import { SINCE, TRIGGER, type CompiledPathway } from './compiled.js';
import type { Condition, Forced, Outcome, PathwayModel, Quantity } from './model.js';
import { PathwayError } from './model.js';
import { checkSanity } from './check-sanity.js';
import { checkReachable } from './reach.js';
import { Rows, TableBuilder } from './table-builder.js';
import { atomTable, Breaks, makeVariables, position, type Variables } from './variables.js';

const byName = (a: { readonly name: string }, b: { readonly name: string }): number =>
  a.name < b.name ? -1 : a.name > b.name ? 1 : 0;

/** The model with every named list in the order of its names. */
function inNameOrder(model: PathwayModel): PathwayModel {
  return {
    ...model,
    attributes: [...model.attributes].sort(byName),
    moments: [...model.moments].sort(),
    counters: [...model.counters].sort(),
    regions: [...model.regions].sort(byName).map((region) => ({ ...region, states: [...region.states].sort(byName) })),
    resources: [...model.resources].sort(byName),
    arrivals: [...model.arrivals].sort(byName),
    transitions: [...model.transitions].sort(byName),
    frailties: [...(model.frailties ?? [])].sort(byName),
    frozen: [...(model.frozen ?? [])].sort(byName),
    levels: [...(model.levels ?? [])].sort(byName),
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

  // States.
  const decisions: string[] = [];
  const hazards: number[] = [];
  const quantities = new QuantityBuilder(tables);
  const familyRegion = Uint8Array.from(model.regions, (region) => (region.of === 'family' ? 1 : 0));
  const asksTogether = Uint8Array.from(model.regions, ({ of, asks }) =>
    of === 'family' || asks === 'together' ? 1 : 0,
  );
  const isHolding = new Uint8Array(stateCount);
  const holdKind = new Int8Array(stateCount).fill(-1);
  const holdOffset = new Int32Array(stateCount).fill(-1);
  const siteFirst = new Int32Array(stateCount + 1);
  const siteResource: number[] = [];
  const siteGuardFirst = [0];
  const needs = new Int32Array(stateCount).fill(-1);
  const final = new Uint8Array(stateCount);
  const branches = new BranchBuilder(
    tables,
    regionIndex,
    stateIndex,
    (state) => isHolding[state] === 1,
    (region) => familyRegion[region] === 1,
  );
  model.regions.forEach((region, r) => {
    region.states.forEach((state, k) => {
      const s = stateBase[r]! + k;
      const path = ['regions', region.name, 'states', state.name];
      for (const held of state.holds ?? []) {
        position(resourceNames, held, 'resource', [...path, 'holds']);
        isHolding[s] = 1;
      }
      if (state.holdsFor !== undefined) {
        const packed = packOrRefuse(state.holdsFor, hazards, [...path, 'holds_for']);
        holdKind[s] = packed.kind;
        holdOffset[s] = packed.offset;
      }
      for (const site of state.queues ?? []) {
        siteResource.push(position(resourceNames, site.resource, 'resource', [...path, 'queues']));
        tables.addCondition(site.when, [...path, 'queues']);
        siteGuardFirst.push(tables.testCount);
      }
      siteFirst[s + 1] = siteResource.length;
    });
  });
  // Their quantities come after all guards of sites, whose rows are end to end.
  model.regions.forEach((region, r) => {
    region.states.forEach((state, k) => {
      const path = ['regions', region.name, 'states', state.name, 'places'];
      if (state.needs === undefined) return;
      refuseNeed(model, state, path);
      needs[stateBase[r]! + k] = quantities.add(state.needs, path);
    });
  });
  const resources = model.resources.map((resource) => compileResource(resource, quantities, decisions));
  const powers = new PowerBuilder(model.frailties ?? []);
  const marks = new Rows();
  const counts = new Rows();
  const freezes = new Rows();
  const stateForceFirst = [0];
  const initial = new Int32Array(model.regions.length);
  model.regions.forEach((region, r) => {
    initial[r] = position(variables.states[r]!, region.initial, `state of region "${region.name}"`, [
      'regions',
      region.name,
      'initial',
    ]);
    if (isHolding[stateBase[r]! + initial[r]!] === 1)
      throw new PathwayError(
        `region "${region.name}" cannot begin in "${region.initial}", which holds a place: it is entered from its queue`,
        ['regions', region.name, 'initial'],
        region.initial,
      );
    region.states.forEach((state, k) => {
      const s = stateBase[r]! + k;
      const path = ['regions', region.name, 'states', state.name];
      if (state.final === true) final[s] = 1;
      marks.push(state.marks.map((name) => position(variables.moments, name, 'moment', [...path, 'marks'])));
      freezes.push(
        (state.freezes ?? []).map(
          (name) => variables.firstFrozen + position(variables.frozen, name, 'frozen value', [...path, 'freezes']),
        ),
      );
      const counter = (name: string, key: string): number =>
        position(variables.counters, name, 'counter', [...path, key]);
      counts.push([
        ...(state.resets ?? []).map((name) => ~counter(name, 'resets')),
        ...state.counts.map((name) => counter(name, 'counts')),
      ]);
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
  const byTrigger = {
    place: new Int32Array(stateCount).fill(-1),
    full: new Int32Array(stateCount).fill(-1),
    balk: new Int32Array(stateCount).fill(-1),
    stopped: new Int32Array(stateCount).fill(-1),
    preempted: new Int32Array(stateCount).fill(-1),
  };
  const trigger = new Uint8Array(T);
  const hazardKind = new Uint8Array(T);
  const hazardOffset = new Int32Array(T).fill(-1);
  const since = new Int32Array(T).fill(SINCE.entry);
  const sinceDay = new Float64Array(T);
  const birthdayYears = new Int32Array(T);
  const scale = new Float64Array(T);
  const mask = new Int32Array(T);
  const branch = new Int32Array(T);
  const guardFirst = new Int32Array(T + 1);
  const factorFirst = new Int32Array(T + 1);
  const stretchFirst = new Int32Array(T + 1);
  const frailtyFirst = new Int32Array(T + 1);
  const frailties: number[] = [];
  const isShared = new Uint8Array(T);
  const ownDecisions = ordered.map((item) => `${item.transition.name}@${stateNames[item.from]!}`);
  decisions.push(...ownDecisions);

  guardFirst[0] = tables.testCount;
  factorFirst[0] = tables.lookupCount;
  ordered.forEach((item, t) => {
    const { transition, path } = item;
    isShared[t] = transition.luck === 'family' || familyRegion[item.region] === 1 ? 1 : 0;
    scale[t] = transition.scale;
    if (!(transition.scale >= 0 && transition.scale < Number.POSITIVE_INFINITY))
      throw new PathwayError('a scale must be a number from 0 up', [...path, 'scale'], String(transition.scale));
    const kind = transition.trigger.kind;
    trigger[t] = TRIGGER[kind];
    let condition: Condition = transition.when;
    switch (transition.trigger.kind) {
      case 'clock': {
        const packed = packOrRefuse(transition.trigger.hazard, hazards, [...path, 'clock']);
        hazardKind[t] = packed.kind;
        hazardOffset[t] = packed.offset;
        const zero = transition.trigger.since;
        if (zero === 'birth') since[t] = SINCE.birth;
        else if (zero !== 'entry' && 'day' in zero) {
          since[t] = SINCE.day;
          sinceDay[t] = zero.day;
        } else if (zero !== 'entry')
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
      case 'full':
      case 'balk':
      case 'stopped':
      case 'preempted': {
        checkQueue(model, item);
        const found = byTrigger[transition.trigger.kind];
        if (found[item.from] !== -1)
          throw new PathwayError(
            `state "${stateNames[item.from]!}" has two transitions "on: ${transition.trigger.kind}"`,
            path,
          );
        found[item.from] = t;
        break;
      }
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
    for (const { name, power } of transition.frailty ?? [])
      frailties.push(powers.add(name, power, [...path, 'frailty']));
    frailtyFirst[t + 1] = frailties.length;
    let bits = 1 << (item.region % 31);
    for (let i = guardFirst[t]!; i < guardFirst[t + 1]!; i++) bits |= 1 << (tables.testVariables[i]! % 31);
    for (let i = factorFirst[t]!; i < factorFirst[t + 1]!; i++) bits |= 1 << (tables.lookupVariables[i]! % 31);
    mask[t] = bits;
  });
  stretchFirst[0] = tables.lookupCount;
  ordered.forEach(({ transition, path }, t) => {
    const { stretch = [] } = transition;
    for (const { values } of stretch)
      for (const value of Object.values(values))
        if (!(value > 0)) throw new PathwayError('a time ratio must be above 0', [...path, 'stretch'], String(value));
    tables.addFactors(stretch, [...path, 'stretch']);
    stretchFirst[t + 1] = tables.lookupCount;
    for (let i = stretchFirst[t]!; i < stretchFirst[t + 1]!; i++) mask[t]! |= 1 << (tables.lookupVariables[i]! % 31);
  });
  // Branches come after all transitions' guards and factors, whose rows are end to end.
  ordered.forEach((item, t) => {
    branch[t] = branches.add(
      item.transition.outcomes,
      item.region,
      ownDecisions[t]!,
      '',
      [...item.path, 'to'],
      isShared[t] === 1,
      item.transition.luck === 'family',
    );
    if (item.transition.trigger.kind !== 'place') refuseHeldEntry(model, item);
  });
  for (let s = 0; s < stateCount; s++)
    if (siteFirst[s + 1]! > siteFirst[s]! && byTrigger.place[s] === -1)
      throw new PathwayError(
        `state "${stateNames[s]!}" queues for "${resourceNames[siteResource[siteFirst[s]!]!]!}" but nothing happens when a place is free`,
        ['regions', variables.regions[stateRegion[s]!]!, 'states', stateNames[s]!, 'queues'],
      );

  const holdDecisions = stateNames.map((name, s) => `hold:${variables.regions[stateRegion[s]!]!}.${name}`);
  decisions.push(...holdDecisions.filter((_, s) => holdKind[s]! >= 0));
  const frailtyDecisions = (model.frailties ?? []).map((frailty) => `frailty:${frailty.name}`);
  decisions.push(...frailtyDecisions);
  const ofFamily = (items: readonly { readonly name: string; readonly of?: 'family' }[]): Set<string> =>
    new Set(items.flatMap((item) => (item.of === 'family' ? [item.name] : [])));
  const streams = model.arrivals.map((stream) =>
    compileStream(stream, variables, tables, branches, decisions, ofFamily(model.attributes)),
  );
  const levels = (model.levels ?? []).map((level, i) => compileLevel(level, variables.levelBreaks[i]!, tables, model));
  // Lays out nested forced changes, which adds tables and decisions: before either is taken as it stands.
  const built = branches.build();
  assertDistinctNames([...new Set([...decisions, ...branches.decisionNames])]);
  assertDistinctNames(model.arrivals.map((stream) => `stream:${stream.name}`));
  model.impossible.forEach((condition, i) =>
    condition.forEach((atom) => atomTable(variables, atom, ['impossible', String(i)])),
  );
  checkSanity(model, { zeroSharesLead: true });
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
    isHolding,
    holdKind,
    holdOffset,
    holdDecision: Uint32Array.from(holdDecisions, hashName),
    siteFirst,
    siteResource: Int32Array.from(siteResource),
    siteGuardFirst: Int32Array.from(siteGuardFirst),
    needs,
    final,
    freezeFirst: Int32Array.from(freezes.first),
    freezes: Int32Array.from(freezes.items),
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
    placeTransition: byTrigger.place,
    fullTransition: byTrigger.full,
    balkTransition: byTrigger.balk,
    stoppedTransition: byTrigger.stopped,
    preemptedTransition: byTrigger.preempted,
    transitionCount: T,
    transitionNames: ordered.map((item) => item.transition.name),
    source: Int32Array.from(ordered, (item) => item.source),
    trigger,
    region: Int32Array.from(ordered, (item) => item.region),
    fromState: Int32Array.from(ordered, (item) => item.from),
    hazardKind,
    hazardOffset,
    since,
    sinceDay,
    birthdayYears,
    decision: Uint32Array.from(ownDecisions, hashName),
    scale,
    guardFirst,
    factorFirst,
    stretchFirst,
    frailtyFirst,
    frailties: Int32Array.from(frailties),
    isShared,
    mask,
    branch,
    testVariable: Int32Array.from(tables.testVariables),
    testOffset: Int32Array.from(tables.testOffsets),
    sets: Uint8Array.from(tables.sets),
    lookupVariable: Int32Array.from(tables.lookupVariables),
    lookupOffset: Int32Array.from(tables.lookupOffsets),
    multipliers: Float64Array.from(tables.multipliers),
    hazards: Float64Array.from(hazards),
    quantityBase: Float64Array.from(quantities.base),
    quantityRows: Int32Array.from(quantities.rows),
    ...built,
    resourceNames,
    limited,
    resources,
    takesBack: Uint8Array.from(resources, ({ preempts, stops }, q) =>
      limited[q] === 1 && (preempts || stops) ? 1 : 0,
    ),
    streams,
    familyRegion,
    asksTogether,
    frailtyDecision: Uint32Array.from(frailtyDecisions, hashName),
    frailtyVariance: Float64Array.from(model.frailties ?? [], ({ distribution }) =>
      distribution.kind === 'gamma' ? distribution.variance : 0,
    ),
    frailtyIsShared: Uint8Array.from(model.frailties ?? [], (frailty) => (frailty.of === 'family' ? 1 : 0)),
    powerFrailty: Int32Array.from(powers.frailty),
    powers: Float64Array.from(powers.powers),
    levels,
  };
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

/** Finds every age, time and level the model mentions and cuts the variables there. */
function cutVariables(model: PathwayModel, options: CompileOptions): Variables {
  const breaks = new Breaks();
  for (const age of options.ages ?? []) breaks.ages.add(age);
  const quantity = (weight: Quantity): void => breaks.factors(weight.factors);
  const outcomes = (list: readonly Outcome[]): void => {
    for (const outcome of list) {
      quantity(outcome.weight);
      breaks.factors((outcome.adjust ?? []).map(({ factor }) => factor));
      forces(outcome.forces);
    }
  };
  const forces = (list: readonly Forced[]): void => {
    for (const force of list) outcomes(force.outcomes);
  };
  for (const condition of [...(options.conditions ?? []), ...model.impossible]) breaks.condition(condition);
  for (const level of model.levels ?? []) breaks.condition(level.count);
  for (const { priority } of model.resources)
    if (priority !== undefined) [priority.value, priority.perDay].forEach(quantity);
  for (const region of model.regions)
    for (const state of region.states) {
      forces(state.forces);
      for (const site of state.queues ?? []) breaks.condition(site.when);
      if (state.needs !== undefined) quantity(state.needs);
    }
  for (const transition of model.transitions) {
    breaks.condition(transition.when);
    if (transition.trigger.kind === 'condition') breaks.condition(transition.trigger.condition);
    breaks.factors(transition.multiply);
    breaks.factors(transition.stretch ?? []);
    outcomes(transition.outcomes);
  }
  for (const stream of model.arrivals) {
    for (const draw of stream.draws) draw.weights.forEach(quantity);
    forces(stream.enters);
  }
  return makeVariables(model, breaks);
}
