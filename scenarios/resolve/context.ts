/** What every part of resolving needs: the file being read, the names it may use, and where to say what is wrong. */
import type { Details, Located, Path, Problems } from '../load/index.js';
import { keyPlaceOf, partAt, problemAt, problemAtPath } from '../load/index.js';

/** The names a pathway defines. */
export interface Vocabulary {
  readonly regions: ReadonlyMap<string, readonly string[]>;
  readonly attributes: ReadonlyMap<string, readonly string[]>;
  readonly moments: readonly string[];
  readonly counters: readonly string[];
  readonly frailties: readonly string[];
  /** Names under which a property is frozen, and that property's name. */
  readonly frozen: ReadonlyMap<string, string>;
  readonly levels: readonly string[];
  readonly resources: readonly string[];
  readonly transitions: readonly string[];
}

export interface Context {
  readonly root: Located;
  readonly problems: Problems;
  readonly words: Vocabulary;
  /** Day 0 of the run, in days since 1970-01-01. */
  readonly startDay: number;
}

/** Adds a problem at the value a path leads to; what could not be built is then undefined. */
export function refuse(context: Context, path: Path, message: string, details: Details = {}): undefined {
  context.problems.add(problemAtPath(context.root, path, message, details));
}

/** Adds a problem at the key that a path ends with. */
export function refuseKey(context: Context, path: Path, message: string, details: Details = {}): undefined {
  const part = partAt(context.root, path);
  if (part === undefined) refuse(context, path, message, details);
  else context.problems.add(problemAt(keyPlaceOf(part), message, details));
}

/** Refuses a word that is not one of those allowed; true where it is. */
export function known(context: Context, path: Path, what: string, found: string, allowed: readonly string[]): boolean {
  if (allowed.includes(found)) return true;
  refuse(context, path, `there is no ${what} '${found}'`, { found, allowed });
  return false;
}

/** The same for a word that stands as a key. */
export function knownKey(
  context: Context,
  path: Path,
  what: string,
  found: string,
  allowed: readonly string[],
): boolean {
  if (allowed.includes(found)) return true;
  refuseKey(context, path, `there is no ${what} '${found}'`, { found, allowed });
  return false;
}

/** The path of item `index` of what may be one word or a list of words. */
export function itemPath(context: Context, path: Path, index: number): Path {
  return partAt(context.root, path)?.shape === 'list' ? [...path, index] : path;
}
