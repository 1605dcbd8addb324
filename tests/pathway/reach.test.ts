/** What the walk over combinations takes as possible: what queues and places tell of, and whatever it cannot know. */
import { describe, expect, test } from 'vitest';
import { checkReachable } from '../../engine/pathway/reach.js';
import type { Atom, PathwayModel, Transition, Trigger } from '../../engine/pathway/model.js';
import { force, go, is, on, pathway, places, refusalOf, region, share } from './small-model.js';

const model = (more: readonly Transition[], impossible: Atom[] = [is('b', 'hurt')]): PathwayModel =>
  pathway({
    resources: [places('beds')],
    attributes: [{ name: 'kind', levels: ['plain', 'odd'] }],
    regions: [
      region('a', {
        queue: { queues: [{ resource: 'beds', when: [] }] },
        bed: { holds: ['beds'] },
        gone: { final: true },
      }),
      region('b', { well: {}, hurt: {} }),
    ],
    transitions: [go('begin', 'a', 'queue', 'bed', { trigger: { kind: 'place' } }), ...more],
    impossible: [impossible],
  });
const hurts = (kind: string, from: string): Transition =>
  go(kind, 'a', from, 'gone', { trigger: { kind } as Trigger, forces: [force('b', 'hurt')] });

describe('what queues and places tell of can happen', () => {
  test.each([
    ['full', 'queue'],
    ['balk', 'queue'],
    ['stopped', 'bed'],
    ['preempted', 'bed'],
  ])('%s', (kind, from) => {
    const error = refusalOf(checkReachable, model([hurts(kind, from)]));
    expect(error.message).toContain(`transition "${kind}"`);
    expect(error.path).toEqual(['impossible', '0']);
  });

  test.each([
    ['full', 'gone'],
    ['balk', 'bed'],
    ['stopped', 'queue'],
    ['preempted', 'queue'],
  ])('%s, but not in a state that knows nothing of it', (kind, from) => {
    expect(() => checkReachable(model([hurts(kind, from)]))).not.toThrow();
  });
});

describe('either way is possible', () => {
  const frozen = { ...is('a', 'gone'), frozen: 'was' } as Atom;
  const level: Atom = { kind: 'level', level: 'caseload', from: 20 };
  test.each([
    ['a value that was frozen', frozen],
    ['a level', level],
  ])('%s, in a condition', (_, atom) => {
    const fall = (trigger: Trigger): Transition => go('fall', 'b', 'well', 'hurt', { trigger });
    expect(() => checkReachable(model([fall(on(atom))]))).toThrow(/transition "fall"/);
    expect(() => checkReachable(model([{ ...fall(on()), when: [atom] }]))).toThrow(/transition "fall"/);
    // What is not certain to happen at once does not excuse a combination either.
    const mend = go('mend', 'b', 'hurt', 'well', { trigger: on(atom) });
    expect(() => checkReachable(model([fall({ kind: 'birthday', years: 3 }), mend]))).toThrow(/transition "fall"/);
  });

  test('a share that is 0 by a value that was frozen', () => {
    const by = (more: object) =>
      share('hurt', 0.5, [{ source: { kind: 'attribute', attribute: 'kind', ...more }, values: { odd: 0 } }]);
    const fall = (more: object): PathwayModel =>
      model(
        [go('fall', 'b', 'well', [by(more), { ...share('well', 0), rest: true }])],
        [is('b', 'hurt'), { kind: 'attribute', attribute: 'kind', levels: ['odd'] }],
      );
    expect(() => checkReachable(fall({}))).not.toThrow();
    expect(() => checkReachable(fall({ frozen: 'then' }))).toThrow(/transition "fall"/);
  });
});

test('an impossible combination is of states and attributes as they are', () => {
  for (const atom of [{ ...is('a', 'bed'), frozen: 'was' } as Atom, { kind: 'level', level: 'caseload' } as Atom])
    expect(() => checkReachable(model([], [atom]))).toThrow(/states and attributes only/);
});
