/**
 * The reference model: a benchmark of care pathways whose law and answers are published with it (2,000 replications of
 * an independent program). The file is scenarios/examples/reference-model.yaml; every answer must come out.
 *
 * The law's year has 365.25 days and its month a twelfth of that; ours are the calendar's, which moves the ends of
 * months by up to half a day: below 0.1% of any figure, a tenth of its standard error.
 */
import { readFileSync } from 'node:fs';
import { test } from 'vitest';
import { summariseStudy } from '../../engine/study/summarise.js';
import { Study } from '../../engine/study/study.js';
import { studyPlan } from '../../cli/host/prepare.js';
import { agrees } from '../support/battery.js';
import { estimate, ratioEstimate, type Estimate } from '../support/estimates.js';
import { resolveText } from '../support/pathway-files.js';
import { run, type Reading } from '../support/runs.js';

const TEXT = readFileSync(new URL('../../scenarios/examples/reference-model.yaml', import.meta.url), 'utf8');
const REPLICATIONS = 150;

/** Published: mean and standard error. */
type Published = readonly [mean: number, se: number];

const EVENTS: Readonly<Record<string, Published>> = {
  referrals: [18407.26, 4.8724],
  assessments: [18081.79, 4.8232],
  no_further_action: [9043.11, 2.9921],
  cin_starts: [7685.88, 2.6774],
  cp_starts: [4628.25, 1.8284],
  closures: [5545.68, 2.1686],
  edge_starts: [2202.22, 1.0854],
  de_escalations: [619.35, 0.5873],
  mst_joins: [659.89, 0.5896],
  mst_starts: [78.0465, 0.0538],
  mst_balks: [232.48, 0.3727],
  entries: [2599.93, 1.3207],
  moves: [5428.71, 4.0086],
  reviews: [9954.81, 5.8099],
  reunified: [778.98, 0.7055],
  adopted: [324.55, 0.4103],
  guardianships: [473.23, 0.5044],
  aged_out: [236.73, 0.3424],
  grown: [1681.84, 0.9153],
};

const TIMES: Readonly<Record<string, Published>> = {
  reunified: [366.6, 0.3319],
  adopted: [473.12, 0.3893],
  guardianships: [695.64, 0.5818],
  aged_out: [684.56, 0.8636],
  foster_stays: [185.37, 0.0685],
  kinship_stays: [237.04, 0.1548],
  residential_stays: [113.69, 0.0825],
  parents_stays: [181.93, 0.1551],
  supported_stays: [107.2, 0.098],
  mst_wait: [44.8854, 0.0346],
};

const STOCKS: readonly (readonly [month: number, group: string, published: Published])[] = [
  [12, 'all', [37.1435, 0.1355]],
  [60, 'all', [408.38, 0.4552]],
  [120, 'all', [786.43, 0.6176]],
  [120, 'placement=Foster care', [451.73, 0.4678]],
  [120, 'placement=Kinship care', [146.29, 0.2653]],
  [120, 'placement=Residential care', [89.072, 0.2093]],
  [120, 'placement=With parents', [65.533, 0.1836]],
  [120, 'placement=Supported lodgings', [33.8075, 0.1294]],
];

/** Agreement allowing for the chance in both. */
function alike(what: string, found: Estimate, [mean, se]: Published): void {
  const both = { mean: found.mean, se: Math.hypot(found.se, se) };
  agrees({ section: 'Published models', law: 'Reference model', what }, both, mean, 0.03);
}

test('every answer of the reference model comes out', () => {
  const readings = run(TEXT, { replications: REPLICATIONS, seed: 'reference' });
  for (const [measure, published] of Object.entries(EVENTS))
    alike(
      `${measure}: how many`,
      estimate(readings, (reading) => reading.count(measure)),
      published,
    );
  const children = (reading: Reading): number => reading.count('referrals') - reading.count('referred_again');
  alike('children', estimate(readings, children), [9998, 2.2578]);
  const ends = (reading: Reading): number => reading.count('mst_starts') - reading.stock('mst_places').at(-1)!;
  alike('mst_ends: how many', estimate(readings, ends), [75.0465, 0.0538]);
  const counted = Object.keys(EVENTS);
  const events = (reading: Reading): number =>
    counted.reduce((total, measure) => total + reading.count(measure), ends(reading));
  alike('events of all kinds', estimate(readings, events), [88737.79, 24.3133]);
  for (const [measure, published] of Object.entries(TIMES))
    alike(
      `${measure}: mean days`,
      ratioEstimate(
        readings,
        (reading) => reading.time(measure),
        (reading) => reading.count(measure),
      ),
      published,
    );
  for (const [month, group, published] of STOCKS)
    alike(
      `in_care, ${group}: after ${month} months`,
      estimate(readings, (reading) => reading.stock('in_care', group)[month]!),
      published,
    );
});

test('and its costs, as they are and discounted continuously', () => {
  const scenario = resolveText(TEXT);
  const study = new Study(studyPlan({ ...scenario, seed: 'reference' }, null), scenario.measureInfo, null);
  const replicates = Array.from({ length: REPLICATIONS }, (_, replication) => study.replicate(replication));
  const rows = summariseStudy(
    study.layout.columns,
    [{ option: 'baseline', matrix: { rows: replicates.map((item) => item.outputs[0]!) } }],
    '',
  );
  const found = (measure: string): Estimate => {
    const row = rows.find((item) => item.measure === measure && item.group === 'all' && item.period === 'whole run')!;
    return { mean: row.value / 1e6, se: row.mcSe / 1e6 };
  };
  alike('cost, million', found('cost'), [221.03, 0.1715]);
  alike('cost discounted, million', found('cost_discounted'), [175.06, 0.1368]);
});
