/** A programme that is a variant of another: the two as one, each part remembering the file it is written in. */
import type { Located } from '../load/index.js';
import { InputError, mappingOf, partAt, placeOf, problemAt } from '../load/index.js';
import { withKey } from '../load/located.js';
import type { Session } from './session.js';

/** What is merged by name; everything else that is given takes the place of the other's. */
const MERGED = ['effects', 'evidence', 'sources', 'costs', 'trials', 'outcomes'] as const;

/**
 * A programme with everything it extends.
 * @throws InputError where it extends itself
 */
export function withParents(session: Session, root: Located, open: readonly string[] = []): Located {
  const named = partAt(root, ['extends']);
  if (named === undefined) return root;
  const place = placeOf(root, ['extends']);
  if (typeof named.data !== 'string')
    throw new InputError([problemAt(place, "'extends' names another programme: mst, or ./mine.yaml")]);
  const written = session.named(root, ['extends'], named.data, 'programmes');
  const files = [...open, root.source.file];
  if (files.includes(written.source.file))
    throw new InputError([
      problemAt(place, `this programme extends itself: ${[...files, written.source.file].join(' extends ')}`),
    ]);
  const parent = withParents(session, written, files);
  const parts = new Map([...(parent.parts ?? []), ...(root.parts ?? [])]);
  // Either is said in place of the other.
  if (root.parts?.has('again') === true && !root.parts.has('once')) parts.delete('once');
  if (root.parts?.has('once') === true && !root.parts.has('again')) parts.delete('again');
  for (const name of MERGED) {
    const [above, below] = [partAt(parent, [name]), partAt(root, [name])];
    if (above?.shape !== 'mapping' || below?.shape !== 'mapping') continue;
    parts.set(name, withKey(mappingOf(new Map([...(above.parts ?? []), ...(below.parts ?? [])]), below), below.key));
  }
  return mappingOf(parts, root);
}
