/** A region of the family depends on nothing that is one child's own, and no child moves it. */
import { describe, expect, test } from 'vitest';
import { checkFamilies } from '../../engine/pathway/check-families.js';
import type { Atom, Factor, PathwayModel, Transition, Trigger } from '../../engine/pathway/model.js';
import { AT_ONCE, force, go, is, on, pathway, places, refusalOf, region, share, stream } from './small-model.js';

const family = (transition: Transition | null, more: Partial<PathwayModel> = {}): PathwayModel =>
  pathway({
    attributes: [
      { name: 'area', of: 'family', levels: ['x', 'y'] },
      { name: 'sex', levels: ['f', 'm'] },
    ],
    moments: ['helped_at', 'born_at'],
    counters: ['visits', 'moves'],
    frailties: [
      { name: 'trouble', of: 'family', distribution: { kind: 'normal' } },
      { name: 'health', distribution: { kind: 'normal' } },
    ],
    frozen: [
      { name: 'area_then', of: { kind: 'attribute', attribute: 'area' } },
      { name: 'age_then', of: { kind: 'age' } },
      { name: 'date_of_move', of: { kind: 'time' } },
    ],
    levels: [{ name: 'caseload', count: [], per: null, every: 7 }],
    regions: [
      region(
        'house',
        { alone: {}, helped: { marks: ['helped_at'], counts: ['visits'], freezes: ['area_then', 'age_then'] } },
        { of: 'family' },
      ),
      region('street', { quiet: {}, loud: {} }, { of: 'family' }),
      region('child', { home: { marks: ['born_at'] }, away: { counts: ['moves'], freezes: ['date_of_move'] } }),
    ],
    transitions: [go('leave', 'child', 'home', 'away'), ...(transition === null ? [] : [transition])],
    ...more,
  });
const help = (more: Parameters<typeof go>[4], to: Parameters<typeof go>[3] = 'helped'): Transition =>
  go('help', 'house', 'alone', to, more);
const since = (moment: string): Trigger => ({ ...AT_ONCE, since: { moment } }) as Trigger;
const atom = (kind: Atom['kind'], more: object = {}): Atom => ({ kind, from: 1, ...more }) as Atom;
const by = (source: object, values: Factor['values'] = {}): Factor => ({ source, values }) as Factor;

test('a counter that a child starts again is that child’s', () => {
  const model = family(help({ when: [atom('count', { counter: 'visits', atLeast: 1 })] }));
  expect(() => checkFamilies(model)).not.toThrow();
  const regions = model.regions.map((item) =>
    item.name === 'child'
      ? { ...item, states: item.states.map((state) => ({ ...state, resets: state.name === 'home' ? ['visits'] : [] })) }
      : item,
  );
  expect(() => checkFamilies({ ...model, regions })).toThrow(
    /counter "visits", which region "child" of the child sets/,
  );
});

test('a region of the family may depend on what is the family’s', () => {
  const own: Atom[] = [
    is('street', 'quiet'),
    atom('time'),
    atom('level', { level: 'caseload' }),
    atom('attribute', { attribute: 'area', levels: ['x'] }),
    atom('count', { counter: 'visits', atLeast: 1 }),
    atom('attribute', { attribute: 'area', levels: ['x'], frozen: 'area_then' }),
  ];
  for (const item of own) {
    expect(() => checkFamilies(family(help({ when: [item] }))), item.kind).not.toThrow();
    expect(() => checkFamilies(family(help({ trigger: on(item) }))), item.kind).not.toThrow();
  }
  const factors = [by({ kind: 'attribute', attribute: 'area' }), by({ kind: 'time', from: [0] }, [1])];
  const more = { multiply: factors, stretch: factors, frailty: [{ name: 'trouble', power: 1 }] };
  expect(() => checkFamilies(family(help(more, [share('helped', 1, factors)])))).not.toThrow();
  expect(() => checkFamilies(family(help({ trigger: since('helped_at') })))).not.toThrow();
});

describe('it may not depend on', () => {
  const child: [string, Atom, RegExp][] = [
    ['age', atom('age'), /"help".*cannot depend on age: that is each child's own/],
    ['a region of the child', is('child', 'home'), /region "child"/],
    ['an attribute of the child', atom('attribute', { attribute: 'sex', levels: ['f'] }), /attribute "sex"/],
    [
      'a count that the child raises',
      atom('count', { counter: 'moves' }),
      /"moves", which region "child" of the child sets/,
    ],
    ['a value frozen by the child', atom('time', { frozen: 'date_of_move' }), /"date_of_move", which region "child"/],
    ['what is frozen being the child’s', atom('age', { frozen: 'age_then' }), /age/],
  ];
  test.each(child)('%s, in a condition', (_, item, message) => {
    for (const [key, more] of Object.entries({ when: { when: [item] }, trigger: { trigger: on(item) } })) {
      const error = refusalOf(checkFamilies, family(help(more)));
      expect(error.message).toMatch(message);
      expect(error.path).toEqual(['transitions', 'help', key]);
    }
  });

  const sex = by({ kind: 'attribute', attribute: 'sex' });
  test.each<[string, Transition, string]>([
    ['a multiplier', help({ multiply: [sex] }), 'multiply'],
    ['a time ratio', help({ stretch: [sex] }), 'stretch'],
    ['a share', help({}, [share('helped', 1, [sex])]), 'to'],
    [
      'a change forced on the family',
      help({ forces: [{ region: 'street', outcomes: [share('loud', 1, [sex])] }] }),
      'to',
    ],
  ])('the child, in %s', (_, transition, key) => {
    const error = refusalOf(checkFamilies, family(transition));
    expect(error.found).toBe('sex');
    expect(error.path).toEqual(['transitions', 'help', key]);
  });

  test.each<[string, Parameters<typeof help>[0], RegExp]>([
    ['a frailty of the child', { frailty: [{ name: 'health', power: 1 }] }, /frailty "health"/],
    ['a birthday', { trigger: { kind: 'birthday', years: 5 } }, /birthday/],
    ['birth', { trigger: { ...AT_ONCE, since: 'birth' } as Trigger }, /birth/],
    ['a moment that the child marks', { trigger: since('born_at') }, /moment "born_at"/],
  ])('%s', (_, more, message) => {
    expect(refusalOf(checkFamilies, family(help(more))).message).toMatch(message);
  });

  test('the child, on asking for a place', () => {
    const asks = (more: object, priority?: Factor): PathwayModel => {
      const model = family(null);
      const queue = region('line', { wait: { queues: [{ resource: 'beds', when: [] }], ...more } }, { of: 'family' });
      const quantity = { base: 1, factors: priority === undefined ? [] : [priority] };
      return {
        ...model,
        regions: [...model.regions, queue],
        resources: [places('beds', { priority: { value: quantity, perDay: { base: 0, factors: [] } } })],
      };
    };
    expect(() => checkFamilies(asks({}))).not.toThrow();
    expect(refusalOf(checkFamilies, asks({ needs: { base: 1, factors: [sex] } })).found).toBe('sex');
    expect(refusalOf(checkFamilies, asks({ queues: [{ resource: 'beds', when: [atom('age')] }] })).found).toBe('age');
    expect(refusalOf(checkFamilies, asks({}, sex)).path).toEqual(['resources', 'beds', 'priority']);
  });
});

describe('a child', () => {
  test('may depend on the family, and be forced by it, each in its own way', () => {
    const sex = by({ kind: 'attribute', attribute: 'sex' });
    const forces = [{ region: 'child', only: ['home'], outcomes: [share('away', 1, [sex])] }];
    const model = family(help({ forces }));
    const own = go('join', 'child', 'home', 'away', { when: [is('house', 'helped')], multiply: [sex] });
    expect(() => checkFamilies({ ...model, transitions: [...model.transitions, own] })).not.toThrow();
  });

  test('may not force the family', () => {
    const forcing = go('run', 'child', 'home', 'away', { forces: [force('house', 'helped')] });
    const error = refusalOf(checkFamilies, family(forcing));
    expect(error.message).toMatch(/"run" is an event of one child, so it cannot force region "house"/);
    expect(error.path).toEqual(['transitions', 'run', 'to']);
    const deep = { region: 'child', outcomes: [{ ...share('away', 1), forces: [force('house', 'helped')] }] };
    expect(refusalOf(checkFamilies, family(help({ forces: [deep] }))).found).toBe('house');
  });

  test('nor may one of its states', () => {
    const model = family(null);
    const regions = [...model.regions, region('other', { x: { forces: [force('street', 'loud')] } })];
    const error = refusalOf(checkFamilies, { ...model, regions });
    expect(error.path).toEqual(['regions', 'other', 'states', 'x', 'forces']);
  });
});

describe('a family that arrives', () => {
  const sex = by({ kind: 'attribute', attribute: 'sex' });
  const area = by({ kind: 'attribute', attribute: 'area' });
  test('begins where it does by what is its own', () => {
    const enters = (factor: Factor): PathwayModel =>
      family(null, { arrivals: [stream({ enters: [{ region: 'house', outcomes: [share('helped', 1, [factor])] }] })] });
    expect(() => checkFamilies(enters(area))).not.toThrow();
    expect(refusalOf(checkFamilies, enters(sex)).found).toBe('sex');
  });

  test('has attributes drawn by what is its own', () => {
    const draws = (attribute: string, factor: Factor): PathwayModel =>
      family(null, { arrivals: [stream({ draws: [{ attribute, weights: [{ base: 1, factors: [factor] }] }] })] });
    expect(() => checkFamilies(draws('sex', area))).not.toThrow();
    expect(refusalOf(checkFamilies, draws('area', sex)).found).toBe('sex');
    expect(refusalOf(checkFamilies, draws('area', by({ kind: 'age', from: [0] }, [1]))).found).toBe('age');
  });
});

test('without families nothing is asked', () => {
  const model = family(help({ when: [atom('age')] }));
  const alone = <Item extends { readonly of?: 'family' }>(item: Item): Omit<Item, 'of'> => {
    const { of, ...rest } = item;
    return of === undefined ? item : rest;
  };
  const regions = model.regions.map(alone);
  const attributes = model.attributes.map(alone);
  expect(() => checkFamilies({ ...model, regions, attributes })).not.toThrow();
});
