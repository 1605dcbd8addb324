/**
 * Starting full: a history under the baseline gives units with a past; strata of it are weighted to what is published
 * of an area and sampled afresh for every replication.
 */
import { Tally } from '../ledger/tally.js';
import { compileLedger } from '../ledger/compile.js';
import type { Dimension } from '../ledger/spec.js';
import { compilePathway } from '../pathway/compile.js';
import { PathwayError, type Atom, type Condition, type PathwayModel } from '../pathway/model.js';
import { deriveKey, drawBlock, hashName, unit32 } from '../random/index.js';
import { simulate } from '../simulate/simulate.js';
import { StockRecorder, type Stock } from '../simulate/start.js';
import { birthday, DAYS_PER_YEAR } from '../time/index.js';
import { rake, systematicSample, type Margin } from './rake.js';

export interface StratumPlan {
  readonly name: string;
  readonly who: Condition;
  /** How many there are on day 0: an exact number, or so many for each unit of the history. */
  readonly size:
    | { readonly kind: 'exact'; readonly count: number }
    | { readonly kind: 'each'; readonly weight: number };
  readonly margins: readonly {
    readonly name: string;
    readonly dimension: Dimension;
    readonly targets: Readonly<Record<string, number>>;
  }[];
}

export interface StartPlan {
  /** The baseline without local multipliers and with arrivals scaled to a sample; no programmes. */
  readonly historyModel: PathwayModel;
  readonly historyDays: number;
  readonly strata: readonly StratumPlan[];
}

/** The stock a history leaves at day 0, and the events it took. */
export function buildHistory(plan: StartPlan, epoch: number): { stock: Stock; events: number } {
  const pathway = compilePathway(plan.historyModel);
  const ledger = compileLedger({ measures: [], costs: [] }, pathway);
  const tally = new Tally(ledger, [0, 1], pathway.variables.count, pathway.stateBase);
  const recorder = new StockRecorder(pathway);
  // Day 0 of the history lies historyDays earlier; the key is fixed, so the history is the same whatever the seed.
  const events = simulate({
    pathway,
    tally,
    key: { seed: deriveKey(new Uint32Array(4), hashName('history'), 0, 0, 0), draw: 0, replication: 0, area: '' },
    epoch,
    from: -plan.historyDays,
    horizon: 0,
    recorder,
  });
  return { stock: recorder.stock(), events };
}

export interface WeightedStratum {
  readonly name: string;
  /** Rows of the stock in the stratum, and their weights. */
  readonly rows: Int32Array;
  readonly weights: Float64Array;
  readonly total: number;
  readonly isExact: boolean;
  readonly miss: number;
  readonly empty: readonly { readonly margin: string; readonly level: string; readonly target: number }[];
  /** What the weights come to in each level of each margin. */
  readonly achieved: readonly { readonly margin: string; readonly level: string; readonly weight: number }[];
}

/** Weights every stratum of the stock. */
export function weightStock(stock: Stock, plan: StartPlan, epoch: number): WeightedStratum[] {
  const reader = new StockQuery(stock, plan.historyModel, epoch);
  return plan.strata.map((stratum) => {
    const rows: number[] = [];
    for (let i = 0; i < stock.count; i++) if (reader.matches(i, stratum.who)) rows.push(i);
    const total = stratum.size.kind === 'exact' ? stratum.size.count : rows.length * stratum.size.weight;
    const labels: string[][] = [];
    const margins: Margin[] = stratum.margins.map((margin) => {
      const names = Object.keys(margin.targets);
      labels.push(names);
      return {
        name: margin.name,
        cells: Int32Array.from(rows, (row) => names.indexOf(reader.level(row, margin.dimension))),
        targets: names.map((name) => margin.targets[name]!),
      };
    });
    const raked = rake(rows.length, total, margins);
    if (total > 0 && !(raked.weights.reduce((sum, weight) => sum + weight, 0) > 0))
      throw new PathwayError(
        `the history holds nobody who could stand for "${stratum.name.replaceAll('_', ' ')}" on the first day`,
        ['start', 'strata', stratum.name],
      );
    const achieved = margins.flatMap((margin, m) =>
      labels[m]!.map((level, cell) => {
        let weight = 0;
        for (let i = 0; i < rows.length; i++) if (margin.cells[i] === cell) weight += raked.weights[i]!;
        return { margin: margin.name, level, weight };
      }),
    );
    return {
      name: stratum.name,
      rows: Int32Array.from(rows),
      weights: raked.weights,
      total,
      isExact: stratum.size.kind === 'exact',
      miss: raked.miss,
      achieved,
      empty: raked.empty.map(({ margin, cell, target }) => ({
        margin,
        target,
        level: labels[stratum.margins.findIndex((item) => item.name === margin)]![cell]!,
      })),
    };
  });
}

/** Rows of the stock present on day 0 in one replication, stratum by stratum. */
export function sampleStart(
  strata: readonly WeightedStratum[],
  seed: Uint32Array,
  replication: number,
  area: string,
): Int32Array {
  const key = deriveKey(seed, 0, replication, area === '' ? 0 : hashName(`area:${area}`), hashName('starting stock'));
  const words = new Uint32Array(4);
  const samples = strata.map((stratum) => {
    drawBlock(key, hashName(stratum.name), 0, 0, 0, words);
    const count =
      stratum.rows.length === 0 ? 0 : stratum.isExact ? stratum.total : Math.floor(stratum.total + unit32(words[0]!));
    return systematicSample(stratum.weights, count, unit32(words[1]!)).map((i) => stratum.rows[i]!);
  });
  const all = new Int32Array(samples.reduce((sum, sample) => sum + sample.length, 0));
  let at = 0;
  for (const sample of samples) {
    all.set(sample, at);
    at += sample.length;
  }
  return all;
}

/** Asks of a stock what conditions and dimensions ask of a child. */
class StockQuery {
  private readonly labels: ReadonlyMap<string, ReadonlyMap<string, string>>;
  private readonly levels: ReadonlyMap<string, readonly string[]>;
  constructor(
    private readonly stock: Stock,
    model: PathwayModel,
    private readonly epoch: number,
  ) {
    this.labels = new Map(
      model.regions.map((region) => [region.name, new Map(region.states.map((state) => [state.name, state.label]))]),
    );
    this.levels = new Map(model.attributes.map((attribute) => [attribute.name, attribute.levels]));
  }

  private state(row: number, region: string): string {
    const r = this.stock.regions.indexOf(region);
    return this.stock.stateNames[r]![this.stock.states[row * this.stock.regions.length + r]!]!;
  }

  /** Whether the child of a row has attained an age on day 0. */
  private hasAge(row: number, years: number): boolean {
    const birth = this.stock.births[row]!;
    const at =
      Math.floor(years) === years && years >= 0
        ? birthday(birth + this.epoch, years) - this.epoch
        : birth + Math.floor(years * DAYS_PER_YEAR + 0.5);
    return at <= 0;
  }

  matches(row: number, condition: Condition): boolean {
    return condition.every((atom) => this.holds(row, atom));
  }

  private attribute(row: number, name: string): string {
    const a = this.stock.attributes.indexOf(name);
    return this.levels.get(name)![this.stock.levels[row * this.stock.attributes.length + a]!]!;
  }

  private count(row: number, counter: string): number {
    return this.stock.counts[row * this.stock.counters.length + this.stock.counters.indexOf(counter)]!;
  }

  private holds(row: number, atom: Atom): boolean {
    if (atom.kind === 'level' || atom.frozen !== undefined)
      throw new Error(
        'a starting population is chosen by what a child is now, not by a frozen value or a shared level',
      );
    switch (atom.kind) {
      case 'state':
        return atom.states.includes(this.state(row, atom.region)) !== (atom.not ?? false);
      case 'attribute':
        return atom.levels.includes(this.attribute(row, atom.attribute)) !== (atom.not ?? false);
      case 'age':
        return (
          (atom.from === undefined || this.hasAge(row, atom.from)) &&
          (atom.below === undefined || !this.hasAge(row, atom.below))
        );
      case 'time':
        return (atom.from === undefined || atom.from <= 0) && (atom.before === undefined || atom.before > 0);
      case 'count': {
        const n = this.count(row, atom.counter);
        return n >= (atom.atLeast ?? 0) && n < (atom.below ?? Number.POSITIVE_INFINITY);
      }
    }
  }

  /** The label of the cell of a dimension that a row falls in. */
  level(row: number, dimension: Dimension): string {
    switch (dimension.kind) {
      case 'age': {
        let band = 0;
        for (let i = 1; i < dimension.from.length; i++) if (this.hasAge(row, dimension.from[i]!)) band = i;
        return dimension.labels[band]!;
      }
      case 'count': {
        const n = this.count(row, dimension.counter);
        let band = 0;
        for (let i = 1; i < dimension.from.length; i++) if (n >= dimension.from[i]!) band = i;
        return dimension.labels[band]!;
      }
      case 'attribute':
        return this.attribute(row, dimension.attribute);
      case 'state':
        return this.labels.get(dimension.region)!.get(this.state(row, dimension.region))!;
      case 'grouped': {
        const state = this.state(row, dimension.region);
        for (const [label, members] of Object.entries(dimension.groups)) if (members.includes(state)) return label;
        return dimension.rest ?? '';
      }
    }
  }
}
