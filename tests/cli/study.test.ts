/** `study` and `compare` as they are typed: refusals with nothing written, and one study from file to tables. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { OPTIONS, scenarioText, STUDY_FILES, studyText } from '../support/study-files.js';
import { lineWith, readCsv, throughcare, WorkFolder } from './command.js';

const folder = new WorkFolder();
afterAll(() => folder.remove());

let written: string[];
beforeAll(() => {
  folder.write({
    ...STUDY_FILES,
    'study.yaml': studyText(OPTIONS, 'draws: 2\nreplications: 1\n'),
    'one-draw.yaml': studyText(OPTIONS, 'draws: 1\n'),
    'outcome.yaml': studyText(OPTIONS, 'outcome: {measure: started, want: fewer, pounds: [0, 10]}\n'),
    'one.yaml': scenarioText('one', 'support'),
    'other.yaml': scenarioText('other', 'reunion').replace('years: 0.25', 'years: 0.5'),
    'late.yaml': scenarioText('late', 'support').replace('years: 0.25', 'years: 1').replace('2025-05-01', '2025-08-01'),
    'full/run.json': 'mine',
  });
  written = folder.list();
});

describe('is refused with exit code 2, one message, and nothing written', () => {
  test.each([
    [['study', 'outcome.yaml', '--out', 'x'], /outcome\.yaml:6:20: nothing in this study is counted as 'started'/],
    [['study', 'study.yaml', '--draws', '1.5', '--out', 'x'], /--draws: 0, or a whole number from 2 to 100000.*1\.5/],
    [['study', 'study.yaml', '--draws', '1', '--out', 'x'], /--draws: one draw says nothing of what is not known/],
    [['study', 'one-draw.yaml', '--out', 'x'], /one-draw\.yaml:6:8: one draw says nothing of what is not known/],
    [['study', 'study.yaml', '--out', 'full'], /full: the results cannot go here: the folder holds something else/],
    [['check', 'study.yaml'], /study\.yaml:1:8: this is a study of several options.*`throughcare study`/],
    [['trace', 'study.yaml', '--child', '1'], /study\.yaml:1:8: this is a study of several options/],
    [['tornado', 'study.yaml'], /study\.yaml:1:8: this is a study of several options/],
    [['describe', 'study.yaml'], /study\.yaml:1:8: this is a study of several options/],
    [
      ['check', 'late.yaml', '--years', '0.25'],
      /late\.yaml:\d+:\d+: the programme opens on 2025-08-01, and --years 0\.25 ends the run on 2025-06-30: ask for more years/,
    ],
    [['compare', 'one.yaml', 'other.yaml', '--out', 'x'], /other\.yaml: this cannot be compared with one\.yaml.*0\.5/],
  ])('%j', async (words, message) => {
    const { code, stdout, stderr } = await throughcare(words, { cwd: folder.path });
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/ {4}at .*:\d+:\d+|on our side/);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(folder.list()).toEqual(written);
  });
});

test('a study leaves tables of every option and difference, a page, its record, and no parts', async () => {
  const words = ['study', 'study.yaml', '--out', 'out', '--workers', '1'];
  const { code, stdout, stderr } = await throughcare(words, { cwd: folder.path });
  expect({ code, stderr }).toMatchObject({ code: 0 });
  expect(stdout).toMatch(/Tables: out/);
  expect(stdout).not.toMatch(/done before/);
  const found = folder.list().filter((name) => !written.includes(name));
  expect(found).toEqual(expect.arrayContaining(['out/run.json', 'out/study.md', 'out/tables/flows.csv']));
  expect(found.filter((name) => !name.startsWith('out/'))).toEqual([]);
  const lines = readCsv(folder.read('out', 'tables', 'flows.csv'));
  expect([...new Set(lines.map(({ option }) => option))]).toEqual([
    'nothing',
    'support',
    'reunion',
    'support less nothing',
    'reunion less nothing',
  ]);
  const started = { measure: 'started_looked_after', period: lines[0]!['period']!, group: 'all' };
  expect(lineWith(lines, { ...started, option: 'support less nothing' })['value']).toBe('0');
});
