/** From the runs of a study to what they say: figures with intervals, money, the choice, and what would be worth knowing. */
import {
  acceptability,
  appraise,
  averaged,
  columnOf,
  differenceOf,
  evpi,
  evppi,
  frontier,
  partialRankCorrelations,
  rankCorrelations,
  summarise,
  summariseNested,
  varianceParts,
  type Appraisal,
  type Share,
} from '../../../engine/index.js';
import { changeSentences, outcomesOf, reachSentences } from '../../../reports/equity/index.js';
import { stanceSentence } from '../../../reports/findings/stance.js';
import type {
  Choice,
  Learning,
  Matter,
  OptionMoney,
  Spread,
  StudyFigure,
  StudyReport,
} from '../../../reports/study/index.js';
import { figureColumns, titlesOf } from '../compared-figures.js';
import { figureIn } from '../figure-columns.js';
import { fitNote, resultFrame } from '../run-study.js';
import { versions } from '../versions.js';
import { DRAW_CLOSE } from './draw-task.js';
import type { OptionSet } from './options.js';
import { outcomeColumns, type OutcomeAsked } from './outcome.js';
import { studyRows } from './rows.js';
import type { StudyRuns } from './run.js';

const THRESHOLDS = 11;
/** Groups of more numbers than this are not told together: the regression is additive there, and needs many draws. */
const MOST_TOGETHER = 15;
/** Draws that a regression needs at least. */
const LEAST_DRAWS = 20;
const SHOWN = 8;

/** @param outcome what money is weighed against, as `outcomeOf` has checked it; null for money alone */
export function studyReport(runs: StudyRuns, outcome: OutcomeAsked | null): StudyReport {
  const { set, settled, draws, values } = runs;
  const { resolution } = settled;
  const frame = resultFrame(resolution);
  const money = values.map((_, o) => (o === 0 ? null : moneyOf(runs, o)));
  const asked = outcome === null ? null : outcomeColumn(runs, outcome);
  return {
    name: set.name,
    title: set.title,
    question: set.question,
    area: frame.area?.name ?? '',
    startDate: frame.startDate,
    endDate: frame.endDate,
    years: frame.years,
    seed: frame.seed,
    stance: stancesOf(set),
    priceYear: frame.priceYear,
    draws,
    replications: values[0]![0]!.length,
    options: set.options.map(({ id, title, resolution: own }) => ({
      id,
      title,
      programmes: [...titlesOf(own.scenario.programmes).values()],
    })),
    figures: figuresOf(runs),
    money,
    frontier: asked === null ? null : frontierOf(runs, asked),
    choice: choiceOf(runs, asked),
    reached: reachedOf(runs),
    matters: values.map((_, o) => (o === 0 ? [] : mattersOf(runs, o))),
    drawn: runs.drawn.map(({ name, group, interval, programme }) => ({
      name,
      group: programme === '' ? group : `${group} of ${programme}`,
      interval,
    })),
    held: runs.held,
    notes: [
      ...set.notes,
      ...(runs.precision === null ? [] : [runs.precision.said]),
      ...fitNotes(runs),
      ...new Set(set.options.flatMap(({ resolution: own }) => own.scenario.notes)),
    ],
    version: versions()['throughcare'] ?? '',
  };
}

/** Said where draws could not be brought to what is published of the area, or the numbers as they are could not. */
function fitNotes({ settled, draws, notClose }: StudyRuns): string[] {
  const { area } = settled.resolution.scenario;
  const name = area?.name ?? 'the area';
  return [
    ...(settled.fit?.close === false ? [fitNote(settled.resolution.scenario, settled.fit)] : []),
    ...(notClose === 0
      ? []
      : [
          `In ${notClose} of ${draws} draws the local fit did not come within ${DRAW_CLOSE * 100}% of the published figures of ${name}: those draws are further from the area than its numbers are.`,
        ]),
  ];
}

/** What was taken to be true of every programme of any option; by option, where they do not believe the same. */
function stancesOf({ options }: OptionSet): string {
  const acting = options.filter(({ resolution }) => resolution.scenario.programmes.length > 0);
  const [first] = acting;
  if (first === undefined) return '';
  const frames = acting.map(({ title, resolution }) => ({ title, frame: resultFrame(resolution) }));
  if (new Set(frames.map(({ frame }) => frame.stance)).size > 1)
    return frames.map(({ title, frame }) => `${title}: ${stanceSentence(frame)}`).join(' ');
  const programmes = new Map(
    frames.flatMap(({ frame }) => frame.programmes.map((one) => [JSON.stringify([one.title, one.effects]), one])),
  );
  return stanceSentence({ ...resultFrame(first.resolution), programmes: [...programmes.values()] });
}

/** Sentences on who is reached and for whom outcomes change, by option. */
function reachedOf(runs: StudyRuns): readonly (readonly string[])[] {
  const { set, settled } = runs;
  const rows = studyRows([runs], 'equity');
  const first = set.options[0].id;
  const info = settled.resolution.scenario.measureInfo;
  return set.options.map(({ id, resolution }, o) => {
    const { programmes } = resolution.scenario;
    const titles = titlesOf(programmes);
    return [
      ...programmes.flatMap((one) => reachSentences(rows, id, one.id, titles.get(one.id) ?? one.title)),
      ...(o === 0
        ? []
        : outcomesOf(rows).flatMap((outcome) =>
            changeSentences(
              rows,
              `${id} less ${first}`,
              outcome,
              info.find(({ name }) => name === outcome)?.label ?? outcome,
            ),
          )),
    ];
  });
}

/** The figures that any option of the study is compared by. */
function figuresOf(runs: StudyRuns): StudyFigure[] {
  const { settled, columns, values, draws } = runs;
  const first = values[0]!;
  const flat = values.map((option) => option.flat());
  const figures = new Map(
    flat
      .slice(values.length > 1 ? 1 : 0)
      .flatMap((option) => figureColumns(settled.resolution, columns, flat[0]!, option))
      .map((figure) => [figure.column, figure]),
  );
  return [...figures.values()].map(({ measure, label, when, unit, column }) => ({
    measure,
    label,
    when,
    unit,
    options: values.map((option) => summariseNested(columnOf(option, column))),
    differences: values.map((option, o) => (o === 0 ? null : summariseNested(differenceOf(option, first, column)))),
    notKnowing: values.map((option, o) =>
      o === 0 || draws < 2 ? null : partNotKnown(differenceOf(option, first, column)),
    ),
  }));
}

/** The part of a result's variance that is not knowing; null where there is but one replication a draw, or a hole. */
function partNotKnown(results: readonly Float64Array[]): Share | null {
  if (results.some((draw) => draw.some(Number.isNaN))) return null;
  const { share } = varianceParts(results);
  return share === null ? null : { ...share, value: Math.max(0, share.value) };
}

function moneyOf(runs: StudyRuns, option: number): OptionMoney | null {
  const { values, draws } = runs;
  const found = appraisalOf(runs, option);
  if (found === null) return null;
  const width = values[0]![0]!.length;
  const spread = (pairs: Float64Array): Spread => {
    const nested =
      draws === 0 ? [pairs] : Array.from({ length: draws }, (_, d) => pairs.slice(d * width, (d + 1) * width));
    return summariseNested(nested)!;
  };
  const { netPresentValue: whole, byPayer, byKind, benefitCost, payback, said } = found;
  const [ratio] = benefitCost;
  const [own] = payback;
  return {
    cost: spread(whole.cost),
    saved: spread(whole.saved),
    net: spread(whole.net),
    payers: byPayer.map(({ view, net }) => ({ name: view.replace('payer=', ''), net: spread(net) })),
    kinds: byKind.map(({ view, net }) => ({ name: view.replace('kind=', ''), net: spread(net) })),
    ratio: ratio === undefined ? null : ratio.ratio,
    payback: own === undefined || own.chance === null ? null : { chance: own.chance, median: own.median },
    said,
  };
}

/**
 * Net saving at present value of an option beside the first, by draw and replication: what the money of its appraisal says,
 * allowances included, social value in no part of it. Null where nothing is paid.
 */
function savings(runs: StudyRuns, option: number): Float64Array[] | null {
  const net = option === 0 ? null : appraisalOf(runs, option)?.netPresentValue.net;
  if (net === undefined) return null;
  let at = 0;
  return runs.values[option]!.map((draw) =>
    net === null ? new Float64Array(draw.length) : net.slice(at, (at += draw.length)),
  );
}

/** Net savings of all options, the first with none; null where nothing is paid. */
function allSavings(runs: StudyRuns): readonly Float64Array[][] | null {
  const all = runs.values.map((_, o) => savings(runs, o));
  const known = all.filter((own) => own !== null);
  return hasCosts(runs) && known.length === all.length ? known : null;
}

function hasCosts({ columns }: StudyRuns): boolean {
  return columns.some(({ measure }) => measure === 'cost');
}

function appraisalOf(runs: StudyRuns, option: number): Appraisal | null {
  if (!hasCosts(runs)) return null;
  const { settled, columns, quarterFactors, values } = runs;
  const { appraisal: terms, priceYear } = settled.resolution.scenario;
  return appraise(columns, values[0]!.flat(), values[option]!.flat(), { ...terms, priceYear, quarterFactors });
}

interface Outcome extends OutcomeAsked {
  readonly label: string;
  /** By option, draw and replication: over the whole run. */
  readonly results: readonly (readonly Float64Array[])[];
}

/** An outcome summed over the years of the run, or as it is at the end. */
function outcomeColumn({ columns, values, settled }: StudyRuns, asked: OutcomeAsked): Outcome {
  const taken = outcomeColumns(columns, asked.measure);
  if (taken.length === 0) throw new RangeError(`nothing in this study is counted as '${asked.measure}'`);
  const info = settled.resolution.scenario.measureInfo.find(({ name }) => name === asked.measure);
  return {
    ...asked,
    label: info?.label ?? asked.measure,
    results: values.map((option) => option.map((draw) => Float64Array.from(draw, (row) => figureIn(row, taken)))),
  };
}

/** Means of draws, or each replication where nothing is drawn: what a decision is judged over. */
function overDraws(results: readonly Float64Array[]): Float64Array {
  if (results.length === 1) return results[0]!;
  return Float64Array.from(results, (draw) => draw.reduce((sum, value) => sum + value, 0) / draw.length);
}

function frontierOf(runs: StudyRuns, outcome: Outcome): StudyReport['frontier'] {
  const saved = allSavings(runs);
  if (saved === null) return null;
  const costs = saved.map((own) => overDraws(own).map((pounds) => 0 - pounds));
  const effects = outcome.results.map(overDraws);
  const mean = (values: Float64Array): number => summarise(values.slice())!.value;
  const points = costs.map((cost, o) => ({ cost: mean(cost), effect: mean(effects[o]!) }));
  const [from, to] = outcome.pounds;
  const thresholds = Array.from({ length: THRESHOLDS }, (_, i) => from + ((to - from) * i) / (THRESHOLDS - 1));
  return {
    outcome: outcome.label,
    want: outcome.want,
    points,
    standing: frontier(points, outcome.want).options,
    acceptability: acceptability(costs, effects, thresholds, outcome.want).map(({ threshold, best, choice }) => ({
      worth: threshold,
      best,
      choice,
    })),
  };
}

function choiceOf(runs: StudyRuns, outcome: Outcome | null): Choice | null {
  const saved = allSavings(runs);
  if (saved === null || runs.values.length < 2) return null;
  const worth = outcome === null ? 0 : (outcome.pounds[0] + outcome.pounds[1]) / 2;
  const sign = outcome?.want === 'fewer' ? -1 : 1;
  // Net benefit beside the first option, pair by pair: the same children with the same luck.
  const benefit = saved.map((option, o) =>
    option.map((draw, d) =>
      draw.map((pounds, r) => {
        const gained = outcome === null ? 0 : outcome.results[o]![d]![r]! - outcome.results[0]![d]![r]!;
        return pounds + sign * worth * gained;
      }),
    ),
  );
  const means = benefit.map(overDraws);
  const [point] = acceptability(
    means.map((own) => own.map((value) => 0 - value)),
    means.map((own) => own.map(() => 0)),
    [0],
    'more',
  );
  // Chance inside draws must be told from not knowing, and few draws say nothing of what knowing is worth.
  const isTold = runs.draws >= LEAST_DRAWS && runs.values[0]![0]!.length > 1;
  const { means: rows, noise } = isTold ? averaged(benefit) : { means, noise: undefined };
  const perfect = isTold ? evpi(rows, noise) : null;
  return {
    by:
      outcome === null
        ? 'money alone, to all payers, at present value'
        : `money to all payers at present value, and ${outcome.label.toLowerCase()} at £${Math.round(worth).toLocaleString('en-GB')} each`,
    worth,
    net: means.map((own) => summarise(own.slice())!.value),
    best: point!.best,
    choice: point!.choice,
    perfect: perfect === null ? null : { value: perfect.value, se: perfect.se, lowBy: perfect.lowBy },
    learning: runs.draws > 0 ? learningOf(runs, means) : [],
  };
}

/** What it would be worth to know each group of numbers, the most valuable first. */
function learningOf({ drawn, sizes, draws }: StudyRuns, benefit: readonly Float64Array[]): Learning[] {
  const groups = new Map<string, { readonly label: string; readonly members: number[] }>();
  drawn.forEach(({ group, programme, name }, k) => {
    const key = group === 'effect' ? `effects of ${programme}` : programme === '' ? group : `${group} of ${programme}`;
    const label = {
      fit: 'what was fitted to published figures',
      parameter: 'other numbers of the baseline',
      'unit cost': 'unit costs',
    }[group as string];
    const own = groups.get(key) ?? { label: label ?? key, members: [] };
    own.members.push(k);
    groups.set(key, own);
    if (name === '') throw new RangeError('a number that is drawn has a name');
  });
  return [...groups]
    .map(([name, { label, members }]): Learning => {
      const known = { name, label, numbers: members.length };
      if (draws < LEAST_DRAWS)
        return { ...known, value: null, se: null, why: `${LEAST_DRAWS} draws or more are needed` };
      if (members.length > MOST_TOGETHER)
        return { ...known, value: null, se: null, why: `too many numbers (${members.length}) to tell together` };
      const found = evppi(
        benefit,
        members.map((k) => sizes[k]!),
      );
      return { ...known, value: found.value, se: found.se, why: '' };
    })
    .sort((a, b) => (b.value ?? -1) - (a.value ?? -1));
}

/** The numbers that an option's net saving goes with, the most first. */
function mattersOf(runs: StudyRuns, option: number): Matter[] {
  const saved = savings(runs, option);
  if (saved === null || runs.draws < LEAST_DRAWS) return [];
  const output = overDraws(saved);
  const isMany = runs.draws > runs.sizes.length + 10;
  // So many numbers are looked at that some would pass by chance: all of them together, once in twenty studies (Bonferroni).
  const level = 1 - 0.05 / Math.max(1, runs.sizes.length);
  const correlations = isMany
    ? partialRankCorrelations(runs.sizes, output, level)
    : rankCorrelations(runs.sizes, output, level);
  return runs.drawn
    .flatMap(({ name, interval }, k): Matter[] => {
      const found = correlations[k];
      // What may be chance alone is not shown.
      if (found?.interval == null || found.interval.lower * found.interval.upper <= 0) return [];
      return [
        {
          name,
          interval,
          correlation: found.value,
          lower: found.interval.lower,
          upper: found.interval.upper,
        },
      ];
    })
    .sort((a, b) => Math.abs(b.correlation) - Math.abs(a.correlation))
    .slice(0, SHOWN);
}
