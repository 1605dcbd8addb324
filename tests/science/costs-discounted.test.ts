/** Money over an exponential stay, through the rows of a study: accruing, once at the end, and by the year. */
import { describe, expect, test } from 'vitest';
import type { Discounting } from '../../engine/economics/discount.js';
import type { StudyPlan } from '../../engine/study/plan.js';
import { Study } from '../../engine/study/study.js';
import { World } from '../../engine/study/world.js';
import { monthStarts } from '../../engine/time/index.js';
import { agrees, equals } from '../support/battery.js';
import { resolveText } from '../support/pathway-files.js';

const UNITS = 2000;
const YEARS = 10;
const RATE = 0.035;
/** Leaves a day, for each. */
const MU = 1 / 900;
const COST = (name: string, more: string): string =>
  `{name: ${name}, line: ${name}, payer: council, ${more}, source: assumption, mark: assumption, note: a test}`;

const scenario = resolveText(`
pathway: stay
run: {start: 2025-04-01, years: ${YEARS}, replications: 1, seed: money}
arrivals: {units: {rate: 0 per day, at_start: ${UNITS}}}
regions:
  case:
    initial: here
    states: {here: , gone: {final: true}}
    transitions:
      go: {from: here, to: gone, clock: {exponential: {mean: 900 days}}}
costs:
  - ${COST('care', 'while: {case: here}, amount: 100 per day')}
  - ${COST('closing', 'on_transition: go, amount: 1649')}
  - ${COST('opening', 'on_entry: {case: here}, amount: 250')}
`);
const bounds = monthStarts(scenario.startDay, 12 * YEARS).map((day) => day - scenario.startDay);
const horizon = bounds.at(-1)!;

function rowsOf(discounting: Discounting) {
  const plan: StudyPlan = {
    model: scenario.model,
    ledger: scenario.ledger,
    programmes: [],
    programmeCosts: [],
    fixedCosts: [
      { name: 'team', line: 'team', payer: 'health', pencePerDay: 25_000_000 / 365.25, pence: 0, from: 0, to: horizon },
      { name: 'setting up', line: 'setting up', payer: 'health', pencePerDay: 0, pence: 4_000_000, from: 400, to: 400 },
    ],
    start: null,
    epoch: scenario.startDay,
    months: 12 * YEARS,
    seed: 'money',
    area: '',
    discountRate: RATE,
    discounting,
  };
  const study = new Study(plan, scenario.measureInfo, null);
  const replicates = Array.from({ length: 40 }, (_, k) => study.replicate(k));
  const { rows } = study.summarise(replicates, '');
  // Costs that follow nobody belong to an option: they are read here beside the costs of one replication.
  const world = new World(plan.model, plan.ledger, { ...plan }, null);
  const fixed = study.layout.read(world.ledger, world.run(0).tables, plan.fixedCosts);
  return (measure: string, line: string, period = 'whole run') => {
    if (line === 'line=team' || line === 'line=setting up') {
      const column = study.layout.columns.findIndex(
        (item) => item.measure === measure && item.group === line && item.period === period,
      );
      return { mean: fixed[column]!, se: Number.NaN };
    }
    const row = rows.find((item) => item.measure === measure && item.group === line && item.period === period);
    expect(row, `${measure} ${line} ${period}`).toBeDefined();
    return { mean: row!.value, se: row!.mcSe };
  };
}

/** Expected days in, and expected leavers, between two days. */
const daysIn = (from: number, to: number): number => (UNITS * (Math.exp(-MU * from) - Math.exp(-MU * to))) / MU;
const leavers = (from: number, to: number): number => UNITS * (Math.exp(-MU * from) - Math.exp(-MU * to));
const years = Array.from({ length: YEARS }, (_, j) => [bounds[12 * j]!, bounds[12 * j + 12]!] as const);
const delta = Math.log1p(RATE) / 365.25;

describe('undiscounted', () => {
  const read = rowsOf('yearly');
  const claim = (what: string) => ({ section: 'Costs', law: 'Costs of an exponential stay', what });
  test('by year and in all', () => {
    agrees(claim('accruing, ten years'), read('cost', 'line=care'), 100 * daysIn(0, horizon));
    agrees(claim('once on leaving, ten years'), read('cost', 'line=closing'), 1649 * leavers(0, horizon));
    equals(claim('once on entry'), read('cost', 'line=opening').mean, 250 * UNITS, 0);
    for (const j of [0, 3, 9]) {
      const label = `${2025 + j}-${String(26 + j)}`;
      agrees(claim(`accruing, year ${j + 1}`), read('cost', 'line=care', label), 100 * daysIn(...years[j]!), 0.05);
      agrees(
        claim(`once on leaving, year ${j + 1}`),
        read('cost', 'line=closing', label),
        1649 * leavers(...years[j]!),
        0.05,
      );
    }
    equals(claim('by the year, ten years'), read('cost', 'line=team').mean, (250_000 * horizon) / 365.25, 1e-8);
  });
});

describe('discounted by the year', () => {
  const read = rowsOf('yearly');
  const law = 'Yearly discounting at 3.5%: year j by 1.035^-j, the first not at all';
  const claim = (what: string) => ({ section: 'Costs', law, what });
  const present = (of: (from: number, to: number) => number): number =>
    years.reduce((sum, [from, to], j) => sum + of(from, to) / (1 + RATE) ** j, 0);
  test('the rows are the closed form of the convention', () => {
    agrees(claim('accruing'), read('cost_discounted', 'line=care'), 100 * present(daysIn));
    agrees(claim('once on leaving'), read('cost_discounted', 'line=closing'), 1649 * present(leavers));
    equals(claim('once on entry: not discounted'), read('cost_discounted', 'line=opening').mean, 250 * UNITS, 0);
    equals(
      claim('by the year'),
      read('cost_discounted', 'line=team').mean,
      present((a, b) => (250_000 * (b - a)) / 365.25),
      1e-8,
    );
    equals(
      claim('once, on day 400'),
      read('cost_discounted', 'line=setting up').mean,
      Math.round(4_000_000 / 1.035) / 100,
      1e-12,
    );
    // The convention dates what comes within a year to its start: it is above the continuous one by up to 1.035.
    const continuous = (100 * UNITS * -Math.expm1(-(MU + delta) * horizon)) / (MU + delta);
    const error = (100 * present(daysIn)) / continuous - 1;
    expect(error).toBeGreaterThan(0);
    equals(
      claim('error against continuous discounting: half a year, 1.035^0.5 - 1'),
      error,
      Math.sqrt(1.035) - 1,
      0.15,
    );
  });
});

describe('discounted continuously, month by month', () => {
  const read = rowsOf('continuous');
  const law = 'Continuous discounting at 3.5%, by the mean factor of each month';
  const claim = (what: string) => ({ section: 'Costs', law, what });
  // A unit's days are worth the integral of exp(-(mu + delta) t).
  const accrued = (100 * UNITS * -Math.expm1(-(MU + delta) * horizon)) / (MU + delta);
  const closing = (1649 * UNITS * MU * -Math.expm1(-(MU + delta) * horizon)) / (MU + delta);
  const factor = (k: number): number =>
    (Math.exp(-delta * bounds[k]!) - Math.exp(-delta * bounds[k + 1]!)) / (delta * (bounds[k + 1]! - bounds[k]!));
  const monthly = (of: (from: number, to: number) => number): number =>
    bounds.slice(1).reduce((sum, to, k) => sum + factor(k) * of(bounds[k]!, to), 0);
  test('against the closed forms in continuous time', () => {
    agrees(claim('accruing: c n / (mu + delta)'), read('cost_discounted', 'line=care'), accrued);
    agrees(claim('once on leaving: c n mu / (mu + delta)'), read('cost_discounted', 'line=closing'), closing);
    equals(claim('accruing: the error of discounting by months'), 100 * monthly(daysIn), accrued, 1e-5);
    equals(claim('once on leaving: the error of discounting by months'), 1649 * monthly(leavers), closing, 1e-5);
    equals(
      claim('once on entry, on the first day: half a month of discount too much'),
      read('cost_discounted', 'line=opening').mean,
      250 * UNITS,
      0.0015,
    );
    equals(
      claim('by the year, for ten years'),
      read('cost_discounted', 'line=team').mean,
      ((250_000 / 365.25) * -Math.expm1(-delta * horizon)) / delta,
      1e-6,
    );
    equals(
      claim('once, on day 400'),
      read('cost_discounted', 'line=setting up').mean,
      40_000 * Math.exp(-delta * 400),
      0.0015,
    );
  });
  test('payers and lines add up to the whole', () => {
    const lines = ['care', 'closing', 'opening'].reduce(
      (sum, line) => sum + read('cost_discounted', `line=${line}`).mean,
      0,
    );
    const all = read('cost_discounted', 'all').mean;
    expect(lines).toBeCloseTo(all, 4);
    expect(read('cost_discounted', 'payer=council').mean).toBeCloseTo(all, 4);
  });
});
