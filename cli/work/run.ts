/** `run SCENARIO`: baseline and option on the same children; tables, charts, a page, and a summary on the screen. */
import { join } from 'node:path';
import { readScenario, runScenario, type StudyRun } from '../host/index.js';
import { runAnnexModel } from '../host/annex-model.js';
import { recordNames } from '../host/portable.js';
import { recordingFiles, runRecord } from '../host/run-record.js';
import { checkResultsFolder, RUN_FILE, writeResults } from '../host/write-results.js';
import { recordText } from '../host/record-text.js';
import { writtenAgain } from '../host/written.js';
import { onInterrupt } from '../interrupt.js';
import { makeProgress } from '../progress.js';
import {
  overridesOf,
  precisionOf,
  workersOf,
  writtenOf,
  type OverrideArguments,
  type PrecisionArguments,
  type TableArguments,
} from './arguments.js';
import { wrap } from '../text.js';
import { sourceOf } from './source.js';

export interface RunArguments extends OverrideArguments, PrecisionArguments, TableArguments {
  readonly scenario: string;
  readonly out?: string | undefined;
  readonly full: boolean;
  readonly workers: number;
  readonly quiet: boolean;
  readonly json: boolean;
}

export async function run(typed: RunArguments): Promise<void> {
  const source = sourceOf(typed.scenario, overridesOf(typed));
  const precision = precisionOf(typed, typed.replications);
  const { files, texts } = recordingFiles(source.files);
  const resolution = readScenario(source.path, { ...source.overrides, files });
  const { scenario } = resolution;
  // A run made again from its record goes beside the first, not over it.
  const folder = typed.out ?? join('results', source.isRecord ? `${scenario.name}-again` : scenario.name);
  checkResultsFolder(folder);
  const workers = workersOf(typed.workers);
  const progress = makeProgress(typed.quiet);
  const signal = onInterrupt();
  let done: StudyRun;
  try {
    done = await runScenario(source.path, {
      ...source.overrides,
      files,
      workers,
      signal,
      resolution,
      precision,
      onProgress: progress.report,
    });
    // Loaded late: drawing needs far more code than running.
    const { buildReport, disclose, headline } = await import('../../reports/index.js');
    progress.report({ stage: 'drawing', done: 0, of: 1 });
    const how = writtenAgain(writtenOf(typed), source.written);
    const result = how.disclosure === undefined ? done.result : disclose(done.result);
    // A run to a precision is made again with as many replications as it took.
    const { replications } = result;
    const overrides = precision === undefined ? source.overrides : { ...source.overrides, replications };
    const record = runRecord(source.path, overrides, texts, files.library, { ...done, result }, how);
    const report = await buildReport(result, {
      ...how,
      hash: record.hash,
      onProgress: (item) => progress.report({ stage: 'drawing', done: item.done, of: item.total }),
      annex: runAnnexModel(record, done.resolution, recordNames(texts.keys(), files.library)),
    });
    signal.throwIfAborted();
    writeResults(folder, [{ path: RUN_FILE, content: recordText(record) }, ...report]);
    progress.stop();
    if (typed.json) process.stdout.write(`${JSON.stringify(result)}\n`);
    else if (!typed.quiet) {
      process.stdout.write(`${headline(result).join('\n')}\n`);
      if (done.precision !== null) process.stdout.write(`\n${wrap(done.precision.said).join('\n')}\n`);
      process.stdout.write(
        `\nReport: ${join(folder, 'report.html')}\nTables: ${join(folder, 'tables')}\nTook ${done.seconds.toFixed(1)} s, ${(done.events / 1e6).toFixed(1)} million events.\n`,
      );
    }
  } finally {
    progress.stop();
  }
}
