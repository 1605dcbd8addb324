/** Units that are there already: what is left of a stay, given that it has lasted so long. */
import { describe, expect, test } from 'vitest';
import { buildHistory, weightStock, type StartPlan } from '../../engine/study/start-plan.js';
import { area, normalBelow } from '../support/closed-forms.js';
import { distance, estimate, expectNear, KOLMOGOROV_LIMIT, pooled, shareEstimate } from '../support/estimates.js';
import { resolveText } from '../support/pathway-files.js';
import { run, runOnce, sum, type Reading } from '../support/runs.js';
import { stay } from '../support/stays.js';

/** The stock that `units` of a pathway leave after `days`, all of it, each unit once. */
function startFrom(text: string, days: number) {
  const scenario = resolveText(text);
  const plan: StartPlan = {
    // A file's rates hold from day 0 on; those of a history from its beginning.
    historyModel: {
      ...scenario.model,
      arrivals: scenario.model.arrivals.map((stream) => ({
        ...stream,
        rates: stream.rates.map((rate) => ({ ...rate, from: -days })),
      })),
    },
    historyDays: days,
    strata: [{ name: 'all', who: [], size: { kind: 'each', weight: 1 }, margins: [] }],
  };
  const { stock } = buildHistory(plan, scenario.startDay);
  const quiet = resolveText(text.replace(/at_start: \d+/, 'at_start: 0').replace(/rate: [\d.]+/, 'rate: 0'));
  return { stock, strata: weightStock(stock, plan, scenario.startDay), scenario: quiet };
}

/** Runs on from a stock. `left` reads the days still to go (not the days since entry) off the total. */
function runOn(text: string, days: number, replications: number): { readings: Reading[]; count: number } {
  const { stock, strata, scenario } = startFrom(text, days);
  return { readings: run(scenario, { replications, start: { stock, strata } }), count: stock.count };
}

describe('a cohort met in the middle of its stay', () => {
  const weibull = stay('{weibull: {shape: 1.8, scale: 200 days}, since: entry}', { units: 20000, years: 6 });

  test('has shrunk as its survival function says', () => {
    const { stock } = startFrom(weibull, 150);
    const survived = Math.exp(-((150 / 200) ** 1.8));
    expectNear(shareEstimate(stock.count, 20_000), survived, 'survivors');
    expect(new Set(stock.entries)).toEqual(new Set([-150]));
  });

  test.each([
    ['{weibull: {shape: 1.8, scale: 200 days}, since: entry}', (t: number) => Math.exp(-((t / 200) ** 1.8))],
    ['{weibull: {shape: 0.6, scale: 100 days}, since: entry}', (t: number) => Math.exp(-((t / 100) ** 0.6))],
    [
      '{lognormal: {median: 150 days, sdlog: 0.7}, since: entry}',
      (t: number) => 1 - normalBelow(Math.log(t / 150) / 0.7),
    ],
    ['{exponential: {mean: 150 days}}', (t: number) => Math.exp(-t / 150)],
    [
      '{piecewise: {0 days: 0.001 per day, 120 days: 0.01 per day, 200 days: 0.004 per day}, since: entry}',
      (t: number) =>
        Math.exp(
          -(0.001 * Math.min(t, 120) + 0.01 * (Math.min(Math.max(t, 120), 200) - 120) + 0.004 * Math.max(0, t - 200)),
        ),
    ],
    [
      '{empirical: {0 days: 0, 100 days: 0.3, 400 days: 0.9, 800 days: 1}, since: entry}',
      (t: number) =>
        t < 100 ? 1 - 0.003 * t : t < 400 ? 0.7 - 0.002 * (t - 100) : t < 800 ? 0.1 - 0.00025 * (t - 400) : 0,
    ],
  ])('%s: the rest of the stay is conditional on what has passed', (clock, survival) => {
    const { readings, count } = runOn(stay(clock, { units: 2000, years: 30 }), 150, 40);
    expect(readings[0]!.stock('in_case')[0]).toBe(count);
    expect(readings[0]!.count('go')).toBe(count);
    const given = (t: number): number => (t < 150 ? 1 : survival(t) / survival(150));
    expect(distance(pooled(readings, 'time_in_here'), (days) => 1 - given(days))).toBeLessThan(KOLMOGOROV_LIMIT);
    expectNear(
      estimate(readings, (reading) => reading.meanTime('time_in_here') - 150),
      area((t) => given(t + 150), 10_000, 100_000),
      clock,
    );
  });

  test('a fixed stay ends when it would have', () => {
    const { readings, count } = runOn(stay('{fixed: 200 days, since: entry}', { units: 50, years: 1 }), 150, 1);
    expect(count).toBe(50);
    expect(readings[0]!.time('time_in_here')).toBe(50 * 200);
  });

  test('a multiplier holds for the rest of the stay too', () => {
    const { readings } = runOn(
      stay('{weibull: {shape: 2, scale: 200 days}, since: entry}', {
        units: 1500,
        years: 10,
        more: 'multiply: {by: time, from: {0 days: 1, 60 days: 3}}',
      }),
      100,
      40,
    );
    const H = (t: number): number => (t / 200) ** 2;
    const used = (t: number): number => H(Math.min(t, 160)) - H(100) + 3 * (H(Math.max(t, 160)) - H(160));
    expect(
      distance(pooled(readings, 'time_in_here'), (days) => (days < 100 ? 0 : 1 - Math.exp(-used(days)))),
    ).toBeLessThan(KOLMOGOROV_LIMIT);
  });
});

describe('a stock in balance', () => {
  test('has more to go than half a usual stay, since long stays are met more often: E[T²] over 2 E[T]', () => {
    const text = `
pathway: balance
run: {start: 2025-04-01, years: 20, replications: 1, seed: balance}
arrivals:
  units: {rate: 60 per day}
regions:
  case:
    initial: here
    states: {here: , gone: {final: true}}
    transitions:
      go: {from: here, to: gone, clock: {weibull: {shape: 2, scale: 300 days}, since: entry}}
measures:
  here: {label: Here, stock: {case: here}}
`;
    const { readings, count } = runOn(text, 3000, 4);
    const mean = 300 * 0.886226925;
    const more = 300 ** 2 / (2 * mean);
    expectNear({ mean: count, se: Math.sqrt(60 * mean) }, 60 * mean, 'stock');
    // The stock is one draw of its entry times: at most the whole variance of what is left, over the stock.
    const spread = Math.sqrt((300 ** 3 * 1.329340388) / (3 * mean) - more ** 2);
    const left = estimate(readings, (reading) => reading.days('here') / count);
    expectNear({ mean: left.mean, se: spread / Math.sqrt(count) }, more, 'left');
  });
});

describe('the starting stock', () => {
  const text = stay('{weibull: {shape: 1.5, scale: 300 days}, since: entry}', {
    units: 300,
    years: 3,
    file: 'moments: [never]',
  });

  test('is there from the first instant, and posts no entries', () => {
    const entering =
      text +
      '\nmeasures:\n  here: {label: Here, stock: {case: here}}\n  came: {label: Came, enters: {case: here}}\n  went: {label: Went, leaves: {case: here}}\n';
    const { stock, strata, scenario } = startFrom(entering, 100);
    const reading = runOnce(scenario, { start: { stock, strata } });
    expect(reading.stock('here')[0]).toBe(stock.count);
    expect(reading.count('came')).toBe(0);
    expect(reading.stock('here').at(-1)).toBe(stock.count - reading.count('went'));
  });

  test('lives other lives in other replications and areas, and the same in the same', () => {
    const { stock, strata, scenario } = startFrom(text, 100);
    const [first, second] = run(scenario, { replications: 2, start: { stock, strata } });
    const again = runOnce(scenario, { start: { stock, strata } });
    const elsewhere = runOnce(scenario, { start: { stock, strata }, area: 'elsewhere' });
    expect(again.everything()).toEqual(first!.everything());
    expect(second!.everything()).not.toEqual(first!.everything());
    expect(elsewhere.everything()).not.toEqual(first!.everything());
  });

  test('is the same whatever the seed of the run, and does not touch the luck of those who arrive', () => {
    const arriving = text.replace('rate: 0 per day, at_start: 300', 'rate: 1 per day');
    const { stock, strata } = startFrom(text, 100);
    const scenario = resolveText(arriving);
    const alone = runOnce(scenario);
    const together = runOnce(scenario, { start: { stock, strata } });
    const before = runOnce(resolveText(arriving.replace('rate: 1 per day', 'rate: 0 per day')), {
      start: { stock, strata },
    });
    expect(together.flow('go')).toEqual(alone.flow('go').map((n, k) => n + before.flow('go')[k]!));
    expect(sum(together.timeTicks('time_in_here'))).toBe(
      sum(alone.timeTicks('time_in_here')) + sum(before.timeTicks('time_in_here')),
    );
  });
});
