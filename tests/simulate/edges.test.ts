/** Where features meet: each case is as small as it can be, and its answer is worked out by hand. */
import { describe, expect, test } from 'vitest';
import { Study } from '../../engine/study/study.js';
import { studyPlan } from '../../cli/host/prepare.js';
import { lines } from '../support/queue-trace.js';
import { livesOf, when } from '../support/lives.js';
import { resolveText } from '../support/pathway-files.js';
import { runOnce } from '../support/runs.js';

const queue = (resources: string, streams: string, states: string, transitions: string, more = ''): string => `
pathway: p
run: {start: 2025-04-01, years: 1, replications: 1}
resources: {${resources}}
arrivals:
${streams}
regions:
  case:
    initial: waiting
    states: {${states}}
    transitions:
${transitions}
${more}
`;

describe('many at one instant', () => {
  test.each([900, 1500])('%d give up on the same day, and that is no loop', (units) => {
    const reading = runOnce(
      queue(
        's: {places: 1}',
        `  a: {rate: 0 per day, at_start: ${units}}`,
        'waiting: {queues: s}, served: {holds: s}, lost: {final: true}',
        `      begin: {from: waiting, to: served, on: place}
      finish: {from: served, to: lost, clock: {fixed: 300 days, since: entry}}
      lost: {from: waiting, to: lost, clock: {fixed: 30 days, since: entry}}`,
      ),
    );
    expect(reading.count('lost')).toBe(units - 1);
  });

  test('who is turned from one full queue to the other and back, for ever, is an error and not a hang', () => {
    const ring = queue(
      'a: {places: 1, queue_limit: 0}, b: {places: 1, queue_limit: 0}',
      '  units: {rate: 0 per day, at_start: 3}',
      'waiting: {queues: a}, tries_b: {queues: b}, at_a: {holds: a}, at_b: {holds: b}, done: {final: true}',
      `      ga: {from: waiting, to: at_a, on: place}
      gb: {from: tries_b, to: at_b, on: place}
      fa: {from: waiting, to: tries_b, on: full}
      fb: {from: tries_b, to: waiting, on: full}
      end: {from: [at_a, at_b], to: done, clock: {fixed: 9 days, since: entry}}`,
    );
    expect(() => runOnce(ring)).toThrow(/without end at one instant/);
  });

  test('so is who gives the place up at once and asks again', () => {
    const unfit = queue(
      's: {places: 1}',
      '  units: {rate: 0 per day, at_start: 1}',
      'waiting: {queues: s}, served: {holds: s}',
      `      begin: {from: waiting, to: served, on: place}
      unfit: {from: served, to: waiting, on: {time: {from: 2025-04-01}}}
      end: {from: served, to: waiting, clock: {fixed: 9 days, since: entry}}`,
    );
    expect(() => runOnce(unfit)).toThrow(/without end at one instant/);
  });
});

test('a place granted on the day a date changes finds the new date', () => {
  const { lives } = livesOf(
    queue(
      's: {places: {2025-04-01: 0, 2025-05-01: 1}}',
      '  a: {rate: 0 per day, at_start: 1}',
      'waiting: {queues: s}, served: {holds: s}, early: {final: true}, done: {final: true}',
      `      begin: {from: waiting, to: served, on: place}
      early: {from: served, to: early, on: {time: {before: 2025-05-01}}}
      finish: {from: served, to: done, clock: {fixed: 5 days, since: entry}}`,
    ),
  );
  expect([when(lives[0]!, 'begin'), when(lives[0]!, 'finish')]).toEqual([30, 35]);
});

test('each queue state balks by its own luck', () => {
  const reading = runOnce(
    queue(
      'r: {places: 0, balking: {0: 0.5}}',
      '  a: {rate: 0 per day, at_start: 4000}',
      'waiting: {queues: r}, again: {queues: r}, held: {holds: r}, lost: {final: true}',
      `      b1: {from: waiting, to: held, on: place}
      b2: {from: again, to: held, on: place}
      n1: {from: waiting, to: again, on: balk}
      n2: {from: again, to: lost, on: balk}
      e: {from: held, to: lost, clock: {fixed: 5 days, since: entry}}`,
    ),
  );
  // A half of a half, to 5 standard errors.
  expect(reading.count('n2') / reading.count('n1')).toBeGreaterThan(0.44);
  expect(reading.count('n2') / reading.count('n1')).toBeLessThan(0.56);
});

describe('who is displaced', () => {
  const served = (more: string): string => `
pathway: p
run: {start: 2025-04-01, years: 1, replications: 1}
attributes: {who: [a, h]}
resources: {desk: {places: 1, preempts: true, priority: {by: who, values: {a: 1, h: 5}}}}
arrivals:
  a: {rate: 0 per day, at_start: 1, attributes: {who: {a: 1}}}
  h: {rate: 0 per day, at_start: 1, attributes: {who: {h: 1}}}
regions:
  case:
    initial: coming
    states: {coming: {}, waiting: {queues: desk}, one: {holds: desk}, two: {holds: desk}, done: {final: true}}
    transitions:
      comes-of-a: {from: coming, to: waiting, when: {who: a}, clock: {fixed: 1 day, since: entry}}
      comes-of-h: {from: coming, to: waiting, when: {who: h}, clock: {fixed: 9 days, since: entry}}
      begins: {from: waiting, to: one, on: place}
      next: {from: one, to: two, clock: {fixed: 5 days, since: entry}}
      gives_way: {from: [one, two], to: waiting, on: preempted}
${more}
`;

  test('in the second stage of two goes on in the second', () => {
    // Days 1 to 6 in the first, 3 days of 10 in the second by day 9; the other has it for 15 days; 7 days are left.
    const told = lines(served('      finishes: {from: two, to: done, clock: {fixed: 10 days, since: entry}}'));
    expect(told.filter((line) => line.endsWith('finishes'))).toEqual(['24 h finishes', '31 a finishes']);
  });
});

test('a priority by age is that of the day of asking, whatever else reads the age', () => {
  const file = (measures: string): string => `
pathway: p
run: {start: 2025-04-01, years: 1, replications: 1}
attributes: {k: [u, n, first]}
resources: {desk: {places: 1, preempts: true, priority: {base: 1, multiply: [{by: age, from: {0: 1, 10: 3}}, {by: k, values: {n: 2, first: 9}}]}}}
arrivals:
  first: {rate: 0 per day, at_start: 1, age: {5 to 5.1: 1}, attributes: {k: {first: 1}}}
  n: {rate: 0 per day, at_start: 1, age: {5 to 5.1: 1}, attributes: {k: {n: 1}}}
  u: {rate: 0 per day, at_start: 1, age: {9.9 to 9.95: 1}, attributes: {k: {u: 1}}}
regions:
  case:
    initial: coming
    states: {coming: {}, waiting: {queues: desk}, served: {holds: desk}, done: {final: true}}
    transitions:
      come_first: {from: coming, to: waiting, when: {k: first}, clock: {fixed: 0 days, since: entry}}
      come_u: {from: coming, to: waiting, when: {k: u}, clock: {fixed: 1 day, since: entry}}
      come_n: {from: coming, to: waiting, when: {k: n}, clock: {fixed: 120 days, since: entry}}
      begins: {from: waiting, to: served, on: place}
      gives_way: {from: served, to: waiting, on: preempted}
      finishes: {from: served, to: done, clock: {fixed: 100 days, since: entry}}
${measures}
`;
  const byAge = `measures:
  served: {label: Served, stock: {case: served}, by: [age]}
  displaced: {label: Displaced, transitions: gives_way}
age_bands: {under 10: 0, 10 and over: 10}`;
  const plain = `measures: {displaced: {label: Displaced, transitions: gives_way}}`;
  const moved = (measures: string): number => runOnce(file(measures)).count('displaced');
  // At 9 it asked with priority 1, so who comes with 2 displaces it, though it is 10 by then.
  expect([moved(plain), moved(byAge)]).toEqual([1, 1]);
});

describe('shared levels', () => {
  const crowd = (transitions: string, more = ''): string => `
pathway: p
run: {start: 2025-04-01, years: 2, replications: 1}
levels: {load: {count: {case: open}, every: month}}
arrivals: {a: {rate: 0 per day, at_start: 100}}
regions:
  case:
    initial: open
    states: {open: {stays: true}, quiet: {stays: true}}
    transitions:
${transitions}
${more}`;

  test('are what those present amount to from the first instant on', () => {
    const reading = runOnce(crowd('      q: {from: open, to: quiet, on: {load: {below: 10}}}'));
    expect(reading.count('q')).toBe(0);
  });

  test('and a programme without effect make a difference of nothing at all', () => {
    const text = crowd(
      '      q: {from: open, to: quiet, clock: {exponential: 1 per year}, multiply: {by: load, from: {0: 1, 50: 0.5}}}',
    );
    const scenario = resolveText(text);
    const plan = studyPlan(scenario, null);
    const study = new Study(
      {
        ...plan,
        programmes: [
          {
            id: 'help',
            title: 'Help',
            opens: 30,
            closes: null,
            eligible: [{ kind: 'state', region: 'case', states: ['open'] }],
            takeUp: 0.5,
            places: [{ from: 30, places: 20 }],
            waiting: { kind: 'patient' },
            stay: { family: 'fixed', at: 60 },
            endsWhen: [],
            endsWhenNotEligible: false,
            onStart: [],
            again: { kind: 'once' },
            effects: [],
          },
        ],
      },
      scenario.measureInfo,
      null,
    );
    const { outputs } = study.replicate(0);
    const named = study.layout.columns
      .map((column, i) => ({ column, i }))
      .filter(({ column }) => column.table !== 'programmes' && !column.group.startsWith('programme='));
    expect(named.length).toBeGreaterThan(50);
    for (const { i } of named) expect(outputs[1]![i]).toBe(outputs[0]![i]);
  });
});

test('a time ratio counts from entry, though the clock is let run only later', () => {
  const speed = (when_: string): number[] =>
    livesOf(`
pathway: p
run: {start: 2025-04-01, years: 1, replications: 1}
arrivals: {a: {rate: 0 per day, at_start: 2}}
regions:
  case:
    initial: open
    states: {open: {}, closed: {final: true}}
    transitions:
      close: {from: open, to: closed, clock: {fixed: 12 days, since: entry}, stretch: {by: speed, values: {slow: 2}}${when_}}
  speed:
    initial: slow
    states: {slow: {}, normal: {stays: true}}
    transitions: {hurry: {from: slow, to: normal, clock: {fixed: 10 days, since: entry}}}
  permit:
    initial: none
    states: {none: {}, given: {stays: true}}
    transitions: {give: {from: none, to: given, clock: {fixed: 11 days, since: entry}}}
`).lives.map((life) => when(life, 'close'));
  // 5 days of its own in the first 10, the other 7 at the usual pace.
  expect(speed('')).toEqual([17, 17]);
  expect(speed(', when: {permit: given}')).toEqual([17, 17]);
});
