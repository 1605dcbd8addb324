/** `trace` of children, as a user runs it: each run makes a history and fits an area. */
import { afterAll, describe, expect, test } from 'vitest';
import { throughcare, WorkFolder } from '../cli/command.js';
import { quickStudy } from '../cli/quick-study.js';

const folder = new WorkFolder();
afterAll(() => folder.remove());
const QUICK = folder.write(quickStudy());
const quiet = async (...words: string[]) => throughcare(['trace', ...words, '--quiet']);

describe('two worlds of care', () => {
  test('a child who starts a programme: what is the same, where they part, and why', async () => {
    const { code, stdout, stderr } = await quiet(QUICK, '--touched', 'mst');
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain('Chosen as the first child to start Multisystemic Therapy (MST).');
    expect(stdout).toMatch(/With the programmes: Multisystemic Therapy \(MST\) is\s+offered/);
    expect(stdout).toMatch(/in both worlds/);
    expect(stdout).toMatch(/[Ss]tarts\s+Multisystemic\s+Therapy/);
    expect(stdout).not.toMatch(/undefined|NaN|Infinity|programme_|\bin_programme\b/);
    for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(100);
  });

  test('the data hold both stories, with dates', async () => {
    const { code, stdout } = await quiet(QUICK, '--touched', 'mst', '--json');
    expect(code).toBe(0);
    const data = JSON.parse(stdout) as {
      day0: string;
      child: { number: number; of: number; why: string };
      baseline: { events: { date: string; time: number }[] };
      option: { events: { date: string; transition: string }[] };
    };
    expect(data.day0).toBe('2025-04-01');
    expect(data.child.why).toBe('touched');
    expect(data.option.events.map(({ transition }) => transition)).toContain('programme_mst_started');
    for (const { date } of data.baseline.events) expect(date).toMatch(/^20\d\d-\d\d-\d\d$/);
    const byNumber = await quiet(QUICK, '--child', String(data.child.number), '--json');
    expect(JSON.parse(byNumber.stdout)).toMatchObject({ option: data.option });
  });

  test('--stream counts within a stream', async () => {
    const { code, stdout } = await quiet(QUICK, '--stream', 'emergencies', '--child', '2');
    expect(code).toBe(0);
    expect(stdout).toMatch(/Number 2 of the \d+ who come as: Children not known to services/);
  });
});
