/** An appraisal of made-up money whose every answer can be worked out by hand, and what must hold of any. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  appraise,
  costFacets,
  type AppraisalTerms,
  type CostTags,
  type DiscountRate,
} from '../../engine/economics/index.js';
import { CostColumns } from '../../engine/study/cost-columns.js';
import { monthStarts, parseDate } from '../../engine/time/index.js';

type Item = CostTags & { readonly pence: (month: number, pair: number) => number };

interface World {
  readonly baseline: readonly Item[];
  /** What the option has besides; the baseline's items are replaced by those of the same place. */
  readonly option: readonly Item[];
  readonly years?: number;
  readonly pairs?: number;
  readonly rate?: DiscountRate | null;
  readonly terms?: Partial<AppraisalTerms>;
}

function appraised({ baseline, option, years = 2, pairs = 1, rate = null, terms = {} }: World) {
  const epoch = parseDate('2025-04-01');
  const bounds = monthStarts(epoch, 12 * years).map((day) => day - epoch);
  const costs = costFacets([...baseline, ...option]);
  const layout = new CostColumns({ bounds, epoch, discountRate: rate, discounting: 'yearly', costs });
  const rows = (items: readonly Item[]): Float64Array[] =>
    Array.from({ length: pairs }, (_, r) => {
      const out = new Float64Array(layout.columns.length);
      layout.read(
        items.map(({ pence, ...tags }) => ({
          ...tags,
          pence: Float64Array.from({ length: 12 * years }, (_v, k) => pence(k, r)),
        })),
        out,
        0,
      );
      return out;
    });
  return appraise(layout.columns, rows(baseline), rows(option), {
    quarterFactors: layout.quarterFactors,
    optimismBias: null,
    inflation: null,
    priceYear: '2024-25',
    ...terms,
  });
}

const pounds = (amount: number) => (): number => amount * 100;
const COUNCIL = 'Local authority';
const agency = (amount: number): Item => ({
  line: 'Fostering',
  payer: COUNCIL,
  saving: 'cashable',
  pence: pounds(amount),
});
const social = (amount: number): Item => ({ line: 'Work', payer: COUNCIL, saving: 'capacity', pence: pounds(amount) });
const courts = (amount: number): Item => ({
  line: 'Courts',
  payer: 'Courts',
  saving: 'capacity',
  pence: pounds(amount),
});
const team = (amount: number): Item => ({
  line: 'Programme: A',
  payer: COUNCIL,
  part: 'running',
  pence: pounds(amount),
});
const setUp = (amount: number): Item => ({
  line: 'Programme: A',
  payer: COUNCIL,
  part: 'set-up',
  pence: (k) => (k === 0 ? amount * 100 : 0),
});

/** Saves 300 a month of placements, 100 of social work and 50 of the courts', for 200 a month and 600 once. */
const WORLD: World = {
  baseline: [agency(1000), social(500), courts(200)],
  option: [agency(700), social(400), courts(150), team(200), setUp(600)],
};
const only = (values: Float64Array): number => values[0]!;
const found = <T extends { readonly view: string }>(list: readonly T[], view: string): T =>
  list.find((one) => one.view === view)!;

describe('by hand, over two years', () => {
  test('net present value, undiscounted: 24 times 450 saved, 24 times 200 and 600 spent', () => {
    const { netPresentValue } = appraised(WORLD);
    expect(only(netPresentValue.saved)).toBe(24 * 450);
    expect(only(netPresentValue.cost)).toBe(24 * 200 + 600);
    expect(only(netPresentValue.net)).toBe(24 * 450 - 24 * 200 - 600);
  });

  test('at 3.5% the second year is divided by 1.035', () => {
    const { netPresentValue } = appraised({ ...WORLD, rate: 0.035 });
    expect(only(netPresentValue.net)).toBeCloseTo(12 * 250 - 600 + (12 * 250) / 1.035, 1);
  });

  test('payers and kinds: who spends, who saves, and what can be cashed', () => {
    const { byPayer, byKind } = appraised(WORLD);
    expect(only(found(byPayer, `payer=${COUNCIL}`).net)).toBe(24 * 200 - 600);
    expect(only(found(byPayer, 'payer=Courts').net)).toBe(24 * 50);
    expect(only(found(byKind, 'kind=Cashable').net)).toBe(24 * 100 - 600);
    expect(only(found(byKind, 'kind=Capacity released').saved)).toBe(24 * 150);
  });

  test('benefits over what the programme costs the budget that pays', () => {
    const { benefitCost, denominator } = appraised(WORLD);
    const cost = 24 * 200 + 600;
    expect(benefitCost.map(({ benefits, ratio }) => [benefits, ratio.value])).toEqual([
      ['all savings, social value left out', (24 * 450) / cost],
      ['cashable savings alone', (24 * 300) / cost],
      ['savings of the budgets that pay', (24 * 400) / cost],
    ]);
    expect(denominator).toContain('themselves cost Local authority');
  });

  test('payback: 250 a month net of 600 at first is covered in the first quarter; 200 to the council too; cash in the second', () => {
    const { payback } = appraised(WORLD);
    expect(payback.map(({ view, median }) => [view, median])).toEqual([
      ['all payers', '2025-26 Q1'],
      [`payer=${COUNCIL}`, '2025-26 Q1'],
      ['kind=Cashable', '2025-26 Q2'],
    ]);
  });

  test('budget impact by year and quarter, in the prices of the run and of the year', () => {
    const { budgetImpact } = appraised({ ...WORLD, terms: { inflation: 0.02 } });
    const at = (group: string, period: string) =>
      budgetImpact.find((row) => row.group === group && row.period === period)!;
    expect(only(at(`payer=${COUNCIL}`, '2025-26').real)).toBe(600 - 12 * 200);
    expect(only(at(`payer=${COUNCIL}`, '2025-26 Q1').real)).toBe(600 - 3 * 200);
    expect(only(at('payer=Courts', '2026-27').nominal!)).toBeCloseTo(-12 * 50 * 1.02 ** 2, 9);
    expect(appraised(WORLD).budgetImpact.every(({ nominal }) => nominal === null)).toBe(true);
  });

  test('an allowance for optimism raises what is spent and lowers what is saved', () => {
    const { netPresentValue, said } = appraised({
      ...WORLD,
      terms: { optimismBias: { costs: 0.1, benefits: 0.25 } },
    });
    expect(only(netPresentValue.cost)).toBeCloseTo(1.1 * (24 * 200 + 600), 9);
    expect(only(netPresentValue.saved)).toBeCloseTo(0.75 * 24 * 450, 9);
    expect(said[0]).toMatch(/raised by 10% .* lowered by 25%/);
    expect(appraised(WORLD).said[0]).toBe('No allowance for optimism bias.');
  });

  test('it never makes a loss look smaller', () => {
    const worse: World = { ...WORLD, option: [agency(1100), social(500), courts(200), team(200)] };
    const plain = appraised(worse).netPresentValue;
    const careful = appraised({ ...worse, terms: { optimismBias: { costs: 0, benefits: 0.5 } } });
    expect(careful.netPresentValue.saved).toEqual(plain.saved);
    expect(careful.said[0]).toContain('save nothing on average');
  });
});

describe('what has no meaning is not said', () => {
  test('a programme without a cost has no ratio and nothing to pay back', () => {
    const free = appraised({ ...WORLD, option: [agency(700), social(500), courts(200)] });
    expect(free.benefitCost.map(({ ratio }) => ratio.value)).toEqual([null, null]);
    expect(free.payback[0]).toMatchObject({ chance: null });
    expect(free.denominator).toContain('nothing to divide');
  });

  test('a programme that does nothing costs what it costs: ratio 0, never paid back', () => {
    const idle = appraised({ ...WORLD, option: [...WORLD.baseline, team(200)] });
    expect(idle.benefitCost[0]!.ratio.value).toBe(0);
    expect(idle.payback[0]).toMatchObject({ chance: 0, median: null });
    expect(only(idle.netPresentValue.net)).toBe(-24 * 200);
    expect(Object.is(only(idle.netPresentValue.saved), 0)).toBe(true);
  });

  test('rows that are not pairs are refused', () => {
    const terms = { quarterFactors: [], optimismBias: null, inflation: null, priceYear: '' };
    expect(() => appraise([], [], [], terms)).toThrow(RangeError);
    expect(() => appraise([], [new Float64Array(0)], [], terms)).toThrow(RangeError);
  });
});

test('social value stands beside the money, and is in no total of it', () => {
  const gain: Item = { line: 'Well-being', payer: 'Society', saving: 'social', pence: pounds(-1000) };
  const { netPresentValue, byKind, benefitCost, payback } = appraised({ ...WORLD, option: [...WORLD.option, gain] });
  const without = appraised(WORLD);
  expect(netPresentValue).toEqual(without.netPresentValue);
  expect(payback[0]).toEqual(without.payback[0]);
  expect(only(found(byKind, 'kind=Social').net)).toBe(24_000);
  expect(benefitCost.find(({ benefits }) => benefits.includes('and social'))!.ratio.value).toBeCloseTo(
    (24 * 450 + 24_000) / (24 * 200 + 600),
    12,
  );
});

test('whatever the money: payers and kinds add up to the whole, quarters to years, and budgets to what was saved and spent', () => {
  const amount = fc.integer({ min: -5000, max: 5000 });
  const item = fc
    .record({
      payer: fc.constantFrom(COUNCIL, 'Courts', 'Home Office'),
      saving: fc.constantFrom('cashable', 'capacity'),
      part: fc.constantFrom(undefined, 'set-up', 'running', 'per child'),
      base: amount,
      change: amount,
      slope: amount,
    })
    .map(({ part, base, change, slope, ...tags }) => {
      const all = { line: 'x', ...tags, ...(part !== undefined && { part }) } as CostTags;
      return {
        // A programme costs the baseline nothing.
        baseline: { ...all, pence: () => (part === undefined ? base : 0) },
        option: { ...all, pence: (k: number, r: number) => base + change * (r + 1) + slope * k },
      };
    });
  fc.assert(
    fc.property(fc.array(item, { minLength: 1, maxLength: 6 }), fc.boolean(), (items, isCareful) => {
      const result = appraised({
        baseline: items.map(({ baseline }) => baseline),
        option: items.map(({ option }) => option),
        pairs: 3,
        terms: { optimismBias: isCareful ? { costs: 0.3, benefits: 0.2 } : null },
      });
      const { netPresentValue, byPayer, byKind, budgetImpact } = result;
      for (const list of [byPayer, byKind])
        for (const what of ['cost', 'saved', 'net'] as const)
          netPresentValue[what].forEach((whole, r) =>
            expect(list.reduce((sum, one) => sum + one[what][r]!, 0)).toBeCloseTo(whole, 6),
          );
      const total = (group: string, kind: string, r: number): number =>
        budgetImpact
          .filter((row) => row.group === group && row.periodKind === kind)
          .reduce((sum, row) => sum + row.real[r]!, 0);
      for (const { view, net } of [{ ...netPresentValue }, ...byPayer, ...byKind])
        net.forEach((value, r) => {
          expect(total(view, 'financial year', r)).toBeCloseTo(-value, 6);
          expect(total(view, 'quarter', r)).toBeCloseTo(-value, 6);
        });
    }),
    { seed: 8, numRuns: 60 },
  );
});

test('social value does not decide whether savings of money are lowered', () => {
  const harm = (amount: number): Item => ({ line: 'Harm', payer: 'Families', saving: 'social', pence: pounds(amount) });
  // Money is lost by £10 a month while harm falls by £500: a loss is not lowered.
  const { netPresentValue } = appraised({
    baseline: [agency(100), harm(1000)],
    option: [agency(110), harm(500)],
    years: 1,
    terms: { optimismBias: { costs: 0, benefits: 0.5 } },
  });
  expect([...netPresentValue.net]).toEqual([-120]);
});
