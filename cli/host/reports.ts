/** The files of a report, for Node users. Drawing is loaded on first use: it needs far more code than running. */
import type { StudyResult } from '../../engine/index.js';
import type { ReportChoices, ReportFile } from '../../reports/index.js';
import type { AreaStudy } from '../../reports/study/index.js';

/** Every file of a run but its record. The same result gives the same bytes everywhere. */
export async function buildReport(result: StudyResult, choices: ReportChoices = {}): Promise<readonly ReportFile[]> {
  return (await import('../../reports/index.js')).buildReport(result, choices);
}

/** Every file of a study but its record: one item for each area. The same studies give the same bytes everywhere. */
export async function buildStudyReport(
  studies: readonly AreaStudy[],
  choices: ReportChoices = {},
): Promise<readonly ReportFile[]> {
  return (await import('../../reports/index.js')).buildStudyReport(studies, choices);
}
