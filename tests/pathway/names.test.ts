/** A name means one thing: what conditions read shares one space of names, and nothing else enters it. */
import { describe, expect, test } from 'vitest';
import { checkNames } from '../../engine/pathway/check-names.js';
import type { PathwayModel } from '../../engine/pathway/model.js';
import { go, pathway, places, refusalOf, region, stream } from './small-model.js';

const base = pathway({
  regions: [region('case', { home: {}, left: {} })],
  attributes: [{ name: 'kind', levels: ['plain'] }],
  counters: ['times'],
  moments: ['came'],
  frozen: [{ name: 'age_then', of: { kind: 'age' } }],
  levels: [{ name: 'caseload', count: [], per: null, every: 7 }],
  frailties: [{ name: 'risk', distribution: { kind: 'normal' } }],
  resources: [places('beds')],
  transitions: [go('leave', 'case', 'home', 'left')],
});

/** One more thing of each kind. */
const ADD: Readonly<Record<string, (name: string) => Partial<PathwayModel>>> = {
  'a region': (name) => ({ regions: [...base.regions, region(name, { x: {} })] }),
  'an attribute': (name) => ({ attributes: [...base.attributes, { name, levels: ['x'] }] }),
  'a counter': (name) => ({ counters: [...base.counters, name] }),
  'a frozen value': (name) => ({ frozen: [...base.frozen!, { name, of: { kind: 'time' } }] }),
  'a level': (name) => ({ levels: [...base.levels!, { ...base.levels![0]!, name }] }),
  'a moment': (name) => ({ moments: [...base.moments, name] }),
  'a frailty': (name) => ({ frailties: [...base.frailties!, { ...base.frailties![0]!, name }] }),
  'a resource': (name) => ({ resources: [...base.resources, places(name)] }),
  'a transition': (name) => ({ transitions: [...base.transitions, go(name, 'case', 'home', 'left')] }),
  'a stream': (name) => ({ arrivals: [...base.arrivals, stream({ name })] }),
};
const KINDS = Object.keys(ADD);
const SPACE = KINDS.slice(0, 5);
const NAMES: Readonly<Record<string, string>> = {
  'a region': 'case',
  'an attribute': 'kind',
  'a counter': 'times',
  'a frozen value': 'age_then',
  'a level': 'caseload',
  'a moment': 'came',
  'a frailty': 'risk',
  'a resource': 'beds',
  'a transition': 'leave',
  'a stream': 'children',
};

test('names of their own are accepted', () => {
  expect(() => checkNames(base)).not.toThrow();
  for (const kind of KINDS) expect(() => checkNames({ ...base, ...ADD[kind]!('another') }), kind).not.toThrow();
});

describe('a name used for two things is refused, naming both', () => {
  test.each(SPACE.flatMap((first) => KINDS.map((second): [string, string] => [first, second])))(
    '%s and %s',
    (first, second) => {
      const error = refusalOf(checkNames, { ...base, ...ADD[second]!(NAMES[first]!) });
      expect(error.found).toBe(NAMES[first]);
      for (const kind of [first, second]) expect(error.message).toContain(kind);
      expect(error.path).toHaveLength(2);
    },
  );

  test.each(KINDS)('%s and another', (kind) => {
    const error = refusalOf(checkNames, { ...base, ...ADD[kind]!(NAMES[kind]!) });
    expect(error.message).toContain(`two things: ${kind} and another`);
  });

  test('states of one region, at the state', () => {
    const [one] = base.regions;
    const regions = [{ ...one!, states: [...one!.states, one!.states[0]!] }];
    const error = refusalOf(checkNames, { ...base, regions });
    expect(error.path).toEqual(['regions', 'case', 'states', 'home']);
  });
});

test('kinds that are never mixed up may share a name', () => {
  expect(() => checkNames({ ...base, ...ADD['a moment']!('leave') })).not.toThrow();
  expect(() => checkNames({ ...base, ...ADD['a resource']!('came') })).not.toThrow();
});

test.each(KINDS.flatMap((kind) => ['age', 'time'].map((word): [string, string] => [kind, word])))(
  '%s is not called "%s"',
  (kind, word) => {
    expect(refusalOf(checkNames, { ...base, ...ADD[kind]!(word) }).found).toBe(word);
  },
);

test.each(['entry', 'birth', 'start', 'all'])('a moment is not called "%s"', (word) => {
  const error = refusalOf(checkNames, { ...base, ...ADD['a moment']!(word) });
  expect(error.message).toMatch(/a moment cannot be called/);
  expect(error.path).toEqual(['moments', '1']);
});
