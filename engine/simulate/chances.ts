/** The chances of the outcomes of an event: their weights for a unit, and what adjustments make of them. */
import { MEASURE, type CompiledPathway } from '../pathway/compiled.js';

/** The weight of an outcome for the unit whose variables are `I`. */
export function weightOf(pathway: CompiledPathway, I: Int32Array, o: number): number {
  let weight = pathway.outcomeWeight[o]!;
  for (let k = pathway.outcomeLookupFirst[o]!, end = pathway.outcomeLookupFirst[o + 1]!; k < end; k++)
    weight *= pathway.multipliers[pathway.lookupOffset[k]! + I[pathway.lookupVariable[k]!]!]!;
  return weight;
}

/** The chances of one adjusted branch at a time, worked out in place: nothing is allocated after the start. */
export class AdjustedChances {
  /** Of the outcomes of the branch last settled, in their order; they sum to 1. */
  readonly chances: Float64Array;
  /** The same before any adjustment. */
  private readonly settled: Float64Array;

  constructor(private readonly pathway: CompiledPathway) {
    const { outcomeFirst, branchIsAdjusted } = pathway;
    let most = 0;
    for (let b = 0; b < branchIsAdjusted.length; b++)
      if (branchIsAdjusted[b] === 1) most = Math.max(most, outcomeFirst[b + 1]! - outcomeFirst[b]!);
    this.chances = new Float64Array(most);
    this.settled = new Float64Array(most);
  }

  /**
   * Works out the adjusted chances for the unit whose variables are `I`. `total` is the sum of its weights but that of
   * `rest` (an outcome, or -1), some chance being above 0.
   * @returns whether there is anything to adjust; where there is not, `chances` means nothing
   */
  settle(I: Int32Array, branch: number, total: number, rest: number): boolean {
    const { pathway, chances, settled } = this;
    const { outcomeAdjustFirst, adjustMeasure } = pathway;
    const first = pathway.outcomeFirst[branch]!;
    const end = pathway.outcomeFirst[branch + 1]!;
    if (!this.isTouched(I, outcomeAdjustFirst[first]!, outcomeAdjustFirst[end]!)) return false;
    const whole = rest >= 0 && total < 1 ? 1 : total;
    for (let o = first; o < end; o++)
      chances[o - first] = settled[o - first] =
        (o === rest ? Math.max(0, whole - total) : weightOf(pathway, I, o)) / whole;
    for (let o = first; o < end; o++)
      for (let a = outcomeAdjustFirst[o]!; a < outcomeAdjustFirst[o + 1]!; a++) {
        const before = chances[o - first]!;
        const after = adjusted(before, adjustMeasure[a]!, this.value(I, a));
        if (after !== before) this.set(o, after, first, end, rest);
      }
    return true;
  }

  /** The outcome of the branch last settled in which a uniform number falls: end to end in their order, the rest last. */
  pick(branch: number, rest: number, uniform: number): number {
    const { pathway, chances } = this;
    const first = pathway.outcomeFirst[branch]!;
    const end = pathway.outcomeFirst[branch + 1]!;
    let u = uniform;
    let last = first;
    for (let o = first; o < end; o++) {
      if (o === rest) continue;
      const chance = chances[o - first]!;
      if (chance > 0) last = o;
      u -= chance;
      if (u < 0) return o;
    }
    return rest >= 0 && chances[rest - first]! > 0 ? rest : last;
  }

  private value(I: Int32Array, a: number): number {
    const { adjustLookup, multipliers, lookupOffset, lookupVariable } = this.pathway;
    const k = adjustLookup[a]!;
    return multipliers[lookupOffset[k]! + I[lookupVariable[k]!]!]!;
  }

  /** Whether any of these adjustments is other than neutral. */
  private isTouched(I: Int32Array, begin: number, end: number): boolean {
    for (let a = begin; a < end; a++)
      if (this.value(I, a) !== (this.pathway.adjustMeasure[a] === MEASURE.points ? 0 : 1)) return true;
    return false;
  }

  /** Gives one outcome its chance and the others what is left, in their proportions. */
  private set(one: number, chance: number, first: number, end: number, rest: number): void {
    const { chances, settled } = this;
    const left = 1 - chance;
    let others = 0;
    let settledOthers = 0;
    for (let o = first; o < end; o++) {
      if (o === one) continue;
      others += chances[o - first]!;
      settledOthers += settled[o - first]!;
    }
    chances[one - first] = chance;
    // Against the sum of the others, which is 1 - p but for rounding: so the chances sum to 1 even where p is nearly 1.
    if (others > 0) this.share(one, first, end, left, others, chances);
    else if (settledOthers > 0) this.share(one, first, end, left, settledOthers, settled);
    else this.shareByBase(one, first, end, left, rest);
  }

  /** Shares what is left among the others in proportion to their numbers in `by`, which sum to `sum`. */
  private share(one: number, first: number, end: number, left: number, sum: number, by: Float64Array): void {
    for (let o = first; o < end; o++) if (o !== one) this.chances[o - first] = (by[o - first]! / sum) * left;
  }

  /** The same where none of them ever had a chance: by their base weights, or equally. */
  private shareByBase(one: number, first: number, end: number, left: number, rest: number): void {
    const { outcomeWeight } = this.pathway;
    let given = 0;
    for (let o = first; o < end; o++) if (o !== rest) given += outcomeWeight[o]!;
    const ofRest = Math.max(0, 1 - given);
    let sum = 0;
    for (let o = first; o < end; o++) if (o !== one) sum += o === rest ? ofRest : outcomeWeight[o]!;
    for (let o = first; o < end; o++)
      if (o !== one)
        this.chances[o - first] =
          sum > 0 ? ((o === rest ? ofRest : outcomeWeight[o]!) / sum) * left : left / (end - first - 1);
  }
}

/** What an adjustment makes of a chance: see `Adjustment`. An odds ratio of 0 makes even 1 into 0. */
function adjusted(p: number, measure: number, value: number): number {
  if (measure === MEASURE.points) return Math.min(1, Math.max(0, p + value));
  if (measure === MEASURE.risk_ratio) return Math.min(1, value * p);
  return value === 0 ? 0 : (value * p) / (1 - p + value * p);
}
