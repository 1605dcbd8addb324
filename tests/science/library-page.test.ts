/** Every example of docs/use-as-a-library.md is run by Node as it stands, against the built package under its own name. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const PAGE = readFileSync(`${ROOT}docs/use-as-a-library.md`, 'utf8');

/** Blocks of code below a heading, one after another as cells are. */
function cells(heading: string): string {
  const section = PAGE.split(/^## /m).find((part) => part.startsWith(heading));
  if (section === undefined) throw new Error(`the page has no section ${heading}`);
  return [...section.matchAll(/^```js\n([\s\S]*?)^```$/gm)].map((match) => match[1]).join('\n');
}

function run(heading: string): string {
  const ended = spawnSync(process.execPath, ['--input-type=module', '-e', cells(heading)], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  expect(ended.stderr).toBe('');
  expect(ended.status).toBe(0);
  return ended.stdout;
}

test('a scenario as an object, its rows, and what is said of a mistake', () => {
  const said = run('On Node');
  for (const option of ['baseline', 'option', 'difference'])
    expect(said).toMatch(new RegExp(`^Rutland, ${option}: -?[\\d.]+ \\(`, 'm'));
  expect(said).toContain('line 5, column 10: did you mean Rutland?');
});

test('a pathway as text, run to a precision', () => {
  expect(run('Any other pathway')).toMatch(/^[\d.]+ days; Precision reached: the mean of time_in_served within 5/);
});

test('a study as an object', () => {
  const said = run('A study');
  expect(said).toContain('Do nothing is what the other is compared with');
  expect(said).toMatch(/^One MST team -?[\d.]+$/m);
  expect(said).toMatch(/true\n$/);
});

test('cells one after the other', () => {
  expect(run('In a notebook')).toContain('2026-27');
});

test('files of a report, and results read back', () => {
  const said = run('Results on disk');
  expect(said).toContain("'tables/stocks.csv'");
  expect(said).toContain('results/no-such-run: there is no such folder');
});
