/**
 * What `diagram` and `describe` are given: a scenario, a record of a run, a pathway that runs itself, or a pathway or
 * baseline of the library or of one's own, which needs a scenario put around it before its numbers are settled.
 */
import { realpathSync } from 'node:fs';
import {
  InputError,
  problemWithFile,
  programmeCard,
  programmeIds,
  type ScenarioOverrides,
  readBaseline,
  type Files,
  type Resolution,
} from '../../scenarios/index.js';
import { joinPath, looksLikePath, readYamlMapping } from '../../scenarios/load/index.js';
import { sourceOf } from './source.js';

export interface ModelFile {
  readonly resolution: Resolution;
  /** The files the model came from, by their paths. */
  readonly texts: ReadonlyMap<string, string>;
  /** False where a scenario was put around what was named: its dates, seed and length then mean nothing. */
  readonly isExperiment: boolean;
}

type Resolve = (path: string, options: ScenarioOverrides & { readonly files: Files }) => Resolution;

/** The name of a scenario that was put around a pathway or a baseline; its only part a user writes are the programmes. */
const AROUND = '--programmes';

/**
 * Reads what was named. `wanted` are programmes, by id with commas between, to put on a pathway or baseline; `resolve`
 * reads a scenario, and says how closely it is looked at.
 * @throws InputError
 */
export function readModelFile(path: string, wanted: string | undefined, resolve: Resolve): ModelFile {
  const source = sourceOf(path, {});
  const { files, texts } = keeping(source.files);
  const result = (resolution: Resolution, isExperiment: boolean): ModelFile => ({
    resolution,
    // What was only looked at on the way is no part of the model.
    texts: new Map([...texts].filter(([file]) => resolution.files.includes(file) || file.endsWith('.csv'))),
    isExperiment,
  });
  if (source.isRecord) return result(resolve(source.path, { ...source.overrides, files }), true);
  const found = namedModel(path, files);
  const baseline =
    found === null ? null : found.kind === 'baseline' ? baselineAt(found.path, files) : baselineFor(found.path, files);
  if (found === null || baseline === null) return result(resolve(found?.path ?? path, { files }), true);
  // A scenario of our own around the pathway: its baseline says what stands for each parameter.
  const around = JSON.stringify({
    scenario: 'model',
    title: baseline.title,
    baseline: baseline.path,
    years: 1,
    programmes: (wanted === undefined ? [] : idsOf(wanted)).map((use) => ({
      use,
      opens: baseline.start,
      ...sizeOf(use, source.files),
    })),
  });
  const read = (file: string): string => (file === AROUND ? around : files.read(file));
  return result(resolve(AROUND, { files: { ...files, read } }), false);
}

export const idsOf = (wanted: string): string[] =>
  [...new Set(wanted.split(',').map((id) => id.trim()))].filter((id) => id !== '');

/** How much of a programme a picture needs: a team, where it has teams; of what reaches everybody none can be given. @throws InputError where there is no such programme */
function sizeOf(use: string, files: Files): { readonly teams?: 1; readonly places?: 'unlimited' } {
  if (looksLikePath(use)) return { places: 'unlimited' };
  const allowed = programmeIds(files);
  if (!allowed.includes(use))
    throw new InputError([
      problemWithFile('--programmes', `the library has no programme '${use}'`, { found: use, allowed }),
    ]);
  const { everyone, placesPerTeam } = programmeCard(files, use);
  if (everyone) return {};
  return placesPerTeam === null ? { places: 'unlimited' } : { teams: 1 };
}

interface NamedModel {
  readonly kind: 'pathway' | 'baseline';
  readonly path: string;
}

const FOLDERS = { pathway: 'pathways', baseline: 'baselines' } as const;

/** The pathway or baseline that was named; null for a scenario, or for a pathway that says how to run itself. */
function namedModel(path: string, files: Files): NamedModel | null {
  if (!looksLikePath(path)) {
    for (const kind of ['pathway', 'baseline'] as const) {
      const folder = FOLDERS[kind];
      if (namesIn(files, folder).includes(`${path}.yaml`))
        return { kind, path: joinPath(files.library, `${folder}/${path}.yaml`) };
    }
    // A file without an ending may still be meant.
    if (canRead(files, path)) return null;
    throw new InputError([
      problemWithFile(path, `there is no file '${path}', and no pathway or baseline of that name`, {
        found: path,
        allowed: [...new Set([...namesIn(files, 'pathways'), ...namesIn(files, 'baselines')])].map((name) =>
          name.replace(/\.yaml$/, ''),
        ),
      }),
    ]);
  }
  const parts = canRead(files, path) ? readYamlMapping(path, files.read(path)).parts : undefined;
  if (parts?.has('regions') === true && parts.has('pathway') && !parts.has('run')) return { kind: 'pathway', path };
  if (parts?.has('baseline') === true && (parts.has('start_date') || parts.has('extends')) && !parts.has('scenario'))
    return { kind: 'baseline', path };
  return null;
}

function canRead(files: Files, path: string): boolean {
  try {
    files.read(path);
    return true;
  } catch {
    return false;
  }
}

function isSameFile(a: string, b: string): boolean {
  try {
    return realpathSync(a) === realpathSync(b);
  } catch {
    return false;
  }
}

function namesIn(files: Files, folder: string): readonly string[] {
  return (files.list?.(joinPath(files.library, folder)) ?? []).filter((name) => name.endsWith('.yaml')).toSorted();
}

interface NamedBaseline {
  readonly path: string;
  readonly title: string;
  readonly start: string;
}

/** A baseline by itself. What is missing from the file is said where it is resolved. */
function baselineAt(path: string, files: Files): NamedBaseline {
  const { data } = readBaseline(path, files);
  return { path, title: stringAt(data, 'title') ?? path, start: stringAt(data, 'start_date') ?? '' };
}

/** The baseline of the library that is for a pathway; null where none is. */
function baselineFor(pathway: string, files: Files): NamedBaseline | null {
  const wanted = stringAt(readYamlMapping(pathway, files.read(pathway)).data, 'pathway');
  // The library's baselines are for the library's pathways, not for others of the same name.
  if (wanted === undefined || !isSameFile(pathway, joinPath(files.library, `pathways/${wanted}.yaml`))) return null;
  for (const name of namesIn(files, 'baselines')) {
    const path = joinPath(files.library, `baselines/${name}`);
    const { data } = readBaseline(path, files);
    const own = (stringAt(data, 'pathway') ?? '').replace(/^.*\//, '').replace(/\.ya?ml$/, '');
    if (own === wanted && stringAt(data, 'start_date') !== undefined) return baselineAt(path, files);
  }
  return null;
}

function keeping(files: Files): { files: Files; texts: Map<string, string> } {
  const texts = new Map<string, string>();
  const read = (path: string): string => {
    const text = files.read(path);
    texts.set(path, text);
    return text;
  };
  return { files: { ...files, read }, texts };
}

function stringAt(data: unknown, key: string): string | undefined {
  const value =
    typeof data === 'object' && data !== null && Object.hasOwn(data, key)
      ? (data as Readonly<Record<string, unknown>>)[key]
      : undefined;
  return typeof value === 'string' ? value : undefined;
}
