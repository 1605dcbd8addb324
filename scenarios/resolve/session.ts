/** One resolving: which files it has read, and each of them checked. */
import type { z } from 'zod';
import type { Files, Located, ParameterValues, Path, Place } from '../load/index.js';
import {
  besideFile,
  joinPath,
  looksLikePath,
  placeOf,
  Problems,
  readText,
  readYamlMapping,
  substitute,
  validate,
} from '../load/index.js';
import type { Context, Vocabulary } from './context.js';

/** No names at all: for files that are read before the pathway is. */
export const NO_NAMES: Vocabulary = {
  regions: new Map(),
  attributes: new Map(),
  moments: [],
  counters: [],
  frailties: [],
  frozen: new Map(),
  levels: [],
  resources: [],
  transitions: [],
};

/** One resolving: the files read so far. */
export class Session {
  /** Paths of the files read so far. */
  readonly paths: string[] = [];
  /** Parameters that something has used. */
  readonly used = new Set<string>();

  constructor(readonly files: Files) {}

  /** Reads a YAML mapping; `from` is the place that names it and `word` the word used there. */
  read(path: string, from?: Place, word?: string): Located {
    this.paths.push(path);
    return readYamlMapping(path, readText(this.files, path, from, word));
  }

  /** A file named in another: a path from the file in which it is written, or the name of one in the library's folder. */
  named(root: Located, at: Path, name: string, folder: string): Located {
    const from = placeOf(root, at);
    if (looksLikePath(name)) return this.read(besideFile(from.source.file, name), from);
    return this.read(joinPath(this.files.library, `${folder}/${name}.yaml`), from, name);
  }

  /** Replaces parameters and checks the shape of a file; throws where anything is wrong. */
  check<Schema extends z.ZodType>(schema: Schema, root: Located, values: ParameterValues): Checked<Schema> {
    const problems = new Problems();
    const filled = substitute(root, values, problems, this.used);
    problems.throwIfAny();
    const file = validate(schema, filled, problems);
    problems.throwIfAny();
    return { file: file as z.output<Schema>, root: filled };
  }
}

export interface Checked<Schema extends z.ZodType> {
  readonly file: z.output<Schema>;
  /** With parameters filled in. */
  readonly root: Located;
}

/** Checks a file that holds no parameters of its own to replace. */
export function checkPlain<Schema extends z.ZodType>(schema: Schema, root: Located): z.output<Schema> {
  const problems = new Problems();
  const file = validate(schema, root, problems);
  problems.throwIfAny();
  return file as z.output<Schema>;
}

export function contextOf(root: Located, problems: Problems, words: Vocabulary, startDay: number): Context {
  return { root, problems, words, startDay };
}
