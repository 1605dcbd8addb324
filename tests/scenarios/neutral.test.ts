/** What a parameter makes neutral costs nothing: its lookups go, and the shared levels that only they read. */
import { describe, expect, test } from 'vitest';
import { Study } from '../../engine/study/study.js';
import { studyPlan } from '../../cli/host/prepare.js';
import type { ResolvedScenario } from '../../scenarios/index.js';
import { resolveText } from '../support/pathway-files.js';
import { runOnce } from '../support/runs.js';
import { CARE } from './example-files.js';
import { expectRefusal, resolve } from './in-memory.js';

const swap = (text: string, changes: Readonly<Record<string, string>>): string =>
  Object.entries(changes).reduce((all, [from, to]) => {
    expect(all.split(from)).toHaveLength(2);
    return all.replace(from, () => to);
  }, text);

/** The small system with social workers whose caseload may slow them, by a parameter that is neutral. */
const files = ({ set = '', pathway = {}, measures = '', eligible = '' } = {}): Record<string, string> => ({
  ...CARE,
  'scenario.yaml': swap(CARE['scenario.yaml']!, { 'years: 10': `years: 10\n${set}` }),
  'baseline.yaml': swap(CARE['baseline.yaml']!, {
    'area_parameters:': `  caseload_slows: {value: {by: caseload, from: {0: 1, 12: 1}}, source: assumption, mark: assumption, note: neutral}
  caseload_hastens: {value: [{by: caseload, from: {0: 1}}, {by: sex, values: {male: 1}}], source: assumption, mark: assumption, note: neutral}
area_parameters:`,
  }),
  'pathway.yaml': swap(CARE['pathway.yaml']!, {
    'counters: [returns]':
      'counters: [returns]\nlevels: {caseload: {count: {case: looked_after}, per: 100, every: month}}',
    'multiply: [$by_age,': 'stretch: $caseload_slows\n        multiply: [$caseload_hastens, $by_age,',
    ...pathway,
  }),
  'measures.yaml': swap(CARE['measures.yaml']!, { 'age_bands:': `${measures}age_bands:` }),
  'mst.yaml': swap(CARE['mst.yaml']!, { 'eligible: {': `eligible: {${eligible}` }),
});
const enter = ({ model }: ResolvedScenario) => model.transitions.find(({ name }) => name === 'enter')!;

describe('a neutral lookup', () => {
  test('is dropped, and so is a level that nothing reads then', () => {
    const { scenario } = resolve(files());
    expect(scenario.model).not.toHaveProperty('levels');
    expect(enter(scenario)).not.toHaveProperty('stretch');
    expect(enter(scenario).multiply.map(({ source }) => source)).toEqual([
      { kind: 'age', from: [0, 5] },
      { kind: 'attribute', attribute: 'uasc' },
    ]);
  });

  test('leaves the model as it is without them, to the name', () => {
    const plain = resolve({ ...CARE }).scenario;
    const { model } = resolve(files()).scenario;
    expect(model).toEqual(plain.model);
  });

  test('comes back with its level where another value is given', () => {
    const { scenario } = resolve(files({ set: 'set: {caseload_slows: {by: caseload, from: {0: 1, 12: 1.3}}}' }));
    expect(scenario.model.levels?.map(({ name }) => name)).toEqual(['caseload']);
    expect(enter(scenario).stretch).toEqual([
      { source: { kind: 'level', level: 'caseload', from: [0, 12] }, values: [1, 1.3] },
    ]);
  });

  test('in a share goes too', () => {
    const share = 'to: [{state: edge_of_care, share: 0.7}, {state: left, share: rest}]';
    const neutral =
      'to: [{state: edge_of_care, share: {base: 0.7, multiply: $caseload_hastens}}, {state: left, share: rest}]';
    const { model } = resolve(files({ pathway: { [share]: neutral } })).scenario;
    expect(model).not.toHaveProperty('levels');
    const home = model.transitions.find(({ name }) => name === 'home')!;
    expect(home.outcomes.map(({ weight }) => weight.factors)).toEqual([[], []]);
    expect(home.outcomes[0]!.weight.base).toBe(0.7);
  });

  test('with one value that is not 1 stays', () => {
    const { scenario } = resolve(files({ set: 'set: {caseload_hastens: {by: sex, values: {male: 1, female: 0}}}' }));
    expect(enter(scenario).multiply[0]).toMatchObject({ values: { male: 1, female: 0 } });
  });
});

describe('a level stays where', () => {
  test.each([
    [
      'a measure reads it',
      files({ measures: '  busy: {label: Busy, stock: {case: looked_after, caseload: {from: 12}}}\n' }),
    ],
    [
      'a condition reads it',
      files({
        pathway: {
          'when: {placement: [foster, kinship],': 'when: {caseload: {below: 12}, placement: [foster, kinship],',
        },
      }),
    ],
    ['a programme reads it', files({ eligible: 'caseload: {below: 12}, ' })],
  ])('%s', (_, texts) => {
    const { scenario } = resolve(texts);
    expect(scenario.model.levels).toHaveLength(1);
    expect(enter(scenario)).not.toHaveProperty('stretch');
  });
});

describe('names and levels are checked all the same', () => {
  test('an unknown property', () => {
    const texts = files();
    texts['baseline.yaml'] = swap(texts['baseline.yaml']!, {
      'by: caseload, from: {0: 1, 12: 1}': 'by: ❯caselaod, from: {0: 1, 12: 1}',
    });
    expectRefusal(texts, /no attribute, region or counter 'caselaod'/);
  });

  test('a level of those who are followed no further is refused, read or not', () => {
    const texts = files();
    texts['pathway.yaml'] = swap(texts['pathway.yaml']!, { 'count: {case: looked_after}': 'count: {case: left}' });
    const resolution = resolve(texts);
    const { scenario } = resolution;
    expect(() => new Study(studyPlan(scenario, null), scenario.measureInfo, null)).toThrow(
      /followed: nobody is in a final state/,
    );
  });
});

test('a neutral level and a neutral ratio change nothing in a run', () => {
  const file = (more: string, stretch: string): string => `
pathway: crowd
run: {start: 2025-04-01, years: 3, replications: 1, seed: crowd}
${more}
arrivals: {people: {rate: 200 per year, age: {0 to 18: 1}}}
regions:
  case:
    initial: here
    states: {here: {}, gone: {final: true}}
    transitions:
      go: {from: here, to: gone, clock: {weibull: {shape: 1.5, scale: 200 days}, since: entry}, ${stretch} multiply: {by: age, from: {0: 1, 5: 2}}}
`;
  const level = 'levels: {crowd: {count: {case: here}, every: month}}';
  const plain = runOnce(file('', '')).everything();
  const read = runOnce(file(level, 'stretch: {by: crowd, from: {0: 1, 500: 1.0000001}},'));
  expect(resolveText(file(level, 'stretch: {by: crowd, from: {0: 1, 10: 1}},')).model.levels).toBeUndefined();
  expect(runOnce(file(level, 'stretch: {by: crowd, from: {0: 1, 10: 1}},')).everything()).toEqual(plain);
  expect(read.everything()).toEqual(plain);
});
