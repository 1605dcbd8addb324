/** A baseline that is to be calibrated: what is free in it, and the validation file it is to be fitted to. */
import type { Files, Located, Place } from '../../load/index.js';
import {
  besideFile,
  InputError,
  joinPath,
  looksLikePath,
  partAt,
  placeOf,
  problemAt,
  Problems,
} from '../../load/index.js';
import type { BaselineFile } from '../../schema/index.js';
import { firstReading } from '../baseline.js';
import { withParents } from '../extends.js';
import { contextOf, NO_NAMES, Session } from '../session.js';
import { buildFree, type ResolvedFree } from './free.js';

export interface ResolvedCalibration {
  /** As it was asked for: a path, or a name of the library. */
  readonly asked: string;
  /** The baseline's own file. */
  readonly path: string;
  /** With everything it extends, before any parameter is put in its place. */
  readonly root: Located;
  readonly file: BaselineFile;
  readonly free: readonly ResolvedFree[];
  /** The validation file, and where it is named. */
  readonly validation: string;
  readonly validationNamed: Place;
}

/** @throws InputError with every problem of what is free */
export function readCalibration(asked: string, files: Files): ResolvedCalibration {
  const session = new Session(files);
  const { path, written } = baselineAsked(session, asked, 'calibrated');
  const root = withParents(session, written);
  const file = firstReading(session, root);
  if (file.calibration === undefined)
    throw new InputError([
      problemAt(
        placeOf(root, ['baseline']),
        "this baseline does not say what may be fitted: it needs 'calibration: {validation: FILE, free: {...}}'",
      ),
    ]);
  const problems = new Problems();
  const free = buildFree(contextOf(root, problems, NO_NAMES, 0), file);
  if (free.length === 0) problems.add(problemAt(placeOf(root, ['calibration', 'free']), 'nothing is free here'));
  problems.throwIfAny();
  const validationNamed = placeOf(root, ['calibration', 'validation']);
  const { validation } = file.calibration;
  return {
    asked,
    path,
    root,
    file,
    free,
    validation: looksLikePath(validation)
      ? besideFile(validationNamed.source.file, validation)
      : joinPath(files.library, `validation/${validation}.yaml`),
    validationNamed,
  };
}

/** A baseline's own file, by its path or its name in the library; `purpose` is what is done with it. */
export function baselineAsked(
  session: Session,
  asked: string,
  purpose: string,
): { readonly path: string; readonly written: Located } {
  const path = looksLikePath(asked) ? asked : joinPath(session.files.library, `baselines/${asked}.yaml`);
  const written = session.read(path);
  const isScenario = written.parts?.has('scenario') === true;
  if (isScenario || written.parts?.has('baseline') !== true)
    throw new InputError([
      problemAt(
        placeOf(written, isScenario ? ['scenario'] : []),
        `this is ${isScenario ? 'a scenario' : 'not a baseline'}: what is ${purpose} is a baseline, which begins 'baseline: NAME'`,
      ),
    ]);
  return { path, written };
}

/** The values of all parameters as they are written, as plain data. */
export function writtenValues(root: Located): ReadonlyMap<string, unknown> {
  return new Map(
    [...(partAt(root, ['parameters'])?.parts ?? [])].map(([name, part]) => [name, partAt(part, ['value'])?.data]),
  );
}
