/** One file that a command is asked to write: where it may go, and whole or not at all. */
import { existsSync, linkSync, mkdtempSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { InputError, problemWithFile } from '../../scenarios/index.js';

/** What to do about a file that is there, where a command never writes over one. */
export const ALONE = 'name another';

/** Refuses a place where a file cannot go, or where one is already, before any work is done. @param instead what to do where there is one */
export function checkOutputFile(path: string, mayReplace: boolean, instead = 'name another, or give --force'): void {
  const refuse = (why: string): never => {
    throw new InputError([problemWithFile(path, why)]);
  };
  const target = resolve(path);
  const folder = dirname(target);
  if (!existsSync(folder)) refuse(`the folder ${dirname(path)} does not exist`);
  if (!statSync(folder).isDirectory()) refuse(`${dirname(path)} is not a folder`);
  if (!existsSync(target)) return;
  if (statSync(target).isDirectory()) refuse('this is a folder: name a file in it');
  if (!mayReplace) refuse(`there is a file of this name already, which is left as it is; ${instead}`);
}

/** Writes a file whole or not at all: aside, then under its name. A file that is there is replaced only where that is wanted. */
export function writeOutputFile(path: string, content: string | Uint8Array, mayReplace: boolean): void {
  checkOutputFile(path, mayReplace, ALONE);
  const target = resolve(path);
  const aside = mkdtempSync(join(dirname(target), `.${basename(target)}-`));
  try {
    const written = join(aside, 'file');
    writeFileSync(written, content);
    if (mayReplace) renameSync(written, target);
    else linkOrRename(written, target, path);
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
}

/** A link refuses where a file has come to be meanwhile; a rename would write over it. */
function linkOrRename(written: string, target: string, path: string): void {
  try {
    linkSync(written, target);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') checkOutputFile(path, false, ALONE);
    // Not every disk has links.
    renameSync(written, target);
  }
}
