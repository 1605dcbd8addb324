/** Events that are certain to follow one another without end at one instant are refused; what merely might is not. */
import { describe, expect, test } from 'vitest';
import { checkLoops } from '../../engine/pathway/check-loops.js';
import type { Atom, PathwayModel, Resource, Trigger } from '../../engine/pathway/model.js';
import { AT_ONCE, force, go, is, on, pathway, places, refusalOf, region, rest, share } from './small-model.js';

const AB = [region('a', { a0: {}, a1: {}, out: { final: true } }), region('b', { b0: {}, b1: {} })];
const back = (there: Trigger, home: Trigger, more: Partial<PathwayModel> = {}): PathwayModel =>
  pathway({
    regions: AB,
    attributes: [{ name: 'kind', levels: ['plain', 'odd'] }],
    counters: ['times'],
    transitions: [go('there', 'a', 'a0', 'a1', { trigger: there }), go('back', 'a', 'a1', 'a0', { trigger: home })],
    ...more,
  });

describe('there and back', () => {
  test('names the transitions and the states, at one of the transitions', () => {
    const error = refusalOf(checkLoops, back(on(is('a', 'a0')), on(is('a', 'a1'))));
    expect(error.message).toMatch(/without end at one instant.*"there" \(a: a0 to a1\)/);
    expect(error.message).toContain('"back" (a: a1 to a0)');
    expect(error.path[0]).toBe('transitions');
  });

  const kind = (level: string): Atom => ({ kind: 'attribute', attribute: 'kind', levels: [level] });
  const age = (from?: number, below?: number): Atom => ({
    kind: 'age',
    ...(from !== undefined && { from }),
    ...(below !== undefined && { below }),
  });
  test.each<[string, Trigger, Trigger]>([
    ['by conditions on the same state of another region', on(is('b', 'b0')), on(is('b', 'b0'))],
    ['by what an instant does not change', on(kind('odd')), on(kind('odd'))],
    ['at ages that meet', on(age(3)), on(age(12, 18))],
    ['by clocks of no length', AT_ONCE, AT_ONCE],
    ['by a clock and a condition', AT_ONCE, on(is('a', 'a1'))],
  ])('%s is refused', (_, there, home) => {
    expect(refusalOf(checkLoops, back(there, home)).message).toMatch(/without end/);
  });

  test.each<[string, Trigger, Trigger]>([
    ['by conditions that exclude each other', on(is('b', 'b0')), on(is('b', 'b1'))],
    ['for different children', on(kind('odd')), on(kind('plain'))],
    ['at different ages', on(age(3, 12)), on(age(12))],
    ['by a clock that takes time', on(is('b', 'b0')), { ...AT_ONCE, hazard: { family: 'fixed', at: 1 } } as Trigger],
    ['by a clock since a moment', AT_ONCE, { ...AT_ONCE, since: { moment: 'came' } } as Trigger],
    ['by a count, which may grow', on({ kind: 'count', counter: 'times', below: 3 }), on(is('a', 'a1'))],
    [
      'by a value that was frozen',
      on({ ...is('b', 'b0'), frozen: 'was' } as Atom),
      on({ ...is('b', 'b0'), frozen: 'was' } as Atom),
    ],
    ['by a clock that may stand still', AT_ONCE, AT_ONCE],
  ])('%s is accepted', (name, there, home) => {
    const model = back(there, home);
    const stands = name.endsWith('stand still')
      ? { ...model, transitions: model.transitions.map((item) => ({ ...item, scale: 0 })) }
      : model;
    expect(() => checkLoops(stands)).not.toThrow();
  });
});

describe('a way out', () => {
  const always = on(is('b', 'b0'));
  const withMore = (...more: PathwayModel['transitions']): PathwayModel => {
    const model = back(always, always);
    return { ...model, transitions: [...model.transitions, ...more] };
  };

  test('that may be taken ends it', () => {
    expect(() =>
      checkLoops(withMore(go('leave', 'a', 'a1', 'out', { trigger: on({ kind: 'age', from: 18 }) }))),
    ).not.toThrow();
    const drawn = back(always, always, {
      transitions: [
        go('there', 'a', 'a0', 'a1', { trigger: always }),
        go('back', 'a', 'a1', [share('a0', 0.9), rest('out')], { trigger: always }),
      ],
    });
    expect(() => checkLoops(drawn)).not.toThrow();
  });

  test('that another region may force ends it', () => {
    const free = withMore(go('rescue', 'c', 'c0', 'c1', { trigger: on(is('a', 'a1')), forces: [force('a', 'out')] }));
    const regions = [...AB, region('c', { c0: {}, c1: {} })];
    expect(() => checkLoops({ ...free, regions })).not.toThrow();
    const idle = withMore(go('notice', 'c', 'c0', 'c1', { trigger: on(is('a', 'a1')) }));
    expect(() => checkLoops({ ...idle, regions })).toThrow(/without end/);
  });

  test('by a clock that takes time, or a share of 0, is none', () => {
    expect(() => checkLoops(withMore(go('leave', 'a', 'a1', 'out')))).toThrow(/without end/);
    const drawn = back(always, always, {
      transitions: [
        go('there', 'a', 'a0', 'a1', { trigger: always }),
        go('back', 'a', 'a1', [share('a0', 1), share('out', 0)], { trigger: always }),
      ],
    });
    expect(() => checkLoops(drawn)).toThrow(/without end/);
  });

  test('into a state in which the life ends is one', () => {
    const model = back(always, always, { regions: [region('a', { a0: {}, a1: { final: true } }), AB[1]!] });
    expect(() => checkLoops(model)).not.toThrow();
  });
});

describe('through forced changes', () => {
  test('one region sets off the other', () => {
    const model = pathway({
      regions: [region('a', { a0: {}, a1: {} }), region('b', { b0: {}, b1: {} })],
      transitions: [
        go('there', 'a', 'a0', 'a1', { trigger: on(is('b', 'b0')), forces: [force('b', 'b1')] }),
        go('home', 'b', 'b1', 'b0', { trigger: on(is('a', 'a1')), forces: [force('a', 'a0')] }),
      ],
    });
    const error = refusalOf(checkLoops, model);
    expect(error.message).toMatch(/a: a0 to a1, b: b0 to b1/);
    expect(error.message).toMatch(/b: b1 to b0/);
    const ends = model.transitions.map((item) => (item.name === 'home' ? go('home', 'b', 'b1', 'b0') : item));
    expect(() => checkLoops({ ...model, transitions: ends })).not.toThrow();
  });

  test('a state undoes what led to it', () => {
    const model = (only: string[]): PathwayModel =>
      pathway({
        regions: [
          region('a', { a0: {}, a1: {} }),
          region('b', { b0: {}, b1: { forces: [force('a', 'a0', { only })] } }),
        ],
        transitions: [
          go('there', 'a', 'a0', 'a1', { trigger: on(is('a', 'a0')), forces: [force('b', 'b0')] }),
          go('undo', 'b', 'b0', 'b1', { trigger: on(is('a', 'a1')) }),
        ],
      });
    expect(() => checkLoops(model(['a1']))).toThrow(/without end/);
    expect(() => checkLoops(model(['a0']))).not.toThrow();
  });
});

describe('through a queue', () => {
  const served = (resource: Partial<Resource>, finish: Trigger): PathwayModel =>
    pathway({
      resources: [places('desks', resource)],
      regions: [region('a', { queue: { queues: [{ resource: 'desks', when: [] }] }, desk: { holds: ['desks'] } })],
      transitions: [
        go('begin', 'a', 'queue', 'desk', { trigger: { kind: 'place' } }),
        go('finish', 'a', 'desk', 'queue', { trigger: finish }),
      ],
    });
  test('for places without limit is refused', () => {
    expect(refusalOf(checkLoops, served({ places: null }, AT_ONCE)).message).toMatch(/queue to desk/);
  });
  test('for places of which there may be none is accepted, and one that takes time', () => {
    expect(() => checkLoops(served({}, AT_ONCE))).not.toThrow();
    expect(() => checkLoops(served({ places: null }, go('x', 'a', 'desk', 'queue').trigger))).not.toThrow();
  });
});
