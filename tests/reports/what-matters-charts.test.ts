import { describe, expect, it } from 'vitest';
import { mixesChart, type PortfolioReport } from '../../reports/portfolio/index.js';
import {
  gridChart,
  morrisChart,
  seekChart,
  tornadoChart,
  type Asked,
  type GridResult,
  type MorrisResult,
  type SeekResult,
  type TornadoResult,
} from '../../reports/what-matters/index.js';
import type { Chart } from '../../reports/charts/types.js';
import { allFaults } from './drawn-charts.js';
import { HOSTILE } from './fixture.js';

type Json = Readonly<Record<string, unknown>>;

/** Every object inside a value. */
function objects(value: unknown): Json[] {
  if (Array.isArray(value)) return value.flatMap(objects);
  if (typeof value !== 'object' || value === null) return [];
  return [value as Json, ...Object.values(value).flatMap(objects)];
}

interface Choices {
  /** What every result is multiplied by. */
  readonly scale?: number;
  /** Put before every name. */
  readonly lead?: string;
  readonly count?: number;
}

const asked = ({ lead = '' }: Choices): Asked => ({
  title: `${lead}Three programmes in Leeds`,
  area: 'Leeds',
  startDate: '2025-04-01',
  endDate: '2028-03-31',
  replications: 8,
  seed: 'leeds',
  result: {
    measure: 'net_cost',
    label: 'Net cost to all payers',
    when: 'over the whole run',
    of: 'difference',
    unit: 'GBP',
  },
  version: '0.1.0',
});

function tornadoOf(choices: Choices = {}): TornadoResult {
  const { scale = 1, lead = '', count = 6 } = choices;
  const estimate = (value: number) => ({ value: value * scale, mcSe: 0.05 * Math.abs(value) * scale });
  return {
    ...asked(choices),
    base: estimate(3.5e6),
    bars: Array.from({ length: count }, (_, i) => {
      const size = i === count - 1 ? 0 : 3e6 / (i + 1);
      const end = (change: number) => ({ result: estimate(3.5e6 + change), change: estimate(change) });
      return {
        name: `${lead}number_${i}`,
        group: 'parameter',
        programme: '',
        interval: '0.6 to 0.95',
        lower: end(-size),
        upper: end(i === 1 ? -0.4 * size : 1.2 * size),
        width: estimate(2 * size),
      };
    }),
    left: [],
  };
}

function morrisOf(choices: Choices = {}): MorrisResult {
  const { scale = 1, lead = '', count = 14 } = choices;
  return {
    ...asked(choices),
    trajectories: 10,
    effects: Array.from({ length: count }, (_, i) => ({
      name: `${lead}number_${i}`,
      group: 'parameter',
      programme: '',
      interval: '0.6 to 0.95',
      mu: { value: (1e6 * scale) / (i + 1), mcSe: 1e4 * scale },
      muStar: { value: (1.1e6 * scale) / (i + 1), mcSe: 2e4 * scale },
      sigma: (4e5 * scale * (1 + (i % 3))) / (i + 1),
      noise: 1e4 * scale,
      stands: i < 9,
    })),
  };
}

const gridOf = (choices: Choices = {}, by = 4): GridResult => ({
  ...asked(choices),
  rows: { name: `${choices.lead ?? ''}mst.teams`, values: [1, 2, 4] },
  columns:
    by === 0
      ? null
      : { name: `${choices.lead ?? ''}mst.take_up`, values: Array.from({ length: by }, (_, j) => 0.5 + j / 10) },
  cells: [1, 2, 4].map((teams) =>
    Array.from({ length: Math.max(1, by) }, (_, j) => ({
      value: (teams * 5e5 - j * 9e5) * (choices.scale ?? 1),
      mcSe: 5e4 * (choices.scale ?? 1),
    })),
  ),
});

const seekOf = (choices: Choices = {}): SeekResult => ({
  ...asked(choices),
  varied: `${choices.lead ?? ''}mst.teams`,
  from: 0,
  to: 20,
  target: 0,
  answer: {
    whole: true,
    kind: 'found',
    reached: { value: 8, mean: 1e4 * (choices.scale ?? 1), mcSe: 3e4 },
    before: { value: 7, mean: -9e4 * (choices.scale ?? 1), mcSe: 3e4 },
    crossing: 7.9,
    average: { lower: 7.1, upper: 8.6 },
    futures: { lower: 5, upper: 11 },
    tried: [0, 20, 8, 7].map((value) => ({ value, mean: (value * 1e5 - 79e4) * (choices.scale ?? 1), mcSe: 3e4 })),
  },
});

function portfolioOf({ scale = 1, lead = '', count = 30 }: Choices = {}): PortfolioReport {
  const spread = (value: number) => ({
    value: value * scale,
    lower: (value - 1e5) * scale,
    upper: (value + 1e5) * scale,
    mcSe: 2e4 * scale,
  });
  return {
    name: 'budget',
    title: `${lead}A budget`,
    question: '',
    area: 'Leeds',
    startDate: '2025-04-01',
    endDate: '2028-03-31',
    seed: 'leeds',
    stance: '',
    priceYear: '2024-25',
    budget: 4e6 * scale,
    goal: { label: 'Net saving', unit: 'GBP', sign: 1, reach: null },
    floors: [],
    programmes: [],
    replications: 40,
    isDrawn: false,
    drawn: [],
    held: [],
    grid: { all: count, affordable: count, run: count },
    mixes: Array.from({ length: count }, (_, i) => ({
      id: String(i),
      words: `${lead}${i} MST teams and ${2 * i} places`,
      sizes: [i, 2 * i],
      replications: 40,
      cost: spread(i * 2e5),
      fixedCost: 0,
      goal: spread(1e6 * Math.sqrt(i) - (i % 3) * 2e5),
      floors: [],
      isWithinBudget: i <= 20,
      keeps: i <= 20,
      best: i === 20 ? 0.6 : i === 18 ? 0.4 : 0,
      isEfficient: i % 3 === 0,
    })),
    notes: [],
    version: '0.1.0',
  };
}

const everyChart = (choices: Choices): (Chart | null)[] => [
  tornadoChart(tornadoOf(choices)),
  morrisChart(morrisOf(choices)),
  gridChart(gridOf(choices)),
  gridChart(gridOf(choices, 0)),
  gridChart(gridOf(choices, 14)),
  seekChart(seekOf(choices)),
  mixesChart(portfolioOf(choices)),
];

describe('pictures of what a result hangs on, and of mixes', () => {
  it.each<readonly [string, Choices]>([
    ['as they are', {}],
    ['a million times the size', { scale: 1e6 }],
    ['a millionth of the size', { scale: 1e-9 }],
    ['with names of 200 letters', { lead: 'a programme with a long name that goes on and on '.repeat(4) }],
    ['with names of 10,000 letters without a space', { lead: 'm'.repeat(10_000) }],
    ['with markup for names', { lead: HOSTILE }],
    ['of one number', { count: 2 }],
  ])(
    '%s are in the width of a page, every word inside and apart from every other',
    async (_, choices) => {
      const charts = everyChart(choices);
      expect(charts).not.toContain(null);
      expect(await allFaults(charts.flatMap((chart) => chart ?? []))).toEqual([]);
    },
    60_000,
  );

  it('tell the two ends of a number apart by a word as well as by colour', () => {
    const texts = objects(tornadoChart(tornadoOf())?.spec).flatMap(({ text }) =>
      typeof text === 'string' ? [text] : [],
    );
    expect(texts.filter((text) => /^upper [+−]£/.test(text))).toHaveLength(5);
    expect(texts.filter((text) => /^lower [+−]£/.test(text))).toHaveLength(5);
  });

  it('leave out of a tornado what changes nothing, and keep it in the table', () => {
    const chart = tornadoChart(tornadoOf())!;
    expect(JSON.stringify(chart.spec)).not.toContain('number_5');
    expect(chart.table.rows.map(([name]) => name)).toContain('number_5');
    expect(tornadoChart({ ...tornadoOf(), bars: tornadoOf().bars.slice(-1) })).toBeNull();
  });

  it('join of the mixes those that no other beats', () => {
    const line = objects(mixesChart(portfolioOf())?.spec).find(
      ({ mark }) => (mark as Json | undefined)?.['type'] === 'line',
    )!;
    expect((line['data'] as { values: unknown[] }).values).toHaveLength(10);
    expect(mixesChart({ ...portfolioOf(), mixes: [] })).toBeNull();
  });
});
