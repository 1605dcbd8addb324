import { describe, expect, it } from 'vitest';
import type { TableRow } from '../../../engine/study/result.js';
import { discloseStudy } from '../../../reports/index.js';
import type { AreaStudy, Spread, StudyFigure, StudyReport } from '../../../reports/study/index.js';
import { smallResult } from './children.js';

const RESULT = smallResult();
const OPTIONS = [
  { id: 'baseline', title: 'Nothing', programmes: [], assumedNone: null },
  { id: 'three-programmes', title: 'Three', programmes: ['Multisystemic therapy, two teams'], assumedNone: null },
];
const ROWS = RESULT.rows.map((row): TableRow =>
  row.option === 'difference' ? { ...row, option: 'three-programmes less baseline' } : row,
);

const spreadOf = (option: string, measure: string, period: string): Spread => {
  const found = ROWS.find(
    (row) => row.option === option && row.measure === measure && row.period === period && row.group === 'all',
  )!;
  return { value: found.value, lower: found.lower, upper: found.upper, mcSe: found.mcSe };
};

const figure = (measure: string, period: string, unit: string): StudyFigure => ({
  measure,
  label: measure,
  when: period,
  unit,
  options: OPTIONS.map(({ id }) => spreadOf(id, measure, period)),
  differences: [null, spreadOf('three-programmes less baseline', measure, period)],
  notKnowing: [null, null],
});

/** A measure over all its years, as a study file may ask for: it has no row of its own. */
function summed(measure: string): StudyFigure {
  const sumOf = (option: string): Spread => {
    const years = ROWS.filter(
      (row) =>
        row.option === option && row.measure === measure && row.group === 'all' && row.periodKind === 'financial year',
    );
    expect(years.length).toBeGreaterThan(1);
    const value = years.reduce((sum, row) => sum + row.value, 0);
    return { value, lower: value * 0.912345, upper: value * 1.087654, mcSe: value * 0.0123456 };
  };
  return {
    measure,
    label: measure,
    when: 'whole run',
    unit: 'events',
    options: OPTIONS.map(({ id }) => sumOf(id)),
    differences: [null, sumOf('three-programmes less baseline')],
    notKnowing: [null, { value: 0.123456789, lower: 0.1, upper: 0.2 }],
  };
}

/** A study in which money is weighed against an outcome: its frontier and its choice are made of it. */
function weighing(code: string, measure: string): { readonly study: AreaStudy; readonly outcome: Spread[] } {
  const whole = study(code);
  const label = whole.frame.measures.find(({ name }) => name === measure)!.label;
  const outcome = measure === 'looked_after' ? whole.report.figures[0]!.options : summed(measure).options;
  const effects = outcome.map((spread) => spread!.value);
  const gained = effects[1]! - effects[0]!;
  const net = 123_456.789;
  const share = { value: 0.75, lower: 0.6, upper: 0.9 };
  const report: StudyReport = {
    ...whole.report,
    figures: [...whole.report.figures, summed('started_looked_after'), summed('returned_to_care')],
    frontier: {
      outcome: label,
      want: 'fewer',
      points: effects.map((effect, o) => ({ cost: -net * o, effect })),
      standing: [
        { kind: 'frontier', increment: null },
        { kind: 'frontier', increment: { over: 0, cost: net, effect: 26.125, ratio: net / 26.125 } },
      ],
      clouds: [
        { cost: [], effect: [] },
        { cost: [-net, -net], effect: [gained * 1.01, gained * 0.99] },
      ],
      quadrants: [null, []],
      over: 'replications',
      acceptability: [{ worth: 1000, best: [share, share], choice: 1 }],
    },
    choice: {
      by: `money to all payers at present value, and ${label.toLowerCase()} at £1,000 each`,
      worth: 1000,
      net: [0, net - 1000 * gained],
      best: [share, share],
      over: 'replications',
      choice: 1,
      perfect: null,
      learning: [],
    },
  };
  return { study: { ...whole, report }, outcome: outcome.map((spread) => spread!) };
}

/** Every number in something, wherever it stands. */
function numbersIn(thing: unknown): number[] {
  if (typeof thing === 'number') return [thing];
  return thing !== null && typeof thing === 'object' ? Object.values(thing).flatMap(numbersIn) : [];
}

function study(code: string): AreaStudy {
  const { area, rows: _, distributions: _kept, ...frame } = RESULT;
  const report: StudyReport = {
    name: 'study',
    title: 'A study',
    question: '',
    area: 'Leeds',
    startDate: frame.startDate,
    endDate: frame.endDate,
    years: frame.years,
    seed: frame.seed,
    stance: '',
    stanceName: null,
    priceYear: frame.priceYear,
    draws: 0,
    replications: 10,
    options: OPTIONS,
    figures: [
      figure('looked_after', '2030-03-31', 'children'),
      figure('returned_to_care', '2029-30', 'children'),
      figure('in_proceedings', '2030-03-31', 'children'),
    ],
    money: [null, null],
    frontier: null,
    choice: null,
    reached: [[], []],
    matters: [[], []],
    drawn: [],
    held: [],
    notes: [],
    version: '0.1.0',
  };
  return { report, frame: { ...frame, area: { ...area!, code } }, rows: ROWS };
}

describe('a study as it may be shown', () => {
  it('has no figure of a number kept back, in any option, and all others as they were', () => {
    const whole = study('E08000035');
    const { report, rows } = discloseStudy(whole);
    const [all, returned, court] = report.figures;
    expect(all).toEqual(whole.report.figures[0]);
    for (const kept of [returned, court])
      expect([...kept!.options, ...kept!.differences]).toEqual([null, null, null, null]);
    const told = rows.filter(
      ({ option, measure, value }) =>
        !option.includes(' less ') && measure === 'returned_to_care' && Number.isFinite(value),
    );
    expect(told).toEqual([]);
    expect(report.notes.some((note) => note.startsWith('Small numbers are kept back'))).toBe(true);
  });

  it('of England has figures rounded as its rows are', () => {
    const { report, rows } = discloseStudy(study('E92000001'));
    expect(report.figures[0]!.options[0]).toMatchObject({ value: 40, lower: 40, upper: 40 });
    expect(rows.filter(({ unit, value }) => unit === 'children' && value % 10 !== 0)).toEqual([]);
  });

  it('is treated once: again changes nothing', () => {
    for (const code of ['E08000035', 'E92000001']) {
      const once = discloseStudy(study(code));
      expect(discloseStudy(once)).toEqual(once);
    }
  });

  it('has no frontier, and no choice, made of an outcome that is kept back', () => {
    const { study: whole, outcome } = weighing('E08000035', 'returned_to_care');
    const once = discloseStudy(whole);
    expect([once.report.frontier, once.report.choice]).toEqual([null, null]);
    expect(once.report.notes.filter((note) => /are not told: small numbers/.test(note))).toHaveLength(1);
    expect(discloseStudy(once)).toEqual(once);
    // Whoever reads every number of the record, and knows what one of the outcome is worth, finds it nowhere.
    const gained = outcome[1]!.value - outcome[0]!.value;
    const isOutcome = (value: number): boolean =>
      [outcome[0]!.value, outcome[1]!.value, gained, 123_456.789 - 1000 * gained].some(
        (told) => Math.abs(value - told) < 1e-9,
      );
    expect(numbersIn(whole).filter(isOutcome).length).toBeGreaterThan(3);
    expect(numbersIn(once).filter(isOutcome)).toEqual([]);
  });

  it('has the frontier and the choice of an outcome that is shown as they were', () => {
    const { study: whole } = weighing('E08000035', 'looked_after');
    const { report } = discloseStudy(whole);
    expect(report.frontier).toEqual(whole.report.frontier);
    expect(report.choice).toEqual(whole.report.choice);
  });

  it('of England has the outcome rounded in its frontier', () => {
    const { study: whole } = weighing('E92000001', 'looked_after');
    const once = discloseStudy(whole);
    const { points, clouds } = once.report.frontier!;
    expect([...points, ...clouds].flatMap(({ effect }) => effect).filter((one) => one % 10 !== 0)).toEqual([]);
    expect(once.report.frontier!.standing[1]).toMatchObject({ increment: { effect: 30 } });
    expect(points.map(({ cost }) => cost)).toEqual(whole.report.frontier!.points.map(({ cost }) => cost));
    expect(once.report.choice).toEqual(whole.report.choice);
    expect(discloseStudy(once)).toEqual(once);
  });

  it('keeps back a sum of years of which one is kept back, and one that its rows do not add up to', () => {
    const { study: whole } = weighing('E08000035', 'looked_after');
    const wrong = summed('started_looked_after');
    const spreads = wrong.options.map((spread) => ({ ...spread!, value: spread!.value + 1 }));
    const figures = [...whole.report.figures, { ...wrong, options: spreads }];
    const once = discloseStudy({ ...whole, report: { ...whole.report, figures } });
    const [started, returned, other] = once.report.figures.slice(3);
    expect(started).toEqual(whole.report.figures[3]);
    for (const kept of [returned, other])
      expect([...kept!.options, ...kept!.differences, ...kept!.notKnowing].every((one) => one === null)).toBe(true);
    expect(discloseStudy(once)).toEqual(once);
  });

  it('of England rounds a sum of years', () => {
    const { study: whole } = weighing('E92000001', 'looked_after');
    const once = discloseStudy(whole);
    const told = once.report.figures.slice(3).flatMap(({ options, differences }) => [...options, ...differences]);
    expect(
      told
        .flatMap((spread) => (spread === null ? [] : [spread.value, spread.lower, spread.upper]))
        .filter((n) => n % 10),
    ).toEqual([]);
    expect(once.report.figures[3]!.options[0]!.value).toBeGreaterThan(0);
    expect(discloseStudy(once)).toEqual(once);
  });

  it('of an authority tells no number kept back in its rows, wherever somebody looks', () => {
    const { study: whole } = weighing('E08000035', 'returned_to_care');
    const shown = discloseStudy(whole);
    const stays = new Set(shown.rows.flatMap(({ value, lower, upper, mcSe }) => [value, lower, upper, mcSe]));
    const gone = new Set(
      whole.rows.flatMap(({ value, lower, upper }, i) =>
        Number.isNaN(shown.rows[i]!.value)
          ? [value, lower, upper].filter((one) => String(one).length >= 8 && !stays.has(one))
          : [],
      ),
    );
    expect(gone.size).toBeGreaterThan(50);
    expect(numbersIn(shown).filter((value) => gone.has(value))).toEqual([]);
    expect(numbersIn(whole.report).filter((value) => gone.has(value)).length).toBeGreaterThan(3);
  });
});
