/** Which option is best, with and without the chance inside draws: closed forms, ties and what stays unknown. */
import { describe, expect, test } from 'vitest';
import {
  acceptability,
  acceptabilityWithoutNoise,
  averaged,
  chancesOfBest,
  chancesWithoutNoise,
} from '../../engine/decision/index.js';
import { normalCdf } from '../../engine/decision/normal.js';
import { luckOf, type Luck } from '../support/normals.js';

interface Made {
  readonly mean: number;
  /** Standard deviations of what is not known, and of one replication. */
  readonly notKnowing: number;
  readonly chance: number;
}

/** Two options, the first always 0. */
function made(luck: Luck, draws: number, replications: number, { mean, notKnowing, chance }: Made): number[][][] {
  const second = Array.from({ length: draws }, () => {
    const truth = mean + notKnowing * luck.normal();
    return Array.from({ length: replications }, () => truth + chance * luck.normal());
  });
  return [second.map((own) => own.map(() => 0)), second];
}

const values = (shares: readonly { readonly value: number }[]): number[] => shares.map(({ value }) => value);

describe('the chance of being the best', () => {
  test('is that of what is not known, and not of what chance adds', () => {
    // Not knowing: normal (1, 1). Chance adds as much again fourfold in a mean of four.
    const { means, noise } = averaged(made(luckOf('best'), 20_000, 4, { mean: 1, notKnowing: 1, chance: 4 }));
    const truth = normalCdf(1);
    // Five standard errors of a share over 20,000 draws; the covariances are known to 1%.
    expect(Math.abs(values(chancesWithoutNoise(means, noise))[1]! - truth)).toBeLessThan(0.025);
    expect(values(chancesOfBest(means))[1]!).toBeCloseTo(normalCdf(1 / Math.sqrt(5)), 1);
    expect(values(chancesOfBest(means))[1]!).toBeLessThan(truth - 0.1);
  });

  test('has an interval that holds it in nineteen studies of twenty, even where chance is as wide as not knowing', () => {
    let held = 0;
    const studies = 300;
    for (let s = 0; s < studies; s++) {
      const { means, noise } = averaged(made(luckOf(`study ${s}`), 40, 2, { mean: 0.5, notKnowing: 1, chance: 1.4 }));
      const [, { lower, upper }] = chancesWithoutNoise(means, noise) as [unknown, { lower: number; upper: number }];
      if (lower <= normalCdf(0.5) && normalCdf(0.5) <= upper) held++;
    }
    // 95%, less four standard errors of a share of 300.
    expect(held / studies).toBeGreaterThan(0.9);
  });

  test('is seldom told to be above one half where the lead is chance alone', () => {
    let told = 0;
    const studies = 200;
    for (let s = 0; s < studies; s++) {
      const { means, noise } = averaged(made(luckOf(`lead ${s}`), 40, 4, { mean: 0, notKnowing: 0, chance: 10 }));
      if (chancesWithoutNoise(means, noise).some(({ lower }) => lower > 0.5)) told++;
    }
    // 5%, and four standard errors of a share of 200.
    expect(told / studies).toBeLessThan(0.11);
  });

  test('adds up to 1, and options that are the same to the bit share it', () => {
    const luck = luckOf('same');
    const [nothing, one] = made(luck, 50, 3, { mean: 0.3, notKnowing: 1, chance: 1 });
    const other = made(luck, 50, 3, { mean: 0.1, notKnowing: 2, chance: 1 })[1]!;
    const { means, noise } = averaged([nothing!, one!, other, one!, nothing!]);
    const found = values(chancesWithoutNoise(means, noise));
    expect(found.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 12);
    expect([found[3], found[4]]).toEqual([found[1], found[0]]);
    const { means: twins, noise: none } = averaged([one!, one!]);
    expect(values(chancesWithoutNoise(twins, none))).toEqual([0.5, 0.5]);
  });

  test('without any chance is that of the draws as they are', () => {
    const rows = [
      [1, 2, 3, 4],
      [2, 1, 1, 1],
    ];
    const { means, noise } = averaged(rows.map((row) => row.map((value) => [value, value])));
    expect(chancesWithoutNoise(means, noise)).toEqual(chancesOfBest(rows));
  });

  test('is refused where the noise is of other options', () => {
    expect(() => chancesWithoutNoise([[1, 2]], new Float64Array(4))).toThrow(/1 options has 1 covariances, not 4/);
  });
});

test('the acceptability curve without chance is, at each worth, that of its net benefit', () => {
  const luck = luckOf('curve');
  const cost = made(luck, 60, 3, { mean: 100, notKnowing: 40, chance: 30 });
  const effect = made(luck, 60, 3, { mean: 2, notKnowing: 1, chance: 3 });
  for (const point of acceptabilityWithoutNoise(cost, effect, [0, 50, 200], 'fewer')) {
    const worth = cost.map((draws, o) =>
      draws.map((own, d) => own.map((pounds, r) => -point.threshold * effect[o]![d]![r]! - pounds)),
    );
    const { means, noise } = averaged(worth);
    expect(point.best).toEqual(chancesWithoutNoise(means, noise));
    const plain = acceptability(
      cost.map((draws) => averaged([draws]).means[0]!),
      effect.map((draws) => averaged([draws]).means[0]!),
      [point.threshold],
      'fewer',
    )[0]!;
    expect(point.choice).toBe(plain.choice);
    expect(point.mean[1]).toBeCloseTo(plain.mean[1]!, 9);
  }
});
