/**
 * Time still to go has the right distribution given survival so far: the probability-integral transform of 8,000 draws is
 * uniform, for every family and several ages. Survival is computed here by other means than the engine's.
 * Chance of a false alarm 1e-6 a case; seeds fixed.
 */
import { describe, expect, test } from 'vitest';
import {
  cumulativeHazard,
  deriveKey,
  drawBlock,
  gammaQuantile,
  hashName,
  packHazard,
  remainingTime,
  seedKey,
  unitExponential,
  unitOpen,
} from '../../engine/random/index.js';
import { CASES, gammaAbove } from '../random/survival-cases.js';
import { KOLMOGOROV_LIMIT, kolmogorov } from '../random/statistics.js';

const DRAWS = 8000;

describe.each(CASES)('$name', ({ name, spec, survival, ages }) => {
  test.each(ages)('draws given survival to day %d follow the survivors', (age) => {
    const numbers: number[] = [];
    const { kind, offset } = packHazard(spec, numbers);
    const table = Float64Array.from(numbers);
    const key = deriveKey(seedKey('survivors'), hashName(name), age, 0, 0);
    const block = new Uint32Array(4);
    const never = survival(1e9) / survival(age);
    const sample = new Float64Array(DRAWS).map((_, i) => {
      drawBlock(key, i, 0, 0, 0, block);
      const [w0, w1, w2, w3] = block as unknown as [number, number, number, number];
      const time = remainingTime(kind, table, offset, age, unitExponential(w0, w1));
      // where the event may never come, a second draw spreads "never" over the share that is left
      return time === Infinity ? 1 - never * unitOpen(w2, w3) : 1 - survival(age + time) / survival(age);
    });
    expect(kolmogorov(sample)).toBeLessThan(KOLMOGOROV_LIMIT);
  });
});

test('a fixed time leaves every survivor the same time to go', () => {
  const numbers: number[] = [];
  const { kind, offset } = packHazard({ family: 'fixed', at: 137 }, numbers);
  const table = Float64Array.from(numbers);
  for (const threshold of [1e-16, 0.5, 36]) {
    expect([0, 100, 137, 150].map((age) => remainingTime(kind, table, offset, age, threshold))).toEqual([
      137, 37, 0, 0,
    ]);
  }
});

test.each([
  [0.5, 0],
  [0.5, 90],
  [2, 0],
  [2, 90],
  [1 / 3, 150],
])(
  'a gamma frailty of variance %d mixes the clocks: its law among all, and among survivors to day %d',
  (variance, age) => {
    const numbers: number[] = [];
    const { kind, offset } = packHazard({ family: 'weibull', shape: 1.5, scale: 100 }, numbers);
    const table = Float64Array.from(numbers);
    const key = deriveKey(seedKey('frailty'), Math.round(variance * 12), age, 0, 0);
    const block = new Uint32Array(4);
    const survival = (t: number): number => (1 + variance * (t / 100) ** 1.5) ** (-1 / variance);
    const used = cumulativeHazard(kind, table, offset, age);
    const frailties: number[] = [];
    const times: number[] = [];
    for (let i = 0; times.length < DRAWS; i += 1) {
      drawBlock(key, i, 0, 0, 0, block);
      const [w0, w1, w2, w3] = block as unknown as [number, number, number, number];
      const frailty = gammaQuantile(unitOpen(w2, w3), variance);
      if (i < DRAWS) frailties.push(gammaAbove(1 / variance, frailty / variance));
      const left = unitExponential(w0, w1) - frailty * used;
      if (left > 0)
        times.push(1 - survival(age + remainingTime(kind, table, offset, age, left / frailty)) / survival(age));
    }
    expect(kolmogorov(Float64Array.from(frailties))).toBeLessThan(KOLMOGOROV_LIMIT);
    expect(kolmogorov(Float64Array.from(times))).toBeLessThan(KOLMOGOROV_LIMIT);
  },
);
