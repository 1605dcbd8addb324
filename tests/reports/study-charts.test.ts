import { describe, expect, it } from 'vitest';
import { fitLines, fitNames, shown } from '../../reports/charts/fit.js';
import { studyCharts } from '../../reports/study/charts/index.js';
import { apart } from '../../reports/charts/apart.js';
import type { Chart } from '../../reports/charts/types.js';
import { allFaults, lookAt } from './drawn-charts.js';
import { studyFixture, type StudyChoices } from './study-fixture.js';

type Json = Readonly<Record<string, unknown>>;

/** Every object inside a value. */
function objects(value: unknown): Json[] {
  if (Array.isArray(value)) return value.flatMap(objects);
  if (typeof value !== 'object' || value === null) return [];
  return [value as Json, ...Object.values(value).flatMap(objects)];
}

const chartsOf = (choices: StudyChoices): Chart[] => studyCharts(studyFixture(choices)[0]!);
const FIVE = chartsOf({});

const ALL = [
  'options-over-time',
  'difference-over-time',
  'differences',
  'placements-by-option',
  'times-by-option',
  'safety-by-option',
  'net-saving',
  'net-saving-by-payer',
  'net-saving-by-kind',
  'waterfall',
  'payback',
  'payback-chance',
  'budget-impact',
  'cost-effectiveness-plane',
  'efficiency-frontier',
  'acceptability',
  'reached',
  'value-of-information',
  'what-matters',
  'not-knowing',
];

describe('the charts of a study', () => {
  it('are all there for five options, draws and an outcome', () => {
    expect(FIVE.map(({ name }) => name)).toEqual(ALL);
  });

  it('say nothing of what has no data', () => {
    const names = (choices: StudyChoices): string[] => chartsOf(choices).map(({ name }) => name);
    expect(names({ options: 1 })).toEqual(['options-over-time', 'times-by-option']);
    expect(names({ outcome: false })).not.toContain('cost-effectiveness-plane');
    expect(names({ draws: 0 })).not.toContain('not-knowing');
    expect(names({ draws: 0 })).not.toContain('value-of-information');
    expect(names({ effect: 0 })).not.toContain('differences');
    expect(names({ effect: 0 })).not.toContain('net-saving');
    const [study] = studyFixture({});
    expect(
      studyCharts({
        ...study!,
        rows: [],
        report: { ...study!.report, figures: [], money: [], frontier: null, choice: null, matters: [] },
      }),
    ).toEqual([]);
  });

  it('show on every panel of options the same numbers as their table', () => {
    const chart = FIVE.find(({ name }) => name === 'net-saving')!;
    const [study] = studyFixture({});
    const nets = study!.report.money.flatMap((money) =>
      money === null ? [] : [Number(money.net.value.toPrecision(7))],
    );
    const drawn = objects(chart.spec).flatMap((one) =>
      typeof one['value'] === 'number' && typeof one['tone'] === 'string' ? [one['value']] : [],
    );
    expect(drawn).toEqual(nets);
    expect(chart.table.rows).toHaveLength(4);
  });

  it('end the waterfall of each option at its net saving', () => {
    const chart = FIVE.find(({ name }) => name === 'waterfall')!;
    const [study] = studyFixture({});
    for (const [i, panel] of (chart.spec['concat'] as Json[]).entries()) {
      const bars = objects(panel).filter((one) => typeof one['from'] === 'number');
      const net = study!.report.money[i + 1]!.net.value;
      expect(bars.at(-1)!['value']).toBeCloseTo(net, -2);
      expect(bars.at(-2)!['value']).toBeCloseTo(net, -2);
      // Each step begins where the one before ended.
      for (let k = 1; k < bars.length - 1; k++) expect(bars[k]!['from']).toBe(bars[k - 1]!['value']);
    }
  });

  it('write the chance of each quadrant in its corner, adding up to all draws', () => {
    const chart = FIVE.find(({ name }) => name === 'cost-effectiveness-plane')!;
    for (const panel of chart.spec['concat'] as Json[]) {
      const corners = objects(panel).flatMap(({ words }) => (typeof words === 'string' ? [words] : []));
      expect(corners.map((words) => words.replace(/ \d+%$/, '')).toSorted()).toEqual([
        'costs less, fewer',
        'costs less, more',
        'costs more, fewer',
        'costs more, more',
      ]);
      const sum = corners.reduce((all, words) => all + Number(/(\d+)%$/.exec(words)?.[1]), 0);
      expect(Math.abs(sum - 100)).toBeLessThanOrEqual(2);
    }
  });

  it('mark in the acceptability curves the option to choose, once at each worth', () => {
    const chart = FIVE.find(({ name }) => name === 'acceptability')!;
    const marked = (chart.spec['concat'] as Json[]).map((panel) =>
      objects(panel)
        .filter((one) => Object.keys(one).join() === 'worth,value')
        .map(({ worth }) => worth),
    );
    const [study] = studyFixture({});
    expect(marked.flat().toSorted((a, b) => Number(a) - Number(b))).toEqual(
      study!.report.frontier!.acceptability.map(({ worth }) => worth),
    );
  });

  it('join only what is on the efficiency frontier, from the least costly', () => {
    const chart = FIVE.find(({ name }) => name === 'efficiency-frontier')!;
    const line = objects(chart.spec).find(({ mark }) => (mark as Json | undefined)?.['type'] === 'line')!;
    const joined = (line['data'] as { values: { filled: boolean; y: number }[] }).values;
    expect(joined.every(({ filled }) => filled)).toBe(true);
    expect(joined.map(({ y }) => y)).toEqual(joined.map(({ y }) => y).toSorted((a, b) => a - b));
    const standing = studyFixture({})[0]!.report.frontier!.standing;
    expect(joined).toHaveLength(standing.filter(({ kind }) => kind === 'frontier').length);
  });

  it('have at most four series in a panel', () => {
    const ranges = [...FIVE, ...chartsOf({ options: 8 })]
      .flatMap((chart) => objects(chart.spec))
      .flatMap(({ scale }) => {
        const range = (scale as Json | undefined)?.['range'];
        return Array.isArray(range) ? [range.length] : [];
      });
    expect(ranges.length).toBeGreaterThan(0);
    expect(Math.max(...ranges)).toBeLessThanOrEqual(4);
  });
});

describe('the pictures of a study', () => {
  it('of five options are in the width of a page, every word apart, and say what they said when last looked at', async () => {
    const words: Record<string, string> = {};
    const faults: string[] = [];
    for (const chart of FIVE) {
      // oxlint-disable-next-line no-await-in-loop -- drawn one after another
      const looked = await lookAt(chart);
      faults.push(...looked.faults);
      words[chart.name] = looked.words;
    }
    expect(faults).toEqual([]);
    expect(words).toMatchSnapshot();
  }, 60_000);

  it.each<readonly [string, StudyChoices]>([
    ['one option', { options: 1 }],
    ['options that change nothing', { effect: 0, options: 2 }],
  ])(
    'of %s are in the width of a page, every word inside and apart from every other',
    async (_, choices) => {
      expect(await allFaults(chartsOf(choices))).toEqual([]);
    },
    60_000,
  );

  it('keep names of 200 letters and markup within the page', async () => {
    const charts = [...chartsOf({ options: 8, titles: 'long' }), ...chartsOf({ options: 3, titles: 'hostile' })];
    const some = charts.filter(({ name }) => ['differences', 'efficiency-frontier', 'reached'].includes(name));
    expect(await allFaults(some)).toEqual([]);
  }, 60_000);
});

describe('text that fits', () => {
  it('breaks at spaces, then inside words, and says what it leaves out', () => {
    expect(fitLines('Two MST teams', 60, 12, 2)).toEqual(['Two MST', 'teams']);
    const [line, ...more] = fitLines('m'.repeat(10_000), 100, 12, 1);
    expect(more).toEqual([]);
    expect(line).toMatch(/^m{5,12}…$/);
  });

  it('leaves out marks that turn the direction of what follows', () => {
    expect(shown('a\u202eb\u0000c')).toBe('a b c');
  });

  it('never gives two names alike', () => {
    const names = fitNames([`${'a'.repeat(80)}1`, `${'a'.repeat(80)}2`, 'b'], 100, 12);
    expect(new Set(names).size).toBe(3);
  });
});

describe('labels moved apart', () => {
  it('keep their order, do not overlap and stay within the height', () => {
    const places = apart(
      [10, 12, 11, 195].map((at) => ({ at, half: 14 })),
      200,
    );
    const sorted = places.toSorted((a, b) => a - b);
    for (let i = 1; i < sorted.length; i++) expect(sorted[i]! - sorted[i - 1]!).toBeGreaterThanOrEqual(28);
    expect(sorted[0]).toBeGreaterThanOrEqual(14);
    expect(sorted.at(-1)).toBeLessThanOrEqual(200 - 14);
    expect(places[0]).toBeLessThan(places[2]!);
    expect(places[2]).toBeLessThan(places[1]!);
  });
});
