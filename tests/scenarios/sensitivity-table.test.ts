/** The table of sensitivities: what is written is read back, and what is wrong in it is refused at its line. */
import { describe, expect, test } from 'vitest';
import {
  byEffect,
  readSensitivity,
  resolveScenario,
  sensitivityHeader,
  sensitivityText,
  type SensitivityRow,
} from '../../scenarios/index.js';
import { effectWords, rowsByName, sensitivityWords } from '../../cli/sensitivity-words.js';
import { memory, refusal } from './in-memory.js';
import { BASELINE, SMALL } from './sensitivity-files.js';

const effects = (looked_after: number | null, starts = 0, in_need = 0, cost: number | null = 0) => ({
  looked_after,
  starts,
  in_need,
  cost,
});

const row = (parameter: string, of: SensitivityRow['effects'], errors = effects(0)): SensitivityRow => ({
  parameter,
  mark: 'fitted',
  change: 'times 1.1',
  effects: of,
  errors,
});

const ROWS = [
  row('exit', effects(-0.98, 0, 0, -0.5), effects(0.01, 0, 0, 0.02)),
  row('kinds.long', effects(0.7, 0, 0, null), effects(0.02, 0, 0, null)),
  row('cost: stay', effects(0, 0, 0, 0.6)),
];
const TEXT = sensitivityText(ROWS, 'percent');

const files = (table: string) =>
  memory({
    ...SMALL,
    'baselines/small.yaml': `${BASELINE}sensitivity: ./small.csv\n`,
    'baselines/small.csv': table,
    'scenario.yaml': 'scenario: x\ntitle: X\nbaseline: ./baselines/small.yaml\nyears: 1\n',
  });

function read(table: string): readonly SensitivityRow[] {
  const { sensitivity, scenario } = resolveScenario('scenario.yaml', files(table));
  const names = scenario.parameters.map(({ name }) => name);
  return readSensitivity(files(table), sensitivity!.path, sensitivity!.named, names);
}

test('what is written is read back, to four decimals', () => {
  expect(read(TEXT)).toEqual(ROWS);
  expect(read(TEXT.replaceAll('\n', '\r\n'))).toEqual(ROWS);
});

test('a baseline that extends another has the table of the other, from where that one names it', () => {
  const texts = {
    'mine.yaml': 'baseline: mine\nextends: ./baselines/small.yaml\n',
    'own.yaml': 'scenario: own\ntitle: Own\nbaseline: ./mine.yaml\nyears: 1\n',
  };
  const all = files(TEXT);
  const reading = (path: string): string =>
    path === 'mine.yaml' || path === 'own.yaml' ? texts[path] : all.read(path);
  expect(resolveScenario('own.yaml', { ...all, read: reading }).sensitivity?.path).toBe('baselines/small.csv');
});

test('names with commas and quotes in them come back', () => {
  const odd = [row('outcomes.a "b", c', effects(0.1))];
  expect(read(sensitivityText(odd, 'percent'))).toEqual(odd);
});

test('what moves most children is first, then what moves most money, whatever the order it came in', () => {
  const names = (rows: readonly SensitivityRow[]) => byEffect(rows).map(({ parameter }) => parameter);
  const rows = [
    row('b', effects(0.1)),
    row('d', effects(0, 0, 0, 0.2)),
    row('a', effects(-0.1)),
    row('c', effects(-2)),
  ];
  expect(names(rows)).toEqual(['c', 'a', 'b', 'd']);
  expect(names(rows.toReversed())).toEqual(names(rows));
  expect(sensitivityText(rows.toReversed(), 'percent')).toBe(sensitivityText(rows, 'percent'));
});

describe('what is wrong in a table is refused at its line', () => {
  const refusedAt = (table: string, place: string, words: RegExp): void => {
    const { problems, message } = refusal(() => read(table));
    expect(problems.map(({ file, line, column }) => `${file}:${line}:${column}`)).toEqual([place]);
    expect(message).toMatch(words);
  };

  test('a row of an unknown parameter, with the nearest', () => {
    refusedAt(TEXT.replace('exit,', 'exits,'), 'baselines/small.csv:2:1', /'exits'[^]*did you mean 'exit'/);
    refusedAt(TEXT.replace('kinds.long', 'kind.long'), 'baselines/small.csv:3:1', /'kind\.long'/);
    refusedAt(TEXT.replace('cost: stay', 'cost: day'), 'baselines/small.csv:4:1', /did you mean 'cost: stay'/);
  });

  test('a cell that is no number, a cell too few, a row that is there twice', () => {
    refusedAt(TEXT.replace('-0.98', 'less'), 'baselines/small.csv:2:1', /'less' is not a number \(looked_after\)/);
    refusedAt(TEXT.replace(',-0.98', ''), 'baselines/small.csv:2:1', /11 cells were expected in this line, found 10/);
    refusedAt(`${TEXT}exit,,,,,,,,,,\n`, 'baselines/small.csv:5:1', /exit is already in a line above/);
  });

  test('another table, such as the one by interval', () => {
    const other = TEXT.replace(sensitivityHeader('percent'), sensitivityHeader('interval'));
    refusedAt(other, 'baselines/small.csv:1:1', /columns are missing from this table of sensitivities: change/);
  });

  test('a table that is not there is refused where the baseline names it', () => {
    const texts = files(TEXT);
    const { sensitivity } = resolveScenario('scenario.yaml', texts);
    const line = BASELINE.split('\n').length;
    const error = refusal(() => readSensitivity(texts, 'baselines/none.csv', sensitivity!.named, []));
    expect(error.problems[0]).toMatchObject({ file: 'baselines/small.yaml', line, column: 14 });
  });
});

describe('in words', () => {
  test('what shows is what is beyond chance and rounds to something', () => {
    expect(effectWords(row('a', effects(0.44, 0.6, 0.04, -0.31)))).toBe('looked after +0.4%, starts +0.6%, cost -0.3%');
    expect(effectWords(row('a', effects(0.44, 0.6), effects(0.23, 0.2)))).toBe('starts +0.6%');
    expect(effectWords(row('a', effects(null, 0, 0, null)))).toBe('');
  });

  test('a parameter with parts says which do something, and one without effects says so', () => {
    const byName = rowsByName(
      [row('next.home', effects(0.2)), row('next.foster', effects(0)), row('next.kin', effects(0, 0, 0, -0.1))],
      ['next', 'other'],
    );
    expect(sensitivityWords('next', byName.get('next')!)).toBe('a 1% rise: home looked after +0.2%; kin cost -0.1%');
    expect(byName.has('other')).toBe(false);
    expect(sensitivityWords('exit', [row('exit', effects(0.01))])).toBe('a 1% rise: none that shows');
  });
});
