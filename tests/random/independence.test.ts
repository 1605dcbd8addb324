/** Draws of neighbouring keys, units, decisions, occurrences, repeats and members of a family are independent. */
import { expect, test } from 'vitest';
import { AXES, neighbours } from './independence.js';
import { correlation } from './statistics.js';

test('no neighbour along any axis tells anything (65,536 pairs each; false alarm of all together 1e-6)', () => {
  const { findings, limit } = neighbours(1 << 16);
  expect(findings).toHaveLength(AXES.length * 24);
  expect(limit).toBeCloseTo(5.955, 2);
  for (const { name, score } of findings) expect(Math.abs(score), name).toBeLessThan(limit);
});

test('the scores would show a correlation of one in twenty', () => {
  const a = Float64Array.from({ length: 1 << 16 }, (_, i) => (i * 0.6180339887498949) % 1);
  const b = a.map((x, i) => (i % 20 === 0 ? x : (i * 0.4142135623730951) % 1));
  expect(correlation(a, b)).toBeGreaterThan(8);
});
