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

export const SOCIAL = `kind=${KIND_LABELS.social}`;
export const CASHABLE = `kind=${KIND_LABELS.cashable}`;

/** Programmes' own costs and everything else, of any view, with the allowances for optimism. */
export class MoneyParts {
  /** Whether programmes save anything on average, at present value. */
  readonly saves: boolean;
  private readonly raised: number;
  private readonly lowered: number;
  private readonly hasSocial: boolean;

  constructor(
    private readonly differences: CostDifferences,
    bias: OptimismBias | null,
  ) {
    this.hasSocial = differences.levels('kind').includes(KIND_LABELS.social);
    this.raised = 1 + (bias?.costs ?? 0);
    // One share for every payer, kind and pair, so that they still add up.
    const of = (group: string): Float64Array => differences.presentValue(group);
    this.saves = meanOf(minus(of('all'), this.own('all', of))) < 0;
    this.lowered = this.saves ? 1 - (bias?.benefits ?? 0) : 1;
  }

  presentValue(view: string): PresentValue {
    const of = (group: string): Float64Array => this.differences.presentValue(group);
    const { cost, saved } = this.split(this.money(view, of), this.own(view, of));
    return { view, cost, saved, net: minus(saved, cost) };
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
    return {
      cost: own.map((amount) => amount * this.raised),
      // Adding 0 makes no saving +0, never -0.
      saved: minus(all, own).map((amount) => 0 - amount * this.lowered),
    };
  }

  /** The whole of a view; for all payers, without social value. */
  private money(view: string, of: (group: string) => Float64Array): Float64Array {
    if (view !== 'all payers') return of(view);
    return this.hasSocial ? minus(of('all'), of(SOCIAL)) : of('all');
  }

  /** What programmes cost in a view. */
  private own(view: string, of: (group: string) => Float64Array): Float64Array {
    if (view.startsWith('payer=') || view.startsWith('kind=')) return of(`programme ${view}`);
    const payers = this.differences.levels('programme payer').map((payer) => of(`programme payer=${payer}`));
    const all = payers.reduce(plus, new Float64Array(this.differences.replicates));
    return this.hasSocial && view === 'all payers' ? minus(all, of(`programme ${SOCIAL}`)) : all;
  }
}

export function plus(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((value, r) => value + b[r]!);
}

export function minus(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((value, r) => value - b[r]!);
}
