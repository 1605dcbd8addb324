/** docs/model.md is written from the data files, so it must be what they say now. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { description } from '../../cli/work/describe.js';
import { checkMarkdown } from '../reports/markdown-grammar.js';

const at = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const { scripts } = JSON.parse(readFileSync(at('package.json'), 'utf8')) as { scripts: Record<string, string> };
const [, path = '', programmes = '', out = ''] =
  /describe (\S+) --programmes (\S+) --out (\S+)/.exec(scripts['docs'] ?? '') ?? [];

test('the description of England is what its files say', () => {
  const written = description(path, programmes);
  checkMarkdown(written);
  expect(
    readFileSync(at(out), 'utf8') === written,
    `${out} is not what the data files say now: run \`npm run docs\`, and commit what it writes`,
  ).toBe(true);
});

test('every programme of the library is in it', () => {
  const known = readdirSync(at('scenarios/programmes')).map((name) => name.replace(/\.yaml$/, ''));
  expect(programmes.split(',').toSorted()).toEqual(known.toSorted());
});
