/** `report` and `chart` as they are typed: what is made again is the same to the byte, and what is wrong is said. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SMALL_QUEUE, throughcare, WorkFolder } from './command.js';

const folder = new WorkFolder();
afterAll(() => folder.remove());
beforeAll(async () => {
  folder.write({ 'queue.yaml': SMALL_QUEUE });
  const { code, stderr } = await throughcare(['run', 'queue.yaml', '--out', 'first', '--quiet'], { cwd: folder.path });
  if (code !== 0) throw new Error(stderr);
});

async function typed(...words: readonly string[]) {
  return throughcare(words, { cwd: folder.path });
}

describe('report', () => {
  test('makes everything again in place, the same to the byte, from the record and the tables alone', async () => {
    const before = folder.contents('first');
    folder.write({
      'bare/run.json': folder.read('first', 'run.json'),
      ...Object.fromEntries(
        folder
          .list('first', 'tables')
          .filter((name) => name.endsWith('.csv'))
          .map((name) => [`bare/tables/${name}`, folder.read('first', 'tables', name)]),
      ),
    });
    const { code, stdout, stderr } = await typed('report', 'bare', '--quiet');
    expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(folder.contents('bare')).toEqual(before);
  });

  test('is refused with exit code 2, what is wrong and what to do, and nothing is written', async () => {
    const record = folder.read('first', 'run.json');
    folder.write({
      'older/run.json': record.replace('throughcare run 1', 'throughcare run 0'),
      'half/run.json': record,
      'added/notes.txt': 'mine',
      ...Object.fromEntries(folder.list('first').map((name) => [`added/${name}`, folder.read('first', name)])),
    });
    const before = folder.list();
    const cases: readonly (readonly [readonly string[], RegExp])[] = [
      [['nowhere'], /^nowhere: there is no such folder: name one that run, study or compare wrote/],
      [['older'], /^older\/run\.json:2:\d+: .*`throughcare run older\/run\.json`/],
      [['half'], /^half\/tables\/\w+\.csv: the table is missing/],
      [['added'], /^added: the results cannot go here: it holds 'notes\.txt' beside earlier results/],
      [['first', 'first', '--out', 'x'], /^first: this is given twice/],
    ];
    const ended = await Promise.all(cases.map(async ([words]) => typed('report', ...words)));
    ended.forEach(({ code, stdout, stderr }, i) => {
      expect(stderr).toMatch(cases[i]![1]);
      expect(stderr).not.toMatch(/on our side/);
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    });
    expect(folder.list()).toEqual(before);
  });
});
