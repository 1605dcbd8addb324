/** Children who come and go, made up by chance: what a run of one replication would count of them, and how it adds up. */
import fc from 'fast-check';
import { expect } from 'vitest';
import type { StudyResult, TableRow } from '../../../engine/study/result.js';
import { isCount } from '../../../reports/tables/disclosure/counts.js';
import { discloseRows } from '../../../reports/tables/disclosure/index.js';
import { careResult } from '../fixture.js';
import { attack, type Equation } from './attacker.js';

export const OPTIONS = ['baseline', 'option'];
const MONTHS = 24;

/** A child: of one kind, one sex, perhaps with a carer of one sort; here from one month to another, longer or shorter with the option. */
export interface Child {
  readonly kind: string;
  readonly sex: string;
  readonly carer: string | null;
  readonly from: number;
  readonly to: readonly [number, number];
}

export const KINDS = ['foster', 'home', 'secure', 'other'];

export const child = fc
  .record({
    kind: fc.oneof(
      { weight: 12, arbitrary: fc.constant('foster') },
      { weight: 5, arbitrary: fc.constantFrom(...KINDS) },
    ),
    sex: fc.constantFrom('female', 'male'),
    carer: fc.oneof(
      { weight: 3, arbitrary: fc.constant('own') },
      { weight: 1, arbitrary: fc.constantFrom('agency', 'relative') },
    ),
    from: fc.integer({ min: -20, max: MONTHS - 1 }),
    stay: fc.integer({ min: 1, max: 30 }),
    longer: fc.oneof(
      { weight: 4, arbitrary: fc.constant(0) },
      { weight: 1, arbitrary: fc.integer({ min: 1, max: 9 }) },
    ),
  })
  .map(({ kind, sex, carer, from, stay, longer }): Child => {
    const start = Math.max(-1, from);
    return {
      kind,
      sex,
      carer: kind === 'foster' ? carer : null,
      from: start,
      to: [start + stay, start + stay + longer],
    };
  });

const monthName = (m: number): string =>
  `${2025 + Math.floor((m + 3) / 12)}-${String(((m + 3) % 12) + 1).padStart(2, '0')}`;
const yearName = (m: number): string => (m < 12 ? '2025-26' : '2026-27');
const lastDay = (m: number): string =>
  m < 0 ? '2025-03-31' : `${monthName(m)}-${monthName(m).endsWith('-02') ? '28' : '30'}`;
const dayOf = (m: number): string => (m % 12 === 11 ? `${monthName(m)}-31` : lastDay(m));

const GROUPS: readonly (readonly [string, (one: Child) => boolean])[] = [
  ['all', () => true],
  ...KINDS.map((kind) => [`placement=${kind}`, (one: Child) => one.kind === kind] as const),
  ...['female', 'male'].map((sex) => [`sex=${sex}`, (one: Child) => one.sex === sex] as const),
  ...['own', 'agency', 'relative'].map((carer) => [`carer=${carer}`, (one: Child) => one.carer === carer] as const),
];

/** Stocks at month ends, starts and ends by month and year: what a run of one replication would hold. */
export function rowsOf(children: readonly Child[]): TableRow[] {
  const rows: TableRow[] = [];
  const add = (
    table: 'stocks' | 'flows',
    measure: string,
    group: string,
    period: string,
    periodKind: TableRow['periodKind'],
    count: (one: Child, option: 0 | 1) => boolean,
  ): void => {
    const has = GROUPS.find(([name]) => name === group)![1];
    const own = children.filter(has);
    const [base, option] = ([0, 1] as const).map((o) => own.filter((one) => count(one, o)).length) as [number, number];
    const unit = table === 'stocks' ? 'children' : 'events';
    for (const [name, value] of [
      ['baseline', base],
      ['option', option],
      ['difference', option - base],
    ] as const)
      rows.push({
        table,
        option: name,
        area: 'Rutland',
        period,
        periodKind,
        group,
        measure,
        value,
        lower: value,
        upper: value,
        mcSe: 0,
        unit,
      });
  };
  for (const [group] of GROUPS) {
    for (let m = -1; m < MONTHS; m++)
      add('stocks', 'looked_after', group, dayOf(m), 'day', (one, o) => one.from <= m && one.to[o] > m);
    const isIn = (month: number, first: number, last: number): boolean => month >= first && month < last;
    for (const [first, last] of [
      [0, 12],
      [12, 24],
    ] as const) {
      add('flows', 'started', group, yearName(first), 'financial year', (one) => isIn(one.from, first, last));
      add('flows', 'ceased', group, yearName(first), 'financial year', (one, o) => isIn(one.to[o], first, last));
    }
    if (group !== 'all') continue;
    for (let m = 0; m < MONTHS; m++) {
      add('flows', 'started', 'all', monthName(m), 'month', (one) => one.from === m);
      add('flows', 'ceased', 'all', monthName(m), 'month', (one, o) => one.to[o] === m);
    }
  }
  return rows;
}

export const nameOf = (measure: string, group: string, period: string): string => `${measure}|${group}|${period}`;

/** Everything that adds up, in the baseline: breakdowns, carers of foster care, months of years, stocks and flows. */
export function equations(): Equation[] {
  const made: Equation[] = [];
  const sum = (total: string, parts: readonly string[]): void => {
    made.push([{ name: total, sign: -1 }, ...parts.map((name) => ({ name, sign: 1 }) as const)]);
  };
  const levels = (prefix: string): string[] => GROUPS.map(([name]) => name).filter((name) => name.startsWith(prefix));
  const cells = [
    ...Array.from({ length: MONTHS + 1 }, (_, m) => ['looked_after', dayOf(m - 1)] as const),
    ...['started', 'ceased'].flatMap((flow) => ['2025-26', '2026-27'].map((year) => [flow, year] as const)),
  ];
  for (const [measure, period] of cells) {
    for (const prefix of ['placement=', 'sex='])
      sum(
        nameOf(measure, 'all', period),
        levels(prefix).map((group) => nameOf(measure, group, period)),
      );
    sum(
      nameOf(measure, 'placement=foster', period),
      levels('carer=').map((group) => nameOf(measure, group, period)),
    );
  }
  for (const [y, year] of ['2025-26', '2026-27'].entries()) {
    const months = Array.from({ length: 12 }, (_, m) => monthName(12 * y + m));
    for (const flow of ['started', 'ceased'])
      sum(
        nameOf(flow, 'all', year),
        months.map((month) => nameOf(flow, 'all', month)),
      );
    for (const [group] of GROUPS) {
      const [before, after] = [dayOf(12 * y - 1), dayOf(12 * y + 11)];
      made.push(balance(group, before, after, year));
    }
  }
  for (let m = 0; m < MONTHS; m++) made.push(balance('all', dayOf(m - 1), dayOf(m), monthName(m)));
  return made;
}

function balance(group: string, before: string, after: string, period: string): Equation {
  return [
    { name: nameOf('looked_after', group, after), sign: 1 },
    { name: nameOf('looked_after', group, before), sign: -1 },
    { name: nameOf('started', group, period), sign: -1 },
    { name: nameOf('ceased', group, period), sign: 1 },
  ];
}

const EQUATIONS = equations();
export const isSmall = (value: number): boolean => value >= 1 && value <= 5;

/** How many small numbers were kept back of these children; fails where one is shown, or can be worked out. */
export function withstand(children: readonly Child[]): number {
  const rows = rowsOf(children);
  const shown = discloseRows(rows, OPTIONS, 'authority');
  const known = new Map<string, number>();
  const small = new Set<string>();
  let isWhole = true;
  rows.forEach((row, i) => {
    const own = shown[i]!;
    if (own.option !== 'difference') expect(isSmall(own.value), nameOf(own.measure, own.group, own.period)).toBe(false);
    // What is kept back goes whole: number, interval, error, in every option.
    const isGone = Number.isNaN(own.value);
    isWhole &&= [own.lower, own.upper, own.mcSe, shown[i - (i % 3)]!.value].every(
      (value) => Number.isNaN(value) === isGone,
    );
    if (row.option !== 'baseline') return;
    const name = nameOf(row.measure, row.group, row.period);
    if (!isGone) known.set(name, own.value);
    else if (isSmall(row.value)) small.add(name);
  });
  expect(isWhole).toBe(true);
  const { exact, range } = attack(known, EQUATIONS);
  for (const name of small) {
    if (exact.has(name)) expect.fail(`${name} can be worked out`);
    const [least, most] = range.get(name)!;
    if (most - least < 1) expect.fail(`${name} is from ${least} to ${most}`);
  }
  return small.size;
}

/** A child who is there from first to last. */
export function of(kind: string, sex = 'female'): Child {
  return { kind, sex, carer: kind === 'foster' ? 'own' : null, from: -1, to: [40, 40] };
}

/** The made-up result of a large authority, with a fortieth of its children. */
export function smallResult(): StudyResult {
  const result = careResult();
  const scaled = (value: number): number => value / 40;
  return {
    ...result,
    rows: result.rows.map((row) =>
      isCount(row)
        ? {
            ...row,
            value: scaled(row.value),
            lower: scaled(row.lower),
            upper: scaled(row.upper),
            mcSe: scaled(row.mcSe),
          }
        : row,
    ),
  };
}
