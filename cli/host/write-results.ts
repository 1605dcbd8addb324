/** Writes a results folder whole or not at all: everything goes into a folder beside it, which then takes its name. */
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  statSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { InputError, problemWithFile } from '../../scenarios/index.js';

export interface OutputFile {
  /** Path within the folder, with `/` between its parts. */
  readonly path: string;
  readonly content: string | Uint8Array;
}

/** The file that marks a folder as results of ours. */
export const RUN_FILE = 'run.json';

/** What a results folder holds. */
const OURS = (name: string): boolean =>
  [
    RUN_FILE,
    'tables',
    'tables.xlsx',
    'charts',
    'report.html',
    'annex.html',
    'annex.md',
    'study.md',
    'portfolio.md',
  ].includes(name) || /^study-\d+\.md$/.test(name);

/** Refuses a place where no folder can be, or a folder that holds something else, before any work is done. */
export function checkResultsFolder(folder: string): void {
  const refuse = (why: string): never => {
    throw new InputError([problemWithFile(folder, `the results cannot go here: ${why}`)]);
  };
  const target = resolve(folder);
  let standing = target;
  while (!existsSync(standing)) standing = dirname(standing);
  if (!statSync(standing).isDirectory())
    refuse(standing === target ? 'this is not a folder' : `${standing} is not a folder`);
  if (standing !== target || readdirSync(target).length === 0) return;
  if (!holdsResults(target))
    refuse(`the folder holds something else (no ${RUN_FILE} of ours); name another with --out`);
  // Earlier results are replaced whole: anything a person has put beside them would go with them.
  const added = readdirSync(target).find((name) => !OURS(name));
  if (added !== undefined)
    refuse(
      `it holds '${added}' beside earlier results, which would be lost; move it or name another folder with --out`,
    );
}

function holdsResults(folder: string): boolean {
  try {
    const record = JSON.parse(readFileSync(join(folder, RUN_FILE), 'utf8')) as { format?: unknown } | null;
    return (
      typeof record?.format === 'string' && /^throughcare (?:run|study|comparison|portfolio)\b/.test(record.format)
    );
  } catch {
    return false;
  }
}

/** Writes the files as `folder`, in place of earlier results of the same name. */
export function writeResults(folder: string, files: readonly OutputFile[]): void {
  checkResultsFolder(folder);
  const target = resolve(folder);
  mkdirSync(dirname(target), { recursive: true });
  const aside = mkdtempSync(join(dirname(target), `.${basename(target)}-`));
  try {
    for (const file of files) {
      const path = join(aside, ...file.path.split('/'));
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, file.content);
    }
    // mkdtemp makes folders for its owner alone; results are as open as any other file.
    chmodSync(aside, 0o777 & ~process.umask());
    takePlace(aside, target);
  } catch (error) {
    rmSync(aside, { recursive: true, force: true });
    throw error;
  }
}

/** Gives a folder the name of another, which goes only once that has worked. */
function takePlace(aside: string, target: string): void {
  if (!existsSync(target)) {
    renameSync(aside, target);
    return;
  }
  const old = mkdtempSync(join(dirname(target), `.${basename(target)}-old-`));
  const kept = join(old, 'results');
  renameSync(target, kept);
  try {
    renameSync(aside, target);
  } catch (error) {
    renameSync(kept, target);
    throw error;
  } finally {
    rmSync(old, { recursive: true, force: true });
  }
}
