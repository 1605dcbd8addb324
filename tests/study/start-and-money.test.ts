/** Starting stocks weighted to published margins, sampled to exact totals; and the arithmetic of money over years. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { discountFactors } from '../../engine/economics/discount.js';
import { fixedCostSeries, type FixedCost } from '../../engine/economics/fixed-costs.js';
import { seedKey } from '../../engine/random/index.js';
import { rake, systematicSample, type Margin } from '../../engine/study/rake.js';
import {
  buildHistory,
  sampleStart,
  weightStock,
  type StartPlan,
  type StratumPlan,
  type WeightedStratum,
} from '../../engine/study/start-plan.js';
import { monthStarts, parseDate } from '../../engine/time/index.js';
import { estimateOf, expectNear } from '../support/estimates.js';
import { resolveText } from '../support/pathway-files.js';
import { sum } from '../support/runs.js';

/** Weighted totals of the cells of a margin. */
function totals(weights: Float64Array, { cells, targets }: Margin): number[] {
  const found = targets.map(() => 0);
  cells.forEach((cell, i) => {
    if (cell >= 0) found[cell]! += weights[i]!;
  });
  return found;
}

describe('raking', () => {
  test('reproduces one margin exactly, keeping proportions within its cells', () => {
    const margin: Margin = { name: 'sex', cells: Int32Array.of(0, 0, 0, 1), targets: [60, 40] };
    const { weights, miss } = rake(4, 100, [margin]);
    expect([...weights]).toEqual([20, 20, 20, 40]);
    expect(miss).toBeLessThan(1e-9);
  });

  test('matches several margins at once, each scaled to the total', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1000 }),
        fc.array(fc.double({ min: 0.2, max: 5, noNaN: true }), { minLength: 7, maxLength: 7 }),
        (total, t) => {
          // Two rows in every combination of three by four, so that all margins can be met.
          const rows = Array.from({ length: 24 }, (_, i) => [i % 3, Math.floor(i / 3) % 4] as const);
          const margins: Margin[] = [
            { name: 'a', cells: Int32Array.from(rows, ([a]) => a), targets: t.slice(0, 3) },
            { name: 'b', cells: Int32Array.from(rows, ([, b]) => b), targets: t.slice(3) },
          ];
          const { weights, miss, empty } = rake(24, total, margins);
          expect(miss).toBeLessThan(1e-9);
          expect(empty).toEqual([]);
          for (const margin of margins) {
            const scale = total / sum(margin.targets);
            totals(weights, margin).forEach((found, cell) =>
              expect(found / (margin.targets[cell]! * scale)).toBeCloseTo(1, 7),
            );
          }
          expect(sum(weights) / total).toBeCloseTo(1, 7);
        },
      ),
      { numRuns: 50, seed: 1 },
    );
  });

  test('changes only what margins ask: odds ratios within a table stay', () => {
    // Deming and Stephan: two by two, margins moved, the cross ratio kept.
    const rows = [0, 0, 0, 1, 2, 2, 3, 3, 3, 3];
    const margins: Margin[] = [
      { name: 'a', cells: Int32Array.from(rows, (i) => i >> 1), targets: [70, 30] },
      { name: 'b', cells: Int32Array.from(rows, (i) => i & 1), targets: [45, 55] },
    ];
    const { weights } = rake(10, 100, margins);
    const cell = [0, 1, 2, 3].map((c) => sum([...weights].filter((_, i) => rows[i] === c)));
    expect((cell[0]! * cell[3]!) / (cell[1]! * cell[2]!)).toBeCloseTo((3 * 4) / (1 * 2), 6);
  });

  test('gives no weight to rows in no cell, or in a cell with a target of 0', () => {
    const { weights } = rake(4, 10, [{ name: 'a', cells: Int32Array.of(0, 1, -1, 2), targets: [3, 0, 7] }]);
    expect([...weights]).toEqual([3, 0, 0, 7]);
  });

  test('says which targets have no row to carry them, and shares the total among the rest', () => {
    const { weights, empty } = rake(2, 10, [{ name: 'a', cells: Int32Array.of(0, 1), targets: [3, 2, 5] }]);
    expect(empty).toEqual([{ margin: 'a', cell: 2, target: 5 }]);
    expect([...weights]).toEqual([6, 4]);
  });

  test('without margins is even', () => {
    expect(rake(4, 10, [])).toEqual({ weights: new Float64Array(4).fill(2.5), miss: 0, empty: [] });
    expect(rake(0, 10, []).weights).toHaveLength(0);
  });
});

describe('systematic sampling', () => {
  const weightsOf = fc
    .array(fc.double({ min: 0, max: 10, noNaN: true }), { minLength: 1, maxLength: 30 })
    .filter((weights) => sum(weights) > 0.1);

  test('takes exactly so many rows, each as often as its weight, rounded down or up, for any start', () => {
    fc.assert(
      fc.property(
        weightsOf,
        fc.integer({ min: 0, max: 200 }),
        fc.double({ min: 0, max: 0.999999, noNaN: true }),
        (weights, count, u) => {
          const rows = systematicSample(Float64Array.from(weights), count, u);
          expect(rows).toHaveLength(count);
          const total = sum(weights);
          weights.forEach((weight, i) => {
            const times = rows.filter((row) => row === i).length;
            const expected = (weight / total) * count;
            expect(times).toBeGreaterThanOrEqual(Math.floor(expected - 1e-6));
            expect(times).toBeLessThanOrEqual(Math.ceil(expected + 1e-6));
          });
          expect([...rows]).toEqual([...rows].sort((a, b) => a - b));
        },
      ),
      { numRuns: 200, seed: 2 },
    );
  });

  test('over all starts takes each row in proportion to its weight', () => {
    const weights = Float64Array.of(0.5, 3, 0, 1.25, 0.01, 7);
    const times = weights.map(() => 0);
    const starts = 20_000;
    for (let k = 0; k < starts; k++)
      for (const row of systematicSample(weights, 5, (k + 0.5) / starts)) times[row]! += 1;
    weights.forEach((weight, i) => expect(times[i]! / starts).toBeCloseTo((5 * weight) / sum(weights), 3));
  });

  test('of nothing to sample from is refused; of nobody is nobody', () => {
    expect(() => systematicSample(Float64Array.of(0, 0), 1, 0.5)).toThrow(RangeError);
    expect(systematicSample(Float64Array.of(0, 0), 0, 0.5)).toHaveLength(0);
  });
});

const CARE = `
pathway: care
run: {start: 2025-04-01, years: 1, replications: 1, seed: start}
attributes: {sex: [girl, boy]}
arrivals:
  children: {rate: 2 per day, age: {0 to 17: 1}, attributes: {sex: {girl: 0.6, boy: rest}}}
regions:
  case:
    initial: need
    states: {need: {label: In need}, care: {label: In care}, left: {final: true}}
    transitions:
      enter: {from: need, to: care, clock: {exponential: 1 per year}}
      leave: {from: [need, care], to: left, clock: {exponential: 0.7 per year}}
`;

describe('the starting stock of an area', () => {
  const scenario = resolveText(CARE);
  const inState = (name: string): StratumPlan['who'] => [{ kind: 'state', region: 'case', states: [name] }];
  const ages = { kind: 'age' as const, from: [0, 5, 12], labels: ['0 to 4', '5 to 11', '12 to 17'] };
  const plan: StartPlan = {
    historyModel: {
      ...scenario.model,
      arrivals: scenario.model.arrivals.map((stream) => ({
        ...stream,
        rates: stream.rates.map((rate) => ({ ...rate, from: -1500 })),
      })),
    },
    historyDays: 1500,
    strata: [
      {
        name: 'care',
        who: inState('care'),
        size: { kind: 'exact', count: 137 },
        margins: [
          { name: 'age', dimension: ages, targets: { '0 to 4': 20, '5 to 11': 30, '12 to 17': 87 } },
          { name: 'sex', dimension: { kind: 'attribute', attribute: 'sex' }, targets: { girl: 44, boy: 56 } },
        ],
      },
      { name: 'need', who: inState('need'), size: { kind: 'each', weight: 0.217 }, margins: [] },
    ],
  };
  const { stock } = buildHistory(plan, scenario.startDay);
  const strata = weightStock(stock, plan, scenario.startDay);
  const [care, need] = strata as [WeightedStratum, WeightedStratum];
  const key = seedKey('start');
  const samples = Array.from({ length: 600 }, (_, replication) => sampleStart(strata, key, replication, 'leeds').rows);
  const inCare = new Set(care.rows);
  const stateIndex = stock.stateNames[0]!.indexOf('care');

  test('is split by who is in it, nobody twice', () => {
    expect(new Set([...care.rows, ...need.rows]).size).toBe(care.rows.length + need.rows.length);
    expect([...care.rows].every((row) => stock.states[row] === stateIndex)).toBe(true);
    expect(care.rows.length + need.rows.length).toBe(stock.count);
  });

  test('is weighted to its margins', () => {
    expect(sum(care.weights)).toBeCloseTo(137, 6);
    expect(care.miss).toBeLessThan(1e-6);
    const girl = stock.attributes.indexOf('sex');
    const girls = [...care.rows].reduce(
      (total, row, i) => total + (stock.levels[row * stock.attributes.length + girl] === 0 ? care.weights[i]! : 0),
      0,
    );
    expect(girls / 137).toBeCloseTo(0.44, 6);
    const young = [...care.rows].reduce(
      (total, row, i) => total + (stock.births[row]! > -5 * 365.25 ? care.weights[i]! : 0),
      0,
    );
    // To the day: five years are 1,826 or 1,827 days.
    expect(young / 20).toBeCloseTo(1, 1);
  });

  test('has an exact total exactly, in every replication', () => {
    for (const rows of samples) expect(rows.filter((row) => inCare.has(row))).toHaveLength(137);
  });

  test('has any other total on average, off by less than one child', () => {
    const counts = samples.map((rows) => rows.length - 137);
    const total = need.rows.length * 0.217;
    for (const count of counts) expect(Math.abs(count - total)).toBeLessThan(1);
    expectNear(estimateOf(counts), total);
  });

  test('is drawn afresh for each replication, area and seed, and the same for the same', () => {
    expect([...sampleStart(strata, key, 5, 'leeds').rows]).toEqual([...samples[5]!]);
    expect([...samples[6]!]).not.toEqual([...samples[5]!]);
    expect([...sampleStart(strata, key, 5, 'york').rows]).not.toEqual([...samples[5]!]);
    expect([...sampleStart(strata, seedKey('other'), 5, 'leeds').rows]).not.toEqual([...samples[5]!]);
  });

  test('takes each child in proportion to its weight', () => {
    const some = [...care.rows.keys()].filter((i) => care.weights[i]! > 0.2).slice(0, 25);
    expect(some.length).toBeGreaterThan(5);
    for (const i of some) {
      const seen = sum(samples.map((rows) => rows.filter((row) => row === care.rows[i]).length));
      expect(Math.abs(seen - 600 * care.weights[i]!)).toBeLessThan(4.5 * Math.sqrt(600 * 0.25));
    }
  });

  test('of one area leaves the history as it is: it does not depend on the seed', () => {
    expect(buildHistory(plan, scenario.startDay).stock).toEqual(stock);
  });
});

describe('discounting', () => {
  test('leaves the first year, and divides later ones by a power of one and the rate', () => {
    const factors = discountFactors(0.035, 31);
    expect(factors[0]).toBe(1);
    expect(factors[1]).toBe(1 / 1.035);
    factors.forEach((factor, year) => expect(factor / 1.035 ** -year).toBeCloseTo(1, 13));
    // HM Treasury, The Green Book: the factor of year 30 at 3.5% is 0.3563.
    expect(factors[30]).toBeCloseTo(0.3563, 4);
  });

  test('at no rate is none, of no years is nothing', () => {
    expect([...discountFactors(0, 4)]).toEqual([1, 1, 1, 1]);
    expect(discountFactors(0.035, 0)).toHaveLength(0);
  });
});

describe('fixed costs', () => {
  const epoch = parseDate('2025-04-01');
  const bounds = Float64Array.from(monthStarts(epoch, 36), (day) => day - epoch);
  const cost = (more: Partial<FixedCost>): FixedCost => ({
    name: 'team',
    line: 'team',
    payer: 'council',
    pencePerDay: 0,
    pence: 0,
    from: 0,
    to: 1096,
    ...more,
  });

  test('a sum once falls in the month of its day, whole', () => {
    const series = fixedCostSeries(cost({ pence: 123_457, from: 91, to: 91 }), bounds);
    expect([...series].flatMap((pence, k) => (pence === 0 ? [] : [[k, pence]]))).toEqual([[3, 123_457]]);
  });

  test('a cost by the day falls on the days it is paid for, and no other', () => {
    const series = fixedCostSeries(cost({ pencePerDay: 100, from: 45, to: 100 }), bounds);
    expect([...series.slice(0, 5)]).toEqual([0, 16 * 100, 30 * 100, 9 * 100, 0]);
  });

  test('months are whole pence', () => {
    for (const pence of fixedCostSeries(cost({ pencePerDay: 12_345.678 }), bounds))
      expect(Number.isInteger(pence)).toBe(true);
  });

  test('months add up to the penny to what is paid in all', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 500_000_00 }),
        fc.integer({ min: 0, max: 700 }),
        fc.integer({ min: 1, max: 1096 }),
        (yearly, from, length) => {
          const to = Math.min(1096, from + length);
          const pencePerDay = yearly / 365.25;
          const series = fixedCostSeries(cost({ pencePerDay, from, to }), bounds);
          expect(Math.abs(sum(series) - (to - from) * pencePerDay)).toBeLessThanOrEqual(0.5 + 1e-6);
        },
      ),
      { numRuns: 200, seed: 3 },
    );
  });

  test('nothing is paid before the run or after it', () => {
    expect(sum(fixedCostSeries(cost({ pencePerDay: 100, from: -50, to: 0 }), bounds))).toBe(0);
    expect(sum(fixedCostSeries(cost({ pencePerDay: 100, from: -50, to: 5000 }), bounds))).toBe(1096 * 100);
    expect(sum(fixedCostSeries(cost({ pence: 100, from: -1 }), bounds))).toBe(0);
    expect(sum(fixedCostSeries(cost({ pence: 100, from: 1096 }), bounds))).toBe(0);
  });
});
