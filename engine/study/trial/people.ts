/** Who is in the trial: children of the baseline, each as it is at the moment it comes to be as the trial asks. */
import { compileLedger, ledgerBreaks, type CompiledLedger } from '../../ledger/compile.js';
import type { StockMeasure } from '../../ledger/spec.js';
import { Tally } from '../../ledger/tally.js';
import { compilePathway } from '../../pathway/compile.js';
import type { CompiledPathway } from '../../pathway/compiled.js';
import type { Condition, Factor, PathwayModel } from '../../pathway/model.js';
import { atomTable } from '../../pathway/variables.js';
import { deriveKey, hashName, seedKey } from '../../random/index.js';
import type { Kernel, Observer } from '../../simulate/kernel.js';
import { NOW } from '../../simulate/layout.js';
import { simulate } from '../../simulate/simulate.js';
import { heldStill } from '../still.js';

/** Days of arrivals that are simulated at a time, and for how long each of them is followed to see whether it enters. */
const WINDOW = 28;
const FOLLOWED = 9_500;
/** Windows after which somebody must have entered, and events after which no more children are looked for. */
const FIRST_LOOK = 13;
const MOST_EVENTS = 40_000_000;
/** A trial of fewer children says too little. */
export const FEWEST = 200;

/**
 * The baseline as a trial has it: nothing changes by date, places are unlimited and levels that everybody shares change
 * no clock, so that what becomes of one child is nothing to another.
 */
export function trialModel(model: PathwayModel): PathwayModel {
  const free = (factors: readonly Factor[]): readonly Factor[] =>
    factors.filter(({ source }) => source.kind !== 'level');
  const still = heldStill(model);
  return {
    ...still,
    levels: [],
    // The search for impossible combinations takes a second, and whoever wrote the baseline has made it.
    impossible: [],
    resources: still.resources.map((resource) => ({ ...resource, places: null })),
    transitions: still.transitions.map((transition) => ({
      ...transition,
      multiply: free(transition.multiply),
      ...(transition.stretch !== undefined && { stretch: free(transition.stretch) }),
    })),
  };
}

/** A condition as lookups in the variables of a unit. */
export class Test {
  private readonly variables: readonly number[];
  private readonly tables: readonly Uint8Array[];

  constructor(pathway: CompiledPathway, condition: Condition, path: readonly string[]) {
    const tables = condition.map((atom) => atomTable(pathway.variables, atom, path));
    this.variables = tables.map(({ variable }) => variable);
    this.tables = tables.map(({ values }) => Uint8Array.from(values));
  }

  holds(I: Int32Array): boolean {
    for (let i = 0; i < this.variables.length; i++) if (this.tables[i]![I[this.variables[i]!]!] === 0) return false;
    return true;
  }
}

/** The pathway of a trial, cut wherever one of its conditions asks. */
export class TrialWorld {
  readonly pathway: CompiledPathway;
  readonly ledger: CompiledLedger;

  constructor(
    readonly model: PathwayModel,
    readonly epoch: number,
    conditions: readonly Condition[],
  ) {
    // They are stocks to the ledger, so that the kernel stops at every birthday that matters to one of them.
    const measures = conditions.map((where, i): StockMeasure => ({
      kind: 'stock',
      name: `condition ${i}`,
      label: '',
      where,
      by: [],
    }));
    const spec = { measures, costs: [] };
    const windowed = {
      ...model,
      arrivals: model.arrivals.map((stream) => ({
        ...stream,
        rates: [...stream.rates.slice(0, 1).map(({ perDay }) => ({ from: 0, perDay })), { from: WINDOW, perDay: 0 }],
      })),
    };
    this.pathway = compilePathway(windowed, ledgerBreaks(spec));
    this.ledger = compileLedger(spec, this.pathway);
  }

  tally(days: number): Tally {
    return new Tally(this.ledger, [0, days], this.pathway.variables.count, this.pathway.stateBase);
  }
}

/** Children as they enter: every number of each, so that it can go on from there as often as is wanted. */
export interface Cohort {
  readonly count: number;
  readonly doubles: readonly Float64Array[];
  readonly integers: readonly Int32Array[];
  readonly keys: readonly Uint32Array[];
}

/** Notes every child at the moment it comes to meet the condition, unless it is in the trial already. */
class Recruiter implements Observer {
  readonly doubles: Float64Array[] = [];
  readonly integers: Int32Array[] = [];
  readonly keys: Uint32Array[] = [];
  private was = false;
  private until = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly who: Test,
    private readonly horizon: number,
  ) {}

  arrives(): void {
    this.was = false;
    this.until = Number.NEGATIVE_INFINITY;
  }
  fires(): void {}
  forces(): void {}
  waits(): void {}

  settles(kernel: Kernel): void {
    const { F, I } = kernel;
    const is = this.who.holds(I);
    if (is && !this.was && F[NOW]! >= this.until) {
      this.doubles.push(F.slice());
      this.integers.push(I.slice());
      this.keys.push(kernel.key);
      this.until = F[NOW]! + this.horizon;
    }
    this.was = is;
  }
}

/**
 * Finds children who enter the trial: whole lives of those who arrive in one month, then in another, until there are
 * enough. In a system that stands still all entries of those who arrive in a month are the entries of a month, so no
 * past is needed.
 */
export function recruit(world: TrialWorld, who: Condition, horizon: number, wanted: number, seed: string): Cohort {
  const recruiter = new Recruiter(new Test(world.pathway, who, ['who']), horizon);
  const days = WINDOW + FOLLOWED;
  const key = deriveKey(seedKey(seed), hashName('trial'), 0, 0, 0);
  let events = 0;
  for (let replication = 0; recruiter.keys.length < wanted && events < MOST_EVENTS; replication++) {
    if (replication === FIRST_LOOK && recruiter.keys.length === 0) break;
    events += simulate({
      pathway: world.pathway,
      tally: world.tally(days),
      key: { seed: key, draw: 0, replication, area: '' },
      epoch: world.epoch,
      from: 0,
      horizon: days,
      observer: recruiter,
    });
  }
  return thinned(recruiter, wanted);
}

/** So many of them, evenly over all of those found: they come stream by stream. */
function thinned({ doubles, integers, keys }: Recruiter, wanted: number): Cohort {
  const count = Math.min(wanted, keys.length);
  const chosen = Array.from({ length: count }, (_, i) => Math.floor((i * keys.length) / count));
  return {
    count,
    doubles: chosen.map((i) => doubles[i]!),
    integers: chosen.map((i) => integers[i]!),
    keys: chosen.map((i) => keys[i]!),
  };
}
