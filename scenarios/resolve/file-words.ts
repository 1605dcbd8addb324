/**
 * Words and connections that files hold and a resolved scenario does not: labels, notes, descriptions, which parameter is
 * used where, and the headings parameters stand under. For those who explain a model; no run needs them.
 */
import { partAt, readYamlMapping, type Located } from '../load/index.js';
import { mergedBaseline } from './extends.js';
import { TOPICS, type Topic } from '../schema/index.js';

type Words = Readonly<Record<string, string>>;

export interface FileWords {
  /** Of the pathway file, and of the baseline; '' where there is none. */
  readonly title: string;
  readonly baselineTitle: string;
  readonly labels: Readonly<Record<'regions' | 'transitions' | 'resources' | 'arrivals' | 'levels', Words>>;
  /** Notes by what they are about: `transitions/enter_care`, `states/case/closed`, `regions/case`, `arrivals/..`, ... */
  readonly notes: Words;
  /** The parameters (`$name`) that a part of the pathway is written with, by the same keys. */
  readonly uses: Readonly<Record<string, readonly string[]>>;
  /** What pathway and baseline say of themselves, the pathway first. */
  readonly description: Readonly<Partial<Record<Topic, readonly string[]>>>;
  /** Of each parameter of the baseline: the heading it stands under ('' where none does), and its own note; costs by `cost: NAME`. */
  readonly parameters: Readonly<Record<string, { readonly section: string; readonly note: string }>>;
}

/** Reads the words of a scenario's files, which have been checked already. `texts` has them by path. */
export function fileWords(texts: ReadonlyMap<string, string>): FileWords {
  const pathway = find(texts, 'pathway', 'regions');
  const lineage = lineageOf(texts);
  const baseline = lineage.reduceRight<Located | undefined>(
    (parent, child) => (parent === undefined ? child : mergedBaseline(parent, child)),
    undefined,
  );
  const regions = [...entries(pathway, 'regions')];
  const transitions = regions.flatMap(([, region]) => [...entries(region, 'transitions')]);
  const parts: [string, Located][] = [
    ...regions.map(([name, region]): [string, Located] => [
      `regions/${name}`,
      without(region, ['states', 'transitions']),
    ]),
    ...regions.flatMap(([name, region]) =>
      [...entries(region, 'states')].map(([state, part]): [string, Located] => [`states/${name}/${state}`, part]),
    ),
    ...transitions.map(([name, part]): [string, Located] => [`transitions/${name}`, part]),
    ...(['arrivals', 'resources', 'levels'] as const).flatMap((kind) =>
      [...entries(pathway, kind)].map(([name, part]): [string, Located] => [`${kind}/${name}`, part]),
    ),
  ];
  return {
    title: textAt(pathway, 'title'),
    baselineTitle: textAt(baseline, 'title'),
    labels: {
      regions: labelsIn(regions),
      transitions: labelsIn(transitions),
      resources: labelsIn(entries(pathway, 'resources')),
      arrivals: labelsIn(entries(pathway, 'arrivals')),
      levels: labelsIn(entries(pathway, 'levels')),
    },
    notes: Object.fromEntries(
      parts.flatMap(([key, part]) => (textAt(part, 'note') === '' ? [] : [[key, textAt(part, 'note')]])),
    ),
    uses: Object.fromEntries(
      parts.flatMap(([key, part]) => {
        const names = [...new Set(parametersIn(part.data))];
        return names.length === 0 ? [] : [[key, names]];
      }),
    ),
    description: descriptionOf([pathway, baseline]),
    parameters: { ...parametersOf(baseline, lineage), ...costsOf(pathway), ...costsOf(baseline) },
  };
}

/** The baseline and those it extends, the nearest first: each of them is extended by the one before. */
function lineageOf(texts: ReadonlyMap<string, string>): readonly Located[] {
  const roots = filesWith(texts, 'baseline').filter(({ parts }) => parts?.has('scenario') !== true);
  const isNamedBy = (file: Located, { data }: Located): boolean =>
    typeof data === 'string' && bareName(data) === bareName(file.source.file);
  const parentOf = (file: Located): Located | undefined => {
    const named = partAt(file, ['extends']);
    return named === undefined ? undefined : roots.find((other) => other !== file && isNamedBy(other, named));
  };
  const first = roots.find((file) => !roots.some((other) => parentOf(other) === file));
  const lineage: Located[] = [];
  for (let file = first; file !== undefined && !lineage.includes(file); file = parentOf(file)) lineage.push(file);
  return lineage;
}

function bareName(path: string): string {
  return path.replace(/^.*[/\\]/, '').replace(/\.ya?ml$/i, '');
}

/** The file that has all of these keys at its top; the first of several. */
function find(texts: ReadonlyMap<string, string>, ...keys: readonly string[]): Located | undefined {
  return filesWith(texts, ...keys)[0];
}

function filesWith(texts: ReadonlyMap<string, string>, ...keys: readonly string[]): readonly Located[] {
  return [...texts].flatMap(([path, text]) => {
    // A quick look first: tables of figures are long, and are not YAML.
    if (/\.csv$/i.test(path)) return [];
    if (!keys.every((key) => new RegExp(`(?:^|[{,\\s])["']?${key}["']?\\s*:`, 'm').test(text))) return [];
    const root = readYamlMapping(path, text);
    return keys.every((key) => root.parts?.has(key) === true) ? [root] : [];
  });
}

function entries(node: Located | undefined, key: string): ReadonlyMap<string, Located> {
  const part = node === undefined ? undefined : partAt(node, [key]);
  return part?.shape === 'mapping' && part.parts !== undefined ? part.parts : new Map<string, Located>();
}

function textAt(node: Located | undefined, key: string): string {
  const data = node?.parts?.get(key)?.data;
  return typeof data === 'string' ? data : '';
}

function labelsIn(parts: Iterable<readonly [string, Located]>): Words {
  return Object.fromEntries(
    [...parts].flatMap(([name, part]) => (textAt(part, 'label') === '' ? [] : [[name, textAt(part, 'label')]])),
  );
}

function without(node: Located, keys: readonly string[]): Located {
  const parts = new Map([...(node.parts ?? [])].filter(([key]) => !keys.includes(key)));
  return { ...node, parts, data: Object.fromEntries([...parts].map(([key, part]) => [key, part.data])) };
}

function parametersIn(data: unknown): readonly string[] {
  if (typeof data === 'string') return data.startsWith('$') ? [data.slice(1)] : [];
  if (Array.isArray(data)) return data.flatMap(parametersIn);
  return typeof data === 'object' && data !== null ? Object.values(data).flatMap(parametersIn) : [];
}

function descriptionOf(files: readonly (Located | undefined)[]): FileWords['description'] {
  return Object.fromEntries(
    TOPICS.flatMap((topic) => {
      const sentences = files.flatMap((file) => {
        const data = file === undefined ? undefined : partAt(file, ['description', topic])?.data;
        return Array.isArray(data) ? data.map(String) : [];
      });
      return sentences.length === 0 ? [] : [[topic, sentences]];
    }),
  );
}

/** A comment such as `# ---- The front door ----` heads the parameters below it. */
const HEADING = /^\s*#\s*-{3,}\s*([^\s-].*?)\s*-*\s*$/gm;

/** The note of the file that has a parameter's value; the heading of the one that all of them extend. */
function parametersOf(baseline: Located | undefined, lineage: readonly Located[]): FileWords['parameters'] {
  const section = baseline === undefined ? undefined : partAt(baseline, ['parameters']);
  const headings = Object.assign({}, ...lineage.map(headingsOf)) as Words;
  return Object.fromEntries(
    [...(section?.parts ?? [])].map(([name, part]) => [
      name,
      { section: headings[name] ?? '', note: textAt(part, 'note') },
    ]),
  );
}

/** The headings that the parameters of one file stand under. */
function headingsOf(file: Located): Words {
  const section = partAt(file, ['parameters']);
  if (section === undefined) return {};
  const headings = [...section.source.text.matchAll(HEADING)].map((match) => ({
    at: match.index,
    words: match[1] ?? '',
  }));
  const from = section.key?.at ?? section.at;
  return Object.fromEntries(
    [...(section.parts ?? [])].map(([name, part]) => {
      const at = part.key?.at ?? part.at;
      return [name, headings.findLast((item) => item.at > from && item.at < at)?.words ?? ''];
    }),
  );
}

function costsOf(file: Located | undefined): FileWords['parameters'] {
  const costs = file === undefined ? undefined : partAt(file, ['costs']);
  return Object.fromEntries(
    [...(costs?.parts?.values() ?? [])].map((part) => [
      `cost: ${textAt(part, 'name')}`,
      { section: 'Unit costs', note: textAt(part, 'note') },
    ]),
  );
}
