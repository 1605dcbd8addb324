/**
 * What can be passed over: states in which nothing is waited for, and states in which a birthday changes nothing.
 *
 * Found once from the tables. A state is lively where it has clocks, conditions or a queue. Age matters in a state
 * where a clock or condition that can run there reads it, or where something counted by age counts the unit.
 */
import type { CompiledLedger } from '../ledger/compile.js';
import type { CompiledPathway } from '../pathway/compiled.js';

export interface Relevance {
  /** By state: 1 where something is waited for. */
  readonly lively: Uint8Array;
  /** By state: 1 where crossing an age break may change something. */
  readonly ageMatters: Uint8Array;
}

export function relevanceOf(pathway: CompiledPathway, ledger: CompiledLedger): Relevance {
  const { stateCount, stateBase, slotFirst, conditionFirst, conditions, siteFirst, variables, fromState } = pathway;
  const lively = new Uint8Array(stateCount);
  const ageMatters = new Uint8Array(stateCount);
  for (let s = 0; s < stateCount; s++)
    if (
      slotFirst[s + 1]! > slotFirst[s]! ||
      conditionFirst[s + 1]! > conditionFirst[s]! ||
      siteFirst[s + 1]! > siteFirst[s]!
    )
      lively[s] = 1;

  // Clocks that read age, in the states they leave.
  for (let t = 0; t < slotFirst[stateCount]!; t++) if (readsAge(pathway, t)) ageMatters[fromState[t]!] = 1;

  // Conditions that read age: only while a state that they also name holds.
  for (const t of conditions) {
    if (!readsAge(pathway, t)) continue;
    let narrowest: number[] | null = null;
    for (let i = pathway.guardFirst[t]!; i < pathway.guardFirst[t + 1]!; i++) {
      const v = pathway.testVariable[i]!;
      if (v >= pathway.regionCount) continue;
      const states: number[] = [];
      for (let k = 0; k < variables.sizes[v]!; k++)
        if (pathway.sets[pathway.testOffset[i]! + k] === 1) states.push(stateBase[v]! + k);
      if (narrowest === null || states.length < narrowest.length) narrowest = states;
    }
    for (const s of narrowest ?? [fromState[t]!]) ageMatters[s] = 1;
  }

  // Counts by age: only while the state they count in holds.
  for (let p = 0; p < ledger.presenceCount; p++) {
    let isByAge = false;
    let narrowest: number[] | null = null;
    for (let i = ledger.presenceFirst[p]!; i < ledger.presenceFirst[p + 1]!; i++) {
      const v = ledger.termVariable[i]!;
      if (v === variables.age) isByAge = true;
      if (v >= pathway.regionCount) continue;
      const states: number[] = [];
      for (let k = 0; k < variables.sizes[v]!; k++)
        if (ledger.contributions[ledger.termOffset[i]! + k]! >= 0) states.push(stateBase[v]! + k);
      if (narrowest === null || states.length < narrowest.length) narrowest = states;
    }
    if (!isByAge) continue;
    if (narrowest === null) ageMatters.fill(1);
    else for (const s of narrowest) ageMatters[s] = 1;
  }

  // Shared levels count at boundaries, in any state.
  for (const level of pathway.levels)
    for (let i = level.guardFirst; i < level.guardEnd; i++)
      if (pathway.testVariable[i] === variables.age) ageMatters.fill(1);

  // Conditions in the ledger's events that read age may come to hold at a birthday, in any state.
  for (let i = 0; i < ledger.testVariable.length; i++) if (ledger.testVariable[i] === variables.age) ageMatters.fill(1);
  return { lively, ageMatters };
}

function readsAge(pathway: CompiledPathway, t: number): boolean {
  const { age } = pathway.variables;
  for (let i = pathway.guardFirst[t]!; i < pathway.guardFirst[t + 1]!; i++)
    if (pathway.testVariable[i] === age) return true;
  for (const rows of [pathway.factorFirst, pathway.stretchFirst])
    for (let i = rows[t]!; i < rows[t + 1]!; i++) if (pathway.lookupVariable[i] === age) return true;
  return false;
}
