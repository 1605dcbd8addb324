/** Collects conditions, factors and rows of integers as the flat tables of a compiled pathway. */
import { neutralOf } from './adjustments.js';
import type { Adjustment, Condition, Factor } from './model.js';
import { atomTable, factorTable, type Variables, type VariableTable } from './variables.js';

/** Rows of integers end to end. */
export class Rows {
  readonly first = [0];
  readonly items: number[] = [];
  push(row: readonly number[]): void {
    this.items.push(...row);
    this.first.push(this.items.length);
  }
}

/** Collects conditions and factors as tables over variables, sharing equal tables. */
export class TableBuilder {
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
    for (const factor of factors) this.addLookup(factorTable(this.variables, factor, path));
  }
  /** Adds the lookup of an adjustment; whether it changes anything for anybody. */
  addAdjustment(factor: Factor, measure: Adjustment['measure'], path: readonly string[]): boolean {
    const table = factorTable(this.variables, factor, path, measure);
    this.addLookup(table);
    return table.values.some((value) => value !== neutralOf(measure));
  }
  private addLookup(table: VariableTable): void {
    this.lookupVariables.push(table.variable);
    this.lookupOffsets.push(share(this.sharedMultipliers, this.multipliers, table.values));
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
