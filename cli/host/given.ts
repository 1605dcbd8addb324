/** What a caller of the library gives as a file: its path, its text, or an object with what the text would say. */
import { InputError, problemWithFile, type Files } from '../../scenarios/index.js';
import { joinPath } from '../../scenarios/load/files.js';
import { nodeFiles } from '../../scenarios/load/node-files.js';

/**
 * A scenario or study: the path of a file (one line), its YAML text (several lines), or an object of the same shape, in
 * which dates are text ('2025-04-01').
 */
export type Given = string | Readonly<Record<string, unknown>>;

export interface GivenFile {
  readonly path: string;
  readonly files: Files;
  /** Whether a thread can read everything from the disk by itself. */
  readonly onDisk: boolean;
}

/**
 * A file to be read like any other. Text and objects get a name that errors show, in the folder from which the files they
 * name are found.
 *
 * @param word what it is, for errors: 'scenario' or 'study'
 * @param folder where files that a text or an object names are looked for; the working folder where none is given
 * @param files how files are read; from the disk where not given
 * @throws InputError where an object cannot be written as text
 */
export function givenFile(given: Given, word: string, folder = '', files?: Files): GivenFile {
  const under = files ?? nodeFiles();
  if (typeof given === 'string' && !given.includes('\n'))
    return { path: given, files: under, onDisk: files === undefined };
  const path = joinPath(folder, `the ${word} given`);
  const text = typeof given === 'string' ? given : textOf(given, path);
  return { path, onDisk: false, files: { ...under, read: (asked) => (asked === path ? text : under.read(asked)) } };
}

/** JSON is YAML too, and lines of it can be pointed at. */
function textOf(given: Readonly<Record<string, unknown>>, path: string): string {
  try {
    return JSON.stringify(given, null, 1);
  } catch (error) {
    const why = error instanceof Error ? error.message.split('\n')[0]! : 'it is not data';
    throw new InputError([problemWithFile(path, `this cannot be written as text: ${why}`)]);
  }
}
