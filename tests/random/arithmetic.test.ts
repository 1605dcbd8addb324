/** The engine's own arithmetic against 70-digit references, at the edges, and bit for bit. */
import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as arithmetic from '../../engine/random/index.js';

const { drawBlock, erfc, exp, expm1, log, log1p, power, unitOpen } = arithmetic;
const { normalLogSurvival, normalQuantile, normalQuantileFromHazard } = arithmetic;

/** Made by reference-points.py: [input, ..., result as a double, what rounding lost]. */
const points = JSON.parse(readFileSync(new URL('reference-points.json', import.meta.url), 'utf8')) as Record<
  string,
  number[][]
>;

const bits = new DataView(new ArrayBuffer(8));
/** The gap between a double's size and the next size up. */
function ulp(value: number): number {
  bits.setFloat64(0, Math.min(Math.abs(value), 1e308));
  const low = bits.getFloat64(0);
  bits.setBigUint64(0, bits.getBigUint64(0) + 1n);
  return bits.getFloat64(0) - low;
}

const functions = { log, exp, log1p, expm1, power, erfc, normalLogSurvival, normalQuantile, normalQuantileFromHazard };
const SMALLEST_NORMAL = 2 ** -1022;

/** name, error allowed in ulp, the same where the result (for log: the argument) is subnormal */
const STATED: [keyof typeof functions, number, number][] = [
  ['log', 0.52, 1.02],
  ['exp', 0.52, 1.02],
  ['log1p', 1.2, 1.2],
  ['expm1', 2, 2],
  ['power', 0.53, 1.03],
  ['erfc', 2, 2],
];
describe('stated errors, in ulp', () => {
  test.each(STATED)('%s stays within %d ulp (%d among subnormal numbers)', (name, normal, subnormal) => {
    for (const row of points[name] as number[][]) {
      const [high, low] = row.slice(-2) as [number, number];
      const inputs = row.slice(0, -2);
      const got = (functions[name] as (...x: number[]) => number)(...inputs);
      const error = Math.abs(got - high - low) / ulp(high);
      const small = Math.abs(high) < SMALLEST_NORMAL || (name === 'log' && (inputs[0] as number) < SMALLEST_NORMAL);
      expect(error, `${name}(${inputs.join(', ')})`).toBeLessThan(small ? subnormal : normal);
    }
  });
});

describe('stated errors, relative', () => {
  test.each([
    ['normalLogSurvival', 0],
    ['normalQuantile', 1],
    ['normalQuantileFromHazard', 1],
  ] as const)('%s stays within 1e-15 of the result, or of %d if that is larger', (name, least) => {
    for (const [x, high, low] of points[name] as [number, number, number][]) {
      const error = Math.abs(functions[name](x) - high - low) / Math.max(Math.abs(high), least);
      expect(error, `${name}(${x})`).toBeLessThan(1e-15);
    }
  });
});

describe('edges', () => {
  test.each([
    ['log(0)', log(0), -Infinity],
    ['log(-0)', log(-0), -Infinity],
    ['log(-1)', log(-1), NaN],
    ['log(NaN)', log(NaN), NaN],
    ['log(Infinity)', log(Infinity), Infinity],
    ['log(-Infinity)', log(-Infinity), NaN],
    ['log(1)', log(1), 0],
    ['exp(0)', exp(0), 1],
    ['exp(-Infinity)', exp(-Infinity), 0],
    ['exp(Infinity)', exp(Infinity), Infinity],
    ['exp(NaN)', exp(NaN), NaN],
    ['exp(710)', exp(710), Infinity],
    ['exp(-746)', exp(-746), 0],
    ['exp(-745.13)', exp(-745.13), 5e-324],
    ['log1p(-1)', log1p(-1), -Infinity],
    ['log1p(-2)', log1p(-2), NaN],
    ['log1p(NaN)', log1p(NaN), NaN],
    ['log1p(Infinity)', log1p(Infinity), Infinity],
    ['expm1(-Infinity)', expm1(-Infinity), -1],
    ['expm1(Infinity)', expm1(Infinity), Infinity],
    ['expm1(NaN)', expm1(NaN), NaN],
    ['power(0, 0)', power(0, 0), 1],
    ['power(0, 2)', power(0, 2), 0],
    ['power(0, -2)', power(0, -2), Infinity],
    ['power(0, 1)', power(0, 1), 0],
    ['power(-1, 2)', power(-1, 2), NaN],
    ['power(NaN, 0)', power(NaN, 0), 1],
    ['power(2, NaN)', power(2, NaN), NaN],
    ['power(NaN, 2)', power(NaN, 2), NaN],
    ['power(1, Infinity)', power(1, Infinity), 1],
    ['power(2, Infinity)', power(2, Infinity), Infinity],
    ['power(0.5, Infinity)', power(0.5, Infinity), 0],
    ['power(0.5, -1e300)', power(0.5, -1e300), Infinity],
    ['power(Infinity, 0.5)', power(Infinity, 0.5), Infinity],
    ['power(Infinity, -0.5)', power(Infinity, -0.5), 0],
    ['power(10, 309)', power(10, 309), Infinity],
    ['power(10, -400)', power(10, -400), 0],
    ['erfc(0)', erfc(0), 1],
    ['erfc(-Infinity)', erfc(-Infinity), 2],
    ['erfc(Infinity)', erfc(Infinity), 0],
    ['erfc(NaN)', erfc(NaN), NaN],
    ['normalLogSurvival(Infinity)', normalLogSurvival(Infinity), -Infinity],
    ['normalLogSurvival(-Infinity)', normalLogSurvival(-Infinity), -0],
    ['normalLogSurvival(NaN)', normalLogSurvival(NaN), NaN],
    ['normalQuantile(0)', normalQuantile(0), -Infinity],
    ['normalQuantile(1)', normalQuantile(1), Infinity],
    ['normalQuantile(0.5)', normalQuantile(0.5), 0],
    ['normalQuantile(1.5)', normalQuantile(1.5), NaN],
    ['normalQuantile(NaN)', normalQuantile(NaN), NaN],
    ['normalQuantileFromHazard(0)', normalQuantileFromHazard(0), -Infinity],
    ['normalQuantileFromHazard(Infinity)', normalQuantileFromHazard(Infinity), Infinity],
    ['normalQuantileFromHazard(-1)', normalQuantileFromHazard(-1), NaN],
    ['normalQuantileFromHazard(NaN)', normalQuantileFromHazard(NaN), NaN],
  ])('%s is as promised', (_, got, promised) => {
    expect(got).toBe(promised);
  });

  test('whole powers of two are exact', () => {
    for (let n = -1074; n <= 1023; n += 1) {
      expect(power(2, n)).toBe(2 ** n);
      expect(Math.abs(log(2 ** n) - n * Math.LN2)).toBeLessThanOrEqual(2 * ulp(n * Math.LN2));
    }
  });
});

describe('there and back', () => {
  const positive = fc.double({ min: 1e-300, max: 1e300, noNaN: true });

  test('exp undoes log', () => {
    fc.assert(
      fc.property(positive, (x) => {
        expect(Math.abs(exp(log(x)) / x - 1)).toBeLessThan(2e-16 * (2 + Math.abs(log(x))));
      }),
    );
  });

  test('log1p undoes expm1', () => {
    const x = fc.double({ min: -0.9, max: 700, noNaN: true });
    fc.assert(
      fc.property(x, (value) => {
        expect(Math.abs(log1p(expm1(value)) - value)).toBeLessThanOrEqual(3e-15 * Math.abs(value));
      }),
    );
  });

  test('a power undoes the inverse power', () => {
    const exponent = fc.double({ min: 0.1, max: 10, noNaN: true });
    const base = fc.double({ min: 1e-20, max: 1e20, noNaN: true });
    fc.assert(
      fc.property(base, exponent, (x, y) => {
        expect(Math.abs(power(power(x, y), 1 / y) / x - 1)).toBeLessThan(2e-14);
      }),
    );
  });

  test('a hazard comes back from its quantile, however small or large', () => {
    const hazard = fc.double({ min: -300, max: 300, noNaN: true }).map((n) => 10 ** n);
    fc.assert(
      fc.property(hazard, (h) => {
        const z = normalQuantileFromHazard(h);
        expect(Math.abs(-normalLogSurvival(z) / h - 1)).toBeLessThan(1e-15 * (4 + 2 * Math.min(z * z, 1e3)));
      }),
    );
  });

  test('the normal quantile and the complementary error function agree', () => {
    const share = fc.double({ min: 1e-12, max: 0.5, noNaN: true });
    fc.assert(
      fc.property(share, (p) => {
        expect(Math.abs(erfc(-normalQuantile(p) / Math.SQRT2) / 2 / p - 1)).toBeLessThan(4e-14);
      }),
    );
  });

  test('log, exp and the hazard quantile never fall', () => {
    fc.assert(
      fc.property(positive, positive, (a, b) => {
        const [x, y] = a < b ? [a, b] : [b, a];
        expect(log(x)).toBeLessThanOrEqual(log(y));
        expect(exp(log(x))).toBeLessThanOrEqual(exp(log(y)));
        expect(normalQuantileFromHazard(x)).toBeLessThanOrEqual(normalQuantileFromHazard(y * (1 + 1e-12)));
      }),
    );
  });
});

test('the arithmetic gives these very bits on every engine', () => {
  const out = new Uint32Array(4);
  const key = Uint32Array.of(1, 9, 8, 9);
  let digest = 0;
  const take = (value: number): void => {
    bits.setFloat64(0, value);
    digest = Math.imul(digest ^ bits.getInt32(0), 0x01000193) + 1;
    digest = Math.imul(digest ^ bits.getInt32(4), 0x01000193) + 1;
    digest ^= digest >>> 15;
  };
  for (let i = 0; i < 20000; i += 1) {
    drawBlock(key, i, 0, 0, 0, out);
    const u = unitOpen(out[0] as number, out[1] as number);
    const v = unitOpen(out[2] as number, out[3] as number);
    take(log(u * 1000));
    take(exp(40 * u - 20));
    take(log1p(u));
    take(expm1(v));
    take(power(50 * u, 4 * v));
    take(erfc(6 * u - 3));
    take(normalQuantile(u));
    take(normalLogSurvival(80 * u - 40));
    take(normalQuantileFromHazard(-log(v)));
  }
  expect((digest >>> 0).toString(16)).toMatchInlineSnapshot(`"d0bba699"`);
});
