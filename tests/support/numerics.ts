/**
 * Plain numerical answers for tests: integrals, differential equations, tests of fit. Nothing here is the engine's.
 */

/** The integral of `f` from `from` to `to`, by Simpson's rule on `pieces` (even) pieces. */
export function integral(f: (x: number) => number, from: number, to: number, pieces = 2000): number {
  const step = (to - from) / pieces;
  let total = f(from) + f(to);
  for (let i = 1; i < pieces; i++) total += f(from + i * step) * (i % 2 === 1 ? 4 : 2);
  return (total * step) / 3;
}

/** The integral of `f` against the increase of `g`: the middle value of f times what g gains, piece by piece. */
export function stieltjes(
  f: (x: number) => number,
  g: (x: number) => number,
  from: number,
  to: number,
  pieces = 4000,
): number {
  const step = (to - from) / pieces;
  let total = 0;
  let before = g(from);
  for (let i = 0; i < pieces; i++) {
    const after = g(from + (i + 1) * step);
    total += f(from + (i + 0.5) * step) * (after - before);
    before = after;
  }
  return total;
}

/** The mean of `f` of a standard normal number, by Simpson's rule from -9 to 9. */
export function normalMean(f: (z: number) => number, pieces = 360): number {
  return integral((z) => (f(z) * Math.exp((-z * z) / 2)) / Math.sqrt(2 * Math.PI), -9, 9, pieces);
}

/** Solves a x = b by elimination with the largest pivot. */
export function solve(a: readonly (readonly number[])[], b: readonly number[]): number[] {
  const n = b.length;
  const rows = a.map((row, i) => [...row, b[i]!]);
  for (let k = 0; k < n; k++) {
    let pivot = k;
    for (let i = k; i < n; i++) if (Math.abs(rows[i]![k]!) > Math.abs(rows[pivot]![k]!)) pivot = i;
    [rows[k], rows[pivot]] = [rows[pivot]!, rows[k]!];
    for (let i = 0; i < n; i++) {
      if (i === k) continue;
      const factor = rows[i]![k]! / rows[k]![k]!;
      for (let j = k; j <= n; j++) rows[i]![j]! -= factor * rows[k]![j]!;
    }
  }
  return rows.map((row, i) => row[n]! / row[i]!);
}

/** The chance that Kolmogorov's distance of a sample from its true law is as large as this (Stephens 1970). */
function kolmogorovTail(distance: number, n: number): number {
  const x = distance * (Math.sqrt(n) + 0.12 + 0.11 / Math.sqrt(n));
  if (x < 0.3) return 1;
  let total = 0;
  for (let k = 1; k < 100; k++) total += (k % 2 === 1 ? 2 : -2) * Math.exp(-2 * k * k * x * x);
  return Math.min(1, Math.max(0, total));
}

/** p-value of a sample that should be uniform from 0 to 1. */
export function uniformP(sample: readonly number[]): number {
  const sorted = Float64Array.from(sample).sort();
  const n = sorted.length;
  let most = 0;
  sorted.forEach((u, i) => {
    most = Math.max(most, Math.abs(u - i / n), Math.abs(u - (i + 1) / n));
  });
  return kolmogorovTail(most, n);
}

/** p-value of a sum of squares of `degrees` (even) independent standard normal numbers. */
export function chiSquaredP(value: number, degrees: number): number {
  if (degrees % 2 !== 0) throw new Error('an even number of degrees of freedom');
  let term = 1;
  let total = 1;
  for (let k = 1; k < degrees / 2; k++) total += term *= value / 2 / k;
  return Math.exp(-value / 2) * total;
}

/** p-value, on both sides, of a number that should be standard normal. */
function normalP(z: number): number {
  // Far enough out for any comparison: the integral of the tail.
  const from = Math.abs(z);
  return Math.min(1, 2 * integral((x) => Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI), from, from + 12, 1200));
}

/** p-value of two columns that should have nothing to do with each other: their correlation. */
export function independenceP(a: readonly number[], b: readonly number[]): number {
  const n = a.length;
  const mean = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0) / n;
  const [meanA, meanB] = [mean(a), mean(b)];
  let ab = 0;
  let aa = 0;
  let bb = 0;
  for (let i = 0; i < n; i++) {
    const [x, y] = [a[i]! - meanA, b[i]! - meanB];
    ab += x * y;
    aa += x * x;
    bb += y * y;
  }
  return normalP((ab / Math.sqrt(aa * bb)) * Math.sqrt(n));
}
