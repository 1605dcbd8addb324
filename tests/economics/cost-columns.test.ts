/** Money as columns: every way of telling costs apart adds up to the same whole, to the penny. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { costFacets, type CostTags, type DiscountRate, type Discounting } from '../../engine/economics/index.js';
import { CostColumns, type CostSeries } from '../../engine/study/cost-columns.js';
import { monthStarts, parseDate } from '../../engine/time/index.js';

interface Given {
  readonly start: string;
  readonly months: number;
  readonly items: readonly (CostTags & { readonly pence: readonly number[] })[];
  readonly rate?: DiscountRate | null;
  readonly discounting?: Discounting;
}

function columnsOf({ start, months, items, rate = null, discounting = 'yearly' }: Given) {
  const epoch = parseDate(start);
  const bounds = monthStarts(epoch, months).map((day) => day - epoch);
  const layout = new CostColumns({ bounds, epoch, discountRate: rate, discounting, costs: costFacets(items) });
  const series: CostSeries[] = items.map((item) => ({ ...item, pence: Float64Array.from(item.pence) }));
  const out = new Float64Array(layout.columns.length);
  layout.read(series, out, 0);
  const pence = (value: number): number => Math.round(value * 100);
  return {
    layout,
    series: (group: string, kind: string, measure = 'cost') =>
      layout.columns.flatMap((column, c) =>
        column.measure === measure && column.group === group && column.periodKind === kind ? [pence(out[c]!)] : [],
      ),
    groups: (dimension: string) => [
      ...new Set(layout.columns.map(({ group }) => group).filter((group) => group.startsWith(`${dimension}=`))),
    ],
  };
}

const months = (n: number, amount: number): number[] => Array<number>(n).fill(amount);
const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);

const STARTS = ['2025-04-01', '2025-05-01', '2024-02-01', '2026-12-01'];
const tags: fc.Arbitrary<CostTags> = fc.record(
  {
    line: fc.constantFrom('Fostering', 'Programme: A', 'Courts'),
    payer: fc.constantFrom('Local authority', 'Health', 'Ministry'),
    saving: fc.constantFrom('cashable', 'capacity', 'social'),
    part: fc.constantFrom('set-up', 'running', 'per child'),
  },
  { requiredKeys: ['line', 'payer'] },
);
const given: fc.Arbitrary<Given> = fc.integer({ min: 1, max: 30 }).chain((n) =>
  fc.record({
    start: fc.constantFrom(...STARTS),
    months: fc.constant(n),
    items: fc.array(
      fc
        .tuple(tags, fc.array(fc.integer({ min: -1e9, max: 1e9 }), { minLength: n, maxLength: n }))
        .map(([of, pence]) => ({ ...of, pence })),
      { minLength: 1, maxLength: 8 },
    ),
    rate: fc.constantFrom<DiscountRate | null>(null, 0, 0.035, [
      { from: 0, rate: 0.035 },
      { from: 1, rate: 0.01 },
    ]),
    discounting: fc.constantFrom<Discounting>('yearly', 'mid-year', 'year-end', 'continuous'),
  }),
);

test('payers, lines and kinds each add up to the total, in every period, discounted too', () => {
  fc.assert(
    fc.property(given, (of) => {
      const { series, groups } = columnsOf(of);
      for (const [measure, kind] of [
        ['cost', 'financial year'],
        ['cost', 'quarter'],
        ['cost', 'whole run'],
        ['cost_discounted', 'whole run'],
      ] as const) {
        const total = series('all', kind, measure);
        for (const dimension of kind === 'quarter' ? ['payer', 'kind'] : ['payer', 'line', 'kind']) {
          const found = groups(dimension).map((group) => series(group, kind, measure));
          const added = total.map((all, k) => (found.length === 0 ? all : sum(found.map((one) => one[k]!))));
          expect(added, `${dimension} ${kind}`).toEqual(total);
        }
        const parts = groups('programme part').map((group) => series(group, kind, measure));
        const own = total.map((_, k) => sum(parts.map((one) => one[k]!)));
        for (const dimension of ['programme payer', 'programme kind']) {
          const found = groups(dimension).map((group) => series(group, kind, measure));
          expect(own.map((all, k) => (found.length === 0 ? all : sum(found.map((one) => one[k]!))))).toEqual(own);
        }
      }
    }),
    { seed: 4, numRuns: 100 },
  );
});

test('quarters add up to their years, and years to the run', () => {
  fc.assert(
    fc.property(given, (of) => {
      const { layout, series, groups } = columnsOf(of);
      for (const group of ['all', ...groups('payer'), ...groups('kind'), ...groups('programme part')]) {
        const years = series(group, 'financial year');
        expect(sum(years)).toBe(series(group, 'whole run')[0]);
        const quarters = series(group, 'quarter');
        layout.years.forEach((year, j) => {
          const own = quarters.filter((_, q) => {
            const { first } = layout.quarters[q]!;
            return first >= year.first && first < year.end;
          });
          expect(sum(own), `${group} ${year.label}`).toBe(years[j]);
        });
      }
    }),
    { seed: 5, numRuns: 100 },
  );
});

test('discounted at 0% is not discounted, whatever the convention', () => {
  fc.assert(
    fc.property(given, (of) => {
      const { layout, series } = columnsOf({ ...of, rate: 0 });
      expect(series('all', 'whole run', 'cost_discounted')).toEqual(series('all', 'whole run'));
      expect([...layout.quarterFactors].every((factor) => factor === 1)).toBe(true);
    }),
    { seed: 6, numRuns: 50 },
  );
});

test('quarters at their factors are the present value, but for rounding', () => {
  fc.assert(
    fc.property(given, (of) => {
      const { layout, series } = columnsOf({ ...of, rate: of.rate ?? 0.035 });
      const { quarterFactors } = layout;
      const present = sum(series('all', 'quarter').map((pence, q) => pence * quarterFactors[q]!));
      const largest = Math.max(1, ...of.items.flatMap(({ pence }) => pence.map(Math.abs)));
      // Yearly: a penny an item and year. Continuously a month is not its quarter: within a quarter's discounting.
      const slack =
        of.discounting === 'continuous' ? 0.01 * largest * of.months * of.items.length : 1 + 4 * of.items.length;
      expect(Math.abs(present - series('all', 'whole run', 'cost_discounted')[0]!)).toBeLessThanOrEqual(slack);
    }),
    { seed: 7, numRuns: 100 },
  );
});

describe('labels', () => {
  const items = [{ line: 'x', payer: 'y', pence: months(16, 100) }];

  test('quarters are those of the financial year, and a part of one says so', () => {
    const { layout } = columnsOf({ start: '2025-05-01', months: 16, items });
    expect(layout.quarters.map(({ label }) => label)).toEqual([
      '2025-26 Q1 (2 months)',
      '2025-26 Q2',
      '2025-26 Q3',
      '2025-26 Q4',
      '2026-27 Q1',
      '2026-27 Q2 (2 months)',
    ]);
    expect(layout.years.map(({ label }) => label)).toEqual(['2025-26 (11 months)', '2026-27 (5 months)']);
  });

  test('without kinds and programmes there are no columns of them', () => {
    const { layout } = columnsOf({ start: '2025-05-01', months: 16, items });
    expect(new Set(layout.columns.map(({ group }) => group))).toEqual(new Set(['all', 'line=x', 'payer=y']));
  });

  test('what a programme costs is money spent unless it says otherwise; what says nothing is not classed', () => {
    const { groups } = columnsOf({
      start: '2025-04-01',
      months: 1,
      items: [
        { line: 'a', payer: 'p', saving: 'capacity', pence: [1] },
        { line: 'b', payer: 'p', part: 'running', pence: [1] },
        { line: 'c', payer: 'p', pence: [1] },
      ],
    });
    expect(groups('kind')).toEqual(['kind=Cashable', 'kind=Capacity released', 'kind=Not classed']);
    expect(groups('programme kind')).toEqual(['programme kind=Cashable']);
    expect(groups('programme part')).toEqual(['programme part=Running']);
  });
});

test('the columns that were there before stand first and in their order', () => {
  const { layout } = columnsOf({
    start: '2025-04-01',
    months: 12,
    items: [{ line: 'a', payer: 'p', saving: 'capacity', pence: months(12, 1) }],
    rate: 0.035,
  });
  expect(layout.columns.slice(0, 9).map(({ measure, group, period }) => `${measure} ${group} ${period}`)).toEqual(
    ['all', 'line=a', 'payer=p'].flatMap((group) => [
      `cost ${group} 2025-26`,
      `cost ${group} whole run`,
      `cost_discounted ${group} whole run`,
    ]),
  );
});
