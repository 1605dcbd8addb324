/** From what each replication left to a figure with its interval and its standard error. */
import { ratioOfMeans, summarise, type FiguresReplicate, type Reading } from '../../engine/index.js';
import type { Figure } from '../../scenarios/index.js';

export interface SimulatedFigure {
  /** In the figure's unit. Of a ratio, the ratio of the means. NaN where nothing was there to count. */
  readonly mean: number;
  /** Standard error of `mean` by Monte Carlo; NaN with one replication. */
  readonly mcSe: number;
  /** 2.5% and 97.5% quantiles over replications. */
  readonly lower: number;
  readonly upper: number;
  readonly perReplication: Float64Array;
}

/** The text that names a reading among others. */
export function keyOf(reading: Reading): string {
  return JSON.stringify(reading);
}

/** A figure over replications, in their order: the mean, or the ratio of two means with its standard error. */
export function simulatedFigure(
  { reading }: Figure,
  places: ReadonlyMap<string, number>,
  replicates: readonly FiguresReplicate[],
): SimulatedFigure {
  const { numerator, denominator, scale } = reading;
  const above = Float64Array.from(replicates, ({ values }) => values[places.get(keyOf(numerator))!]!);
  if (denominator === null) return summaryOf(above.map((value) => value * scale));
  const below = Float64Array.from(replicates, ({ values }) => values[places.get(keyOf(denominator))!]!);
  const each = summaryOf(above.map((value, i) => (scale * value) / below[i]!));
  const { value, mcSe } = ratioOfMeans(above, below) ?? { value: Number.NaN, mcSe: Number.NaN };
  return { ...each, mean: scale * value, mcSe: scale * mcSe };
}

function summaryOf(perReplication: Float64Array): SimulatedFigure {
  const { value, lower, upper, mcSe } = summarise(perReplication.slice()) ?? {
    value: Number.NaN,
    lower: Number.NaN,
    upper: Number.NaN,
    mcSe: Number.NaN,
  };
  return { mean: value, lower, upper, mcSe, perReplication };
}
