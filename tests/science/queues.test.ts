/** Queues that turn nobody away, and queues that do, against their exact long-run figures. */
import { describe, expect, test } from 'vitest';
import { agrees, held } from '../support/battery.js';
import { choosy, erlangB, impatient, multiServer } from '../support/closed-forms.js';
import { LongRun } from '../support/queue-systems.js';

const SECTION = 'Queues';

describe('M/M/c: Erlang C', () => {
  test.each([
    [1, 1, 2, 24, 50],
    [3, 2, 1, 24, 45],
    [10, 7, 1, 12, 30],
  ])('%d places, %d a day, service at %d a day', (places, perDay, rate, years, replications) => {
    const exact = multiServer(places, perDay, rate);
    const law = `Erlang C, M/M/${places} at ${Math.round((100 * perDay) / rate / places)}% load`;
    const found = new LongRun(
      { perDay, clock: `exponential: ${rate} per day`, desks: `places: ${places}` },
      years,
      replications,
    );
    agrees({ section: SECTION, law, what: 'chance of waiting' }, found.share('noticed'), exact.waits, 0.015);
    agrees({ section: SECTION, law, what: 'mean wait' }, found.wait(), exact.wait, places === 10 ? 0.03 : 0.02);
    agrees(
      { section: SECTION, law, what: 'mean queue' },
      found.mean(['waiting']),
      exact.queue,
      places === 10 ? 0.03 : 0.02,
    );
    agrees({ section: SECTION, law, what: 'places in use' }, found.mean(['served']), exact.busy);
    found.little({ section: SECTION, law });
  });
});

describe('M/G/1: Pollaczek and Khinchine', () => {
  // Coefficients of variation 0, 0.5 (twice), 1 and 2.
  test.each<[string, string, number, number, number]>([
    ['0, fixed', 'fixed: 0.5 days, since: entry', 0, 24, 0.01],
    ['0.5, gamma', 'gamma: {shape: 4, mean: 0.5 days}, since: entry', 0.25, 24, 0.01],
    ['0.52, Weibull', 'weibull: {shape: 2, scale: 0.564189584 days}, since: entry', 4 / Math.PI - 1, 24, 0.01],
    ['1, exponential', 'exponential: {mean: 0.5 days}', 1, 36, 0.012],
    ['2, lognormal', `lognormal: {mean: 0.5 days, sdlog: ${Math.sqrt(Math.log(5))}}, since: entry`, 4, 40, 0.05],
  ])('coefficient of variation %s', (name, clock, squaredVariation, years, precision) => {
    const perDay = 1.1;
    const load = perDay * 0.5;
    const queue = (load * load * (1 + squaredVariation)) / (2 * (1 - load));
    const law = `Pollaczek-Khinchine, M/G/1, coefficient of variation ${name}`;
    const found = new LongRun({ perDay, clock, desks: 'places: 1' }, years, 50);
    agrees({ section: SECTION, law, what: 'mean queue' }, found.mean(['waiting']), queue, precision);
    agrees({ section: SECTION, law, what: 'mean wait' }, found.wait(), queue / perDay, precision);
    agrees({ section: SECTION, law, what: 'chance of waiting' }, found.share('noticed'), load);
    found.little({ section: SECTION, law });
  });
});

describe('M/M/c with patience: Erlang A', () => {
  test.each([
    [1, 1.5, 1, 0.4, 25],
    [4, 5, 1, 0.25, 16],
  ])('%d places, %d a day', (places, perDay, rate, givingUp, replications) => {
    const exact = impatient(places, perDay, rate, givingUp);
    const law = `Erlang A, M/M/${places}+M, ${perDay} a day`;
    const found = new LongRun(
      {
        perDay,
        clock: `exponential: ${rate} per day`,
        desks: `places: ${places}`,
        more: [`give_up: {from: waiting, to: lost, clock: {exponential: ${givingUp} per day}}`],
      },
      12,
      replications,
    );
    agrees({ section: SECTION, law, what: 'share who give up' }, found.share('lost'), exact.givesUp);
    agrees({ section: SECTION, law, what: 'mean queue' }, found.mean(['waiting']), exact.queue);
    agrees({ section: SECTION, law, what: 'places in use' }, found.mean(['served']), exact.busy);
    found.little({ section: SECTION, law });
  });
});

describe('no queue: Erlang B, whatever the stays', () => {
  test.each([
    ['exponential', 'exponential: 1 per day'],
    ['lognormal', 'lognormal: {mean: 1 day, sdlog: 1}, since: entry'],
    ['fixed', 'fixed: 1 day, since: entry'],
  ])('%s', (name, clock) => {
    const found = new LongRun(
      {
        perDay: 4,
        clock,
        desks: 'places: 5, queue_limit: 0',
        more: ['turn_away: {from: waiting, to: lost, on: full}'],
      },
      7,
      30,
    );
    const exact = erlangB(5, 4);
    agrees({ section: SECTION, law: 'Erlang B', what: `share lost, ${name} stays` }, found.share('lost'), exact);
    agrees(
      { section: SECTION, law: 'Erlang B', what: `places in use, ${name} stays` },
      found.mean(['served']),
      4 * (1 - exact),
    );
    found.little({ section: SECTION, law: `Erlang B, ${name} stays` });
  });

  test('where the place outlives the stay, and the life', () => {
    const found = new LongRun(
      {
        perDay: 4,
        clock: 'fixed: 0 days, since: entry',
        served: ', holds_for: {lognormal: {mean: 1 day, sdlog: 1}}',
        desks: 'places: 5, queue_limit: 0',
        more: ['turn_away: {from: waiting, to: lost, on: full}'],
      },
      7,
      30,
    );
    agrees(
      { section: SECTION, law: 'Erlang B', what: 'share lost, lognormal times held after the life has ended' },
      found.share('lost'),
      erlangB(5, 4),
    );
  });
});

describe('a limited queue: M/M/c/K', () => {
  test.each([
    [1, 0.9, 3],
    [3, 3, 2],
    [5, 4, 1],
  ])('%d places, %d a day, room for %d to wait', (places, perDay, limit) => {
    const exact = choosy(
      places,
      perDay,
      1,
      Array.from({ length: limit }, () => 1),
    );
    const law = `M/M/${places}/${places + limit}, ${perDay} a day`;
    const found = new LongRun(
      {
        perDay,
        clock: 'exponential: 1 per day',
        desks: `places: ${places}, queue_limit: ${limit}`,
        more: ['turn_away: {from: waiting, to: lost, on: full}'],
      },
      15,
      Math.ceil(75 / perDay),
    );
    agrees({ section: SECTION, law, what: 'share lost' }, found.share('lost'), exact.lost);
    agrees({ section: SECTION, law, what: 'mean queue' }, found.mean(['waiting']), exact.queue);
    agrees({ section: SECTION, law, what: 'mean wait of those served' }, found.wait(), exact.wait);
    agrees({ section: SECTION, law, what: 'places in use' }, found.mean(['served']), exact.busy);
    found.little({ section: SECTION, law });
  });
});

describe('balking: a birth and death chain', () => {
  test.each<[string, number, string, readonly number[]]>([
    ['30% at one, 60% at three, all at six', 2, '{0: 0, 1: 0.3, 3: 0.6, 6: 1}', [1, 0.7, 0.7, 0.4, 0.4, 0.4]],
    ['half at any wait, all at two', 1, '{0: 0.5, 2: 1}', [0.5, 0.5]],
  ])('%s', (words, places, balking, joins) => {
    const perDay = 1.4 * places;
    const exact = choosy(places, perDay, 1, joins);
    const law = `Birth and death, M/M/${places}, ${perDay} a day, ${words} balk`;
    const found = new LongRun(
      {
        perDay,
        clock: 'exponential: 1 per day',
        desks: `places: ${places}, balking: ${balking}`,
        more: ['balk: {from: waiting, to: lost, on: balk}'],
      },
      15,
      40,
    );
    agrees({ section: SECTION, law, what: 'share who balk' }, found.share('lost'), exact.lost);
    agrees({ section: SECTION, law, what: 'mean queue' }, found.mean(['waiting']), exact.queue);
    agrees({ section: SECTION, law, what: 'places in use' }, found.mean(['served']), exact.busy);
    found.little({ section: SECTION, law });
  });
});

describe('several sites waited for together are one', () => {
  test('two places here and three there, with a queue: Erlang C of five', () => {
    const exact = multiServer(5, 3.5, 1);
    const law = 'Erlang C, two sites of 2 and 3 places are M/M/5 at 70% load';
    const found = new LongRun(
      {
        perDay: 3.5,
        clock: 'exponential: 1 per day',
        resources: '{north: {places: 2}, south: {places: 3}}',
        sites: '[north, south]',
      },
      16,
      40,
    );
    agrees({ section: SECTION, law, what: 'chance of waiting' }, found.share('noticed'), exact.waits, 0.015);
    agrees({ section: SECTION, law, what: 'mean wait' }, found.wait(), exact.wait, 0.025);
    agrees({ section: SECTION, law, what: 'mean queue' }, found.mean(['waiting']), exact.queue, 0.025);
    found.little({ section: SECTION, law });
  });

  test('and without one: Erlang B of five', () => {
    const law = 'Erlang B, two sites of 2 and 3 places';
    const found = new LongRun(
      {
        perDay: 4,
        clock: 'lognormal: {mean: 1 day, sdlog: 1}, since: entry',
        resources: '{north: {places: 2, queue_limit: 0}, south: {places: 3, queue_limit: 0}}',
        sites: '[north, south]',
        more: ['turn_away: {from: waiting, to: lost, on: full}'],
      },
      7,
      30,
    );
    agrees({ section: SECTION, law, what: 'share lost' }, found.share('lost'), erlangB(5, 4));
    found.little({ section: SECTION, law });
  });
});

describe('places that are shared by all', () => {
  test('leave nobody waiting beside a free one', () => {
    const { readings } = new LongRun(
      {
        perDay: 5,
        clock: 'exponential: 1 per day',
        desks: 'places: 4',
        more: ['give_up: {from: waiting, to: lost, clock: {exponential: 0.3 per day}}'],
      },
      5,
      20,
    );
    const ends = readings.flatMap((reading) =>
      reading.stock('served').map((busy, k) => ({ busy, waiting: reading.stock('waiting')[k]! })),
    );
    expect(ends.filter(({ busy, waiting }) => busy < 4 && waiting > 0)).toEqual([]);
    held({ section: SECTION, law: 'Nobody waits beside a free place', what: 'M/M/4+M' }, `${ends.length} month ends`);
  });
});
