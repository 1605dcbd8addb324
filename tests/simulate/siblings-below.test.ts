/** Brothers and sisters above an age are not part of the family that arrives. */
import { expect, test } from 'vitest';
import { familiesOf, livesOf } from '../support/lives.js';
import { resolveText } from '../support/pathway-files.js';

const household = (below: string): ReturnType<typeof resolveText> =>
  resolveText(`
pathway: siblings
run: {start: 2025-04-01, years: 1, replications: 1}
arrivals:
  families:
    rate: 4000 per year
    children: {4: 1}
    age: {0 to 18: 1}
    age_gap: {2 to 2.001: 1}
    ${below}
regions:
  child: {initial: here, states: {here: {stays: true}}}
`);

test('from the age on nobody comes; those below come as without it, the youngest always', () => {
  const all = familiesOf(livesOf(household('')).lives);
  const young = familiesOf(livesOf(household('children_below: 18')).lives);
  expect(young).toHaveLength(all.length);
  // A youngest of age a brings the sisters of a + 2, a + 4, a + 6 that are below 18: 3 on average are left of 4 where ages
  // are spread evenly over 18 years: 4 - (2 + 4 + 6) / 18 = 3.33.
  const mean = young.reduce((sum, family) => sum + family.length, 0) / young.length;
  expect(Math.abs(mean - (4 - 12 / 18))).toBeLessThan(4.4 * Math.sqrt(1 / young.length));
  all.forEach((family, i) => {
    const kept = young[i]!;
    expect(kept.length).toBeGreaterThan(0);
    expect(kept.map((life) => life.birth)).toEqual(family.slice(0, kept.length).map((life) => life.birth));
  });
  expect(all.every((family) => family.length === 4)).toBe(true);
});

test('without the years between siblings it is refused, at its line', () => {
  expect(() =>
    livesOf(
      resolveText(`
pathway: siblings
run: {start: 2025-04-01, years: 1, replications: 1}
arrivals:
  families: {rate: 10 per year, children: {4: 1}, age: {0 to 18: 1}, children_below: 18}
regions:
  child: {initial: here, states: {here: {stays: true}}}
`),
    ),
  ).toThrow(/needs the years between them/);
});
