/** A twenty-line file is a model: the queue with three servers, and what the loader makes of each part of a pathway. */
import { describe, expect, test } from 'vitest';
import { compilePathway } from '../../engine/pathway/compile.js';
import { compileLedger, ledgerBreaks } from '../../engine/ledger/compile.js';
import type { PathwayModel, Transition } from '../../engine/pathway/model.js';
import { InputError } from '../../scenarios/index.js';
import { QUEUE, changed, queueWith } from './example-files.js';
import { resolve } from './in-memory.js';

const queue = (from = 'title: Three', to = from) => resolve(queueWith(from, to), 'queue.yaml').scenario;
const finish = (clock: string): Transition | undefined =>
  queue('{exponential: 1 per day}', clock).model.transitions.find(({ name }) => name === 'finish');
const hazard = (clock: string): unknown => {
  const trigger = finish(clock)?.trigger;
  return trigger?.kind === 'clock' ? trigger.hazard : undefined;
};
const care = (from: string, to = from): PathwayModel => resolve(changed('pathway.yaml', from, to)).scenario.model;

describe('three servers, one queue', () => {
  test('takes no more than twenty lines', () => {
    expect(QUEUE.trimEnd().split('\n').length).toBeLessThanOrEqual(20);
  });

  test('becomes a pathway of plain data', () => {
    const one = [{ to: 'waiting', weight: { base: 1, factors: [] }, forces: [] }];
    expect(queue().model).toEqual({
      name: 'mm3',
      attributes: [],
      moments: [],
      counters: [],
      resources: [{ name: 'servers', places: [{ from: 0, places: 3 }] }],
      arrivals: [
        {
          name: 'customers',
          rates: [{ from: 0, perDay: 1000 / 365.25 }],
          atStart: 0,
          ages: [{ from: 0, below: 0, weight: 1 }],
          draws: [],
          enters: [{ region: 'case', outcomes: one }],
        },
      ],
      regions: [
        {
          name: 'case',
          initial: 'waiting',
          states: [
            {
              name: 'waiting',
              label: 'Waiting',
              marks: [],
              counts: [],
              queues: [{ resource: 'servers', when: [] }],
              forces: [],
            },
            { name: 'served', label: 'Served', marks: [], counts: [], holds: ['servers'], forces: [] },
            { name: 'done', label: 'Done', marks: [], counts: [], forces: [], final: true },
          ],
        },
      ],
      transitions: [
        {
          name: 'begin',
          region: 'case',
          from: ['waiting'],
          trigger: { kind: 'place' },
          when: [],
          scale: 1,
          multiply: [],
          outcomes: [{ to: 'served', weight: { base: 1, factors: [] }, forces: [] }],
        },
        {
          name: 'finish',
          region: 'case',
          from: ['served'],
          trigger: { kind: 'clock', hazard: { family: 'exponential', rate: 1 }, since: 'entry' },
          when: [],
          scale: 1,
          multiply: [],
          outcomes: [{ to: 'done', weight: { base: 1, factors: [] }, forces: [] }],
        },
      ],
      impossible: [],
    });
  });

  test('says how to run itself', () => {
    const { startDay, endDay, years, replications, seed, kind } = queue();
    expect({ startDay, endDay, years, replications, seed, kind }).toEqual({
      startDay: 20179,
      endDay: 27484,
      years: 20,
      replications: 20,
      seed: 'mm3',
      kind: 'general',
    });
  });

  test('names no measures, so the plain ones are made: stocks by state, every transition, time in each state', () => {
    const { ledger, measureInfo } = queue();
    expect(ledger.measures.map(({ name, kind }) => [name, kind])).toEqual([
      ['in_case', 'stock'],
      ['begin', 'flow'],
      ['finish', 'flow'],
      ['time_in_waiting', 'time'],
      ['time_in_served', 'time'],
    ]);
    expect(measureInfo.map(({ unit }) => unit)).toEqual(['units', 'events', 'events', 'days', 'days']);
  });

  test('compiles, with its ledger', () => {
    const { model, ledger } = queue();
    const pathway = compilePathway(model, ledgerBreaks(ledger));
    expect(compileLedger(ledger, pathway).measureBlocks).toHaveLength(5);
  });

  test('may be put to a scenario of its own', () => {
    const text = 'scenario: busier\ntitle: t\npathway: ./queue.yaml\nyears: 1\nreplications: 3\nseed: two\n';
    const { scenario } = resolve({ 'scenario.yaml': text, 'queue.yaml': QUEUE });
    expect([scenario.name, scenario.kind, scenario.years, scenario.replications, scenario.seed]).toEqual([
      'busier',
      'general',
      1,
      3,
      'two',
    ]);
  });

  test('is plain data: nothing is lost by writing it down', () => {
    const scenario = queue();
    expect(JSON.parse(JSON.stringify(scenario))).toEqual(scenario);
  });
});

describe('clocks', () => {
  test('of every family come out in days', () => {
    expect(hazard('{exponential: {mean: 4 days}}')).toEqual({ family: 'exponential', rate: 0.25 });
    expect(hazard('{exponential: 7 per week}')).toEqual({ family: 'exponential', rate: 1 });
    expect(hazard('{exponential: "30.4375 per month"}')).toEqual({ family: 'exponential', rate: 1 });
    expect(hazard('{fixed: 2 weeks, since: entry}')).toEqual({ family: 'fixed', at: 14 });
    expect(hazard('{weibull: {shape: 2, scale: 1 year}, since: entry}')).toEqual({
      family: 'weibull',
      shape: 2,
      scale: 365.25,
    });
    expect(hazard('{weibull: {shape: 1, median: 10 days}, since: entry}')).toEqual({
      family: 'weibull',
      shape: 1,
      scale: expect.closeTo(10 / Math.LN2, 9) as number,
    });
    expect(hazard('{lognormal: {median: 5 working days, sdlog: 0.5}, since: entry}')).toEqual({
      family: 'lognormal',
      median: 7,
      sdlog: 0.5,
    });
    expect(hazard('{lognormal: {mean: 10 days, sdlog: 1}, since: entry}')).toEqual({
      family: 'lognormal',
      median: expect.closeTo(10 * Math.exp(-0.5), 9) as number,
      sdlog: 1,
    });
    expect(hazard('{piecewise: {6 months: 0.2 per day, 0 days: 0.4 per day}, since: entry}')).toEqual({
      family: 'piecewise',
      starts: [0, 182.625],
      rates: [0.4, 0.2],
    });
    expect(hazard('{empirical: {0 days: 0, 30 days: 0.2, 1 year: 1}, since: entry}')).toEqual({
      family: 'empirical',
      times: [30, 365.25],
      cumulative: [0.2, 1],
    });
  });

  test('may count from a moment', () => {
    const home = care('since: entered_care').transitions.find(({ name }) => name === 'home');
    expect(home?.trigger).toMatchObject({ kind: 'clock', since: { moment: 'entered_care' } });
  });
});

describe('parts of a pathway', () => {
  test('values over time are days since the start; before the first date the first value holds', () => {
    const { model } = queue('{places: 3}', '{places: {2026-04-01: 5, 2025-10-01: 3}}');
    expect(model.resources[0]?.places).toEqual([
      { from: 0, places: 3 },
      { from: 365, places: 5 },
    ]);
    const early = queue('1000 per year', '{2020-04-01: 100 per day, 2025-04-11: 1 per day}').model.arrivals[0];
    expect(early?.rates).toEqual([
      { from: -1826, perDay: 100 },
      { from: 10, perDay: 1 },
    ]);
    expect(queue('{places: 3}', '{places: unlimited}').model.resources[0]?.places).toBeNull();
  });

  test('yes and no are words', () => {
    expect(care('uasc: no, age').transitions.find(({ name }) => name === 'home')?.when).toContainEqual({
      kind: 'attribute',
      attribute: 'uasc',
      levels: ['no'],
    });
  });

  test('conditions hold states, levels, ages, times and counts, and what must not be', () => {
    const when =
      'when: {placement: {not: [none]}, sex: {not: male}, age: {from: 1}, time: {from: 2026-04-01, before: 2 years}, returns: {at_least: 1, below: 3}}';
    const home = care(
      'when: {placement: [foster, kinship], uasc: no, age: {from: 11, below: 18}}',
      when,
    ).transitions.find(({ name }) => name === 'home');
    expect(home?.when).toEqual([
      { kind: 'state', region: 'placement', states: ['none'], not: true },
      { kind: 'attribute', attribute: 'sex', levels: ['male'], not: true },
      { kind: 'age', from: 1 },
      { kind: 'time', from: 365, before: 730.5 },
      { kind: 'count', counter: 'returns', atLeast: 1, below: 3 },
    ]);
  });

  test('scales multiply, lookups list, and a list of lookups may stand inside a list', () => {
    const enter = care(
      'scale: $no_further_action\n        multiply: [$by_age,',
      'scale: [2, 0.5, 3]\n        multiply: [[$by_age, {by: returns, from: {0: 1, 2: 4}}], {by: time, from: {2025-04-01: 1, 1 year: 0.5}},',
    ).transitions.find(({ name }) => name === 'enter');
    expect(enter?.scale).toBe(3);
    expect(enter?.multiply).toEqual([
      { source: { kind: 'age', from: [0, 5] }, values: [1.5, 1] },
      { source: { kind: 'count', counter: 'returns', from: [0, 2] }, values: [1, 4] },
      { source: { kind: 'time', from: [0, 365.25] }, values: [1, 0.5] },
      { source: { kind: 'attribute', attribute: 'uasc' }, values: { yes: 3 } },
    ]);
  });

  test('what an event forces comes with every outcome, after the outcome’s own', () => {
    const files = care(
      'to: [{state: edge_of_care, share: 0.7}',
      'to: [{state: stay, share: 0.7, forces: {placement: {only: kinship, to: foster}}}',
    );
    const home = files.transitions.find(({ name }) => name === 'home');
    const none = { region: 'placement', outcomes: [{ to: 'none', weight: { base: 1, factors: [] }, forces: [] }] };
    const foster = {
      region: 'placement',
      only: ['kinship'],
      outcomes: [{ to: 'foster', weight: { base: 1, factors: [] }, forces: [] }],
    };
    expect(home?.outcomes.map(({ to, rest, forces }) => ({ to, rest, forces }))).toEqual([
      { to: null, rest: undefined, forces: [foster, none] },
      { to: 'left', rest: true, forces: [none] },
    ]);
  });

  test('a region may have several rules, as a list', () => {
    const enter = care(
      'forces: {placement: foster}',
      'forces: [{placement: {only: none, to: foster}}, {placement: {only: [foster], to: [{state: kinship, share: 0.5}, {state: stay, share: 0.5}]}}]',
    ).transitions.find(({ name }) => name === 'enter');
    expect(enter?.outcomes[0]?.forces.map(({ only, outcomes }) => [only, outcomes.map(({ to }) => to)])).toEqual([
      [['none'], ['foster']],
      [['foster'], ['kinship', null]],
    ]);
  });

  test('ages and attributes are drawn by share, in the order written', () => {
    const [stream] = care('sex: [female').arrivals;
    expect(stream?.ages.map(({ from, below, weight }) => [from, below, Number(weight.toFixed(9))])).toEqual([
      [-0.5, 0, 0.02],
      [0, 1, 0.1],
      [1, 18, 0.88],
    ]);
    expect(stream?.draws.map(({ attribute }) => attribute)).toEqual(['sex', 'uasc']);
    expect(stream?.draws[1]?.weights[0]).toEqual({
      base: 0.1,
      factors: [{ source: { kind: 'age', from: [0, 11] }, values: [0, 2] }],
    });
  });
});

describe('a refusal by the engine', () => {
  test('points at the line that the part was written on', () => {
    const resolution = resolve(
      queueWith('from: waiting, to: served, on: place', 'from: waiting, to: done, on: place'),
      'queue.yaml',
    );
    const { model } = resolution.scenario;
    let refused: unknown;
    try {
      compilePathway(model);
    } catch (error) {
      refused = resolution.explain(error);
    }
    expect(refused).toBeInstanceOf(InputError);
    expect((refused as InputError).problems.map(({ file, line, column }) => [file, line, column])).toEqual([
      ['queue.yaml', 18, 34],
    ]);
  });

  test('about anything else is passed on as it is', () => {
    const other = new Error('a fault of our own');
    expect(resolve({ 'queue.yaml': QUEUE }, 'queue.yaml').explain(other)).toBe(other);
  });

  test.each([
    [['transitions', 'enter', 'trigger'], 'pathway.yaml', 'clock'],
    [['transitions', 'home', 'outcomes', '1', 'to'], 'pathway.yaml', '{state: left'],
    [['transitions', 'move', 'clock', 'since'], 'pathway.yaml', 'entry'],
    [['regions', 'case', 'states', 'left', 'forces'], 'pathway.yaml', 'left'],
    [['arrivals', 'referrals', 'draws', 'sex'], 'pathway.yaml', 'sex'],
    [['measures', 'edge'], 'measures.yaml', 'edge'],
    [['costs', 'entry'], 'baseline.yaml', '{name: entry'],
    [['nowhere', 'at', 'all'], 'pathway.yaml', 'pathway'],
  ])('%j is in %s at %s', (path, file, text) => {
    const place = resolve(changed('pathway.yaml', 'pathway: small', 'pathway: small')).locateModelPath(path);
    expect(place.source.file).toBe(file);
    expect(place.source.text.slice(place.at, place.at + text.length)).toBe(text);
  });
});
