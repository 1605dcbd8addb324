/** `run SCENARIO`: baseline and option on the same children; tables, charts, a page, and a summary on the screen. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CommandModule } from 'yargs';
import { nodeFiles, runScenario, type StudyRun } from '../host/index.js';
import { recordedFiles, recordingFiles, RUN_FORMAT, runRecord, type RunRecord } from '../host/run-record.js';
import { checkResultsFolder, RUN_FILE, writeResults } from '../host/write-results.js';
import { InputError, problemWithFile } from '../../scenarios/index.js';
import { onInterrupt } from '../interrupt.js';
import { makeProgress } from '../progress.js';
import { readScenario } from '../host/index.js';
import {
  overrideOptions,
  overridesOf,
  scenarioOption,
  workersOf,
  workersOption,
  type OverrideArguments,
} from './options.js';

interface RunArguments extends OverrideArguments {
  readonly scenario: string;
  readonly out?: string | undefined;
  readonly workers: number;
  readonly quiet: boolean;
  readonly json: boolean;
}

export const runCommand: CommandModule<object, RunArguments> = {
  command: 'run <scenario>',
  describe: 'Run a scenario beside its baseline, and write tables, charts and a report',
  builder: (words) =>
    words
      .positional('scenario', scenarioOption)
      .options(overrideOptions)
      .options({
        out: { type: 'string', describe: 'Folder for the results (results/<name> if not given)', requiresArg: true },
        workers: workersOption,
        quiet: { type: 'boolean', default: false, describe: 'Say nothing but errors' },
        json: { type: 'boolean', default: false, describe: 'Print the result as JSON on standard output' },
      }) as never,
  handler: run,
};

async function run(typed: RunArguments): Promise<void> {
  const source = sourceOf(typed);
  const { files, texts } = recordingFiles(source.files);
  const { scenario } = readScenario(source.path, { ...source.overrides, files });
  // A run made again from its record goes beside the first, not over it.
  const folder = typed.out ?? join('results', source.isRecord ? `${scenario.name}-again` : scenario.name);
  checkResultsFolder(folder);
  const workers = workersOf(typed.workers);
  const progress = makeProgress(typed.quiet);
  const signal = onInterrupt();
  let done: StudyRun;
  try {
    done = await runScenario(source.path, { ...source.overrides, files, workers, signal, onProgress: progress.report });
    // Loaded late: drawing needs far more code than running.
    const { buildReport, headline } = await import('../../reports/index.js');
    progress.report({ stage: 'drawing', done: 0, of: 1 });
    const report = await buildReport(done.result, {
      onProgress: (item) => progress.report({ stage: 'drawing', done: item.done, of: item.total }),
    });
    signal.throwIfAborted();
    const record = runRecord(source.path, source.overrides, texts, files.library, done);
    writeResults(folder, [{ path: RUN_FILE, content: `${JSON.stringify(record, null, 1)}\n` }, ...report]);
    progress.stop();
    if (typed.json) process.stdout.write(`${JSON.stringify(done.result)}\n`);
    else if (!typed.quiet) {
      process.stdout.write(`${headline(done.result).join('\n')}\n`);
      process.stdout.write(
        `\nReport: ${join(folder, 'report.html')}\nTables: ${join(folder, 'tables')}\nTook ${done.seconds.toFixed(1)} s, ${(done.events / 1e6).toFixed(1)} million events.\n`,
      );
    }
  } finally {
    progress.stop();
  }
}

/** What is to be run: files on disk, or those kept in a run.json. */
function sourceOf(typed: RunArguments): {
  path: string;
  overrides: OverrideArguments;
  files: ReturnType<typeof nodeFiles>;
  isRecord: boolean;
} {
  const overrides = overridesOf(typed);
  const disk = nodeFiles();
  if (!typed.scenario.endsWith('.json')) return { path: typed.scenario, overrides, files: disk, isRecord: false };
  const record = readRecord(typed.scenario);
  return {
    path: record.scenario,
    overrides: { ...record.overrides, ...overrides },
    files: recordedFiles(record, disk.library),
    isRecord: true,
  };
}

/** @throws InputError where the file is no record of a run */
function readRecord(path: string): RunRecord {
  try {
    const record = JSON.parse(readFileSync(path, 'utf8')) as Partial<RunRecord> | null;
    if (record?.format === RUN_FORMAT && record.files !== undefined && record.scenario !== undefined)
      return record as RunRecord;
  } catch (error) {
    const why =
      error instanceof Error && 'code' in error && error.code === 'ENOENT'
        ? 'the file does not exist'
        : 'the file is not the record of a run';
    throw new InputError([
      problemWithFile(path, `${why}: a scenario is a YAML file, a record the ${RUN_FILE} of a results folder`),
    ]);
  }
  throw new InputError([
    problemWithFile(
      path,
      `the file is not the record of a run: a scenario is a YAML file, a record the ${RUN_FILE} of a results folder`,
    ),
  ]);
}
