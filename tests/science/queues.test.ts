/**
 * Queues against their exact long-run figures, each known to within 1%.
 *
 * Claims: 4 standard errors each, some 35 of them: a right model fails one with a chance of about 1 in 400 where the seed
 * is changed (seeds are fixed, so this file passes always or never).
 */
import { describe, expect, test } from 'vitest';
import { impatient, multiServer } from '../support/closed-forms.js';
import { estimate, expectNear } from '../support/estimates.js';
import { figuresOf, queueOf } from '../support/queues.js';
import { run } from '../support/runs.js';

describe('M/M/c: Erlang C', () => {
  test.each([
    [1, 1, 2, 30, 60],
    [3, 2, 1, 30, 50],
    [10, 7, 1, 14, 40],
  ])('%d places, %d a day, service at %d a day', (places, perDay, rate, years, replications) => {
    const exact = multiServer(places, perDay, rate);
    const found = figuresOf({ perDay, places, service: `exponential: ${rate} per day`, years }, replications);
    expectNear(found.waits, exact.waits, 'waits');
    expectNear(found.wait, exact.wait, 'wait', places === 10 ? 0.02 : 0.01);
    expectNear(found.queue, exact.queue, 'queue', places === 10 ? 0.02 : 0.01);
    expectNear(found.busy, exact.busy, 'busy');
  });
});

describe('M/G/1: Pollaczek and Khinchine', () => {
  test.each([
    ['fixed: 0.5 days', 0.5, 0],
    ['weibull: {shape: 2, scale: 0.564189584 days}', 0.5, 4 / Math.PI - 1],
    ['lognormal: {mean: 0.5 days, sdlog: 0.6}', 0.5, Math.exp(0.36) - 1],
  ])('%s', (service, mean, squaredVariation) => {
    const perDay = 1.2;
    const load = perDay * mean;
    const queue = (load * load * (1 + squaredVariation)) / (2 * (1 - load));
    const found = figuresOf({ perDay, places: 1, service, years: 30 }, 50);
    expectNear(found.queue, queue, 'queue');
    expectNear(found.wait, queue / perDay, 'wait');
    expectNear(found.waits, load, 'waits');
  });
});

describe('M/M/c with patience: Erlang A', () => {
  test.each([
    [1, 1.5, 1, 0.4],
    [4, 5, 1, 0.25],
  ])('%d places, %d a day', (places, perDay, rate, givingUp) => {
    const exact = impatient(places, perDay, rate, givingUp);
    const found = figuresOf(
      {
        perDay,
        places,
        service: `exponential: ${rate} per day`,
        patience: `exponential: ${givingUp} per day`,
        years: 20,
      },
      25,
    );
    expectNear(found.givesUp, exact.givesUp, 'gives up');
    expectNear(found.queue, exact.queue, 'queue');
    expectNear(found.busy, exact.busy, 'busy');
  });
});

describe('M/G/∞: no limit', () => {
  test.each(['exponential: {mean: 40 days}', 'fixed: 40 days', 'lognormal: {mean: 40 days, sdlog: 0.9}'])(
    '%s: as many in as arrive in a mean stay, and Poisson',
    (service) => {
      const readings = run(queueOf({ perDay: 2, places: 'unlimited', service, years: 3 }), { replications: 500 });
      const now = readings.map((reading) => reading.stock('served')[36]!);
      const found = estimate(readings, (reading) => reading.stock('served')[36]!);
      expectNear(found, 80);
      const variance = found.se ** 2 * now.length;
      expect(Math.abs(variance / 80 - 1)).toBeLessThan(4 * Math.sqrt(2 / now.length));
    },
  );
});

describe('places that are shared by all', () => {
  test('leave nobody waiting beside a free one', () => {
    const readings = run(
      queueOf({
        perDay: 5,
        places: 4,
        service: 'exponential: 1 per day',
        patience: 'exponential: 0.3 per day',
        years: 5,
      }),
      { replications: 20 },
    );
    const idle = readings.flatMap((reading) =>
      reading.stock('served').filter((busy, k) => busy < 4 && reading.stock('waiting')[k]! > 0),
    );
    expect(idle).toEqual([]);
  });
});
