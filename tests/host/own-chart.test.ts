/** A chart of the user's own: its data are tables of the results, and nothing is loaded, linked to or run. */
import { describe, expect, test } from 'vitest';
import { drawOwn, readOwnSpec } from '../../cli/host/from-results/own-chart.js';
import type { ChartSpec } from '../../reports/index.js';
import type { Files } from '../../scenarios/index.js';
import { careResult } from '../reports/fixture.js';

const { rows } = careResult();
const SPEC = {
  data: { name: 'stocks' },
  transform: [{ filter: "datum.measure == 'looked_after' && datum.group == 'all'" }],
  mark: 'line',
  encoding: {
    x: { field: 'period', type: 'temporal' },
    y: { field: 'value', type: 'quantitative' },
    color: { field: 'option', type: 'nominal' },
  },
};

function read(spec: object): ChartSpec {
  return readText(JSON.stringify(spec, null, 1));
}

function readText(text: string): ChartSpec {
  const files: Files = { read: () => text, library: '' };
  return readOwnSpec('own.vl.json', files, rows);
}

async function draw(spec: object): Promise<{ readonly svg: string; readonly said: readonly string[] }> {
  const said: string[] = [];
  const { svg } = await drawOwn('own.vl.json', read(spec), (line) => said.push(line));
  return { svg, said };
}

describe('the data of a chart', () => {
  test('are the rows of the table named, under the names of its columns', () => {
    const { datasets } = read(SPEC) as { datasets: Record<string, readonly Record<string, unknown>[]> };
    const own = rows.filter(({ table }) => table === 'stocks');
    expect(Object.keys(datasets)).toEqual(['stocks']);
    expect(datasets['stocks']).toHaveLength(own.length);
    const { option, area, period, periodKind, group, measure, value, lower, upper, mcSe, unit } = own[5]!;
    expect(datasets['stocks']![5]).toEqual({
      option,
      area,
      period,
      period_kind: periodKind,
      group,
      measure,
      value,
      lower,
      upper,
      mc_se: mcSe,
      unit,
    });
  });

  test('may be all rows, or a table by its place in the folder; data of its own stay', () => {
    const all = read({ ...SPEC, data: { name: 'rows' } }) as { datasets: Record<string, readonly unknown[]> };
    expect(all.datasets['rows']).toHaveLength(rows.length);
    expect(read({ ...SPEC, data: { url: 'tables/stocks.csv' } })).toMatchObject({ data: { name: 'stocks' } });
    const own = { ...SPEC, data: { name: 'mine' }, datasets: { mine: [{ period: '2025-01-01', value: 1, url: 'x' }] } };
    expect(read(own)).toMatchObject({ datasets: { mine: [{ value: 1, url: 'x' }] } });
  });

  test('are drawn in the look of all charts, unless the specification has a look', () => {
    expect(read(SPEC)['config']).toMatchObject({ font: expect.stringContaining('Arimo') as string });
    expect(read({ ...SPEC, config: { font: 'serif' } })['config']).toEqual({ font: 'serif' });
  });

  test('have numbers on their axes as they are, though all be 0', async () => {
    const labels = async (value: number): Promise<readonly string[]> => {
      const values = [{ a: 'x', value }];
      const encoding = { x: { field: 'value', type: 'quantitative' }, y: { field: 'a', type: 'nominal' } };
      const { svg } = await draw({ data: { values }, mark: 'point', encoding });
      return [...svg.matchAll(/>([−-]?[\d.,]+)</g)].map((found) => found[1]!);
    };
    expect(await labels(0)).not.toContainEqual(expect.stringMatching(/\.0+$/));
    expect(await labels(12_000)).toContain('10,000');
    expect(await labels(0.3)).toContain('0.1');
  });

  test('where none pass the filters of any part, nothing is drawn; of some, it is said, once', async () => {
    const transform = [{ filter: "datum.measure == 'looked_aftr'" }];
    await expect(draw({ ...SPEC, transform })).rejects.toThrow(/^own\.vl\.json: no row passes the filters, so nothing/);
    const { mark, encoding, ...shared } = SPEC;
    const facet = { row: { field: 'period' } };
    await expect(draw({ ...shared, transform, facet, spec: { mark, encoding } })).rejects.toThrow(/no row passes/);
    const { said } = await draw({
      ...shared,
      transform: [],
      vconcat: [
        { mark, encoding },
        { mark, encoding, transform },
      ],
    });
    expect(said).toEqual([expect.stringMatching(/^own\.vl\.json: no row passes the filters of a part/)]);
    expect((await draw(SPEC)).said).toEqual([]);
  });
});

describe('is refused at its line', () => {
  test.each<[string, object, RegExp]>([
    [
      'a table that is not there',
      { data: { name: 'stock' } },
      /own\.vl\.json:3:11: there is no table 'stock'.*\n.*\n.*\n.*'stocks'/,
    ],
    [
      'a column that is not there',
      { encoding: { x: { field: 'perod' } } },
      /there is no column 'perod'[^]*did you mean 'period'/,
    ],
    ...[
      "datum.mesure == 'looked_after'",
      "datum['mesure'] == 'looked_after'",
      { and: ["datum.value > 1 && datum.mesure == 'datum.x'"] },
      { not: "datum.mesure == 'x'" },
    ].map((filter): [string, object, RegExp] => [
      `a column that is not there, in a filter: ${JSON.stringify(filter)}`,
      { transform: [{ filter }] },
      /^own\.vl\.json:\d+:\d+: there is no column 'mesure'[^]*did you mean 'measure'/,
    ]),
    [
      'a column that is not there, in a formula',
      { transform: [{ calculate: 'datum.grup', as: 'age' }] },
      /there is no column 'grup'[^]*did you mean 'group'/,
    ],
    ['a mark that is not there', { mark: 'lne' }, /there is no mark 'lne'[^]*'line'/],
    ['data from elsewhere', { data: { url: 'https://example.org/x.csv' } }, /own\.vl\.json:3:3: a chart loads nothing/],
    ['a file', { data: { url: '../../etc/passwd' } }, /own\.vl\.json:3:3: a chart loads nothing/],
    ['a table of another folder', { data: { url: '../tables/stocks.csv' } }, /a chart loads nothing/],
    [
      'data looked up elsewhere',
      { transform: [{ lookup: 'a', from: { data: { url: 'x.json' }, key: 'a' } }] },
      /loads nothing/,
    ],
    ['an image', { mark: { type: 'image', url: 'https://example.org/x.png' } }, /a chart loads no images/],
    ['a link', { mark: { type: 'point', href: 'javascript:alert(1)' } }, /links to nothing: 'href'/],
    ['a link in a channel', { encoding: { href: { value: 'x' } } }, /links to nothing: 'href'/],
    ['a picture that fills a disk', { width: 1e9 }, /at most 10000 pixels/],
    ['data without end', { data: { sequence: { start: 0, stop: 1e12 } } }, /a sequence has at most/],
    ['Vega', { $schema: 'https://vega.github.io/schema/vega/v6.json' }, /in Vega: one in Vega-Lite is needed/],
    ['data that are no mapping', { data: 'stocks' }, /expected a mapping/],
    ['no data', { data: undefined }, /own\.vl\.json: it does not say what it draws: add "data"/],
  ])('%s', (_, change, message) => {
    expect(() => read({ ...SPEC, ...change })).toThrow(message);
  });

  test('what is not JSON, and a name that would change other objects', () => {
    expect(() => readText('{"mark": "bar",, }')).toThrow(/own\.vl\.json:1:\d+/);
    expect(() => readText('[1]')).toThrow(/expected a mapping/);
    expect(() => readText('{"__proto__": {"data": {"name": "stocks"}}, "mark": "bar"}')).toThrow(/__proto__/);
    expect(({} as Record<string, unknown>)['data']).toBeUndefined();
  });

  test.each<[string, object]>([
    ['a colour that is loaded', { a: 1, c: 'url(https://example.org/x.svg#a)' }],
    ['the same in other letters', { a: 1, c: 'URL( "https://example.org/x" )' }],
  ])('%s, among values', async (_, value) => {
    const encoding = { x: { field: 'a', type: 'quantitative' }, fill: { field: 'c', scale: null } };
    await expect(draw({ data: { values: [value] }, mark: 'point', encoding })).rejects.toThrow(/would load or link/);
  });

  test.each([
    "datum.constructor.constructor('return process')()",
    'window.process.exit(3)',
    '(function(){ return 1 })()',
    'globalThis',
    "datum.a['constructor']",
  ])('an expression that reaches out draws nothing of it: %s', async (calculate) => {
    // Data of its own, whose columns nobody knows: only the drawing itself stands in the way.
    const data = { values: [{ a: 1 }] };
    const spec = { data, transform: [{ calculate, as: 'z' }], encoding: { text: { field: 'z' } }, mark: 'text' };
    const drawn = await draw(spec).then(
      ({ svg }) => svg,
      (error: unknown) => String(error),
    );
    expect(drawn).not.toMatch(/native code|process|\[object global\]/);
  });
});

test('hostile words are drawn as words', async () => {
  const hostile = '</svg><script>alert(1)</script><img src=x onerror=alert(1)>';
  const { svg } = await draw({
    title: hostile,
    data: { values: [{ a: hostile }] },
    mark: 'text',
    encoding: { text: { field: 'a' } },
  });
  expect(svg).not.toMatch(/<script|<img/);
  expect(svg).toContain('&lt;script');
});
