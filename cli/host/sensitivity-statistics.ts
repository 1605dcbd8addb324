/** From the results of two runs with the same luck to what the change between them did, and how sure that is. */
import { logOf } from '../../engine/study/calibrate/index.js';
import { RESULTS, type Effects, type Result } from '../../scenarios/index.js';

/** A value of every batch, by the name of the result. */
export type Batches = ReadonlyMap<string, ArrayLike<number>>;

export interface Estimate {
  readonly effects: Effects;
  readonly errors: Effects;
}

/** Elasticities: the log of the ratio of the results over the log of what the number was multiplied by. */
export function effectsOf(from: Batches, to: Batches, size: number): Estimate {
  return estimate((name) => {
    const [before, after] = [from.get(name)!, to.get(name)!];
    const [b, a] = [meanOf(before), meanOf(after)];
    if (!(b > 0 && a > 0)) return null;
    return { effect: logOf(a / b) / size, error: errorOf(before, after, b, a) / Math.abs(size) };
  });
}

/** The difference between two runs in percent of a third. */
export function apart(from: Batches, to: Batches, base: Batches): Estimate {
  return estimate((name) => {
    const [before, after] = [from.get(name)!, to.get(name)!];
    const whole = meanOf(base.get(name)!);
    if (!(whole > 0)) return null;
    const effect = (100 * (meanOf(after) - meanOf(before))) / whole;
    return { effect, error: 100 * errorOf(before, after, whole, whole) };
  });
}

/** Standard error of the mean difference, each run in units of its own. */
export function errorOf(before: ArrayLike<number>, after: ArrayLike<number>, b: number, a: number): number {
  const each = Array.from(before, (value, i) => after[i]! / a - value / b);
  const mean = meanOf(each);
  const squares = each.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return Math.sqrt(squares / (each.length * (each.length - 1)));
}

export function meanOf(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  return sum / values.length;
}

function estimate(of: (name: Result) => { readonly effect: number; readonly error: number } | null): Estimate {
  const found = RESULTS.map((name) => [name, of(name)] as const);
  const pick = (key: 'effect' | 'error'): Effects =>
    Object.fromEntries(found.map(([name, value]) => [name, value?.[key] ?? null])) as Record<Result, number | null>;
  return { effects: pick('effect'), errors: pick('error') };
}
