/** From words to uniform and exponential numbers: the ends, the grid and the shape. */
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { drawBlock, unit32, unitExponential, unitOpen } from '../../engine/random/index.js';
import { KOLMOGOROV_LIMIT, kolmogorov } from './statistics.js';

const word = fc.nat({ max: 0xffffffff });

test('the extreme words stay inside the open interval', () => {
  expect(unitOpen(0, 0)).toBe(2 ** -53);
  expect(unitOpen(0xffffffff, 0xffffffff)).toBe(1 - 2 ** -53);
  expect(unit32(0)).toBe(2 ** -33);
  expect(unit32(0xffffffff)).toBe(1 - 2 ** -33);
});

test('an exponential draw is never 0 and never infinite', () => {
  expect(unitExponential(0, 0)).toBeCloseTo(53 * Math.LN2, 12);
  expect(unitExponential(0xffffffff, 0xffffffff)).toBeGreaterThan(1.1e-16);
});

test('a uniform draw is exact: its 52 bits come back', () => {
  fc.assert(
    fc.property(word, word, (hi, lo) => {
      const cell = unitOpen(hi, lo) * 2 ** 52 - 0.5;
      expect(cell).toBe(hi * 2 ** 20 + (lo >>> 12));
      expect(unitOpen(hi | 0, lo | 0)).toBe(unitOpen(hi, lo));
      expect(unit32(hi | 0) * 2 ** 32 - 0.5).toBe(hi);
    }),
  );
});

test('exponential draws follow 1 - exp(-x)', () => {
  const out = new Uint32Array(4);
  const key = Uint32Array.of(5, 6, 7, 8);
  const sample = new Float64Array(40000).map((_, i) => {
    drawBlock(key, i, 0, 0, 0, out);
    return -Math.expm1(-unitExponential(out[0] as number, out[1] as number));
  });
  expect(kolmogorov(sample)).toBeLessThan(KOLMOGOROV_LIMIT);
});
