/** How files are reached: one function that reads text, so that the same code runs on a disk and in a page. */
import { InputError, problemAt, problemWithFile } from './problem.js';
import type { Place } from './problem.js';

export interface Files {
  /** The text of a file. Throws where it cannot be read. */
  readonly read: (path: string) => string;
  /** The names in a folder, where that can be known: only used to suggest what was meant. */
  readonly list?: (folder: string) => readonly string[];
  /** The folder of the model's own data (pathways, baselines, programmes), for things named without a path. */
  readonly library: string;
}

/** A file named in another file, as a path from that file. Both `/` and `\` are understood. */
export function besideFile(file: string, relative: string): string {
  if (/^([/\\]|[A-Za-z]:[/\\])/.test(relative)) return relative;
  const cut = Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\'));
  return joinPath(cut === -1 ? '' : file.slice(0, cut), relative);
}

/** Joins and tidies: `a/b` and `../c.yaml` make `a/c.yaml`. */
export function joinPath(folder: string, relative: string): string {
  const root = /^[/\\]/.test(folder) ? '/' : '';
  const steps: string[] = [];
  for (const step of [...folder.split(/[/\\]/), ...relative.split(/[/\\]/)]) {
    if (step === '' || step === '.') continue;
    if (step === '..' && steps.length > 0 && steps[steps.length - 1] !== '..') steps.pop();
    else steps.push(step);
  }
  return root + steps.join('/');
}

/** True of `../baselines/x.yaml` and `x.yaml`, false of a library name such as `mst`. */
export function looksLikePath(name: string): boolean {
  return /[/\\]/.test(name) || /\.ya?ml$/i.test(name);
}

/** Reads a file, or refuses naming the file; `from` is the place that asked for it. */
export function readText(files: Files, path: string, from?: Place, word?: string): string {
  try {
    return files.read(path);
  } catch (error) {
    const reason =
      error instanceof Error && 'code' in error && error.code !== 'ENOENT' ? ` (${String(error.code)})` : '';
    const message = `the file '${path}' cannot be read${reason || ': it does not exist'}`;
    const allowed = neighbours(files, path);
    const details = { found: lastStep(path), ...(allowed.length > 0 && { allowed }) };
    const named =
      word === undefined || allowed.length === 0 ? details : { found: word, allowed: allowed.map(withoutEnding) };
    throw new InputError([
      from === undefined ? problemWithFile(path, message, details) : problemAt(from, message, named),
    ]);
  }
}

function neighbours(files: Files, path: string): readonly string[] {
  const cut = path.lastIndexOf('/');
  try {
    const names = files.list?.(cut === -1 ? '.' : path.slice(0, cut)) ?? [];
    return names.filter((name) => /\.ya?ml$/i.test(name)).sort();
  } catch {
    return [];
  }
}

function lastStep(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function withoutEnding(name: string): string {
  return name.replace(/\.ya?ml$/i, '');
}
