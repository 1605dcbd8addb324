import { beforeAll, describe, expect, it } from 'vitest';
import type { StudyResult } from '../../engine/study/result.js';
import { buildReport, reportHtml, type ReportFile } from '../../reports/index.js';
import { escapeHtml, html, link, prose } from '../../reports/page/html.js';
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
  const seen: string[] = [];
  beforeAll(async () => {
    files = await buildReport(careResult(), { onProgress: ({ done, total }) => seen.push(`${done} of ${total}`) });
    page = pageOf(files);
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
    expect(page).toContain('What this does not say');
  });

  it('has a table under every chart, with a caption and scoped headings', () => {
    const figures = page.match(/<figure>/g) ?? [];
    expect(figures.length).toBe(files.filter(({ path }) => path.endsWith('.svg')).length);
    for (const after of page.split('</figure>').slice(1)) {
      const table = after.slice(0, after.indexOf('</table>'));
      expect(table).toContain('<details class="data">');
      expect(table).toContain('<caption>');
      expect(table).toContain('scope="col"');
      expect(table).toContain('scope="row"');
    }
  });

  it('runs no script and loads nothing', () => {
    expect(page).not.toMatch(/<script|<iframe|<object|<embed|<link|@import|javascript:/i);
    expect(page).not.toMatch(/\son[a-z]+\s*=\s*["']/i);
    expect(page).not.toMatch(/\ssrc\s*=/i);
    for (const [, where] of page.matchAll(/url\(([^)]*)\)/g)) expect(where).toMatch(/^#/);
    expect(page).toContain("default-src 'none'");
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
      expect(page).toContain(words);
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
    expect(poison).not.toMatch(/<script|<img/i);
    // What is left after taking away text and quoted values is markup of our own.
    for (const [tag] of poison.matchAll(/<[^<>]*>/g))
      expect(tag.replace(/"[^"]*"/g, '""')).not.toMatch(/onerror|alert/);
  });

  it('can be made of a queue, of a baseline alone, and of nothing', async () => {
    expect(pageOf(await buildReport(generalResult(), { pictures: false }))).toContain('People in the queue');
    const alone = reportHtml(careResult({ baselineOnly: true }), []);
    expect(alone).toContain('has no option to compare');
    const empty = await buildReport(careResult({ change: { rows: [], distributions: [] } }));
    expect(empty.map(({ path }) => path)).toEqual(['report.html']);
  });
});

describe('making HTML', () => {
  it('escapes every hole of a template once', () => {
    expect(html`<p title="${'"<'}">${'a & b'}</p>`.text).toBe('<p title="&quot;&lt;">a &amp; b</p>');
    expect(escapeHtml(`'`)).toBe('&#39;');
    expect(prose("children's homes −£2.4m to +3").text).toContain('children&#39;s homes');
  });

  it('links web addresses and nothing else', () => {
    expect(link('https://doi.org/10.1').text).toContain('<a href="https://doi.org/10.1"');
    expect(link('javascript:alert(1)').text).toBe('javascript:alert(1)');
    expect(link('https://a" onclick="x').text).not.toContain('<a');
  });
});
