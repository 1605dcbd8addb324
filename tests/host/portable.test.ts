import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { RECORD_LIBRARY, recordedText, recordNames } from '../../cli/host/portable.js';

const folder = mkdtempSync(join(tmpdir(), 'portable-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const library = join(folder, 'package', 'scenarios');

describe('names of files in a record', () => {
  it('say nothing of where the files lay: another folder has the same names', () => {
    const names = (home: string): string[] => {
      const paths = [`${home}/work/a.yaml`, `${home}/work/own/mine.yaml`, `${library}/baselines/england-2025.yaml`];
      return paths.map(recordNames(paths, library));
    };
    const here = names('/home/ann');
    expect(here).toEqual(['a.yaml', 'own/mine.yaml', `${RECORD_LIBRARY}/baselines/england-2025.yaml`]);
    expect(names('/srv/projects/of/ben')).toEqual(here);
  });

  it('are the same however a file is typed', () => {
    const of = (path: string): string => recordNames([path], library)(path);
    expect(of('./c.yaml')).toBe(of('c.yaml'));
    expect(of(join(process.cwd(), 'c.yaml'))).toBe(of('c.yaml'));
  });

  it('keep the way from one file to another', () => {
    const paths = ['/home/ann/one/a.yaml', '/home/ann/two/b.yaml'];
    expect(paths.map(recordNames(paths, library))).toEqual(['one/a.yaml', 'two/b.yaml']);
  });

  it('are left alone where they are of a record already', () => {
    const nameOf = recordNames(['a.yaml'], RECORD_LIBRARY);
    expect([`${RECORD_LIBRARY}/baselines/x.yaml`, 'own/mine.yaml'].map(nameOf)).toEqual([
      `${RECORD_LIBRARY}/baselines/x.yaml`,
      'own/mine.yaml',
    ]);
  });
});

describe('a recorded file', () => {
  const files = { 'a.yaml': 'a', 'own/a.yaml': 'own' };

  it('is found by its name, and by the place where it lay once', () => {
    expect(recordedText(files, 'a.yaml')).toBe('a');
    expect(recordedText(files, '/home/ann/work/own/a.yaml')).toBe('own');
    expect(recordedText(files, '/home/ann/work/b.yaml')).toBeUndefined();
    expect(recordedText(files, 'toString')).toBeUndefined();
  });
});
