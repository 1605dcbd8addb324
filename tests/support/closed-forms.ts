/**
 * Exact answers to compare runs with, computed here by the plainest route and with the platform's own arithmetic.
 */

/** Chance that an arrival at an M/M/c queue waits (A. K. Erlang 1917). `load` is arrival rate over service rate, below c. */
function erlangC(c: number, load: number): number {
  let blocked = 1;
  for (let k = 1; k <= c; k++) blocked = (load * blocked) / (k + load * blocked);
  return blocked / (1 - (load / c) * (1 - blocked));
}

/** Long-run figures of the M/M/c queue, rates a day. */
export function multiServer(c: number, arrivals: number, service: number) {
  const load = arrivals / service;
  const waits = erlangC(c, load);
  const queue = (waits * load) / (c - load);
  return { waits, queue, wait: queue / arrivals, busy: load };
}

/** Long-run figures of the M/M/c queue whose customers give up at a rate (Erlang A), by its birth and death chain. */
export function impatient(c: number, arrivals: number, service: number, givingUp: number) {
  const chances = [1];
  for (let n = 1; n < 2000; n++)
    chances.push((chances[n - 1]! * arrivals) / (Math.min(n, c) * service + Math.max(0, n - c) * givingUp));
  const total = chances.reduce((sum, chance) => sum + chance, 0);
  const mean = (of: (n: number) => number): number =>
    chances.reduce((sum, chance, n) => sum + chance * of(n), 0) / total;
  const queue = mean((n) => Math.max(0, n - c));
  return { queue, busy: mean((n) => Math.min(n, c)), givesUp: (givingUp * queue) / arrivals };
}

/** The matrix exponential of `rates` times `days`, by its series after halving (rows are from, columns to). */
export function transitionChances(rates: readonly (readonly number[])[], days: number): number[][] {
  const halvings = 20;
  const small = rates.map((row) => row.map((rate) => (rate * days) / 2 ** halvings));
  const identity: number[][] = rates.map((_, i) => rates.map((__, j) => (i === j ? 1 : 0)));
  let result = identity;
  let term = identity;
  for (let k = 1; k <= 12; k++) {
    term = product(term, small).map((row) => row.map((value) => value / k));
    result = result.map((row, i) => row.map((value, j) => value + term[i]![j]!));
  }
  for (let h = 0; h < halvings; h++) result = product(result, result);
  return result;
}

function product(a: readonly (readonly number[])[], b: readonly (readonly number[])[]): number[][] {
  return a.map((row) => b.map((_, j) => row.reduce((sum, value, k) => sum + value * b[k]![j]!, 0)));
}

/** The area under a survival function from 0 to `to`, by Simpson's rule on `pieces` (even) pieces. */
export function area(survival: (days: number) => number, to: number, pieces = 20_000): number {
  const step = to / pieces;
  let total = survival(0) + survival(to);
  for (let i = 1; i < pieces; i++) total += survival(i * step) * (i % 2 === 1 ? 4 : 2);
  return (total * step) / 3;
}

/** Standard normal distribution function, to 1e-7 (Abramowitz and Stegun 26.2.17 is too rough: a series and a fraction). */
export function normalBelow(z: number): number {
  if (z < 0) return 1 - normalBelow(-z);
  const density = Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI);
  if (z < 3) {
    let term = z;
    let sum = z;
    for (let k = 1; k < 100; k++) sum += term *= (z * z) / (2 * k + 1);
    return 0.5 + density * sum;
  }
  let fraction = 0;
  for (let k = 60; k >= 1; k--) fraction = k / (z + fraction);
  return 1 - density / (z + fraction);
}
