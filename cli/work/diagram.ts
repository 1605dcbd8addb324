/** `diagram PATH`: draws a pathway, with the programmes of a scenario on it, as Mermaid text or as a picture. */
import { realpathSync } from 'node:fs';
import { drawingOf, mermaidOf, type Drawing, type DrawingLabels } from '../../engine/pathway/drawing/index.js';
import { programmeNames, withProgrammes } from '../../engine/index.js';
import {
  InputError,
  problemWithFile,
  programmeCard,
  programmeList,
  type Files,
  type Resolution,
  type ResolvedScenario,
} from '../../scenarios/index.js';
import { joinPath, looksLikePath, readYamlMapping } from '../../scenarios/load/index.js';
import { readScenario } from '../host/index.js';
import { studyPlan } from '../host/prepare.js';
import { checkOutputFile, writeOutputFile } from '../host/output-file.js';
import { sourceOf } from './source.js';

export interface DiagramArguments {
  readonly path: string;
  readonly format?: 'svg' | 'mermaid' | undefined;
  readonly out?: string | undefined;
  readonly region?: string | undefined;
  readonly programmes?: string | undefined;
  readonly force: boolean;
}

const FORMATS = ['svg', 'mermaid'] as const;

export async function draw(typed: DiagramArguments): Promise<void> {
  const format = formatOf(typed.format, typed.out);
  if (typed.out !== undefined) checkOutputFile(typed.out, typed.force);
  const drawing = readDrawing(typed);
  let text: string;
  if (format === 'svg') {
    // Loaded late: nothing else of this command needs it.
    const { diagramSvg } = await import('../../reports/diagram/index.js');
    text = diagramSvg(drawing);
  } else text = mermaidOf(drawing);
  if (typed.out === undefined) process.stdout.write(text);
  else {
    writeOutputFile(typed.out, text, typed.force);
    process.stdout.write(`${typed.out}\n`);
  }
}

function formatOf(typed: DiagramArguments['format'], out: string | undefined): (typeof FORMATS)[number] {
  if (typed !== undefined) return typed;
  if (out === undefined) return 'mermaid';
  if (/\.svg$/i.test(out)) return 'svg';
  if (/\.(mmd|mermaid|md|txt)$/i.test(out)) return 'mermaid';
  throw new InputError([
    problemWithFile(out, "what to write is not clear from the name: end it in '.svg' or '.mmd', or give --format"),
  ]);
}

/** Reads what was named, and says what there is to draw. */
function readDrawing({ path, region, programmes: wanted }: DiagramArguments): Drawing {
  const { resolution, texts } = resolve(path, wanted);
  const { scenario } = resolution;
  const programmes = chosenProgrammes(scenario, wanted);
  const plans = studyPlan(scenario, null).programmes;
  const isOwn = scenario.model.regions.some(({ name }) => name === region);
  const made = plans.find(({ id }) => !isOwn && (id === region || programmeNames(id).region === region));
  const model = made === undefined ? scenario.model : withProgrammes(scenario.model, plans);
  const names = scenario.model.regions.map(({ name }) => name);
  if (region !== undefined && made === undefined && !names.includes(region))
    throw new InputError([
      problemWithFile('--region', `there is no region '${region}'`, {
        found: region,
        allowed: [...names, ...plans.map(({ id }) => id)],
      }),
    ]);
  const { title, ...words } = labelsOf(texts);
  const labels = made === undefined ? words : withMade(words, made);
  return drawingOf(model, {
    title: scenario.kind === 'care' && scenario.programmes.length === 0 ? (title ?? scenario.title) : scenario.title,
    labels: labels,
    startDay: scenario.startDay,
    programmes: programmes.filter(({ id }) => made === undefined || id === made.id),
    ...(region !== undefined && { regions: [made === undefined ? region : programmeNames(made.id).region] }),
  });
}

/** Words for the region and the places of a programme. */
function withMade(words: DrawingLabels, { id, title }: { readonly id: string; readonly title: string }): DrawingLabels {
  const { region, resource } = programmeNames(id);
  return {
    ...words,
    regions: { ...words.regions, [region]: title },
    resources: { ...words.resources, [resource]: 'places of the programme' },
  };
}

function chosenProgrammes(scenario: ResolvedScenario, wanted: string | undefined): ResolvedScenario['programmes'] {
  if (wanted === undefined) return scenario.programmes;
  const ids = idsOf(wanted);
  const allowed = scenario.programmes.map(({ id }) => id);
  const unknown = ids.find((id) => !allowed.includes(id));
  if (unknown !== undefined)
    throw new InputError([
      problemWithFile('--programmes', `the scenario has no programme '${unknown}'`, { found: unknown, allowed }),
    ]);
  return scenario.programmes.filter(({ id }) => ids.includes(id));
}

const idsOf = (wanted: string): string[] =>
  [...new Set(wanted.split(',').map((id) => id.trim()))].filter((id) => id !== '');

interface Read {
  readonly resolution: Resolution;
  /** Every file read, by its path. */
  readonly texts: ReadonlyMap<string, string>;
}

/** Resolves a file, or a pathway that needs a baseline to say what its parameters are. */
function resolve(path: string, wanted: string | undefined): Read {
  const source = sourceOf(path, {});
  const { files, texts } = keeping(source.files);
  if (source.isRecord) return { resolution: readScenario(source.path, { ...source.overrides, files }), texts };
  const pathway = pathwayNamed(path, files);
  const baseline = pathway === null ? null : baselineFor(pathway, files);
  if (pathway === null || baseline === null) return { resolution: readScenario(pathway ?? path, { files }), texts };
  // A scenario of our own around the pathway: its baseline says what stands for each parameter.
  const around = JSON.stringify({
    scenario: 'diagram',
    title: baseline.title,
    baseline: baseline.path,
    years: 1,
    programmes: (wanted === undefined ? [] : idsOf(wanted)).map((use) => ({
      use,
      opens: baseline.start,
      ...sizeOf(use, source.files),
    })),
  });
  const name = '--programmes';
  const read = (file: string): string => (file === name ? around : files.read(file));
  return { resolution: readScenario(name, { files: { ...files, read } }), texts };
}

/** How much of a programme a picture needs: a team, where it has teams. @throws InputError where there is no such programme */
function sizeOf(use: string, files: Files): { readonly teams: 1 } | { readonly places: 'unlimited' } {
  if (looksLikePath(use)) return { places: 'unlimited' };
  const allowed = programmeList(files).map(({ id }) => id);
  if (!allowed.includes(use))
    throw new InputError([
      problemWithFile('--programmes', `the library has no programme '${use}'`, { found: use, allowed }),
    ]);
  return programmeCard(files, use).placesPerTeam === null ? { places: 'unlimited' } : { teams: 1 };
}

/** The file of a pathway, where that is what was named; null for a scenario. */
function pathwayNamed(path: string, files: Files): string | null {
  if (!looksLikePath(path)) {
    const inLibrary = joinPath(files.library, `pathways/${path}.yaml`);
    const known = namesIn(files, 'pathways');
    if (known.includes(`${path}.yaml`)) return inLibrary;
    // A file without an ending may still be meant.
    if (canRead(files, path)) return null;
    throw new InputError([
      problemWithFile(path, `there is no file '${path}' and no pathway of that name`, {
        found: path,
        allowed: known.map((name) => name.replace(/\.yaml$/, '')),
      }),
    ]);
  }
  const root = canRead(files, path) ? readYamlMapping(path, files.read(path)) : null;
  return root?.parts?.has('regions') === true && root.parts.has('pathway') && !root.parts.has('run') ? path : null;
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

/** The baseline of the library that is for a pathway; null where none is. */
function baselineFor(pathway: string, files: Files): { path: string; title: string; start: string } | null {
  const wanted = stringAt(readYamlMapping(pathway, files.read(pathway)).data, 'pathway');
  // The library's baselines are for the library's pathways, not for others of the same name.
  if (wanted === undefined || !isSameFile(pathway, joinPath(files.library, `pathways/${wanted}.yaml`))) return null;
  for (const name of namesIn(files, 'baselines')) {
    const path = joinPath(files.library, `baselines/${name}`);
    const { data } = readYamlMapping(path, files.read(path));
    const used = stringAt(data, 'pathway') ?? '';
    const start = stringAt(data, 'start_date');
    const own = used.slice(used.lastIndexOf('/') + 1).replace(/\.ya?ml$/, '');
    if (start === undefined || own !== wanted) continue;
    return { path, title: stringAt(data, 'title') ?? own, start };
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
  const value = fieldOf(data, key);
  return typeof value === 'string' ? value : undefined;
}

function fieldOf(data: unknown, key: string): unknown {
  return typeof data === 'object' && data !== null && Object.hasOwn(data, key)
    ? (data as Readonly<Record<string, unknown>>)[key]
    : undefined;
}

/** The words a pathway file gives to its parts; the model itself keeps only names. */
function labelsOf(texts: ReadonlyMap<string, string>): DrawingLabels & { readonly title?: string } {
  for (const [path, text] of texts) {
    if (!/^\s*["']?regions["']?\s*:|"regions"/m.test(text)) continue;
    const { data } = readYamlMapping(path, text);
    const regions = fieldOf(data, 'regions');
    if (stringAt(data, 'pathway') === undefined || typeof regions !== 'object' || regions === null) continue;
    const title = stringAt(data, 'title');
    return {
      regions: labelsIn(regions),
      transitions: Object.assign(
        {},
        ...Object.values(regions).map((region) => labelsIn(fieldOf(region, 'transitions'))),
      ) as Record<string, string>,
      resources: labelsIn(fieldOf(data, 'resources')),
      arrivals: labelsIn(fieldOf(data, 'arrivals')),
      ...(title !== undefined && { title }),
    };
  }
  return {};
}

function labelsIn(data: unknown): Record<string, string> {
  if (typeof data !== 'object' || data === null) return {};
  return Object.fromEntries(
    Object.entries(data).flatMap(([name, part]) => {
      const label = stringAt(part, 'label');
      return label === undefined ? [] : [[name, label]];
    }),
  );
}
