/** A scenario of the care system: where each number comes from, what replaces it, and what a reader is told. */
import { describe, expect, test } from 'vitest';
import type { ResolvedScenario } from '../../scenarios/index.js';
import { resolveScenario } from '../../scenarios/index.js';
import { BASELINE, CARE, changed, LOCAL, SCENARIO } from './example-files.js';
import { expectRefusal, memory, refusal, resolve } from './in-memory.js';

const scenario = (from = 'years: 10', to = from): ResolvedScenario =>
  resolve(changed('scenario.yaml', from, to)).scenario;
const scaleOf = ({ model }: ResolvedScenario): number | undefined =>
  model.transitions.find(({ name }) => name === 'enter')?.scale;
const line = ({ parameters }: ResolvedScenario, name: string) => parameters.find((item) => item.name === name);

const withLocal = (local = LOCAL, more = ''): Record<string, string> => ({
  ...changed('scenario.yaml', 'years: 10', `area_data: ./local.yaml\nyears: 10${more}`),
  'local.yaml': local,
});

test('a start of children who come in families says that they start without their siblings', () => {
  const families = (children: string): readonly string[] =>
    resolve(changed('pathway.yaml', 'rate: $referrals', `rate: $referrals\n    children: ${children}`)).scenario.notes;
  expect(families('{1: 0.5, 2: 0.5}')).toContain('Children known on day 0 start without their siblings.');
  expect(families('{1: 1}')).toEqual(scenario().notes);
});

describe('what a scenario resolves to', () => {
  test('is plain data', () => {
    const found = scenario();
    expect(JSON.parse(JSON.stringify(found))).toEqual(found);
    expect(found).toMatchObject({
      kind: 'care',
      name: 'leeds',
      stance: 'central',
      seed: 'leeds',
      replications: 100,
      priceYear: '2024-25',
      discountRate: 0.035,
    });
    expect(found.start).toMatchObject({
      historyDays: 730.5,
      historyShare: 0.01,
      strata: [{ name: 'looked_after', size: { kind: 'exact', count: 1498 } }],
    });
  });

  test('measures are those of the measures file', () => {
    const { ledger, measureInfo } = scenario();
    expect(measureInfo.map(({ name, table, unit }) => [name, table, unit])).toEqual([
      ['looked_after', 'stocks', 'children'],
      ['ceased', 'flows', 'events'],
      ['care_to_exit', 'times', 'days'],
      ['edge', 'times', 'days'],
    ]);
    expect(ledger.measures[0]?.by).toEqual([
      { name: 'age', dimension: { kind: 'age', from: [0, 1, 5], labels: ['under 1', '1 to 4', '5 and over'] } },
      {
        name: 'published',
        dimension: {
          kind: 'grouped',
          region: 'placement',
          read: 'after',
          groups: { Family: ['foster', 'kinship'] },
          rest: 'Other',
        },
      },
      { name: 'uasc', dimension: { kind: 'attribute', attribute: 'uasc' } },
    ]);
  });

  test('what leaves is read before, unless it is asked for by another name', () => {
    expect(
      scenario().ledger.measures[1]?.by.map(({ name, dimension }) => [name, 'read' in dimension ? dimension.read : '']),
    ).toEqual([
      ['reason', 'after'],
      ['placement', 'before'],
    ]);
  });

  test('costs are in pence, a day or an event', () => {
    const { costs } = scenario().ledger;
    expect(costs.map(({ name, pence }) => [name, pence])).toEqual([
      ['foster', expect.closeTo(76500 / 7, 9)],
      ['entry', 164900],
    ]);
    expect(line(scenario(), 'cost: foster')).toMatchObject({
      value: '765 per week',
      unit: 'GBP, 2024-25 prices',
      mark: 'published',
    });
  });

  test('a command may ask for another area, length, seed, stance and number of replications', () => {
    const asked = { area: 'york', years: 2, seed: 'other', stance: 'none', replications: 7 };
    const { scenario: found } = resolveScenario('scenario.yaml', memory(CARE), asked);
    expect([found.area?.name, found.years, found.seed, found.stance, found.replications]).toEqual([
      'York',
      2,
      'other',
      'none',
      7,
    ]);
    expect(refusal(() => resolveScenario('scenario.yaml', memory(CARE), { area: 'Yrok' })).message).toMatch(
      /no area 'Yrok'/,
    );
    expect(refusal(() => resolveScenario('scenario.yaml', memory(CARE), { stance: 'hopeful' })).message).toMatch(
      /no stance 'hopeful'/,
    );
    expect(refusal(() => resolveScenario('scenario.yaml', memory(CARE), { years: 0.3 })).message).toMatch(/^--years: /);
    expect(refusal(() => resolveScenario('scenario.yaml', memory(CARE), { replications: 0 })).message).toMatch(
      /^--replications: /,
    );
  });

  test('a name without a path is looked for in the library', () => {
    const library = {
      'library/baselines/small.yaml': BASELINE.replaceAll('./', '../../'),
      'scenario.yaml': SCENARIO.replace('./baseline.yaml', 'small'),
    };
    expect(resolve({ ...CARE, ...library }).scenario.kind).toBe('care');
    expectRefusal(
      { ...CARE, ...library, 'scenario.yaml': SCENARIO.replace('./baseline.yaml', '❯smal') },
      /did you mean 'small'/,
    );
  });
});

describe('a parameter', () => {
  test('is the national figure where no area is named', () => {
    const found = scenario('area: Leeds\n', '');
    expect(found.area).toBeNull();
    expect(scaleOf(found)).toBe(0.065);
    expect(line(found, 'no_further_action')).toMatchObject({ source: 'D1', mark: 'published', value: '0.065' });
  });

  test('is the area’s published figure where there is one', () => {
    const found = scenario();
    expect(scaleOf(found)).toBe(0.1);
    expect(line(found, 'no_further_action')).toMatchObject({ mark: 'published', interval: null });
    expect(line(found, 'no_further_action')?.source).toMatch(/Leeds, no_further_action_percent/);
  });

  test('stays national, aloud, where the area’s figure is suppressed', () => {
    const found = scenario('area: Leeds', 'area: Coventry');
    expect(scaleOf(found)).toBe(0.065);
    expect(found.notes).toContainEqual(
      expect.stringMatching(/^Coventry: no_further_action_percent is suppressed.*national figure is used/) as string,
    );
  });

  test('is the area’s own where its file gives one', () => {
    const found = resolve(withLocal()).scenario;
    expect(scaleOf(found)).toBe(0.12);
    expect(line(found, 'no_further_action')).toMatchObject({
      mark: 'local',
      source: 'Local return (performance team, 2025-06-30)',
    });
    expect(line(found, 'referrals')).toMatchObject({ value: '900', unit: 'per year', mark: 'local' });
    expect(found.ledger.costs[0]?.pence).toBeCloseTo(80000 / 7, 9);
    expect(found.areaOverrides).toMatchObject({ figures: { looked_after: 1510 }, margins: { age: { 'under 1': 60 } } });
  });

  test('is the scenario’s where it sets one, over everything else', () => {
    const found = resolve(withLocal(LOCAL, '\nset: {no_further_action: 0.5}')).scenario;
    expect(scaleOf(found)).toBe(0.5);
    expect(line(found, 'no_further_action')).toMatchObject({ mark: 'assumption', source: 'set in the scenario leeds' });
  });

  test('that is set and used by nothing is mentioned', () => {
    const files = changed(
      'baseline.yaml',
      '\nparameters:\n',
      '\nparameters:\n  idle: {value: 1, unit: x, interval: exact, source: D1, mark: published}\n',
    );
    const found = resolve({
      ...files,
      'scenario.yaml': SCENARIO.replace('years: 10', 'years: 10\nset: {idle: 2}'),
    }).scenario;
    expect(found.notes).toContain('The scenario sets idle, but nothing in this run uses it.');
  });

  test('may be made of others', () => {
    const files = changed(
      'baseline.yaml',
      '\nparameters:\n',
      '\nparameters:\n  young: {value: 9, unit: multiplier, interval: exact, source: D1, mark: published}\n',
    );
    const nested = {
      ...files,
      'baseline.yaml': (files['baseline.yaml'] ?? '').replace('{0: 1.5, 5: 1}', '{0: $young, 5: 1}'),
    };
    const found = resolve(nested).scenario;
    expect(line(found, 'by_age')?.value).toBe('by age, from {0: 9, 5: 1}');
  });
});

describe('local figures', () => {
  test('name what they replace, or are refused', () => {
    expectRefusal(withLocal(LOCAL.replace('looked_after: 1510', '❯looked_aftr: 1510')), /no figure 'looked_aftr'/);
    expectRefusal(withLocal(LOCAL.replace('{referrals', '{❯referals')), /no parameter 'referals'/);
    expectRefusal(withLocal(LOCAL.replace('{foster: 800', '{❯fostr: 800')), /no cost 'fostr'/);
    expectRefusal(withLocal(LOCAL.replace('margins: {age', 'margins: {❯agee')), /no margin in the baseline 'agee'/);
    expectRefusal(withLocal(LOCAL.replace('{under 1: 60}', '{❯under one: 60}')), /no level of 'age' 'under one'/);
  });

  test('are of the same area', () => {
    expectRefusal(withLocal(LOCAL.replace('area: Leeds', 'area: ❯York')), /of York, and the scenario is of Leeds/);
  });

  test('say where they came from', () => {
    expect(refusal(() => resolve(withLocal(LOCAL.replace(', who: performance team', '')))).message).toMatch(
      /'who' is missing/,
    );
  });
});

describe('a scenario', () => {
  test('has a baseline or a pathway', () => {
    expectRefusal(changed('scenario.yaml', 'baseline: ./baseline.yaml\n', ''), /either a 'baseline'/);
    const general = SCENARIO.replace('baseline: ./baseline.yaml', 'pathway: ./pathway.yaml');
    expectRefusal(
      { ...CARE, 'scenario.yaml': general.replace('area: Leeds', '❯area: Leeds') },
      /no meaning without a baseline/,
    );
  });

  test('says how long it lasts', () => {
    expectRefusal(changed('scenario.yaml', 'years: 10\n', ''), /'years' is missing/);
  });
});
