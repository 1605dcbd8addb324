/** Every file of a results folder but its record, made from what was read of it. */
import type { ReportChoices, ReportFile } from '../../../reports/index.js';
import { recordedRunAnnex, recordedStudyAnnex } from '../annex-model.js';
import { written } from '../written.js';
import type { Results } from './read.js';

/**
 * The files that the run, the study or the comparison wrote, the same to the byte.
 *
 * A comparison has no technical annex: each of the results that it compares has its own.
 *
 * @param choices what is to be otherwise than the record says: small numbers that were kept back do not come again
 */
export async function reportFiles(
  results: Results,
  choices: Omit<ReportChoices, 'annex'> = {},
): Promise<readonly ReportFile[]> {
  // Loaded late: drawing needs far more code than reading.
  const { buildReport, buildStudyReport } = await import('../../../reports/index.js');
  const { record } = results;
  const all = { ...written(record), hash: record.hash, ...choices };
  if (results.kind === 'run') return buildReport(results.result, { ...all, annex: recordedRunAnnex(results.record) });
  return 'files' in results.record
    ? buildStudyReport(results.studies, { ...all, annex: recordedStudyAnnex(results.record) })
    : buildStudyReport(results.studies, { compared: results.record.of, ...all });
}
