/** Results appear whole or not at all, whatever goes wrong while they are written. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { InputError, writeResults } from '../../cli/host/index.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'throughcare-host-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const RECORD = { path: 'run.json', content: '{"format": "throughcare run 1"}\n' };
/** A file, and then one in a folder of the same name: no disk can hold both. */
const IMPOSSIBLE = [RECORD, { path: 'tables', content: '' }, { path: 'tables/stocks.csv', content: '' }];

test('a whole set of files takes the name at once, folders and bytes as they are', () => {
  const results = join(folder, 'deep/er', 'results');
  writeResults(results, [RECORD, { path: 'charts/a.png', content: Uint8Array.of(1, 2, 255) }]);
  expect(readdirSync(results).sort()).toEqual(['charts', 'run.json']);
  expect([...readFileSync(join(results, 'charts', 'a.png'))]).toEqual([1, 2, 255]);
  expect(readdirSync(join(folder, 'deep/er'))).toEqual(['results']);
});

test('what cannot be written leaves nothing, not even a part', () => {
  expect(() => writeResults(join(folder, 'results'), IMPOSSIBLE)).toThrow(/EEXIST|ENOTDIR|EISDIR/);
  expect(readdirSync(folder)).toEqual([]);
});

test('what cannot be written leaves earlier results whole', () => {
  const results = join(folder, 'results');
  writeResults(results, [RECORD, { path: 'report.html', content: 'first' }]);
  expect(() => writeResults(results, IMPOSSIBLE)).toThrow(/EEXIST|ENOTDIR|EISDIR/);
  expect(readdirSync(folder)).toEqual(['results']);
  expect(readFileSync(join(results, 'report.html'), 'utf8')).toBe('first');
  writeResults(results, [RECORD, { path: 'report.html', content: 'second' }]);
  expect(readdirSync(results).sort()).toEqual(['report.html', 'run.json']);
  expect(readFileSync(join(results, 'report.html'), 'utf8')).toBe('second');
});

test('a folder of other things is refused and left alone', () => {
  const mine = join(folder, 'diary.txt');
  writeFileSync(mine, 'mine');
  expect(() => writeResults(folder, [RECORD])).toThrow(InputError);
  expect(readdirSync(folder)).toEqual(['diary.txt']);
  expect(() => writeResults(mine, [RECORD])).toThrow(InputError);
  expect(existsSync(mine)).toBe(true);
});
