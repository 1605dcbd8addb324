/** What the library promises of itself: every practice is answered by something, and every programme says what it rests on. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { tables } from '../../reports/index.js';
import { ANSWERS, practices, programmeIds } from '../../scenarios/index.js';
import { partAt, readYaml, type Located } from '../../scenarios/load/index.js';
import { nodeFiles } from '../../scenarios/load/node-files.js';
import { readProgramme } from '../../scenarios/resolve/library/read.js';
import { areaDataFile, EFFECT_MEASURES } from '../../scenarios/schema/index.js';

const files = nodeFiles();
const rows = practices(files);
const ids = programmeIds(files);
const at = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const read = (path: string): Located => readYaml(path, readFileSync(at(path), 'utf8'));
const keys = (root: Located, name: string): readonly string[] => [...(partAt(root, [name])?.parts?.keys() ?? [])];

const KNOWN: Readonly<Record<string, readonly string[]>> = {
  programme: ids,
  set: keys(read('scenarios/baselines/england.yaml'), 'parameters'),
  measure: keys(read('scenarios/measures.yaml'), 'measures'),
  area_data: Object.keys(areaDataFile.shape),
  command: readdirSync(at('cli/commands')).map((name) => name.replace(/\.ts$/, '')),
  report: ['stocks', 'flows', 'times', 'costs', 'programmes'] satisfies ReturnType<typeof tables>[number]['name'][],
};

describe('the table of practices', () => {
  test('names each row once, with its words filled in', () => {
    expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
    for (const row of rows) {
      expect(row.id).toMatch(/^[A-FX][1-9]\d*$/);
      expect(
        [row.practice, row.target_group, row.mechanism, row.answered_by].filter((words) => words.trim() === ''),
        row.id,
      ).toEqual([]);
      expect(ANSWERS, row.id).toContain(row.how);
    }
  });

  test('has every row of the inventory: so many of each section', () => {
    const count = { A: 27, B: 5, C: 12, D: 11, E: 4, F: 8 };
    const wanted = Object.entries(count).flatMap(([letter, n]) =>
      Array.from({ length: n }, (_, i) => `${letter}${i + 1}`),
    );
    expect(rows.map(({ id }) => id)).toEqual(expect.arrayContaining(wanted));
  });

  test.each(rows.map((row) => [row.id, row] as const))(
    '%s is answered by what there is',
    (_, { answered_by: answer, how }) => {
      const kinds = answer.split(' ').map((word) => {
        const [, kind = 'programme', name = word] = /^([a-z_]+):(.+)$/.exec(word) ?? [];
        expect(KNOWN[kind], word).toContain(name);
        return kind;
      });
      const isOurs = how === 'file' || how === 'variant';
      expect(kinds.includes('programme'), `${answer} is a ${how}`).toBe(isOurs);
      expect(kinds.includes('set') || how !== 'parameter').toBe(true);
    },
  );

  test('names every programme of the library', () => {
    const named = new Set(rows.flatMap((row) => row.answered_by.split(' ')));
    expect(ids.filter((id) => !named.has(id))).toEqual([]);
  });

  test('calls a variant what extends another, and only that', () => {
    for (const { id, how, answered_by: answer } of rows) {
      if (how !== 'variant') continue;
      const variants = answer.split(' ').filter((one) => readProgramme(files, one).file.extends !== undefined);
      expect(variants.length, id).toBeGreaterThan(0);
    }
  });
});

describe.each(ids)('the programme %s', (id) => {
  const { file } = readProgramme(files, id);

  test('has the name of its file, and a section', () => {
    expect([file.programme, file.section === undefined]).toEqual([id, false]);
  });

  test('does something under some stance: an effect of a size, a route, or outcomes of its own', () => {
    const sized = Object.entries(file.effects).filter(([, { best_trial: best, stances }]) =>
      [best, stances?.optimistic ?? {}].some(
        (size) => 'trial' in size || EFFECT_MEASURES.some((measure) => measure in size),
      ),
    );
    const does = [
      sized.map(([name]) => name),
      Object.keys(file.on_start ?? {}),
      Object.keys(file.outcomes ?? {}),
    ].flat();
    expect(does).not.toEqual([]);
  });

  test('says of every effect what it rests on', () => {
    for (const [name, { evidence, best_trial: best, stances }] of Object.entries(file.effects)) {
      for (const study of evidence) expect(Object.keys(file.evidence), `${id}.${name}`).toContain(study);
      const isAssumed = /assumption/i.test(stances?.optimistic?.design ?? '');
      // A figure without a study behind it says that it is an assumption.
      const isHonest = best.design === 'none' && (isAssumed || stances?.optimistic === undefined);
      expect(evidence.length > 0 || isHonest, `${id}.${name}`).toBe(true);
    }
  });
});
