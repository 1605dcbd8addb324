/** What stands before every number of a run and of a study: a local fit that failed, and draws that are far from the area. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fitWarnings } from '../../cli/host/run-study.js';
import { studyFrame } from '../../cli/host/study/frame.js';
import { readStudy } from '../../cli/host/study/options.js';
import { studyReport } from '../../cli/host/study/report.js';
import { runStudy, type StudyRuns } from '../../cli/host/study/run.js';
import { headline } from '../../reports/findings/index.js';
import { studyPage, studyText } from '../../reports/study/index.js';
import { nodeFiles } from '../../scenarios/load/node-files.js';
import { WorkFolder } from '../cli/command.js';
import { careResult } from '../reports/fixture.js';
import { STUDY_FILES, studyText as studyFile } from '../support/study-files.js';

const folder = new WorkFolder();
afterAll(() => folder.remove());

let runs: StudyRuns;
beforeAll(async () => {
  folder.write(STUDY_FILES);
  const set = readStudy(folder.write({ 'study.yaml': studyFile() }), {});
  const draws = 0;
  const common = { files: nodeFiles(), onDisk: true, overrides: {}, workers: 0, folder: null };
  runs = await runStudy(set, { ...common, draws, replications: 2 });
});

const failed = (): StudyRuns => ({
  ...runs,
  settled: { ...runs.settled, fit: { multipliers: {}, close: false, miss: 0.23 } },
});

describe('a local fit that failed', () => {
  test('is said in the first lines of a study, on its page and in what it rests on', () => {
    const report = studyReport(failed(), null);
    const [, second] = studyText(report);
    expect(second).toMatch(/^The local fit failed/);
    expect(studyPage(report).split('\n').slice(0, 6).join('\n')).toMatch(/The local fit failed/);
    expect(studyFrame(failed()).warnings).toEqual(report.warnings);
  });

  test('is said before the numbers of a run, in lines of 80 columns and 24 at most', () => {
    const { scenario } = runs.settled.resolution;
    const warnings = fitWarnings(scenario, { multipliers: {}, close: false, miss: 0.23 });
    expect(warnings[0]).toMatch(/by up to 23.0%, where 0.4% or one child is asked.*with chance on top/);
    const lines = headline(careResult({ change: { warnings } }));
    const said = lines.findIndex((line) => line.startsWith('The local fit failed'));
    expect(said).toBeGreaterThan(0);
    expect(said).toBeLessThan(lines.findIndex((line) => line.includes('Baseline')));
    expect(lines.length).toBeLessThanOrEqual(24);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80);
  });

  test('is not said of one that did not fail, nor where there is nothing to fit', () => {
    const { scenario } = runs.settled.resolution;
    expect(fitWarnings(scenario, null)).toEqual([]);
    expect(fitWarnings(scenario, { multipliers: {}, close: true, miss: 0.001 })).toEqual([]);
    expect(studyReport(runs, null).warnings).toEqual([]);
  });
});

test('draws that are far from the area are said first where they are more than one in twenty', () => {
  const values = runs.values.map(([own]) => Array.from({ length: 40 }, () => own!));
  const first = (notClose: number) => studyReport({ ...runs, values, draws: 40, notClose }, null);
  expect(first(2).warnings).toEqual([]);
  expect(first(2).notes.join(' ')).toMatch(/In 2 of 40 draws/);
  expect(first(3).warnings).toEqual([expect.stringMatching(/In 3 of 40 draws/)]);
});

test('a group of more than fifteen numbers is said to be not told, on the page and on the terminal', () => {
  const draws = 24;
  const nested = runs.values.map((option, o) =>
    Array.from({ length: draws }, (_, d) => option[0]!.map((row) => row.map((value) => value * (1 + (o * d) / 1000)))),
  );
  const number = (name: string, group: 'take-up' | 'unit cost') => ({ name, group, programme: '', interval: '1 to 2' });
  const drawn = [
    { ...number('alone', 'take-up'), programme: 'support' },
    ...Array.from({ length: 16 }, (_, i) => number(`cost ${i}`, 'unit cost')),
  ];
  const sizes = drawn.map((_, k) => Float64Array.from({ length: draws }, (__, d) => Math.sin(d * (k + 1))));
  const report = studyReport({ ...runs, values: nested, draws, drawn, sizes }, null);
  const said = 'Unit costs (16 numbers): not told: 16 numbers together, and a regression on draws tells of 15 at most.';
  expect(report.choice!.learning[0]).toMatchObject({ name: 'take-up of support', label: 'take-up of Support' });
  expect(report.choice!.learning.map(({ value }) => value === null)).toEqual([false, true]);
  expect(studyPage(report).replaceAll('\\', '')).toContain(said);
  expect(studyText(report).join(' ')).toContain(said);
});
