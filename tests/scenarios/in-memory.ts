/** Files in memory for the tests, and refusals checked to the column: `❯` in a text marks where the fault is. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import type { Files, Resolution } from '../../scenarios/index.js';
import { InputError, resolveScenario } from '../../scenarios/index.js';

const AREAS = readFileSync(
  fileURLToPath(new URL('../../scenarios/baselines/authorities-2025.csv', import.meta.url)),
  'utf8',
);

/** A reader of texts by path; the table of areas is always there. */
export function memory(texts: Readonly<Record<string, string>>): Files {
  const all: Readonly<Record<string, string>> = { 'library/baselines/authorities-2025.csv': AREAS, ...texts };
  return {
    library: 'library',
    read: (path) => {
      const text = Object.hasOwn(all, path) ? all[path] : undefined;
      if (text === undefined) throw Object.assign(new Error(`no such file: ${path}`), { code: 'ENOENT' });
      return text;
    },
    list: (folder) =>
      Object.keys(all)
        .filter((path) => path.startsWith(folder === '.' ? '' : `${folder}/`))
        .map((path) => path.slice(path.lastIndexOf('/') + 1)),
  };
}

const MARK = '❯';

/** Texts without their mark, and where the mark was. */
function unmark(texts: Readonly<Record<string, string>>): {
  texts: Record<string, string>;
  place: string | undefined;
} {
  let place: string | undefined;
  const clean: Record<string, string> = {};
  for (const [path, text] of Object.entries(texts)) {
    const at = text.indexOf(MARK);
    clean[path] = text.replace(MARK, '');
    if (at === -1) continue;
    const before = text.slice(0, at);
    place = `${path}:${before.split('\n').length}:${at - before.lastIndexOf('\n')}`;
  }
  return { texts: clean, place };
}

export function resolve(texts: Readonly<Record<string, string>>, start = 'scenario.yaml'): Resolution {
  return resolveScenario(start, memory(texts));
}

/** The refusal of a set of files. Fails where there is none, or where something else is thrown. */
export function refusal(run: () => unknown): InputError {
  try {
    run();
  } catch (error) {
    if (error instanceof InputError) return error;
    throw error;
  }
  throw new Error('these files were accepted');
}

/** Claims that files are refused once, at the mark, in words that match. */
export function expectRefusal(
  marked: Readonly<Record<string, string>>,
  words: RegExp,
  start = 'scenario.yaml',
): InputError {
  const { texts, place } = unmark(marked);
  const error = refusal(() => resolve(texts, start));
  const places = error.problems.map(({ file, line, column }) => `${file}:${line}:${column}`);
  expect({ places, message: error.message }).toMatchObject({ places: place === undefined ? places : [place] });
  expect(error.message).toMatch(words);
  return error;
}
