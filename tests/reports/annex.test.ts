/** The technical annex: everything a reviewer asks for is there, in both forms alike, and no word of a file can act. */
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { resultFrame } from '../../cli/host/run-study.js';
import type { ResultFrame, TargetLine } from '../../engine/index.js';
import { annex, type AnnexAbout } from '../../reports/annex/index.js';
import { inline, plain } from '../../reports/annex/page.js';
import { escaped } from '../../reports/model/markdown.js';
import type { StudyReport } from '../../reports/study/index.js';
import { fileWords, resolveScenario } from '../../scenarios/index.js';
import { CARE, changed } from '../scenarios/example-files.js';
import { memory } from '../scenarios/in-memory.js';
import { checkMarkdown, headingsOf, shown } from './markdown-grammar.js';

const SOFTWARE = { version: '1.2.3', licence: 'MIT', node: '>=20', libraries: {} };

function about(texts: Readonly<Record<string, string>>, change: Partial<ResultFrame> = {}): AnnexAbout {
  const resolution = resolveScenario('scenario.yaml', memory(texts));
  return {
    areas: [{ frame: { ...resultFrame(resolution), ...change }, report: null }],
    model: {
      of: resolution.scenario,
      words: fileWords(new Map(Object.entries(texts))),
      software: SOFTWARE,
      files: Object.keys(texts),
      hash: 'f00d',
      commands: ['throughcare run scenario.yaml --years 2'],
    },
  };
}

const target = (label: string, of: Partial<TargetLine>): TargetLine => ({
  name: label,
  label,
  target: 100,
  modelled: 100,
  residual: 0,
  source: 'D1',
  how: 'fitted',
  ...of,
});

/** What a reader sees of a page: tags taken away, letters given back. */
function textOf(html: string): string {
  return html
    .replaceAll(/<style>[\s\S]*?<\/style>|<svg[\s\S]*?<\/svg>/g, '')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
    .replaceAll(/\s+/g, ' ');
}

const CHANGED = changed('scenario.yaml', 'years: 10', 'years: 10\nset: {referrals: 1200 per year}');

describe('the annex of a run', () => {
  const given = about(CHANGED, {
    targets: [
      target('Children of day 0', { how: 'exact' }),
      target('Entries', { modelled: 93, residual: -0.07 }),
      target('A rare thing', { target: 2, modelled: 1, residual: -0.5, how: 'raked' }),
      target('Not aimed at', { modelled: 140, residual: 0.4, how: 'not fitted' }),
    ],
  });
  const { html, markdown } = annex(given);
  const tables = checkMarkdown(markdown);
  const words = textOf(html);

  test('has the headings of STRESS-DES, then calibration and validation, then the assurance log', () => {
    const chapters = headingsOf(markdown).filter((line) => line.startsWith('## '));
    expect(chapters).toEqual([
      '## What was run',
      '## 1 Objectives',
      '## 2 Logic',
      '## 3 Data',
      '## 4 Experimentation',
      '## 5 Implementation',
      '## 6 Code access',
      '## 7 Calibration and validation',
      '## 8 Assurance log',
    ]);
  });

  test('is the same words as a page: every heading and every cell', () => {
    const cells = tables.flatMap(({ headers, rows }) => [...headers, ...rows.flat()]);
    for (const cell of cells) {
      const text = plain(cell).replaceAll(/\s+/g, ' ').trim();
      // Pieces of code stand apart from what is beside them.
      for (const piece of text.split(/[,;:().\s]+/)) expect(words).toContain(piece);
    }
    for (const line of headingsOf(markdown)) expect(words).toContain(plain(line.replace(/^#+ /, '')).split(' (')[0]);
  });

  test('has every number with its value, source and mark, and every study', () => {
    const { assumptions, programmes } = given.areas[0].frame;
    expect(assumptions.length).toBeGreaterThan(5);
    for (const { name, value, source } of assumptions) {
      const row = tables
        .filter(({ headers }) => headers.includes('Source'))
        .flatMap(({ rows }) => rows)
        .find((cells) => cells.includes(`\`${name.replace(/^cost: /, '')}\``));
      expect(row?.map(shown), name).toContain(value);
      expect(row?.map(shown).join(' '), name).toContain(source.split(' (')[0]);
    }
    for (const { evidence } of programmes)
      for (const { study, estimate } of evidence) {
        expect(words).toContain(study);
        expect(words).toContain(estimate);
      }
  });

  test('says what was changed, by whom, and how to run it again', () => {
    const changes = tables.find(({ headers }) => headers.includes('Changed by'));
    expect(changes?.rows.map((row) => row.slice(2))).toEqual([['1000 per year', '1200 per year', 'the scenario, set']]);
    for (const text of [markdown, words]) {
      expect(text).toContain('throughcare run scenario.yaml --years 2');
      expect(text).toContain('f00d');
      expect(text).toContain(given.areas[0].frame.seed);
    }
  });

  test('names the largest miss of figures that are not tiny, and keeps what was not fitted apart', () => {
    expect(markdown).toContain('3 figures were aimed at');
    expect(/The largest miss[^|]*?aimed at\./.exec(markdown)?.[0]).toBe(
      'The largest miss of figures of 10 or more is 7.0%: Entries, 93 where 100 was aimed at.',
    );
    expect(markdown).toContain('- Entries is missed by 7.0%.');
    expect(markdown).not.toContain('A rare thing is missed');
    expect(markdown.indexOf('Figures of the first year that nothing was fitted to')).toBeLessThan(
      markdown.indexOf('Not aimed at'),
    );
  });

  test('says nothing of people that nobody stated', () => {
    for (const role of ['Commissioner', 'Analyst', 'Assurer', 'Approver'])
      expect(
        tables
          .flatMap(({ rows }) => rows)
          .find(([first]) => first === role)
          ?.at(-1),
      ).toMatch(/^not stated/);
    expect(markdown).toContain('Nobody is named as commissioner, analyst, assurer, approver.');
    const named = annex(about(CARE, { assurance: { analyst: 'A. Analyst', note: 'In haste.' } })).markdown;
    expect(named).toContain('| Analyst | designs and runs it, and does the first checks | A. Analyst |');
    expect(named).toContain('In haste.');
    expect(named).toContain('Nobody is named as commissioner, assurer, approver.');
  });

  test('begins with a warning where there is one, and counts it as outstanding', () => {
    const { markdown: warned, html: page } = annex(about(CARE, { warnings: ['The local fit did not come near.'] }));
    expect(page.indexOf('The local fit did not come near.')).toBeLessThan(page.indexOf('<nav'));
    const at = warned.indexOf('**Warning.** The local fit did not come near.');
    expect(at).toBeGreaterThan(0);
    expect(at).toBeLessThan(warned.indexOf('## What was run'));
    expect(warned.slice(warned.indexOf('### 8.3'))).toContain('The local fit did not come near.');
  });

  test('says so where nothing is changed, and where an older record does not know', () => {
    expect(annex(about(CARE)).markdown).toContain('None: every number is that of the baseline');
    const { changes: _changes, ...frame } = about(CARE).areas[0].frame;
    const older = annex({ ...about(CARE), areas: [{ frame, report: null }] }).markdown;
    expect(older).toContain('made before changes were kept');
  });

  test('draws every region once, without scripts, with ids of its own', () => {
    const regions = given.model.of.model.regions.length;
    expect(html.match(/<svg /g)).toHaveLength(regions);
    expect(markdown.match(/^```mermaid$/gm)).toHaveLength(regions);
    const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [, to] of html.matchAll(/href="#([^"]+)"/g)) expect(ids).toContain(to);
    expect(html).not.toMatch(/<script|\son\w+=|<link|<iframe|src=/i);
    expect(html).toContain("default-src 'none'");
  });

  test('is the same bytes for the same run', () => {
    expect(annex(given)).toEqual({ html, markdown });
  });
});

test('the page lets the browser use its one style sheet, told by its hash, and no other style or script', () => {
  const { html } = annex(about(CARE));
  const styles = [...html.matchAll(/<style>([\s\S]*?)<\/style>/g)].map(([, text = '']) => text);
  expect(styles).toHaveLength(1);
  const hash = createHash('sha256').update(styles[0]!, 'utf8').digest('base64');
  const [, policy = ''] = /Content-Security-Policy" content="([^"]*)"/.exec(html) ?? [];
  expect(policy).toContain(`style-src 'sha256-${hash}';`);
  expect(policy).not.toContain('unsafe');
  expect(policy).not.toContain('script-src');
  // A style in an attribute would not be used.
  expect(html).not.toMatch(/<[^>]*\sstyle=/);
});

describe('the annex of a study', () => {
  const { areas, model } = about(CARE);
  const [{ frame }] = areas;
  const part = (area: string, stanceName: string | null, value: string, change: Partial<ResultFrame> = {}) => ({
    frame: {
      ...frame,
      area: { code: area, name: area, children: null },
      assumptions: frame.assumptions.map((line) => (line.name === 'referrals' ? { ...line, value } : line)),
      ...change,
    },
    report: {
      draws: 5,
      replications: 2,
      stanceName,
      options: [
        { id: 'nothing', title: 'Do nothing', programmes: [], assumedNone: null },
        { id: 'teams', title: 'Two teams', programmes: ['Therapy'], assumedNone: null },
      ],
      drawn: [{ name: 'referrals', group: 'parameter', interval: 'times 0.9 to 1.1' }],
      held: [{ name: 'discount', why: 'a choice' }],
    } as unknown as StudyReport,
  });
  const of = (...parts: ReturnType<typeof part>[]) => annex({ areas: [parts[0]!, ...parts.slice(1)], model }).markdown;

  test('has its options, and what was drawn and what was held', () => {
    const tables = checkMarkdown(of(part('Leeds', null, '1000')));
    const rows = tables.flatMap(({ rows: own }) => own);
    expect(rows).toContainEqual(['Two teams', '`teams`', 'Therapy']);
    expect(rows).toContainEqual(['`referrals`', 'parameter', 'times 0.9 to 1.1']);
    expect(rows).toContainEqual(['`discount`', 'a choice']);
    expect(rows).toContainEqual([
      'How often',
      '5 draws of the numbers that are not known, 2 replications of each: chance and not knowing',
    ]);
  });

  test('says of each area once what was changed and fitted, and what differs between all', () => {
    const text = of(
      part('Leeds', 'central', '1000', { warnings: ['The local fit of Leeds failed.'] }),
      part('Leeds', 'none', '1000', { warnings: ['The local fit of Leeds failed.'] }),
      part('York', 'central', '700'),
      part('York', 'none', '700'),
    );
    const tables = checkMarkdown(text);
    expect(text.match(/\*\*Warning\.\*\* The local fit of Leeds failed\./g)).toHaveLength(1);
    expect(text.match(/^\*\*(?:Leeds|York)\*\*$/gm)).toEqual(['**Leeds**', '**York**']);
    const differing = tables.find(({ headers }) => headers.includes('York, stance none'));
    expect(differing?.rows).toEqual([['referrals', '`referrals`', 'per year', '1000', '1000', '700', '700']]);
    expect(tables.flatMap(({ rows }) => rows)).toContainEqual(['Areas', 'Leeds, York']);
    expect(tables.flatMap(({ rows }) => rows)).toContainEqual(['Evidence stances', 'central, none']);
  });
});

describe('words of a user', () => {
  const HOSTILE = [
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    '[a](javascript:alert(1)) <https://evil.example/a>',
    '=cmd|calc',
    '\u202etxt.exe',
    '<!-- picture: case -->',
    'x'.repeat(10_000),
  ];

  test('are text wherever they stand', () => {
    for (const words of HOSTILE) {
      const said = JSON.stringify(words);
      const texts = {
        ...CARE,
        'scenario.yaml': `${(CARE['scenario.yaml'] ?? '')
          .replace('title: Two more teams in Leeds', `title: ${said}`)
          .replace('What would two teams do?', 'why')}assurance: {analyst: ${said}}\n`,
        'mst.yaml': (CARE['mst.yaml'] ?? '')
          .replace('title: Multisystemic Therapy', `title: ${said}`)
          .replace('study: A trial', `study: ${said}, address: ${said}`),
      };
      const { html, markdown } = annex(about(texts, { warnings: [words], seed: words }));
      checkMarkdown(markdown);
      expect(html).not.toMatch(/<script|<img|<iframe/i);
      for (const [, to = ''] of html.matchAll(/href="([^"]*)"/g)) expect(to).toMatch(/^(?:#|https:\/\/(?!evil))/);
      expect(html.match(/<svg /g)).toHaveLength(2);
      expect(html).not.toContain('\u202e');
    }
  });

  test('come out of Markdown and HTML as they went in', () => {
    const text = fc.oneof(
      fc.string(),
      fc.string({ unit: 'binary' }),
      fc.string({ unit: fc.constantFrom(...'|\\`*_[]<>&~$#-+=1.) !a'.split('')) }),
    );
    fc.assert(
      fc.property(text, (words) => {
        const source = escaped(words);
        const { text: html } = inline(source);
        expect(html).not.toMatch(/<(?!\/?(?:strong|code|br)\b)/);
        const letters = html
          .replaceAll('&lt;', '<')
          .replaceAll('&gt;', '>')
          .replaceAll('&quot;', '"')
          .replaceAll('&#39;', "'")
          .replaceAll('&amp;', '&');
        expect(letters).toBe(shown(source));
        expect(plain(source)).toBe(shown(source).trim());
      }),
      { seed: 7, numRuns: 150 },
    );
  });
});
