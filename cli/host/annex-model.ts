/** What the technical annex of a run or a study needs beside its results: the model as it was run, and how to run it again. */
import type { AnnexModel } from '../../reports/annex/index.js';
import type { ResultFrame } from '../../engine/index.js';
import { fileWords, resolveScenario, type ResolvedProgramme, type Resolution } from '../../scenarios/index.js';
import { nodeFiles } from '../../scenarios/load/node-files.js';
import { placeOf } from './place.js';
import type { NameOf } from './portable.js';
import { recordedFiles, type RunRecord } from './run-record.js';
import { optionsOfScenarios } from './study/compared.js';
import { readStudy } from './study/options.js';
import type { StudyRecord } from './study/record.js';
import { software } from './versions.js';

type Kept = Pick<RunRecord, 'hash' | 'files'>;

const asNamed: NameOf = (path) => path;

interface Repeated {
  /** `run`, `study` or `compare`. */
  readonly command: string;
  /** The files named, as they were. */
  readonly paths: readonly string[];
  readonly overrides: RunRecord['overrides'] & { readonly draws?: number };
}

/**
 * Of a run, from its record. `resolution` is its scenario, with the area's fit in it; `nameOf` gives its files the names they
 * have in the record, where it was not read from there.
 */
export function runAnnexModel(record: RunRecord, resolution: Resolution, nameOf: NameOf = asNamed): AnnexModel {
  const { scenario: path, overrides } = record;
  return modelOf(resolution.scenario, new Set(resolution.files.map(nameOf)), record, {
    command: 'run',
    paths: [path],
    overrides,
  });
}

/** Of a study, from its record: the first option as it was run (`settled`), with the programmes and the numbers of all. */
export function studyAnnexModel(
  record: StudyRecord,
  settled: Resolution,
  options: readonly Resolution[],
  nameOf: NameOf = asNamed,
): AnnexModel {
  const programmes = new Map<string, ResolvedProgramme>();
  for (const { scenario } of options) for (const one of scenario.programmes) programmes.set(JSON.stringify(one), one);
  const lines = new Map(settled.scenario.parameters.map((line) => [line.name, line]));
  for (const { scenario } of options)
    for (const line of scenario.parameters) if (!lines.has(line.name)) lines.set(line.name, line);
  const sources = new Map(
    [settled, ...options].flatMap(({ scenario }) => scenario.sources.map((source) => [source.id, source] as const)),
  );
  const { draws, replications = settled.scenario.replications } = record.overrides;
  const scenario = {
    ...settled.scenario,
    draws,
    replications,
    programmes: [...programmes.values()],
    parameters: [...lines.values()],
    sources: [...sources.values()],
  };
  const files = new Set([settled, ...options].flatMap((one) => one.files.map(nameOf)));
  const { sources: paths, overrides } = record;
  const command = paths.length > 1 ? 'compare' : 'study';
  return modelOf(scenario, files, record, { command, paths, overrides });
}

/** Of a run, from its record alone: the same as when it was run. */
export function recordedRunAnnex(record: RunRecord): AnnexModel {
  const { scenario: path, overrides, result } = record;
  const files = recordedFiles(record, nodeFiles().library);
  const fitted = fittedIn(resolveScenario(path, files, overrides), result);
  return runAnnexModel(record, resolveScenario(path, files, { ...overrides, fitted }));
}

/** Of a study, from its record alone. */
export function recordedStudyAnnex(record: StudyRecord): AnnexModel {
  const { sources, overrides, studies } = record;
  const files = recordedFiles(record, nodeFiles().library);
  const [path = ''] = sources;
  const asked = { ...overrides, files };
  const set = sources.length > 1 ? optionsOfScenarios(sources, asked) : readStudy(path, asked);
  const [first] = set.options;
  const frame = studies[0]?.frame;
  const { option } = first.source;
  const fitted = frame === undefined ? undefined : fittedIn(first.resolution, frame);
  const area = overrides.area ?? set.areas[0];
  const stance = overrides.stance ?? set.stances[0];
  const settled = resolveScenario(first.source.path, files, { ...overrides, area, stance, option, fitted });
  const options = set.options.map(({ resolution }) => resolution);
  return studyAnnexModel(
    record,
    { ...settled, scenario: { ...settled.scenario, programmes: first.resolution.scenario.programmes } },
    options,
  );
}

/** What was fitted to the area, as the result has it. */
function fittedIn({ scenario }: Resolution, { assumptions }: ResultFrame): Readonly<Record<string, number>> {
  const source = `fitted to ${scenario.area?.name ?? ''}'s published figures`;
  return Object.fromEntries(
    (scenario.start?.fit ?? []).flatMap(({ parameter }) => {
      const line = assumptions.find(({ name, source: from }) => name === parameter && from === source);
      return line === undefined ? [] : [[parameter, Number(line.value)]];
    }),
  );
}

function modelOf(
  of: AnnexModel['of'],
  files: ReadonlySet<string>,
  { files: kept, hash }: Kept,
  repeated: Repeated,
): AnnexModel {
  const { library = '', ...texts } = kept;
  // What was only looked at on the way is no part of the model.
  const own = new Map(Object.entries(texts).filter(([file]) => files.has(file) || file.endsWith('.csv')));
  return {
    of,
    words: fileWords(own),
    software: software(),
    files: [...own.keys()].map((file) => placeOf(file, library)).toSorted(),
    hash,
    commands: commandsOf(repeated, library),
  };
}

const TYPED = ['area', 'years', 'seed', 'stance', 'draws', 'replications'] as const;

/** From the files, and from the record alone. */
function commandsOf({ command, paths, overrides }: Repeated, library: string): readonly string[] {
  const words = TYPED.flatMap((name) => {
    const value = overrides[name];
    return value === undefined ? [] : [`--${name}`, quoted(String(value))];
  });
  const files = paths.map((path) => quoted(placeOf(path, library)));
  return [
    ['throughcare', command, ...files, ...words].join(' '),
    `throughcare ${command === 'run' ? 'run' : 'study'} run.json`,
  ];
}

/** A word as a shell takes it whole. */
function quoted(word: string): string {
  return /^[\w./:=@%+,-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
