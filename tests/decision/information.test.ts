/**
 * The value of information against closed forms, and what must hold for any draws. Longer checks, against nested simulation
 * among others, are in tests/science/decision-information.test.ts.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { averaged, evpi, evppi } from '../../engine/decision/index.js';
import { unitNormalLoss } from '../../engine/decision/normal.js';
import { evenNormals, luckOf } from '../support/normals.js';

/** The value of knowing a normal difference of net benefit between two options. */
const knowing = (mean: number, sd: number): number => sd * unitNormalLoss(Math.abs(mean) / sd);

const tables = fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 2, max: 25 })).chain(([options, draws]) =>
  fc.array(fc.array(fc.integer({ min: -50, max: 50 }), { minLength: draws, maxLength: draws }), {
    minLength: options,
    maxLength: options,
  }),
);

/** A covariance of as many options: a sum of squares, so none is impossible. */
function covariance(m: number, seed: string, size: number): Float64Array {
  const { normals } = luckOf(seed);
  const parts = Array.from({ length: m }, () => normals(m));
  return Float64Array.from({ length: m * m }, (_, k) => {
    const [a, b] = [parts[Math.floor(k / m)]!, parts[k % m]!];
    return size * a.reduce((sum, value, j) => sum + value * b[j]!, 0);
  });
}

describe('perfect information', () => {
  test.each([
    [0, 1],
    [300, 1000],
    [-2000, 800],
  ])('of a normal difference (mean %d, sd %d) it is the unit normal loss', (mean, sd) => {
    const difference = evenNormals(20_000).map((z) => mean + sd * z);
    const found = evpi([new Float64Array(20_000), difference]);
    expect(found.value / sd).toBeCloseTo(knowing(mean, sd) / sd, 4);
    expect(found.choice).toBe(mean > 0 ? 1 : 0);
    expect(found.uncorrected).toBe(found.value);
  });

  test('of three like options it is the mean of the largest of three normals, 1.5 / sqrt(pi)', () => {
    const { normals } = luckOf('three');
    const n = 10_000;
    const found = evpi([normals(n), normals(n), normals(n)]);
    // Off by more than four standard errors 6 times in 100,000.
    expect(Math.abs(found.value - 1.5 / Math.sqrt(Math.PI))).toBeLessThan(4 * found.se + found.lowBy);
    expect(found.se).toBeGreaterThan(0.004);
    expect(found.se).toBeLessThan(0.012);
  });

  test('with few draws it is too low, by no more than it says', () => {
    // Ten draws of two like options, 2,000 times: the mean is low by that of the larger of 0 and a mean of ten.
    const { normals } = luckOf('few');
    let value = 0;
    let lowBy = 0;
    for (let r = 0; r < 2000; r++) {
      const found = evpi([new Float64Array(10), normals(10)]);
      value += found.value / 2000;
      lowBy += found.lowBy / 2000;
    }
    const truth = knowing(0, 1);
    const bias = truth - value;
    expect(Math.abs(bias - knowing(0, 1 / Math.sqrt(10)))).toBeLessThan(0.02);
    // The standard deviation of ten is itself 3% low on average.
    expect(lowBy / bias).toBeGreaterThan(0.9);
    expect(lowBy / bias).toBeLessThan(1.3);
  });

  test('it is never below 0, and nothing for one option', () => {
    fc.assert(
      fc.property(tables, (benefit) => {
        const found = evpi(benefit);
        expect(found.value).toBeGreaterThanOrEqual(0);
        expect(found.lowBy).toBeGreaterThanOrEqual(0);
        expect(evpi([benefit[0]!])).toMatchObject({ value: 0, se: 0, lowBy: 0, choice: 0 });
      }),
      { numRuns: 200, seed: 1 },
    );
  });

  test('what is added to all options alike, even draw by draw, changes nothing; their order neither', () => {
    fc.assert(
      fc.property(tables, fc.integer({ min: -9, max: 9 }), (benefit, more) => {
        const { value, se } = evpi(benefit);
        const moved = evpi(benefit.map((row) => row.map((own, i) => own + more * (i + 1))));
        expect(moved.value).toBe(value);
        const turned = evpi(benefit.toReversed());
        expect(turned.value).toBeCloseTo(value, 10);
        expect(turned.se).toBeCloseTo(se, 10);
      }),
      { numRuns: 200, seed: 2 },
    );
  });

  test('draws and noise that do not match are refused', () => {
    expect(() => evpi([])).toThrow(RangeError);
    expect(() => evpi([[1], [1, 2]])).toThrow('number 1 has 2 draws');
    expect(() => evpi([[Number.NaN]])).toThrow('NaN');
    expect(() => evpi([[1], [2]], new Float64Array(3))).toThrow('4 covariances');
  });
});

describe('chance inside draws', () => {
  test('is taken out again: the value is that of the true means', () => {
    // True difference normal (500, 1000); five replications whose difference has standard deviation 4000, and much in common.
    const { normal, normals } = luckOf('noise');
    const n = 2000;
    const truth = normals(n).map((z) => 500 + 1000 * z);
    const draws = Array.from(truth, (own) => {
      const common = Array.from({ length: 5 }, () => 10_000 * normal());
      return { base: common, option: common.map((luck) => own + luck + 4000 * normal()) };
    });
    const { means, noise } = averaged([draws.map(({ base }) => base), draws.map(({ option }) => option)]);
    const found = evpi(means, noise);
    const right = knowing(500, 1000);
    expect(found.uncorrected).toBeGreaterThan(1.8 * right);
    expect(Math.abs(found.value - right)).toBeLessThan(4 * found.se);
    expect(found.se).toBeLessThan(0.25 * right);
  });

  test('its covariance is that of the replications, over their number', () => {
    const { means, noise } = averaged([
      [
        [1, 3],
        [4, 4],
      ],
      [
        [0, 4],
        [7, 5],
      ],
    ]);
    expect(means).toEqual([Float64Array.of(2, 4), Float64Array.of(2, 6)]);
    // Within draws: squares 2 + 0, products 4 + 0, squares 8 + 2; two degrees of freedom; halved for two replications.
    expect([...noise]).toEqual([0.5, 1, 1, 2.5]);
    expect(() => averaged([[[1]], [[2]]])).toThrow('two replications');
    expect(() => averaged([[[1, 2]], [[2]]])).toThrow('draw 0');
  });

  test('none leaves the value as it is; as much as there is spread leaves nothing', () => {
    fc.assert(
      fc.property(tables, (benefit) => {
        const m = benefit.length;
        const { value, uncorrected } = evpi(benefit, new Float64Array(m * m));
        expect(value).toBeCloseTo(uncorrected, 8);
        const much = Float64Array.from({ length: m * m }, (_, k) => (k % (m + 1) === 0 ? 1e7 : 0));
        expect(evpi(benefit, much).value).toBeCloseTo(0, 8);
      }),
      { numRuns: 100, seed: 3 },
    );
  });

  test('more of it never makes a difference of two options worth more, and options may change places', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 5 }), fc.nat(1000), (m, seed) => {
        const noise = covariance(m, `noise ${seed}`, 20);
        const { normals } = luckOf(`benefit ${seed}`);
        const benefit = Array.from({ length: m }, () => normals(12).map((z) => 30 * z));
        const found = evpi(benefit, noise);
        expect(found.value).toBeGreaterThanOrEqual(0);
        expect(evpi(benefit.toReversed(), noise.toReversed()).value).toBeCloseTo(found.value, 6);
        const two = evpi(benefit.slice(0, 2), covariance(2, `two ${seed}`, 20));
        expect(two.value).toBeLessThanOrEqual(two.uncorrected + 1e-9);
      }),
      { numRuns: 100, seed: 4 },
    );
  });
});

describe('partial perfect information', () => {
  const n = 1000;
  const { normals } = luckOf('partial');
  const x = normals(n);
  // Correlation 0.6 with x.
  const y = normals(n).map((z, i) => 0.6 * x[i]! + 0.8 * z);
  const rest = normals(n);
  const difference = x.map((own, i) => 300 + 600 * own - 500 * y[i]! + 400 * rest[i]!);
  const benefit = [new Float64Array(n), difference];

  // What remains when some are known is normal in the known: its standard deviation follows from the covariances.
  test.each([
    ['one', [x], 600 - 500 * 0.6],
    ['the other, which carries some of the first', [y], 500 - 600 * 0.6],
    ['both', [x, y], Math.sqrt(600 ** 2 + 500 ** 2 - 2 * 0.6 * 600 * 500)],
    ['neither but the rest', [rest], 400],
  ])('of a linear normal model, %s: the closed form', (_, known, sd) => {
    const found = evppi(benefit, known);
    // Off by more than four standard errors 6 times in 100,000.
    expect(Math.abs(found.value - knowing(300, sd))).toBeLessThan(4 * found.se);
    expect(found.se).toBeLessThan(25);
    expect(found.value).toBeLessThan(evpi(benefit).value);
  });

  test('all that matters is worth what perfect information is, however bent', () => {
    const bent = x.map((own, i) => 200 * own * own - 300 + 150 * Math.exp(y[i]! / 2) * own);
    const two = [new Float64Array(n), bent, x.map((own) => 250 * Math.abs(own) - 300)];
    const all = evpi(two).value;
    const found = evppi(two, [x, y]);
    expect(found.value / all).toBeGreaterThan(0.97);
    expect(found.value / all).toBeLessThan(1.01);
  });

  test('a parameter that has nothing to do with it is worth next to nothing, alone or among others', () => {
    const idle = luckOf('idle').normals(n);
    const alone = evppi(benefit, [idle]);
    expect(alone.value).toBeLessThan(0.03 * evpi(benefit).value);
    expect(alone.highBy).toBeLessThan(0.03 * evpi(benefit).value);
    const with4 = [x, y, idle, luckOf('idle too').normals(n), luckOf('and this').normals(n)];
    const [found, without] = [evppi(benefit, with4), evppi(benefit, [x, y])];
    expect(Math.abs(found.value - without.value)).toBeLessThan(0.05 * without.value);
  });

  test('a parameter given twice, or one that never varies, adds nothing', () => {
    const once = evppi(benefit, [x]);
    expect(evppi(benefit, [x, new Float64Array(n).fill(3)]).value).toBe(once.value);
    expect(evppi(benefit, [x, x]).value / once.value).toBeCloseTo(1, 1);
    expect(evppi(benefit, [new Float64Array(n).fill(3)])).toMatchObject({ value: 0 });
    expect(evppi(benefit, []).value).toBe(0);
    expect(evppi([difference], [x])).toMatchObject({ value: 0, se: 0, degrees: [] });
    expect(evppi([difference, difference], [x])).toMatchObject({ value: 0, se: 0 });
  });

  test('neither units nor what is added to all options matter', () => {
    const found = evppi(benefit, [x, y]);
    const scaled = evppi(
      benefit.map((row) => row.map((own, i) => own / 4 + rest[i]!)),
      [x.map((own) => 1e5 * own - 7), y.map((own) => own / 1e6)],
    );
    expect(scaled.value * 4).toBeCloseTo(found.value, 5);
    expect(scaled.se * 4).toBeCloseTo(found.se, 4);
  });

  test('it is never below 0 nor, but for error, above perfect information; options may change places', () => {
    const draws = 40;
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 2, max: 4 }), fc.integer({ min: 1, max: 3 }), (seed, m, parameters) => {
        const luck = luckOf(`any ${seed}`);
        const known = Array.from({ length: parameters }, () => luck.normals(draws));
        const rows = Array.from({ length: m }, () => {
          const [slope, bend] = [luck.normal(), luck.normal()];
          return luck.normals(draws).map((z, i) => z + slope * known[0]![i]! + bend * known.at(-1)![i]! ** 2);
        });
        const found = evppi(rows, known);
        expect(found.value).toBeGreaterThanOrEqual(0);
        expect(found.value).toBeLessThanOrEqual(evpi(rows).value + 3 * found.se);
        expect(evppi(rows.toReversed(), known).value).toBeCloseTo(found.value, 8);
      }),
      { numRuns: 60, seed: 5 },
    );
  });

  test('any draws have a value: ties, parameters with few values, copies of each other', () => {
    const whole = fc.integer({ min: -2, max: 2 });
    const rows = (least: number, most: number) =>
      fc.array(fc.array(whole, { minLength: 24, maxLength: 24 }), { minLength: least, maxLength: most });
    fc.assert(
      fc.property(rows(1, 4), rows(0, 6), (any, known) => {
        const found = evppi(any, [...known, ...known.slice(0, 2)]);
        expect(found.value).toBeGreaterThanOrEqual(0);
        expect(found.se).toBeGreaterThanOrEqual(0);
        expect(found.highBy).toBeGreaterThanOrEqual(0);
        expect(found.degrees.every((own) => own >= 0 && own < 24)).toBe(true);
      }),
      { numRuns: 60, seed: 6 },
    );
  });

  test('neither the order of the parameters nor the luck of the standard error moves the value', () => {
    const found = evppi(benefit, [x, y, rest]);
    expect(evppi(benefit, [rest, y, x]).value).toBeCloseTo(found.value, 4);
    const other = evppi(benefit, [x, y, rest], 'another');
    expect(other.value).toBe(found.value);
    expect(other.se / found.se).toBeCloseTo(1, 0);
    expect(other.se).not.toBe(found.se);
    expect(evppi(benefit, [x, y, rest])).toEqual(found);
  });

  test('too few draws, or draws that do not match, are refused', () => {
    expect(() => evppi([normals(10), normals(10)], [normals(10)])).toThrow('at least 20 draws');
    expect(() => evppi(benefit, [normals(20)])).toThrow(RangeError);
    expect(() => evppi(benefit, [x.with(3, Infinity)])).toThrow('Infinity');
  });
});
