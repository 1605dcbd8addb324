/** Queues at their edges, each case as small as it can be: what has gone wrong once, and what easily might. */
import { describe, expect, test } from 'vitest';
import { lines, trace, type SiteRules } from '../support/queue-trace.js';

const desk = (rules: SiteRules) => ({ sites: { desk: rules } });

describe('no place lies idle beside one whose turn it is', () => {
  test('when the first in line, who needed more than were free, gives up', () => {
    expect(
      trace(desk({ places: 3 }), {
        a: { comes: 0, service: 20 },
        b: { comes: 1, service: 5, need: 3, patience: 4 },
        c: { comes: 2, service: 3 },
      }),
    ).toEqual(['0 a begins', '5 b gives up', '5 c begins', '8 c finishes', '20 a finishes']);
  });

  test('when the first in line is served at another site', () => {
    expect(
      trace(
        { sites: { north: { places: 2 }, south: { places: 2 } } },
        {
          a: { comes: 0, service: 20, only: ['north'] },
          b: { comes: 0, service: 5, need: 2, only: ['south'] },
          c: { comes: 1, service: 1, need: 2 },
          d: { comes: 2, service: 1, only: ['north'] },
        },
      ),
    ).toEqual([
      '0 a begins at north',
      '0 b begins at south',
      '5 b finishes',
      '5 c begins at south',
      '5 d begins at north',
      '6 c finishes',
      '6 d finishes',
      '20 a finishes',
    ]);
  });

  test('when who is displaced held more places than were wanted', () => {
    // z, of no value, has waited since day 1 and gains 3 a day; a, of value 1, gains nothing: z is first in line.
    expect(
      trace(desk({ places: 3, preempts: true }), {
        a: { comes: 0, service: 20, need: 3 },
        h: { comes: 4, service: 3, value: 50 },
        z: { comes: 1, service: 5, value: 0, perDay: 3 },
      }),
    ).toEqual([
      '0 a begins',
      '4 a gives way',
      '4 h begins',
      '4 z begins',
      '7 h finishes',
      '9 a begins',
      '9 z finishes',
      '25 a finishes',
    ]);
  });
});

describe('a place that may be taken back is given up like any other', () => {
  const customers = { a: { comes: 1, service: 1, patience: 4 }, b: { comes: 0, service: 5 } };
  const served = ['0 b begins', '5 a begins', '5 b finishes', '6 a finishes'];

  test('a place given up at the instant patience ends is still taken: releases come first', () => {
    expect(trace(desk({ places: 1 }), customers)).toEqual(served);
  });

  test('also where it might go to somebody more urgent', () => {
    expect(trace(desk({ places: 1, preempts: true }), customers)).toEqual(served);
  });

  test('also where it might be stopped', () => {
    expect(
      trace(
        desk({
          places: [
            [0, 1],
            [300, 0],
          ],
          whenFewer: 'stop',
        }),
        customers,
      ),
    ).toEqual(served);
  });

  test('who finishes at the instant places fall has finished: releases come before changes', () => {
    expect(
      trace(
        desk({
          places: [
            [0, 1],
            [5, 0],
          ],
          whenFewer: 'stop',
        }),
        { a: { comes: 0, service: 5 } },
      ),
    ).toEqual(['0 a begins', '5 a finishes']);
  });
});

test('who is stopped asks again in the order of requests at one instant, by stream', () => {
  // a and b are stopped on day 5, b first; both ask then, and a comes first by name. (Of two families, a does.)
  expect(
    trace(
      {
        sites: {
          desk: {
            places: [
              [0, 2],
              [5, 0],
              [8, 1],
            ],
            whenFewer: 'stop',
          },
        },
        stoppedGoTo: 'waiting',
      },
      { a: { comes: 0, service: 10 }, b: { comes: 0, service: 10 } },
    ).filter((line) => line.includes('begins')),
  ).toEqual(['0 a begins', '0 b begins', '8 a begins', '18 b begins']);
});

describe('who is displaced', () => {
  const file = (finishes: string, age = '') => `
pathway: p
run: {start: 2025-04-01, years: 2, replications: 1}
attributes: {who: [a, h]}
moments: [born]
resources: {desk: {places: 1, preempts: true, priority: {by: who, values: {a: 1, h: 5}}}}
arrivals:
  a: {rate: 0 per day, at_start: 1, attributes: {who: {a: 1}}${age}}
  h: {rate: 0 per day, at_start: 1, attributes: {who: {h: 1}}${age}}
regions:
  case:
    initial: coming
    states: {coming: {marks: born}, waiting: {queues: desk}, served: {holds: desk}, done: {final: true}}
    transitions:
      comes-of-a: {from: coming, to: waiting, when: {who: a}, clock: {fixed: 0 days, since: entry}}
      comes-of-h: {from: coming, to: waiting, when: {who: h}, clock: {fixed: 4 days, since: entry}}
      begins: {from: waiting, to: served, on: place}
      finishes-of-a: {from: served, to: done, when: {who: a}, ${finishes}}
      finishes-of-h: {from: served, to: done, when: {who: h}, clock: {fixed: 30 days, since: entry}}
      gives_way: {from: served, to: waiting, on: preempted}
`;

  // Served on days 0 to 4 and from day 34 on: nothing that leads out of being served can happen in between.
  test.each([
    ['a fixed time since a moment', 'clock: {fixed: 10 days, since: born}'],
    ['a fixed date', 'clock: {fixed: 10 days, since: start}'],
    ['a time since a moment that is sure by day 10', 'clock: {empirical: {9 days: 0, 10 days: 1}, since: born}'],
  ])('is not served meanwhile: %s, over by then, comes on the day it is served again', (_, clock) => {
    expect(lines(file(clock))).toEqual([
      '0 a begins',
      '4 a gives way',
      '4 h begins',
      '34 a begins',
      '34 a finishes',
      '34 h finishes',
    ]);
  });

  test('a hazard since a moment passes over the time in between', () => {
    const finishes = (text: string): number =>
      Number(
        lines(text)
          .find((line) => line.endsWith('a finishes'))!
          .split(' ')[0],
      );
    const alone = finishes(
      file('clock: {weibull: {shape: 3, scale: 30 days}, since: born}').replace('fixed: 4 days', 'fixed: 600 days'),
    );
    const displaced = finishes(file('clock: {weibull: {shape: 3, scale: 30 days}, since: born}'));
    // What has been used by day 4 is used; the rest is used from day 34 on, at the hazard of that age.
    expect(displaced).toBeCloseTo((alone ** 3 - 4 ** 3 + 34 ** 3) ** (1 / 3), 6);
  });

  test('has its birthday when it has it', () => {
    const age = ', age: {9.9 to 9.95: 1}';
    const alone = lines(file('birthday: 10', age).replace('fixed: 4 days', 'fixed: 600 days'));
    expect(alone.slice(0, 2)).toEqual(['0 a begins', '24 a finishes']);
    // Back by day 10, and it is 10 on day 24 all the same.
    expect(lines(file('birthday: 10', age).replace('fixed: 30 days', 'fixed: 6 days')).at(-1)).toBe('24 a finishes');
    // Back on day 34, when it has been 10 for a while.
    expect(lines(file('birthday: 10', age)).filter((line) => line.includes('a finishes'))).toEqual(['34 a finishes']);
  });

  test('and gives up, and asks again later, asks like anybody else', () => {
    const text = `
pathway: p
run: {start: 2025-04-01, years: 1, replications: 1}
attributes: {who: [a, b, h]}
resources: {desk: {places: 1, preempts: true, priority: {by: who, values: {a: 1, b: 1, h: 5}}}}
arrivals:
  a: {rate: 0 per day, at_start: 1, attributes: {who: {a: 1}}}
  b: {rate: 0 per day, at_start: 1, attributes: {who: {b: 1}}}
  h: {rate: 0 per day, at_start: 1, attributes: {who: {h: 1}}}
regions:
  case:
    initial: coming
    states: {coming: {}, waiting: {queues: desk}, served: {holds: desk}, home: {}, done: {final: true}}
    transitions:
      comes-of-a: {from: coming, to: waiting, when: {who: a}, clock: {fixed: 0 days, since: entry}}
      comes-of-b: {from: coming, to: waiting, when: {who: b}, clock: {fixed: 7 days, since: entry}}
      comes-of-h: {from: coming, to: waiting, when: {who: h}, clock: {fixed: 4 days, since: entry}}
      begins: {from: waiting, to: served, on: place}
      gives_up: {from: waiting, to: home, when: {who: a}, clock: {fixed: 2 days, since: entry}}
      returns: {from: home, to: waiting, clock: {fixed: 3 days, since: entry}}
      finishes-of-a: {from: served, to: done, when: {who: a}, clock: {fixed: 10 days, since: entry}}
      finishes-of-b: {from: served, to: done, when: {who: b}, clock: {fixed: 5 days, since: entry}}
      finishes-of-h: {from: served, to: done, when: {who: h}, clock: {fixed: 6 days, since: entry}}
      gives_way: {from: served, to: waiting, on: preempted}
`;
    // a is displaced on day 4, gives up on day 6, and asks again on day 9, two days after b.
    expect(
      lines(text)
        .filter((line) => / (begins|gives up|returns)$/.test(line))
        .slice(0, 5),
    ).toEqual(['0 a begins', '4 h begins', '6 a gives up', '9 a returns', '10 b begins']);
  });
});

describe('a family whose places are taken back', () => {
  const family = (resource: string, on: string): string[] =>
    lines(`
pathway: p
run: {start: 2025-04-01, years: 1, replications: 1}
attributes: {who: {of: family, levels: [a, h]}}
resources: {desk: {${resource}}}
arrivals:
  a: {rate: 0 per day, at_start: 1, children: {2: 1}, attributes: {who: {a: 1}}}
  h: {rate: 0 per day, at_start: 1, children: {1: 1}, attributes: {who: {h: 1}}}
regions:
  case:
    of: family
    initial: coming
    states: {coming: {}, waiting: {queues: desk}, served: {holds: desk}, done: {final: true}}
    transitions:
      comes-of-a: {from: coming, to: waiting, when: {who: a}, clock: {fixed: 0 days, since: entry}}
      comes-of-h: {from: coming, to: waiting, when: {who: h}, clock: {fixed: 4 days, since: entry}}
      begins: {from: waiting, to: served, on: place}
      finishes-of-a: {from: served, to: done, when: {who: a}, clock: {fixed: 10 days, since: entry}}
      finishes-of-h: {from: served, to: done, when: {who: h}, clock: {fixed: 3 days, since: entry}}
      ${on}
`);
  const urgent = 'preempts: true, priority: {by: who, values: {a: 1, h: 5}}';
  const back = [
    '0 a.1 begins',
    '0 a.2 begins',
    '4 a.1 gives way',
    '4 a.2 gives way',
    '4 h.1 begins',
    '7 a.1 begins',
    '7 a.2 begins',
    '7 h.1 finishes',
    '13 a.1 finishes',
    '13 a.2 finishes',
  ];

  test.each([
    ['child', 2],
    ['family', 1],
  ])('by somebody more urgent, a place for each %s: all give way, and come back together', (each, places) => {
    expect(
      family(`places: ${places}, each: ${each}, ${urgent}`, 'gives_way: {from: served, to: waiting, on: preempted}'),
    ).toEqual(back);
  });

  test('because one of two is closed: all are stopped', () => {
    expect(
      family(
        'places: {2025-04-01: 2, 2025-04-03: 1}, when_fewer: stop',
        'is_stopped: {from: served, to: done, on: stopped}',
      ),
    ).toEqual([
      '0 a.1 begins',
      '0 a.2 begins',
      '2 a.1 is stopped',
      '2 a.2 is stopped',
      '4 h.1 begins',
      '7 h.1 finishes',
    ]);
  });
});
