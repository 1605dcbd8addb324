/** Time ratios, by hand: a fixed clock shows how its own time passes. */
import { describe, expect, test } from 'vitest';
import { FAMILIES } from '../support/clock-families.js';
import { livesOf, when } from '../support/lives.js';
import { stay } from '../support/stays.js';

const times = (clock: string, more: string, options: Parameters<typeof stay>[1] = {}): number[] =>
  livesOf(stay(clock, { units: 40, years: 3, more, ...options })).lives.map((life) => when(life, 'go'));
const all = (day: number): number[] => Array<number>(40).fill(day);

describe('a fixed clock', () => {
  test('is as many times longer', () => {
    expect(times('{fixed: 60 days, since: entry}', 'stretch: {by: time, from: {0 days: 1.5}}')).toEqual(all(90));
    expect(
      times(
        '{fixed: 60 days, since: entry}',
        'stretch: [{by: time, from: {0 days: 1.5}}, {by: time, from: {0 days: 2}}]',
      ),
    ).toEqual(all(180));
  });

  test('whose ratio changes half way has used up what it has', () => {
    // 20 days at a half are 40 of its own; the other 20 take 3 each.
    expect(times('{fixed: 60 days, since: entry}', 'stretch: {by: time, from: {0 days: 0.5, 20 days: 3}}')).toEqual(
      all(80),
    );
    // There and back.
    expect(
      times('{fixed: 60 days, since: entry}', 'stretch: {by: time, from: {0 days: 1, 20 days: 4, 60 days: 1}}'),
    ).toEqual(all(90));
  });

  test('that is paused meanwhile goes on in its own time all the same', () => {
    expect(
      times('{fixed: 60 days, since: entry}', 'stretch: {by: time, from: {0 days: 2}}, when: {time: {from: 100 days}}'),
    ).toEqual(all(120));
    expect(
      times('{fixed: 60 days, since: entry}', 'stretch: {by: time, from: {0 days: 2}}, when: {time: {from: 150 days}}'),
    ).toEqual(all(150));
  });
});

describe('on the same luck', () => {
  test.each(FAMILIES)('a stay is exactly as many times longer: $family', ({ clock }) => {
    const plain = times(`{${clock(1)}, since: entry}`, 'scale: 1', { years: 40 });
    const slow = times(`{${clock(1)}, since: entry}`, 'stretch: {by: time, from: {0 days: 3}}', { years: 120 });
    const gone = plain.flatMap((time, i) => (Number.isFinite(time) ? [slow[i]! / time] : []));
    expect(gone.length).toBeGreaterThan(20);
    for (const ratio of gone) expect(ratio).toBeCloseTo(3, 7);
  });

  test.each(FAMILIES)('a ratio that goes and comes back within no time changes nothing: $family', ({ clock }) => {
    const flip = `
  switch:
    initial: off
    states: {off: , on: , over: {stays: true}}
    transitions:
      turn_on: {from: off, to: on, clock: {fixed: 33 days, since: entry}}
      turn_off: {from: on, to: over, on: {switch: on}}`;
    expect(times(`{${clock(1)}, since: entry}`, 'stretch: {by: switch, values: {on: 9}}', { regions: flip })).toEqual(
      times(`{${clock(1)}, since: entry}`, 'scale: 1'),
    );
  });
});

describe('a clock since a date to come', () => {
  // The date is a date: how fast its time passed before it set out says nothing.
  test.each(['fixed: 40 days', 'weibull: {shape: 2, scale: 90 days}', 'recurring: {every: 25 days}'])(
    'sets out on the date, though its ratio changes before: %s',
    (clock) => {
      const changed = times(`{${clock}, since: 2025-07-10}`, 'stretch: {by: time, from: {0 days: 1, 50 days: 2}}');
      const steady = times(`{${clock}, since: 2025-07-10}`, 'stretch: {by: time, from: {0 days: 2}}');
      changed.forEach((time, i) => expect(time).toBeCloseTo(steady[i]!, 8));
    },
  );
});
