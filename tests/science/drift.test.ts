/** Drift told apart by origin: against closed forms, exact to the child, and the same children from either start. */
import { beforeAll, describe, expect, test } from 'vitest';
import { readScenario } from '../../cli/host/index.js';
import { runDrift } from '../../cli/host/drift.js';
import { studyPlan } from '../../cli/host/prepare.js';
import { buildHistory, weightStock, type StartPlan } from '../../engine/index.js';
import { Trace } from '../../engine/study/trace.js';
import { driftPage, type Drift, type Series } from '../../reports/drift/index.js';
import { expectRefusal, memory } from '../scenarios/in-memory.js';
import { AT_START, driftFiles, ENTRIES, expected, localFiles } from '../support/drift-files.js';
import { runOnce } from '../support/runs.js';
import { expectNear, shareEstimate } from '../support/estimates.js';

const run = (texts: Record<string, string>, more: { share?: number; measure?: string; years?: number } = {}) =>
  runDrift('scenario.yaml', { files: memory(texts), workers: 0, replications: 6, years: 10, ...more });

const yearsTo = (date: string): number =>
  (Date.parse(`${date}T24:00Z`) - Date.parse('2025-04-01')) / 86_400_000 / 365.25;

/** Claims that a series is what is expected, allowing for its own error and for that of what it starts from. */
function expectSeries(
  series: Series,
  dates: readonly string[],
  exact: (years: number) => number,
  start: (d: number) => number,
) {
  series.forEach(({ mean, se }, d) => {
    if (d === 0) return;
    expectNear({ mean, se: Math.hypot(se, start(d)) }, exact(yearsTo(dates[d]!)), dates[d], 0.05);
  });
}

describe('a start made of older children', () => {
  let drift: Drift;
  beforeAll(async () => {
    drift = await run(driftFiles(), { share: 2 });
  });

  test('is followed to every 31 March, by origin', () => {
    const { dates, origins } = drift.account;
    expect(dates).toEqual(Array.from({ length: 11 }, (_, i) => `${2025 + i}-03-31`));
    expect(origins.map(({ name, arrives }) => [name, arrives])).toEqual([
      ['in_care_on_day_0', false],
      ['arrived_since', true],
    ]);
    expect(drift.account.stock[0]).toEqual({ mean: AT_START, se: 0 });
  });

  test('leaves as the closed form has it, for both starts, and arrivals come as it has them', () => {
    const { dates, origins, historyError } = drift.account;
    const [there, since] = origins;
    // The start is made of the children of 10 and over of a history of 18 years of all arrivals.
    const rows = expected.survivors(0) * (expected.settled(10) / AT_START);
    const chance = (d: number): number => {
      const p = expected.survivors(yearsTo(dates[d]!)) / AT_START;
      return AT_START * Math.sqrt((p * (1 - p)) / rows);
    };
    const early = dates.slice(0, 7);
    expectSeries(there!.stock.slice(0, 7), early, expected.survivors, chance);
    expect(there!.stock[9]!.mean).toBe(0);
    expectSeries(there!.settled, dates, expected.settled, (d) => historyError[d]!);
    expectSeries(since!.stock, dates, expected.arrived, () => 0);
  });

  test('drifts by the difference of the two closed forms', () => {
    const { dates, origins, historyError } = drift.account;
    const exact = (years: number): number =>
      expected.survivors(years) - expected.settled(years) - (AT_START - expected.settled(0));
    origins[0]!.drift.forEach(({ mean, se }, d) => {
      const error = Math.hypot(se, historyError[0]!, historyError[d]!, 0.01 * AT_START);
      expect(Math.abs(mean - exact(yearsTo(dates[d]!))), dates[d]).toBeLessThan(3 * error);
    });
    // The closed form drifts by thousands: what is allowed is far less.
    expect(Math.abs(exact(5))).toBeGreaterThan(3000);
  });

  test('and the settled system stays level but for chance', () => {
    const { settled, settledChange, historyError } = drift.account;
    for (const { mean, se } of settled)
      expectNear({ mean, se: Math.hypot(se, historyError[0]!) }, expected.settled(0), 'settled');
    for (const { mean, se } of settledChange.slice(1)) expect(Math.abs(mean)).toBeLessThan(4 * se);
  });

  test('every sum is exact to the child, and arrivals are no part of it', () => {
    const { account } = drift;
    expect(account.remainder).toBe(0);
    expect(account.sameArrivals).toBe(true);
    expect(account.origins[1]!.start.every(({ mean, se }) => mean === 0 && se === 0)).toBe(true);
    expect(account.multipliers).toBeNull();
    account.dates.forEach((_, d) => {
      const parts = account.origins.reduce((sum, { drift: of }) => sum + of[d]!.mean, account.settledChange[d]!.mean);
      expect(parts).toBeCloseTo(account.change[d]!.mean, 6);
    });
  });

  test('the page says so', () => {
    const page = driftPage(drift);
    expect(page).toContain('the remainder is exactly 0');
    expect(page).toContain('arrivals are no part of the drift');
    expect(page).toContain('| 2025-03-31 | 9,000 | 9,000 | 0 |');
    expect(page).not.toMatch(/NaN|undefined|not known/);
  });
});

describe('a start', () => {
  test('is no luck of those who arrive: each lives the same life from either start', () => {
    const files = memory(driftFiles());
    const { scenario } = readScenario('scenario.yaml', { files });
    const plan = studyPlan(scenario, scenario.model);
    const lives = (unraked: number | undefined) => {
      const own: StartPlan = { ...plan.start!, ...(unraked !== undefined && { unraked }) };
      const { stock } = buildHistory(own, plan.epoch);
      const trace = new Trace({ ...plan, start: null }, { stock, strata: weightStock(stock, own, plan.epoch) });
      const came = trace.everybody(0).filter(({ name }) => trace.streamOf(name) !== null);
      return { came, stories: came.slice(0, 4).map(({ name }) => trace.tell(0, name).baseline) };
    };
    const raked = lives(undefined);
    expect(raked.came.length).toBeGreaterThan(5000);
    expect(lives(1)).toEqual(raked);
  }, 60_000);

  test('as its history left it has every child of each stratum once for its weight, and no other', () => {
    const { scenario } = readScenario('scenario.yaml', { files: memory(driftFiles()) });
    const { start, epoch } = studyPlan(scenario, scenario.model);
    const { stock } = buildHistory(start!, epoch);
    const [all] = weightStock(stock, { ...start!, unraked: 0.5 }, epoch);
    expect(all).toMatchObject({ name: 'in_care', isExact: false, miss: 0, total: stock.count / 2 });
    expect([...all!.rows]).toEqual(Array.from({ length: stock.count }, (_, i) => i));
    // A child that two strata would have is in the first.
    const twice = [start!.strata[0]!, { ...start!.strata[0]!, name: 'again' }];
    expect(weightStock(stock, { ...start!, strata: twice, unraked: 1 }, epoch).map(({ rows }) => rows.length)).toEqual([
      stock.count,
      0,
    ]);
  });
});

describe('an authority', () => {
  test('has its multipliers as a part of their own, no remainder, and settles without them', async () => {
    const drift = await run(localFiles(), { years: 3 });
    const { account, multipliers } = drift;
    expect(Object.keys(multipliers)).toEqual(['local']);
    expect(multipliers['local']).not.toBeCloseTo(1, 1);
    expect(account.remainder).toBe(0);
    expect(account.sameArrivals).toBe(true);
    const local = account.multipliers!;
    expect(local[0]).toEqual({ mean: 0, se: 0 });
    // More leave than the settled system has it, so fewer stay, or the other way round.
    expect(Math.sign(local[3]!.mean)).toBe(Math.sign(1 - multipliers['local']!));
    for (const { mean, se } of account.settled)
      expectNear({ mean, se: Math.hypot(se, account.historyError[0]!) }, expected.settled(0), 'settled', 0.02);
    account.dates.forEach((_, d) => {
      const start = account.origins.reduce((sum, origin) => sum + origin.start[d]!.mean, 0);
      expect(start + local[d]!.mean).toBeCloseTo(account.difference[d]!.mean, 6);
    });
  }, 60_000);
});

describe('what sets an attribute', () => {
  const changed = (from: string, to: string): Record<string, string> => {
    const texts = driftFiles();
    texts['baseline.yaml'] = texts['baseline.yaml']!.replace(from, to);
    return texts;
  };

  test('is refused where there is no such attribute or level, with the nearest', () => {
    expectRefusal(changed('{origin: in_care', '{❯orign: in_care'), /no attribute 'orign'[^]*origin/);
    expectRefusal(
      changed('origin: in_care_on', 'origin: ❯in_car_on'),
      /no level of 'origin' 'in_car_on_day_0'[^]*in_care_on_day_0/,
    );
  });

  test('is what the child is from day 0 on, in everything that reads it, and not before', () => {
    const texts = changed('sets: {origin: in_care_on_day_0}', 'sets: {origin: in_care_on_day_0, sex: male}');
    texts['pathway.yaml'] = texts['pathway.yaml']!.replace(
      'scale: $local}',
      'scale: $local, multiply: [{by: sex, values: {male: 0, female: 1}}]}',
    );
    const { scenario } = readScenario('scenario.yaml', { files: memory(texts) });
    const { start, epoch } = studyPlan(scenario, scenario.model);
    const { stock } = buildHistory(start!, epoch);
    const strata = weightStock(stock, start!, epoch);
    const found = runOnce(scenario, { start: { stock, strata } });
    expect(found.stock('looked_after', 'sex=male')[0]).toBe(AT_START);
    expect(found.stock('looked_after', 'sex=female')[0]).toBe(0);
    // Of the history's boys nobody left before 18, of its girls as ever: years of each between two ages. From day 0 all
    // are boys, so whoever is under 16 then is there after two years; of real girls a third would have left.
    const boysAndGirls = (below: number): number =>
      below - 10 + (Math.exp(-0.8) - Math.exp(-0.4 - 0.2 * (below - 8))) / 0.2;
    const left = found.stock('looked_after', 'origin=in_care_on_day_0').at(-1)! / AT_START;
    const rows = (ENTRIES / 2) * boysAndGirls(18);
    expectNear(shareEstimate(left * rows, rows), boysAndGirls(16) / boysAndGirls(18), 'still there');
    const wrong = strata.map((stratum) => ({ ...stratum, sets: { origin: 'nowhere' } }));
    expect(() => runOnce(scenario, { start: { stock, strata: wrong } })).toThrow(/unknown level of "origin" "nowhere"/);
  });

  test('is needed in every stratum, of a start that there is', async () => {
    await expect(run(changed('      sets: {origin: in_care_on_day_0}\n', ''))).rejects.toThrow(
      /baseline\.yaml:14:5: nothing says where the children of this stratum come from/,
    );
    const texts = driftFiles();
    texts['baseline.yaml'] = texts['baseline.yaml']!.replace(/^start:\n(?: .*\n)*/m, '');
    await expect(run(texts)).rejects.toThrow(/starts from nobody with a past/);
    await expect(run(driftFiles(), { measure: 'ceased' })).rejects.toThrow(/number at a date[^]*looked_after/);
  });
});
