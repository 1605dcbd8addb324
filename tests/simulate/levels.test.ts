/** Levels that everybody feels, by hand: when they are counted, what they come to, from when they are felt. */
import { describe, expect, test } from 'vitest';
import { livesOf, when } from '../support/lives.js';
import { runOnce } from '../support/runs.js';

/** `leavers` go on fixed days; watchers, in a stream of their own, note the level by when they are let go. */
const crowd = (
  level: string,
  below: number,
  options: { atStart?: number; leave?: string; file?: string } = {},
): number[] => {
  const { atStart = 3, leave = '39.5 days', file = '' } = options;
  return livesOf(`
pathway: crowd
run: {start: 2025-04-01, years: 1, replications: 1, seed: crowd}
levels: {crowd: ${level}}
${file}
arrivals:
  crowds: {rate: 0 per day, at_start: ${atStart}, enters: {who: in_crowd}}
  watchers: {rate: 0 per day, at_start: 2, enters: {who: watching}}
regions:
  who:
    initial: in_crowd
    states: {in_crowd: , watching: , gone: {final: true}}
    transitions:
      leave: {from: in_crowd, to: gone, clock: {fixed: ${leave}, since: entry}}
      see: {from: watching, to: gone, clock: {fixed: 0 days, since: entry}, when: {crowd: {below: ${below}}}}
`)
    .lives.filter((life) => when(life, 'see') < Number.POSITIVE_INFINITY)
    .map((life) => when(life, 'see'));
};

describe('a level', () => {
  test('is felt from the first boundary after what changed it', () => {
    expect(crowd('{count: {who: in_crowd}, every: month}', 1)).toEqual([61, 61]);
    expect(crowd('{count: {who: in_crowd}, every: 10 days}', 1)).toEqual([40, 40]);
    expect(crowd('{count: {who: in_crowd}, every: 7.5 days}', 1)).toEqual([45, 45]);
  });

  test('counts what is so just before its boundary', () => {
    // They leave on day 40: on the boundary of that instant they are still counted.
    expect(crowd('{count: {who: in_crowd}, every: 10 days}', 1, { leave: '40 days' })).toEqual([50, 50]);
  });

  test('is counted at the start, of those who are there', () => {
    expect(crowd('{count: {who: in_crowd}, every: month}', 4)).toEqual([0, 0]);
    expect(crowd('{count: {who: in_crowd}, every: month}', 3)).toEqual([61, 61]);
    expect(crowd('{count: {who: in_crowd}, every: month}', 1, { atStart: 0 })).toEqual([0, 0]);
  });

  test('is per so many workers, from each date on', () => {
    // 3 for 2 is 1.5; for 4 from day 91 (1 July) 0.75, felt from the boundary of that day.
    const per = '{count: {who: in_crowd}, per: {2025-04-01: 2, 2025-07-01: 4}, every: month}';
    expect(crowd(per, 2, { leave: '300 days' })).toEqual([0, 0]);
    expect(crowd(per, 1, { leave: '300 days' })).toEqual([91, 91]);
    // In the middle of an interval a change waits for the next boundary.
    expect(
      crowd('{count: {who: in_crowd}, per: {2025-04-01: 2, 2025-07-10: 4}, every: month}', 1, { leave: '300 days' }),
    ).toEqual([122, 122]);
  });

  test('counts by any condition, and each level by its own boundaries', () => {
    const levels = (below: string): number[] =>
      livesOf(`
pathway: two
run: {start: 2025-04-01, years: 1, replications: 1, seed: two}
levels:
  months: {count: {who: in_crowd}, every: month}
  weeks: {count: {who: {not: in_crowd}}, every: 7 days}
arrivals:
  crowds: {rate: 0 per day, at_start: 5, enters: {who: in_crowd}}
  watchers: {rate: 0 per day, at_start: 2, enters: {who: watching}}
regions:
  who:
    initial: in_crowd
    states: {in_crowd: , watching: , idle: {stays: true}, gone: {final: true}}
    transitions:
      leave: {from: in_crowd, to: idle, clock: {fixed: 36 days, since: entry}}
      see: {from: watching, to: gone, clock: {fixed: 0 days, since: entry}, when: ${below}}
`)
        .lives.filter((life) => when(life, 'see') < Number.POSITIVE_INFINITY)
        .map((life) => when(life, 'see'));
    expect(levels('{months: {below: 1}}')).toEqual([61, 61]);
    expect(levels('{weeks: {from: 3}}')).toEqual([42, 42]);
    expect(levels('{weeks: {from: 3}, months: {below: 1}}')).toEqual([61, 61]);
  });

  test('changes a hazard from its boundary on, and not before', () => {
    const text = (multiply: string): string => `
pathway: felt
run: {start: 2025-04-01, years: 3, replications: 1, seed: felt}
levels: {crowd: {count: {who: in_crowd}, every: month}}
arrivals:
  crowds: {rate: 0 per day, at_start: 9, enters: {who: in_crowd}}
  others: {rate: 0 per day, at_start: 200, enters: {who: here}}
regions:
  who:
    initial: in_crowd
    states: {in_crowd: , here: , gone: {final: true}}
    transitions:
      leave: {from: in_crowd, to: gone, clock: {fixed: 70 days, since: entry}}
      go: {from: here, to: gone, clock: {weibull: {shape: 1.5, scale: 150 days}, since: entry}, multiply: ${multiply}}
`;
    // The crowd goes on day 70 (10 June): felt from 1 July, day 91.
    const felt = livesOf(text('{by: crowd, from: {0: 0.4, 5: 2}}')).lives.map((life) => when(life, 'go'));
    const known = livesOf(text('{by: time, from: {0 days: 2, 91 days: 0.4}}')).lives.map((life) => when(life, 'go'));
    expect(felt).toEqual(known);
  });

  test('that is always the same changes nothing, beside places too', () => {
    const text = (more: string, file: string): string => `
pathway: same
run: {start: 2025-04-01, years: 2, replications: 1, seed: same}
${file}
resources: {rooms: {places: 4}}
arrivals: {units: {rate: 0.3 per day}}
regions:
  case:
    initial: waiting
    states: {waiting: {queues: rooms}, seen: {holds: rooms}, done: {final: true}, lost: {final: true}}
    transitions:
      begin: {from: waiting, to: seen, on: place}
      give_up: {from: waiting, to: lost, clock: {exponential: 0.03 per day}}
      finish: {from: seen, to: done, clock: {lognormal: {mean: 14 days, sdlog: 1}, since: entry}${more}}
measures:
  waiting: {label: Waiting, stock: {case: waiting}}
  begin: {label: Begin, transitions: begin, time: {in: waiting}}
  finish: {label: Finish, transitions: finish, time: {in: seen}}
  lost: {label: Lost, transitions: give_up, time: {in: waiting}}
`;
    const plain = runOnce(text('', '')).everything();
    expect(runOnce(text('', 'levels: {queue: {count: {case: waiting}, every: month}}')).everything()).toEqual(plain);
    expect(
      runOnce(
        text(
          ', multiply: {by: queue, from: {0: 1, 1: 1, 3: 1}}',
          'levels: {queue: {count: {case: waiting}, every: 5 days}}',
        ),
      ).everything(),
    ).toEqual(plain);
  });
});

describe('beside a queue', () => {
  test('an event after a boundary is not counted at it: one who gave up thinking of giving up', () => {
    // One place. The first is served to day 20; the second, who would have given up on day 25, then to day 60. On day 30
    // somebody is still being served, and watchers see it until the boundary after day 60.
    const { lives } = livesOf(`
pathway: queue
run: {start: 2025-04-01, years: 1, replications: 1, seed: queue}
levels: {busy: {count: {who: served}, every: 10 days}}
resources: {desk: {places: 1}}
attributes: {kind: [quick, slow]}
arrivals:
  a_first: {rate: 0 per day, at_start: 1, attributes: {kind: {quick: 1}}, enters: {who: waiting}}
  b_second: {rate: 0 per day, at_start: 1, attributes: {kind: {slow: 1}}, enters: {who: waiting}}
  watchers: {rate: 0 per day, at_start: 1, attributes: {kind: {quick: 1}}, enters: {who: watching}}
regions:
  who:
    initial: waiting
    states: {waiting: {queues: desk}, served: {holds: desk}, watching: , gone: {final: true}}
    transitions:
      begin: {from: waiting, to: served, on: place}
      give_up: {from: waiting, to: gone, clock: {fixed: 25 days, since: entry}}
      quick: {from: served, to: gone, clock: {fixed: 20 days, since: entry}, when: {kind: quick}}
      slow: {from: served, to: gone, clock: {fixed: 40 days, since: entry}, when: {kind: slow}}
      see: {from: watching, to: gone, clock: {fixed: 15 days, since: entry}, when: {busy: {below: 1}}}
`);
    const of = (transition: string): number => Math.min(...lives.map((life) => when(life, transition)));
    expect([of('begin'), of('quick'), of('slow')]).toEqual([0, 20, 60]);
    // On day 60 itself the second is still counted. (At the first instant nobody has a place yet: day 10 is the first to tell.)
    expect(of('see')).toBe(70);
  });
});

test('a birthday that falls on a boundary at which a level changes is not lost', () => {
  // Born on 1 April 2015, so 11 on 1 April 2026: day 365, the boundary at which the crowd is seen to have gone.
  const { lives } = livesOf(`
pathway: birthday
run: {start: 2025-04-01, years: 3, replications: 1, seed: birthday}
levels: {crowd: {count: {who: in_crowd}, every: month}}
arrivals:
  crowds: {rate: 0 per day, at_start: 3, age: {1 to 2: 1}, enters: {who: in_crowd}}
  children: {rate: 0 per day, at_start: 2, age: {10 to 10: 1}, enters: {who: here}}
regions:
  who:
    initial: in_crowd
    states: {in_crowd: , here: , gone: {final: true}}
    transitions:
      leave: {from: in_crowd, to: gone, clock: {fixed: 350 days, since: entry}}
      other: {from: here, to: gone, clock: {fixed: 5 years, since: entry}, multiply: {by: crowd, from: {0: 1, 1: 2}}}
      go: {from: here, to: gone, clock: {fixed: 10 days, since: entry}, when: {age: {from: 11}}}
`);
  const times = lives.map((life) => when(life, 'go')).filter(Number.isFinite);
  expect(times).toEqual([365, 365]);
});
