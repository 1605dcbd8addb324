/** The rules of a queue and what happens by them go together. */
import { describe, expect, test } from 'vitest';
import { checkQueueRules } from '../../engine/pathway/check-queue-rules.js';
import type { PathwayModel, Quantity, Resource, State, Transition, Trigger } from '../../engine/pathway/model.js';
import { go, pathway, places, refusalOf, region } from './small-model.js';

const told = (kind: 'full' | 'balk' | 'stopped' | 'preempted', from: string, to: string): Transition =>
  go(kind, 'case', from, to, { trigger: { kind } as Trigger });
const FEWER = [
  { from: 0, places: 3 },
  { from: 100, places: 1 },
];
const plain = (base: number): Quantity => ({ base, factors: [] });
const PRIORITY = { value: plain(1), perDay: plain(0.1) };

const clinic = (
  resource: Partial<Resource>,
  more: readonly Transition[] = [],
  states: Readonly<Record<string, Partial<State>>> = {},
): PathwayModel =>
  pathway({
    resources: [places('desks', resource)],
    regions: [
      region('case', {
        queue: { queues: [{ resource: 'desks', when: [] }] },
        desk: { holds: ['desks'] },
        gone: { final: true },
        ...states,
      }),
    ],
    transitions: [
      go('begin', 'case', 'queue', 'desk', { trigger: { kind: 'place' } }),
      go('finish', 'case', 'desk', 'gone'),
      ...more,
    ],
  });
const accepts = (...given: Parameters<typeof clinic>): void =>
  expect(() => checkQueueRules(clinic(...given))).not.toThrow();
const refuses = (...given: Parameters<typeof clinic>) => refusalOf(checkQueueRules, clinic(...given));

test('a plain queue is accepted', () => accepts({}));

describe.each<[string, Partial<Resource>, Transition, string, RegExp]>([
  ['a limit to the queue', { queueLimit: 0 }, told('full', 'queue', 'gone'), 'queues', /only 0 may wait.*"on: full"/],
  ['balking', { balking: { from: [1, 5], shares: [0.2, 1] } }, told('balk', 'queue', 'gone'), 'queues', /"on: balk"/],
  [
    'places that close',
    { places: FEWER, whenFewer: 'stop' },
    told('stopped', 'desk', 'gone'),
    'holds',
    /"on: stopped"/,
  ],
  [
    'precedence',
    { preempts: true, priority: PRIORITY },
    told('preempted', 'desk', 'queue'),
    'holds',
    /somebody more urgent.*"on: preempted"/,
  ],
])('%s', (_, resource, way, key, message) => {
  test('is accepted with a way out', () => accepts(resource, [way]));

  test('is refused without, at the state', () => {
    const error = refuses(resource);
    expect(error.message).toMatch(message);
    expect(error.path).toEqual(['regions', 'case', 'states', key === 'holds' ? 'desk' : 'queue', key]);
  });

  test('is needed for the way out to mean anything', () => {
    const error = refuses({}, [way]);
    expect(error.message).toMatch(/can never happen/);
    expect(error.path).toEqual(['transitions', way.name, 'trigger']);
  });
});

describe('of several states', () => {
  test('each that holds needs its way out', () => {
    const states = { second: { holds: ['desks'] } };
    const stop = { places: FEWER, whenFewer: 'stop' } as const;
    expect(refuses(stop, [told('stopped', 'desk', 'gone')], states).path).toContain('second');
    accepts(stop, [told('stopped', 'desk second', 'gone')], states);
  });
});

describe('places that close', () => {
  test('stop nobody where they never fall, or are finished first', () => {
    const way = [told('stopped', 'desk', 'gone')];
    const rising = [...FEWER].reverse().map((row, i) => ({ ...row, from: i }));
    expect(refuses({ places: rising, whenFewer: 'stop' }, way).message).toMatch(/never stops anybody/);
    expect(refuses({ places: FEWER, whenFewer: 'finish' }, way).message).toMatch(/never stops anybody/);
    accepts({ places: rising, whenFewer: 'stop' });
    accepts({ places: FEWER });
  });
});

describe('precedence', () => {
  test('needs a priority', () => {
    const error = refuses({ preempts: true }, [told('preempted', 'desk', 'queue')]);
    expect(error.path).toEqual(['resources', 'desks', 'preempts']);
    expect(error.message).toMatch(/no "priority"/);
  });
});

describe('numbers', () => {
  const balk = [told('balk', 'queue', 'gone')];
  test.each([-0.1, 1.1, Number.NaN])('a share that balks of %d is refused', (bad) => {
    expect(refuses({ balking: { from: [1], shares: [bad] } }, balk).found).toBe(String(bad));
  });
  test('shares that balk are as many as the lengths, which ascend', () => {
    expect(refuses({ balking: { from: [1, 2], shares: [0.5] } }, balk).message).toMatch(/one share for each/);
    expect(refuses({ balking: { from: [], shares: [] } }, balk).message).toMatch(/one share for each/);
    expect(refuses({ balking: { from: [2, 2], shares: [0.1, 0.2] } }, balk).message).toMatch(/ascend/);
  });
  test.each([-1, 1.5, Number.POSITIVE_INFINITY])('a limit of %d is refused', (queueLimit) => {
    expect(refuses({ queueLimit }, [told('full', 'queue', 'gone')]).message).toMatch(/whole number/);
  });
  test.each([Number.NaN, Number.POSITIVE_INFINITY])('a priority of %d is refused', (bad) => {
    expect(refuses({ priority: { ...PRIORITY, value: plain(bad) } }).message).toMatch(/finite/);
    expect(refuses({ priority: { ...PRIORITY, perDay: plain(bad) } }).message).toMatch(/a day of waiting.*finite/);
    const factors = [{ source: { kind: 'age', from: [0] }, values: [bad] }] as const;
    expect(refuses({ priority: { ...PRIORITY, value: { base: 1, factors } } }).message).toMatch(/finite/);
    accepts({ priority: { value: plain(-3), perDay: plain(0) } });
  });
});

test('what is said of places needs a queue or a place', () => {
  expect(refuses({}, [], { other: { holdsFor: { family: 'fixed', at: 3 } } }).message).toMatch(/holds none/);
  expect(refuses({}, [], { other: { needs: plain(2) } }).message).toMatch(/queues for none/);
});
