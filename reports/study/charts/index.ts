/** Every chart of a study in one area that it can fill, in the order a reader meets them. */
import type { Chart } from '../../charts/types.js';
import type { AreaStudy } from '../types.js';
import { acceptabilityChart } from './acceptability.js';
import { differencesChart } from './differences.js';
import { frontierChart } from './frontier.js';
import { learningChart, mattersChart, notKnowingChart } from './learning.js';
import { placementsByOptionChart, safetyByOptionChart } from './levels.js';
import { kindsChart, netSavingChart, payersChart } from './money.js';
import { differenceOverTimeChart, optionsOverTimeChart } from './over-time.js';
import { budgetImpactChart, paybackChanceChart, paybackChart } from './payback.js';
import { planeChart } from './plane.js';
import { reachedChart } from './reached.js';
import { readStudy, type StudyReading } from './reading.js';
import { timesByOptionChart } from './times.js';
import { waterfallChart } from './waterfall.js';

const CHARTS: readonly ((reading: StudyReading) => Chart | null)[] = [
  optionsOverTimeChart,
  differenceOverTimeChart,
  differencesChart,
  placementsByOptionChart,
  timesByOptionChart,
  safetyByOptionChart,
  netSavingChart,
  payersChart,
  kindsChart,
  waterfallChart,
  paybackChart,
  paybackChanceChart,
  budgetImpactChart,
  planeChart,
  frontierChart,
  acceptabilityChart,
  reachedChart,
  learningChart,
  mattersChart,
  notKnowingChart,
];

export function studyCharts(study: AreaStudy): Chart[] {
  const reading = readStudy(study);
  return reading === null ? [] : CHARTS.flatMap((make) => make(reading) ?? []);
}
