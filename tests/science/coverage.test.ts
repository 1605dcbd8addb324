/**
 * How often intervals hold the truth, over two hundred made-up authorities whose truth is known: children come as a Poisson
 * stream and each leaves at a constant rate, which a programme multiplies.
 *
 * The truth of a confidence interval is the expectation, that of a prediction interval one future that was not among those it
 * was made from. At a coverage of 95% fewer than 180 or more than 198 of 200 come once in a thousand seeds.
 */
import { beforeAll, describe, expect, test } from 'vitest';
import {
  DrawLuck,
  exp,
  OptionStudy,
  commonCosts,
  nestedRows,
  Study,
  type PathwayModel,
  type ProgrammePlan,
  type StudyPlan,
  type TableRow,
} from '../../engine/index.js';
import { studyPlan } from '../../cli/host/prepare.js';
import { resolveText } from '../support/pathway-files.js';

const AUTHORITIES = 200;
const [LEAST, MOST] = [180, 198];
const DAYS = 365;
const YEAR = 365.25;
const LAST_DAY = '2026-03-31';

const scenario = resolveText(`pathway: p
run: {start: 2025-04-01, years: 1, replications: 1}
arrivals: {a: {rate: 100 per year}}
regions:
  case:
    initial: care
    states: {care: {}, left: {final: true}}
    transitions:
      leave: {from: care, to: left, clock: {exponential: 1 per year}}
measures:
  in_care: {label: In care, stock: {case: care}}
`);

/** An authority of its own: children a year, the rate at which they leave, and what a programme makes of that. */
interface Authority {
  readonly arrivals: number;
  readonly leaving: number;
  readonly ratio: number;
}

function authority(k: number): Authority {
  const luck = new DrawLuck('authorities', k + 1);
  return {
    arrivals: 60 * exp(0.4 * luck.normal('arrivals')),
    leaving: exp(0.4 * luck.normal('leaving')),
    ratio: exp(0.5 * luck.normal('ratio')),
  };
}

/** Expected in care on the last day: a Poisson stream of stays that began since day 0. */
function expected({ arrivals, leaving }: Authority, ratio = 1): number {
  const rate = leaving * ratio;
  return (arrivals / rate) * (1 - exp((-rate * DAYS) / YEAR));
}

function modelOf({ arrivals, leaving }: Authority): PathwayModel {
  const { model } = scenario;
  return {
    ...model,
    arrivals: model.arrivals.map((stream) => ({ ...stream, rates: [{ from: 0, perDay: arrivals / YEAR }] })),
    transitions: model.transitions.map((transition) => ({
      ...transition,
      trigger: { kind: 'clock', hazard: { family: 'exponential', rate: leaving / YEAR }, since: 'entry' },
    })),
  };
}

function programme(ratio: number): ProgrammePlan {
  return {
    id: 'help',
    title: 'Help',
    opens: 0,
    closes: null,
    eligible: [{ kind: 'state', region: 'case', states: ['care'] }],
    takeUp: 1,
    places: null,
    waiting: { kind: 'no waiting' },
    stay: null,
    endsWhen: [],
    endsWhenNotEligible: true,
    onStart: [],
    again: { kind: 'once' },
    effects: [
      {
        name: 'leaving',
        acts: { kind: 'hazard_ratio', transitions: ['leave'] },
        value: ratio,
        during: true,
        afterDays: 0,
      },
    ],
  };
}

function planOf(own: Authority, k: number): StudyPlan {
  return { ...studyPlan(scenario, null), model: modelOf(own), seed: `authority ${k}` };
}

const isStock = (row: Pick<TableRow, 'measure' | 'period' | 'group'>): boolean =>
  row.measure === 'in_care' && row.period === LAST_DAY && row.group === 'all';

describe('over two hundred authorities, chance only', () => {
  const REPLICATIONS = 150;
  let mean = 0;
  let difference = 0;
  let future = 0;
  let futureDifference = 0;
  beforeAll(() => {
    for (let k = 0; k < AUTHORITIES; k++) {
      const own = authority(k);
      const study = new Study({ ...planOf(own, k), programmes: [programme(own.ratio)] }, scenario.measureInfo, null);
      const runs = Array.from({ length: REPLICATIONS }, (_, r) => study.replicate(r));
      const { rows } = study.summarise(runs, '');
      const found = (option: string): TableRow => rows.find((row) => isStock(row) && row.option === option)!;
      const c = study.layout.columns.findIndex(isStock);
      const [without, withIt] = study.replicate(REPLICATIONS).outputs.map((row) => row[c]!);
      const holds = ({ value, mcSe }: TableRow, truth: number): number =>
        Math.abs(value - truth) <= 1.959963984540054 * mcSe ? 1 : 0;
      const predicts = ({ lower, upper }: TableRow, truth: number): number =>
        lower <= truth && truth <= upper ? 1 : 0;
      mean += holds(found('baseline'), expected(own));
      difference += holds(found('difference'), expected(own, own.ratio) - expected(own));
      future += predicts(found('baseline'), without!);
      futureDifference += predicts(found('difference'), withIt! - without!);
    }
  });

  test('the expectation is within two standard errors of the mean in 90 to 99% of them', () => {
    expect(mean).toBeGreaterThanOrEqual(LEAST);
    expect(mean).toBeLessThanOrEqual(MOST);
  });

  test('so is the expected difference, of pairs', () => {
    expect(difference).toBeGreaterThanOrEqual(LEAST);
    expect(difference).toBeLessThanOrEqual(MOST);
  });

  test('one more future is within the interval of futures, and so is one more difference', () => {
    // Numbers of children are whole, so that intervals hold a little more than they say.
    for (const count of [future, futureDifference]) expect(count).toBeGreaterThanOrEqual(LEAST);
    expect(future).toBeLessThanOrEqual(MOST);
  });
});

describe('over two hundred authorities whose rate is known to a factor', () => {
  /** Standard deviation of the log of the rate: what the analyst knows of it, and what the truth has about the analyst's. */
  const UNSURE = 0.3;
  const DRAWS = 100;

  test('the future that comes is within the interval of draws and replications in 90 to 99% of them', () => {
    let held = 0;
    for (let k = 0; k < AUTHORITIES; k++) {
      const believed = authority(k);
      const truth = new DrawLuck('truth', k + 1).normal('leaving');
      const run = (normal: number, draw: number, replications: number): Float64Array[] => {
        const own = { ...believed, leaving: believed.leaving * exp(UNSURE * normal) };
        const plan = { ...planOf(own, k), draw };
        const study = new OptionStudy(plan, scenario.measureInfo, null, commonCosts(plan));
        return Array.from({ length: replications }, (_, r) => study.replicate(r).values);
      };
      const plan = planOf(believed, k);
      const { columns } = new OptionStudy(plan, scenario.measureInfo, null, commonCosts(plan)).layout;
      const values = Array.from({ length: DRAWS }, (_, d) =>
        run(new DrawLuck(`authority ${k}`, d + 1).normal('leaving'), d + 1, 2),
      );
      const row = nestedRows(columns, [{ option: 'as it is', values }], '').find(isStock)!;
      const came = run(truth, DRAWS + 1, 1)[0]![columns.findIndex(isStock)]!;
      if (row.lower <= came && came <= row.upper) held++;
    }
    expect(held).toBeGreaterThanOrEqual(LEAST);
    expect(held).toBeLessThanOrEqual(MOST);
  });
});
