/**
 * Names of files in a record that mean the same on every machine: what belongs to the package by its place there, what is the
 * user's own by its place below the folder that holds all of it. A record says nothing of where anything lay.
 */
import { isAbsolute, resolve } from 'node:path';

/** Where the package's own data are in a record. */
export const RECORD_LIBRARY = 'throughcare/scenarios';

/** What a file is called in a record. */
export type NameOf = (path: string) => string;

/**
 * @param paths every file read, as it was asked for
 * @param library the folder of the package's data; that of a record leaves names as they are
 */
export function recordNames(paths: Iterable<string>, library: string): NameOf {
  if (library === RECORD_LIBRARY) return (path) => path;
  const own = `${slashed(resolve(library))}/`;
  const base = commonFolder([...paths].map(whole).filter((path) => !path.startsWith(own)));
  return (path) => {
    const found = whole(path);
    if (found.startsWith(own)) return `${RECORD_LIBRARY}/${found.slice(own.length)}`;
    return base !== null && found.startsWith(base) ? found.slice(base.length) : path;
  };
}

/** The text of a recorded file, however it is asked for: a file may name another by where it lay once. */
export function recordedText(files: Readonly<Record<string, string>>, path: string): string | undefined {
  if (Object.hasOwn(files, path)) return files[path];
  if (!isAbsolute(path)) return undefined;
  const asked = slashed(path);
  const [found] = Object.keys(files)
    .filter((name) => asked.endsWith(`/${name}`))
    .sort((a, b) => b.length - a.length);
  return found === undefined ? undefined : files[found];
}

/** Where a file or folder of the package lies that a record calls by its place in it. */
export function libraryPath(path: string, library: string): string {
  const isOwn = path === RECORD_LIBRARY || path.startsWith(`${RECORD_LIBRARY}/`);
  return isOwn ? library + path.slice(RECORD_LIBRARY.length) : path;
}

const slashed = (path: string): string => path.replaceAll('\\', '/');
const whole = (path: string): string => slashed(resolve(path));

/** The folder that all files are below, with its slash; null where that is the root of a disk, or there are none. */
function commonFolder(paths: readonly string[]): string | null {
  const [first, ...rest] = paths.map((path) => path.split('/').slice(0, -1));
  if (first === undefined) return null;
  let shared = first.length;
  for (const folders of rest) {
    let same = 0;
    while (same < Math.min(shared, folders.length) && folders[same] === first[same]) same++;
    shared = same;
  }
  return shared <= 1 ? null : `${first.slice(0, shared).join('/')}/`;
}
