/** A study of a small system, in this process: what a draw, an option, another worker or a pause may change, and what not. */
import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { optionsOfScenarios } from '../../cli/host/study/compared.js';
import { readStudy, type OptionSet } from '../../cli/host/study/options.js';
import { studyReport } from '../../cli/host/study/report.js';
import { studyRows } from '../../cli/host/study/rows.js';
import { runStudy, type StudyRunOptions, type StudyRuns } from '../../cli/host/study/run.js';
import { runScenario } from '../../cli/host/run-study.js';
import type { TableRow } from '../../engine/index.js';
import { differenceSentence } from '../../reports/study/written.js';
import { nodeFiles } from '../../scenarios/load/node-files.js';
import { WorkFolder } from '../cli/command.js';
import { twinFiles, USES } from '../support/twin-programmes.js';
import { OPTIONS, scenarioText, STUDY_FILES, studyText } from '../support/study-files.js';

const folder = new WorkFolder();
afterAll(() => folder.remove());
beforeAll(() => {
  folder.write({
    ...STUDY_FILES,
    'study.yaml': studyText(),
    'only-support.yaml': scenarioText('support', 'support'),
  });
});

type Asked = Partial<Pick<StudyRunOptions, 'draws' | 'replications' | 'folder' | 'signal' | 'onProgress'>>;

async function run(set: OptionSet, { draws = 2, replications = 1, ...more }: Asked = {}): Promise<StudyRuns> {
  return runStudy(set, {
    files: nodeFiles(),
    onDisk: true,
    overrides: {},
    workers: 0,
    draws,
    replications,
    folder: null,
    ...more,
  });
}

/** A study file of its own for each question. */
let written = 0;
function study(options: Readonly<Record<string, string>> = OPTIONS, more = ''): OptionSet {
  return readStudy(folder.write({ [`study-${written++}.yaml`]: studyText(options, more) }), {});
}

/** The numbers of an option by the name of its column, by draw and replication. */
function numbers({ set, columns, values }: StudyRuns, id: string): Record<string, number[][]> {
  const o = set.options.findIndex((option) => option.id === id);
  return Object.fromEntries(
    columns.map(({ measure, group, period }, c) => [
      `${measure} [${group}] ${period}`,
      values[o]!.map((draw) => Array.from(draw, (row) => row[c]!)),
    ]),
  );
}

describe('options', () => {
  test('are not moved by their order, nor by another beside them', async () => {
    const { nothing, support, reunion } = OPTIONS;
    const two = await run(study({ nothing, support }));
    const three = await run(study({ reunion, nothing, support }, 'compare_with: nothing\n'));
    expect(three.set.options.map(({ id }) => id)).toEqual(['nothing', 'reunion', 'support']);
    for (const id of ['nothing', 'support']) expect(numbers(three, id)).toMatchObject(numbers(two, id));
  });

  test('of no effect differ in nothing but their cost, in every draw', async () => {
    const none = OPTIONS.support.replace('unlimited', 'unlimited, stance: none');
    const runs = await run(study({ nothing: OPTIONS.nothing, none }, ''), { draws: 2 });
    const [a, b] = [numbers(runs, 'nothing'), numbers(runs, 'none')];
    const apart = Object.keys(a).filter((name) => JSON.stringify(a[name]) !== JSON.stringify(b[name]));
    expect(apart.length).toBeGreaterThan(0);
    expect(apart.filter((name) => !name.startsWith('cost'))).toEqual([]);
    const report = studyReport(runs, null);
    expect(report.figures.map(({ differences }) => differences[1]?.value)).toContain(0);
    const [figure] = report.figures.filter(({ differences }) => differences[1]?.value === 0);
    expect(differenceSentence(report, figure!, 1)).toMatch(/: none, as assumed \(stance none\)\.$/);
    // The same of a programme with an effect is found, not assumed.
    const { options } = studyReport(await run(study(), { draws: 0 }), null);
    expect(options.map(({ assumedNone }) => assumedNone)).toEqual([null, null, null]);
    expect(differenceSentence({ ...report, options }, figure!, 1)).toMatch(/: the same in all 2 futures simulated\.$/);
  });
});

describe('a report', () => {
  test('of one option by itself has its figures, and nothing to choose', async () => {
    const runs = await run(study({ support: OPTIONS.support }), { draws: 3 });
    expect(runs.sizes.map((size) => new Set(size).size)).toEqual(runs.drawn.map(() => 3));
    const report = studyReport(runs, null);
    expect(report.choice).toBeNull();
    expect(report.options.map(({ id }) => id)).toEqual(['support']);
    expect(report.figures.length).toBeGreaterThan(0);
  });

  test('of several says what is believed of the programmes of each', async () => {
    const runs = await run(study(), { draws: 0, replications: 1 });
    expect(studyReport(runs, null).stance).toMatch(/as-trialled.*Support.*Reunion/);
  });
});

describe('scenarios of a pathway by itself', () => {
  test('are compared, with draws of what is uncertain in them', async () => {
    const files = twinFiles([USES.first]);
    const path = folder.write(Object.fromEntries(Object.entries(files).map(([name, text]) => [`twins/${name}`, text])));
    folder.write({ 'twins/second.yaml': files['twins.yaml']!.replace('scenario: twins', 'scenario: second') });
    const runs = await run(optionsOfScenarios([path, folder.at('twins', 'second.yaml')], {}), {
      draws: 2,
      replications: 1,
    });
    expect(runs.set.options.map(({ id }) => id)).toEqual(['nothing', 'twins', 'second']);
    expect(runs.drawn).toEqual([]);
    expect(runs.values[1]).toEqual(runs.values[2]);
    expect(runs.values[1]).not.toEqual(runs.values[0]);
  });
});

describe('draws', () => {
  test('and replications that are added leave those before them as they were', async () => {
    const set = study();
    const few = numbers(await run(set, { draws: 1, replications: 2 }), 'support');
    const more = numbers(await run(set, { draws: 2, replications: 3 }), 'support');
    for (const [name, draws] of Object.entries(few))
      expect(more[name]!.slice(0, 1).map((draw) => draw.slice(0, 2))).toEqual(draws);
  });

  test('of none: the numbers are those that `run` gives, column by column, of the baseline and of the option', async () => {
    const { rows } = (await runScenario(folder.at('only-support.yaml'), { workers: 0 })).result;
    const { nothing, support } = OPTIONS;
    const runs = await run(study({ nothing, support }), { draws: 0, replications: 2 });
    const own = studyRows([runs]).filter(({ table }) => table !== 'programmes');
    const key = ({ table, measure, group, period, periodKind }: TableRow): string =>
      [table, measure, group, period, periodKind].join('|');
    const theirs = { nothing: 'baseline', support: 'option', 'support less nothing': 'difference' };
    for (const [mine, name] of Object.entries(theirs)) {
      const found = new Map(own.filter(({ option }) => option === mine).map((row) => [key(row), row]));
      const expected = rows.filter((row) => row.option === name && row.table !== 'programmes' && found.has(key(row)));
      expect(expected.length).toBe(found.size);
      expect(expected.some(({ table }) => table === 'appraisal')).toBe(name === 'difference');
      for (const row of expected) expect(found.get(key(row))).toEqual({ ...row, option: mine });
    }
  });
});

test('the places of a programme, and who is in it, are those that `run` gives', async () => {
  const few = (text: string): string => text.replace('places: unlimited', 'places: 7, closes: 2025-06-01');
  const path = folder.write({ 'few.yaml': few(scenarioText('support', 'support')) });
  const { rows } = (await runScenario(path, { workers: 0 })).result;
  const options = { nothing: OPTIONS.nothing, support: few(OPTIONS.support) };
  const runs = await run(study(options), { draws: 0, replications: 2 });
  const own = studyRows([runs]).filter(({ table }) => table === 'programmes');
  const expected = rows.filter(({ table }) => table === 'programmes');
  const places = expected.filter(({ measure }) => measure === 'programme_places').map(({ value }) => value);
  expect(new Set(places)).toEqual(new Set([7, 0]));
  const byKey = (all: readonly TableRow[]) =>
    new Map(all.map((row) => [[row.measure, row.group, row.period, row.periodKind].join('|'), { ...row, option: '' }]));
  expect(byKey(own)).toEqual(byKey(expected));
});

describe('a journal', () => {
  const parts = (out: string): string[] =>
    readdirSync(folder.at(`.${out}.parts`), { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.json'),
    );
  /** Runs until so many parts are done, and then as if interrupted. */
  async function interrupted(set: OptionSet, out: string, after: number, asked: Asked = {}): Promise<void> {
    const stop = new AbortController();
    const onProgress = ({ stage, done }: { stage: string; done: number }): void => {
      if ((stage === 'draws' && done >= after) || (stage === 'running' && done >= after)) stop.abort();
    };
    await expect(run(set, { ...asked, folder: folder.at(out), signal: stop.signal, onProgress })).rejects.toThrow(
      /abort/i,
    );
  }

  test('of a study with draws that was interrupted goes on to the same numbers, to the bit', async () => {
    const set = study();
    const whole = await run(set, { draws: 4 });
    await interrupted(set, 'a', 2, { draws: 4 });
    expect(parts('a')).toHaveLength(2);
    const again = await run(set, { draws: 4, folder: folder.at('a') });
    expect(again.resumed).toBe(2);
    expect(again.values).toEqual(whole.values);
    expect(again.programmes).toEqual(whole.programmes);
    expect(again.events).toBe(whole.events);
    expect(studyReport(again, null)).toEqual(studyReport(whole, null));
  });

  test('of a study without draws, likewise, and with more replications', async () => {
    const set = study();
    const whole = await run(set, { draws: 0, replications: 24 });
    // Ten of each option, then ten more.
    await interrupted(set, 'b', 45, { draws: 0, replications: 20 });
    expect(parts('b')).toHaveLength(10);
    const again = await run(set, { draws: 0, replications: 24, folder: folder.at('b') });
    expect(again.resumed).toBe(10);
    expect(again.values).toEqual(whole.values);
  });

  test('is of one question: another seed, file, option or length finds nothing done', async () => {
    const { nothing, support } = OPTIONS;
    const ask = async (set: OptionSet): Promise<number> =>
      (await run(set, { draws: 1, replications: 1, folder: folder.at('d') })).resumed;
    const path = folder.write({ 'd.yaml': studyText({ nothing, support }) });
    expect(await ask(readStudy(path, {}))).toBe(0);
    expect(await ask(readStudy(path, {}))).toBe(1);
    expect(await ask(readStudy(path, { seed: 'another' }))).toBe(0);
    expect(await ask(readStudy(path, { years: 0.5 }))).toBe(0);
    folder.write({ 'd.yaml': studyText({ support, nothing }) });
    expect(await ask(readStudy(path, {}))).toBe(0);
    folder.write({ 'd.yaml': studyText({ nothing, support }, 'set: {exit: 1.1 per year}\n') });
    expect(await ask(readStudy(path, {}))).toBe(0);
  });
});
