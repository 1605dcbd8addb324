/** The appraisal of a study as its table has it: what it says is what the table of costs says. */
import { expect, test } from 'vitest';
import { studyPlan } from '../../cli/host/prepare.js';
import { appraisalRows, appraiseStudy, Study, type TableRow } from '../../engine/index.js';
import { resolve } from '../scenarios/in-memory.js';
import { twinFiles, USES } from '../support/twin-programmes.js';

const files = twinFiles([USES.first]);
const [path = ''] = Object.keys(files);
const withKinds = Object.fromEntries(
  Object.entries(files).map(([name, text]) => [
    name,
    text.replace('payer: Council, while:', 'payer: Council, kind: cashable, while:'),
  ]),
);
const { scenario } = resolve(withKinds, path);
const study = new Study(studyPlan(scenario, null), scenario.measureInfo, null);
const replicates = [4, 1, 3, 0, 2].map((replication) => study.replicate(replication));
const terms = { optimismBias: null, inflation: null, priceYear: '' };
const rows = appraisalRows(appraiseStudy(study, replicates, terms)!, '');
const costs = study
  .summarise(replicates, '')
  .rows.filter(({ table, option }) => table === 'costs' && option === 'difference');

const of = (list: readonly TableRow[], measure: string, group: string, kind: string): TableRow[] =>
  list.filter((row) => row.measure === measure && row.group === group && row.periodKind === kind);

test('net present value is the discounted difference with its sign turned, for all, each payer and each kind', () => {
  for (const group of ['all', 'payer=Council', 'kind=Cashable']) {
    const [net] = of(rows, 'net_present_value', group, 'whole run');
    const [cost] = of(costs, 'cost_discounted', group, 'whole run');
    expect(net!.value, group).toBeCloseTo(-cost!.value, 4);
    expect([net!.lower, net!.upper], group).toEqual([expect.closeTo(-cost!.upper, 4), expect.closeTo(-cost!.lower, 4)]);
    expect(net!.mcSe).toBeCloseTo(cost!.mcSe, 4);
  }
});

test('without an allowance the budget impact is the difference in costs, by year and by quarter', () => {
  for (const kind of ['financial year', 'quarter']) {
    const impact = of(rows, 'budget_impact', 'payer=Council', kind);
    const cost = of(costs, 'cost', 'payer=Council', kind);
    expect(impact.map(({ period }) => period)).toEqual(cost.map(({ period }) => period));
    expect(impact).toHaveLength(kind === 'quarter' ? 8 : 2);
    impact.forEach(({ value }, k) => expect(value).toBeCloseTo(cost[k]!.value, 4));
  }
});

test('the ratio is what was saved over what the programme cost', () => {
  const [saved, cost] = ['saved', 'programme_cost'].map((measure) => of(rows, measure, 'all', 'whole run')[0]!.value);
  const ratio = rows.find(({ measure, group }) => measure === 'benefit_cost_ratio' && group.includes('all savings'))!;
  expect(cost).toBeGreaterThan(0);
  expect(ratio.value).toBeCloseTo(saved! / cost!, 10);
});

test('the order in which replications are done changes nothing', () => {
  expect(appraisalRows(appraiseStudy(study, replicates.toReversed(), terms)!, '')).toEqual(rows);
});

test('a study without an option, or without costs, is not appraised', () => {
  const plan = studyPlan(scenario, null);
  const alone = new Study({ ...plan, programmes: [], programmeCosts: [] }, scenario.measureInfo, null);
  expect(appraiseStudy(alone, [alone.replicate(0)], terms)).toBeNull();
  const free = new Study(
    { ...plan, programmeCosts: [], ledger: { ...plan.ledger, costs: [] } },
    scenario.measureInfo,
    null,
  );
  expect(appraiseStudy(free, [free.replicate(0)], terms)).toBeNull();
});
