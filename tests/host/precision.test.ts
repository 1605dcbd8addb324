/** Running until a mean is known as nearly as asked: when it stops, and that nothing already done is changed by it. */
import { describe, expect, test } from 'vitest';
import { InputError, simulate } from '../../cli/host/index.js';
import { untilPrecise, type PrecisionAsked } from '../../cli/host/precision.js';
import { precisionOf } from '../../cli/work/arguments.js';
import { resultsNeeded } from '../../engine/index.js';
import { SMALL_QUEUE } from '../cli/command.js';
import { luckOf } from '../support/normals.js';

const target = { measure: 'm', isDifference: false, columns: [] };

const normalsOf = (seed: string, n: number): number[] => [...luckOf(seed).normals(n)];

/** What is asked of a list of results, in batches. */
async function ask(results: readonly number[], asked: PrecisionAsked) {
  const batches: (readonly [number, number])[] = [];
  const { found } = await untilPrecise(
    asked,
    target,
    'replications',
    async (from, to) => {
      batches.push([from, to]);
      return results.slice(from, to);
    },
    (parts) => [{ option: 'only', results: Float64Array.from(parts) }],
  );
  return { found, batches };
}

describe('batches', () => {
  test('follow on from each other, and never pass the budget', async () => {
    const results = normalsOf('batches', 400).map((z) => 100 + 20 * z);
    const { batches, found } = await ask(results, { within: { halfWidth: 1e-9 }, most: 333 });
    expect(batches[0]![0]).toBe(0);
    batches.slice(1).forEach(([from], i) => expect(from).toBe(batches[i]![1]));
    expect(batches.at(-1)![1]).toBe(333);
    expect(found).toMatchObject({ isReached: false, done: 333 });
  });

  test('stop at the first look where nothing varies', async () => {
    const { found, batches } = await ask(
      Array.from({ length: 100 }, () => 7),
      { within: { relative: 0.01 } },
    );
    expect(batches).toEqual([[0, 20]]);
    expect(found).toMatchObject({ isReached: true, done: 20 });
  });

  test('take about what the variance says, and are within what was asked', async () => {
    const results = normalsOf('how many', 2000).map((z) => 50 + 10 * z);
    const within = { relative: 0.02 };
    const { found } = await ask(results, { within });
    const needed = resultsNeeded(100, within, 50)!;
    expect(found.isReached).toBe(true);
    expect(found.done).toBeGreaterThan(needed / 2);
    expect(found.done).toBeLessThan(needed * 2);
    expect(found.figures[0]!.halfWidth).toBeLessThanOrEqual(0.02 * found.figures[0]!.mean);
  });

  test('say how many more are expected where the budget is spent', async () => {
    const results = normalsOf('not reached', 100).map((z) => 50 + 10 * z);
    const { found } = await ask(results, { within: { halfWidth: 0.5 }, most: 100 });
    const needed = resultsNeeded(100, { halfWidth: 0.5 }, 50)!;
    expect(found.isReached).toBe(false);
    expect(Math.abs(found.figures[0]!.needed! / needed - 1)).toBeLessThan(0.5);
    expect(found.said).toMatch(/^Precision not reached: .* expected to be needed\.$/);
  });

  test('cannot promise a share of nothing, and say so', async () => {
    const results = Array.from({ length: 60 }, (_, i) => (i % 2 === 0 ? 1 : -1));
    const { found } = await ask(results, { within: { relative: 0.02 }, most: 60 });
    expect(found).toMatchObject({ isReached: false, figures: [{ needed: null }] });
    expect(found.said).toMatch(/The mean is 0 of only, and a share of it means nothing: give an amount/);
    expect(found.done).toBe(60);
  });

  test('stop where a mean is 0 in every result, and do not call that reached', async () => {
    const results = Array.from({ length: 100 }, () => 0);
    const { found, batches } = await ask(results, { within: { relative: 0.02 } });
    expect(batches).toEqual([[0, 20]]);
    expect(found).toMatchObject({ isReached: false, done: 20, figures: [{ needed: null }] });
    expect(found.said).toMatch(/^Precision not reached: .*The mean is 0 of only/);
    expect((await ask(results, { within: { halfWidth: 1 } })).found.isReached).toBe(true);
  });

  test('leave out means of nothing, and count what is needed with them', async () => {
    const results = normalsOf('holes', 40).map((z, i) => (i % 2 === 0 ? Number.NaN : 10 + z));
    const { found } = await ask(results, { within: { halfWidth: 0.01 }, most: 40 });
    const all = resultsNeeded(1, { halfWidth: 0.01 }, 10)!;
    expect(found.figures[0]!.needed! / all).toBeGreaterThan(1);
  });
});

describe('a run to a precision', () => {
  const precision: PrecisionAsked = { within: { relative: 0.2 }, of: 'begin', least: 4, most: 60 };
  test('is the run of as many replications, whatever the workers', async () => {
    const precise = await simulate(SMALL_QUEUE, { workers: 0, precision });
    const { done } = precise.precision!;
    const plain = await simulate(SMALL_QUEUE, { workers: 0, replications: done });
    expect(precise.rows).toStrictEqual(plain.rows);
    expect(precise.replications).toBe(done);
    expect(precise.notes).toContain(precise.precision!.said);
  });

  test('says what is counted where the measure is not', async () => {
    const of = 'begn';
    await expect(simulate(SMALL_QUEUE, { workers: 0, precision: { ...precision, of } })).rejects.toThrow(/begin/);
    await expect(
      simulate(SMALL_QUEUE, { workers: 0, precision: { ...precision, of: 'begin:difference' } }),
    ).rejects.toThrow(/only one option/);
    for (const within of [{ relative: 0 }, { halfWidth: Number.NaN }, { relative: Infinity }])
      await expect(simulate(SMALL_QUEUE, { workers: 0, precision: { within } })).rejects.toThrow(InputError);
    await expect(simulate(SMALL_QUEUE, { workers: 0, precision: { ...precision, most: 1 } })).rejects.toThrow(/--most/);
  });
});

describe('as typed', () => {
  test('a share or an amount', () => {
    expect(precisionOf({ precision: '2%' }, undefined)?.within).toEqual({ relative: 0.02 });
    expect(precisionOf({ precision: '0.5 %' }, undefined)?.within).toEqual({ relative: 0.005 });
    expect(precisionOf({ precision: '5' }, undefined)?.within).toEqual({ halfWidth: 5 });
    expect(precisionOf({}, 3)).toBeUndefined();
  });

  test('anything else is refused, and words that mean nothing alone', () => {
    for (const precision of ['', 'x', '0', '0%', '-2%', '2%%', '1e3', '2 percent', 'Infinity'])
      expect(() => precisionOf({ precision }, undefined)).toThrow(InputError);
    expect(() => precisionOf({ most: 5 }, undefined)).toThrow(/--most/);
    expect(() => precisionOf({ precisionOf: 'cost' }, undefined)).toThrow(/--precision-of/);
  });
});
