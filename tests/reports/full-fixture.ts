/** The made-up care system of `fixture.ts` with everything that a chart can be drawn from, and ways to bend it. */
import type { StudyResult, TableRow } from '../../engine/study/result.js';
import { careResult, type FixtureChoices } from './fixture.js';

type Row = Omit<TableRow, 'area'>;

const YEARS = ['2025-26', '2026-27', '2027-28', '2028-29', '2029-30'];
const QUARTERS = YEARS.flatMap((year) => [1, 2, 3, 4].map((q) => `${year} Q${q}`));
const OPTION = 'three-programmes';
const WAYS: Readonly<Record<string, readonly [share: number, months: number]>> = {
  'Home or to relatives': [0.3, 9],
  Adoption: [0.1, 25],
  'Special guardianship or child arrangements': [0.15, 14],
  'At 16 or later, as care leavers': [0.38, 40],
  'Other ways out': [0.07, 12],
};

function pair(
  rows: Row[],
  of: Omit<Row, 'option' | 'value' | 'lower' | 'upper' | 'mcSe'>,
  value: number,
  by: number,
): void {
  const spread = 2 * Math.sqrt(Math.abs(value));
  const one = (option: string, mean: number, wide: number): Row => ({
    ...of,
    option,
    value: mean,
    lower: mean - wide,
    upper: mean + wide,
    mcSe: wide / 28,
  });
  rows.push(one('baseline', value, spread), one(OPTION, value + by, spread), one('difference', by, Math.abs(by) / 2));
}

function more(effect: number): Row[] {
  const rows: Row[] = [];
  for (const period of YEARS) {
    const year = { table: 'flows', period, periodKind: 'financial year', group: 'all', unit: 'events' } as const;
    pair(rows, { ...year, measure: 'enquiries' }, 2950, 4 * effect);
    pair(rows, { ...year, measure: 'returned' }, 160, -2 * effect);
    pair(rows, { ...year, measure: 'guardianships' }, 70, 0);
  }
  for (const period of ['2025-04-01', '2026-03-31', '2027-03-31', '2028-03-31', '2029-03-31', '2030-03-31']) {
    const day = { table: 'stocks', period, periodKind: 'day', group: 'all' } as const;
    pair(rows, { ...day, measure: 'waiting_for_a_place', unit: 'children' }, 31, -6 * effect);
    pair(rows, { ...day, measure: 'in_house_places_in_use', unit: 'places' }, 320, 3 * effect);
    pair(rows, { ...day, measure: 'home_places_in_use', unit: 'places' }, 165, -2 * effect);
  }
  let saved = 0;
  QUARTERS.forEach((period, q) => {
    saved += (q < 5 ? -400_000 : 350_000) * effect;
    const quarter = { table: 'appraisal', option: 'difference', period, periodKind: 'quarter', group: 'all' } as const;
    const wide = 40_000 * q * effect;
    rows.push(
      {
        ...quarter,
        measure: 'saved_so_far',
        unit: 'GBP',
        value: saved,
        lower: saved - wide,
        upper: saved + wide,
        mcSe: wide / 28,
      },
      {
        ...quarter,
        measure: 'paid_back',
        unit: 'share',
        value: Math.max(0, Math.min(1, (q - 8) / 9)) * effect,
        lower: Number.NaN,
        upper: Number.NaN,
        mcSe: 0.02,
      },
    );
  });
  for (const programme of ['mst-two-teams', 'family-safeguarding', 'concurrent-planning'])
    ['', ', age=under 1', ', age=10 to 15', ', sex=female', ', sex=male', ', need=abuse_or_neglect'].forEach(
      (by, i) => {
        const of = {
          table: 'equity',
          option: OPTION,
          period: 'whole run',
          periodKind: 'whole run',
          group: `programme=${programme}${by}`,
        } as const;
        const one = (measure: string, unit: string, value: number): Row => ({
          ...of,
          measure,
          unit,
          value,
          lower: value * 0.8,
          upper: value * 1.1,
          mcSe: value / 100,
        });
        rows.push(one('eligible', 'children', 210 - 30 * i), one('reached_per_100', 'per 100 eligible', 75 - 6 * i));
      },
    );
  return rows;
}

/** Counts by whole months around a mean in months. */
const hump = (mean: number, total: number): number[] => {
  const counts = Array.from({ length: 240 }, (_, m) => ((m + 0.5) / mean) ** 2 * Math.exp((-3 * (m + 0.5)) / mean));
  const sum = counts.reduce((a, b) => a + b, 0);
  return counts.map((count) => (count / sum) * total);
};

export function fullResult(choices: FixtureChoices = {}): StudyResult {
  const { effect = 1, baselineOnly = false } = choices;
  const result = careResult(choices);
  const area = result.rows[0]?.area ?? '';
  const shown = (row: { readonly option: string }): boolean => !baselineOnly || row.option === 'baseline';
  const curve = (measure: string, group: string, mean: number, total: number) =>
    ['baseline', OPTION].map((option, i) => ({ option, measure, group, counts: hump(mean - i * effect, total) }));
  return {
    ...result,
    rows: [...result.rows, ...more(effect).map((row) => ({ area, ...row }))].filter(shown),
    distributions: [
      ...result.distributions,
      ...Object.entries(WAYS).flatMap(([way, [share, months]]) =>
        curve('length_of_care_ended', `way_out=${way}`, months, 2700 * share),
      ),
      ...curve('return_to_reentry', 'all', 24, 190),
      ...curve('guardianship_to_reentry', 'all', 50, 19),
    ].filter(shown),
  };
}

const LONG = 'a name that somebody wrote without a thought for the chart that it would have to stand in, '
  .repeat(3)
  .slice(0, 200);

/** Every name 200 characters long. */
export function longNames(result: StudyResult): StudyResult {
  const longer = (text: string): string => `${text}, ${LONG}`.slice(0, 200);
  return {
    ...result,
    title: longer(result.title),
    options: result.options.map((option) => ({ ...option, label: longer(option.label) })),
    programmes: result.programmes.map((one) => ({ ...one, title: longer(one.title) })),
    measures: result.measures.map((one) => ({ ...one, label: longer(one.label) })),
    targets: result.targets.map((one) => ({ ...one, label: longer(one.label) })),
    rows: result.rows.map((row) =>
      /^(line|payer|reason|placement|age)=/.test(row.group) ? { ...row, group: longer(row.group) } : row,
    ),
  };
}

/** Every count and cost as many times as large. */
export function scaled(result: StudyResult, by: number): StudyResult {
  return {
    ...result,
    rows: result.rows.map((row) =>
      row.unit === 'share' || row.unit === 'days'
        ? row
        : { ...row, value: row.value * by, lower: row.lower * by, upper: row.upper * by, mcSe: row.mcSe * by },
    ),
    distributions: result.distributions.map((one) => ({ ...one, counts: one.counts.map((count) => count * by) })),
    targets: result.targets.map((one) => ({ ...one, target: one.target * by, modelled: one.modelled * by })),
  };
}

/** Every name the same. */
export function renamed(result: StudyResult, name: string): StudyResult {
  return {
    ...result,
    options: result.options.map((option) => ({ ...option, label: name })),
    programmes: result.programmes.map((one) => ({ ...one, title: name })),
    rows: result.rows.map((row) => (row.group.startsWith('reason=') ? { ...row, group: `${row.group} ${name}` } : row)),
  };
}
