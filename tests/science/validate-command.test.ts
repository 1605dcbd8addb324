/** `validate` and `backtest` as a user runs them. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { validationWith } from '../scenarios/validation-files.js';
import { throughcare, WorkFolder, type Ended } from '../cli/command.js';

const folder = new WorkFolder();
afterAll(() => folder.remove());

const still = (published: number, more = ''): Record<string, string> => {
  const texts = validationWith(
    `  stock: {part: Stock, use: fit, run: still, measure: here, at: 2024-03-31, published: ${published}, source: R1, within: 5%}
  years: {part: Stock, use: check, run: still, measure: here, years: [2024, 2025], within: 5%}`,
  );
  texts['validation.yaml'] =
    `${texts['validation.yaml']!.replace(/runs:[^]*figures:/, 'runs:\n  still: {scenario: still.yaml}\nfigures:')}${more}`;
  return texts;
};
const BACKTEST = 'backtest:\n  2023: {own: stays.yaml, observed: more.yaml, figures: [years]}\n';
const at = (name: string): string => folder.at(name, 'validation.yaml');
const write = (name: string, texts: Record<string, string>): void => {
  folder.write(Object.fromEntries(Object.entries(texts).map(([file, text]) => [`${name}/${file}`, text])));
};

let good: Ended;
let bad: Ended;
let one: Ended;
let three: Ended;

beforeAll(async () => {
  write('good', still(2000));
  write('bad', still(1600));
  const random = validationWith(
    '  came: {part: All, use: check, run: plain, measure: came, year: 2025, within: 50%}\n',
  );
  write('random', random);
  [good, bad, one, three] = await Promise.all([
    throughcare(['validate', at('good'), '--quiet', '--out', folder.at('page.md'), '--workers', '1']),
    throughcare(['validate', at('bad'), '--workers', '1']),
    throughcare(['validate', at('random'), '--workers', '1', '--replications', '7', '--out', folder.at('one.md')]),
    throughcare(['validate', at('random'), '--workers', '3', '--replications', '7', '--out', folder.at('three.md')]),
  ]);
}, 120_000);

describe('validate', () => {
  test('says nothing and ends well where all that is published is met, and writes the page', () => {
    expect(good).toEqual({ code: 0, signal: null, stdout: '', stderr: '' });
    const page = folder.read('page.md');
    expect(page).toContain('| ✓ | Those here | 2024 | 2,000 | 2,000 |');
    expect(page).not.toContain(folder.path);
  });

  test('ends with 1 where a figure is off by a fifth, and shows it', () => {
    expect(bad.code).toBe(1);
    expect(bad.stdout).toMatch(/✗\* Those here +1,600 +2,000 .*\+25.0% +5%/);
    expect(bad.stdout).toContain('Fitted: 0 within, 1 miss. Not fitted: 2 within, 0 misses.');
  });

  test('is the same to the byte for any number of workers', () => {
    expect(one.code).toBe(0);
    expect(three.stdout).toBe(one.stdout);
    expect(folder.read('three.md')).toBe(folder.read('one.md'));
  });

  test('leaves a page that is there, before anything is run', async () => {
    const ended = await throughcare(['validate', at('good'), '--out', folder.at('page.md')]);
    expect(ended).toMatchObject({ code: 2, stdout: '' });
    expect(ended.stderr).toContain('there is a file of this name already');
  });

  test('refuses what is no validation, with 2 and a line', async () => {
    folder.write({ 'other.yaml': 'scenario: x\n', 'wrong.yaml': 'validation: x\ntitle: X\nruns: {}\nfigurs: {}\n' });
    const [other, wrong, name] = await Promise.all([
      throughcare(['validate', folder.at('other.yaml')]),
      throughcare(['validate', folder.at('wrong.yaml')]),
      throughcare(['validate', 'englund']),
    ]);
    expect([other.code, wrong.code, name.code]).toEqual([2, 2, 2]);
    expect(other.stderr).toContain('neither a validation');
    expect(wrong.stderr).toMatch(/wrong\.yaml:4:1: unknown key 'figurs'[^]*'figures'/);
    expect(name.stderr).toContain("did you mean 'england");
  });
});

test('backtest shows the years of both runs', async () => {
  const texts = still(2000, BACKTEST);
  write('back', { ...texts, 'more.yaml': texts['stays.yaml']!.replace('1000 per year', '4000 per year') });
  const [ended, never] = await Promise.all([
    throughcare(['backtest', at('back'), '--until', '2023', '--replications', '4', '--quiet']),
    throughcare(['backtest', at('back'), '--until', '2019']),
  ]);
  expect({ code: ended.code, stderr: ended.stderr }).toEqual({ code: 0, stderr: '' });
  const [, own, observed] = /2025 +2,000 +([\d,]+) +−[\d.]+% +([\d,]+)/.exec(ended.stdout) ?? [];
  // Four times as many came: about 490 are there, and 1,960.
  expect(Number(own)).toBeGreaterThan(430);
  expect(Number(own)).toBeLessThan(550);
  expect(Number(observed!.replace(',', ''))).toBeGreaterThan(1850);
  expect(never.code).toBe(2);
  expect(never.stderr).toContain('allowed here: 2023');
});
