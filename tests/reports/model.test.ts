/** A model described: everything in it is there once, tables are tables, and no word of a file can act. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hazardWords } from '../../engine/pathway/drawing/words.js';
import { describeModel, type DescriptionChoices } from '../../reports/model/index.js';
import { oneLine } from '../../reports/unseen.js';
import { hazardNumbers } from '../../reports/model/language.js';
import { escaped } from '../../reports/model/markdown.js';
import { pounds, rate, time } from '../../reports/model/numbers.js';
import { fileWords, resolveScenario } from '../../scenarios/index.js';
import { nodeFiles } from '../../scenarios/load/node-files.js';
import { CARE, changed } from '../scenarios/example-files.js';
import { memory } from '../scenarios/in-memory.js';
import { FAMILIES } from '../support/clock-families.js';
import { modelOf } from '../support/pathway-files.js';
import { checkMarkdown, headingsOf, shown } from './markdown-grammar.js';

const SOFTWARE = { version: '1.2.3', licence: 'MIT', node: '>=20', libraries: { seedrandom: '3.0.5' } };

function described(texts: Readonly<Record<string, string>>, more: Partial<DescriptionChoices> = {}) {
  const start = Object.keys(texts)[0] ?? '';
  const disk = nodeFiles();
  const files = memory(texts);
  const { scenario } = resolveScenario(start, {
    ...files,
    read: (path) => (path.startsWith('library/') && texts[path] === undefined ? readLibrary(path) : files.read(path)),
  });
  function readLibrary(path: string): string {
    return disk.read(path.replace(/^library/, disk.library));
  }
  const text = describeModel(scenario, {
    words: fileWords(new Map(Object.entries(texts))),
    software: SOFTWARE,
    files: Object.keys(texts),
    isExperiment: true,
    writtenBy: '',
    ...more,
  });
  return { scenario, text, tables: checkMarkdown(text) };
}

const IMPOSSIBLE = 'impossible: [{case: left, placement: foster}, {placement: kinship, uasc: {not: no}}]';
const WHOLE = {
  ...changed('pathway.yaml', 'pathway: small', `pathway: small\n${IMPOSSIBLE}`),
  'baseline.yaml': (CARE['baseline.yaml'] ?? '')
    .replace('start_date', 'description: {objectives: [To show it.], left_out: [The weather.]}\nstart_date')
    .replace('  referrals:', '  # ---- Who comes ----\n  referrals:'),
};

describe('the description of a small system of care', () => {
  const { scenario, text, tables } = described(WHOLE);
  const { model } = scenario;
  const cells = tables.flatMap(({ rows }) => rows.flat().map(shown));
  const column = (header: string): string[] =>
    tables.flatMap(({ headers, rows }) => {
      const at = headers.indexOf(header);
      return at < 0 ? [] : rows.map((row) => shown(row[at] ?? ''));
    });

  test('has the headings of the guideline, in their order', () => {
    const numbered = headingsOf(text).flatMap((line) => /^#+ ([\d.]+) /.exec(line)?.[1] ?? []);
    expect(numbered).toEqual(
      '1 1.1 1.2 1.3 2 2.1 2.2 2.3 2.4 2.5 2.5.1 2.5.2 2.5.3 2.5.4 2.5.5 3 3.1 3.2 3.3 3.4 4 4.1 4.2 4.3 5 5.1 5.2 5.3 5.4 6 6.1'.split(
        ' ',
      ),
    );
  });

  test('has every state with its label, once in the tables of its region', () => {
    for (const { states } of model.regions)
      for (const state of states) {
        const rows = tables
          .filter(({ headers }) => headers[0] === 'State')
          .flatMap(({ rows: all }) => all)
          .filter(([label, name]) => shown(label ?? '') === state.label && name === `\`${state.name}\``);
        expect(rows, state.name).toHaveLength(1);
      }
  });

  test('has every transition: from, to, its clock, what multiplies it, when it may happen, its parameters', () => {
    const rows = tables
      .filter(({ headers }) => headers.includes('When'))
      .flatMap(({ headers, rows: all }) =>
        all.map((row) => Object.fromEntries(headers.map((header, i) => [header, shown(row[i] ?? '')]))),
      );
    expect(rows.map((row) => row['Name'])).toEqual(model.transitions.map(({ name }) => `\`${name}\``));
    expect(rows[0]).toMatchObject({
      From: 'Edge of care',
      To: 'Looked after',
      When: 'at a steady rate: 0.4 per year',
      'Multiplied by': '0.1<br>by age: 1.5 below 5, 1 from 5<br>by uasc: yes 3, else 1',
      'Also changes': 'Placement becomes Foster care',
      Parameters: '`no_further_action`, `by_age`',
    });
    expect(rows[1]).toMatchObject({
      To: 'Edge of care: 0.7<br>Left: the rest',
      When: 'at a changing rate since entered care: 0.4 per year from 0 days, 0.2 per year from 6 months',
      'Only while': 'Placement is Foster care or Kinship care, uasc is no and age is from 11 to below 18',
    });
  });

  test('has every parameter with its value, unit, source and mark, under its heading', () => {
    for (const { name, value, unit, source, interval } of scenario.parameters) {
      const row = tables
        .filter(({ headers }) => headers[0] === 'Parameter')
        .flatMap(({ headers, rows }) =>
          rows.map((cell) => Object.fromEntries(headers.map((h, i) => [h, shown(cell[i] ?? '')]))),
        )
        .find((found) => found['Name'] === `\`${name.replace('cost: ', '')}\`` && found['Value'] === value);
      expect(row, name).toBeDefined();
      expect(row?.['Unit'] ?? '', name).toBe(unit);
      expect(row?.['Interval'] ?? '', name).toBe(interval ?? '');
      const note = row?.['Note'] ?? '';
      expect([row?.['Source'], `${row?.['Source']} (${note})`], name).toContain(source);
    }
    const headings = headingsOf(text);
    expect(headings).toContain('#### Who comes');
    expect(headings.indexOf('#### Parameters')).toBeLessThan(headings.indexOf('#### Who comes'));
    expect(headings).toContain('#### Unit costs');
    expect(headings).toContain('#### Programme: Multisystemic Therapy');
    expect(text.split('#### Who comes')[1]).toMatch(/^\s+\*\*published\*\* \(read in a published table\):/);
  });

  test('has every source, measure, cost, attribute, stream, stratum and impossible combination', () => {
    for (const { id, title } of scenario.sources) expect(cells).toEqual(expect.arrayContaining([`\`${id}\``, title]));
    expect(column('Name in the tables')).toEqual(scenario.ledger.measures.map(({ name }) => `\`${name}\``));
    expect(column('Cost')).toEqual(scenario.ledger.costs.map(({ name }) => `\`${name}\``));
    expect(column('Amount')).toEqual(['£765 per week', '£1,649']);
    expect(column('Attribute')).toEqual(model.attributes.map(({ name }) => `\`${name}\``));
    expect(column('Stream')).toEqual(['Referrals']);
    expect(column('Rate')).toEqual(['1000 per year']);
    expect(column('Size')).toEqual(['1,498']);
    expect(text).toContain(
      '- Case is Left and Placement is Foster care\n- Placement is Kinship care and uasc is not no',
    );
  });

  test('has the sentences of the files, and how the run is repeated', () => {
    expect(text).toMatch(/### 1\.1 Purpose of the model\n\n- To show it\./);
    expect(text).toMatch(/\*\*What is left out\*\*\n\n- The weather\./);
    expect(text).toContain('This run asks: What would two teams do?');
    expect(text).toContain('100 independent replications, seed `leeds`.');
    expect(text).toContain('from 2025-04-01 to 2035-03-31');
    expect(text).toContain('Throughcare 1.2.3');
  });

  test('has each programme: for whom, what it multiplies, and the studies of it', () => {
    expect(text).toContain('- Eligible: Case is Edge of care and age is from 11 to below 18.');
    expect(column('How large')).toEqual(['hazard ratio 1']);
    expect(column('Study')).toEqual(['A trial']);
    expect(text).toContain('- one trial');
  });

  test('is the same every time', () => {
    expect(described(WHOLE).text).toBe(text);
  });

  test('says nothing of a run where there is none', () => {
    const alone = described(WHOLE, { isExperiment: false, writtenBy: 'throughcare describe x --out y' }).text;
    expect(alone).not.toMatch(/seed `|replications, seed|This run/);
    expect(alone).toMatch(/^<!-- Written by: throughcare describe x --out y\./);
  });
});

describe('words of a file', () => {
  const HOSTILE = [
    'a | b || c \\| d',
    '`code` ``` ~~~ $x$ $$',
    '<script>alert("x")</script> <!-- --> -->',
    '[a](javascript:x) ![b](c) <https://e.org> [^1]: d',
    '# h',
    '- item',
    '1. item',
    '***',
    '**b** _i_ __u__ ~~s~~',
    'two\nlines\r\n\r\n| and | more |',
    '\u202eturned \u0000 \ud800',
    '&lt; &amp;amp; \\',
  ];

  test('come back as they were, on one line', () => {
    const text = fc.oneof(
      fc.constantFrom(...HOSTILE),
      fc.string({ unit: 'binary' }),
      fc.string({ unit: fc.constantFrom(...'|\\`*_[]<>&~$#-+=1.) \n!a'.split('')) }),
    );
    fc.assert(
      fc.property(text, (words) => {
        const source = escaped(words);
        const line = oneLine(words);
        expect(shown(source)).toBe(line);
        checkMarkdown(`| head | two |\n|---|---|\n| ${source} | x |\n\n${source === '' ? 'x' : source}\n`);
      }),
      { numRuns: 2000, seed: 20250401 },
    );
  });

  test.each(HOSTILE)('do no harm wherever they stand: %j', (words) => {
    const said = JSON.stringify(words.replaceAll(/\p{Cs}/gu, ''));
    const texts = {
      'scenario.yaml': (CARE['scenario.yaml'] ?? '')
        .replace('title: Two more teams in Leeds', `title: ${said}`)
        .replace('What would two teams do?', 'why'),
      'baseline.yaml': (CARE['baseline.yaml'] ?? '')
        .replace('start_date', `description: {objectives: [${said}], logic: [${said}]}\nstart_date`)
        .replace('title: Published files', `title: ${said}, address: ${said}`)
        .replace('note: nothing better', `note: ${said}, label: ${said}`),
      'pathway.yaml': (CARE['pathway.yaml'] ?? '')
        .replace('label: Edge of care', `label: ${said}, note: ${said}`)
        .replace('sex: [female, male]', `sex: [female, male]\n  odd: [${said}, other]`)
        .replace('sex: {female: 0.49', `odd: {${said}: 0.5, other: 0.5}\n      sex: {female: 0.49`)
        .replace('from: edge_of_care\n', `label: ${said}\n        from: edge_of_care\n`),
      'measures.yaml': (CARE['measures.yaml'] ?? '').replace('label: Ceased', `label: ${said}, definition: ${said}`),
      'mst.yaml': (CARE['mst.yaml'] ?? '')
        .replace('[one trial]', `[${said}]`)
        .replace('study: A trial', `study: ${said}`),
    };
    const { text } = described(texts);
    expect(text).not.toMatch(/<script|\u202e/);
  });
});

describe('any other model', () => {
  const pages = ['write-a-scenario', 'pathway-language'].map((page) =>
    readFileSync(fileURLToPath(new URL(`../../docs/${page}.md`, import.meta.url)), 'utf8'),
  );
  const blocks = [...pages.join('\n').matchAll(/```yaml\n(# file: (\S+)\n[\s\S]*?)```/g)];
  const runs = blocks.filter(([, text]) => /^run:/m.test(text ?? ''));

  test.each(runs.map(([, text, name]) => [name ?? '', text ?? ''] as const))(
    '%s of the documentation',
    (name, text) => {
      const { scenario, text: written } = described({ [name]: text });
      for (const { name: resource } of scenario.model.resources) expect(written).toContain(`\`${resource}\``);
      for (const { name: level } of scenario.model.levels ?? []) expect(written).toContain(`\`${level}\``);
      for (const { name: frailty } of scenario.model.frailties ?? []) expect(written).toContain(`\`${frailty}\``);
    },
  );

  test.each(FAMILIES)('says all numbers of a clock: $family', ({ clock }) => {
    const model = modelOf(`pathway: one
run: {start: 2025-04-01, years: 1}
arrivals: {all: {rate: 1 per day}}
regions:
  r:
    initial: a
    states: {a: {}, b: {final: true}}
    transitions: {t: {from: a, to: b, clock: {${clock(1)}, since: entry}}}`);
    const { trigger } = model.transitions[0] ?? {};
    if (trigger?.kind !== 'clock') throw new Error('there is no clock');
    const words = `${hazardWords(trigger.hazard)}: ${hazardNumbers(trigger.hazard)}`;
    expect(words).toMatch(/\d/);
    expect(words).not.toMatch(/[{}]|undefined|NaN/);
  });

  test('times, rates and money are written in the unit they were meant in', () => {
    expect([
      time(0),
      time(1),
      time(28),
      time(43.4),
      time(365.25),
      time(548),
      time(547.875),
      time(1 / 24),
      time(0.3),
    ]).toEqual(['0 days', '1 day', '4 weeks', '43.4 days', '1 year', '548 days', '18 months', '1 hour', '432 minutes']);
    const year = 365.25;
    expect([rate(0.4 / year), rate(12), rate(2640 / year), rate(489810 / year), rate(0), rate(1.08 / year)]).toEqual([
      '0.4 per year',
      '12 per day',
      '2640 per year',
      '489810 per year',
      '0',
      '1.08 per year',
    ]);
    expect([pounds(164900), pounds(-50), pounds(123456789)]).toEqual(['£1,649', '-£0.50', '£1,234,567.89']);
  });
});
