import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import type { StudyResult } from '../../engine/study/result.js';
import { buildReport, charts, reportHtml, type ReportFile } from '../../reports/index.js';
import { style } from '../../reports/page/style.js';
import { targetsBody } from '../../reports/page/sure.js';
import { escapeHtml, html, link, long, prose, shortened } from '../../reports/page/html.js';
import { HOSTILE, careResult, generalResult } from './fixture.js';

const pageOf = (files: readonly ReportFile[]): string =>
  String(files.find(({ path }) => path === 'report.html')?.content);

/** Every text of a result replaced by one that tries to be HTML. */
function poisoned(): StudyResult {
  const poison = (value: unknown, key = ''): unknown => {
    if (Array.isArray(value)) return value.map((item) => poison(item, key));
    if (typeof value === 'object' && value !== null) {
      return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, poison(item, name)]));
    }
    const words = [
      'title',
      'question',
      'label',
      'description',
      'source',
      'note',
      'notes',
      'study',
      'why',
      'address',
      'seed',
    ];
    const more = [
      'stance',
      'uncertainty',
      'caveats',
      'warnings',
      'places',
      'opens',
      'eligible',
      'grade',
      'estimate',
      'definition',
    ];
    return typeof value === 'string' && [...words, ...more].includes(key) ? `${HOSTILE} ${value}` : value;
  };
  const { rows, ...rest } = careResult();
  return {
    ...(poison(rest) as Omit<StudyResult, 'rows'>),
    rows: rows.map((row) => ({ ...row, group: row.group.replace(/=(Adopted|Foster care)$/, `=${HOSTILE}`) })),
  };
}

describe('a report', () => {
  let files: ReportFile[] = [];
  let page = '';
  let full = '';
  const seen: string[] = [];
  beforeAll(async () => {
    files = await buildReport(careResult(), { onProgress: ({ done, total }) => seen.push(`${done} of ${total}`) });
    page = pageOf(files);
    const svg = (name: string): string => String(files.find(({ path }) => path === `charts/${name}.svg`)?.content);
    full = reportHtml(
      careResult(),
      charts(careResult()).map((chart) => ({ ...chart, svg: svg(chart.name) })),
      { full: true },
    );
  });

  it('is tables, charts in three forms, and a page', () => {
    const paths = files.map(({ path }) => path);
    expect(paths).toEqual(
      expect.arrayContaining([
        'tables/stocks.csv',
        'charts/looked-after.vl.json',
        'charts/looked-after.svg',
        'charts/looked-after.png',
        'report.html',
      ]),
    );
    expect(new Set(paths).size).toBe(paths.length);
    for (const path of paths) expect(path).toMatch(/^[a-z0-9./-]+$/);
    expect(seen.at(-1)).toBe(`${files.length} of ${files.length}`);
    const spec = files.find(({ path }) => path.endsWith('placements.vl.json'))?.content;
    expect(JSON.parse(String(spec))).toHaveProperty('concat');
  });

  it('opens with the question, then the answer', () => {
    expect(page.indexOf('What would two MST teams')).toBeLessThan(page.indexOf('In short'));
    expect(page).toContain('1,481');
    expect(page).toContain('Fewer children in care is not by itself good');
    const headings = [...page.matchAll(/<h2[^>]*>([^<]*)/g)].map((found) => found[1]);
    expect(headings).toEqual([
      'In short',
      'The numbers',
      'Timescales',
      'Costs',
      'How sure',
      'What it rests on',
      'What this does not say',
      'How to repeat it, and where the rest is',
    ]);
  });

  it('has four numbers on its first screen, each with an interval and what it is compared with', () => {
    const cards = page.slice(page.indexOf('class="cards"'), page.indexOf('</ul>', page.indexOf('class="cards"')));
    const text = cards.replace(/<[^>]*>/g, '');
    expect(cards.match(/<li>/g)).toHaveLength(4);
    expect(cards.match(/class="sure"/g)).toHaveLength(4);
    expect(page.slice(0, page.indexOf('<nav'))).toContain(
      'Intervals are chance only: rates, costs and effects are less sure than they look.',
    );
    expect(text.match(/95% (?:of futures|interval of the average): \S+ to \S+/g)).toHaveLength(4);
    expect(text.match(/compared with/g)).toHaveLength(4);
  });

  it('is short unless all is asked for, and then has every chart, assumption and definition', () => {
    const drawn = (text: string): number => text.match(/<figure>/g)?.length ?? 0;
    expect(drawn(full)).toBe(files.filter(({ path }) => path.endsWith('.svg')).length);
    expect(drawn(page)).toBeLessThan(10);
    for (const words of ['Take-up of MST', 'with a legal status', 'Looked after on 31 March 2025'])
      expect(full).toContain(words);
    expect(page).not.toContain('Take-up of MST');
    expect(page).not.toContain('annex.html');
    expect(reportHtml(careResult(), [], { annex: true })).toContain('annex.html');
    expect(page).toContain('Children looked after, by age');
  });

  it('names on a short page, too, where an area’s own figures come from', () => {
    const [first, ...rest] = careResult().assumptions;
    const own = { ...first!, mark: 'local' as const, source: 'Return SSDA903 (our own, 2025)' };
    expect(reportHtml(careResult({ change: { assumptions: [own, ...rest] } }), [])).toContain(own.source);
    expect(page).not.toContain('The area’s own figures');
  });

  it('has a table under every chart, with a caption and scoped headings', () => {
    const figures = page.match(/<figure>/g) ?? [];
    expect(figures.length).toBeGreaterThan(5);
    for (const after of page.split('</figure>').slice(1)) {
      const table = after.slice(0, after.indexOf('</table>'));
      expect(table).toContain('<details class="data">');
      expect(table).toContain('<caption');
      expect(table).toContain('scope="col"');
      expect(table).toContain('scope="row"');
    }
  });

  it('loads nothing, and lets nothing run but its own style and script', () => {
    const [script, ...more] = [...page.matchAll(/<script>([^]*?)<\/script>/g)].map((found) => found[1] ?? '');
    const [style] = [...page.matchAll(/<style>([^]*?)<\/style>/g)].map((found) => found[1] ?? '');
    expect(more).toEqual([]);
    expect(page.match(/<script/g)).toHaveLength(1);
    const hash = (text = ''): string => `sha256-${createHash('sha256').update(text).digest('base64')}`;
    expect(page).toContain(
      `content="default-src 'none'; style-src '${hash(style)}'; script-src '${hash(script)}'; img-src data:; base-uri 'none'; form-action 'none'"`,
    );
    expect(Buffer.byteLength(script ?? '')).toBeLessThan(10_000);
    const rest = page.replace(script ?? '', '').replace(style ?? '', '');
    expect(rest).not.toMatch(/<iframe|<object|<embed|<link|@import|javascript:/i);
    expect(rest).not.toMatch(/<[^>]*\son[a-z]+\s*=\s*["']/i);
    expect(rest).not.toMatch(/<[^>]*\sstyle\s*=/i);
    expect(rest).not.toMatch(/\ssrc\s*=/i);
    for (const [, where] of rest.matchAll(/url\(([^)]*)\)/g)) expect(where).toMatch(/^#/);
  });

  it('has one title of each rank in order, a language, a skip link and no id twice', () => {
    expect(page).toContain('<html lang="en-GB">');
    expect(page).toContain('href="#main"');
    expect(page.match(/<h1/g)).toHaveLength(1);
    const ids = [...page.matchAll(/ id="([^"]+)"/g)].map((found) => found[1]);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [, id] of page.matchAll(/href="#([^"]+)"/g)) expect(ids).toContain(id);
    const ranks = [...page.matchAll(/<h([1-6])/g)].map((found) => Number(found[1]));
    for (let i = 1; i < ranks.length; i++) expect((ranks[i] ?? 0) - (ranks[i - 1] ?? 0)).toBeLessThanOrEqual(1);
  });

  it('leads the worst targets with what is furthest off in children, not with parts of one child', () => {
    const [some] = careResult().targets;
    const one = (label: string, target: number, modelled: number) => ({
      ...some!,
      name: label,
      label,
      target,
      modelled,
      residual: modelled / target - 1,
    });
    const targets = [
      one('half a child', 0.5, 0),
      one('two of four', 4, 2),
      one('none of half', 0.9, 0.1),
      one('forty', 400, 440),
      ...Array.from({ length: 5 }, (_, i) => one(`near ${i}`, 100, 120)),
    ];
    const text = targetsBody({ ...careResult(), targets }, null, false)!.text;
    const order = [...text.matchAll(/<th scope="row">([^<]*)</g)].map((found) => found[1]);
    expect(order).toEqual(['two of four', 'near 0', 'near 1', 'near 2', 'near 3']);
  });

  it('keeps the key numbers of a print on one sheet', () => {
    expect(style).toMatch(/@media print[^]*\.key table[^{]*\{ break-inside: avoid/);
  });

  it('shows the evidence, its caveats, warnings, targets, assumptions and how to repeat it', () => {
    for (const words of [
      'START trial',
      'English trials found no clear effect',
      'better than the best published',
      'Looked after on 31 March 2025',
      'Take-up of MST',
      'leeds-1',
      'carried forward with the GDP deflator',
      'A randomised trial whose interval includes no effect',
    ]) {
      expect(full).toContain(words);
    }
  });

  it('stays small enough to send', () => {
    expect(page.length).toBeLessThan(2_000_000);
  });

  it('has the same bytes a second time', async () => {
    const again = await buildReport(careResult(), { pictures: false });
    const text = ({ path }: ReportFile): boolean => !path.endsWith('.png');
    expect(again).toEqual(files.filter(text));
  });

  it('shows hostile text as text', async () => {
    const poison = pageOf(await buildReport(poisoned(), { pictures: false }));
    expect(poison).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(poison.match(/<script/gi)).toHaveLength(1);
    expect(poison).not.toMatch(/<img/i);
    // What is left after taking away text and quoted values is markup of our own.
    for (const [tag] of poison.replace(/<script>[^]*?<\/script>/, '').matchAll(/<[^<>]*>/g))
      expect(tag.replace(/"[^"]*"/g, '""')).not.toMatch(/onerror|alert/);
  });

  it('can be made of a queue, of a baseline alone, and of nothing', async () => {
    expect(pageOf(await buildReport(generalResult(), { pictures: false }))).toContain('People in the queue');
    const alone = reportHtml(careResult({ baselineOnly: true }), []);
    expect(alone).toContain('Nothing is compared');
    const empty = await buildReport(careResult({ change: { rows: [], distributions: [] } }));
    expect(empty.map(({ path }) => path)).toEqual(['tables/dictionary.csv', 'tables.xlsx', 'report.html']);
  });
});

describe('making HTML', () => {
  it('escapes every hole of a template once', () => {
    expect(html`<p title="${'"<'}">${'a & b'}</p>`.text).toBe('<p title="&quot;&lt;">a &amp; b</p>');
    expect(escapeHtml(`'`)).toBe('&#39;');
    expect(prose("children's homes −£2.4m to +3").text).toContain('children&#39;s homes');
  });

  it('leaves out what cannot be seen and turns the text of others', () => {
    expect(escapeHtml('a\u202eb\u0000c\u2066d\u200f')).toBe('abcd');
    expect(escapeHtml('\u05e9\u05dc\u05d5\u05dd\n1')).toBe('\u05e9\u05dc\u05d5\u05dd\n1');
  });

  it('cuts ten thousand letters at a word, and keeps them all where they can be opened', () => {
    const text = 'word '.repeat(2000).trim();
    expect(shortened(text, 20)).toBe('word word word word…');
    expect(long(text).text).toContain('<details');
    expect(long(text).text).toContain(text);
    expect(long('short').text).toBe('short');
    expect(() => encodeURIComponent(shortened('\u{1F600}'.repeat(10), 4))).not.toThrow();
  });

  it('links web addresses and nothing else', () => {
    expect(link('https://doi.org/10.1').text).toContain('<a href="https://doi.org/10.1"');
    expect(link('javascript:alert(1)').text).toBe('javascript:alert(1)');
    expect(link('https://a" onclick="x').text).not.toContain('<a');
  });
});
