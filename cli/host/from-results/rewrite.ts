/** Results to be written otherwise than they were: small numbers kept back, official columns, pages in full. */
import { discloseStudy } from '../../../reports/study/disclose.js';
import { disclose } from '../../../reports/tables/disclosure/index.js';
import { recordText } from '../record-text.js';
import { rowCounts } from '../run-record.js';
import { written, writtenAgain, type Written } from '../written.js';
import type { Results } from './read.js';

/**
 * The results with what is asked for, and a record that says so; the very same where nothing is to be otherwise.
 *
 * @param how what is not said stays as it was; numbers that were kept back do not come again
 */
export function rewritten(results: Results, how: Written): Results {
  const then = written(results.record);
  const now = writtenAgain(how, then);
  if (JSON.stringify(now) === JSON.stringify(then)) return results;
  const isKeptBack = now.disclosure !== undefined && then.disclosure === undefined;
  if (results.kind === 'run') {
    const { rows, distributions, ...result } = isKeptBack ? disclose(results.result) : results.result;
    const record = { ...bare(results.record), tables: rowCounts(rows), result, distributions, ...now };
    return { ...results, record, text: recordText(record), result: { ...result, rows, distributions } };
  }
  const studies = isKeptBack ? results.studies.map(discloseStudy) : results.studies;
  const parts = studies.map(({ report, frame, rows }) => ({ report, frame, tables: rowCounts(rows) }));
  const own = results.record;
  const record = 'files' in own ? { ...bare(own), studies: parts, ...now } : { ...bare(own), studies: parts, ...now };
  return { ...results, record, text: recordText(record), studies };
}

/** A record without what it says of how it was written. */
function bare<Kept extends Written>(record: Kept) {
  const { disclosure: _disclosure, official: _official, full: _full, ...own } = record;
  return own;
}
