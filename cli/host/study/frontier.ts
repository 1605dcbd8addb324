/** Money beside an outcome: which options are worth a look, and which is best by what one of the outcome is worth. */
import {
  acceptability,
  acceptabilityWithoutNoise,
  frontier,
  quadrantChances,
  summarise,
} from '../../../engine/index.js';
import type { StudyReport } from '../../../reports/study/index.js';
import { figureIn } from '../figure-columns.js';
import { countedOver, isToldApart, overDraws } from './judged.js';
import { allSavings } from './money.js';
import { outcomeColumns, type OutcomeAsked } from './outcome.js';
import type { StudyRuns } from './run.js';

const THRESHOLDS = 11;
/** Points of a cloud, at most. */
const MOST_POINTS = 500;

export interface Outcome extends OutcomeAsked {
  readonly label: string;
  /** By option, draw and replication: over the whole run. */
  readonly results: readonly (readonly Float64Array[])[];
}

/** An outcome summed over the years of the run, or as it is at the end. */
export function outcomeColumn({ columns, values, settled }: StudyRuns, asked: OutcomeAsked): Outcome {
  const taken = outcomeColumns(columns, asked.measure);
  if (taken.length === 0) throw new RangeError(`nothing in this study is counted as '${asked.measure}'`);
  const info = settled.resolution.scenario.measureInfo.find(({ name }) => name === asked.measure);
  return {
    ...asked,
    label: info?.label ?? asked.measure,
    results: values.map((option) => option.map((draw) => Float64Array.from(draw, (row) => figureIn(row, taken)))),
  };
}

export function frontierOf(runs: StudyRuns, outcome: Outcome): StudyReport['frontier'] {
  const saved = allSavings(runs);
  if (saved === null) return null;
  const costs = saved.map((own) => overDraws(own).map((pounds) => 0 - pounds));
  const effects = outcome.results.map(overDraws);
  const mean = (values: Float64Array): number => summarise(values.slice())!.value;
  const none = new Float64Array();
  const clouds = outcome.results.map((own, o) =>
    o === 0 ? { cost: none, effect: none } : { cost: costs[o]!, effect: overDraws(less(own, outcome.results[0]!)) },
  );
  const points = costs.map((cost, o) => ({ cost: mean(cost), effect: mean(effects[o]!) }));
  const [from, to] = outcome.pounds;
  const thresholds = Array.from({ length: THRESHOLDS }, (_, i) => from + ((to - from) * i) / (THRESHOLDS - 1));
  const curve = isToldApart(runs)
    ? acceptabilityWithoutNoise(
        saved.map((own) => own.map((draw) => draw.map((pounds) => 0 - pounds))),
        outcome.results,
        thresholds,
        outcome.want,
      )
    : acceptability(costs, effects, thresholds, outcome.want);
  return {
    outcome: outcome.label,
    want: outcome.want,
    points,
    clouds: clouds.map(({ cost, effect }) => ({ cost: evenly(cost), effect: evenly(effect) })),
    quadrants: clouds.map(({ cost, effect }, o) => (o === 0 ? null : quadrantChances(cost, effect, outcome.want))),
    standing: frontier(points, outcome.want).options,
    over: countedOver(runs),
    acceptability: curve.map(({ threshold, best, choice }) => ({ worth: threshold, best, choice })),
  };
}

/** Pair by pair: what is the same in both is exactly 0. */
function less(own: readonly Float64Array[], first: readonly Float64Array[]): Float64Array[] {
  return own.map((draw, d) => draw.map((value, r) => value - first[d]![r]!));
}

function evenly(values: Float64Array): number[] {
  const n = values.length;
  if (n <= MOST_POINTS) return [...values];
  return Array.from({ length: MOST_POINTS }, (_, i) => values[Math.floor((i * n) / MOST_POINTS)]!);
}
