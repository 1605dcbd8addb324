/** Every chart a result can fill, in the order a reader meets them. */
import type { StudyResult } from '../../engine/study/result.js';
import { read, type Reading } from '../rows.js';
import { adoptionTimeChart, otherTimesChart } from './adoption-time.js';
import { agesChart } from './ages.js';
import { costByYearChart } from './cost-by-year.js';
import { costByLineChart, costByPayerChart } from './cost-difference.js';
import { differenceChart } from './difference.js';
import { elsewhereChart } from './elsewhere.js';
import { exitsByReasonChart } from './exits-by-reason.js';
import { generalCharts } from './general.js';
import { backInCareChart, waysOutChart } from './incidence.js';
import { lookedAfterChart } from './looked-after.js';
import { pathwayFlowChart } from './pathway/index.js';
import { paybackChart } from './payback.js';
import { permanenceTimeChart } from './permanence-time.js';
import { placementsChart } from './placements.js';
import { programmesChart } from './programmes.js';
import { reachChart } from './reach.js';
import { safetyChart } from './safety.js';
import { startsAndLeaversChart } from './starts-and-leavers.js';
import { targetsChart } from './targets.js';
import type { Chart } from './types.js';
import { waitingChart } from './waiting.js';
import { waterfallChart } from './waterfall.js';

export type { Chart, ChartSpec, ChartTable } from './types.js';

const CARE: readonly ((reading: Reading) => Chart | null)[] = [
  lookedAfterChart,
  (reading) => differenceChart(reading),
  agesChart,
  pathwayFlowChart,
  startsAndLeaversChart,
  exitsByReasonChart,
  waysOutChart,
  placementsChart,
  waitingChart,
  permanenceTimeChart,
  adoptionTimeChart,
  otherTimesChart,
  costByYearChart,
  waterfallChart,
  costByLineChart,
  costByPayerChart,
  paybackChart,
  reachChart,
  programmesChart,
  safetyChart,
  backInCareChart,
  elsewhereChart,
  targetsChart,
];

/** The charts of a result, without those for which it has no data. No two share a name. */
export function charts(result: StudyResult): Chart[] {
  const reading = read(result);
  const made = result.kind === 'care' ? CARE.map((make) => make(reading)) : generalCharts(reading);
  const names = new Map<string, number>();
  return made.flatMap((chart) => {
    if (chart === null) return [];
    const times = (names.get(chart.name) ?? 0) + 1;
    names.set(chart.name, times);
    return [times === 1 ? chart : { ...chart, name: `${chart.name}-${times}` }];
  });
}
