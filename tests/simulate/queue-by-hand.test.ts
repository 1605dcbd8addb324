/** Queues worked out on paper, and the same few loops by computer for any queue of whole days. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { simulated, workedOut, type Customer, type Places } from '../support/queue-by-hand.js';

/** The day each began (or `-`), gave up (with a minus sign in front) or neither (`waits`), in one line. */
function story(customers: readonly Customer[], places: Places): string {
  return simulated(customers, places)
    .map(
      ({ began, gaveUp }) =>
        [began === null ? '' : `began ${began}`, gaveUp === null ? '' : `gave up ${gaveUp}`]
          .filter((words) => words !== '')
          .join(' and ') || 'waits',
    )
    .join(', ');
}

const one: Places = [[0, 1]];

describe('first come, first served', () => {
  test('one place: each begins when the one before has finished', () => {
    const customers = [
      { comes: 0, service: 5 },
      { comes: 1, service: 2 },
      { comes: 2, service: 4 },
      { comes: 20, service: 1 },
    ];
    expect(story(customers, one)).toBe('began 0, began 5, began 7, began 20');
  });

  test('two places: the first to be free takes the first who waits', () => {
    const customers = [
      { comes: 0, service: 9 },
      { comes: 1, service: 3 },
      { comes: 2, service: 3 },
      { comes: 3, service: 1 },
      { comes: 3, service: 1 },
    ];
    expect(story(customers, [[0, 2]])).toBe('began 0, began 1, began 4, began 7, began 8');
  });

  test('whoever comes at the same instant is served in the order of names', () => {
    const customers = [
      { comes: 4, service: 2 },
      { comes: 4, service: 3 },
      { comes: 4, service: 4 },
    ];
    expect(story(customers, one)).toBe('began 4, began 6, began 9');
  });

  test('a place given up at the instant somebody comes is free: release before seize', () => {
    const customers = [
      { comes: 0, service: 5 },
      { comes: 5, service: 5 },
      { comes: 10, service: 5 },
    ];
    expect(story(customers, one)).toBe('began 0, began 5, began 10');
  });

  test('a place given up goes to who waits, not to who comes at that instant', () => {
    const customers = [
      { comes: 5, service: 1 },
      { comes: 0, service: 5 },
      { comes: 4, service: 2 },
    ];
    expect(story(customers, one)).toBe('began 7, began 0, began 5');
  });

  test('where nobody ever leaves a place, the others wait to the end', () => {
    const customers = [
      { comes: 0, service: 5000 },
      { comes: 1, service: 1 },
      { comes: 2, service: 1 },
    ];
    expect(story(customers, one)).toBe('began 0, waits, waits');
  });
});

describe('giving up', () => {
  test('who loses patience leaves the queue, and is not served afterwards', () => {
    const customers = [
      { comes: 1, service: 3 },
      { comes: 2, service: 3, patience: 1 },
    ];
    expect(story(customers, one)).toBe('began 1, gave up 3');
  });

  test('whoever stood behind moves up', () => {
    const customers = [
      { comes: 0, service: 10 },
      { comes: 1, service: 10, patience: 3 },
      { comes: 2, service: 1 },
      { comes: 3, service: 1, patience: 20 },
    ];
    expect(story(customers, one)).toBe('began 0, gave up 4, began 10, began 11');
  });

  test('a place given up at the instant patience ends is still taken: releases come before own events', () => {
    const customers = [
      { comes: 0, service: 5 },
      { comes: 1, service: 1, patience: 4 },
    ];
    expect(story(customers, one)).toBe('began 0, began 5');
  });

  test('a place that opens at the instant patience ends is still taken: places change before own events', () => {
    expect(
      story(
        [{ comes: 1, service: 1, patience: 4 }],
        [
          [0, 0],
          [5, 1],
        ],
      ),
    ).toBe('began 5');
  });

  test('without patience a unit takes a free place or goes at once', () => {
    const customers = [
      { comes: 0, service: 5, patience: 0 },
      { comes: 3, service: 5, patience: 0 },
      { comes: 5, service: 5, patience: 0 },
    ];
    expect(story(customers, one)).toBe('began 0, gave up 3, began 5');
  });

  test('one who gives up makes room in the queue, not in a place', () => {
    const customers = [
      { comes: 0, service: 100 },
      { comes: 1, service: 1, patience: 2 },
      { comes: 2, service: 1, patience: 2 },
      { comes: 3, service: 1 },
    ];
    expect(story(customers, one)).toBe('began 0, gave up 3, gave up 4, began 100');
  });

  test('nobody is served where there is never a place', () => {
    expect(
      story(
        [
          { comes: 0, service: 1 },
          { comes: 1, service: 1, patience: 5 },
        ],
        [[0, 0]],
      ),
    ).toBe('waits, gave up 6');
  });
});

describe('places that change', () => {
  test('a new place is taken at once by the first who waits', () => {
    const customers = [
      { comes: 0, service: 50 },
      { comes: 1, service: 50 },
      { comes: 2, service: 50 },
    ];
    expect(
      story(customers, [
        [0, 1],
        [7, 2],
        [9, 3],
      ]),
    ).toBe('began 0, began 7, began 9');
  });

  test('a fall turns nobody out: places close as they are given up', () => {
    const customers = [
      { comes: 0, service: 10 },
      { comes: 0, service: 20 },
      { comes: 1, service: 5 },
    ];
    // One of two places closes on day 3; the first given up (day 10) is the one that closes.
    expect(
      story(customers, [
        [0, 2],
        [3, 1],
      ]),
    ).toBe('began 0, began 0, began 20');
    expect(
      simulated(customers, [
        [0, 2],
        [3, 1],
      ])[1]!.finished,
    ).toBe(20);
  });

  test('a fall to nothing and a rise again', () => {
    const customers = [
      { comes: 0, service: 4 },
      { comes: 1, service: 4 },
      { comes: 2, service: 4 },
    ];
    expect(
      story(customers, [
        [0, 1],
        [2, 0],
        [30, 1],
      ]),
    ).toBe('began 0, began 30, began 34');
  });

  test('a place given up at the instant places fall is gone: the fall comes before the request', () => {
    const customers = [
      { comes: 0, service: 5 },
      { comes: 5, service: 1 },
    ];
    expect(
      story(customers, [
        [0, 1],
        [5, 0],
        [8, 1],
      ]),
    ).toBe('began 0, began 8');
  });

  test('but who already waits is served by a release before the fall at that instant', () => {
    const customers = [
      { comes: 0, service: 5 },
      { comes: 4, service: 1 },
    ];
    expect(
      story(customers, [
        [0, 1],
        [5, 0],
        [8, 1],
      ]),
    ).toBe('began 0, began 5');
  });
});

const customer = fc.record(
  { comes: fc.nat({ max: 30 }), service: fc.integer({ min: 1, max: 12 }), patience: fc.nat({ max: 15 }) },
  { requiredKeys: ['comes', 'service'] },
);
const customers = fc.array(customer, { minLength: 1, maxLength: 9 });
const patientCustomers = fc.array(fc.record({ comes: fc.nat({ max: 30 }), service: fc.integer({ min: 1, max: 12 }) }), {
  minLength: 1,
  maxLength: 9,
});
/** From 0 to 3 places on up to four days. */
const places = fc
  .uniqueArray(fc.nat({ max: 40 }), { maxLength: 3 })
  .chain((days) =>
    fc
      .array(fc.nat({ max: 3 }), { minLength: days.length + 1, maxLength: days.length + 1 })
      .map((counts): Places =>
        [0, ...days.filter((day) => day > 0).sort((a, b) => a - b)].map((day, i) => [day, counts[i]!] as const),
      ),
  );

describe('any queue of whole days', () => {
  test('goes as the plain loops have it: who, when, and who gives up', () => {
    fc.assert(
      fc.property(customers, places, (who, open) => {
        expect(simulated(who, open)).toEqual(workedOut(who, open));
      }),
      { numRuns: 60, seed: 1 },
    );
  });

  test('more places never make anybody wait longer, child by child', () => {
    fc.assert(
      fc.property(patientCustomers, fc.integer({ min: 1, max: 3 }), (who, n) => {
        const few = simulated(who, [[0, n]]);
        const more = simulated(who, [[0, n + 1]]);
        more.forEach(({ began }, i) => expect(began).toBeLessThanOrEqual(few[i]!.began!));
      }),
      { numRuns: 25, seed: 2 },
    );
  });

  test('never more served than there are places, and a unit is served, lost or still there, once', () => {
    fc.assert(
      fc.property(customers, fc.integer({ min: 0, max: 3 }), (who, n) => {
        const fates = simulated(who, [[0, n]]);
        for (let day = 0; day < 150; day++) {
          const inPlaces = fates.filter(
            ({ began }, i) => began !== null && began <= day && day < began + who[i]!.service,
          );
          expect(inPlaces.length).toBeLessThanOrEqual(n);
        }
        fates.forEach(({ began, gaveUp }) => expect(began === null || gaveUp === null).toBe(true));
      }),
      { numRuns: 20, seed: 3 },
    );
  });
});
