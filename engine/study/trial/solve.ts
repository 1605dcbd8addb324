/**
 * Roots of functions that come from counting children: steps so fine that they pass for smooth, and the same luck every
 * time. Unknowns are logs of multipliers.
 */
import { log } from '../../random/index.js';

/** No hazard is multiplied by more than this, or by less than its inverse. */
export const MOST = 64;
export const BOUND = log(MOST);
const STEPS = 40;
const NARROW = 1e-5;

export interface Root {
  readonly x: number;
  readonly value: number;
}

/** The first step from 0, doubled until the target is passed. */
const FIRST = 0.4;

/**
 * One unknown: from 0 towards the target until it is passed, then narrowed by false position (Illinois).
 * @param at0 the value at 0
 * @param close how near to the target is near enough
 * @returns the nearest found; null where the target is not passed before the bounds
 */
export function solveOne(f: (x: number) => number, at0: number, target: number, close: number): Root | null {
  if (Math.abs(at0 - target) <= close) return { x: 0, value: at0 };
  const passes = ({ value }: Root): boolean => (value - target) * (at0 - target) <= 0;
  const at = (x: number): Root => ({ x, value: f(x) });
  const first = at(FIRST);
  const isUp = passes(first) || (first.value - at0) * (target - at0) > 0;
  let far = isUp ? first : at(-FIRST);
  while (!passes(far) && Math.abs(far.x) < BOUND)
    far = at(isUp ? Math.min(BOUND, 2 * far.x) : Math.max(-BOUND, 2 * far.x));
  if (!passes(far)) return null;
  let [a, b] = [
    { x: 0, miss: at0 - target },
    { x: far.x, miss: far.value - target },
  ];
  let best: Root = Math.abs(a.miss) < Math.abs(b.miss) ? { x: 0, value: at0 } : far;
  let side = 0;
  for (let step = 0; step < STEPS && Math.abs(best.value - target) > close && Math.abs(b.x - a.x) > NARROW; step++) {
    // False position crawls where the curve is bent: now and then the middle.
    const middle = step % 4 === 3 || a.miss === b.miss;
    const x = middle ? (a.x + b.x) / 2 : (a.x * b.miss - b.x * a.miss) / (b.miss - a.miss);
    const value = f(x);
    const miss = value - target;
    if (Math.abs(miss) < Math.abs(best.value - target)) best = { x, value };
    if (miss * b.miss > 0) {
      b = { x, miss };
      if (side === -1) a = { x: a.x, miss: a.miss / 2 };
      side = -1;
    } else {
      a = { x, miss };
      if (side === 1) b = { x: b.x, miss: b.miss / 2 };
      side = 1;
    }
  }
  return best;
}

export interface Roots {
  readonly x: readonly number[];
  readonly values: readonly number[];
}

/** How far the unknowns are moved to see what each does. */
const NUDGE = 0.05;
const LONGEST = 1.5;

/**
 * As many unknowns as targets: damped Newton with finite differences, from 0.
 * @param close how near to each target is near enough
 * @returns the nearest found, whether near enough or not
 */
export function solveMany(
  f: (x: readonly number[]) => readonly number[],
  targets: readonly number[],
  close: readonly number[],
): Roots {
  const n = targets.length;
  const norm = (values: readonly number[]): number =>
    values.reduce((sum, value, i) => {
      const miss = (value - targets[i]!) / close[i]!;
      return sum + miss * miss;
    }, 0);
  const isClose = (values: readonly number[]): boolean =>
    values.every((value, i) => Math.abs(value - targets[i]!) <= close[i]!);
  let x: readonly number[] = targets.map(() => 0);
  let values = f(x);
  let slopes: number[][] | null = null;
  for (let step = 0; step < STEPS && !isClose(values); step++) {
    const [here, base] = [x, values];
    const isFresh = slopes === null;
    slopes ??= slopesAt(f, here, base);
    const move = solveLinear(
      slopes,
      base.map((value, i) => targets[i]! - value),
    );
    const next = move === null ? null : along(f, here, move, norm, norm(base));
    if (next !== null) {
      [x, values] = [next.x, next.values];
      slopes = corrected(
        slopes,
        x.map((value, i) => value - here[i]!),
        values.map((value, i) => value - base[i]!),
      );
    } else if (isFresh) break;
    else slopes = null;
  }
  return { x, values: values.slice(0, n) };
}

/** By outcome and unknown: how much an outcome changes with an unknown. */
function slopesAt(
  f: (x: readonly number[]) => readonly number[],
  here: readonly number[],
  base: readonly number[],
): number[][] {
  const columns = here.map((_, k) => f(here.map((value, i) => (i === k ? value + NUDGE : value))));
  return base.map((value, i) => columns.map((column) => (column[i]! - value) / NUDGE));
}

/** The slopes with what the last step has shown of them (Broyden). */
function corrected(slopes: readonly number[][], step: readonly number[], change: readonly number[]): number[][] {
  const length = step.reduce((sum, value) => sum + value * value, 0);
  if (length === 0) return slopes.map((row) => [...row]);
  return slopes.map((row, i) => {
    const miss = change[i]! - row.reduce((sum, slope, k) => sum + slope * step[k]!, 0);
    return row.map((slope, k) => slope + (miss * step[k]!) / length);
  });
}

/** A point along a move at which the misses are smaller than `least`; null where there is none near. */
function along(
  f: (x: readonly number[]) => readonly number[],
  here: readonly number[],
  move: readonly number[],
  norm: (values: readonly number[]) => number,
  least: number,
): Roots | null {
  const longest = move.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  let share = Math.min(1, LONGEST / longest);
  for (let halving = 0; halving < 4; halving++, share /= 2) {
    const part = share;
    const x = here.map((value, i) => Math.min(BOUND, Math.max(-BOUND, value + part * move[i]!)));
    const values = f(x);
    if (norm(values) < least) return { x, values };
  }
  return null;
}

/** Gauss with pivots; null for a matrix that has no inverse. */
function solveLinear(matrix: readonly (readonly number[])[], right: readonly number[]): number[] | null {
  const n = right.length;
  const rows = matrix.map((row, i) => [...row, right[i]!]);
  for (let k = 0; k < n; k++) {
    let pivot = k;
    for (let i = k + 1; i < n; i++) if (Math.abs(rows[i]![k]!) > Math.abs(rows[pivot]![k]!)) pivot = i;
    if (!(Math.abs(rows[pivot]![k]!) > 1e-9)) return null;
    [rows[k], rows[pivot]] = [rows[pivot]!, rows[k]!];
    for (let i = k + 1; i < n; i++) {
      const share = rows[i]![k]! / rows[k]![k]!;
      for (let j = k; j <= n; j++) rows[i]![j]! -= share * rows[k]![j]!;
    }
  }
  const x = new Array<number>(n).fill(0);
  for (let k = n - 1; k >= 0; k--) {
    let sum = rows[k]![n]!;
    for (let j = k + 1; j < n; j++) sum -= rows[k]![j]! * x[j]!;
    x[k] = sum / rows[k]![k]!;
  }
  return x;
}
