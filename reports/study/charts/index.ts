/** Every chart of a study in one area that it can fill, in the order a reader meets them. */
import type { Chart } from '../../charts/types.js';
import type { AreaStudy } from '../types.js';

const CHARTS: readonly ((study: AreaStudy) => Chart | null)[] = [];

export function studyCharts(study: AreaStudy): Chart[] {
  return CHARTS.flatMap((make) => make(study) ?? []);
}
