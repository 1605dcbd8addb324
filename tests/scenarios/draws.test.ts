/** What is drawn of a scenario, what is not, and what a draw makes of it. */
import { describe, expect, test } from 'vitest';
import { DrawLuck } from '../../engine/index.js';
import {
  drawnCosts,
  drawnProgrammes,
  endsByName,
  resolveScenario,
  uncertaintyOfScenario,
  type NormalOf,
  type ScenarioOverrides,
} from '../../scenarios/index.js';
import { OPTIONS, STUDY_FILES, studyText } from '../support/study-files.js';
import { memory } from './in-memory.js';

const BASE = 'baselines/small.yaml';
const Z = 1.959963984540054;

interface Asked {
  readonly more?: string;
  readonly baseline?: (text: string) => string;
  readonly overrides?: ScenarioOverrides;
}

/** The option with support, and what is uncertain in it. */
function read({ more = '', baseline = (text) => text, overrides = {} }: Asked = {}) {
  const files = memory({
    ...STUDY_FILES,
    [BASE]: baseline(STUDY_FILES[BASE]!),
    'study.yaml': studyText(OPTIONS, more),
  });
  const asked = { option: 'support', ...overrides };
  const resolution = resolveScenario('study.yaml', files, asked);
  const uncertain = uncertaintyOfScenario('study.yaml', files, asked, resolution);
  const at = (normal: NormalOf) =>
    resolveScenario('study.yaml', files, { ...asked, parameters: uncertain.parameters(normal) }).scenario;
  return { scenario: resolution.scenario, uncertain, at };
}

/** Every name at its middle but those given. */
const only =
  (given: Readonly<Record<string, number>>): NormalOf =>
  (name) =>
    given[name] ?? 0;

const names = (list: readonly { readonly name: string }[]): string[] => list.map(({ name }) => name);

describe('what is drawn', () => {
  test('is what has an interval of its one number; everything else is said to stay, and why', () => {
    const { drawn, held } = read().uncertain;
    expect(drawn.map(({ group, name, interval }) => [group, name, interval])).toEqual([
      ['parameter', 'decide', 'plus or minus 10%'],
      ['parameter', 'exit', '0.8 to 1.25 per year'],
      ['parameter', 'kept', '0.9 to 0.97'],
      ['unit cost', 'cost: stay', '50 to 150'],
      ['take-up', 'support.take_up', '0.6 to 0.95'],
      ['programme cost', 'support.per_start', '400 to 700'],
      ['effect', 'support.home', '1.19 to 1.89'],
    ]);
    expect(names(held)).toEqual(
      expect.arrayContaining(['coming', 'outcomes', 'kinds', 'desks', 'cost: start', 'support.set_up']),
    );
    expect(held.every(({ why }) => why !== '')).toBe(true);
    expect(names(held).filter((name) => names(drawn).includes(name))).toEqual([]);
  });

  test('is never what a study sets', () => {
    const set = read({ more: 'set: {exit: 1.5 per year}\n' });
    expect(names(set.uncertain.drawn)).not.toContain('exit');
    expect(set.uncertain.held).toContainEqual({ name: 'exit', why: 'given: set in the scenario small' });
    for (const z of [-3, 0, 3]) expect(set.at(only({ exit: z })).parameterValues['exit']).toBe('1.5 per year');
  });

  test('is never a figure of the area’s own', () => {
    const local = (text: string): string =>
      `${text.replace('unit: share of those at the door', 'unit: share')}area_parameters:\n  kept: {column: assessed_not_in_need_percent, divide_by: 100}\n`;
    const nation = read({ baseline: local });
    expect(names(nation.uncertain.drawn)).toContain('kept');
    const area = read({ baseline: local, overrides: { area: 'Rutland' } });
    expect(names(area.uncertain.drawn)).not.toContain('kept');
    expect(area.uncertain.held.find(({ name }) => name === 'kept')?.why).toMatch(/^given: .*Rutland/);
    const own = area.scenario.parameterValues['kept'];
    expect(own).not.toBe(nation.scenario.parameterValues['kept']);
    expect(area.at(only({ kept: 3 })).parameterValues['kept']).toBe(own);
  });
});

describe('a number that a user gives is never drawn', () => {
  test('take-up and the size of an effect, where a study uses a programme', () => {
    const support = OPTIONS.support.replace('unlimited', 'unlimited, take_up: 0.5, effects: {home: 1.2}');
    const files = memory({ ...STUDY_FILES, 'study.yaml': studyText({ ...OPTIONS, support }) });
    const resolution = resolveScenario('study.yaml', files, { option: 'support' });
    const { drawn, held } = uncertaintyOfScenario('study.yaml', files, { option: 'support' }, resolution);
    expect(names(drawn).filter((name) => name.startsWith('support.'))).toEqual(['support.per_start']);
    expect(names(held)).toEqual(expect.arrayContaining(['support.take_up', 'support.home']));
    expect(held.find(({ name }) => name === 'support.home')!.why).toMatch(/; not drawn: /);
    const { programmes } = resolution.scenario;
    const [far] = drawnProgrammes(programmes, endsByName(resolution.scenario), () => 3);
    expect([far!.takeUp, far!.effects[0]!.value]).toEqual([0.5, 1.2]);
  });

  test('unit costs and parameters of an area’s own file', () => {
    const files = memory({
      ...STUDY_FILES,
      'study.yaml': studyText(OPTIONS, 'area: Rutland\narea_data: ./mine.yaml\n'),
      'mine.yaml':
        'area_data: mine\narea: Rutland\nprovenance: {source: Our return, date: 2025-06-30, who: us}\nparameters: {exit: 1.5 per year}\nunit_costs: {stay: 120 per week}\n',
    });
    const asked = { option: 'nothing' };
    const resolution = resolveScenario('study.yaml', files, asked);
    const { drawn, held, parameters } = uncertaintyOfScenario('study.yaml', files, asked, resolution);
    expect(names(drawn)).toEqual(['decide', 'kept']);
    expect(held.find(({ name }) => name === 'exit')?.why).toMatch(/^given: Our return/);
    expect(parameters(() => 3).has('exit')).toBe(false);
    expect(drawnCosts(resolution.scenario, () => 3)).toEqual(resolution.scenario.ledger);
  });
});

describe('a draw of the parameters', () => {
  test('at its middle is the numbers as they are, to the last figure', () => {
    const { scenario, at, uncertain } = read();
    expect(JSON.stringify(at(only({})))).toBe(JSON.stringify(scenario));
    const luck = new DrawLuck('any', 0);
    expect(uncertain.parameters((name) => luck.normal(name)).size).toBe(0);
  });

  test('has the ends of the interval as its quantiles, by number, and moves no other', () => {
    const { scenario, at } = read();
    const drawn = (name: string, z: number) => at(only({ [name]: z })).parameterValues;
    expect(drawn('exit', -Z)).toEqual({ ...scenario.parameterValues, exit: '0.8 per year' });
    expect(drawn('exit', Z)).toEqual({ ...scenario.parameterValues, exit: '1.25 per year' });
    expect(drawn('decide', Z)).toEqual({ ...scenario.parameterValues, decide: '2.2 per year' });
    expect(drawn('kept', -Z)).toEqual({ ...scenario.parameterValues, kept: 0.9 });
    expect(drawn('kept', 8)['kept']).toBeLessThanOrEqual(1);
  });

  test('is not changed by another number that is drawn', () => {
    const luck = new DrawLuck('seed', 7);
    const normal: NormalOf = (name) => luck.normal(name);
    const less = read().uncertain.parameters(normal);
    const more = read({
      baseline: (text) => text.replace('label: Desks,', 'label: Desks, interval: [2, 9],'),
    }).uncertain.parameters(normal);
    expect(names(read().uncertain.drawn)).not.toContain('desks');
    expect(more.has('desks')).toBe(true);
    for (const [name, value] of less) expect(more.get(name)).toEqual(value);
  });

  test('keeps shares beside each other within their whole', () => {
    const beside = (text: string): string =>
      text.replace(
        '{short: 0.25, long: 0.75}, label: Kinds',
        '{short: 0.25, long: 0.75}, interval: plus or minus 90%, label: Kinds',
      );
    const { at, uncertain } = read({ baseline: beside });
    expect(names(uncertain.drawn)).toContain('kinds');
    for (const z of [-6, -2, -0.1, 0.1, 2, 6]) {
      const { short, long } = at(only({ kinds: z })).parameterValues['kinds'] as { short: number; long: number };
      expect(short + long).toBeCloseTo(1, 5);
      expect(short + long).toBeLessThanOrEqual(1);
      expect(Math.min(short, long)).toBeGreaterThanOrEqual(0);
    }
  });
});

const FITTED = `calibration:
  validation: ./none.yaml
  free:
    leave: {scales: exit, within: [0.5, 2]}
    door: {scales: kept, within: [0.5, 2]}
calibration_result:
  free:
    leave: {multiplier: 1, interval: [0.8, 1.25], prior: [0.5, 2]}
    door: {multiplier: 1, interval: [0.8, 1.25], prior: [0.5, 2]}
  covariance: {names: [leave, door], lower: [[0.01], [-0.02, 0.09]]}
  objective: {start: 2, end: 1}
  evaluations: {full: 1, half: 1}
  stopped: converged
  figures: {}
`;

describe('a draw of what was fitted', () => {
  const fitted = read({ baseline: (text) => text + FITTED });

  test('moves what was free together, as the covariance says', () => {
    expect(fitted.uncertain.drawn.slice(0, 2).map(({ group, name }) => [group, name])).toEqual([
      ['fit', 'leave'],
      ['fit', 'door'],
    ]);
    expect(names(fitted.uncertain.drawn)).not.toContain('exit');
    const drawn = fitted.at(only({ 'fit: leave': 1 })).parameterValues;
    expect(drawn['exit']).toBe(`${Number(Math.exp(0.1).toPrecision(6))} per year`);
    expect(drawn['kept']).toBeCloseTo(0.95 * Math.exp(-0.2), 5);
  });

  test('keeps a share within the whole', () => {
    for (const z of [1, 3, 8]) expect(fitted.at(only({ 'fit: door': z })).parameterValues['kept']).toBe(1);
    expect(fitted.uncertain.sizes(only({ 'fit: door': 1 })).get('door')).toBeGreaterThan(1);
  });

  test('of a number that is set changes nothing, and is not said to be drawn', () => {
    const set = read({ baseline: (text) => text + FITTED, more: 'set: {exit: 1.5 per year}\n' });
    expect(names(set.uncertain.drawn)).not.toContain('leave');
    expect(set.uncertain.held).toContainEqual({ name: 'leave', why: 'given: set in the scenario small' });
    expect(set.at(only({ 'fit: leave': 2 })).parameterValues['exit']).toBe('1.5 per year');
    // What is set does not move its neighbours: they are drawn as they were.
    expect(set.at(only({ 'fit: leave': 2 })).parameterValues['kept']).toBe(
      fitted.at(only({ 'fit: leave': 2 })).parameterValues['kept'],
    );
  });
});

describe('a draw of costs and programmes', () => {
  const { scenario } = read();
  const ends = endsByName(scenario);
  const drawn = (given: Readonly<Record<string, number>>) =>
    drawnProgrammes(scenario.programmes, ends, only(given))[0]!;

  test('at its middle is what they are, to the last bit', () => {
    expect(drawnCosts(scenario, only({}))).toEqual(scenario.ledger);
    expect(drawn({})).toEqual(scenario.programmes[0]);
  });

  test('moves each by its own name, to the ends of its interval, and nothing else', () => {
    const [stay, start] = scenario.ledger.costs;
    const costs = drawnCosts(scenario, only({ 'cost: stay': Z, 'cost: start': Z })).costs;
    expect(costs[0]!.pence).toBeCloseTo(1.5 * stay!.pence, 6);
    expect(costs[1]).toEqual(start);

    const [own] = scenario.programmes;
    expect(drawn({ 'support.take_up': -Z })).toEqual({ ...own, takeUp: expect.closeTo(0.6, 12) as number });
    const dearer = drawn({ 'support.per_start': Z, 'support.set_up': Z }).costs;
    const ratios = dearer.map(({ pence }, i) => pence / own!.costs[i]!.pence);
    expect(dearer.map(({ name }) => name)).toEqual(['support.set_up', 'support.per_start']);
    expect(ratios).toEqual([1, expect.closeTo(1.4, 9)]);
    const spread = Math.log(1.9 / 1.2) / 2;
    expect(drawn({ 'support.home': Z }).effects[0]!.value).toBeCloseTo(1.5 * Math.exp(spread), 9);
    expect(drawn({ 'support.home': -Z }).effects[0]!.value).toBeCloseTo(1.5 * Math.exp(-spread), 9);
    expect(drawn({ 'reunion.home': Z })).toEqual(own);
  });

  /** The second cost drawn with the first; further changes to the text besides. */
  const together = (change: (text: string) => string = (text) => text) =>
    read({ baseline: (text) => change(text.replace('amount: 2000,', 'amount: 2000, drawn_with: stay,')) });
  const ratios = (found: ReturnType<typeof read>, given: Readonly<Record<string, number>>): number[] =>
    drawnCosts(found.scenario, only(given)).costs.map(({ pence }, i) => pence / found.scenario.ledger.costs[i]!.pence);

  test('costs drawn together have one luck, and are listed once', () => {
    const own = together();
    const ends: readonly number[] = ratios(own, { 'cost: stay': Z, 'cost: start': -Z });
    expect(ends).toEqual([expect.closeTo(1.5, 9), expect.closeTo(1.5, 9)]);
    const costs = [...own.uncertain.drawn, ...own.uncertain.held].map(({ name }) => name);
    expect(costs.filter((name) => name.startsWith('cost: '))).toEqual(['cost: stay']);
    expect(own.uncertain.following).toMatchObject([{ name: 'cost: start', leader: 'cost: stay' }]);
    expect(own.uncertain.following[0]!.interval).toMatch(/in the proportion of cost: stay/);
    expect(read({}).uncertain.following).toEqual([]);
  });

  test('a cost whose other is not drawn is drawn by itself, or said to stay', () => {
    const bare = (text: string): string =>
      text.replace('amount: 100 per week, interval: 50 to 150', 'amount: 100 per week');
    const alone = together((text) => bare(text).replace('drawn_with', 'interval: [1000, 3000], drawn_with'));
    expect(names(alone.uncertain.drawn)).toContain('cost: start');
    expect(names(alone.uncertain.held)).toContain('cost: stay');
    expect(ratios(alone, { 'cost: stay': Z, 'cost: start': Z })).toEqual([1, expect.closeTo(1.5, 9)]);
    expect(names(together(bare).uncertain.held)).toEqual(expect.arrayContaining(['cost: stay', 'cost: start']));
  });

  test('costs are not drawn with each other, nor through another', () => {
    const both = (text: string): string =>
      text.replace('interval: 50 to 150', 'interval: 50 to 150, drawn_with: start');
    expect(() => together(both)).toThrow(
      /baselines\/small\.yaml:17:117: .start. is drawn with .stay.: one of them leads/,
    );
    const third = (text: string): string =>
      text.replace(
        'costs:\n',
        `costs:\n  - {name: third, line: Care, payer: Us, on_entry: {case: care}, amount: 5, drawn_with: start, source: S, mark: published}\n`,
      );
    expect(() => together(third)).toThrow(/'start' is itself drawn with 'stay': name that/);
  });

  test('take-up stays a share, and costs and ratios above 0, however far out', () => {
    for (const z of [-8, 8]) {
      const far = drawn({ 'support.take_up': z, 'support.per_start': z, 'support.home': z });
      expect(far.takeUp).toBeGreaterThan(0);
      expect(far.takeUp).toBeLessThan(1);
      expect(far.costs.every(({ pence }) => pence >= 0)).toBe(true);
      expect(far.effects[0]!.value).toBeGreaterThan(0);
    }
  });
});
