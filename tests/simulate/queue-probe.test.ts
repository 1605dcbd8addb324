import { test } from 'vitest';
import { trace } from '../support/queue-trace.js';
test('probe', () => {
  const show = (t: string, f: () => string[]) => {
    try {
      console.log(t, JSON.stringify(f()));
    } catch (e) {
      console.log(t, 'ERR', String(e), JSON.stringify((e as any).problems ?? ''));
    }
  };
  show('fifo', () =>
    trace({ sites: { desk: { places: 1 } } }, { a: { comes: 0, service: 5 }, b: { comes: 1, service: 2 } }),
  );
  show('head gives up', () =>
    trace(
      { sites: { desk: { places: 3 } } },
      { a: { comes: 0, service: 20 }, b: { comes: 1, service: 5, need: 3, patience: 4 }, c: { comes: 2, service: 3 } },
    ),
  );
  show('preempt multi', () =>
    trace(
      { sites: { desk: { places: 3, preempts: true } } },
      {
        a: { comes: 0, service: 20, need: 3, value: 1 },
        z: { comes: 1, service: 5, value: 0, perDay: 3 },
        h: { comes: 4, service: 3, value: 50 },
      },
    ),
  );
  show('preempt', () =>
    trace(
      { sites: { desk: { places: 1, preempts: true } } },
      { a: { comes: 0, service: 10, value: 1 }, h: { comes: 4, service: 3, value: 5 } },
    ),
  );
  show('preempt twice', () =>
    trace(
      { sites: { desk: { places: 1, preempts: true } } },
      {
        a: { comes: 0, service: 10, value: 1 },
        h: { comes: 4, service: 3, value: 5 },
        i: { comes: 9, service: 2, value: 5 },
      },
    ),
  );
  show('stop', () =>
    trace(
      {
        sites: {
          desk: {
            places: [
              [0, 3],
              [5, 1],
            ],
            whenFewer: 'stop',
          },
        },
      },
      { a: { comes: 0, service: 10 }, b: { comes: 1, service: 10 }, c: { comes: 2, service: 3 } },
    ),
  );
  show('stop waiting', () =>
    trace(
      {
        stoppedGoTo: 'waiting',
        sites: {
          desk: {
            places: [
              [0, 3],
              [5, 1],
            ],
            whenFewer: 'stop',
          },
        },
      },
      { a: { comes: 0, service: 10 }, b: { comes: 1, service: 10 }, c: { comes: 2, service: 3 } },
    ),
  );
  show('sites', () =>
    trace(
      { sites: { north: { places: 1 }, south: { places: 1 } } },
      { a: { comes: 0, service: 10 }, b: { comes: 1, service: 5 }, c: { comes: 2, service: 3 } },
    ),
  );
  show('limit', () =>
    trace(
      { sites: { desk: { places: 1, limit: 1 } } },
      { a: { comes: 0, service: 10 }, b: { comes: 1, service: 5 }, c: { comes: 2, service: 3 } },
    ),
  );
  show('balk', () =>
    trace(
      { sites: { desk: { places: 1, balksAt: 1 } } },
      { a: { comes: 0, service: 10 }, b: { comes: 1, service: 5 }, c: { comes: 2, service: 3 } },
    ),
  );
});
