/**
 * Hazards of every family with their survival functions, worked out by other means than the engine's: the quick and the long
 * tests of survivors share them. `never` far out is survival at a billion days.
 */
import type { HazardSpec } from '../../engine/random/index.js';

/** Phi(z) by its alternating-free series, below -3 by its continued fraction; good to 1e-14 within 6 standard deviations. */
function normalBelow(z: number): number {
  if (z < -3) {
    let fraction = 0;
    for (let k = 120; k >= 1; k -= 1) fraction = k / (-z + fraction);
    return Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI) / (-z + fraction);
  }
  let term = z;
  let sum = z;
  for (let n = 3; n < 200; n += 2) {
    term *= (z * z) / n;
    sum += term;
  }
  return 0.5 + (sum * Math.exp(-0.5 * z * z)) / Math.sqrt(2 * Math.PI);
}

/** Q(a, x) for whole and half a, by the recurrence in a from exp(-x) or erfc(sqrt(x)). */
export function gammaAbove(a: number, x: number): number {
  if (!(x > 0)) return 1;
  const half = a % 1 !== 0;
  let sum = half ? 2 * normalBelow(-Math.sqrt(2 * x)) : Math.exp(-x);
  let term = half ? Math.exp(-x) * Math.sqrt(x / Math.PI) * 2 : Math.exp(-x) * x;
  for (let k = half ? 0.5 : 1; k < a; k += 1) {
    sum += term;
    term *= x / (k + 1);
  }
  return sum;
}

const PHASE_START = [0.75, 0.25, 0];
const PHASE_RATES = [
  [0, 0.5, 0.01],
  [0.25, 0, 0],
  [0, 0, 0],
];
const PHASE_EXIT = [0.05, 0, 0.005];

/** Kolmogorov's forward equations by Taylor steps of a tenth of a day; the values on the grid are kept. */
const phaseGrid: number[][] = [PHASE_START];
function survivalOfPhases(age: number): number {
  const cell = Math.floor(age * 10);
  if (cell > 60000) return 0;
  while (phaseGrid.length <= cell) phaseGrid.push(phaseStep(phaseGrid.at(-1) as number[], 0.1));
  return phaseStep(phaseGrid[cell] as number[], age - cell / 10).reduce((sum, share) => sum + share, 0);
}
function phaseStep(shares: readonly number[], time: number): number[] {
  let term = shares;
  const total = [...shares];
  for (let k = 1; k < 10; k += 1) {
    const next = [0, 0, 0];
    for (let j = 0; j < 3; j += 1) {
      const row = PHASE_RATES[j]!;
      next[j]! -= (term[j]! * (PHASE_EXIT[j]! + row[0]! + row[1]! + row[2]!) * time) / k;
      for (let i = 0; i < 3; i += 1) next[i]! += (term[j]! * row[i]! * time) / k;
    }
    for (let j = 0; j < 3; j += 1) total[j]! += next[j]!;
    term = next;
  }
  return total;
}

const STARTS = [0, 14, 45, 90];
const RATES = [0.03, 0, 0.01, 0.02];
const TIMES = [5, 10, 20, 40, 80];
const SHARES = [0.1, 0.3, 0.3, 0.8, 0.9];

/** Hazards of every family with their survival, worked out here. */
export const CASES: { name: string; spec: HazardSpec; survival: (age: number) => number; ages: number[] }[] = [
  {
    name: 'exponential',
    spec: { family: 'exponential', rate: 0.01 },
    survival: (age) => Math.exp(-0.01 * age),
    ages: [0, 3, 500],
  },
  {
    name: 'piecewise',
    spec: { family: 'piecewise', starts: STARTS, rates: RATES },
    survival: (age) => {
      let used = 0;
      STARTS.forEach((start, i) => {
        used += (RATES[i] as number) * Math.max(0, Math.min(age, STARTS[i + 1] ?? Infinity) - start);
      });
      return Math.exp(-used);
    },
    ages: [0, 7, 14, 30, 60, 200],
  },
  {
    name: 'weibull, falling',
    spec: { family: 'weibull', shape: 0.75, scale: 600 },
    survival: (age) => Math.exp(-((age / 600) ** 0.75)),
    ages: [0, 1, 300, 4000],
  },
  {
    name: 'weibull, rising',
    spec: { family: 'weibull', shape: 1.5, scale: 300 },
    survival: (age) => Math.exp(-((age / 300) ** 1.5)),
    ages: [0, 1, 300, 1500],
  },
  {
    name: 'lognormal',
    spec: { family: 'lognormal', median: 220, sdlog: 1.1 },
    survival: (age) => (age > 0 ? normalBelow(-Math.log(age / 220) / 1.1) : 1),
    ages: [0, 5, 220, 1500],
  },
  {
    name: 'empirical, not certain',
    spec: { family: 'empirical', times: TIMES, cumulative: SHARES },
    survival: (age) => {
      const i = TIMES.findIndex((time) => time > age);
      if (i < 0) return 1 - 0.9;
      const [from, to] = [TIMES[i - 1] ?? 0, TIMES[i] as number];
      const [low, high] = [SHARES[i - 1] ?? 0, SHARES[i] as number];
      return 1 - low - ((high - low) * (age - from)) / (to - from);
    },
    ages: [0, 7, 15, 39, 70],
  },
  {
    name: 'gompertz, rising',
    spec: { family: 'gompertz', rate: 0.001, slope: 0.004 },
    survival: (age) => Math.exp(-0.25 * Math.expm1(0.004 * age)),
    ages: [0, 300, 1500],
  },
  {
    name: 'gompertz, fading, not certain',
    spec: { family: 'gompertz', rate: 0.004, slope: -0.002 },
    survival: (age) => Math.exp(2 * Math.expm1(-0.002 * age)),
    ages: [0, 300, 1500],
  },
  {
    name: 'log-logistic',
    spec: { family: 'loglogistic', shape: 2.5, scale: 90 },
    survival: (age) => 1 / (1 + (age / 90) ** 2.5),
    ages: [0, 20, 90, 5000],
  },
  {
    name: 'gamma, falling',
    spec: { family: 'gamma', shape: 0.5, scale: 80 },
    survival: (age) => gammaAbove(0.5, age / 80),
    ages: [0, 1, 60, 800],
  },
  {
    name: 'gamma, rising',
    spec: { family: 'gamma', shape: 3.5, scale: 20 },
    survival: (age) => gammaAbove(3.5, age / 20),
    ages: [0, 10, 70, 400],
  },
  {
    name: 'gamma, nearly normal',
    spec: { family: 'gamma', shape: 60, scale: 2 },
    survival: (age) => gammaAbove(60, age / 2),
    ages: [0, 100, 125, 200],
  },
  {
    name: 'generalised gamma, Q above 0',
    spec: { family: 'generalised_gamma', mu: 4, sigma: 0.8, Q: Math.SQRT1_2 },
    survival: (age) => (age > 0 ? gammaAbove(2, 2 * Math.exp((Math.SQRT1_2 * (Math.log(age) - 4)) / 0.8)) : 1),
    ages: [0, 15, 60, 500],
  },
  {
    name: 'generalised gamma, Q below 0',
    spec: { family: 'generalised_gamma', mu: 4, sigma: 0.8, Q: -Math.SQRT1_2 },
    survival: (age) => (age > 0 ? 1 - gammaAbove(2, 2 * Math.exp((-Math.SQRT1_2 * (Math.log(age) - 4)) / 0.8)) : 1),
    ages: [0, 15, 60, 1000],
  },
  {
    name: 'phase type, three phases',
    spec: { family: 'phase_type', start: PHASE_START, rates: PHASE_RATES, exit: PHASE_EXIT },
    survival: survivalOfPhases,
    ages: [0, 2, 40, 900],
  },
  {
    name: 'mixture, not certain',
    spec: {
      family: 'mixture',
      parts: [
        { weight: 0.5, hazard: { family: 'weibull', shape: 2, scale: 40 } },
        { weight: 0.375, hazard: { family: 'exponential', rate: 0.005 } },
        { weight: 0.125, hazard: 'never' },
      ],
    },
    survival: (age) => 0.5 * Math.exp(-((age / 40) ** 2)) + 0.375 * Math.exp(-0.005 * age) + 0.125,
    ages: [0, 20, 100, 600],
  },
  {
    name: 'mixture of a phase type and a gamma time',
    spec: {
      family: 'mixture',
      parts: [
        {
          weight: 0.25,
          hazard: { family: 'phase_type', start: PHASE_START, rates: PHASE_RATES, exit: PHASE_EXIT },
        },
        { weight: 0.75, hazard: { family: 'gamma', shape: 3.5, scale: 20 } },
      ],
    },
    survival: (age) => 0.25 * survivalOfPhases(age) + 0.75 * gammaAbove(3.5, age / 20),
    ages: [0, 20, 100, 600],
  },
];
