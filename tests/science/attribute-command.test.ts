/** `attribute` and `break-even` as a user runs them: any number of workers, the screen, JSON, a page; and what is refused. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Attribution } from '../../reports/attribution/index.js';
import type { BreakEvenResult } from '../../reports/break-even/index.js';
import { quickBaseline, throughcare, WorkFolder, type Ended } from '../cli/command.js';
import { twinFiles } from '../support/twin-programmes.js';

const folder = new WorkFolder();
afterAll(() => folder.remove());
beforeAll(() => {
  folder.write(twinFiles());
  folder.write(Object.fromEntries(Object.entries(twinFiles([])).map(([name, text]) => [`none/${name}`, text])));
});
const scenario = (): string => folder.at('twins.yaml');

describe('attribute', () => {
  let one: Ended;
  let three: Ended;
  beforeAll(async () => {
    [one, three] = await Promise.all([
      throughcare(['attribute', scenario(), '--workers', '1', '--quiet', '--json', '--out', folder.at('page.md')]),
      throughcare(['attribute', scenario(), '--workers', '3', '--json']),
    ]);
  }, 120_000);

  test('gives the same, to the byte, whatever the workers', () => {
    expect(one).toMatchObject({ code: 0, stderr: '' });
    expect(three).toMatchObject({ code: 0, stdout: one.stdout });
    expect(three.stderr).toContain('Running replications');
  });

  test('has shares that add up exactly to the whole, in its JSON', () => {
    const { figures } = JSON.parse(one.stdout) as Attribution;
    expect(figures.length).toBeGreaterThan(3);
    for (const { programmes, whole } of figures)
      expect(programmes.reduce((sum, { share }) => sum + share.value, 0)).toBe(whole.value);
  });

  test('writes a page whose shares add up as they are written', () => {
    const page = folder.read('page.md');
    const [, table = ''] = page.split('## Started to be looked after');
    const shares = [...table.split('## ')[0]!.matchAll(/^\|.*\| (−?[\d,]+)(?: \(.*?\))? \|$/gm)].map((match) =>
      Number(match[1]!.replace('−', '-').replaceAll(',', '')),
    );
    expect(shares).toHaveLength(4);
    expect(shares.slice(0, 3).reduce((sum, share) => sum + share, 0)).toBe(shares[3]);
    expect(page).toContain('Family support (first)');
  });

  test.each([
    [['--replications', '0'], /--replications: a whole number/],
    [['--stance', 'bold'], /stance/],
    [['--out', 'nowhere/page.md'], /the folder nowhere does not exist/],
  ] as const)('refuses %s', async (words, why) => {
    const { code, stdout, stderr } = await throughcare(['attribute', scenario(), ...words]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(why);
  });

  test('refuses a scenario without programmes, and keeps a file that is there', async () => {
    const none = await throughcare(['attribute', folder.at('none/twins.yaml')]);
    expect(none.code).toBe(2);
    expect(none.stderr).toContain('no programmes');
    const again = await throughcare(['attribute', scenario(), '--out', folder.at('page.md')]);
    expect(again.code).toBe(2);
    expect(again.stderr).toContain('there is a file of this name already');
  });

  test('stops when told to', async () => {
    const words = ['attribute', scenario(), '--replications', '4000', '--workers', '1'];
    const { code, stdout } = await throughcare(words, { interruptAt: 'Running replications' });
    expect({ code, stdout }).toEqual({ code: 130, stdout: '' });
  });
});

describe('break-even', () => {
  const words = (...more: string[]): string[] => ['break-even', scenario(), 'first.entry', ...more];

  test('says in words what the effect would have to be, the same for any workers', async () => {
    const [one, two, json] = await Promise.all([
      throughcare(words('--workers', '1', '--quiet', '--out', folder.at('even.md'))),
      throughcare(words('--workers', '2')),
      throughcare(words('--workers', '2', '--json', '--quiet')),
    ]);
    expect(one).toMatchObject({ code: 0, stdout: '', stderr: '' });
    const sentence =
      /Family support \(first\) pays for itself if it cuts entry to care by at least \d+% \(hazard ratio 0\.\d\d; .* by chance\)\./;
    expect(two.stdout.replaceAll('\n', ' ')).toMatch(sentence);
    expect(folder.read('even.md')).toMatch(sentence);
    const result = JSON.parse(json.stdout) as BreakEvenResult & { readonly sentence: string };
    expect(result.sentence).toMatch(sentence);
    expect(result.answer).toMatchObject({ kind: 'found', rises: true });
  });

  test.each([
    [['first.enty'], /there is no effect 'first\.enty'[^]*did you mean 'first\.entry'/],
    [['third.entry'], /allowed here: first\.entry, second\.entry, idle\.entry/],
    [['first.entry', '--measure', 'netcost'], /--measure[^]*did you mean 'net_cost'/],
    [['first.entry', '--target', 'NaN'], /--target: a number/],
    [['first.entry', '--against', 'nobody'], /against/],
  ] as const)('refuses %s', async (more, why) => {
    const { code, stdout, stderr } = await throughcare(['break-even', scenario(), ...more]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(why);
  });
});

test('programmes of an authority of England are told apart, and their break-even is searched', async () => {
  const text = `scenario: york
title: York
baseline: ./quick.yaml
area: York
years: 2
programmes:
  - {use: mst, opens: 2025-04-01, teams: 2, effects: {entry_to_care: 0.6}}
  - {use: family_safeguarding, opens: 2025-04-01, teams: 4, effects: {entry: 0.6}}
`;
  folder.write({ 'england/york.yaml': text, 'england/quick.yaml': quickBaseline() });
  const run = ['--replications', '2', '--workers', '2', '--quiet'];
  const [apart, even] = await Promise.all([
    throughcare(['attribute', folder.at('england/york.yaml'), ...run, '--json']),
    throughcare(['break-even', folder.at('england/york.yaml'), 'family_safeguarding.entry', ...run, '--json']),
  ]);
  expect(apart).toMatchObject({ code: 0, stderr: '' });
  const found = JSON.parse(apart.stdout) as Attribution;
  expect(found.figures.map(({ measure }) => measure)).toEqual([
    'looked_after',
    'started_looked_after',
    'returned_to_care',
    'placement_moves',
    'entry_to_adoption_order',
    'cost',
    'cost_discounted',
  ]);
  expect(found.figures[1]!.whole.value).toBeLessThan(0);
  expect(even).toMatchObject({ code: 0, stderr: '' });
  const { answer, figure } = JSON.parse(even.stdout) as BreakEvenResult;
  expect(figure.measure).toBe('cost_discounted');
  expect(['found', 'none']).toContain(answer.kind);
}, 300_000);
