/** Queues that serve the more urgent first, against the exact mean waits of each class. */
import { describe, test } from 'vitest';
import { agrees } from '../support/battery.js';
import {
  delayDependent,
  headOfTheLine,
  multiServer,
  preemptiveResume,
  type CustomerClass,
} from '../support/closed-forms.js';
import { LongRun } from '../support/queue-systems.js';

const SECTION = 'Queues with priorities';

/** Classes by name, all with one law of service. */
interface Kinds {
  readonly rates: Readonly<Record<string, number>>;
  readonly mean: number;
  readonly squaredVariation: number;
}

const perDay = ({ rates }: Kinds): number => Object.values(rates).reduce((sum, rate) => sum + rate, 0);
const shares = (kinds: Kinds): Record<string, number> =>
  Object.fromEntries(Object.entries(kinds.rates).map(([name, rate]) => [name, rate / perDay(kinds)]));
const classesOf = ({ rates, mean, squaredVariation }: Kinds): CustomerClass[] =>
  Object.values(rates).map((rate) => ({ perDay: rate, mean, square: mean * mean * (1 + squaredVariation) }));

const EXPONENTIAL = { mean: 1, squaredVariation: 1 };
const LOGNORMAL = { mean: 1, squaredVariation: Math.exp(0.49) - 1 };
const lognormal = 'lognormal: {mean: 1 day, sdlog: 0.7}, since: entry';

describe('nobody is disturbed: Cobham', () => {
  test.each<[string, Kinds, string, string]>([
    [
      'M/M/1, two classes',
      { rates: { hi: 0.25, lo: 0.35 }, ...EXPONENTIAL },
      'exponential: 1 per day',
      '{hi: 2, lo: 1}',
    ],
    [
      'M/M/1, three classes',
      { rates: { hi: 0.2, mid: 0.2, lo: 0.2 }, ...EXPONENTIAL },
      'exponential: 1 per day',
      '{hi: 3, mid: 2, lo: 0}',
    ],
    [
      'M/G/1, lognormal service, two classes',
      { rates: { hi: 0.25, lo: 0.35 }, ...LOGNORMAL },
      lognormal,
      '{hi: 2, lo: 1}',
    ],
  ])('%s', (words, kinds, clock, values) => {
    const law = `Cobham, ${words}`;
    const exact = headOfTheLine(classesOf(kinds));
    const found = new LongRun(
      {
        perDay: perDay(kinds),
        classes: shares(kinds),
        clock,
        desks: `places: 1, priority: {by: k, values: ${values}}`,
      },
      24,
      55,
    );
    Object.entries(kinds.rates).forEach(([name, rate], i) => {
      agrees({ section: SECTION, law, what: `mean wait, ${name}` }, found.wait(`k=${name}`), exact[i]!, 0.02);
      agrees(
        { section: SECTION, law, what: `mean queue, ${name}` },
        found.mean(['waiting'], `k=${name}`),
        exact[i]! * rate,
        0.02,
      );
    });
    found.little({ section: SECTION, law });
  });
});

describe('a place for the more urgent: preemptive resume', () => {
  test.each<[string, Kinds, string, string]>([
    [
      'M/M/1, two classes',
      { rates: { hi: 0.25, lo: 0.35 }, ...EXPONENTIAL },
      'exponential: 1 per day',
      '{hi: 2, lo: 1}',
    ],
    [
      'M/G/1, lognormal service, two classes',
      { rates: { hi: 0.25, lo: 0.35 }, ...LOGNORMAL },
      lognormal,
      '{hi: 2, lo: 1}',
    ],
    [
      'M/G/1, fixed service, three classes',
      { rates: { hi: 0.2, mid: 0.2, lo: 0.2 }, mean: 1, squaredVariation: 0 },
      'fixed: 1 day, since: entry',
      '{hi: 3, mid: 2, lo: 1}',
    ],
  ])('%s', (words, kinds, clock, values) => {
    const law = `Preemptive resume, ${words}`;
    const exact = preemptiveResume(classesOf(kinds));
    const found = new LongRun(
      {
        perDay: perDay(kinds),
        classes: shares(kinds),
        clock,
        desks: `places: 1, preempts: true, priority: {by: k, values: ${values}}`,
        more: ['gives_way: {from: served, to: waiting, on: preempted}'],
      },
      24,
      55,
    );
    Object.entries(kinds.rates).forEach(([name, rate], i) => {
      agrees(
        { section: SECTION, law, what: `mean time from arrival to end, ${name}` },
        found.timeInAll(`k=${name}`),
        exact[i]!,
        0.02,
      );
      agrees(
        { section: SECTION, law, what: `mean number in, ${name}` },
        found.mean(['waiting', 'served'], `k=${name}`),
        exact[i]! * rate,
        0.02,
      );
      agrees(
        { section: SECTION, law, what: `places in use, ${name}` },
        found.mean(['served'], `k=${name}`),
        rate * kinds.mean,
        0.02,
      );
    });
    found.little({ section: SECTION, law });
  });

  test('of several places the most urgent notice nobody else: Erlang C of their own', () => {
    const law = 'Preemptive resume, M/M/3, two classes';
    const kinds: Kinds = { rates: { hi: 1.2, lo: 0.8 }, ...EXPONENTIAL };
    const found = new LongRun(
      {
        perDay: 2,
        classes: shares(kinds),
        clock: 'exponential: 1 per day',
        desks: 'places: 3, preempts: true, priority: {by: k, values: {hi: 2, lo: 1}}',
        more: ['gives_way: {from: served, to: waiting, on: preempted}'],
      },
      20,
      40,
    );
    const [own, all] = [multiServer(3, 1.2, 1), multiServer(3, 2, 1)];
    agrees({ section: SECTION, law, what: 'mean queue, hi' }, found.mean(['waiting'], 'k=hi'), own.queue, 0.03);
    // Whoever is served, service has no memory: the queue of both is that of an M/M/3.
    agrees({ section: SECTION, law, what: 'mean queue, both' }, found.mean(['waiting']), all.queue, 0.02);
    agrees(
      { section: SECTION, law, what: 'mean queue, lo' },
      found.mean(['waiting'], 'k=lo'),
      all.queue - own.queue,
      0.02,
    );
    found.little({ section: SECTION, law });
  });
});

describe('priority that rises with waiting: Kleinrock', () => {
  test.each<[string, Kinds, string, readonly number[]]>([
    ['M/M/1, slopes 1 and 2', { rates: { slow: 0.35, fast: 0.3 }, ...EXPONENTIAL }, 'exponential: 1 per day', [1, 2]],
    ['M/M/1, slopes 1 and 8', { rates: { slow: 0.35, fast: 0.3 }, ...EXPONENTIAL }, 'exponential: 1 per day', [1, 8]],
    [
      'M/G/1, lognormal service, slopes 1, 2 and 4',
      { rates: { slow: 0.2, even: 0.2, fast: 0.2 }, ...LOGNORMAL },
      lognormal,
      [1, 2, 4],
    ],
  ])('%s', (words, kinds, clock, slopes) => {
    const law = `Kleinrock's delay-dependent priorities, ${words}`;
    const exact = delayDependent(classesOf(kinds), slopes);
    const names = Object.keys(kinds.rates);
    const found = new LongRun(
      {
        perDay: perDay(kinds),
        classes: shares(kinds),
        clock,
        desks: `places: 1, priority: 1, priority_per_day: {by: k, values: {${names.map((name, i) => `${name}: ${slopes[i]!}`).join(', ')}}}`,
      },
      26,
      60,
    );
    names.forEach((name, i) => {
      agrees({ section: SECTION, law, what: `mean wait, ${name}` }, found.wait(`k=${name}`), exact[i]!, 0.025);
    });
    found.little({ section: SECTION, law });
  });
});
