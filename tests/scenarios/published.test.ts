/** The published figures of England hold together, and the dated starts made from them are the same figures. */
import { describe, expect, test } from 'vitest';
import { resolveScenario } from '../../scenarios/index.js';
import { readYaml } from '../../scenarios/load/index.js';
import { nodeFiles } from '../../scenarios/load/node-files.js';
import { areaDataFile } from '../../scenarios/schema/index.js';
import { sources as sourcesSection } from '../../scenarios/schema/sourced.js';
import { startSection } from '../../scenarios/schema/start.js';
import { partsOf, PUBLISHED, published } from './published-table.js';

const FILES = nodeFiles();
const read = (path: string): unknown => readYaml(path, FILES.read(`${FILES.library}/${path}`)).data;
// The parts of a baseline that hold no names of parameters can be read by themselves.
const BASELINE = read('baselines/england.yaml') as Readonly<Record<string, unknown>>;
const YEARS = [2021, 2022, 2023, 2024, 2025];
const BEFORE_2025 = YEARS.slice(0, -1);

describe('the table', () => {
  test('has one figure for a measure, a group and a year, in order', () => {
    const keys = PUBLISHED.map(({ measure, group, year }) => [measure, group, String(year)].join('\t'));
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys).toEqual([...keys].sort());
  });

  test('is of the years 2011 to 2025, and its flows and stocks of 2021 to 2025', () => {
    for (const { year } of PUBLISHED) expect([year >= 2011, year <= 2025]).toEqual([true, true]);
    for (const measure of ['looked_after', 'started_looked_after', 'ceased_looked_after', 'referrals', 'enquiries'])
      expect(YEARS.map((year) => published(measure, year)).every((value) => value > 0)).toBe(true);
  });

  test('has no zeros, which would be what is hidden or rounded away, and no percentage over 100', () => {
    for (const { measure, value } of PUBLISHED) {
      expect(value).toBeGreaterThan(0);
      expect(value).toBeLessThanOrEqual(measure.endsWith('_percent') ? 100 : Infinity);
    }
  });

  test('names only sources of the baseline', () => {
    const sources = sourcesSection.parse(BASELINE['sources']);
    for (const { source } of PUBLISHED) expect(Object.keys(sources)).toContain(source);
  });
});

/** Each rounded part may be 5 away from the truth, and so may the whole; a suppressed or missing part counts as one more. */
function addsUp(measure: string, year: number, dimension: string, whole: number, missing = 0): void {
  const parts = partsOf(measure, year, dimension);
  const figures = parts.reduce((sum, { note }) => sum + Number(/sum of (\d+)/.exec(note)?.[1] ?? 1), missing + 1);
  const sum = parts.reduce((total, { value }) => total + value, 0);
  expect(parts.length).toBeGreaterThan(1);
  expect(Math.abs(sum - whole), `${measure} ${dimension} ${String(year)}`).toBeLessThanOrEqual(5 * figures);
}

describe('parts add up to the whole, to rounding', () => {
  const revised = [
    ['looked_after', ['age', 'placement', 'legal', 'need', 'sex', 'uasc', 'provider', 'distance']],
    ['started_looked_after', ['age', 'legal', 'need', 'sex', 'uasc', 'taken_into_care']],
    ['ceased_looked_after', ['age', 'reason', 'sex', 'uasc']],
  ] as const;
  test.each(revised.flatMap(([measure, by]) => by.map((dimension) => [measure, dimension] as const)))(
    '%s by %s',
    (measure, dimension) => {
      for (const year of YEARS) addsUp(measure, year, dimension, published(measure, year));
    },
  );

  const first = [
    ['started_looked_after', ['placement', 'previous']],
    ['ceased_looked_after', ['last_placement', 'legal_at_end', 'need', 'length', 'number_in_period']],
  ] as const;
  test.each(first.flatMap(([measure, by]) => by.map((dimension) => [measure, dimension] as const)))(
    '%s by %s, of the first release',
    (measure, dimension) => {
      for (const year of BEFORE_2025)
        addsUp(measure, year, dimension, published(measure, year, 'release=first'), dimension === 'placement' ? 1 : 0);
    },
  );

  test('placements in the year', () => {
    const labels = ['1', '2', '3', '4 or more'].map((label) => `placements_in_year=${label}`);
    const sum = labels.reduce((total, label) => total + published('looked_after', 2024, label), 0);
    expect(Math.abs(sum - published('looked_after', 2024, 'release=first'))).toBeLessThanOrEqual(40);
  });

  test('placements that ended, by type, and each type by length', () => {
    for (const year of BEFORE_2025) {
      addsUp('placement_ended', year, 'placement', published('placement_ended', year));
      addsUp('placement_ended', year, 'length', published('placement_ended', year));
      for (const { group, value } of partsOf('placement_ended', year, 'placement')) {
        const parts = PUBLISHED.filter(
          (row) => row.measure === 'placement_ended' && row.year === year && row.group.startsWith(`${group};length=`),
        );
        const sum = parts.reduce((total, row) => total + row.value, 0);
        // Eight bands; a suppressed one is below 10.
        expect(Math.abs(sum - value), `${group} ${String(year)}`).toBeLessThanOrEqual(5 * 9 + 5 * (8 - parts.length));
      }
    }
  });

  test('foster care by carer, and by provider', () => {
    for (const measure of ['started_looked_after', 'ceased_looked_after'])
      for (const year of BEFORE_2025) {
        const [kin, other] = ['Relative or friend', 'Other foster carer'].map((label) =>
          published(measure, year, `carer=${label}`),
        );
        const of = measure === 'started_looked_after' ? 'placement' : 'last_placement';
        const whole = published(measure, year, `${of}=Foster care`);
        expect(Math.abs((kin ?? 0) + (other ?? 0) - whole)).toBeLessThanOrEqual(25);
      }
    for (const year of BEFORE_2025) {
      const sum = partsOf('looked_after', year, 'foster_provider').reduce((total, { value }) => total + value, 0);
      // The first release; foster care of the revised one is within 1%.
      expect(Math.abs(sum / published('looked_after', year, 'placement=Foster care') - 1)).toBeLessThan(0.01);
    }
  });

  test('shares of lengths and of reasons come to 100%', () => {
    for (const [measure, year, dimension] of [
      ['needs_ended_percent', 2025, 'length'],
      ['needs_ended_percent', 2018, 'length'],
      ['children_in_need_percent', 2025, 'length'],
      ['plans_ended_percent', 2025, 'length'],
      ['plans_ended_percent', 2020, 'length'],
      ['plans_ended_percent', 2018, 'length'],
      ['need_ends_after_plan_percent', 2018, 'after'],
    ] as const) {
      const sum = partsOf(measure, year, dimension).reduce((total, { value }) => total + value, 0);
      expect(Math.abs(sum - 100), `${measure} ${String(year)}`).toBeLessThanOrEqual(0.3);
    }
  });
});

describe('one figure agrees with another', () => {
  test('the stock, starts and ends of 2025 leave a residual of +420, and those of the years before about as much', () => {
    const residual = (year: number): number =>
      published('looked_after', year) -
      published('looked_after', year - 1) -
      published('started_looked_after', year) +
      published('ceased_looked_after', year);
    expect(residual(2025)).toBe(420);
    for (const year of [2022, 2023, 2024]) expect(Math.abs(residual(year) - 420)).toBeLessThanOrEqual(20);
  });

  test('referrals less no further action and no need are the needs that started', () => {
    const rest = 100 - published('no_further_action_percent', 2025) - published('assessed_not_in_need_percent', 2025);
    const expected = (published('referrals', 2025) * rest) / 100;
    // Two percentages to one decimal, of 632,830.
    expect(Math.abs(published('needs_started', 2025) - expected)).toBeLessThanOrEqual(640);
  });

  test('re-referrals are their percentage of referrals', () => {
    const percent = (100 * published('rereferrals', 2025)) / published('referrals', 2025);
    expect(Math.abs(percent - published('rereferral_percent', 2025))).toBeLessThanOrEqual(0.06);
  });

  test('the stages of adoption add up to the whole, to a month for each', () => {
    for (const year of YEARS) {
      const [decision = 0, match = 0, placed = 0, order = 0, toPlaced = 0, toOrder = 0] = [
        'entry_to_decision',
        'decision_to_match',
        'match_to_placed',
        'placed_to_order',
        'entry_to_placed',
        'entry_to_order',
      ].map((measure) => published(measure, year));
      expect(Math.abs(decision + match + placed - toPlaced)).toBeLessThanOrEqual(2);
      expect(Math.abs(toPlaced + order - toOrder)).toBeLessThanOrEqual(2);
    }
  });

  test('the baseline starts from the stock of 2025 and its mix', () => {
    const start = startSection.parse(BASELINE['start']);
    expect(start.strata['looked_after']?.margins).toBeDefined();
    expectMix(2025, start.strata['looked_after']?.margins ?? {});
  });
});

function expectMix(year: number, margins: Readonly<Record<string, Readonly<Record<string, number>>>>): void {
  expect(Object.keys(margins).sort()).toEqual(['age', 'legal', 'need', 'placement', 'sex', 'uasc']);
  for (const [dimension, targets] of Object.entries(margins)) {
    const parts = partsOf('looked_after', year, dimension);
    const rows = parts.map(({ group, value }) => [group.slice(dimension.length + 1), value]);
    expect(targets).toEqual(Object.fromEntries(rows));
  }
}

describe.each([2021, 2024])('the start on 31 March %i', (year) => {
  const path = `validation/england-march-${String(year)}.yaml`;
  const { figures, margins, parameters } = areaDataFile.parse(read(path));

  test('has the figures and the mix of the table', () => {
    const measureOf: Readonly<Record<string, string>> = {
      started: 'started_looked_after',
      ceased: 'ceased_looked_after',
    };
    for (const [column, value] of Object.entries(figures ?? {}))
      expect(value, column).toBe(published(measureOf[column] ?? column, year));
    expectMix(year, margins ?? {});
    expect(parameters).toEqual({
      uasc_arrivals: `${String(published('started_looked_after', year, 'uasc=yes'))} per year`,
      remand_entries: `${String(published('started_looked_after', year, 'legal_detail=Remand'))} per year`,
    });
  });

  test('is accepted as the area data of a run from the day after', () => {
    const scenario = `${FILES.library}/validation/from-march.yaml`;
    const text = `scenario: from-march
title: From 31 March ${String(year)}
baseline: england-2025
area: England
area_data: ./england-march-${String(year)}.yaml
start: ${String(year)}-04-01
years: 1
`;
    const files = { ...FILES, read: (name: string) => (name === scenario ? text : FILES.read(name)) };
    const { start, area } = resolveScenario(scenario, files).scenario;
    expect(area?.name).toBe('England');
    const stratum = start?.strata.find(({ name }) => name === 'looked_after');
    expect(stratum?.size).toEqual({ kind: 'exact', count: published('looked_after', year) });
    expect(start?.fit.map(({ target }) => target)).toEqual([
      published('started_looked_after', year),
      published('ceased_looked_after', year),
    ]);
  });
});
