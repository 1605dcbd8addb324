/** A baseline that gives only what differs from another: the two as one, each part remembering the file it is written in. */
import type { Files, Located } from '../load/index.js';
import { InputError, keyPlaceOf, mappingOf, partAt, placeOf, problemAt, Problems } from '../load/index.js';
import { withKey } from '../load/located.js';
import { Session } from './session.js';

/** What belongs to the file it is written in, and to no other. */
const OWN = new Set(['extends', 'calibration_result']);
/** What is merged by name; everything else that is given takes the place of the parent's. */
const MERGED = ['parameters', 'sources'] as const;

/**
 * The baseline with everything it extends.
 * @throws InputError where it extends itself, or gives a value to a parameter that its parent does not have
 */
export function withParents(session: Session, root: Located, open: readonly string[] = []): Located {
  const named = partAt(root, ['extends']);
  if (named === undefined) return root;
  const files = [...open, root.source.file];
  if (typeof named.data !== 'string')
    throw new InputError([
      problemAt(placeOf(root, ['extends']), "'extends' names another baseline: england-2025, or ./mine.yaml"),
    ]);
  const written = session.named(root, ['extends'], named.data, 'baselines');
  if (files.includes(written.source.file))
    throw new InputError([
      problemAt(
        placeOf(root, ['extends']),
        `this baseline extends itself: ${[...files, written.source.file].join(' extends ')}`,
      ),
    ]);
  return mergedBaseline(withParents(session, written, files), root);
}

/** A baseline file with everything it extends. */
export function readBaseline(path: string, files: Files): Located {
  const session = new Session(files);
  return withParents(session, session.read(path));
}

/** A baseline's own parts over those of the one it extends. */
export function mergedBaseline(parent: Located, child: Located): Located {
  const problems = new Problems();
  const parts = new Map([...(parent.parts ?? [])].filter(([name]) => !OWN.has(name)));
  for (const [name, part] of child.parts ?? []) parts.set(name, part);
  for (const name of MERGED) {
    const [above, below] = [partAt(parent, [name]), partAt(child, [name])];
    if (above?.shape !== 'mapping' || below?.shape !== 'mapping') continue;
    if (name === 'parameters') checkNames(above, below, parent.source.file, problems);
    const both = new Map([...(above.parts ?? []), ...(below.parts ?? [])]);
    parts.set(name, withKey(mappingOf(both, below), below.key));
  }
  problems.throwIfAny();
  return mappingOf(parts, child);
}

function checkNames(above: Located, below: Located, file: string, problems: Problems): void {
  const allowed = [...(above.parts?.keys() ?? [])];
  for (const [name, part] of below.parts ?? [])
    if (!allowed.includes(name))
      problems.add(
        problemAt(keyPlaceOf(part), `there is no parameter '${name}' in ${file}, which this baseline extends`, {
          found: name,
          allowed,
        }),
      );
}
