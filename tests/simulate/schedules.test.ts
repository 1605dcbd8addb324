/** Schedules: listed times, intervals, pauses. By hand. */
import { describe, expect, test } from 'vitest';
import { livesOf } from '../support/lives.js';

const reviews = (
  schedule: string,
  {
    since = 'entry',
    more = '',
    states = 'here: {stays: true}',
    transitions = '',
    regions = '',
    rate = 'rate: 0 per day, at_start: 3',
  } = {},
) =>
  livesOf(`
pathway: reviews
run: {start: 2025-04-01, years: 1, replications: 1, seed: reviews}
moments: [came]
arrivals: {units: {${rate}, age: {5 to 9: 1}}}
regions:
  case:
    initial: here
    states: {${states}}
    transitions:
      review: {from: here, to: stay, clock: {recurring: ${schedule}, since: ${since}}${more}}
${transitions}
  marker: {initial: on, states: {on: {marks: came, stays: true}}}
${regions}
`).lives;
const days = (lives: ReturnType<typeof reviews>, name = 'review'): number[][] =>
  lives.map((life) => life.events.filter(({ transition }) => transition === name).map(({ time }) => time));

describe('a schedule', () => {
  test('of listed days ends with the last', () => {
    expect(days(reviews('{at: [28 days, 119 days, 301.5 days]}'))).toEqual(Array(3).fill([28, 119, 301.5]));
  });

  test('goes on at its interval after the last listed day', () => {
    expect(days(reviews('{at: [28 days, 119 days], every: 100 days}'))).toEqual(Array(3).fill([28, 119, 219, 319]));
  });

  test('of an interval alone begins one interval after its zero, and never at once', () => {
    expect(days(reviews('{every: 150 days}'))).toEqual(Array(3).fill([150, 300]));
  });

  test('since a date past or to come keeps its days of the calendar', () => {
    expect(days(reviews('{every: 100 days}', { since: '2025-03-02' }))).toEqual(Array(3).fill([70, 170, 270]));
    expect(days(reviews('{every: 100 days}', { since: '2025-05-01' }))).toEqual(Array(3).fill([130, 230, 330]));
    expect(days(reviews('{at: [10 days, 20 days]}', { since: '2025-03-17' }))).toEqual(Array(3).fill([5]));
  });

  test('since birth comes on ages in days', () => {
    for (const life of reviews('{every: 200 days}', { since: 'birth' })) {
      const times = life.events.map(({ time }) => time);
      expect(times.length).toBeGreaterThan(0);
      for (const time of times) expect((time - life.birth) % 200).toBe(0);
    }
  });

  test('goes on through a moment marked anew: it keeps to the zero it set out from', () => {
    expect(days(reviews('{every: 90 days}', { since: 'came' }))).toEqual(Array(3).fill([90, 180, 270, 360]));
  });

  test('starts again where its state is entered again', () => {
    const lives = reviews('{every: 50 days}', {
      states: 'here: , away: ',
      transitions: `
      leave: {from: here, to: away, clock: {fixed: 120 days, since: entry}}
      back: {from: away, to: here, clock: {fixed: 10 days, since: entry}}`,
    });
    expect(days(lives)).toEqual(Array(3).fill([50, 100, 180, 230, 310, 360]));
  });

  test('that is paused passes over what was due, to the instant it may go on', () => {
    const paused = (when: string): number[][] => days(reviews('{every: 30 days}', { more: `, when: {time: ${when}}` }));
    expect(paused('{from: 100 days, before: 200 days}')).toEqual(Array(3).fill([120, 150, 180]));
    // On the instant itself: what was due is past where the clock only then sets out, and where it stops then.
    expect(paused('{from: 90 days, before: 150 days}')).toEqual(Array(3).fill([120]));
  });

  test('is never hurried by a multiplier, nor by a frailty', () => {
    expect(days(reviews('{every: 150 days}', { more: ', scale: 7, multiply: {by: age, from: {0: 3}}' }))).toEqual(
      Array(3).fill([150, 300]),
    );
  });

  test('is stretched by a time ratio', () => {
    expect(days(reviews('{every: 50 days}', { more: ', stretch: {by: age, from: {0: 2}}' }))).toEqual(
      Array(3).fill([100, 200, 300]),
    );
  });

  test('leads somewhere with a chance each time, on luck of its own', () => {
    const lives = livesOf(`
pathway: reviews
run: {start: 2025-04-01, years: 3, replications: 1, seed: reviews}
arrivals: {units: {rate: 0 per day, at_start: 400}}
regions:
  case:
    initial: here
    states: {here: , sent: {final: true}}
    transitions:
      review: {from: here, to: [{state: sent, share: 0.5}, {state: stay, share: rest}], clock: {recurring: {every: 30 days}, since: entry}}
`).lives;
    const first = lives.filter((life) => life.events.length === 1).length;
    const second = lives.filter((life) => life.events.length === 2).length;
    expect(Math.abs(first - 200)).toBeLessThan(45);
    expect(Math.abs(second - 100)).toBeLessThan(40);
    for (const life of lives) expect(life.events.at(-1)!.to).toBe('sent');
  });
});
