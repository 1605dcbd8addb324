/** Unit costs that grow over and above prices in general: closed forms to the penny, and payers that still add up. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Discounting } from '../../engine/economics/discount.js';
import { fixedCostSeries, type FixedCost } from '../../engine/economics/fixed-costs.js';
import { growthFactors } from '../../engine/economics/growth.js';
import type { CostItem } from '../../engine/ledger/spec.js';
import { Study } from '../../engine/study/study.js';
import { World } from '../../engine/study/world.js';
import { resolveText } from '../support/pathway-files.js';
import { sum } from '../support/runs.js';

const CHILDREN = 7;
const here: CostItem['on'] = { while: [{ kind: 'state', region: 'case', states: ['here'] }] };
const moved: CostItem['on'] = { transitions: ['move'] };

/** Everybody is here throughout, and is moved once, on day 400: in the second year of a run from April. */
const scenarioFrom = (start: string, years: number) =>
  resolveText(`
pathway: stay
run: {start: ${start}, years: ${years}, replications: 1, seed: growth}
arrivals: {children: {rate: 0 per day, at_start: ${CHILDREN}}}
regions:
  case: {initial: here, states: {here: {stays: true}}, transitions: {}}
  home:
    initial: first
    states: {first: , second: {stays: true}}
    transitions: {move: {from: first, to: second, clock: {fixed: 400 days, since: entry}}}
`);

interface Money {
  readonly costs?: readonly CostItem[];
  readonly fixed?: readonly FixedCost[];
  readonly start?: string;
  readonly years?: number;
  readonly rate?: number;
  readonly discounting?: Discounting;
}

/** All cost columns of one replication, and a reader of one of them in whole pence. */
function money({ costs = [], fixed = [], start = '2025-04-01', years = 3, rate, discounting = 'yearly' }: Money) {
  const scenario = scenarioFrom(start, years);
  const plan = {
    model: scenario.model,
    ledger: { measures: [], costs },
    programmes: [],
    programmeCosts: [],
    fixedCosts: fixed,
    start: null,
    epoch: scenario.startDay,
    months: 12 * years,
    seed: 'growth',
    area: '',
    discountRate: rate ?? null,
    discounting,
  };
  const { layout } = new Study(plan, [], null);
  const world = new World(plan.model, plan.ledger, plan, null);
  const values = layout.read(world.ledger, world.run(0).tables, fixed);
  const read = (group = 'all', period = 'whole run', measure = 'cost'): number => {
    const at = layout.columns.findIndex(
      (column) => column.measure === measure && column.group === group && column.period === period,
    );
    const pence = values[at]! * 100;
    expect(Math.abs(pence - Math.round(pence)), `${measure} ${group} ${period}`).toBeLessThan(1e-4);
    return Math.round(pence);
  };
  return { values, read, columns: layout.columns };
}

const item = (more: Partial<CostItem>): CostItem => ({
  name: 'care',
  line: 'care',
  payer: 'council',
  pence: 100,
  on: here,
  ...more,
});
const team = (more: Partial<FixedCost>): FixedCost => ({
  name: 'team',
  line: 'team',
  payer: 'health',
  pencePerDay: 0,
  pence: 0,
  from: 0,
  to: 1096,
  ...more,
});
const YEARS = [
  ['2025-26', 365],
  ['2026-27', 365],
  ['2027-28', 366],
] as const;

describe('an amount that grows by a tenth a year', () => {
  test('accruing 1 a day for each child is 1, 1.10 and 1.21 a day, to the penny', () => {
    const { read } = money({ costs: [item({ realGrowth: 0.1 })] });
    const pence = [100, 110, 121];
    YEARS.forEach(([year, days], j) => expect(read('all', year)).toBe(CHILDREN * days * pence[j]!));
    expect(read()).toBe(CHILDREN * (365 * 100 + 365 * 110 + 366 * 121));
  });

  test('at an event is that of the year of the event', () => {
    const { read } = money({ costs: [item({ on: moved, pence: 1000, realGrowth: 0.1 })] });
    expect(YEARS.map(([year]) => read('all', year))).toEqual([0, CHILDREN * 1100, 0]);
  });

  test('paid for a team, and once for setting it up in the second year, is the same', () => {
    const { read } = money({
      fixed: [
        team({ pencePerDay: 1000, realGrowth: 0.1 }),
        team({ line: 'setting up', pence: 5000, from: 400, to: 400, realGrowth: 0.1 }),
      ],
    });
    expect(YEARS.map(([year]) => read('line=team', year))).toEqual([365_000, 365 * 1100, 366 * 1210]);
    expect(read('line=setting up')).toBe(5500);
  });

  test('steps in April, and stands as given in the part of a year that a run begins with', () => {
    const { read } = money({ costs: [item({ realGrowth: 0.1 })], start: '2026-01-01', years: 1 });
    expect(read('all', '2025-26 (3 months)')).toBe(CHILDREN * 90 * 100);
    expect(read('all', '2026-27 (9 months)')).toBe(CHILDREN * 275 * 110);
  });

  test('falls where growth is below 0', () => {
    const { read } = money({ costs: [item({ realGrowth: -0.1 })] });
    expect(read()).toBe(CHILDREN * (365 * 100 + 365 * 90 + 366 * 81));
  });
});

describe('no growth', () => {
  test('changes no bit of any column', () => {
    const costs = [item({ pence: 76_500 / 7 }), item({ name: 'move', line: 'moves', pence: 164_900.5, on: moved })];
    const fixed = [team({ pencePerDay: 50_000_000 / 365.25 }), team({ pence: 123_456.7, from: 400 })];
    const zero = <Item extends object>(items: readonly Item[]) => items.map((each) => ({ ...each, realGrowth: 0 }));
    for (const discounting of ['yearly', 'continuous'] as const) {
      const plain = money({ costs, fixed, rate: 0.035, discounting });
      const none = money({ costs: zero(costs), fixed: zero(fixed), rate: 0.035, discounting });
      expect([...new BigUint64Array(none.values.buffer)]).toEqual([...new BigUint64Array(plain.values.buffer)]);
    }
    const bounds = Float64Array.from({ length: 37 }, (_, k) => 30.4 * k);
    for (const cost of fixed)
      expect(fixedCostSeries(cost, bounds, new Float64Array(36).fill(1))).toEqual(fixedCostSeries(cost, bounds));
  });

  test('of one item does not touch another', () => {
    const other = item({ name: 'other', line: 'other', pence: 1234.5 });
    const without = money({ costs: [item({}), other] });
    const grown = money({ costs: [item({ realGrowth: 0.3 }), other] });
    expect(grown.read('line=other')).toBe(without.read('line=other'));
    expect(grown.read('line=care')).toBeGreaterThan(without.read('line=care'));
  });
});

describe('discounting comes after growth', () => {
  test('year by year, to the penny', () => {
    const { read } = money({ costs: [item({ realGrowth: 0.1 })], rate: 0.035 });
    const years = [365 * 100, 365 * 110, 366 * 121].map((pence) => CHILDREN * pence);
    expect(read('all', 'whole run', 'cost_discounted')).toBe(
      sum(years.map((pence, j) => Math.round(pence / 1.035 ** j))),
    );
  });

  test('growth at the discount rate cancels it, but for the rounding of months', () => {
    const { read } = money({ costs: [item({ pence: 98_765.4, realGrowth: 0.035 })], rate: 0.035 });
    const flat = money({ costs: [item({ pence: 98_765.4 })], rate: 0.035 }).read();
    expect(Math.abs(read('all', 'whole run', 'cost_discounted') - flat)).toBeLessThanOrEqual(36);
  });

  test('a growing stream discounted continuously is the sum of its years', () => {
    const { read } = money({ costs: [item({ pence: 1e6, realGrowth: 0.1 })], rate: 0.035, discounting: 'continuous' });
    const delta = Math.log(1.035) / 365.25;
    const worth = (from: number, to: number): number => (Math.exp(-delta * from) - Math.exp(-delta * to)) / delta;
    const exact = CHILDREN * 1e6 * (worth(0, 365) + 1.1 * worth(365, 730) + 1.21 * worth(730, 1096));
    expect(read('all', 'whole run', 'cost_discounted') / exact).toBeCloseTo(1, 8);
  });
});

test('lines add up to the whole and so do payers, to the penny, whatever grows and however', () => {
  const growth = fc.double({ min: -0.5, max: 0.5, noNaN: true });
  const anItem = fc.record({
    line: fc.constantFrom('a', 'b', 'c'),
    payer: fc.constantFrom('council', 'health', 'courts'),
    pence: fc.double({ min: -50_000, max: 500_000, noNaN: true }),
    on: fc.constantFrom(here, moved),
    realGrowth: growth,
  });
  const aTeam = fc.record({
    line: fc.constantFrom('a', 'team'),
    payer: fc.constantFrom('council', 'schools'),
    pencePerDay: fc.double({ min: 0, max: 1e6, noNaN: true }),
    from: fc.integer({ min: 0, max: 1095 }),
    realGrowth: growth,
  });
  fc.assert(
    fc.property(
      fc.array(anItem, { minLength: 1, maxLength: 6 }),
      fc.array(aTeam, { maxLength: 3 }),
      fc.constantFrom<Discounting>('yearly', 'continuous'),
      (items, teams, discounting) => {
        const { read, columns } = money({
          costs: items.map((each, i) => item({ name: `item ${i}`, ...each })),
          fixed: teams.map((each, i) => team({ name: `team ${i}`, ...each })),
          rate: 0.035,
          discounting,
        });
        for (const [measure, period] of [
          ...YEARS.map(([year]) => ['cost', year] as const),
          ['cost', 'whole run'] as const,
          ['cost_discounted', 'whole run'] as const,
        ]) {
          for (const kind of ['line=', 'payer=']) {
            const groups = new Set(columns.map(({ group }) => group).filter((group) => group.startsWith(kind)));
            expect(sum([...groups].map((group) => read(group, period, measure)))).toBe(read('all', period, measure));
          }
        }
      },
    ),
    { numRuns: 40, seed: 4 },
  );
});

describe('factors', () => {
  test('are powers of one and the growth, by the years of the run', () => {
    expect([...growthFactors(0.5, [3, 2, 1])]).toEqual([1, 1, 1, 1.5, 1.5, 2.25]);
    expect([...growthFactors(0, [2, 2])]).toEqual([1, 1, 1, 1]);
    const long = growthFactors(
      0.02,
      Array.from({ length: 60 }, () => 1),
    );
    long.forEach((factor, j) => expect(factor / 1.02 ** j).toBeCloseTo(1, 13));
  });

  test('of what would turn an amount into nothing, or into a debt, are refused', () => {
    for (const growth of [-1, -2, Number.NaN, Infinity]) expect(() => growthFactors(growth, [1])).toThrow(RangeError);
  });
});
