/**
 * What each of several programmes contributes to what they do together: by itself, added last, and as its Shapley share,
 * the average of what it adds over every order in which they could be added. Shares add up to the whole, programmes that
 * do the same have the same share, and one that never changes anything has none (Shapley 1953).
 *
 * A set of programmes is a number whose bit i stands for programme i; a table gives the value of each set.
 */
import { deriveKey, hashName, seedKey, threefry4x32 } from '../random/index.js';

/** The value of a set of programmes. */
export type ValueOf = (set: number) => number;

/** Up to so many programmes every set is run: 64 of them. */
const MOST_EXACT = 6;
/** Orders looked at where there are more; half of them are the others backwards. */
const ORDERS = 32;
/** A set is a number of 32 bits. */
export const MOST_PROGRAMMES = 30;

/** How shares are found: from every set, or from a sample of orders. */
export type AttributionPlan =
  | { readonly kind: 'exact'; readonly sets: readonly number[] }
  | { readonly kind: 'orders'; readonly sets: readonly number[]; readonly orders: readonly (readonly number[])[] };

/**
 * The sets whose values are needed, the empty one first and smaller before larger. Each programme alone and all but each
 * are always among them. The sample of orders depends on the names alone.
 * @throws RangeError for no programmes, or more than MOST_PROGRAMMES
 */
export function attributionPlan(
  names: readonly string[],
  mostExact = MOST_EXACT,
  orderCount = ORDERS,
): AttributionPlan {
  const n = names.length;
  if (n < 1 || n > MOST_PROGRAMMES) throw new RangeError(`from 1 to ${MOST_PROGRAMMES} programmes, not ${n}`);
  const inOrder = (sets: Iterable<number>): number[] => [...sets].sort((a, b) => sizeOf(a) - sizeOf(b) || a - b);
  if (n <= mostExact) return { kind: 'exact', sets: inOrder(Array.from({ length: 1 << n }, (_, set) => set)) };
  const orders = sampleOrders(names, orderCount);
  const whole = (1 << n) - 1;
  const sets = new Set([0, whole]);
  for (let i = 0; i < n; i++) sets.add(1 << i).add(whole ^ (1 << i));
  for (const order of orders) order.reduce((set, i) => (sets.add(set | (1 << i)), set | (1 << i)), 0);
  return { kind: 'orders', sets: inOrder(sets), orders };
}

/** Orders drawn by a key of the names, each followed by itself backwards: what is early in one is late in the other. */
function sampleOrders(names: readonly string[], count: number): number[][] {
  const key = deriveKey(seedKey('attribution'), hashName(names.join('\n')), names.length, 0, 0);
  const out = new Uint32Array(4);
  const orders: number[][] = [];
  for (let k = 0; 2 * k < count; k++) {
    const order = names.map((_, i) => i);
    for (let i = order.length - 1; i > 0; i--) {
      threefry4x32(20, key[0]!, key[1]!, key[2]!, key[3]!, k, i, 0, 0, out);
      const j = Math.floor((out[0]! / 4294967296) * (i + 1));
      [order[i], order[j]] = [order[j]!, order[i]!];
    }
    orders.push(order, [...order].reverse());
  }
  return orders;
}

/** What each of n programmes does by itself: its value less that of none. */
export function aloneOf(n: number, value: ValueOf): Float64Array {
  return Float64Array.from({ length: n }, (_, i) => value(1 << i) - value(0));
}

/** What each adds to all the others: the value of all less that of all but it. */
export function addedLast(n: number, value: ValueOf): Float64Array {
  const whole = (1 << n) - 1;
  return Float64Array.from({ length: n }, (_, i) => value(whole) - value(whole ^ (1 << i)));
}

/**
 * Shapley shares from the values of every set. Weights are whole numbers over n!, so that with whole values (children,
 * pence) nothing is rounded before the one division.
 */
export function shapley(n: number, value: ValueOf): Float64Array {
  const factorial = [1];
  for (let k = 1; k <= n; k++) factorial.push(factorial[k - 1]! * k);
  const shares = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    for (let set = 0; set < 1 << n; set++) {
      if ((set & (1 << i)) !== 0) continue;
      const size = sizeOf(set);
      shares[i]! += factorial[size]! * factorial[n - size - 1]! * (value(set | (1 << i)) - value(set));
    }
    shares[i]! /= factorial[n]!;
  }
  return shares;
}

/** Shares over a sample of orders: they still add up to the whole, since what is added in each order does. */
export function shapleyByOrders(n: number, orders: readonly (readonly number[])[], value: ValueOf): Float64Array {
  const shares = new Float64Array(n);
  for (const order of orders) addMarginals(order, value, shares);
  return shares.map((sum) => sum / orders.length);
}

/**
 * The standard error of those shares from having looked at a sample of orders only. An order and itself backwards go
 * together and are one observation. NaN for fewer than two such pairs.
 */
export function orderErrors(n: number, orders: readonly (readonly number[])[], value: ValueOf): Float64Array {
  const pairs = orders.length / 2;
  const means: Float64Array[] = [];
  for (let k = 0; k < pairs; k++) {
    const sum = new Float64Array(n);
    addMarginals(orders[2 * k]!, value, sum);
    addMarginals(orders[2 * k + 1]!, value, sum);
    means.push(sum.map((x) => x / 2));
  }
  return Float64Array.from({ length: n }, (_, i) => {
    const mean = means.reduce((all, pair) => all + pair[i]!, 0) / pairs;
    const squares = means.reduce((all, pair) => all + (pair[i]! - mean) * (pair[i]! - mean), 0);
    return pairs > 1 ? Math.sqrt(squares / (pairs - 1) / pairs) : Number.NaN;
  });
}

function addMarginals(order: readonly number[], value: ValueOf, into: Float64Array): void {
  let set = 0;
  for (const i of order) {
    into[i]! += value(set | (1 << i)) - value(set);
    set |= 1 << i;
  }
}

/**
 * Parts of a whole as whole numbers of a step, which add up exactly to the whole so rounded: each rounded down, and the
 * steps that are missing given to those that lost most. The parts must add up to the whole to begin with.
 */
export function addingUp(
  parts: ArrayLike<number>,
  whole: number,
  step: number,
): { readonly parts: readonly number[]; readonly whole: number } {
  // Halves away from zero, as numbers are written.
  const total = Math.sign(whole) * Math.round(Math.abs(whole) / step);
  const exact = Array.from(parts, (part) => part / step);
  const steps = exact.map(Math.floor);
  const missing = total - steps.reduce((sum, part) => sum + part, 0);
  const byLoss = exact.map((part, i) => ({ i, loss: part - steps[i]! })).sort((a, b) => b.loss - a.loss || a.i - b.i);
  // Of a sum that rounds up all of them may be wanted, and one more; of one that rounds down one may be too much.
  for (let k = 0; k < Math.abs(missing); k++) {
    const at = missing > 0 ? k % byLoss.length : byLoss.length - 1 - (k % byLoss.length);
    steps[byLoss[at]!.i]! += Math.sign(missing);
  }
  return { parts: steps.map((part) => part * step + 0), whole: total * step + 0 };
}

function sizeOf(set: number): number {
  let size = 0;
  for (let rest = set; rest !== 0; rest &= rest - 1) size++;
  return size;
}
