/** What stands at the head of an answer. */
import type { Asked } from '../../../reports/what-matters/index.js';
import type { Resolution } from '../../../scenarios/index.js';
import { resultFrame } from '../run-study.js';
import { versions } from '../versions.js';
import type { ResultColumn } from './result.js';

export function frameOf(resolution: Resolution, { measure, label, when, of, unit }: ResultColumn): Asked {
  const { title, area, startDate, endDate, seed } = resultFrame(resolution);
  return {
    title,
    area: area?.name ?? '',
    startDate,
    endDate,
    replications: resolution.scenario.replications,
    seed,
    result: { measure, label, when, of, unit },
    version: versions()['throughcare'] ?? '',
  };
}
