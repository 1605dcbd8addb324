/**
 * The chance that each option is the best: of the draws as they are, or with the chance inside them taken out.
 *
 * Where each draw is a mean of few replications, chance changes which option is the best of a draw, and every chance is nearer
 * to even than what is not known makes it. With the covariance of that noise (`averaged`) it is taken out of the spread first
 * (`withoutNoise`). What it leaves in the means of all draws stays unknown: the interval holds that too.
 */
import { normalQuantile } from '../random/index.js';
import { noiseOfDifferences, overBest } from './evpi.js';
import { withoutNoise } from './noise.js';
import { upperPoint, wilson, type Share } from './shares.js';
import { drawsOf, type ByOption } from './tables.js';

/** By option, the chance that its value is the largest; ties share a draw equally. Intervals are Wilson's. */
export function chancesOfBest(values: ByOption, level = 0.95): Share[] {
  const n = drawsOf(values, 'values');
  return values.map((_, o) => wilson(count(values, o, 0, null), n, level));
}

/**
 * The same without the chance inside draws.
 *
 * The interval is that of the draws being so many (Wilson's), from the share there would be if chance had flattered the option
 * against every other by as much as the level allows to the share if it had harmed it: at least as wide as the level says.
 *
 * @param means of the replications, options by draws (`averaged`)
 * @param noise covariance of chance in them, options by options by rows
 * @throws RangeError where draws do not match, a number is not finite or the noise has another size
 */
export function chancesWithoutNoise(means: ByOption, noise: Float64Array, level = 0.95): Share[] {
  const n = drawsOf(means, 'means');
  const m = means.length;
  if (noise.length !== m * m)
    throw new RangeError(`the noise of ${m} options has ${m * m} covariances, not ${noise.length}`);
  const { choice, over } = overBest(means);
  const left = cleaned(over, noiseOfDifferences(noise, m, choice));
  left.splice(choice, 0, new Float64Array(n));
  const se = Float64Array.from({ length: m * m }, (_, i) => {
    const [a, b] = [Math.floor(i / m), i % m];
    return Math.sqrt(Math.max(0, noise[a * m + a]! - 2 * noise[a * m + b]! + noise[b * m + b]!) / n);
  });
  const z = normalQuantile(upperPoint(level));
  return left.map((_, o) => ({
    value: wilson(count(left, o, 0, null), n, level).value,
    lower: wilson(count(left, o, -z, se), n, level).lower,
    upper: wilson(count(left, o, z, se), n, level).upper,
  }));
}

/** Options that are one and the same in every draw stay so, to the bit. */
function cleaned(rows: readonly Float64Array[], noise: Float64Array): Float64Array[] {
  const first = rows.map((row) => rows.findIndex((other) => other.every((value, i) => value === row[i])));
  const own = [...new Set(first)];
  if (own.length === 0) return [];
  const left = withoutNoise(
    own.map((o) => rows[o]!),
    Float64Array.from(own.flatMap((a) => own.map((b) => noise[a * rows.length + b]!))),
  );
  return first.map((o) => left[own.indexOf(o)]!);
}

/** How many draws an option is the best in, were each other option worse by so many standard errors. */
function count(values: ByOption, option: number, shift: number, se: Float64Array | null): number {
  const m = values.length;
  const own = values[option]!;
  let sum = 0;
  for (let i = 0; i < own.length; i++) {
    let tied = 1;
    for (let other = 0; other < m && tied > 0; other++) {
      if (other === option) continue;
      const over = own[i]! - values[other]![i]! + (se === null ? 0 : shift * se[option * m + other]!);
      tied = over < 0 ? 0 : over === 0 ? tied + 1 : tied;
    }
    if (tied > 0) sum += 1 / tied;
  }
  return sum;
}
