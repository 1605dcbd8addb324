/** `tornado`, `grid`, `seek` and `morris` as a user runs them: any number of workers, a baseline that is moved, and what is refused. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { MorrisResult, TornadoResult } from '../../reports/what-matters/index.js';
import { throughcare, WorkFolder, type Ended } from '../cli/command.js';
import { quickStudy } from '../cli/quick-study.js';

const folder = new WorkFolder();
afterAll(() => folder.remove());
let path: string;
beforeAll(() => {
  path = folder.write(quickStudy());
});

const QUICK = ['--area', 'Rutland', '--years', '1', '--replications', '2', '--json'];
const MOVED = ['--only', 'need_to_care,mst', '--result', 'looked_after', '--of', 'option'];

describe('a baseline whose numbers are moved', () => {
  let one: Ended;
  let two: Ended;
  beforeAll(async () => {
    const words = ['tornado', path, ...QUICK, ...MOVED];
    one = await throughcare([...words, '--workers', '1', '--quiet', '--table', folder.at('tornado.csv')]);
    two = await throughcare([...words, '--workers', '2', '--quiet']);
  }, 240_000);

  test('gives the same, to the byte, whatever the workers', () => {
    expect(one).toMatchObject({ code: 0, stderr: '' });
    expect(two.stdout).toBe(one.stdout);
  });

  test('has a bar for it, which a price of the programme does not move', () => {
    const { bars } = JSON.parse(one.stdout) as TornadoResult;
    const bar = (name: string) => bars.find((item) => item.name === name)!;
    expect(bar('need_to_care').width.value).toBeGreaterThan(0);
    expect(bar('mst.per_team_year').width).toEqual({ value: 0, mcSe: 0 });
    expect(folder.read('tornado.csv').split('\n')[0]).toMatch(/^number,group,programme,interval/);
  });

  test('is screened along trajectories', async () => {
    const words = ['morris', path, ...QUICK, ...MOVED, '--trajectories', '2'];
    const ended = await throughcare([...words, '--workers', '2', '--quiet', '--out', folder.at('morris.md')]);
    expect(ended.code).toBe(0);
    const { effects } = JSON.parse(ended.stdout) as MorrisResult;
    expect(effects.map(({ name }) => name)).toContain('need_to_care');
    expect(folder.read('morris.md')).toMatch(/^# Screening/);
  }, 240_000);
});

test.each([
  [['tornado'], ['--result', 'nonsense'], /nothing in this scenario is counted as 'nonsense'/],
  [['grid', '--vary', 'mst.teams'], [], /--vary: a number and its values, as mst.teams=1,2,4/],
  [['grid', '--vary', 'mst.teams=1,x'], [], /--vary: numbers with commas between: found 'x'/],
  [['grid', '--vary', 'mst.team=1,2'], [], /nothing in this scenario that can be varied is called 'mst.team'/],
  [['grid', '--vary', 'mst.teams=1', '--by', 'mst.places=2'], [], /--by: this is what --vary varies already/],
  [['grid', '--vary', 'need_to_care=-0.01'], [], /--vary: need_to_care cannot be -0.01: a rate cannot be below 0/],
  [['seek', '--vary', 'mst.teams=4..0'], [], /--vary: from a lower to a higher value/],
  [['seek', '--vary', 'mst.teams=0..4'], ['--to', 'many'], /--to: a number is needed/],
  [['morris'], ['--trajectories', '0'], /--trajectories: a whole number from 1 to 1000/],
] as const)(
  'refuses %s %s before anything is run',
  async (words, more, why) => {
    const { code, stdout, stderr } = await throughcare([words[0], path, ...words.slice(1), ...more, '--quiet']);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(why);
  },
  60_000,
);
