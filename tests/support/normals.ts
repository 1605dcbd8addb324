/** Random numbers for tests of statistics: standard normal and uniform, the same for the same seed. */
import seedrandom from 'seedrandom';
import { normalQuantile } from '../../engine/random/index.js';

export interface Luck {
  readonly uniform: () => number;
  readonly normal: () => number;
  readonly normals: (n: number) => Float64Array;
}

export function luckOf(seed: string): Luck {
  const generator = seedrandom(seed);
  const uniform = (): number => (Math.floor(generator() * 2 ** 40) + 0.5) / 2 ** 40;
  const normal = (): number => normalQuantile(uniform());
  return { uniform, normal, normals: (n) => Float64Array.from({ length: n }, normal) };
}

/** n numbers that are spread as a standard normal is, without luck: the quantiles in the middles of n equal parts. */
export function evenNormals(n: number): Float64Array {
  return Float64Array.from({ length: n }, (_, i) => normalQuantile((i + 0.5) / n));
}
