/** `trace` as a user runs it. */
import { afterAll, describe, expect, test } from 'vitest';
import { throughcare, WorkFolder } from '../cli/command.js';
import { quickStudy } from '../cli/quick-study.js';

const folder = new WorkFolder();
afterAll(() => folder.remove());
const QUEUE = 'scenarios/examples/mm3-queue.yaml';
const QUICK = folder.write(quickStudy());
const quiet = async (...words: string[]) => throughcare(['trace', ...words, '--quiet']);

describe('a queue', () => {
  test('tells who stood before, how long the wait was, and whose place it was', async () => {
    const { code, stdout, stderr } = await quiet(QUEUE, '--child', '40');
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain('Unit 40 of 43,944 in future 1');
    expect(stdout).toContain('Joined the queue for servers, behind 2 others.');
    expect(stdout).toContain('waited 4 hours; a place became free because unit 39 gave one up on');
    expect(stdout).not.toMatch(/undefined|NaN|_/);
  });

  test('the line about the queue agrees with the lives of the others', async () => {
    const story = async (n: number) =>
      JSON.parse((await quiet(QUEUE, '--child', String(n), '--json')).stdout) as {
        baseline: {
          begins: number;
          joinedAtStart: { ahead: number }[];
          events: { time: number; transition: string; cause: { waitedFrom: number | null } }[];
        };
      };
    const lives = await Promise.all([34, 35, 36, 37, 38, 39, 40].map(story));
    const last = lives.at(-1)!.baseline;
    const began = (life: (typeof lives)[number]) => life.baseline.events.find((e) => e.transition === 'begin')!.time;
    const ahead = lives.slice(0, -1).filter((life) => began(life) > last.begins).length;
    expect(last.joinedAtStart).toEqual([{ resource: 'servers', ahead }]);
    const freed = lives
      .slice(0, -1)
      .flatMap(({ baseline }) => baseline.events.filter((e) => e.transition === 'finish'));
    expect(freed.map(({ time }) => time)).toContain(began(lives.at(-1)!));
  });

  test('the same words give the same bytes, and --out writes them', async () => {
    const [one, two] = await Promise.all([quiet(QUEUE), quiet(QUEUE, '--out', folder.at('story.txt'))]);
    expect(one.stdout).toContain('Chosen as the first unit to get a place.');
    expect(two.stdout.trim()).toBe(folder.at('story.txt'));
    expect(folder.read('story.txt')).toBe(one.stdout);
    const again = await quiet(QUEUE, '--out', folder.at('story.txt'));
    expect(again.code).toBe(2);
    expect(again.stderr).toContain('there is a file of this name already');
  });
});

describe('what cannot be followed is refused with what can', () => {
  test.each([
    [['--child', '0'], /--child: a whole number from 1, found 0/],
    [['--child', '1.5'], /--child: a whole number from 1, found 1.5/],
    [['--child', '99999999'], /--child: there are the children 1 to 43944 in this replication, found 99999999/],
    [['--replication', '31'], /--replication: the scenario has the replications 1 to 30, found 31/],
    [['--touched', 'mst'], /--touched: the scenario has no programmes/],
    [['--stream', 'custmers'], /nobody comes by the stream 'custmers'[^]*customers/],
    [['--seed', 'x', '--seed', 'y'], /--seed: is given more than once/],
  ])('%s', async (words, message) => {
    const { code, stdout, stderr } = await quiet(QUEUE, ...words);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(message);
  });

  test('an unknown programme, with those there are', async () => {
    const { code, stderr } = await quiet(QUICK, '--touched', 'msd');
    expect(code).toBe(2);
    expect(stderr).toMatch(/the scenario has no programme 'msd'[^]*mst/);
  });
});
