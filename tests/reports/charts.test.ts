import { beforeAll, describe, expect, it } from 'vitest';
import { charts, type Chart } from '../../reports/charts/index.js';
import { findings } from '../../reports/findings/index.js';
import { cumulative, monthOf } from '../../reports/charts/distributions.js';
import { domainOf, ticks } from '../../reports/charts/theme.js';
import { isVega, toSvg } from '../../reports/render/index.js';
import { HOSTILE, careResult, generalResult } from './fixture.js';
import { fullResult } from './full-fixture.js';
import { textsOf, wrongWith } from './svg-texts.js';

type Json = Readonly<Record<string, unknown>>;

/** Every object inside a value. */
function objects(value: unknown): Json[] {
  if (Array.isArray(value)) return value.flatMap(objects);
  if (typeof value !== 'object' || value === null) return [];
  return [value as Json, ...Object.values(value).flatMap(objects)];
}

const CARE = charts(fullResult());
const GENERAL = charts(generalResult());
const ALL = [...CARE, ...GENERAL];

describe('the charts of a care system', () => {
  it('are all there for a full result', () => {
    expect(CARE.map(({ name }) => name)).toEqual([
      'looked-after',
      'looked-after-difference',
      'looked-after-by-age',
      'pathway-flow',
      'starts-and-leavers',
      'exits-by-reason',
      'ways-out',
      'placements',
      'waiting-for-a-place',
      'time-to-permanence',
      'time-to-adoption',
      'other-times',
      'cost-by-year',
      'cost-waterfall',
      'cost-difference-by-line',
      'cost-difference-by-payer',
      'payback',
      'who-is-reached',
      'programmes',
      'safety-and-stability',
      'back-in-care',
      'elsewhere',
      'targets',
    ]);
  });

  it('are left out where there is nothing to draw', () => {
    const result = careResult();
    expect(charts({ ...result, rows: [], distributions: [], targets: [] })).toEqual([]);
    const names = charts(result).map(({ name }) => name);
    for (const name of ['ways-out', 'back-in-care', 'waiting-for-a-place', 'payback', 'who-is-reached'])
      expect(names).not.toContain(name);
    const zero = result.rows.map((row) =>
      row.measure.startsWith('programme_') ? { ...row, value: 0, lower: 0, upper: 0 } : row,
    );
    expect(charts({ ...result, rows: zero }).some(({ name }) => name === 'programmes')).toBe(false);
    expect(charts(careResult({ baselineOnly: true })).map(({ name }) => name)).not.toContain('looked-after-difference');
    expect(charts(careResult({ effect: 0 })).map(({ name }) => name)).not.toContain('cost-difference-by-line');
  });

  it('say where an axis does not begin at zero', () => {
    const subtitle = JSON.stringify(CARE.find(({ name }) => name === 'looked-after')?.spec['title']).replaceAll(
      '","',
      ' ',
    );
    expect(subtitle).toContain('begins at');
    expect(subtitle).toContain('not at zero');
  });

  it('mark a financial year that the run does not cover', () => {
    const part = charts(careResult({ change: { startDate: '2025-07-01' } }));
    expect(JSON.stringify(part.find(({ name }) => name === 'cost-by-year')?.spec)).toContain('2025-26 (part)');
  });
});

describe('published figures before the run', () => {
  const history = [2021, 2022, 2023].map((year) => ({
    measure: 'looked_after',
    period: `${year}-03-31`,
    value: 1400 + year - 2021,
    source: 'D1',
  }));
  const chart = charts({ ...careResult(), history }).find(({ name }) => name === 'looked-after')!;

  it('stand in the chart of the stock as published, and in its table', async () => {
    const svg = await toSvg(chart.spec, { id: 'history', title: chart.title, description: chart.description });
    expect(textsOf(svg).texts.map(({ text }) => text)).toContain('published');
    expect(wrongWith('history', svg)).toEqual([]);
    expect(chart.table.columns.at(-1)).toBe('Published');
    expect(chart.table.rows[0]).toEqual(['31 March 2021', 'none', 'none', 'none', '1,400']);
    expect(chart.table.rows.at(-1)?.at(-1)).toBe('none');
  });

  it('of long ago, or after the run, are left out', () => {
    const far = ['2001-03-31', '2040-03-31'].map((period) => ({ ...history[0]!, period }));
    const other = charts({ ...careResult(), history: far }).find(({ name }) => name === 'looked-after')!;
    expect(JSON.stringify(other)).toBe(JSON.stringify(CARE.find(({ name }) => name === 'looked-after')));
  });
});

describe('the way out of care', () => {
  const chart = CARE.find(({ name }) => name === 'ways-out')!;

  it('is counted once for each period of care: the panels add up to all that ended', () => {
    const { concat } = chart.spec as unknown as {
      concat: { data: { values: { month: number; share: number; series: string }[] } }[];
    };
    const end = Math.max(...concat.flatMap(({ data }) => data.values.map(({ month }) => month)));
    const sum = concat
      .flatMap(({ data }) => data.values.filter(({ month, series }) => month === end && series === 'No new programmes'))
      .reduce((all, { share }) => all + share, 0);
    // Nearly all are over by the last month drawn, and never more than all.
    expect(sum).toBeGreaterThan(0.8);
    expect(sum).toBeLessThanOrEqual(1 + 1e-6);
  });
});

describe('a median', () => {
  it('is marked where the curve passes half, and said as it is marked', () => {
    const result = fullResult();
    const chart = charts(result).find(({ name }) => name === 'time-to-adoption')!;
    const counts = result.distributions.find(
      ({ measure, group, option }) => measure === 'entry_to_adoption_order' && group === 'all' && option === 'baseline',
    )!.counts;
    const half = monthOf(cumulative(counts), 0.5)!;
    expect(chart.description).toContain(`Median ${half.toFixed(1)} months: No new programmes.`);
    expect(findings(result).find(({ id }) => id === 'adoption-time')?.sentence).toContain(
      `The median is ${half.toFixed(1)} months in the baseline`,
    );
  });
});

describe('the waterfall of cost', () => {
  it('ends where its steps lead: at the net difference', () => {
    const { data } = CARE.find(({ name }) => name === 'cost-waterfall')!.spec as unknown as {
      data: { values: { kind: string; from: number; to: number }[] };
    };
    const steps = data.values.filter(({ kind }) => kind !== 'Net');
    steps.slice(1).forEach(({ from }, i) => expect(from).toBe(steps[i]?.to));
    expect(steps[0]?.from).toBe(0);
    const lines = fullResult().rows.filter(
      ({ measure, option, group }) => measure === 'cost' && option === 'difference' && group.startsWith('line='),
    );
    expect(steps.at(-1)?.to).toBeCloseTo(lines.reduce((sum, { value }) => sum + value, 0) / 1e6, 6);
  });
});

describe('why children leave care', () => {
  /** So many reasons, one of them 'Other reason': the k-th commonest ends 100 - k periods of care, and 99 - k with the option. */
  const ofReasons = (count: number): Chart => {
    const result = careResult();
    const year = result.rows.find(({ measure, group }) => measure === 'ceased_looked_after' && group === 'all')!;
    const level = (k: number): string => (k === 2 ? 'Other reason' : `Reason ${String(k).padStart(2, '0')}`);
    const rows = result.options.flatMap(({ id: option }, i) => [
      { ...year, option },
      ...Array.from({ length: count }, (_, k) => {
        const value = 100 - k - i;
        return { ...year, option, group: `reason=${level(k)}`, value, lower: value - 3, upper: value + 3 };
      }),
    ]);
    return charts({ ...result, rows }).find(({ name }) => name === 'exits-by-reason')!;
  };
  const bars = (chart: Chart): Json[] => (chart.spec['data'] as { values: Json[] }).values;
  const levels = (chart: Chart): unknown[] => [...new Set(bars(chart).map((bar) => bar['level']))];

  it('has a bar for each reason up to ten', () => {
    expect(levels(ofReasons(10))).toHaveLength(10);
    expect(JSON.stringify(ofReasons(10).spec)).not.toContain('Other reasons');
  });

  it('draws the commonest of seventeen, and all the others as one bar, below, that holds exactly what they hold', () => {
    const chart = ofReasons(17);
    expect(levels(chart)).toEqual([...[0, 1, 3, 4, 5, 6, 7, 8, 9].map((k) => `Reason 0${k}`), 'Other reasons']);
    const others = [2, 10, 11, 12, 13, 14, 15, 16].map((k) => 100 - k);
    const sum = others.reduce((all, n) => all + n, 0);
    expect(bars(chart).filter((bar) => bar['level'] === 'Other reasons')).toMatchObject([
      { value: sum, lower: null, upper: null },
      { value: sum - others.length, lower: null, upper: null },
    ]);
    expect(JSON.stringify(chart.spec['title'])).toMatch(/Other reasons: 8(","| )together/);
  });

  it('lists every reason in the table under it', () => {
    const { rows } = ofReasons(17).table;
    expect(rows).toHaveLength(17);
    expect(rows.map(([level]) => level)).toContain('Other reason');
    expect(rows.map(([level]) => level)).not.toContain('Other reasons');
  });
});

describe('the charts of any other pathway', () => {
  it('draw every stock with its groups, every flow and every time', () => {
    expect(GENERAL.map(({ name }) => name)).toEqual(['stock-occupancy-groups', 'stock-queue-length', 'flows', 'times']);
  });
});

describe.each(ALL.map((chart): [string, Chart] => [chart.name, chart]))('%s', (_, chart) => {
  let svg = '';
  const warnings: string[] = [];
  beforeAll(async () => {
    const { name: id, title, description } = chart;
    svg = await toSvg(chart.spec, { id, title, description, warn: (message) => warnings.push(message) });
  });

  it('compiles and draws without a warning', () => {
    expect(warnings).toEqual([]);
    expect(svg).toMatch(/^<svg /);
    expect(svg).not.toMatch(/NaN|undefined|Infinity/);
  });

  it('fits the column of a page, with every word in its own place', () => {
    expect(wrongWith(chart.name, svg)).toEqual([]);
  });

  it('says what it said when it was last looked at', () => {
    expect(textsOf(svg).texts.map(({ text }) => text)).toMatchSnapshot();
  });

  it('has a title, a subtitle, words for those who cannot see it, and a table', () => {
    const title = chart.spec['title'] as { text: string[]; subtitle: string[] };
    expect(title.text.join(' ')).toBe(chart.title);
    expect(title.subtitle.length).toBeGreaterThan(0);
    expect(chart.description.length).toBeGreaterThan(30);
    expect(chart.table.rows.length).toBeGreaterThan(0);
    for (const row of chart.table.rows) expect(row).toHaveLength(chart.table.columns.length);
  });

  it('names what its numbers count', () => {
    const titles = objects(chart.spec).flatMap((one) =>
      one['type'] === 'quantitative' && typeof one['title'] === 'string' ? [one['title']] : [],
    );
    // A drawing in Vega has no axes: its subtitle says it.
    if (isVega(chart.spec)) titles.push(JSON.stringify(chart.spec['title']));
    expect(titles.length).toBeGreaterThan(0);
    expect(titles.join()).toMatch(/children|people|months|million|places|year|share/);
  });

  it('has at most four series in a panel, each with its own dash or shape', () => {
    for (const one of objects(chart.spec)) {
      for (const channel of ['stroke', 'fill', 'strokeDash', 'shape']) {
        const scale = (one[channel] as Json | undefined)?.['scale'] as
          | { domain: string[]; range: unknown[] }
          | undefined;
        if (scale === undefined) continue;
        expect(scale.domain.length).toBeLessThanOrEqual(4);
        expect(new Set(scale.range.map((value) => JSON.stringify(value))).size).toBe(scale.domain.length);
      }
    }
  });

  it('loads nothing: its data are inside', () => {
    expect(objects(chart.spec).filter((one) => 'url' in one)).toEqual([]);
  });
});

describe('drawing', () => {
  it('says what the intervals hold', () => {
    for (const { name, spec } of CARE) {
      // Spread between children, or averages alone: they say so.
      const pooled = /time|ways-out|back-in-care|targets/.test(name);
      expect(JSON.stringify(spec['title']).replaceAll('","', ' ')).toMatch(
        pooled ? /all replications|months/i : /\(chance only\)/,
      );
    }
  });

  it('says where there are too few futures for the ends of an interval to be sure', () => {
    const few = charts({ ...careResult(), replications: 12 }).find(({ name }) => name === 'looked-after')!;
    expect(JSON.stringify(few.spec['title']).replaceAll('","', ' ')).toContain(
      'Bands: where 12 simulated futures lie, roughly (chance only); 40 or more are needed for 95%.',
    );
    expect(JSON.stringify(CARE[0]?.spec['title'])).toContain('95% of simulated futures');
  });

  it('shows hostile names as text, whatever they are', async () => {
    const result = careResult({
      change: {
        options: [
          { id: 'baseline', label: HOSTILE },
          { id: 'three-programmes', label: HOSTILE },
        ],
      },
    });
    const rows = result.rows.map((row) => ({ ...row, group: row.group.replace("Children's home", HOSTILE) }));
    const drawn = ['looked-after', 'placements', 'cost-by-year'];
    for (const chart of charts({ ...result, rows }).filter(({ name }) => drawn.includes(name))) {
      const svg = await toSvg(chart.spec, { id: chart.name, title: chart.title, description: chart.description });
      expect(svg).not.toContain('<script');
      expect(svg).not.toContain('<img');
    }
  });

  it('begins at zero where it belongs, and at a round number elsewhere', () => {
    expect(domainOf([3, 40])).toEqual({ low: 0, high: 40, step: 10 });
    expect(domainOf([1332, 1560])).toEqual({ low: 1300, high: 1600, step: 50 });
    expect(domainOf([-20, 5], 'always').low).toBe(-20);
    expect(ticks(domainOf([0.02, 0.3]))).toEqual([0, 0.1, 0.2, 0.3]);
    expect(domainOf([]).high).toBeGreaterThan(0);
    expect(domainOf([5, 5, 5]).high).toBeGreaterThan(domainOf([5, 5, 5]).low);
  });

  it('reads shares and medians off counts by month', () => {
    const steps = cumulative([1, 1, 2]);
    expect(steps.at(-1)).toEqual({ month: 3, share: 1 });
    expect(monthOf(steps, 0.5)).toBe(2);
    expect(monthOf(steps, 0.75)).toBe(2.5);
    expect(cumulative([0, 0])).toEqual([]);
  });
});
