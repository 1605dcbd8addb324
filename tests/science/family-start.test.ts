/** A start from a history with families goes on by the law of an unbroken run. */
import { describe, test } from 'vitest';
import { agrees } from '../support/battery.js';
import { estimate } from '../support/estimates.js';
import { household, startFrom } from '../support/family-start.js';
import { run, type Reading } from '../support/runs.js';

describe('a start from a history with families', () => {
  const { scenario, start } = startFrom(household(), household({ start: '2025-10-01', months: 12, atStart: 0 }));
  const unbroken = run(household(), { replications: 60 });
  const restarted = run(scenario, { replications: 12, start });
  const both = ['area=n', 'area=s'];
  test.each([
    ...[0, 3, 6, 12].flatMap((month) =>
      both.flatMap((group) => [['away', group, month] as const, ['strained', group, month] as const]),
    ),
    ...[3, 12].flatMap((month) => [['away', 'household=Strained', month] as const, ['often', 'all', month] as const]),
  ])('goes on as an unbroken run does: %s, %s, after %i months', (measure, group, month) => {
    const of =
      (from: number) =>
      (reading: Reading): number =>
        reading.stock(measure, group)[from + month]!;
    const whole = estimate(unbroken, of(6));
    const found = estimate(restarted, of(0));
    // The history is one draw of as many families: it is as far from the mean as one run is, not as the mean of several.
    const se = Math.hypot(whole.se * Math.sqrt(unbroken.length), found.se, whole.se);
    const what = `${measure}, ${group}, after ${month} months`;
    agrees({ section: 'Families', law: 'A start from a history', what }, { mean: found.mean, se }, whole.mean, 0.12);
  });
});
