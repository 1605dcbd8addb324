/**
 * YAML text into data that remembers its places.
 *
 * YAML 1.2 core schema (so `yes` and `no` are words, and dates are text), with `<<` merges and anchors.
 * Refused, each with its line: text that is not YAML, tabs as indentation, duplicate keys, more than one document,
 * unknown tags, aliases that lead nowhere or in a circle, aliases that multiply ("a YAML bomb"), and nesting without end.
 */
import type { Alias, Document, Node, Pair, YAMLMap, YAMLSeq } from 'yaml';
import { isAlias, isMap, isScalar, isSeq, parseDocument } from 'yaml';
import type { Located } from './located.js';
import { listOf, mappingOf, valuePlace, withKey } from './located.js';
import type { Place } from './problem.js';
import { InputError, problemAt, problemWithFile } from './problem.js';
import { SourceText } from './source-text.js';

const MOST_VALUES = 100_000;
const MOST_CHARACTERS = 8_000_000;
const DEEPEST = 100;

/** Reads one YAML document. Throws InputError where it cannot be read; an empty file is refused. */
export function readYaml(file: string, text: string): Located {
  const source = new SourceText(file, text.startsWith('\uFEFF') ? text.slice(1) : text);
  if (source.text.length > MOST_CHARACTERS) {
    throw new InputError([problemWithFile(file, `the file is longer than ${MOST_CHARACTERS} characters`)]);
  }
  const document = parse(source);
  refuseBadYaml(document, source);
  if (document.contents === null || (isScalar(document.contents) && document.contents.value === null)) {
    throw new InputError([problemWithFile(file, 'the file is empty')]);
  }
  return new Reader(source).read(document.contents);
}

/** Reads one YAML document that must be a mapping (`name: value` lines). */
export function readYamlMapping(file: string, text: string): Located {
  const root = readYaml(file, text);
  if (root.shape !== 'mapping') {
    const found = root.shape === 'list' ? 'a list' : 'a single value';
    throw new InputError([problemAt(valuePlace(root), `expected a mapping ('name: value' lines), found ${found}`)]);
  }
  return root;
}

function parse(source: SourceText): Document.Parsed {
  try {
    return parseDocument(source.text, { merge: true, prettyErrors: false, version: '1.2', logLevel: 'error' });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new InputError([problemWithFile(source.file, `this is not YAML that can be read: ${reason}`)]);
  }
}

function refuseBadYaml(document: Document.Parsed, source: SourceText): void {
  const faults = [...document.errors, ...document.warnings];
  if (document.directives.yaml.explicit && document.directives.yaml.version !== '1.2') {
    throw new InputError([
      problemAt(
        { source, at: 0, end: 5 },
        'these files are YAML 1.2: remove the %YAML line (1.1 reads yes and no as true and false)',
      ),
    ]);
  }
  const first = faults[0];
  if (first === undefined) return;
  // A parser that has lost its way reports many faults after the first; only the first is the user's.
  const many = first.code === 'DUPLICATE_KEY' ? faults.filter((fault) => fault.code === 'DUPLICATE_KEY') : [first];
  throw new InputError(many.map((fault) => explain(fault.code, fault.message, fault.pos, source)));
}

function explain(code: string, message: string, [at, end]: readonly [number, number], source: SourceText) {
  const place: Place = { source, at, end };
  const word = source.text.slice(at, end);
  switch (code) {
    case 'DUPLICATE_KEY': {
      const name = /^[^:\n]{1,60}/.exec(source.text.slice(at))?.[0].trim() ?? word;
      return problemAt({ source, at, end: at + name.length }, `'${name}' is given twice in the same mapping`);
    }
    case 'TAB_AS_INDENT':
      return problemAt(place, 'a tab cannot be used for indentation: use spaces');
    case 'MULTIPLE_DOCS':
      return problemAt({ source, at, end: at + 3 }, "a file holds one document: a second begins here, after '---'");
    case 'TAG_RESOLVE_FAILED':
      return problemAt(place, `tags such as '${word}' are not used in these files`);
    case 'BLOCK_AS_IMPLICIT_KEY':
      return problemAt(place, "a value with ': ' in it must be in quotes (or the indentation is wrong)");
    case 'RESOURCE_EXHAUSTION':
      return problemAt(place, 'the file is nested too deeply');
    default: {
      const around = source.text.slice(source.text.lastIndexOf('\n', at - 1) + 1, end);
      const tab = /^\s*\t/.test(around) ? ' (there is a tab in this line: use spaces)' : '';
      return problemAt(place, `this is not YAML that can be read: ${message.trim()}${tab}`);
    }
  }
}

/** Walks the document once, expanding aliases, within fixed limits. */
class Reader {
  readonly #source: SourceText;
  /** What each anchor names, as far as the document has been read. */
  readonly #anchors = new Map<string, Node>();
  /** What is being read now, from the outside in. */
  readonly #open = new Set<Node>();
  #expanding = 0;
  #count = 0;

  constructor(source: SourceText) {
    this.#source = source;
  }

  read(node: Node | null): Located {
    return this.#node(node, 0);
  }

  #node(node: Node | null, depth: number): Located {
    const range = node?.range;
    const place: Place = { source: this.#source, at: range?.[0] ?? 0, end: range?.[1] ?? 0 };
    this.#count++;
    if (this.#count > MOST_VALUES) {
      throw new InputError([
        problemAt(place, `the file expands to more than ${MOST_VALUES} values: aliases that multiply ("a YAML bomb")`),
      ]);
    }
    if (depth > DEEPEST) throw new InputError([problemAt(place, 'the file is nested too deeply')]);
    if (node === null) return { data: null, ...place, shape: 'scalar' };
    if (isAlias(node)) return this.#alias(node, place, depth);
    const { anchor } = node as { readonly anchor?: string };
    if (anchor !== undefined && this.#expanding === 0) this.#anchors.set(anchor, node);
    this.#open.add(node);
    const result = this.#value(node, place, depth);
    this.#open.delete(node);
    return result;
  }

  #value(node: Node, place: Place, depth: number): Located {
    if (isMap(node)) return this.#map(node as YAMLMap<Node, Node | null>, place, depth);
    if (isSeq(node)) {
      return listOf(
        (node as YAMLSeq<Node | null>).items.map((item) => this.#node(item, depth + 1)),
        place,
      );
    }
    return { data: isScalar(node) ? scalarValue(node.value) : null, ...place, shape: 'scalar' };
  }

  #alias(node: Alias, place: Place, depth: number): Located {
    const target = this.#anchors.get(node.source);
    if (target === undefined) {
      throw new InputError([problemAt(place, `there is no '&${node.source}' above for '*${node.source}' to repeat`)]);
    }
    if (this.#open.has(target)) {
      throw new InputError([problemAt(place, `'*${node.source}' repeats something that contains itself`)]);
    }
    this.#expanding++;
    const result = this.#node(target, depth + 1);
    this.#expanding--;
    return result;
  }

  #map(node: YAMLMap<Node, Node | null>, place: Place, depth: number): Located {
    const parts = new Map<string, Located>();
    const merged = new Map<string, Located>();
    for (const pair of node.items) {
      if (isMerge(pair)) this.#merge(pair, merged, depth);
      else this.#pair(pair, parts, depth);
    }
    for (const [name, part] of merged) if (!parts.has(name)) parts.set(name, part);
    return mappingOf(parts, place);
  }

  #pair(pair: Pair<Node, Node | null>, parts: Map<string, Located>, depth: number): void {
    const range = pair.key?.range;
    const key: Place = { source: this.#source, at: range?.[0] ?? 0, end: range?.[1] ?? 0 };
    const name = keyName(pair.key, key);
    if (parts.has(name)) throw new InputError([problemAt(key, `'${name}' is given twice in the same mapping`)]);
    const value = this.#node(pair.value, depth + 1);
    // A key with nothing after it: point at the key, for there is nothing else to point at.
    const found =
      pair.value?.range && pair.value.range[1] > pair.value.range[0] ? value : { ...value, at: key.at, end: key.end };
    parts.set(name, withKey(found, key));
  }

  #merge(pair: Pair<Node, Node | null>, merged: Map<string, Located>, depth: number): void {
    const value = this.#node(pair.value, depth + 1);
    const sources = value.shape === 'list' ? [...(value.parts?.values() ?? [])] : [value];
    for (const source of sources) {
      if (source.shape !== 'mapping') {
        throw new InputError([problemAt(valuePlace(source), "'<<' merges a mapping, or a list of mappings")]);
      }
      for (const [name, part] of source.parts ?? []) if (!merged.has(name)) merged.set(name, part);
    }
  }
}

function isMerge(pair: Pair<Node, Node | null>): boolean {
  if (!isScalar(pair.key)) return false;
  const { value, type } = pair.key;
  return (typeof value === 'symbol' && value.description === '<<') || (value === '<<' && type === 'PLAIN');
}

function keyName(key: Node | null, place: Place): string {
  if (!isScalar(key) || key.value === null) {
    throw new InputError([problemAt(place, 'a name was expected before the colon')]);
  }
  const name = scalarText(key.value);
  if (name === '__proto__') throw new InputError([problemAt(place, "'__proto__' cannot be used as a name")]);
  return name;
}

/** What a scalar holds: text, a number, true, false or nothing; a '<<' out of place is text. */
function scalarValue(value: unknown): string | number | boolean | null {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  return typeof value === 'symbol' ? (value.description ?? null) : null;
}

function scalarText(value: unknown): string {
  return String(scalarValue(value));
}
