/** Everything that a run and a study write when small numbers are kept back, read by somebody who looks for them everywhere. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readCsv, throughcare, WorkFolder } from '../cli/command.js';
import { OPTIONS, STUDY_FILES, scenarioText, studyText } from '../support/study-files.js';

const folder = new WorkFolder();
afterAll(() => folder.remove());

folder.write({
  ...STUDY_FILES,
  // A tenth of the children: most counts are small.
  'baselines/small.yaml': STUDY_FILES['baselines/small.yaml']!.replace('600 per year', '60 per year'),
  'one.yaml': scenarioText('one', 'support'),
  'study.yaml': studyText(
    OPTIONS,
    'draws: 2\nreplications: 3\noutcome: {measure: started_looked_after, want: fewer, pounds: [0, 100000]}\nreport: [looked_after, started_looked_after, cost]\n',
  ),
});

const NUMBERS = ['value', 'lower', 'upper', 'mc_se'] as const;
/** Digits enough to be no other number by chance. */
const DIGITS = 8;

const tablesOf = (results: string): string[] =>
  folder.list(results, 'tables').filter((path) => path.endsWith('.csv') && path !== 'dictionary.csv');

/** Numbers of the open tables that are in none of those kept back. */
function keptBack(open: string, shut: string): Set<string> {
  const gone = new Set<string>();
  const stays = new Set<string>();
  for (const path of tablesOf(open)) {
    const shown = readCsv(folder.read(shut, 'tables', path));
    readCsv(folder.read(open, 'tables', path)).forEach((line, i) => {
      for (const name of NUMBERS)
        if (shown[i]![name] !== '') stays.add(line[name]!);
        else if (line[name]!.length >= DIGITS) gone.add(line[name]!);
    });
  }
  return new Set([...gone].filter((number) => !stays.has(number)));
}

/** Every number in the files of a results folder: the record without the files that were put in, pages, charts, tables. */
function told(results: string): Set<string> {
  const texts = folder
    .list(results)
    .filter((path) => /\.(?:csv|json|md|html|svg)$/.test(path))
    .map((path) => {
      const text = folder.read(results, path);
      if (path !== 'run.json') return text;
      const { files: _files, ...record } = JSON.parse(text) as Record<string, unknown>;
      return JSON.stringify(record);
    });
  return new Set(texts.flatMap((text) => text.match(/\d+(?:\.\d+)?(?:e-?\d+)?/g) ?? []));
}

const both = (numbers: ReadonlySet<string>, others: ReadonlySet<string>): string[] =>
  [...numbers].filter((number) => others.has(number.replace('-', '')));

describe.each([
  ['run', 'one.yaml'],
  ['study', 'study.yaml'],
])('the results of %s', (command, file) => {
  const [open, shut] = [`${command}-open`, `${command}-shut`];
  beforeAll(async () => {
    for (const [out, more] of [
      [open, []],
      [shut, ['--disclosure', 'dfe']],
    ] as const) {
      const words = [command, file, '--out', out, '--workers', '1', '--quiet', ...more];
      // oxlint-disable-next-line no-await-in-loop -- one after another
      const { code, stderr } = await throughcare(words, { cwd: folder.path });
      if (code !== 0) throw new Error(stderr);
    }
  }, 240_000);

  test('hold no number that was kept back, in record, pages, charts or tables', () => {
    const gone = keptBack(open, shut);
    expect(gone.size).toBeGreaterThan(10);
    // Somebody who reads the open ones finds them.
    expect(both(gone, told(open)).length).toBeGreaterThan(10);
    expect(both(gone, told(shut))).toEqual([]);
  });

  test('made again of the open ones are the same record', async () => {
    const words = ['report', open, '--disclosure', 'dfe', '--out', `${command}-again`, '--quiet'];
    const { code, stderr } = await throughcare(words, { cwd: folder.path });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const numbers = (results: string): unknown => {
      const { seconds: _seconds, ...record } = JSON.parse(folder.read(results, 'run.json')) as Record<string, unknown>;
      return record;
    };
    expect(numbers(`${command}-again`)).toEqual(numbers(shut));
  }, 120_000);
});

interface StudyRecord {
  readonly studies: readonly { readonly report: { readonly frontier: unknown; readonly choice: unknown } }[];
}

test('a study whose outcome is kept back has no frontier and no choice of it, and says so', () => {
  const of = (results: string): StudyRecord => JSON.parse(folder.read(results, 'run.json')) as StudyRecord;
  const [open] = of('study-open').studies;
  const [shut] = of('study-shut').studies;
  expect(open!.report.frontier).not.toBeNull();
  expect([shut!.report.frontier, shut!.report.choice]).toEqual([null, null]);
  expect(folder.list('study-shut').filter((path) => /plane|efficiency|acceptab/.test(path))).toEqual([]);
  expect(folder.read('study-shut', 'report.html')).toContain('small numbers of the outcome are kept back');
});
