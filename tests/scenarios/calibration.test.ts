/** What may be fitted in a baseline: which numbers a path stands for, what a fit writes, and what is read back. */
import { describe, expect, test } from 'vitest';
import type { Fit } from '../../engine/index.js';
import {
  drawnAgainstFit,
  FITTED_FIRST_LINE,
  fittedBaseline,
  plainValues,
  readCalibration,
  resolveScenario,
  scaledParameters,
  uncertaintyOf,
  type FreeValues,
} from '../../scenarios/index.js';
import { readBaseline } from '../../scenarios/resolve/extends.js';
import { baselineFile } from '../../scenarios/schema/index.js';
import { checkPlain } from '../../scenarios/resolve/session.js';
import { expectRefusal, memory } from './in-memory.js';

const PATHWAY = `pathway: small
arrivals:
  children: {rate: $arrivals, age: {0 to 18: 1}, enters: {case: care}}
regions:
  case:
    initial: care
    states: {care: {}, left: {final: true}}
    transitions:
      leave: {from: care, to: left, clock: {exponential: $leave}}
`;

const PARAMETERS = `parameters:
  arrivals: {value: "1,200 per year", label: Arrivals, interval: exact, source: D1, mark: published, note: counted}
  leave: {value: 0.4 per year, label: "Leaving, in all", source: assumption, mark: assumption, note: a guess}
  wait: {value: {median: 7 months, sdlog: 0.6}, interval: exact, source: D1, mark: published}
  share: {value: 0.2625, unit: share, interval: exact, source: D1, mark: published}
  ends: {value: {0 months: 2.4 per year, 3 months: 1.2 per year}, interval: exact, source: D1, mark: published}
  clock: {value: {piecewise: {0 days: 2 per year, 1 year: 1 per year}}, interval: exact, source: D1, mark: published}
  ages: {value: {by: age, from: {-1: 0, 0: 60, 0.05: 1.5, 10: 0.5}}, interval: exact, source: D1, mark: published}
  based: {value: {base: 0.3, by: age, from: {0: 2, 10: 1}}, interval: exact, source: D1, mark: published}
  several: {value: {multiply: [{by: age, from: {0: 2, 10: 4}}, {by: age, from: {0: 3}}]}, interval: exact, source: D1, mark: published}
  next:
    value:
      - {state: home, share: {base: 1, by: age, from: {0: 0.2, 10: 0.3}}}
      - {state: foster, share: {base: 0.5, by: age, from: {0: 1, 10: 0.8}}, forces: {legal: none}}
      - {state: kin, share: 0.1}
      - {state: other, share: rest}
    interval: exact
    source: D1
    mark: published
  words: {value: $share, unit: share, interval: exact, source: D1, mark: published}
`;

const baseline = (free: string, parameters = PARAMETERS): string => `baseline: small
title: Small
pathway: ./pathway.yaml
start_date: 2025-04-01
sources: {D1: {title: Published}}
${parameters}calibration:
  validation: ./figures.yaml
  free:
${free
  .trim()
  .split('\n')
  .map((line) => `    ${line}`)
  .join('\n')}
`;

const SCENARIO = 'scenario: small\ntitle: Small\nbaseline: ./baseline.yaml\nyears: 1\n';
const texts = (free: string, parameters = PARAMETERS): Record<string, string> => ({
  'scenario.yaml': SCENARIO,
  'baseline.yaml': baseline(free, parameters),
  'pathway.yaml': PATHWAY,
});

function scaled(free: string, values: FreeValues): Record<string, unknown> {
  const { root, free: found } = readCalibration('baseline.yaml', memory(texts(free)));
  return Object.fromEntries(plainValues(scaledParameters(root, found, values)));
}

describe('a path stands for', () => {
  test.each<[string, number, unknown]>([
    ['arrivals', 1.1, '1320 per year'],
    ['share', 2, 0.525],
    ['wait.median', 0.5, { median: '3.5 months', sdlog: 0.6 }],
    ['wait.sdlog', 2, { median: '7 months', sdlog: 1.2 }],
    ['ends', 2, { '0 months': '4.8 per year', '3 months': '2.4 per year' }],
    ['ends.3 months', 2, { '0 months': '2.4 per year', '3 months': '2.4 per year' }],
    ['clock', 2, { piecewise: { '0 days': '4 per year', '1 year': '2 per year' } }],
    ['ages', 2, { by: 'age', from: { '-1': 0, '0': 120, '0.05': 3, '10': 1 } }],
    ['ages.from.10', 2, { by: 'age', from: { '-1': 0, '0': 60, '0.05': 1.5, '10': 1 } }],
    ['ages.from.0.05', 2, { by: 'age', from: { '-1': 0, '0': 60, '0.05': 3, '10': 0.5 } }],
    ['based', 2, { base: 0.6, by: 'age', from: { '0': 2, '10': 1 } }],
    [
      'several',
      2,
      {
        multiply: [
          { by: 'age', from: { '0': 4, '10': 8 } },
          { by: 'age', from: { '0': 3 } },
        ],
      },
    ],
  ])('%s times %d', (path, times, wanted) => {
    const [name = ''] = path.split('.');
    expect(scaled(`a: {scales: ["${path}"], within: [0.1, 10]}`, { a: times })).toEqual({ [name]: wanted });
  });

  test('the share of an outcome by its state: its base, or what a base of 1 carries', () => {
    const next = (path: string): unknown =>
      (scaled(`a: {scales: ${path}, within: [0.5, 3]}`, { a: 2 })['next'] as { share: unknown }[]).map(
        ({ share }) => share,
      );
    const home = { base: 1, by: 'age', from: { '0': 0.2, '10': 0.3 } };
    const foster = { base: 0.5, by: 'age', from: { '0': 1, '10': 0.8 } };
    expect(next('next.home')).toEqual([{ ...home, from: { '0': 0.4, '10': 0.6 } }, foster, 0.1, 'rest']);
    expect(next('next.foster')).toEqual([home, { ...foster, base: 1 }, 0.1, 'rest']);
    expect(next('next.kin')).toEqual([home, foster, 0.2, 'rest']);
    expect(next('next.foster.share.from.10')).toEqual([home, { ...foster, from: { '0': 1, '10': 1.6 } }, 0.1, 'rest']);
  });

  test('one multiplier moves several, several multiply, and a shift moves a share on the logit scale', () => {
    const free = `all: {scales: [arrivals, ages], within: [0.5, 2]}
young: {scales: ages.from.0, within: [0.5, 2]}
likely: {shifts: [share], within: [-1, 1]}`;
    const found = scaled(free, { all: 2, young: 0.25, likely: 0.5 });
    expect(found['arrivals']).toBe('2400 per year');
    expect(found['ages']).toEqual({ by: 'age', from: { '-1': 0, '0': 30, '0.05': 3, '10': 1 } });
    const odds = (0.2625 / 0.7375) * Math.exp(0.5);
    expect(found['share']).toBe(Number((odds / (1 + odds)).toPrecision(6)));
  });

  test('a multiplier of 1 and a shift of 0 leave every number as it is written', () => {
    const free = 'a: {scales: [arrivals, wait.median], within: [0.5, 2]}\nb: {shifts: share, within: [-1, 1]}';
    expect(scaled(free, { a: 1, b: 0 })).toEqual({
      arrivals: '1,200 per year',
      wait: { median: '7 months', sdlog: 0.6 },
      share: 0.2625,
    });
  });

  test('numbers are kept to six figures', () => {
    expect(scaled('a: {scales: [arrivals, share], within: [0.5, 2]}', { a: 1.23456789 })).toEqual({
      arrivals: '1481.48 per year',
      share: 0.324074,
    });
  });
});

describe('is refused at its line', () => {
  const refused = (free: string, words: RegExp, parameters = PARAMETERS) =>
    expectRefusal(texts(free, parameters), words);

  test('a name that is not there, with the nearest', () => {
    const error = refused('a: {scales: [❯arrival], within: [0.5, 2]}', /there is no parameter 'arrival'/);
    expect(error.problems[0]?.suggestion).toBe('arrivals');
    const part = refused('a: {scales: [❯ages.form.10], within: [0.5, 2]}', /there is no 'form.10' in 'ages'/);
    expect(part.problems[0]?.suggestion).toBe('from');
    refused('a: {scales: [❯next.foster.share.from.11], within: [0.5, 2]}', /there is no '11' in 'next.1.share.from'/);
    refused('a: {scales: [❯arrivals.rate], within: [0.5, 2]}', /'arrivals' is a single value/);
  });

  test('an interval that is none', () => {
    refused('a: {scales: arrivals, ❯within: [2, 0.5]}', /from less to more/);
    refused('a: {scales: arrivals, ❯within: [0, 2]}', /between 0.0001 and 10000/);
    refused('a: {shifts: share, ❯within: [-20, 2]}', /between -10 and 10/);
    refused('a: {scales: arrivals, ❯within: [0.5, 1, 2]}', /at most 2/);
    refused('❯a: {scales: arrivals}', /'within' is missing/);
  });

  test('both ways at once, or neither', () => {
    refused('❯a: {scales: arrivals, shifts: share, within: [0.5, 2]}', /either 'scales' what it names, or 'shifts'/);
    refused('❯a: {within: [0.5, 2]}', /either 'scales' what it names, or 'shifts'/);
  });

  test('what cannot be scaled, or not shifted, where it is written', () => {
    const at = (from: string, to: string): string => PARAMETERS.replace(from, to);
    refused('a: {scales: next.other, within: [0.5, 2]}', /'rest' follows/, at('share: rest', 'share: ❯rest'));
    refused('a: {scales: next, within: [0.5, 2]}', /say which, such as 'next.home'/, at('    value:', '    ❯value:'));
    refused('a: {scales: wait, within: [0.5, 2]}', /such as 'wait.median'/, at('wait: {value', 'wait: {❯value'));
    refused('a: {scales: words, within: [0.5, 2]}', /the parameter 'share'/, at('$share', '❯$share'));
    refused('a: {shifts: ❯arrivals, within: [-1, 1]}', /only shares .*'arrivals' has 1200 per year/);
    refused('a: {shifts: ❯based.from.0, within: [-1, 1]}', /only shares .*'based' has 2/);
    refused('a: {scales: ❯ages.from.-1, within: [0.5, 2]}', /every value of this is 0/);
  });

  test('a baseline without the section, a file that is no baseline, and nothing free', () => {
    const without = baseline('a: {}').replace(/calibration:[\s\S]*/, '');
    const read =
      (text: string): (() => unknown) =>
      () =>
        readCalibration('baseline.yaml', memory({ ...texts('a: {}'), 'baseline.yaml': text }));
    expect(read(without)).toThrow(/baseline\.yaml:1:11: this baseline does not say what may be fitted/);
    expect(read('pathway: x\n')).toThrow(/this is not a baseline/);
    expect(read('scenario: x\n')).toThrow(/this is a scenario/);
    expect(read(`${without}calibration: {validation: ./x.yaml, free: {}}\n`)).toThrow(/nothing is free/);
  });
});

const FREE = `level: {scales: [arrivals, ages.from.10], within: [0.5, 2]}
old: {scales: ages.from.10, within: [0.5, 2]}
leave: {scales: leave, within: [0.25, 4]}
likely: {shifts: share, within: [-1, 1]}`;

const FIT: Fit = {
  names: ['level', 'old', 'leave', 'likely'],
  point: Float64Array.of(Math.log(1.07), Math.log(0.8), Math.log(1.5), 0.25),
  covariance: Float64Array.of(0.01, -0.004, 0, 0, -0.004, 0.04, 0.001, 0, 0, 0.001, 0.0025, 0.0005, 0, 0, 0.0005, 0.01),
  values: Float64Array.of(990, 12.6),
  errors: Float64Array.of(1, 0.1),
  objective: { start: 123.456789, end: 4.5 },
  steps: 3,
  evaluations: { full: 4, half: 10 },
  stopped: 'converged',
};

const FIGURES = [
  { id: 'stock', published: 1000, band: 20, weight: 1, source: 'D1' },
  { id: 'mix=Foster care: all, "own"', published: 12, band: 0.5, weight: 0.5, source: 'D1, table 2' },
];

function written(fit = FIT): string {
  const { root, free } = readCalibration('baseline.yaml', memory(texts(FREE)));
  return fittedBaseline({
    name: 'fitted',
    parent: './baseline.yaml',
    root,
    free,
    figures: FIGURES,
    fit,
    made: ['throughcare calibrate baseline.yaml'],
  });
}

const withFitted = (text = written()): Record<string, string> => ({
  ...texts(FREE),
  'fitted.yaml': text,
  'scenario.yaml': SCENARIO.replace('./baseline.yaml', './fitted.yaml'),
});

describe('the file a fit writes', () => {
  test('is the same every time, says how it was made, and has no date, machine or person in it', () => {
    expect(written()).toBe(written());
    expect(written()).toMatch(`${FITTED_FIRST_LINE}\n# throughcare calibrate baseline.yaml\nbaseline: fitted\n`);
  });

  test('has the values that were run, with what is known of them', () => {
    const { scenario } = resolveScenario('scenario.yaml', memory(withFitted()));
    const { parameterValues, parameters } = scenario;
    expect(parameterValues).toMatchObject({
      arrivals: '1284 per year',
      ages: { by: 'age', from: { '-1': 0, '0': 60, '0.05': 1.5, '10': 0.428 } },
      leave: '0.6 per year',
      wait: { median: '7 months', sdlog: 0.6 },
    });
    const line = (name: string): unknown => parameters.find((item) => item.name === name);
    expect(line('arrivals')).toEqual({
      name: 'arrivals',
      label: 'Arrivals',
      value: '1284',
      unit: 'per year',
      interval: '1060 to 1560 per year (95%)',
      source: 'D1 (counted; times 1.07 by calibration)',
      mark: 'fitted',
    });
    // An assumption that was fitted rests on what it was fitted to.
    expect(line('leave')).toMatchObject({ source: 'D1 (a guess; times 1.5 by calibration)', mark: 'fitted' });
    // Both multipliers act on it, and they lean against each other: variance 0.01 + 0.04 - 0.008.
    expect(line('ages')).toMatchObject({ interval: 'from.10 times 0.573 to 1.28 (95%)' });
    expect(line('share')).toMatchObject({ interval: '0.273 to 0.357 (95%)', mark: 'fitted' });
    expect(line('wait')).toMatchObject({ mark: 'published' });
  });

  test('is read back as the joint uncertainty it was written from', () => {
    const root = readBaseline('fitted.yaml', memory(withFitted()));
    const result = checkPlain(baselineFile, root).calibration_result!;
    const { names, point, covariance } = uncertaintyOf(result);
    expect(names).toEqual(FIT.names);
    point.forEach((x, j) => expect(x).toBeCloseTo(FIT.point[j]!, 5));
    expect(covariance).toEqual(FIT.covariance);
    expect(result.figures).toEqual({
      stock: { published: 1000, fitted: 990, weight: 1, residual: -1, verdict: 'within' },
      'mix=Foster care: all, "own"': { published: 12, fitted: 12.6, weight: 0.5, residual: 2.4, verdict: 'miss' },
    });
    expect(result.free['level']).toMatchObject({ multiplier: 1.07, prior: [0.5, 2] });
    expect(result.free['likely']?.shift).toBe(0.25);
  });

  test('draws against the fit: normals of 0 are the fitted file itself', () => {
    const files = memory(withFitted());
    const root = readBaseline('fitted.yaml', files);
    const result = checkPlain(baselineFile, root).calibration_result!;
    expect(drawnAgainstFit(result, [0, 0, 0, 0])).toEqual({ level: 1, old: 1, leave: 1, likely: 0 });
    const drawn = drawnAgainstFit(result, [1, 0, 0, 0]);
    expect(drawn['level']).toBeCloseTo(Math.exp(0.1), 10);
    expect(drawn['old']).toBeCloseTo(Math.exp(-0.04), 10);
    expect(drawn['leave']).toBeCloseTo(1, 10);
    const { free } = readCalibration('fitted.yaml', files);
    const values = plainValues(scaledParameters(root, free, drawn));
    expect(values.get('arrivals')).toBe(`${Number((1284 * Math.exp(0.1)).toPrecision(6))} per year`);
  });

  test('and a result that does not hang together is refused', () => {
    const bent = (from: string | RegExp, to: string): Record<string, string> => {
      const text = written().replace(from, to);
      expect(text).not.toBe(written());
      return withFitted(text);
    };
    expectRefusal(bent('[-0.004, 0.04]', '[-0.004]'), /rows of a lower triangle/);
    expectRefusal(bent('[-0.004, 0.04]', '[-0.004, -0.04]'), /a variance, which is above 0/);
    expectRefusal(
      bent('names: [level, old, leave, likely]', '❯names: [old, level, leave, likely]'),
      /in the same order/,
    );
    expectRefusal(bent('multiplier: 1.07, ', ''), /either a 'multiplier' or a 'shift'/);
    expectRefusal(bent('    old: {', '    older: {'), /there is no free parameter 'older'/);
    expectRefusal(bent('verdict: within', 'verdict: ❯perhaps'), /'perhaps' is not one of the words allowed/);
  });
});
