/** What stands beside the rows of a run: somebody reads targets, published figures and times too, and adds up. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PublishedStock, StudyResult, TargetLine } from '../../../engine/study/result.js';
import { charts, reportHtml } from '../../../reports/index.js';
import { disclose } from '../../../reports/tables/index.js';
import { careResult } from '../fixture.js';
import { attack, type Equation } from './attacker.js';
import { child, isSmall, KINDS, nameOf, OPTIONS, rowsOf, type Child } from './children.js';

const DAY = '2025-03-31';
const CODE = { authority: 'E06000017', region: 'E12000001' };
const SEXES = ['female', 'male'];
const LEGAL = ['order', 'agreement'];

const target = (name: string, label: string, value: number, how: TargetLine['how']): TargetLine => ({
  name,
  label,
  target: value,
  modelled: value + 0.0001,
  residual: 0,
  source: 'a return',
  how,
});

/** A run of these children, fitted and raked to what they were on the first day; `legal` is in no row. */
function runOf(children: readonly Child[], code: string, more: Partial<StudyResult> = {}): StudyResult {
  const { history: _, ...care } = careResult();
  const there = children.filter(({ from, to }) => from <= -1 && to[0] > -1);
  const count = (is: (one: Child) => boolean): number => there.filter(is).length;
  const rows = rowsOf(children);
  const starts = rows.find(({ measure, group }) => measure === 'started' && group === 'all')!.value;
  const start = 'start.looked_after';
  return {
    ...care,
    area: { code, name: 'A place', children: 9000 },
    options: OPTIONS.map((id) => ({ id, label: id })),
    measures: [
      { name: 'looked_after', label: 'Children looked after', table: 'stocks', unit: 'children', definition: '' },
      { name: 'started', label: 'Children starting', table: 'flows', unit: 'events', definition: '' },
    ],
    rows,
    distributions: [],
    targets: [
      target(start, 'On day 0: looked after', there.length, 'exact'),
      ...KINDS.map((kind) =>
        target(
          `${start}.placement=${kind}`,
          `On day 0: placement ${kind}`,
          count((one) => one.kind === kind),
          'raked',
        ),
      ),
      ...SEXES.map((sex) =>
        target(
          `${start}.sex=${sex}`,
          `On day 0: sex ${sex}`,
          count((one) => one.sex === sex),
          'raked',
        ),
      ),
      ...LEGAL.map((legal, i) =>
        target(
          `${start}.legal=${legal}`,
          `On day 0: legal ${legal}`,
          count((one) => (one.kind === 'secure') === (i === 0)),
          'raked',
        ),
      ),
      target('fit.local_entry', 'First year: Children starting', starts, 'fitted'),
    ],
    ...more,
  };
}

/** What the targets of a run are called in the rows, and what adds up. */
const IN_ROWS = new Map([
  ['start.looked_after', nameOf('looked_after', 'all', DAY)],
  ...[...KINDS.map((kind) => `placement=${kind}`), ...SEXES.map((sex) => `sex=${sex}`)].map(
    (group) => [`start.looked_after.${group}`, nameOf('looked_after', group, DAY)] as const,
  ),
  ['fit.local_entry', nameOf('started', 'all', '2025-26')],
]);
const legalName = (legal: string): string => nameOf('looked_after', `legal=${legal}`, DAY);

const EQUATIONS: readonly Equation[] = [KINDS.map((kind) => `placement=${kind}`), SEXES.map((sex) => `sex=${sex}`)]
  .concat([LEGAL.map((legal) => `legal=${legal}`)])
  .map((groups) => [
    { name: nameOf('looked_after', 'all', DAY), sign: -1 },
    ...groups.map((group) => ({ name: nameOf('looked_after', group, DAY), sign: 1 }) as const),
  ]);

/** How many small numbers an attacker was kept from; fails where one is there, or can be worked out. */
function withstand(result: StudyResult): number {
  const shown = disclose(result);
  const known = new Map<string, number>();
  const truth = new Map<string, number>();
  const nameOfTarget = ({ name }: TargetLine): string =>
    IN_ROWS.get(name) ?? legalName(name.slice('start.looked_after.legal='.length));
  for (const line of result.targets) truth.set(nameOfTarget(line), line.target);
  for (const row of shown.rows)
    if (row.option === 'baseline' && !Number.isNaN(row.value))
      known.set(nameOf(row.measure, row.group, row.period), row.value);
  const keptBack = [...truth].filter(([name]) => !known.has(name));
  for (const line of shown.targets) {
    expect(isSmall(Math.round(line.target)), line.name).toBe(false);
    known.set(nameOfTarget(line), line.target);
  }
  // What the rows keep back, the targets keep back.
  const told = keptBack.filter(([name]) => !name.includes('legal=') && known.has(name));
  expect(told).toEqual([]);
  const small = [...truth].filter(([, value]) => isSmall(value)).map(([name]) => name);
  const { exact, range } = attack(known, EQUATIONS);
  const isTold = (name: string): boolean => {
    const [least, most] = range.get(name) ?? [0, Number.POSITIVE_INFINITY];
    return known.has(name) || exact.has(name) || most - least < 1;
  };
  expect(small.filter(isTold)).toEqual([]);
  return small.length;
}

const places = fc.array(child, { minLength: 20, maxLength: 120 });

describe('targets of an authority', () => {
  it('tell nobody a small number, alone or with the rows: a margin is shown whole or not at all', () => {
    let kept = 0;
    fc.assert(
      fc.property(places, (children) => {
        kept += withstand(runOf(children, CODE.authority));
      }),
      { seed: 2026, numRuns: 8 },
    );
    expect(kept).toBeGreaterThan(10);
  });

  it('of a margin without small numbers stay, with the stock they add up to', () => {
    const there = (kind: string, sex: string): Child => ({ kind, sex, carer: null, from: -1, to: [40, 40] });
    const children = [
      ...Array.from({ length: 3 }, () => there('secure', 'female')),
      ...Array.from({ length: 40 }, (_, i) => there('home', SEXES[i % 2]!)),
      ...Array.from({ length: 20 }, (_, i) => there('foster', SEXES[i % 2]!)),
    ];
    const { targets } = disclose(runOf(children, CODE.authority));
    expect(targets.map(({ name }) => name)).toEqual([
      'start.looked_after',
      'start.looked_after.sex=female',
      'start.looked_after.sex=male',
      'fit.local_entry',
    ]);
  });

  it('go with their stock where that is small, and what was published of it too', () => {
    const few: Child[] = Array.from({ length: 4 }, () => ({
      kind: 'home',
      sex: 'male',
      carer: null,
      from: -1,
      to: [40, 40],
    }));
    const history: PublishedStock[] = [
      { measure: 'looked_after', period: '2023-03-31', value: 7, source: 'DfE' },
      { measure: 'looked_after', period: '2024-03-31', value: 4, source: 'DfE' },
    ];
    const shown = disclose(runOf(few, CODE.authority, { history }));
    expect(shown.targets.filter(({ name }) => name.startsWith('start.'))).toEqual([]);
    expect(shown.history).toEqual([]);
  });

  it('of a region are rounded to the nearest 10, and how near they came is told of those', () => {
    fc.assert(
      fc.property(places, (children) => {
        const whole = runOf(children, CODE.region);
        const shown = disclose(whole);
        expect(shown.targets.map(({ name }) => name)).toEqual(whole.targets.map(({ name }) => name));
        for (const { target: asked, modelled, residual } of shown.targets) {
          expect([asked % 10, modelled % 10]).toEqual([0, 0]);
          expect(residual).toBe(asked === 0 ? null : modelled / asked - 1);
        }
        expect(disclose(shown)).toEqual(shown);
      }),
      { seed: 5, numRuns: 4 },
    );
  });
});

describe('times', () => {
  const isOfTimes = /ways-out|time-to-|other-times|back-in-care/;

  it('of an authority are shown by no month, in no chart, and the page says so', () => {
    const whole = careResult();
    expect(charts(whole).some(({ name }) => isOfTimes.test(name))).toBe(true);
    const shown = disclose(whole);
    expect(shown.distributions).toEqual([]);
    const drawn = charts(shown);
    expect(drawn.filter(({ name }) => isOfTimes.test(name))).toEqual([]);
    expect(drawn.length).toBeGreaterThan(5);
    expect(reportHtml(shown, [])).toContain('no chart of an authority shows how times are spread');
  });

  it('of a region are shown in tens, right to the nearest ten up to any month', () => {
    const { area, ...result } = careResult();
    const whole = { ...result, area: { ...area!, code: CODE.region } };
    const shown = disclose(whole);
    expect(shown.distributions.length).toBeGreaterThan(3);
    for (const one of shown.distributions) {
      expect(one.counts.filter((count) => count < 0 || count % 10 !== 0)).toEqual([]);
      const { counts } = whole.distributions.find(
        ({ option, measure, group }) => option === one.option && measure === one.measure && group === one.group,
      )!;
      const sumsOf = (bins: readonly number[]): number[] => {
        let sum = 0;
        return bins.map((bin) => (sum += bin));
      };
      const sums = sumsOf(counts);
      const worst = Math.max(...sumsOf(one.counts).map((sum, m) => Math.abs(sum - sums[m]!)));
      expect(worst).toBeLessThanOrEqual(5 + 1e-9);
    }
    expect(charts(shown).some(({ name }) => isOfTimes.test(name))).toBe(true);
    expect(disclose(shown)).toEqual(shown);
  });
});
