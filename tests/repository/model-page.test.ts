/** docs/model.md and docs/programmes.md are written from the data files, so they must be what those say now. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { description } from '../../cli/work/describe.js';
import { libraryPage } from '../../cli/work/programmes.js';
import { programmeIds } from '../../scenarios/index.js';
import { nodeFiles } from '../../scenarios/load/node-files.js';
import { checkMarkdown } from '../reports/markdown-grammar.js';

const at = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const { scripts } = JSON.parse(readFileSync(at('package.json'), 'utf8')) as { scripts: Record<string, string> };
const [, path = '', programmes = '', out = ''] =
  /describe (\S+) --programmes (\S+) --out (\S+)/.exec(scripts['docs'] ?? '') ?? [];

const PROGRAMMES_PAGE = 'docs/programmes.md';

test('the description of England is what its files say', () => {
  const written = description(path, programmes);
  checkMarkdown(written);
  expect(
    readFileSync(at(out), 'utf8') === written,
    `${out} is not what the data files say now: run \`npm run docs\`, and commit what it writes`,
  ).toBe(true);
});

test('the programmes in it are of the library, whose own page has them all', () => {
  const known = programmeIds(nodeFiles());
  expect(programmes.split(',').filter((id) => !known.includes(id))).toEqual([]);
});

test('the page of the library is what its files say', () => {
  expect(scripts['docs']).toContain(`programmes --out ${PROGRAMMES_PAGE} --force`);
  const written = libraryPage();
  const tables = checkMarkdown(written);
  expect(
    readFileSync(at(PROGRAMMES_PAGE), 'utf8') === written,
    `${PROGRAMMES_PAGE} is not what the files of scenarios/programmes say now: run \`npm run docs\`, and commit what it writes`,
  ).toBe(true);
  const named = new Set(
    tables.flatMap(({ headers, rows }) =>
      headers.includes('cost') ? rows.map(([cell = '']) => /`(\w+)`/.exec(cell)?.[1]) : [],
    ),
  );
  expect(named).toEqual(new Set(programmeIds(nodeFiles())));
});
