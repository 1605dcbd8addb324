/** Which validation a word or a file means. */
import { describe, expect, test } from 'vitest';
import { validationSource } from '../../cli/work/validation-file.js';
import { memory, refusal } from '../scenarios/in-memory.js';

const files = memory({
  'library/validation/england.yaml': 'validation: england\n',
  'library/baselines/base.yaml': 'baseline: base\ncalibration: {validation: ../validation/england.yaml}\n',
  'mine/fitted.yaml': 'baseline: fitted\nextends: base\n',
  'mine/circle.yaml': 'baseline: circle\nextends: ./circle.yaml\n',
  'mine/own.yaml': 'validation: own\n',
  'mine/scenario.yaml': 'scenario: x\n',
});
const found = (typed?: string) => validationSource(typed, files);

describe('the validation that is meant', () => {
  test('is that of the library where nothing is said, or by its name', () => {
    expect(found()).toEqual({ path: 'library/validation/england.yaml' });
    expect(found('england')).toEqual({ path: 'library/validation/england.yaml' });
  });

  test('is a file of one’s own', () => {
    expect(found('mine/own.yaml')).toEqual({ path: 'mine/own.yaml' });
  });

  test('is that of a baseline, or of the one it extends, with that baseline in place of the scenarios’', () => {
    expect(found('base')).toEqual({
      path: 'library/validation/england.yaml',
      baseline: 'library/baselines/base.yaml',
    });
    expect(found('mine/fitted.yaml')).toEqual({
      path: 'library/validation/england.yaml',
      baseline: 'mine/fitted.yaml',
    });
  });

  test.each([
    ['mine/scenario.yaml', /neither a validation/],
    ['mine/circle.yaml', /names no validation/],
    ['mine/nothing.yaml', /does not exist/],
    ['englnd', /did you mean 'england'/],
  ])('%s is none', (typed, words) => {
    expect(refusal(() => found(typed)).message).toMatch(words);
  });
});
