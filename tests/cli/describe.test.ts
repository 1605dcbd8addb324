/** `describe` as a user runs it. */
import { afterAll, expect, test } from 'vitest';
import { checkMarkdown } from '../reports/markdown-grammar.js';
import { SMALL_QUEUE, throughcare, WorkFolder } from './command.js';

const folder = new WorkFolder();
afterAll(() => folder.remove());

test('a model is described on the screen and in a file, the same; a file that is there is left unless told', async () => {
  folder.write({ 'queue.yaml': SMALL_QUEUE });
  const from = folder.at('queue.yaml');
  const out = folder.at('queue.md');
  const shown = await throughcare(['describe', from]);
  expect([shown.code, shown.stderr]).toEqual([0, '']);
  checkMarkdown(shown.stdout);
  expect(shown.stdout).toContain('# ');
  // Where a file lies on this machine is nobody's business.
  expect(shown.stdout).not.toContain(folder.at(''));
  expect((await throughcare(['describe', from, '--out', out])).code).toBe(0);
  expect(folder.read('queue.md')).toBe(shown.stdout);
  const again = await throughcare(['describe', from, '--out', out]);
  expect([again.code, again.stdout]).toEqual([2, '']);
  expect((await throughcare(['describe', from, '--out', out, '--force'])).code).toBe(0);
});

test('what is not there, and programmes where a scenario has its own, are refused in one message', async () => {
  folder.write({ 'queue.yaml': SMALL_QUEUE });
  const [missing, own] = await Promise.all([
    throughcare(['describe', 'englund']),
    throughcare(['describe', folder.at('queue.yaml'), '--programmes', 'mst']),
  ]);
  expect([missing.code, missing.stdout, own.code, own.stdout]).toEqual([2, '', 2, '']);
  expect(missing.stderr).toMatch(/no pathway or baseline of that name[\s\S]*did you mean 'england'/);
  expect(own.stderr).toMatch(/^--programmes: /);
});
