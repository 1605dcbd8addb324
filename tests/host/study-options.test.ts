/** Options out of a study file, and out of scenario files: what they must share, and what is said where they do not. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { optionsOfScenarios } from '../../cli/host/study/compared.js';
import { readStudy } from '../../cli/host/study/options.js';
import { outcomeColumns, outcomeOf, outcomeTyped, type OutcomeTyped } from '../../cli/host/study/outcome.js';
import type { Column } from '../../engine/study/result.js';
import { InputError } from '../../scenarios/index.js';
import { nodeFiles } from '../../scenarios/load/node-files.js';
import { WorkFolder } from '../cli/command.js';
import { OPTIONS, scenarioText, STUDY_FILES, studyText } from '../support/study-files.js';

const folder = new WorkFolder();
afterAll(() => folder.remove());
beforeAll(() => {
  folder.write({
    ...STUDY_FILES,
    'study.yaml': studyText(),
    'support.scenario.yaml': scenarioText('support', 'support'),
    'reunion.scenario.yaml': scenarioText('reunion', 'reunion'),
    'empty.yaml': scenarioText('nothing', ''),
  });
});

let written = 0;
/** Compares the scenario of support with another, which is written anew. */
function beside(text: string) {
  const path = folder.write({ [`other-${written++}.yaml`]: text });
  return optionsOfScenarios([folder.at('support.scenario.yaml'), path], {});
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

describe('scenarios as options', () => {
  test('stand beside the baseline they share, without any programme', () => {
    const set = optionsOfScenarios(
      ['support.scenario.yaml', 'reunion.scenario.yaml'].map((name) => folder.at(name)),
      {},
    );
    expect(set.options.map(({ id, title }) => [id, title])).toEqual([
      ['nothing', 'No programme'],
      ['support', 'With support'],
      ['reunion', 'With reunion'],
    ]);
    expect(set.options.map(({ resolution }) => resolution.scenario.programmes.length)).toEqual([0, 1, 1]);
    expect([set.draws, set.replications, set.notes]).toEqual([0, 2, []]);
  });

  test('may have the same name and title, and are told apart', () => {
    const { options } = beside(scenarioText('support', 'reunion'));
    expect(options.map(({ id, title }) => [id, title])).toEqual([
      ['nothing', 'No programme'],
      ['support', 'With support (support)'],
      ['support_2', 'With support (support_2)'],
    ]);
  });

  test('may do nothing, and be called so', () => {
    const { options } = optionsOfScenarios([folder.at('empty.yaml'), folder.at('support.scenario.yaml')], {});
    expect(options.map(({ id }) => id)).toEqual(['nothing', 'nothing_2', 'support']);
    expect(options[1]?.resolution.scenario.programmes).toEqual([]);
  });

  test('of other seeds or stances say whose luck they were lived with, and what they believe', () => {
    const [seeds] = beside(scenarioText('reunion', 'reunion').replace('seed: small', 'seed: other')).notes;
    expect(seeds).toMatch(/luck of '[^']+' \(seed small\).*another seed \(other\)/);
    const [stances] = beside(scenarioText('reunion', 'reunion').replace('as-trialled', 'central')).notes;
    expect(stances).toMatch(/: as-trialled; .*: central.*--stance/);
  });

  test('may set the same numbers in another order', () => {
    const set = (lines: string) => scenarioText('x', 'support', `set: {${lines}}\n`);
    const one = folder.write({ 'one.yaml': set('exit: 1.1 per year, decide: 3 per year') });
    const two = folder.write({ 'two.yaml': set('decide: 3 per year, exit: 1.1 per year') });
    expect(optionsOfScenarios([one, two], {}).options).toHaveLength(3);
  });

  test.each([
    ['another length', ['years: 0.25', 'years: 0.5'], /lasts 0.5 years, not 0.25/],
    ['another start', ['years: 0.25', 'years: 0.25\nstart: 2026-04-01'], /starts on another day/],
    ['an area', ['years: 0.25', 'years: 0.25\narea: Rutland'], /it is of Rutland, not no area/],
    ['other numbers', ['years: 0.25', 'years: 0.25\nset: {exit: 1.5 per year}'], /other numbers: exit$/m],
    ['another baseline', ['baselines/small.yaml', 'baselines/other.yaml'], /it counts or costs other things/],
    ['other discounting', ['years: 0.25', 'years: 0.25\nappraisal: {discount_rate: 0.01}'], /discounting/],
  ] as const)('of %s cannot be compared, and the file at fault is named', (_, [from, to], why) => {
    folder.write({
      'baselines/other.yaml': STUDY_FILES['baselines/small.yaml']!.replace('amount: 100', 'amount: 120'),
    });
    const text = scenarioText('reunion', 'reunion').replace(from, to);
    expect(text).toContain(to);
    const message = refusal(() => beside(text));
    expect(message).toMatch(why);
    expect(message).toMatch(/other-\d+\.yaml: this cannot be compared with .*support\.scenario\.yaml/);
  });

  test('are scenarios: a study is refused, by name', () => {
    const paths = [folder.at('support.scenario.yaml'), folder.at('study.yaml')];
    expect(refusal(() => optionsOfScenarios(paths, {}))).toMatch(/study\.yaml: this is a study/);
  });
});

describe('an outcome', () => {
  const column = (measure: string, periodKind: Column['periodKind'], unit = 'events', group = 'all'): Column => ({
    table: unit === 'GBP' ? 'costs' : unit === 'days' ? 'times' : 'flows',
    measure,
    group,
    period: 'p',
    periodKind,
    unit,
  });

  test('is the years of a flow, the last day of a stock, and never a mean of times, a group or money', () => {
    const columns = [
      column('starts', 'month'),
      column('starts', 'financial year'),
      column('starts', 'financial year'),
      column('starts', 'financial year', 'events', 'age=0'),
      column('stock', 'day', 'children'),
      column('stock', 'day', 'children'),
      column('stock_average', 'whole run', 'children'),
      column('stay', 'whole run', 'days'),
      column('stay_n', 'financial year'),
      column('stay_n', 'whole run'),
      column('cost', 'whole run', 'GBP'),
    ];
    const of = (measure: string): readonly number[] => outcomeColumns(columns, measure);
    expect(['starts', 'stock', 'stock_average', 'stay', 'stay_n', 'cost', 'none'].map(of)).toEqual([
      [1, 2],
      [5],
      [6],
      [],
      [9],
      [],
      [],
    ]);
  });
});

describe('a study file', () => {
  test('puts the one compared with first, and tells options of one title apart', () => {
    const { nothing, support } = OPTIONS;
    const path = folder.write({
      'same.yaml': studyText({ support, again: support, nothing }, 'compare_with: nothing\n'),
    });
    const { options } = readStudy(path, {});
    expect(options.map(({ id, title }) => [id, title])).toEqual([
      ['nothing', 'Nothing'],
      ['support', 'Support (support)'],
      ['again', 'Support (again)'],
    ]);
  });

  test('gives every option the study’s seed, unless the command gives another', () => {
    const seeds = (asked: { seed?: string }): string[] =>
      readStudy(folder.at('study.yaml'), asked).options.map(({ resolution }) => resolution.scenario.seed);
    expect(seeds({})).toEqual(['small', 'small', 'small']);
    expect(seeds({ seed: 'x' })).toEqual(['x', 'x', 'x']);
  });

  const outcome = (measure: string) => {
    const path = folder.write({
      'outcome.yaml': studyText(OPTIONS, `outcome: {measure: ${measure}, want: fewer, pounds: [0, 10]}\n`),
    });
    return outcomeOf(path, nodeFiles(), readStudy(path, {}));
  };

  test.each(['started_looked_after', 'looked_after', 'looked_after_average'])(
    'may weigh money against %s',
    (measure) => {
      expect(outcome(measure)).toEqual({ measure, want: 'fewer', pounds: [0, 10] });
    },
  );

  test.each(['started_lookd_after', 'cost', 'cost_discounted'])(
    'is refused before it is run, at its line, where its outcome is %s',
    (measure) => {
      expect(refusal(() => outcome(measure))).toMatch(/outcome\.yaml:6:20: nothing in this study is counted as/);
    },
  );
});

describe('an outcome that is typed', () => {
  const asked = (typed: OutcomeTyped) => outcomeTyped(typed, readStudy(folder.at('study.yaml'), {}));

  test('is what a study file would say', () => {
    expect(asked({ outcome: 'looked_after', want: 'fewer', worth: '0-100,000' })).toEqual({
      measure: 'looked_after',
      want: 'fewer',
      pounds: [0, 100_000],
    });
    expect(asked({})).toBeNull();
  });

  test.each([
    [{ want: 'fewer' }, /--want: has no meaning without --outcome/],
    [{ worth: '0-1' }, /--worth: has no meaning without --outcome/],
    [{ outcome: 'looked_after' }, /--outcome takes --want fewer or --want more/],
    [{ outcome: 'looked_after', want: 'fewr', worth: '0-1' }, /--want.*fewer/s],
    [{ outcome: 'looked_after', want: 'fewer' }, /--worth: .*such as 0-100000$/m],
    [{ outcome: 'looked_after', want: 'fewer', worth: '5-5' }, /found '5-5'/],
    [{ outcome: 'looked_after', want: 'fewer', worth: '-5-5' }, /found '-5-5'/],
    [
      { outcome: 'looked_aftr', want: 'fewer', worth: '0-1' },
      /--outcome: nothing in this study is counted as 'looked_aftr'.*looked_after/s,
    ],
  ] as const)('is refused where it is %j', (typed, message) => {
    expect(refusal(() => asked(typed))).toMatch(message);
  });
});
