/** Places for all, with arrivals that are steady, change with time, or come in families: the exact law of how many are in. */
import { describe, test } from 'vitest';
import { agrees } from '../support/battery.js';
import { normalBelow, presentAt } from '../support/closed-forms.js';
import { estimateOf } from '../support/estimates.js';
import { run, type Reading } from '../support/runs.js';

const SECTION = 'Queues with places for all';

/** The rest of the stream `rate: ...`, and the stay. */
const file = (stream: string, clock: string, years: number): string => `
pathway: unlimited
run: {start: 2025-04-01, years: ${years}, replications: 1, seed: unlimited}
resources: {desks: {places: unlimited}}
arrivals:
  customers: {${stream}, enters: {case: waiting}}
regions:
  case:
    initial: waiting
    states: {waiting: {queues: desks}, served: {holds: desks}, done: {final: true}}
    transitions:
      begin: {from: waiting, to: served, on: place}
      finish: {from: served, to: done, clock: {${clock}}}
measures:
  served: {label: Served, stock: {case: served}}
  in_use: {label: In use, in_use: desks}
  stays: {label: Stays, leaves: {case: served}, time: {in: served}}
`;

const SDLOG = 0.9;
interface Stay {
  readonly clock: string;
  readonly survival: (days: number) => number;
}
const STAYS: Readonly<Record<string, Stay>> = {
  exponential: { clock: 'exponential: {mean: 40 days}', survival: (days) => Math.exp(-days / 40) },
  lognormal: {
    clock: `lognormal: {mean: 40 days, sdlog: ${SDLOG}}, since: entry`,
    survival: (days) => (days <= 0 ? 1 : 1 - normalBelow((Math.log(days / 40) + SDLOG ** 2 / 2) / SDLOG)),
  },
};

/** The mean and the variance of how many are in at the end of a month. */
function inAt(readings: readonly Reading[], month: number) {
  const numbers = readings.map((reading) => reading.stock('in_use')[month]!);
  const mean = estimateOf(numbers);
  const correction = numbers.length / (numbers.length - 1);
  return { mean, variance: estimateOf(numbers.map((n) => correction * (n - mean.mean) ** 2)) };
}

describe('steady arrivals: as many as come in a mean stay, and Poisson', () => {
  test.each([
    ['M/M/∞', 'exponential stays', 'exponential: {mean: 40 days}'],
    ['M/G/∞', 'fixed stays', 'fixed: 40 days, since: entry'],
    ['M/G/∞', 'lognormal stays', `lognormal: {mean: 40 days, sdlog: ${SDLOG}}, since: entry`],
    ['M/G/∞', 'gamma stays', 'gamma: {shape: 0.5, mean: 40 days}, since: entry'],
  ])('%s, %s', (law, what, clock) => {
    const readings = run(file('rate: 2 per day', clock, 3), { replications: 700 });
    const { mean, variance } = inAt(readings, 36);
    agrees({ section: SECTION, law, what: `mean, ${what}` }, mean, 80);
    agrees({ section: SECTION, law, what: `variance, ${what}` }, variance, 80, 0.08);
  });
});

describe('arrivals that change with time: Poisson at every instant', () => {
  // Days from 1 April 2025 to 1 July, 1 October 2025 and 1 January 2026.
  const CORNERS = [91, 183, 275];
  const RATES = [2, 5, 1, 3];
  const written = (how: string): string =>
    `rate: {2025-04-01: 2 per day, 2025-07-01: 5 per day, 2025-10-01: 1 per day, 2026-01-01: 3 per day}, rate_between: ${how}`;
  const starts = [0, ...CORNERS];
  const piece = (day: number): number => CORNERS.filter((corner) => corner <= day).length;
  const steps = (day: number): number => RATES[piece(day)]!;
  const straight = (day: number): number => {
    const i = piece(day);
    if (i === CORNERS.length) return RATES[i]!;
    return RATES[i]! + ((RATES[i + 1]! - RATES[i]!) * (day - starts[i]!)) / (starts[i + 1]! - starts[i]!);
  };

  test.each([
    ['M(t)/M/∞', 'exponential', 'steps', steps],
    ['M(t)/M/∞', 'exponential', 'lines', straight],
    ['M(t)/G/∞', 'lognormal', 'steps', steps],
    ['M(t)/G/∞', 'lognormal', 'lines', straight],
  ] as const)('%s, %s stays, arrivals in %s', (law, name, how, rate) => {
    const { clock, survival } = STAYS[name]!;
    const readings = run(file(written(how), clock, 1), { replications: 1200 });
    for (const month of [1, 3, 4, 6, 8, 9, 12]) {
      const exact = presentAt(readings[0]!.bounds[month]!, rate, CORNERS, survival);
      const { mean, variance } = inAt(readings, month);
      const what = `${name} stays, arrivals in ${how}, end of month ${month}`;
      agrees({ section: SECTION, law, what: `mean, ${what}` }, mean, exact);
      agrees({ section: SECTION, law, what: `variance, ${what}` }, variance, exact, 0.06);
    }
  });
});

test('families that come together and stay each for their own time: M^X/M/∞', () => {
  const law = 'M^X/M/∞, families of 1 (50%), 2 (30%) and 3 (20%) children';
  const stream = 'rate: 1 per day, children: {1: 0.5, 2: 0.3, 3: rest}, age: {0 to 10: 1}';
  const readings = run(file(stream, 'exponential: {mean: 40 days}', 2), { replications: 1200 });
  const { mean, variance } = inAt(readings, 24);
  // Rate times mean stay times E[X], and E[X (X + 1)] / 2; two years are eighteen mean stays.
  agrees({ section: SECTION, law, what: 'mean' }, mean, 40 * 1.7);
  agrees({ section: SECTION, law, what: 'variance' }, variance, (40 * (0.5 * 2 + 0.3 * 6 + 0.2 * 12)) / 2, 0.06);
});
