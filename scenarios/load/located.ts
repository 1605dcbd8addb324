/**
 * A value read from a file that remembers where each part of it was written.
 * Parts may come from different files: a parameter's value keeps the place where the parameter is defined.
 */
import type { Place } from './problem.js';
import type { SourceText } from './source-text.js';

export type Path = readonly (string | number)[];

export interface Located {
  /** Plain data: a scalar, an array or an object without aliases. */
  readonly data: unknown;
  readonly source: SourceText;
  /** Where the value begins and ends. */
  readonly at: number;
  readonly end: number;
  /** Where the key that leads here was written; absent for items of a list and for the whole. */
  readonly key?: Place;
  /** Parts by key, or by index as text. */
  readonly parts?: ReadonlyMap<string, Located>;
  readonly shape: 'scalar' | 'list' | 'mapping';
}

export function valuePlace(node: Located): Place {
  return { source: node.source, at: node.at, end: node.end };
}

/** The key if there is one, else the value. */
export function keyPlace(node: Located): Place {
  return node.key ?? valuePlace(node);
}

/** The part at a path, or undefined. */
export function partAt(root: Located, path: Path): Located | undefined {
  let node: Located | undefined = root;
  for (const step of path) {
    node = node?.parts?.get(String(step));
    if (node === undefined) return undefined;
  }
  return node;
}

/** The deepest part that exists on the way along a path, and how many steps of the path were taken. */
export function deepestAt(root: Located, path: Path): { readonly node: Located; readonly depth: number } {
  let node = root;
  for (let depth = 0; depth < path.length; depth++) {
    const next = node.parts?.get(String(path[depth]));
    if (next === undefined) return { node, depth };
    node = next;
  }
  return { node, depth: path.length };
}

/** A mapping made of located parts. */
export function mappingOf(parts: ReadonlyMap<string, Located>, from: Pick<Located, 'source' | 'at' | 'end'>): Located {
  const data: Record<string, unknown> = {};
  for (const [name, part] of parts) data[name] = part.data;
  return { data, source: from.source, at: from.at, end: from.end, parts, shape: 'mapping' };
}

/** A list made of located parts. */
export function listOf(items: readonly Located[], from: Pick<Located, 'source' | 'at' | 'end'>): Located {
  const parts = new Map(items.map((item, index) => [String(index), item] as const));
  return {
    data: items.map((item) => item.data),
    source: from.source,
    at: from.at,
    end: from.end,
    parts,
    shape: 'list',
  };
}

/** A single value standing where another one was written. */
export function scalarAt(data: unknown, place: Place): Located {
  return { data, source: place.source, at: place.at, end: place.end, shape: 'scalar' };
}

/** Plain data standing where something else was written: every part of it has that place. */
export function locatedAs(data: unknown, place: Place): Located {
  if (typeof data !== 'object' || data === null) return scalarAt(data, place);
  if (Array.isArray(data))
    return listOf(
      data.map((item: unknown) => locatedAs(item, place)),
      place,
    );
  return mappingOf(new Map(Object.entries(data).map(([key, part]) => [key, locatedAs(part, place)])), place);
}

/** The same value, reached by a key written at a given place. */
export function withKey(node: Located, key: Place | undefined): Located {
  const { key: _, ...rest } = node;
  return key === undefined ? rest : { ...rest, key };
}
