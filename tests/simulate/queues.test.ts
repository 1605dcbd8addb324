/** Queues with random arrivals against Erlang's formulas, to 4%; `tests/science` has them to 1%. */
import { describe, expect, test } from 'vitest';
import { impatient, multiServer } from '../support/closed-forms.js';
import { expectNear } from '../support/estimates.js';
import { figuresOf, queueOf } from '../support/queues.js';
import { runOnce, sum } from '../support/runs.js';

describe('a queue with random arrivals', () => {
  test.each([
    [1, 1.2, 2],
    [3, 3, 2],
  ])('with %d places waits as Erlang says', (places, perDay, rate) => {
    const exact = multiServer(places, perDay, rate);
    const found = figuresOf({ perDay, places, service: `exponential: ${rate} per day`, years: 6 }, 12);
    expectNear(found.waits, exact.waits, 'waits', 0.02);
    expectNear(found.wait, exact.wait, 'wait', 0.04);
    expectNear(found.queue, exact.queue, 'queue', 0.04);
    expectNear(found.busy, exact.busy, 'busy', 0.01);
  });

  test('whose customers lose patience loses as many as Erlang A says', () => {
    const exact = impatient(2, 3, 1, 0.5);
    const found = figuresOf(
      { perDay: 3, places: 2, service: 'exponential: 1 per day', patience: 'exponential: 0.5 per day', years: 5 },
      8,
    );
    expectNear(found.givesUp, exact.givesUp, 'gives up', 0.02);
    expectNear(found.queue, exact.queue, 'queue', 0.02);
    expectNear(found.busy, exact.busy, 'busy');
  });

  test('Little’s law: the time waited is the queue over time, to the tick, once nobody waits any more', () => {
    const text = queueOf({ perDay: 3, places: 3, service: 'lognormal: {mean: 0.9 days, sdlog: 1}', years: 2 }).replace(
      'rate: 3 per day',
      'rate: {2025-04-01: 3 per day, 2026-10-01: 0 per day}',
    );
    const reading = runOnce(text);
    expect(reading.stock('waiting').at(-1)).toBe(0);
    expect(sum(reading.timeTicks('begin'))).toBe(sum(reading.ticks('waiting')));
    expect(reading.count('begin')).toBe(reading.count('came'));
  });

  test('with more places has less waiting in all', () => {
    const waited = [3, 4, 5, 8, 20].map((places) =>
      runOnce(queueOf({ perDay: 3, places, service: 'lognormal: {mean: 0.9 days, sdlog: 1}', years: 2 })).days(
        'waiting',
      ),
    );
    for (let i = 1; i < waited.length; i++) expect(waited[i]!).toBeLessThanOrEqual(waited[i - 1]!);
    expect(waited.at(-1)).toBe(0);
  });
});
