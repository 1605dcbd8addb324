/** The clocks of a file: every family as it may be written, what it counts from, and what is refused. */
import { stayClock } from '../../scenarios/schema/clock.js';
import { describe, expect, test } from 'vitest';
import { expectRefusal, resolve } from '../scenarios/in-memory.js';
import { QUEUE, queueWith } from '../scenarios/example-files.js';

const EXPONENTIAL = '{exponential: 1 per day}';
const YEAR = 365.25;
const finish = (clock: string) => {
  const file = QUEUE.replace(EXPONENTIAL, clock).replace('rate: 1000 per year', '$&\n    age: {0 to 18: 1}');
  return resolve({ 'queue.yaml': file }, 'queue.yaml').scenario.model.transitions.find(({ name }) => name === 'finish');
};
const refused = (clock: string, words: RegExp) => expectRefusal(queueWith(EXPONENTIAL, clock), words, 'queue.yaml');

describe('families', () => {
  test.each([
    ['gompertz: {rate: 0.1 per day, slope: 0.05 per year}', { family: 'gompertz', rate: 0.1, slope: 0.05 / YEAR }],
    ['gompertz: {rate: 0.1 per day, slope: -0.5 per day}', { family: 'gompertz', rate: 0.1, slope: -0.5 }],
    ['loglogistic: {shape: 2, scale: 3 days}', { family: 'loglogistic', shape: 2, scale: 3 }],
    ['loglogistic: {shape: 2, median: 3 days}', { family: 'loglogistic', shape: 2, scale: 3 }],
    ['gamma: {shape: 2, scale: 3 days}', { family: 'gamma', shape: 2, scale: 3 }],
    ['gamma: {shape: 2, mean: 3 days}', { family: 'gamma', shape: 2, scale: 1.5 }],
    [
      'phase_type: {start: {a: 0.75, b: 0.25}, rates: {a: {b: 0.1 per day, exit: 0.02 per day}, b: {exit: 0.5 per day}}}',
      {
        family: 'phase_type',
        start: [0.75, 0.25],
        rates: [
          [0, 0.1],
          [0, 0],
        ],
        exit: [0.02, 0.5],
      },
    ],
    [
      'mixture: [{weight: 0.6, weibull: {shape: 2, scale: 9 days}}, {weight: 0.3, exponential: 1 per day}, {weight: 0.1, never: true}]',
      {
        family: 'mixture',
        parts: [
          { weight: 0.6, hazard: { family: 'weibull', shape: 2, scale: 9 } },
          { weight: 0.3, hazard: { family: 'exponential', rate: 1 } },
          { weight: 0.1, hazard: 'never' },
        ],
      },
    ],
  ])('%s', (written, hazard) => {
    expect(finish(`{${written}, since: entry}`)?.trigger).toEqual({ kind: 'clock', hazard, since: 'entry' });
  });

  test('mu is the log of a time in the unit written', () => {
    const trigger = finish('{generalised_gamma: {mu: 1, sigma: 0.5, Q: -0.7, unit: weeks}, since: entry}')?.trigger;
    expect(trigger).toMatchObject({ hazard: { family: 'generalised_gamma', sigma: 0.5, Q: -0.7 } });
    expect(trigger?.kind === 'clock' && trigger.hazard.family === 'generalised_gamma' && trigger.hazard.mu).toBeCloseTo(
      1 + Math.log(7),
      14,
    );
  });

  test.each([
    ['at: [28 days, 119 days], every: 26 weeks', { times: [28, 119], every: 182 }],
    ['at: [28 days, 119 days]', { times: [28, 119], every: null }],
    ['every: 182 days', { times: [], every: 182 }],
  ])('recurring: {%s}', (written, schedule) => {
    expect(finish(`{recurring: {${written}}, since: entry}`)?.trigger).toEqual({
      kind: 'clock',
      hazard: { family: 'recurring', ...schedule },
      since: 'entry',
    });
  });
});

describe('what a clock counts from', () => {
  test.each([
    ['entry', 'entry'],
    ['birth', 'birth'],
    ['start', { day: 0 }],
    ['2025-04-01', { day: 0 }],
    ['2026-04-01', { day: 365 }],
    ['2025-03-30', { day: -2 }],
  ])('since: %s', (written, since) => {
    expect(finish(`{fixed: 3 days, since: ${written}}`)?.trigger).toMatchObject({ since });
  });

  test('an unknown word is refused with the words there are', () => {
    const error = refused('{fixed: 3 days, since: ❯brith}', /there is no moment 'brith'/);
    expect(error.problems[0]?.suggestion).toBe('birth');
    refused('{fixed: 3 days, since: ❯2025-02-30}', /no such day/);
    refused('{fixed: 3 days, since: ❯3 days}', /YYYY-MM-DD/);
  });

  test.each([
    'gompertz: {rate: 1 per day, slope: 1 per year}',
    'loglogistic: {shape: 2, scale: 3 days}',
    'gamma: {shape: 1, scale: 3 days}',
    'generalised_gamma: {mu: 1, sigma: 1, Q: 1, unit: days}',
    'phase_type: {start: {a: 1}, rates: {a: {exit: 1 per day}}}',
    'mixture: [{weight: 1, exponential: 1 per day}]',
    'recurring: {every: 30 days}',
  ])('must be said of %s', (written) => {
    const error = expectRefusal(
      queueWith(`clock: ${EXPONENTIAL}`, `❯clock: {${written}}`),
      /say what this clock counts from \('since: entry'\), or 'birth', 'start' .* or a date/,
      'queue.yaml',
    );
    expect(error.problems).toHaveLength(1);
  });
});

describe('what is refused', () => {
  test.each<[string, RegExp]>([
    ['{gompertz: {rate: 1 per day, slope: ❯0.05}, since: entry}', /a rate needs a unit: found '0.05'/],
    ['{gompertz: {rate: 1 per day, slope: ❯fast}, since: entry}', /not a rate: found 'fast'/],
    ['{gompertz: {rate: ❯-1 per day, slope: 0 per day}, since: entry}', /a rate cannot be below 0/],
    ['{❯loglogistic: {shape: 2}, since: entry}', /either 'scale' or 'median'/],
    ['{❯gamma: {shape: 2, scale: 1 day, mean: 2 days}, since: entry}', /either 'scale' or 'mean'/],
    ['{generalised_gamma: {mu: 1, sigma: 1, Q: 1, unit: ❯day}, since: entry}', /not one of the words allowed/],
    ['{❯generalised_gamma: {mu: 1, sigma: 1, Q: 1}, since: entry}', /'unit' is missing/],
    ['{phase_type: {start: {a: 1}, rates: {a: {❯b: 1 per day, exit: 1 per day}}}, since: entry}', /no phase 'b'/],
    ['{phase_type: {start: {❯b: 1}, rates: {a: {exit: 1 per day}}}, since: entry}', /there is no phase 'b'/],
    ['{phase_type: {❯start: {a: 0.5}, rates: {a: {exit: 1 per day}}}, since: entry}', /add up to 1, found 0.5/],
    ['{phase_type: {start: {a: 1}, rates: {a: {❯a: 1 per day, exit: 1 per day}}}, since: entry}', /rate to itself/],
    ['{phase_type: {start: {a: 1}, ❯rates: {a: {}}}, since: entry}', /no phase ends/],
    ['{phase_type: {start: {a: 1}, rates: {a: {exit: 1 per day}, ❯exit: {}}}, since: entry}', /no phase may be called/],
    ['{❯mixture: [{weight: 0.5, exponential: 1 per day}], since: entry}', /must add up to 1, found 0.5/],
    ['{mixture: [❯{weight: 1}], since: entry}', /exactly one family .*, found none/],
    ['{mixture: [{weight: 1, ❯fixed: 3 days}], since: entry}', /unknown key 'fixed'/],
    ['{mixture: [{weight: 1, ❯recurring: {every: 3 days}}], since: entry}', /unknown key 'recurring'/],
    ['{❯recurring: {}, since: entry}', /has times .*, an interval .*, or both/],
    ['{recurring: {at: [3 days, ❯2 days]}, since: entry}', /later than the one before/],
    ['{recurring: {at: [❯0 days]}, since: entry}', /longer than 0 days/],
  ])('%s', (written, words) => {
    refused(written, words);
  });

  test('a stay cannot recur', () => {
    expect(stayClock.safeParse({ gamma: { shape: 2, mean: '30 days' } }).success).toBe(true);
    expect(stayClock.safeParse({ recurring: { every: '30 days' } }).success).toBe(false);
  });
});
