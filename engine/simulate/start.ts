/**
 * A stock of units with a past, to start a run from: where each is in every region and since when, its moments,
 * counters, attributes and birth, all relative to day 0. Luck is not part of it: how long a clock still has to run is
 * drawn afresh, given that it has lasted so far. Each child of a family is a unit of its own, with what is the family's in
 * it, and goes on as a family of one.
 */
import { SINCE, TRIGGER, type CompiledPathway } from '../pathway/compiled.js';
import { HazardKind } from '../random/index.js';
import { position } from '../pathway/variables.js';
import type { Kernel } from './kernel.js';
import { BIRTH, RATIO, SLOT_WIDTH, ZERO } from './layout.js';

/** Attributes given to a unit taken from a stock, as pairs of a variable and its level. */
export type Given = Int32Array;

export interface Stock {
  readonly count: number;
  readonly regions: readonly string[];
  /** State names of each region, which `states` indexes. */
  readonly stateNames: readonly (readonly string[])[];
  readonly attributes: readonly string[];
  readonly moments: readonly string[];
  readonly counters: readonly string[];
  /** Rows of one value for each region, moment, attribute, counter. */
  readonly states: Int16Array;
  readonly entries: Float64Array;
  readonly momentTimes: Float64Array;
  readonly levels: Int16Array;
  readonly counts: Int16Array;
  /** Birth days, relative to day 0. */
  readonly births: Int32Array;
  readonly frailties: readonly string[];
  readonly frailtyValues: Float64Array;
  readonly frozen: readonly string[];
  /** When each value was last frozen (NaN for never), and what it was as an index into what it is a value of. */
  readonly frozenTimes: Float64Array;
  readonly frozenValues: Int16Array;
  /** What each region holds, as an index into `resources` plus one (0: nothing), and how many places. */
  readonly resources: readonly string[];
  readonly held: Int16Array;
  readonly heldPlaces: Int16Array;
  /** Clocks of whose past more than their zero matters (`name@state`): how often fired, and their own age (NaN: since their zero). */
  readonly clocks: readonly string[];
  readonly clockRefires: Int16Array;
  readonly clockAges: Float64Array;
}

/** Clocks whose past is more than their zero: sure times that may have come already, and time that has been stretched. */
function clocksWithPast(pathway: CompiledPathway): number[] {
  const { slotFirst, stateCount, trigger, hazardKind, branch, outcomeFirst, outcomeState, stretchFirst } = pathway;
  const { preemptedTransition, fromState } = pathway;
  const found: number[] = [];
  for (let t = 0; t < slotFirst[stateCount]!; t++) {
    const kind = hazardKind[t]!;
    const isSure = trigger[t] === TRIGGER.birthday || kind === HazardKind.fixed || kind === HazardKind.empirical;
    let stays = false;
    for (let o = outcomeFirst[branch[t]!]!; o < outcomeFirst[branch[t]! + 1]!; o++)
      if (outcomeState[o]! < 0) stays = true;
    const mayStandStill = preemptedTransition[fromState[t]!]! >= 0;
    if ((isSure && stays) || mayStandStill || stretchFirst[t + 1]! > stretchFirst[t]!) found.push(t);
  }
  return found;
}

const clockName = (pathway: CompiledPathway, t: number): string =>
  `${pathway.transitionNames[t]!}@${pathway.stateNames[pathway.fromState[t]!]!}`;

/** Collects units as a kernel leaves them at the horizon. */
export class StockRecorder {
  private readonly states: number[] = [];
  private readonly entries: number[] = [];
  private readonly momentTimes: number[] = [];
  private readonly levels: number[] = [];
  private readonly counts: number[] = [];
  private readonly births: number[] = [];
  private readonly frailtyValues: number[] = [];
  private readonly frozenTimes: number[] = [];
  private readonly frozenValues: number[] = [];
  private readonly held: number[] = [];
  private readonly heldPlaces: number[] = [];
  private readonly clocks: readonly number[];
  private readonly clockRefires: number[] = [];
  private readonly clockAges: number[] = [];

  constructor(private readonly pathway: CompiledPathway) {
    this.clocks = clocksWithPast(pathway);
  }

  /**
   * Records the kernel's unit, with times relative to `day0`.
   * @throws where it is waiting to go on with what was interrupted: how much of that is left a stock does not say
   */
  record(kernel: Kernel, day0: number): void {
    const { I, F, layout } = kernel;
    for (const at of layout.kept)
      if (at >= 0 && F[at]! <= day0)
        throw new Error('a starting stock cannot hold a case that is interrupted on day 0');
    const { variables, regionCount } = this.pathway;
    for (let r = 0; r < regionCount; r++) {
      this.states.push(I[r]!);
      this.entries.push(F[layout.entries + r]! - day0);
      this.held.push(I[layout.held + r]!);
      this.heldPlaces.push(I[layout.heldPlaces + r]!);
    }
    for (const t of this.clocks) this.recordClock(kernel, t, day0);
    for (let m = 0; m < variables.moments.length; m++) this.momentTimes.push(F[layout.moments + m]! - day0);
    for (let a = 0; a < variables.attributes.length; a++) this.levels.push(I[variables.firstAttribute + a]!);
    for (let c = 0; c < variables.counters.length; c++) this.counts.push(I[variables.firstCounter + c]!);
    this.births.push(F[BIRTH]! - day0);
    for (let i = 0; i < this.pathway.frailtyDecision.length; i++) this.frailtyValues.push(F[layout.frailties + i]!);
    for (let i = 0; i < variables.frozen.length; i++) {
      this.frozenTimes.push(F[layout.frozenTimes + i]! - day0);
      this.frozenValues.push(I[variables.firstFrozen + i]!);
    }
  }

  private recordClock(kernel: Kernel, t: number, day0: number): void {
    const { I, F, layout } = kernel;
    const { pathway } = this;
    const region = pathway.region[t]!;
    const isThere = pathway.stateBase[region]! + I[region]! === pathway.fromState[t];
    const k = pathway.slotBase[region]! + t - pathway.slotFirst[pathway.fromState[t]!]!;
    const at = layout.slots + k * SLOT_WIDTH;
    const isOwnTime =
      pathway.stretchFirst[t + 1]! > pathway.stretchFirst[t]! ||
      (pathway.since[t] === SINCE.entry && pathway.trigger[t] === TRIGGER.clock);
    const isStretched = isThere && isOwnTime && F[at + RATIO]! > 0;
    this.clockRefires.push(isThere ? I[layout.refires + k]! : 0);
    this.clockAges.push(isStretched ? (day0 - F[at + ZERO]!) / F[at + RATIO]! : Number.NaN);
  }

  stock(): Stock {
    const { variables } = this.pathway;
    return {
      count: this.births.length,
      regions: variables.regions,
      stateNames: variables.states,
      attributes: variables.attributes,
      moments: variables.moments,
      counters: variables.counters,
      states: Int16Array.from(this.states),
      entries: Float64Array.from(this.entries),
      momentTimes: Float64Array.from(this.momentTimes),
      levels: Int16Array.from(this.levels),
      counts: Int16Array.from(this.counts),
      births: Int32Array.from(this.births),
      frailties: (this.pathway.model.frailties ?? []).map((item) => item.name),
      frailtyValues: Float64Array.from(this.frailtyValues),
      frozen: variables.frozen,
      frozenTimes: Float64Array.from(this.frozenTimes),
      frozenValues: Int16Array.from(this.frozenValues),
      resources: this.pathway.resourceNames,
      held: Int16Array.from(this.held),
      heldPlaces: Int16Array.from(this.heldPlaces),
      clocks: this.clocks.map((t) => clockName(this.pathway, t)),
      clockRefires: Int16Array.from(this.clockRefires),
      clockAges: Float64Array.from(this.clockAges),
    };
  }
}

/** Reads a stock into kernels of one pathway, which may have regions the stock does not know (they start afresh). */
export class StockReader {
  private readonly regionOf: Int32Array;
  private readonly stateOf: readonly Int32Array[];
  private readonly momentOf: Int32Array;
  private readonly attributeOf: Int32Array;
  private readonly counterOf: Int32Array;
  private readonly frailtyOf: Int32Array;
  private readonly frozenOf: Int32Array;
  private readonly resourceOf: Int32Array;
  private readonly clockOf: Int32Array;

  constructor(
    private readonly stock: Stock,
    private readonly pathway: CompiledPathway,
  ) {
    const { variables } = pathway;
    const indexIn =
      (names: readonly string[], what: string) =>
      (name: string): number => {
        const i = names.indexOf(name);
        if (i < 0) throw new Error(`the starting stock has no ${what} "${name}" of the pathway`);
        return i;
      };
    this.regionOf = Int32Array.from(stock.regions, indexIn(variables.regions, 'region'));
    this.stateOf = stock.regions.map((_, k) =>
      Int32Array.from(stock.stateNames[k]!, indexIn(variables.states[this.regionOf[k]!]!, 'state')),
    );
    this.momentOf = Int32Array.from(stock.moments, indexIn(variables.moments, 'moment'));
    this.attributeOf = Int32Array.from(stock.attributes, indexIn(variables.attributes, 'attribute'));
    this.counterOf = Int32Array.from(stock.counters, indexIn(variables.counters, 'counter'));
    const frailties = (pathway.model.frailties ?? []).map((item) => item.name);
    this.frailtyOf = Int32Array.from(stock.frailties, indexIn(frailties, 'frailty'));
    this.frozenOf = Int32Array.from(stock.frozen, indexIn(variables.frozen, 'frozen value'));
    this.resourceOf = Int32Array.from(stock.resources, indexIn(pathway.resourceNames, 'resource'));
    const clocks = Array.from({ length: pathway.transitionCount }, (_, t) => clockName(pathway, t));
    this.clockOf = Int32Array.from(stock.clocks, indexIn(clocks, 'clock'));
    if (stock.resources.length > 0 && pathway.holdKind.some((kind) => kind >= 0))
      throw new Error('a starting stock does not know how long places are held that outlive their state');
  }

  /**
   * Attributes that `resume` is to give a unit in place of what its row has: pairs of a variable and its level.
   * @throws PathwayError where the pathway has no such attribute or level
   */
  given(sets: Readonly<Record<string, string>>, path: readonly string[]): Given {
    const { variables } = this.pathway;
    return Int32Array.from(
      Object.entries(sets).flatMap(([name, word]) => {
        const attribute = position(variables.attributes, name, 'attribute', [...path, name]);
        const levels = variables.levels[attribute]!;
        return [variables.firstAttribute + attribute, position(levels, word, `level of "${name}"`, [...path, name])];
      }),
    );
  }

  /** Makes unit `unit` of stream `stream` out of row `row` of the stock, at time 0. */
  resume(kernel: Kernel, row: number, stream: number, unit: number, given?: Given): void {
    const { stock, pathway } = this;
    const { I, F, layout } = kernel;
    const { variables, regionCount, initial } = pathway;
    kernel.reset(stream, unit, 0);
    kernel.setBirth(stock.births[row]!);
    for (let r = 0; r < regionCount; r++) {
      I[r] = initial[r]!;
      F[layout.entries + r] = 0;
    }
    const regions = this.regionOf.length;
    for (let k = 0; k < regions; k++) {
      const r = this.regionOf[k]!;
      I[r] = this.stateOf[k]![stock.states[row * regions + k]!]!;
      F[layout.entries + r] = stock.entries[row * regions + k]!;
    }
    const moments = this.momentOf.length;
    for (let k = 0; k < moments; k++) F[layout.moments + this.momentOf[k]!] = stock.momentTimes[row * moments + k]!;
    const attributes = this.attributeOf.length;
    for (let k = 0; k < attributes; k++)
      I[variables.firstAttribute + this.attributeOf[k]!] = stock.levels[row * attributes + k]!;
    if (given !== undefined) for (let k = 0; k < given.length; k += 2) I[given[k]!] = given[k + 1]!;
    const counters = this.counterOf.length;
    for (let k = 0; k < counters; k++)
      I[variables.firstCounter + this.counterOf[k]!] = stock.counts[row * counters + k]!;
    const frailties = this.frailtyOf.length;
    for (let k = 0; k < frailties; k++)
      F[layout.frailties + this.frailtyOf[k]!] = stock.frailtyValues[row * frailties + k]!;
    const frozen = this.frozenOf.length;
    for (let k = 0; k < frozen; k++) this.refreeze(kernel, k, row * frozen + k);
    kernel.armStock();
    const clocks = this.clockOf.length;
    for (let k = 0; k < clocks; k++) {
      const t = this.clockOf[k]!;
      const region = pathway.region[t]!;
      if (pathway.stateBase[region]! + I[region]! === pathway.fromState[t])
        kernel.restoreClock(t, stock.clockRefires[row * clocks + k]!, stock.clockAges[row * clocks + k]!);
    }
    for (let k = 0; k < regions; k++) {
      const held = stock.held[row * regions + k]!;
      if (held !== 0)
        kernel.restoreHold(this.regionOf[k]!, this.resourceOf[held - 1]!, stock.heldPlaces[row * regions + k]!);
    }
    kernel.resumeStock();
  }

  /** Sets a frozen value again, in the words of this pathway (whose ages and times may be cut elsewhere). */
  private refreeze(kernel: Kernel, k: number, at: number): void {
    const { stock, pathway } = this;
    const { variables } = pathway;
    const frozen = this.frozenOf[k]!;
    const source = variables.frozenOf[frozen]!;
    const time = stock.frozenTimes[at]!;
    if (time !== time) return;
    kernel.F[kernel.layout.frozenTimes + frozen] = time;
    const value = stock.frozenValues[at]!;
    kernel.I[variables.firstFrozen + frozen] =
      source === variables.age
        ? kernel.ageSegmentAt(time)
        : source === variables.time
          ? kernel.timeSegmentAt(time)
          : source < pathway.regionCount
            ? this.stateOf[stock.regions.indexOf(variables.regions[source]!)]![value]!
            : value;
  }
}
