/** Data and located values as YAML text, the same to the byte every time. */
import type { Node } from 'yaml';
import { Document, isMap, isSeq, Pair, Scalar, YAMLMap, YAMLSeq } from 'yaml';
import type { Located } from '../../load/index.js';

/** Plain data to be written: mappings in the order given, as `Map` or as object. */
export type Written =
  | string
  | number
  | boolean
  | null
  | Node
  | readonly Written[]
  | ReadonlyMap<string, Written>
  | { readonly [key: string]: Written | undefined };

/** Text of a mapping. Mappings are in blocks down to `blocks` levels, and in braces below. */
export function yamlText(data: ReadonlyMap<string, Written>, blocks: (path: readonly string[]) => boolean): string {
  const document = new Document();
  const root = nodeOf(data);
  document.contents = root;
  style(root, [], blocks);
  return document.toString({ lineWidth: 0, flowCollectionPadding: false });
}

/** A value as it is written in a file, its mappings in the file's order. */
export function nodeOfLocated(value: Located): Node {
  if (value.shape === 'list') return listNode([...(value.parts?.values() ?? [])].map(nodeOfLocated));
  if (value.shape === 'mapping')
    return mapNode([...(value.parts ?? [])].map(([name, part]) => [name, nodeOfLocated(part)] as const));
  return new Scalar(value.data);
}

function nodeOf(data: Written): Node {
  if (data === null || typeof data !== 'object') return new Scalar(data);
  if (data instanceof Scalar || isMap(data) || isSeq(data)) return data;
  if (Array.isArray(data)) return listNode(data.map((item: Written) => nodeOf(item)));
  const entries = (data instanceof Map ? [...data] : Object.entries(data)) as [string, Written | undefined][];
  return mapNode(entries.flatMap(([name, part]) => (part === undefined ? [] : [[name, nodeOf(part)] as const])));
}

function listNode(items: readonly Node[]): Node {
  const list = new YAMLSeq();
  for (const item of items) list.add(item);
  return list;
}

function mapNode(entries: readonly (readonly [string, Node])[]): Node {
  const map = new YAMLMap();
  for (const [name, part] of entries) map.items.push(new Pair(keyNode(name), part));
  return map;
}

/** `10` and `0.05` stand without quotes where reading gives the same name back. */
function keyNode(name: string): Scalar {
  return new Scalar(name !== '' && String(Number(name)) === name ? Number(name) : name);
}

function style(node: unknown, path: readonly string[], blocks: (path: readonly string[]) => boolean): void {
  if (isSeq(node)) {
    node.flow = path.length > 0 && !blocks(path);
    node.items.forEach((item, index) => style(item, [...path, String(index)], blocks));
  } else if (isMap(node)) {
    node.flow = path.length > 0 && !blocks(path);
    for (const { key, value } of node.items) style(value, [...path, String((key as Scalar).value)], blocks);
  }
}
