/** `sensitivity` as it is typed: the same bytes for any number of workers, shown by `check`, and nothing left half-written. */
import { afterAll, expect, test } from 'vitest';
import { SMALL } from '../scenarios/sensitivity-files.js';
import { throughcare, WorkFolder } from '../cli/command.js';

const folder = new WorkFolder();
afterAll(() => folder.remove());
folder.write({
  ...SMALL,
  'scenario.yaml': 'scenario: small\ntitle: Small\nbaseline: ./baselines/small.yaml\nyears: 2\n',
});
const at = { cwd: folder.path };
const small = 'baselines/small.yaml';

test('the table is the same for any number of workers, and may be made again', async () => {
  const first = await throughcare(
    ['sensitivity', small, '--share', '0.5', '--workers', '2', '--out', 'baselines/small.csv'],
    at,
  );
  expect(first, first.stderr).toMatchObject({ code: 0 });
  expect(first.stdout).toMatch(/^Settled: .* children looked after/);
  expect(first.stdout).toMatch(/not changed by itself: desks: /);
  expect(first.stdout).toMatch(/Wrote baselines\/small\.csv\.\n$/);
  expect(first.stderr).toMatch(/Changing numbers: \d+ of \d+, \d+ s gone, \d+ s left/);
  const text = folder.read('baselines/small.csv');
  const again = ['sensitivity', small, '--share', '0.5', '--workers', '1', '--out', 'baselines/small.csv', '--quiet'];
  expect(await throughcare(again, at)).toMatchObject({ code: 0, stdout: '', stderr: '' });
  expect(folder.read('baselines/small.csv')).toBe(text);
});

test('check and describe show what hangs on each number, the weightiest first, where the baseline names the table', async () => {
  const plain = await throughcare(['check', 'scenario.yaml', '--assumptions'], at);
  expect(plain.stdout).not.toContain('a 1% rise');
  folder.write({ [small]: `${SMALL[small]}sensitivity: ./small.csv\n` });
  const shown = await throughcare(['check', 'scenario.yaml', '--assumptions'], at);
  expect(shown, shown.stderr).toMatchObject({ code: 0 });
  expect(shown.stdout).toMatch(/What matters most[^]*Arrivals \[published\]: looked after \+\d\.\d%/);
  expect(shown.stdout).toMatch(
    /Exits: 1 per year \[assumption\]\n.*\n +a 1% rise: looked after -1\.0%, cost -0\.\d%\n/,
  );
  expect(shown.stdout).toMatch(/Colours: .*\n.*\n +a 1% rise: none that shows\n/);
  // A number that was not changed has nothing to show.
  expect(shown.stdout).toMatch(/Desks: 4 desks \[assumption\]\n.*\n(?! +a 1% rise)/);
  const rest = shown.stdout
    .replace(/\nWhat matters most[^]*?\n\n/, '\n')
    .replaceAll(/^ +a 1% rise: .*(?:\n {4}[^is].*)*\n/gm, '');
  expect(rest).toBe(plain.stdout);
  const described = await throughcare(['describe', small], at);
  expect(described, described.stderr).toMatchObject({ code: 0 });
  expect(described.stdout).toMatch(/\| Interval \| A rise of 1% \| Source \|/);
  expect(described.stdout).toMatch(/\| `exit` \| 1 \| per year \|.*\| looked after -1\.0%, cost -0\.\d% \|/);
  folder.write({ 'baselines/small.csv': folder.read('baselines/small.csv').replace('\nexit,', '\nexits,') });
  const refused = await throughcare(['check', 'scenario.yaml'], at);
  expect(refused).toMatchObject({ code: 2, stdout: '' });
  expect(refused.stderr).toMatch(/^baselines\/small\.csv:\d+:1: there is no parameter 'exits'[^]*did you mean 'exit'/);
});

test('stopped halfway, or told nonsense, it leaves everything as it was', async () => {
  folder.write({ 'mine.csv': 'a,table\nof,my own\n' });
  const before = folder.contents();
  const stopped = await throughcare(['sensitivity', small, '--out', 'stopped.csv', '--share', '1', '--workers', '1'], {
    ...at,
    interruptAt: 'Changing',
  });
  expect(stopped).toMatchObject({ code: 130 });
  const refused = async (words: readonly string[], why: RegExp): Promise<void> => {
    const ended = await throughcare(['sensitivity', ...words], at);
    expect(ended, ended.stderr).toMatchObject({ code: 2, stdout: '' });
    expect(ended.stderr).toMatch(why);
  };
  await Promise.all([
    refused([small, '--out', 'mine.csv'], /mine\.csv: there is a file of this name already/),
    refused([small, '--out', 'table.txt'], /end its name in '\.csv'/),
    refused([small, '--share', '2'], /--share: a part of all arrivals.*found 2/),
    refused([small, '--only', 'exits'], /--only: .*'exits'[^]*did you mean 'exit'/),
    refused(['scenario.yaml'], /scenario\.yaml:1:11: this is a scenario/),
    refused(['no-such-baseline'], /no-such-baseline\.yaml/),
  ]);
  expect(folder.contents()).toEqual(before);
});
