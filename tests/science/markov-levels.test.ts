/** A level that everybody feels: births and deaths whose rates hold from one boundary to the next. */
import { describe, expect, test } from 'vitest';
import { agrees, fits, held } from '../support/battery.js';
import { estimateOf, shareEstimate } from '../support/estimates.js';
import { chiSquaredP } from '../support/numerics.js';
import { run } from '../support/runs.js';

const SECTION = 'Multi-state models';

const population = (more: string, file = ''): string => `
pathway: population
run: {start: 2025-04-01, years: 1, replications: 1, seed: population}
${file}
arrivals: {units: {rate: 0.5 per day, at_start: 4}}
regions:
  case:
    initial: here
    states: {here: , gone: {final: true}}
    transitions:
      go: {from: here, to: gone, clock: {exponential: 0.02 per day}${more}}
measures:
  here: {label: Here, stock: {case: here}}
  go: {label: Go, transitions: go}
`;
const LEVEL = 'levels: {crowd: {count: {case: here}, every: month}}';
const LOOKUP = ', multiply: {by: crowd, from: {0: 0.3, 10: 1, 25: 2.5}}';
const multiplier = (n: number): number => (n >= 25 ? 2.5 : n >= 10 ? 1 : 0.3);

/** The chances of 0, 1, ... of so many, each with chance p. */
function binomial(n: number, p: number): number[] {
  const row = [(1 - p) ** n];
  for (let k = 0; k < n; k++) row.push((row[k]! * (n - k) * p) / ((k + 1) * (1 - p)));
  return row;
}

function poisson(mean: number, most: number): number[] {
  const row = [Math.exp(-mean)];
  for (let k = 1; k <= most; k++) row.push((row[k - 1]! * mean) / k);
  return row;
}

describe('births at a rate, deaths at one set by how many there were at the start of the month', () => {
  const MOST = 160;
  const REPLICATIONS = 12_000;
  const readings = run(population(LOOKUP, LEVEL), { replications: REPLICATIONS });
  const law = 'Births and deaths that feel a level: from boundary to boundary, binomial and Poisson';
  const { bounds } = readings[0]!;
  // Of n at a boundary each stays with chance exp(-mu d); those who come meanwhile and stay are Poisson.
  const laws: number[][] = [Array.from({ length: MOST + 1 }, (_, n) => (n === 4 ? 1 : 0))];
  const departures: number[] = [];
  for (let month = 0; month < 12; month++) {
    const d = bounds[month + 1]! - bounds[month]!;
    const next = new Array<number>(MOST + 1).fill(0);
    let gone = 0;
    laws[month]!.forEach((chance, n) => {
      if (chance < 1e-13) return;
      const mu = 0.02 * multiplier(n);
      const stays = Math.exp(-mu * d);
      const come = (0.5 * (1 - stays)) / mu;
      gone += chance * (n * (1 - stays) + 0.5 * d - come);
      const old = binomial(n, stays);
      const fresh = poisson(come, MOST);
      old.forEach((a, i) =>
        fresh.forEach((b, j) => {
          if (i + j <= MOST) next[i + j]! += chance * a * b;
        }),
      );
    });
    laws.push(next);
    departures.push(gone);
  }

  test.each([1, 3, 6, 12])('how many there are at the end of month %i', (month) => {
    const chances = laws[month]!;
    const found = readings.map((reading) => reading.stock('here')[month]!);
    const mean = chances.reduce((sum, p, n) => sum + n * p, 0);
    const claim = (what: string) => ({ section: SECTION, law, what: `${what}, end of month ${month}` });
    agrees(claim('mean'), estimateOf(found), mean);
    agrees(
      claim('variance'),
      estimateOf(found.map((n) => (n - mean) ** 2)),
      chances.reduce((sum, p, n) => sum + p * (n - mean) ** 2, 0),
      0.02,
    );
    const middle = Math.round(mean);
    const below = chances.slice(0, middle).reduce((a, b) => a + b, 0);
    agrees(
      claim(`fewer than ${middle}`),
      shareEstimate(found.filter((n) => n < middle).length, REPLICATIONS),
      below,
      0.02,
    );
    // Cells of some chance, an odd number of them.
    const cuts: number[] = [0];
    let mass = 0;
    chances.forEach((p, n) => {
      mass += p;
      if (mass > 0.04 && cuts.length < 15) {
        cuts.push(n + 1);
        mass = 0;
      }
    });
    if (cuts.length % 2 === 0) cuts.pop();
    let distance = 0;
    cuts.forEach((from, i) => {
      const to = cuts[i + 1] ?? Number.POSITIVE_INFINITY;
      const p = chances.reduce((sum, value, n) => (n >= from && n < to ? sum + value : sum), 0);
      const seen = found.filter((n) => n >= from && n < to).length;
      distance += (seen - REPLICATIONS * p) ** 2 / (REPLICATIONS * p);
    });
    fits(
      claim('the whole distribution'),
      `chi-squared, ${cuts.length - 1} degrees of freedom`,
      chiSquaredP(distance, cuts.length - 1),
    );
  });

  test('how many leave in each month', () => {
    for (const month of [0, 1, 5, 11])
      agrees(
        { section: SECTION, law, what: `leave in month ${month + 1}` },
        estimateOf(readings.map((reading) => reading.flow('go')[month]!)),
        departures[month]!,
      );
  });
});

test('a level that never leaves its first segment is a constant multiplier, exactly', () => {
  const felt = run(population(', multiply: {by: crowd, from: {0: 0.7, 100000: 9}}', LEVEL), { replications: 20 });
  const plain = run(population(', scale: 0.7'), { replications: 20 });
  felt.forEach((reading, k) => expect(reading.everything()).toEqual(plain[k]!.everything()));
  held(
    {
      section: SECTION,
      law: 'A level that does not change is a constant multiplier',
      what: 'every stock, flow and time',
    },
    '20 replications',
  );
});
