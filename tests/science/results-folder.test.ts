/** Results appear whole or not at all. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SMALL_QUEUE, throughcare, WorkFolder } from '../cli/command.js';

const folder = new WorkFolder();
afterAll(() => folder.remove());
beforeAll(() => {
  folder.write({
    'queue.yaml': SMALL_QUEUE,
    'long.yaml': SMALL_QUEUE.replace('replications: 3', 'replications: 20000'),
    'notes/diary.txt': 'mine\n',
    'elsewhere/run.json': '{"name": "another tool\'s"}\n',
    'elsewhere/data.csv': '1\n',
  });
});

describe('a results folder', () => {
  test('holds the record, the tables, the charts and the report, and run.json alone runs to the same again', async () => {
    const first = await throughcare(['run', 'queue.yaml', '--out', 'first', '--seed', 'mine', '--quiet'], {
      cwd: folder.path,
    });
    expect(first.code).toBe(0);
    const files = folder.list('first');
    expect(files).toEqual(expect.arrayContaining(['report.html', 'run.json', 'tables/stocks.csv', 'tables/flows.csv']));
    expect(files.filter((name) => /^charts\/.*\.vl\.json$/.test(name))).not.toHaveLength(0);

    // Without the files it was made from, from another folder.
    const moved = new WorkFolder();
    try {
      moved.write({ 'kept/run.json': folder.read('first', 'run.json') });
      const again = await throughcare(['run', 'kept/run.json', '--out', 'again', '--quiet'], { cwd: moved.path });
      expect(again).toMatchObject({ code: 0, stderr: '' });
      const { 'run.json': _, ...made } = folder.contents('first');
      const { 'run.json': __, ...remade } = moved.contents('again');
      expect(remade).toEqual(made);
      expect((JSON.parse(moved.read('again', 'run.json')) as { hash: string }).hash).toBe(
        (JSON.parse(folder.read('first', 'run.json')) as { hash: string }).hash,
      );

      const other = await throughcare(['run', 'kept/run.json', '--out', 'other', '--seed', 'other', '--quiet'], {
        cwd: moved.path,
      });
      expect(other.code).toBe(0);
      expect(moved.read('other', 'tables/flows.csv')).not.toBe(folder.read('first', 'tables/flows.csv'));
      // `check` takes one too, as its help says.
      const checked = await throughcare(['check', 'kept/run.json'], { cwd: moved.path });
      expect(checked).toMatchObject({ code: 0, stderr: '' });
      expect(checked.stdout).toContain('seed "mine"');
    } finally {
      moved.remove();
    }
  });

  test('is replaced as a whole by a later run', async () => {
    await throughcare(['run', 'queue.yaml', '--out', 'same', '--years', '2', '--quiet'], { cwd: folder.path });
    const before = folder.read('same', 'tables', 'stocks.csv');
    folder.write({ 'same/tables/left-over.csv': 'of an older version\n' });
    const later = await throughcare(['run', 'queue.yaml', '--out', 'same', '--quiet'], { cwd: folder.path });
    expect(later.code).toBe(0);
    expect(folder.read('same', 'tables', 'stocks.csv')).not.toBe(before);
    expect(folder.has('same', 'tables', 'left-over.csv')).toBe(false);
    expect(folder.list().filter((name) => name.startsWith('.'))).toEqual([]);
  });

  test('is results/<name> where none is named', async () => {
    await throughcare(['run', 'queue.yaml', '--quiet'], { cwd: folder.path });
    expect(folder.has('results', 'queue', 'report.html')).toBe(true);
  });
});

describe('a folder that is not one of results', () => {
  test.each([
    ['a folder of other things', 'notes'],
    ['a folder with a run.json that is not ours', 'elsewhere'],
  ])('%s is refused before any work, and left as it was', async (_, name) => {
    const before = folder.contents(name);
    const { code, stdout, stderr } = await throughcare(['run', 'queue.yaml', '--out', name], { cwd: folder.path });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(new RegExp(`^${name}: the results cannot go here`));
    expect(stderr).not.toContain('Reading');
    expect(folder.contents(name)).toEqual(before);
  });

  test('an empty folder may be used', async () => {
    folder.write({ 'empty/x': '' });
    const { rmSync } = await import('node:fs');
    rmSync(folder.at('empty', 'x'));
    const { code } = await throughcare(['run', 'queue.yaml', '--out', 'empty', '--quiet'], { cwd: folder.path });
    expect(code).toBe(0);
    expect(folder.has('empty', 'run.json')).toBe(true);
  });
});

describe('an interruption', () => {
  test.each([
    ['at the start', 'Running replications ('],
    ['half way', 'Running replications: '],
  ])('%s exits 130 and leaves nothing behind', async (_, at) => {
    const before = folder.list();
    const { code, stdout, stderr } = await throughcare(['run', 'long.yaml', '--out', 'stopped/here'], {
      cwd: folder.path,
      interruptAt: at,
    });
    expect({ code, stdout }).toEqual({ code: 130, stdout: '' });
    expect(stderr).toMatch(/Interrupted; nothing was written\.\n$/);
    expect(folder.list()).toEqual(before);
    expect(folder.has('stopped')).toBe(false);
  });

  test('leaves earlier results as they were', async () => {
    await throughcare(['run', 'queue.yaml', '--out', 'kept', '--quiet'], { cwd: folder.path });
    const before = folder.contents('kept');
    const { code } = await throughcare(['run', 'long.yaml', '--out', 'kept'], {
      cwd: folder.path,
      interruptAt: 'Running',
    });
    expect(code).toBe(130);
    expect(folder.contents('kept')).toEqual(before);
  });
});
