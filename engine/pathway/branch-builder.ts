/** Collects the branches of a pathway: how events can turn out, and what they force in other regions. */
import { hashName } from '../random/index.js';
import { MEASURE } from './compiled.js';
import type { Adjustment, Factor, Forced, Outcome } from './model.js';
import { PathwayError } from './model.js';
import type { TableBuilder } from './table-builder.js';
import { atomTable, position } from './variables.js';

/** Collects branches, their outcomes and the changes they force. */
export class BranchBuilder {
  private readonly outcomeFirst = [0];
  private readonly drawn: number[] = [];
  private readonly branchDecision: number[] = [];
  private readonly branchIsShared: number[] = [];
  private readonly outcomeState: number[] = [];
  private readonly outcomeRest: number[] = [];
  private readonly outcomeWeight: number[] = [];
  private readonly outcomeLookups: (readonly Factor[])[] = [];
  private readonly outcomeAdjust: (readonly Adjustment[])[] = [];
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
    private readonly isHeld: (state: number) => boolean,
    private readonly isFamilyRegion: (region: number) => boolean,
  ) {}
  get forceCount(): number {
    return this.forceRegion.length;
  }
  /**
   * Adds a list of forced changes; the new rows stand end to end. With `isShared` the children of a family share the
   * luck of all of them; that of a change in a region of the family they always share.
   */
  addForces(forces: readonly Forced[], owner: string, path: readonly string[], isShared = false): void {
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
      const region = this.forceRegion[start + i]!;
      this.forceBranch[start + i] = this.add(
        force.outcomes,
        region,
        name,
        name,
        [...path, force.region],
        isShared || this.isFamilyRegion(region),
        isShared,
      );
    });
  }
  /**
   * Adds a branch and returns its number. `decision` is empty where the event's own block feeds the draw. `isShared` says
   * whether the children of a family share its luck, `forcesShare` whether they share that of what its outcomes force.
   */
  add(
    outcomes: readonly Outcome[],
    region: number,
    owner: string,
    decision: string,
    path: readonly string[],
    isShared = false,
    forcesShare = false,
  ): number {
    if (outcomes.length === 0) throw new PathwayError('an event needs at least one outcome', path);
    if (outcomes.filter((outcome) => outcome.rest === true).length > 1)
      throw new PathwayError('only one outcome can take the rest', path, 'rest');
    const number = this.drawn.length;
    this.drawn.push(outcomes.length > 1 ? 1 : 0);
    this.branchDecision.push(decision === '' ? 0 : hashName(decision));
    this.branchIsShared.push(isShared ? 1 : 0);
    if (decision !== '') this.decisionNames.push(decision);
    const start = this.outcomeState.length;
    for (const outcome of outcomes) {
      if (!(outcome.weight.base >= 0 && outcome.weight.base < Number.POSITIVE_INFINITY))
        throw new PathwayError('a share must be a number from 0 up', path, String(outcome.weight.base));
      const state = outcome.to === null ? -1 : this.stateIndex(region, outcome.to, path);
      // The outcomes of transitions themselves are checked where it is known how they come about.
      if (decision !== '' && state >= 0 && this.isHeld(state))
        throw new PathwayError(
          `state "${outcome.to!}" holds a place, so it is entered from its queue ("on: place") and in no other way`,
          path,
          outcome.to!,
        );
      this.outcomeState.push(state);
      this.outcomeRest.push(outcome.rest === true ? 1 : 0);
      this.outcomeWeight.push(outcome.weight.base);
      this.outcomeLookups.push(outcome.weight.factors);
      this.outcomeAdjust.push(outcome.adjust ?? []);
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
        isShared: forcesShare,
      }),
    );
    return number;
  }
  private readonly pendingForces: {
    outcome: number;
    forces: readonly Forced[];
    owner: string;
    path: readonly string[];
    isShared: boolean;
  }[] = [];
  /** Lays out what nested forces are still owed, then everything as typed arrays. */
  build() {
    const begin: number[] = [];
    const end: number[] = [];
    for (let i = 0; i < this.pendingForces.length; i++) {
      const { outcome, forces, owner, path, isShared } = this.pendingForces[i]!;
      begin[outcome] = this.forceRegion.length;
      this.addForces(forces, owner, path, isShared);
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
      ...this.buildAdjustments(),
      outcomeFirst: Int32Array.from(this.outcomeFirst),
      drawn: Uint8Array.from(this.drawn),
      branchDecision: Uint32Array.from(this.branchDecision),
      branchIsShared: Uint8Array.from(this.branchIsShared),
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
  /** Their lookups stand after those of all weights, whose rows are end to end. */
  private buildAdjustments() {
    const outcomeAdjustFirst = [0];
    const adjustMeasure: number[] = [];
    const adjustLookup: number[] = [];
    const isTelling = this.outcomeAdjust.map((adjustments, i) => {
      let tells = false;
      for (const { measure, factor } of adjustments) {
        const path = [...this.outcomePaths[i]!, 'adjust'];
        position(Object.keys(MEASURE), measure, 'measure', path);
        adjustMeasure.push(MEASURE[measure]);
        adjustLookup.push(this.tables.lookupCount);
        if (this.tables.addAdjustment(factor, measure, path)) tells = true;
      }
      outcomeAdjustFirst.push(adjustMeasure.length);
      return tells;
    });
    return {
      branchIsAdjusted: Uint8Array.from(this.drawn, (drawn, b) =>
        drawn === 1 && isTelling.slice(this.outcomeFirst[b]!, this.outcomeFirst[b + 1]!).includes(true) ? 1 : 0,
      ),
      outcomeAdjustFirst: Int32Array.from(outcomeAdjustFirst),
      adjustMeasure: Uint8Array.from(adjustMeasure),
      adjustLookup: Int32Array.from(adjustLookup),
    };
  }
}
