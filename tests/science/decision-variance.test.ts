/** Intervals of chance and not knowing, and how much to run, hold what they promise in simulated studies. */
import { describe, expect, test } from 'vitest';
import { allocate, precisionOf, resultsNeeded, varianceParts } from '../../engine/decision/index.js';
import { luckOf } from '../support/normals.js';

const STUDIES = 2000;

describe.each([
  { name: 'equal counts, much not known', counts: Array.from({ length: 12 }, () => 5), spread: 2 },
  { name: 'equal counts, little not known', counts: Array.from({ length: 30 }, () => 4), spread: 0.3 },
  { name: 'unequal counts', counts: Array.from({ length: 15 }, (_, i) => 1 + (i % 7)), spread: 1 },
])('$name', ({ name, counts, spread }) => {
  const luck = luckOf(name);
  const found = Array.from({ length: STUDIES }, () =>
    varianceParts(
      counts.map((count) => {
        const centre = 10 + spread * luck.normal();
        return luck.normals(count).map((z) => centre + z);
      }),
    ),
  );
  const held = (part: 'chance' | 'notKnowing' | 'share', truth: number): number =>
    found.filter((own) => own[part]!.lower <= truth && truth <= own[part]!.upper).length / STUDIES;
  const within = (values: readonly number[], truth: number): void => {
    const mean = values.reduce((sum, value) => sum + value / STUDIES, 0);
    const sd = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (STUDIES - 1));
    expect(Math.abs(mean - truth)).toBeLessThan((4 * sd) / Math.sqrt(STUDIES));
  };

  // 95% in 2,000 studies is good to half a point: four standard errors are two points.
  test('95% intervals hold the truth 95 times in 100', () => {
    expect(Math.abs(held('chance', 1) - 0.95)).toBeLessThan(0.02);
    expect(Math.abs(held('share', spread ** 2 / (1 + spread ** 2)) - 0.95)).toBeLessThan(0.02);
    expect(held('notKnowing', spread ** 2)).toBeGreaterThan(0.93);
    expect(held('notKnowing', spread ** 2)).toBeLessThan(0.99);
  });

  test('both estimates, and the variance of the mean, are right on average', () => {
    within(
      found.map(({ chance }) => chance!.value),
      1,
    );
    within(
      found.map(({ notKnowing }) => notKnowing!.value),
      spread ** 2,
    );
    const means = found.map(({ mean }) => mean);
    const se = Math.sqrt(found.reduce((sum, own) => sum + own.se ** 2 / STUDIES, 0));
    within(means, 10);
    expect(Math.abs(precisionOf(means).se * Math.sqrt(STUDIES)) / se).toBeCloseTo(1, 1);
  });
});

test('as many as are said to be needed give the half-width on average', () => {
  const luck = luckOf('needed');
  const n = resultsNeeded(4, { halfWidth: 0.5 }, 0)!;
  const widths = Array.from({ length: STUDIES }, () => precisionOf(luck.normals(n).map((z) => 2 * z)).halfWidth);
  expect(precisionOf(widths).mean).toBeCloseTo(0.5, 1);
  const plan = allocate({ chance: 9, notKnowing: 1 }, { draw: 1, replication: 1 }, { halfWidth: 0.4 }, 0)!;
  expect(plan.replications).toBe(3);
  const studies = Array.from({ length: STUDIES }, () => {
    const means = Array.from({ length: plan.draws }, () => {
      const own = luck.normals(plan.replications);
      return luck.normal() + (3 * own.reduce((sum, z) => sum + z, 0)) / plan.replications;
    });
    return precisionOf(means);
  });
  expect(precisionOf(studies.map(({ halfWidth }) => halfWidth)).mean / 0.4).toBeCloseTo(1, 1);
  // 95% in 2,000 is good to half a point.
  expect(Math.abs(studies.filter((own) => Math.abs(own.mean) < own.halfWidth).length / STUDIES - 0.95)).toBeLessThan(
    0.02,
  );
});
