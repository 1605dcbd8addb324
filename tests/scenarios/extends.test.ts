/** A baseline that extends another: what it gives replaces, what it does not give is there, and faults have their own file. */
import { describe, expect, test } from 'vitest';
import { fileWords, resolveScenario } from '../../scenarios/index.js';
import { BASELINE, CARE } from './example-files.js';
import { expectRefusal, memory, resolve } from './in-memory.js';

/** The example, with its baseline in a folder of its own and one that extends it beside the scenario. */
const files = (child: string, more: Readonly<Record<string, string>> = {}): Record<string, string> => {
  const { 'baseline.yaml': _, ...rest } = CARE;
  return {
    ...rest,
    'base/parent.yaml': BASELINE.replaceAll('./', '../'),
    'baseline.yaml': child,
    ...more,
  };
};

const own = CARE['scenario.yaml'] ?? '';
const plain = (): unknown => resolve(CARE).scenario;
const PARAMETER = 'referrals';

describe('a baseline that extends another', () => {
  test('and gives nothing is the other, whose paths are from its own place', () => {
    expect(own).toContain('./baseline.yaml');
    expect(resolve(files('baseline: child\nextends: ./base/parent.yaml\n')).scenario).toEqual(plain());
  });

  test('by a name of the library', () => {
    const { 'base/parent.yaml': text, ...rest } = files('baseline: child\nextends: parent\n');
    const found = resolve({ ...rest, 'library/baselines/parent.yaml': text!.replaceAll('../', '../../') });
    expect(found.scenario).toEqual(plain());
  });

  test('replaces a parameter whole, adds sources, and replaces everything else it gives', () => {
    const { scenario } = resolve(
      files(`baseline: child
extends: ./base/parent.yaml
discount_rate: 0.01
sources: {NEW: {title: Newer}}
parameters:
  ${PARAMETER}: {value: 0.123 per year, label: Newly, source: NEW, mark: published, interval: exact}
`),
    );
    expect(scenario.parameters.find(({ name }) => name === PARAMETER)).toMatchObject({
      label: 'Newly',
      value: '0.123',
      unit: 'per year',
      source: 'NEW',
    });
    expect(scenario.discountRate).toBe(0.01);
    expect(scenario.sources.map(({ id }) => id)).toContain('NEW');
    const before = resolve(CARE).scenario;
    expect(scenario.parameters.length).toBe(before.parameters.length);
    expect(scenario.sources.length).toBe(before.sources.length + 1);
    expect(scenario.ledger).toEqual(before.ledger);
  });

  test('over several files: the nearest has its way', () => {
    const middle = (value: string): string =>
      `parameters: {${PARAMETER}: {value: ${value}, source: assumption, mark: assumption, note: tried}}`;
    const { scenario } = resolve(
      files(`baseline: child\nextends: ./middle.yaml\n${middle('0.3 per year')}\n`, {
        'middle.yaml': `baseline: middle\nextends: base/parent.yaml\ndiscount_rate: 0.02\n${middle('0.2 per year')}\n`,
      }),
    );
    expect(scenario.parameters.find(({ name }) => name === PARAMETER)?.value).toBe('0.3');
    expect(scenario.discountRate).toBe(0.02);
  });

  test('has its words from both: headings and notes of the other, notes of its own', () => {
    const texts = files(
      `baseline: child\nextends: ./base/parent.yaml\nparameters:\n  ${PARAMETER}: {value: 3 per year, source: D1, mark: fitted, interval: none, note: fitted here}\n`,
    );
    texts['base/parent.yaml'] = texts['base/parent.yaml']!.replace(
      'parameters:\n',
      'parameters:\n  # ---- The front door ----\n',
    );
    // The order in which files were read says nothing of which extends which.
    for (const entries of [Object.entries(texts), Object.entries(texts).toReversed()]) {
      const words = fileWords(new Map(entries));
      expect(words.baselineTitle).toBe('A small baseline');
      expect(words.parameters[PARAMETER]).toEqual({ section: 'The front door', note: 'fitted here' });
      expect(words.parameters['by_age']).toEqual({ section: 'The front door', note: 'nothing better' });
    }
  });

  test('a command may ask for it in place of the one that a scenario names', () => {
    const texts = files('baseline: child\nextends: ./base/parent.yaml\ndiscount_rate: 0.01\n', {
      'scenario.yaml': own.replace('./baseline.yaml', './base/parent.yaml'),
    });
    const asked = { baseline: 'baseline.yaml' };
    expect(resolveScenario('scenario.yaml', memory(texts)).scenario.discountRate).not.toBe(0.01);
    expect(resolveScenario('scenario.yaml', memory(texts), asked).scenario.discountRate).toBe(0.01);
  });
});

describe('is refused at its line', () => {
  test('a parameter that the other does not have, with the nearest that it has', () => {
    const error = expectRefusal(
      files(`baseline: child
extends: ./base/parent.yaml
parameters:
  ❯${PARAMETER}x: {value: 1 per year, source: assumption, mark: assumption, note: none}
`),
      /there is no parameter '\w+x' in base\/parent\.yaml/,
    );
    expect(error.problems[0]?.suggestion).toBe(PARAMETER);
  });

  test('a file that is not there, or that extends itself', () => {
    expectRefusal(files('baseline: child\nextends: ❯./base/parents.yaml\n'), /cannot be read/);
    expectRefusal(files('baseline: child\nextends: ❯./baseline.yaml\n'), /extends itself: baseline\.yaml extends/);
    expectRefusal(
      files('baseline: child\nextends: ./other.yaml\n', {
        'other.yaml': 'baseline: other\nextends: ❯./baseline.yaml\n',
      }),
      /extends itself: baseline\.yaml extends other\.yaml extends baseline\.yaml/,
    );
    expectRefusal(files('baseline: child\n❯extends: [a, b]\n'), /names another baseline/);
  });

  test('what is wrong in the other, in the other', () => {
    const texts = files('baseline: child\nextends: ./base/parent.yaml\n');
    expectRefusal(
      { ...texts, 'base/parent.yaml': `${texts['base/parent.yaml']}\n❯nonsense: 1\n` },
      /unknown key 'nonsense'/,
    );
    expectRefusal({ ...texts, 'baseline.yaml': `${texts['baseline.yaml']}❯nonsense: 1\n` }, /unknown key 'nonsense'/);
  });
});
