/** `drift` as a user runs it: the same page for any number of workers, a file or the screen, and what is refused. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { driftFiles } from '../support/drift-files.js';
import { SMALL_QUEUE, quickBaseline, throughcare, WorkFolder, type Ended } from '../cli/command.js';

const folder = new WorkFolder();
afterAll(() => folder.remove());

describe('a small system', () => {
  let one: Ended;
  let three: Ended;
  beforeAll(async () => {
    folder.write(Object.fromEntries(Object.entries(driftFiles()).map(([name, text]) => [`small/${name}`, text])));
    const words = ['drift', folder.at('small/scenario.yaml'), '--years', '3', '--replications', '3', '--share', '0.2'];
    [one, three] = await Promise.all([
      throughcare([...words, '--workers', '1', '--quiet', '--out', folder.at('page.md')]),
      throughcare([...words, '--workers', '3']),
    ]);
  }, 60_000);

  test('gives one page, whatever the workers, on the screen or in a file', () => {
    expect(one).toMatchObject({ code: 0, stdout: '', stderr: '' });
    expect(three.code).toBe(0);
    expect(three.stderr).toContain('Running replications');
    expect(three.stdout).toBe(folder.read('page.md'));
    expect(three.stdout).toContain('the remainder is exactly 0');
  });

  test('keeps a file that is there', async () => {
    const again = await throughcare(['drift', folder.at('small/scenario.yaml'), '--out', folder.at('page.md')]);
    expect(again.code).toBe(2);
    expect(again.stderr).toContain('there is a file of this name already');
  });

  test.each([
    [['small/scenario.yaml', '--share', '0'], /--share: a number above 0/],
    [['small/scenario.yaml', '--measure', 'looked_aftr'], /--measure: [^]*looked_after/],
    [['small/scenario.yaml', '--replications', '0'], /--replications: a whole number/],
    [['queue.yaml'], /starts from nobody with a past/],
  ] as const)('refuses %s', async ([file, ...words], why) => {
    folder.write({ 'queue.yaml': SMALL_QUEUE });
    const { code, stderr, stdout } = await throughcare(['drift', folder.at(file), ...words]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(why);
  });
});

test('the drift of an authority of England is told apart to the child', async () => {
  folder.write({
    'england/quick.yaml': quickBaseline(),
    'england/york.yaml': 'scenario: york\ntitle: York\nbaseline: ./quick.yaml\narea: York\nyears: 1\n',
  });
  const words = ['--years', '2', '--replications', '2', '--share', '0.003', '--workers', '2', '--quiet'];
  const { code, stdout, stderr } = await throughcare(['drift', folder.at('england/york.yaml'), ...words]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toContain('the remainder is exactly 0');
  expect(stdout).toContain('arrivals are no part of the drift');
  expect(stdout).not.toContain('in no stratum');
  const [, header = ''] = /^(\| End of \| Stock .*)$/m.exec(stdout) ?? [];
  expect(header).toBe(
    '| End of | Stock | Looked after on day 0 | In need on day 0 | Left care before | Closed before | Arrived since |',
  );
  // The first table: every row adds up, but for the rounding of means of two.
  const [table = ''] = stdout.split('## The stock, by where')[1]!.split('## ');
  const rows = [...table.matchAll(/^\| \d{4}-03-31 \| (.*) \|$/gm)].map((match) =>
    match[1]!.split(' | ').map((cell) => Number(cell.replaceAll(',', ''))),
  );
  expect(rows).toHaveLength(3);
  for (const [stock = 0, ...parts] of rows)
    expect(Math.abs(stock - parts.reduce((sum, n) => sum + n, 0))).toBeLessThanOrEqual(parts.length / 2);
}, 120_000);
