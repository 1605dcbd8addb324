/** Time ratios of programmes on clocks of any family, against how the clock's own time must have passed. */
import { expect, test } from 'vitest';
import type { ProgrammePlan } from '../../engine/programmes/plan.js';
import type { ClockFamily } from './clock-families.js';
import { distance, KOLMOGOROV_LIMIT } from './estimates.js';
import { when } from './lives.js';
import { effectOn, integral, livesWith, type Steps } from './programme-lives.js';
import { programme } from './programme-plans.js';
import { stay } from './stays.js';

/** Everybody is in it from day 30 to day 120. */
const plan = (ratio: number, more: Parameters<typeof effectOn>[2] = {}): ProgrammePlan =>
  programme({ opens: 30, effects: [effectOn({ kind: 'time_ratio', transitions: ['go'] }, ratio, more)] });

const CASES: readonly (readonly [string, ProgrammePlan, Steps])[] = [
  [
    'while in the programme',
    plan(0.5),
    [
      [30, 2],
      [120, 1],
    ],
  ],
  [
    'for some time after it too',
    plan(1.6, { afterDays: 50 }),
    [
      [30, 1 / 1.6],
      [170, 1],
    ],
  ],
  [
    'only after it',
    plan(0.5, { during: false, afterDays: 40 }),
    [
      [120, 2],
      [160, 1],
    ],
  ],
];

export function testTimes(families: readonly ClockFamily[], units: number): void {
  for (const { family, clock, survival } of families)
    test.each(CASES)(`of a ${family} clock, %s`, (_, it, speed) => {
      const { lives, horizon } = livesWith(stay(`{${clock(1)}, since: entry}`, { units, years: 8 }), [it]);
      // Who never goes stands in a bin of its own at the end.
      const bins = Array.from({ length: horizon + 1 }, () => 0);
      for (const life of lives) bins[Math.min(horizon, Math.floor(when(life, 'go')))]! += 1;
      const law = (days: number): number => (days > horizon ? 1 : 1 - survival(integral(speed, days)));
      expect(distance(bins, law)).toBeLessThan(KOLMOGOROV_LIMIT);
    });
}
