/** Results side by side: options of one baseline, areas of one study, and nothing else. */
import { describe, expect, test } from 'vitest';
import { compareResults, rewritten } from '../../cli/host/from-results/index.js';
import type { Results, RunResults, StudyResults } from '../../cli/host/index.js';
import { recordText } from '../../cli/host/record-text.js';
import { runRecord } from '../../cli/host/run-record.js';
import type { StudyResult, TableRow } from '../../engine/index.js';
import { buildStudyReport, studyCharts } from '../../reports/index.js';
import { careResult } from '../reports/fixture.js';

interface Asked {
  readonly effect?: number;
  readonly baselineOnly?: boolean;
  readonly change?: Partial<StudyResult>;
  readonly rows?: (row: TableRow) => TableRow;
}

const MONEY = { period: 'whole run', periodKind: 'whole run', group: 'all', unit: 'GBP', mcSe: 1 } as const;

/** A run in a folder of its name, with its money as the appraisal has it. */
function run(name: string, { rows = (row) => row, ...asked }: Asked = {}): RunResults {
  const made = careResult(asked);
  const area = made.area?.name ?? '';
  const money = (measure: string, value: number, group: string = 'all'): TableRow => ({
    ...MONEY,
    table: 'appraisal',
    option: 'difference',
    area,
    measure,
    group,
    value,
    lower: value - 1,
    upper: value + 1,
  });
  const appraisal = asked.baselineOnly
    ? []
    : [
        money('net_present_value', -5),
        money('programme_cost', 15),
        money('saved', 10),
        money('net_present_value', -7, 'payer=Local authority'),
        money('net_present_value', 2, 'payer=NHS'),
        { ...money('benefit_cost_ratio', 0.7, 'benefits=cashable savings alone'), unit: 'ratio' },
        { ...money('benefit_cost_ratio', 0.6, 'benefits=all savings, social value left out'), unit: 'ratio' },
        ...[0.2, 0.6, 0.7].map((share, q) => ({
          ...money('paid_back', share),
          period: `2025-26 Q${q + 1}`,
          periodKind: 'quarter' as const,
        })),
      ];
  const result = {
    ...made,
    name,
    title: name,
    rows: [...made.rows.map((row) => ({ ...row, area })), ...appraisal].map(rows),
  };
  const record = runRecord(`${name}.yaml`, {}, new Map(), 'library', { result, events: 1, seconds: 1 });
  return { kind: 'run', folder: name, record, text: recordText(record), result };
}

const YORK = { area: { code: 'E06000014', name: 'York', children: 36_000 } };

describe('runs of one baseline', () => {
  const [small, large] = [run('small', { effect: 0.5 }), run('large', { effect: 2 })];
  const [{ report, frame, rows } = { report: null, frame: null, rows: [] }] = compareResults([small, large]).studies;

  test('are its options, with their own numbers and their own paired differences', () => {
    expect(report?.options.map(({ id }) => id)).toEqual(['baseline', 'small', 'large']);
    expect(frame?.options.map(({ id }) => id)).toEqual(['baseline', 'small', 'large']);
    for (const [name, { result }] of Object.entries({ small, large })) {
      const own = (option: string): TableRow[] =>
        result.rows.filter((row) => row.option === option).map((row) => ({ ...row, option: '' }));
      const kept = (option: string): TableRow[] =>
        rows.filter((row) => row.option === option).map((row) => ({ ...row, option: '' }));
      const inOrder = (list: readonly TableRow[]): string[] => list.map((row) => JSON.stringify(row)).sort();
      expect(inOrder(kept(name))).toEqual(inOrder(own('three-programmes')));
      expect(inOrder(kept(`${name} less baseline`))).toEqual(inOrder(own('difference')));
      expect(inOrder(kept('baseline'))).toEqual(inOrder(own('baseline')));
    }
  });

  test('have the figures of their own reports', () => {
    const figure = report!.figures.find(({ measure }) => measure === 'looked_after')!;
    const row = (from: RunResults, option: string): TableRow =>
      from.result.rows.find(
        (one) =>
          one.option === option && one.measure === 'looked_after' && one.group === 'all' && one.period === '2030-03-31',
      )!;
    expect(figure.options.map((spread) => spread?.value)).toEqual(
      [row(small, 'baseline'), row(small, 'three-programmes'), row(large, 'three-programmes')].map(
        ({ value }) => value,
      ),
    );
    expect(figure.differences).toEqual([
      null,
      ...[small, large].map((one) => {
        const { value, lower, upper, mcSe } = row(one, 'difference');
        return { value, lower, upper, mcSe };
      }),
    ]);
  });

  test('have the money of their appraisals, and no choice, for no chance of being best can be told', () => {
    expect(report!.money[0]).toBeNull();
    expect(report!.money[1]).toMatchObject({
      net: { value: -5, lower: -6, upper: -4 },
      payers: [{ name: 'Local authority' }, { name: 'NHS' }],
      ratio: { value: 0.6 },
      payback: { chance: 0.7, median: '2025-26 Q2' },
    });
    expect(report).toMatchObject({ choice: null, frontier: null, draws: 0 });
  });

  test('are drawn and written like any study', async () => {
    const { studies } = compareResults([small, large]);
    const files = await buildStudyReport(studies, { pictures: false });
    expect(files.map(({ path }) => path)).toEqual(expect.arrayContaining(['report.html', 'tables/stocks.csv']));
    expect(() => studyCharts(studies[0]!)).not.toThrow();
  });

  test('of the same name get numbers, of the same title their names', () => {
    const [{ report: same } = { report: null }] = compareResults([
      small,
      { ...large, result: { ...large.result, name: 'small', title: 'small' } },
    ]).studies;
    expect(same?.options.map(({ id, title }) => [id, title]).slice(1)).toEqual([
      ['small', 'small (small)'],
      ['small_2', 'small (small_2)'],
    ]);
  });

  test('that believe other things of the evidence say so', () => {
    const { studies } = compareResults([small, run('other', { change: { stance: 'optimistic' } })]);
    expect(studies[0]!.report.notes.join(' ')).toMatch(/do not believe the same.*small: central; other: optimistic/);
  });
});

describe('a run beside one with small numbers kept back', () => {
  /** So small that most groups are of 1 to 5. */
  const few = (row: TableRow): TableRow => ({
    ...row,
    value: row.value / 60,
    lower: row.lower / 60,
    upper: row.upper / 60,
    mcSe: row.mcSe / 60,
  });
  const [plain, other] = [run('plain', { rows: few }), run('other', { effect: 2, rows: few })];
  const kept = (results: RunResults): Results => rewritten(results, { disclosure: 'dfe' });
  const both = compareResults([kept(plain), kept(other)]);

  test.each<[string, Results[]]>([
    ['first', [plain, kept(other)]],
    ['last', [kept(plain), other]],
  ])('keeps back its own, too, before anything is compared: the plain one %s', (_, all) => {
    const made = compareResults(all);
    expect(made.how).toEqual({ disclosure: 'dfe' });
    expect(made.studies).toEqual(both.studies);
  });
});

describe('runs of several areas', () => {
  test('with the same programmes stand area by area', () => {
    const { studies } = compareResults([run('a'), run('b', { change: YORK })]);
    expect(studies.map(({ report }) => report.area)).toEqual(['Leeds', 'York']);
    expect(studies[0]!.report.options).toEqual(studies[1]!.report.options);
    expect(new Set(studies[1]!.rows.map(({ area }) => area))).toEqual(new Set(['York']));
  });

  test('with other programmes are refused', () => {
    const [one] = careResult().programmes;
    const other = run('other', { change: { ...YORK, programmes: [one!] } });
    expect(() => compareResults([run('a'), other])).toThrow(/^other: this cannot be put beside a.*no run of York has/);
  });
});

describe('what does not share its children and its luck is refused, saying what differs', () => {
  const study: StudyResults = {
    ...compareResults([run('a'), run('b', { effect: 2 })]),
    kind: 'study',
    folder: 'study',
    text: 's',
    record: { format: 'throughcare comparison 1', hash: '', of: [], studies: [] },
  };
  test.each<[string, Results, RegExp]>([
    [
      'seed',
      run('b', { change: { seed: 'other' } }),
      /^b: this cannot be compared with a: .*seed other, not leeds-1.*--seed leeds-1$/,
    ],
    ['replications', run('b', { change: { replications: 20 } }), /20 replications, not 200: .*--replications 200/],
    ['start', run('b', { change: { startDate: '2026-04-01' } }), /it starts on 2026-04-01, not 2025-04-01/],
    ['length', run('b', { change: { endDate: '2031-03-31', years: 6 } }), /it lasts 6 years, not 5: .*--years 5/],
    ['prices', run('b', { change: { priceYear: '2023-24' } }), /prices are those of 2023-24, not 2024-25/],
    ['pathway', run('b', { change: { kind: 'general' } }), /its pathway is another/],
    [
      'numbers of the baseline',
      run('b', {
        rows: (row) => ({ ...row, value: row.value + 1 }),
        change: {
          assumptions: careResult().assumptions.map((line, i) => (i === 0 ? { ...line, value: '1e9' } : line)),
        },
      }),
      new RegExp(`its baseline has other numbers: ${careResult().assumptions[0]!.name}`),
    ],
    [
      'version',
      run('b', { rows: (row) => ({ ...row, value: row.value + 1 }), change: { versions: { throughcare: '9.9.9' } } }),
      /made by version 9\.9\.9/,
    ],
    [
      'results',
      run('b', { rows: (row) => ({ ...row, value: row.value + 1 }) }),
      /the results of its baseline are others/,
    ],
    ['the same twice', run('a'), /this is given twice/],
    ['a study', study, /these are the results of a study, and a holds those of a run/],
  ])('%s', (_, other, message) => {
    expect(() => compareResults([run('a'), other])).toThrow(message);
  });

  test('a seed of several words is in double quotes, which every shell takes', () => {
    const words = run('a', { change: { seed: 'two words' } });
    expect(() => compareResults([words, run('b')])).toThrow(/--seed "two words"$/);
  });

  test('studies of the same area, of other options or of other years', () => {
    const of = (folder: string, area: string, change: object = {}): Results => ({
      ...study,
      folder,
      text: folder,
      studies: study.studies.map((one) => ({ ...one, report: { ...one.report, area, ...change } })),
    });
    expect(compareResults([of('a', 'Leeds'), of('b', 'York')]).studies).toHaveLength(2);
    expect(() => compareResults([of('a', 'Leeds'), of('b', 'Leeds')])).toThrow(/^b: .*it is of Leeds too/);
    expect(() => compareResults([of('a', 'Leeds'), of('b', 'York', { draws: 5 })])).toThrow(
      /what is not known is drawn/,
    );
    expect(() => compareResults([of('a', 'Leeds'), of('b', 'York', { endDate: '2040-03-31' })])).toThrow(/2040-03-31/);
    expect(() =>
      compareResults([of('a', 'Leeds'), of('b', 'York', { options: study.studies[0]!.report.options.slice(1) })]),
    ).toThrow(/its options are a, b, not baseline, a, b/);
  });
});
