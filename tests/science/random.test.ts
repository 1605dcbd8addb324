/**
 * The long tests of luck: 200,000 draws of every family, among all and among survivors, and half a million pairs of neighbours
 * along every axis of the generator (all axes together fail by chance once in a million seeds).
 */
import { describe, expect, test } from 'vitest';
import {
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
import { neighbours } from '../random/independence.js';
import { CASES, gammaAbove } from '../random/survival-cases.js';
import { fits, held } from '../support/battery.js';
import { uniformP } from '../support/numerics.js';

const DRAWS = 200_000;
const SECTION = 'Luck';
const TEST = 'Kolmogorov, 200,000 draws';

describe.each(CASES)('$name', ({ name, spec, survival, ages }) => {
  test.each(ages)('200,000 draws given survival to day %d follow the survivors', (age) => {
    const numbers: number[] = [];
    const { kind, offset } = packHazard(spec, numbers);
    const table = Float64Array.from(numbers);
    const key = deriveKey(seedKey('many survivors'), hashName(name), age, 0, 0);
    const block = new Uint32Array(4);
    const sofar = survival(age);
    const never = survival(1e9) / sofar;
    const sample = new Float64Array(DRAWS).map((_, i) => {
      drawBlock(key, i, 0, 0, 0, block);
      const [w0, w1, w2, w3] = block as unknown as [number, number, number, number];
      const time = remainingTime(kind, table, offset, age, unitExponential(w0, w1));
      return time === Infinity ? 1 - never * unitOpen(w2, w3) : 1 - survival(age + time) / sofar;
    });
    const what = age === 0 ? name : `${name}, given survival to day ${age}`;
    fits({ section: SECTION, law: 'Draws follow their law', what }, TEST, uniformP([...sample]));
  });
});

test.each([0.02, 0.5, 2])('200,000 gamma frailties of variance %d', (variance) => {
  const key = seedKey('many frailties');
  const block = new Uint32Array(4);
  const sample = new Float64Array(DRAWS).map((_, i) => {
    drawBlock(key, i, 0, 0, 0, block);
    return gammaAbove(1 / variance, gammaQuantile(unitOpen(block[0]!, block[1]!), variance) / variance);
  });
  fits(
    { section: SECTION, law: 'Draws follow their law', what: `gamma frailty, variance ${variance}` },
    TEST,
    uniformP([...sample]),
  );
});

test('no neighbour along any axis tells anything, half a million pairs each', () => {
  const { findings, limit } = neighbours(1 << 19);
  for (const { name, score } of findings) expect(Math.abs(score), name).toBeLessThan(limit);
  held(
    {
      section: SECTION,
      law: 'No neighbour tells anything',
      what: 'keys, units, members, decisions, occurrences, repeats',
    },
    `${findings.length} correlations and chi-squares of half a million pairs, none beyond ${limit.toFixed(2)}`,
  );
});
