/** Programmes whose trials are to be simulated: one that is named, or all of the library. */
import type { Files, Located } from '../load/index.js';
import { InputError, joinPath, looksLikePath, placeOf, problemAt, problemWithFile } from '../load/index.js';
import { withParents } from './extends-programme.js';
import { referenceBaseline, type ReferenceBaseline } from './reference.js';
import { Session } from './session.js';
import { readTrials, TRIAL_BASELINE, wordAt, type ResolvedTrial } from './trials.js';

export interface ProgrammeTrials {
  readonly programme: string;
  readonly title: string;
  /** The file with everything it extends, for refusals that point at a line. */
  readonly root: Located;
  readonly trials: readonly ResolvedTrial[];
}

export interface AskedTrials {
  readonly reference: ReferenceBaseline;
  readonly programmes: readonly ProgrammeTrials[];
}

/**
 * @param asked a programme: a file, or a name of the library; all of the library that have trials where undefined
 * @throws InputError for a programme that has no trials, or anything wrong with them or the baseline
 */
export function programmeTrials(
  files: Files,
  asked: string | undefined,
  baseline: string = TRIAL_BASELINE,
): AskedTrials {
  const names = library(files);
  if (asked !== undefined && !looksLikePath(asked) && !names.includes(asked))
    throw new InputError([
      problemWithFile('trials', `there is no programme '${asked}' in the library`, { found: asked, allowed: names }),
    ]);
  const path = (name: string): string => joinPath(files.library, `programmes/${name}.yaml`);
  const reference = referenceBaseline(files, baseline);
  const one = (file: string): ProgrammeTrials => {
    const session = new Session(files);
    const written = session.read(file);
    if (written.parts?.has('programme') !== true)
      throw new InputError([
        problemAt(placeOf(written, []), "this is not a programme, which begins 'programme: NAME'"),
      ]);
    const root = withParents(session, written);
    return {
      programme: wordAt(root, 'programme'),
      title: wordAt(root, 'title'),
      root,
      trials: readTrials(session, root, reference),
    };
  };
  if (asked === undefined)
    return {
      reference,
      programmes: library(files)
        .map((name) => one(path(name)))
        .filter(({ trials }) => trials.length > 0),
    };
  const found = one(looksLikePath(asked) ? asked : path(asked));
  if (found.trials.length === 0)
    throw new InputError([
      problemAt(placeOf(found.root, ['programme']), "this programme has no 'trials': there is nothing to simulate"),
    ]);
  return { reference, programmes: [found] };
}

function library(files: Files): readonly string[] {
  return (files.list?.(joinPath(files.library, 'programmes')) ?? [])
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => file.slice(0, -5))
    .sort();
}
