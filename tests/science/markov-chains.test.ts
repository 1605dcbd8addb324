/** Chains: occupancy over time by the matrix exponential, long-run occupancy of semi-Markov ones, phase types. */
import { describe, test } from 'vitest';
import { agrees, fits } from '../support/battery.js';
import { transitionChances } from '../support/closed-forms.js';
import { estimate, estimateOf, shareEstimate } from '../support/estimates.js';
import { livesOf, when } from '../support/lives.js';
import { chiSquaredP, solve, uniformP } from '../support/numerics.js';
import { run, runOnce } from '../support/runs.js';
import { stay } from '../support/stays.js';

const SECTION = 'Multi-state models';
const STATES = ['a', 'b', 'c', 'd', 'e'];
/** Rates a day, from and to. */
const RATES: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  a: { b: 0.01, c: 0.004 },
  b: { a: 0.006, c: 0.005, d: 0.003 },
  c: { d: 0.008, e: 0.002 },
  d: { a: 0.003, e: 0.004, b: 0.001 },
  e: { a: 0.005 },
};
/** From day 100 on these are so many times as high; until then as they stand. */
const LATER: Readonly<Record<string, number>> = { ab: 3, cd: 0.2, ea: 2, bd: 4 };

function matrix(isLater: boolean): number[][] {
  return STATES.map((from) => {
    const row = STATES.map((to) => (RATES[from]![to] ?? 0) * (isLater ? (LATER[from + to] ?? 1) : 1));
    row[STATES.indexOf(from)] = -row.reduce((a, b) => a + b, 0);
    return row;
  });
}

const chain = (units: number, changes: boolean): string => `
pathway: chain
run: {start: 2025-04-01, years: 2, replications: 1, seed: chain-of-five}
arrivals: {units: {rate: 0 per day, at_start: ${units}}}
regions:
  case:
    initial: a
    states: {${STATES.map((state) => `${state}: `).join(', ')}}
    transitions:
${STATES.flatMap((from) =>
  Object.entries(RATES[from]!).map(
    ([to, rate]) =>
      `      ${from}${to}: {from: ${from}, to: ${to}, clock: {exponential: ${rate} per day}${
        changes && LATER[from + to] !== undefined
          ? `, multiply: {by: time, from: {0 days: 1, 100 days: ${LATER[from + to]}}}`
          : ''
      }}`,
  ),
).join('\n')}
`;

describe.each([
  ['with constant rates', false],
  ['with rates that change on day 100', true],
])('a Markov chain of five states %s', (words, changes) => {
  const UNITS = 100_000;
  const reading = runOnce(chain(UNITS, changes));
  const law = `A Markov chain of five states ${words}: matrix exponential`;

  test.each([2, 5, 9, 24])('at the end of month %i', (month) => {
    const day = reading.bounds[month]!;
    const early = transitionChances(matrix(false), changes ? Math.min(day, 100) : day);
    const late = transitionChances(matrix(true), changes ? Math.max(0, day - 100) : 0);
    const chances = STATES.map((_, j) => STATES.reduce((sum, __, k) => sum + early[0]![k]! * late[k]![j]!, 0));
    const seen = STATES.map((state) => reading.stock('in_case', `case=${state.toUpperCase()}`)[month]!);
    STATES.forEach((state, j) =>
      agrees(
        { section: SECTION, law, what: `in ${state} at the end of month ${month}` },
        shareEstimate(seen[j]!, UNITS),
        chances[j]!,
        0.03,
      ),
    );
    const distance = seen.reduce((sum, n, j) => sum + (n - UNITS * chances[j]!) ** 2 / (UNITS * chances[j]!), 0);
    fits(
      { section: SECTION, law, what: `all five at the end of month ${month}` },
      'chi-squared, 4 degrees of freedom',
      chiSquaredP(distance, 4),
    );
  });
});

describe('arrivals at a rate that goes in straight lines', () => {
  const RATE = '{2025-04-01: 2 per day, 2025-07-01: 8 per day, 2025-10-01: 8 per day, 2026-01-01: 1 per day}';
  const readings = run(
    `
pathway: lines
run: {start: 2025-04-01, years: 1, replications: 1, seed: lines}
arrivals: {units: {rate: ${RATE}, rate_between: lines}}
regions: {case: {initial: here, states: {here: {stays: true}}}}
measures: {came: {label: Came, enters: {case: here}}}
`,
    { replications: 400 },
  );
  const claim = (what: string) => ({
    section: SECTION,
    law: 'Arrivals at a rate in straight lines: Poisson, with the area under it',
    what,
  });
  const turns = [
    [0, 2],
    [91, 8],
    [183, 8],
    [275, 1],
    [365, 1],
  ] as const;
  const area = (from: number, to: number): number =>
    turns.slice(1).reduce((sum, [end, after], k) => {
      const [start, before] = turns[k]!;
      const [a, b] = [Math.max(from, start), Math.min(to, end)];
      const at = (day: number): number => before + ((after - before) * (day - start)) / (end - start);
      return b > a ? sum + ((b - a) * (at(a) + at(b))) / 2 : sum;
    }, 0);
  const { bounds } = readings[0]!;

  test.each([0, 2, 4, 7, 8, 11])('in month %i', (month) => {
    const counts = readings.map((reading) => reading.flow('came')[month]!);
    const exact = area(bounds[month]!, bounds[month + 1]!);
    agrees(claim(`month ${month + 1}`), estimateOf(counts), exact, 0.012);
    agrees(claim(`month ${month + 1}, variance`), estimateOf(counts.map((n) => (n - exact) ** 2)), exact, 0.15);
  });
});

describe('a semi-Markov chain', () => {
  test('is in a state, in the long run, by how often it comes there and how long it stays', () => {
    const text = `
pathway: semi
run: {start: 2025-04-01, years: 12, replications: 1, seed: semi}
arrivals: {units: {rate: 0 per day, at_start: 500}}
regions:
  case:
    initial: a
    states: {a: , b: , c: , d: }
    transitions:
      leave_a: {from: a, to: [{state: b, share: 0.6}, {state: c, share: rest}], clock: {weibull: {shape: 2, scale: 50 days}, since: entry}}
      leave_b: {from: b, to: [{state: c, share: 0.5}, {state: d, share: rest}], clock: {lognormal: {mean: 30 days, sdlog: 0.8}, since: entry}}
      leave_c: {from: c, to: a, clock: {gamma: {shape: 2.5, mean: 70 days}, since: entry}}
      leave_d: {from: d, to: [{state: a, share: 0.7}, {state: b, share: rest}], clock: {fixed: 20 days, since: entry}}
`;
    const readings = run(text, { replications: 40 });
    // How often each state is entered: pi = pi P.
    const moves = [
      [0, 0.6, 0.4, 0],
      [0, 0, 0.5, 0.5],
      [1, 0, 0, 0],
      [0.7, 0.3, 0, 0],
    ];
    const equations = moves.map((_, j) =>
      j === 0 ? [1, 1, 1, 1] : moves.map((row, i) => row[j]! - (i === j ? 1 : 0)),
    );
    const visits = solve(equations, [1, 0, 0, 0]);
    const means = [50 * (Math.sqrt(Math.PI) / 2), 30, 70, 20];
    const whole = visits.reduce((sum, pi, i) => sum + pi * means[i]!, 0);
    ['A', 'B', 'C', 'D'].forEach((state, i) =>
      agrees(
        {
          section: SECTION,
          law: 'A semi-Markov chain of four families: long-run occupancy pi m / sum of pi m',
          what: `in ${state}`,
        },
        // From the third year on; how it started is long forgotten.
        estimate(
          readings,
          (reading) =>
            reading
              .ticks('in_case', `case=${state}`)
              .slice(24)
              .reduce((a, b) => a + b, 0) /
            reading
              .ticks('in_case')
              .slice(24)
              .reduce((a, b) => a + b, 0),
        ),
        (visits[i]! * means[i]!) / whole,
      ),
    );
  });
});

describe('a phase type', () => {
  const start = [0.5, 0.3, 0.2];
  const rates = [
    [0, 0.02, 0.01],
    [0.005, 0, 0.03],
    [0, 0.004, 0],
  ];
  const exit = [0.002, 0.01, 0.04];
  const generator = rates.map((row, i) =>
    row.map((rate, j) => (i === j ? -(exit[i]! + row.reduce((a, b) => a + b, 0)) : rate)),
  );
  const first = solve(generator, [-1, -1, -1]);
  const second = solve(
    generator,
    first.map((mean) => -2 * mean),
  );
  const weighted = (values: readonly number[]): number => values.reduce((sum, value, i) => sum + value * start[i]!, 0);
  const law = 'A phase type of three phases: moments by solving Q m = -1, Q s = -2 m';

  const clock = `phase_type: {start: {x: 0.5, y: 0.3, z: 0.2}, rates: {x: {y: 0.02 per day, z: 0.01 per day, exit: 0.002 per day}, y: {x: 0.005 per day, z: 0.03 per day, exit: 0.01 per day}, z: {y: 0.004 per day, exit: 0.04 per day}}}`;
  const chained = `
pathway: phases
run: {start: 2025-04-01, years: 30, replications: 1, seed: phases}
arrivals: {units: {rate: 0 per day, at_start: 60000, enters: {case: [{state: x, share: 0.5}, {state: y, share: 0.3}, {state: z, share: rest}]}}}
regions:
  case:
    initial: x
    states: {x: , y: , z: , out: {final: true}}
    transitions:
      xy: {from: x, to: y, clock: {exponential: 0.02 per day}}
      xz: {from: x, to: z, clock: {exponential: 0.01 per day}}
      x_out: {from: x, to: out, clock: {exponential: 0.002 per day}}
      yx: {from: y, to: x, clock: {exponential: 0.005 per day}}
      yz: {from: y, to: z, clock: {exponential: 0.03 per day}}
      y_out: {from: y, to: out, clock: {exponential: 0.01 per day}}
      zy: {from: z, to: y, clock: {exponential: 0.004 per day}}
      z_out: {from: z, to: out, clock: {exponential: 0.04 per day}}
`;

  test.each(['as one clock', 'as a chain of states'])('%s', (how) => {
    const isClock = how === 'as one clock';
    const { lives } = livesOf(isClock ? stay(`{${clock}, since: entry}`, { units: 60_000, years: 30 }) : chained);
    const times = isClock
      ? lives.map((life) => when(life, 'go'))
      : lives.map((life) => life.events.find(({ to }) => to === 'out')!.time);
    agrees({ section: SECTION, law, what: `mean, ${how}` }, estimateOf(times), weighted(first));
    agrees(
      { section: SECTION, law, what: `second moment, ${how}` },
      estimateOf(times.map((t) => t * t)),
      weighted(second),
      0.02,
    );
    // The law on quarters of days, by stepping the chain.
    const step = transitionChances(generator, 0.25);
    const law2 = [1];
    let alive = [1, 1, 1];
    for (let i = 0; i < 4000; i++) {
      alive = step.map((row) => row.reduce((sum, chance, j) => sum + chance * alive[j]!, 0));
      law2.push(weighted(alive));
    }
    const left = (t: number): number => {
      const k = Math.floor(4 * t);
      return law2[k]! + (law2[k + 1]! - law2[k]!) * (4 * t - k);
    };
    fits(
      { section: SECTION, law, what: `the whole distribution, ${how}` },
      'Kolmogorov, on days from 0 to 1,000',
      uniformP(times.filter((t) => t < 1000).map((t) => (1 - left(t)) / (1 - law2[4000]!))),
    );
  });
});
