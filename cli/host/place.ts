/** Where a file is found, in words that mean the same on every machine. */
import { basename } from 'node:path';

/** Where a reader finds a file: in the package, or by its name. Never where it lies on this machine. */
export function placeOf(file: string, library: string): string {
  const path = file.replaceAll('\\', '/');
  const packageFolder = library.slice(0, library.lastIndexOf('/') + 1);
  if (packageFolder !== '' && path.startsWith(packageFolder)) return tidy(path.slice(packageFolder.length));
  return /^(?:\/|[A-Za-z]:)|^\.\.?\/\.\./.test(path) ? basename(path) : tidy(path);
}

/** `scenarios/baselines/../pathways/england.yaml` without its way round. */
function tidy(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else if (part !== '.') parts.push(part);
  }
  return parts.join('/');
}
