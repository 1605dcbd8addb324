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

/** Chance that an arrival at `c` places without a queue finds none free, for stays of any shape (A. K. Erlang 1917). */
export function erlangB(c: number, load: number): number {
  let blocked = 1;
  for (let k = 1; k <= c; k++) blocked = (load * blocked) / (k + load * blocked);
  return blocked;
}

/** Long-run chances of a birth and death chain on 0, 1, ... `most`. */
function birthAndDeath(most: number, birth: (n: number) => number, death: (n: number) => number): number[] {
  const weights = [1];
  for (let n = 1; n <= most; n++) weights.push((weights[n - 1]! * birth(n - 1)) / death(n));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

/**
 * Long-run figures of `c` exponential servers and a queue that an arrival joins with a chance that depends on how many
 * wait, `joins[n]` (0 beyond the last): the M/M/c/K queue where they are all 1.
 */
export function choosy(c: number, arrivals: number, service: number, joins: readonly number[]) {
  const chances = birthAndDeath(
    c + joins.length,
    (n) => arrivals * (n < c ? 1 : joins[n - c]!),
    (n) => Math.min(n, c) * service,
  );
  const mean = (of: (n: number) => number): number => chances.reduce((sum, chance, n) => sum + chance * of(n), 0);
  const queue = mean((n) => Math.max(0, n - c));
  const lost = mean((n) => (n < c ? 0 : 1 - (joins[n - c] ?? 0)));
  return { lost, queue, wait: queue / (arrivals * (1 - lost)), busy: mean((n) => Math.min(n, c)) };
}

/** A class of customers of a single server: arrivals a day, and the first two moments of its service. */
export interface CustomerClass {
  readonly perDay: number;
  readonly mean: number;
  readonly square: number;
}

const load = (classes: readonly CustomerClass[]): number =>
  classes.reduce((sum, { perDay, mean }) => sum + perDay * mean, 0);
/** Mean service left of whoever is served. */
const residual = (classes: readonly CustomerClass[]): number =>
  classes.reduce((sum, { perDay, square }) => sum + (perDay * square) / 2, 0);

/** Mean waits of the M/G/1 queue by class, the most urgent first, nobody being disturbed (A. Cobham 1954). */
export function headOfTheLine(classes: readonly CustomerClass[]): number[] {
  return classes.map(
    (_, k) => residual(classes) / ((1 - load(classes.slice(0, k))) * (1 - load(classes.slice(0, k + 1)))),
  );
}

/** Mean times from arrival to end by class, the most urgent first, who displace the others (preemptive resume). */
export function preemptiveResume(classes: readonly CustomerClass[]): number[] {
  return classes.map(({ mean }, k) => {
    const above = 1 - load(classes.slice(0, k));
    const here = classes.slice(0, k + 1);
    return mean / above + residual(here) / (above * (1 - load(here)));
  });
}

/**
 * Mean waits of the M/G/1 queue whose customers' priority rises by `slopes[k]` for each day of waiting, classes in the
 * order of rising slopes (L. Kleinrock 1964, A delay dependent queue discipline): each in terms of the slower ones.
 */
export function delayDependent(classes: readonly CustomerClass[], slopes: readonly number[]): number[] {
  const one = (k: number): number => load([classes[k]!]);
  const waits: number[] = [];
  classes.forEach((_, p) => {
    let above = residual(classes) / (1 - load(classes));
    let below = 1;
    for (let i = 0; i < p; i++) above -= one(i) * waits[i]! * (1 - slopes[i]! / slopes[p]!);
    for (let i = p + 1; i < classes.length; i++) below -= one(i) * (1 - slopes[p]! / slopes[i]!);
    waits.push(above / below);
  });
  return waits;
}

/**
 * How many are in at `time` where arrivals come at `rate(u)` a day from 0 on and stay for a time of any shape: the mean,
 * and the variance, of a Poisson law. `corners` are the times at which the rate is not smooth.
 */
export function presentAt(
  time: number,
  rate: (day: number) => number,
  corners: readonly number[],
  survival: (days: number) => number,
): number {
  const cuts = [0, ...corners.filter((corner) => corner > 0 && corner < time), time];
  let total = 0;
  for (let i = 1; i < cuts.length; i++) {
    const [from, to] = [cuts[i - 1]!, cuts[i]!];
    // Steps change at the corner itself: the ends are read just inside.
    const inside = (day: number): number => Math.min(to - 1e-9, Math.max(from + 1e-9, day));
    total += area((x) => rate(inside(from + x)) * survival(time - from - x), to - from, 2000);
  }
  return total;
}
