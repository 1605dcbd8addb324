/** One clock of every family, in any unit of time, with its survival function worked out here. */
import { normalBelow } from './closed-forms.js';

export interface ClockFamily {
  readonly family: string;
  /** The clock without `since`, its times measured in units of so many days. */
  readonly clock: (unit: number) => string;
  /** The chance that nothing has happened by a time, in units. */
  readonly survival: (time: number) => number;
}

const days = (value: number): string => `${Number(value.toPrecision(15))} days`;
const perDay = (value: number): string => `${Number(value.toPrecision(15))} per day`;

/** The chance that a gamma number of whole shape `k` is above x. */
function gammaAbove(k: number, x: number): number {
  let term = 1;
  let total = 1;
  for (let i = 1; i < k; i++) total += term *= x / i;
  return Math.exp(-x) * total;
}

export const FAMILIES: readonly ClockFamily[] = [
  {
    family: 'exponential',
    clock: (u) => `exponential: {mean: ${days(80 * u)}}`,
    survival: (t) => Math.exp(-t / 80),
  },
  {
    family: 'piecewise',
    clock: (u) =>
      `piecewise: {0 days: ${perDay(0.002 / u)}, ${days(40 * u)}: ${perDay(0.03 / u)}, ${days(70 * u)}: ${perDay(0.01 / u)}}`,
    survival: (t) =>
      Math.exp(-(0.002 * Math.min(t, 40) + 0.03 * (Math.min(Math.max(t, 40), 70) - 40) + 0.01 * Math.max(0, t - 70))),
  },
  {
    family: 'weibull',
    clock: (u) => `weibull: {shape: 2.5, scale: ${days(80 * u)}}`,
    survival: (t) => Math.exp(-((t / 80) ** 2.5)),
  },
  {
    family: 'lognormal',
    clock: (u) => `lognormal: {median: ${days(60 * u)}, sdlog: 0.5}`,
    survival: (t) => (t <= 0 ? 1 : normalBelow(-Math.log(t / 60) / 0.5)),
  },
  {
    family: 'empirical',
    clock: (u) => `empirical: {${days(20 * u)}: 0.1, ${days(60 * u)}: 0.6, ${days(100 * u)}: 1}`,
    survival: (t) => (t < 20 ? 1 - 0.005 * t : t < 60 ? 0.9 - 0.0125 * (t - 20) : t < 100 ? 0.4 - 0.01 * (t - 60) : 0),
  },
  {
    family: 'gompertz',
    clock: (u) => `gompertz: {rate: ${perDay(0.001 / u)}, slope: ${perDay(0.06 / u)}}`,
    survival: (t) => Math.exp((-0.001 / 0.06) * Math.expm1(0.06 * t)),
  },
  {
    family: 'log-logistic',
    clock: (u) => `loglogistic: {shape: 3, median: ${days(60 * u)}}`,
    survival: (t) => 1 / (1 + (t / 60) ** 3),
  },
  {
    family: 'gamma',
    clock: (u) => `gamma: {shape: 3, scale: ${days(20 * u)}}`,
    survival: (t) => gammaAbove(3, t / 20),
  },
  {
    family: 'generalised gamma',
    clock: (u) => `generalised_gamma: {mu: ${Math.log(60 * u)}, sigma: 0.4, Q: 0.5, unit: days}`,
    survival: (t) => (t <= 0 ? 1 : gammaAbove(4, 4 * (t / 60) ** (0.5 / 0.4))),
  },
  {
    family: 'phase type',
    clock: (u) =>
      `phase_type: {start: {first: 1}, rates: {first: {second: ${perDay(0.05 / u)}}, second: {exit: ${perDay(0.02 / u)}}}}`,
    survival: (t) => (0.05 * Math.exp(-0.02 * t) - 0.02 * Math.exp(-0.05 * t)) / 0.03,
  },
  {
    family: 'mixture',
    clock: (u) =>
      `mixture: [{weight: 0.3, exponential: {mean: ${days(30 * u)}}}, {weight: 0.5, weibull: {shape: 3, scale: ${days(90 * u)}}}, {weight: 0.2, never: true}]`,
    survival: (t) => 0.3 * Math.exp(-t / 30) + 0.5 * Math.exp(-((t / 90) ** 3)) + 0.2,
  },
];
