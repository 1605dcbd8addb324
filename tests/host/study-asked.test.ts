/** What a study file may ask besides its options: several stances, the measures to be told of, another area. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runAreas } from '../../cli/host/study/areas.js';
import { optionsOfScenarios } from '../../cli/host/study/compared.js';
import { elsewhere, elsewhereName, movedTo } from '../../cli/host/study/elsewhere.js';
import { readStudy, type OptionSet } from '../../cli/host/study/options.js';
import { studyReport } from '../../cli/host/study/report.js';
import { studyRows } from '../../cli/host/study/rows.js';
import type { StudyRuns } from '../../cli/host/study/run.js';
import { sideBySide, sideBySideText, studyPage } from '../../reports/study/index.js';
import { opening } from '../../reports/study/written.js';
import { InputError } from '../../scenarios/index.js';
import { nodeFiles } from '../../scenarios/load/node-files.js';
import { WorkFolder } from '../cli/command.js';
import { OPTIONS, scenarioText, STUDY_FILES, studyText } from '../support/study-files.js';

const folder = new WorkFolder();
afterAll(() => folder.remove());
beforeAll(() => {
  folder.write(STUDY_FILES);
});

let written = 0;
/** The path of a study with these further lines, in place of its one stance. */
function file(more: string, options: Readonly<Record<string, string>> = OPTIONS): string {
  const text = studyText(options, more).replace('stance: as-trialled\n', '');
  return folder.write({ [`study-${written++}.yaml`]: text });
}

function refusal(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (error instanceof InputError) return error.message;
    throw error;
  }
  throw new Error('this was accepted');
}

async function run(set: OptionSet): Promise<readonly StudyRuns[]> {
  return runAreas(set, { files: nodeFiles(), onDisk: true, overrides: {}, workers: 0, folder: null });
}

describe('a study under several stances', () => {
  let all: readonly StudyRuns[];
  beforeAll(async () => {
    all = await run(readStudy(file('stances: [none, as-trialled]\ndraws: 2\nreplications: 2\n'), {}));
  });

  test('has under each the numbers of a study under that stance alone', async () => {
    expect(all).toHaveLength(2);
    for (const [i, stance] of ['none', 'as-trialled'].entries()) {
      // oxlint-disable-next-line no-await-in-loop -- one study after another
      const [alone] = await run(readStudy(file(`stance: ${stance}\ndraws: 2\nreplications: 2\n`), {}));
      expect(all[i]!.values).toEqual(alone!.values);
    }
    expect(all[0]!.values[1]).not.toEqual(all[1]!.values[1]);
    expect(all[0]!.values[0]).toEqual(all[1]!.values[0]);
  });

  test('tells them apart in its tables, its pages and side by side', () => {
    const reports = all.map((runs) => studyReport(runs, null));
    expect(reports.map(({ stanceName }) => stanceName)).toEqual(['none', 'as-trialled']);
    expect(reports.map(opening)).toEqual([
      expect.stringMatching(/^stance none, /),
      expect.stringMatching(/^stance as-trialled, /),
    ]);
    const options = [...new Set(studyRows(all).map(({ option }) => option))];
    expect(options).toContain('support (none) less nothing (none)');
    expect(options).toContain('support (as-trialled) less nothing (as-trialled)');
    expect(reports[1]!.options.map(({ id, title }) => [id, title])[1]).toEqual(['support (as-trialled)', 'Support']);

    const beside = sideBySide(reports);
    expect(beside.map(({ option }) => option)).toEqual(['Support', 'Reunion']);
    expect(beside[0]!.lines.map(({ stance }) => stance)).toEqual(['none', 'as-trialled']);
    expect(beside[0]!.lines[0]!.difference).toBe('0 (0 to 0)');
    expect(beside[0]!.lines[1]!.difference).not.toBe('0 (0 to 0)');
    const text = sideBySideText(reports);
    expect(Math.max(...text.map((line) => line.length))).toBeLessThanOrEqual(80);
    expect(text.join('\n')).toMatch(/Support beside Nothing, by stance: .*\n(.*\n)* {2}none .*\n {2}as-trialled /);
    for (const report of reports) expect(studyPage(report, reports)).toMatch(/## By stance\n[^#]*\| as-trialled \|/);
  });

  test('believes one where the command names it, and then has nothing to stand side by side', () => {
    const set = readStudy(file('stances: [none, central]\n'), { stance: 'as-trialled' });
    expect(set.stances).toEqual([]);
    expect(set.options.map(({ resolution }) => resolution.scenario.stance)).toEqual(Array(3).fill('as-trialled'));
    expect(sideBySide([{ ...studyReport(all[0]!, null), stanceName: null }])).toEqual([]);
  });

  test('says which programmes keep a stance of their own', () => {
    const own = OPTIONS.support.replace('unlimited', 'unlimited, stance: optimistic');
    const { notes } = readStudy(file('stances: [none, central]\n', { nothing: OPTIONS.nothing, own }), {});
    expect(notes).toEqual([expect.stringMatching(/Support .*\(optimistic\), under every stance/)]);
  });

  test.each([
    ['stance: none\nstances: [central]\n', /:6:1: a study has either 'stance' or 'stances'/],
    ['stances: [none, central, none]\n', /:5:26: none is named twice/],
    ['stances: [central, cautios]\n', /:5:20: .*cautious/s],
    ['stances: []\n', /:5:1: expected at least 1/],
  ])('is refused where it says %j', (more, message) => {
    expect(refusal(() => readStudy(file(more), {}))).toMatch(message);
  });
});

describe('what is reported', () => {
  test('is what the study names, in its order, over the whole run or on the last day', async () => {
    const [runs] = await run(readStudy(file('draws: 0\nreplications: 3\nreport: [cost, looked_after]\n'), {}));
    const { figures } = studyReport(runs!, null);
    expect(figures.map(({ measure, when, unit }) => [measure, when, unit])).toEqual([
      ['cost', 'whole run', 'GBP'],
      ['looked_after', '30 Jun 2025', 'children'],
    ]);
    const row = (measure: string, option: string) =>
      studyRows([runs!]).find(
        (one) =>
          one.measure === measure &&
          one.group === 'all' &&
          one.option === option &&
          (one.periodKind === 'whole run' || one.period === '2025-06-30'),
      );
    for (const { measure, options, differences } of figures) {
      expect(row(measure, 'support')).toMatchObject(options[1]!);
      expect(row(measure, 'support less nothing')).toMatchObject(differences[1]!);
      expect(differences[0]).toBeNull();
    }
  });

  test.each([
    ['[looked_aftr]', /:5:10: nothing in this study is counted as 'looked_aftr'.*looked_after/s],
    ['[looked_after, looked_after]', /:5:24: looked_after is named twice/],
    ['[]', /:5:1: expected at least 1/],
  ])('is refused before anything is run, at its line: %s', (list, message) => {
    expect(refusal(() => readStudy(file(`report: ${list}\n`), {}))).toMatch(message);
  });
});

describe('in another area', () => {
  const moved = movedTo(['Leeds', 'E06000014'], 'Rutland', nodeFiles());

  test('words say the area that is asked for, whole words only, and no other text is touched', () => {
    expect(elsewhere('Which for Leeds? York’s, Leedsham, leeds.', moved)).toBe(
      'Which for Rutland? Rutland’s, Leedsham, leeds.',
    );
    expect(elsewhereName('leeds-which', moved)).toBe('rutland-which');
    expect(elsewhereName('leedsham', moved)).toBe('leedsham');
    expect(elsewhere('Leeds', movedTo(['Leeds'], 'Leeds', nodeFiles()))).toBe('Leeds');
    const text = 'A (b) $& [c]';
    expect(elsewhere(text, { from: ['(b)', '[c]'], to: '$&' })).toBe('A $& $& $&');
  });

  test('a study and scenarios that are compared say nothing of the area they were written for', () => {
    const text = studyText(
      { nothing: OPTIONS.nothing, support: '{title: Support in Leeds, programmes: []}' },
      'area: Leeds\n',
    );
    const path = folder.write({
      'leeds.yaml': text.replace('study: small\ntitle: A small study', 'study: leeds\ntitle: What for Leeds?'),
    });
    const asked = readStudy(path, { area: 'Rutland' });
    expect([asked.name, asked.title, asked.options[1]!.title]).toEqual([
      'rutland',
      'What for Rutland?',
      'Support in Rutland',
    ]);
    expect(readStudy(path, {}).title).toBe('What for Leeds?');
    const scenario = (name: string): string =>
      folder.write({
        [`${name}.yaml`]: scenarioText(`leeds-${name}`, 'support', 'area: Leeds\n').replace(
          /With .*/,
          `Plan ${name} of Leeds`,
        ),
      });
    const paths = ['one', 'two'].map(scenario);
    const set = optionsOfScenarios(paths, { area: 'Rutland' });
    expect(JSON.stringify([set.name, set.title, set.options.map(({ id, title }) => [id, title])])).not.toMatch(
      /leeds/i,
    );
    expect(optionsOfScenarios(paths, {}).options[1]).toMatchObject({ id: 'leeds-one', title: 'Plan one of Leeds' });
  });
});
