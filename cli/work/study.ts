/** `study FILE` and `compare A B ...`: many options on the same children, and what they say together. */
import { join } from 'node:path';
import { sideBySideText, studyText, type AreaStudy } from '../../reports/study/index.js';
import { InputError, isStudyFile, problemWithFile } from '../../scenarios/index.js';
import { nodeFiles } from '../../scenarios/load/node-files.js';
import { runAreas } from '../host/study/areas.js';
import { studyFrame } from '../host/study/frame.js';
import { studyRows } from '../host/study/rows.js';
import { optionsOfScenarios } from '../host/study/compared.js';
import { readStudy, type OptionSet } from '../host/study/options.js';
import { checkDraws } from '../host/study/draws.js';
import { Journal } from '../host/study/journal.js';
import { outcomeOf, outcomeTyped, type OutcomeAsked, type OutcomeTyped } from '../host/study/outcome.js';
import { studyReport } from '../host/study/report.js';
import type { StudyRuns } from '../host/study/run.js';
import { checkResultsFolder, RUN_FILE, writeResults } from '../host/write-results.js';
import { recordNames } from '../host/portable.js';
import { recordingFiles, type Recording } from '../host/run-record.js';
import { studyAnnexModel } from '../host/annex-model.js';
import { studyRecord } from '../host/study/record.js';
import { recordText } from '../host/record-text.js';
import { writtenAgain } from '../host/written.js';
import { onInterrupt } from '../interrupt.js';
import { makeProgress } from '../progress.js';
import { wrap } from '../text.js';
import {
  overridesOf,
  precisionOf,
  workersOf,
  writtenOf,
  type OverrideArguments,
  type PrecisionArguments,
  type TableArguments,
} from './arguments.js';
import { studySourceOf, type StudySource } from './source.js';

export interface StudyArguments extends OverrideArguments, PrecisionArguments, TableArguments {
  readonly draws?: number | undefined;
  readonly out?: string | undefined;
  readonly full: boolean;
  readonly workers: number;
  readonly quiet: boolean;
  readonly json: boolean;
}

export async function study(typed: StudyArguments & { readonly study: string }): Promise<void> {
  const source = studySourceOf(typed.study, askedOf(typed));
  const recording = recordingFiles(source.files);
  const { files } = recording;
  const { paths, overrides } = source;
  const [path] = paths;
  const isStudy = paths.length === 1 && (!source.isRecord || isStudyFile(path!, files));
  const asked = { ...overrides, files };
  const set = isStudy ? readStudy(path!, asked) : optionsOfScenarios(paths, asked);
  await perform(typed, set, isStudy ? outcomeOf(path!, files, set) : source.outcome, source, recording);
}

export async function compare(
  typed: StudyArguments & OutcomeTyped & { readonly scenarios: readonly string[] },
): Promise<void> {
  const paths = typed.scenarios;
  if (paths.length < 2) throw new InputError([problemWithFile('compare', 'name two scenario files or more')]);
  const recording = recordingFiles(nodeFiles());
  const source = {
    paths,
    overrides: askedOf(typed),
    precision: null,
    outcome: null,
    files: recording.files,
    isRecord: false,
    written: {},
  };
  const set = optionsOfScenarios(paths, { ...source.overrides, files: recording.files });
  await perform(typed, set, outcomeTyped(typed, set), source, recording);
}

function askedOf(typed: StudyArguments) {
  const { draws } = typed;
  checkDraws('--draws', draws);
  return { ...overridesOf(typed), ...(draws !== undefined && { draws }) };
}

async function perform(
  typed: StudyArguments,
  set: OptionSet,
  outcome: OutcomeAsked | null,
  source: StudySource,
  { files, texts }: Recording,
): Promise<void> {
  const { draws: _, ...overrides } = source.overrides;
  // A study made again from its record goes beside the first, not over it.
  const folder = typed.out ?? join('results', source.isRecord ? `${set.name}-again` : set.name);
  checkResultsFolder(folder);
  const workers = workersOf(typed.workers);
  const least = set.draws === 0 ? typed.replications : typed.draws;
  const precision = precisionOf(typed, least) ?? source.precision ?? undefined;
  const progress = makeProgress(typed.quiet);
  const signal = onInterrupt();
  const began = performance.now();
  try {
    const all = await runAreas(set, {
      files,
      onDisk: !source.isRecord,
      overrides,
      workers,
      signal,
      onProgress: progress.report,
      folder,
      precision,
    });
    // Loaded late: drawing needs far more code than running.
    const { buildStudyReport, discloseStudy } = await import('../../reports/index.js');
    const how = writtenAgain(writtenOf(typed), source.written);
    const counted = all.map((runs): AreaStudy => ({
      report: studyReport(runs, outcome),
      frame: studyFrame(runs),
      rows: studyRows([runs]),
    }));
    const studies = how.disclosure === undefined ? counted : counted.map(discloseStudy);
    const reports = studies.map(({ report }) => report);
    const isCompared = set.options[0].source.option === undefined;
    const asked = {
      ...overrides,
      draws: set.draws,
      replications: set.replications,
      ...(precision !== undefined && { precision }),
      ...(isCompared && outcome !== null && { outcome }),
    };
    const record = studyRecord(source.paths, asked, texts, files.library, studies, how);
    progress.report({ stage: 'drawing', done: 0, of: 1 });
    const options = set.options.map(({ resolution }) => resolution);
    const made = await buildStudyReport(studies, {
      ...how,
      hash: record.hash,
      onProgress: (item) => progress.report({ stage: 'drawing', done: item.done, of: item.total }),
      annex: studyAnnexModel(record, all[0]!.settled.resolution, options, recordNames(texts.keys(), files.library)),
    });
    signal.throwIfAborted();
    writeResults(folder, [{ path: RUN_FILE, content: recordText(record) }, ...made]);
    Journal.clear(folder);
    progress.stop();
    if (typed.json) process.stdout.write(`${JSON.stringify(reports)}\n`);
    else if (!typed.quiet) {
      process.stdout.write(`${reports.map((report) => studyText(report).join('\n')).join('\n\n')}\n`);
      for (const line of sideBySideText(reports)) process.stdout.write(`${line}\n`);
      for (const runs of all) for (const line of precisionLines(runs)) process.stdout.write(`${line}\n`);
      const resumed = all.reduce((sum, run) => sum + run.resumed, 0);
      const events = all.reduce((sum, run) => sum + run.events, 0);
      process.stdout.write(
        `\nReport: ${join(folder, 'report.html')}\nTables: ${join(folder, 'tables')}\nTook ${((performance.now() - began) / 1000).toFixed(1)} s, ${(events / 1e6).toFixed(1)} million events${resumed === 0 ? '' : `; ${resumed} parts were done before`}.\n`,
      );
    }
  } finally {
    progress.stop();
  }
}

/** What precision took, and how it would have been had for least; nothing where none was asked for. */
function precisionLines({ precision, allocation, settled, set }: StudyRuns): readonly string[] {
  if (precision === null) return [];
  const area = settled.resolution.scenario.area?.name;
  return [
    '',
    ...wrap(
      `${[area, set.underStance].flatMap((name) => (name === undefined || name === null ? [] : [`${name}. `])).join('')}${precision.said}`,
    ),
    ...(allocation === null
      ? []
      : wrap(
          `As long as draws and replications took, ${allocation.draws} draws of ${allocation.replications} replications would give it in least time.`,
        )),
  ];
}
