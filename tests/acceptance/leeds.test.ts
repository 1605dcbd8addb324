/** Leeds as it was published, and books that balance in every replication. */
import { beforeAll, describe, expect, test } from 'vitest';
import { World } from '../../engine/index.js';
import type { TableRow } from '../../engine/study/result.js';
import { dictionary } from '../../reports/tables/dictionary.js';
import { aboutRun } from '../../reports/tables/index.js';
import { careResult } from '../reports/fixture.js';
import { Reading } from '../support/runs.js';
import { prepare, Runs, SMALL_HISTORY, type Prepared } from './england.js';

const SCENARIO = `scenario: leeds
title: Leeds
baseline: england-2025
area: Leeds
years: 2
seed: books
stance: optimistic
programmes:
  - {use: mst, opens: 2025-10-01, teams: 2}
  - {use: family_safeguarding, opens: 2026-04-01, teams: 6}
  - {use: concurrent_planning, opens: 2025-10-01, teams: 4}
`;

const REGIONS = [
  'case',
  'earlier_plan',
  'legal',
  'proceedings',
  'permanence',
  'placement',
  'places',
  'provider',
  'phase',
  'year_in_care',
  'care_group',
  'guardian',
  'short_breaks',
  'home_after_care',
  'activity',
];
/** Measures that look where nobody should be. */
const MORE = `
  everyone: {label: Everyone, stock: {}, by: [${REGIONS.join(', ')}], definition: Every child in the model}
  looked_after_at_17: {label: Looked after at 17, stock: {case: looked_after, age: {from: 17}}, definition: a check}
  looked_after_at_18: {label: Looked after at 18, stock: {case: looked_after, age: {from: 18}}, definition: a check}
`;

let prepared: Prepared;
let runs: Runs;
beforeAll(() => {
  const measures = (text: string): string => `${text.trimEnd()}${MORE}`;
  prepared = prepare(SCENARIO, { library: { ...SMALL_HISTORY, 'measures.yaml': measures } });
  runs = new Runs(prepared, 3);
});

/** Does it for both options of every replication. */
function always(
  claim: (
    series: (measure: string, kind: 'day' | 'month' | 'financial year' | 'whole run', group?: string) => number[],
  ) => void,
): void {
  runs.replicates.forEach((_, replication) => {
    for (const option of [0, 1])
      claim((measure, kind, group) => runs.series(replication, option, measure, kind, group));
  });
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

describe('on the first day', () => {
  test('exactly 1,498 are looked after, 634 on a plan and 5,775 in need, in each of 10 replications', () => {
    const short = new Runs(
      { ...prepared, plan: { ...prepared.plan, months: 1, programmes: [], programmeCosts: [], fixedCosts: [] } },
      10,
    );
    short.replicates.forEach((_, k) => {
      const first = (measure: string): number => short.series(k, 0, measure, 'day')[0]!;
      expect([first('looked_after'), first('protection_plans'), first('children_in_need')]).toEqual([1498, 634, 5775]);
    });
    // The same numbers, but not the same children.
    const ages = short.replicates.map((_, k) =>
      short.values(k, 0, (column) => column.measure === 'looked_after' && column.period === '2025-03-31').join(),
    );
    expect(new Set(ages).size).toBeGreaterThan(1);
  });

  test('with and without programmes', () => {
    always((series) => expect(series('looked_after', 'day')[0]).toBe(1498));
  });
});

describe('at every month end, with and without programmes', () => {
  test('nobody is looked after at 18', () => {
    let at17 = 0;
    always((series) => {
      at17 += sum(series('looked_after_at_17', 'day'));
      // Whose 18th birthday is the first day of the run was looked after on the evening before, at 17.
      expect(new Set(series('looked_after_at_18', 'day').slice(1))).toEqual(new Set([0]));
      // Nor at any instant between: the average is over time, not over month ends.
      expect(series('looked_after_at_18_average', 'whole run')).toEqual([0]);
      expect(sum(series('left_at_18', 'month'))).toBeGreaterThan(0);
    });
    expect(at17).toBeGreaterThan(0);
  });

  test('every child is in one state of every region', () => {
    always((series) => {
      const everyone = series('everyone', 'day');
      expect(Math.min(...everyone)).toBeGreaterThan(1498);
      for (const name of REGIONS) {
        const region = prepared.scenario.model.regions.find((item) => item.name === name)!;
        const states = region.states.map((state) => series('everyone', 'day', `${name}=${state.label}`));
        everyone.forEach((n, k) => expect(sum(states.map((stock) => stock[k]!))).toBe(n));
      }
    });
    expect(REGIONS).toEqual(
      prepared.scenario.model.regions.map((region) => region.name).filter((name) => REGIONS.includes(name)),
    );
    expect(prepared.scenario.model.regions).toHaveLength(REGIONS.length);
  });

  test('those looked after by age, by placement, by legal status and by asylum seeking add up to all of them', () => {
    always((series) => {
      const all = series('looked_after', 'day');
      for (const dimension of ['age', 'placement', 'legal', 'uasc']) {
        const groups = new Set(
          runs.columns
            .filter((column) => column.measure === 'looked_after' && column.group.startsWith(`${dimension}=`))
            .map((column) => column.group),
        );
        const parts = [...groups].map((group) => series('looked_after', 'day', group));
        expect(parts.length).toBeGreaterThan(1);
        all.forEach((n, k) => expect(sum(parts.map((part) => part[k]!))).toBe(n));
      }
    });
  });
});

describe('in every month', () => {
  test('the number looked after changes by starts less leavers', () => {
    always((series) => {
      const stock = series('looked_after', 'day');
      const starts = series('started_looked_after', 'month');
      const leavers = series('ceased_looked_after', 'month');
      expect(starts).toHaveLength(24);
      starts.forEach((n, k) => expect(stock[k + 1]! - stock[k]!).toBe(n - leavers[k]!));
    });
  });

  test('months add up to years, and ages and reasons to all', () => {
    always((series) => {
      for (const measure of ['started_looked_after', 'ceased_looked_after']) {
        expect(sum(series(measure, 'financial year'))).toBe(sum(series(measure, 'month')));
        for (const dimension of ['age', measure.startsWith('ceased') ? 'reason' : 'legal']) {
          const groups = new Set(
            runs.columns
              .filter((column) => column.measure === measure && column.group.startsWith(`${dimension}=`))
              .map((column) => column.group),
          );
          expect(sum([...groups].flatMap((group) => series(measure, 'financial year', group)))).toBe(
            sum(series(measure, 'financial year')),
          );
        }
      }
    });
  });
});

describe('to the penny, in every replication', () => {
  const pence = (pounds: number): number => {
    const whole = Math.round(pounds * 100);
    expect(whole / 100).toBe(pounds);
    return whole;
  };

  test.each(['cost', 'cost_discounted'])('%s: payers add up to the total, and so do lines', (measure) => {
    always((series) => {
      for (const kind of measure === 'cost' ? (['financial year', 'whole run'] as const) : (['whole run'] as const)) {
        const total = series(measure, kind).map(pence);
        expect(total.length).toBe(kind === 'whole run' ? 1 : 2);
        for (const dimension of ['payer', 'line']) {
          const groups = new Set(
            runs.columns
              .filter((column) => column.measure === measure && column.group.startsWith(`${dimension}=`))
              .map((column) => column.group),
          );
          expect(groups.size).toBeGreaterThan(2);
          const parts = [...groups].map((group) => series(measure, kind, group).map(pence));
          total.forEach((all, k) => expect(sum(parts.map((part) => part[k]!)), dimension).toBe(all));
        }
      }
    });
  });

  test('items add up to lines, to payers and to the total', () => {
    const { plan, start } = prepared;
    const { epoch, months, seed, area } = plan;
    const world = new World(plan.model, plan.ledger, { epoch, months, seed, area }, start);
    runs.replicates.forEach((_, replication) => {
      const { tables, events } = world.run(replication);
      const items = new Reading(world, tables, events);
      const pounds = (group: string): number => pence(runs.series(replication, 0, 'cost', 'whole run', group)[0]!);
      const costs = plan.ledger.costs.map((cost) => ({ ...cost, spent: sum(items.pence(cost.name)) }));
      const spent = (chosen: typeof costs): number => sum(chosen.map((cost) => cost.spent));
      expect(pounds('all')).toBe(spent(costs));
      for (const what of ['line', 'payer'] as const)
        for (const name of new Set(costs.map((cost) => cost[what])))
          expect(pounds(`${what}=${name}`), name).toBe(spent(costs.filter((cost) => cost[what] === name)));
    });
  });

  test('years add up to the whole run', () => {
    always((series) => {
      for (const group of ['all', 'line=Fostering', 'payer=Local authority'])
        expect(sum(series('cost', 'financial year', group).map(pence))).toBe(
          pence(series('cost', 'whole run', group)[0]!),
        );
    });
  });
});

test('the data dictionary has a meaning for everything that is counted of it', () => {
  const number = { option: 'option', area: 'Leeds', value: 1, lower: 1, upper: 1, mcSe: 0 };
  const whole = {
    table: 'appraisal',
    group: 'all',
    period: 'whole run',
    periodKind: 'whole run',
    unit: 'GBP',
  } as const;
  const appraisal = [
    'net_present_value',
    'programme_cost',
    'saved',
    'benefit_cost_ratio',
    'paid_back',
    'saved_so_far',
    'budget_impact',
  ];
  const rows: TableRow[] = [
    ...runs.columns.map((column) => ({ ...column, ...number })),
    ...runs.study.placeRows('Leeds'),
    ...appraisal.map((measure) => ({ ...whole, ...number, measure })),
  ];
  const about = aboutRun(careResult({ change: { rows, measures: prepared.measures } }), '');
  const entries = dictionary(rows, about).filter(({ kind }) => kind === 'measure');
  expect(new Set(entries.map(({ table }) => table)).size).toBe(7);
  expect(entries.length).toBeGreaterThan(100);
  expect(entries.filter(({ definition }) => definition === '').map(({ table, name }) => `${table}: ${name}`)).toEqual(
    [],
  );
});
