/**
 * What each programme contributes to a difference: replication by replication on the same luck, so that shares add up to
 * the whole in every future, and then in the mean.
 */
import {
  addedLast,
  addingUp,
  aloneOf,
  orderErrors,
  shapley,
  shapleyByOrders,
  type AttributionPlan,
  type ValueOf,
} from '../../engine/study/attribution.js';
import { summarise } from '../../engine/study/summarise.js';
import type { Estimate } from '../rows.js';

/** A figure to be told apart, and where it stands among the numbers of a replication. */
export interface FigureColumn {
  readonly measure: string;
  readonly label: string;
  readonly short: string;
  readonly when: string;
  readonly unit: string;
  readonly column: number;
}

export interface AttributionRuns {
  readonly programmes: readonly { readonly id: string; readonly title: string }[];
  readonly plan: AttributionPlan;
  readonly figures: readonly FigureColumn[];
  /** The numbers of each replication, by set of programmes: bit i stands for programme i. */
  readonly values: ReadonlyMap<number, readonly Float64Array[]>;
}

interface Contribution {
  readonly id: string;
  readonly title: string;
  /** With this programme and no other, less the baseline. */
  readonly alone: Estimate;
  /** With all of them, less all but this one. */
  readonly last: Estimate;
  /** The Shapley share. The values of a figure's shares add up exactly to that of its whole. */
  readonly share: Estimate;
  /** The standard error of the share from having looked at some orders only; null where every set was run. */
  readonly orderError: number | null;
}

export interface AttributedFigure {
  readonly measure: string;
  readonly label: string;
  readonly short: string;
  readonly when: string;
  readonly unit: string;
  readonly baseline: Estimate;
  /** With all programmes, less the baseline. */
  readonly whole: Estimate;
  /** The sum of each alone, and how much the whole is beyond it. */
  readonly sum: Estimate;
  readonly beyond: Estimate;
  readonly programmes: readonly Contribution[];
  /** Replications without a value (a mean of nothing) in some set, which are left out. */
  readonly leftOut: number;
}

/** A binary fraction, so that numbers rounded to it add up without rounding: a thousandth of a child, a tenth of a penny. */
const GRAIN = 1 / 1024;

/** The account of every figure; one that has no value in any replication is left out. */
export function attributionOf(runs: AttributionRuns): AttributedFigure[] {
  return runs.figures.flatMap((figure) => attributed(runs, figure) ?? []);
}

function attributed({ programmes, plan, values }: AttributionRuns, figure: FigureColumn): AttributedFigure | null {
  const { column, measure, label, short, when, unit } = figure;
  const n = programmes.length;
  const all = 2 ** n - 1;
  const count = values.get(0)!.length;
  const at = (set: number, r: number): number => values.get(set)![r]![column]!;
  const kept = Array.from({ length: count }, (_, r) => r).filter((r) =>
    plan.sets.every((set) => Number.isFinite(at(set, r))),
  );
  if (kept.length === 0) return null;
  const estimate = (of: (value: ValueOf) => number): Estimate => ({
    ...summarise(Float64Array.from(kept, (r) => of((set) => at(set, r))))!,
    unit,
  });
  const sharesOf = (value: ValueOf): Float64Array =>
    plan.kind === 'exact' ? shapley(n, value) : shapleyByOrders(n, plan.orders, value);
  const sumOf = (value: ValueOf): number => aloneOf(n, value).reduce((sum, part) => sum + part, 0);
  const meanOf: ValueOf = (set) => kept.reduce((sum, r) => sum + at(set, r), 0) / kept.length;
  const errors = plan.kind === 'exact' ? null : orderErrors(n, plan.orders, meanOf);
  const whole = estimate((value) => value(all) - value(0));
  const shares = programmes.map((_, i) => estimate((value) => sharesOf(value)[i]!));
  const rounded = addingUp(
    shares.map(({ value }) => value),
    whole.value,
    GRAIN,
  );
  return {
    ...{ measure, label, short, when, unit },
    baseline: estimate((value) => value(0)),
    whole: { ...whole, value: rounded.whole },
    sum: estimate(sumOf),
    beyond: estimate((value) => value(all) - value(0) - sumOf(value)),
    programmes: programmes.map(({ id, title }, i) => ({
      id,
      title,
      alone: estimate((value) => aloneOf(n, value)[i]!),
      last: estimate((value) => addedLast(n, value)[i]!),
      share: { ...shares[i]!, value: rounded.parts[i]! },
      orderError: errors === null ? null : errors[i]!,
    })),
    leftOut: count - kept.length,
  };
}
