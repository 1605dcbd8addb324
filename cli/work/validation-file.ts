/** Which validation is meant: a file of one, or that of a baseline, which is then put in place of the scenarios' own. */
import { InputError, problemAt, problemWithFile, type Files } from '../../scenarios/index.js';
import { besideFile, joinPath, looksLikePath, placeOf, readText, readYamlMapping } from '../../scenarios/load/index.js';

export interface ValidationSource {
  readonly path: string;
  /** The baseline's file, where it was a baseline that was named. */
  readonly baseline?: string;
}

/** The validation of the library. */
const OWN = 'england';

export function validationSource(typed: string | undefined, files: Files): ValidationSource {
  if (typed === undefined) return { path: joinPath(files.library, `validation/${OWN}.yaml`) };
  if (looksLikePath(typed)) return sourceIn(typed, files);
  for (const folder of ['validation', 'baselines']) {
    const path = joinPath(files.library, `${folder}/${typed}.yaml`);
    if (namesIn(files, folder).includes(typed)) return sourceIn(path, files);
  }
  throw new InputError([
    problemWithFile(
      typed,
      'there is neither a validation nor a baseline of this name; a file of yours is named with its .yaml',
      {
        found: typed,
        allowed: ['validation', 'baselines'].flatMap((folder) => namesIn(files, folder)),
      },
    ),
  ]);
}

function namesIn(files: Files, folder: string): readonly string[] {
  try {
    const names = files.list?.(joinPath(files.library, folder)) ?? [];
    return names.filter((name) => name.endsWith('.yaml')).map((name) => name.slice(0, -5));
  } catch {
    return [];
  }
}

function sourceIn(path: string, files: Files): ValidationSource {
  const root = readYamlMapping(path, readText(files, path));
  if (root.parts?.has('validation') === true) return { path };
  if (root.parts?.has('baseline') !== true)
    throw new InputError([problemWithFile(path, "this is neither a validation ('validation: NAME') nor a baseline")]);
  return { path: validationOf(path, files, []), baseline: path };
}

/** The validation that a baseline names under `calibration`, or that the baseline it extends does. */
function validationOf(path: string, files: Files, below: readonly string[]): string {
  const root = readYamlMapping(path, readText(files, path));
  const named = root.parts?.get('calibration')?.parts?.get('validation')?.data;
  if (typeof named === 'string') return besideFile(path, named);
  const parent = root.parts?.get('extends')?.data;
  if (typeof parent !== 'string' || below.includes(path))
    throw new InputError([
      problemAt(
        placeOf(root, ['baseline']),
        "this baseline names no validation: add 'calibration: {validation: FILE}', or name the validation file itself",
      ),
    ]);
  const next = looksLikePath(parent) ? besideFile(path, parent) : joinPath(files.library, `baselines/${parent}.yaml`);
  return validationOf(next, files, [...below, path]);
}
