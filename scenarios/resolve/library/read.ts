/** Programme files by themselves, outside any scenario: which there are, and each with everything it extends. */
import type { Files, Located } from '../../load/index.js';
import { InputError, joinPath, looksLikePath, nearest, problemWithFile } from '../../load/index.js';
import { programmeFile, type ProgrammeFile } from '../../schema/index.js';
import { withParents } from '../extends-programme.js';
import { checkPlain, Session } from '../session.js';

export interface ReadProgramme {
  readonly id: string;
  readonly file: ProgrammeFile;
  /** As written: durations and clocks still have their units. */
  readonly root: Located;
}

/** The ids of the library's programmes, in the order of the alphabet. */
export function programmeIds(files: Files): readonly string[] {
  return (files.list?.(joinPath(files.library, 'programmes')) ?? [])
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => name.slice(0, -5))
    .toSorted();
}

/** A programme of the library by its id, or a file by its path. @throws InputError where there is none, with the nearest */
export function readProgramme(files: Files, named: string): ReadProgramme {
  const session = new Session(files);
  const isPath = looksLikePath(named);
  if (!isPath) {
    const known = programmeIds(files);
    if (!known.includes(named)) {
      const details = { found: named, suggestion: nearest(named, known, 1)[0], allowed: known };
      throw new InputError([problemWithFile('programmes', `there is no programme '${named}' in the library`, details)]);
    }
  }
  const path = isPath ? named : joinPath(files.library, `programmes/${named}.yaml`);
  const root = withParents(session, session.read(path));
  const file = checkPlain(programmeFile, root);
  return { id: isPath ? file.programme : named, file, root };
}
