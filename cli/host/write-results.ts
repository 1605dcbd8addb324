/** Writes a results folder whole or not at all: everything goes into a folder beside it, which then takes its name. */
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { InputError, problemWithFile } from '../../scenarios/index.js';

export interface OutputFile {
  /** Path within the folder, with `/` between its parts. */
  readonly path: string;
  readonly content: string | Uint8Array;
}

/** The file that marks a folder as results of ours. */
export const RUN_FILE = 'run.json';

/** Refuses a folder that holds something else, before any work is done. */
export function checkResultsFolder(folder: string): void {
  if (!existsSync(folder)) return;
  let names: string[];
  try {
    names = readdirSync(folder);
  } catch {
    throw new InputError([problemWithFile(folder, 'the results cannot go here: this is not a folder')]);
  }
  if (names.length > 0 && !names.includes(RUN_FILE))
    throw new InputError([
      problemWithFile(
        folder,
        `the results cannot go here: the folder holds something else (no ${RUN_FILE}); name another with --out`,
      ),
    ]);
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
    const old = existsSync(target) ? mkdtempSync(join(dirname(target), `.${basename(target)}-old-`)) : null;
    if (old !== null) renameSync(target, join(old, 'results'));
    renameSync(aside, target);
    if (old !== null) rmSync(old, { recursive: true, force: true });
  } catch (error) {
    rmSync(aside, { recursive: true, force: true });
    throw error;
  }
}
