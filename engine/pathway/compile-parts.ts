/** The smaller parts of a compiled pathway: quantities, frailties raised to powers, the rules of queues, shared levels. */
import { hashName, packHazard, type HazardSpec, type PackedHazard } from '../random/index.js';
import { levelFault } from './check-level.js';
import type { CompiledLevel, CompiledResource } from './compiled.js';
import {
  PathwayError,
  type Frailty,
  type Level,
  type PathwayModel,
  type Quantity,
  type Resource,
  type State,
} from './model.js';
import type { TableBuilder } from './table-builder.js';
import { position } from './variables.js';

/** Packs a hazard, or refuses it with its place. */
export function packOrRefuse(hazard: HazardSpec, table: number[], path: readonly string[]): PackedHazard {
  try {
    return packHazard(hazard, table);
  } catch (error) {
    throw new PathwayError((error as Error).message, path);
  }
}

/** A number of places is whole, at least 1, and no more than there ever are, where it is the same for everybody. */
export function refuseNeed(model: PathwayModel, state: State, path: readonly string[]): void {
  const { base, factors } = state.needs!;
  if (!(base > 0)) throw new PathwayError('at least one place is asked for', path, String(base));
  if (factors.length > 0) return;
  if (!Number.isInteger(base)) throw new PathwayError('places are whole', path, String(base));
  for (const { resource } of state.queues ?? []) {
    const places = model.resources.find((item) => item.name === resource)?.places;
    const most = places == null ? Number.POSITIVE_INFINITY : Math.max(...places.map((row) => row.places));
    if (base > most && most > 0)
      throw new PathwayError(
        `"${state.name}" asks for ${base} places of "${resource}" together, which never has more than ${most}`,
        path,
        String(base),
      );
  }
}

/** Numbers that depend on the unit, numbered in the order in which they are added. */
export class QuantityBuilder {
  readonly base: number[] = [];
  /** First and end lookup of each. */
  readonly rows: number[] = [];
  constructor(private readonly tables: TableBuilder) {}

  add(quantity: Quantity, path: readonly string[]): number {
    if (!Number.isFinite(quantity.base)) throw new PathwayError('a number is missing', path, String(quantity.base));
    this.base.push(quantity.base);
    this.rows.push(this.tables.lookupCount);
    this.tables.addFactors(quantity.factors, path);
    this.rows.push(this.tables.lookupCount);
    return this.base.length - 1;
  }
}

/** The powers of frailties that multiply some hazard, each worked out once a unit. */
export class PowerBuilder {
  readonly frailty: number[] = [];
  readonly powers: number[] = [];
  private readonly names: readonly string[];
  constructor(frailties: readonly Frailty[]) {
    this.names = frailties.map((item) => item.name);
    for (const { name, distribution } of frailties)
      if (distribution.kind === 'gamma' && !(distribution.variance > 0 && distribution.variance < 100))
        throw new PathwayError(
          'the variance of a gamma frailty must be above 0 and below 100',
          ['frailties', name],
          String(distribution.variance),
        );
  }

  add(name: string, power: number, path: readonly string[]): number {
    const frailty = position(this.names, name, 'frailty', path);
    if (!Number.isFinite(power)) throw new PathwayError('the power of a frailty must be a number', path, String(power));
    const known = this.frailty.findIndex((other, i) => other === frailty && this.powers[i] === power);
    if (known >= 0) return known;
    this.frailty.push(frailty);
    this.powers.push(power);
    return this.powers.length - 1;
  }
}

export function compileResource(
  resource: Resource,
  quantities: QuantityBuilder,
  decisions: string[],
): CompiledResource {
  const path = ['resources', resource.name];
  const { priority, balking } = resource;
  if (priority !== undefined && priority.perDay.base < 0)
    throw new PathwayError(
      'priority can rise with waiting, not fall',
      [...path, 'priority_per_day'],
      String(priority.perDay.base),
    );
  const decision = `balk:${resource.name}`;
  if (balking !== undefined) decisions.push(decision);
  return {
    queueLimit: resource.queueLimit ?? -1,
    balkFrom: balking?.from ?? [],
    balkShares: balking?.shares ?? [],
    balkDecision: hashName(decision),
    value: priority === undefined ? -1 : quantities.add(priority.value, [...path, 'priority']),
    perDay: priority === undefined ? -1 : quantities.add(priority.perDay, [...path, 'priority']),
    preempts: resource.preempts === true,
    stops: resource.whenFewer === 'stop',
    isPerFamily: resource.each === 'family',
  };
}

export function compileLevel(
  level: Level,
  breaks: readonly number[],
  tables: TableBuilder,
  model: PathwayModel,
): CompiledLevel {
  const path = ['levels', level.name];
  const fault = levelFault(level, model);
  if (fault !== null) throw fault;
  const guardFirst = tables.testCount;
  tables.addCondition(level.count, [...path, 'count']);
  return {
    guardFirst,
    guardEnd: tables.testCount,
    perFrom: (level.per ?? []).map((row) => row.from),
    perBy: (level.per ?? []).map((row) => row.by),
    breaks,
    every: level.every,
  };
}
