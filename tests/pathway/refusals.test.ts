/** A pathway that cannot work is refused before it runs, by a message that names the part at fault. */
import { describe, expect, test } from 'vitest';
import { compilePathway } from '../../engine/pathway/compile.js';
import {
  PathwayError,
  type PathwayModel,
  type Region,
  type State,
  type Transition,
} from '../../engine/pathway/model.js';
import { modelOf } from '../support/pathway-files.js';

const CARE = `
pathway: care
run: {start: 2025-04-01, years: 1, replications: 1, seed: care}
resources: {beds: {places: 2}, chairs: {places: 2}}
attributes: {kind: [plain, odd]}
moments: [came]
counters: [times]
arrivals:
  children: {rate: 1 per day, age: {0 to 18: 1}, attributes: {kind: {plain: 1}}, enters: {case: home}}
regions:
  case:
    initial: home
    states:
      home: {marks: came, counts: times}
      queue: {queues: beds}
      bed: {holds: beds}
      gone: {final: true}
    transitions:
      ask: {from: home, to: queue, clock: {exponential: 1 per month}, when: {kind: plain}, multiply: [{by: legal, values: {order: 2}}]}
      begin: {from: queue, to: bed, on: place}
      give_up: {from: queue, to: home, clock: {fixed: 30 days, since: came}}
      leave: {from: bed, clock: {exponential: 1 per month}, to: [{state: home, share: 0.5}, {state: gone, share: rest}], forces: {legal: none}}
      grow_up: {from: [home, queue], birthday: 18, to: gone}
      rescue: {from: home, to: gone, on: {legal: order, age: {from: 17}}}
  legal:
    initial: none
    states: {none: , order: }
    transitions:
      court: {from: none, to: order, clock: {exponential: 1 per year}}
`;
const model = modelOf(CARE);

type Change = (model: PathwayModel) => PathwayModel;
const transition =
  (name: string, change: (old: Transition) => Partial<Transition>): Change =>
  (from) => ({
    ...from,
    transitions: from.transitions.map((item) => (item.name === name ? { ...item, ...change(item) } : item)),
  });
const region =
  (name: string, change: (old: Region) => Partial<Region>): Change =>
  (from) => ({
    ...from,
    regions: from.regions.map((item) => (item.name === name ? { ...item, ...change(item) } : item)),
  });
const state = (inRegion: string, name: string, more: Partial<State>): Change =>
  region(inRegion, ({ states }) => ({
    states: states.map((item) => (item.name === name ? { ...item, ...more } : item)),
  }));
const to = (name: string): Transition['outcomes'] => [{ to: name, weight: { base: 1, factors: [] }, forces: [] }];

/** The refusal of the pathway so changed. */
function refusal(...changes: readonly Change[]): PathwayError {
  try {
    compilePathway(changes.reduce((so, change) => change(so), model));
  } catch (error) {
    if (error instanceof PathwayError) return error;
    throw error;
  }
  throw new Error('the pathway was accepted');
}

test('the pathway is accepted as it is', () => {
  expect(compilePathway(model).transitionCount).toBe(8);
});

describe('unknown names', () => {
  const force = (inRegion: string, name: string): State['forces'] => [{ region: inRegion, outcomes: to(name) }];
  test.each<[string, Change, string]>([
    ['a state to leave', transition('ask', () => ({ from: ['hoem'] })), 'hoem'],
    ['a state to go to', transition('ask', () => ({ outcomes: to('queu') })), 'queu'],
    ['a region', transition('ask', () => ({ region: 'kase' })), 'kase'],
    ['a region that is forced', state('case', 'gone', { forces: force('leagl', 'none') }), 'leagl'],
    ['a state that is forced', state('case', 'gone', { forces: force('legal', 'nnoe') }), 'nnoe'],
    [
      'a state that a change is confined to',
      state('case', 'gone', { forces: [{ region: 'legal', only: ['oder'], outcomes: to('none') }] }),
      'oder',
    ],
    ['a moment that is marked', state('case', 'home', { marks: ['cmae'] }), 'cmae'],
    [
      'a moment that is counted from',
      transition('give_up', ({ trigger }) => ({
        trigger: { ...trigger, since: { moment: 'cmae' } } as Transition['trigger'],
      })),
      'cmae',
    ],
    ['a counter', state('case', 'home', { counts: ['tiems'] }), 'tiems'],
    ['a resource that is held', state('case', 'bed', { holds: ['bed'] }), 'bed'],
    ['a resource that is queued for', state('case', 'queue', { queues: [{ resource: 'bed', when: [] }] }), 'bed'],
    ['an initial state', region('case', () => ({ initial: 'hoem' })), 'hoem'],
    [
      'a level of a condition',
      transition('ask', () => ({ when: [{ kind: 'attribute', attribute: 'kind', levels: ['plian'] }] })),
      'plian',
    ],
    [
      'a state of a condition',
      transition('ask', () => ({ when: [{ kind: 'state', region: 'legal', states: ['oder'] }] })),
      'oder',
    ],
    [
      'an attribute of a factor',
      transition('ask', () => ({ multiply: [{ source: { kind: 'attribute', attribute: 'knid' }, values: {} }] })),
      'knid',
    ],
    [
      'a state of a factor',
      transition('ask', () => ({ multiply: [{ source: { kind: 'state', region: 'legal' }, values: { oder: 2 } }] })),
      'oder',
    ],
    [
      'a counter of a factor',
      transition('ask', () => ({
        multiply: [{ source: { kind: 'count', counter: 'tiems', from: [0] }, values: [1] }],
      })),
      'tiems',
    ],
    [
      'an attribute that arrivals draw',
      (from) => ({
        ...from,
        arrivals: from.arrivals.map((stream) => ({ ...stream, draws: [{ attribute: 'knid', weights: [] }] })),
      }),
      'knid',
    ],
  ])('%s', (_, change, found) => {
    const error = refusal(change);
    expect(error.found).toBe(found);
    expect(error.message).toContain(`"${found}"`);
    expect(error.allowed?.length).toBeGreaterThan(0);
    expect(error.path.length).toBeGreaterThan(0);
  });
});

describe('names used twice', () => {
  test.each<[string, Change]>([
    [
      'transitions',
      (from) => ({ ...from, transitions: [...from.transitions, { ...from.transitions[0]!, from: ['gone'] }] }),
    ],
    ['regions', (from) => ({ ...from, regions: [...from.regions, from.regions[0]!] })],
    ['a region and an attribute', (from) => ({ ...from, attributes: [{ name: 'legal', levels: ['a'] }] })],
    ['a region and a counter', (from) => ({ ...from, counters: [...from.counters, 'legal'] })],
    ['states of one region', region('legal', ({ states }) => ({ states: [...states, states[0]!] }))],
    ['resources', (from) => ({ ...from, resources: [...from.resources, from.resources[0]!] })],
    ['streams', (from) => ({ ...from, arrivals: [...from.arrivals, from.arrivals[0]!] })],
  ])('%s', (_, change) => {
    expect(refusal(change).message).toMatch(/two|twice/);
  });

  test('states of different regions may share one', () => {
    const shared = modelOf(CARE.replaceAll('none', 'home'));
    expect(compilePathway(shared).stateNames.filter((name) => name === 'home')).toHaveLength(2);
  });
});

describe('different names that would share their luck', () => {
  const renamed = (old: string, name: string): string => CARE.replaceAll(new RegExp(`\\b${old}\\b`, 'g'), name);
  test('are refused for decisions', () => {
    // MurmurHash3 of `tjq5@here` and of `t1h6n@here` is the same.
    const text = renamed('home', 'here').replace('ask:', 'tjq5:').replace('rescue:', 't1h6n:');
    expect(() => compilePathway(modelOf(text))).toThrow(/tjq5@here.*t1h6n@here|t1h6n@here.*tjq5@here/);
  });

  test('are refused for attributes', () => {
    const two = (a: string, b: string): string =>
      CARE.replace('kind: [plain, odd]', `kind: [plain, odd], ${a}: [x, y], ${b}: [x, y]`).replace(
        '{kind: {plain: 1}}',
        `{kind: {plain: 1}, ${a}: {x: 1}, ${b}: {x: 1}}`,
      );
    expect(() => compilePathway(modelOf(two('asmv', 'a16y2')))).toThrow(/same hash/);
    expect(compilePathway(modelOf(two('asmv', 'a16y3'))).variables.attributes).toHaveLength(3);
  });

  test('are refused for streams', () => {
    const two = (a: string, b: string): string => CARE.replace(/ {2}children: (.*)\n/, `  ${a}: $1\n  ${b}: $1\n`);
    expect(compilePathway(modelOf(two('s54x', 's2hpi'))).streams).toHaveLength(2);
    expect(() => compilePathway(modelOf(two('s54x', 's2hph')))).toThrow(/same hash/);
  });
});

describe('places', () => {
  test('a state that holds one is entered from its queue only', () => {
    expect(refusal(transition('ask', () => ({ outcomes: to('bed') }))).message).toMatch(/entered from its queue/);
    expect(refusal(transition('grow_up', () => ({ outcomes: to('bed') }))).message).toMatch(/entered from its queue/);
    expect(refusal(transition('rescue', () => ({ outcomes: to('bed') }))).message).toMatch(/entered from its queue/);
  });

  test('nor is it entered by a change that another event forces', () => {
    expect(
      refusal(
        transition('court', ({ outcomes }) => ({
          outcomes: [{ ...outcomes[0]!, forces: [{ region: 'case', outcomes: to('bed') }] }],
        })),
      ).message,
    ).toMatch(/queue/);
    expect(refusal(state('legal', 'order', { forces: [{ region: 'case', outcomes: to('bed') }] })).message).toMatch(
      /queue/,
    );
  });

  test('nor by arriving in it', () => {
    expect(
      refusal((from) => ({
        ...from,
        arrivals: from.arrivals.map((stream) => ({ ...stream, enters: [{ region: 'case', outcomes: to('bed') }] })),
      })).message,
    ).toMatch(/queue/);
    expect(refusal(region('case', () => ({ initial: 'bed' }))).message).toMatch(/queue/);
  });

  test('a queue has one way on to a place', () => {
    expect(
      refusal((from) => ({
        ...from,
        transitions: [
          ...from.transitions,
          { ...from.transitions.find(({ name }) => name === 'begin')!, name: 'begin_again' },
        ],
      })).message,
    ).toMatch(/two transitions "on: place"/);
  });

  test('a queue without a way on is refused', () => {
    expect(
      refusal((from) => ({ ...from, transitions: from.transitions.filter(({ name }) => name !== 'begin') })).message,
    ).toMatch(/nothing happens when a place is free/);
  });

  test('a place is waited for in a queue', () => {
    expect(refusal(transition('begin', () => ({ from: ['home'] }))).message).toMatch(/queues for nothing/);
  });

  test('a place leads to a state that holds it, and not another', () => {
    expect(refusal(transition('begin', () => ({ outcomes: to('home') }))).message).toMatch(
      /must lead to a state that holds it/,
    );
    expect(refusal(state('case', 'bed', { holds: ['chairs'] })).message).toMatch(/must lead to a state that holds it/);
    expect(
      refusal(transition('begin', () => ({ outcomes: [{ to: null, weight: { base: 1, factors: [] }, forces: [] }] })))
        .message,
    ).toMatch(/must lead to/);
  });

  test('a place that is free is not slowed down', () => {
    expect(refusal(transition('begin', () => ({ scale: 0.5 }))).message).toMatch(/no multiplier/);
    expect(refusal(transition('begin', () => ({ when: [{ kind: 'age', from: 3 }] }))).message).toMatch(/no "when"/);
  });
});

describe('what happens at once', () => {
  test('leaves the state it is in', () => {
    expect(refusal(transition('rescue', () => ({ outcomes: to('home') }))).message).toMatch(/again and again/);
    expect(
      refusal(transition('rescue', () => ({ outcomes: [{ to: null, weight: { base: 1, factors: [] }, forces: [] }] })))
        .message,
    ).toMatch(/again and again/);
  });
});

describe('numbers', () => {
  const bad = [-1, Number.NaN, Number.POSITIVE_INFINITY];
  test.each(bad)('a scale of %d is refused', (scale) => {
    expect(refusal(transition('ask', () => ({ scale }))).message).toMatch(/scale/);
  });

  test.each(bad)('a share of %d is refused', (base) => {
    expect(
      refusal(
        transition('leave', ({ outcomes }) => ({
          outcomes: [{ ...outcomes[0]!, weight: { base, factors: [] } }, outcomes[1]!],
        })),
      ).message,
    ).toMatch(/share/);
  });

  test.each(bad)('a multiplier of %d is refused', (value) => {
    expect(
      refusal(
        transition('ask', () => ({
          multiply: [{ source: { kind: 'state', region: 'legal' }, values: { order: value } }],
        })),
      ).message,
    ).toMatch(/multiplier/);
    expect(
      refusal(transition('ask', () => ({ multiply: [{ source: { kind: 'age', from: [0, 5] }, values: [1, value] }] })))
        .message,
    ).toMatch(/multiplier/);
  });

  test.each(bad)('a rate of arrival of %d is refused', (perDay) => {
    expect(
      refusal((from) => ({
        ...from,
        arrivals: from.arrivals.map((stream) => ({ ...stream, rates: [{ from: 0, perDay }] })),
      })).message,
    ).toMatch(/rate/);
  });

  test('a clock of no sense is refused at its transition', () => {
    const error = refusal(
      transition('ask', () => ({
        trigger: { kind: 'clock', hazard: { family: 'weibull', shape: -1, scale: 3 }, since: 'entry' },
      })),
    );
    expect(error.path.slice(0, 2)).toEqual(['transitions', 'ask']);
  });

  test('only one outcome takes the rest', () => {
    expect(
      refusal(transition('leave', ({ outcomes }) => ({ outcomes: outcomes.map((item) => ({ ...item, rest: true })) })))
        .message,
    ).toMatch(/only one outcome can take the rest/);
  });

  test('an event needs an outcome, and a state to leave', () => {
    expect(refusal(transition('ask', () => ({ outcomes: [] }))).message).toMatch(/at least one outcome/);
    expect(refusal(transition('ask', () => ({ from: [] }))).message).toMatch(/leaves no state/);
  });

  test('rates run in the order of time', () => {
    expect(
      refusal((from) => ({
        ...from,
        arrivals: from.arrivals.map((stream) => ({
          ...stream,
          rates: [
            { from: 5, perDay: 1 },
            { from: 5, perDay: 2 },
          ],
        })),
      })).message,
    ).toMatch(/order of time/);
  });
});

describe('impossible combinations', () => {
  const IMPOSSIBLE = `
pathway: impossible
run: {start: 2025-04-01, years: 1, replications: 1, seed: impossible}
attributes: {kind: [plain, odd]}
arrivals:
  children: {rate: 1 per day, age: {0 to 18: 1}, attributes: {kind: {plain: 0.5, odd: 0.5}}}
regions:
  case:
    initial: home
    states:
      home: {forces: {placement: none}}
      care:
    transitions:
      enter: {from: home, to: care, clock: {exponential: 1 per month}, forces: {placement: FORCED}}
      leave: {from: care, to: home, clock: {exponential: 1 per month}}
  placement:
    initial: none
    states: {none: , foster: , kin: }
    transitions:
      move: {from: foster, to: kin, clock: {exponential: 1 per month}, MORE}
impossible:
  - IMPOSSIBLE
`;
  const text = (impossible: string, { forced = 'foster', more = 'when: {}' } = {}): string =>
    IMPOSSIBLE.replace('FORCED', forced).replace('MORE', more).replace('IMPOSSIBLE', impossible);
  const accepted = (...parts: Parameters<typeof text>): unknown => compilePathway(modelOf(text(...parts)));

  test('that can be reached are refused, with the event that leads there', () => {
    expect(() => accepted('{case: care, placement: kin}')).toThrow(/case care with placement kin.*transition "move"/);
    expect(() => accepted('{case: care, placement: foster}')).toThrow(/transition "enter"/);
    expect(() => accepted('{case: home, placement: none}')).toThrow(/arrival "children"/);
  });

  test('that cannot be reached are not: a state forces what goes with it', () => {
    expect(accepted('{case: home, placement: {not: none}}')).toBeDefined();
    expect(accepted('{case: care, placement: none}')).toBeDefined();
  });

  test('are reached by one of several outcomes', () => {
    expect(() =>
      accepted('{case: care, placement: none}', { forced: '[{state: foster, share: 0.9}, {state: stay, share: 0.1}]' }),
    ).toThrow(/transition "enter"/);
  });

  test('are not reached by an outcome that a share of 0 rules out', () => {
    const forced = '[{state: kin, share: {base: 0.4, by: kind, values: {odd: 0}}}, {state: foster, share: rest}]';
    expect(accepted('{kind: odd, placement: kin}', { forced, more: 'when: {kind: plain}' })).toBeDefined();
    expect(() =>
      accepted('{kind: odd, placement: kin}', {
        forced: forced.replace('odd: 0', 'odd: 0.1'),
        more: 'when: {kind: plain}',
      }),
    ).toThrow(/transition "enter"/);
    expect(() => accepted('{kind: plain, placement: kin}', { forced, more: 'when: {kind: odd}' })).toThrow(
      /transition "enter"/,
    );
  });

  test('are not reached past a condition that does not hold', () => {
    expect(accepted('{case: care, placement: kin}', { more: 'when: {case: home}' })).toBeDefined();
    expect(() => accepted('{case: care, placement: kin}', { more: 'when: {age: {from: 3}}' })).toThrow(
      /transition "move"/,
    );
  });

  test('that last no time are let pass', () => {
    const more = 'when: {}}\n      mend: {from: kin, to: foster, on: {case: care}';
    expect(accepted('{case: care, placement: kin}', { more })).toBeDefined();
  });

  test('name states and attributes only', () => {
    expect(() => accepted('{case: care, age: {from: 3}}')).toThrow(/states and attributes only/);
  });

  test('name what there is', () => {
    expect(() =>
      compilePathway({
        ...modelOf(text('{case: care, placement: none}')),
        impossible: [[{ kind: 'state', region: 'case', states: ['caer'] }]],
      }),
    ).toThrow(PathwayError);
  });
});
