/** `report RESULTS...`: everything that results are read in, made again from their record and tables; several side by side. */
import { join } from 'node:path';
import { studyText } from '../../reports/study/index.js';
import { recordText } from '../host/record-text.js';
import {
  compareResults,
  comparisonRecord,
  readResults,
  reportFiles,
  rewritten,
  type Results,
} from '../host/from-results/index.js';
import type { Written } from '../host/written.js';
import { checkResultsFolder, RUN_FILE, writeResults } from '../host/write-results.js';
import { onInterrupt } from '../interrupt.js';
import { makeProgress } from '../progress.js';

export interface ReportArguments extends Written {
  readonly results: readonly string[];
  readonly out?: string | undefined;
  readonly quiet: boolean;
}

export async function report(typed: ReportArguments): Promise<void> {
  const { results: folders, quiet } = typed;
  const [first, ...others] = folders.map(readResults);
  const isOne = others.length === 0;
  const folder = typed.out ?? (isOne ? first!.folder : join('results', 'comparison'));
  const read = isOne ? first! : comparison([first!, ...others], folder);
  const { disclosure, official, full } = typed;
  const made = rewritten(read, { disclosure, official, full });
  checkResultsFolder(folder);
  const progress = makeProgress(quiet);
  const signal = onInterrupt();
  try {
    const files = await reportFiles(made, {
      onProgress: ({ done, total }) => progress.report({ stage: 'drawing', done, of: total }),
    });
    signal.throwIfAborted();
    writeResults(folder, [{ path: RUN_FILE, content: made.text }, ...files]);
    progress.stop();
    if (quiet) return;
    if (made.kind === 'study' && !isOne)
      process.stdout.write(`${made.studies.map((study) => studyText(study.report).join('\n')).join('\n\n')}\n\n`);
    process.stdout.write(`Report: ${join(folder, 'report.html')}\nTables: ${join(folder, 'tables')}\n`);
  } finally {
    progress.stop();
  }
}

function comparison(all: readonly Results[], folder: string): Results {
  const { studies, of, how } = compareResults(all);
  const record = comparisonRecord(of, studies, how);
  return { kind: 'study', folder, record, text: recordText(record), studies };
}
