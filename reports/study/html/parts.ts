/** The parts of a study: areas, stances of one area, or both; what each is called, and what all are. */
import type { StudyReport } from '../types.js';

export interface Parts {
  /** `area`, `stance`, or `area and stance`. */
  readonly one: string;
  /** `areas`, `stances`, or `areas and stances`. */
  readonly many: string;
  readonly nameOf: (report: StudyReport) => string;
}

export function partsOf(reports: readonly StudyReport[]): Parts {
  const count = (of: (report: StudyReport) => string | null): number => new Set(reports.map(of)).size;
  const [areas, stances] = [count(({ area }) => area), count(({ stanceName }) => stanceName)];
  const named = (report: StudyReport): string =>
    [report.area, report.stanceName ?? ''].filter((name) => name !== '').join(', ');
  if (stances < 2) return { one: 'area', many: 'areas', nameOf: named };
  if (areas < 2) return { one: 'stance', many: 'stances', nameOf: ({ stanceName }) => stanceName ?? '' };
  return { one: 'area and stance', many: 'areas and stances', nameOf: named };
}
