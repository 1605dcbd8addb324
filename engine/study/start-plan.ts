/**
 * Starting full: a history under the baseline gives units with a past; strata of it are weighted to what is published
 * of an area and sampled afresh for every replication.
 */
import { Tally } from '../ledger/tally.js';
import { compileLedger } from '../ledger/compile.js';
import type { Dimension } from '../ledger/spec.js';
import { compilePathway } from '../pathway/compile.js';
import { PathwayError, type Condition, type PathwayModel } from '../pathway/model.js';
import { deriveKey, drawBlock, hashName, unit32 } from '../random/index.js';
import { simulate } from '../simulate/simulate.js';
import { StockRecorder, type Stock } from '../simulate/start.js';
import { rake, systematicSample, type Margin } from './rake.js';
import { StockQuery } from './stock-query.js';

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
  /** Attributes given to whoever is taken from this stratum, by name; they are no part of their past. */
  readonly sets?: Readonly<Record<string, string>>;
}

export interface StartPlan {
  /** The baseline without local multipliers and with arrivals scaled to a sample; no programmes. */
  readonly historyModel: PathwayModel;
  readonly historyDays: number;
  readonly strata: readonly StratumPlan[];
  /**
   * Where given, the history is taken as it is: every row stands for so many, in the first stratum whose `who` it meets,
   * and the strata's sizes and margins are not asked for. Rows in no stratum are left out.
   */
  readonly unraked?: number;
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
  readonly sets?: Readonly<Record<string, string>>;
}

/** Weights every stratum of the stock. */
export function weightStock(stock: Stock, plan: StartPlan, epoch: number): WeightedStratum[] {
  const reader = new StockQuery(stock, plan.historyModel, epoch);
  if (plan.unraked !== undefined) return asItIs(stock, plan.strata, reader, plan.unraked);
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
      ...(stratum.sets !== undefined && { sets: stratum.sets }),
    };
  });
}

/** The stock as its history left it, each row for so many, in the first stratum that it is of. */
function asItIs(stock: Stock, strata: readonly StratumPlan[], reader: StockQuery, weight: number): WeightedStratum[] {
  const rows = strata.map((): number[] => []);
  for (let i = 0; i < stock.count; i++) rows[strata.findIndex(({ who }) => reader.matches(i, who))]?.push(i);
  return strata.map(({ name, sets }, s) => ({
    name,
    rows: Int32Array.from(rows[s]!),
    weights: new Float64Array(rows[s]!.length).fill(weight),
    total: rows[s]!.length * weight,
    isExact: false,
    miss: 0,
    empty: [],
    achieved: [],
    ...(sets !== undefined && { sets }),
  }));
}

export interface StartSample {
  /** Rows of the stock, stratum by stratum, and the stratum each is taken from, as an index. */
  readonly rows: Int32Array;
  readonly strata: Int32Array;
}

/** Rows of the stock present on day 0 in one replication, stratum by stratum. */
export function sampleStart(
  strata: readonly WeightedStratum[],
  seed: Uint32Array,
  replication: number,
  area: string,
  draw = 0,
): StartSample {
  const key = deriveKey(
    seed,
    draw,
    replication,
    area === '' ? 0 : hashName(`area:${area}`),
    hashName('starting stock'),
  );
  const words = new Uint32Array(4);
  const samples = strata.map((stratum) => {
    drawBlock(key, hashName(stratum.name), 0, 0, 0, words);
    const count =
      stratum.rows.length === 0 ? 0 : stratum.isExact ? stratum.total : Math.floor(stratum.total + unit32(words[0]!));
    return systematicSample(stratum.weights, count, unit32(words[1]!)).map((i) => stratum.rows[i]!);
  });
  const count = samples.reduce((sum, sample) => sum + sample.length, 0);
  const rows = new Int32Array(count);
  const from = new Int32Array(count);
  let at = 0;
  samples.forEach((sample, s) => {
    rows.set(sample, at);
    from.fill(s, at, at + sample.length);
    at += sample.length;
  });
  return { rows, strata: from };
}
