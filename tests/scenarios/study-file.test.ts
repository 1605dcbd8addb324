/** A study file by itself: what is wrong with it is said once, at its place, before anything is run. */
import { describe, expect, test } from 'vitest';
import { isStudyFile, readStudyFile, resolveScenario } from '../../scenarios/index.js';
import { OPTIONS, STUDY_FILES, studyText } from '../support/study-files.js';
import { memory, refusal } from './in-memory.js';

const filesOf = (text: string) => memory({ ...STUDY_FILES, 'study.yaml': text });

/** Claims that a study is refused once, at the mark `❯`, in words that match; reading its options too where asked. */
function refused(marked: string, words: RegExp, isResolved = false): void {
  const at = marked.indexOf('❯');
  const text = marked.replace('❯', '');
  const before = marked.slice(0, at);
  const place = `study.yaml:${before.split('\n').length}:${at - before.lastIndexOf('\n')}`;
  const error = refusal(() => {
    const { options } = readStudyFile('study.yaml', filesOf(text));
    if (isResolved) for (const option of options) resolveScenario('study.yaml', filesOf(text), { option });
  });
  expect(error.problems.map(({ file, line, column }) => `${file}:${line}:${column}`)).toEqual([place]);
  expect(error.message).toMatch(words);
}

const { nothing, support } = OPTIONS;

describe('a study is refused', () => {
  test.each([
    ['that is a scenario', '❯scenario: x\ntitle: X\nbaseline: b\nyears: 1\n', /this is not a study/],
    ['that is empty of options', '❯study: s\ntitle: S\nbaseline: b\n', /'options' is missing/],
    ['whose options are none', 'study: s\ntitle: S\nbaseline: b\n❯options: {}\n', /at least one option/],
    ['without a baseline', `❯${studyText().replace(/baseline: .*\n/, '')}`, /'baseline' is missing/],
    ['with a key of no meaning', studyText(OPTIONS, '❯drows: 3\n'), /did you mean 'draws'/],
    ['with half a draw', studyText(OPTIONS, 'draws: ❯1.5\n'), /a whole number, found 1.5/],
    ['with fewer draws than none', studyText(OPTIONS, 'draws: ❯-1\n'), /at least 0, found -1/],
    ['with words for draws', studyText(OPTIONS, 'draws: ❯many\n'), /number/],
    ['with no replications', studyText(OPTIONS, 'replications: ❯0\n'), /at least 1, found 0/],
    ['compared with what is not there', studyText(OPTIONS, 'compare_with: ❯nothin\n'), /did you mean 'nothing'/],
    ['of an area that is not there', studyText(OPTIONS, 'area: ❯Rutlend\n'), /did you mean 'Rutland'/],
    ['of another that is not', studyText(OPTIONS, 'areas: [Rutland, ❯Leedz]\n'), /did you mean 'Leeds'/],
    ['of an area twice', studyText(OPTIONS, 'areas: [Rutland, Leeds, ❯Rutland]\n'), /Rutland is named twice/],
    ['of an area and its code', studyText(OPTIONS, 'areas: [Rutland, ❯E06000017]\n'), /Rutland is named twice/],
    ['of no areas', studyText(OPTIONS, '❯areas: []\n'), /at least/],
    ['of an area, and of areas', studyText(OPTIONS, 'area: Rutland\n❯areas: [Leeds]\n'), /either 'area' or 'areas'/],
    [
      'with one area’s figures for several',
      studyText(OPTIONS, 'areas: [Rutland, Leeds]\narea_data: ❯./mine.yaml\n'),
      /cannot be those of 2 areas/,
    ],
    ['with an unknown stance', studyText(OPTIONS).replace('as-trialled', '❯hopeful'), /hopeful/],
    [
      'that weighs from more to less',
      studyText(OPTIONS, 'outcome: {measure: m, want: fewer, ❯pounds: [9, 1]}\n'),
      /go from less to more/,
    ],
    [
      'that wants neither more nor fewer',
      studyText(OPTIONS, 'outcome: {measure: m, want: ❯better, pounds: [1, 9]}\n'),
      /fewer/,
    ],
  ])('%s', (_, marked, words) => {
    refused(marked, words);
  });

  test.each([
    [
      'of a programme that is not there',
      { nothing, support: support.replace('./support', '❯./suport') },
      /suport\.yaml/,
    ],
    ['that opens after it has ended', { nothing, support: support.replace('2025-05-01', '❯2026-05-01') }, /end/],
  ])('for an option %s', (_, options, words) => {
    refused(studyText(options), words, true);
  });

  test('that sets what the baseline does not have', () => {
    refused(studyText(OPTIONS, 'set: {❯exits: 1 per year}\n'), /did you mean 'exit'/, true);
  });
});

describe('a study', () => {
  test('is told from a scenario', () => {
    const files = memory({ 'a.yaml': studyText(), 'b.yaml': 'scenario: x\n' });
    expect([isStudyFile('a.yaml', files), isStudyFile('b.yaml', files)]).toEqual([true, false]);
  });

  test('has as its options the scenarios they stand for, of its seed, length, stance and numbers', () => {
    const files = filesOf(studyText(OPTIONS, 'set: {exit: 1.5 per year}\nseed: luck\n'));
    const found = readStudyFile('study.yaml', files).options.map(
      (option) => resolveScenario('study.yaml', files, { option }).scenario,
    );
    expect(found.map(({ programmes }) => programmes.map(({ id }) => id))).toEqual([[], ['support'], ['reunion']]);
    for (const { seed, years, stance, parameterValues, model } of found) {
      expect([seed, years, stance, parameterValues['exit']]).toEqual(['luck', 0.25, 'as-trialled', '1.5 per year']);
      expect(model).toEqual(found[0]!.model);
    }
  });

  test('is no scenario by itself: whoever asks for one is told which command takes it', () => {
    const files = filesOf(studyText(OPTIONS));
    expect(() => resolveScenario('study.yaml', files)).toThrow(
      /study\.yaml:1:8: this is a study of several options, not a scenario: `throughcare study` takes it/,
    );
  });

  test('of areas is of the first, unless another is asked for', () => {
    const files = filesOf(studyText(OPTIONS, 'areas: [Rutland, Leeds]\n'));
    expect(readStudyFile('study.yaml', files).areas).toEqual(['Rutland', 'Leeds']);
    const area = (asked?: string) =>
      resolveScenario('study.yaml', files, { option: 'support', area: asked }).scenario.area?.name;
    expect([area(), area('York')]).toEqual(['Rutland', 'York']);
  });
});
