/** Effects on how long a step takes: the clock's own time passes 1 / ratio as fast while they act. */
import { describe, expect, test } from 'vitest';
import type { ProgrammePlan } from '../../engine/programmes/plan.js';
import { withProgrammes } from '../../engine/programmes/extend.js';
import { FAMILIES } from '../support/clock-families.js';
import { when } from '../support/lives.js';
import { modelOf } from '../support/pathway-files.js';
import { effectOn, livesWith } from '../support/programme-lives.js';
import { programme } from '../support/programme-plans.js';
import { testTimes } from '../support/programme-times.js';
import { stay } from '../support/stays.js';

const GO = { kind: 'time_ratio', transitions: ['go'] } as const;

/** Everybody is in it from day 30 to day 120. */
const plan = (ratio: number, more: Parameters<typeof effectOn>[2] = {}): ProgrammePlan =>
  programme({ opens: 30, effects: [effectOn(GO, ratio, more)] });

describe('a time ratio', () => {
  testTimes(
    FAMILIES.filter(({ family }) => family === 'weibull' || family === 'lognormal'),
    3000,
  );

  test('of a fixed clock, to the day', () => {
    const day = (days: number, it: ProgrammePlan): number[] => [
      ...new Set(
        livesWith(stay(`{fixed: ${days} days, since: entry}`, { units: 20 }), [it]).lives.map((life) =>
          when(life, 'go'),
        ),
      ),
    ];
    // 30 days before it; then twice as fast.
    expect(day(100, plan(0.5))).toEqual([65]);
    expect(day(20, plan(0.5))).toEqual([20]);
    // 30 and 180 of its own in 90 days; the rest at its own pace.
    expect(day(300, plan(0.5))).toEqual([210]);
    expect(day(300, plan(0.5, { afterDays: 20 }))).toEqual([190]);
    // Of the 45 that are left at day 120 each takes a day again.
    expect(day(90, plan(3))).toEqual([150]);
  });

  test('of two programmes multiplies', () => {
    const two = [
      plan(0.5),
      programme({ id: 'other', opens: 60, stay: { family: 'fixed', at: 30 }, effects: [effectOn(GO, 0.5)] }),
    ];
    const { lives } = livesWith(stay('{fixed: 200 days, since: entry}', { units: 5 }), two);
    // 30 + 2 * 30 + 4 * 30 = 210 by day 90; 200 is 2.5 days before.
    expect(lives.map((life) => when(life, 'go'))).toEqual(Array<number>(5).fill(87.5));
  });

  test('on what takes no time is refused, unless it is 1', () => {
    const text = stay('{exponential: 1 per year}', { units: 1 }).replace(
      'go: {from: here, to: gone, clock: {exponential: 1 per year}}',
      'go: {from: here, to: gone, birthday: 18}',
    );
    const aged = text.replace('enters:', 'age: {3 to 4: 1}, enters:');
    expect(() => withProgrammes(modelOf(aged), [plan(0.5)])).toThrow(/takes no time of its own/);
    expect(() => withProgrammes(modelOf(aged), [plan(1)])).not.toThrow();
  });
});
