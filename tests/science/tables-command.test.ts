/** Tables as `run` and `study` write them when small numbers are to be kept back. */
import { afterAll, describe, expect, test } from 'vitest';
import { OPTIONS, STUDY_FILES, scenarioText, studyText } from '../support/study-files.js';
import { readCsv, throughcare, WorkFolder, type Line } from '../cli/command.js';

const folder = new WorkFolder();
afterAll(() => folder.remove());

const FILES = {
  ...STUDY_FILES,
  'study.yaml': studyText(OPTIONS, 'draws: 2\nreplications: 2\n'),
  'one.yaml': scenarioText('one', 'support'),
};
folder.write(FILES);

const isSmallCount = ({ unit, option, value }: Line): boolean =>
  (unit === 'children' || unit === 'events') &&
  !/difference| less /.test(option!) &&
  Number(value) >= 0.5 &&
  Number(value) < 5.5;

describe('with --disclosure dfe', () => {
  test.each([
    ['run', 'one.yaml'],
    ['study', 'study.yaml'],
  ])('%s keeps small numbers back in every table, and its record says so', async (command, file) => {
    const words = [command, file, '--out', command, '--workers', '1', '--quiet', '--disclosure', 'dfe'];
    const { code, stderr } = await throughcare(words, { cwd: folder.path });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const lines = folder
      .list(command, 'tables')
      .filter((path) => path.endsWith('.csv') && path !== 'dictionary.csv')
      .flatMap((path) => readCsv(folder.read(command, 'tables', path)));
    expect(lines.filter(({ value }) => value === '').length).toBeGreaterThan(10);
    expect(lines.filter((line) => isSmallCount(line) && line['measure'] !== 'programme_places')).toEqual([]);
    expect(JSON.parse(folder.read(command, 'run.json'))).toHaveProperty('disclosure', 'dfe');
    expect(folder.list(command)).toEqual(expect.arrayContaining(['tables.xlsx', 'tables/stocks.parquet']));
    expect(folder.read(command, 'tables', 'dictionary.csv')).toContain('Small numbers are kept back');
  });

  test('another rule is refused with exit code 2', async () => {
    const { code, stderr } = await throughcare(['run', 'one.yaml', '--disclosure', 'ons', '--out', 'x'], {
      cwd: folder.path,
    });
    expect(code).toBe(2);
    expect(stderr).toMatch(/disclosure/);
    expect(stderr).toMatch(/dfe/);
    expect(folder.has('x')).toBe(false);
  });
});
