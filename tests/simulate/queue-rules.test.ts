/** Each rule of a queue worked out on paper: who waits, who leaves, who is turned away, and on which day. */
import { describe, expect, test } from 'vitest';
import { lines, trace, type Customers, type Rules, type SiteRules } from '../support/queue-trace.js';

const desk = (rules: SiteRules, more: Omit<Rules, 'sites'> = {}): Rules => ({ sites: { desk: rules }, ...more });
const one = desk({ places: 1 });
/** Only who begins, and when. */
const begins = (rules: Rules, customers: Customers): string[] =>
  trace(rules, customers).flatMap((line) => (line.includes(' begins') ? [line.replace(' begins', '')] : []));

describe('at one instant', () => {
  test('requests go by the name of the stream, whatever the order of writing', () => {
    expect(
      begins(one, { c: { comes: 3, service: 1 }, a: { comes: 3, service: 1 }, b: { comes: 3, service: 1 } }),
    ).toEqual(['3 a', '4 b', '5 c']);
  });

  test('then by unit', () => {
    const text = `
pathway: p
run: {start: 2025-04-01, years: 1, replications: 1}
resources: {desk: {places: 1}}
arrivals:
  b: {rate: 0 per day, at_start: 2}
  a: {rate: 0 per day, at_start: 3}
regions:
  case:
    initial: waiting
    states: {waiting: {queues: desk}, served: {holds: desk}, done: {final: true}}
    transitions:
      begins: {from: waiting, to: served, on: place}
      finishes: {from: served, to: done, clock: {fixed: 2 days, since: entry}}
`;
    expect(lines(text).filter((line) => line.includes('begins'))).toEqual([
      '0 a1 begins',
      '2 a2 begins',
      '4 a3 begins',
      '6 b1 begins',
      '8 b2 begins',
    ]);
  });

  test('a place given up comes before a request: b, first by name, finds the place that c gives up', () => {
    expect(trace(desk({ places: 1, limit: 0 }), { b: { comes: 4, service: 1 }, c: { comes: 0, service: 4 } })).toEqual([
      '0 c begins',
      '4 b begins',
      '4 c finishes',
      '5 b finishes',
    ]);
  });
});

describe('priority by what a customer is', () => {
  const waiting = {
    a: { comes: 0, service: 5, value: 1 },
    b: { comes: 1, service: 2, value: 1 },
    c: { comes: 2, service: 2, value: 3 },
    d: { comes: 3, service: 2, value: 2 },
    e: { comes: 4, service: 2, value: 3 },
  };

  test('the most urgent goes first, of equals the first who asked, and who is served is not disturbed', () => {
    expect(begins(one, waiting)).toEqual(['0 a', '5 c', '7 e', '9 d', '11 b']);
  });

  test('whoever comes later and is more urgent goes first all the same', () => {
    expect(begins(one, { ...waiting, f: { comes: 8, service: 1, value: 4 } })).toEqual([
      '0 a',
      '5 c',
      '7 e',
      '9 f',
      '10 d',
      '12 b',
    ]);
  });

  test('a value of nothing is the least', () => {
    expect(
      begins(one, {
        a: { comes: 0, service: 5 },
        b: { comes: 1, service: 2, value: 0 },
        c: { comes: 2, service: 2, value: 0.5 },
      }),
    ).toEqual(['0 a', '5 c', '7 b']);
  });
});

describe('priority that rises with waiting', () => {
  /** b starts low and rises by 1 a day; c stays at 5. b has caught up on day 6. */
  const meets = (free: number): string[] =>
    begins(one, {
      a: { comes: 0, service: free },
      b: { comes: 1, service: 1, value: 0, perDay: 1 },
      c: { comes: 3, service: 1, value: 5 },
    });

  test('on the day before it has caught up, the one who is more urgent from the start goes first', () => {
    expect(meets(5)).toEqual(['0 a', '5 c', '6 b']);
  });

  test('level, whoever asked first', () => {
    expect(meets(6)).toEqual(['0 a', '6 b', '7 c']);
  });

  test('afterwards the one who has waited', () => {
    expect(meets(7)).toEqual(['0 a', '7 b', '8 c']);
  });

  /** b rises by 1 a day from day 1; c by 3 from day 4: c passes between days 5 and 6. */
  const overtakes = (free: number): string[] =>
    begins(one, {
      a: { comes: 0, service: free },
      b: { comes: 1, service: 1, value: 0, perDay: 1 },
      c: { comes: 4, service: 1, value: 0, perDay: 3 },
    });

  test('who rises faster overtakes', () => {
    expect(overtakes(5)).toEqual(['0 a', '5 b', '6 c']);
    expect(overtakes(6)).toEqual(['0 a', '6 c', '7 b']);
  });

  test('level at the instant, who asked first: 1 a day from day 1 and 2 a day from day 3 meet on day 5', () => {
    expect(
      begins(one, {
        a: { comes: 0, service: 5 },
        c: { comes: 1, service: 1, value: 0, perDay: 1 },
        b: { comes: 3, service: 1, value: 0, perDay: 2 },
      }),
    ).toEqual(['0 a', '5 c', '6 b']);
  });

  test('a newcomer does not pass one who has waited long enough, though a place is free for it alone', () => {
    // One of three is free all along; b needs two of them. By day 6 b is worth as much as c, who comes then.
    const rules = desk({ places: 3 });
    const at = (comes: number): string[] =>
      begins(rules, {
        a: { comes: 0, service: 10, need: 2 },
        b: { comes: 1, service: 1, need: 2, value: 0, perDay: 1 },
        c: { comes, service: 1, value: 5 },
      });
    expect(at(5)).toEqual(['0 a', '5 c', '10 b']);
    expect(at(6)).toEqual(['0 a', '10 b', '10 c']);
  });
});

describe('a limit to the queue', () => {
  const customers = {
    a: { comes: 0, service: 10 },
    b: { comes: 1, service: 1 },
    c: { comes: 2, service: 1 },
    d: { comes: 3, service: 1 },
    e: { comes: 12, service: 1 },
  };
  const turnedAway = (limit: number): string[] =>
    trace(desk({ places: 1, limit }), customers).filter((line) => !line.includes('finishes'));

  test('of nobody', () => {
    expect(turnedAway(0)).toEqual([
      '0 a begins',
      '1 b is turned away',
      '2 c is turned away',
      '3 d is turned away',
      '12 e begins',
    ]);
  });

  test('of one', () => {
    expect(turnedAway(1)).toEqual([
      '0 a begins',
      '2 c is turned away',
      '3 d is turned away',
      '10 b begins',
      '12 e begins',
    ]);
  });

  test('of two', () => {
    expect(turnedAway(2)).toEqual(['0 a begins', '3 d is turned away', '10 b begins', '11 c begins', '12 e begins']);
  });

  test('who gives up makes room for who asks at that instant', () => {
    expect(
      trace(desk({ places: 1, limit: 1 }), {
        a: { comes: 2, service: 1 },
        b: { comes: 1, service: 1, patience: 1 },
        c: { comes: 0, service: 5 },
      }),
    ).toEqual(['0 c begins', '2 b gives up', '5 a begins', '5 c finishes', '6 a finishes']);
  });

  test('the more urgent is turned away as well', () => {
    expect(
      trace(desk({ places: 1, limit: 1 }), {
        a: { comes: 0, service: 3 },
        b: { comes: 1, service: 1 },
        c: { comes: 2, service: 1, value: 9 },
      }),
    ).toEqual(['0 a begins', '2 c is turned away', '3 a finishes', '3 b begins', '4 b finishes']);
  });
});

describe('balking', () => {
  const customers = {
    a: { comes: 0, service: 10 },
    b: { comes: 1, service: 1 },
    c: { comes: 2, service: 1 },
    d: { comes: 11, service: 1 },
    e: { comes: 20, service: 1 },
  };
  const told = (balksAt: number): string[] =>
    trace(desk({ places: 1, balksAt }), customers).filter((line) => !line.includes('finishes'));

  test('at any wait', () => {
    expect(told(0)).toEqual(['0 a begins', '1 b balks', '2 c balks', '11 d begins', '20 e begins']);
  });

  test('at a queue of one', () => {
    expect(told(1)).toEqual(['0 a begins', '2 c balks', '10 b begins', '11 d begins', '20 e begins']);
  });

  test('at a queue of two', () => {
    expect(told(2)).toEqual(['0 a begins', '10 b begins', '11 c begins', '12 d begins', '20 e begins']);
  });

  test('a queue that is full is full, not long', () => {
    expect(
      trace(desk({ places: 1, limit: 1, balksAt: 1 }), {
        a: { comes: 0, service: 2 },
        b: { comes: 1, service: 1 },
        c: { comes: 1, service: 1 },
      }),
    ).toEqual(['0 a begins', '1 c is turned away', '2 a finishes', '2 b begins', '3 b finishes']);
  });
});

describe('places that change', () => {
  const three = {
    a: { comes: 0, service: 10 },
    b: { comes: 1, service: 10 },
    c: { comes: 2, service: 10 },
  };

  test('two that open at once are taken at once', () => {
    expect(
      begins(
        desk({
          places: [
            [0, 1],
            [7, 3],
          ],
        }),
        {
          a: { comes: 0, service: 50 },
          b: { comes: 1, service: 5 },
          c: { comes: 2, service: 9 },
          d: { comes: 3, service: 1 },
        },
      ),
    ).toEqual(['0 a', '7 b', '7 c', '12 d']);
  });

  test('that fall with "finish" disturb nobody, and close as they are given up', () => {
    expect(
      trace(
        desk({
          places: [
            [0, 3],
            [5, 1],
          ],
          whenFewer: 'finish',
        }),
        { ...three, d: { comes: 3, service: 1 } },
      ),
    ).toEqual([
      '0 a begins',
      '1 b begins',
      '2 c begins',
      '10 a finishes',
      '11 b finishes',
      '12 c finishes',
      '12 d begins',
      '13 d finishes',
    ]);
  });

  const falls = (from: number, to: number): SiteRules => ({
    places: [
      [0, from],
      [5, to],
    ],
    whenFewer: 'stop',
  });

  test('that fall with "stop" stop the latest to start', () => {
    expect(trace(desk(falls(3, 2)), three)).toEqual([
      '0 a begins',
      '1 b begins',
      '2 c begins',
      '5 c is stopped',
      '10 a finishes',
      '11 b finishes',
    ]);
    expect(trace(desk(falls(3, 1)), three)).toEqual([
      '0 a begins',
      '1 b begins',
      '2 c begins',
      '5 b is stopped',
      '5 c is stopped',
      '10 a finishes',
    ]);
  });

  test('those of the least value first', () => {
    const valued = {
      a: { comes: 0, service: 10, value: 0 },
      b: { comes: 1, service: 10, value: 5 },
      c: { comes: 2, service: 10, value: 1 },
      d: { comes: 3, service: 10, value: 1 },
    };
    const stopped = (to: number): string[] =>
      trace(desk(falls(4, to)), valued).filter((line) => line.includes('stopped'));
    expect(stopped(3)).toEqual(['5 a is stopped']);
    expect(stopped(2)).toEqual(['5 a is stopped', '5 d is stopped']);
    expect(stopped(1)).toEqual(['5 a is stopped', '5 c is stopped', '5 d is stopped']);
    expect(stopped(0)).toHaveLength(4);
  });

  test('nobody is stopped while enough are free', () => {
    expect(trace(desk(falls(5, 3)), three).filter((line) => line.includes('stopped'))).toEqual([]);
  });

  test('who is stopped goes where the pathway says: back to the queue, behind those who wait, to begin anew', () => {
    expect(
      trace(desk(falls(2, 1), { stoppedGoTo: 'waiting' }), {
        a: { comes: 0, service: 10 },
        b: { comes: 1, service: 10 },
        c: { comes: 2, service: 4 },
      }),
    ).toEqual([
      '0 a begins',
      '1 b begins',
      '5 b is stopped',
      '10 a finishes',
      '10 c begins',
      '14 b begins',
      '14 c finishes',
      '24 b finishes',
    ]);
  });

  test('a fall to nothing and a rise again', () => {
    expect(
      trace(
        desk(
          {
            places: [
              [0, 1],
              [3, 0],
              [6, 1],
            ],
            whenFewer: 'stop',
          },
          { stoppedGoTo: 'waiting' },
        ),
        {
          a: { comes: 0, service: 10 },
        },
      ),
    ).toEqual(['0 a begins', '3 a is stopped', '6 a begins', '16 a finishes']);
  });

  test('who held more places than closed leaves room for the next', () => {
    expect(
      trace(
        desk({
          places: [
            [0, 3],
            [5, 2],
          ],
          whenFewer: 'stop',
        }),
        {
          a: { comes: 0, service: 10 },
          b: { comes: 1, service: 10, need: 2 },
          c: { comes: 2, service: 4 },
        },
      ),
    ).toEqual(['0 a begins', '1 b begins', '5 b is stopped', '5 c begins', '9 c finishes', '10 a finishes']);
  });
});

describe('several sites', () => {
  const three = {
    a: { comes: 0, service: 10 },
    b: { comes: 1, service: 5 },
    c: { comes: 2, service: 3 },
    d: { comes: 3, service: 1 },
  };

  test('are tried in order, and waited for together', () => {
    expect(trace({ sites: { north: { places: 1 }, south: { places: 1 } } }, three)).toEqual([
      '0 a begins at north',
      '1 b begins at south',
      '6 b finishes',
      '6 c begins at south',
      '9 c finishes',
      '9 d begins at south',
      '10 a finishes',
      '10 d finishes',
    ]);
  });

  test('in the order written, not that of their names', () => {
    expect(begins({ sites: { south: { places: 1 }, north: { places: 1 } } }, three)).toEqual([
      '0 a at south',
      '1 b at north',
      '6 c at north',
      '9 d at north',
    ]);
  });

  test('a site that is open only for some', () => {
    expect(
      begins(
        { sites: { north: { places: 1 }, south: { places: 1 } } },
        { ...three, c: { comes: 2, service: 3, only: ['north'] }, e: { comes: 4, service: 2, only: ['south'] } },
      ),
    ).toEqual(['0 a at north', '1 b at south', '6 d at south', '7 e at south', '10 c at north']);
  });

  test('a site without a place, and one whose places open later', () => {
    expect(begins({ sites: { north: { places: 0 }, south: { places: 1 } } }, three)).toEqual([
      '0 a at south',
      '10 b at south',
      '15 c at south',
      '18 d at south',
    ]);
    expect(
      begins(
        {
          sites: {
            north: {
              places: [
                [0, 0],
                [4, 1],
              ],
            },
            south: { places: 1 },
          },
        },
        three,
      ),
    ).toEqual(['0 a at south', '4 b at north', '9 c at north', '10 d at south']);
  });

  test('a site whose queue is full is not waited for, but taken when it is free on asking', () => {
    expect(
      trace(
        { sites: { north: { places: 1, limit: 0 }, south: { places: 1, limit: 1 } } },
        {
          a: { comes: 0, service: 3 },
          b: { comes: 0, service: 6 },
          c: { comes: 1, service: 5 },
          d: { comes: 2, service: 1 },
          e: { comes: 4, service: 1 },
        },
      ),
    ).toEqual([
      '0 a begins at north',
      '0 b begins at south',
      '2 d is turned away',
      '3 a finishes',
      '4 e begins at north',
      '5 e finishes',
      '6 b finishes',
      '6 c begins at south',
      '11 c finishes',
    ]);
  });

  test('who is served at one leaves the queue of the other', () => {
    expect(
      trace(
        { sites: { north: { places: 1, limit: 1 }, south: { places: 1, limit: 1 } } },
        {
          a: { comes: 0, service: 9 },
          b: { comes: 0, service: 4 },
          c: { comes: 1, service: 9 },
          d: { comes: 2, service: 1 },
          e: { comes: 5, service: 1 },
        },
      ).filter((line) => !line.includes('finishes')),
    ).toEqual([
      '0 a begins at north',
      '0 b begins at south',
      '2 d is turned away',
      '4 c begins at south',
      '9 e begins at north',
    ]);
  });

  test('who gives up leaves both queues', () => {
    expect(
      begins(
        { sites: { north: { places: 1 }, south: { places: 1 } } },
        {
          a: { comes: 0, service: 5 },
          b: { comes: 0, service: 5 },
          c: { comes: 1, service: 9, patience: 2 },
          d: { comes: 2, service: 1 },
          e: { comes: 2, service: 1 },
        },
      ),
    ).toEqual(['0 a at north', '0 b at south', '5 d at north', '5 e at south']);
  });

  test('who finds none open waits in vain', () => {
    expect(
      trace({ sites: { north: { places: 1 }, south: { places: 1 } } }, { a: { comes: 0, service: 1, only: [] } }),
    ).toEqual([]);
  });
});

describe('several places at once', () => {
  const four = {
    a: { comes: 0, service: 10, need: 2 },
    b: { comes: 1, service: 5, need: 2 },
    c: { comes: 2, service: 1 },
  };

  test('the first in line holds up those behind, though there is room for them', () => {
    expect(begins(desk({ places: 3 }), four)).toEqual(['0 a', '10 b', '10 c']);
  });

  test('an exact fit is a fit', () => {
    expect(begins(desk({ places: 4 }), four)).toEqual(['0 a', '1 b', '6 c']);
    expect(begins(desk({ places: 3 }), { a: { comes: 0, service: 5, need: 3 } })).toEqual(['0 a']);
  });

  test('more than there are wait until there are as many, and all behind with them', () => {
    const customers = {
      a: { comes: 0, service: 2 },
      b: { comes: 1, service: 5, need: 4 },
      c: { comes: 3, service: 1 },
    };
    expect(begins(desk({ places: 3 }), customers)).toEqual(['0 a']);
    expect(
      begins(
        desk({
          places: [
            [0, 3],
            [20, 4],
          ],
        }),
        customers,
      ),
    ).toEqual(['0 a', '20 b', '25 c']);
  });

  test('the more urgent goes before who holds up the rest', () => {
    expect(begins(desk({ places: 3 }), { ...four, c: { comes: 2, service: 1, value: 2 } })).toEqual([
      '0 a',
      '2 c',
      '10 b',
    ]);
  });

  test('all are given up together', () => {
    expect(
      begins(desk({ places: 3 }), {
        a: { comes: 0, service: 4, need: 3 },
        b: { comes: 1, service: 9 },
        c: { comes: 1, service: 9 },
        d: { comes: 1, service: 9 },
        e: { comes: 1, service: 9 },
      }),
    ).toEqual(['0 a', '4 b', '4 c', '4 d', '13 e']);
  });

  test('at the first site that has room for all of them', () => {
    expect(
      begins(
        { sites: { north: { places: 2 }, south: { places: 3 } } },
        { a: { comes: 0, service: 9 }, b: { comes: 1, service: 9, need: 2 }, c: { comes: 2, service: 9 } },
      ),
    ).toEqual(['0 a at north', '1 b at south', '2 c at north']);
  });
});

describe('a place for the more urgent', () => {
  const urgent = desk({ places: 1, preempts: true });

  test('ten days of service, displaced on day 4 for 3 days, end on day 13', () => {
    expect(trace(urgent, { a: { comes: 0, service: 10 }, h: { comes: 4, service: 3, value: 2 } })).toEqual([
      '0 a begins',
      '4 a gives way',
      '4 h begins',
      '7 a begins',
      '7 h finishes',
      '13 a finishes',
    ]);
  });

  test('displaced twice, for 3 days and for 2: on day 15', () => {
    expect(
      trace(urgent, {
        a: { comes: 0, service: 10 },
        h: { comes: 4, service: 3, value: 2 },
        i: { comes: 9, service: 2, value: 3 },
      }).at(-1),
    ).toBe('15 a finishes');
  });

  test('equals are left in peace', () => {
    expect(begins(urgent, { a: { comes: 0, service: 10, value: 2 }, h: { comes: 4, service: 3, value: 2 } })).toEqual([
      '0 a',
      '10 h',
    ]);
  });

  test('the displaced goes back to the head of its class, behind those of more value', () => {
    expect(
      begins(urgent, {
        a: { comes: 0, service: 10 },
        b: { comes: 2, service: 1 },
        h: { comes: 4, service: 3, value: 9 },
        i: { comes: 5, service: 2, value: 2 },
      }),
    ).toEqual(['0 a', '4 h', '7 i', '9 a', '15 b']);
  });

  test('who displaces may be displaced', () => {
    expect(
      trace(urgent, {
        a: { comes: 0, service: 10 },
        b: { comes: 2, service: 10, value: 2 },
        c: { comes: 4, service: 2, value: 3 },
      }),
    ).toEqual([
      '0 a begins',
      '2 a gives way',
      '2 b begins',
      '4 b gives way',
      '4 c begins',
      '6 b begins',
      '6 c finishes',
      '14 a begins',
      '14 b finishes',
      '22 a finishes',
    ]);
  });

  const displaced = (customers: Customers, places = 2): string[] =>
    trace(desk({ places, preempts: true }), customers).filter((line) => line.includes('gives way'));

  test('of several the least urgent gives way, and of these the latest to start', () => {
    const h = { comes: 3, service: 1, value: 9 };
    expect(displaced({ a: { comes: 0, service: 10 }, b: { comes: 1, service: 10 }, h })).toEqual(['3 b gives way']);
    expect(displaced({ a: { comes: 0, service: 10, value: 0 }, b: { comes: 1, service: 10 }, h })).toEqual([
      '3 a gives way',
    ]);
  });

  test('who is displaced comes back, however full the queue', () => {
    expect(
      trace(desk({ places: 1, limit: 0, preempts: true }), {
        a: { comes: 0, service: 5 },
        h: { comes: 1, service: 1, value: 2 },
      }),
    ).toEqual(['0 a begins', '1 a gives way', '1 h begins', '2 a begins', '2 h finishes', '6 a finishes']);
  });

  test('a free place is taken before anybody gives way', () => {
    expect(displaced({ a: { comes: 0, service: 10 }, h: { comes: 3, service: 1, value: 9 } })).toEqual([]);
  });

  test('two places are taken from two', () => {
    expect(
      displaced({
        a: { comes: 0, service: 10 },
        b: { comes: 1, service: 10 },
        h: { comes: 3, service: 1, value: 9, need: 2 },
      }),
    ).toEqual(['3 a gives way', '3 b gives way']);
  });

  test('where too few would give way nobody does', () => {
    expect(
      displaced({
        a: { comes: 0, service: 10, value: 9 },
        b: { comes: 1, service: 10 },
        h: { comes: 3, service: 1, value: 9, need: 2 },
      }),
    ).toEqual([]);
  });

  test('waiting makes nobody urgent enough to displace: that goes by value', () => {
    expect(begins(urgent, { a: { comes: 0, service: 20 }, b: { comes: 1, service: 1, value: 0, perDay: 5 } })).toEqual([
      '0 a',
      '20 b',
    ]);
  });

  test('at the second site, where the first has only those as urgent', () => {
    expect(
      trace(
        { sites: { north: { places: 1, preempts: true }, south: { places: 1, preempts: true } } },
        {
          a: { comes: 0, service: 9, value: 2 },
          b: { comes: 1, service: 9 },
          h: { comes: 3, service: 1, value: 2 },
        },
      ),
    ).toEqual([
      '0 a begins at north',
      '1 b begins at south',
      '3 b gives way',
      '3 h begins at south',
      '4 b begins at south',
      '4 h finishes',
      '9 a finishes',
      '11 b finishes',
    ]);
  });

  /** a is served from day 0 by this clock, h from day `comes` for 3 days. */
  const displacedAt = (comes: number, clock: string): number => {
    const text = `
pathway: p
run: {start: 2025-04-01, years: 2, replications: 1}
attributes: {who: [a, h]}
moments: [born]
resources: {desk: {places: 1, preempts: true, priority: {by: who, values: {a: 1, h: 2}}}}
arrivals:
  a: {rate: 0 per day, at_start: 1, attributes: {who: {a: 1}}}
  h: {rate: 0 per day, at_start: 1, attributes: {who: {h: 1}}}
regions:
  case:
    initial: coming
    states: {coming: {marks: born}, waiting: {queues: desk}, served: {holds: desk}, done: {final: true}}
    transitions:
      comes-of-a: {from: coming, to: waiting, when: {who: a}, clock: {fixed: 0 days, since: entry}}
      comes-of-h: {from: coming, to: waiting, when: {who: h}, clock: {fixed: ${comes} days, since: entry}}
      begins: {from: waiting, to: served, on: place}
      finishes-of-a: {from: served, to: done, when: {who: a}, clock: {${clock}}}
      finishes-of-h: {from: served, to: done, when: {who: h}, clock: {fixed: 3 days, since: entry}}
      gives_way: {from: served, to: waiting, on: preempted}
`;
    return Number(
      lines(text)
        .find((line) => line.endsWith(' a finishes'))!
        .split(' ')[0],
    );
  };

  test.each([
    'exponential: 0.1 per day',
    'lognormal: {median: 9 days, sdlog: 1}, since: entry',
    'weibull: {shape: 3, scale: 9 days}, since: entry',
    'weibull: {shape: 0.5, scale: 200 days}, since: entry',
    'piecewise: {0 days: 0.05 per day, 3 days: 0.2 per day}, since: entry',
    'empirical: {2 days: 0.2, 30 days: 1}, since: entry',
  ])('%s: what was left is left', (clock) => {
    const alone = displacedAt(700, clock);
    // Within its service, at a third of it and at two.
    const early = displacedAt(Math.max(1, Math.floor(alone / 3)), clock);
    const late = displacedAt(Math.max(1, Math.floor((2 * alone) / 3)), clock);
    expect(alone).toBeGreaterThan(1);
    expect(early).toBeCloseTo(alone + 3, 8);
    expect(late).toBeCloseTo(alone + 3, 8);
  });

  test('a clock since a moment does not stand still', () => {
    expect(displacedAt(4, 'fixed: 10 days, since: born')).toBe(10);
  });

  test('nor does one since a date', () => {
    expect(displacedAt(4, 'fixed: 10 days, since: start')).toBe(10);
  });
});

describe('a place held for a time of its own', () => {
  const held = (holdsFor: string, service: string, final: string): string[] =>
    lines(`
pathway: p
run: {start: 2025-04-01, years: 1, replications: 1}
resources: {desk: {places: 1}}
arrivals:
  a: {rate: 0 per day, at_start: 1}
  b: {rate: 0 per day, at_start: 1}
regions:
  case:
    initial: waiting
    states: {waiting: {queues: desk}, served: {holds: desk, holds_for: {fixed: ${holdsFor}}}, done: {${final}}}
    transitions:
      begins: {from: waiting, to: served, on: place}
      finishes: {from: served, to: done, clock: {fixed: ${service}, since: entry}}
`);

  test('that outlives the state', () => {
    expect(held('5 days', '2 days', 'stays: true')).toEqual([
      '0 a begins',
      '2 a finishes',
      '5 b begins',
      '7 b finishes',
    ]);
  });

  test('that outlives the life', () => {
    expect(held('5 days', '2 days', 'final: true')).toEqual([
      '0 a begins',
      '2 a finishes',
      '5 b begins',
      '7 b finishes',
    ]);
    expect(held('5 days', '0 days', 'final: true')).toEqual([
      '0 a begins',
      '0 a finishes',
      '5 b begins',
      '5 b finishes',
    ]);
  });

  test('that ends before the state', () => {
    expect(held('2 days', '6 days', 'final: true')).toEqual([
      '0 a begins',
      '2 b begins',
      '6 a finishes',
      '8 b finishes',
    ]);
  });
});
