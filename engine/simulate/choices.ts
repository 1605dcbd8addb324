/**
 * Choices: how a drawn event turns out, and the attributes a unit arrives with. Weights may depend on the unit.
 */
import type { CompiledPathway, CompiledStream } from '../pathway/compiled.js';
import { drawBlock, unit32 } from '../random/index.js';
import { AdjustedChances, weightOf } from './chances.js';
import type { UnitLayout } from './layout.js';
import type { Luck } from './luck.js';

export class Choices {
  private readonly adjusted: AdjustedChances;

  constructor(
    private readonly pathway: CompiledPathway,
    private readonly layout: UnitLayout,
    private readonly I: Int32Array,
    private readonly luck: Luck,
  ) {
    this.adjusted = new AdjustedChances(pathway);
  }

  /**
   * Draws the outcome of a branch; an event with one outcome draws nothing. `isOwnBlock` says that the decision is a
   * transition's own, whose block also gives the threshold of its clock. Children of a family share the luck of some.
   */
  choose(branch: number, decision: number, occurrence: number, refire: number, isOwnBlock: boolean): number {
    const { pathway, luck, I, layout } = this;
    const first = pathway.outcomeFirst[branch]!;
    if (pathway.drawn[branch] === 0) return first;
    const end = pathway.outcomeFirst[branch + 1]!;
    let total = 0;
    let rest = -1;
    for (let o = first; o < end; o++) {
      if (pathway.outcomeRest[o] === 1) rest = o;
      else total += weightOf(pathway, I, o);
    }
    const whole = rest >= 0 && total < 1 ? 1 : total;
    if (!(whole > 0))
      throw new Error(
        `no outcome of "${pathway.stateNames[pathway.outcomeState[first]!] ?? 'an event'}" is possible for a child who came to it`,
      );
    const repeat = pathway.branchIsShared[branch] === 1 ? refire : luck.member | refire;
    drawBlock(luck.key, I[layout.unit]!, decision, occurrence, repeat, luck.words);
    // A transition's own block: its first two words are the threshold of its clock.
    const uniform = unit32(isOwnBlock ? luck.words[2]! : luck.words[0]!);
    if (pathway.branchIsAdjusted[branch] === 1 && this.adjusted.settle(I, branch, total, rest))
      return this.adjusted.pick(branch, rest, uniform);
    let u = uniform * whole;
    let last = first;
    for (let o = first; o < end; o++) {
      if (o === rest) continue;
      const weight = weightOf(pathway, I, o);
      if (weight > 0) last = o;
      u -= weight;
      if (u < 0) return o;
    }
    return rest >= 0 && total < 1 ? rest : last;
  }

  /** The level drawn for attribute `d` of a stream. */
  drawLevel(stream: CompiledStream, d: number, unit: number): number {
    const { luck, I, pathway } = this;
    const first = stream.drawFirst[d]!;
    const end = stream.drawFirst[d + 1]!;
    let total = 0;
    for (let i = first; i < end; i++) total += this.levelWeight(stream, i, pathway, I);
    drawBlock(luck.key, unit, stream.drawDecision[d]!, 1, stream.drawIsShared[d] === 1 ? 0 : luck.member, luck.words);
    let u = unit32(luck.words[0]!) * total;
    for (let i = first; i < end - 1; i++) {
      u -= this.levelWeight(stream, i, pathway, I);
      if (u < 0) return i - first;
    }
    return end - 1 - first;
  }

  /** A number that depends on the unit. */
  quantity(q: number): number {
    const { pathway, I } = this;
    let value = pathway.quantityBase[q]!;
    for (let k = pathway.quantityRows[2 * q]!, end = pathway.quantityRows[2 * q + 1]!; k < end; k++)
      value *= pathway.multipliers[pathway.lookupOffset[k]! + I[pathway.lookupVariable[k]!]!]!;
    return value;
  }

  private levelWeight(stream: CompiledStream, i: number, pathway: CompiledPathway, I: Int32Array): number {
    let weight = stream.levelWeight[i]!;
    for (let k = stream.levelLookupFirst[i]!, end = stream.levelLookupFirst[i + 1]!; k < end; k++)
      weight *= pathway.multipliers[pathway.lookupOffset[k]! + I[pathway.lookupVariable[k]!]!]!;
    return weight;
  }
}
