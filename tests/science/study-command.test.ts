/** `study` and `compare` by command: threads, interruption, several areas; what they leave is the same to the byte. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { throughcare, WorkFolder } from '../cli/command.js';
import { OPTIONS, scenarioText, STUDY_FILES, studyText } from '../support/study-files.js';

const folder = new WorkFolder();
afterAll(() => folder.remove());
beforeAll(() => {
  folder.write({
    ...STUDY_FILES,
    'study.yaml': studyText(
      OPTIONS,
      'outcome: {measure: started_looked_after, want: fewer, pounds: [0, 1000]}\ndraws: 6\nreplications: 2\n',
    ),
    // Long enough that a draw can be interrupted.
    'long.yaml': studyText(OPTIONS, 'draws: 8\nreplications: 8\n').replace('years: 0.25', 'years: 10'),
    'areas.yaml': studyText(OPTIONS, 'areas: [Rutland, Leeds]\ndraws: 2\nreplications: 1\n'),
    'one.yaml': scenarioText('one', 'support'),
    'two.yaml': scenarioText('one', 'reunion').replace('seed: small', 'seed: other'),
  });
});

async function run(...words: readonly string[]) {
  return throughcare(words, { cwd: folder.path });
}

/** Tables and pages: the record is left out where a test says why. */
const left = (out: string): Record<string, string> => folder.contents(out);

test('one thread or two give the same files, with and without draws', async () => {
  for (const draws of ['0', '6']) {
    const outs = ['1', '2'].map((workers) => `w${workers}-${draws}`);
    for (const out of outs)
      expect(
        // oxlint-disable-next-line no-await-in-loop -- one command after another
        await run('study', 'study.yaml', '--draws', draws, '--workers', out[1]!, '--out', out),
      ).toMatchObject({ code: 0 });
    expect(left(outs[0]!)).toEqual(left(outs[1]!));
    expect(Object.keys(left(outs[0]!))).toEqual(expect.arrayContaining(['run.json', 'study.md', 'tables/flows.csv']));
  }
});

test('interrupted and run again, it goes on, says so, and leaves the same files', async () => {
  const words = ['study', 'long.yaml', '--workers', '1'];
  expect(await run(...words, '--out', 'whole')).toMatchObject({ code: 0 });
  const stopped = await throughcare([...words, '--out', 'again'], { cwd: folder.path, interruptAt: '2 of 8' });
  expect(stopped).toMatchObject({ code: 130 });
  expect(folder.has('again')).toBe(false);
  const kept = folder.list('.again.parts').filter((name) => name.endsWith('.json')).length;
  expect(kept).toBeGreaterThanOrEqual(2);
  expect(kept).toBeLessThan(8);
  const again = await run(...words, '--out', 'again');
  expect(again).toMatchObject({ code: 0 });
  expect(again.stdout).toMatch(`${kept} parts were done before`);
  expect(left('again')).toEqual(left('whole'));
  expect(folder.has('.again.parts')).toBe(false);
});

test('of several areas has the numbers of each by itself', async () => {
  expect(await run('study', 'areas.yaml', '--out', 'both')).toMatchObject({ code: 0 });
  expect(await run('study', 'areas.yaml', '--area', 'Leeds', '--out', 'leeds')).toMatchObject({ code: 0 });
  expect(folder.has('both', 'study-1.md') && folder.has('both', 'study-2.md')).toBe(true);
  const lines = (out: string): string[] => folder.read(out, 'tables', 'flows.csv').split('\n');
  const of = (area: string, out: string): string[] => lines(out).filter((line) => line.includes(area));
  expect(of('Leeds', 'both').length).toBeGreaterThan(0);
  expect(of('Leeds', 'both')).toEqual(of('Leeds', 'leeds'));
  expect(of('Rutland', 'both').length).toBe(of('Leeds', 'both').length);
});

describe('compare', () => {
  test('of one name and two seeds says whose luck, on the terminal’s page too', async () => {
    const { code, stdout } = await run('compare', 'one.yaml', 'two.yaml', '--out', 'compared');
    expect({ code, stdout }).toMatchObject({ code: 0 });
    expect(folder.read('compared', 'study.md')).toMatch(/lived with the luck of '[^']+' \(seed/);
    expect(folder.read('compared', 'tables', 'flows.csv')).toMatch(/one_2 less nothing/);
  });

  test.each([
    [['compare', 'one.yaml', '--out', 'x'], /name two scenario files or more/],
    [['compare', 'one.yaml', 'study.yaml', '--out', 'x'], /study\.yaml: this is a study/],
    [['compare', 'one.yaml', 'none.yaml', '--out', 'x'], /none\.yaml/],
    [['study', 'one.yaml', '--out', 'x'], /one\.yaml:1:1: this is not a study/],
    [['study', 'study.yaml', '--draws=-1', '--out', 'x'], /--draws: 0, or a whole number/],
    [['study', 'study.yaml', '--draws', 'many', '--out', 'x'], /--draws/],
    [['study', 'study.yaml', '--replications', '0', '--out', 'x'], /--replications/],
    [['study', 'study.yaml', '--area', 'Rutlend', '--out', 'x'], /--area: .*\n.*did you mean 'Rutland'/],
    [['study', 'study.yaml', '--out', 'one.yaml'], /one\.yaml: the results cannot go here: this is not a folder/],
  ])('and study refuse %j', async (words, message) => {
    const before = folder.list();
    const { code, stdout, stderr } = await run(...words);
    expect(stderr).toMatch(message);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(folder.list()).toEqual(before);
  });
});

test('under two stances it leaves a page for each, both side by side, and the same on the screen', async () => {
  folder.write({
    'stances.yaml': studyText(OPTIONS, 'stances: [none, as-trialled]\ndraws: 0\nreplications: 3\n').replace(
      'stance: as-trialled\n',
      '',
    ),
  });
  const { code, stdout } = await run('study', 'stances.yaml', '--out', 'stances', '--workers', '1');
  expect(code).toBe(0);
  expect(stdout).toMatch(/Support beside Nothing, by stance: .*\n(.*\n)* {2}none .*\n {2}as-trialled /);
  for (const page of ['study-1.md', 'study-2.md'])
    expect(folder.read('stances', page)).toMatch(/## By stance\n[^#]*\| none \|[^#]*\| as-trialled \|/);
  const flows = folder.read('stances', 'tables', 'flows.csv');
  for (const stance of ['none', 'as-trialled'])
    expect(flows).toContain(`\nsupport (${stance}) less nothing (${stance}),`);
});
