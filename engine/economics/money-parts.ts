/**
 * An option's money in two parts: what its programmes themselves cost, and what everything else costs less; of any payer or
 * kind, at present value or by period, with the allowances for optimism.
 */
import type { CostDifferences, MoneyPeriods, MoneySeries } from './cost-differences.js';
import { meanOf } from './ratios.js';
import { KIND_LABELS } from './tags.js';

export interface OptimismBias {
  /** Share by which programmes' own costs are raised. */
  readonly costs: number;
  /**
   * Share by which what they save is lowered, for every payer and kind alike, so that these still add up: where one of them
   * loses, its loss is lowered too. Where programmes save nothing on average nothing is lowered: that would flatter them.
   */
  readonly benefits: number;
}

/** Pounds at present value, pair by pair. */
export interface PresentValue {
  /** 'all payers' (money, without social value), 'payer=...' or 'kind=...'. */
  readonly view: string;
  /** What programmes cost it, allowance for optimism included. */
  readonly cost: Float64Array;
  /** What everything else costs it less, allowance for optimism included. */
  readonly saved: Float64Array;
  /** saved - cost. */
  readonly net: Float64Array;
}

export const ALL = 'all payers';
export const SOCIAL = `kind=${KIND_LABELS.social}`;
export const CASHABLE = `kind=${KIND_LABELS.cashable}`;

/** What programmes' own costs and what they save are multiplied by. */
export interface Allowances {
  /** Whether programmes save anything on average. */
  readonly saves: boolean;
  readonly raised: number;
  readonly lowered: number;
}

/**
 * @param own what programmes cost more, pair by pair: money at present value, without social value
 * @param rest what everything else costs more
 */
export function allowances(own: Float64Array, rest: Float64Array, bias: OptimismBias | null): Allowances {
  if (own.length !== rest.length) throw new RangeError(`${own.length} pairs of one part, ${rest.length} of the other`);
  const saves = meanOf(rest) < 0;
  return { saves, raised: 1 + (bias?.costs ?? 0), lowered: saves ? 1 - (bias?.benefits ?? 0) : 1 };
}

/** The parts with their allowances: cost, what is saved, and saved less cost. */
export function allowed(own: Float64Array, rest: Float64Array, { raised, lowered }: Allowances) {
  const cost = own.map((amount) => amount * raised);
  // Adding 0 makes no saving +0, never -0.
  const saved = rest.map((amount) => 0 - amount * lowered);
  return { cost, saved, net: minus(saved, cost) };
}

/** Programmes' own costs and everything else, of any view, with the allowances for optimism. */
export class MoneyParts {
  /** Whether programmes save anything on average, at present value. */
  readonly saves: boolean;
  private readonly allowances: Allowances;
  private readonly hasSocial: boolean;

  constructor(
    private readonly differences: CostDifferences,
    bias: OptimismBias | null,
  ) {
    this.hasSocial = differences.levels('kind').includes(KIND_LABELS.social);
    // One share for every payer, kind and pair, so that they still add up; social value decides nothing about money.
    const of = (group: string): Float64Array => differences.presentValue(group);
    const own = this.own(ALL, of);
    this.allowances = allowances(own, minus(this.money(ALL, of), own), bias);
    this.saves = this.allowances.saves;
  }

  presentValue(view: string): PresentValue {
    const of = (group: string): Float64Array => this.differences.presentValue(group);
    return { view, ...this.split(this.money(view, of), this.own(view, of)) };
  }

  /** By period: what programmes cost, and what everything else costs less. */
  series(view: string, kind: MoneyPeriods): { readonly cost: MoneySeries; readonly saved: MoneySeries } {
    const periods = this.differences.labels(kind).map((_, k) => {
      const of = (group: string): Float64Array => this.seriesOf(group, kind)[k]!;
      return this.split(this.money(view, of), this.own(view, of));
    });
    return { cost: periods.map(({ cost }) => cost), saved: periods.map(({ saved }) => saved) };
  }

  private readonly cache = new Map<string, MoneySeries>();

  private seriesOf(group: string, kind: MoneyPeriods): MoneySeries {
    const place = `${kind}\u0000${group}`;
    const known = this.cache.get(place) ?? this.differences.series(group, kind);
    this.cache.set(place, known);
    return known;
  }

  private split(all: Float64Array, own: Float64Array) {
    return allowed(own, minus(all, own), this.allowances);
  }

  /** The whole of a view; for all payers, without social value. */
  private money(view: string, of: (group: string) => Float64Array): Float64Array {
    if (view !== ALL) return of(view);
    return this.hasSocial ? minus(of('all'), of(SOCIAL)) : of('all');
  }

  /** What programmes cost in a view. */
  private own(view: string, of: (group: string) => Float64Array): Float64Array {
    if (view.startsWith('payer=') || view.startsWith('kind=')) return of(`programme ${view}`);
    const payers = this.differences.levels('programme payer').map((payer) => of(`programme payer=${payer}`));
    const all = payers.reduce(plus, new Float64Array(this.differences.replicates));
    return this.hasSocial && view === ALL ? minus(all, of(`programme ${SOCIAL}`)) : all;
  }
}

export function plus(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((value, r) => value + b[r]!);
}

export function minus(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((value, r) => value - b[r]!);
}
