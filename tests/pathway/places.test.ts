/** Places are taken and given up by queues: each transition that has to do with them leaves and leads to fit states. */
import { describe, expect, test } from 'vitest';
import { checkQueue, refuseHeldEntry, type Expanded } from '../../engine/pathway/checks.js';
import type { PathwayModel, State, Transition, Trigger } from '../../engine/pathway/model.js';
import { go, on, is, pathway, places, refusalOf, region } from './small-model.js';

const site = (...resources: string[]): Partial<State> => ({
  queues: resources.map((resource) => ({ resource, when: [] })),
});
const model = pathway({
  resources: [places('beds', { preempts: true }), places('chairs'), places('cots')],
  regions: [
    region('aside', { x: {}, y: {} }),
    region('case', {
      home: {},
      queue: site('beds', 'chairs'),
      second: site('chairs'),
      bed: { holds: ['beds'] },
      either: { holds: ['beds', 'chairs'] },
      same: { holds: ['chairs', 'beds'] },
      any: { holds: ['cots', 'beds', 'chairs'] },
    }),
  ],
});
const check = (transition: Transition) => (given: PathwayModel) => {
  for (const from of transition.from) {
    const item: Expanded = {
      transition,
      source: 0,
      region: 1,
      from: 2 + given.regions[1]!.states.findIndex((state) => state.name === from),
      path: ['transitions', transition.name],
    };
    checkQueue(given, item);
    refuseHeldEntry(given, item);
  }
};
const by = (kind: string, from: string, to: string | null, more: Partial<Transition> = {}): Transition =>
  go('event', 'case', from, to, { ...(kind !== 'clock' && { trigger: { kind } as Trigger }), ...more });

describe('are accepted', () => {
  test.each<[string, Transition]>([
    ['a place at any of two sites, in a state that holds either', by('place', 'queue', 'either')],
    ['and in one that may hold more', by('place', 'queue', 'any')],
    ['being told it is full', by('full', 'queue', 'home')],
    ['going on to another queue', by('balk', 'queue', 'second')],
    ['being stopped', by('stopped', 'bed', 'home')],
    ['waiting again once displaced', by('preempted', 'bed', 'queue')],
    ['carrying a place over', by('clock', 'either', 'same')],
    [
      'carrying a place over as soon as something is so',
      by('clock', 'either', 'same', { trigger: on(is('aside', 'x')) }),
    ],
    ['giving a place up', by('clock', 'bed', 'home')],
    ['staying', by('clock', 'bed', null)],
  ])('%s', (_, transition) => {
    expect(() => check(transition)(model)).not.toThrow();
  });
});

describe('are refused', () => {
  test.each<[string, Transition, RegExp]>([
    ['a place without a queue', by('place', 'home', 'bed'), /queues for nothing/],
    ['no room without a queue', by('full', 'home', 'queue'), /queues for nothing/],
    ['too long a queue without one', by('balk', 'bed', 'home'), /queues for nothing/],
    ['a closed place that is not held', by('stopped', 'queue', 'home'), /holds none/],
    ['a lost place that is not held', by('preempted', 'queue', 'home'), /holds none/],
    ['a place in a state that holds one of the two', by('place', 'queue', 'bed'), /must lead to a state that holds it/],
    ['a place that is not taken', by('place', 'queue', null), /must lead to a state that holds it/],
    ['waiting where there is no room', by('full', 'queue', null), /must lead out of "queue"/],
    ['joining the queue again', by('balk', 'queue', 'queue'), /must lead out of "queue"/],
    ['going on once stopped', by('stopped', 'either', 'same'), /holds a place/],
    ['not waiting again', by('preempted', 'bed', 'home'), /queues for "beds" again/],
    ['waiting for something else', by('preempted', 'bed', 'second'), /queues for "beds" again/],
    ['a multiplier', by('full', 'queue', 'home', { scale: 2 }), /no multiplier/],
    ['a condition', by('stopped', 'bed', 'home', { when: [is('aside', 'x')] }), /no "when"/],
    ['a frailty', by('place', 'queue', 'either', { frailty: [{ name: 'risk', power: 1 }] }), /no multiplier/],
    ['taking a place without a queue', by('clock', 'home', 'bed'), /entered from its queue/],
    ['taking a place out of a queue', by('clock', 'queue', 'either'), /entered from its queue/],
    ['changing one place for another', by('clock', 'bed', 'either'), /from a state that holds the same/],
    ['one of several states that holds nothing', by('clock', 'same home', 'either'), /entered from its queue/],
  ])('%s', (_, transition, message) => {
    const error = refusalOf(check(transition), model);
    expect(error.message).toMatch(message);
    expect(error.path.slice(0, 2)).toEqual(['transitions', 'event']);
  });
});
